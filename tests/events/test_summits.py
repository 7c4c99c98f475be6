"""Summits named by their place, with their leaders told elsewhere in the article."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

ARTICLE = (
    "Macron and Xi Weigh Another Round\n\n"
    "French President Emmanuel Macron has invited Chinese President Xi Jinping to a summit in Lyon later this year, aides said on Thursday."
    "\n\n"
    "Officials called the Chengdu summit the two leaders held last week a success. Macron was warmly received at the Chengdu summit, "
    "the aides added.\n"
)


def events(text: str, published: str) -> list[tuple[str, str | None, list[str], str | None, str | None]]:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [
        (
            e.kind.value,
            e.status.value if e.status else None,
            [p.name for p in e.participants],
            e.place.name if e.place else None,
            e.start.isoformat() if e.start else None,
        )
        for e in found
    ]


def test_summit_of_the_two_leaders_takes_the_pair_of_the_article() -> None:
    found = events(ARTICLE, "2025-12-11")
    assert ("meeting", "held", ["Emmanuel Macron", "Xi Jinping"], "Chengdu", "2025-12-01") in found
    assert any(e[3] == "Lyon" and e[1] == "proposed" for e in found)


def test_no_pair_is_invented_for_a_summit() -> None:
    found = events(
        "German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Monday.\n\n"
        "The Geneva summit held last week was a success. Critics of the Geneva summit disagreed.",
        "2020-12-11",
    )
    assert [e[3] for e in found] == ["Berlin"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Erdogan telephoned Putin on Monday.", ["Recep Tayyip Erdoğan", "Vladimir Putin"]),
        ("Xi hosted Modi in Tianjin on Monday.", ["Narendra Modi", "Xi Jinping"]),
        ("Smith met Jones on Monday.", None),
        ("Brown beat King in the final on Monday after they met in May.", None),
    ],
)
def test_leaders_by_their_surnames_alone(text: str, who: list[str] | None) -> None:
    found = events(text, "2025-09-02")
    assert [e[2] for e in found] == ([who] if who else [])
