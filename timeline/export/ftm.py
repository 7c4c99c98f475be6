"""FollowTheMoney entities as JSON lines, for Aleph and OpenAleph.

People, organisations and states are entities of their own, people with their Wikidata id; each encounter is an ``Event``. Only what was
held or is going on ties people to it (``involved``): what was denied or called off stands as an event that says so and ties nobody,
unless ``status`` asks for it. Dates carry their precision by their length; a window that is no span is given as the month or year that
holds it.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from timeline.chrono.edtf import edtf
from timeline.chrono.interval import Precision
from timeline.chronology.statuses import asked_statuses
from timeline.export.partial import partial
from timeline.model.event import Actor, Event
from timeline.model.record import dump_line
from timeline.model.title import status_told, title, when
from timeline.model.vocabulary import ActorType, Family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chronology.timeline import Timeline

_SCHEMAS = {
    ActorType.PERSON: "Person",
    ActorType.STATE: "PublicBody",
    ActorType.ORGANISATION: "Organization",
    ActorType.OFFICE: "LegalEntity",
}

Properties = dict[str, list[str]]


def write(timeline: Timeline, stream: IO[str], *, status: str | Iterable[str] | None = None) -> None:
    """Writes the entities: everybody who takes part, then the encounters."""
    tying = asked_statuses(status)
    encounters = [event for event in timeline if event.family is Family.ENCOUNTER]
    actors: dict[str, list[Actor]] = {}
    for event in encounters:
        for actor in event.participants:
            actors.setdefault(actor.id, []).append(actor)
    for id, known in sorted(actors.items()):
        _put(stream, _entity(id), _SCHEMAS[known[0].type], _actor(known))
    for event in encounters:
        _put(stream, event.id, "Event", _event(event, ties=tying is None or event.status in tying))


def _entity(id: str) -> str:
    """Our id as an entity id of FollowTheMoney, which holds letters, digits, dots and dashes only: ``office-HU-foreign-minister``."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in id).strip("-")


def _put(stream: IO[str], id: str, schema: str, properties: Properties) -> None:
    kept = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    record = {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}
    stream.write(dump_line(record) + "\n")


def _actor(known: list[Actor]) -> Properties:
    person = known[0].type is ActorType.PERSON
    return {
        "name": [actor.name for actor in known],
        "country": [actor.country.lower() for actor in known if actor.country],
        "wikidataId": [actor.wikidata or "" for actor in known],
        "position": [actor.office or "" for actor in known] if person else [],
    }


def _event(event: Event, *, ties: bool) -> Properties:
    dating = event.dating
    spanned = dating.interval is not None and dating.precision is Precision.SPAN
    window = edtf(dating.interval, span=spanned)
    names = ", ".join(actor.name for actor in event.participants)
    return {
        "name": [title(event)],
        "date": [] if spanned else [partial(dating) or ""],
        "startDate": [event.start.isoformat()] if spanned and event.start else [],
        "endDate": [event.end.isoformat()] if spanned and event.end else [],
        "location": [event.place.name] if event.place else [],
        "country": [event.place.country.lower()] if event.place and event.place.country else [],
        "involved": [_entity(actor.id) for actor in event.participants] if ties else [],
        "summary": [f"{when(dating, event.status)}; {status_told(event) or 'status unknown'}; {names}"],
        "description": [mention.sentence for mention in event.mentions],
        "notes": [f"EDTF {window}"] if window else [],
        "keywords": [event.kind.value, event.subtype or "", event.status.value if event.status else ""],
        "sourceUrl": [source.url or "" for source in event.sources],
        "publisher": [source.source or "" for source in event.sources],
        "recordId": [event.id],
    }
