"""Calendar units, and the arithmetic of days that everything else rests on."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum
from functools import lru_cache

from timeline.chrono.interval import Interval


class Unit(StrEnum):
    """A unit of time; the names are those of expressions and of resolved values."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def letter(self) -> str:
        """The ISO 8601 duration letter, with TIMEX3's additions (Q quarter, H half, E decade, C century, S season)."""
        return _LETTERS[self]


_LETTERS = {
    Unit.SECOND: "S",
    Unit.MINUTE: "M",
    Unit.HOUR: "H",
    Unit.DAY: "D",
    Unit.WEEKEND: "WE",
    Unit.WEEK: "W",
    Unit.MONTH: "M",
    Unit.SEASON: "S",
    Unit.QUARTER: "Q",
    Unit.HALF: "H",
    Unit.YEAR: "Y",
    Unit.DECADE: "E",
    Unit.CENTURY: "C",
}
#: Months in a unit that is made of whole months.
MONTHS = {Unit.MONTH: 1, Unit.SEASON: 3, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
#: First month of each season (northern, meteorological); winter is named by the year in which it begins.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})


def month_days(year: int, month: int) -> int:
    """Number of days in a month."""
    return 29 if month == 2 and calendar.isleap(year) else _MONTH_DAYS[month - 1]


def days_later(day: dt.date, days: int) -> dt.date | None:
    """The day so many days later, or earlier where negative; None beyond the years 1 to 9999.

    >>> days_later(dt.date(2025, 3, 1), -1), days_later(dt.date(9999, 12, 31), 1)
    (datetime.date(2025, 2, 28), None)
    """
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later (earlier where negative), clipped to the month's last day.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)

    Raises ``OverflowError`` beyond the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"year {year} is out of range")
    return dt.date(year, month, min(day.day, month_days(year, month)))


def add(day: dt.date, count: int, unit: Unit) -> dt.date:
    """``day`` moved by ``count`` units; hours and smaller leave the day alone.

    >>> add(dt.date(2018, 7, 24), -1, Unit.WEEK)
    datetime.date(2018, 7, 17)
    """
    if unit in CLOCK_UNITS:
        return day
    if unit in MONTHS:
        return add_months(day, count * MONTHS[unit])
    return day + dt.timedelta(days=count * (1 if unit is Unit.DAY else 7))


def months_from(year: int, month: int, count: int) -> Interval:
    """The interval of ``count`` whole months from the first of a month."""
    first = dt.date(year, month, 1)
    return Interval(first, add_months(first, count) - dt.timedelta(days=1))


@lru_cache(maxsize=4096)
def around(day: dt.date, unit: Unit) -> Interval:
    """The calendar unit that holds ``day``: weeks run Monday to Sunday; the weekend of a day is that of its week.

    >>> around(dt.date(2025, 10, 22), Unit.WEEK)
    Interval(start=datetime.date(2025, 10, 20), end=datetime.date(2025, 10, 26))
    """
    if unit is Unit.DAY or unit in CLOCK_UNITS:
        return Interval.day(day)
    monday = day - dt.timedelta(days=day.weekday())
    if unit is Unit.WEEK:
        return Interval(monday, monday + dt.timedelta(days=6))
    if unit is Unit.WEEKEND:
        return Interval(monday + dt.timedelta(days=5), monday + dt.timedelta(days=6))
    if unit is Unit.SEASON:
        year, month = (day.year, day.month // 3 * 3) if day.month >= 3 else (day.year - 1, 12)
        return months_from(year, month, 3)
    size = MONTHS[unit]
    if size > 12:
        first = day.year - day.year % (size // 12)
        return months_from(max(first, 1), 1, size - (12 if first < 1 else 0))
    return months_from(day.year, (day.month - 1) // size * size + 1, size)


#: Days that calendar units hold, in the order in which a window is compared with them.
_DAYS = (
    (Unit.DAY, 1, 1),
    (Unit.WEEKEND, 2, 2),
    (Unit.WEEK, 7, 7),
    (Unit.MONTH, 28, 31),
    (Unit.QUARTER, 90, 92),
    (Unit.SEASON, 90, 92),
    (Unit.HALF, 181, 184),
    (Unit.YEAR, 365, 366),
    (Unit.DECADE, 3200, 3653),
    (Unit.CENTURY, 36000, 36525),
)


def unit_of(interval: Interval) -> Unit | None:
    """The calendar unit that an interval is exactly, or None.

    >>> unit_of(Interval(dt.date(2025, 10, 1), dt.date(2025, 10, 31)))
    <Unit.MONTH: 'month'>
    """
    days = interval.days
    for unit, least, most in _DAYS:
        if least <= days <= most and around(interval.start, unit) == interval:
            return unit
    return None


def season_of(interval: Interval) -> str:
    """The TIMEX3 letters of the season that starts with ``interval``."""
    return next(letters for letters, month in SEASONS.items() if month == interval.start.month)


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature 1876).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)
