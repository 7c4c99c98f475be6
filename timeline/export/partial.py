"""Dates for formats that know days, months and years, but no windows."""

from __future__ import annotations

from timeline.chrono.interval import Precision
from timeline.model.event import Dating

#: Windows that a calendar or a life in a graph may show as they stand.
EXACT = (Precision.DAY, Precision.SPAN)


def is_exact(dating: Dating) -> bool:
    """True for a day, or for a span that the occasion fills."""
    return dating.interval is not None and dating.precision in EXACT


def partial(dating: Dating) -> str | None:
    """The date as a prefix of an ISO day that holds the whole window: day, month or year; None where nothing is so short.

    >>> import datetime as dt
    >>> from timeline.chrono.interval import Interval
    >>> partial(Dating(Interval(dt.date(2018, 7, 16), dt.date(2018, 7, 22)), Precision.WEEK))
    '2018-07'
    """
    if dating.interval is None:
        return None
    start, end = dating.interval.start.isoformat(), dating.interval.end.isoformat()
    return next((start[:length] for length in (10, 7, 4) if start[:length] == end[:length]), None)
