"""What an encounter's own words leave open and the report around them tells: the day of the news, the day of whoever speaks of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.chrono.interval import Interval, Precision
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.telling import NO_DATE, Telling
from timeline.events.trips import (
    ARRIVING,
    RECENT,
    WIDE,
    arriving,
    of_the_stay,
    on_arrival,
    one_of_several,
    some_day_of,
)
from timeline.model.event import Dating, Event
from timeline.model.mentions import Lifted, TriggerMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Basis, Kind, Status

_ALSO = re.compile(r"\b(?:also|earlier|later|then)\b")
_CONTACT = frozenset({"meeting.contact", "meeting.joint_news"})  # "Li told the visiting minister", "addressing a joint press conference"
_NEAR = 400  # characters before a sentence


@dataclass(frozen=True, slots=True)
class _Report:
    """A report: its text, its day, the day of its news, and the dated expressions of its sentences, those that reports are dated by
    apart."""

    text: str
    dct: dt.date
    news: dt.date
    said: Mapping[tuple[int, int], Sequence[Dating]]
    told: Mapping[tuple[int, int], Sequence[Dating]]

    @staticmethod
    def of(lifted: Lifted, datings: Sequence[Dating], text: str, dct: dt.date) -> _Report:
        """The report of a document."""
        said: dict[tuple[int, int], list[Dating]] = defaultdict(list)
        told: dict[tuple[int, int], list[Dating]] = defaultdict(list)
        news: dt.date | None = None
        for timex, dating in zip(lifted.timexes, datings, strict=True):
            window = dating.interval
            if window is None:
                continue
            told[timex.sentence].append(dating)
            if timex.reporting and window.days == 1:
                said[timex.sentence].append(dating)
            if news is None and window.days == 1 and timex.tense != "future" and timex.start < (_HEAD if timex.reporting else _OPENING):
                news = window.start if 0 <= (dct - window.start).days <= _FRESH else None
        return _Report(text, dct, news or dct, said, told)

    def day(self, rule: str) -> Dating:
        """The day of the news: the first day that the head tells, where it is that of the report or the one before, else the report's."""
        return Dating(Interval.day(self.news), Precision.DAY, Basis.RELATIVE_TO_DCT, rule=rule)

    def spoken(self, sentence: tuple[int, int], rule: str = "day.report") -> Dating:
        """The day on which somebody speaks in a sentence."""
        for dating in self.said.get(sentence, ()):
            if dating.interval is not None and 0 <= (self.dct - dating.interval.start).days <= RECENT:
                return replace(dating, rule="day.said")
        return self.day(rule)


