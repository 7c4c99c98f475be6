"""How an event is put in words: its title, its date for reading; how many there are.

Both are derived from an event's fields and stand beside them in every output; none is ever read back.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from timeline.chrono.interval import Precision
from timeline.model.event import Actor, Dating, Event
from timeline.model.vocabulary import Family, Kind, Status

#: The noun of an encounter, by subtype where that says more than the kind.
_NOUNS = {
    "summit": "Summit",
    "talks": "Talks",
    "virtual": "Virtual meeting",
    "video": "Video call",
    "state": "State visit",
    "official": "Official visit",
    "working": "Working visit",
    "surprise": "Surprise visit",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Names written out in a title; of more, the rest is counted.
_MAX_NAMES = 4


def title(event: Event, about: Event | None = None) -> str:
    """One line that says what the event is. ``about`` is the encounter of a change, if known.

    >>> from timeline.model.vocabulary import ActorType
    >>> event = Event(id="e1", kind=Kind.CALL, status=Status.HELD, participants=(Actor("Q1", "Ana Diaz", ActorType.PERSON),))
    >>> title(event)
    'Call of Ana Diaz (held)'
    >>> title(Event(id="c1", kind=Kind.DENIAL, about="e1"), event)
    'Denial: call of Ana Diaz'
    """
    if event.family is Family.ENCOUNTER:
        status = f" ({status_words(event.status)})" if event.status else ""
        return _encounter(event) + status
    words = event.kind.value.capitalize()
    if event.actors:
        words += f" by {_names(event.actors)}"
    if event.targets:
        words += f" to {_names(event.targets)}"
    return f"{words}: {_lower_first(_encounter(about))}" if about else words


def status_words(status: Status) -> str:
    """A status as one reads it: ``not held`` for ``not_held``."""
    return status.value.replace("_", " ")


def status_told(event: Event) -> str:
    """The status in words, with the day on which it was told; empty for a change."""
    as_of = f", as of {event.status_as_of.isoformat()}" if event.status_as_of else ""
    return f"{status_words(event.status)}{as_of}" if event.status else ""


def when(dating: Dating, status: Status | None = None) -> str:
    """A window for reading. A window that the occasion does not fill says so, by its unit or by "between".

    >>> from timeline.chrono.interval import Interval
    >>> day = dt.date(2025, 10, 16)
    >>> when(Dating(Interval.day(day), Precision.DAY))
    '16 Oct 2025'
    >>> when(Dating(Interval(dt.date(2025, 4, 2), dt.date(2025, 4, 3)), Precision.SPAN))
    '2–3 Apr 2025'
    >>> when(Dating(Interval(dt.date(2018, 7, 16), dt.date(2018, 7, 22)), Precision.WEEK))
    'week of 16 Jul 2018'
    >>> when(Dating(Interval(day, dt.date(2025, 10, 31)), Precision.MONTH))
    'between 16 and 31 Oct 2025'
    >>> when(Dating(), Status.SCHEDULED)
    'planned, no date'
    """
    window = dating.interval
    if window is None:
        return "planned, no date" if status in (Status.SCHEDULED, Status.PROPOSED) else "no date"
    start, end = window.start, window.end
    if start == end:
        return _day(start)
    if dating.precision is Precision.SPAN:
        return _range(start, end, "–")
    if window.days == 7 and start.weekday() == 0:
        return f"week of {_day(start)}"
    if start.day == 1 and _ends_month(end):
        if start.month == 1 and end.month == 12:
            return str(start.year) if start.year == end.year else f"between {start.year} and {end.year}"
        first, last = _MONTHS[start.month - 1], f"{_MONTHS[end.month - 1]} {end.year}"
        if start.year != end.year:
            return f"between {first} {start.year} and {last}"
        return last if start.month == end.month else f"between {first} and {last}"
    return f"between {_range(start, end, ' and ')}"


def _encounter(event: Event) -> str:
    """An encounter without its status: ``Summit of A and B, Helsinki``."""
    words = _NOUNS.get(event.subtype or "", event.kind.value.capitalize())
    if event.participants:
        words += f" of {_names(event.participants)}"
    if event.place is not None and event.place.name:
        words += f" to {event.place.name}" if event.kind is Kind.VISIT else f", {event.place.name}"
    return words


def _names(actors: Sequence[Actor]) -> str:
    """Names as a list in words; long lists are counted. A semicolon becomes a comma, as in the lists of a row."""
    names = [actor.name.replace(";", ",") for actor in actors]
    if len(names) > _MAX_NAMES:
        names = [*names[: _MAX_NAMES - 1], f"{len(names) - _MAX_NAMES + 1} others"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _range(start: dt.date, end: dt.date, between: str) -> str:
    """``2–3 Apr 2025``: what both ends share is said once."""
    if start.year != end.year:
        first = _day(start)
    elif start.month != end.month:
        first = f"{start.day} {_MONTHS[start.month - 1]}"
    else:
        first = str(start.day)
    return f"{first}{between}{_day(end)}"


def _ends_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
