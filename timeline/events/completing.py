"""What an encounter's own words leave open and the report around them tells: the day of the news, the day of whoever speaks of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.chrono.interval import Interval, Precision
from timeline.events.days import duration_days
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.telling import Telling
from timeline.model.event import Dating, Event
from timeline.model.mentions import Lifted
from timeline.model.vocabulary import Basis, Kind, Status

_ALSO = re.compile(r"\b(?:also|earlier|later|then)\b")
_CONTACT = frozenset({"meeting.contact"})  # "Li told the visiting minister"
_WIDE = 28  # days of a window that says less than that an encounter goes on
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
        window = event.dating.interval
        if event.status is Status.ONGOING and window is not None and window.days >= _WIDE and window.start <= dct <= window.end:
            m.event = event = replace(event, dating=_day(dct, "day.ongoing"))  # "this year's summit", which goes on
        if event.dating.interval is not None or event.status not in (Status.HELD, Status.ONGOING):
            continue
        if event.status is Status.ONGOING:
            if any(t.mention.rule != "visit.visiting" for t in m.group.tellings):  # "the visiting minister" alone tells no day
                m.event = replace(event, dating=_day(dct, "day.ongoing"))
            continue
        if event.kind is Kind.VISIT:
            if any(_begun(t) for t in m.group.tellings):
                m.event = replace(event, dating=_day(dct, "day.begun"))
            elif any(_arrival_of_the_day(t, text) for t in m.group.tellings):
                m.event = replace(event, dating=_day(dct, "day.arrival"))
                _date_purpose(m.event, every[max(0, n - WITHIN) : n + WITHIN])
            continue
        for telling in m.group.tellings:
            found = _spoken(telling, said, dct) or _remarked(telling, said, text, dct)
            if found is not None:
                m.event = replace(event, dating=found)
                break
        else:
            near = every[max(0, n - WITHIN) : n + WITHIN]
            found = _beside(m, near, text) or _news(m, near, text, dct)
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


def _news(m: Made, others: Sequence[Made], text: str, dct: dt.date) -> Dating | None:
    """The day of what the report told before of those who meet, else of the report: "He arrived on Monday … Li received him"."""
    telling = next((t for t in m.group.tellings if _in_the_news(t, text)), None)
    if telling is None:
        return None
    mine = {a.id for a in m.event.participants}
    start = telling.mention.start
    best: tuple[int, Dating] | None = None
    for other in others:
        event = other.event
        window = event.dating.interval
        if window is None or window.days > 1 or not 0 <= (dct - window.end).days <= _FRESH:
            continue
        if event.status not in (Status.HELD, Status.ONGOING) or mine.isdisjoint(a.id for a in event.participants):
            continue
        for t in other.group.near:
            if start - _REACH < t.mention.start < start and (best is None or t.mention.start > best[0]):
                best = t.mention.start, event.dating
    if best is not None:
        return replace(best[1], basis=Basis.RELATIVE_TO_EVENT, rule="day.continued")
    return _day(dct, "day.news")


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


def _begun(telling: Telling) -> bool:
    """ "as the president began a visit to China", without a day: news of the day."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    return cue is not None and mention.paragraph <= 4 and cue.text in ("began", "begins", "begun", "starts", "opens", "kicked", "kicks")


def _arrival_of_the_day(telling: Telling, text: str) -> bool:
    """ "Prodi flew into Albania", "told reporters upon arriving in Beijing": near the head of a report, news of the day."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None or mention.start > _HEAD:
        return False
    if cue.rule == "tense.past":
        return mention.rule.startswith(_ARRIVING) and _in_the_news(telling, text)
    arriving = mention.rule.startswith(_ARRIVING) or mention.text.lower() == "arrival"
    return arriving and cue.rule.endswith("held.after") and _TOLD.search(text, mention.sentence[0], mention.start) is not None


def _date_purpose(trip: Event, others: Sequence[Made]) -> None:
    """ "Was flown to Tirana for talks with Y": what somebody arrives for today is today."""
    for other in others:
        if other.event.part_of == trip.id and other.event.dating.interval is None and other.event.status in (Status.SCHEDULED, Status.HELD):
            other.event = replace(other.event, dating=trip.dating)


def _in_the_news(telling: Telling, text: str) -> bool:
    """True for a plain past in a main clause near the head of a report: "He met Li", not "Li, who met him", "had met him"."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None or cue.rule != "tense.past" or mention.start > _HEAD or mention.reference != "new":
        return False
    clause = _CLAUSE.search(text, mention.sentence[0], mention.start)
    return clause is None or _ASIDE.search(text, clause.start(), mention.end) is None


