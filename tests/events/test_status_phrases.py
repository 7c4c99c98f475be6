"""What became of a meeting, call or visit: one sentence of our own for each way in which news says so.

Two known people, one encounter, published on Tuesday 24 July 2018. The sentences were written with the rules; those of
``test_status_sentences.py`` were not.
"""

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
    "postponed": (
        "Merkel put off her visit to Moscow.",
        "Merkel put her visit to Moscow off.",
        "Merkel has put her talks with Putin off until further notice.",
        "The talks between Merkel and Putin were pushed back.",
        "Berlin pushed the meeting between Merkel and Putin back by two weeks.",
        "The Kremlin announced the postponement of the summit between Putin and Merkel.",
        "A delay in the talks between Russia and Germany was announced in Berlin.",
        "The meeting between Merkel and Putin was put on hold.",
        "Germany and Russia put their talks on ice.",
        "Merkel's visit to Moscow has been delayed because of illness.",
        "Russia has shelved talks with Germany.",
        "Talks between Russia and Germany have been suspended indefinitely.",
        "Merkel was forced to postpone her visit to Moscow.",
        "Germany announced it had postponed the talks with Russia.",
        "Merkel has decided to postpone her trip to Moscow.",
        "Merkel agreed to postpone her meeting with Putin.",
        "The Russian-German summit has been deferred to an unspecified date.",
        "The talks between Merkel and Putin will be held at a later date.",
        "The talks between Merkel and Putin will have to wait.",
        "The meeting between Merkel and Putin had to be postponed.",
        "The Kremlin said that the meeting between Merkel and Putin would be postponed.",
        "Berlin put on hold a meeting between Merkel and Putin.",
        "The meeting between Merkel and Putin will take place, only not now.",
        "The meeting between Merkel and Putin was put off until at least October.",
        "Berlin asked that the meeting between Merkel and Putin be put off, and the Kremlin agreed.",
        "Berlin asked that Friday's talks with Russia be put off. The Kremlin agreed.",
        "Berlin wants Friday's talks with Russia postponed, and the Kremlin has agreed.",
        "A new date for the talks between Merkel and Putin has yet to be agreed.",
        "No new date has been set for the meeting between Merkel and Putin.",
    ),
    "scheduled": (
        "The meeting between Merkel and Putin was rescheduled for August 3.",
        "The talks between Russia and Germany, postponed last month, will be held on August 3.",
        "The talks between Merkel and Putin were moved to August 3.",
        "Russia and Germany will resume talks in Geneva on Friday.",
        "Talks between Russia and Germany are to resume in Geneva on Friday.",
        "Merkel is expected to meet Putin.",
        "A new date has been found for the shelved meeting between Merkel and Putin.",
        "Moscow insisted that Putin would meet Merkel.",
        "Merkel accepted an invitation to Moscow.",
        "The forthcoming meeting between Merkel and Putin may be the last chance.",
        "Officials wrapped up their work, paving the way for the coming meeting between Merkel and Putin.",
        "Berlin asked that the meeting between Merkel and Putin be put off.",
        "Merkel is optimistic about her meeting with Putin next week.",
        "Merkel was expected to meet Putin on Wednesday.",
        "Merkel was due to arrive in Moscow on Wednesday.",
        "Merkel is due in Moscow on Friday.",
        "Merkel was expected in Moscow early Thursday.",
        "Merkel plans to visit Moscow.",
        "Merkel and Putin agreed to meet in Sochi.",
        "Merkel is to visit Moscow next week.",
        "Merkel is to meet Putin.",
        "Merkel will be meeting Putin.",
        "Merkel is visiting Moscow next week.",
        "Merkel travels to Moscow on Friday.",
        "Merkel is set to meet Putin.",
        "Merkel and Putin are not expected to meet until Sunday.",
        "Merkel is not expected in Moscow until Sunday.",
        "Merkel has agreed to visit Moscow.",
        "Merkel accepted an invitation to visit Moscow.",
        "Merkel confirmed that she would visit Moscow.",
        "Putin said he would meet Merkel.",
        "Putin said on Monday that Merkel would visit Moscow in August.",
        "Russia will not boycott the talks with Germany.",
        "Merkel has not cancelled her visit to Moscow.",
        "Merkel will take part in a meeting with Putin on Friday.",
        "Merkel refused to cancel her visit to Moscow.",
        "The Kremlin denied that the meeting between Putin and Merkel had been postponed.",
        "Merkel said she did not expect a breakthrough from her meeting with Putin in Sochi on Friday.",
        "The meeting between Merkel and Putin may have to be postponed.",
        "Reports that Merkel had put off her visit to Moscow are untrue, Berlin said.",
        "Far from cancelling her visit to Moscow, Merkel added a day to it.",
        "Instead of calling off the talks with Putin, Merkel sent an envoy.",
        "Merkel is going to meet Putin.",
        "The talks between Merkel and Putin are going to take place in Sochi.",
        "Berlin asked that Friday's talks with Russia be rescheduled.",
        "After her talks with Putin, Merkel is to be received by the Patriarch.",
    ),
    "cancelled": (
        "Merkel called off her visit to Moscow.",
        "Merkel called the talks with Putin off.",
        "The summit between Merkel and Putin has been scrapped.",
        "Merkel has cancelled talks with Putin.",
        "Russia confirmed the cancellation of the meeting between Merkel and Putin.",
        "Merkel pulled out of a meeting with Putin.",
        "Russia withdrew from talks with Germany scheduled for Friday.",
        "Putin dropped plans for a visit to Berlin.",
        "Berlin said the planned meeting between Merkel and Putin was off.",
        "The visit of Merkel to Moscow has been aborted.",
        "Putin has abandoned plans to meet Merkel.",
        "Merkel has given up hope of a visit to Moscow this autumn.",
    ),
    "not_held": (
        "The meeting between Merkel and Putin will not take place, the Kremlin said.",
        "Merkel refused to meet Putin.",
        "Merkel declined to meet Putin.",
        "Merkel's refusal to meet Putin angered Moscow.",
        "Merkel declined an invitation to visit Moscow.",
        "Merkel turned down an invitation to Moscow.",
        "Merkel will not accept an offer of talks with Putin.",
        "Merkel failed to show up for a meeting with Putin on Monday.",
        "Nobody turned up for Monday's meeting between Merkel and Putin.",
        "Merkel did not accept Putin's invitation to Moscow.",
        "Merkel did not meet Putin.",
        "Merkel failed to meet Putin.",
        "Merkel will not meet Putin.",
        "Merkel would not be meeting Putin, her spokesman said.",
        "Merkel is not going to meet Putin.",
        "Merkel boycotted a meeting with Putin.",
        "Merkel left without meeting Putin.",
        "Merkel never met Putin.",
        "Merkel rejected a meeting with Putin.",
        "Merkel would have met Putin had she not fallen ill.",
        "Merkel was to meet Putin on Monday but fell ill.",
        "Merkel was due to meet Putin on Monday but the talks did not take place.",
        "Merkel had been scheduled to visit Moscow on Monday but stayed in Berlin.",
        "Merkel said no to a face-to-face with Putin in Sochi.",
        "Neither Merkel nor Putin met Macron in Paris.",
    ),
    "held": (
        "Russia walked out of talks with Germany in Geneva on Monday.",
        "Russia broke off talks with Germany on Monday.",
        "Talks between Russia and Germany broke off on Monday.",
        "Talks between Russia and Germany collapsed on Monday.",
        "Talks between Russia and Germany ended without agreement on Monday.",
        "The talks between Russia and Germany failed to produce a deal.",
        "Russia and Germany resumed talks in Geneva on Monday.",
        "Merkel managed to meet Putin.",
        "Merkel was forced to meet Putin.",
        "Merkel had talks with Putin on Monday.",
        "Merkel met Putin in Sochi on Monday and Tuesday.",
        "Merkel finally met Putin.",
        "Merkel met Putin on Tuesday.",
        "Putin received Merkel in the Kremlin.",
        "Merkel arrived in Moscow last week.",
        "Merkel said after meeting Putin that she was optimistic.",
        "After talks with Putin, Merkel said the sanctions remained.",
        "Merkel told reporters following a meeting with Putin on Monday.",
        "Merkel and Putin discussed Syria by phone on Monday.",
        "Merkel did not say why she met Putin.",
        "Merkel did not meet Putin until Monday.",
        "Merkel ended a two-day visit to Moscow on Monday.",
        "Merkel helped end a freeze on talks between Russia and Germany last month.",
        "Putin tried to impress Merkel with a dinner during her visit to Moscow last week.",
        "The two-day meeting between Merkel and Putin, which ended on Monday, brought no agreement.",
        "Merkel urged the bank to reconsider and spoke with Putin about the case.",
        "In May, Merkel said during a visit to Moscow that the sanctions would stay.",
        "During a visit to Moscow earlier this month, Merkel said the sanctions would stay.",
        "Berlin said the talks with Russia had been useful.",
    ),
    "ongoing": (
        "Russia and Germany resumed talks in Geneva on Tuesday.",
        "Merkel is in Moscow for talks with Putin.",
        "Merkel is visiting Moscow.",
        "Merkel is currently on a visit to Moscow.",
        "Merkel began a two-day visit to Moscow on Tuesday.",
        "Merkel arrived in Moscow on Tuesday for a two-day visit.",
        "The summit of Putin and Merkel opened in Sochi on Tuesday.",
        "Russia and Germany are holding talks in Geneva.",
        "Merkel, on a two-day visit to Moscow, said sanctions would stay.",
        "Merkel, currently visiting Moscow, said ties were good.",
        "Merkel, who is the first German chancellor to visit Mongolia, said ties were good.",
        "Merkel, who is in Moscow, said ties were good.",
        "Merkel spoke on the second day of her visit to Moscow.",
        "Merkel began a visit to Moscow on Sunday.",
        "Merkel's visit to Moscow ends on Thursday.",
        "The sanctions were a good step, said Merkel, who was in Moscow for talks with Putin.",
        "A declaration will be adopted at the summit of Putin and Merkel, due to conclude on Thursday.",
        "Merkel is currently paying a visit to Moscow.",
        "Kicking off a three-day stay in Moscow, Merkel praised the Russian economy.",
        "The summit of Putin and Merkel in Sochi, which ends on Thursday, is their third.",
        "The summit of Putin and Merkel in Sochi, due to conclude on Thursday, will adopt a declaration.",
    ),
    "denied": (
        "Merkel ruled out a meeting with Putin.",
        "Merkel ruled out meeting Putin.",
        "The Kremlin denied that Putin would meet Merkel.",
        "The Kremlin denied reports of a meeting between Putin and Merkel.",
        "The Kremlin said no meeting between Putin and Merkel was planned.",
        "There are no plans for a meeting between Putin and Merkel, the Kremlin said.",
        "The Kremlin dismissed reports that Putin will visit Berlin.",
        "Talk of a meeting between Merkel and Putin is pure invention, the Kremlin said.",
        "Reports of a meeting between Merkel and Putin are untrue, the Kremlin said.",
    ),
    "proposed": (
        "Putin invited Merkel to Sochi.",
        "Putin invited Merkel to visit Sochi.",
        "Putin is seeking a meeting with Merkel.",
        "Putin is ready to meet Merkel, the Kremlin said.",
        "Putin has expressed readiness to meet Merkel.",
        "Putin wants to meet Merkel.",
        "Putin hopes to visit Berlin this year.",
        "Putin offered to hold talks with Merkel.",
        "Putin may visit Berlin.",
        "Merkel could meet Putin in Sochi.",
        "Russia has called for talks with Germany.",
        "Merkel did not rule out a meeting with Putin.",
        "Will Merkel meet Putin in Sochi?",
        "A meeting between Merkel and Putin is possible, the Kremlin said.",
        "It is unclear whether Merkel will meet Putin.",
        "Macron is lobbying to force Merkel to hold talks with Putin.",
        "Berlin has been preparing the ground for a possible meeting between Merkel and Putin at the weekend.",
        "Under the proposal, Merkel would meet Putin in Sochi.",
    ),
    "none": (
        "Merkel called on Macron to meet Putin.",
        "Merkel had refused for months to meet Putin.",
        "Had Merkel met Putin in Sochi, the deal would have been signed.",
        "If Merkel had met Putin, the deal would have been signed.",
    ),
    "disputed": (
        "Merkel spoke with Putin by phone on Sunday, Berlin says; Moscow says she did not.",
        "Washington and Moscow gave conflicting accounts of whether Trump and Putin would see each other in Helsinki next month.",
    ),
}
CASES = [(status, text) for status, texts in SENTENCES.items() for text in texts]


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """The statuses of the encounters that each sentence tells."""
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_documents

    documents = [Document(text=text, doc_id=str(n), published=DAY) for n, (_, text) in enumerate(CASES)]
    lifted = lift_documents(load(), [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
    return {
        d.text: {e.status.value for e in document_events(d, found, date_timexes(found, d.text, Interval.day(DAY))) if e.status is not None}
        for d, found in zip(documents, lifted, strict=True)
    }


@pytest.mark.parametrize(("status", "text"), [pytest.param(status, text, id=f"{status}: {text}") for status, text in CASES])
def test_what_the_words_say_became_of_it(told, status, text):
    assert told[text] == (set() if status == "none" else {status})
