"""GEXF: the graph, dynamic, for Gephi."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import timeline.graph as graph
from timeline.graph.counting import Statuses
from timeline.graph.projection import Projection

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(
    timeline: Timeline,
    stream: IO[bytes],
    *,
    projection: Projection | None = None,
    status: Statuses = None,
    documents: bool = False,
    imprecise: bool = False,
) -> None:
    """Writes the whole graph, with ``documents`` if asked; or its ``projection`` on people or states, by default of what was held.

    Only days and spans make something appear and vanish, unless ``imprecise``.
    """
    whole = graph.build(timeline, documents=documents)
    if projection is None:
        graph.gexf(whole, stream, imprecise=imprecise)
    else:
        pairs = graph.co_participation(whole, projection, status=status, imprecise=imprecise)
        pairs.graph.update(whole.graph)
        graph.gexf(pairs, stream)
