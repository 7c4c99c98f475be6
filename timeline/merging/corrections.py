"""Corrections: what a reader has set right, kept in a file and applied on every run.

The file is TOML. Each ``[[event]]`` names one event by any of its ids, and by an ``anchor`` (document and words of the sentence)
that finds it again where the id is gone::

    format = 1

    [[event]]
    id = "e3f9c0a1b2d4e"
    anchor = { doc_id = "a17.html", text = "planned to meet on October 23", kind = "meeting" }
    set = { status = "cancelled", start = "2025-10-23", end = "2025-10-23" }

    [[event]]
    id = "e11…"
    drop = true                       # also: same_as = ["e2…"], not_same_as = ["e3…"], keep = { notes = "see file 12" }

    [[person]]
    name = "Lavrow"
    is = "Sergey Lavrov"
"""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timeline.chrono.interval import Precision
from timeline.errors import LexiconError
from timeline.model.vocabulary import Kind, Level, Status

FORMAT = 1
#: What ``set`` may hold, and the values it may take (None: any text).
FIELDS: Mapping[str, frozenset[str] | None] = {
    "kind": frozenset(Kind),
    "subtype": None,
    "status": frozenset(Status),
    "start": None,
    "end": None,
    "precision": frozenset(Precision),
    "place": None,
    "place_country": None,
    "host_country": None,
    "participants": None,
    "actors": None,
    "targets": None,
    "level": frozenset(Level),
    "duration": None,
}
DAYS = ("start", "end")
#: Fields of an encounter that the row of a change repeats.
ENCOUNTER_ONLY = frozenset({"participants", "place", "place_country", "host_country", "status", "subtype"})
LISTS = ("participants", "actors", "targets")
_KEYS = frozenset({"id", "anchor", "set", "drop", "same_as", "not_same_as", "keep"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a sentence of a document, which find an event again where its id is gone. ``kind`` is that of the event, for a sentence
    that tells of a visit and of its talks."""

    doc_id: str
    text: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What is set right about one event. ``line`` is that of its id in the file; ``values`` are fields of :data:`FIELDS` with their
    text (empty: unknown), lists joined with ``; ``; ``keep`` are columns of the user's own."""

    id: str
    anchor: Anchor | None = None
    values: tuple[tuple[str, str], ...] = ()
    drop: bool = False
    same_as: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    keep: tuple[tuple[str, str], ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name as the timeline writes it, and the person's right name. ``id`` is that of the person where known (``Q…``)."""

    name: str
    right: str
    id: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a file, in its order."""

    events: tuple[Correction, ...] = ()
    people: tuple[Renaming, ...] = ()
    file: str = "corrections.toml"

    @property
    def columns(self) -> tuple[str, ...]:
        """The user's own columns, sorted."""
        return tuple(sorted({name for c in self.events for name, _ in c.keep}))


def read_corrections(path: str | Path) -> Corrections:
    """The corrections of a file.

    Raises :class:`~timeline.errors.LexiconError`, naming file, line and key, where it cannot be read or holds something unknown.
    """
    shown = str(path)
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise LexiconError(f"{shown}: cannot be read ({reason}). Check the path of --corrections") from None
    return parse_corrections(text, file=shown)


def parse_corrections(text: str, *, file: str = "corrections.toml") -> Corrections:
    """The corrections of a TOML text; ``file`` is its name in messages. Raises as :func:`read_corrections` does.

    >>> parse_corrections('[[event]]\\nid = "e1"\\nset = { status = "held" }').events[0].values
    (('status', 'held'),)
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: no TOML ({error}). Text stands in quotes; each correction begins with [[event]]") from None
    reader = _Reader(file, text)
    unknown = sorted(set(data) - {"format", "event", "person"})
    if unknown:
        raise LexiconError(f"{file}: {unknown[0]!r} is not known; a corrections file holds format, [[event]] and [[person]]")
    if data.get("format", FORMAT) != FORMAT:
        raise LexiconError(f"{file}: format {data['format']!r} is not known; this version reads format {FORMAT}")
    events = tuple(reader.event(n, item) for n, item in enumerate(reader.tables(data, "event")))
    people = tuple(reader.person(n, item) for n, item in enumerate(reader.tables(data, "person")))
    return Corrections(events, people, file)


_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(event|person)[ \t]*\]\]", re.MULTILINE)


def _headers(text: str) -> dict[tuple[str, int], int]:
    """The line of every ``[[event]]`` and ``[[person]]``, by name and number from 0."""
    found: dict[tuple[str, int], int] = {}
    counts = {"event": 0, "person": 0}
    for match in _HEADER.finditer(text):
        found[(match[1], counts[match[1]])] = text.count("\n", 0, match.start()) + 1
        counts[match[1]] += 1
    return found


class _Reader:
    """Checks the tables of one file."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text_lines = text.splitlines()
        self._lines = _headers(text)

    def tables(self, data: Mapping[str, Any], name: str) -> list[Any]:
        found = data.get(name, [])
        if not isinstance(found, list):
            raise LexiconError(f"{self._file}: {name!r} is written [[{name}]], in two brackets")
        return found

    def fail(self, line: int, key: str, message: str) -> LexiconError:
        """The error about a key of the table that begins at ``line``."""
        return LexiconError(f"{self._file}:{self.own(line, key)}: {key}: {message}")

    def own(self, line: int, key: str) -> int:
        """The line on which a key of the table that begins at ``line`` stands; that of the table where it does not."""
        written = re.compile(rf"(?<![\w-])[\"']?{re.escape(key.rpartition('.')[2])}[\"']?\s*=")
        below = itertools.takewhile(
            lambda n: n == line or not _HEADER.match(self._text_lines[n - 1]), range(line, len(self._text_lines) + 1)
        )
        return next((n for n in below if written.search(self._text_lines[n - 1])), line)

    def event(self, n: int, item: Mapping[str, Any]) -> Correction:
        line = self._lines.get(("event", n), 0)
        self._known(item, _KEYS, line)
        id = self._text(item, "id", line)
        anchor = item.get("anchor")
        if anchor is not None:
            if not isinstance(anchor, Mapping):
                raise self.fail(line, "anchor", 'is written { doc_id = "…", text = "…" }')
            self._known(anchor, frozenset({"doc_id", "text", "kind"}), line)
            kind = self._text(anchor, "kind", line) if "kind" in anchor else None
            if kind is not None and kind not in frozenset(Kind):
                raise self.fail(line, "anchor.kind", f"{kind!r} is not one of {', '.join(Kind)}{near(kind, Kind)}")
            anchor = Anchor(self._text(anchor, "doc_id", line), self._text(anchor, "text", line), kind)
        drop = item.get("drop", False)
        if not isinstance(drop, bool):
            raise self.fail(line, "drop", "is true or false")
        values = tuple(self._value(key, value, line) for key, value in self._table(item, "set", line).items())
        self._days(dict(values), line)
        keep = tuple((str(key), str(value)) for key, value in self._table(item, "keep", line).items())
        return Correction(
            id, anchor, values, drop, self._ids(item, "same_as", line), self._ids(item, "not_same_as", line), keep, self.own(line, "id")
        )

    def person(self, n: int, item: Mapping[str, Any]) -> Renaming:
        line = self._lines.get(("person", n), 0)
        self._known(item, frozenset({"name", "is", "id"}), line)
        known = self._text(item, "id", line) if "id" in item else None
        return Renaming(self._text(item, "name", line), self._text(item, "is", line), known, self.own(line, "name"))

    def _known(self, item: Mapping[str, Any], keys: frozenset[str], line: int) -> None:
        if not isinstance(item, Mapping):
            raise LexiconError(f"{self._file}:{line}: a correction is a table of keys and values")
        unknown = sorted(set(item) - keys)
        if unknown:
            raise self.fail(line, unknown[0], f"not known; known are {', '.join(sorted(keys))}{near(unknown[0], keys)}")

    def _text(self, item: Mapping[str, Any], key: str, line: int) -> str:
        value = item.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail(line, key, "is missing or no text in quotes")
        return value

    def _table(self, item: Mapping[str, Any], key: str, line: int) -> Mapping[str, Any]:
        value = item.get(key, {})
        if not isinstance(value, Mapping):
            raise self.fail(line, key, f'is written {{ {"status" if key == "set" else "notes"} = "…" }}')
        return value

    def _ids(self, item: Mapping[str, Any], key: str, line: int) -> tuple[str, ...]:
        value = item.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.fail(line, key, 'is a list of ids: ["e1…", "e2…"]')
        return tuple(value)

    def _value(self, key: str, value: Any, line: int) -> tuple[str, str]:
        if key not in FIELDS:
            raise self.fail(line, f"set.{key}", f"cannot be set; these can: {', '.join(FIELDS)}{near(key, FIELDS)}")
        if key in LISTS and isinstance(value, list) and all(isinstance(v, str) for v in value):
            value = "; ".join(value)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            value = value.isoformat()
        if not isinstance(value, str):
            raise self.fail(line, f"set.{key}", "is no text in quotes")
        allowed = FIELDS[key]
        if allowed is not None and value and value not in allowed:
            raise self.fail(line, f"set.{key}", f"{value!r} is not one of {', '.join(sorted(allowed))}{near(value, allowed)}")
        if key in DAYS and value and not _is_day(value):
            raise self.fail(line, f"set.{key}", f"{value!r} is no day like 2025-10-22")
        return key, value

    def _days(self, values: Mapping[str, str], line: int) -> None:
        if values.get("start") and values.get("end") and values["end"] < values["start"]:
            raise self.fail(line, "set.end", f"{values['end']} lies before the start, {values['start']}")


def near(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the known one that looks most like it, if any does."""
    found = difflib.get_close_matches(word.lower(), sorted(known), n=1)
    return f". Near: {found[0]}" if found else ""


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def to_toml(corrections: Corrections, *, head: Sequence[str] = ()) -> str:
    """Corrections as the text of a file that reads back to them; ``head`` are comment lines at the top.

    >>> parse_corrections(to_toml(Corrections((Correction("e1", drop=True),)))).events[0].drop
    True
    """
    lines = [f"# {_one_line(text)}" for text in head] + [f"format = {FORMAT}"]
    for item in corrections.events:
        lines += ["", "[[event]]", f"id = {quote(item.id)}"]
        if item.anchor:
            kind = f", kind = {quote(item.anchor.kind)}" if item.anchor.kind else ""
            lines.append(f"anchor = {{ doc_id = {quote(item.anchor.doc_id)}, text = {quote(item.anchor.text)}{kind} }}")
        if item.drop:
            lines.append("drop = true")
        if item.values:
            lines.append(f"set = {_inline(item.values)}")
        for name, ids in (("same_as", item.same_as), ("not_same_as", item.not_same_as)):
            if ids:
                lines.append(f"{name} = [{', '.join(map(quote, ids))}]")
        if item.keep:
            lines.append(f"keep = {_inline(item.keep)}")
    for person in corrections.people:
        lines += ["", "[[person]]", f"name = {quote(person.name)}", f"is = {quote(person.right)}"]
        if person.id:
            lines.append(f"id = {quote(person.id)}")
    return "\n".join(lines) + "\n"


def _inline(pairs: Iterable[tuple[str, str]]) -> str:
    return (
        "{ "
        + ", ".join(f"{name if re.fullmatch('[A-Za-z0-9_-]+', name) else quote(name)} = {quote(value)}" for name, value in pairs)
        + " }"
    )


def _one_line(text: str) -> str:
    return "".join(" " if c in "\r\n" or (c < " " and c != "\t") or c == "\x7f" else c for c in text)


def quote(text: str) -> str:
    """A TOML basic string.

    >>> quote('a "b"')
    '"a \\\\"b\\\\""'
    """
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif c in "\n\r\t":
            out.append({"\n": "\\n", "\r": "\\r", "\t": "\\t"}[c])
        elif c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff":
            out.append("\\u" + format(ord(c) if not "\ud800" <= c <= "\udfff" else 0xFFFD, "04X"))
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def combine(earlier: Corrections, later: Corrections) -> Corrections:
    """Both as one file: what ``later`` says of an event or a name counts, the rest of ``earlier`` stays.

    >>> one = Corrections((Correction("e1", values=(("status", "held"), ("place", "Rome"))), Correction("e2", drop=True)))
    >>> two = Corrections((Correction("e1", values=(("status", "cancelled"),)),))
    >>> [(c.id, c.values, c.drop) for c in combine(one, two).events]
    [('e1', (('status', 'cancelled'), ('place', 'Rome')), False), ('e2', (), True)]
    """
    events: dict[str, Correction] = {}
    for item in (*earlier.events, *later.events):
        old = events.get(item.id)
        events[item.id] = item if old is None else _over(old, item)
    people = {person.name: person for person in (*earlier.people, *later.people)}
    return Corrections(tuple(events.values()), tuple(people.values()), later.file)


def _over(old: Correction, new: Correction) -> Correction:
    return Correction(
        id=old.id,
        anchor=new.anchor or old.anchor,
        values=tuple({**dict(old.values), **dict(new.values)}.items()),
        drop=old.drop or new.drop,
        same_as=tuple(dict.fromkeys((*old.same_as, *new.same_as))),
        not_same_as=tuple(dict.fromkeys((*old.not_same_as, *new.not_same_as))),
        keep=tuple({**dict(old.keep), **dict(new.keep)}.items()),
        line=old.line,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Corrections found again among the events of a run.

    ``together`` gives document events that are one encounter the same number; ``apart`` names for a document event those that are
    another. ``values``, ``keep`` and ``dropped`` go by the ids of document events. ``lost`` are the corrections that match nothing,
    each with what is missing.
    """

    together: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    targets: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    lost: tuple[tuple[int, str], ...] = ()