def complete_days(made: Iterable[Made], lifted: Lifted, datings: Sequence[Dating], text: str, dct: dt.date | None) -> None:
    """Dates encounters whose own words tell no day.

    What goes on is of the day of the report. What somebody speaks of right after it ("told reporters after talks with Y") is of the
    day on which he speaks; where no day is told, of the report's.
    """
    if dct is None:
        return
    every = list(made)
    report = _Report.of(lifted, datings, text, dct)
    for n, m in enumerate(every):
        event = m.event
        window = event.dating.interval
        if event.status is Status.ONGOING and window is not None and window.days >= WIDE and window.start <= dct <= window.end:
            m.event = event = replace(event, dating=report.day("day.ongoing"))  # "this year's summit", which goes on
        if event.status is Status.PROPOSED and window is not None and _over(event.dating, window, dct):
            m.event = event = replace(event, dating=NO_DATE)
        if event.status is Status.HELD and event.dating.rule == _THIS_PERIOD and window is not None and window.days >= WIDE:
            _narrow(m, window, report)
        if event.dating.interval is not None:
            continue
        near = every[max(0, n - WITHIN) : n + WITHIN]
        found: Dating | None = None
        if event.status is Status.ONGOING and one_of_several(m, near):
            continue  # "after his visit to Peru, Chile and Cuba", "has been touring": nobody is in three countries on one day
        if event.status is Status.ONGOING:
            sentence = m.group.tellings[0].mention.sentence
            received = m.group.said.rules == _RECEIVED
            found = report.spoken(sentence, "day.ongoing") if received else report.day("day.ongoing")
            told = report.told.get(sentence, ())
            past = told[0].interval if received and len(told) == 1 else None
            if past is not None and past.days == 1 and (dct - past.end).days > _LONG_AGO:  # an item in a list of what was
                found = told[0]
                event = replace(event, status=Status.HELD)
        elif event.status is Status.SCHEDULED:
            found = next((d for t in m.group.tellings if (d := _imminent(t, report)) is not None), None) or _beside(m, near, text)
        elif event.status is Status.HELD and event.kind is Kind.VISIT:
            found = of_the_stay(m, near, text) or next(
                (d for t in m.group.tellings if (d := _visit_of_the_day(t, report)) is not None), None
            )
        elif event.status is Status.HELD and (stay := of_the_stay(m, near, text) or on_arrival(m, near, text)) is not None:
            found = stay
        elif event.status is Status.HELD:
            for way in (_of_the_sentence, _spoken, _remarked, _just_now):
                found = found or next((d for t in m.group.tellings if (d := way(t, report)) is not None), None)
            found = found or _beside(m, near, text) or _news(m, near, report)
            if found is None and any(_opened(t) for t in m.group.tellings):
                found = report.day("day.opened")
        if found is not None:
            m.event = replace(event, dating=found)
            if found.rule == "day.arrival" or (found.rule == "day.ongoing" and arriving(m)):
                _date_purpose(m.event, near)


def _narrow(m: Made, window: Interval, report: _Report) -> None:
    """ "This year's summit", of which other words of the report say "on Wednesday, after wrapping up the summit"."""
    for t in m.group.tellings:
        if t.dating.interval is not None or t.mention.sentence not in report.told:
            continue
        found = _of_the_sentence(t, report) or _spoken(t, report)
        if found is not None and found.interval is not None and window.contains(found.interval):
            m.event = replace(m.event, dating=found)
            return


def _over(dating: Dating, window: Interval, dct: dt.date) -> bool:
    """True for days on which what is proposed cannot be: those of the proposal ("on Thursday he called for a conference")."""
    return window.end < dct or (window == Interval.day(dct) and dating.rule == "time.weekday")


def _imminent(telling: Telling, report: _Report) -> Dating | None:
    """ "Was to meet Y" is of the day of the news, "said before a meeting with Y" of the day on which it was said."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None or telling.during is not None or mention.rule in _MANY:
        return None
    text = report.text
    if cue.rule == "aux.be_to" and cue.text in ("was", "were") and _TO_MEET.fullmatch(text, cue.end, mention.start):
        return None if report.told.get(mention.sentence) else report.day("day.was_to")
    before = cue.rule.endswith("plan.ahead") and _BEFORE_IT.search(text, mention.sentence[0], mention.start)
    return report.spoken(mention.sentence) if before else None


def _visit_of_the_day(telling: Telling, report: _Report) -> Dating | None:
    """The day of a visit that began, or of an arrival or leave that is news, and of what somebody says during it."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if _begun(telling):
        return report.day("day.begun")
    if _arrival_of_the_day(telling, report.text):
        return report.day("day.arrival")
    if mention.paragraph <= _LEAD and (
        _UNANNOUNCED.search(report.text, mention.sentence[0], mention.start)
        or (mention.text.lower() == "arrival" and _WITH_IT.fullmatch(report.text, mention.sentence[0], mention.start))
    ):
        return report.day("day.arrival")
    if cue is None:
        return None
    if cue.rule == "context.leaving" and mention.rule == "visit.leave" and _main_clause(telling, report.text):
        return report.day("day.left")
    if mention.paragraph <= _LEAD and _SAID_OF_IT.search(report.text, mention.sentence[0], mention.start):
        return None if _WAS_THERE.match(report.text, mention.end, mention.sentence[1]) else report.spoken(mention.sentence, "day.during")
    if cue.rule == "tense.past" and _AS.search(report.text, mention.sentence[0], mention.start):
        return report.day("day.as")
    if not cue.rule.endswith("held.during") or len(report.told.get(mention.sentence, ())) > len(report.said.get(mention.sentence, ())):
        return None
    spoke = _SPOKE.search(report.text, mention.sentence[0], mention.start)
    return report.spoken(mention.sentence, "day.during") if spoke else None


