"""The smaller values of a record: windows, actors, places, tellings, claims, sources; each read back from what
:mod:`timeline.model.record_lines` writes.

Readers raise ``ValueError`` or ``KeyError``, which :func:`timeline.model.record.from_record` turns into a named error.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from timeline.chrono.interval import Interval, Precision
from timeline.model.event import Actor, At, Claim, Dating, EventMention, Place, SourceRef, StatusStep
from timeline.model.vocabulary import ActorType, Basis, Kind, PublishedBasis, Status

Record = dict[str, Any]
T = TypeVar("T")
KINDS = {kind.value: kind for kind in Kind}
STATUSES = {status.value: status for status in Status}
PRECISIONS = {precision.value: precision for precision in Precision}
BASES = {basis.value: basis for basis in Basis}
ACTOR_TYPES = {kind.value: kind for kind in ActorType}
PUBLISHED = {basis.value: basis for basis in PublishedBasis}

#: What a key may hold: classes of JSON values, and the words for them.
Holds = tuple[frozenset[type], str]
TEXT: Holds = (frozenset({str}), "a text")
MAYBE_TEXT: Holds = (frozenset({str, type(None)}), "a text or null")
OFFSET: Holds = (frozenset({int}), "a whole number")
MAYBE_OFFSET: Holds = (frozenset({int, type(None)}), "a whole number or null")
MAYBE_LIST: Holds = (frozenset({list, tuple, type(None)}), "a list")
SPAN = (("doc_id", TEXT), ("start", OFFSET), ("end", OFFSET))
CUE = (("status_cue", MAYBE_TEXT), ("cue_start", MAYBE_OFFSET), ("cue_end", MAYBE_OFFSET), ("cue_rule", MAYBE_TEXT))
AT_KEYS = (*SPAN, ("text", TEXT), ("rule", TEXT))
MENTION_KEYS = (*AT_KEYS, ("sentence", TEXT), *CUE)
STEP_KEYS = (*SPAN, ("by", MAYBE_TEXT), ("sentence", TEXT))
CLAIM_KEYS = (
    *(("field", TEXT), ("value", MAYBE_TEXT), ("doc_id", TEXT)),
    *(("start", MAYBE_OFFSET), ("end", MAYBE_OFFSET), ("quote", MAYBE_TEXT)),
)
SOURCE_KEYS = (("doc_id", TEXT), *((key, MAYBE_TEXT) for key in ("source", "url", "title", "digest")))
ACTOR_KEYS = (("id", TEXT), ("name", TEXT), *((key, MAYBE_TEXT) for key in ("country", "office", "role", "rank")), ("at", MAYBE_LIST))
PLACE_KEYS = (("name", TEXT), ("country", MAYBE_TEXT), ("at", MAYBE_LIST))
DATING_KEYS = (
    *((key, MAYBE_TEXT) for key in ("date_text", "date_value", "date_mod", "date_rule")),
    *((key, MAYBE_OFFSET) for key in ("date_start", "date_end")),
)
EVENT_KEYS = (
    *((key, MAYBE_TEXT) for key in ("subtype", "host_country", "level", "duration", "part_of", "follows", "about")),
    *((key, MAYBE_LIST) for key in ("sources", "mentions", "participants", "previous_dates", "status_history", "actors", "targets")),
    *((key, MAYBE_LIST) for key in ("claims", "members")),
)


def day_of(record: Mapping[str, Any], key: str) -> dt.date | None:
    """The day under a key, or None. Raises ValueError where it is no ISO day."""
    value = record.get(key)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"'{key}' is {value!r}, not a day like 2018-07-16") from None


def check(record: object, what: str, keys: Iterable[tuple[str, Holds]]) -> None:
    """Raises ValueError, naming the key, where ``record`` is no JSON object or a key holds another type than it should."""
    if not isinstance(record, Mapping):
        raise ValueError(f"{what} is {record!r}, not a JSON object")
    get = record.get
    for key, (classes, words) in keys:
        value = get(key)
        if value.__class__ not in classes:
            raise ValueError(f"'{key}' is missing in {what}" if value is None else f"'{key}' of {what} is {value!r}, not {words}")


def texts(value: object, key: str) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list | tuple | None) or not all(isinstance(item, str) for item in value or ()):
        raise ValueError(f"'{key}' is {value!r}, not a list of texts")
    return tuple(value or ())


def extra_of(value: object) -> tuple[tuple[str, str], ...]:
    """The user's own columns."""
    if value is None:
        return ()
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError(f"'extra' is {value!r}, not an object of texts")
    return tuple(value.items())


