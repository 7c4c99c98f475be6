"""Corrections from a spreadsheet: what somebody changed between the CSV that was written and the CSV that came back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from timeline.errors import InputError
from timeline.merging.corrections import DAYS, ENCOUNTER_ONLY, FIELDS, LISTS, Anchor, Correction, Corrections, combine, near, to_toml
from timeline.model import codebook
from timeline.model.vocabulary import Kind

#: Ways in which spreadsheets write days, tried in this order.
_DAY_FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m/%d/%y",
    "%d/%m/%y",
    "%d.%m.%y",
    "%Y/%m/%d",
    "%d-%b-%y",
    "%d-%b-%Y",
)
#: Columns of which an edit is taken.
_TAKEN = tuple(FIELDS)
#: Characters of a sentence that an anchor keeps.
_ANCHOR = 160

Rows = list[dict[str, str]]


def corrections_from_csv(before: str | Path, after: str | Path, *, earlier: Corrections | None = None) -> tuple[str, tuple[str, ...]]:
    """The corrections file that turns the CSV ``before`` into ``after``, and notes about what could not be taken.

    Changed cells become values to set, deleted rows are dropped, columns of the user's own are kept by id. Columns that are
    computed from others cannot be edited: a note says so. ``earlier`` are the corrections with which ``before`` was made: they stay, but
    for what ``after`` changes again. Raises :class:`~timeline.errors.InputError` where a file cannot be read.
    """
    old, old_columns = _read(before)
    new, new_columns = _read(after)
    found, notes = compare_rows(old, new, old_columns, new_columns, name=str(after))
    if earlier is None and any(row.get("corrected") for row in old):
        made = f"{before}: was made with corrections. Give them with --corrections FILE, or the new file holds only what has changed since"
        notes = (*notes, made)
    head = (f"Made from {Path(before).name} and {Path(after).name}.", "Apply with: timeline extract … --corrections THIS_FILE")
    return to_toml(found if earlier is None else combine(earlier, found), head=head), notes


def compare_rows(
    old: Rows, new: Rows, old_columns: Sequence[str], new_columns: Sequence[str], *, name: str = "AFTER.csv"
) -> tuple[Corrections, tuple[str, ...]]:
    """As :func:`corrections_from_csv`, from rows by column."""
    ours = {column.name for column in codebook.columns()}
    own = [c for c in new_columns if c and c not in ours]
    notes: list[str] = []
    lost = [c for c in _TAKEN if c in old_columns and c not in new_columns]
    if lost:
        notes.append(f"{name}: column {_some(lost)} is gone; nothing is taken from it")
    rows = {row["id"]: row for row in old if row.get("id")}
    back: dict[str, dict[str, str]] = {}
    for number, row in enumerate(new, 2):
        id = row.get("id", "").strip()
        if not any(row.values()):
            continue
        if not id or id not in rows:
            notes.append(
                f"{name}: row {number} has {'no id' if not id else f'the id {id!r}, which was not there before'}; rows cannot be added"
            )
        elif id in back:
            notes.append(f"{name}: row {number} repeats the id {id!r}; the first one counts")
        else:
            back[id] = row
    if rows and not back:
        raise InputError(f"{name}: no row has an id of the first file. Keep the column 'id' when editing")
    form = _day_form(rows, back)
    computed: Counter[str] = Counter()
    items = []
    for id, row in rows.items():
        if id not in back:
            items.append(Correction(id, _anchor(row), drop=True))
            continue
        edited = back[id]
        values = []
        for column in (c for c in new_columns if c in ours and c in old_columns and c != "id"):
            was, now = row.get(column, ""), edited.get(column, "")
            if _same(was, now, form if column in DAYS or column in ("published", "status_as_of") else None):
                continue
            if column not in FIELDS or (column in ENCOUNTER_ONLY and row.get("family") == "change"):
                computed[column] += 1
                continue
            value = _value(column, now, form)
            if value is None:
                notes.append(f"{name}: {id}: {column!r} is {now!r}; not taken. {_expected(column, now)}")
            else:
                values.append((column, value))
        keep = tuple((c, _unguard(edited.get(c, ""))) for c in own if edited.get(c) or row.get(c))  # an emptied cell stays empty
        if values or keep:
            items.append(Correction(id, _anchor(row), _consistent(row, values), keep=keep))
    for column, count in computed.items():
        notes.append(f"{name}: column {column!r} is computed from others; {count} edit{'s' if count > 1 else ''} in it not taken")
    return Corrections(tuple(items)), tuple(notes)


def _read(path: str | Path) -> tuple[Rows, list[str]]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the path") from None
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes as plain "CSV" on Windows
    first = text.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError(f"{path}: no CSV ({error}). Save it from the spreadsheet as 'CSV UTF-8'") from None
    if not lines or "id" not in lines[0]:
        raise InputError(f"{path}: has no column 'id'. Give the CSV that timeline wrote, and the one that was edited from it")
    columns = [c.strip() for c in lines[0]]
    return [dict(zip(columns, line, strict=False)) for line in lines[1:]], columns


def _day_form(rows: Mapping[str, Mapping[str, str]], back: Mapping[str, Mapping[str, str]]) -> str:
    """The way in which the edited file writes days: the one that gives most days their old value."""
    score: Counter[str] = Counter()
    for id, row in back.items():
        for column in DAYS:
            was, now = rows[id].get(column, ""), row.get(column, "")
            if was and now:
                for form in _DAY_FORMS:
                    score[form] += _day(now, form) == was
    return max(_DAY_FORMS, key=lambda form: (score[form], -_DAY_FORMS.index(form)))


def _day(text: str, form: str) -> str | None:
    try:
        return dt.datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        return None


def _same(was: str, now: str, form: str | None) -> bool:
    """True where a spreadsheet may have written the same value its own way: spaces, TRUE, 0,93, 22/10/2025."""
    if was.strip() == now.strip() or was.strip().casefold() == now.strip().casefold():
        return True
    if form is not None:
        return _day(now, form) == was
    try:
        return float(was) == float(now.replace(",", "."))
    except ValueError:
        return " ".join(was.split()) == " ".join(now.split())


def _value(column: str, text: str, form: str) -> str | None:
    """The text that ``set`` takes for an edited cell; None where the cell holds no such value."""
    text = _unguard(text).strip()
    if not text:
        return ""
    if column in DAYS:
        return _day(text, "%Y-%m-%d") or _day(text, form)
    if column in LISTS:
        return "; ".join(part.strip() for part in text.split(";") if part.strip())
    allowed = FIELDS[column]
    if allowed is None:
        return text
    word = text.casefold().replace(" ", "_")
    return word if word in allowed else None


def _expected(column: str, given: str) -> str:
    if column in DAYS:
        return "Write a day like 2025-10-22"
    allowed = FIELDS[column] or frozenset()
    return f"Write one of {', '.join(sorted(allowed))}{near(given, allowed)}"


def _consistent(row: Mapping[str, str], values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Where one end of a one-day window was edited, the other moves along; an end that is emptied empties both."""
    found = dict(values)
    changed = [c for c in DAYS if c in found]
    if len(changed) == 1:
        other = DAYS[1 - DAYS.index(changed[0])]
        if not found[changed[0]] or row.get("start") == row.get("end"):
            found[other] = found[changed[0]]
    if changed and "precision" not in found and not found.get("start", row.get("start")):
        found["precision"] = "none"
    return tuple(found.items())


def _anchor(row: Mapping[str, str]) -> Anchor | None:
    sentence = " ".join(_unguard(row.get("sentence", "")).split())[:_ANCHOR].strip()
    kind = row.get("kind", "")
    return Anchor(row["doc_id"], sentence, kind if kind in frozenset(Kind) else None) if sentence and row.get("doc_id") else None


def _unguard(text: str) -> str:
    """A cell without the apostrophe that guards a text against being taken for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("'=+-@\t\r\n＝＋－＠") else text


def _some(names: Sequence[str]) -> str:
    return ", ".join(repr(n) for n in names)
