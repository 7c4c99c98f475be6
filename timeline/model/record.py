"""An event as a JSON record and back, without loss.

The keys are those of DESIGN 4.3; ``event.schema.json`` beside this file describes them. Derived keys (``family``, ``title``,
``edtf``, ``n_documents``) are written and not read. ``members`` hold the document events behind a merged event, in the same
form with unknown values left out.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any, TypeVar

from timeline.chrono.edtf import edtf
from timeline.chrono.interval import Interval, Precision
from timeline.errors import FormatError
from timeline.model.event import Actor, At, Claim, Dating, Event, EventMention, Place, SourceRef, StatusStep
from timeline.model.title import title
from timeline.model.vocabulary import ActorType, Basis, Kind, PublishedBasis, Status

Record = dict[str, Any]
_T = TypeVar("_T")

#: Characters that some readers of JSON lines take for the end of a line.
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
_PRECISIONS = {precision.value: precision for precision in Precision}
_BASES = {basis.value: basis for basis in Basis}
_ACTOR_TYPES = {kind.value: kind for kind in ActorType}
_PUBLISHED = {basis.value: basis for basis in PublishedBasis}

#: What a key may hold: classes of JSON values, and the words for them.
_Holds = tuple[frozenset[type], str]
_TEXT: _Holds = (frozenset({str}), "a text")
_MAYBE_TEXT: _Holds = (frozenset({str, type(None)}), "a text or null")
_OFFSET: _Holds = (frozenset({int}), "a whole number")
_MAYBE_OFFSET: _Holds = (frozenset({int, type(None)}), "a whole number or null")
_MAYBE_LIST: _Holds = (frozenset({list, tuple, type(None)}), "a list")
_SPAN = (("doc_id", _TEXT), ("start", _OFFSET), ("end", _OFFSET))
_CUE = (("status_cue", _MAYBE_TEXT), ("cue_start", _MAYBE_OFFSET), ("cue_end", _MAYBE_OFFSET), ("cue_rule", _MAYBE_TEXT))
_AT_KEYS = (*_SPAN, ("text", _TEXT), ("rule", _TEXT))
_MENTION_KEYS = (*_AT_KEYS, ("sentence", _TEXT), *_CUE)
_STEP_KEYS = (*_SPAN, ("by", _MAYBE_TEXT), ("sentence", _TEXT))
_CLAIM_KEYS = (
    *(("field", _TEXT), ("value", _MAYBE_TEXT), ("doc_id", _TEXT)),
    *(("start", _MAYBE_OFFSET), ("end", _MAYBE_OFFSET), ("quote", _MAYBE_TEXT)),
)
_SOURCE_KEYS = (("doc_id", _TEXT), *((key, _MAYBE_TEXT) for key in ("source", "url", "title", "digest")))
_ACTOR_KEYS = (("id", _TEXT), ("name", _TEXT), *((key, _MAYBE_TEXT) for key in ("country", "office", "role", "rank")), ("at", _MAYBE_LIST))
_PLACE_KEYS = (("name", _TEXT), ("country", _MAYBE_TEXT), ("at", _MAYBE_LIST))
_DATING_KEYS = (
    *((key, _MAYBE_TEXT) for key in ("date_text", "date_value", "date_mod", "date_rule")),
    *((key, _MAYBE_OFFSET) for key in ("date_start", "date_end")),
)
_EVENT_KEYS = (
    *((key, _MAYBE_TEXT) for key in ("subtype", "host_country", "level", "duration", "part_of", "follows", "about")),
    *((key, _MAYBE_LIST) for key in ("sources", "mentions", "participants", "previous_dates", "status_history", "actors", "targets")),
    *((key, _MAYBE_LIST) for key in ("claims", "members")),
)


def to_record(event: Event, *, about: Event | None = None) -> Record:
    """The event as JSON values. ``about`` is the encounter of a change, which its title names.

    >>> to_record(Event(id="e1", kind=Kind.CALL, status=Status.HELD))["title"]
    'Call (held)'
    """
    dating = event.dating
    return {
        "id": event.id,
        "family": event.family.value,
        "kind": event.kind.value,
        "subtype": event.subtype,
        "status": event.status.value if event.status else None,
        "status_as_of": _iso(event.status_as_of),
        "title": title(event, about),
        "participants": [_actor(actor) for actor in event.participants],
        "countries": list(event.countries),
        "host_country": event.host_country,
        "place": _place(event.place) if event.place else None,
        "about": event.about,
        "actors": [_actor(actor) for actor in event.actors],
        "targets": [_actor(actor) for actor in event.targets],
        **_dating(dating),
        "duration": event.duration,
        "previous_dates": [_dating(previous) for previous in event.previous],
        "topic": _at(event.topic) if event.topic else None,
        "part_of": event.part_of,
        "follows": event.follows,
        "level": event.level,
        "stale": event.stale,
        "conflicts": list(event.conflicts),
        "status_history": [_step(step) for step in event.history],
        "mentions": [_mention(mention) for mention in event.mentions],
        "claims": [_claim(claim) for claim in event.claims],
        "sources": [_source(source) for source in event.sources],
        "n_documents": event.n_documents,
        "n_sources": event.n_sources,
        "confidence": event.confidence,
        "reasons": list(event.reasons),
        "corrected": list(event.corrected),
        "extra": dict(event.extra),
        "members": [_compact(to_record(member)) for member in event.members],
    }


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
        _check(record, "the event", _EVENT_KEYS)
        return Event(
            id=name,
            kind=_one_of(_KINDS, get("kind"), "kind"),
            dating=_read_dating(record),
            sources=tuple([_read_source(s) for s in get("sources") or ()]),
            mentions=tuple([_read_mention(m) for m in get("mentions") or ()]),
            confidence=_number(get("confidence"), "confidence"),
            subtype=get("subtype"),
            status=_maybe(_STATUSES, get("status"), "status"),
            status_as_of=_day(record, "status_as_of"),
            participants=tuple([_read_actor(a) for a in get("participants") or ()]),
            place=_read_place(get("place")),
            host_country=get("host_country"),
            countries=_texts(get("countries"), "countries"),
            level=get("level"),
            topic=_read_topic(get("topic")),
            duration=get("duration"),
            part_of=get("part_of"),
            follows=get("follows"),
            previous=tuple([_read_dating(p) for p in get("previous_dates") or ()]),
            history=tuple([_read_step(s) for s in get("status_history") or ()]),
            stale=bool(get("stale", False)),
            about=get("about"),
            actors=tuple([_read_actor(a) for a in get("actors") or ()]),
            targets=tuple([_read_actor(a) for a in get("targets") or ()]),
            claims=tuple([_read_claim(c) for c in get("claims") or ()]),
            conflicts=_texts(get("conflicts"), "conflicts"),
            members=tuple([from_record(m) for m in get("members") or ()]),
            reasons=_texts(get("reasons"), "reasons"),
            n_sources=int(_number(get("n_sources", 1), "n_sources") or 0),
            corrected=_texts(get("corrected"), "corrected"),
            extra=_extra(get("extra")),
        )
    except ValueError as error:
        raise FormatError(f"event {name}: {error}") from None


def dump_line(record: Mapping[str, Any]) -> str:
    """One line of JSON, without its line end, safe for every reader of JSON lines.

    >>> dump_line({"text": "a" + chr(0x2028) + "b"})
    '{"text": "a\\\\u2028b"}'
    """
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    if not line.isascii():
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:  # half of a surrogate pair, from a text that was cut in two: no UTF-8, so escaped
            return json.dumps(record, allow_nan=False)
        line = line.translate(_LINE_BREAKS)
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


def _compact(record: Record) -> Record:
    """The record without what is unknown, empty or derived; reading it gives the same event."""
    return {
        key: value
        for key, value in record.items()
        if key not in _DERIVED and value is not None and value is not False and value not in ([], {})
    }


_DERIVED = frozenset({"title", "edtf", "n_documents"})


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(record: Mapping[str, Any], key: str) -> dt.date | None:
    value = record.get(key)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"'{key}' is {value!r}, not a day like 2018-07-16") from None


def _check(record: object, what: str, keys: Iterable[tuple[str, _Holds]]) -> None:
    """Raises ValueError, naming the key, where ``record`` is no JSON object or a key holds another type than it should."""
    if not isinstance(record, Mapping):
        raise ValueError(f"{what} is {record!r}, not a JSON object")
    get = record.get
    for key, (classes, words) in keys:
        value = get(key)
        if value.__class__ not in classes:
            raise ValueError(f"'{key}' is missing in {what}" if value is None else f"'{key}' of {what} is {value!r}, not {words}")


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple | None) or not all(isinstance(item, str) for item in value or ()):
        raise ValueError(f"'{key}' is {value!r}, not a list of texts")
    return tuple(value or ())


def _extra(value: object) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError(f"'extra' is {value!r}, not an object of texts")
    return tuple(value.items())


def _one_of(known: Mapping[str, _T], value: object, key: str) -> _T:
    found = known.get(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{key}' is {value!r}, not one of {', '.join(known)}")
    return found


def _number(value: object, key: str) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value)):
        raise ValueError(f"'{key}' is {value!r}, not a number")
    return value


def _maybe(known: Mapping[str, _T], value: object, key: str) -> _T | None:
    return None if value is None else _one_of(known, value, key)


def _dating(dating: Dating) -> Record:
    window = dating.interval
    return {
        "start": window.start.isoformat() if window else None,
        "end": window.end.isoformat() if window else None,
        "precision": dating.precision.value,
        "basis": dating.basis.value,
        "date_text": dating.text,
        "date_start": dating.start,
        "date_end": dating.end,
        "date_value": dating.value,
        "date_mod": dating.mod,
        "date_rule": dating.rule,
        "date_vague": dating.vague,
        "edtf": edtf(window, span=dating.precision is Precision.SPAN) or None,
    }


def _read_dating(record: Mapping[str, Any]) -> Dating:
    _check(record, "a date", _DATING_KEYS)
    get = record.get
    start, end = _day(record, "start"), _day(record, "end")
    if (start is None) != (end is None):
        raise ValueError("'start' and 'end' are both days or both null")
    return Dating(
        interval=Interval(start, end) if start is not None and end is not None else None,
        precision=_maybe(_PRECISIONS, get("precision"), "precision") or Precision.NONE,
        basis=_maybe(_BASES, get("basis"), "basis") or Basis.NONE,
        text=get("date_text"),
        start=get("date_start"),
        end=get("date_end"),
        value=get("date_value"),
        mod=get("date_mod"),
        rule=get("date_rule"),
        vague=bool(get("date_vague", False)),
    )


def _at(at: At) -> Record:
    return {"doc_id": at.doc_id, "start": at.start, "end": at.end, "text": at.text, "rule": at.rule}


def _read_at(record: Mapping[str, Any]) -> At:
    _check(record, "a mention", _AT_KEYS)
    return At(record["doc_id"], record["start"], record["end"], record["text"], record["rule"])


def _read_topic(record: Mapping[str, Any] | None) -> At | None:
    return None if record is None else _read_at(record)


def _actor(actor: Actor) -> Record:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "country": actor.country,
        "office": actor.office,
        "role": actor.role,
        "rank": actor.rank,
        "at": [_at(at) for at in actor.at],
    }


def _read_actor(record: Mapping[str, Any]) -> Actor:
    _check(record, "an actor", _ACTOR_KEYS)
    get = record.get
    return Actor(
        id=record["id"],
        name=record["name"],
        type=_one_of(_ACTOR_TYPES, get("type"), "type"),
        country=get("country"),
        office=get("office"),
        role=get("role"),
        rank=get("rank"),
        at=tuple([_read_at(at) for at in get("at") or ()]),
    )


def _place(place: Place) -> Record:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon, "at": [_at(at) for at in place.at]}


def _read_place(record: Mapping[str, Any] | None) -> Place | None:
    if record is None:
        return None
    _check(record, "the place", _PLACE_KEYS)
    get = record.get
    lat, lon = _number(get("lat"), "lat"), _number(get("lon"), "lon")
    return Place(record["name"], get("country"), lat, lon, tuple([_read_at(at) for at in get("at") or ()]))


def _mention(mention: EventMention) -> Record:
    return {
        "doc_id": mention.doc_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "sentence": mention.sentence,
        "rule": mention.rule,
        "status": mention.status.value if mention.status else None,
        "status_cue": mention.status_cue,
        "cue_start": mention.cue_start,
        "cue_end": mention.cue_end,
        "cue_rule": mention.cue_rule,
    }


def _read_mention(record: Mapping[str, Any]) -> EventMention:
    _check(record, "a mention", _MENTION_KEYS)
    get = record.get
    return EventMention(
        doc_id=record["doc_id"],
        start=record["start"],
        end=record["end"],
        text=record["text"],
        sentence=record["sentence"],
        rule=record["rule"],
        status=_maybe(_STATUSES, get("status"), "status"),
        status_cue=get("status_cue"),
        cue_start=get("cue_start"),
        cue_end=get("cue_end"),
        cue_rule=get("cue_rule"),
    )


def _step(step: StatusStep) -> Record:
    return {
        "status": step.status.value,
        "by": step.by,
        "said_on": _iso(step.said_on),
        "published": _iso(step.published),
        "doc_id": step.doc_id,
        "start": step.start,
        "end": step.end,
        "sentence": step.sentence,
    }


def _read_step(record: Mapping[str, Any]) -> StatusStep:
    _check(record, "a step of the history", _STEP_KEYS)
    get = record.get
    return StatusStep(
        status=_one_of(_STATUSES, get("status"), "status"),
        by=get("by"),
        said_on=_day(record, "said_on"),
        published=_day(record, "published"),
        doc_id=record["doc_id"],
        start=record["start"],
        end=record["end"],
        sentence=record["sentence"],
    )


def _claim(claim: Claim) -> Record:
    return {
        "field": claim.field,
        "value": claim.value,
        "doc_id": claim.doc_id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "said_on": _iso(claim.said_on),
        "published": _iso(claim.published),
    }


def _read_claim(record: Mapping[str, Any]) -> Claim:
    _check(record, "a claim", _CLAIM_KEYS)
    get = record.get
    return Claim(
        field=record["field"],
        value=get("value"),
        doc_id=record["doc_id"],
        start=get("start"),
        end=get("end"),
        quote=get("quote"),
        said_on=_day(record, "said_on"),
        published=_day(record, "published"),
    )


def _source(source: SourceRef) -> Record:
    return {
        "doc_id": source.doc_id,
        "published": _iso(source.published),
        "published_basis": source.published_basis.value,
        "source": source.source,
        "url": source.url,
        "title": source.title,
        "digest": source.digest,
    }


def _read_source(record: Mapping[str, Any]) -> SourceRef:
    _check(record, "a source", _SOURCE_KEYS)
    get = record.get
    return SourceRef(
        doc_id=record["doc_id"],
        published=_day(record, "published"),
        published_basis=_maybe(_PUBLISHED, get("published_basis"), "published_basis") or PublishedBasis.NONE,
        source=get("source"),
        url=get("url"),
        title=get("title"),
        digest=get("digest"),
    )
