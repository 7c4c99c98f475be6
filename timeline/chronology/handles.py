"""What leads from a timeline to the rooms above it, and to and from files: one line each, imported on use."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from timeline.chronology.timeline import Timeline
    from timeline.model.codebook import Level
    from timeline.view.picture import Picture

File = str | PathLike[str]


def _timeline(handles: Handles) -> Timeline:
    """The timeline that these methods are of."""
    return cast("Timeline", handles)


class Handles:
    """Methods of :class:`~timeline.chronology.timeline.Timeline` that hand it on."""

    __slots__ = ()

    # ------------------------------------------------------------------ frames

    def to_frame(self, level: Level = "event", *, status: str | Iterable[str] | None = None) -> pd.DataFrame:
        """A pandas frame: one row an ``event``, ``participant``, ``dyad``, ``mention`` or ``claim``; columns as in the codebook.

        ``status`` keeps the rows of these statuses (``"any"``: all). It is ``"any"`` by default, except for dyads, which link states and
        therefore count held and ongoing encounters only.
        """
        from timeline.chronology.frame import to_frame

        return to_frame(_timeline(self), level, status=status)

    @staticmethod
    def from_frame(frame: pd.DataFrame) -> Timeline:
        """The timeline of an event-level frame, as far as its rows tell; its rows keep their order where no date decides."""
        from timeline.chronology.frame import from_frame

        return from_frame(frame)

    # ------------------------------------------------------------------ files

    @staticmethod
    def from_csv(path: File | IO[str]) -> Timeline:
        """The timeline of a CSV of ours, as far as its rows tell. Raises :class:`~timeline.errors.FormatError`, naming line and column."""
        from timeline.chronology.read import read_csv

        return read_csv(path)

    @staticmethod
    def from_jsonl(path: File | IO[str]) -> Timeline:
        """The timeline of JSON lines, whole. Raises :class:`~timeline.errors.FormatError`, naming the line."""
        from timeline.chronology.read import read_jsonl

        return read_jsonl(path)

    @staticmethod
    def from_parquet(path: File) -> Timeline:
        """The timeline of a Parquet file of ours, whole."""
        from timeline.chronology.read import read_parquet

        return read_parquet(path)

    @staticmethod
    def read(path: File) -> Timeline:
        """The timeline of a ``.csv``, ``.jsonl`` or ``.parquet`` file of ours."""
        from timeline.chronology.read import read

        return read(path)

    def to_csv(self, path: File | IO[str] | None = None) -> str | None:
        """Writes the event-level CSV; without a path, gives its text."""
        return self._written("csv", path)

    def to_jsonl(self, path: File | IO[str] | None = None) -> str | None:
        """Writes one event a line as JSON; without a path, gives the text."""
        return self._written("jsonl", path)

    def to_parquet(self, path: File) -> None:
        """Writes Parquet: the event-level columns, typed, and each whole event as JSON in ``record``."""
        self.export(path, "parquet")

    def to_html(self, path: File | None = None) -> str | None:
        """Writes the self-contained web page; without a path, gives its text."""
        return self._written("html", path)

    def export(self, path: File | IO[str], format: str | None = None, **options: Any) -> None:
        """Writes any format of :data:`timeline.export.FORMATS`; the path's suffix tells which, unless ``format`` does.

        See :func:`timeline.export.write` for ``options`` and errors.
        """
        import timeline.export as export

        export.write(_timeline(self), path, format, **options)

    def _written(self, format: str, path: File | IO[str] | None) -> str | None:
        import timeline.export as export

        if path is None:
            return export.text(_timeline(self), format)
        export.write(_timeline(self), path, format)
        return None

    # ------------------------------------------------------------------ graph and view

    def graph(self, *, documents: bool = False) -> nx.MultiDiGraph[str]:
        """The graph of people, states, organisations, places and events; see :func:`timeline.graph.build`."""
        import timeline.graph as graph

        return graph.build(_timeline(self), documents=documents)

    def plot(self, **options: Any) -> Picture:
        """An interactive picture (Altair); see :func:`timeline.view.plot`."""
        import timeline.view as view

        return view.plot(_timeline(self), **options)

    def explain(self, id: str) -> str:
        """Which words and sources decided each field of an event, and why it was merged, as text."""
        import timeline.view as view

        return view.explain(_timeline(self), id)

    def _repr_html_(self) -> str:
        import timeline.view as view

        return view.html(_timeline(self))
