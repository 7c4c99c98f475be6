"""A document: one article as read."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from timeline.model.quick import quick
from timeline.model.vocabulary import PublishedBasis


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article.

    ``text`` is the text that all offsets count in (characters). ``published`` is the day it was published: a
    ``datetime.date``, an ISO day (``"2025-10-22"``), or ``None`` where unknown. ``doc_id`` defaults to a digest of the text.
    ``paths`` are the files it was read from (one article saved twice is one document with two paths); ``notes`` are lines for
    the user about how it was read; ``published_evidence`` tells in words what the date rests on and how sure it is.

    Raises ``ValueError`` where ``published`` is a string that is no ISO day, or ``published_basis`` one that is no basis.
    """

    text: str
    doc_id: str = ""
    title: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis = PublishedBasis.NONE
    source: str | None = None
    url: str | None = None
    language: str | None = None
    paths: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    published_evidence: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.published, dt.datetime):
            object.__setattr__(self, "published", self.published.date())
        elif isinstance(self.published, str):
            try:
                object.__setattr__(self, "published", dt.date.fromisoformat(self.published[:10]))
            except ValueError:
                raise ValueError(f"published: {self.published!r} is no day. Write it as 2025-10-22") from None
        if type(self.published_basis) is not PublishedBasis:
            object.__setattr__(self, "published_basis", PublishedBasis(self.published_basis))
        if self.published is not None and self.published_basis is PublishedBasis.NONE:
            object.__setattr__(self, "published_basis", PublishedBasis.FIELD)
        if not self.doc_id:
            object.__setattr__(self, "doc_id", "text-" + self.digest[:12])

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return _digest(self.text)


@lru_cache(maxsize=64)
def _digest(text: str) -> str:
    """The digest of a text; that of one in work is asked for several times."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
