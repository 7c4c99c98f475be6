"""Who, where and when, where an encounter's own words leave something open."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def events(text: str, published: str = "2018-07-24") -> list[tuple[str, str, list[str], str | None, str | None]]:
    """Kind, status, participants, place, first day."""
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [
        (
            e.kind.value,
            e.status.value if e.status else "",
            [p.name for p in e.participants],
            e.place.name if e.place else None,
            e.start.isoformat() if e.start else None,
        )
        for e in found
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "Emmanuel Macron and Japanese Prime Minister Shinzo Abe, with whom he will hold talks on Friday, spoke of trade.",
            ["Emmanuel Macron", "Shinzo Abe"],
            id="relative",
        ),
        pytest.param(
            "Following his talks with Vladimir Putin, Emmanuel Macron also met with Chinese Premier Li Keqiang on Monday.",
            ["Emmanuel Macron", "Li Keqiang"],
            id="subject-lost-by-the-parser",
        ),
        pytest.param(
            "Donald Trump's decision was prompted by a phone call with Recep Tayyip Erdogan on Monday.",
            ["Donald Trump", "Recep Tayyip Erdoğan"],
            id="whose-decision",
        ),
    ],
)
def test_parties(text: str, who: list[str]) -> None:
    assert who in [e[2] for e in events(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("Angela Merkel and Theresa May will hold talks in the first week of August in Oslo.", "Oslo", id="behind-the-day"),
        pytest.param(
            "Angela Merkel flew to Helsinki, where Vladimir Putin and Donald Trump held talks on Monday.", "Helsinki", id="where-clause"
        ),
        pytest.param(
            "OSLO, July 24 (ANP)\n\nAngela Merkel met Theresa May here on Monday to speak of trade.", "Oslo", id="here-by-the-dateline"
        ),
    ],
)
def test_places(text: str, place: str) -> None:
    assert place in [e[3] for e in events(text) if e[0] == "meeting"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param(
            "Angela Merkel told reporters after a meeting with Theresa May that both wanted a deal.", "2018-07-24", id="the-day-s-news"
        ),
        pytest.param(
            "Angela Merkel told reporters on Monday after a meeting with Theresa May that both wanted a deal.",
            "2018-07-23",
            id="the-day-of-the-words",
        ),
        pytest.param(
            "Oil will be spoken of on Friday when Iran hosts a summit in Tehran with Russia.",
            "2018-07-27",
            id="a-when-clause",
        ),
        pytest.param("Angela Merkel will meet Theresa May in Oslo, the agency reported on Monday.", None, id="not-the-report-s"),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert day in [e[4] for e in events(text) if e[0] == "meeting"]


def test_the_days_before_a_close() -> None:
    text = "Ministers of Norway and Sweden wrapped up their two-day meeting in Oslo on Monday."
    found = timeline.extract(timeline.Document(text=text, published="2018-07-24"), cache=False, merge=False).encounters
    assert [(e.start.isoformat(), e.end.isoformat()) for e in found if e.start and e.end] == [("2018-07-22", "2018-07-23")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The two want to accelerate negotiations, Norway and Sweden said.", id="a-course-of-action"),
        pytest.param("Angela Merkel met ministers in Berlin on Monday.", id="ministers-at-home"),
        pytest.param("Theresa May met the speaker and the chancellor in London on Monday.", id="officials-at-home"),
    ],
)
def test_no_encounter(text: str) -> None:
    assert events(text) == []


def test_talks_counted_otherwise_stay_apart() -> None:
    found = events(
        "Diplomats of North Korea, South Korea and the United States met in New York on Monday. "
        "They spoke of the four-party talks that Pyongyang refuses, and said the four-party talks with China could begin in August."
    )
    assert any(e[2] == ["North Korea", "South Korea", "United States"] and e[4] == "2018-07-23" for e in found)
    assert all(e[4] != "2018-07-23" or len(e[2]) == 3 for e in found)
