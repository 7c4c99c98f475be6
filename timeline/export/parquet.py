"""Parquet: the event-level columns, typed for whoever reads them, and each whole event as a JSON line in ``record``.

Days are ``date32``, categories dictionaries of text. :meth:`Timeline.from_parquet` reads ``record`` alone.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.chronology.rows import Value, event_row
from timeline.model import codebook
from timeline.model.record import to_line

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_TYPES = {
    "text": pa.string(),
    "list": pa.string(),
    "day": pa.date32(),
    "category": pa.dictionary(pa.int8(), pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def write(timeline: Timeline, stream: IO[bytes]) -> None:
    """Writes the file."""
    rows = [event_row(event, timeline.about(event)) for event in timeline]
    names, arrays = ["record"], [pa.array([to_line(event, about=timeline.about(event)) for event in timeline], pa.string())]
    for column in codebook.columns():
        names.append(column.name)
        arrays.append(pa.array([_utf8(row[column.name]) for row in rows], _TYPES[column.type or "text"]))
    pq.write_table(pa.table(arrays, names=names), stream)


def _utf8(value: Value) -> Value:
    """Half a surrogate pair, which Parquet cannot hold, as its escape."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
