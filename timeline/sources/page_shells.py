"""What saving puts around a page: the Wayback Machine, archive.today, SingleFile, browsers. Its address and day are told apart from
those of the page itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from timeline.sources.days import read_day

_WAYBACK_URL = re.compile(r"https?://(?:web\.)?archive\.org/web/(?P<stamp>\d{4,14})(?:[a-z]{2}_)?/(?P<url>.{4,1500})")
_TODAY_HOST = re.compile(r"https?://(?:www\.)?archive\.(?:today|is|ph|li|md|vn|fo)/")
_TODAY_URL = re.compile(_TODAY_HOST.pattern + r"(?:\d{4}\.\d\d\.\d\d-\d{6}|\d{14})/(?P<url>.{4,1500})")
_WAYBACK_NOTE = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (?P<day>[A-Z][a-z]{2} \d{1,2}, \d{4}) AND RETRIEVED")
_SINGLEFILE = re.compile(
    r"<!--\s{0,20}Page saved with SingleFile\s{1,20}url:\s?(?P<url>\S{1,2000})\s{1,20}saved date: (?P<date>[^\n<]{10,60})"
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,5}\)(?P<url>[^\s<>]{4,2000})\s?-->")
_TODAY_TIME = re.compile(
    r"<time[^<>]{0,80}itemprop=\"?pubdate\"?[^<>]{0,80}datetime=\"(?P<day>\d{4}-\d\d-\d\d)[^\"]{0,20}\"[^<>]{0,80}>[^<]{0,60}</time>"
)
_TODAY_QUERY = re.compile(r"<input[^<>]{0,300}name=\"q\"[^<>]{0,200}value=\"(?P<url>https?://[^\"<>]{3,2000})\"")
_SINGLEFILE_DAY = re.compile(r"(?:[A-Z][a-z]{2} )?(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4})")
_EDGE = 6_000


@dataclass(frozen=True, slots=True)
class Shell:
    """The page without what the saving put into it, the address it was saved from, the day it was saved on."""

    markup: str
    url: str | None = None
    saved: dt.date | None = None


def unwrap(markup: str) -> Shell:
    """Recognise the usual ways of saving a page."""
    head, tail = markup[:_EDGE], markup[-_EDGE:]
    if found := _SINGLEFILE.search(head):
        return Shell(markup, found["url"], _singlefile_day(found["date"]))
    if found := _WAYBACK_NOTE.search(tail) or _WAYBACK_NOTE.search(head):
        return Shell(markup, None, read_day(found["day"])[0])
    if _TODAY_HOST.search(head) or "archive.today" in head:
        stamp, asked = _TODAY_TIME.search(markup), _TODAY_QUERY.search(markup)
        if stamp:
            markup = markup[: stamp.start()] + markup[stamp.end() :]
        if stamp or asked:
            return Shell(markup, asked["url"] if asked else None, read_day(stamp["day"])[0] if stamp else None)
    found = _SAVED_FROM.search(head)
    return Shell(markup, found["url"] if found else None)


def original(url: str | None) -> str | None:
    """The address of the page itself: archives' addresses hold it; what is no web address is none.

    >>> original("https://web.archive.org/web/20251022143015/https://h.example/talks")
    'https://h.example/talks'
    """
    if not url:
        return None
    url = url.strip()
    if found := _WAYBACK_URL.match(url) or _TODAY_URL.match(url):
        url = found["url"]
    if not url.lower().startswith(("http://", "https://")) or _TODAY_HOST.match(url) or any(c in url for c in " \"'<>\\\n\t"):
        return None
    return url[:2000]


def saved_day(url: str | None) -> dt.date | None:
    """The day in a Wayback Machine address."""
    found = _WAYBACK_URL.match(url) if url else None
    return read_day(found["stamp"][:8])[0] if found and len(found["stamp"]) >= 8 else None


def _singlefile_day(text: str) -> dt.date | None:
    found = _SINGLEFILE_DAY.search(text)
    return read_day(f"{found['day']} {found['month']} {found['year']}" if found else text)[0]
