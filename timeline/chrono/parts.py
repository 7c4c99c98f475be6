"""Parts of periods: which days "early", "the end of", "the third week of" name.

The figures are those of the gold guidelines: a month falls into its 1st–10th, 11th–20th and the rest, *end of* a month is its last
ten days, *early* in a year its first quarter, *the first part of* a week Monday to Wednesday. Where they are silent the same idea is
carried on: a season, quarter or half falls into its months, a decade into 3, 4 and 3 years.
"""

from __future__ import annotations

import datetime as dt

from timeline.chrono.interval import Interval
from timeline.chrono.units import MONTHS, Unit, add, add_months, around

ONE_DAY = dt.timedelta(days=1)
_EARLY = ("early", "start", "first_part")
#: First and last day of a week's parts, counted from its Monday.
_WEEK = {"early": (0, 2), "start": (0, 1), "first_part": (0, 2), "mid": (1, 3), "late": (3, 6), "end": (4, 6), "second_part": (3, 6)}
_LATE = ("late", "end", "second_part")


def part_of(whole: Interval, unit: Unit | None, which: str, reference: Interval | None) -> Interval:
    """The days of a part of ``whole``, a period of kind ``unit``. "later" and "earlier" are cut at the reference day, exclusive,
    where it lies inside; a part that would be empty is the whole."""
    which = "end" if which == "close" else which
    if which in ("later", "rest") and reference is not None:
        start = max(whole.start, reference.end + ONE_DAY)
        return Interval(start, whole.end) if start <= whole.end else whole
    if which == "earlier" and reference is not None:
        end = min(whole.end, reference.start - ONE_DAY)
        return Interval(whole.start, end) if end >= whole.start else whole
    if unit is Unit.WEEK:
        return _days(whole, _WEEK, which)
    if unit is Unit.MONTH:
        return _month_part(whole, which)
    if unit in MONTHS:
        return _months_part(whole, MONTHS[unit], which)
    return whole


def _days(whole: Interval, table: dict[str, tuple[int, int]], which: str) -> Interval:
    if which not in table:
        return whole
    first, last = table[which]
    return Interval(whole.start + dt.timedelta(days=first), whole.start + dt.timedelta(days=last))


def _month_part(whole: Interval, which: str) -> Interval:
    if which in ("first_part", "second_part"):
        middle = whole.start + dt.timedelta(days=14)
        return Interval(whole.start, middle) if which == "first_part" else Interval(middle + ONE_DAY, whole.end)
    if which in _EARLY:
        return Interval(whole.start, whole.start + dt.timedelta(days=9))
    if which == "mid":
        return Interval(whole.start + dt.timedelta(days=10), whole.start + dt.timedelta(days=19))
    if which == "end":
        return Interval(whole.end - dt.timedelta(days=9), whole.end)
    if which == "late":
        return Interval(whole.start + dt.timedelta(days=20), whole.end)
    return whole


def _months_part(whole: Interval, months: int, which: str) -> Interval:
    if which in ("first_part", "second_part"):
        middle = add_months(whole.start, months // 2)
        return Interval(whole.start, middle - ONE_DAY) if which == "first_part" else Interval(middle, whole.end)
    # The share that "early" and "late" take: a year's quarter, a third of anything else.
    share = {12: 3, 120: 36, 1200: 396}.get(months, max(months // 3, 1))
    edge = 1 if months == 12 and which in ("start", "end") else share
    if which in _EARLY:
        return Interval(whole.start, add_months(whole.start, edge) - ONE_DAY)
    if which in _LATE:
        return Interval(add_months(whole.start, months - edge), whole.end)
    if which == "mid":
        return Interval(add_months(whole.start, share), add_months(whole.start, months - share) - ONE_DAY)
    return whole


def nth_of(whole: Interval, unit: Unit, number: int, count: int = 1) -> Interval | None:
    """The ``number``-th unit inside ``whole`` (from the end where negative), ``count`` units together; None where it lies outside.

    A month's first week is the one that holds its 4th day, so that most of it lies inside. Halves of anything but a year split
    the days.

    >>> nth_of(around(dt.date(2005, 11, 2), Unit.MONTH), Unit.WEEK, 3)
    Interval(start=datetime.date(2005, 11, 14), end=datetime.date(2005, 11, 20))
    """
    if number == 0 or count < 1:
        return None
    if unit is Unit.HALF and whole.days < 360:
        half = whole.days // 2
        middle = whole.start + dt.timedelta(days=half)
        return Interval(whole.start, middle - ONE_DAY) if number == 1 else Interval(middle, whole.end)
    inset = dt.timedelta(days=3 if unit is Unit.WEEK and whole.days > 7 else 0)
    first, last = around(whole.start + inset, unit), around(whole.end - inset, unit)
    if unit is not Unit.WEEK and first.start < whole.start:
        first = around(add(first.start, 1, unit), unit)
    start = add(first.start, number - 1, unit) if number > 0 else add(last.start, number + 1 - (count - 1), unit)
    found = Interval(start, around(add(start, count - 1, unit), unit).end)
    return found if whole.overlaps(found) else None
