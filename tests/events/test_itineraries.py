"""Several encounters of one verb, each with a day, a town or a place in the order; one arrival and one gathering told apart."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def events(text: str) -> list[tuple[str, str | None, str | None]]:
    """Who, where and from which day on, in the order of the days and places."""
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    told = [(", ".join(p.name for p in e.participants), e.place and e.place.name, e.start.isoformat() if e.start else None) for e in found]
    return sorted(told, key=lambda e: (e[2] or "", e[1] or "", e[0]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Foreign Minister Jane Marles of Australia will visit Lima on Monday, Quito on Tuesday and Bogota on Wednesday.",
            [
                ("Jane Marles", "Lima", "2018-06-18"),
                ("Jane Marles", "Quito", "2018-06-19"),
                ("Jane Marles", "Bogota", "2018-06-20"),
            ],
            id="a day each",
        ),
        pytest.param(
            "US Defense Secretary Lloyd Austin will travel to Hanoi on Tuesday and Jakarta on Thursday.",
            [("Lloyd Austin", "Hanoi", "2018-06-19"), ("Lloyd Austin", "Jakarta", "2018-06-21")],
            id="days of an itinerary follow each other",
        ),
        pytest.param(
            "Foreign Minister Julie Bishop will fly to Vanuatu on Sunday, then on to Fiji and Tonga.",
            [("Julie Bishop", "Fiji", None), ("Julie Bishop", "Tonga", None), ("Julie Bishop", "Vanuatu", "2018-06-17")],
            id="then on to",
        ),
        pytest.param(
            "President Emmanuel Macron met Chancellor Angela Merkel on Monday and Italian Prime Minister Giuseppe Conte on Tuesday.",
            [("Angela Merkel, Emmanuel Macron", None, "2018-06-11"), ("Emmanuel Macron, Giuseppe Conte", None, "2018-06-12")],
            id="met on a day each",
        ),
        pytest.param(
            "Foreign Minister Sergei Lavrov held talks with Chinese Foreign Minister Wang Yi in Beijing on Monday and with Japanese "
            "Foreign Minister Taro Kono in Tokyo on Wednesday.",
            [("Sergey Lavrov, Wang Yi", "Beijing", "2018-06-11"), ("Sergey Lavrov, Taro Kono", "Tokyo", "2018-06-13")],
            id="talks in a town each",
        ),
        pytest.param(
            "President Vladimir Putin spoke by telephone with Turkish President Recep Tayyip Erdogan on Monday and with Iranian President "
            "Hassan Rouhani on Tuesday.",
            [("Recep Tayyip Erdoğan, Vladimir Putin", None, "2018-06-11"), ("Hassan Rouhani, Vladimir Putin", None, "2018-06-12")],
            id="calls",
        ),
        pytest.param(
            "President Joko Widodo met Prime Minister Lee Hsien Loong and then President Halimah Yacob on Tuesday.",
            [("Halimah Yacob, Joko Widodo", None, "2018-06-12"), ("Joko Widodo, Lee Hsien Loong", None, "2018-06-12")],
            id="met one and then another",
        ),
        pytest.param(
            "President Joko Widodo met with Prime Minister Lee Hsien Loong, then with President Halimah Yacob on Tuesday.",
            [("Halimah Yacob, Joko Widodo", None, "2018-06-12"), ("Joko Widodo, Lee Hsien Loong", None, "2018-06-12")],
            id="and then",
        ),
        pytest.param(
            "President Joko Widodo met Prime Minister Lee Hsien Loong and President Halimah Yacob on Tuesday.",
            [("Halimah Yacob, Joko Widodo, Lee Hsien Loong", None, "2018-06-12")],
            id="one occasion",
        ),
        pytest.param(
            "President Barack Obama met Chancellor Angela Merkel on Monday and Germany on Tuesday praised him.",
            [("Angela Merkel, Barack Obama", None, "2018-06-11")],
            id="no second meeting: who does something on that day",
        ),
        pytest.param(
            "President Michelle Bachelet of Chile on Friday wrapped up a visit to Canada. Bachelet had arrived in Ottawa on Monday.",
            [("Michelle Bachelet", "Ottawa", "2018-06-08")],
            id="the arrival of a visit that has ended",
        ),
        pytest.param(
            "The African Union summit will be held in Kigali on July 5. African countries are to take part in the two-day summit.",
            [("African Union, African countries", "Kigali", "2018-07-05")],
            id="who comes to a summit",
        ),
        pytest.param(
            "A three-way summit between Kenya, Uganda and Rwanda will be held in Kigali on Friday. The three-way summit in Kigali does not "
            "include Burundi.",
            [("Kenya, Rwanda, Uganda", "Kigali", "2018-06-15")],
            id="who is not one of the three",
        ),
    ],
)
def test_each_encounter_of_an_itinerary_is_told_once(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert events(text) == wanted


def test_the_first_meeting_is_not_the_second_round() -> None:
    text = "Niger and Chad will hold a second round of border talks in Niamey on July 5. The first meeting, held in secret, was a failure."
    (found,) = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert [m.text for m in found.mentions] == ["talks"]


def test_two_visits_to_the_same_stops_called_off_in_one_word_are_events_of_their_own():
    text = "Condoleezza Rice's planned trip and Robert Gates's trip to Kenya, Rwanda and Uganda were called off."
    found = timeline.extract(timeline.Document(text=text, published="2008-06-14"), cache=False, merge=False)
    told = {(e.participants[0].name, e.status.value) for e in found.encounters}
    assert told == {("Condoleezza Rice", "cancelled"), ("Robert Gates", "cancelled")}
    assert len({c.about for c in found.changes}) > 1
