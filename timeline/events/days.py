"""Which of the days around a mention of an encounter is its own, and on which side of the publication it lies."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from timeline.chrono.interval import Interval, Precision
from timeline.chrono.units import days_later
from timeline.events.telling import NO_DATE
from timeline.lexicon.people import Person
from timeline.model.event import Dating
from timeline.model.mentions import Argument, Lifted, TimexMention, TriggerMention
from timeline.model.quick import replace
from timeline.model.vocabulary import Basis

LEFT = "date.moved_from"  # the rule of a window that the words tell as left
_BEYOND = frozenset({"time.since", "time.before", "time.after", "time.ahead", "time.until", "time.till"})
#: What the parse hangs on the second word of a range ("from Friday until 23 April") is its range all the same.
_UP_TO = frozenset({"time.until", "time.till"})
_RANGES = frozenset({"time.from-to", "time.month-day-range", "time.day-range-month"})
_WEEKDAY = re.compile(
    r"^(?:on |this )?(?:(?:late|early) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$|^the weekend$",
    re.IGNORECASE,
)


_MONTH = re.compile(
    r"^(?:in |early |late |mid-)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$",
    re.IGNORECASE,
)


def _years(interval: Interval, years: int) -> Interval:
    """The same days of another year; 29 February gives way to the 28th."""

    def moved(day: dt.date) -> dt.date:
        try:
            return day.replace(year=day.year + years)
        except ValueError:
            return day.replace(year=day.year + years, day=28)

    return Interval(moved(interval.start), moved(interval.end))


def turned(dating: Dating, value: str | None, firm: bool, dct: dt.date | None, *, tense: str | None = None, over: bool = False) -> Dating:
    """A bare weekday on the other side of the document's day, where the words say that the encounter is planned, or was.

    "the possibility of a meeting on Monday" is the Monday to come, whatever the tense of the verb around it.
    ``tense`` is that of the verb which governs the day; ``over`` is true where the occasion is told as past whatever that verb says
    ("will discuss what was agreed at their meeting in September") or its day as gone by ("was to have taken place on Monday").
    """
    interval = dating.interval
    if interval is None or dct is None:
        return dating
    told = (firm or over) and value == "held" and dating.rule == "time.month-day"
    if told and interval.start > dct:
        return replace(dating, interval=_years(interval, -1), rule="month.back")
    if dating.text is not None and _MONTH.match(dating.text.strip()):
        if (firm or over or tense != "future") and value == "held" and interval.start > dct:
            return replace(dating, interval=_years(interval, -1), rule="month.back")
        if firm and value in ("scheduled", "proposed") and interval.end < dct and (dct - interval.end).days < 330:
            return replace(dating, interval=_years(interval, 1), rule="month.ahead")
    if not firm or dating.text is None or not _WEEKDAY.match(dating.text.strip()):
        return dating
    if not over and value in ("scheduled", "proposed") and interval.end < dct and (dct - interval.start).days <= _WEEK:
        ahead = _moved(interval, _WEEK)
        return replace(dating, interval=ahead, rule="weekday.ahead") if ahead is not None else dating
    if value == "held" and interval.start > dct and (interval.end - dct).days <= _WEEK:
        back = _moved(interval, -_WEEK)
        return replace(dating, interval=back, rule="weekday.back") if back is not None else dating
    return dating


def _moved(interval: Interval, days: int) -> Interval | None:
    """The same window so many days later; None where the calendar has no such days."""
    start, end = days_later(interval.start, days), days_later(interval.end, days)
    return Interval(start, end) if start is not None and end is not None else None


def own_dating(
    mention: TriggerMention, datings: Sequence[Dating], lifted: Lifted, dct: dt.date | None, text: str = ""
) -> tuple[Dating, tuple[Dating, ...]]:
    """The window that the words tied to a trigger tell, and every dated expression among them, nearest first.

    Two days coordinated ("Wednesday and Thursday") make one span; a wider window around a narrower one gives way to it.
    """
    usable: list[Dating] = []
    left: list[Dating] = []
    planned = bool(mention.cues) and mention.cues[0].value in ("scheduled", "proposed")
    for a in mention.arguments:
        if a.role != "time" or a.index >= len(datings):
            continue
        if a.rule in _BEYOND and not (
            (a.rule in _UP_TO and lifted.timexes[a.index].rule in _RANGES) or _up_to(mention, lifted, datings, a, dct)
        ):
            continue
        if planned and lifted.timexes[a.index].reporting and a.rule != "time.around":
            continue  # "will hold talks, the agency reported on Wednesday"
        timex, dating = lifted.timexes[a.index], datings[a.index]
        stretch = timex.type == "DURATION" and _stretch(mention, timex, dating, dct)
        if (timex.type in ("DURATION", "SET") and not stretch) or _of_something_else(mention, a.rule, timex, dating, text, dct):
            continue
        if a.rule == "time.new" and dating.interval is not None and dating.interval.days > 1 and _moved_from(text, timex):
            left.append(replace(dating, interval=Interval.day(dating.interval.start), precision=Precision.DAY, rule=LEFT))
            dating = replace(dating, interval=Interval.day(dating.interval.end), precision=Precision.DAY)
        if dating.interval is not None and timex.end <= mention.start and (apart := _days_apart(text, timex.end, mention.start)):
            moved = _moved(dating.interval, apart)
            dating = replace(dating, interval=moved, rule="time.apart") if moved is not None else NO_DATE
        if a.rule == "time.changed" and dct is not None and dating.interval is not None and dating.interval.end <= dct:
            continue
        if a.rule == "time.around" and (usable or not (_one_day(dating) or _opening(mention, timex, text) or _at_it(mention, timex, text))):
            continue
        if dating.interval is not None and dating not in usable:
            usable.append(dating)
    if not usable:
        counted = _counted(mention, lifted, datings, text, dct)
        if counted.interval is None:
            counted = _counted_on(mention, lifted, datings, text)
        return counted, (counted,) if counted.interval is not None else ()
    best = usable[0]
    for other in usable[1:]:
        first, second = best.interval, other.interval
        if first is None or second is None:
            continue
        if first.contains(second) and first != second:
            best = other
        elif (
            first.days == second.days == 1
            and abs((first.start - second.start).days) == 1
            and best.start is not None
            and other.start is not None
            and abs(best.start - other.start) < 30
        ):
            best = replace(best, interval=Interval(min(first.start, second.start), max(first.end, second.end)), precision=Precision.SPAN)
    return _lasting(mention, best, lifted, text), (*usable, *left)


def _up_to(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], told: Argument, dct: dt.date | None) -> bool:
    """ "Will meet before mid-July": from now till then, of what is not over."""
    window = datings[told.index].interval
    over = bool(mention.cues) and mention.cues[0].value in ("held", "ongoing")
    bounded = told.rule == "time.before" and lifted.timexes[told.index].expression.startswith("bounded")
    return bounded and not over and window is not None and window.start == dct


def _counted(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str, dct: dt.date | None) -> Dating:
    """The day in "the vote comes four days before the summit", "on the eve of the visit", "issued hours before the departure": counted
    from the last day told in the paragraph, near the head of a report of what is news from the report's own."""
    start = max(mention.sentence[0], mention.start - _PHRASE)
    before = text[start : mention.start]
    if dct is None or not (" before " in before or " ahead of " in before or " prior to " in before or " eve of " in before):
        return NO_DATE
    found = _COUNTED.search(text, start, mention.start)
    if found is None:
        return NO_DATE
    word = (found[1] or found[2] or found[3]).lower()
    ahead = 1 if word == "eve" else 0 if word == "hours" else duration_days(f"{word} days")
    if not ahead and word != "hours":
        return NO_DATE
    past = _PAST.search(text, mention.sentence[0], found.start()) and not _STILL_TO.search(found[0])
    anchor: dt.date | None = dct if mention.paragraph <= _LEAD and not past else None
    for n in range(bisect_left(lifted.timexes, found.start(), key=_START) - 1, -1, -1):
        timex, window = lifted.timexes[n], datings[n].interval
        if found.start() - timex.end > _PARAGRAPH or "\n" in text[timex.end : found.start()]:
            break
        if timex.type not in ("DATE", "TIME") or window is None or window.days > 1:
            continue
        if timex.start >= mention.sentence[0] or 0 <= (dct - window.start).days <= _WEEK:
            anchor = window.start
            break
    day = days_later(anchor, ahead) if anchor is not None else None
    if day is None:
        return NO_DATE
    told, (first, last) = found[0].strip(), found.span()
    return Dating(Interval.day(day), Precision.DAY, Basis.RELATIVE_TO_DCT, text=told, start=first, end=last, rule="day.counted")


