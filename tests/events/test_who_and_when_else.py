"""Whom "they", a shared title, "his colleague" and letters mean; the new day beside the old one; an arrival of the day."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline
from timeline.model.event import Event

pytestmark = pytest.mark.model

DAY = dt.date(2006, 5, 10)


def events(text: str) -> list[Event]:
    return list(timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters)


CASES = [
    (
        "met-and-spoke",
        ("Foreign Ministers Rodrigo Alba of Chile and Ivan Petrov of Bulgaria met near Lima on Monday and spoke about wine."),
        [("meeting", {"Rodrigo Alba", "Ivan Petrov"}, "Lima")],
    ),
    (
        "one-each",
        "The interior ministers of Peru and Ghana, Juan Perez and Kofi Mensah, will meet in Lima on 12 June to talk about passports.",
        [("meeting", {"Juan Perez", "Kofi Mensah"}, "Lima")],
    ),
    (
        "one-each-by-adjectives",
        "The Chilean and Norwegian foreign ministers, Rodrigo Alba and Anne Holm, met in Oslo on Monday.",
        [("meeting", {"Rodrigo Alba", "Anne Holm"}, "Oslo")],
    ),
    (
        "their-in-the-next-paragraph",
        (
            "Foreign Minister Michel Barnier and his Croatian counterpart, Anto Perkovic Zulic, failed on Monday "
            "to settle their quarrel.\n\nTheir talks in Pecs lasted two hours."
        ),
        [("meeting", {"Michel Barnier", "Anto Perkovic Zulic"}, "Pecs")],
    ),
    (
        "their-of-a-clause-in-front",
        "Peru and Chile will build a road over the mountains, their transport ministers said after a meeting in Tacna on Saturday.",
        [("meeting", {"Peru", "Chile"}, "Tacna")],
    ),
    (
        "leaders-of-a-region",
        "ACCRA - West African leaders ended their summit in Accra on Sunday with a declaration on roads.",
        [("meeting", {"Economic Community of West African States"}, "Accra")],
    ),
    (
        "a-place-that-is-no-subject",
        (
            "Peruvian President Alejandro Toledo has invited his Chilean counterpart, Ricardo Lagoz, to visit "
            "Lima, the office in Santiago said on Thursday."
        ),
        [("visit", {"Ricardo Lagoz"}, "Lima")],
    ),
    (
        "the-teller-s-king",
        "Norway has told Kenya that the king's visit, postponed in February, is cancelled.",
        [("visit", {"Harald V"}, "Kenya")],
    ),
    (
        "a-rebel-movement",
        "Envoys of Angola and of the rebel movement MLC will hold talks in Lusaka on Friday.",
        [("meeting", {"Angola", "Movement for the Liberation of Congo"}, "Lusaka")],
    ),
    (
        "rebels-of-a-movement",
        "The Congolese rebels of the RCD will meet President Levy Mwanawasa in Lusaka on Friday.",
        [("meeting", {"Rally for Congolese Democracy", "Levy Mwanawasa"}, "Lusaka")],
    ),
    (
        "with-his-colleague",
        (
            "Foreign Ministers Rodrigo Alba of Chile and Ivan Petrov of Bulgaria met near Lima on Monday. He "
            "hoped for a second meeting with his colleague, Mr Alba said."
        ),
        [("meeting", {"Rodrigo Alba", "Ivan Petrov"}, "Lima"), ("meeting", {"Rodrigo Alba", "Ivan Petrov"}, None)],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_takes_part(text: str, wanted: list[tuple[str, set[str], str | None]]) -> None:
    """These encounters, and no others."""
    assert [(e.kind.value, {a.name for a in e.participants}, e.place and e.place.name) for e in events(text)] == wanted


NOT = [
    ("by-phone", "George Bush and Tony Blair talked for an hour by phone.", ["call"]),
    ("to-students", "Condoleezza Rice and Javier Solana spoke to students at a hotel in Rome.", []),
    (
        "another-call",
        "President Toledo met Tony Blair on Monday in London and spoke with George Bush.",
        ["meeting", "call"],
    ),
    ("others-behind", "The presidents of Peru and Chile, Moscow and Beijing said, met on Monday in Lima.", []),
    (
        "said-of-another",
        "Foreign Minister Rodrigo Alba said that Foreign Minister Ivan Petrov was wrong.\n\nTheir talks in Pecs lasted two hours.",
        [],
    ),
    (
        "with-businessmen",
        "Tony Blair met Vladimir Putin in Moscow on Monday. Blair is planning another meeting with businessmen in May.",
        ["meeting"],
    ),
    ("letters-alone", "The RCD, a Tunisian party, met President Joseph Kabila.", []),
]


@pytest.mark.parametrize(("text", "kinds"), [c[1:] for c in NOT], ids=[c[0] for c in NOT])
def test_no_more_than_told(text: str, kinds: list[str]) -> None:
    """Only these kinds of encounters."""
    assert sorted(e.kind.value for e in events(text)) == sorted(kinds)


def test_moved_from_one_day_to_another() -> None:
    """The new day is the encounter's, the old one a previous one; no span."""
    text = "The Tacna meeting between President Alejandro Toledo and Chile's Ricardo Lagos has been put off from 18 May to 25 May."
    (meeting,) = events(text)
    assert meeting.start == meeting.end == dt.date(2006, 5, 25)
    assert [d.interval.start for d in meeting.previous if d.interval] == [dt.date(2006, 5, 18)]


