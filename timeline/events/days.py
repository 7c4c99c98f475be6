"""Which of the days around a mention of an encounter is its own, and on which side of the publication it lies."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from operator import attrgetter

from timeline.chrono.expression import Shift
from timeline.chrono.fields import Direction
from timeline.chrono.interval import Interval, Precision
from timeline.chrono.resolve import resolve
from timeline.chrono.units import days_later
from timeline.events.telling import NO_DATE
from timeline.lexicon.people import Person
from timeline.model.event import Dating
from timeline.model.mentions import Lifted, TimexMention, TriggerMention
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
    """A bare weekday or month on the other side of the document's day, where the words say that the encounter is planned, or was.

    "the possibility of a meeting on Monday" is the Monday to come, whatever the tense of the verb around it.
    ``tense`` is that of the verb which governs the day; ``over`` is true where the occasion is told as past whatever that verb says
    ("will discuss what was agreed at their meeting in September") or its day as gone by ("was to have taken place on Monday").
    """
    interval = dating.interval
    if interval is None or dct is None:
        return dating
    text = (dating.text or "").strip()
    month = (firm or over) if dating.rule == "time.month-day" else _MONTH.match(text) and (firm or over or tense != "future")
    if month and value == "held" and interval.start > dct:
        return replace(dating, interval=_years(interval, -1), rule="month.back")
    if firm and month and value in ("scheduled", "proposed") and interval.end < dct and dating.rule != "time.month-day":
        return replace(dating, interval=_years(interval, 1), rule="month.ahead")  # "was moved to November"
    if not firm or not _WEEKDAY.match(text):
        return dating
    if not over and value in ("scheduled", "proposed") and interval.end < dct:
        ahead = _moved(interval, _WEEK)
        return replace(dating, interval=ahead, rule="weekday.ahead") if ahead is not None else dating
    if value == "held" and interval.start > dct:
        back = _moved(interval, -_WEEK)
        return replace(dating, interval=back, rule="weekday.back") if back is not None else dating
    return dating


def _moved(interval: Interval, days: int) -> Interval | None:
    """The same window so many days later; None where the calendar has no such days."""
    start, end = days_later(interval.start, days), days_later(interval.end, days)
    return Interval(start, end) if start is not None and end is not None else None


def own_dating(
    mention: TriggerMention, datings: Sequence[Dating], lifted: Lifted, text: str, dct: dt.date | None
) -> tuple[Dating, tuple[Dating, ...]]:
    """The window that the words tied to a trigger tell, and every dated expression among them, nearest first.

    Two days coordinated ("Wednesday and Thursday") make one span; a wider window around a narrower one gives way to it.
    """
    usable: list[Dating] = []
    left: list[Dating] = []
    first: list[Dating] = []
    status = mention.cues[0].value if mention.cues else None
    planned = status in ("scheduled", "proposed")
    for a in mention.arguments:
        if a.role != "time":
            continue
        timex, dating = lifted.timexes[a.index], datings[a.index]
        if a.rule == "time.since" and mention.rule == "visit.be_in" and dct is not None and dating.interval is not None:
            stay = Interval(dating.interval.start, max(dct, dating.interval.start))
            usable.append(replace(dating, interval=stay, precision=Precision.SPAN))  # "has been in Iran since Thursday"
            continue
        ahead = timex.expression.startswith("bounded") and status != "held"  # "will meet before mid-July" has an end all the same
        if a.rule in _BEYOND and not ahead and not (a.rule in _UP_TO and timex.rule in _RANGES):
            continue
        if a.rule == "time.above" and mention.kind == "visit" and _THEN_ON.search(text, timex.end, mention.start):
            continue  # "flies to Minsk on Saturday and will then travel on to Oslo"
        over = dct is None or dating.interval is None or dating.interval.end <= dct
        if planned and over and dating.interval is not None and dating.interval.days > _LONE:
            continue  # "talks on the aftermath of last year's war are to resume on Thursday"
        if over and not _AT_ONCE.match(text, timex.end) and (a.rule == "time.changed" or _STOPPED.search(text, mention.end, timex.start)):
            continue  # "called off on Monday", "talks, shelved in June", but not "calls to cancel her visit next week"
        if planned and timex.reporting:
            continue  # "will hold talks, the agency reported on Wednesday"
        stretch = timex.type == "DURATION" and _stretch(mention, timex)
        if (timex.type in ("DURATION", "SET") and not stretch) or _of_something_else(mention, timex, dating, text):
            continue
        if (
            a.rule == "time.new"
            and dating.interval is not None
            and "day" in timex.expression
            and "from " in text[max(0, timex.start - 5) : timex.end]
        ):
            # "put off from 18 May to 25 May": no span, but the old day and the new one
            left.append(replace(dating, interval=Interval.day(dating.interval.start), precision=Precision.DAY, rule=LEFT))
            dating = replace(dating, interval=Interval.day(dating.interval.end), precision=Precision.DAY)
        if status in ("cancelled", "postponed") and dct is not None and text.startswith(("'s", "’s"), timex.end):
            dating = turned(dating, "scheduled", dating.interval is not None and (dct - dating.interval.end).days > 2, dct)
        if timex.end <= mention.start:
            dating = _apart(dating, text, timex.end, mention.start)
        if dating.interval is not None and (a.rule != "time.around" or dating.interval.days == 1 or _opening(mention, timex, text)):
            (first if _ORIGINALLY.search(text, max(0, timex.start - 60), timex.start) else usable).append(dating)
    if usable:
        left.extend(replace(d, rule=LEFT) for d in first)  # "originally planned for May, will now be held in June"
    usable = usable or first
    if not usable:
        counted = _weekend(mention, text, dct, planned) or _counted_on(mention, lifted, datings, text)
        return counted, (counted,) if counted.interval is not None else ()
    best = usable[0]
    for other in usable[1:]:
        mine, its = best.interval, other.interval
        if mine is None or its is None:
            continue
        before = other.end is not None and best.start is not None and other.end <= best.start
        if before and (best.rule == "time.later" or _AGAIN.fullmatch(text, other.end or 0, best.start or 0)):
            best = other  # "on Monday and again on Wednesday", "on Sunday and Y a day later": twice, of which the first is told
            continue
        if mine.contains(its) and mine != its:
            best = other
        elif (
            abs((mine.start - its.start).days) == 1
            and best.start is not None
            and other.start is not None
            and abs(best.start - other.start) < 30
        ):
            best = replace(best, interval=Interval(min(mine.start, its.start), max(mine.end, its.end)), precision=Precision.SPAN)
    return _lasting(mention, best, lifted, text), (*usable, *left)


def _weekend(mention: TriggerMention, text: str, dct: dt.date | None, planned: bool) -> Dating | None:
    """ "At a weekend meeting in Lima": Saturday and Sunday before, or the next ones."""
    found = _AT_WEEKEND.search(text, max(mention.sentence[0], mention.start - 40), mention.start)
    if found is None or dct is None:
        return None
    way = Direction.FUTURE if planned else Direction.PAST
    window = resolve(Shift(0, "weekend"), reference=Interval.day(dct), direction=way).interval
    words = found[0].strip(), found.start(), found.start() + 7
    return Dating(window, Precision.WEEK, Basis.RELATIVE_TO_DCT, *words, rule="day.weekend") if window is not None else None


def _opening(mention: TriggerMention, timex: TimexMention, text: str) -> bool:
    """ "Last week, he said during a visit", "agreed in October at a meeting": what somebody is told to have done there was then."""
    if not (mention.cues and mention.cues[0].rule.endswith("held.during")):
        return False
    if _AT.fullmatch(text, timex.end, mention.start):
        return True
    return _OPENS.fullmatch(text, mention.sentence[0], timex.start) is not None and text.startswith(",", timex.end)


def _apart(dating: Dating, text: str, start: int, end: int) -> Dating:
    """ "On Monday, three days after they spoke": so many days from the day told to what is told behind it."""
    found = _DAYS_APART.match(text, start, end)
    if found is None or dating.interval is None:
        return dating
    days = _gap(found[1])
    moved = _moved(dating.interval, days if found[2] == "before" else -days) if days is not None else None
    return replace(dating, interval=moved, rule="day.counted") if moved is not None else NO_DATE


def _gap(words: str) -> int | None:
    """Whole days of "the day", "two weeks", "a few hours"; None where they tell no number."""
    if "hour" in words.lower() or "minute" in words.lower():
        return 0
    return duration_days(words.lower().replace("the ", "a ")) or None


def _counted_in_front(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str) -> Dating:
    """The day in "A day after the vote on Monday, they met", and in "Two days after talks with X, Y met Z on Tuesday" that of the talks."""
    found = _FRONT.match(text, *mention.sentence)
    days = _gap(found[1]) if found else None
    if found is None or days is None:
        return NO_DATE
    inside = mention.start < found.end()
    start, end = (found.end(), mention.sentence[1]) if inside else found.span(3)
    n = bisect_left(lifted.timexes, start, key=_START)
    window = datings[n].interval if n < len(lifted.timexes) and lifted.timexes[n].start < end else None
    moved = _moved(window, days if (found[2] == "after") is not inside else -days) if window is not None and window.days == 1 else None
    return replace(datings[n], interval=moved, rule="day.counted") if moved is not None else NO_DATE


def _counted_on(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str) -> Dating:
    """The day in "met two days before the election on June 10", "on Monday, a day before they meet": counted from the day next to it."""
    in_front = _counted_in_front(mention, lifted, datings, text)
    if in_front.interval is not None:
        return in_front
    for n in range(bisect_left(lifted.timexes, mention.start, key=_START) - 1, -1, -1):
        timex = lifted.timexes[n]
        if timex.start < mention.sentence[0]:
            break
        counted = _apart(datings[n], text, timex.end, mention.start)
        if timex.type in ("DATE", "TIME") and counted is not datings[n]:
            return counted
    found = _DAYS_FROM.match(text, mention.end, mention.sentence[1])
    n = bisect_left(lifted.timexes, found.end(), key=_START) if found else len(lifted.timexes)
    if found is None or n == len(lifted.timexes):
        return NO_DATE
    timex, window = lifted.timexes[n], datings[n].interval
    one_day = timex.type in ("DATE", "TIME") and window is not None and window.days == 1
    if not one_day or window is None or timex.start >= mention.sentence[1] or _BREAK.search(text, found.end(), timex.start):
        return NO_DATE
    days = _gap(found[1])
    moved = _moved(window, days if found[2] == "after" else -days) if days is not None else None
    return replace(datings[n], interval=moved, rule="day.counted") if moved is not None else NO_DATE


def _lasting(mention: TriggerMention, dating: Dating, lifted: Lifted, text: str) -> Dating:
    """ "arrived Saturday for a five-day visit": from that day on, as many days as the text tells."""
    interval = dating.interval
    if interval is None or interval.days != 1 or mention.duration is None:
        return dating
    timex = next((t for t in lifted.timexes if (t.start, t.end) == mention.duration), None)
    counts = timex is not None and text.endswith((" time in ", " times in "), 0, timex.start)  # "for the third time in two weeks"
    days = duration_days(timex.text) if timex is not None and not counts else 0
    if not 2 <= days <= 31:
        return dating
    # "agreed on Thursday after two days of talks", "wrapped up their two-day gathering on Thursday", "talks ending Thursday"
    closes = (
        mention.rule == "visit.leave"
        or any(cue.rule.endswith("held.after") or _CLOSING.match(cue.text) for cue in mention.cues)
        or (dating.start is not None and _ENDING.search(text, mention.end, max(mention.end, dating.start)))
    )
    other = days_later(interval.start, 1 - days if closes else days - 1)
    if other is None:
        return dating
    return replace(dating, interval=Interval(min(other, interval.start), max(other, interval.start)), precision=Precision.SPAN)


def _stretch(mention: TriggerMention, timex: TimexMention) -> bool:
    """ "Will meet over the next two days", "in the coming days": a window, where it lies ahead of what is planned."""
    planned = bool(mention.cues) and mention.cues[0].value in ("scheduled", "proposed")
    return planned and timex.rule in ("time.stretch", "time.stretch-vague", "time.within")


def _of_something_else(mention: TriggerMention, timex: TimexMention, dating: Dating, text: str) -> bool:
    """True where the words around a date give it to something else: "dominated the forum prior to next month's meeting"."""
    if text.startswith(("'s", "’s"), timex.end):
        start = mention.sentence[0] if timex.end <= mention.start else mention.end
        if _OWNED.search(text, max(start, timex.start - _ACT), timex.start):
            return True
    if timex.start >= mention.end and _PURPOSE.search(text, mention.end, timex.start):
        return True  # "visited Ankara to row back on an announcement made in December"
    if timex.start >= mention.end:
        if _APART.search(text, mention.end, timex.start):
            return True  # "met three days after the vote on Monday"
    elif _APART.search(text, timex.end, mention.start) and _DAYS_APART.match(text, timex.end, mention.start) is None:
        return True  # "on Monday, months after they spoke"
    if mention.kind == "visit" and timex.start >= mention.end and _SPEECH_ON.search(text, mention.sentence[0], mention.start):
        return True  # "said at a briefing on her visit here Wednesday"
    interval = dating.interval
    return interval is not None and interval.days > 360 and _SUPERLATIVE.search(text, mention.sentence[0], mention.start) is not None


def lived(dating: Dating, people: Iterable[Person]) -> bool:
    """False for a window in which those who take part cannot have lived: "the temple built 1,300 years ago", long before their offices."""
    interval = dating.interval
    if interval is None:
        return True
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
        ahead = timex.tense == "future" and mention.cues and mention.cues[0].value == "held"  # "agreed that they would meet in June"
        if timex.type in ("DATE", "TIME") and not ahead and _SLATED.fullmatch(text, mention.end, timex.start):
            return _lasting(mention, datings[n], lifted, text)
    return NO_DATE


def lone_day(mention: TriggerMention, lifted: Lifted, datings: Sequence[Dating], text: str, taken: Set[int]) -> Dating:
    """The one day of a sentence that tells of one encounter and that nothing else takes: "is on Friday to be the first to visit Peru"."""
    start, end = mention.sentence
    first = bisect_left(lifted.timexes, start, key=_START)
    found = [n for n in range(first, bisect_left(lifted.timexes, end, key=_START)) if lifted.timexes[n].type in ("DATE", "TIME")]
    one = bisect_left(lifted.triggers, start, key=_START) + 1 == bisect_left(lifted.triggers, end, key=_START)
    if len(found) != 1 or found[0] in taken or not one:
        return NO_DATE
    timex, dating = lifted.timexes[found[0]], datings[found[0]]
    told = mention.cues[0].value if mention.cues else None
    if dating.interval is None or dating.interval.days > _LONE or timex.reporting or told is None:
        return NO_DATE
    ahead = timex.end <= mention.start
    between = (timex.end, mention.start) if ahead else (mention.end, timex.start)
    if text.startswith(("'s", "’s"), timex.end) or (_NOT_ITS.search(text, *between) and not _IT_WAS.fullmatch(text, *between)):
        return NO_DATE  # "who lost last month's vote"
    if _NO_ADVERB.search(text, start, timex.start) if ahead else not _ON_DAY.fullmatch(text, *between):
        return NO_DATE
    return dating if timex.tense is None or (timex.tense == "past") is (told == "held") else NO_DATE


_START = attrgetter("start")
_WEEK = 7  # days
_LONE = 31  # days
_NOT_ITS = re.compile(r"[;:\"“”]|\b(?:said|told|says|who|which|that|whose|since|after|before|following|until|ahead)\b")
_IT_WAS = re.compile(r",? it was (?:[\w’'.-]+ ){1,7}who ")
_NO_ADVERB = re.compile(r"(?:\b(?:the|an?|his|her|its|their|since|after|before|following|until|till|by|of|to|from|about)|['’]s) $")
_ON_DAY = re.compile(
    r"(?:,? (?:held|hosted|convened|staged)|[^,]{1,90} when (?:both|they|the (?:two|pair))) [^,]{1,90} (?:in |on |at )?(?:the )?"
)
_LIFE = 80  # years from the earliest encounter of a life to its first office, or to the day of writing
_ACT = 70  # characters before a date
_APART = re.compile(r"\b(?:day|week|month|year)s? (?:after|before) ")
_STOPPED = re.compile(
    r"\b(?:froze|frozen|suspended|shelved|stalled|halted|broken? off|broke down|collapsed)\b[^;.:,]{0,50}? (?:in|on|last|since|earlier) ?$"
)
_AT_ONCE = re.compile(
    r",? (?:just )?(?:(?:(?:half )?an hour|(?:a few |some )?(?:hours|minutes)|moments|shortly|just) before) (?:it|they|the|he|she)\b"
)
_SPEECH_ON = re.compile(
    r"\b(?:briefing|conference|statement|speech|remarks|report|interview|hearing)s? (?:on|about|ahead of) (?:[\w.’'-]+ ){1,6}$"
)
_GAP = r"(?:[\w-]+ (?:day|week|hour)s?|(?:a few |some )?(?:hours|minutes)|the day)"
_DAYS_APART = re.compile(rf",? (?:just |only )?({_GAP}) (after|before) [^;.]{{0,90}}$")
_FRONT = re.compile(rf"(?i:({_GAP})) (after|before) ([^,;:]{{1,90}}), ")
_DAYS_FROM = re.compile(rf"(?: (?!(?:said|told|and|that)\b)[\w’'.-]+){{0,6}}?,? (?:just |only )?({_GAP}) (after|before) ")
_BREAK = re.compile(r"[.;:,\"“”](?:\s|$)|\b(?:said|told|reported|announced|added)\b")
_AT = re.compile(r",? (?:at|during|in) (?:(?:an?|the|its|their|his|her) (?:[\w-]+ ){0,4})?")
_AGAIN = re.compile(r",? and (?:then )?again (?:on |in )?")
_THEN_ON = re.compile(r"\b(?:then|later|afterwards)\b")
_ORIGINALLY = re.compile(
    r"\b(?:originally|initially|previously|first) (?:been )?(?:scheduled|planned|set|due|slated|meant|fixed) (?:for|to)(?: [\w’'-]+){0,5} $"
)
_AT_WEEKEND = re.compile(r"\bweekend (?:[\w-]+ ){0,2}$")
_OPENS = re.compile(r"\s*(?:(?:(?:Early|Late) in|In) )?")
_PURPOSE = re.compile(
    r" to [a-z]+ [^.;:]{0,300}\b(?:announce(?:ment|d)|decision|statement|promise|pledge|offer|attack|invasion|agreement|accord|deal|pact|"
    r"treaty|election|vote|war|coup|uprising|ruling|killing|death|assassination|massacre|crisis)s?\b[^.;:]{0,300} (?:in|on|last|since) ?$"
)
_OWNED = re.compile(r"\b(?:prior to|ahead of|before|after|since|following|until|about|on) (?:the )?$")
_SUPERLATIVE = re.compile(
    r"\b(?:biggest|largest|busiest|greatest|grandest|most important) "
    r"(?!(?:[\w-]+ )?(?:city|town|resort|port|island|state|country|nation|economy|hotel|hall|province)\b)"
)
_SLATED = re.compile(
    r"(?: (?:[a-z]+ed )?(?:of|on|between|with|in|at|to|by|from) (?:the )?[^,;:.\"“]{1,100}?)?(?: \([A-Z]\w*\))?,? "
    r"(?:(?:which |that )?(?:is |was |are |were |had been |has been ))?"
    r"(?:initially |originally |first |tentatively |provisionally )?"
    r"(?:slated|scheduled|due|set|planned|expected|pencill?ed in|fixed|arranged|foreseen|opening|beginning|starting|"
    r"ending|concluding|culminating|held|to be held|"
    r"(?:that|which) (?:opened|opens|began|begins|started|(?:(?:he|she|they) )?(?:was|were|is|are|had been)(?: due)?)|to|"
    r"(?:will|is to|would) (?:go ahead|proceed|be held|take place)(?: as (?:scheduled|planned))?)"
    r"(?: (?:to )?(?:begin|start|open|make|pay|be held|take place|convene|conclude|close|end))?(?: here)?"
    r"(?: in [A-Z][\w ]{1,30})?(?: for| on| from| in| at| over)? (?:the )?"
)
_ENDING = re.compile(r"\b(?:ending|concluding|culminating|closing|wrapping up|to (?:an?|its|their) (?:close|end))\b[^;.]{0,40}$")
_CLOSING = re.compile(r"(?:wrap|w[io]und|end|conclud|clos|finish|complet)", re.IGNORECASE)
_COUNTED = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {"a": 1} | {word: n for n, word in enumerate(_COUNTED.split(), 1)}
_DAYS = re.compile(r"\b(\d{1,2}|a|[a-z]{3,8})[\s-]*(day|week)s?\b")


def duration_days(text: str) -> int:
    """Whole days that a duration tells, 0 where it tells none.

    >>> duration_days("five-day"), duration_days("two weeks"), duration_days("90-minute")
    (5, 14, 0)
    """
    match = _DAYS.search(text.lower().replace("week-long", "a week").replace("weeklong", "a week"))
    if match is None:
        return 0
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
    return number * (7 if match[2] == "week" else 1)
