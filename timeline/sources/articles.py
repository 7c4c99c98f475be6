"""From what a reader found to a document: metadata applied, checked for language and emptiness, made safe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from timeline.model.document import Document
from timeline.model.title import counted
from timeline.model.vocabulary import PublishedBasis
from timeline.sources.days import day_in_url
from timeline.sources.encoding import safe
from timeline.sources.items import Found, Item, Skipped
from timeline.sources.language import language as language_of
from timeline.sources.metadata import Row

_NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


_NEAR = dt.timedelta(days=1)
_FIRST_WRITTEN = 1995
"""Programs that pack files the same way every time write the first day that a format knows, in 1970 or 1980, or another one of old."""
_RUNNABLE = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


def article(found: Found, item: Item, row: Row | None, *, language: str | None) -> Document | Skipped:
    """The document, or why there is none. ``language`` is what the user says that all texts are in, ``row`` the metadata row."""
    name = item.name + (found.where or found.part)
    text, replaced = safe(found.text)
    if not text.strip():
        return Skipped(name, "it is empty." if not found.text else "it holds nothing but blanks.")
    if not any(c.isalpha() for c in text):
        return Skipped(name, "there are no words in it.")
    notes = list(found.notes)
    if replaced:
        notes.append(f"{counted(replaced, 'unusable character')} (NUL or half a surrogate pair), shown as \ufffd")
    spoken = (language or (row.language if row else None) or found.language or language_of(text) or "").lower()
    if spoken and spoken[:2] != "en" and spoken not in ("eng", "english"):
        return Skipped(name, f"it is not in English but in {_NAMES.get(spoken[:2], spoken)}.", "If it is English, say --language en.")
    document = Document(
        text=text,
        doc_id=safe(found.doc_id or item.doc_id + found.part)[0],
        title=_safe(found.title),
        published=found.published,
        published_basis=found.basis if found.published else PublishedBasis.NONE,
        source=_safe(found.source),
        url=_web(found.url),
        language="en" if spoken else None,
        paths=(name,),
        published_evidence=found.evidence if found.published else None,
    )
    document = _with_name(document, item, notes)
    if row:
        document = _with_row(document, row, notes)
    if document.published and item.written and item.written.year >= _FIRST_WRITTEN and document.published - item.written > 2 * _NEAR:
        notes.append(
            f"dated {document.published}, but its file was last written on {item.written}. Is that right? Give the day in metadata.csv."
        )
    return replace(document, notes=tuple(f"{name}: {line}" for line in notes)) if notes else document


def _with_name(document: Document, item: Item, notes: list[str]) -> Document:
    """What the file's name says of the day. It may be that of saving, so it is never used; one before the page's own is odd."""
    day = day_in_url(item.relative.rpartition("/")[2])
    if day is None:
        return document
    if document.published is None:
        return replace(document, published_evidence=f"its name holds {day}, which may be the day it was saved (not used)")
    if document.published_basis is PublishedBasis.PAGE and document.published - day > _NEAR:
        notes.append(
            f"dated {document.published} ({(document.published_evidence or '').rpartition(' (')[0]}), but its file name says {day}"
        )
    return document


def _with_row(document: Document, row: Row, notes: list[str]) -> Document:
    if row.published:
        if document.published and document.published != row.published:
            notes.append(
                f"{row.where} says {row.published}, the file itself {document.published} ({document.published_basis}); the table's is used"
            )
        document = replace(document, published=row.published, published_basis=PublishedBasis.METADATA, published_evidence=row.where)
    return replace(document, title=row.title or document.title, source=row.source or document.source, url=_web(row.url) or document.url)


def _web(url: str | None) -> str | None:
    """An address as it is, but for those that a browser would run (``javascript:``)."""
    return None if url and _RUNNABLE.match(url) else _safe(url)


def _safe(value: str | None) -> str | None:
    return safe(value)[0] if value else None


def fold(first: Document, second: Document) -> Document:
    """One document for one article read twice: the first's text and id, both paths, the surer date, what either knows."""
    order = list(PublishedBasis)
    notes = list(first.notes) + [line for line in second.notes if line not in first.notes]
    dated = first
    if second.published and (not first.published or order.index(second.published_basis) < order.index(first.published_basis)):
        dated = second
    if first.published and second.published and first.published != second.published:
        notes.append(
            f"{second.paths[0]}: the same article as {first.paths[0]}, but dated {second.published} there and {first.published} here; "
            f"{dated.published} is used"
        )
    return replace(
        first,
        paths=(*first.paths, *(p for p in second.paths if p not in first.paths)),
        published=dated.published,
        published_basis=dated.published_basis,
        published_evidence=dated.published_evidence,
        title=first.title or second.title,
        source=first.source or second.source,
        url=first.url or second.url,
        notes=tuple(notes),
    )


def fields(document: Document) -> Mapping[str, object]:
    """All but the text, as JSON values; :func:`from_fields` reads them back."""
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "published_basis": document.published_basis.value,
        "published_evidence": document.published_evidence,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "paths": list(document.paths),
        "notes": list(document.notes),
    }


def from_fields(values: dict[str, object], text: str) -> Document:
    """The document that :func:`fields` told of."""
    values["published_basis"] = PublishedBasis(str(values["published_basis"]))
    return Document(text=text, **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})  # type: ignore[arg-type]
