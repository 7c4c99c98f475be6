"""Days and windows of days: the smallest part of the date algebra."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """The smallest unit that holds a window; ``span`` where the occasion fills it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"
    NONE = "none"


_LIMITS = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH), (92, Precision.QUARTER))


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Calendar days from ``start`` to ``end``, both inclusive.

    >>> Interval(dt.date(2018, 7, 16), dt.date(2018, 7, 22)).days
    7
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: dt.date) -> Interval:
        """The interval of one day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def precision(self) -> Precision:
        """The smallest unit that holds this window: 1 day, 7, 31, 92 days, else a year."""
        days = self.days
        for limit, precision in _LIMITS:
            if days <= limit:
                return precision
        return Precision.YEAR

    def overlaps(self, other: Interval) -> bool:
        """True where both share a day."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Interval) -> bool:
        """True where every day of ``other`` lies in this interval."""
        return self.start <= other.start and other.end <= self.end
