"""Publication days as people and programs write them: one day, or none. A value that could be several days is not guessed."""

from __future__ import annotations

import datetime as dt
import re

_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:[T ,]{1,2}\d{1,2}[:.h]?\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?(?:Z|[A-Z]{2,5}|[+-]\d\d:?(?:\d\d)?)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?:\s.{0,30})?")
_DOTS = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\.?(?:\s.{0,30})?")
_SLASHES = re.compile(r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4}|\d\d)(?:\s.{0,30})?")
_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_NAME = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
_CLOCK_BEFORE = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:[a-z]{2,4})?[,|–-]?\s{1,3})?"
_DAY_NAME = re.compile(
    rf"{_CLOCK_BEFORE}{_WEEKDAY}(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_NAME},?[\s-](?P<y>\d{{4}})(?:\b.{{0,40}})?", re.I
)
_NAME_DAY = re.compile(
    rf"{_CLOCK_BEFORE}{_WEEKDAY}{_NAME}\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y>\d{{4}})(?:\b.{{0,40}})?", re.I
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")

_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)(?=[/.?#-]|$)|-(?P<m2>[01]\d)-(?P<d2>[0-3]\d)(?!\d)|(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?=[/_.-])"
    r"|/(?P<mn>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d4>[0-3]?\d)(?=/)|-(?P<m5>[01]\d)/(?P<d5>[0-3]\d)(?=/))",
    re.I,
)

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside are taken for errors of typing."""


def read_day(value: object) -> tuple[dt.date | None, str | None]:
    """The day that ``value`` names and ``None``, or ``None`` and what is wrong with it; both ``None`` where there is no value.

    The day of a timestamp is the calendar day in the offset that it carries. A number of seconds (or milliseconds) since 1970 is
    counted in UTC.

    >>> read_day("2025-10-22T23:30:00-05:00")[0].isoformat(), read_day("22 October 2025")[0].isoformat()
    ('2025-10-22', '2025-10-22')
    >>> read_day("22/10/25")
    (None, "is '22/10/25', which could be several days. Write 2025-10-22.")
    """
    if isinstance(value, dt.datetime):
        return value.date(), None
    if isinstance(value, dt.date):
        return value, None
    if value is None or isinstance(value, bool | dict | list):
        return None, None
    if isinstance(value, float) and (value != value or not value.is_integer()):
        return None, None
    text = str(int(value)) if isinstance(value, float) else " ".join(str(value)[:120].split())
    if text.lower() in ("", "null", "none", "nan", "nat", "n/a", "unknown", "?", "-"):
        return None, None
    for pattern in (_ISO, _YEAR_FIRST, _DOTS, _DAY_NAME, _NAME_DAY):
        if found := pattern.fullmatch(text):
            month = found["m"]
            day = _day(int(found["y"]), int(month) if month.isdigit() else _MONTHS[month.lower()], int(found["d"]))
            return (day, None) if day else (None, f"is '{text}', which is no day of the calendar. Write it as 2025-10-22.")
    if found := _SLASHES.fullmatch(text):
        return _slashes(text, int(found["a"]), int(found["b"]), found["y"])
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).date(), None
    return None, f"is '{text[:40]}', which is no date that can be read. Write it as 2025-10-22."


def find_day(text: str) -> dt.date | None:
    """The one day that a short text names in full, by ISO form or the name of its month; None where there are several or none.

    >>> find_day("Submitted by admin on Tue, July 24, 2018 - 17:10").isoformat()
    '2018-07-24'
    """
    found = {
        day
        for pattern in (_ISO, _DAY_NAME, _NAME_DAY)
        for match in pattern.finditer(text[:200])
        if (day := read_day(match[0].strip())[0]) and not text[max(0, match.start() - 1) : match.start()].isdigit()
    }
    return found.pop() if len(found) == 1 else None


def day_in_url(url: str) -> dt.date | None:
    """The day that an address or a file name holds.

    >>> day_in_url("https://h.example/world/2018/07/24/talks.html").isoformat()
    '2018-07-24'
    """
    for found in _IN_URL.finditer(url[:2000]):
        parts = found.groupdict()
        month = str(_MONTHS[parts["mn"].lower()]) if parts["mn"] else parts["m"] or parts["m2"] or parts["m3"] or parts["m5"]
        day = parts["d"] or parts["d2"] or parts["d3"] or parts["d4"] or parts["d5"]
        value, _ = read_day(f"{parts['y']}/{month}/{day}")
        if value:
            return value
    return None


def _slashes(text: str, a: int, b: int, year: str) -> tuple[dt.date | None, str | None]:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    days = [day for day in (_day(full, b, a), _day(full, a, b)) if day]
    if len(year) == 4 and len(set(days)) == 1:
        return days[0], None
    if days:
        return None, f"is '{text}', which could be several days. Write {days[0].isoformat()}."
    return None, f"is '{text}', which is no day of the calendar. Write it as 2025-10-22."


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
