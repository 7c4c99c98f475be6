"""The web page of a timeline, as text and as a file."""

from __future__ import annotations

from os import PathLike
from typing import IO, TYPE_CHECKING, Any

from timeline.export.files import replacing
from timeline.model.record import to_record
from timeline.view.page import render

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def web_page(timeline: Timeline, *, title: str = "Diplomatic timeline") -> str:
    """The self-contained page as HTML."""
    records = (to_record(event, about=timeline.about(event)) for event in timeline)
    return render(records, title=title, newest=timeline.now.isoformat() if timeline.now else None)


def write_page(timeline: Timeline, target: str | PathLike[str] | IO[Any], *, title: str = "Diplomatic timeline") -> None:
    """Writes the page to a path, whole or not at all, or to a text stream. Raises :class:`~timeline.errors.OutputError`."""
    if isinstance(target, str | PathLike):
        with replacing(target, encoding="utf-8") as stream:
            stream.write(web_page(timeline, title=title))
    else:
        target.write(web_page(timeline, title=title))
