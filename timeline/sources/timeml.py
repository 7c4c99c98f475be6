"""TimeML files (``.tml``): the text of ``<TEXT>`` without its tags, dated by the file's own ``<DCT>``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from timeline.sources.days import read_day
from timeline.sources.encoding import decode
from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped, clean_field

_OPEN, _CLOSE = re.compile(r"<TEXT(?:\s[^<>]{0,200})?>"), "</TEXT>"
_TAG = re.compile(r"</?[A-Za-z0-9_]{1,60}(?:\s[^<>]{0,4000})?/?>")
_DCT = re.compile(r"<DCT>(.{0,2000}?)</DCT>", re.S)
_VALUE = re.compile(r"\bvalue\s{0,5}=\s{0,5}\"([^\"]{1,40})\"")
_TITLE = re.compile(r"<TITLE>(.{0,2000}?)</TITLE>", re.S)


def read_timeml(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The document of a TimeML file; its id is the file's stem, offset 0 the first character behind ``<TEXT>``."""
    markup, _ = decode(item.read(limits.file))
    start = _OPEN.search(markup)
    end = markup.rfind(_CLOSE)
    if not start or end < start.end():
        raise RefusedError("it is TimeML without a <TEXT>.", "Put the text into <TEXT>…</TEXT>.")
    dct = _DCT.search(markup, 0, start.start()) or _DCT.search(markup, end)
    value = _VALUE.search(dct[1]) if dct else None
    day, _ = read_day(value[1]) if value else (None, None)
    title = _TITLE.search(markup, 0, start.start())
    yield Found(
        text=html.unescape(_TAG.sub("", markup[start.end() : end])),
        doc_id=item.relative.rpartition("/")[2].rpartition(".")[0] or item.doc_id,
        title=clean_field(html.unescape(_TAG.sub("", title[1]))) if title else None,
        published=day,
        evidence="the file's DCT (sure)",
    )
