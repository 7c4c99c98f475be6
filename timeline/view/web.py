"""The web page of a timeline, as a format of :mod:`timeline.export`."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from timeline.model.record import to_record
from timeline.view.page import render

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(timeline: Timeline, stream: IO[str], *, title: str = "Diplomatic timeline") -> None:
    """Writes the self-contained page."""
    records = (to_record(event, about=timeline.about(event)) for event in timeline)
    stream.write(render(records, title=title, newest=timeline.now.isoformat() if timeline.now else None))
