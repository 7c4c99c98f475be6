"""Reading knowledge tables: UTF-8 CSV with one header row, several values in a field parted by ``|``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from timeline.errors import LexiconError


def several(field: str) -> tuple[str, ...]:
    """The values of a field, in its order.

    >>> several("U.S.|US")
    ('U.S.', 'US')
    """
    return tuple(v for v in (part.strip() for part in field.split("|")) if v)


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table shipped with the package, without its header. Its form is checked by a test (``check``)."""
    text = resources.files("timeline.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text))
    next(rows)
    return rows


def user_table(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line number and fields of each row of a user's table, by column name.

    Raises :class:`~timeline.errors.LexiconError`, with file and line, where it cannot be read or a row has too many fields.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}). Give the path of a CSV file.") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is no UTF-8 text (byte {error.start}). Save it as 'CSV UTF-8' and run again.") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for row in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if not header:
                header = [cell.strip().lower() for cell in row]
                twice = sorted({name for name in header if header.count(name) > 1})
                if twice:
                    raise LexiconError(f"{path}:{line}: the column '{twice[0]}' stands twice. Keep one.")
                continue
            if len(row) > len(header):
                raise LexiconError(
                    f"{path}:{line}: {len(row)} fields, but the header names {len(header)}. Put a field that holds a comma in quotes."
                )
            yield line, dict(zip(header, (cell.strip() for cell in row), strict=False))
    except csv.Error as error:
        raise LexiconError(f"{path}:{reader.line_num}: not readable as CSV ({error}). Mend the line and run again.") from error
    if not header:
        raise LexiconError(f"{path}: is empty. The first line must name the columns.")