def _counted_on(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str) -> Dating:
    """The day in "a call the day after Ruiz took office on May 26": counted from the first day told behind it in the sentence."""
    start, end = mention.end, mention.sentence[1]
    found = _DAYS_FROM.match(text, start, end) if " day" in text[start : min(end, start + _ACT)] else None
    if found is None:
        return NO_DATE
    days = 1 if found[1] == "the" else duration_days(f"{found[1]} days")
    for n in range(bisect_left(lifted.timexes, found.end(), key=_START), len(lifted.timexes)):
        timex, window = lifted.timexes[n], datings[n].interval
        if timex.start >= end or _BREAK.search(text, found.end(), timex.start):
            break
        if timex.type not in ("DATE", "TIME") or window is None or window.days > 1:
            break
        moved = _moved(window, days if found[2] == "after" else -days) if days else None
        return replace(datings[n], interval=moved, rule="day.counted") if moved is not None else NO_DATE
    return NO_DATE


def _moved_from(text: str, timex: TimexMention) -> bool:
    """ "Put off from 18 May to 25 May": no span, but the old day and the new one."""
    return " to " in timex.text and (timex.text.startswith("from ") or text[max(0, timex.start - 5) : timex.start].endswith("from "))


def _one_day(dating: Dating) -> bool:
    return dating.interval is None or dating.interval.days == 1


