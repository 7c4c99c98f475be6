"""Which metadata table tells about which article: tables of folders and archives, one given among the inputs, one that is stated."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.errors import MetadataError
from timeline.sources.items import Found, Item
from timeline.sources.metadata import Row, Table, read_table, table_of

FOLDER, GIVEN, BESIDE = "folder", "given", "beside"
"""How a table was met: in a folder or archive that is read as a whole; as an input; beside a file that is an input."""


@dataclass(slots=True)
class _Met:
    table: Table
    how: str
    name: str


class Tables:
    """The metadata tables of a run: the one that was named, or those that were met; the nearest one that has a row wins."""

    def __init__(self, stated: str | os.PathLike[str] | None, note: Callable[[str], None]) -> None:
        self._note = note
        self._stated = read_table(Path(stated), note) if stated else None
        self._met: dict[str, _Met | None] = {}

    def meet(self, item: Item, *, how: str = FOLDER) -> None:
        """Take note of a table, before any article that it may tell about is read. One that cannot be used is told."""
        place = f"{item.folder}/{item.relative}".rpartition("/")[0]
        known = self._met.get(place)
        if self._stated or place in self._met:
            if known and how == FOLDER:
                known.how = FOLDER
            return
        try:
            self._met[place] = _Met(table_of(item, self._note), how, item.name)
        except MetadataError as error:
            self._note(f"{error} The table is not used.")
            self._met[place] = None
            return
        if how == GIVEN:
            self._note(f"{item.name}: used as the table of titles and dates of the files beside it.")

    def row(self, item: Item, found: Found) -> Row | None:
        """The row about an article, by its path below the table's folder, its id, or its name without suffix."""
        ids = [*([found.doc_id] if found.doc_id else []), item.doc_id + found.part]
        if self._stated:
            return _of(self._stated, item.relative, found.part, ids)
        parts = f"{item.folder}/{item.relative}".split("/")
        own = len(item.folder.split("/"))
        for depth in range(len(parts) - 1, 0, -1):
            met = self._met.get("/".join(parts[:depth]))
            if met and (depth >= own or met.how == GIVEN) and (row := _of(met.table, "/".join(parts[depth:]), found.part, ids)):
                return row
        return None

    def report(self) -> None:
        """Tell of rows that no document has asked for; of a table met beside single files only of files that are not there."""
        for row in self._stated.unused() if self._stated else ():
            self._unused(row)
        for place, met in self._met.items():
            if not met or met.how == BESIDE:
                continue
            rows = list(met.table.unused())
            if met.how == GIVEN and rows and not met.table.used:
                hint = f"If it is about other inputs, give it with --metadata {met.name}"
                self._note(f"{met.name}: none of its rows is about a file beside it. {hint}")
                continue
            if met.how == GIVEN:
                rows = [row for row in rows if not os.path.exists(f"{place}/{row.file}")]
            for row in rows:
                self._unused(row)

    def _unused(self, row: Row) -> None:
        self._note(f"{row.where}: '{row.file}' is not among the documents. Check its spelling, or remove the row.")


def _of(table: Table, relative: str, part: str, ids: list[str]) -> Row | None:
    """A table's row about an article. One about a whole file of articles tells nothing of each one's title and address."""
    names = [relative + part, *ids]
    if part and not any(name in table.rows for name in names) and (row := table.row(relative)):
        return replace(row, title=None, url=None)
    return table.row(*names, relative.rpartition(".")[0] or relative)
