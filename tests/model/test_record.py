from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_timelines import budapest_story, event_lists, ugly

from timeline.chrono.interval import Precision
from timeline.errors import FormatError
from timeline.model.event import Event
from timeline.model.record import dump_line, from_record, load_line, schema, to_line, to_record
from timeline.model.vocabulary import ActorType, Basis, Family, Kind, Level, PublishedBasis, Status

CONTRACT = frozenset(
    re.findall(
        r"\w+",
        """id family kind subtype status status_as_of title participants countries host_country place start end precision basis
        date_text edtf duration previous_dates topic part_of follows stale conflicts status_history mentions n_documents n_sources
        confidence about actors targets""",
    )
)


@ugly
@given(event_lists())
def test_any_event_survives_a_line_of_json(events: tuple[Event, ...]) -> None:
    for event in events:
        line = to_line(event)
        assert len(line.splitlines()) == 1
        assert line == dump_line(to_record(event))
        assert load_line(line) == event


@given(st.text(st.characters(exclude_categories=())))
def test_half_a_surrogate_pair_is_written_as_utf8_and_read_back(text: str) -> None:
    event = Event(id="e1", kind=Kind.CALL, duration=text)
    assert load_line(to_line(event).encode("utf-8").decode("utf-8")) == event


@pytest.mark.parametrize("event", budapest_story(), ids=lambda event: event.id)
def test_records_obey_the_shipped_schema_and_hold_the_contract(event: Event) -> None:
    record = json.loads(dump_line(to_record(event)))
    jsonschema.validate(record, schema(), jsonschema.Draft202012Validator, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert set(record) >= CONTRACT


def test_the_schema_is_sound_and_refuses_what_is_wrong() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    record = to_record(budapest_story()[0])
    for key, wrong in (("status", "maybe"), ("start", "22/10/25"), ("confidence", 2), ("participants", ["Putin"]), ("id", None)):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**record, key: wrong}, schema())


def test_the_schema_names_every_key_and_every_value() -> None:
    defs = schema()["$defs"]
    record = to_record(budapest_story()[0])
    assert set(record) == set(defs["event"]["properties"])
    assert all(key.get("description") for key in defs["event"]["properties"].values())
    assert defs["status"]["enum"] == list(Status)
    assert defs["precision"]["enum"] == list(Precision)
    assert defs["basis"]["enum"] == list(Basis)
    assert defs["event"]["properties"]["kind"]["enum"] == list(Kind)
    assert defs["event"]["properties"]["family"]["enum"] == list(Family)
    assert defs["event"]["properties"]["level"]["enum"] == [*Level, None]
    assert defs["actor"]["properties"]["type"]["enum"] == list(ActorType)
    assert defs["source"]["properties"]["published_basis"]["enum"] == list(PublishedBasis)


def test_a_window_is_written_as_the_contract_shows_it() -> None:
    helsinki = next(event for event in budapest_story() if event.id == "e-helsinki")
    record = to_record(helsinki)
    assert (record["start"], record["end"], record["precision"]) == ("2018-07-16", "2018-07-22", "week")
    assert record["edtf"] == "[2018-07-16..2018-07-22]"
    assert record["status_history"][0]["published"] == "2018-07-24"
    assert record["mentions"][0]["status_cue"] == "held"
    assert record["n_documents"] == 1


def test_a_record_by_another_hand_needs_only_id_and_kind() -> None:
    event = from_record({"id": "e1", "kind": "visit", "start": "2025-01-02", "end": "2025-01-03", "colour": "blue", "title": "anything"})
    assert event.start is not None
    assert event.dating.precision is Precision.NONE
    assert {field.name for field in fields(event)} >= {"members"}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param([], "an event is a JSON object, not list", id="no object"),
        pytest.param({"kind": "call"}, "without 'id'", id="no id"),
        pytest.param({"id": "e1"}, "event e1: 'kind' is None, not one of meeting", id="no kind"),
        pytest.param({"id": "e1", "kind": "party"}, "event e1: 'kind' is 'party'", id="unknown kind"),
        pytest.param({"id": "e1", "kind": "call", "status": "helt"}, "'status' is 'helt', not one of held", id="unknown status"),
        pytest.param({"id": "e1", "kind": "call", "confidence": "high"}, "'confidence' is 'high', not a number", id="no number"),
        pytest.param(
            {"id": "e1", "kind": "call", "start": "2025-13-01", "end": "2025-13-01"}, "'start' is '2025-13-01', not a day", id="no such day"
        ),
        pytest.param({"id": "e1", "kind": "call", "start": "2025-01-01"}, "both days or both null", id="half a window"),
        pytest.param({"id": "e1", "kind": "call", "start": "2025-01-02", "end": "2025-01-01"}, "cannot end", id="backwards"),
        pytest.param(
            {"id": "e1", "kind": "call", "mentions": [{"doc_id": "d"}]}, "'start' is missing in a mention", id="mention without offsets"
        ),
        pytest.param({"id": "e1", "kind": "call", "participants": ["Putin"]}, "event e1: ", id="participants as names"),
        pytest.param({"id": "e1", "kind": "call", "start": 5, "end": 5}, "event e1: ", id="a number for a day"),
    ],
)
def test_what_cannot_be_read_is_named(record: object, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        from_record(record)  # type: ignore[arg-type]


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in a record, of lists that of the first item."""
    items = value.items() if isinstance(value, dict) else [(0, value[0])] if isinstance(value, list) and value else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


@pytest.mark.parametrize("wrong", [5, -1, True, "x", "2025-99-99", [1], [None], {"a": 1}, None, float("inf")], ids=str)
def test_a_value_of_another_type_is_refused_or_harmless(wrong: object) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for event in budapest_story():
        good = to_record(event)
        for path in places(good):
            record = copy.deepcopy(good)
            inner: Any = record
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = wrong
            try:
                read = from_record(record)
            except FormatError:
                continue
            again = to_record(read)
            assert load_line(dump_line(again)) == read, path
            assert not [error.message for error in validator.iter_errors(again) if error.validator == "type"], path


@pytest.mark.parametrize("number", [float("nan"), float("inf")], ids=str)
def test_a_number_that_json_cannot_hold_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        to_line(Event(id="e1", kind=Kind.CALL, confidence=number))


def test_a_line_that_is_no_json_is_named() -> None:
    with pytest.raises(FormatError, match="no JSON"):
        load_line("id,kind")