def _beside(m: Made, others: Sequence[Made], text: str) -> Dating | None:
    """ "Ruggiero also met Li": the day of what is told in the sentence or right before it."""
    mine = {a.id for a in m.event.participants}
    for telling in m.group.tellings:
        mention = telling.mention
        if not _ALSO.search(text, max(mention.sentence[0], mention.start - 45), mention.start):
            continue
        start, end = mention.sentence
        for other in others:
            event = other.event
            if event.status is not m.event.status or event.kind is Kind.VISIT or event.dating.interval is None:
                continue
            near = any(
                0 <= mention.paragraph - t.mention.paragraph <= 1 and start - _NEAR < t.mention.start < end for t in other.group.near
            )
            if near and (mine & {a.id for a in event.participants} or _of_one_side(m, event)):
                return replace(some_day_of(event.dating), basis=Basis.RELATIVE_TO_EVENT, rule="day.also")
    return None


def _of_one_side(m: Made, other: Event) -> bool:
    """ "Ministers Ruiz and Soto will hold talks in Lima … Chile's delegation will also meet": theirs."""
    states = {a.country for a in m.event.participants if a.type is ActorType.STATE}
    return bool(states & {a.country for a in other.participants if a.country})


def _of_the_sentence(telling: Telling, report: _Report) -> Dating | None:
    """ "Ministers spoke of trade on Tuesday as they opened a meeting": the one day that a sentence tells."""
    mention = telling.mention
    after = bool(mention.cues) and mention.cues[0].rule.endswith("held.after")
    if after or mention.kind == "call" or _OTHER_ONE.search(report.text, mention.sentence[0], mention.start):
        return None
    told = report.told.get(mention.sentence, ())
    window = told[0].interval if len(told) == 1 else None
    if window is None or window.days > 1 or not 0 <= (report.dct - window.start).days <= RECENT:
        return None
    if _BEFORE_THAT.search(report.text, told[0].end or mention.sentence[0], mention.start):
        return None  # "left Lima on Monday after attending the summit"
    if _WHO.search(report.text, mention.sentence[0], told[0].start or 0):
        return None  # "told Z, who had arrived on Monday, at a meeting"
    return replace(told[0], basis=Basis.RELATIVE_TO_DCT, rule="day.sentence")


def _news(m: Made, others: Sequence[Made], report: _Report) -> Dating | None:
    """The day of what the report told before of those who meet, else of the report: "He arrived on Monday … Li received him"."""
    telling = next((t for t in m.group.tellings if _in_the_news(t, report.text)), None)
    if telling is None:
        return None
    mine = {a.id for a in m.event.participants}
    start = telling.mention.start
    if _NOT_THAT_DAY.match(report.text, telling.mention.sentence[0], start):
        return None
    best: tuple[int, Dating] | None = None
    for other in others:
        event = other.event
        window = event.dating.interval
        if window is None or window.days > 1 or not 0 <= (report.dct - window.end).days <= _FRESH:
            continue
        if event.status not in (Status.HELD, Status.ONGOING) or mine.isdisjoint(a.id for a in event.participants):
            continue
        for t in other.group.near:
            if start - _REACH < t.mention.start < start and (best is None or t.mention.start > best[0]):
                best = t.mention.start, event.dating
    if best is not None:
        return replace(best[1], basis=Basis.RELATIVE_TO_EVENT, rule="day.continued")
    return report.day("day.news")


