"""markwhen's text timeline: a line an event, ``2018-07-16/2018-07-22: Summit … #held``, with its sentence under it.

A window that the event does not fill is tagged ``#window``; undated events stand as comments at the end.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from timeline.chronology.rows import quoted
from timeline.export.partial import is_exact
from timeline.model.event import Event
from timeline.model.title import title

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes the timeline."""
    stream.write("title: Diplomatic timeline\n\n")
    undated = []
    for event in timeline:
        words = _line(title(event, timeline.about(event)))
        if event.start is None or event.end is None:
            undated.append(f"// no date: {words} {_tags(event)}\n")
            continue
        days = event.start.isoformat() if event.start == event.end else f"{event.start.isoformat()}/{event.end.isoformat()}"
        stream.write(f"{days}: {words} {_tags(event)}\n")
        mention, _ = quoted(event)
        if mention is not None and mention.sentence.strip():
            stream.write(f"“{_line(mention.sentence)}”\n")
        stream.write("\n")
    stream.writelines(undated)


def _tags(event: Event) -> str:
    tags = [
        event.kind.value,
        event.status.value if event.status else "",
        "" if event.dating.interval is None or is_exact(event.dating) else "window",
    ]
    return " ".join(f"#{tag}" for tag in tags if tag)


def _line(text: str) -> str:
    """Text on one line that is no tag, property or comment of markwhen's."""
    return " ".join(text.split()).replace("#", "＃").replace("//", "／／")
