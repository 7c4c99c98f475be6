"""On which day a page was published: every sign of it, weighed; what contradicts is told. "Saved on" is never a sign."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline.sources.days import day_in_url, find_day, read_day

_META = (
    ("article:published_time", "og:article:published_time", "og:published_time", "article:published", "article.published", "datepublished"),
    (
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "citation_publication_date",
        "bt:pubdate",
    ),
    (
        "publish-date",
        "publishdate",
        "publish_date",
        "publication_date",
        "publication-date",
        "pubdate",
        "pub_date",
        "originalpublicationdate",
    ),
    ("dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date", "dc.date.created", "dc.date.published", "date"),
    (
        "article_date_original",
        "article.created",
        "displaydate",
        "rbpubdate",
        "ptime",
        "vr:published_time",
        "release_date",
        "date_published",
    ),
)
_LOOSE_META = frozenset(("date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "article.created"))
"""Names that some sites use for the day of the last change."""
_META_NAMES = frozenset(name for row in _META for name in row)
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report\b|Review\b|Statement|Speech", re.I)
_DATED_CLASS = re.compile(
    r"\b(?:pub(?:lish(?:ed)?)?|post(?:ed)?|entry|byline|article|read|news|date|dateline|timestamp|time|created|submitted|meta|info|story|release|issued)"
    r"(?:[-_]|\b)|date\b|_time\b",
    re.I,
)
_DATE_CLASS = re.compile(
    r"\b(?:pub(?:lish(?:ed)?)?|posted|byline|author|dateline|timestamp|created|submitted|meta|issued)(?:[-_]|\b)|date|time\b", re.I
)
_OTHER_CLASS = re.compile(r"updat|modif|related|comment|footer|sidebar|recommend|popular|event|copyright|expire|teaser|promo|widget", re.I)
_LABEL = re.compile(
    r"^(?:(?:web )?(?:published?|posted|publication date|issued|released?|date|first published)(?: (?:on|at|date))?\s?[:|–-]?\s{0,2})", re.I
)
_NEAR = dt.timedelta(days=1)
_LONGEST, _MOST_WORDS = 90, 12

SURE, GOOD, FAIR, WEAK, BANNER = 5, 4, 3, 2, 1
"""How much a sign weighs. A date above the article that nothing marks is never believed; it may be that of the visit or the saving."""
HEAD = "text before the article"
_CHANGED = re.compile(r"updat|modif|edit|revis|correct|sav|retriev|archiv|print|access|copyright|©|since|last", re.I)
_BANNER_WORDS, _BANNER_LENGTH = 3, 9
_OPENING = 40


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the day of publication: the day, where it stands, how much it weighs; ``above`` the article, where all readers
    see it."""

    day: dt.date
    where: str
    weight: int
    above: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The day, the words on what it rests on, and lines on what contradicts or was not believed."""

    day: dt.date | None = None
    evidence: str | None = None
    notes: tuple[str, ...] = ()


def signs(tree: Any, objects: Iterable[Mapping[str, Any]], url: str | None, head: Iterable[str], *, opening: str = "") -> Iterator[Sign]:
    """All signs of a page: JSON-LD ``objects``, meta tags, time elements, the address, marked lines, the ``head`` of its text. What
    stands before the element that begins with the article's ``opening`` words stands above it."""
    for entry in objects:
        kind = entry.get("@type")
        article = bool(_ARTICLE_TYPE.search(" ".join(map(str, kind)) if isinstance(kind, list) else str(kind)))
        yield from _sign(entry.get("datePublished"), "JSON-LD", SURE if article else FAIR)
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in _META_NAMES:
            yield from _sign(meta.get("content"), f"meta {name}", GOOD if name in _LOOSE_META else SURE)
    yield from _elements(tree, " ".join(opening.split())[:_OPENING])
    if url and (day := day_in_url(url)):
        yield Sign(day, "address", FAIR)
    for line in head:
        yield from _line(line, HEAD)


