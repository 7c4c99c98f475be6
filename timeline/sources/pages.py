"""Saved web pages: the article's text without its surroundings, its title, outlet, address and day of publication."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from html import unescape
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction

from timeline.model.vocabulary import PublishedBasis
from timeline.sources.days import FIRST_YEAR, LAST_YEAR, read_day
from timeline.sources.encoding import decode
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped, amount, clean_field
from timeline.sources.page_dates import BANNER, Sign, signs, weigh
from timeline.sources.page_shells import original, saved_day, unwrap

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_EMBEDDED = re.compile(rb"data:[\w.+-]{1,60}/[\w.+-]{1,80}(?:;[\w=.-]{1,40}){0,4},[A-Za-z0-9+/=%_.~-]{100,}")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s?=\s?[\"']?(?P<name>[\w-]{2,30})", re.I)
_DECLARATION = re.compile(r"^\s{0,20}<\?xml[^<>]{0,200}\?>")
_FEWEST_WORDS = 25
_HEAD_LINES = 6
_SHORT_LINE = 80
_LONG_CELL = 160
_SPACES = re.compile(r"\s+")
_SEPARATORS = re.compile(r"\s[-–—|•·»:]\s")
_BLOCKS = frozenset(("p", "head", "item", "quote", "code", "row"))
_JSON_DEPTH = 12


def read_page(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The article of a saved page. Raises :class:`RefusedError` where there is none in it."""
    yield page(item.read(limits.file), limits)


def page(data: bytes, limits: Limits, *, url: str | None = None, charset: str | None = None, saved: dt.date | None = None) -> Found:
    """The article in a page's bytes. ``url`` and ``charset`` are what is known from outside, ``saved`` the day of the copy."""
    data = _EMBEDDED.sub(b"data:,", data)
    if len(data) > limits.page:
        raise RefusedError(
            f"it is a page of {amount(len(data))} even without its pictures.",
            "Save the text alone, or raise the limit with --max-page-size.",
        )
    markup, note = _markup(data, charset)
    shell = unwrap(markup)
    tree = _parse(shell.markup, limits.html_depth)
    objects = _own(list(_json_ld(tree)), tree)
    stated = _addresses(tree, objects)
    address = next((a for a in map(original, (*stated, shell.url, url)) if a), None)
    body = _article(tree)
    outlet = _outlet(tree, objects)
    title = _title(tree, objects, outlet)
    blocks = _after_title(list(_blocks(body)), title)
    text = "\n\n".join(blocks)
    if len(text.split()) < _FEWEST_WORDS:
        raise RefusedError("there is no article in it.", "If there is one, save its text as a .txt file.")
    saved = min((day for day in (shell.saved, saved, *map(saved_day, (*stated, url))) if day), default=None)
    head = [line for block in blocks[:_HEAD_LINES] for line in block.split("\n")]
    opening = next((block for block in blocks if len(block) > _SHORT_LINE), "")
    found = list(signs(tree, objects, address, head, opening=opening))
    verdict = weigh(found, saved=saved)
    hint = _hint(shell.markup, found) if all(sign.weight <= BANNER for sign in found) else ()
    return Found(
        text=text,
        title=clean_field(title),
        published=verdict.day,
        basis=PublishedBasis.PAGE,
        evidence=verdict.evidence,
        source=outlet,
        url=address,
        notes=(*((note,) if note else ()), *verdict.notes, *hint),
    )


def _markup(data: bytes, charset: str | None) -> tuple[str, str | None]:
    found = _CHARSET.search(data[:4096])
    for name in (charset, found["name"].decode("ascii") if found else None):
        if name and name.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-16", "unicode"):
            try:
                return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else name), None
            except (LookupError, UnicodeDecodeError):
                continue
    return decode(data)


