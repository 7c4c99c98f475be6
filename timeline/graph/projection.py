"""Pairs, for whoever asks for them: people or states tied by the encounters that they shared."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import networkx as nx

from timeline.errors import QueryError
from timeline.graph.build import Graph
from timeline.graph.counting import Statuses, counted, occasion, participants, statuses
from timeline.lexicon.states import states

Projection = Literal["people", "states"]


def co_participation(graph: Graph, of: Projection = "people", *, status: Statuses = None, imprecise: bool = False) -> nx.Graph[str]:
    """Who met whom, how often? An undirected graph of people, or of states, tied by the occasions that they shared.

    ``weight`` of an edge counts occasions (a summit and its sessions are one); ``first`` and ``last`` are the outermost days of their
    windows; ``spells`` the dated days themselves, which make a dynamic picture (windows that are no days or spans only with
    ``imprecise``). States are tied by their own part and by their people's. Of some days alone: ``tl.between(…).graph()``.

    Raises :class:`~timeline.errors.QueryError` for an unknown status or projection.
    """
    if of not in ("people", "states"):
        raise QueryError(f"co_participation(of={of!r}): not one of people, states")
    events = counted(graph, statuses(status))
    here = frozenset(events)
    pairs: nx.Graph[str] = nx.Graph()
    met: dict[tuple[str, str], set[str]] = {}
    for event in events:
        data = graph.nodes[event]
        nodes = _people(graph, event) if of == "people" else _states(data)
        for node, more in nodes.items():
            pairs.add_node(node, **more)
        for a, b in combinations(sorted(nodes), 2):
            met.setdefault((a, b), set()).add(occasion(graph, event, here))
            if not pairs.has_edge(a, b):
                pairs.add_edge(a, b, spells=[])
            edge = pairs.edges[a, b]
            edge["weight"] = len(met[a, b])
            if "start" in data:
                edge["first"] = min(edge.get("first", data["start"]), data["start"])
                edge["last"] = max(edge.get("last", data["end"]), data["end"])
                spell = (data["start"], data["end"])
                if (imprecise or data["precision"] in ("day", "span")) and spell not in edge["spells"]:
                    edge["spells"].append(spell)
    return pairs


def _people(graph: Graph, event: str) -> dict[str, dict[str, str]]:
    found = {}
    for actor, edge in participants(graph, event):
        node = graph.nodes[actor]
        if node["type"] == "person":
            country = edge.get("country") or node.get("country")
            found[actor] = {"type": "person", "label": node["label"]} | ({"country": country} if country else {})
    return found


def _states(event: dict[str, str]) -> dict[str, dict[str, str]]:
    known = states()
    codes = [code for code in event.get("countries", "").split("; ") if code]
    return {
        f"iso:{code}": {"type": "state", "label": known[code].name if code in known else code, "country": code}
        | ({"iso3": known[code].iso3} if code in known else {})
        for code in codes
    }
