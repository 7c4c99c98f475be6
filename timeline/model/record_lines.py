"""An event as one line of JSON, put together from the texts of its parts.

Writing is a third of what a second run costs, so no dictionaries are built on the way: each part is the text that ``json.dumps`` would
give for its keys, in the order of DESIGN 4.3. :mod:`timeline.model.record_parts` reads the same parts back.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from json.encoder import encode_basestring as _text
from typing import TypeVar

from timeline.chrono.edtf import edtf
from timeline.chrono.interval import Precision
from timeline.model.event import Actor, At, Claim, Dating, Event, EventMention, Place, SourceRef, StatusStep

T = TypeVar("T")

_Known = dict[int, str]
"""The texts of an event's parts by identity, which the event keeps alive."""

_DATE = ("start", "end", "precision", "basis", "date_text", "date_start", "date_end", "date_value", "date_mod", "date_rule", "date_vague")
_KEYS = (
    *("id", "family", "kind", "subtype", "status", "status_as_of", "title", "participants", "countries", "host_country", "place"),
    *("about", "actors", "targets", *_DATE, "edtf", "duration", "previous_dates", "topic", "part_of", "follows", "level", "stale"),
    *("conflicts", "status_history", "mentions", "claims", "sources", "n_documents", "n_sources", "confidence", "reasons", "corrected"),
    *("extra", "members"),
)
_HEADS = tuple([f'"{key}": ' for key in _KEYS])
_LINE = "{" + ", ".join([f"{head}%s" for head in _HEADS]) + "}"
_WINDOW = "{" + ", ".join([f'"{key}": %s' for key in (*_DATE, "edtf")]) + "}"
_UNKNOWN = frozenset({"null", "false", "[]", "{}"})
"""What a member leaves out: the texts of what is unknown, false or empty."""


def event_text(event: Event, title: str) -> str:
    """The event under a title, every key of the record with its value."""
    return _LINE % _values(event, title, {})


def _member(event: Event, known: _Known) -> str:
    """A document event behind a merged one: what is unknown, empty or derived is left out; reading it gives the same event."""
    values = _values(event, None, known)
    return "{" + ", ".join([head + text for head, text in zip(_HEADS, values, strict=True) if text not in _UNKNOWN]) + "}"


def _values(event: Event, title: str | None, known: _Known) -> tuple[str, ...]:
    """The texts of the values under ``_KEYS``; without a title those that are derived are unknown."""
    return (
        _text(event.id),
        _text(event.family),
        _text(event.kind),
        _maybe(event.subtype),
        _maybe(event.status),
        _day(event.status_as_of),
        _maybe(title),
        _several(_actor, event.participants),
        _several(_text, event.countries),
        _maybe(event.host_country),
        "null" if event.place is None else _place(event.place),
        _maybe(event.about),
        _several(_actor, event.actors),
        _several(_actor, event.targets),
        *_dating(event.dating),
        "null" if title is None else _edtf(event.dating),
        _maybe(event.duration),
        _several(_window, event.previous),
        "null" if event.topic is None else _at(event.topic),
        _maybe(event.part_of),
        _maybe(event.follows),
        _maybe(event.level),
        _flag(event.stale),
        _several(_text, event.conflicts),
        _again(_step, event.history, known),
        _again(_mention, event.mentions, known),
        _several(_claim, event.claims),
        _again(_source, event.sources, known),
        "null" if title is None else str(event.n_documents),
        str(event.n_sources),
        _number(event.confidence),
        _several(_text, event.reasons),
        _several(_text, event.corrected),
        json.dumps(dict(event.extra), ensure_ascii=False) if event.extra else "{}",
        f"[{', '.join([_member(member, known) for member in event.members])}]" if event.members else "[]",
    )


def _several(write: Callable[[T], str], values: Iterable[T]) -> str:
    return f"[{', '.join(map(write, values))}]" if values else "[]"


def _again(write: Callable[[T], str], values: Iterable[T], known: _Known) -> str:
    """As :func:`_several`, of values that the merged event and its members share: each is written once."""
    if not values:
        return "[]"
    for value in values:
        if id(value) not in known:
            known[id(value)] = write(value)
    return f"[{', '.join([known[id(value)] for value in values])}]"