def _spoken(telling: Telling, report: _Report) -> Dating | None:
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    around = any(a.rule == "slot.around" for a in mention.arguments)
    after = cue is not None and (cue.rule.endswith("held.after") or (around and cue.rule.endswith("held.during")))
    if mention.rule in _CONTACT or (mention.paragraph <= _LEAD and _SPOKE_AT.search(report.text, mention.sentence[0], mention.start)):
        return report.spoken(mention.sentence)
    if not after or _LONG_AFTER.search(report.text, mention.sentence[0], mention.start):
        return None
    if mention.paragraph > _LEAD and mention.sentence not in report.said:
        spoke = _SPOKE.search(report.text, mention.sentence[0], mention.start)
        if spoke is None or report.told.get(mention.sentence) or (cue is not None and cue.text == "at"):
            return None  # "in September that year, he had spoken of it in talks with X"
    told = report.told.get(mention.sentence, ())
    if len(told) == 1 and _long_before(told[0], mention, report):
        return replace(told[0], rule="day.sentence")
    return report.spoken(mention.sentence)


def _long_before(dating: Dating, mention: TriggerMention, report: _Report) -> bool:
    """ "Two months ago he spoke of it during a meeting with X": a time that opens what is told, and is none of these days."""
    window, end = dating.interval, dating.end
    if window is None or end is None or end > mention.start or window.end >= report.dct or window.days > WIDE + RECENT:
        return False
    return (window.days > 1 or (report.dct - window.end).days > RECENT) and _QUOTED.search(
        report.text, mention.sentence[0], mention.start
    ) is None


def _opened(telling: Telling) -> bool:
    """ "Told Y so as they began talks", near the head of a report."""
    mention = telling.mention
    return bool(mention.cues) and mention.cues[0].rule in ("tense.begun", "context.started") and mention.paragraph <= _LEAD


def _begun(telling: Telling) -> bool:
    """ "as the president began a visit to China", without a day: news of the day."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    return cue is not None and mention.paragraph <= _LEAD and cue.text in ("began", "begins", "begun", "starts", "opens", "kicked", "kicks")


def _arrival_of_the_day(telling: Telling, text: str) -> bool:
    """ "Prodi flew into Albania", "told reporters upon arriving in Beijing": near the head of a report, news of the day."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None or mention.start > _HEAD:
        return False
    if cue.rule == "tense.past":
        return mention.rule.startswith(ARRIVING) and _in_the_news(telling, text)
    arriving = mention.rule.startswith(ARRIVING) or mention.text.lower() == "arrival"
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
    return _main_clause(telling, text)


def _main_clause(telling: Telling, text: str) -> bool:
    """False for what is told aside: "Li, who met him", "had met him", "met him earlier"."""
    mention = telling.mention
    clause = _CLAUSE.search(text, mention.sentence[0], mention.start)
    return clause is None or _ASIDE.search(text, clause.start(), mention.end) is None


def _remarked(telling: Telling, report: _Report) -> Dating | None:
    """ "He made the remarks in talks with Y", "The comments came as leaders were meeting": of the day on which he said so."""
    mention = telling.mention
    if not _REMARK.search(report.text, mention.sentence[0], mention.start):
        return None
    before = [s for s in report.said if 0 <= mention.start - s[0] <= _REACH]
    for sentence in sorted(before, reverse=True):
        found = report.spoken(sentence)
        if found.rule == "day.said":
            return found
    return report.day("day.report") if mention.paragraph <= _LEAD else None


