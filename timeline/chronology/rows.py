"""An event as one flat row, by the columns of the codebook, and back as far as a row tells.

A row's values are plain: text, ``datetime.date``, whole numbers, floats, truth values; ``None`` where unknown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from timeline.chrono.edtf import edtf, parse_edtf
from timeline.chrono.interval import Interval, Precision
from timeline.errors import FormatError
from timeline.model import codebook
from timeline.model.event import Actor, At, Dating, Event, EventMention, Place, SourceRef, StatusStep
from timeline.model.title import title, when
from timeline.model.vocabulary import ActorType, Basis, Family, Kind, PublishedBasis, Status

Value = str | dt.date | int | float | bool | None
Row = dict[str, Value]

_Word = TypeVar("_Word", bound=StrEnum)

#: The columns of the event level, in their order.
COLUMNS = tuple(column.name for column in codebook.columns())
_OURS = frozenset(COLUMNS)

_SEPARATOR = "; "


def quoted(event: Event) -> tuple[EventMention | None, SourceRef | None]:
    """The telling that a row quotes, and its document: the first that gives the event's status, best in a document published on
    ``status_as_of``; else the first."""
    sources = {source.doc_id: source for source in event.sources}
    if not event.mentions:
        return None, event.sources[0] if event.sources else None
    told = [mention for mention in event.mentions if mention.status is event.status] or list(event.mentions)
    if event.status_as_of is not None:
        for mention in told:
            source = sources.get(mention.doc_id)
            if source is not None and source.published == event.status_as_of:
                return mention, source
    return told[0], sources.get(told[0].doc_id)


def event_row(event: Event, about: Event | None = None) -> Row:
    """The row of an event. ``about`` is the encounter of a change, whose participants, countries and place the row repeats."""
    mention, source = quoted(event)
    dating = event.dating
    shown = about if about is not None and event.family is Family.CHANGE else event
    place = shown.place
    return {
        "id": event.id,
        "start": event.start,
        "end": event.end,
        "when": when(dating, event.status),
        "family": event.family.value,
        "kind": event.kind.value,
        "status": event.status.value if event.status else None,
        "status_as_of": event.status_as_of,
        "title": title(event, about),
        "participants": _listed(actor.name for actor in shown.participants),
        "countries": _joined(shown.countries),
        "place": (place.name or None) if place else None,
        "place_country": place.country if place else None,
        "sentence": (mention.sentence or None) if mention else None,
        "source": (source.source or None) if source else None,
        "published": source.published if source else None,
        "url": (source.url or None) if source else None,
        "actors": _listed(actor.name for actor in event.actors),
        "targets": _listed(actor.name for actor in event.targets),
        "about_id": about.id if about else event.about,
        "level": event.level,
        "subtype": event.subtype or None,
        "duration": event.duration or None,
        "topic": (event.topic.text or None) if event.topic else None,
        "part_of": event.part_of,
        "previous_dates": _joined(edtf(past.interval, span=past.precision is Precision.SPAN) for past in event.previous if past.interval),
        "history": _joined(_steps(event.history)),
        "conflicts": _joined(event.conflicts),
        "stale": event.stale,
        "precision": dating.precision.value,
        "basis": dating.basis.value,
        "date_text": dating.text or None,
        "confidence": event.confidence,
        "n_documents": event.n_documents,
        "n_sources": event.n_sources,
        "host_country": shown.host_country,
        "participant_ids": _listed(actor.id for actor in shown.participants),
        "participant_countries": _listed(actor.country for actor in shown.participants),
        "participant_roles": _listed(actor.role for actor in shown.participants),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "edtf": edtf(dating.interval, span=dating.precision is Precision.SPAN) or None,
        "doc_id": mention.doc_id if mention else source.doc_id if source else None,
        "char_start": mention.start if mention else None,
        "char_end": mention.end if mention else None,
        "status_cue": (mention.status_cue or None) if mention else None,
        "rule": (mention.rule or None) if mention else None,
        "published_basis": source.published_basis.value if source else None,
        "corrected": _joined(event.corrected),
        **{name: text or None for name, text in event.extra if name not in _OURS},
    }


def columns_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The columns of a table of these events: the codebook's, then those of the user's own, by name."""
    own = {name for event in events for name, _ in event.extra} - _OURS
    return (*COLUMNS, *sorted(own))


def row_event(row: Mapping[str, Value]) -> Event:
    """The event that a row tells of. What a row does not hold (further tellings, claims, offsets of names) is not invented: of
    several documents only the quoted one is known, the others stand as ``?2``, ``?3``.

    Raises :class:`~timeline.errors.FormatError` naming the column where a value is not of its vocabulary.
    """
    get = row.get
    name = _text(get("id"))
    if name is None:
        raise FormatError("a row without 'id'")
    kind = _member(Kind, get("kind"), "kind")
    if kind is None:
        raise FormatError(f"{name}: 'kind' is empty")
    place = (_text(get("place")), _text(get("place_country")), _number(get("lat")), _number(get("lon")))
    topic = _text(get("topic"))
    participants = _row_actors(row)
    known = {actor.name: (actor.id, actor.country or "") for actor in participants}
    return Event(
        id=name,
        kind=kind,
        dating=_row_dating(name, row),
        sources=_row_sources(row),
        mentions=_row_mentions(row),
        confidence=_number(get("confidence")),
        subtype=_text(get("subtype")),
        status=_member(Status, get("status"), "status"),
        status_as_of=_date(get("status_as_of")),
        participants=participants,
        place=Place(place[0] or "", *place[1:]) if any(value is not None for value in place) else None,
        host_country=_text(get("host_country")),
        countries=_split(get("countries")),
        level=_text(get("level")),
        topic=At("", 0, 0, topic, "") if topic is not None else None,
        duration=_text(get("duration")),
        part_of=_text(get("part_of")),
        previous=tuple(_previous(item) for item in _split(get("previous_dates"))),
        history=tuple(_step(item) for item in _split(get("history"))),
        stale=get("stale") is True,
        about=_text(get("about_id")),
        actors=tuple(_named(item, *known.get(item, ())) for item in _split(get("actors"))),
        targets=tuple(_named(item, *known.get(item, ())) for item in _split(get("targets"))),
        conflicts=_split(get("conflicts")),
        n_sources=_whole(get("n_sources"), 1),
        corrected=_split(get("corrected")),
        extra=tuple(sorted((name, str(text)) for name, text in row.items() if name not in _OURS and text is not None)),
    )


