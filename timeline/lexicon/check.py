"""Checks the shipped knowledge tables: columns, codes, days, duplicates. A test runs it; so does ``tools/build_tables.py``'s user."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping

from timeline.lexicon.folding import name_key
from timeline.lexicon.gazetteer import OFFICES, ORGANISATIONS, PEOPLE, PLACES
from timeline.lexicon.knowledge import phrase_key
from timeline.lexicon.rules import data_text
from timeline.model.vocabulary import Level

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states.csv": (
        "iso2", "iso3", "name", "aliases", "demonyms", "prefixes", "capital", "seats", "valid_to", "cow", "cameo", "wikidata",
    ),
    "organisations.csv": ORGANISATIONS,
    "officeholders.csv": PEOPLE,
    "places.csv": PLACES,
    "cities.csv": ("key", "name", "country", "latitude", "longitude", "population", "capital"),
    "titles.csv": ("phrase", "office", "rank", "title"),
    "given_names.csv": ("name",),
}  # fmt: skip
KINDS = frozenset({"intergovernmental", "alliance", "group", "non_state_actor", "format", "other"})
LARGEST = 3_000_000  # bytes of cities.csv
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_QID = re.compile(r"Q[1-9]\d*")

Row = tuple[str, dict[str, str]]


def problems(texts: Mapping[str, str] | None = None) -> list[str]:
    """One line for each fault of the tables, ``file:line: what``; empty where there is none.

    ``texts`` are contents by file name to check instead of the shipped ones; the tables that it leaves out are then not checked, but
    for the codes in states.csv and organisations.csv, which others refer to.
    """
    wanted = ("states.csv", "organisations.csv", *texts) if texts else tuple(COLUMNS)
    tables = {name: (texts or {}).get(name) or data_text(name) for name in COLUMNS if name in wanted}
    found: list[str] = []
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for name, text in tables.items():
        rows[name] = list(_rows(name, text, found))
    states = {row["iso2"] for _, row in rows["states.csv"]}
    codes = states | {row["code"] for _, row in rows["organisations.csv"]}
    found += _states(rows["states.csv"])
    found += _organisations(rows["organisations.csv"], states)
    found += _people(rows["officeholders.csv"], codes)
    for name in ("places.csv", "cities.csv"):
        found += _places(rows[name])
    found += _titles(rows["titles.csv"])
    keys = [f"{row['key']}," for _, row in rows["cities.csv"]]  # with the comma: lines are halved, and a blank sorts before it
    if keys != sorted(keys) or any("," in row["name"] for _, row in rows["cities.csv"]):
        found.append("cities.csv:1: is not sorted by key, or a name holds a comma. Build it with tools/build_tables.py --cities.")
    if len(tables.get("cities.csv", "").encode()) > LARGEST:
        found.append(f"cities.csv:1: larger than {LARGEST} bytes. Raise SMALLEST_CITY in tools/build_tables.py.")
    return found


def _rows(name: str, text: str, found: list[str]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text))
    header = tuple(next(reader, ()))
    if header != COLUMNS[name]:
        found.append(f"{name}:1: columns are {', '.join(header)}; {', '.join(COLUMNS[name])} are wanted.")
        return
    for fields in reader:
        where = f"{name}:{reader.line_num}"
        if len(fields) != len(header):
            found.append(f"{where}: {len(fields)} fields; {len(header)} are wanted.")
            continue
        if any(field != field.strip() or "||" in field for field in fields):
            found.append(f"{where}: blanks at the ends of a field, or an empty value between bars.")
        yield where, dict(zip(header, fields, strict=True))


def _twice(rows: list[Row], key: str) -> Iterator[str]:
    seen: dict[str, str] = {}
    for where, row in rows:
        if row[key] in seen:
            yield f"{where}: {key} '{row[key]}' stands already in {seen[row[key]]}."
        seen.setdefault(row[key], where)


def _states(rows: list[Row]) -> Iterator[str]:
    yield from _twice(rows, "iso2")
    yield from _twice(rows, "name")
    names: dict[str, str] = {}
    for where, row in rows:
        if not re.fullmatch(r"[A-Z]{2,3}", row["iso2"]) or not re.fullmatch(r"[A-Z]{3}", row["iso3"]):
            yield f"{where}: '{row['iso2']}' or '{row['iso3']}' is no code."
        if row["wikidata"] and not _QID.fullmatch(row["wikidata"]):
            yield f"{where}: wikidata '{row['wikidata']}' is no id."
        if row["valid_to"] and not _is_day(row["valid_to"]):
            yield f"{where}: valid_to '{row['valid_to']}' is no day."
        for name in (row["name"], *row["aliases"].split("|")):
            key = phrase_key(name.partition(" (to ")[0])
            if key and names.setdefault(key, row["iso2"]) != row["iso2"]:
                yield f"{where}: '{name}' also names {names[key]}."


def _organisations(rows: list[Row], states: set[str]) -> Iterator[str]:
    yield from _twice(rows, "code")
    names: dict[str, str] = {}
    for where, row in rows:
        if row["code"] in states:
            yield f"{where}: code '{row['code']}' is a state's."
        if row["kind"] not in KINDS:
            yield f"{where}: kind '{row['kind']}' is not known. Known: {', '.join(sorted(KINDS))}."
        for name in (row["name"], *row["aliases"].split("|")):
            key = phrase_key(name)
            if key and names.setdefault(key, row["code"]) != row["code"]:
                yield f"{where}: '{name}' also names {names[key]}."


def _people(rows: list[Row], codes: set[str]) -> Iterator[str]:
    seen: dict[tuple[str, ...], str] = {}
    for where, row in rows:
        if not row["person"] or not name_key(row["person"]):
            yield f"{where}: person is empty."
        if row["office"] not in OFFICES:
            yield f"{where}: office '{row['office']}' is not known."
        if row["country"] not in codes:
            yield f"{where}: country '{row['country']}' stands in neither states.csv nor organisations.csv."
        for column in ("start", "end", "seen_to"):
            if row[column] and not _is_day(row[column]):
                yield f"{where}: {column} '{row[column]}' is no day, month or year."
        start, end = row["start"], row["end"]
        if start and end and end[: len(start)] < start[: len(end)]:
            yield f"{where}: ends ({end}) before it starts ({start})."
        if row["wikidata"] and not _QID.fullmatch(row["wikidata"]):
            yield f"{where}: wikidata '{row['wikidata']}' is no id."
        key = (row["person"], row["office"], row["title"], row["country"], start, end)
        if key in seen:
            yield f"{where}: the same term stands already in {seen[key]}."
        seen.setdefault(key, where)


def _places(rows: list[Row]) -> Iterator[str]:
    for where, row in rows:
        if not row["name"]:
            yield f"{where}: name is empty."
        for column, limit in (("latitude", 90.0), ("longitude", 180.0)):
            if row[column] and not (re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", row[column]) and abs(float(row[column])) <= limit):
                yield f"{where}: {column} '{row[column]}' is out of range."
        if bool(row["latitude"]) != bool(row["longitude"]):
            yield f"{where}: has one coordinate without the other."
        if row["country"] and not re.fullmatch(r"[A-Z]{2}", row["country"]):
            yield f"{where}: country '{row['country']}' is no ISO alpha-2 code."


def _titles(rows: list[Row]) -> Iterator[str]:
    yield from _twice(rows, "phrase")
    ranks = {level.value for level in Level} | {""}
    for where, row in rows:
        if row["phrase"] != row["phrase"].lower():
            yield f"{where}: phrase '{row['phrase']}' is to stand in small letters."
        if row["rank"] not in ranks:
            yield f"{where}: rank '{row['rank']}' is no level."


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True
