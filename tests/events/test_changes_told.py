"""Which acts a sentence tells: somebody's word against a plan or for it, a day that moves, an invitation at the head of a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline
from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.events import document_events
from timeline.layout import paragraphs
from timeline.model.document import Document

pytestmark = pytest.mark.model
DAY = dt.date(2018, 7, 24)
SENTENCES = {
    "Merkel will no longer travel to Moscow, her office said.": ["cancellation"],
    "Putin was to receive Merkel in Sochi on Friday. A German official said the meeting was on.": ["confirmation"],
    "Merkel will visit Russia on Friday, official sources in Berlin said.": ["announcement"],
    "Merkel's visit to Moscow was announced on Tuesday.": ["announcement"],
    "Merkel visit to Moscow cancelled, Russia says": ["cancellation"],
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
    "The talks between Merkel and Putin, which used to be held back to back with the summit, open on Friday.": [],
    "Merkel and Putin will hold talks in Sochi for two days.": [],
    "Putin is expected to receive Merkel in Sochi. The Kremlin said on Monday that no such meeting had been discussed.": ["denial"],
    "Putin is expected to receive Merkel in Sochi. Diplomats said on Monday that no such meeting had been discussed.": [],
    "Russian President Vladimir Putin has asked Angela Merkel to come to Moscow.": ["invitation"],
    "Angela Merkel has asked to come to Moscow.": [],
    "Merkel is due in Moscow on Friday, her spokesperson said.": ["announcement"],
    "Merkel will visit Russia on Friday at the invitation of Vladimir Putin, Merkel's press office announced on Monday.": [
        "announcement",
        "invitation",
    ],
    "Merkel will visit Russia on Friday, diplomatic sources in Berlin said.": [],
    "Merkel will open a fair and then hold talks with Putin, Kremlin spokesman Dmitry Peskov said.": ["announcement"],
    "The talks between Merkel and Putin have been moved to Friday at Moscow's request.": ["postponement"],
    "Berlin denied reports that Merkel had slipped into Moscow for talks with Putin.": ["denial"],
    "Putin will receive Merkel in Sochi on Friday. It was put off on Monday.": ["postponement"],
    "Putin will receive Merkel in Sochi on Friday. A concert was due on Monday. It was postponed.": [],
    "Putin will receive Merkel in Sochi on Friday. A ballot was due on Monday. It was cancelled.": [],
    "Putin will receive Merkel in Sochi on Friday. The orchestra postponed it.": [],
    "Putin will receive Merkel in Sochi on Friday. A ballot was held. Putin put it off on Monday.": ["postponement"],
    "Putin will receive Merkel in Sochi on Friday. Asked about the new toll, a Kremlin aide said no such plan had been discussed.": [],
    "EU leaders again gave no date for opening talks with Turkey.": [],
    "Asked whether Friday's talks between Merkel and Putin were off, her spokesman smiled.": [],
    "The talks between Merkel and Putin set for 12 August were postponed.": ["postponement"],
    "Putin gave up his visit to Berlin.": ["cancellation"],
    "Norway backed up the peace talks between Russia and Ukraine.": [],
    "A meeting between Merkel and Putin is out of the question, the Kremlin said.": ["denial"],
    "Putin announced on Monday that he would not attend a meeting with Merkel in Sochi.": ["cancellation"],
    "Putin wrote that it would be better to cancel the meeting with Merkel.": [],
    "Merkel, invited by Vladimir Putin, will go to Moscow on Friday.": ["invitation"],
    "Merkel was invited to Moscow. She was invited by Vladimir Putin.": ["invitation"],
    "Merkel has yet to accept an invitation from Putin to visit Moscow.": ["invitation"],
    "Merkel will arrive in Moscow on Friday. She has been invited by President Vladimir Putin.": ["invitation"],
    "Merkel and Putin will meet in Sochi on Friday. Berlin confirmed that Merkel would attend.": ["confirmation"],
    'Russia denied on Monday that Merkel would meet Putin in Sochi. "There is no such meeting," a spokeswoman said.': ["denial"],
    "The Croatian press said Merkel would meet Putin in Sochi. Berlin denied the report.": ["denial"],
    "Merkel and Putin met in Sochi. Berlin has denied any effort to sell arms.": [],
    "Putin said on Monday that he will meet Merkel in August, a month after calling off their talks.": ["announcement", "cancellation"],
    "Asked about reports that Merkel would visit Moscow, the German spokesman dismissed them.": ["denial"],
    "Russia has repeatedly refused to hold talks with Germany.": [],
    "Merkel will meet Putin in Sochi on Friday. Berlin confirmed that it would take part in the mission.": [],
    "Vladimir Putin has handed German Chancellor Angela Merkel an invitation to come to Russia.": ["invitation"],
    "The talks between Merkel and Putin have been moved from July to August, the German foreign ministry said.": ["postponement"],
    "The summit between Merkel and Putin was put over to September.": ["postponement"],
    "The Kremlin announced that Putin is not going to Berlin.": ["denial"],
    "The Kremlin said there had been no request for a meeting between Merkel and Putin.": ["denial"],
    "Moscow's confirmation of talks between Merkel and Putin ended weeks of guesswork.": ["confirmation"],
    "Russia's denial of a meeting between Merkel and Putin was brief.": ["denial"],
    "The announcement of talks between Merkel and Putin was made by the Russian foreign ministry.": ["announcement"],
    "Berlin pointed out that Merkel was going to meet Putin in Sochi.": ["announcement"],
    "Moscow made it known that Putin would receive Merkel in Sochi.": ["announcement"],
    "Merkel tweeted that she would meet Putin in Sochi.": ["announcement"],
    "It was decided that Merkel and Putin would meet again in Sochi.": ["announcement"],
    "Merkel has consented to meet Putin in Sochi.": ["announcement"],
    "Germany and Russia announced in a joint statement that Putin would visit Berlin.": ["announcement"],
    "Putin is expected to receive Merkel in Sochi. Asked about it, the Kremlin said there were no such plans.": ["denial"],
    "Neither side confirmed the meeting between Merkel and Putin.": [],
    "Moscow insisted that Putin had not met Merkel in Sochi.": ["denial"],
    "Angela Merkel was invited to Moscow. The invitation came from Vladimir Putin.": ["invitation"],
    "Angela Merkel has been invited to visit Moscow by Vladimir Putin.": ["invitation"],
}


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[int, list[str]]]:
    """How many encounters each sentence tells, and the kinds of the acts."""
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_documents

    documents = [Document(text=text, doc_id=str(n), published=DAY) for n, text in enumerate(SENTENCES)]
    lifted = lift_documents(load(), [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
    out = {}
    for d, found in zip(documents, lifted, strict=True):
        events = document_events(d, found, date_timexes(found, d.text, Interval.day(DAY)))
        acts = sorted(e.kind.value for e in events if e.about is not None)
        out[d.text] = len(events) - len(acts), acts
    return out


@pytest.mark.parametrize(("text", "kinds"), SENTENCES.items(), ids=SENTENCES)
def test_acts(told, text, kinds):
    encounters, acts = told[text]
    assert acts == kinds
    assert encounters  # found also where nobody acts upon it


@pytest.mark.parametrize("merge", [False, True], ids=["of the document", "merged"])
@pytest.mark.parametrize(
    ("second", "status", "word", "rule"),
    [
        ("It was put off on Monday.", "postponed", "put", "postpone.phrasal"),
        ("Putin cancelled it on Monday.", "cancelled", "cancelled", "cancel.verb"),
        ("The Kremlin said on Monday that no such meeting had been discussed.", "denied", "meeting", "deny.told"),
    ],
)
def test_the_words_that_end_a_plan_are_a_step_of_its_history(merge, second, status, word, rule):
    first = "Putin is expected to receive Merkel in Sochi. "
    document = Document(text=first + second, doc_id="a", published=DAY)
    found = timeline.extract(document, cache=False, merge=merge)
    (event,) = found.encounters
    at = len(first) + second.index(word)
    step = event.history[-1]
    assert (event.status, step.status, step.sentence, step.start, step.end) == (status, status, second, at, at + len(word))
    (mention,) = (m for m in event.mentions if m.status == status)
    assert (mention.sentence, mention.start, mention.status_cue, mention.cue_start, mention.cue_rule) == (second, at, word, at, rule)
    assert f"{status} by “{word}” [a:{at}-{at + len(word)}, {rule}]" in found.explain(event.id)


@pytest.mark.parametrize(
    "second",
    [
        "A concert was due on Monday. It was postponed.",
        "A ballot was due on Monday. The cancellation cost a fortune.",
        "The orchestra postponed it.",
        "Asked about the new toll, a Kremlin aide said no such plan had been discussed.",
    ],
)
def test_what_ends_something_else_ends_no_plan(second):
    document = Document(text="Putin will receive Merkel in Sochi on Friday. " + second, published=DAY)
    (event,) = timeline.extract(document, cache=False, merge=False).encounters
    assert (event.status, [s.status for s in event.history]) == ("scheduled", ["scheduled"])
