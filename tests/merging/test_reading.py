"""Event records of other programs: what they leave out is filled in, what is wrong is told by line and key."""

from __future__ import annotations

import json

import pytest

from timeline.errors import FormatError
from timeline.merging import merge, read_events
from timeline.merging.naming import actor
from timeline.model.record import dump_line, to_record
from timeline.model.vocabulary import ActorType

LEAN = {
    "id": "a/e1",
    "family": "encounter",
    "kind": "meeting",
    "start": "2019-01-08",
    "end": "2019-01-08",
    "published": "2019-01-08",
    "status": "held",
    "participants": [{"name": "John Bolton"}, "Turkish officials"],
    "place": {"name": "Ankara", "country": "TR"},
    "mentions": [{"doc_id": "a", "start": 3, "end": 9, "text": "talks"}],
}


def test_what_is_left_out_is_filled_in() -> None:
    (event,) = read_events([json.dumps(LEAN), "", "  "])
    assert [s.doc_id for s in event.sources] == ["a"]
    assert event.published is not None
    assert event.dating.precision.value == "day"
    bolton, turkey = event.participants
    assert (bolton.id[:1], bolton.country) == ("Q", "US")
    assert (turkey.id, turkey.type) == ("iso:TR", ActorType.STATE)


def test_our_own_records_come_back_as_they_were() -> None:
    merged = merge(read_events([json.dumps(LEAN)]))
    assert tuple(read_events(dump_line(to_record(e)) for e in merged)) == merged


BAD = {
    "no JSON": ("{", r"^f.jsonl:2: no JSON"),
    "no object": ("[]", r"^f.jsonl:2: an event is a JSON object, not list"),
    "no kind of ours": (json.dumps(LEAN | {"kind": "party"}), r"^f.jsonl:2: event a/e1: 'kind' is 'party', not one of meeting"),
    "no list of participants": (json.dumps(LEAN | {"participants": "Putin"}), r"'participants' is a list of names, or objects with a name"),
    "an empty participant": (json.dumps(LEAN | {"participants": [None]}), r"'participants' is a list of names"),
    "a participant without a name": (
        json.dumps(LEAN | {"participants": [{"office": "King"}]}),
        r"^f.jsonl:2: event a/e1: '(id|name)' is missing",
    ),
    "a number as mention": (json.dumps(LEAN | {"mentions": [3]}), r"'mentions' is a list of objects"),
    "a mention without document": (json.dumps(LEAN | {"mentions": [{"start": 1, "end": 2}]}), r"'doc_id' is missing"),
    "no day": (json.dumps(LEAN | {"start": "2019-13-01"}), r"^f.jsonl:2: event a/e1: "),
}


@pytest.mark.parametrize(("line", "message"), BAD.values(), ids=BAD)
def test_bad_lines_are_told(line: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(read_events([json.dumps(LEAN), line], name="f.jsonl"))


NAMES = {
    "United States": "iso:US",
    "the U.S.": "iso:US",
    "Russian officials": "iso:RU",
    "Syrian government": "iso:SY",
    "European Union": "org:EU",
    "Foreign Minister of Hungary": "office:HU/foreign_minister",
}


@pytest.mark.parametrize(("name", "id"), NAMES.items(), ids=NAMES)
def test_names_of_sides(name: str, id: str) -> None:
    assert actor(name).id == id


def test_a_name_nobody_knows_is_a_person_or_a_group() -> None:
    assert actor("Ana Example Diaz").type is ActorType.PERSON
    assert actor("harbour committee").type is ActorType.ORGANISATION
    assert actor("Ana Example Diaz").id == actor("Ana Example Díaz").id