def one_of(known: Mapping[str, T], value: object, key: str) -> T:
    """The member of a vocabulary. Raises ValueError, naming what there is."""
    found = known.get(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{key}' is {value!r}, not one of {', '.join(known)}")
    return found


def number(value: object, key: str) -> float | None:
    """A finite number, or None."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value)):
        raise ValueError(f"'{key}' is {value!r}, not a number")
    return value


def maybe(known: Mapping[str, T], value: object, key: str) -> T | None:
    """The member of a vocabulary, or None."""
    return None if value is None else one_of(known, value, key)


def read_dating(record: Mapping[str, Any]) -> Dating:
    """The window of a record."""
    check(record, "a date", DATING_KEYS)
    get = record.get
    start, end = day_of(record, "start"), day_of(record, "end")
    if (start is None) != (end is None):
        raise ValueError("'start' and 'end' are both days or both null")
    return Dating(
        interval=Interval(start, end) if start is not None and end is not None else None,
        precision=maybe(PRECISIONS, get("precision"), "precision") or Precision.NONE,
        basis=maybe(BASES, get("basis"), "basis") or Basis.NONE,
        text=get("date_text"),
        start=get("date_start"),
        end=get("date_end"),
        value=get("date_value"),
        mod=get("date_mod"),
        rule=get("date_rule"),
        vague=bool(get("date_vague", False)),
    )


def read_at(record: Mapping[str, Any]) -> At:
    """Where a field was read, of a record."""
    check(record, "a mention", AT_KEYS)
    return At(record["doc_id"], record["start"], record["end"], record["text"], record["rule"])


def read_topic(record: Mapping[str, Any] | None) -> At | None:
    """The topic of a record, or None."""
    return None if record is None else read_at(record)


def read_actor(record: Mapping[str, Any]) -> Actor:
    """The actor of a record."""
    check(record, "an actor", ACTOR_KEYS)
    get = record.get
    return Actor(
        id=record["id"],
        name=record["name"],
        type=one_of(ACTOR_TYPES, get("type"), "type"),
        country=get("country"),
        office=get("office"),
        role=get("role"),
        rank=get("rank"),
        at=tuple([read_at(at) for at in get("at") or ()]),
    )


def read_place(record: Mapping[str, Any] | None) -> Place | None:
    """The place of a record, or None."""
    if record is None:
        return None
    check(record, "the place", PLACE_KEYS)
    get = record.get
    lat, lon = number(get("lat"), "lat"), number(get("lon"), "lon")
    return Place(record["name"], get("country"), lat, lon, tuple([read_at(at) for at in get("at") or ()]))


def read_mention(record: Mapping[str, Any]) -> EventMention:
    """The telling of a record."""
    check(record, "a mention", MENTION_KEYS)
    get = record.get
    return EventMention(
        doc_id=record["doc_id"],
        start=record["start"],
        end=record["end"],
        text=record["text"],
        sentence=record["sentence"],
        rule=record["rule"],
        status=maybe(STATUSES, get("status"), "status"),
        status_cue=get("status_cue"),
        cue_start=get("cue_start"),
        cue_end=get("cue_end"),
        cue_rule=get("cue_rule"),
    )


def read_step(record: Mapping[str, Any]) -> StatusStep:
    """The step of a record."""
    check(record, "a step of the history", STEP_KEYS)
    get = record.get
    return StatusStep(
        status=one_of(STATUSES, get("status"), "status"),
        by=get("by"),
        said_on=day_of(record, "said_on"),
        published=day_of(record, "published"),
        doc_id=record["doc_id"],
        start=record["start"],
        end=record["end"],
        sentence=record["sentence"],
    )


def read_claim(record: Mapping[str, Any]) -> Claim:
    """The claim of a record."""
    check(record, "a claim", CLAIM_KEYS)
    get = record.get
    return Claim(
        field=record["field"],
        value=get("value"),
        doc_id=record["doc_id"],
        start=get("start"),
        end=get("end"),
        quote=get("quote"),
        said_on=day_of(record, "said_on"),
        published=day_of(record, "published"),
    )


def read_source(record: Mapping[str, Any]) -> SourceRef:
    """The document of a record."""
    check(record, "a source", SOURCE_KEYS)
    get = record.get
    return SourceRef(
        doc_id=record["doc_id"],
        published=day_of(record, "published"),
        published_basis=maybe(PUBLISHED, get("published_basis"), "published_basis") or PublishedBasis.NONE,
        source=get("source"),
        url=get("url"),
        title=get("title"),
        digest=get("digest"),
    )
