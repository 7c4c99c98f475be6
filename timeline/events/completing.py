"""What an encounter's own words leave open and the report around them tells: the day of the news, the day of whoever speaks of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.chrono.interval import Interval, Precision
from timeline.events.encounters import Made
from timeline.events.grouping import WITHIN
from timeline.events.telling import Telling
from timeline.model.event import Dating
from timeline.model.mentions import Lifted
from timeline.model.vocabulary import Basis, Kind, Status

_ALSO = re.compile(r"\b(?:also|earlier|later|then)\b")
_CONTACT = frozenset({"meeting.contact"})  # "Li told the visiting minister"
_NEAR = 400  # characters before a sentence
_RECENT = 7  # days before the publication


def complete_days(made: Iterable[Made], lifted: Lifted, datings: Sequence[Dating], text: str, dct: dt.date | None) -> None:
    """Dates encounters whose own words tell no day.

    What goes on is of the day of the report. What somebody speaks of right after it ("told reporters after talks with Y") is of the
    day on which he speaks; where no day is told, of the report's.
    """
    if dct is None:
        return
    said: dict[tuple[int, int], list[Dating]] = defaultdict(list)
    for timex, dating in zip(lifted.timexes, datings, strict=True):
        if timex.reporting and dating.interval is not None and dating.interval.days == 1:
            said[timex.sentence].append(dating)
    every = list(made)
    for n, m in enumerate(every):
        event = m.event
        if event.dating.interval is not None or event.status not in (Status.HELD, Status.ONGOING):
            continue
        if event.status is Status.ONGOING:
            if any(t.mention.rule != "visit.visiting" for t in m.group.tellings):  # "the visiting minister" alone tells no day
                m.event = replace(event, dating=_day(dct, "day.ongoing"))
            continue
        if event.kind is Kind.VISIT:
            continue
        for telling in m.group.tellings:
            found = _spoken(telling, said, dct)
            if found is not None:
                m.event = replace(event, dating=found)
                break
        else:
            found = _beside(m, every[max(0, n - WITHIN) : n + WITHIN], text)
            if found is not None:
                m.event = replace(event, dating=found)


def _beside(m: Made, others: Sequence[Made], text: str) -> Dating | None:
    """ "Ruggiero also met Li": the day of what is told in the sentence or right before it."""
    mine = {a.id for a in m.event.participants}
    for telling in m.group.tellings:
        mention = telling.mention
        if not _ALSO.search(text, mention.start - 24, mention.start):
            continue
        start, end = mention.sentence
        for other in others:
            event = other.event
            if event.status is not Status.HELD or event.kind is Kind.VISIT or event.dating.interval is None:
                continue
            near = any(t.mention.paragraph == mention.paragraph and start - _NEAR < t.mention.start < end for t in other.group.near)
            if near and mine & {a.id for a in event.participants}:
                return replace(event.dating, basis=Basis.RELATIVE_TO_EVENT, rule="day.also")
    return None


def _spoken(telling: Telling, said: Mapping[tuple[int, int], Sequence[Dating]], dct: dt.date) -> Dating | None:
    cue = telling.mention.cues[0] if telling.mention.cues else None
    around = any(a.rule == "slot.around" for a in telling.mention.arguments)
    after = cue is not None and (cue.rule.endswith("held.after") or (around and cue.rule.endswith("held.during")))
    if not after and telling.mention.rule not in _CONTACT:
        return None
    for dating in said.get(telling.mention.sentence, ()):
        if dating.interval is not None and 0 <= (dct - dating.interval.start).days <= _RECENT:
            return replace(dating, rule="day.said")
    return _day(dct, "day.report") if telling.mention.paragraph <= 4 else None


def _day(date: dt.date, rule: str) -> Dating:
    return Dating(Interval.day(date), Precision.DAY, Basis.RELATIVE_TO_DCT, rule=rule)
