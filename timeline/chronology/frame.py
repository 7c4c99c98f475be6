"""Timelines as pandas frames. The columns of every level, their order and types are the codebook's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from timeline.chronology.rows import Row, Value, columns_of, event_row, row_event
from timeline.chronology.statuses import HELD, asked_statuses
from timeline.errors import QueryError
from timeline.lexicon.states import states
from timeline.model import codebook
from timeline.model.event import Event, SourceRef
from timeline.model.vocabulary import Family

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_GROUPS = {"rank": "level", "type": "actor_type"}
_PARTS = ("participant", "actor", "target")


def to_frame(timeline: Timeline, level: codebook.Level = "event", *, status: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The frame of a level; see :meth:`~timeline.chronology.handles.Handles.to_frame`.

    Raises :class:`~timeline.errors.QueryError` for an unknown level or status.
    """
    if level not in codebook.LEVELS:
        raise QueryError(f"to_frame(level={level!r}): not one of {', '.join(codebook.LEVELS)}")
    asked = asked_statuses(status, default=HELD if level == "dyad" else None)
    rows = _ROWS[level]
    events = [event for event in timeline if asked is None or event.status in asked]
    columns = codebook.columns(level)
    if level == "event":
        columns += tuple(codebook.Entry(name, "A column of yours.", "", "text") for name in columns_of(events)[len(columns) :])
    return _frame([row for event in events for row in rows(timeline, event)], columns)


def from_frame(frame: pd.DataFrame) -> Timeline:
    """The timeline of an event-level frame. Raises :class:`~timeline.errors.FormatError` where a value is not of its vocabulary."""
    from timeline.chronology.read import in_file_order

    types = {column.name: column.type for column in codebook.columns()}
    rows = (dict(zip(map(str, frame.columns), values, strict=True)) for values in frame.itertuples(index=False, name=None))
    return in_file_order(row_event({name: _plain(value, types.get(name) or "text") for name, value in row.items()}) for row in rows)


def _frame(rows: list[Row], columns: Iterable[codebook.Entry]) -> pd.DataFrame:
    return pd.DataFrame({column.name: _series([row.get(column.name) for row in rows], column) for column in columns})


def _series(values: list[Value], column: codebook.Entry) -> pd.Series:
    if column.type == "day":
        return pd.Series(values, dtype="object").astype("datetime64[s]")
    if column.type == "category":
        known = _PARTS if column.name == "part" else tuple(v.name for v in codebook.values(_GROUPS.get(column.name, column.name)))
        return pd.Series(pd.Categorical(values, categories=known))
    dtypes = {"integer": pd.Int64Dtype(), "number": "float64", "boolean": "bool"}
    return pd.Series(values, dtype=dtypes.get(column.type or "", pd.StringDtype("python")))


def _plain(value: Any, type: str) -> Value:
    """A cell of a frame as a plain value."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if type == "day":
        day: dt.date = pd.Timestamp(value).date()
        return day
    if type == "integer":
        return int(value)
    if type == "number":
        return float(value)
    return bool(value) if type == "boolean" else str(value)


def _event_rows(timeline: Timeline, event: Event) -> Iterator[Row]:
    yield event_row(event, timeline.about(event))


def _participant_rows(timeline: Timeline, event: Event) -> Iterator[Row]:
    for part, actors in zip(_PARTS, (event.participants, event.actors, event.targets), strict=True):
        for actor in actors:
            at = actor.at[0] if actor.at else None
            yield {
                "event_id": event.id,
                "kind": event.kind.value,
                "status": event.status,
                "status_as_of": event.status_as_of,
                "start": event.start,
                "end": event.end,
                "precision": event.dating.precision.value,
                "part_of": event.part_of,
                "part": part,
                "id": actor.id,
                "name": actor.name,
                "type": actor.type.value,
                "country": actor.country,
                "iso3": _iso3(actor.country),
                "cow": _cow(actor.country),
                "office": actor.office,
                "rank": actor.rank,
                "role": actor.role,
                "doc_id": at.doc_id if at else None,
                "char_start": at.start if at else None,
                "char_end": at.end if at else None,
                "text": at.text if at else None,
                "rule": at.rule if at else None,
            }


def _dyad_rows(timeline: Timeline, event: Event) -> Iterator[Row]:
    if event.family is not Family.ENCOUNTER:
        return
    for first, second in combinations(sorted(event.countries), 2):
        yield {
            "event_id": event.id,
            "kind": event.kind.value,
            "subtype": event.subtype or None,
            "status": event.status,
            "status_as_of": event.status_as_of,
            "start": event.start,
            "end": event.end,
            "precision": event.dating.precision.value,
            "level": event.level,
            "part_of": event.part_of,
            "country_a": first,
            "country_b": second,
            "iso3_a": _iso3(first),
            "iso3_b": _iso3(second),
            "cow_a": _cow(first),
            "cow_b": _cow(second),
            "n_states": len(event.countries),
            "confidence": event.confidence,
        }


def _mention_rows(timeline: Timeline, event: Event) -> Iterator[Row]:
    sources = _sources(event)
    for mention in event.mentions:
        source = sources.get(mention.doc_id)
        yield {
            "event_id": event.id,
            "family": event.family.value,
            "kind": event.kind.value,
            "status": mention.status,
            "doc_id": mention.doc_id,
            "published": source.published if source else None,
            "source": source.source if source else None,
            "url": source.url if source else None,
            "char_start": mention.start,
            "char_end": mention.end,
            "text": mention.text,
            "sentence": mention.sentence,
            "rule": mention.rule,
            "status_cue": mention.status_cue,
            "cue_start": mention.cue_start,
            "cue_end": mention.cue_end,
            "cue_rule": mention.cue_rule,
        }


def _claim_rows(timeline: Timeline, event: Event) -> Iterator[Row]:
    sources = _sources(event)
    for claim in event.claims:
        source = sources.get(claim.doc_id)
        yield {
            "event_id": event.id,
            "family": event.family.value,
            "kind": event.kind.value,
            "field": claim.field,
            "value": claim.value,
            "doc_id": claim.doc_id,
            "source": source.source if source else None,
            "published": claim.published,
            "said_on": claim.said_on,
            "char_start": claim.start,
            "char_end": claim.end,
            "quote": claim.quote,
        }


_ROWS = {"event": _event_rows, "participant": _participant_rows, "dyad": _dyad_rows, "mention": _mention_rows, "claim": _claim_rows}


def _sources(event: Event) -> Mapping[str, SourceRef]:
    return {source.doc_id: source for source in event.sources}


def _iso3(country: str | None) -> str | None:
    state = states().get(country) if country else None
    return state.iso3 or None if state else None


def _cow(country: str | None) -> str | None:
    state = states().get(country) if country else None
    return state.cow or None if state else None
