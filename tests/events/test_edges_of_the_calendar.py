"""Documents of the first and the last days of the calendar, which feeds give to those without a date: no day beyond them is asked for."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

FIRST, LAST = "0001-01-01", "9999-12-31"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        pytest.param("The vote comes four days before a summit of France and Germany in Oslo.", LAST, id="counted"),
        pytest.param("On Friday, ministers of ASEAN opened a three-day meeting in Lima to speak of fishing.", LAST, id="opens"),
        pytest.param("Ministers of ASEAN wrapped up a two-day meeting in Lima on Monday.", FIRST, id="closes"),
        pytest.param("OSLO - Theresa May met Prime Minister Erna Solberg on Monday.", FIRST, id="near-the-first-day"),
        pytest.param("OSLO - Theresa May met Prime Minister Erna Solberg on Friday.", LAST, id="near-the-last-day"),
        pytest.param("Erna Solberg will travel to Hanoi on Thursday and Jakarta on Wednesday.", "9999-12-28", id="next-stop-a-week-on"),
        pytest.param("* Jan. 1: Solberg speaks of trade beside visiting British Prime Minister Theresa May.", FIRST, id="item-of-a-list"),
        pytest.param(
            "Theresa May begins a two-day visit to Norway on Friday. On the fifth day, May will hold talks with Erna Solberg.",
            LAST,
            id="nth-day-of-a-trip",
        ),
    ],
)
def test_no_day_beyond_the_calendar_is_asked_for(text: str, published: str) -> None:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False)
    assert [skipped.reason for skipped in found.skipped] == []
    assert found.encounters
