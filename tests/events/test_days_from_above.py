"""Days and places that an encounter has from the clause that it serves, windows that end with a told time, days to which plans move."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

DAY = "2018-06-13"  # a Wednesday


def told(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """First and last day and place of each encounter."""
    found = timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    return [
        (e.start.isoformat() if e.start else None, e.end.isoformat() if e.end else None, e.place.name if e.place else None) for e in found
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "place"),
    [
        pytest.param(
            "U.N. envoy Erna Solberg was to fly later in the day to Lima to see President Sebastian Pinera.",
            "2018-06-13",
            "2018-06-13",
            "Lima",
            id="purpose",
        ),
        pytest.param(
            "President Sebastian Pinera surprised his party in May by meeting Prime Minister Justin Trudeau.",
            "2018-05-01",
            "2018-05-31",
            None,
            id="means",
        ),
        pytest.param(
            "Tourism in Oslo will stop on 2 and 3 July, when ministers of NATO gather for a forum on cod.",
            "2018-07-02",
            "2018-07-03",
            "Oslo",
            id="when",
        ),
    ],
)
def test_a_day_and_place_of_the_clause_above(text: str, first: str, last: str, place: str | None):
    assert (first, last, place) in told(text)


def test_the_second_of_two_acts_is_of_the_day_of_the_first():
    text = "Theresa May will open a school with the poets of Peru in Lima on 20 June and then take part in a meeting with Mauricio Macri."
    assert told(text) == [("2018-06-20", "2018-06-20", "Lima")]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("before the end of August", "2018-08-31"),
        ("before the year's end", "2018-12-31"),
        ("before the summer is out", "2018-08-31"),
        ("before the year is over", "2018-12-31"),
        ("before mid-July", "2018-07-10"),
        ("before Monday", "2018-06-17"),
    ],
)
def test_a_plan_before_some_time_lies_between_now_and_then(words: str, last: str):
    assert told(f"Theresa May will meet Emmanuel Macron {words}.") == [("2018-06-13", last, None)]


def test_what_was_held_before_some_time_has_no_such_window():
    assert told("Theresa May met Emmanuel Macron in Lyon long before the end of May.") == [("2018-06-13", "2018-06-13", "Lyon")]


def test_a_plan_within_a_month():
    assert told("Theresa May will meet Emmanuel Macron within a month.") == [("2018-06-14", "2018-07-13", None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("The talks between Merkel and Putin, due on Friday, have been moved to August 3.", "2018-08-03", id="moved"),
        pytest.param("The talks between Merkel and Putin have been put back to August 3.", "2018-08-03", id="put-back"),
        pytest.param("The talks between Merkel and Putin were to have taken place on Monday in Sochi.", "2018-06-11", id="was-to-have"),
        pytest.param("The talks between Merkel and Putin are to take place on Monday in Sochi.", "2018-06-18", id="are-to"),
    ],
)
def test_the_day_of_a_plan(text: str, day: str):
    assert [(first, last) for first, last, _ in told(text)] == [(day, day)]


def test_who_winds_up_a_stay_on_a_day_has_been_there_before():
    assert told("Theresa May on Tuesday wound up a two-day visit to Lima.") == [("2018-06-11", "2018-06-12", "Lima")]
