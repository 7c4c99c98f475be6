"""One SQLite file of kept work: lifted mentions and document events by key, and in a store the documents themselves.

SQLite, because it is in the standard library, because each transaction is whole or absent after a kill at any moment, and because
the access is by key: a point query over a million rows took 7 ms, 42 ms in an embedded column store (``docs/scale.md``).
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.errors import StoreError

SCHEMA = 1
APPLICATION = 0x544C4E45
"""Marks a file as ours ("TLNE"), so that no other database is taken for a store."""

WAIT = 30.0
"""Seconds that a transaction waits for another process's."""

_TABLES = """
CREATE TABLE lifted (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE results (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE documents (id INTEGER PRIMARY KEY, doc_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, value BLOB NOT NULL);
CREATE INDEX documents_digest ON documents (digest);
"""


class DamagedError(StoreError):
    """The file is no database, or a broken one."""


class Database:
    """A file of kept work, open for reading and writing. Values are text, kept compressed.

    Raises :class:`~timeline.errors.StoreError` on opening where the file is no database of ours, is of another schema version, is
    damaged or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: cannot be opened ({error})") from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._connection.close()
            broken = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
            raise (DamagedError if broken else StoreError)(f"{path}: cannot be used ({error})") from error
        except StoreError:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        with self.transaction():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            (application,) = self._connection.execute("PRAGMA application_id").fetchone()
            (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not tables:
                for statement in _TABLES.strip().splitlines():
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
                self._connection.execute(f"PRAGMA user_version = {SCHEMA}")
                return
        if application != APPLICATION:
            raise StoreError(f"{self.path}: this database is not one of timeline's. Choose another folder")
        if version != SCHEMA:
            raise StoreError(
                f"{self.path}: kept by another version of timeline (schema {version}, this one reads {SCHEMA}). "
                "Use the version that made it, or make it anew from the articles in an empty folder"
            )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside are kept, or none. Other processes wait, at most ``WAIT`` seconds."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def get(self, table: str, key: str) -> str | None:
        """The text kept under ``key`` in ``lifted`` or ``results``, or None."""
        row = self._connection.execute(f"SELECT value FROM {_known(table)} WHERE key = ?", (key,)).fetchone()
        return None if row is None else zlib.decompress(row[0]).decode()

    def put(self, table: str, items: Iterable[tuple[str, str]]) -> None:
        """Keep texts under their keys; what is there already stays. To be called inside a transaction."""
        rows = ((key, zlib.compress(text.encode(), 1)) for key, text in items)
        self._connection.executemany(f"INSERT OR IGNORE INTO {_known(table)} (key, value) VALUES (?, ?)", rows)

    def document(self, doc_id: str) -> tuple[str, str] | None:
        """Digest and text form of the document with this id, or None."""
        row = self._connection.execute("SELECT digest, value FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
        return None if row is None else (row[0], zlib.decompress(row[1]).decode())

    def document_with(self, digest: str) -> str | None:
        """Id of the first document kept with this digest of its text, or None."""
        row = self._connection.execute("SELECT doc_id FROM documents WHERE digest = ? ORDER BY id LIMIT 1", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def put_document(self, doc_id: str, digest: str, text: str) -> None:
        """Keep a document; one with the same id is replaced. To be called inside a transaction."""
        self._connection.execute(
            "INSERT INTO documents (doc_id, digest, value) VALUES (?, ?, ?) "
            "ON CONFLICT (doc_id) DO UPDATE SET digest = excluded.digest, value = excluded.value",
            (doc_id, digest, zlib.compress(text.encode("utf-8", "surrogatepass"), 6)),
        )

    def documents(self) -> Iterator[str]:
        """The documents, in the order in which they came."""
        last = -1
        while True:  # in short reads, so that no lock is held while a document is being worked on
            rows = self._connection.execute("SELECT id, value FROM documents WHERE id > ? ORDER BY id LIMIT 64", (last,)).fetchall()
            if not rows:
                return
            for last, value in rows:  # noqa: B007 - the last id is where the next read begins
                yield zlib.decompress(value).decode("utf-8", "surrogatepass")

    def count(self, table: str) -> int:
        """Number of rows."""
        (number,) = self._connection.execute(f"SELECT count(*) FROM {_known(table)}").fetchone()
        return int(number)

    def trim(self, limit: int) -> None:
        """Where more than ``limit`` bytes are in use, drop the oldest third of what is kept. Freed space is used again."""
        pages, free, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size <= limit:
            return
        with self.transaction():
            for table in ("lifted", "results"):
                self._connection.execute(f"DELETE FROM {table} WHERE id <= (SELECT min(id) + (max(id) - min(id)) / 3 FROM {table})")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _known(table: str) -> str:
    if table not in ("lifted", "results", "documents"):
        raise ValueError(f"no table {table!r}")
    return table
