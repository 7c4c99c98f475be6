"""Documents on disk between reading and use, so that memory does not grow with their number.

Only then are all ids known before the first document is worked on, and an article that was saved twice is handed out once, with
both its paths. The file has no name and is gone with the process; it is JSON and UTF-8, nothing is unpickled.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tempfile
from array import array
from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from timeline.errors import InputError
from timeline.model.document import Document
from timeline.sources.articles import fields, fold, from_fields
from timeline.sources.items import MIB

_IN_MEMORY = MIB
_MARKS = re.compile(r"[\W_]+")
_PIECE = 1_000_000
_AHEAD, _FAR_AHEAD, _FEW = 731, 3653, 3
"""Days between the newest of the other documents and one that is doubted; more where hardly any other has a date."""
_ONE_IN = 20
_FIRST_YEAR = 1900


class Spool:
    """Keeps documents, finds doubles, hands them out in the order of their ids."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by __exit__)
        self._places: dict[str, int] = {}
        self._doubles: dict[str, list[int]] = {}
        self._texts: dict[bytes, str] = {}
        self._days = array("l")
        self._newest: dt.date | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, document: Document, *, own_id: bool) -> None:
        """Keep a document. ``own_id``: its id was given, so that it stays a document of its own whatever its text.

        Raises :class:`~timeline.errors.InputError` where another document has its id.
        """
        key = None if own_id else _key(document)
        twin = self._texts.get(key) if key else None
        if twin and _one_outlet(self._header(self._places[twin]), document):
            self._doubles.setdefault(twin, []).append(self._write(document))
            return
        if document.doc_id in self._places:
            other = self._header(self._places[document.doc_id])
            if other.paths == document.paths:
                return
            remedy = "Give one another 'doc_id'" if own_id else "Give the folder that holds both as one input, or rename one"
            raise InputError(f"two documents have the id '{document.doc_id}': {other.paths[0]} and {document.paths[0]}. {remedy}.")
        if key:
            self._texts.setdefault(key, document.doc_id)
        self._places[document.doc_id] = self._write(document)
        if document.published and document.published.year >= _FIRST_YEAR:
            self._days.append(document.published.toordinal())

    def documents(self) -> Iterator[Document]:
        """All documents, sorted by id."""
        self._newest = self._last_of_the_others()
        for doc_id in sorted(self._places):
            document = self._read(self._places[doc_id])
            for place in self._doubles.get(doc_id, ()):
                document = fold(document, self._header(place))
            doubt = self._doubt(document.published) if document.published else None
            yield replace(document, notes=(*document.notes, f"{document.paths[0]}: {doubt}")) if doubt else document

    def _doubt(self, day: dt.date) -> str | None:
        """What is odd about a publication date, seen beside the others of the run."""
        if day.year < _FIRST_YEAR:
            return f"dated {day}, before {_FIRST_YEAR}. Is that right? Give the day in metadata.csv."
        if self._newest and day > self._newest:
            return (
                f"dated {day}, long after the other documents ({self._newest} at the latest). Is that right? Give the day in metadata.csv."
            )
        return None

    def _last_of_the_others(self) -> dt.date | None:
        """The day behind which a gap of years lies, with a document or two behind it, or one in twenty of many; None without such a gap."""
        days = sorted(self._days)
        ahead = _AHEAD if len(days) >= _FEW else _FAR_AHEAD
        for n in range(len(days) - 1, max(0, len(days) - 1 - max(1, len(days) // _ONE_IN)), -1):
            if days[n] - days[n - 1] > ahead:
                return dt.date.fromordinal(days[n - 1])
        return None

    def _write(self, document: Document) -> int:
        self._file.seek(0, 2)
        place = self._file.tell()
        head = json.dumps(fields(document)).encode()
        text = document.text.encode()
        self._file.write(f"{len(head)} {len(text)}\n".encode())
        self._file.write(head)
        self._file.write(text)
        return place

    def _read(self, place: int) -> Document:
        head, size = self._head(place)
        return from_fields(head, self._file.read(size).decode())

    def _header(self, place: int) -> Document:
        return from_fields(self._head(place)[0], "")

    def _head(self, place: int) -> tuple[dict[str, object], int]:
        self._file.seek(place)
        head, text = map(int, self._file.readline().split())
        return json.loads(self._file.read(head)), text


def _one_outlet(first: Document, second: Document) -> bool:
    """False where two outlets are named: a reprint is no second copy."""
    return not (first.source and second.source and first.source != second.source)


def _key(document: Document) -> bytes:
    """Digest of the words of a text, without regard to case, blanks and marks."""
    digest = hashlib.blake2b(digest_size=16)
    for start in range(0, len(document.text), _PIECE):
        digest.update(_MARKS.sub("", document.text[start : start + _PIECE]).casefold().encode())
    return digest.digest()
