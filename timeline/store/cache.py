"""The cache of kept work that every run uses unless told not to. Losing it loses time, never results."""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from timeline.errors import StoreError
from timeline.store.database import SCHEMA, DamagedError, Database

LIMIT = 2_000_000_000
"""Bytes that the cache may hold (about a million articles); beyond it the oldest work is dropped."""


def default_folder() -> Path:
    """Where the cache lies if nothing else is said: ``$TIMELINE_CACHE``, else the user's cache folder of the system."""
    if chosen := os.environ.get("TIMELINE_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "diplomatic-timeline"


class Cache:
    """Lifted mentions and document events by key. A cache that fails says so once through ``note`` and is then left alone.

    ``database`` is None for a cache that keeps nothing. ``limit``, in bytes, is None where nothing may be dropped.
    """

    def __init__(self, database: Database | None, *, note: Callable[[str], None], limit: int | None = None) -> None:
        self._database = database
        self._note = note
        self._limit = limit

    @classmethod
    def in_folder(cls, folder: Path, *, note: Callable[[str], None], limit: int = LIMIT) -> Self:
        """The cache of a folder; a damaged one is begun anew, and where none can be had, one that keeps nothing."""
        path = folder / f"cache-{SCHEMA}.sqlite"
        try:
            try:
                return cls(Database(path), note=note, limit=limit)
            except DamagedError as error:  # what was in it can be made again, so it makes way
                path.unlink()
                database = Database(path)
                note(f"{error}. It was begun anew")
                return cls(database, note=note, limit=limit)
        except (OSError, StoreError) as error:
            note(f"{error}. This run keeps nothing; choose another folder with --cache DIR")
            return cls(None, note=note)

    def _give_up(self, error: Exception) -> None:
        if self._database is not None:
            self._note(f"{self._database.path}: the cache fails ({error}). This run goes on without it")
            self._database.close()
            self._database = None

    def get(self, table: str, key: str) -> str | None:
        """What is kept under ``key`` in ``lifted`` or ``results``, or None."""
        if self._database is None:
            return None
        try:
            return self._database.get(table, key)
        except (sqlite3.Error, zlib.error, UnicodeDecodeError) as error:
            self._give_up(error)
            return None

    def put(self, lifted: Sequence[tuple[str, str]], results: Sequence[tuple[str, str]]) -> None:
        """Keep both kinds of work in one transaction."""
        if self._database is None:
            return
        try:
            with self._database.transaction():
                self._database.put("lifted", lifted)
                self._database.put("results", results)
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Drop what is beyond the limit, and close the file."""
        if self._database is None:
            return
        if self._limit is not None:
            try:
                self._database.trim(self._limit)
            except sqlite3.Error as error:
                self._give_up(error)
                return
        self._database.close()
