"""Reading event records, complete ones and those of other programs that tell less."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.errors import FormatError
from timeline.merging.naming import actor
from timeline.model.event import Event
from timeline.model.record import from_record


def read_events(lines: Iterable[str], *, name: str = "events") -> Iterator[Event]:
    """The events of JSON lines, one a line; blank lines are passed over.

    Records may tell less than ours: participants by name alone get an id of the name, sources are found from the mentions and
    a ``published`` at the top. Raises :class:`~timeline.errors.FormatError`, naming ``name`` and line, where a line is no event.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise FormatError(f"{name}:{number}: no JSON ({error}). One event a line is expected") from None
        try:
            yield from_record(complete(record))
        except FormatError as error:
            raise FormatError(f"{name}:{number}: {error}") from None


def complete(record: Any) -> Any:
    """The record with what other programs leave out: ids and types of actors, sources, sentences of mentions."""
    if not isinstance(record, Mapping):
        return record
    out = dict(record)
    day = _day(record.get("start")) or _day(record.get("published"))
    for key in ("participants", "actors", "targets"):
        out[key] = [_actor(a, day) for a in record.get(key) or ()]
    out["mentions"] = [{"sentence": "", "rule": "", "text": "", **m} if isinstance(m, Mapping) else m for m in record.get("mentions") or ()]
    if not record.get("sources"):
        docs = [m["doc_id"] for m in out["mentions"] if isinstance(m, Mapping) and m.get("doc_id")] or [record.get("doc_id")]
        out["sources"] = [{"doc_id": doc, "published": record.get("published")} for doc in dict.fromkeys(docs) if doc]
    return out


def _actor(given: Any, day: dt.date | None) -> Any:
    if isinstance(given, str):
        given = {"name": given}
    if not isinstance(given, Mapping) or not isinstance(given.get("name"), str) or given.get("id"):
        return given
    found = actor(given["name"], day)
    told = {key: value for key, value in given.items() if value is not None}
    known = {"id": found.id, "type": found.type.value, "country": found.country, "office": found.office, "rank": found.rank}
    return {**known, **told}


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
