"""Timelines read back from files of ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any

from timeline.chronology.cells import from_cell, unguard
from timeline.chronology.rows import row_event
from timeline.chronology.timeline import Timeline
from timeline.errors import ExtraError, FormatError
from timeline.model import codebook
from timeline.model.event import Event
from timeline.model.record import load_line
from timeline.model.vocabulary import Family

File = str | PathLike[str]

#: The longest cell that is read; a sentence is far shorter, a file that is no timeline may have longer ones.
_LONGEST_CELL = 10_000_000


def read(path: File) -> Timeline:
    """The timeline of a ``.csv``, ``.jsonl`` or ``.parquet`` file. Raises :class:`~timeline.errors.FormatError` for any other."""
    readers = {".csv": read_csv, ".jsonl": read_jsonl, ".parquet": read_parquet}
    suffix = Path(path).suffix.lower()
    if suffix not in readers:
        raise FormatError(f"{fspath(path)}: not a timeline's file; a timeline is read from .csv, .jsonl or .parquet")
    return readers[suffix](path)


def read_jsonl(path: File | IO[str]) -> Timeline:
    """The timeline of JSON lines, whole. Raises :class:`~timeline.errors.FormatError` naming file and line."""
    with _lines(path) as (name, stream):
        return Timeline(_read_lines(name, stream))


def _read_lines(name: str, stream: Iterable[str]) -> Iterator[Event]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield load_line(line)
        except FormatError as error:
            raise FormatError(f"{name}:{number}: {error}") from None


def read_csv(path: File | IO[str]) -> Timeline:
    """The timeline of a CSV, as far as its rows tell; columns of yours are kept as ``extra``. Comma, semicolon and tab part the columns.

    Raises :class:`~timeline.errors.FormatError` naming file, line and column.
    """
    with _lines(path) as (name, stream):
        text = stream.read().removeprefix("\ufeff")
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=head.count)
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    types = {column.name: column.type or "text" for column in codebook.columns()}
    try:
        header = next(reader, [])
        missing = [column for column in ("id", "kind") if column not in header]
        if missing:
            raise FormatError(f"{name}: no column {missing[0]!r} in its first line; this is no timeline's CSV")
        return in_file_order(_read_rows(name, reader, header, types))
    except csv.Error as error:
        raise FormatError(f"{name}:{reader.line_num}: {error}") from None
    finally:
        csv.field_size_limit(before)


def _read_rows(name: str, reader: Any, header: list[str], types: dict[str, str]) -> Iterator[Event]:
    line = reader.line_num + 1
    for cells in reader:
        where = f"{name}:{line}"
        line = reader.line_num + 1
        if not any(cells):
            continue
        if len(cells) > len(header):
            raise FormatError(f"{where}: {len(cells)} cells under {len(header)} columns")
        row = {}
        for column, cell in zip(header, cells, strict=False):
            try:
                row[unguard(column)] = from_cell(cell, types.get(column, "text"))
            except FormatError as error:
                raise FormatError(f"{where}: {column!r}: {error}") from None
        row.pop("", None)
        try:
            event = row_event(row)
        except FormatError as error:
            raise FormatError(f"{where}: {error}") from None
        yield event


def read_parquet(path: File) -> Timeline:
    """The timeline of a Parquet file of ours, whole, from its column ``record``.

    Raises :class:`~timeline.errors.FormatError` for another Parquet file, :class:`~timeline.errors.ExtraError` without pyarrow.
    """
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise ExtraError(f'{fspath(path)}: reading Parquet needs an extra: pip install "diplomatic-timeline[parquet]"') from None
    try:
        table = parquet.read_table(fspath(path), columns=["record"])
        records = table.column("record").to_pylist()
    except (pyarrow.ArrowException, KeyError, OSError) as error:
        raise FormatError(f"{fspath(path)}: no timeline's Parquet file: {str(error).splitlines()[0]}") from None
    return Timeline(_read_lines(fspath(path), records))


def in_file_order(events: Iterable[Event]) -> Timeline:
    """A timeline of rows: in a timeline's order, undated rows in the order given, as a row does not tell every publication date.

    What a change's row repeats of its encounter is for reading only: it is kept where that encounter has no row of its own.
    """
    rows = list(events)
    here = {event.id for event in rows if event.family is Family.ENCOUNTER}
    bare = {"participants": (), "place": None, "countries": (), "host_country": None}
    rows = [replace(event, **bare) if event.about in here else event for event in rows]  # type: ignore[arg-type]
    timeline = Timeline(rows, complete=False)
    dated = tuple(event for event in timeline if event.dating.interval is not None)
    undated = tuple(event for event in rows if event.dating.interval is None)
    return timeline.arranged(dated + undated)


@contextmanager
def _lines(path: File | IO[str]) -> Iterator[tuple[str, IO[str]]]:
    """The text of a file or stream, with its name. Raises :class:`~timeline.errors.FormatError` where it is no UTF-8 file."""
    if not isinstance(path, str | PathLike):
        yield getattr(path, "name", "-"), path
        return
    name = fspath(path)
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            yield name, stream
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: not UTF-8 text (byte {error.start}); save it as CSV UTF-8") from None
    except OSError as error:
        raise FormatError(f"{name}: cannot be read: {error.strerror or error}") from None