def _opening(mention: TriggerMention, timex: TimexMention, text: str) -> bool:
    """ "In November, he said during a visit to Tehran": the month that opens a sentence holds for what somebody is told to have done."""
    during = bool(mention.cues) and mention.cues[0].rule.endswith("held.during")
    opens = text[mention.sentence[0] : timex.start].strip() in ("In", "Early in", "Late in")
    return during and opens and text.startswith(",", timex.end)


def _at_it(mention: TriggerMention, timex: TimexMention, text: str) -> bool:
    """ "Agreed in October at a meeting in Lima": what was agreed there was agreed then."""
    return timex.end < mention.start and _AT.fullmatch(text, timex.end, mention.start) is not None


def _days_apart(text: str, start: int, end: int) -> int:
    """ "On Monday, three days after they spoke": days from the one to the other, 0 where nothing tells them."""
    found = _APART.match(text, start, end)
    if found is None:
        return 0
    days = duration_days(f"{found[1]} {found[2]}")
    return days if found[3] == "before" else -days


def _lasting(mention: TriggerMention, dating: Dating, lifted: Lifted, text: str) -> Dating:
    """ "arrived Saturday for a five-day visit": from that day on, as many days as the text tells."""
    interval = dating.interval
    if interval is None or interval.days != 1 or mention.duration is None:
        return dating
    timex = next((t for t in lifted.timexes if (t.start, t.end) == mention.duration), None)
    days = duration_days(timex.text) if timex is not None else 0
    if not 2 <= days <= 31 or (mention.kind not in ("visit", "meeting")):
        return dating
    ends = dating.start is not None and _ENDING.search(text, mention.end, max(mention.end, dating.start))
    after = bool(mention.cues) and mention.cues[0].rule.endswith("held.after")  # "agreed on Thursday after two days of talks"
    closing = any(_CLOSING.match(cue.text) for cue in mention.cues)  # "wrapped up their two-day gathering on Thursday"
    closes = bool(ends) or after or closing
    other = days_later(interval.start, 1 - days if closes else days - 1)
    if other is None:
        return dating
    return replace(dating, interval=Interval(min(other, interval.start), max(other, interval.start)), precision=Precision.SPAN)


def _stretch(mention: TriggerMention, timex: TimexMention, dating: Dating, dct: dt.date | None) -> bool:
    """ "Will meet over the next two days", "in the coming days": a window, where it lies ahead of what is planned."""
    planned = bool(mention.cues) and mention.cues[0].value in ("scheduled", "proposed")
    window = dating.interval
    ahead = window is not None and dct is not None and window.start >= dct and window.days <= _MONTHS
    return planned and ahead and timex.rule in ("time.stretch", "time.stretch-vague", "time.within")


