"""``metadata.csv``: title, publication date, outlet and address of the files beside it. What stands there wins."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from timeline.errors import MetadataError
from timeline.sources.days import read_day
from timeline.sources.encoding import decode
from timeline.sources.fields import TEXT_NAMES
from timeline.sources.items import MIB, Item, RefusedError, clean_field

NAME = "metadata.csv"
_LIMIT = 64 * MIB
_COLUMNS = ("file", "published", "title", "source", "url", "language")
_FILE_ALIASES = ("file", "filename", "file_name", "path", "doc_id", "document", "id")
_LONGEST_HEADER = 10_000
_PUBLISHED_ALIASES = ("published", "date", "publication_date")


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says about one file; ``where`` is ``metadata.csv:LINE``."""

    where: str
    file: str
    published: dt.date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Table:
    """The rows of one metadata table by file name, and which of them found a document."""

    rows: Mapping[str, Row]
    used: set[str] = field(default_factory=set)

    def row(self, *names: str) -> Row | None:
        """The row of the first of ``names`` that the table has."""
        for name in names:
            if name in self.rows:
                self.used.add(name)
                return self.rows[name]
        return None

    def unused(self) -> Iterator[Row]:
        """Rows that no document has asked for."""
        return (row for name, row in self.rows.items() if name not in self.used)


def read_table(path: Path, note: Callable[[str], None]) -> Table:
    """The metadata table in a file that the user names, as :func:`table_of` reads it."""
    name = path.as_posix()
    if not path.is_file():
        raise MetadataError(f"{name}: it is no file. A table of file,published,title,source,url is wanted.")
    return table_of(Item(name, "", lambda: open(path, "rb"), path.stat().st_size), note)


def table_of(item: Item, note: Callable[[str], None]) -> Table:
    """Read a metadata table. What is wrong in a row goes to ``note``, one line each; the row's other cells are kept.

    Raises :class:`~timeline.errors.MetadataError` where the file cannot be read or has no column ``file``.
    """
    name = item.name
    try:
        data = item.read(_LIMIT)
    except RefusedError as error:
        raise MetadataError(f"{name}: {error.reason} A table of file,published,title,source,url is wanted.") from error
    except OSError as error:
        raise MetadataError(f"{name}: cannot be read ({error.strerror}). Check the path.") from error
    text, _ = decode(data)
    reader = csv.reader(io.StringIO(text.removeprefix("sep=;\n").removeprefix("sep=,\n"), newline=""), delimiter=_delimiter(text))
    try:
        header = _header(next(reader, []))
        column = {key: header.index(key) for key in _COLUMNS[2:] if key in header}
        file_at = next((header.index(key) for key in _FILE_ALIASES if key in header), None)
        published_at = next((header.index(key) for key in _PUBLISHED_ALIASES if key in header), None)
        column.update({} if published_at is None else {"published": published_at})
        if file_at is None:
            raise MetadataError(f"{name}: it has no column 'file'. Its first line should read file,published,title,source.")
        rows: dict[str, Row] = {}
        line = reader.line_num + 1
        for cells in reader:
            where, line = f"{name}:{line}", reader.line_num + 1
            row = _row(cells, where, file_at, column, note)
            if row is None:
                continue
            if row.file in rows:
                note(f"{row.where}: '{row.file}' has a row already ({rows[row.file].where}). This one is not used; keep one of them.")
            else:
                rows[row.file] = row
    except csv.Error as error:
        raise MetadataError(f"{name}:{reader.line_num}: it is no readable CSV ({error}). Save it as CSV in UTF-8.") from error
    return Table(rows)


def labels_files(head: bytes) -> bool:
    """True for the first bytes of a CSV table that names files and holds no texts: it tells about articles and is none.

    >>> labels_files(b"file,published\\na.txt,2020-01-01\\n"), labels_files(b"file,text\\na.txt,They met.\\n")
    (True, False)
    """
    text, _ = decode(head)
    text = text.removeprefix("\ufeff")
    line = text.removeprefix("sep=;\n").removeprefix("sep=,\n").split("\n", 1)[0]
    header = set(_header(next(csv.reader([line.replace("\x00", "")[:_LONGEST_HEADER]], delimiter=_delimiter(text)), [])))
    return not header.isdisjoint(_FILE_ALIASES) and header.isdisjoint(TEXT_NAMES)


def _header(cells: list[str]) -> list[str]:
    return [cell.strip().lower().replace(" ", "_") for cell in cells]


def _row(cells: list[str], where: str, file_at: int, column: Mapping[str, int], note: Callable[[str], None]) -> Row | None:
    def cell(key: str) -> str:
        at = column.get(key, len(cells))
        return cells[at].strip() if at < len(cells) else ""

    file = normalize("NFC", cells[file_at].strip()).replace("\\", "/").removeprefix("./") if file_at < len(cells) else ""
    if not file:
        if any(c.strip() for c in cells):
            note(f"{where}: 'file' is empty. Name the file that this row is about.")
        return None
    if ".." in PurePosixPath(file).parts:
        note(f"{where}: '{file}' points out of the folder. Rows name files inside it; this one is not used.")
        return None
    day, doubt = read_day(cell("published"))
    if doubt:
        note(f"{where}: 'published' {doubt} The document is read without a date.")
    return Row(
        where,
        file,
        day,
        clean_field(cell("title")),
        clean_field(cell("source")),
        clean_field(cell("url"), 2000),
        clean_field(cell("language"), 20),
    )


def _delimiter(text: str) -> str:
    first = text.removeprefix("sep=;\n").removeprefix("sep=,\n").split("\n", 1)[0][:2000]
    return max((",", ";", "\t"), key=first.count)
