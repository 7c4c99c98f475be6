"""What the four sample articles must yield: a reader's minimum, by the trained model."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.events import document_events
from timeline.layout import paragraphs
from timeline.model.document import Document
from timeline.nlp.assembly import load
from timeline.nlp.lift import lift_documents

pytestmark = pytest.mark.model
PUBLISHED = {"000": "2025-10-09", "001": "2025-04-03", "002": "2025-10-22", "003": "2018-07-24"}


@pytest.fixture(scope="module")
def events(seeds):
    documents = [
        Document(text=p.read_text("utf-8"), doc_id=p.stem[:3], published=PUBLISHED[p.stem[:3]]) for p in sorted(seeds.glob("*.txt"))
    ]
    lifted = lift_documents(load(), [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
    return {
        d.doc_id: document_events(d, found, date_timexes(found, d.text, Interval.day(d.published)))
        for d, found in zip(documents, lifted, strict=True)
    }


def told(events, *names, kind="meeting", place=None):
    """The encounters of exactly these people (by surname or name), where named at this place."""
    return [
        e
        for e in events
        if e.kind == kind
        and [p.name.split()[-1] for p in e.participants] == [n.split()[-1] for n in sorted(names)]
        and place in (None, e.place and e.place.name)
    ]


def day(text):
    return dt.date.fromisoformat(text)


def test_luna_and_dmitriev_will_meet_later_in_october(events):
    (meeting,) = told(events["000"], "Anna Paulina Luna", "Kirill Dmitriev")
    assert (meeting.status, meeting.start, meeting.end) == ("scheduled", day("2025-10-10"), day("2025-10-31"))
    assert any(e.kind == "confirmation" and e.about == meeting.id for e in events["000"])


def test_the_alaska_summit_was_held_and_a_second_one_is_denied(events):
    alaska, second = sorted(told(events["000"], "Donald Trump", "Vladimir Putin"), key=lambda e: e.status != "held")
    assert (alaska.status, alaska.place.name, alaska.start) == ("held", "Alaska", day("2025-08-15"))
    assert second.status == "denied"
    (denial,) = [e for e in events["000"] if e.kind == "denial"]
    assert (denial.about, denial.start, [a.name for a in denial.actors]) == (second.id, day("2025-10-09"), ["Russia"])


def test_dmitriev_is_in_washington_and_meets_officials(events):
    (visit,) = told(events["001"], "Kirill Dmitriev", kind="visit")
    assert (visit.status, visit.place.name) == ("ongoing", "Washington")
    (talks,) = told(events["001"], "Kirill Dmitriev", "United States")
    assert (talks.start, talks.end, talks.place.name) == (day("2025-04-02"), day("2025-04-03"), "Washington")
    assert told(events["001"], "Kirill Dmitriev", "Steve Witkoff")
    (riyadh,) = told(events["001"], "Russia", "United States")
    assert (riyadh.place.name, riyadh.start, riyadh.end) == ("Saudi Arabia", day("2025-03-01"), day("2025-03-31"))


def test_a_call_held_a_meeting_postponed_a_summit_disputed(events):
    (call,) = told(events["002"], "Donald Trump", "Vladimir Putin", kind="call")
    assert (call.status, call.start) == ("held", day("2025-10-16"))
    (ministers,) = told(events["002"], "Marco Rubio", "Sergey Lavrov")
    assert (ministers.status, ministers.start) == ("postponed", day("2025-10-23"))
    (budapest,) = told(events["002"], "Donald Trump", "Vladimir Putin", place="Budapest")
    assert budapest.status == "disputed"
    assert {e.kind for e in events["002"] if e.about == ministers.id} == {"postponement"}


def test_an_invitation_to_washington(events):
    (planned,) = told(events["003"], "Donald Trump", "Vladimir Putin", place="Washington")
    assert (planned.status, planned.start, planned.end) == ("proposed", day("2018-07-25"), day("2018-12-31"))
    assert any(e.kind == "invitation" and [a.name for a in e.actors] == ["Donald Trump"] for e in events["003"])
    assert any(e.place is not None and e.place.name == "Argentina" for e in events["003"])


def test_no_event_comes_from_furniture_or_meetings_with_the_press(events):
    texts = " ".join(m.sentence for found in events.values() for e in found for m in e.mentions)
    assert "Remind me later" not in texts
    assert not any(
        "journalists" in m.sentence and e.kind == "meeting" and m.text == "meeting" and len(e.mentions) == 1
        for e in events["002"]
        for m in e.mentions
    )


def test_every_event_points_at_its_words_and_rules(events):
    for found in events.values():
        for e in found:
            assert e.mentions
            assert all(m.rule and m.sentence for m in e.mentions)
            assert all(a.at and a.at[0].rule for a in (*e.participants, *e.actors, *e.targets))
            assert e.confidence is not None
            assert 0 < e.confidence < 1
