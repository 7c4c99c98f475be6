"""How long an encounter lasts: from the day that it opens, or on which a visitor arrives, to the day that it closes or he leaves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from timeline.chrono.interval import Interval, Precision
from timeline.chrono.units import days_later
from timeline.events.days import duration_days
from timeline.events.encounters import Made
from timeline.events.telling import Telling
from timeline.model.event import Event
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import Kind

_BY_CUE = {"tense.ended": "closes", "tense.begun": "opens", "context.started": "opens", "context.tense.begun": "opens"}
_LONGEST = 15  # days
_PHRASE = 90  # characters before a word
_ORDINALS = {"first": 1, "opening": 1, "start": 1, "beginning": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
#: "on the second day of Fox's state (visit)", "on the third and final day of a (summit)", "at the opening of a four-day (conference)".
_NTH_BY = ("day of ", "opening of ", "start of ", "beginning of ")
_NTH = re.compile(
    r"\b(?:(?:(first|opening|second|third|fourth|fifth) )?(?:and )?(?:(final|last|closing|concluding) )?day|(opening|start|beginning)) of "
    r"(?:[\w’'.-]+ ){0,8}$",
    re.IGNORECASE,
)
_WRAPPING_UP = re.compile(
    r"\b(?:wrapping up|winding up|concluding|ending|finishing|wrapped up|concluded|ended|closed) "
    r"(?:an?|the|their|its|his|her) (?:[\w-]+ ){0,5}$"
)
_FOR_DAYS = re.compile(r",? (?:for|to (?:open|start|begin|attend)) (?:an?|the|their|its) (?:[\w-]+ )?[\w]+-day ")
_STARTS = re.compile(r"\b(?:began|started|begins|starts|kicked off|beginning|starting) (?:(?:a|an|his|her|their|the) )?[^.,;:]*$")
_OPENS = re.compile(r"^[^.;:\"“]{0,90}\b(?:open|begin|start|beg[au]n|kick|convene)(?:s|ed|ing|ning)?\b")
_CLOSES = re.compile(r"^[^.;:\"“]{0,90}\b(?:conclud|end|clos|wrap|finish|culminat)(?:e?s|e?d|e|ing|ped|ping)?\b")


def complete_spans(made: Iterable[Made], tellings: Iterable[Telling], lifted: Lifted, text: str, dct: dt.date | None) -> None:
    """A gathering of so many days, of which only the day that it opens or closes is told, lasts from the one or up to the other; so does
    a visit, which also ends where the visitor is told to leave for another place."""
    leaving = [t for t in tellings if t.mention.rule == "visit.leave_for" and t.dating.interval is not None]
    lengths = {(t.start, t.end): duration_days(t.text) for t in lifted.timexes if t.type == "DURATION"}
    for m in made:
        event = m.event
        if event.kind is Kind.CALL or event.dating.interval is None or event.dating.interval.days > 1:
            continue
        days = [d for t in m.group.tellings if t.mention.duration and (d := lengths.get(t.mention.duration))]
        edges = [(t.dating, edge) for t in m.group.tellings if (edge := _edge(t, text))]
        opens = next((d.interval for d, edge in edges if edge == "opens" and d.interval), None)
        closes = next((d.interval for d, edge in edges if edge == "closes" and d.interval), None)
        start, end = opens.start if opens else None, closes.end if closes else None
        if start is None and end is not None and days:
            start = days_later(end, 1 - days[0])
        elif start is None and end is not None and any(t.cue == "ongoing" for t in m.group.tellings):
            start = dct  # "are here for the summit, due to conclude on Sunday"
        if end is None and start is not None and days:
            end = days_later(start, days[0] - 1)
        elif end is None and start is not None and event.kind is Kind.VISIT:
            end = min(_left(event, start, leaving), default=None)
        if start is None or end is None or not 1 <= (end - start).days < _LONGEST or not start <= event.dating.interval.start <= end:
            continue
        m.event = replace(event, dating=replace(event.dating, interval=Interval(start, end), precision=Precision.SPAN, rule="day.edges"))


def complete_nth_days(made: Iterable[Made], lifted: Lifted, text: str) -> None:
    """The span of what is on, or was, on the day of the report, where the words tell which of its days that is: "started a three-day
    meeting", "after wrapping up a two-day meeting", "on the second day of the visit"."""
    lengths = {(t.start, t.end): duration_days(t.text) for t in lifted.timexes if t.type == "DURATION"}
    for m in made:
        event = m.event
        window = event.dating.interval
        if event.kind is Kind.CALL or window is None or window.days > 1 or event.dating.precision is Precision.SPAN:
            continue
        days = next((d for t in m.group.tellings if t.mention.duration and (d := lengths.get(t.mention.duration))), 0)
        inferred = event.dating.rule is not None and event.dating.rule.startswith("day.")
        for t in m.group.tellings:
            own = t.dating.interval
            if own != window and not (inferred and own is None):
                continue
            nth, last = _nth_of(t, days, text)
            if nth or last:
                span = _around(window.start, nth, last, days)
                if span is not None and 1 < span.days < _LONGEST:
                    m.event = replace(event, dating=replace(event.dating, interval=span, precision=Precision.SPAN, rule="day.nth"))
                    break