def _of_something_else(mention: TriggerMention, rule: str, timex: TimexMention, dating: Dating, text: str, dct: dt.date | None) -> bool:
    """True where the words between a mention and a date give the date to another noun or verb."""
    interval = dating.interval
    if timex.end <= mention.start:
        before = text[max(mention.sentence[0], timex.start - _ACT) : timex.start]
        if rule == "time.around" and _ON_THE_EVE.search(text, max(mention.sentence[0], mention.start - _ACT), mention.start):
            return True  # "On the eve of his trip he gave a speech last week"
    else:
        between = text[mention.end : timex.start]
        if rule == "time.on" and (_LATER.search(between) or _SUPERLATIVE.search(between)):
            return True  # "his first visit after the fall of the wall in 1989"
        if rule == "time.on" and (_OF_ANOTHER.search(between) or _FOUNDED.search(between)):
            return True  # "was held prior to the leaders' meeting slated for Friday"
        if _PURPOSE.search(between) and not _AGAIN.search(between):
            return True  # "visited Ankara to row back on an announcement made in December"
        if mention.kind == "visit" and _SPEECH_ON.search(text, max(mention.sentence[0], mention.start - _ACT), mention.start):
            return True  # "said at a briefing on her visit here Wednesday"
        before = between[-_ACT:]
    if _OWNED.search(before) and text.startswith(("'s", "’s"), timex.end):
        return True  # "dominated the forum prior to next month's meeting"
    if interval is not None and dct is not None and interval.end <= dct and _STOPPED.search(before):
        return True  # "talks, shelved in June because of the storm"
    return interval is not None and interval.days > 360 and _SUPERLATIVE.search(text, mention.sentence[0], mention.start) is not None


def lived(dating: Dating, dct: dt.date | None, people: Iterable[Person]) -> bool:
    """False for a window in which those who take part cannot have lived: "the temple built 1,300 years ago", long before their offices."""
    interval = dating.interval
    if interval is None:
        return True
    if dct is not None and dating.basis is not Basis.STATED and dct.year - interval.end.year > _LIFE:
        return False
    firsts = [min(years) for p in people if (years := [int(t.start[:4]) for t in p.terms if t.start[:4].isdigit()])]
    return all(first - interval.end.year <= _LIFE for first in firsts)


def slated(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str) -> Dating:
    """The days in "the Beijing Summit of the Forum on Cooperation slated for Nov. 4-5", whatever noun the parser hung them on."""
    if mention.kind == "visit" and mention.rule != "visit.visit_noun":
        return NO_DATE  # "is in China for the summit slated for Nov. 4-5"
    for n in range(bisect_left(lifted.timexes, mention.end, key=_START), len(lifted.timexes)):
        timex = lifted.timexes[n]
        if timex.start >= mention.sentence[1]:
            break
        if timex.type in ("DATE", "TIME") and _SLATED.fullmatch(text, mention.end, timex.start) and datings[n].interval is not None:
            return datings[n]
    return NO_DATE


