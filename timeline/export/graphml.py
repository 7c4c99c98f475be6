"""GraphML: the graph for Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import timeline.graph as graph
from timeline.graph.counting import Statuses
from timeline.graph.projection import Projection

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(
    timeline: Timeline, stream: IO[bytes], *, projection: Projection | None = None, status: Statuses = None, documents: bool = False
) -> None:
    """Writes the whole graph, with ``documents`` if asked; or its ``projection`` on people or states, by default of what was held."""
    whole = graph.build(timeline, documents=documents)
    graph.graphml(whole if projection is None else graph.co_participation(whole, projection, status=status), stream)