def _nth_of(telling: Telling, days: int, text: str) -> tuple[int, bool]:
    """Which day of an encounter its words speak of, 0 where they tell none, and whether it is the last one."""
    mention = telling.mention
    start = max(mention.sentence[0], mention.start - _PHRASE)
    before = text[start : mention.start]
    found = _NTH.search(text, start, mention.start) if any(word in before for word in _NTH_BY) else None
    if found is not None:
        return _ORDINALS.get((found[1] or found[3] or "").lower(), 0), found[2] is not None
    if not days:
        return 0, False
    edge = _BY_CUE.get(mention.cues[0].rule) if mention.cues else None
    if edge is None and _WRAPPING_UP.search(text, start, mention.start):
        edge = "closes"
    return (1, False) if edge == "opens" else (0, edge == "closes")


def _around(day: dt.date, nth: int, last: bool, days: int) -> Interval | None:
    """The days of what has ``days`` of them (0 where unknown), of which ``day`` is the nth or the last one; None where no calendar has
    them."""
    before = nth - 1 if nth else max(days, 1) - 1
    after = 0 if last or not nth else max(days - nth, 0)
    start, end = days_later(day, -before), days_later(day, after)
    return Interval(start, end) if start is not None and end is not None else None


def _left(event: Event, start: dt.date, leaving: Iterable[Telling]) -> Iterator[dt.date]:
    """The days on which a visitor leaves for another country after his arrival."""
    who = {a.id for a in event.participants}
    country = event.place.country if event.place is not None else None
    for t in leaving:
        day = t.dating.interval
        away = t.place is not None and t.place.country not in (None, country)
        if day is not None and country and away and who & {a.id for a in t.participants}:
            yield day.start


def _edge(telling: Telling, text: str) -> str | None:
    """Whether a mention's day is the one on which the gathering opens or closes."""
    dating, mention = telling.dating, telling.mention
    if dating.interval is None or dating.interval.days > 1 or dating.start is None or dating.end is None:
        return None
    begun = mention.kind == "visit" and _STARTS.search(text, max(mention.start - 50, mention.sentence[0]), mention.start)
    if mention.rule.startswith(("visit.arrive", "visit.leave_for")) or begun:
        return "opens"
    if mention.rule == "visit.leave":
        return "closes"
    if mention.cues and (edge := _BY_CUE.get(mention.cues[0].rule)) is not None:
        return edge
    if mention.kind == "meeting" and _FOR_DAYS.match(text, max(dating.end, mention.end)):
        return "opens"
    around = text[mention.end : dating.start] if dating.start >= mention.end else text[mention.end : mention.end + 40]
    if _OPENS.search(around):
        return "opens"
    return "closes" if _CLOSES.search(around) else None
