"""Tables: CSV and its kin row by row, Parquet and Excel through their extras."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TextIO

from timeline.sources.encoding import decode, encoding_of
from timeline.sources.fields import NAMES_FILES, TEXT_NAMES, record, resolve
from timeline.sources.items import LIBRARY_FAULTS, Found, Item, Limits, RefusedError, Skipped

_BATCH = 500
_SAMPLE = 200_000


def read_csv(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """A CSV or TSV file, with its first line as header, read row by row; comma, semicolon or tab, ``sep=`` lines as Excel writes them."""
    head = item.head(_SAMPLE)
    sample, _ = decode(head)
    encoding = encoding_of(head[: len(head) - 4] if len(head) >= _SAMPLE else head)  # else it may end within a character
    first, second = [*sample.split("\n", 2), "", ""][:2]
    skip = first.lower().startswith("sep=") and len(first) <= 6
    line = second if skip else first
    delimiter = first[4] if skip and len(first) > 4 else max((",", "\t", ";", "|"), key=line.count)
    previous = csv.field_size_limit(limits.record)
    try:
        with item.opener() as stream, io.TextIOWrapper(stream, encoding, "replace", newline="") as lines:
            if skip:
                lines.readline()
            reader = csv.reader(_whole(lines, limits.record), delimiter=delimiter)
            header = [cell.strip() for cell in next(reader, [])]
            yield from _rows(item, header, _numbered(reader, int(skip)), mapping)
    except csv.Error as error:
        raise RefusedError(f"it is no readable CSV ({error}).", "Save it as CSV in UTF-8.") from error
    finally:
        csv.field_size_limit(previous)


def read_parquet(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """A Parquet file, read in batches. Raises :class:`RefusedError` without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise RefusedError("reading Parquet files needs an extra.", 'Install it: pip install "diplomatic-timeline[parquet]"') from error
    try:
        with item.opener() as stream:
            file = pq.ParquetFile(stream)
            names = list(file.schema_arrow.names)
            columns, guess = resolve(names, mapping)
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(set(columns.values()))):
                for values in batch.to_pylist():
                    number += 1
                    yield from _row(item, values, columns, number, guess)
                    guess = None
    except (pa.ArrowException, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"it is no readable Parquet file ({error}).", "Write it anew.") from error


def read_xlsx(item: Item, limits: Limits, mapping: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """The first sheet of an Excel file. Raises :class:`RefusedError` without openpyxl."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise RefusedError("reading Excel files needs an extra.", 'Install it: pip install "diplomatic-timeline[excel]"') from error
    import zipfile

    from timeline.sources.archives import check_zip

    data = item.read(limits.file)
    check_zip(data, limits)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = ["" if cell is None else str(cell).strip() for cell in next(rows, ())]
        yield from _rows(item, header, enumerate(rows, 2), mapping)
    except (InvalidFileException, zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
        raise RefusedError(f"it is no readable Excel file ({error}).", "Save it as CSV in UTF-8.") from error


def _rows(
    item: Item, header: list[str], rows: Iterable[tuple[int, Iterable[object]]], mapping: Mapping[str, str]
) -> Iterator[Found | Skipped]:
    folded = {name.lower() for name in header}
    if "text" not in mapping and not NAMES_FILES.isdisjoint(folded) and TEXT_NAMES.isdisjoint(folded):
        raise RefusedError(
            "it names files and holds no text.",
            f"If it tells their dates, give it with --metadata {item.name}; if not, name the text's column: --map text=COLUMN.",
        )
    columns, guess = resolve(header, mapping)
    for number, cells in rows:
        values = list(cells)
        if any(cell not in (None, "") for cell in values):
            yield from _row(item, dict(zip(header, values, strict=False)), columns, number, guess)
            guess = None


def _row(item: Item, values: Mapping[str, object], columns: Mapping[str, str], number: int, guess: str | None) -> Iterator[Found | Skipped]:
    where = f":{number}"
    try:
        filled = {key: None if value == "" and key != columns["text"] else value for key, value in values.items()}
        found = record(filled, columns, part=f"#{number}", where=where)
    except RefusedError as error:
        yield Skipped(item.name + where, error.reason, error.remedy)
        return
    yield replace(found, notes=(*found.notes, guess)) if guess else found


def _numbered(reader: Any, before: int) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line that they begin in; ``before`` lines were read by others."""
    last = reader.line_num
    for cells in reader:
        yield before + last + 1, cells
        last = reader.line_num


def _whole(lines: TextIO, limit: int) -> Iterator[str]:
    """Lines as csv wants them: without NUL, which it does not take. Raises :class:`RefusedError` for one above ``limit`` characters."""
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise RefusedError(
                f"a line in it is longer than {limit:,} characters.", "Break the lines, or raise the limit with --max-record-size."
            )
        yield line.replace("\x00", "\ufffd")
