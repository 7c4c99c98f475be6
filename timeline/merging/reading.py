"""Reading event records, complete ones and those of other programs that tell less."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.chrono.interval import Interval
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
    """The record with what other programs leave out: ids and types of actors, precision, sources, sentences of mentions.

    Raises :class:`~timeline.errors.FormatError`, naming event and key, where actors or mentions are no list of such.
    """
    if not isinstance(record, Mapping):
        return record
    out = dict(record)
    start, end = _day(record.get("start")), _day(record.get("end"))
    day = start or _day(record.get("published"))
    for key in ("participants", "actors", "targets"):
        out[key] = [_actor(given, day) for given in _listed(record, key, "names, or objects with a name")]
    out["mentions"] = [
        {"sentence": "", "rule": "", "text": "", **m} for m in _listed(record, "mentions", "objects with doc_id, start, end")
    ]
    if start is not None and end is not None and start <= end and record.get("precision") is None:
        out["precision"] = Interval(start, end).precision.value
    if not record.get("sources"):
        docs = [m["doc_id"] for m in out["mentions"] if m.get("doc_id")] or [record.get("doc_id")]
        out["sources"] = [{"doc_id": doc, "published": record.get("published")} for doc in dict.fromkeys(docs) if doc]
    return out


def _listed(record: Mapping[str, Any], key: str, what: str) -> list[Any]:
    found = record.get(key) or []
    named = key != "mentions"
    if not isinstance(found, list) or not all(isinstance(item, Mapping) or (named and isinstance(item, str)) for item in found):
        raise FormatError(f"event {record.get('id')}: {key!r} is a list of {what}")
    return found


def _actor(given: Any, day: dt.date | None) -> Any:
    if isinstance(given, str):
        given = {"name": given}
    if not isinstance(given.get("name"), str) or given.get("id"):
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
