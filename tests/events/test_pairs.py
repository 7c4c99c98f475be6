"""Encounters of which the words tell only that they are of the same two."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "President Michelle Bachelet held talks with President Evo Morales in La Paz on Monday.\n\n"
            "It was the first conversation between the two since they met in Oslo last September.",
            ("meeting", "Evo Morales, Michelle Bachelet", "Oslo"),
            id="the two",
        ),
        pytest.param(
            "President Emmanuel Macron held talks with President Evo Morales in La Paz on Monday.\n\n"
            "Their deputies will meet in Geneva on Friday.",
            ("meeting", "Bolivia, France", "Geneva"),
            id="their people",
        ),
        pytest.param(
            "Officials from Bolivia and France held talks in La Paz on Monday. The next round will take place in Lyon in July.",
            ("meeting", "Bolivia, France", "Lyon"),
            id="the next round elsewhere",
        ),
        pytest.param(
            "Chad and Niger have agreed to hold a third round of talks in Zinder next month. The second round was held in Abeche in April.",
            ("meeting", "Chad, Niger", "Abeche"),
            id="the round before elsewhere",
        ),
        pytest.param(
            "The finance ministers of Bolivia, Peru and Mexico held talks in Lima on Monday. "
            "The three ministers agreed to meet again in La Paz in August.",
            ("meeting", "Bolivia, Mexico, Peru", "La Paz"),
            id="the three",
        ),
        pytest.param(
            "President Michelle Bachelet met President Evo Morales in La Paz on Monday. "
            "Another meeting with Morales is planned in Arica for Friday.",
            ("meeting", "Evo Morales, Michelle Bachelet", "Arica"),
            id="again with the one who is named",
        ),
        pytest.param(
            "The energy ministers of Chad, Niger and Mali met in Zinder on Monday. The ministers will hold their next meeting in Bamako.",
            ("meeting", "Chad, Mali, Niger", "Bamako"),
            id="the ministers",
        ),
        pytest.param(
            "The foreign ministers of Bolivia and France may meet in Lima in August, Bolivian officials said. "
            "Their last meeting was in New York in September.",
            ("meeting", "Fernando Huanacuni Mamani, Jean-Yves Le Drian", "New York"),
            id="their last meeting",
        ),
        pytest.param(
            "The trade ministers of Bolivia and France spoke by phone on Monday and agreed that a round of negotiations on a pact "
            "would open in Lyon in July.",
            ("meeting", "Bolivia, France", "Lyon"),
            id="agreed in a call",
        ),
        pytest.param(
            "President Emmanuel Macron will travel to Egypt next week. A visit to Peru may follow.",
            ("visit", "Emmanuel Macron", "Peru"),
            id="a visit may follow",
        ),
        pytest.param(
            "President Emmanuel Macron telephoned President Evo Morales on Monday. The foreign ministers will meet in Lima on Friday.",
            ("meeting", "Bolivia, France", "Lima"),
            id="ministers of those who are none",
        ),
    ],
)
def test_the_same_two(text: str, wanted: tuple[str, str, str]) -> None:
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert wanted in [(e.kind.value, ", ".join(p.name for p in e.participants), e.place.name if e.place else None) for e in found]


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param("Two gangs clashed in Leeds. They met again in Leeds on Friday.", id="gangs"),
        pytest.param("Striking miners said their talks would resume on Friday.", id="whose-talks-they-are-stands-before"),
    ],
)
def test_others_told_in_between(behind: str) -> None:
    """Who stands nearer are those who meet again, whoever they are."""
    text = f"President Michelle Bachelet held talks with President Evo Morales in La Paz on Monday.\n\n{behind}"
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert [e.place and e.place.name for e in found] == ["La Paz"]


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param("A trip to Lima by students was cancelled.", id="others'"),
        pytest.param("A visit to Peru is dangerous, aid workers say.", id="anybody's"),
    ],
)
def test_a_trip_of_others(behind: str) -> None:
    """A trip of which nobody says that it is planned is no next leg of the one told before."""
    text = f"President Emmanuel Macron flew to Cairo on Monday. {behind}"
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert [e.place and e.place.name for e in found] == ["Cairo"]
