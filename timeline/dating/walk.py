"""The walk over a document's time expressions: each gets its reference and direction, and so its days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.chrono.expression import Bounded, Clock, Expression, Fields, Modified, Nth, Offset, Part, Range, Shift, anchor, parse
from timeline.chrono.fields import Direction, Resolved
from timeline.chrono.interval import Interval, Precision
from timeline.chrono.resolve import range_ends, resolve
from timeline.chrono.units import Unit, unit_of
from timeline.dating.direction import direction
from timeline.dating.parts import posts
from timeline.dating.story import Story, absolute, innermost, is_history
from timeline.model.event import Dating
from timeline.model.mentions import Lifted, TimexMention
from timeline.model.vocabulary import Basis

#: Words between two weekdays that are told together.
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)(?:\s+(?:on|again|then))?)\s*", re.IGNORECASE)
#: "The next day" may follow something told to last so many days.
_DAYS = 14
#: A reference window longer than this (days) says nothing about days any more.
_WIDEST = 62
#: A time of day belongs to a day told at most so many characters before it.
_CLOCK_REACH = 300
#: A month that begins within so many days comes next.
_NEXT_MONTH = 45
#: Signs after the date of a list's item or of a table's row.
_ITEM_SIGNS = frozenset((":", "–", "—", "-", "|", "\t"))
#: A time beside a day, whatever the verb: "tomorrow morning at 9 a.m. (1300 GMT)".
_BESIDE = re.compile(r"[\s,(]*(?:at|around|about|by|or)?[\s(]*")
#: "The evening", "the end of the month" are of what was told at most so many characters before.
_REACH = 400
#: The weekday of what is to come is of a week told at most so many characters before it.
_NEAR_WEEK = 150
#: The longest window (days) that a step of so many weeks or months is counted from.
_SIZES = {"week": 14, "month": 62}


def date_timexes(lifted: Lifted, text: str, dct: Interval | None, *, inferred: bool = False) -> tuple[Dating, ...]:
    """The dating of each of ``lifted.timexes``, in their order.

    ``dct`` is the day the document was written (a window of several days where it was inferred, then ``inferred`` is true and
    what rests on it says so), or None where unknown: what needs it then has no interval.
    """
    out: list[Dating] = []
    if dct is not None and is_history(lifted.timexes, dct):
        return _history(lifted, text, dct, inferred=inferred)
    told: list[Dating] = []
    quarters: list[Interval] = []
    item: Interval | None = None
    kinds = [(p.start, p.end) for p in lifted.paragraphs if p.kind == "dateline"]
    written, whole, year = posts(lifted, text, dct), dct, _heading_year(lifted)
    for position, mention in enumerate(lifted.timexes):
        part = next((day for start, day in reversed(written) if start <= mention.start), whole)
        if part != dct:
            dct = part
            told.clear()
            quarters.clear()
        expression = _of_story(mention, _clock_of_story(mention, parse(mention.expression), text, told), told, dct)
        previous = lifted.timexes[position - 1] if position else None
        heads = _starts_line(mention, text)
        near = (item or year) if heads and _open_day(expression) else None
        dating = (
            _dating(mention, resolve(expression, reference=near), Basis.STATED)
            if near is not None
            else _date(mention, expression, previous, text, dct, _narrative(expression, told, quarters, dct), inferred=inferred)
        )
        if heads:
            item = dating.interval if dating.interval and (near or (absolute(expression) and _has_day_and_month(expression))) else None
        if dating.interval is not None and not inferred and any(start <= mention.start < end for start, end in kinds):
            dating = _with_basis(dating, Basis.DATELINE)
        out.append(dating)
        if mention.rule == "time.first-units":
            quarters.clear()  # "for the nine months": figures of another length follow
        if dating.interval is not None and mention.type in ("DATE", "TIME") and not dating.vague and not _compares(expression):
            told.append(dating)
            if isinstance(expression, Fields | Nth | Shift) and unit_of(dating.interval) is Unit.QUARTER and "-4" not in mention.expression:
                quarters.append(dating.interval)
            elif unit_of(dating.interval) is Unit.YEAR:
                quarters.clear()
    return tuple(out)


def _clock_of_story(mention: TimexMention, expression: Expression, text: str, told: Sequence[Dating]) -> Expression:
    """A time of day alone is of the day just told of: "the quake struck on Thursday. At 3 p.m. …"."""
    last = told[-1] if told else None
    if not isinstance(expression, Clock | Modified) or last is None or last.interval is None or last.interval.days > 1:
        return expression
    between = text[last.end or 0 : mention.start]
    if not (_BESIDE.fullmatch(between) or (mention.tense == "past" and len(between) <= _CLOCK_REACH)):
        return expression
    if isinstance(expression, Clock) and expression.of == Shift() and expression.time[0].isdigit():
        return Clock(expression.time, Shift(0, "day", "timex"))
    if isinstance(expression, Modified) and (inner := _clock_of_story(mention, expression.of, text, told)) is not expression.of:
        return Modified(expression.mod, inner)
    return expression


def _of_story(mention: TimexMention, expression: Expression, told: Sequence[Dating], dct: Interval | None) -> Expression:
    """ "Earlier in the day", "in the evening" are of the day just told of, and of the day of writing where none was, or where what it
    tells is yet to come. "The end of the
    month" is that of the month told of where the verb is past, else the present one."""
    if isinstance(expression, Bounded | Modified):
        return replace(expression, of=_of_story(mention, expression.of, told, dct))
    if not isinstance(expression, Part | Clock) or not isinstance(expression.of, Shift):
        return expression
    if expression.of.count or "this" in mention.text.lower():
        return expression
    if expression.of.unit == "day":
        anchored = "timex" if expression.of.anchor == "timex" and _goes_on(mention, told, dct) else "dct"
    elif isinstance(expression, Part) and expression.which in ("start", "mid", "end", "early", "late"):
        last = told[-1] if told else None
        near = last is not None and last.interval is not None and mention.start - (last.end or 0) <= _REACH
        size = {"week": 7, "month": 31, "year": 366}.get(expression.of.unit, 0)
        anchored = "timex" if near and mention.tense == "past" and last and last.interval and last.interval.days <= size else "dct"
    else:
        return expression
    return replace(expression, of=replace(expression.of, anchor=anchored))


