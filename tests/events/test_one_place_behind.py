"""Where a meeting was by the one town behind it in its sentence."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

DAY = "2018-06-13"  # a Wednesday


def places(text: str) -> list[str | None]:
    """The place of each meeting."""
    found = timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    return [e.place.name if e.place else None for e in found if e.kind.value == "meeting"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "A fifth session of the Peruvian-Chilean commission on fisheries, which had been set for June 18 in Arequipa,"
            " has been cancelled.",
            "Arequipa",
            id="which-had-been",
        ),
        pytest.param(
            "Erna Solberg last saw her Polish counterpart, Mateusz Morawiecki, in Gdansk, Poland, on May 2.", "Gdansk", id="behind-a-name"
        ),
        pytest.param("OSLO, June 12 Kyodo - Erna Solberg met Angela Merkel on Tuesday.", "Oslo", id="agency-without-brackets"),
        pytest.param("OSLO, Norway: Erna Solberg met Angela Merkel on Tuesday.", "Oslo", id="state-and-colon"),
    ],
)
def test_the_one_place(text: str, place: str):
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Erna Solberg met Angela Merkel on Monday, as officials in Lima complained of cod.",
        "Erna Solberg met Angela Merkel on Monday, according to a paper printed in Lima.",
    ],
    ids=["officials", "paper"],
)
def test_a_town_of_something_else(text: str):
    assert places(text) == [None]
