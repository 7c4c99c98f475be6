"""The whole way from the user's inputs to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from timeline.errors import InputError, MetadataError
from timeline.model.document import Document
from timeline.sources.articles import article
from timeline.sources.fields import check_mapping
from timeline.sources.items import Found, Item, Limits, RefusedError, Skipped, memory, too_large
from timeline.sources.metadata import NAME, Row, Table, read_table
from timeline.sources.readers import read_item
from timeline.sources.spool import Spool
from timeline.sources.walk import display, walk

Path_ = str | os.PathLike[str]
Inputs = Path_ | Iterable[Path_]


def read(
    inputs: Inputs,
    *,
    metadata: Path_ | None = None,
    mapping: Mapping[str, str] | None = None,
    language: str | None = None,
    limits: Limits | None = None,
    exclude: Iterable[Path_] = (),
    on_skip: Callable[[Skipped], None] | None = None,
    on_note: Callable[[str], None] | None = None,
    on_count: Callable[[int], None] | None = None,
) -> Iterator[Document]:
    """Every article of ``inputs`` (files, folders, ``-`` for standard input), sorted by id.

    ``metadata`` is a table that names files; without it, ``metadata.csv`` in each folder is used. ``mapping`` tells which
    column or key holds which field (``{"text": "body"}``), ``language`` that all texts are in it (``"en"``: none is skipped for its
    language), ``exclude`` files that are never read (the run's own outputs).

    What gives no document goes to ``on_skip``; without it, :class:`~timeline.errors.InputError` is raised at the first. ``on_note``
    hears of what is no matter of one document (companion folders, metadata rows without a file); what is one stands in the
    document's ``notes``. ``on_count`` is called once, with the number of documents, before the first is handed out.

    Everything is read before the first document is handed out, to a temporary file. Raises :class:`~timeline.errors.InputError`
    where two documents have one id or nothing can be found at all of an input, and :class:`~timeline.errors.MetadataError`
    for an unusable table.
    """
    note = on_note or (lambda line: None)
    limits = limits or Limits()
    chosen = check_mapping(mapping)
    paths = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    hidden = frozenset(os.path.realpath(path) for path in (*exclude, *([metadata] if metadata else ())))
    tables = _Tables(metadata, paths, note)

    def skip(skipped: Skipped) -> None:
        if on_skip is None:
            raise InputError(str(skipped))
        on_skip(skipped)

    with Spool() as spool:
        for path in paths:
            for item in _items(path, limits, hidden, note):
                if isinstance(item, Skipped):
                    skip(item)
                    continue
                for document, own_id in _documents(item, limits, chosen, tables, language, skip):
                    spool.add(document, own_id=own_id)
        tables.report()
        if on_count:
            on_count(len(spool))
        yield from spool.documents()


def _items(path: Path_, limits: Limits, hidden: frozenset[str], note: Callable[[str], None]) -> Iterator[Item | Skipped]:
    if str(path) != "-":
        yield from walk(path, limits, exclude=hidden, note=note)
        return
    data = sys.stdin.buffer.read(limits.file + 1)
    if len(data) > limits.file:
        error = too_large(None, limits.file)
        yield Skipped("-", error.reason, error.remedy)
    else:
        yield Item("-", "stdin", memory(data), len(data), relative="stdin")


def _documents(
    item: Item, limits: Limits, mapping: Mapping[str, str], tables: _Tables, language: str | None, skip: Callable[[Skipped], None]
) -> Iterator[tuple[Document, bool]]:
    try:
        for member, found in read_item(item, limits, mapping):
            if isinstance(found, Skipped):
                skip(found)
                continue
            row = tables.row(member, found)
            result = article(found, member, row, language=language)
            if isinstance(result, Skipped):
                skip(result)
            else:
                yield result, found.doc_id is not None
    except RefusedError as error:
        skip(Skipped(item.name, error.reason, error.remedy))
    except OSError as error:
        skip(Skipped(item.name, f"it cannot be read ({error.strerror or error}).", "Check its permissions."))
    except MemoryError:
        skip(Skipped(item.name, "it does not fit into memory.", "Split it."))


class _Tables:
    """The metadata tables of a run: the one that was named, or those in the folders; the nearest table that has a row wins."""

    def __init__(self, stated: Path_ | None, inputs: list[Path_], note: Callable[[str], None]) -> None:
        self._note = note
        self._stated = read_table(Path(stated), note) if stated else None
        self._found: dict[str, Table | None] = {}
        for path in inputs if stated is None else ():
            if str(path) != "-" and Path(path).is_dir():
                self._table(display(str(path)).rstrip("/") or "/")

    def row(self, item: Item, found: Found) -> Row | None:
        """The row about an article, by its path below the table's folder, its id, or its name without suffix."""
        ids = [*([found.doc_id] if found.doc_id else []), item.doc_id + found.part]
        if self._stated:
            return _of(self._stated, item.relative, found.part, ids)
        parts = item.relative.split("/")
        for depth in range(len(parts) - 1, -1, -1) if item.folder else ():
            table = self._table("/".join((item.folder, *parts[:depth])))
            if table and (row := _of(table, "/".join(parts[depth:]), found.part, ids)):
                return row
        return None

    def report(self) -> None:
        """Tell of rows that no document has asked for."""
        for table in (self._stated, *self._found.values()):
            for row in table.unused() if table else ():
                self._note(f"{row.where}: '{row.file}' is not among the documents. Check its spelling, or remove the row.")

    def _table(self, folder: str) -> Table | None:
        """The table in a folder, read when first asked for."""
        if folder not in self._found:
            path = Path(folder) / NAME
            try:
                self._found[folder] = read_table(path, self._note, name=f"{folder}/{NAME}") if path.is_file() else None
            except MetadataError as error:
                self._note(f"{error} The table is not used.")
                self._found[folder] = None
        return self._found[folder]


def _of(table: Table, relative: str, part: str, ids: list[str]) -> Row | None:
    """A table's row about an article. One about a whole file of articles tells nothing of each one's title and address."""
    names = [relative + part, *ids]
    if part and not any(name in table.rows for name in names) and (row := table.row(relative)):
        return replace(row, title=None, url=None)
    return table.row(*names, relative.rpartition(".")[0] or relative)