def test_from_one_day_to_another_is_a_span() -> None:
    """Where nothing is moved, both days are the encounter's."""
    (meeting,) = events("The presidents of Peru and Chile will hold a meeting in Tacna from 18 May to 25 May.")
    assert (meeting.start, meeting.end) == (dt.date(2006, 5, 18), dt.date(2006, 5, 25))


def test_the_news_of_an_arrival() -> None:
    """Somebody who arrived on the day of the report has come; who came for some days, or the day before, is there."""
    came = "Foreign Minister Anne Holm of Norway arrived in Nairobi on {} and was taken to a hotel."
    assert [e.status for e in events(came.format("Wednesday"))] == ["held"]
    assert [e.status for e in events(came.format("Tuesday"))] == ["ongoing"]
    assert [e.status for e in events("Foreign Minister Anne Holm of Norway arrived in Nairobi on Wednesday for a three-day visit.")] == [
        "ongoing"
    ]


def test_a_congress_in_small_letters() -> None:
    """A nation's congress is told by its verb, whatever the tagger takes the word for; the old day and the postponement are its own."""
    text = "Ghana was forced to postpone the first proposed Malian congress, initially set for 18 June, after Togo objected to it."
    (congress,) = events(text)
    assert (congress.status, {a.name for a in congress.participants}) == ("postponed", {"Ghana", "Mali"})
    assert congress.start == congress.end == dt.date(2006, 6, 18)


def test_a_congress_and_the_talks_told_before() -> None:
    """A definite congress is not the talks of an organisation; "Congress" alone is a chamber."""
    text = "UN peace talks on Mali will resume in Geneva on 28 May. Ghana floated plans for a Malian Congress on National Dialogue. It was "
    told = events(text + "forced to postpone the congress after Togo objected.")
    assert [[m.text for m in e.mentions] for e in told] == [["talks"], ["congress", "Congress"]]
    assert events("President George Bush asked Congress on Monday for four billion dollars.") == []
    assert events("Following the vote of the Bolivian Congress on Tuesday, guards stood around the embassy of Brazil in La Paz.") == []


def test_assembly_and_those_who_gather() -> None:
    """An assembly is that of those who are then told to gather in the same town."""
    text = (
        "On Tuesday, an assembly of several foreign ministers in Cairo denounced the plan.\n\nEgyptian Foreign Minister Ahmed Aboul Gheit "
    )
    told = events(text + "and his Greek counterpart, Dora Bakoyannis, gathered in Cairo on Tuesday to discuss it.")
    assert [e.place and e.place.name for e in told] == ["Cairo"]


def test_what_the_talk_is_about() -> None:
    """ "The talk is about pipelines" tells of no meeting, and not that the one told before goes on."""
    text = "President Vladimir Putin spoke ahead of the NATO summit in Riga in June. The talk is about pipelines, he said."
    assert [[m.text for m in e.mentions] for e in events(text)] == [["summit"]]