_START = attrgetter("start")
_PHRASE = 130  # characters from a count of days to what is counted from
_PARAGRAPH = 400
_WEEK = 7  # days
_LEAD = 4  # paragraphs, the first one is 0
_COUNTED = re.compile(
    r"\b(?:(?:(a|one|two|three|four|five|six|\d{1,2}) days?|(?:just )?(hours)) (?:before|ahead of|prior to)|(?:the )?(eve) of)"
    r" (?:(?!(?:after|before|said|told|that|who|which)\b)[\w’'.-]+ ){0,10}$",
    re.IGNORECASE,
)
#: "The meeting was held on the eve of the visit": nobody knows when, unless it was "hours before the scheduled visit".
_PAST = re.compile(
    r"\b(?:was|were|had|did|held|met|came|took|went|gave|made|spoke|began|broke|left|flew|sent|wrote|won|lost|agreed|[a-z]+[a-df-z]ed)\b"
)
_STILL_TO = re.compile(r"\b(?:scheduled|planned|due|(?:was|were) to)\b")
_DAYS_FROM = re.compile(
    r"(?: (?!(?:said|told|and|that)\b)[\w’'.-]+){0,4}?,? (?:just |only )?(the|a|one|two|three|four|five|six|\d{1,2}) days? (after|before) "
)
_BREAK = re.compile(r"[.;:,\"“”](?:\s|$)|\b(?:said|told|reported|announced|added)\b")
_LIFE = 80  # years from the earliest encounter of a life to its first office, or to the day of writing
_AT = re.compile(r",? (?:at|during|in) (?:an?|the|its|their|his|her) (?:[\w-]+ ){0,4}")
_APART = re.compile(r",? (?:just |only )?(\d{1,2}|[a-z]+) (day|week)s? (after|before) [^;.]{0,90}$")
_MONTHS = 93  # days of a window that still says something of a plan
_ACT = 70  # characters before a date
_ON_THE_EVE = re.compile(r"\b(?:on the eve of|ahead of|before|prior to|in advance of) (?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_SPEECH_ON = re.compile(
    r"\b(?:briefings?|conference|statements?|speech|remarks|questions?|reports?|interview|hearing|comment(?:s|ed)?|spoke|asked)"
    r" (?:on|about|concerning|regarding|over|ahead of) (?:[\w.’'-]+ ){1,6}$"
)
_OWNED = re.compile(r"\b(?:prior to|ahead of|before|after|since|following|until|about|on) (?:the )?$")
_STOPPED = re.compile(
    r"\b(?:froze|frozen|suspended|shelved|stalled|halted|broken? off|broke down|collapsed)\b[^.;:,]{0,50}? (?:in|on|last|since|earlier) ?$"
)
_SUPERLATIVE = re.compile(
    r"\b(?:biggest|largest|busiest|greatest|grandest|most important) "
    r"(?!(?:[\w-]+ )?(?:city|town|resort|port|island|state|country|nation|economy|hotel|hall|province)\b)"
)
_PURPOSE = re.compile(
    r" to [a-z]+ [^.;:]{0,300}\b(?:announce(?:ment|d)|decision|statement|promise|pledge|offer|attack|invasion|agreement|accord|deal|pact|"
    r"treaty|election|vote|war|coup|uprising|ruling|killing|death|assassination|massacre|crisis)s?\b[^.;:]{0,300} (?:in|on|last|since) ?$"
)
_FOUNDED = re.compile(r"\b(?:initiated|founded|established|created|set up|formed) [^.;]*$")
_OF_ANOTHER = re.compile(
    r"\b(?:prior to|ahead of|before|in the run-up to) [^.;\"“]*"
    r"\b(?:meeting|summit|forum|conference|talks|visit|session|trip|election|vote)s?\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:meet|talks|meeting|visit|summit)\b")
_SLATED = re.compile(
    r"(?: (?:of|on|between|with|in|at) (?:the )?[^,;:.\"“]{1,100}?)?(?: \([A-Z]\w*\))?,? (?:which is |that is |is )?"
    r"(?:initially |originally |first |tentatively |provisionally )?"
    r"(?:slated|scheduled|due|set|planned|expected|opening|beginning|starting|ending|concluding|culminating|held|to be held|"
    r"(?:that|which) (?:opened|opens|began|begins|started))"
    r"(?: to (?:begin|start|open|be held|take place|convene|conclude|close|end))?(?: here)?"
    r"(?: in [A-Z][\w ]{1,30})?(?: for| on| from)? (?:the )?"
)
_LATER = re.compile(r"\b(?:after|since|following) (?:(?:the|his|her|its|their|a|an)\b|[A-Z])[^,;.]{1,90}\b(?:in|on|of)? ?$")
_ENDING = re.compile(r"\b(?:ending|concluding|culminating|closing|wrapping up)\b[^;.]{0,40}$")
_CLOSING = re.compile(r"(?:wrap|w[io]und|end|conclud|clos|finish|complet)", re.IGNORECASE)
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_DAYS = re.compile(r"\b(\d{1,2}|a|[a-z]{3,8})[\s-]*(day|week)s?\b")


def duration_days(text: str) -> int:
    """Whole days that a duration tells, 0 where it tells none.

    >>> duration_days("five-day"), duration_days("two weeks"), duration_days("90-minute")
    (5, 14, 0)
    """
    match = _DAYS.search(text.lower())
    if match is None:
        return 0
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
    return number * (7 if match[2] == "week" else 1)
