# ruff: noqa: E501
"""What the fuzzers feed: bytes as a file of some kind, through the readers and the layout. Shared by hypothesis and atheris."""

from __future__ import annotations

import io
import time

from timeline.errors import TimelineError
from timeline.layout import cased, paragraphs
from timeline.sources.articles import article
from timeline.sources.items import Found, Item, Limits, Skipped
from timeline.sources.readers import read_item

SUFFIXES = (
    ".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".eml", ".mbox", ".mhtml", ".webarchive", ".pdf", ".zip", ".tar", ".gz", ".tml", "",
)  # fmt: skip
SLOWEST = 2.0
LIMITS = Limits(file=1_000_000, page=1_000_000, record=200_000, archive=4_000_000, members=1_000)


def feed(data: bytes, suffix: str) -> list[Found | Skipped]:
    """Read ``data`` as a file with ``suffix``; every document that comes of it must be whole. Anything but a refusal is a fault,
    and so is taking over :data:`SLOWEST` seconds
    of computing."""
    start = time.process_time()
    item = Item("in" + suffix, "in", lambda: io.BytesIO(data), len(data), relative="in" + suffix)
    out = []
    try:
        for member, found in read_item(item, LIMITS, {}):
            out.append(found)
            if isinstance(found, Skipped):
                assert found.reason
                continue
            document = article(found, member, None, language="en")
            if not isinstance(document, Skipped):
                whole(document.text)
                document.text.encode()
    except TimelineError:
        pass
    assert time.process_time() - start < SLOWEST, f"{time.process_time() - start:.1f} s for {len(data)} bytes"
    return out


def whole(text: str) -> None:
    """The paragraphs of a text hold all of it but blanks, in order, without overlap; what is tagged is as long as the text."""
    assert len(cased(text)) == len(text)
    last = 0
    for paragraph in paragraphs(text):
        assert last <= paragraph.start < paragraph.end <= len(text)
        assert paragraph.kind in ("headline", "dateline", "heading", "body", "furniture")
        assert not text[paragraph.start].isspace()
        last = paragraph.end
