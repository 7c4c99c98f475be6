"""What people look at: the notebook, pictures, the web page, the terminal."""

from timeline.view.explaining import explain
from timeline.view.marked import marked
from timeline.view.notebook import html
from timeline.view.picture import plot
from timeline.view.reliability import plot_reliability
from timeline.view.terminal import table

__all__ = ["explain", "html", "marked", "plot", "plot_reliability", "table"]
