"""Incomplete calendar dates: a weekday, a day of a month, a month … and which of the possible ones is meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from timeline.chrono import timex3
from timeline.chrono.expression import Fields
from timeline.chrono.interval import Interval
from timeline.chrono.units import SEASONS, Unit, around, easter, month_days, months_from

#: A day of a month, or a month, that is no farther than this from the reference (days) needs no verb: "payable Dec. 1" beside a past
#: verb. Measured on newswire (TimeBank).
_NEAR = {Unit.DAY: 75, Unit.MONTH: 31}
#: The same for a month ahead of a past verb: "since taking office in January", written in December, looks back.
_NEAR_AHEAD = 15
#: A full weekday, month and day fixes the year if that lies no farther from the reference (days): beyond two years a weekday that does
#: not fit is an error of the text sooner than another year.
TRIPLE_DAYS = 2 * 366


class Direction(StrEnum):
    """Which way an incomplete date points from its reference. The reference's own day is past and future alike."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means. ``interval`` is the window in days (None: no day can be named), ``type``, ``value`` and ``mod`` the
    TIMEX3 form, ``unit`` what the value counts in; ``vague`` where the words leave the window open, ``span`` where they tell
    its first and last day."""

    interval: Interval | None
    value: str
    type: str = "DATE"
    mod: str | None = None
    unit: Unit | None = None
    vague: bool = False
    span: bool = False


def whole(unit: Unit, day: dt.date) -> Resolved:
    """The calendar unit that holds a day, with its TIMEX3 value."""
    return Resolved(around(day, unit), timex3.point(day, unit), unit=unit)


def choose(candidates: list[Interval], reference: Interval, direction: Direction) -> Interval:
    """The candidate that the direction picks; candidates in calendar order. Of two equally near ones, the earlier."""
    past = [c for c in candidates if c.start <= reference.end]
    future = [c for c in candidates if c.end >= reference.start]
    if direction is Direction.PAST and past:
        return past[-1]
    if direction is Direction.FUTURE and future:
        return future[0]
    return min(candidates, key=lambda c: max((c.start - reference.end).days, (reference.start - c.end).days, 0))


def fields(e: Fields, reference: Interval | None, direction: Direction | None) -> Resolved:
    """Days of an incomplete date, counted from the reference in the direction."""
    if e.weekday and not (e.month or e.year):
        return _weekday(e.weekday, reference, direction or Direction.PAST)
    unit = finest(e)
    if e.year is not None and e.year < 0:
        return Resolved(None, _before_christ(e, unit), unit=unit)
    if unit is Unit.YEAR and e.year:
        return whole(Unit.YEAR, dt.date(e.year, 1, 1))
    if e.year:
        found = in_year(e, e.year)
        if found is None:
            return Resolved(None, "XXXX-XX-XX")
        return Resolved(found, timex3.point(found.start, unit), unit=unit)
    if reference is None:
        return Resolved(None, _open_value(e, unit), unit=unit)
    # Leap days lie up to eight years apart.
    reach = 8 if (e.month, e.day) == (2, 29) else 3 if e.weekday else 1
    years = range(max(reference.start.year - reach, 2), min(reference.end.year + reach, 9998) + 1)
    candidates = [c for c in (in_year(e, year) for year in years) if c is not None]
    if not candidates:
        return Resolved(None, _open_value(e, unit), unit=unit)
    if e.weekday:
        candidates = [c for c in candidates if abs((c.start - reference.start).days) <= TRIPLE_DAYS]
        if not candidates:
            return Resolved(None, _open_value(e, unit), unit=unit)
    found = choose(candidates, reference, _way(e, unit, candidates, reference, direction))
    return Resolved(found, timex3.point(found.start, unit), unit=unit)


def _before_christ(e: Fields, unit: Unit) -> str:
    """The value of a year before the common era, which the calendar here does not reach: ``BC0480``, ``BC0480-09``."""
    detail = f"-{e.month:02}" if unit is Unit.MONTH else f"-{e.season}" if unit is Unit.SEASON else ""
    return f"BC{-(e.year or 0):04}{detail}"


def _way(e: Fields, unit: Unit, candidates: list[Interval], reference: Interval, direction: Direction | None) -> Direction:
    """The direction that decides between years. A day of a month is the nearest one, whatever the verb, where that is near: "payable
    Dec. 1" beside a past verb. A weekday fixes the year by itself, a quarter ahead is never last year's."""
    if direction is None and unit is Unit.MONTH:
        # Months are told of more often than announced: one ahead must be plainly nearer.
        back, ahead = (choose(candidates, reference, way) for way in (Direction.PAST, Direction.FUTURE))
        return Direction.PAST if (reference.start - back.end).days <= 1.2 * (ahead.start - reference.end).days else Direction.FUTURE
    if direction is None or e.weekday or (unit is Unit.QUARTER and direction is Direction.FUTURE):
        return Direction.NEAREST
    nearest = choose(candidates, reference, Direction.NEAREST)
    distance = max((nearest.start - reference.end).days, (reference.start - nearest.end).days)
    near = _NEAR_AHEAD if unit is Unit.MONTH and direction is Direction.PAST and nearest.start > reference.end else _NEAR.get(unit, 0)
    return Direction.NEAREST if distance <= near else direction


def finest(e: Fields) -> Unit:
    """The smallest unit that the fields name."""
    if e.day or e.feast:
        return Unit.DAY
    for unit in (Unit.MONTH, Unit.SEASON, Unit.QUARTER, Unit.HALF):
        if getattr(e, unit.value):
            return unit
    return Unit.YEAR


def in_year(e: Fields, year: int) -> Interval | None:
    """The days of the fields in one year, or None where it has no such day."""
    if e.feast:
        return Interval.day(_feast(e.feast, year))
    if e.season:
        return months_from(year, SEASONS[e.season], 3)
    if e.quarter:
        return months_from(year, e.quarter * 3 - 2, 3)
    if e.half:
        return months_from(year, e.half * 6 - 5, 6)
    if e.month and e.day:
        if e.day > month_days(year, e.month):
            return None
        day = dt.date(year, e.month, e.day)
        return Interval.day(day) if e.year or not e.weekday or day.isoweekday() == e.weekday else None
    if e.month:
        return months_from(year, e.month, 1)
    return None


def _feast(name: str, year: int) -> dt.date:
    if name.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(name.removeprefix("easter")))
    nth, weekday, month = (int(part) for part in name.removeprefix("nth:").split(":"))
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year, month, month_days(year, month))
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)


def _open_value(e: Fields, unit: Unit) -> str:
    if unit is Unit.DAY and e.month:
        return f"XXXX-{e.month:02}-{e.day:02}"
    if unit is Unit.MONTH:
        return f"XXXX-{e.month:02}"
    detail = e.season or (f"Q{e.quarter}" if e.quarter else f"H{e.half}" if e.half else "XX-XX")
    return f"XXXX-{detail}"


def _weekday(weekday: int, reference: Interval | None, direction: Direction) -> Resolved:
    if reference is None:
        return Resolved(None, f"XXXX-WXX-{weekday}", unit=Unit.DAY)
    back = reference.end - dt.timedelta(days=(reference.end.isoweekday() - weekday) % 7)
    ahead = reference.start + dt.timedelta(days=(weekday - reference.start.isoweekday()) % 7)
    if back == ahead:
        return whole(Unit.DAY, back)
    return whole(Unit.DAY, choose([Interval.day(day) for day in sorted((back, ahead))], reference, direction).start)
