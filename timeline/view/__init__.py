"""What people look at: the notebook, pictures, the web page, the terminal."""

from timeline.view.explaining import explain
from timeline.view.notebook import html
from timeline.view.picture import plot
from timeline.view.terminal import table
from timeline.view.web import page, write_page

__all__ = ["explain", "html", "page", "plot", "table", "write_page"]
