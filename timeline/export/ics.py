"""iCalendar (RFC 5545): encounters as whole-day events.

Only days and spans go in unless ``imprecise``: a window of a month would fill the month. DTSTAMP is the timeline's own day, so that the
bytes do not depend on the clock; DTEND is exclusive, the day after the last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from timeline.chrono.edtf import edtf
from timeline.chrono.interval import Precision
from timeline.chronology.rows import quoted
from timeline.export.partial import is_exact
from timeline.model.event import Event
from timeline.model.title import status_told, status_words, title, when
from timeline.model.vocabulary import Status

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

#: STATUS of a VEVENT has three values. What a party denies, or what did not come about unbidden, stands in no calendar.
_STATUS = MappingProxyType(
    {
        Status.HELD: "CONFIRMED",
        Status.ONGOING: "CONFIRMED",
        Status.SCHEDULED: "CONFIRMED",
        Status.PROPOSED: "TENTATIVE",
        Status.DISPUTED: "TENTATIVE",
        Status.POSTPONED: "CANCELLED",
        Status.CANCELLED: "CANCELLED",
    }
)
_NO_DAY = dt.date(1970, 1, 1)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


def write(timeline: Timeline, stream: IO[str], *, imprecise: bool = False) -> None:
    """Writes the calendar; ``imprecise`` takes windows in."""
    stamp = f"{timeline.now or _NO_DAY:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//diplomatic-timeline//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in timeline:
        status = _STATUS.get(event.status) if event.status else None
        if status is not None and event.dating.interval is not None and (imprecise or is_exact(event.dating)):
            lines += ["BEGIN:VEVENT", *_lines(event, status, stamp), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    for line in lines:
        stream.write(_folded(line) + "\r\n")


def _lines(event: Event, status: str, stamp: str) -> Iterator[str]:
    _, source = quoted(event)
    start, end = event.start, event.end
    if start is None or end is None:
        return
    yield f"UID:{_text(event.id)}@diplomatic-timeline"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_basic(start)}"
    if end < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_basic(end + dt.timedelta(days=1))}"
    yield f"SUMMARY:{_text(title(event))}"
    yield f"STATUS:{status}"
    yield f"SEQUENCE:{len(event.previous)}"
    words = [event.kind.value, status_words(event.status) if event.status else ""]
    yield "CATEGORIES:" + ",".join(_text(word.upper()) for word in words if word)
    yield f"DESCRIPTION:{_text(_description(event))}"
    if event.place is not None and event.place.name:
        yield f"LOCATION:{_text(event.place.name)}"
        if event.place.lat is not None and event.place.lon is not None:
            yield f"GEO:{event.place.lat:.6f};{event.place.lon:.6f}"
    if source is not None and source.url and re.fullmatch(r"https?://[\x21-\x7e]+", source.url):
        yield f"URL:{source.url}"
    if event.part_of:
        yield f"RELATED-TO:{_text(event.part_of)}@diplomatic-timeline"


def _description(event: Event) -> str:
    """Who, when in words, what it was before, the sentence and its source."""
    mention, source = quoted(event)
    parts = [
        ", ".join(actor.name for actor in event.participants),
        status_told(event),
        "" if is_exact(event.dating) else f"some time in: {when(event.dating)} ({edtf(event.dating.interval)})",
        *(f"formerly {edtf(past.interval, span=past.precision is Precision.SPAN)}" for past in event.previous if past.interval),
        f"“{mention.sentence}”" if mention else "",
        ", ".join(part for part in (source.source, source.published.isoformat() if source.published else None) if part) if source else "",
    ]
    return "\n".join(part for part in parts if part)


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    r"""A TEXT value: ``\``, ``;``, ``,`` and line breaks escaped, control characters left out."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8", "backslashreplace"))
        if size + octets > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
