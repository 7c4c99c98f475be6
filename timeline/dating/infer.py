"""The day an article was written, where nobody tells it: a window of days in which it must lie, with the reasons.

Every day of a range is tried against what the text tells: who holds which office, days of months and weekdays with the tense of
their verbs, years. The window is the hull of the days that contradict nothing. It is given only where it is short; the day of
writing is never guessed from the clock, and an inferred day is never evidence for another document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from timeline.chrono.expression import Bounded, Clock, Expression, Fields, Part, Range, parse
from timeline.chrono.interval import Interval
from timeline.chrono.resolve import resolve
from timeline.chrono.units import days_later, month_days
from timeline.lexicon.knowledge import Knowledge, knowledge
from timeline.model.mentions import ActorMention, Lifted, TimexMention

#: A window longer than this (days) is no answer.
WIDEST = 31
#: News told with weekday and date is at most this old (days), told as ahead at most this far.
FRESH, AHEAD, FAR = 6, 120, 183
#: A year told as past may be one that is planned for: so many days of doubt.
SLACK = 366
#: Days at either end of the documents whose date is known within which an undated one of the same run is looked for.
RUN_MARGIN = 31

_Test = Callable[[dt.date], bool]


@dataclass(frozen=True, slots=True)
class InferredDate:
    """A window for the day of writing (inclusive), and why, one sentence a reason."""

    window: Interval
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Clue:
    reason: str
    test: _Test
    #: True where the clue alone leaves few days a year, so that the others have something to cut.
    fixes: bool = False


def infer_dct(lifted: Lifted, text: str, *, run: Interval | None = None, gazetteer: str | None = None) -> InferredDate | None:
    """A window for the day ``text`` was written, or None where its words leave it open.

    ``run`` is the span of the publication dates that are known in the same run (never inferred ones); with it, in a second pass, a
    document whose year its own words leave open is looked for within a month of it. ``gazetteer`` is a file of the user's people.
    """
    terms = _terms(lifted.actors, knowledge(gazetteer))
    clues = [*_date_clues(lifted, text)]
    if not any(clue.fixes for clue in clues):
        return None
    bounds = [clue for clue in terms if clue is not None]
    first, last = dt.date(1900, 1, 1), dt.date(2099, 12, 31)
    if run is not None:
        first = days_later(run.start, -RUN_MARGIN) or dt.date.min
        last = days_later(run.end, RUN_MARGIN) or dt.date.max
        reason = f"other documents of this run were published from {run.start} to {run.end}"
        bounds.append(_Clue(reason, lambda day: first <= day <= last))
    elif len(bounds) < 2:
        return None
    tests = [clue.test for clue in (*bounds, *clues)]
    days = [day for day in _days(first, last) if all(test(day) for test in tests)]
    if not days or (days[-1] - days[0]).days >= WIDEST:
        return None
    return InferredDate(Interval(days[0], days[-1]), tuple(dict.fromkeys(clue.reason for clue in (*clues, *bounds))))


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _terms(actors: Sequence[ActorMention], tables: Knowledge) -> list[_Clue]:
    """Who is named with an office held it on that day. Former and coming holders, and names the tables do not know, say nothing."""
    clues = {}
    for actor in actors:
        if actor.form != "name" or actor.office is None or len(actor.candidates) != 1 or _not_now(actor.title):
            continue
        person = tables.people.get(actor.candidates[0])
        terms = [t for t in person.terms if t.office == actor.office and actor.country in (None, t.country)] if person else []
        if person is None or not terms:
            continue
        spans = " and ".join(f"{t.start or '?'} to {t.end or t.seen_to or '?'}" for t in terms)
        test = _held(terms)
        clues[person.id, actor.office] = _Clue(f"{person.name} was {terms[0].title} from {spans}", test)
    return list(clues.values())


def _held(terms: Sequence[object]) -> _Test:
    return lambda day: any(term.covers(day) for term in terms)  # type: ignore[attr-defined]


def _not_now(title: str | None) -> bool:
    words = (title or "").lower().replace("-", " ").split()
    return bool({"former", "ex", "then", "late", "outgoing", "incoming", "elect", "designate"} & set(words))


def _date_clues(lifted: Lifted, text: str) -> Iterable[_Clue]:
    datelines = [(p.start, p.end) for p in lifted.paragraphs if p.kind == "dateline"]
    for mention in lifted.timexes:
        expression = _inner(parse(mention.expression))
        in_dateline = any(start <= mention.start < end for start, end in datelines)
        clue = _clue(mention, expression, in_dateline=in_dateline)
        if clue is not None:
            yield clue


def _inner(expression: Expression) -> Expression:
    while isinstance(expression, Clock | Range):
        expression = expression.of if isinstance(expression, Clock) else expression.first
    return expression


def _clue(mention: TimexMention, expression: Expression, *, in_dateline: bool) -> _Clue | None:
    words = f"“{mention.text}”"
    if isinstance(expression, Part | Bounded):
        return _part_clue(mention, expression, words)
    if not isinstance(expression, Fields):
        return None
    if expression.year:
        return _year_clue(mention, expression, words)
    if not (expression.month and expression.day):
        return None
    month, day_of_month, weekday = expression.month, expression.day, expression.weekday
    if in_dateline:
        return _Clue(f"the dateline says {words}", lambda day: (day.month, day.day) == (month, day_of_month), fixes=True)
    if weekday is None or mention.tense not in ("past", "future"):
        return None  # a day of a month without its weekday says little: one in six told as past lay ahead or more than half a year behind
    past = mention.tense == "past"
    reach = (FRESH if mention.reporting else AHEAD) if past else FAR
    reason = f"{words} is told as {'past' if past else 'ahead'}, which fixes the years in which that day is that weekday"

    def test(day: dt.date) -> bool:
        for year in (day.year - 1, day.year, day.year + 1):
            if not dt.MINYEAR <= year <= dt.MAXYEAR or day_of_month > month_days(year, month):
                continue
            told = dt.date(year, month, day_of_month)
            distance = (day - told).days if past else (told - day).days
            if 0 <= distance <= reach and told.isoweekday() == weekday:
                return True
        return False

    return _Clue(reason, test, fixes=True)


def _year_clue(mention: TimexMention, expression: Fields, words: str) -> _Clue | None:
    """A date with its year that is told as past bounds the day of writing from below; a year or month, which may be that of a budget
    or a plan, a year less strictly. Years told as ahead bound nothing: of 91 in news whose day is known, 29 lay behind."""
    told = resolve(expression, reference=None).interval
    if told is None or mention.tense != "past":
        return None
    first = told.start if expression.day else days_later(told.start, -SLACK) or dt.date.min
    return _Clue(f"{words} is told as past", lambda day: day >= first)


def _part_clue(mention: TimexMention, expression: Part | Bounded, words: str) -> _Clue | None:
    """ "Later in October" is written in October, before its end."""
    inner = expression.of
    later = isinstance(expression, Part) and expression.which == "later"
    if not later or not isinstance(inner, Fields) or not inner.month or inner.day or inner.year:
        return None
    month = inner.month
    return _Clue(f"{words} is written in that month", lambda day: day.month == month and day.day < month_days(day.year, month), fixes=True)
