"""What was just made is used as it is; what waits, travels or is kept is encoded, and reads back the same."""

import pickle
from dataclasses import replace

import pytest

from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.mentions import Lifted
from timeline.model.vocabulary import Kind
from timeline.pipeline import Options, execute
from timeline.pipeline.kept import Mentions, Result
from timeline.pipeline.stages import Outcome
from timeline.store.codec import decode, encode

EVENTS = (Event(id="e1", kind=Kind.CALL), Event(id="e2", kind=Kind.VISIT, part_of="e1"))
DOCUMENT = Document(doc_id="a", text="Soto rang Quispe from Lima.")


def made(events=EVENTS):
    return Result.of(DOCUMENT, Mentions.of(Lifted("a"), DOCUMENT.text, b"\0\1\2\3"), events, open_dates=("Monday",))


@pytest.mark.parametrize("events", [EVENTS, ()], ids=["events", "none"])
def test_a_result_reads_back_with_its_events(events):
    fresh = made(events)
    back = decode(Result, encode(fresh))
    assert fresh.events is events
    assert (back.events, back.eventful, encode(back)) == (events, bool(events), encode(fresh))
    assert back.fingerprint == (b"\0\1\2\3" if events else b"")
    assert (back.document, back.digest, back.open_dates) == (replace(DOCUMENT, text=""), DOCUMENT.digest, ("Monday",))


def test_only_what_is_encoded_travels_to_another_process():
    outcome = Outcome("a", result=encode(made()), made=made())
    there = pickle.loads(pickle.dumps(outcome))
    assert there == Outcome("a", result=outcome.result)
    assert there.made is None


@pytest.mark.model
@pytest.mark.parametrize("held", [0, 2000], ids=["all wait encoded", "some wait encoded"])
def test_how_results_wait_for_the_end_changes_no_byte(held, monkeypatch):
    met = "Foreign Minister Sergey Lavrov met Secretary of State Marco Rubio in Riyadh on March {day}, 2025."
    documents = [Document(doc_id=f"d{day}", text=met.format(day=day), published=f"2025-03-{day + 1}") for day in (10, 14, 18)]
    whole = execute(documents, Options(cache=False)).timeline.to_jsonl()
    monkeypatch.setattr("timeline.pipeline.run.HELD", held)
    assert execute(documents, Options(cache=False)).timeline.to_jsonl() == whole
    assert whole.count("\n") == len(documents)
