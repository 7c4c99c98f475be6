"""The cells of our CSV: how a value is written, guarded against spreadsheets, and read back."""

from __future__ import annotations

import datetime as dt
import math
import re

from timeline.chronology.rows import Value
from timeline.errors import FormatError

#: A text that a spreadsheet would take for a formula, or that already carries the guard before such a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """The text with one apostrophe in front where a spreadsheet would run it as a formula (OWASP, "CSV injection").

    >>> guard("=1+1"), guard("1+1"), unguard(guard("'=1"))
    ("'=1+1", '1+1', "'=1")
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text before :func:`guard`."""
    return text[1:] if _GUARDED.match(text) else text


def to_cell(value: Value) -> str:
    """A value as a cell: unknown is empty, days are ISO, truth values ``true`` and ``false``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value)


def from_cell(text: str, type: str) -> Value:
    """The value of a cell; ``type`` as in the codebook. Raises :class:`~timeline.errors.FormatError` where it is none."""
    if not text:
        return None
    if type in ("text", "list", "category"):
        return unguard(text)
    text = text.strip()
    try:
        if type == "day":
            return dt.date.fromisoformat(text)
        if type == "integer":
            return int(text)
        if type == "number" and math.isfinite(number := float(text)):
            return number
    except ValueError:
        pass
    if type in ("day", "integer", "number"):
        expected = {"day": "a day like 2018-07-16", "integer": "a whole number", "number": "a number like 0.83"}[type]
        raise FormatError(f"{text!r} is not {expected}")
    if text.lower() not in ("true", "false"):
        raise FormatError(f"{text!r} is neither true nor false")
    return text.lower() == "true"
