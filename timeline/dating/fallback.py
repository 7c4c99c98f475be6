"""The last resort for whole dates in forms that the grammar does not know ("22-Oct-2025 14:05", "2025/10/22").

Only for words already known to be a date line; English only, no base day, nothing filled in: a text that does not name year, month and
day gives nothing.
"""

from __future__ import annotations

import datetime as dt
import re

#: A date line's date is not longer than this (characters); longer text is not tried.
LONGEST = 60
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_AMBIGUOUS = re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)")


def absolute_day(text: str) -> dt.date | None:
    """The day that a text names whole, or None.

    >>> absolute_day("22-Oct-2025 14:05")
    datetime.date(2025, 10, 22)
    >>> absolute_day("yesterday") is None and absolute_day("October 2025") is None
    True
    """
    text = text.strip()
    if len(text) > LONGEST or not _YEAR.search(text) or _AMBIGUOUS.search(text):
        return None
    from dateparser.date import DateDataParser  # some 100 ms to import, seldom needed

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    return found.date_obj.date() if found.date_obj is not None and found.period in ("day", "time") else None
