"""TIMEX3 values: how a day, week, month … is written, and what days a written value means.

Follows TimeML 1.2.1 as TimeBank applies it: ``1998-W12`` a week, ``1998-W12-WE`` its weekend, ``1989-Q3`` a quarter, ``1990-H1`` a
half, ``1989-FA`` a season, ``199`` a decade, ``19`` a century, ``1998-02-11TNI`` the night of a day.
"""

from __future__ import annotations

import datetime as dt
import re

from timeline.chrono.interval import Interval
from timeline.chrono.units import SEASONS, Unit, around, months_from, season_of

_DAY = Unit.DAY
_FORMS = (
    (Unit.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\w:.+-]*)?")),
    (Unit.WEEKEND, re.compile(r"(\d{4})-W(\d\d)-WE")),
    (Unit.WEEK, re.compile(r"(\d{4})-W(\d\d)")),
    (Unit.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (Unit.HALF, re.compile(r"(\d{4})-H([12])")),
    (Unit.SEASON, re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    (Unit.MONTH, re.compile(r"(\d{4})-(\d\d)")),
    (Unit.YEAR, re.compile(r"(\d{4})")),
    (Unit.DECADE, re.compile(r"(\d{3})X?")),
    (Unit.CENTURY, re.compile(r"(\d{2})(?:XX)?")),
)


def point(day: dt.date, unit: Unit) -> str:
    """The TIMEX3 value of the calendar unit that holds ``day``.

    >>> point(dt.date(2018, 7, 24), Unit.WEEK)
    '2018-W30'
    """
    if unit is _DAY:
        return day.isoformat()
    if unit in (Unit.WEEK, Unit.WEEKEND):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit is Unit.WEEKEND else "")
    start = around(day, unit).start
    if unit is Unit.SEASON:
        return f"{start.year:04}-{season_of(Interval.day(start))}"
    written = f"{start.year:04}"
    return {
        Unit.CENTURY: written[:2],
        Unit.DECADE: written[:3],
        Unit.YEAR: written,
        Unit.HALF: f"{written}-H{(start.month + 5) // 6}",
        Unit.QUARTER: f"{written}-Q{(start.month + 2) // 3}",
        Unit.MONTH: f"{written}-{start.month:02}",
    }.get(unit, day.isoformat())


def interval(value: str) -> Interval | None:
    """The days that a TIMEX3 value means; None for values that lie on no calendar (durations, sets, references, unknown parts).

    >>> interval("2018-W30")
    Interval(start=datetime.date(2018, 7, 23), end=datetime.date(2018, 7, 29))
    >>> interval("P3D") is None
    True
    """
    for unit, form in _FORMS:
        found = form.fullmatch(value)
        if found is None:
            continue
        try:
            return _interval(unit, found.groups())
        except (ValueError, OverflowError):
            return None
    return None


def _interval(unit: Unit, parts: tuple[str, ...]) -> Interval:
    year = int(parts[0])
    if unit is Unit.DAY:
        return Interval.day(dt.date(year, int(parts[1]), int(parts[2])))
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return around(dt.date.fromisocalendar(year, int(parts[1]), 1), unit)
    if unit is Unit.SEASON:
        return months_from(year, SEASONS[parts[1]], 3)
    if unit is Unit.DECADE:
        return around(dt.date(max(year * 10, 1), 1, 1), unit)
    if unit is Unit.CENTURY:
        return around(dt.date(max(year * 100, 1), 1, 1), unit)
    number = int(parts[1]) if len(parts) > 1 else 1
    size = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}[unit]
    return months_from(year, (number - 1) * size + 1, size)