def _listed(items: Iterable[str | None]) -> str | None:
    """Items of lists that run side by side: unknown is an empty item, a semicolon inside an item becomes a comma, so that all lists
    keep one length. Nothing where no item is known."""
    values = [(item or "").replace(";", ",") for item in items]
    return _SEPARATOR.join(values) if any(values) else None


def _joined(items: Iterable[str]) -> str | None:
    return _SEPARATOR.join(items) or None


def _split(value: Value) -> tuple[str, ...]:
    return tuple(value.split(_SEPARATOR)) if isinstance(value, str) and value else ()


def _steps(history: Iterable[StatusStep]) -> Iterable[str]:
    """The history for reading: a step where the status changes, with the day it was said, else published."""
    last: Status | None = None
    for step in history:
        if step.status is not last:
            day = step.said_on or step.published
            yield f"{day.isoformat()} {step.status.value}" if day else step.status.value
        last = step.status


def _step(item: str) -> StatusStep:
    day, _, word = item.strip().rpartition(" ")
    status = _member(Status, word, "history")
    if status is None:
        raise FormatError("'history' has an empty step")
    return StatusStep(status, None, _iso(day, "history") if day else None, None, "", 0, 0, "")


def _previous(item: str) -> Dating:
    try:
        window = parse_edtf(item.strip())
    except ValueError as error:
        raise FormatError(f"'previous_dates': {error}") from None
    if window is None:
        return Dating()
    return Dating(window, Precision.SPAN if "/" in item else window.precision)


def _row_dating(name: str, row: Mapping[str, Value]) -> Dating:
    start, end = _date(row.get("start")), _date(row.get("end"))
    if start is None and end is None:
        window = None
    elif start is None or end is None or end < start:
        raise FormatError(f"{name}: 'start' and 'end' are both days, the end not before the start, or both empty")
    else:
        window = Interval(start, end)
    unknown = window.precision if window else Precision.NONE
    return Dating(
        interval=window,
        precision=_member(Precision, row.get("precision"), "precision") or unknown,
        basis=_member(Basis, row.get("basis"), "basis") or Basis.NONE,
        text=_text(row.get("date_text")),
    )


def _row_sources(row: Mapping[str, Value]) -> tuple[SourceRef, ...]:
    basis = _member(PublishedBasis, row.get("published_basis"), "published_basis")
    known: tuple[SourceRef, ...] = ()
    if basis is not None:
        doc, source, url = _text(row.get("doc_id")) or "", _text(row.get("source")), _text(row.get("url"))
        known = (SourceRef(doc, _date(row.get("published")), basis, source, url),)
    rest = range(len(known) + 1, _whole(row.get("n_documents"), 0) + 1)
    return known + tuple(SourceRef(f"?{n}") for n in rest)


def _row_mentions(row: Mapping[str, Value]) -> tuple[EventMention, ...]:
    start, end = row.get("char_start"), row.get("char_end")
    if not isinstance(start, int) or not isinstance(end, int):
        return ()
    doc, sentence, rule, cue = (_text(row.get(key)) for key in ("doc_id", "sentence", "rule", "status_cue"))
    status = _member(Status, row.get("status"), "status")
    return (EventMention(doc or "", start, end, "", sentence or "", rule or "", status, cue),)


def _row_actors(row: Mapping[str, Value]) -> tuple[Actor, ...]:
    """Participants; ids, countries and roles count only where their lists are as long as the names'."""
    lists = {key: _split(row.get(key)) for key in ("participants", "participant_ids", "participant_countries", "participant_roles")}
    names = lists["participants"]
    ids, countries, roles = (lists[key] if len(lists[key]) == len(names) else ("",) * len(names) for key in tuple(lists)[1:])
    return tuple(_named(*items) for items in zip(names, ids, countries, roles, strict=True))


def _named(name: str, id: str = "", country: str = "", role: str = "") -> Actor:
    if not id:
        id = "local:" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    prefix = id.partition(":")[0]
    types = {"iso": ActorType.STATE, "org": ActorType.ORGANISATION, "office": ActorType.OFFICE}
    return Actor(id, name, types.get(prefix, ActorType.PERSON), country or None, None, role or None)


def _text(value: Value) -> str | None:
    return str(value) if value is not None and value != "" else None


def _date(value: Value) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: Value, unknown: int) -> int:
    return value if isinstance(value, int) else unknown


def _iso(text: str, column: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise FormatError(f"{column!r} holds {text!r}, not a day like 2018-07-16") from None


def _member(vocabulary: type[_Word], value: Value, column: str) -> _Word | None:
    if value is None or value == "":
        return None
    try:
        return vocabulary(str(value))
    except ValueError:
        raise FormatError(f"{column!r} is {value!r}, not one of {', '.join(vocabulary)}") from None
