"""The user's own people, organisations and places: a CSV file in the columns of the shipped tables.

Which table a file adds to is told by its first column: ``person`` (officeholders.csv), ``code`` (organisations.csv) or ``name``
(places.csv). Columns may be left out except the first and an organisation's name; the order of the others is free. A person with the
Wikidata id of a shipped one adds to that entry; an organisation with a shipped code, or a place with a shipped name, takes its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.states import find_state
from timeline.lexicon.tables import table, user_table

PEOPLE = ("person", "aliases", "office", "title", "country", "start", "end", "wikidata", "seen_to")
ORGANISATIONS = ("code", "name", "aliases", "kind", "seat")
PLACES = ("name", "aliases", "country", "latitude", "longitude", "note")
OFFICES = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "vice_leader",
        "national_security",
        "envoy",
        "spokesperson",
        "intelligence",
        "parliament_speaker",
        "organisation_head",
        "ambassador",
        "monarch",
        "other",
    ]
)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Rows to add to the tables, in the order of their columns."""

    people: tuple[tuple[str, ...], ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ()
    places: tuple[tuple[str, ...], ...] = ()


EMPTY = Gazetteer()


def joined(parts: Iterable[Gazetteer]) -> Gazetteer:
    """The rows of several files as one: every row counts, in the order of the files."""
    parts = tuple(parts)
    return Gazetteer(
        tuple(row for part in parts for row in part.people),
        tuple(row for part in parts for row in part.organisations),
        tuple(row for part in parts for row in part.places),
    )


def read_gazetteer(path: Path) -> Gazetteer:
    """The rows of a user's file, checked.

    Raises :class:`~timeline.errors.LexiconError`, with file, line and column, for unknown columns, offices, countries and days, for
    organisations without a name, and for degrees out of range.
    """
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    kinds = {"person": PEOPLE, "code": ORGANISATIONS, "name": PLACES}
    codes = frozenset(row[0] for row in table("organisations.csv"))
    for line, row in user_table(path):
        if not columns:
            first = next(iter(row))
            if first not in kinds:
                raise LexiconError(
                    f"{path}:1: the first column is '{first}'. Begin with 'person', 'code' or 'name', as the shipped tables do."
                )
            columns = kinds[first]
            for name in row:
                if name not in columns:
                    raise LexiconError(f"{path}:1: unknown column '{name}'. Known: {', '.join(columns)}.")
        fields = {name: row.get(name, "") for name in columns}
        _check(fields, columns, codes, f"{path}:{line}")
        rows.append(tuple(fields.values()))
    kept = tuple(rows)
    return Gazetteer(kept if columns == PEOPLE else (), kept if columns == ORGANISATIONS else (), kept if columns == PLACES else ())


def _check(fields: Mapping[str, str], columns: tuple[str, ...], codes: frozenset[str], where: str) -> None:
    if not fields[columns[0]]:
        raise LexiconError(f"{where}: '{columns[0]}' is empty. Every row needs it.")
    if columns == ORGANISATIONS and not fields["name"]:
        raise LexiconError(f"{where}: the organisation {fields['code']} has no name. Fill the column 'name'.")
    country = fields.get("country", "")
    if country and country not in codes and (len(country) != 2 or find_state(country) is None):
        raise LexiconError(f"{where}: country '{country}' is no ISO alpha-2 code (HU) and no code of organisations.csv (NATO).")
    if fields.get("office") and fields["office"] not in OFFICES:
        raise LexiconError(f"{where}: office '{fields['office']}' is not known. Known: {', '.join(sorted(OFFICES))}.")
    for name in ("start", "end", "seen_to"):
        if fields.get(name):
            _check_day(fields[name], name, where)
    if fields.get("wikidata") and not re.fullmatch(r"Q[1-9]\d*", fields["wikidata"]):
        raise LexiconError(f"{where}: wikidata '{fields['wikidata']}' is no id. Write it as Q7747, or leave it empty.")
    for name, limit in (("latitude", 90), ("longitude", 180)):
        if fields.get(name):
            try:
                degrees = float(fields[name])
            except ValueError as error:
                raise LexiconError(f"{where}: {name} '{fields[name]}' is no number. Write degrees, such as 60.17.") from error
            if not -limit <= degrees <= limit:
                raise LexiconError(f"{where}: {name} {degrees} is out of range. Write degrees from -{limit} to {limit}.")


def _check_day(value: str, name: str, where: str) -> None:
    good = bool(_DAY.fullmatch(value))
    if good:
        parts = [int(p) for p in value.split("-")]
        try:
            dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        except ValueError:
            good = False
    if not good:
        raise LexiconError(f"{where}: {name} '{value}' is no day. Write 2025-10-22, 2025-10 or 2025.")