def _maybe(value: str | None) -> str:
    return "null" if value is None else _text(value)


@lru_cache(maxsize=4096)
def _day(value: dt.date | None) -> str:
    return "null" if value is None else f'"{value.isoformat()}"'


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _number(value: float | None) -> str:
    if value is None:
        return "null"
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that JSON can hold")
    return repr(value)


def _offset(value: int | None) -> str:
    return "null" if value is None else str(value)


def _dating(dating: Dating) -> tuple[str, ...]:
    """The texts under ``_DATE``."""
    window = dating.interval
    return (
        _day(window.start) if window else "null",
        _day(window.end) if window else "null",
        _text(dating.precision),
        _text(dating.basis),
        _maybe(dating.text),
        _offset(dating.start),
        _offset(dating.end),
        _maybe(dating.value),
        _maybe(dating.mod),
        _maybe(dating.rule),
        _flag(dating.vague),
    )


def _edtf(dating: Dating) -> str:
    return _maybe(edtf(dating.interval, span=dating.precision is Precision.SPAN) or None)


def _window(dating: Dating) -> str:
    return _WINDOW % (*_dating(dating), _edtf(dating))


def _at(at: At) -> str:
    return f'{{"doc_id": {_text(at.doc_id)}, "start": {at.start}, "end": {at.end}, "text": {_text(at.text)}, "rule": {_text(at.rule)}}}'


def _actor(actor: Actor) -> str:
    return (
        f'{{"id": {_text(actor.id)}, "name": {_text(actor.name)}, "type": {_text(actor.type)}, "country": {_maybe(actor.country)}, '
        f'"office": {_maybe(actor.office)}, "role": {_maybe(actor.role)}, "rank": {_maybe(actor.rank)}, "at": {_several(_at, actor.at)}}}'
    )


def _place(place: Place) -> str:
    return (
        f'{{"name": {_text(place.name)}, "country": {_maybe(place.country)}, "lat": {_number(place.lat)}, "lon": {_number(place.lon)}, '
        f'"at": {_several(_at, place.at)}}}'
    )


def _mention(told: EventMention) -> str:
    return (
        f'{{"doc_id": {_text(told.doc_id)}, "start": {told.start}, "end": {told.end}, "text": {_text(told.text)}, '
        f'"sentence": {_text(told.sentence)}, "rule": {_text(told.rule)}, "status": {_maybe(told.status)}, '
        f'"status_cue": {_maybe(told.status_cue)}, "cue_start": {_offset(told.cue_start)}, "cue_end": {_offset(told.cue_end)}, '
        f'"cue_rule": {_maybe(told.cue_rule)}}}'
    )


def _step(step: StatusStep) -> str:
    return (
        f'{{"status": {_text(step.status)}, "by": {_maybe(step.by)}, "said_on": {_day(step.said_on)}, "published": {_day(step.published)}, '
        f'"doc_id": {_text(step.doc_id)}, "start": {step.start}, "end": {step.end}, "sentence": {_text(step.sentence)}}}'
    )


def _claim(claim: Claim) -> str:
    return (
        f'{{"field": {_text(claim.field)}, "value": {_maybe(claim.value)}, "doc_id": {_text(claim.doc_id)}, '
        f'"start": {"null" if claim.start is None else claim.start}, "end": {"null" if claim.end is None else claim.end}, '
        f'"quote": {_maybe(claim.quote)}, "said_on": {"null" if claim.said_on is None else _day(claim.said_on)}, '
        f'"published": {_day(claim.published)}}}'
    )


def _source(source: SourceRef) -> str:
    return (
        f'{{"doc_id": {_text(source.doc_id)}, "published": {_day(source.published)}, '
        f'"published_basis": {_text(source.published_basis)}, "source": {_maybe(source.source)}, "url": {_maybe(source.url)}, '
        f'"title": {_maybe(source.title)}, "digest": {_maybe(source.digest)}}}'
    )
