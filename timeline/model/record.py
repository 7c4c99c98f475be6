"""An event as a JSON record and back, without loss.

The keys are those of DESIGN 4.3; ``event.schema.json`` beside this file describes them. Derived keys (``family``, ``title``,
``edtf``, ``n_documents``) are written and not read. ``members`` hold the document events behind a merged event, in the same
form with unknown values left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from timeline.errors import FormatError
from timeline.model.event import Event
from timeline.model.record_lines import event_text
from timeline.model.record_parts import (
    EVENT_KEYS,
    KINDS,
    STATUSES,
    Record,
    check,
    day_of,
    extra_of,
    maybe,
    number,
    one_of,
    read_actor,
    read_claim,
    read_dating,
    read_mention,
    read_place,
    read_source,
    read_step,
    read_topic,
    texts,
)
from timeline.model.title import title

#: Characters that some readers of JSON lines take for the end of a line.
_LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_record(event: Event, *, about: Event | None = None) -> Record:
    """The event as JSON values. ``about`` is the encounter of a change, which its title names.

    >>> from timeline.model.vocabulary import Kind, Status
    >>> to_record(Event(id="e1", kind=Kind.CALL, status=Status.HELD))["title"]
    'Call (held)'
    """
    record: Record = json.loads(event_text(event, title(event, about)))
    return record


def to_line(event: Event, *, about: Event | None = None) -> str:
    """The event as one line of JSON, without its line end, safe for every reader of JSON lines: its record, written straight away."""
    return _safe(event_text(event, title(event, about)))


def from_record(record: Mapping[str, Any]) -> Event:
    """The event of a record. Keys that are not known are passed over; missing ones are unknown.

    Raises :class:`~timeline.errors.FormatError`, naming event and key, where a value cannot be read.
    """
    if not isinstance(record, Mapping):
        raise FormatError(f"an event is a JSON object, not {type(record).__name__}")
    name = record.get("id")
    if not isinstance(name, str) or not name:
        raise FormatError("an event without 'id'; every line of a timeline has one")
    get = record.get
    try:
        check(record, "the event", EVENT_KEYS)
        return Event(
            id=name,
            kind=one_of(KINDS, get("kind"), "kind"),
            dating=read_dating(record),
            sources=tuple([read_source(s) for s in get("sources") or ()]),
            mentions=tuple([read_mention(m) for m in get("mentions") or ()]),
            confidence=number(get("confidence"), "confidence"),
            subtype=get("subtype"),
            status=maybe(STATUSES, get("status"), "status"),
            status_as_of=day_of(record, "status_as_of"),
            participants=tuple([read_actor(a) for a in get("participants") or ()]),
            place=read_place(get("place")),
            host_country=get("host_country"),
            countries=texts(get("countries"), "countries"),
            level=get("level"),
            topic=read_topic(get("topic")),
            duration=get("duration"),
            part_of=get("part_of"),
            follows=get("follows"),
            previous=tuple([read_dating(p) for p in get("previous_dates") or ()]),
            history=tuple([read_step(s) for s in get("status_history") or ()]),
            stale=bool(get("stale", False)),
            about=get("about"),
            actors=tuple([read_actor(a) for a in get("actors") or ()]),
            targets=tuple([read_actor(a) for a in get("targets") or ()]),
            claims=tuple([read_claim(c) for c in get("claims") or ()]),
            conflicts=texts(get("conflicts"), "conflicts"),
            members=tuple([from_record(m) for m in get("members") or ()]),
            reasons=texts(get("reasons"), "reasons"),
            n_sources=int(number(get("n_sources", 1), "n_sources") or 0),
            corrected=texts(get("corrected"), "corrected"),
            extra=extra_of(get("extra")),
        )
    except ValueError as error:
        raise FormatError(f"event {name}: {error}") from None


def dump_line(record: Mapping[str, Any]) -> str:
    """One line of JSON, without its line end, safe for every reader of JSON lines.

    >>> dump_line({"text": "a" + chr(0x2028) + "b"})
    '{"text": "a\\\\u2028b"}'
    """
    return _safe(json.dumps(record, ensure_ascii=False, allow_nan=False))


def _safe(line: str) -> str:
    """A line of JSON, what some readers cannot hold of it escaped."""
    if not line.isascii():
        try:
            line.encode("utf-16-le")  # as strict as UTF-8, and a tenth of its time
        except UnicodeEncodeError:  # half of a surrogate pair, from a text that was cut in two: no UTF-8, so escaped
            return json.dumps(json.loads(line), allow_nan=False)
        for mark, escape in _LINE_BREAKS.items():  # not str.translate, which looks every character up
            if mark in line:  # found at once or not there: in a tenth of the time that a replacement takes to count
                line = line.replace(mark, escape)
    return line


def load_line(line: str) -> Event:
    """The event of one line of JSON. Raises :class:`~timeline.errors.FormatError` where it holds none."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise FormatError(f"no JSON: {error}") from None
    return from_record(record)


def schema() -> Record:
    """The JSON Schema (draft 2020-12) of one event, as shipped with the package."""
    text = resources.files("timeline.model").joinpath("event.schema.json").read_text("utf-8")
    loaded: Record = json.loads(text)
    return loaded