def weigh(found: Iterable[Sign], *, saved: dt.date | None) -> Verdict:
    """The day that the weightiest signs agree on. ``saved`` is the day the copy was made: nothing was published after it.

    Weak signs that contradict each other give no day at all.
    """
    notes: list[str] = []
    believed: list[Sign] = []
    for sign in found:
        if sign.day.year < 1900 or sign.day == dt.date(1970, 1, 1):
            notes.append(f"its {sign.where} says {sign.day}, which is not believed")
        elif saved and sign.day > saved + _NEAR:
            notes.append(f"its {sign.where} says {sign.day}, but it was saved on {saved}; that date is not used")
        elif sign not in believed:
            believed.append(sign)
    believed.sort(key=lambda sign: -sign.weight)
    if not believed or believed[0].weight <= BANNER:
        return Verdict(notes=tuple(dict.fromkeys(notes)))
    best = believed[0]
    others = [sign for sign in believed if abs(sign.day - best.day) > _NEAR]
    if best.weight <= WEAK and any(sign.weight > BANNER for sign in others):
        told = ", ".join(f"{s.day} ({s.where})" for s in believed[:4])
        return Verdict(notes=(*dict.fromkeys(notes), f"no date is used, as nothing decides between {told}"))
    agree = list(dict.fromkeys(s.where for s in believed if s.weight > BANNER and abs(s.day - best.day) <= _NEAR))
    for sign in others:
        if sign.weight > WEAK or sign.above:
            notes.append(f"dated {best.day} ({best.where}), but its {sign.where} says {sign.day}")
    sure = "sure" if best.weight >= SURE or len(agree) > 1 else "likely" if best.weight > WEAK else "weak"
    return Verdict(best.day, f"{', '.join(agree[:4])} ({sure})", tuple(dict.fromkeys(notes)))


_TAGS = ("time", "span", "div", "p", "i", "em", "small", "abbr", "li", "td", "dd", "font", "b", "strong", "h6")


def _elements(tree: Any, opening: str) -> Iterator[Sign]:
    """Signs in the body: time elements and whatever is marked as a date, but for other articles' and comments'; of what stands above
    the article also dates that are not marked."""
    elements = list(tree.iter(*_TAGS))
    begins = next((n for n, element in enumerate(elements) if opening and " ".join((element.text or "").split()).startswith(opening)), 0)
    for n, element in enumerate(elements):
        above = n < begins
        yield from (replace(sign, above=above) for sign in _element(element, above))


def _element(element: Any, above: bool) -> Iterator[Sign]:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    stated = (element.get("itemprop") or element.get("property") or "").lower()
    timed = element.tag == "time"
    own = stated in ("datepublished", "dc:date", "schema:datepublished", "pubdate") or element.get("pubdate") is not None
    marked = timed or own or bool(marks.strip() and len(marks) < 200 and _DATED_CLASS.search(marks))
    if not (marked or above) or _OTHER_CLASS.search(marks) or stated in ("datemodified", "dateupdated") or _elsewhere(element):
        return
    if not marked:
        yield from _banner(element)
        return
    value = element.get("datetime") or element.get("content") or element.get("title")
    classed = bool(_DATED_CLASS.search(marks))
    weight = GOOD if own or (timed and value and classed) else FAIR if timed and value else WEAK
    where = "time element" if timed else "marked date"
    if value and (result := list(_sign(value, where, weight))):
        yield from result
        return
    text = " ".join(part.strip() for part in element.itertext() if part.strip()) if len(element) < 6 else ""
    if text and len(text) <= _LONGEST:
        yield from _line(text, where, inside=bool(_DATE_CLASS.search(marks)) and len(text.split()) <= _MOST_WORDS)


def _banner(element: Any) -> Iterator[Sign]:
    """A date that stands by itself, or after a word or two ("Today is"), and is not said to be that of a change."""
    text = (element.text or "").strip()
    if not 8 <= len(text) <= _LONGEST or _CHANGED.search(text) or not any(c.isdigit() for c in text):
        return
    words = text.split()
    if len(words) > _BANNER_LENGTH:
        return
    for skipped in range(min(_BANNER_WORDS, len(words)) + 1):
        day, _ = read_day(" ".join(words[skipped:]))
        if day:
            yield Sign(day, "banner", BANNER)
            return


def _elsewhere(element: Any) -> bool:
    """True inside of what belongs to other articles."""
    for above in element.iterancestors():
        if above.tag in ("aside", "footer", "nav"):
            return True
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag not in ("body", "html", "main", "article") and marks.strip() and _OTHER_CLASS.search(marks[:300]):
            return True
    return False


def _line(line: str, where: str, *, inside: bool = False) -> Iterator[Sign]:
    """A short line that is a date or, where it is looked for ``inside``, holds one."""
    for part in re.split(r"[\n|•·]", line[:_LONGEST]):
        if found := list(_sign(_LABEL.sub("", part.strip(), count=1), where, WEAK)):
            yield from found
            return
    if inside and not _CHANGED.search(line[:_LONGEST]) and (day := find_day(line[:_LONGEST])):
        yield Sign(day, where, WEAK)


def _sign(value: object, where: str, weight: int) -> Iterator[Sign]:
    if isinstance(value, list):
        value = value[0] if value else None
    day, _ = read_day(value)
    if day:
        yield Sign(day, where, weight)
