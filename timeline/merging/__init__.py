"""Events of many documents become merged events: one encounter, all its sources, its whole story."""

from timeline.merging.merger import merge
from timeline.merging.reading import read_events

__all__ = ["merge", "read_events"]
