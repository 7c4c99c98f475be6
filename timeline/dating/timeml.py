"""TimeML files: their text, their creation time, and rows of time expressions as TimeML counts them."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import InputError

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class TimeML:
    """A TimeML document: ``text`` is what is left of its TEXT element without tags and with entities decoded, nothing trimmed."""

    name: str
    text: str
    dct: dt.date | None


def read_timeml(path: Path) -> TimeML:
    """Read a ``.tml`` file.

    Raises ``InputError`` where it has no TEXT element.
    """
    raw = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    start, end = raw.find("<TEXT"), raw.rfind("</TEXT>")
    opened = raw.find(">", start)
    if start < 0 or end < opened or opened < 0:
        raise InputError(f"{path}: no TEXT element; a TimeML file needs one")
    text = "".join(html.unescape(piece) for piece in _TAG.split(raw[opened + 1 : end]))
    return TimeML(path.stem, text, _dct(raw))


def _dct(raw: str) -> dt.date | None:
    element = re.search(r"<DCT>(.{0,2000}?)</DCT>", raw, re.DOTALL)
    tags = re.findall(r"<TIMEX3[^<>]*>", element[1] if element else raw)
    for tag in tags:
        value = re.search(r'\bvalue\s*=\s*"(\d{4}-\d\d-\d\d)', tag)
        if value and (element or "CREATION_TIME" in tag):
            return dt.date.fromisoformat(value[1])
    return None