def _parse(markup: str, deepest: int) -> Any:
    """The tree of a page. Raises :class:`RefusedError` where elements are nested too deeply or nothing is left."""
    try:
        tree = html.document_fromstring(
            _DECLARATION.sub("", markup.replace("\x00", "")), parser=html.HTMLParser(remove_pis=True, huge_tree=True)
        )
    except (etree.LxmlError, *LIBRARY_FAULTS) as error:
        raise RefusedError("there is no page in it.", "If there is text in it, save it as a .txt file.") from error
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise RefusedError(
                f"its elements are nested more than {deepest} deep.",
                "Save its text as a .txt file, or raise the limit with --max-html-depth.",
            )
    return tree


def _article(tree: Any) -> Any:
    """The article's elements as trafilatura finds them, or None. It works on a copy: the tree is needed for the signs of a date."""
    try:
        result = bare_extraction(deepcopy(tree), with_metadata=False, include_comments=False, include_tables=True, include_formatting=False)
    except (etree.LxmlError, *LIBRARY_FAULTS):
        return None
    return getattr(result, "body", None) if result is not None else None


def _blocks(element: Any) -> Iterator[str]:
    """The text of every block, in order; rows of data tables with bars between their cells."""
    if element is None:
        return
    pending: list[str] = []

    def flush() -> Iterator[str]:
        lines = [_SPACES.sub(" ", line).strip() for line in "".join(pending).split("\x01")]
        pending.clear()
        text = "\n".join(line for line in lines if line)
        if text:
            yield text

    def walk(node: Any) -> Iterator[str]:
        if not isinstance(node.tag, str):
            pending.append(node.tail or "")
            return
        if node.tag == "lb":
            pending.append("\x01")
        elif node.tag == "row" and not _layout(node):
            yield from flush()
            cells = (_SPACES.sub(" ", "".join(cell.itertext())).strip() for cell in node)
            yield " | ".join(cell for cell in cells if cell)
        elif node.tag in _BLOCKS or node.tag in ("cell", "list", "table", "div", "body"):
            yield from flush()
            pending.append(node.text or "")
            for child in node:
                yield from walk(child)
            yield from flush()
        else:
            pending.append(node.text or "")
            for child in node:
                yield from walk(child)
        if node is not element:
            pending.append(node.tail or "")

    yield from (block for block in walk(element) if block)


def _layout(row: Any) -> bool:
    """True where a table only places things on the page: its cells hold paragraphs or long text."""
    return any(
        cell.find(".//p") is not None or cell.find(".//head") is not None or len("".join(cell.itertext())) > _LONG_CELL for cell in row
    )


def _after_title(blocks: list[str], title: str | None) -> list[str]:
    """The blocks without the headline, which is the title, and without the short lines that stand before it."""
    if not title:
        return blocks
    at = next((n for n, block in enumerate(blocks[:_HEAD_LINES]) if _fold(block) == _fold(title)), None)
    if at is None:
        return blocks
    before = blocks[:at] if any(len(block) > _SHORT_LINE for block in blocks[:at]) else []
    return [*before, *blocks[at + 1 :]]


def _title(tree: Any, objects: list[dict[str, Any]], outlet: str | None) -> str | None:
    """The headline: a heading that the page's own claims of a title hold or begin, else the first claim without the outlet's name."""
    heads = [(tag, " ".join(" ".join(h.itertext()).split())) for tag in ("h1", "h2") for h in tree.iter(tag)]
    heads = [(tag, head) for tag, head in heads if head and not (outlet and _fold(head) == _fold(outlet))]
    first_rank = heads[0][0] if heads else ""
    named = next((str(o["headline"]) for o in objects if isinstance(o.get("headline"), str) and o["headline"].strip()), None)
    claims = [named, _meta(tree, "og:title"), _meta(tree, "twitter:title"), next((t.text for t in tree.iter("title") if t.text), None)]
    for claim in claims:
        if not claim or not claim.strip():
            continue
        claim = " ".join(unescape(claim).split())
        whole, sides = _fold(claim), {_fold(side) for side in _SEPARATORS.split(claim)}
        inside = [h for tag, h in heads if (len(h.split()) > 2 and _fold(h) in whole) or (tag == first_rank and _fold(h) in sides)]
        if inside:
            return max(inside, key=len)
        cut_short = [h for tag, h in heads if tag == first_rank and len(whole.split()) > 2 and _fold(h).startswith(whole)]
        if cut_short:
            return cut_short[0]
        return claim if claim is named else _without_outlet(claim, outlet)
    return next((h for _, h in heads), None)


