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
    ],
)
def test_occasions(text: str, wanted: list[list[str]]) -> None:
    assert words(text) == wanted
