"""A folder that keeps a growing collection: the documents, the work done on them, and the timeline as last told.

What is in it: ``store-1.sqlite`` (documents, lifted mentions, document events), ``timeline.jsonl`` (the timeline, replaced as a
whole) and ``lock``. Documents and work are kept in transactions, the timeline is made from them anew by each update; so a run that
is killed at any moment leaves either the old state or a newer one, and the next run goes on from there.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from timeline.errors import StoreError
from timeline.model.document import Document
from timeline.store.codec import decode, encode
from timeline.store.database import SCHEMA, Database

TIMELINE = "timeline.jsonl"
DATABASE = f"store-{SCHEMA}.sqlite"

_POLL = 0.2


@dataclass(frozen=True, slots=True)
class Added:
    """What became of documents that were put into a store: ids of the new ones, of those whose text or data changed, of those that
    were known; and the refused ones, each with the reason."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.changed + other.changed, self.known + other.known, self.refused + other.refused)


class Store:
    """A store's folder, held by this process alone while it is open.

    ``wait`` is how many seconds another process is waited for. Raises :class:`~timeline.errors.StoreError` where another process holds it
    longer, where the folder holds something else, and where it is damaged, of another schema version or cannot be written.
    """

    def __init__(self, folder: Path, *, wait: float = 60.0) -> None:
        self.folder = folder
        if folder.is_file():
            raise StoreError(f"{folder}: is a file. A store is a folder; give another name with --store")
        if folder.is_dir() and not (folder / DATABASE).exists() and any(p.name != "lock" for p in folder.iterdir()):
            others = sorted(p.name for p in folder.glob("store-*.sqlite"))
            if others:
                raise StoreError(
                    f"{folder}: kept by another version of timeline ({others[0]}; this one keeps {DATABASE}). "
                    "Use the version that made it, or make it anew from the articles in an empty folder"
                )
            raise StoreError(f"{folder}: is no store and not empty. Give a new or empty folder with --store")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / "lock").open("a+b")
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror}). Choose another folder with --store") from error
        try:
            _hold(self._lock, wait, folder)
            self.database = Database(folder / DATABASE)
        except StoreError:
            self._lock.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, documents: Iterable[Document], *, replace_texts: bool = False) -> Added:
        """Keep what is new, in one transaction. A text that is known under another id is the same article.

        A known id with another text is refused, because it is more often another article of that name than a new version of the same;
        ``replace_texts`` takes it for a new version.
        """
        added = Added()
        try:
            with self.database.transaction():
                for document in documents:
                    added += self._add(document, replace_texts)
        except sqlite3.Error as error:
            raise StoreError(f"{self.database.path}: cannot be written ({error}). Nothing of this batch was kept") from error
        return added

    def _add(self, document: Document, replace_texts: bool) -> Added:
        digest = document.digest
        known = self.database.document(document.doc_id)
        if known is None and (twin := self.database.document_with(digest)) is not None:
            known = self.database.document(twin)
        if known is None:
            self.database.put_document(document.doc_id, digest, encode(document))
            return Added(new=(document.doc_id,))
        old_digest, form = known
        old = decode(Document, form)
        if digest != old_digest and not replace_texts:
            reason = "the store holds another text under this id. Give the file another name, or say --replace if this is its new version"
            return Added(refused=((document.doc_id, reason),))
        if digest == old_digest:  # the same text: what is now said of it counts, what is not said stays
            document = _told_again(old, document) if document.doc_id == old.doc_id else _told_again(document, old)
        if encode(document) == form:
            return Added(known=(document.doc_id,))
        self.database.put_document(document.doc_id, digest, encode(document))
        same = replace(document, paths=(), notes=()) == replace(old, paths=(), notes=())
        return Added(known=(document.doc_id,)) if same else Added(changed=(document.doc_id,))

    def documents(self) -> Iterator[Document]:
        """All documents, in the order in which they came."""
        for form in self.database.documents():
            yield decode(Document, form)

    def close(self) -> None:
        """Close the database and let others in."""
        self.database.close()
        self._lock.close()


def _told_again(first: Document, second: Document) -> Document:
    """One article told of twice: the second's data where it has them, the first's else, and the paths of both; the second's id."""
    return replace(
        second,
        paths=tuple(sorted({*first.paths, *second.paths})),
        published=second.published or first.published,
        published_basis=second.published_basis if second.published else first.published_basis,
        title=second.title or first.title,
        source=second.source or first.source,
        url=second.url or first.url,
    )


def _hold(lock: IO[bytes], wait: float, folder: Path) -> None:
    """Lock the file for this process; the system frees it when the process ends, however it ends."""
    end = time.monotonic() + wait
    while not _try_lock(lock):
        if time.monotonic() >= end:
            raise StoreError(f"{folder}: another process is updating this store. Wait until it is done, or use another store")
        time.sleep(_POLL)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(lock: IO[bytes]) -> bool:
        try:
            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(lock: IO[bytes]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
