"""What is a node and what an edge.

Nodes (``type``): ``person``, ``state``, ``organisation``, ``office``, ``place``, ``event``, and on request ``document``. An event is a
node, however many take part; pairs are a projection that somebody asks for.

Edges (``relation``, which is also their key; one ``represents`` a term of office):

========== ============================ =================================================================
relation   from, to                     attributes
========== ============================ =================================================================
takes_part actor, encounter             role, country; repeats kind, status, start, end
acts_in    actor, change                role (actor or target), country; repeats kind, start, end
held_in    encounter, place
about      change, encounter
part_of    encounter, encounter
follows    encounter, earlier encounter
represents person, state                office, first, last: days of encounters; term_start, term_end where known
told_in    event, document              sentence, char_start, char_end (only with documents)
========== ============================ =================================================================

Attributes are flat text, numbers and truth values that every writer accepts; what is unknown is left out. Days are ISO texts,
``start`` and ``end`` the window, both inclusive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx

from timeline.chronology import Timeline
from timeline.chronology.rows import event_row
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.people import Term
from timeline.lexicon.states import states
from timeline.model.event import Actor, Event
from timeline.model.vocabulary import ActorType, Family

Attribute = str | int | float | bool
Graph: TypeAlias = "nx.MultiDiGraph[str]"

#: The columns of an event's row that its node carries.
_OF_EVENT = (
    "family", "kind", "subtype", "status", "status_as_of", "start", "end", "when", "precision", "basis", "edtf", "place", "countries",
    "host_country", "level", "topic", "duration", "history", "stale", "confidence", "n_documents", "n_sources", "sentence", "source",
    "published", "url",
)  # fmt: skip


def build(timeline: Timeline, *, documents: bool = False) -> Graph:
    """The graph of a timeline; ``documents`` adds a node for each article.

    >>> from timeline.model.event import Event
    >>> from timeline.model.vocabulary import Kind
    >>> build(Timeline([Event(id="e1", kind=Kind.CALL)])).nodes["e1"]["kind"]
    'call'
    """
    graph: Graph = nx.MultiDiGraph()
    if timeline.now is not None:
        graph.graph["as_of"] = timeline.now.isoformat()
    for event in timeline:
        row = event_row(event, timeline.about(event))
        kept = {name: row[name] for name in _OF_EVENT}
        graph.add_node(event.id, type="event", label=str(row["title"]), **_flat(kept))
    for event in timeline:
        _add_edges(graph, timeline, event)
        if documents:
            _add_documents(graph, event)
    return graph


def place_id(name: str, country: str | None) -> str:
    """The node of a place: its name and country, as a place has no id.

    >>> place_id("Helsinki", "FI")
    'place:Helsinki, FI'
    """
    return f"place:{name}, {country}" if country else f"place:{name}"


def _add_edges(graph: Graph, timeline: Timeline, event: Event) -> None:
    when = _flat({"start": event.start, "end": event.end})
    about = timeline.about(event)
    if event.family is Family.ENCOUNTER:
        status = event.status.value if event.status else None
        for actor in event.participants:
            _add_actor(graph, actor, event)
            more = _flat({"role": actor.role, "country": actor.country, "kind": event.kind.value, "status": status})
            _add_edge(graph, actor.id, event.id, "takes_part", **more, **when)
        if event.place is not None and event.place.name:
            place = place_id(event.place.name, event.place.country)
            where = _flat({"country": event.place.country, "lat": event.place.lat, "lon": event.place.lon})
            graph.add_node(place, type="place", label=event.place.name, **where)
            _add_edge(graph, event.id, place, "held_in")
    for role, actors in (("actor", event.actors), ("target", event.targets)):
        for actor in actors:
            _add_actor(graph, actor, event)
            _add_edge(
                graph, actor.id, event.id, "acts_in", role=role, **_flat({"country": actor.country, "kind": event.kind.value}), **when
            )
    if about is not None and about.id in graph:
        _add_edge(graph, event.id, about.id, "about")
    for relation, other in (("part_of", event.part_of), ("follows", event.follows)):
        if other in timeline:
            _add_edge(graph, event.id, timeline[str(other)].id, relation)


def _add_actor(graph: Graph, actor: Actor, event: Event) -> None:
    """The node of an actor, and of the state that a person acts for; its country is the one last seen."""
    graph.add_node(actor.id, type=actor.type.value, label=actor.name, **_flat({"country": actor.country, "office": actor.office}))
    if actor.type is not ActorType.PERSON or actor.country is None or actor.country not in states():
        return
    state = f"iso:{actor.country}"
    if state not in graph:
        graph.add_node(state, type="state", label=states()[actor.country].name, country=actor.country)
    term = _term(actor, event.start or event.published)
    key = f"represents {term.start}" if term else "represents"
    if not graph.has_edge(actor.id, state, key):
        more = _flat(
            {"office": actor.office, "term_start": term.start or None, "term_end": term.end or None} if term else {"office": actor.office}
        )
        graph.add_edge(actor.id, state, key, relation="represents", **more)
    if event.start is not None and event.end is not None:
        edge = graph.edges[actor.id, state, key]
        edge["first"] = min(edge.get("first", event.start.isoformat()), event.start.isoformat())
        edge["last"] = max(edge.get("last", event.end.isoformat()), event.end.isoformat())


def _term(actor: Actor, day: dt.date | None) -> Term | None:
    """The term in which a person acted for the state on that day, where the tables know it: that of the office named, if there is one."""
    known = knowledge().people.get(actor.id)
    if known is None or day is None:
        return None
    terms = [term for term in known.terms if term.country == actor.country and term.covers(day)]
    return next((term for term in terms if term.title == actor.office), terms[0] if terms else None)


def _add_documents(graph: Graph, event: Event) -> None:
    sources = {source.doc_id: source for source in event.sources}
    for mention in event.mentions:
        node, source = f"doc:{mention.doc_id}", sources.get(mention.doc_id)
        more = _flat({"source": source.source, "url": source.url, "published": source.published}) if source else {}
        graph.add_node(node, type="document", label=(source.title if source else None) or mention.doc_id, **more)
        told = {"sentence": mention.sentence, "char_start": mention.start, "char_end": mention.end}
        if not graph.has_edge(event.id, node, "told_in"):
            _add_edge(graph, event.id, node, "told_in", **_flat(told))


def _add_edge(graph: Graph, source: str, target: str, relation: str, **attributes: Attribute) -> None:
    graph.add_edge(source, target, relation, relation=relation, **attributes)


def _flat(values: Mapping[str, object]) -> dict[str, Attribute]:
    """What is known, as text, numbers and truth values."""
    kept: dict[str, Attribute] = {}
    for name, value in values.items():
        if isinstance(value, dt.date):
            kept[name] = value.isoformat()
        elif isinstance(value, str | int | float | bool):
            kept[name] = value
    return kept
