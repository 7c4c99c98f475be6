"""The timeline as a graph: who took part in what, where, about what; and the questions that one asks of it.

The only room that imports networkx.
"""

from timeline.graph.answers import answer
from timeline.graph.build import build
from timeline.graph.files import gexf, graphml
from timeline.graph.projection import co_participation
from timeline.graph.queries import Contact, Encounter, Hop, Step, contacts, encounters, history, path

__all__ = [
    "Contact",
    "Encounter",
    "Hop",
    "Step",
    "answer",
    "build",
    "co_participation",
    "contacts",
    "encounters",
    "gexf",
    "graphml",
    "history",
    "path",
]
