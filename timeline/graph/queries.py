"""The questions that one asks of the graph. What did not happen is never counted: ``status`` is held and ongoing by default.

``status`` is one status, several, or ``"any"``. Names match loosely, as in
:meth:`~timeline.chronology.timeline.Timeline.involving`. Answers come in a fixed order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.chronology.names import Match, match, near
from timeline.errors import QueryError
from timeline.graph.build import Graph
from timeline.graph.counting import Statuses, counted, occasion, participants, statuses
from timeline.model.event import Actor
from timeline.model.vocabulary import ActorType

_ACTORS = frozenset(ActorType)


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter. ``start`` and ``end`` are the window's ISO days, inclusive, None where unknown; ``when`` is for reading."""

    id: str
    kind: str
    status: str | None
    status_as_of: str | None
    start: str | None
    end: str | None
    when: str
    title: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody met: on how many occasions (a summit and its sessions are one), first and last dated day of these."""

    id: str
    name: str
    type: str
    count: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in an encounter's story: a ``status`` that was told, or a change. ``day`` is the day that it was said, done, or (a
    window) first possible; None where unknown."""

    day: str | None
    what: str
    title: str
    id: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a path: two who took part in one encounter."""

    a: str
    b: str
    id: str
    title: str


def encounters(
    graph: Graph, a: str, b: str | None = None, *, status: Statuses = None, kind: str | None = None, represented: bool = True
) -> tuple[Encounter, ...]:
    """When did A and B meet, call or visit? (``b`` left out: when did A take part in anything?)

    A state stands for everyone who acts for it, unless ``represented`` is false. Raises :class:`~timeline.errors.QueryError` for an
    unknown name or status.
    """
    asked = [_who(graph, name) for name in (a, b) if name is not None]
    return tuple(
        _encounter(graph, event)
        for event in counted(graph, statuses(status), kind=kind)
        if all(any(_is(graph, actor, edge, one, represented) for actor, edge in participants(graph, event)) for one in asked)
    )


def contacts(
    graph: Graph,
    a: str,
    *,
    status: Statuses = None,
    types: Iterable[str] = ("person", "state", "organisation", "office"),
    represented: bool = True,
) -> tuple[Contact, ...]:
    """Whom did A meet, call or visit together with, how often, first and last? Most frequent first.

    For a state, its own people are left out. ``types`` keeps contacts of these types. Raises :class:`~timeline.errors.QueryError` for an
    unknown name or status.
    """
    asked = _who(graph, a)
    events = counted(graph, statuses(status))
    here = frozenset(events)
    found: dict[str, tuple[set[str], list[str]]] = {}
    for event in events:
        present = list(participants(graph, event))
        ours = {actor for actor, edge in present if _is(graph, actor, edge, asked, represented)}
        if not ours:
            continue
        for actor, _ in present:
            if actor in ours or graph.nodes[actor]["type"] not in types:
                continue
            occasions, days = found.setdefault(actor, (set(), []))
            occasions.add(occasion(graph, event, here))
            days.extend(day for day in (graph.nodes[event].get("start"), graph.nodes[event].get("end")) if day)
    rows = [
        Contact(actor, graph.nodes[actor]["label"], graph.nodes[actor]["type"], len(met), min(days, default=None), max(days, default=None))
        for actor, (met, days) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name, row.id)))


def history(graph: Graph, event: str) -> tuple[Step, ...]:
    """What became of a plan? The statuses told of it and the changes about it, by day (of one day: in the order told), with those of
    the plans that it takes up anew and of those that take it up.

    ``event`` is the id of an encounter, or of a change about one. Raises :class:`~timeline.errors.QueryError` for an unknown id.
    """
    if event not in graph or graph.nodes[event]["type"] != "event":
        raise QueryError(f"history({event!r}): no such event; ids stand in the column 'id'")
    start = next((other for _, other, relation in graph.out_edges(event, keys=True) if relation == "about"), event)
    steps: list[Step] = []
    for id in _chain(graph, start):
        node = graph.nodes[id]
        for item in str(node.get("history", "")).split("; "):
            day, _, status = item.rpartition(" ")
            if status:
                steps.append(Step(day or None, status, node["label"], id))
        for change, _, relation in graph.in_edges(id, keys=True):
            if relation == "about":
                steps.append(Step(graph.nodes[change].get("start"), graph.nodes[change]["kind"], graph.nodes[change]["label"], change))
    return tuple(sorted(steps, key=lambda step: (step.day is None, step.day or "")))


def path(graph: Graph, a: str, b: str, *, status: Statuses = None, through: Iterable[str] = ("person", "organisation")) -> tuple[Hop, ...]:
    """Through whom are A and B linked? The shortest chain of people who took part in one encounter with the next; empty where there is
    none.

    Only people and organisations link, unless ``through`` names other types (a path through "United States" links everyone). A name
    that several bear starts from all of them. Raises :class:`~timeline.errors.QueryError` for an unknown name or status.
    """
    types = frozenset(through)
    starts, ends = _who(graph, a).ids, _who(graph, b).ids
    events = frozenset(counted(graph, statuses(status)))
    came: dict[str, tuple[str, str] | None] = dict.fromkeys(sorted(starts))
    queue = deque(came)
    while queue:
        actor = queue.popleft()
        if actor in ends:
            return tuple(_hops(graph, came, actor))
        for event in _events_of(graph, actor, events):
            for other, _ in participants(graph, event):
                if other not in came and (other in ends or graph.nodes[other]["type"] in types):
                    came[other] = (actor, event)
                    queue.append(other)
    return ()


def table(rows: Iterable[Encounter | Contact | Step | Hop]) -> str:
    """Answers of one kind as aligned lines of text, one an answer, under a line with the names of their fields; empty for none."""
    given = tuple(rows)
    if not given:
        return ""
    names = given[0].__slots__
    cells = [list(names), *(["" if getattr(row, name) is None else str(getattr(row, name)) for name in names] for row in given)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)


def _who(graph: Graph, name: str) -> Match:
    nodes = {node: data for node, data in graph.nodes(data=True) if data["type"] in _ACTORS}
    found = match(name, (Actor(node, data["label"], ActorType(data["type"]), data.get("country")) for node, data in nodes.items()))
    if found is None:
        close = near(name, sorted({data["label"] for data in nodes.values()}))
        raise QueryError(f"{name!r}: nobody of that name in the graph." + (f" Near: {', '.join(close)}." if close else ""))
    return found


def _is(graph: Graph, actor: str, edge: dict[str, object], asked: Match, represented: bool) -> bool:
    return actor in asked.ids or (represented and asked.state is not None and edge.get("country") == asked.state)


def _encounter(graph: Graph, event: str) -> Encounter:
    get = graph.nodes[event].get
    return Encounter(event, get("kind"), get("status"), get("status_as_of"), get("start"), get("end"), get("when"), get("label"))


def _chain(graph: Graph, event: str) -> list[str]:
    """The encounter with those that it follows and that follow it."""
    found, queue = [event], deque([event])
    while queue:
        here = queue.popleft()
        linked = [other for _, other, relation in graph.out_edges(here, keys=True) if relation == "follows"]
        linked += [other for other, _, relation in graph.in_edges(here, keys=True) if relation == "follows"]
        for other in linked:
            if other not in found:
                found.append(other)
                queue.append(other)
    return found


def _events_of(graph: Graph, actor: str, events: frozenset[str]) -> Iterator[str]:
    for _, event, relation in graph.out_edges(actor, keys=True):
        if relation == "takes_part" and event in events:
            yield event


def _hops(graph: Graph, came: dict[str, tuple[str, str] | None], end: str) -> Iterator[Hop]:
    hops = []
    link = came[end]
    while link is not None:
        before, event = link
        hops.append(Hop(graph.nodes[before]["label"], graph.nodes[end]["label"], event, graph.nodes[event]["label"]))
        end, link = before, came[before]
    return reversed(hops)
