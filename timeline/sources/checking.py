"""What would be read, and how: the rows of ``timeline check``, before any extraction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.model.document import Document
from timeline.model.vocabulary import PublishedBasis
from timeline.sources.items import Skipped
from timeline.sources.reading import Inputs, read


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One document as it would be read, or (``skipped`` tells why) one input that would give none.

    ``characters`` is the length of the text; ``evidence`` tells in words what the date rests on; ``notes`` are contradictions and
    whatever else is to be looked at.
    """

    path: str
    doc_id: str | None = None
    published: dt.date | None = None
    basis: PublishedBasis = PublishedBasis.NONE
    evidence: str | None = None
    language: str | None = None
    characters: int = 0
    title: str | None = None
    source: str | None = None
    url: str | None = None
    other_paths: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str | None = None
    remedy: str | None = None


def check(inputs: Inputs, *, dated: Callable[[Document], Document] | None = None, **options: Any) -> Iterator[CheckRow]:
    """A row for every document, in the order of their ids, then one for every input that would be skipped, by path.

    ``dated`` finds the publication date of a document in its text, where the input gives none; ``options`` are those of
    :func:`~timeline.sources.reading.read`, whose errors it raises.
    """
    skipped: list[Skipped] = []
    for document in read(inputs, on_skip=skipped.append, **options):
        found = dated(document) if dated else document
        yield CheckRow(
            path=found.paths[0],
            doc_id=found.doc_id,
            published=found.published,
            basis=found.published_basis,
            evidence=found.published_evidence,
            language=found.language,
            characters=len(found.text),
            title=found.title,
            source=found.source,
            url=found.url,
            other_paths=found.paths[1:],
            notes=found.notes,
        )
    for skip in sorted(skipped, key=lambda skip: (skip.path, skip.reason)):
        yield CheckRow(path=skip.path, skipped=skip.reason, remedy=skip.remedy or None)
