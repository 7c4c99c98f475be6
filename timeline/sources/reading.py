"""The whole way from the user's inputs to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
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

    ``metadata`` is a table that names files; without it, ``metadata.csv`` in each input folder is used. ``mapping`` tells which
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
        yield Item("-", "stdin", memory(data), len(data), relative="stdin", stated=True)


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
    """The metadata tables of a run: the one that was named, or those of the input folders."""

    def __init__(self, stated: Path_ | None, inputs: list[Path_], note: Callable[[str], None]) -> None:
        self._note = note
        self._tables: dict[str, Table] = {}
        self._stated: Table | None = read_table(Path(stated), note) if stated else None
        for path in inputs if stated is None else ():
            folder = Path(path)
            if str(path) != "-" and folder.is_dir() and (folder / NAME).is_file():
                shown = display(str(path)).rstrip("/") or "/"
                try:
                    self._tables[shown] = read_table(folder / NAME, note, name=f"{shown}/{NAME}")
                except MetadataError as error:
                    note(f"{error} The table is not used.")

    def row(self, item: Item, found: Found) -> Row | None:
        """The row about an article, by its path below the input, its id, its name without suffix."""
        table = self._stated or self._tables.get(item.folder)
        if table is None:
            return None
        names = [item.relative + found.part, item.relative, *([found.doc_id] if found.doc_id else []), item.doc_id]
        return table.row(*names, item.relative.rpartition(".")[0] or item.relative)

    def report(self) -> None:
        """Tell of rows that no document has asked for."""
        for table in (self._stated, *self._tables.values()):
            for row in table.unused() if table else ():
                self._note(f"{row.where}: '{row.file}' is not among the documents. Check its spelling, or remove the row.")
