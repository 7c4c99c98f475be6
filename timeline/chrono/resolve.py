"""From an expression and a reference to days: the window of the timeline and the TIMEX3 value, which may differ.

The window follows the guidelines of the gold timelines (*late October* is the 21st to the 31st), the value TimeBank (``1989-10`` with
``mod`` END). Both come from one walk over the expression.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from timeline.chrono import timex3
from timeline.chrono.expression import (
    Bounded,
    Clock,
    Duration,
    Era,
    Expression,
    Fields,
    Modified,
    Nth,
    Offset,
    Part,
    Range,
    Repeat,
    Shift,
    Step,
    Stretch,
    Vague,
    amount_parts,
)
from timeline.chrono.fields import Direction, Resolved, choose, fields, finest, in_year, whole
from timeline.chrono.interval import Interval
from timeline.chrono.parts import nth_of, part_of
from timeline.chrono.units import CLOCK_UNITS, Unit, add, around, unit_of

ONE_DAY = dt.timedelta(days=1)
#: Days that "days", "weeks", "months" without a number reach to ("in the coming days": 7, by the guidelines).
VAGUE_REACH = {Unit.DAY: 7, Unit.WEEK: 28, Unit.MONTH: 92}


def resolve(expression: Expression, *, reference: Interval | None, direction: Direction | None = None) -> Resolved:
    """Days and TIMEX3 value of an expression.

    ``reference`` is what relative words are counted from, ``direction`` where incomplete dates point; without it a weekday
    points back, a month with or without a day to the nearest (shares measured on TimeBank: 91 and 93 percent).

    >>> resolve(Part("late", Fields(month=10)), reference=Interval.day(dt.date(2025, 9, 2))).interval
    Interval(start=datetime.date(2025, 10, 21), end=datetime.date(2025, 10, 31))
    >>> resolve(Shift(-1, "week"), reference=Interval.day(dt.date(2018, 7, 24))).value
    '2018-W29'

    Never raises for dates outside the calendar: they resolve to no interval.
    """
    try:
        return _RESOLVERS[type(expression)](expression, reference, direction)
    except (OverflowError, ValueError):
        return Resolved(None, "XXXX-XX-XX")


def _era(e: Era, reference: Interval | None, _: Direction | None) -> Resolved:
    unit, number = Unit(e.unit), e.number
    if e.open and reference is None:
        return Resolved(None, f"XX{number}", unit=unit)
    if e.open and reference is not None:
        number += reference.start.year // 100 * 10
        if number * 10 > reference.end.year:
            number -= 10
    size = 10 if unit is Unit.DECADE else 100
    return whole(unit, dt.date(max(number * size, 1), 1, 1))


def _shift(e: Shift, reference: Interval | None, direction: Direction | None) -> Resolved:
    unit = Unit(e.unit)
    if reference is None:
        return Resolved(None, _OPEN.get(unit, "XXXX-XX-XX"), unit=unit)
    base = reference.end if e.count > 0 else reference.start
    count = e.count
    if unit is Unit.WEEKEND and count == 0 and direction is Direction.PAST and around(base, unit).start > reference.end:
        count = -1
    # Stepping from the unit's first day keeps "last month" right on the 31st.
    return whole(unit, add(around(base, unit).start, count, unit))


_OPEN = {Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX", Unit.QUARTER: "XXXX-QX", Unit.YEAR: "XXXX"}


def _offset(e: Offset, reference: Interval | None, _: Direction | None) -> Resolved:
    parts = amount_parts(e.amount)
    if not parts or any(number is None for number, _ in parts):
        if e.anchor == "timex":
            return Resolved(None, e.amount, "DURATION", vague=True)  # "a few days later", as TimeBank writes it
        return Resolved(None, "PAST_REF" if e.sign < 0 else "FUTURE_REF", vague=True)
    if reference is None:
        return Resolved(None, "XXXX-XX-XX")
    day = reference.end if e.sign > 0 else reference.start
    for number, unit in parts:
        day = _move(day, e.sign * (number or 0), unit)
    if e.grain:
        return whole(Unit(e.grain), day)
    number, unit = parts[-1]
    if unit is Unit.YEAR and unit_of(reference) in (Unit.QUARTER, Unit.YEAR):
        return whole(unit_of(reference) or Unit.YEAR, day)  # "a year earlier", of a quarter, is that quarter
    if unit in CLOCK_UNITS or unit is Unit.DAY or e.exact:
        return whole(Unit.DAY, day)
    if unit is Unit.WEEK:
        # The guidelines take the week, TimeBank's value names the day.
        return Resolved(around(day, Unit.WEEK), timex3.point(day, Unit.DAY), unit=Unit.DAY)
    if unit is Unit.YEAR and number == 1 and len(parts) == 1:
        return Resolved(around(day, Unit.MONTH), timex3.point(day, Unit.YEAR), unit=Unit.YEAR)
    return whole(unit, day)


def _move(day: dt.date, count: float, unit: Unit) -> dt.date:
    whole = int(count)
    day = add(day, whole, unit)
    rest = count - whole
    if rest:
        smaller, size = {
            Unit.YEAR: (Unit.MONTH, 12),
            Unit.DECADE: (Unit.YEAR, 10),
            Unit.CENTURY: (Unit.YEAR, 100),
            Unit.WEEK: (Unit.DAY, 7),
        }.get(unit, (Unit.DAY, 30 if unit is Unit.MONTH else 0))
        day = add(day, round(rest * size), smaller)
    return day


_SMALLER = {
    Unit.CENTURY: (Unit.YEAR, 100),
    Unit.DECADE: (Unit.YEAR, 10),
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.MONTH: (Unit.DAY, 30),
    Unit.WEEK: (Unit.DAY, 7),
}


def _step(e: Step, reference: Interval | None, direction: Direction | None) -> Resolved:
    if reference is None or not isinstance(e.of, Fields):
        return resolve(e.of, reference=reference, direction=direction)
    if e.of.weekday:
        return _step_weekday(e, e.of.weekday, reference, direction)
    unit = finest(e.of)
    years = range(reference.start.year - 2, reference.end.year + 3)
    candidates = [c for c in (in_year(e.of, year) for year in years) if c is not None]
    if not candidates:
        return resolve(e.of, reference=reference, direction=direction)
    if e.which == 0:
        here = [c for c in candidates if c.overlaps(reference)] or [c for c in candidates if c.start.year == reference.start.year]
        found = here[0] if here else choose(candidates, reference, Direction.NEAREST)
    elif e.which < 0:
        before = [c for c in candidates if c.end < reference.start]
        # "Last October", written in November, would be "last month": it means the October of the year before.
        if (
            unit is Unit.MONTH
            and e.anchor == "dct"
            and reference.start.month > 1
            and before[-1].end + ONE_DAY == reference.start.replace(day=1)
        ):
            before.pop()
        found = before[-1]
    else:
        after = [c for c in candidates if c.start > reference.end]
        if e.anchor == "dct":
            after = [c for c in after if c.start.year > reference.end.year] or after
        found = after[0]
    return Resolved(found, timex3.point(found.start, unit), unit=unit)


def _step_weekday(e: Step, weekday: int, reference: Interval, direction: Direction | None) -> Resolved:
    if e.which < 0:
        day = reference.start - dt.timedelta(days=(reference.start.isoweekday() - weekday - 1) % 7 + 1)
    elif e.which > 0 and e.anchor == "dct":
        # "Next Friday", written on a Monday, is the Friday of the next week.
        day = around(reference.end, Unit.WEEK).end + dt.timedelta(days=weekday)
    elif e.which > 0:
        day = reference.end + dt.timedelta(days=(weekday - reference.end.isoweekday() - 1) % 7 + 1)
    else:
        day = around(reference.start, Unit.WEEK).start + dt.timedelta(days=weekday - 1)
        if day < reference.start and direction is not Direction.PAST:
            day += dt.timedelta(days=7)  # "this Thursday", written on a Sunday
    return whole(Unit.DAY, day)


def _part(e: Part, reference: Interval | None, direction: Direction | None) -> Resolved:
    inner = resolve(e.of, reference=reference, direction=direction)
    if e.which == "close" and inner.interval is not None:
        inner = replace(inner, value=timex3.point(inner.interval.end, Unit.DAY))
    mod = {"close": None, "mid": "MID", "late": "END", "end": "END", "later": "END", "second_part": "END", "rest": None}.get(
        e.which, "START"
    )
    window = inner.interval and part_of(inner.interval, inner.unit, e.which, reference)
    return replace(inner, interval=window, mod=mod, span=False)


def _nth(e: Nth, reference: Interval | None, direction: Direction | None) -> Resolved:
    unit = Unit(e.unit)
    inner = resolve(e.of, reference=reference, direction=direction)
    if inner.interval is None:
        return Resolved(None, _OPEN.get(unit, "XXXX-XX-XX"), unit=unit)
    window = nth_of(inner.interval, unit, e.number, e.count)
    if window is None:
        return Resolved(None, "XXXX-XX-XX", unit=unit)
    if e.count > 1:
        if around(window.start, Unit.HALF) == window:
            return Resolved(window, timex3.point(window.start, Unit.HALF), unit=Unit.HALF)
        return Resolved(window, f"P{e.count}{unit.letter}", "DURATION", unit=unit)
    if unit is Unit.HALF and inner.unit is not Unit.YEAR:
        return replace(inner, interval=window, mod="START" if e.number == 1 else "END")
    return Resolved(window, timex3.point(window.start, unit), unit=unit)


def _range(e: Range, reference: Interval | None, direction: Direction | None) -> Resolved:
    first, last = range_ends(e, reference, direction)
    if first.interval is None or last.interval is None or last.interval.end < first.interval.start:
        return replace(first, interval=None)
    window = Interval(first.interval.start, last.interval.end)
    return replace(first, interval=window, span=first.unit is Unit.DAY and last.unit is Unit.DAY, vague=first.vague or last.vague)


def range_ends(e: Range, reference: Interval | None, direction: Direction | None) -> tuple[Resolved, Resolved]:
    """Both ends of a ``Range``, the last never before the first where either is incomplete."""
    if _year(e.last) and not _year(e.first):
        last = resolve(e.last, reference=reference, direction=direction)
        return resolve(e.first, reference=last.interval, direction=Direction.PAST), last
    first = resolve(e.first, reference=reference, direction=direction)
    last = resolve(e.last, reference=first.interval or reference, direction=Direction.FUTURE)
    told_past = direction is Direction.PAST and reference is not None and last.interval and last.interval.start > reference.end
    if told_past and not _year(e.first):
        last = resolve(e.last, reference=reference, direction=Direction.PAST)
        first = resolve(e.first, reference=last.interval, direction=Direction.PAST)
    return first, last


def _year(e: Expression) -> int | None:
    inner = getattr(e, "of", e)
    return inner.year if isinstance(inner, Fields) else None


def _clock(e: Clock, reference: Interval | None, direction: Direction | None) -> Resolved:
    inner = resolve(e.of, reference=reference, direction=direction)
    if inner.unit not in (Unit.DAY, None):
        return replace(inner, mod=None)
    return replace(inner, value=f"{inner.value}T{e.time}", type="TIME")


def _stretch(e: Stretch, reference: Interval | None, _: Direction | None) -> Resolved:
    parts = amount_parts(e.amount)
    vague = any(number is None for number, _ in parts)
    window = None
    if reference is not None and parts:
        base = reference.end
        other = base
        for number, unit in parts:
            reach, step = (VAGUE_REACH.get(unit), Unit.DAY) if number is None else (number, unit)
            other = base if reach is None else _move(other, e.sign * reach, step)
        if other != base:
            window = Interval(base + ONE_DAY, other) if e.sign > 0 else Interval(other, base)
        elif not vague:
            window = Interval.day(base)
    if e.amount in ("P1Y", "P1E") and e.sign < 0 and reference is not None:
        # TimeBank writes "the past year", "the last decade" as the calendar year, the decade before.
        unit = parts[0][1]
        return Resolved(window, timex3.point(add(reference.start, -1, unit), unit), unit=unit)
    return Resolved(window, e.amount, "DURATION", vague=vague, unit=parts[-1][1] if parts else None)


def _bounded(e: Bounded, reference: Interval | None, direction: Direction | None) -> Resolved:
    inner = resolve(e.of, reference=reference, direction=direction)
    window = inner.interval
    if window is None or reference is None:
        return inner
    if e.side in ("by", "until") and window.end >= reference.start:
        window = Interval(reference.start, window.end)
    elif e.side == "before" and window.start > reference.start:
        window = Interval(reference.start, window.start - ONE_DAY)
    elif e.side == "since" and window.start <= reference.end:
        window = Interval(window.start, reference.end)
    return replace(inner, interval=window, span=False)


def _modified(e: Modified, reference: Interval | None, direction: Direction | None) -> Resolved:
    return replace(resolve(e.of, reference=reference, direction=direction), mod=e.mod)


def _duration(e: Duration, _: Interval | None, __: Direction | None) -> Resolved:
    parts = amount_parts(e.amount)
    return Resolved(None, e.amount, "DURATION", unit=parts[-1][1] if parts else None)


def _repeat(e: Repeat, _: Interval | None, __: Direction | None) -> Resolved:
    return Resolved(None, e.value, "SET")


def _vague(e: Vague, _: Interval | None, __: Direction | None) -> Resolved:
    return Resolved(None, e.value, vague=True)


_RESOLVERS: dict[type[Expression], Callable[[Any, Interval | None, Direction | None], Resolved]] = {
    Fields: fields,
    Era: _era,
    Shift: _shift,
    Offset: _offset,
    Step: _step,
    Part: _part,
    Nth: _nth,
    Range: _range,
    Clock: _clock,
    Stretch: _stretch,
    Duration: _duration,
    Repeat: _repeat,
    Vague: _vague,
    Modified: _modified,
    Bounded: _bounded,
}
