"""PLOVER records as JSON lines, with CAMEO codes beside them, by a crosswalk that knows the status.

The table is ``data/crosswalk.csv``. An encounter that was held is coded by its kind and dated by its day; a plan is the act of agreeing to
it (AGREE) and a cancellation one of refusing (REJECT), dated by the day on which it was said. What a scheme has no code for is left
out, save postponements, which stand with an empty ``event``. Invitations are records of their own. Records without a day are left out:
PLOVER asks for one. Categories after the PLOVER manual and CAMEO 1.1b3; nothing of their text is copied.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import IO, TYPE_CHECKING, Any

from timeline.chrono.edtf import edtf
from timeline.chronology.rows import quoted
from timeline.export.partial import is_exact
from timeline.lexicon.states import states
from timeline.model.event import Actor, Event
from timeline.model.record import dump_line
from timeline.model.title import title
from timeline.model.vocabulary import ActorType, Kind, Level, Status

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_HELD = (Status.HELD, Status.ONGOING)
_SECTORS = {Level.LEADER: "GOV", Level.MINISTER: "GOV", Level.OFFICIAL: "GOV", Level.PARLIAMENT: "LEG"}


@lru_cache(maxsize=1)
def crosswalk() -> tuple[Mapping[str, str], ...]:
    """The rows of the table, in order; the first that fits decides. ``*`` is any encounter, an empty form any form."""
    text = resources.files("timeline.export").joinpath("data/crosswalk.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def write(timeline: Timeline, stream: IO[str], *, imprecise: bool = False) -> None:
    """Writes the records. ``imprecise`` takes in encounters of which only a window is known, dated by its first and last day, which
    ``comment`` says."""
    for event in timeline:
        row = _row(event)
        if row is None or not (row["event"] or row["context"]):
            continue
        record = _record(timeline, event, row, imprecise)
        if record is not None:
            stream.write(dump_line(record) + "\n")


def _row(event: Event) -> Mapping[str, str] | None:
    status = Status.HELD if event.status in _HELD else event.status
    forms = _forms(event)
    for row in crosswalk():
        if row["status"] != (status.value if status else ""):
            continue
        if row["kind"] in (event.kind.value, "*") and (not row["form"] or row["form"] in forms):
            return row
    return None


def _forms(event: Event) -> frozenset[str]:
    forms = {event.subtype} if event.subtype else set()
    if len(event.countries) > 2:
        forms.add("multilateral")
    elif "multilateral" in forms and event.countries:
        forms.discard("multilateral")
    if event.host_country and event.countries and event.host_country not in event.countries:
        forms.add("third-place")
    return frozenset(forms)


def _record(timeline: Timeline, event: Event, row: Mapping[str, str], imprecise: bool) -> dict[str, Any] | None:
    start, end = _days(event, imprecise)
    if start is None:
        return None
    mention, source = quoted(event)
    actors, recipients = _sides(timeline, event)
    window = edtf(event.dating.interval)
    record: dict[str, Any] = {
        "id": event.id,
        "date": start.isoformat(),
        "enddate": end.isoformat() if end is not None and end != start else None,
        "actor": [_entity(actor) for actor in actors],
        "recipient": [_entity(actor) for actor in recipients] or None,
        "event": [row["event"]] if row["event"] else [],
        "mode": [row["mode"]] if row["mode"] else None,
        "context": [word for word in row["context"].split(";") if word] or None,
        "event_scale": float(row["scale"]) if row["scale"] else None,
        "cameo": row["cameo"] or None,
        "event_text": mention.text if mention else None,
        "event_loc": event.place.name if event.place else None,
        "text": mention.sentence if mention else None,
        "text_info": {"start": mention.start, "end": mention.end} if mention else None,
        "cite_info": source.url or source.source if source else None,
        "coder": "diplomatic-timeline",
        "comment": f"{title(event, timeline.about(event))}; window {window}" if window else title(event, timeline.about(event)),
    }
    return {name: value for name, value in record.items() if value is not None}


def _days(event: Event, imprecise: bool) -> tuple[dt.date | None, dt.date | None]:
    """The days of the coded act: of the encounter where it was held, of the invitation, else of what was said of it."""
    if event.kind is Kind.INVITATION or event.status in _HELD:
        return (event.start, event.end) if imprecise or is_exact(event.dating) else (None, None)
    return event.status_as_of, event.status_as_of


def _sides(timeline: Timeline, event: Event) -> tuple[Iterable[Actor], Iterable[Actor]]:
    """Actor and recipient: a visitor and the state visited; who invites and who is invited; who called off and the others; else all
    are actors and nobody is a recipient, as PLOVER has it for meetings without a host."""
    if event.kind is Kind.INVITATION:
        return event.actors, event.targets
    if event.kind is Kind.VISIT and event.host_country:
        host = states().get(event.host_country)
        hosts = [Actor(f"iso:{event.host_country}", host.name if host else event.host_country, ActorType.STATE, event.host_country)]
        return event.participants, hosts
    if event.status is Status.CANCELLED:
        doers = [a for change in timeline.changes_of(event) if change.kind is Kind.CANCELLATION for a in change.actors]
        ours = {actor.country or actor.id for actor in doers}
        if doers:
            return doers, [actor for actor in event.participants if (actor.country or actor.id) not in ours]
    return event.participants, ()


def _entity(actor: Actor) -> dict[str, str]:
    state = states().get(actor.country) if actor.country else None
    rank = Level(actor.rank) if actor.rank in list(Level) else None
    entity = {
        "code": state.cameo or state.iso3 if state else None,
        "sector": _SECTORS.get(rank) if rank else "GOV" if actor.type is ActorType.STATE else None,
        "entity_text": actor.at[0].text if actor.at else actor.name,
        "identifier_text": actor.name,
        "identifier_id": actor.wikidata,
        "office": actor.office,
    }
    return {name: value for name, value in entity.items() if value}
