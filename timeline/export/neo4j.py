"""A folder for Neo4j: CSVs of nodes and relations, ``load.cypher``, which may be run again, and the exact admin command in ``import.txt``.

Headers are those of ``neo4j-admin database import``; ``load.cypher`` reads the same files. Text is quoted, without line breaks; an unknown
value is an empty cell, which both readers take for an absent property.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.chronology.rows import event_row
from timeline.lexicon.states import states
from timeline.model.event import Actor, Event
from timeline.model.vocabulary import ActorType, Family

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

#: A backslash before a quote or the end: a space after it, as Neo4j would take the two for an escaped quote.
_ESCAPING = re.compile(r'\\(?="|$)')

Cell = str | int | float | bool | dt.date | None

_EVENT = (
    ("family", "string"), ("kind", "string"), ("subtype", "string"), ("status", "string"), ("status_as_of", "date"), ("title", "string"),
    ("start", "date"), ("end", "date"), ("when", "string"), ("precision", "string"), ("edtf", "string"), ("place", "string"),
    ("level", "string"), ("stale", "boolean"), ("confidence", "double"), ("n_documents", "int"), ("n_sources", "int"),
    ("sentence", "string"), ("history", "string"),
)  # fmt: skip
_LABELS = {ActorType.PERSON: "Person", ActorType.STATE: "State", ActorType.ORGANISATION: "Organisation", ActorType.OFFICE: "Office"}
_CASTS = {"date": "date({})", "int": "toInteger({})", "double": "toFloat({})", "boolean": "toBoolean({})", "string": "{}"}

#: Node files: label, id column, further columns with their types. The label of an actor stands in its row, beside ``Actor``.
_NODES: dict[str, tuple[str, str, Sequence[tuple[str, str]]]] = {
    "events": ("Event", "eventId", _EVENT),
    "actors": ("Actor", "actorId", (("name", "string"), ("country", "string"), ("office", "string"), ("wikidata", "string"))),
    "places": ("Place", "placeId", (("name", "string"), ("country", "string"), ("lat", "double"), ("lon", "double"))),
    "docs": ("Doc", "docId", (("title", "string"), ("url", "string"), ("publisher", "string"), ("published", "date"))),
}
_TOOK_PART = (
    ("role", "string"), ("country", "string"), ("kind", "string"), ("status", "string"), ("start", "date"), ("end", "date"),
)  # fmt: skip
#: Relation files: type, file of the start node, file of the end node, columns with their types.
_RELATIONS: dict[str, tuple[str, str, str, Sequence[tuple[str, str]]]] = {
    "took_part": ("TOOK_PART", "actors", "events", _TOOK_PART),
    "acted_in": ("ACTED_IN", "actors", "events", (("role", "string"),)),
    "represents": ("REPRESENTS", "actors", "actors", ()),
    "held_in": ("HELD_IN", "events", "places", ()),
    "about": ("ABOUT", "events", "events", ()),
    "part_of": ("PART_OF", "events", "events", ()),
    "follows": ("FOLLOWS", "events", "events", ()),
    "reported_in": ("REPORTED_IN", "events", "docs", (("charStart", "int"), ("charEnd", "int"), ("quote", "string"))),
}
#: What tells several relations of one pair apart.
_KEYS = {"acted_in": ("role",), "reported_in": ("charStart", "charEnd")}


def write(timeline: Timeline, folder: Path) -> None:
    """Writes the files into an existing folder."""
    nodes: dict[str, dict[str, list[Cell]]] = {name: {} for name in _NODES}
    relations: dict[str, dict[tuple[Cell, ...], list[Cell]]] = {name: {} for name in _RELATIONS}
    for event in timeline:
        _add(timeline, event, nodes, relations)
    for name, (label, id, columns) in _NODES.items():
        header = [f"{id}:ID({label})", *_typed(columns), ":LABEL"]
        _save(folder / f"{name}.csv", header, ([key, *cells] for key, cells in sorted(nodes[name].items())))
    for name, (type, start, end, columns) in _RELATIONS.items():
        header = [f":START_ID({_NODES[start][0]})", *_typed(columns), f":END_ID({_NODES[end][0]})", ":TYPE"]
        rows = ([*cells[:1], *cells[2:], cells[1], type] for cells in relations[name].values())
        _save(folder / f"{name}.csv", header, rows)
    (folder / "load.cypher").write_text(_cypher(), "utf-8", newline="\n")
    (folder / "import.txt").write_text(_command(), "utf-8", newline="\n")


def _add(
    timeline: Timeline, event: Event, nodes: dict[str, dict[str, list[Cell]]], relations: dict[str, dict[tuple[Cell, ...], list[Cell]]]
) -> None:
    row = event_row(event, timeline.about(event))
    nodes["events"][event.id] = [*(row[name] for name, _ in _EVENT), f"Event;{event.family.value.capitalize()}"]

    def link(name: str, start: str, end: str, *cells: Cell) -> None:
        columns = [column for column, _ in _RELATIONS[name][3]]
        key = (start, end, *(cells[columns.index(column)] for column in _KEYS.get(name, ())))
        relations[name].setdefault(key, [start, end, *cells])

    status = event.status.value if event.status else None
    for actor in event.participants if event.family is Family.ENCOUNTER else ():
        _add_actor(actor, nodes, link=link)
        link("took_part", actor.id, event.id, actor.role, actor.country, event.kind.value, status, event.start, event.end)
    for role, actors in (("actor", event.actors), ("target", event.targets)):
        for actor in actors:
            _add_actor(actor, nodes, link=link)
            link("acted_in", actor.id, event.id, role)
    if event.place is not None and event.place.name and event.family is Family.ENCOUNTER:
        place = event.place
        id = f"{place.name}, {place.country}" if place.country else place.name
        nodes["places"].setdefault(id, [place.name, place.country, place.lat, place.lon, "Place"])
        link("held_in", event.id, id)
    for name, other in (("about", event.about), ("part_of", event.part_of), ("follows", event.follows)):
        if other in timeline:
            link(name, event.id, timeline[str(other)].id)
    for source in event.sources:
        nodes["docs"].setdefault(source.doc_id, [source.title, source.url, source.source, source.published, "Doc"])
    for mention in event.mentions:
        nodes["docs"].setdefault(mention.doc_id, [None, None, None, None, "Doc"])
        link("reported_in", event.id, mention.doc_id, mention.start, mention.end, mention.sentence)


def _add_actor(actor: Actor, nodes: dict[str, dict[str, list[Cell]]], *, link: object) -> None:
    """The node of an actor, and of the state that a person acts for."""
    known = [actor.name, actor.country, actor.office, actor.wikidata, f"Actor;{_LABELS[actor.type]}"]
    old = nodes["actors"].get(actor.id, known)
    nodes["actors"][actor.id] = [new if new is not None else before for new, before in zip(known, old, strict=True)]
    if actor.type is ActorType.PERSON and actor.country in states() and callable(link):
        state = states()[str(actor.country)]
        nodes["actors"].setdefault(f"iso:{state.iso2}", [state.name, state.iso2, None, state.wikidata or None, "Actor;State"])
        link("represents", actor.id, f"iso:{state.iso2}")


def _typed(columns: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}:{type}" for name, type in columns]


def _save(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        stream.write(",".join(header) + "\n")
        for row in rows:
            stream.write(",".join(map(_cell, row)) + "\n")


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + _ESCAPING.sub(r"\g<0> ", " ".join(value.split())).replace('"', '""') + '"'
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _cypher() -> str:
    """The script: constraints, then every file merged by its id, so that running it again adds what is new and doubles nothing."""
    lines = ["// Put these CSVs into Neo4j's import folder, then: cypher-shell -f load.cypher. It may be run again.", ""]
    for label, id, _ in _NODES.values():
        lines.append(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.{id} IS UNIQUE;")
    for name, (label, id, columns) in _NODES.items():
        lines += ["", f"LOAD CSV WITH HEADERS FROM 'file:///{name}.csv' AS row", f"MERGE (n:{label} {{{id}: row.`{id}:ID({label})`}})"]
        lines.append("SET " + ", ".join(_assignment("n", column, type) for column, type in columns))
        extra = {"actors": _LABELS.values(), "events": ("Encounter", "Change")}.get(name, ())
        for more in extra:
            lines.append(f"FOREACH (_ IN CASE WHEN row.`:LABEL` ENDS WITH ';{more}' THEN [1] ELSE [] END | SET n:{more})")
        lines[-1] += ";"
    for name, (type, start, end, columns) in _RELATIONS.items():
        keys = _KEYS.get(name, ())
        types = dict(columns)
        key = ", ".join(f"{column}: {_cast(column, types[column])}" for column in keys)
        lines += [
            "",
            f"LOAD CSV WITH HEADERS FROM 'file:///{name}.csv' AS row",
            f"MATCH (a:{_NODES[start][0]} {{{_NODES[start][1]}: row.`:START_ID({_NODES[start][0]})`}})",
            f"MATCH (b:{_NODES[end][0]} {{{_NODES[end][1]}: row.`:END_ID({_NODES[end][0]})`}})",
            f"MERGE (a)-[r:{type}{f' {{{key}}}' if key else ''}]->(b)",
        ]
        rest = [_assignment("r", column, type) for column, type in columns if column not in keys]
        if rest:
            lines.append("SET " + ", ".join(rest))
        lines[-1] += ";"
    return "\n".join(lines) + "\n"


def _assignment(variable: str, column: str, type: str) -> str:
    return f"{variable}.`{column}` = {_cast(column, type)}"


def _cast(column: str, type: str) -> str:
    return _CASTS[type].format(f"row.`{column}:{type}`")


def _command() -> str:
    """The admin command, for a database that does not exist yet."""
    parts = [
        "neo4j-admin database import full neo4j",
        *(f"--nodes={name}.csv" for name in _NODES),
        *(f"--relationships={name}.csv" for name in _RELATIONS),
    ]
    return "Run in this folder, with the database stopped and empty:\n\n" + " \\\n  ".join(parts) + "\n"
