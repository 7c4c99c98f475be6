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
    "Merkel will not be seeing Putin in Sochi after all.": ["cancellation"],
    "A meeting between Merkel and Putin is not on the schedule, Kremlin spokesman Dmitry Peskov said.": ["denial"],
    "Merkel's office brushed aside a report that she would meet Putin.": ["denial"],
    "Asked whether Friday's talks between Merkel and Putin were off, her spokesman smiled.": [],
    "The talks between Merkel and Putin, which used to be held back to back with the summit, open on Friday.": [],
    "Merkel and Putin will hold talks in Sochi for two days.": [],
    "Putin is expected to receive Merkel in Sochi. The Kremlin said on Monday that no such meeting had been discussed.": ["denial"],
    "Putin is expected to receive Merkel in Sochi. Diplomats said on Monday that no such meeting had been discussed.": [],
    "Putin was to receive Merkel in Sochi on Friday. A German official said the meeting was on.": ["confirmation"],
    "Russian President Vladimir Putin has asked Angela Merkel to come to Moscow.": ["invitation"],
    "Angela Merkel has asked to come to Moscow.": [],
    "Merkel is due in Moscow on Friday, her spokesperson said.": ["announcement"],
    "Merkel will visit Russia on Friday at the invitation of Vladimir Putin, Merkel's press office announced on Monday.": [
        "announcement",
        "invitation",
    ],
    "Merkel will visit Russia on Friday, official sources in Berlin said.": ["announcement"],
    "Merkel will visit Russia on Friday, diplomatic sources in Berlin said.": [],
    "Merkel will open a fair and then hold talks with Putin, Kremlin spokesman Dmitry Peskov said.": ["announcement"],
    "The talks between Merkel and Putin have been moved to Friday at Moscow's request.": ["postponement"],
    "Berlin denied reports that Merkel had slipped into Moscow for talks with Putin.": ["denial"],
    "EU leaders again gave no date for opening talks with Turkey.": [],
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
