"""The timeline itself: ordered, immutable, queryable. Imports neither pandas nor networkx until they are used."""

from timeline.chronology.timeline import Timeline

__all__ = ["Timeline"]
