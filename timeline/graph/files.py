"""Graphs as files: GraphML, and GEXF with time.

Control characters, which XML cannot hold, are replaced; the clock that networkx writes into GEXF is replaced by the timeline's day.
"""

from __future__ import annotations

import io
import re
from typing import IO, Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from timeline.graph.build import Graph

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: nx.Graph[str], stream: IO[bytes]) -> None:
    """Writes GraphML, with typed attributes; spells, which it has no form for, are left out."""
    plain = _clean(graph, spells=False)
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(plain)
    writer.dump(stream)


def gexf(graph: nx.Graph[str], stream: IO[bytes], *, imprecise: bool = False) -> None:
    """Writes GEXF 1.2draft, dynamic where a date is known to be a day or a span.

    A window that is neither gives no life to its node, unless ``imprecise``: it would show an event for a whole month. It stands in
    ``window_start`` and ``window_end`` instead. Undated events have no life, so that they are always shown.
    """
    timed = _clean(graph, spells=True)
    if isinstance(graph, nx.MultiDiGraph):
        _give_life(timed, imprecise)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(timed)
    meta = writer.xml.find("meta")
    if meta is not None:
        meta.attrib.pop("lastmodifieddate", None)
        if "as_of" in graph.graph:
            meta.set("lastmodifieddate", graph.graph["as_of"])
    content = io.BytesIO()
    writer.write(content)
    stream.write(content.getvalue())


def _give_life(graph: Graph, imprecise: bool) -> None:
    """Leaves ``start`` and ``end``, which GEXF takes for a life, only where they are one."""
    for _, data in graph.nodes(data=True):
        if data["type"] == "event" and not (imprecise or data["precision"] in ("day", "span")):
            _rename(data)
    for source, target, data in graph.edges(data=True):
        event = target if data["relation"] in ("takes_part", "acts_in") else source
        if "start" not in graph.nodes[event]:
            _rename(data)


def _rename(data: dict[str, Any]) -> None:
    for name in ("start", "end"):
        if name in data:
            data[f"window_{name}"] = data.pop(name)


def _clean(graph: nx.Graph[str], *, spells: bool) -> nx.Graph[str]:
    """A copy that XML can hold."""
    copy = graph.__class__()
    copy.graph.update(graph.graph)
    copy.graph.pop("as_of", None)
    for node, data in graph.nodes(data=True):
        copy.add_node(_text(node), **_attributes(data, spells))
    if graph.is_multigraph():
        for source, target, key, data in graph.edges(keys=True, data=True):
            copy.add_edge(_text(source), _text(target), key, **_attributes(data, spells))
    else:
        for source, target, data in graph.edges(data=True):
            copy.add_edge(_text(source), _text(target), **_attributes(data, spells))
    return copy


def _attributes(data: dict[str, Any], spells: bool) -> dict[str, Any]:
    kept = {name: _text(value) if isinstance(value, str) else value for name, value in data.items()}
    if "spells" in kept and (not spells or not kept["spells"]):
        del kept["spells"]
    return kept


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
