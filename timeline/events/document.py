"""The events of one document: mentions resolved, put together, made into encounters and changes."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.accepting import is_encounter
from timeline.events.changes import changes_of
from timeline.events.completing import complete_days
from timeline.events.confidence import confidence
from timeline.events.encounters import Made, Source, encounter
from timeline.events.gatherings import add_bodies, add_members, add_nations, add_opponents, add_pairs, name_bodies
from timeline.events.grouping import group
from timeline.events.lasting import complete_nth_days, complete_spans
from timeline.events.nearby import add_those_before, continue_trips, name_hosts
from timeline.events.pairs import meet_again, meet_the_pair
from timeline.events.resolving import Resolver
from timeline.events.separate import occasions
from timeline.events.trips import date_by_others, places_of_stays
from timeline.events.tying import (
    add_counted_parties,
    add_hosts,
    add_inviters,
    complete_summits,
    continue_talks,
    inherit_from_visits,
    tie_to_visits,
    together,
)
from timeline.events.whereabouts import places_by_words, places_of_report
from timeline.model.document import Document
from timeline.model.event import Dating, Event
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import Family, Kind

_CHANGES = frozenset({kind.value for kind in Kind if kind.family is Family.CHANGE})


def document_events(document: Document, lifted: Lifted, datings: Sequence[Dating], *, gazetteer: str | None = None) -> tuple[Event, ...]:
    """The encounters and changes that a document tells, in text order, encounters before changes.

    ``datings`` is one dating for each of ``lifted.timexes``; ``gazetteer`` the path of a user's table of people and organisations.
    """
    source = Source(document, lifted)
    resolver = Resolver(document, lifted, datings, gazetteer)
    tellings = occasions(resolver.tellings(), document.text)
    encounters = [t for t in tellings if t.kind not in _CHANGES and t.mention.reference not in ("generic", "counted")]
    encounters = add_inviters(inherit_from_visits(encounters), tellings, resolver.sides, resolver.combine)
    groups = group(encounters, document.published)
    add_those_before(groups, resolver)
    name_hosts(groups, resolver.sides)
    continue_trips(groups, resolver.sides)
    add_pairs(groups, resolver, document.doc_id)
    continue_talks(groups, resolver.sides, document.text)
    meet_again(groups, document.text)
    add_counted_parties(groups, resolver)
    complete_summits(groups, resolver.sides, document.text)
    add_hosts(groups, resolver.sides, document.doc_id, document.text)
    add_nations(groups, resolver, document.doc_id)
    add_bodies(groups, resolver, document.doc_id)
    add_members(groups, resolver, document.doc_id)
    name_bodies(groups, resolver, document.doc_id)
    add_opponents(groups, resolver, document.doc_id)
    continue_talks(groups, resolver.sides, document.text, numbered=True)
    meet_the_pair(groups, resolver)
    owner = {t.index: g for g in groups for t in g.tellings}
    made: dict[int, Made] = {}
    for g in groups:
        event = encounter(g, source, resolver.combine, resolver.speaker)
        if is_encounter(event, g, resolver.sides, lifted):
            made[id(g)] = Made(event, g)
    tie_to_visits(made, groups, owner)
    places_by_words(made.values(), lifted, resolver.places, document.text)
    complete_spans(made.values(), tellings, lifted, document.text, document.published)
    together(made)
    complete_days(made.values(), lifted, datings, document.text, document.published)
    complete_nth_days(made.values(), lifted, document.text)
    date_by_others(made.values(), document.text, document.published)
    places_of_report(made.values(), resolver.places, document.text, document.published)
    places_of_stays(made.values(), lifted, document.published)
    acts = changes_of([t for t in tellings if t.kind in _CHANGES], made, owner, source, resolver.roster)
    for m in made.values():
        m.event = replace(m.event, confidence=confidence(m.event))
    return (*(m.event for m in made.values()), *(replace(c, confidence=confidence(c)) for c in acts))