def _goes_on(mention: TimexMention, told: Sequence[Dating], dct: Interval | None) -> bool:
    """True where the last day told is near enough for "the evening" to be its, and does not lie behind what is to come."""
    last = next((d for d in reversed(told) if d.interval is not None and d.interval.days == 1), None)
    if last is None or last.interval is None or mention.start - (last.end or 0) > _REACH:
        return False
    return mention.tense != "future" or dct is None or last.interval.end >= dct.start


def _heading_year(lifted: Lifted) -> Interval | None:
    """The one year that headline or headings name: the items of the list below are of it ("Visits of the Secretary of State, 2018")."""
    heads = [(p.start, p.end) for p in lifted.paragraphs if p.kind in ("headline", "heading")]
    years = {
        expression.year
        for m in lifted.timexes
        if isinstance(expression := parse(m.expression), Fields)
        and expression == Fields(year=expression.year)
        and any(start <= m.start < end for start, end in heads)
    }
    year = years.pop() if len(years) == 1 else None
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31)) if year and 0 < year < dt.MAXYEAR else None


def _starts_line(mention: TimexMention, text: str) -> bool:
    """True where the expression heads an item of a list: "Dec. 23: He speaks again"."""
    if text[mention.end : mention.end + 2].strip(" ")[:1] not in _ITEM_SIGNS:
        return False
    before = text[text.rfind("\n", 0, mention.start) + 1 : mention.start].rstrip()
    return not before.strip("•*-–— \t") or before.endswith((" *", " •"))


def _open_day(expression: Expression) -> bool:
    return isinstance(expression, Fields) and expression.year is None and expression.month is not None and expression.day is not None


def _history(lifted: Lifted, text: str, dct: Interval, *, inferred: bool) -> tuple[Dating, ...]:
    """The datings of a narrative of long ago."""
    story = Story(lifted.timexes, dct)
    out: list[Dating] = []
    for position, mention in enumerate(lifted.timexes):
        expression = story.expression(position)
        if story.counts_from_writing(position):
            previous = lifted.timexes[position - 1] if position else None
            dating = _date(mention, expression, previous, text, dct, story.point or dct, inferred=inferred)
        else:
            dating = _dating(mention, resolve(expression, reference=story.point, direction=Direction.NEAREST), Basis.RELATIVE_TO_TIMEX)
        out.append(dating)
        story.tell(position, dating)
    return tuple(out)


