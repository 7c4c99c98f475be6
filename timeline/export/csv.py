"""The event-level CSV: the columns of the codebook, one row an event.

RFC 4180 quoting, line ends ``\\n``, a formula guard of one apostrophe; a change repeats participants, countries and place of its
encounter, so that a filter on a name shows the whole story.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from timeline.chronology.cells import guard, to_cell
from timeline.chronology.rows import columns_of, event_row

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


class _UnixLines:
    """Ends rows with ``\\n``. The csv module quotes a lone ``\\r`` in a cell only where its own line end holds one."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, row: str) -> None:
        """Takes one row as the csv module writes it, with ``\\r\\n`` at its end."""
        self._stream.write(row[:-2] + "\n")


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes header and rows."""
    writer = csv.writer(_UnixLines(stream), lineterminator="\r\n")
    columns = columns_of(timeline)
    writer.writerow([guard(column) for column in columns])
    for event in timeline:
        row = event_row(event, timeline.about(event))
        writer.writerow([to_cell(row.get(column)) for column in columns])
