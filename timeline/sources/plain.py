"""Plain text files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.sources.encoding import decode
from timeline.sources.items import Found, Item, Limits, Skipped


def read_text(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The file as one document; its encoding is found, a byte order mark dropped."""
    text, note = decode(item.read(limits.file))
    yield Found(text=text, notes=(note,) if note else ())
