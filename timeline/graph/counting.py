"""Which encounters of a graph count, and as what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from timeline.chronology.statuses import asked_statuses
from timeline.graph.build import Graph
from timeline.model.vocabulary import Status

Statuses = str | Iterable[str] | None


def statuses(status: Statuses) -> frozenset[Status] | None:
    """The statuses asked for, by default held and ongoing; None for any."""
    return asked_statuses(status)


def counted(graph: Graph, asked: frozenset[Status] | None, *, kind: str | None = None) -> list[str]:
    """The encounters of these statuses (None: any) and this kind, in the timeline's order."""
    return [
        node
        for node, data in graph.nodes(data=True)
        if data["type"] == "event"
        and data["family"] == "encounter"
        and (asked is None or data.get("status") in asked)
        and (kind is None or data["kind"] == kind)
    ]


def participants(graph: Graph, event: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Who takes part in an encounter, with the edge that says so."""
    for actor, _, relation, edge in graph.in_edges(event, keys=True, data=True):
        if relation == "takes_part":
            yield actor, edge


def occasion(graph: Graph, event: str, counted: Collection[str]) -> str:
    """The occasion that an encounter is one of: the outermost whole among the counted ones, so that a summit and its sessions are one."""
    seen = {event}
    while True:
        wholes = [other for _, other, relation in graph.out_edges(event, keys=True) if relation == "part_of" and other in counted]
        if not wholes or wholes[0] in seen:
            return event
        event = wholes[0]
        seen.add(event)
