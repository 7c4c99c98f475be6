"""What an encounter's own words leave open and the report around them tells: the day of the news, the day of whoever speaks of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.chrono.interval import Interval, Precision
from timeline.chrono.units import days_later
from timeline.events.days import duration_days
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
from timeline.events.whereabouts import told_there
from timeline.model.event import Dating, Event
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import Basis, Kind, Status

_CONTACT = frozenset({"meeting.contact", "meeting.joint_news"})  # "Li told the visiting minister", "addressing a joint press conference"


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
        if news is None and all(t.start >= _OPENING for t in lifted.timexes) and (day := _WEEKDAY.search(text, 0, _OPENING)):
            news = next((d for n in range(_FRESH + 1) if (d := days_later(dct, -n)) and d.strftime("%A") == day[0]), None)
        return _Report(text, dct, news or dct, said, told)

    def day(self, rule: str) -> Dating:
        """The day of the news: the first day that the head tells, where it is that of the report or the one before, else the report's."""
        return Dating(Interval.day(self.news), Precision.DAY, Basis.RELATIVE_TO_DCT, rule=rule)

    def spoken(self, sentence: tuple[int, int], rule: str = "day.report") -> Dating:
        """The day on which somebody speaks in a sentence."""
        said = self.said.get(sentence)
        return replace(said[0], rule="day.said") if said else self.day(rule)


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
        if event.status is Status.ONGOING and window is not None and window.days >= WIDE:
            m.event = event = replace(event, dating=report.day("day.ongoing"))  # "this year's summit", which goes on
        if event.status is Status.PROPOSED and window is not None and _over(event.dating, window, dct):
            m.event = event = replace(event, dating=NO_DATE)
        if event.status is Status.HELD and event.dating.rule == _THIS_PERIOD and window is not None and window.days >= WIDE:
            told = next((d for t in m.group.tellings if t.dating.interval is None and (d := _of_the_sentence(t, report, over=True))), None)
            if told is not None and told.interval is not None and window.contains(told.interval):
                m.event = event = replace(event, dating=told)  # "this year's summit", which they wrapped up on Wednesday
        if event.dating.interval is not None:
            continue
        near = every[max(0, n - WITHIN) : n + WITHIN]
        found: Dating | None = None
        if event.status is Status.ONGOING:
            if one_of_several(m):
                continue  # "after his visit to Peru, Chile and Cuba", "has been touring": nobody is in three countries on one day
            received = m.group.said.rules == _RECEIVED
            found = report.spoken(m.group.tellings[0].mention.sentence, "day.ongoing") if received else report.day("day.ongoing")
        elif event.status is Status.HELD:
            found = of_the_stay(m, near, text) or on_arrival(m, near, text) or _also(m, near, text)
        for way in _ways(event) if found is None else ():
            found = next((d for t in m.group.tellings if (d := way(t, report)) is not None), None)
            if found is not None:
                break
        if found is not None:
            found = (_then(m, near, report) if found.rule == "day.news" else None) or found
            m.event = replace(event, dating=found)
            if found.rule == "day.arrival" or (found.rule == "day.ongoing" and arriving(m)):
                _date_purpose(m.event, near)


def _ways(event: Event) -> tuple[Callable[[Telling, _Report], Dating | None], ...]:
    """By which words a report may tell the day of an encounter, the plainest first."""
    if event.status is Status.SCHEDULED:
        return (_imminent,)
    if event.status is not Status.HELD:
        return ()
    return (_visit_of_the_day,) if event.kind is Kind.VISIT else (_days_before, _of_the_sentence, _spoken, _remarked, _just_now, _news)


def _over(dating: Dating, window: Interval, dct: dt.date) -> bool:
    """True for days on which what is proposed cannot be: those of the proposal ("on Thursday he called for a conference")."""
    return window.end < dct or (window == Interval.day(dct) and dating.rule == "time.weekday")


