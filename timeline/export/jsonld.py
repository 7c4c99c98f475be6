"""schema.org events as JSON-LD.

``eventStatus`` as schema.org has it: EventScheduled (also for what was held), EventRescheduled with ``previousStartDate``, EventPostponed
with the date that it had, EventCancelled. It has no value for proposed, denied, not held and disputed; our own status stands in
``tl:status`` always, and nobody is an ``attendee`` of those but ``tl:named``. The context is written out, so that no reader fetches one.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from timeline.chrono.edtf import edtf
from timeline.chrono.interval import Precision
from timeline.export.partial import partial
from timeline.model.event import Actor, Dating, Event
from timeline.model.title import title
from timeline.model.vocabulary import ActorType, Family, Status

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_CONTEXT = {
    "@vocab": "https://schema.org/",
    "tl": "urn:diplomatic-timeline:",
    "eventStatus": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "superEvent": {"@type": "@id"},
}
_STATUS = {
    Status.HELD: "EventScheduled",
    Status.ONGOING: "EventScheduled",
    Status.SCHEDULED: "EventScheduled",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
}
_TYPES = {ActorType.PERSON: "Person", ActorType.STATE: "Country", ActorType.ORGANISATION: "Organization", ActorType.OFFICE: "Organization"}


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes the encounters as one graph."""
    events = [_event(event) for event in timeline if event.family is Family.ENCOUNTER]
    json.dump({"@context": _CONTEXT, "@graph": events}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _event(event: Event) -> dict[str, Any]:
    start, end = _dates(event.dating)
    before = [date for date in (_dates(past)[0] for past in event.previous) if date]
    status = _STATUS.get(event.status) if event.status else None
    if status == "EventScheduled" and before:
        status = "EventRescheduled"
    if status == "EventPostponed":
        before, start, end = ([*before, start] if start else before), None, None
    record = {
        "@id": f"tl:{event.id}",
        "@type": "Event",
        "name": title(event),
        "startDate": start,
        "endDate": end,
        "previousStartDate": before or None,
        "eventStatus": f"https://schema.org/{status}" if status else None,
        "attendee" if status else "tl:named": [_actor(actor) for actor in event.participants] or None,
        "location": _place(event),
        "superEvent": f"tl:{event.part_of}" if event.part_of else None,
        "description": event.mentions[0].sentence if event.mentions else None,
        "subjectOf": [_source(source.url, source.source, source.title) for source in event.sources if source.url] or None,
        "tl:kind": event.kind.value,
        "tl:status": event.status.value if event.status else None,
        "tl:statusAsOf": event.status_as_of.isoformat() if event.status_as_of else None,
        "tl:edtf": edtf(event.dating.interval, span=event.dating.precision is Precision.SPAN) or None,
    }
    return {name: value for name, value in record.items() if value is not None}


def _dates(dating: Dating) -> tuple[str | None, str | None]:
    """First and last day of a span; of any other window the day, month or year that holds it, as a start without an end."""
    if dating.interval is not None and dating.precision is Precision.SPAN:
        return dating.interval.start.isoformat(), dating.interval.end.isoformat()
    return partial(dating), None


def _actor(actor: Actor) -> dict[str, Any]:
    record = {"@id": f"tl:{actor.id}", "@type": _TYPES[actor.type], "name": actor.name, "jobTitle": actor.office}
    if actor.wikidata:
        record["@id"] = f"http://www.wikidata.org/entity/{actor.wikidata}"
    return {name: value for name, value in record.items() if value}


def _place(event: Event) -> dict[str, Any] | None:
    place = event.place
    if place is None:
        return None
    record: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.country:
        record["address"] = {"@type": "PostalAddress", "addressCountry": place.country}
    if place.lat is not None and place.lon is not None:
        record["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return record


def _source(url: str | None, publisher: str | None, headline: str | None) -> dict[str, Any]:
    record = {"@type": "NewsArticle", "url": url, "headline": headline}
    if publisher:
        record |= {"publisher": {"@type": "Organization", "name": publisher}}  # type: ignore[dict-item]
    return {name: value for name, value in record.items() if value}
