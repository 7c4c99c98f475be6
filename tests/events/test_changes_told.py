"""Which acts a sentence tells: somebody's word against a plan or for it, a day that moves, an invitation at the head of a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.events import document_events
from timeline.layout import paragraphs
from timeline.model.document import Document

pytestmark = pytest.mark.model
DAY = dt.date(2018, 7, 24)
SENTENCES = {
    "Merkel will no longer travel to Moscow, her office said.": ["cancellation"],
    "German officials said there would be no meeting between Merkel and Putin in Sochi.": ["denial"],
    "The Kremlin said Putin would not meet Merkel in Sochi.": ["denial"],
    '"There is no meeting planned between Merkel and Putin," spokesman Dmitry Peskov told reporters.': ["denial"],
    "Merkel will meet Putin in Sochi on Friday, the Kremlin press service reported.": ["announcement"],
    "Merkel will meet Putin in Sochi on Friday, press secretary Dmitry Peskov said.": ["announcement"],
    "Merkel will meet Putin in Sochi on Friday, the state news agency reported.": [],
    "Putin's first trip abroad will be to Minsk, Kremlin spokesman Dmitry Peskov told reporters.": ["announcement"],
    "The talks between Merkel and Putin have been moved to Friday.": ["postponement"],
    "The talks between Merkel and Putin have been moved to Sochi.": [],
    "The talks between Merkel and Putin were brought forward to Friday.": [],
    "Despite the row Merkel will go ahead with her visit to Moscow, the Kremlin said.": ["confirmation"],
    "The visit by Merkel to Moscow was put off at the Kremlin's request.": ["postponement"],
    "Invited by President Vladimir Putin, Angela Merkel is paying an official visit to Russia.": ["invitation"],
}


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """The kinds of the acts that each sentence tells."""
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_documents

    documents = [Document(text=text, doc_id=str(n), published=DAY) for n, text in enumerate(SENTENCES)]
    lifted = lift_documents(load(), [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
    return {
        d.text: sorted(
            e.kind.value for e in document_events(d, found, date_timexes(found, d.text, Interval.day(DAY))) if e.about is not None
        )
        for d, found in zip(documents, lifted, strict=True)
    }


@pytest.mark.parametrize(("text", "kinds"), SENTENCES.items(), ids=SENTENCES)
def test_acts(told, text, kinds):
    assert told[text] == kinds