def _imminent(telling: Telling, report: _Report) -> Dating | None:
    """ "Said before a meeting with Y": of the day on which it was said; "comes three days before the summit": counted from it."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if cue is None:
        return None
    counted = _COUNTED.search(report.text, mention.sentence[0], mention.start)
    if counted is not None and mention.paragraph <= _LEAD:
        return _later(report.spoken(mention.sentence), duration_days(counted[1] or "a day"))
    before = cue.rule.endswith("plan.ahead") and _BEFORE_IT.search(report.text, mention.sentence[0], mention.start)
    return report.spoken(mention.sentence) if before else None


def _days_before(telling: Telling, report: _Report) -> Dating | None:
    """ "The call came two days after they met": so many days before what was told of last."""
    mention = telling.mention
    found = _CAME_AFTER.search(report.text, mention.sentence[0], mention.start)
    if found is None:
        return None
    told = (d for s, days in report.told.items() if s[1] <= mention.sentence[0] for d in days if d.interval and d.interval.days == 1)
    last = max(told, key=lambda d: d.start or 0, default=report.day("day.report"))
    return _later(last, -duration_days(found[1]))


def _later(dating: Dating, days: int) -> Dating | None:
    """The day so many days after another one."""
    day = days_later(dating.interval.start, days) if dating.interval is not None and days else None
    return replace(dating, interval=Interval.day(day), rule="day.counted") if day is not None else None


def _also(m: Made, others: Sequence[Made], text: str) -> Dating | None:
    """ "Ruiz also met Li": the day of what is told right before of those who meet."""
    mine = {a.id for a in m.event.participants}
    for mention in (t.mention for t in m.group.tellings):
        if not _ALSO.search(text, max(mention.sentence[0], mention.start - _BESIDE), mention.start) and not _AFTERWARDS.match(
            text, mention.end, mention.sentence[1]
        ):
            continue
        for other in others:
            event = other.event
            if event.kind is Kind.VISIT or event.status is not m.event.status or mine.isdisjoint(a.id for a in event.participants):
                continue
            if event.dating.interval is not None and any(-_REACH < t.mention.start - mention.start < 0 for t in other.group.near):
                return replace(some_day_of(event.dating), basis=Basis.RELATIVE_TO_EVENT, rule="day.also")
    return None


def _then(m: Made, others: Sequence[Made], report: _Report) -> Dating | None:
    """ "Last month Abe was in Seoul. He had talks with Park": in the days told right before of him, and not on that of the report."""
    mention, mine = m.group.tellings[0].mention, {a.id for a in m.event.participants}
    before = [
        (t.mention.start, other.event.dating)
        for other in others
        if other.event.status is Status.HELD and not mine.isdisjoint(a.id for a in other.event.participants)
        for t in other.group.near
        if t.mention.paragraph == mention.paragraph and t.mention.start < mention.start
    ]
    if report.text.startswith(("He ", "She ", "They "), mention.sentence[0]):  # "In March Kerry was in Cairo. He had dinner with X"
        opens = [(s, d) for s, days in report.told.items() if 0 < mention.sentence[0] - s[1] + 2 < 4 for d in days[:1]]
        before.extend((s[0], d) for s, d in opens if (d.start or 0) - s[0] <= len("Early in "))
    last = max(before, key=lambda told: told[0])[1] if before else NO_DATE
    if last.interval is None or (report.news - last.interval.end).days <= _FRESH:
        return None
    return replace(some_day_of(last), basis=Basis.RELATIVE_TO_EVENT, rule="day.then")


def _visit_of_the_day(telling: Telling, report: _Report) -> Dating | None:
    """The day of a visit that began, or of an arrival or leave that is news, and of what somebody says during it."""
    mention = telling.mention
    cue = mention.cues[0] if mention.cues else None
    if _begun(telling):
        return report.day("day.begun")
    if (
        (mention.rule.startswith(ARRIVING) and _in_the_news(telling, report.text) and not report.text.startswith(" on to ", mention.end))
        or (mention.text.lower() == "arrival" and not mention.paragraph)
        or _UNANNOUNCED.search(report.text, mention.sentence[0], mention.start)
    ):
        return report.day("day.arrival")
    if cue is None:
        return None
    if mention.rule.startswith(ARRIVING) and cue.rule.endswith("held.after") and mention.start <= _HEAD:
        told = _TOLD.search(report.text, mention.sentence[0], mention.start)
        return report.spoken(mention.sentence, "day.arrival") if told else None
    if cue.rule == "tense.past" and _AS.search(report.text, mention.sentence[0], mention.start):
        return report.day("day.as")
    if cue.rule == "context.leaving" and mention.rule == "visit.leave" and _main_clause(telling, report.text):
        return report.day("day.left")
    if not cue.rule.endswith("held.during") or len(report.told.get(mention.sentence, ())) > len(report.said.get(mention.sentence, ())):
        return None
    spoke = _SPOKE.search(report.text, mention.sentence[0], mention.start)
    return report.spoken(mention.sentence, "day.during") if spoke else None


def _of_the_sentence(telling: Telling, report: _Report, *, over: bool = False) -> Dating | None:
    """ "Ministers spoke of trade on Tuesday as they opened a meeting": the one day that a sentence tells."""
    mention = telling.mention
    after = bool(mention.cues) and mention.cues[0].rule.endswith("held.after")
    if (after and not over) or mention.kind == "call" or _OTHER_ONE.search(report.text, mention.sentence[0], mention.start):
        return None
    told = report.told.get(mention.sentence, ())
    window = told[0].interval if len(told) == 1 else None
    if window is None or window.days > 1 or not 0 <= (report.dct - window.start).days <= RECENT:
        return None
    if _WHO.search(report.text, mention.sentence[0], told[0].start or 0):
        return None  # "told Z, who had arrived on Monday, at a meeting"
    return replace(told[0], basis=Basis.RELATIVE_TO_DCT, rule="day.sentence")


def _news(telling: Telling, report: _Report) -> Dating | None:
    """What is told near the head of a report, or begins there, is news of the day."""
    if _LONG_TRIP.match(report.text, telling.mention.sentence[0], telling.mention.start) or told_there(telling, report.text):
        return None
    return report.day("day.news") if _in_the_news(telling, report.text) or _begun(telling) else None


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
        if spoke is None or (cue is not None and cue.text == "at"):
            return None  # "in September that year, he had spoken of it in talks with X"
    told = report.told.get(mention.sentence, ())
    if (
        len(told) == 1
        and after
        and mention.sentence not in report.said
        and told[0].interval is not None
        and told[0].interval.start <= report.dct
        and _DONE_AFTER.fullmatch(report.text, told[0].end or 0, mention.start)
    ):
        return replace(told[0], rule="day.sentence")  # "signed it last Friday after meeting in Lima"
    return report.spoken(mention.sentence)


def _begun(telling: Telling) -> bool:
    """ "As the president began a visit to China", "as they began talks", near the head of a report."""
    mention = telling.mention
    return bool(mention.cues) and mention.cues[0].rule in ("tense.begun", "context.started") and mention.paragraph <= _LEAD


def _date_purpose(trip: Event, others: Sequence[Made]) -> None:
    """ "Was flown to Tirana for talks with Y": what somebody arrives for today is today."""
    for other in others:
        if other.event.part_of == trip.id and other.event.dating.interval is None:
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
    return report.day("day.perfect") if _PERFECT.search(report.text, mention.sentence[0], mention.start) else None


_THIS_PERIOD = "time.last-period"  # "this year's"
_HEAD = 1000  # characters of a report that tell its news
_CLAUSE = re.compile(r"[^,;\"“”]*$")
_ASIDE = re.compile(
    r"\bhad (?!(?:(?:an?|the|some) )?(?:(?!had)[a-z]+ )?(?:talks|meetings?|discussions|breakfast|lunch|dinner|tea|conversation)$)"
    r"|\b(?:who|which|where|when|that|if|after|before|since|ago|earlier|recently|previously|last|first|once|later"
    r"|confirmed|revealed|denied|admitted|recalled|alleged|claimed|(?:19|20)\d\d)\b"
)
_OPENING = 200  # characters of its first sentence
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LEAD = 4  # paragraphs, the first one is 0
_DONE_AFTER = re.compile(r"[^,;:.\"“”]{0,40},? (?:after|following) (?:[\w’'-]+ ){0,4}")
_OTHER_ONE = re.compile(r"\b(?:last|next|previous|earlier|another|recent|first|annual) (?:[\w-]+ ){0,2}$")
_LONG_AFTER = re.compile(r"\b(?:days?|weeks?|months?|years?) after (?:[^\s,;]+ ){0,4}$")
_PERFECT = re.compile(r"\b(?:has|have) (?:also |already |just |now )?(?:(?:made|held|had) (?:[a-z]+ ){1,2})?$")
_WHO = re.compile(r"\b(?:who|whose|whom)\b[^,;]{0,300}$")
_RECEIVED = frozenset({"visit.visiting"})
_BEFORE_IT = re.compile(
    r"\b(?:said|told|says|asked|added)\b[^;:\"“”]{0,300} (?:before|ahead of|prior to) (?:(?:an?|his|her|their) )?(?:[a-z-]+ ){0,2}$"
)
#: "The vote comes three days before the (summit)": news of these days, where "closed three days before the visit" may be long ago.
_COUNTED = re.compile(
    r"\b(?:comes?|came|coming|is|are) (?:[\w’'-]+ ){0,6}?(?:(\w+ (?:day|week)s?) (?:before|ahead of)|on the eve of) (?:[\w’'.-]+ ){0,8}$"
)
_CAME_AFTER = re.compile(r"\b(?:came|comes|come) (?:just |only )?(\w+ (?:day|week)s?) after (?:[\w’'.-]+ ){0,6}$")
_ALSO = re.compile(r"\b(?:also|earlier|later|then)\b")
_AFTERWARDS = re.compile(
    r"[^,;:.\"“”]{0,60} (?:(?:minutes|an hour|hours) later|(?:later|earlier) (?:that|the same) day|afterwards?|later)\b"
)
_BESIDE = 45  # characters before a mention
#: "told the first (meeting) of the committee", "addressing a (forum)".
_SPOKE_AT = re.compile(r"\b(?:told|[Aa]ddressing|addressed|(?:saying|said|speaking) at) (?:an?|the|its|their) (?:[\w-]+ ){0,4}$")
_SPOKE = re.compile(r"\b(?:said|told|says|asked|added|announced|warned|urged|stressed|noted)\b")
_TOLD = re.compile(r"\b(?:told (?:reporters|journalists|the press)|said)\b")
_AS = re.compile(r"\b(?:as|while) (?!part\b|an?\b)[^,;:.\"“]{0,80}$")
#: "During his week-long trip, Soto held talks": on any of its days.
_LONG_TRIP = re.compile(r"During (?:his|her|their|the) (?:[\w]+ )?\w+-(?:long|day|nation|country|week) ")
_UNANNOUNCED = re.compile(r"\b(?:an|his|her|their) (?:unannounced|unscheduled|surprise|unexpected) (?:[\w-]+ ){0,2}$")
_FRESH = 1  # days from the news of a report to its publication
_REACH = 700
_SAYING = r"(?:remarks?|comments?|statements?)"
_REMARK = re.compile(
    rf"\b(?:made|makes?|making|expressed|issued) (?:the |these |those |his |her |this |that )?(?:{_SAYING}|appeal|pledge|call|proposal)"
    r" (?:here )?(?:in|at|during|when|while|after|following)\b"
    rf"|\b{_SAYING} (?:came|comes) (?:as|after|during|while|following)\b"
    r"|\b(?:said|says) (?:so|this) (?:in|during|when|while|after)\b"
    r"|\b(?:was|were) speaking\b|\bspoke (?:to|at|after|on|following)\b|\bconference\b[^;:]{0,40} jointly\b"
)
