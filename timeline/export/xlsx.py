"""An Excel workbook: sheets Events, Mentions and Codebook, with real dates, a frozen header, filters and links.

The bytes depend on the timeline alone: the clock that the library writes into the file is replaced by the timeline's own day.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from lxml.etree import LxmlError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from timeline.chronology.rows import Value, columns_of, event_row
from timeline.model import codebook

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_FIRST_DAY = dt.date(1900, 3, 1)  # Excel takes 1900 for a leap year and knows no day before it
_LONGEST_CELL = 32_767
_LONGEST_LINK = 2_079
_LINK = Font(color="0563C1", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can hold
_MENTIONS = (
    "event_id",
    "kind",
    "status",
    "published",
    "source",
    "url",
    "doc_id",
    "char_start",
    "char_end",
    "text",
    "sentence",
    "status_cue",
    "rule",
)
_WIDE = {
    "title": 48,
    "sentence": 60,
    "participants": 32,
    "definition": 90,
    "example": 40,
    "history": 36,
    "when": 22,
    "text": 24,
    "name": 22,
}


def write(timeline: Timeline, stream: IO[bytes]) -> None:
    """Writes the workbook. A file system that takes no more is an OSError, as everywhere, and not the error of the library's library."""
    book = Workbook(write_only=True)
    try:
        _write(book, timeline, stream)
    except LxmlError as error:
        for sheet in book.worksheets:  # else they are closed when they are thrown away, and complain where nobody can hear
            with contextlib.suppress(LxmlError):
                sheet.close()
        raise OSError(errno.ENOSPC, f"no room, or the file is too large ({error})") from error


def _write(book: Workbook, timeline: Timeline, stream: IO[bytes]) -> None:
    columns = columns_of(timeline)
    events = ([row.get(column) for column in columns] for row in (event_row(event, timeline.about(event)) for event in timeline))
    _sheet(book.create_sheet("Events"), columns, events, len(timeline))
    told = list(_mentions(timeline))
    _sheet(book.create_sheet("Mentions"), _MENTIONS, told, len(told))
    entries = [[group, entry.name, entry.definition, entry.example] for group, entry in codebook.rows()]
    _sheet(book.create_sheet("Codebook"), ("group", "name", "definition", "example"), entries, len(entries))
    content = io.BytesIO()
    book.save(content)
    day = timeline.now or dt.date(1980, 1, 1)
    _without_clock(content, stream, day)


def _mentions(timeline: Timeline) -> Iterable[list[Value]]:
    for event in timeline:
        sources = {source.doc_id: source for source in event.sources}
        for mention in event.mentions:
            source = sources.get(mention.doc_id)
            yield [
                event.id,
                event.kind.value,
                mention.status.value if mention.status else None,
                source.published if source else None,
                source.source if source else None,
                source.url if source else None,
                mention.doc_id,
                mention.start,
                mention.end,
                mention.text,
                mention.sentence,
                mention.status_cue,
                mention.rule,
            ]


def _sheet(sheet: WriteOnlyWorksheet, columns: Sequence[str], rows: Iterable[Sequence[Value]], count: int) -> None:
    """Fills a sheet; everything but its rows is said first, as the library writes them out at once."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(column, 14)
    header = []
    for column in columns:
        cell = WriteOnlyCell(sheet, column)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for row in rows:
        sheet.append([_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)])


def _cell(sheet: WriteOnlyWorksheet, column: str, value: Value) -> Value | WriteOnlyCell:
    """A value as Excel can hold it; a cell of its own only where it needs more than the value."""
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value.encode("utf-8", "backslashreplace").decode("utf-8"))[:_LONGEST_CELL]
    if text.startswith("="):
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # text stays text: a sentence that begins with = is no formula
        return cell
    if column == "url" and text.startswith(("http://", "https://")) and len(text) <= _LONGEST_LINK:
        cell = WriteOnlyCell(sheet, text)
        cell.hyperlink = text
        cell.font = _LINK
        return cell
    if column == "definition":
        cell = WriteOnlyCell(sheet, text)
        cell.alignment = _WRAPPED
        return cell
    return text


def _without_clock(content: io.BytesIO, stream: IO[bytes], day: dt.date) -> None:
    """The same archive without the moment of writing."""
    moment = rf"\g<1>{day.isoformat()}T00:00:00Z\g<2>".encode()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)", moment, data)
            new.writestr(zipfile.ZipInfo(name, _NO_CLOCK), data, zipfile.ZIP_DEFLATED)