def _remarked(telling: Telling, said: Mapping[tuple[int, int], Sequence[Dating]], text: str, dct: dt.date) -> Dating | None:
    """ "He made the remarks in talks with Y", "The comments came as leaders were meeting": of the day on which he said so."""
    mention = telling.mention
    if not _REMARK.search(text, mention.sentence[0], mention.start):
        return None
    before = [(s, d) for s, d in said.items() if 0 <= mention.start - s[0] <= _REACH]
    for _, datings in sorted(before, reverse=True):
        for dating in datings:
            if dating.interval is not None and 0 <= (dct - dating.interval.start).days <= _RECENT:
                return replace(dating, rule="day.said")
    return _day(dct, "day.report") if mention.paragraph <= 4 else None


def complete_spans(made: Iterable[Made], lifted: Lifted, text: str, dct: dt.date | None) -> None:
    """A gathering of so many days, of which only the day that it opens or closes is told, lasts from the one or up to the other; so does
    a visit."""
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
        if start is None or end is None or not 1 <= (end - start).days < _LONGEST or not start <= event.dating.interval.start <= end:
            continue
        m.event = replace(event, dating=replace(event.dating, interval=Interval(start, end), precision=Precision.SPAN, rule="day.edges"))


def _edge(telling: Telling, text: str) -> str | None:
    """Whether a mention's day is the one on which the gathering opens or closes."""
    dating, mention = telling.dating, telling.mention
    if dating.interval is None or dating.interval.days > 1 or dating.start is None or dating.end is None:
        return None
    begun = mention.kind == "visit" and _STARTS.search(text, max(mention.start - 50, mention.sentence[0]), mention.start)
    if mention.rule.startswith("visit.arrive") or begun:
        return "opens"
    around = text[mention.end : dating.start] if dating.start >= mention.end else text[mention.end : mention.end + 40]
    if _OPENS.search(around):
        return "opens"
    return "closes" if _CLOSES.search(around) else None


_STARTS = re.compile(r"\b(?:began|started|begins|starts|kicked off|beginning|starting) (?:(?:a|an|his|her|their|the) )?[^.,;:]*$")
_OPENS = re.compile(r"^[^.;:\"“]{0,90}\b(?:open|begin|start|beg[au]n|kick|convene)(?:s|ed|ing|ning)?\b")
_CLOSES = re.compile(r"^[^.;:\"“]{0,90}\b(?:conclude|end|close|wrap)(?:s|d|ed|ing|ped)?\b")
_ARRIVING = ("visit.arrive", "visit.travel", "visit.go_on", "visit.fly")
_HEAD = 1000  # characters of a report that tell its news
_CLAUSE = re.compile(r"[^,;\"“”]*$")
_TOLD = re.compile(r"\b(?:told (?:reporters|journalists|the press)|said)\b")
_ASIDE = re.compile(
    r"\b(?:has|have|had|who|which|where|when|that|if|after|before|since|ago|earlier|recently|previously|last|first|once|later"
    r"|confirmed|revealed|denied|admitted|recalled|alleged|claimed|(?:19|20)\d\d)\b"
)
_FRESH = 1  # days from the news of a report to its publication
_LONGEST = 15
_REACH = 700
_SAYING = r"(?:remarks?|comments?|statements?)"
_REMARK = re.compile(
    rf"\b(?:made|makes?|making|expressed|issued) (?:the |these |those |his |her |this |that )?(?:{_SAYING}|appeal|pledge|call|proposal)"
    r" (?:here )?(?:in|at|during|when|while|after|following)\b"
    rf"|\b{_SAYING} (?:came|comes) (?:as|after|during|while|following)\b"
    r"|\b(?:said|says) (?:so|this) (?:in|during|when|while|after)\b"
)


def _day(date: dt.date, rule: str) -> Dating:
    return Dating(Interval.day(date), Precision.DAY, Basis.RELATIVE_TO_DCT, rule=rule)
