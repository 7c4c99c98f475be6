"""JSON lines: one whole event a line, as in ``event.schema.json``."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from timeline.model.record import to_line

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes the lines."""
    for event in timeline:
        stream.write(to_line(event, about=timeline.about(event)) + "\n")