def date_from_event(mention: TimexMention, anchor: Interval) -> Dating:
    """The dating of an expression that is counted from an event ("three days after Helsinki") whose days are ``anchor``."""
    return _dating(mention, resolve(parse(mention.expression), reference=anchor), Basis.RELATIVE_TO_EVENT)


def _narrative(expression: Expression, told: Sequence[Dating], quarters: Sequence[Interval], dct: Interval | None) -> Interval | None:
    """What "the following day" is counted from: the last date told, else the day of writing; for quarters the last quarter told,
    else the last one that was over."""
    if anchor(expression) != "timex" and not _compares(expression):
        return dct
    if isinstance(expression, Shift) and expression.unit == "quarter":
        return quarters[-1] if quarters else (dct and resolve(Shift(-1, "quarter"), reference=dct).interval)
    if _compares(expression) and (quarters or anchor(expression) == "dct"):
        return quarters[-1] if quarters else dct
    if _counts_days(expression):
        # "That day" is counted from a day, never from a month or year.
        longest = 1 if isinstance(expression, Part | Clock) else _DAYS
        return next((d.interval for d in reversed(told) if d.interval and d.interval.days <= longest), None) or (None if told else dct)
    if isinstance(expression, Shift) and expression.unit in _SIZES:
        # "The previous month" is counted from a day or a month, never from a year.
        return next((d.interval for d in reversed(told) if d.interval and d.interval.days <= _SIZES[expression.unit]), dct)
    return told[-1].interval if told else dct


def _counts_days(expression: Expression) -> bool:
    inner = innermost(expression)
    if isinstance(inner, Offset):
        return inner.amount.endswith(("D", "W"))
    return (isinstance(inner, Shift) and inner.unit == "day") or (isinstance(inner, Fields) and inner.weekday is not None)


def _compares(expression: Expression) -> bool:
    """True for "a year ago", "a year earlier": a figure to compare with, not a step of the story."""
    return isinstance(expression, Offset) and expression.sign < 0 and expression.amount == "P1Y"


def _date(
    mention: TimexMention,
    expression: Expression,
    previous: TimexMention | None,
    text: str,
    dct: Interval | None,
    narrative: Interval | None,
    *,
    inferred: bool,
) -> Dating:
    source = anchor(expression)
    if source == "event":
        return _dating(mention, _unanchored(expression), Basis.NONE)
    way = direction(mention, expression)
    if _compares(expression) and narrative is not None and unit_of(narrative) is Unit.QUARTER:
        source = "timex"
    if source == "timex":
        basis = Basis.RELATIVE_TO_TIMEX if narrative is not dct else Basis.RELATIVE_TO_DCT
        return _dating(mention, resolve(expression, reference=narrative, direction=way), _marked(basis, inferred))
    if absolute(expression):
        return _dating(mention, resolve(expression, reference=dct), Basis.STATED)
    expression = _week_to_come(expression, dct, way)
    if way is not None and (week := _week_told(mention, expression, previous, dct)) is not None:
        return _dating(mention, resolve(week, reference=dct), _marked(Basis.RELATIVE_TO_DCT, inferred))
    resolved = _joined(mention, expression, previous, text, dct, way) or over(
        expression, dct, way or _tomorrow(expression, dct) or _possessed(mention, expression, text, dct)
    )
    return _dating(mention, resolved, _marked(Basis.RELATIVE_TO_DCT, inferred))


def _week_told(mention: TimexMention, expression: Expression, previous: TimexMention | None, dct: Interval | None) -> Expression | None:
    """ "Will visit Lima next week and meet Soto on Friday": the Friday of that week."""
    if previous is None or dct is None or not isinstance(expression, Fields) or expression != Fields(weekday=expression.weekday):
        return None
    week = parse(previous.expression)
    within = previous.sentence == mention.sentence or (mention.tense == "future" and mention.start - previous.end < _NEAR_WEEK)
    if not within or mention.reporting or not isinstance(week, Shift) or (week.unit, week.anchor) != ("week", "dct"):
        return None
    future = mention.tense in ("future", "present")
    return Nth(expression.weekday, "day", week) if expression.weekday and week.count and (week.count > 0) is future else None


