"""Turn news articles into a dated timeline of diplomatic encounters: who met, called or visited whom, and what became of it.

>>> import timeline
>>> article = timeline.Document(text="...", published="2025-10-22")     # or a path: timeline.extract("articles/")

Every name here is loaded on use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline import evaluate, export, graph
    from timeline.chronology import Timeline
    from timeline.errors import TimelineError
    from timeline.model.document import Document
    from timeline.model.event import Actor, Event, Place
    from timeline.model.vocabulary import Basis, Kind, Status
    from timeline.pipeline import extract, load

__version__ = "0.1.0"

_HOME = {
    "Actor": "timeline.model.event",
    "Basis": "timeline.model.vocabulary",
    "Document": "timeline.model.document",
    "Event": "timeline.model.event",
    "Kind": "timeline.model.vocabulary",
    "Place": "timeline.model.event",
    "Status": "timeline.model.vocabulary",
    "Timeline": "timeline.chronology",
    "TimelineError": "timeline.errors",
    "extract": "timeline.pipeline",
    "load": "timeline.pipeline",
}
_ROOMS = ("evaluate", "export", "graph")

__all__ = [
    "Actor",
    "Basis",
    "Document",
    "Event",
    "Kind",
    "Place",
    "Status",
    "Timeline",
    "TimelineError",
    "evaluate",
    "export",
    "extract",
    "graph",
    "load",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in _ROOMS:
        return importlib.import_module(f"timeline.{name}")
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