def _just_now(telling: Telling, report: _Report) -> Dating | None:
    """ "Has also spoken to Y", wherever a report says so."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None or cue.rule != "tense.past" or report.told.get(mention.sentence):
        return None
    return report.day("day.perfect") if _PERFECT.search(report.text, mention.sentence[0], mention.start) else None


_THIS_PERIOD = "time.last-period"  # "this year's"
_HEAD = 1000  # characters of a report that tell its news
_CLAUSE = re.compile(r"[^,;\"“”]*$")
_TOLD = re.compile(r"\b(?:told (?:reporters|journalists|the press)|said)\b")
_ASIDE = re.compile(
    r"\b(?:had|who|which|where|when|that|if|after|before|since|ago|earlier|recently|previously|last|first|once|later"
    r"|confirmed|revealed|denied|admitted|recalled|alleged|claimed|(?:19|20)\d\d)\b"
)
_OPENING = 200  # characters of its first sentence
_LEAD = 4  # paragraphs, the first one is 0
_MANY = frozenset({"meeting.summit", "meeting.assembly"})
_LONG_AGO = 7  # days
_OTHER_ONE = re.compile(r"\b(?:last|next|previous|earlier|another|recent|first|annual) (?:[\w-]+ ){0,2}$")
_LONG_AFTER = re.compile(r"\b(?:days?|weeks?|months?|years?|soon|shortly|long) after (?:[^\s,;]+ ){0,4}$")
_PERFECT = re.compile(r"\b(?:has|have) (?:also |already |just |now )?(?:(?:made|held|had) (?:[a-z]+ ){1,2})?$")
_WHO = re.compile(r"\b(?:who|whose|whom)\b[^,;]{0,300}$")
_RECEIVED = frozenset({"visit.visiting"})
_TO_MEET = re.compile(r"(?: (?:also|then|later|again))* to (?:[a-z]+ (?:[a-z]+ ){0,2})?")
_BEFORE_IT = re.compile(
    r"\b(?:said|told|says|asked|added)\b[^;:\"“”]{0,300} (?:before|ahead of|prior to) (?:(?:an?|his|her|their) )?(?:[a-z-]+ ){0,2}$"
)
_SPOKE = re.compile(r"\b(?:said|told|says|asked|added|announced|warned|urged|stressed|noted)\b")
#: "told the first (meeting) of the commission", "addressing a (forum)".
_SPOKE_AT = re.compile(r"\b(?:told|[Aa]ddressing|addressed|(?:saying|said|speaking) at) (?:an?|the|its|their) (?:[\w-]+ ){0,4}$")
_BEFORE_THAT = re.compile(r"\b(?:after|following) (?:wrapping up|concluding|ending|completing|finishing|attending|visiting)\b[^;.]*$")
#: "During his week-long trip, Soto held talks", "On the sidelines of the forum, Soto met": not the day of what is told before.
_NOT_THAT_DAY = re.compile(
    r"During (?:his|her|their|the) (?:[\w-]+ )?(?:[\w]+-(?:long|day|nation|country|week)) |(?:On|At) the (?:sideline|margin|fringe)s? of "
)
_QUOTED = re.compile(r"[\"“”]")
_UNANNOUNCED = re.compile(r"\b(?:an|his|her|their) (?:unannounced|unscheduled|surprise|unexpected) (?:[\w-]+ ){0,2}$")
_WITH_IT = re.compile(r"With the (?:\w+ )?")
_SAID_OF_IT = re.compile(r"\bsaid (?:that )?(?:his|her) (?:[\w-]+ )?$")  # "Haddad said his visit showed …"
#: "His visit to Lima showed", "the visit was useful": said of it at any time after, from anywhere.
_WAS_THERE = re.compile(r"(?: (?!here\b)[\w’'-]+){0,6}? (?:was|were|had)\b| (?:to|in) [A-Z][\w’'-]*(?: [\w’'-]+){0,4}? [a-z]+ed\b")
_AS = re.compile(r"\b(?:as|while) (?!part\b|an?\b)[^,;:.\"“]{0,80}$")
_FRESH = 1  # days from the news of a report to its publication
_REACH = 700
_SAYING = r"(?:remarks?|comments?|statements?)"
_REMARK = re.compile(
    rf"\b(?:made|makes?|making|expressed|issued) (?:the |these |those |his |her |this |that )?(?:{_SAYING}|appeal|pledge|call|proposal)"
    r" (?:here )?(?:in|at|during|when|while|after|following)\b"
    rf"|\b{_SAYING} (?:came|comes) (?:as|after|during|while|following)\b"
    r"|\b(?:said|says) (?:so|this) (?:in|during|when|while|after)\b"
)
