"""Two occasions of one body or of the same parties, told apart by the words around them."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def words(text: str) -> list[list[str]]:
    """The words that tell of each encounter."""
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    return sorted([m.text for m in sorted(e.mentions, key=lambda m: m.start)] for e in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "The fifth round of talks between Chad and Sudan will open in Abuja on June 20. "
            '"The last round of the talks brought us closer," a mediator said.',
            [["talks"]],
            id="the fifth round and the last one",
        ),
        pytest.param(
            "The fifth round of talks between Chad and Sudan will open in Abuja on June 20. "
            '"This round of the talks will bring us closer," a mediator said.',
            [["talks", "talks"]],
            id="the fifth round and this one",
        ),
        pytest.param(
            "After a meeting with President Idriss Deby, Prime Minister Kamal Tadros said he was content. "
            "The debt of Chad will be dealt with at the next meeting of Chad and Sudan.",
            [["meeting"]],
            id="a meeting held and the next one",
        ),
        pytest.param(
            "Foreign Minister Sergei Lavrov met Foreign Minister Wang Yi in Astana on Monday. "
            "Lavrov said both sides should push forward talks between Russia and China on gas.",
            [["met"]],
            id="a meeting and talks that go on",
        ),
        pytest.param(
            "Ministers of the African Union ended a session in Lome on Monday prior to a summit of the African Union.",
            [["session"], ["summit"]],
            id="a session prior to a summit",
        ),
        pytest.param(
            "President Emmanuel Macron and President Xi Jinping will meet in Lyon on June 20, "
            "ahead of the Oct. 18-19 leaders' meeting of the African Union (AU) forum.",
            [["meet"], ["meeting"]],
            id="two who meet ahead of a meeting of many",
        ),
        pytest.param(
            "An OECD conference goes on in Lima. Peru's minister Luis Castillo spoke at the OECD conference. "
            "The Lima meeting follows an OECD ministerial conference in June 2014 in Oslo.",
            [["conference"], ["conference", "conference", "meeting"]],
            id="a meeting that follows a conference",
        ),
        pytest.param(
            "The G20 meeting, which is being held today in Lima, goes on. Police closed the streets around a hotel in Lima, "
            "where ministers from 14 countries and the African Union are gathering.",
            [["meeting", "gathering"]],
            id="who comes to a body's meeting",
        ),
        pytest.param(
            "The Arab League forum was worth it. The Arab League summit in Tunis on July 1 will take place at the palace.",
            [["forum"], ["summit"]],
            id="a forum, and a summit with its day and place",
        ),
        pytest.param(
            "North Korea refused four-way talks with China, South Korea and the United States. "
            "It walked out of last week's talks in Geneva with the United States.",
            [["talks"]],
            id="talks refused, and last week's",
        ),
        pytest.param(
            "President Emmanuel Macron is on a visit to Peru. During his trip Macron has already visited Cusco, officials said.",
            [["visit", "trip"], ["visited"]],
            id="a trip, and a town visited during it",
        ),
        pytest.param(
            "President Emmanuel Macron announced a meeting with President Xi Jinping in Lyon.\n\nThe meeting is wanted by both sides. "
            "The meeting is being prepared.\n\n"
            "Foreign Ministers Sergei Lavrov and Wang Yi plan to meet on June 20. The meeting will be short.",
            [["meet", "meeting"], ["meeting", "meeting", "meeting"]],
            id="a meeting told often, and the one that stands before",
        ),
        pytest.param(
            "The NATO conference opened in Riga on Monday.\n\nThe conference adopted a declaration.",
            [["conference", "conference"]],
            id="one conference",
        ),
        pytest.param(
            "The fifth round of talks between Chad and Sudan will open in Abuja on June 20. "
            "A mediator said both sides would bring new ideas in the new round.",
            [["talks", "round"]],
            id="the new round is the one to come",
        ),
        pytest.param(
            "The African Union summit will be held in Accra on July 1. "
            "A joint paper came out of the fourth round of the talks. "
            "The fourth round of talks between Chad and Sudan ended on May 7.",
            [["summit"], ["talks", "talks"]],
            id="a round of talks is no summit",
        ),
        pytest.param(
            "Foreign Minister Penny Wong has cancelled Friday's meeting with Foreign Minister Wang Yi in Perth. "
            "Wang Yi instead spoke with Wong by phone.",
            [["meeting"], ["spoke"]],
            id="a meeting called off, and a call instead",
        ),
        pytest.param(
            "Foreign Minister Penny Wong discussed the border by phone with Foreign Minister Wang Yi on Monday. "
            '"Wong and Wang Yi discussed the importance of trade," a spokesman said.',
            [["discussed", "discussed"]],
            id="a call, and what was discussed in it",
        ),
        pytest.param(
            "Foreign Minister Penny Wong discussed the border by phone with Foreign Minister Wang Yi on Monday. "
            '"Wong and Foreign Minister Sergei Lavrov discussed the importance of trade on Sunday," a spokesman said.',
            [["discussed"], ["discussed"]],
            id="a call, and what was discussed with somebody else",
        ),
        pytest.param(
            "Foreign Minister Penny Wong will go to Peru on June 20. "
            "The trip of Wong to Peru will also be the first visit by an Australian minister since 1990.",
            [["go", "trip", "visit"]],
            id="a trip that is the first visit",
        ),
        pytest.param(
            "Premier Li Keqiang's visit to Peru will also be the first visit by a Chinese leader since 1993. "
            "President Xi Jinping visited Chile in May.",
            [["visit", "visit"], ["visited"]],
            id="a visit that is the first by a leader",
        ),
        pytest.param(
            "Foreign Minister Penny Wong arrived on Tuesday. Wong's visit is the first trip to Peru by an Australian minister since 1990.",
            [["arrived", "visit", "trip"]],
            id="a visit of which the first trip tells where",
        ),
        pytest.param(
            "Trade ministers from 30 African countries are scheduled to meet in Lusaka next week. "
            "The meeting will be short. The Lusaka meeting will be organized by the World Trade Organization and the African Union.",
            [["meet", "meeting", "meeting"]],
            id="a gathering told by its town",
        ),
        pytest.param(
            "Trade ministers from 30 African countries are scheduled to meet in Lusaka next week. "
            "Talks in Lusaka between the European Union and Russia will open on July 1.",
            [["Talks"], ["meet"]],
            id="other talks in the town",
        ),
        pytest.param(
            "Finland is both facilitating the peace talks between Chad and Sudan and leading a mission.",
            [],
            id="a process",
        ),
        pytest.param(
            "Finland is facilitating peace talks between Chad and Sudan in Helsinki on Thursday.",
            [["talks"]],
            id="an occasion",
        ),
        pytest.param(
            "The government would keep the window opened for the rebels of the SPLM to return to talks with Sudan.",
            [],
            id="an open window",
        ),
        pytest.param(
            "Chad and Sudan held a first round of talks in Abeche in March. On Monday they met for a second round in Geneva.",
            [["met", "round"], ["talks"]],
            id="they met for the second round",
        ),
        pytest.param(
            "Officials of Chad and Sudan are back in Geneva for talks on the border. Talks in Geneva last month ended without a deal.",
            [["Talks"], ["are"], ["talks"]],
            id="talks that go on, and last month's",
        ),
        pytest.param(
            "OPEC ministers were meeting in Vienna on Wednesday. A minister suggested that the group would meet again next year.",
            [["meeting"]],
            id="those who meet again",
        ),
        pytest.param(
            "President Michelle Bachelet met President Evo Morales in Arica on Monday and invited him to a summit in Santiago in August.",
            [["met"], ["summit"]],
            id="a meeting, and a summit to come",
        ),
        pytest.param(
            "Foreign Minister Penny Wong met Foreign Minister Wang Yi during the conference in Oslo on Tuesday. "
            "The conference ends on Friday.",
            [["met"]],
            id="a meeting, and the conference at which it is",
        ),
        pytest.param(
            "Ministers of Chad and Niger held talks in Zinder on Tuesday. It was their third meeting this month.",
            [["talks", "meeting"]],
            id="it was the third",
        ),
        pytest.param(
            "An African Union summit opened in Accra on Thursday. The summit is expected to adopt a plan on trade.",
            [["summit", "summit"]],
            id="what a summit is expected to do",
        ),
        pytest.param(
            "Peru and Chile are in talks in Geneva. The talks, which started on May 5, are expected to last until July.",
            [["talks", "talks"]],
            id="the end of talks that began on a day past",
        ),
        pytest.param(
            "Arab leaders gather for a summit in Casablanca on Friday.",
            [["gather", "summit"]],
            id="those who gather for it",
        ),
    ],
)
def test_occasions(text: str, wanted: list[list[str]]) -> None:
    assert words(text) == wanted


def test_talks_held_are_not_those_that_somebody_does_not_want() -> None:
    text = "Prime Minister Narendra Modi held talks in Pune with farmers. Modi said he had no plans to meet African Union officials."
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert [(e.status.value, [m.text for m in e.mentions]) for e in found] == [("denied", ["meet"])]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Deputy Trade Minister Luis Castillo of Peru spoke on Monday at the 2018 Peru Mining Forum in Lima.", 0),
        ("Deputy Trade Minister Luis Castillo of Peru spoke on Monday at the 2018 Peru-Chile Mining Forum in Lima.", 1),
    ],
)
def test_forum_of_one_state(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_a_summit_that_a_meeting_stands_before_is_to_come() -> None:
    text = (
        "A meeting of ministers was held prior to the Leaders' Meeting of the African Union (AU) forum in the port city of Lome "
        "slated on Friday."
    )
    found = timeline.extract(timeline.Document(text=text, published="2018-06-13"), cache=False, merge=False).encounters
    assert [(e.status.value, str(e.dating.interval.start)) for e in found if e.dating.interval] == [("scheduled", "2018-06-15")]