def _week_to_come(expression: Expression, dct: Interval | None, way: Direction | None) -> Expression:
    """ "Will meet this week", written on a Sunday, is of the week that begins the day after."""
    inner = expression.of if isinstance(expression, Part) and expression.which == "later" else expression
    if way is not Direction.FUTURE or dct is None or dct.days > 1 or dct.start.isoweekday() != 7:
        return expression
    return (
        Shift(1, "week") if isinstance(inner, Shift) and inner.unit == "week" and not inner.count and inner.anchor == "dct" else expression
    )


def _tomorrow(expression: Expression, dct: Interval | None) -> Direction | None:
    """Where no verb decides, the weekday that comes next is meant, and not that of six days ago: "a verdict Thursday", on Wednesday."""
    inner = innermost(expression)
    if dct is None or not isinstance(inner, Fields) or inner.month:
        return None
    return Direction.FUTURE if inner.weekday == dct.end.isoweekday() % 7 + 1 else None


def _possessed(mention: TimexMention, expression: Expression, text: str, dct: Interval | None) -> Direction | None:
    """ "February's killing" looks back, unless that month comes next."""
    if dct is None or not isinstance(expression, Fields) or not expression.month or expression.day:
        return None
    if not text.startswith(("'s", "’s"), mention.end):
        return None
    ahead = resolve(expression, reference=dct, direction=Direction.FUTURE).interval
    return Direction.PAST if ahead is None or (ahead.start - dct.end).days > _NEXT_MONTH else Direction.NEAREST


def _marked(basis: Basis, inferred: bool) -> Basis:
    return Basis.INFERRED_DCT if inferred else basis


def _has_day_and_month(expression: Expression) -> bool:
    while not isinstance(expression, Fields):
        inner = getattr(expression, "of", None) or getattr(expression, "first", None)
        if not isinstance(inner, Expression):
            return False
        expression = inner
    return expression.month is not None and expression.day is not None


def over(expression: Expression, reference: Interval | None, way: Direction | None) -> Resolved:
    """Resolve from a reference of one day, or from each day of a window: the hull of what comes out, its value where all agree."""
    if reference is None or reference.days == 1:
        return resolve(expression, reference=reference, direction=way)
    if reference.days > _WIDEST:
        return resolve(expression, reference=None)
    found = [
        resolve(expression, reference=Interval.day(reference.start + dt.timedelta(days=n)), direction=way) for n in range(reference.days)
    ]
    first = found[0]
    if all(r == first for r in found) or any(r.interval is None for r in found):
        return first if all(r == first for r in found) else resolve(expression, reference=None)
    intervals = [r.interval for r in found if r.interval is not None]
    hull = Interval(min(i.start for i in intervals), max(i.end for i in intervals))
    values = {r.value for r in found}
    return Resolved(hull, values.pop() if len(values) == 1 else "XXXX-XX-XX", first.type, first.mod, None, first.vague, False)


def _joined(
    mention: TimexMention, expression: Expression, previous: TimexMention | None, text: str, dct: Interval | None, way: Direction | None
) -> Resolved | None:
    """The second of two weekdays told together ("on Wednesday and Thursday") follows the first."""
    if previous is None or dct is None or not isinstance(expression, Fields) or not expression.weekday or expression.month:
        return None
    before = parse(previous.expression)
    if not isinstance(before, Fields) or before.month or not before.weekday or not _JOINED.fullmatch(text[previous.end : mention.start]):
        return None
    first_way = direction(previous, before)
    if way is None or first_way is None or way is first_way:
        return range_ends(Range(before, expression), dct, first_way or way or Direction.PAST)[1]
    return None


def _unanchored(expression: Expression) -> Resolved:
    """The TIMEX3 form of a distance from an event that is not dated: a length, as TimeBank writes it."""
    while isinstance(expression, Modified):
        expression = expression.of
    return Resolved(None, expression.amount if isinstance(expression, Offset) else "XXXX-XX-XX", "DURATION")


def _with_basis(dating: Dating, basis: Basis) -> Dating:
    return Dating(
        dating.interval, dating.precision, basis, dating.text, dating.start, dating.end, dating.value, dating.mod, dating.rule, dating.vague
    )


def _dating(mention: TimexMention, resolved: Resolved, basis: Basis) -> Dating:
    interval = resolved.interval
    precision = Precision.NONE if interval is None else Precision.SPAN if resolved.span else interval.precision
    return Dating(
        interval=interval,
        precision=precision,
        basis=basis if interval is not None else Basis.NONE,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        value=resolved.value,
        mod=resolved.mod,
        rule=mention.rule,
        vague=resolved.vague,
    )
