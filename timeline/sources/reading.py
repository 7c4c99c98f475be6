"""The whole way from the user's inputs to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

from timeline.errors import InputError
from timeline.model.document import Document
from timeline.sources.articles import article
from timeline.sources.fields import check_mapping
from timeline.sources.items import Item, Limits, RefusedError, Skipped, too_large
from timeline.sources.labels import BESIDE, GIVEN, Tables
from timeline.sources.readers import read_item
from timeline.sources.spill import chunks_of, spilled
from timeline.sources.spool import Spool
from timeline.sources.walk import accompanying, as_table, beside, display, walk

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

    ``metadata`` is a table that names files; without it, ``metadata.csv`` in each folder or archive, beside each file, or among the
    inputs is used. ``mapping`` tells which
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
    tables = Tables(metadata, note)

    def skip(skipped: Skipped) -> None:
        if on_skip is None:
            raise InputError(str(skipped))
        on_skip(skipped)

    with Spool() as spool:
        for item in _items(paths, limits, hidden, note, tables):
            if isinstance(item, Skipped):
                skip(item)
                continue
            for document, own_id in _documents(item, limits, chosen, tables, language, skip):
                spool.add(document, own_id=own_id)
        tables.report()
        if on_count:
            on_count(len(spool))
        yield from spool.documents()


def _items(
    paths: list[Path_], limits: Limits, hidden: frozenset[str], note: Callable[[str], None], tables: Tables
) -> Iterator[Item | Skipped]:
    """What all inputs hold, after the metadata tables among them and beside them have been met."""
    files = [path for path in paths if str(path) != "-"]
    if len(files) > 1:
        left_out, passed = accompanying(files)
        for line in passed.lines():
            note(f"among the inputs: {line}")
        files = [path for n, path in enumerate(files) if n not in left_out]
    given = {n: table for n, path in enumerate(files) if os.path.realpath(path) not in hidden and (table := as_table(path))}
    for table in given.values() if len(given) < len(paths) else ():
        tables.meet(table, how=GIVEN)
    for n, path in enumerate(files):
        if n not in given and os.path.isfile(path) and (neighbour := beside(path)):
            tables.meet(neighbour, how=BESIDE)
    if "-" in map(str, paths):
        yield from _standard_input(limits)
    for n, path in enumerate(files):
        if n in given:
            if len(given) == len(paths):
                reason = "it is a table about articles and holds none."
                yield Skipped(given[n].name, reason, "Give the folder that it stands in, or the articles themselves.")
        elif os.path.isfile(path) and os.path.realpath(path) in hidden:
            note(f"{display(str(path))}: not read as an article, as it is this run's metadata table or output.")
        else:
            yield from walk(path, limits, exclude=hidden, note=note, table=tables.meet)


def _standard_input(limits: Limits) -> Iterator[Item | Skipped]:
    """All that comes through the pipe, kept in a temporary file, so that memory does not grow with it."""
    stream = sys.stdin.buffer
    try:
        with spilled(_bounded(chunks_of(stream), limits.stdin)) as (opener, size):
            yield Item("-", "stdin", opener, size, relative="stdin")
    except RefusedError as error:
        yield Skipped("-", error.reason, error.remedy)


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(None, limit, "--max-stdin-size")
        yield chunk


def _documents(
    item: Item, limits: Limits, mapping: Mapping[str, str], tables: Tables, language: str | None, skip: Callable[[Skipped], None]
) -> Iterator[tuple[Document, bool]]:
    try:
        for member, found in read_item(item, limits, mapping, table=tables.meet):
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