def _without_outlet(claim: str, outlet: str | None) -> str:
    """A page's name without the outlet's, which stands behind or before it, set off by a bar or a dash."""
    places = [found.span() for found in _SEPARATORS.finditer(claim)]
    if not places:
        return claim
    (first, after_first), (last, after_last) = places[0], places[-1]
    if outlet and _fold(claim[after_last:]) == _fold(outlet):
        return claim[:last]
    if outlet and _fold(claim[:first]) == _fold(outlet):
        return claim[after_first:]
    if len(claim[after_last:].split()) <= 5 and len(claim[:last].split()) >= 3:
        return claim[:last]
    return claim[after_first:] if len(claim[:first].split()) <= 4 else claim


def _outlet(tree: Any, objects: list[dict[str, Any]]) -> str | None:
    for entry in objects:
        name = clean_field(entry.get("publisher"), 200)
        if name and not name.startswith("http"):
            return name
    name = clean_field(_meta(tree, "og:site_name"), 200)
    return None if name and name.lower().startswith("archive.") else name


def _addresses(tree: Any, objects: list[dict[str, Any]]) -> list[str]:
    out = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    out.append(_meta(tree, "og:url"))
    for entry in objects:
        page = entry.get("mainEntityOfPage")
        out.extend((entry.get("url"), page.get("@id") if isinstance(page, dict) else page))
    return [value for value in out if isinstance(value, str) and value]


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == name and (meta.get("content") or "").strip():
            return str(meta.get("content"))
    return None


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD that tell of an article, articles first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) < 2_000_000:
            try:
                _collect(json.loads(script.text, strict=False), found, 0)
            except (ValueError, RecursionError):
                continue
    yield from (entry for entry in found if "headline" in entry or "articleBody" in entry)
    yield from (entry for entry in found if not ("headline" in entry or "articleBody" in entry))


def _own(objects: list[dict[str, Any]], tree: Any) -> list[dict[str, Any]]:
    """The objects without those of other articles: where a headline stands in the page's title or headings, the others' go."""
    heads = _fold(" | ".join(" ".join(node.itertext()) for tag in ("title", "h1", "h2") for node in tree.iter(tag)))
    own = [o for o in objects if _fold(str(o.get("headline") or "")) in heads]
    return own if any(o.get("headline") for o in own) else objects


def _collect(value: object, found: list[dict[str, Any]], depth: int) -> None:
    if depth > _JSON_DEPTH:
        return
    if isinstance(value, list):
        for entry in value[:100]:
            _collect(entry, found, depth + 1)
    elif isinstance(value, dict):
        if "datePublished" in value:
            found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            _collect(value.get(key), found, depth + 1)


def _hint(markup: str, banners: Iterable[Sign]) -> tuple[str, ...]:
    """A line with a date that stands above the article, or that htmldate takes for that of a page without any sign of one.

    It is told, never used: on pages without signs it is a date of change, of other articles or of the site, and a wrong date is worse
    than none. htmldate's bounds are fixed, as its own would be the day of the run."""
    for sign in banners:
        return (f"no date of publication is marked; {sign.day} stands above the article. If that is the day, give it in metadata.csv.",)
    from htmldate import find_date

    first, last = f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"
    try:
        guess = find_date(markup, extensive_search=False, original_date=True, deferred_url_extractor=True, min_date=first, max_date=last)
        day, _ = read_day(guess)
    except (etree.LxmlError, *LIBRARY_FAULTS):
        return ()
    return (f"no date of publication is marked; {day} stands in the page. If that is the day, give it in metadata.csv.",) if day else ()


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
