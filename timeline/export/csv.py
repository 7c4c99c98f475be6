"""The event-level CSV: the columns of the codebook, one row an event.

RFC 4180 quoting, line ends ``\\n``, a formula guard of one apostrophe; a change repeats participants, countries and place of its
encounter, so that a filter on a name shows the whole story.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from timeline.chronology.cells import to_cell
from timeline.chronology.rows import COLUMNS, event_row

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes header and rows."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in timeline:
        row = event_row(event, timeline.about(event))
        writer.writerow([to_cell(row[column]) for column in COLUMNS])
