"""EDTF (ISO 8601-2): level 1 dates and intervals, and level 2's one of a set, for windows of days."""

from __future__ import annotations

import datetime as dt
import re

from timeline.chrono.interval import Interval
from timeline.chrono.units import Unit, around, month_days

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


def edtf(interval: Interval | None, *, span: bool = False) -> str:
    """A window as EDTF; ``span`` where the occasion fills it. An unknown window is the empty string, EDTF's unknown.

    >>> edtf(Interval(dt.date(2018, 7, 16), dt.date(2018, 7, 22)))
    '[2018-07-16..2018-07-22]'
    >>> edtf(Interval(dt.date(2025, 4, 2), dt.date(2025, 4, 3)), span=True)
    '2025-04-02/2025-04-03'
    >>> edtf(Interval(dt.date(2025, 3, 1), dt.date(2025, 3, 31)))
    '2025-03'
    """
    if interval is None:
        return ""
    start, end = interval.start.isoformat(), interval.end.isoformat()
    if start == end:
        return start
    if span:
        return f"{start}/{end}"
    if interval.start.day == 1 and interval == around(interval.start, Unit.MONTH):
        return start[:7]
    if start.endswith("-01-01") and interval == around(interval.start, Unit.YEAR):
        return start[:4]
    return f"[{start}..{end}]"


def parse_edtf(text: str) -> Interval | None:
    """The days of an EDTF text: a day, month, year or season, an interval of these, ``[a..b]``, decade ``199X``, century ``19XX``;
    a trailing ``?``, ``~`` or ``%`` is allowed. None for the empty text and for open ends.

    >>> parse_edtf("2025-03")
    Interval(start=datetime.date(2025, 3, 1), end=datetime.date(2025, 3, 31))

    Raises ``ValueError`` where the text is no EDTF of these kinds.
    """
    if not text:
        return None
    if text.startswith("[") and text.endswith("]") and ".." in text:
        first, last = text[1:-1].split("..", 1)
    elif "/" in text:
        first, last = text.split("/", 1)
    else:
        return _point(text)
    if first in ("", "..") or last in ("", ".."):
        return None
    return Interval(_point(first).start, _point(last).end)


def _point(text: str) -> Interval:
    found = re.fullmatch(r"(\d{2})(?:(\d)(\d|X)|XX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?", text)
    if found is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    century, decade, unit, month, day = found.groups()
    if decade is None or unit == "X":
        if month:
            raise ValueError(f"not an EDTF date: {text!r}")
        first = int(century) * 100 if decade is None else int(century + decade) * 10
        return Interval(dt.date(max(first, 1), 1, 1), dt.date(first + (99 if decade is None else 9), 12, 31))
    year = int(century + decade + unit)
    if month is None:
        return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
    number = int(month)
    if day:
        return Interval.day(dt.date(year, number, int(day)))
    if number in _SEASON_MONTHS:
        first_month = _SEASON_MONTHS[number]
        last_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
        return Interval(dt.date(year, first_month, 1), dt.date(last_year, last_month, month_days(last_year, last_month)))
    return Interval(dt.date(year, number, 1), dt.date(year, number, month_days(year, number)))
