"""Saved RSS and Atom feeds: each entry with text is an article."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from collections.abc import Iterator, Mapping

import feedparser
from lxml import etree, html

from timeline.model.vocabulary import PublishedBasis
from timeline.sources.days import read_day
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, clean_field
from timeline.sources.page_shells import original

logging.getLogger("feedparser").addHandler(logging.NullHandler())

_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>\[]{0,400}\[)", re.I)
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "ul", "ol", "section", "article")
)
_DROPPED = frozenset(("script", "style", "iframe", "noscript", "figure", "form"))
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")


def read_feed(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """Every entry of a feed file. Raises :class:`RefusedError` for one that declares entities, or is empty."""
    data = item.read(limits.page, "--max-page-size")
    if _ENTITY.search(data):
        raise RefusedError("it declares entities of its own, as a trap would.", "Remove the <!DOCTYPE …> and try again.")
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except LIBRARY_FAULTS as error:
        raise RefusedError(f"the feed is damaged ({type(error).__name__}).", "Save it anew, or give its articles as text.") from error
    if not feed.entries:
        raise RefusedError("there is no article in the feed.")
    outlet = clean_field(feed.feed.get("title"), 200)
    for number, entry in enumerate(feed.entries, 1):
        bodies = [str(content.get("value") or "") for content in entry.get("content", ())] or [str(entry.get("summary") or "")]
        text = plain(max(bodies, key=len))
        if not text:
            yield Skipped(
                f"{item.name}#{number}", "the entry has no text, only a title." if entry.get("title") else "the entry has no text."
            )
            continue
        stamp = entry.get("published") or entry.get("updated")
        day = feed_day(stamp)
        note = () if day or not stamp else (f"its date '{str(stamp)[:40]}' cannot be read",)
        yield Found(
            text=text,
            part=f"#{number}",
            title=clean_field(plain(str(entry.get("title") or ""))),
            published=day,
            basis=PublishedBasis.FEED,
            evidence="the feed's date (sure)" if entry.get("published") else "the feed's date of change (likely)",
            source=clean_field(entry.get("source")) or outlet,
            url=original(entry.get("link")),
            notes=note,
        )


def feed_day(stamp: object) -> dt.date | None:
    """The calendar day of a feed's or mail's time stamp, in the offset that it carries."""
    if not stamp:
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(stamp)[:100]).date()
    except LIBRARY_FAULTS:
        return read_day(stamp)[0]


def plain(markup: str) -> str:
    """Text of a snippet of HTML, its paragraphs with an empty line between them."""
    if not _MARKUP.search(markup):
        return markup.strip()
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.LxmlError, *LIBRARY_FAULTS):
        return ""
    parts: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end":
                parts.append(node.tail or "")
            continue
        if node.tag in _BLOCKS:
            parts.append("\x01")
        hidden = node.tag in _DROPPED or any(above.tag in _DROPPED for above in node.iterancestors())
        parts.append("" if event == "start" and hidden else (node.text if event == "start" else node.tail) or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\x01"))
    return "\n\n".join(line for line in lines if line)
