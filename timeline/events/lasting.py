"""How long an encounter lasts: from the day that it opens, or on which a visitor arrives, to the day that it closes or he leaves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from timeline.chrono.interval import Interval, Precision
from timeline.events.days import duration_days
from timeline.events.encounters import Made
from timeline.events.telling import Telling
from timeline.model.event import Event
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import Kind

_BY_CUE = {"tense.ended": "closes", "tense.begun": "opens", "context.started": "opens"}
_LONGEST = 15  # days
_STARTS = re.compile(r"\b(?:began|started|begins|starts|kicked off|beginning|starting) (?:(?:a|an|his|her|their|the) )?[^.,;:]*$")
_OPENS = re.compile(r"^[^.;:\"“]{0,90}\b(?:open|begin|start|beg[au]n|kick|convene)(?:s|ed|ing|ning)?\b")
_CLOSES = re.compile(r"^[^.;:\"“]{0,90}\b(?:conclud|end|clos|wrap|finish|culminat)(?:e?s|e?d|e|ing|ped|ping)?\b")


def complete_spans(made: Iterable[Made], tellings: Iterable[Telling], lifted: Lifted, text: str, dct: dt.date | None) -> None:
    """A gathering of so many days, of which only the day that it opens or closes is told, lasts from the one or up to the other; so does
    a visit, which also ends where the visitor is told to leave for another place."""
    leaving = [t for t in tellings if t.mention.rule == "visit.leave_for" and t.dating.interval is not None and t.dating.interval.days == 1]
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
            start = end - dt.timedelta(days=days[0] - 1)
        elif start is None and end is not None and any(t.cue == "ongoing" for t in m.group.tellings):
            start = dct  # "are here for the summit, due to conclude on Sunday"
        if end is None and start is not None and days:
            end = start + dt.timedelta(days=days[0] - 1)
        elif end is None and start is not None and event.kind is Kind.VISIT and leaving:
            end = min(_left(event, start, leaving), default=None)
        if start is None or end is None or not 1 <= (end - start).days < _LONGEST or not start <= event.dating.interval.start <= end:
            continue
        m.event = replace(event, dating=replace(event.dating, interval=Interval(start, end), precision=Precision.SPAN, rule="day.edges"))


def _left(event: Event, start: dt.date, leaving: Iterable[Telling]) -> Iterator[dt.date]:
    """The days on which a visitor leaves for another country after his arrival."""
    who = {a.id for a in event.participants}
    country = event.place.country if event.place is not None else None
    for t in leaving:
        day = t.dating.interval
        if day is None or day.start <= start or not who & {a.id for a in t.participants}:
            continue
        if country and t.place is not None and t.place.country not in (None, country):
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
    around = text[mention.end : dating.start] if dating.start >= mention.end else text[mention.end : mention.end + 40]
    if _OPENS.search(around):
        return "opens"
    return "closes" if _CLOSES.search(around) else None
