"""Tables of visits in running text: a line that says whose visits they are, and rows of a day, a country and, perhaps, a town and a
remark, cells apart by ``|``, a tab, or two blanks and more. Nothing else that has rows (figures, fixtures, hours) is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.layout.lines import lines
from timeline.lexicon.knowledge import knowledge, phrase_key
from timeline.lexicon.states import find_state
from timeline.model.mentions import Paragraph

Span = tuple[int, int]

LONGEST_ROW = 600
"""Characters of a row, at most."""

LONGEST_HEADING = 160
"""Characters of the line that says whose visits the rows are, at most."""

HEADING_ABOVE = 3
"""Lines above the first row among which that line is looked for."""

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = rf"(?:(?:{_MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})\.?)"
_DASH = r" ?(?:-|–|—|to) ?"
_YEAR = r"(?:,? (?:1[89]|20)\d\d)?"
_DATE = re.compile(
    rf"(?:{_DAY}(?:{_DASH}\d{{1,2}})?|\d{{1,2}}{_DASH}\d{{1,2}} (?:{_MONTHS})\.?){_YEAR}(?:{_DASH}{_DAY}{_YEAR})?", re.IGNORECASE
)
_YEAR_LINE = re.compile(r"(?:1[89]|20)\d\d")
_GAP = re.compile(r"[ \xa0]*\|[ \xa0]*|[ \xa0]*\t[ \t\xa0]*| [ \xa0]+")
_FIGURE = re.compile(r"[.,:;%$€£+()/ –-]*\d[\d.,:;%$€£+()/ –-]*")
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_VISITS = re.compile(r"\b(?:visits?|trips?|travels?|tours?|journeys?)\b", re.IGNORECASE)
_BEARING = re.compile(
    r"\b(?:after|before|during|since|costs?|trade|polls?|schools?|museums?|hours|matches|fixtures|league|cup)\b", re.IGNORECASE
)
_TOWN = re.compile(r"[^\W\d_][\w’'. -]{1,40}")


@dataclass(frozen=True, slots=True)
class Row:
    """One visit of a table; all spans are characters of the text, end exclusive.

    ``country`` is an ISO alpha-2 code, told by the characters of ``land``; ``town`` is the cell's first town; ``others`` are the cells
    of which nothing is said here; ``remark`` is the last of them where it has words of its own; ``year`` the year of a line above.
    """

    start: int
    end: int
    date: Span
    country: str
    land: Span
    town: Span | None
    others: tuple[Span, ...]
    remark: Span | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Two rows or more under a line that speaks of visits. ``heads`` are that line and the rows of column names under it."""

    heading: Span
    heads: tuple[Span, ...]
    rows: tuple[Row, ...]


def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of visits in a text, in text order.

    >>> found = find_tables("Visits by the minister, 2018\\n\\nMay 2 | Egypt | Cairo\\nMay 4-5 | Oman | Muscat")
    >>> [(row.country, row.town) for row in found[0].rows]
    [('EG', (46, 51)), ('OM', (69, 75))]
    """
    if not _VISITS.search(text) or not any(mark in text for mark in ("|", "\t", "  ")):
        return ()
    out: list[Table] = []
    above: list[Span] = []
    rows: list[Row] = []
    heading: Span | None = None
    heads: list[Span] = []
    year: int | None = None
    for line in lines(text):
        row = read_row(text, line.start, line.end)
        if row is not None:
            if not rows:
                at = next((n for n in range(len(above) - 1, -1, -1) if _heads(text, above[n])), None)
                heading, heads = (None, []) if at is None else (above[at], above[at:])
            rows.append(replace(row, year=year))
            continue
        if _YEAR_LINE.fullmatch(text, line.start, line.end):
            year = int(text[line.start : line.end])
            continue
        if heading is not None and len(rows) > 1:
            out.append(Table(heading, tuple(heads), tuple(rows)))
        if rows:
            above, rows, heading = [], [], None
        year = None
        above = [*above[1 - HEADING_ABOVE :], (line.start, line.end)]
    if heading is not None and len(rows) > 1:
        out.append(Table(heading, tuple(heads), tuple(rows)))
    return tuple(out)


def _heads(text: str, line: Span) -> bool:
    words = text[line[0] : line[1]]
    return len(words) <= LONGEST_HEADING and not words.endswith(".") and bool(_VISITS.search(words)) and not _BEARING.search(words)


def read_row(text: str, start: int, end: int) -> Row | None:
    """The row that a line is; None for any other line, and for one with a figure beside its day."""
    if end - start > LONGEST_ROW:
        return None
    cells = _cells(text, start, end)
    if len(cells) > 1 and _NUMBER.fullmatch(text, *cells[0]):
        cells = cells[1:]  # the rows are numbered
    days = [n for n, cell in enumerate(cells) if _DATE.fullmatch(text, *cell)]
    if len(days) != 1 or len(cells) < 2 or any(n not in days and _FIGURE.fullmatch(text, *cell) for n, cell in enumerate(cells)):
        return None
    for n, (left, right) in enumerate(cells):
        if n in days:
            continue
        code = _state(text[left:right])
        land, town, used = (left, right), None, {n, *days}
        if code is None:
            comma = text.rfind(",", left, right)
            code = find_state(text[comma + 1 : right].strip()) if comma > 0 else None
            if code is None:
                continue
            land, town = (comma + 1 + (text[comma + 1] == " "), right), _town(text, (left, comma), code)
        elif n + 1 < len(cells) and n + 1 not in days:
            town = _town(text, cells[n + 1], code)
            used |= {n + 1} if town is not None else set()
        if town is None and n > 0 and n - 1 not in days:
            town = _town(text, cells[n - 1], code)
            used |= {n - 1} if town is not None else set()
        others = tuple(cell for m, cell in enumerate(cells) if m not in used)
        last = others[-1] if others and others[-1] == cells[-1] and " " in text[others[-1][0] : others[-1][1]] else None
        return Row(start, end, cells[days[0]], code, land, town, others, last, None)
    return None


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The cells that hold anything."""
    out, left = [], start
    for gap in _GAP.finditer(text, start, end):
        out.append((left, gap.start()))
        left = gap.end()
    out.append((left, end))
    return [(a, b) for a, b in out if b > a]


def _state(cell: str) -> str | None:
    """ "Korea, North" is North Korea."""
    name, _, rest = cell.partition(", ")
    return find_state(cell) or (find_state(f"{rest} {name}") if rest else None)


def _town(text: str, cell: Span, code: str) -> Span | None:
    """The first town of a cell, where the tables know it in that state."""
    stop = next((at for mark in (",", ";", "/", " and ") if (at := text.find(mark, *cell)) >= 0), cell[1])
    if not _TOWN.fullmatch(text, cell[0], stop):
        return None
    spots = knowledge(None).spots.get(phrase_key(text[cell[0] : stop])) or ()
    return (cell[0], stop) if any(spot.country == code for spot in spots) else None


def rows_apart(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, with each remark of a table of visits as one of its own, so that its words are read by themselves."""
    rows = [row for table in find_tables(text) for row in table.rows]
    if not rows:
        return tuple(paragraphs)
    cuts = sorted({row.start for row in rows} | {row.remark[0] for row in rows if row.remark is not None})
    out: list[Paragraph] = []
    for p in paragraphs:
        left = p.start
        for at in (cut for cut in cuts if p.start < cut < p.end):
            stop = at
            while text[stop - 1].isspace() or text[stop - 1] == "|":
                stop -= 1
            out.append(replace(p, start=left, end=stop))
            left = at
        out.append(replace(p, start=left))
    return tuple(out)
