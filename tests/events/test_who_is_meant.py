"""Whom "him", "the two" and other words that name nobody mean, and who takes part by them."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

Told = list[tuple[str, list[str]]]


def told(text: str, published: str = "2014-05-14") -> Told:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, [p.name for p in e.participants]) for e in found]


KERRY_AND_LAVROV = ("meeting", ["John Kerry", "Sergey Lavrov"])
CASES = [
    pytest.param(
        "Sergei Lavrov flew to Doha on Monday. Foreign Minister Khalid al-Attiyah received him at the airport.",
        [("visit", ["Sergey Lavrov"]), ("meeting", ["Khalid al-Attiyah", "Sergey Lavrov"])],
        id="him-is-not-who-receives-him",
    ),
    pytest.param(
        "John Kerry landed in Tallinn. The president, Toomas Hendrik Ilves, who was to have met him on Tuesday, fell ill.",
        [("visit", ["John Kerry"]), ("meeting", ["John Kerry", "Toomas Hendrik Ilves"])],
        id="him-is-not-who-was-to-meet-him",
    ),
    pytest.param(
        "Vladimir Putin said Angela Merkel would meet him in Sochi on Friday.",
        [("meeting", ["Angela Merkel", "Vladimir Putin"])],
        id="him-is-who-says-so",
    ),
    pytest.param(
        "John Kerry and Sergei Lavrov flew home without a word about Laurent Fabius and William Hague. The two will meet in Oslo on Friday.",
        [KERRY_AND_LAVROV],
        id="the-two-are-one-subject",
    ),
    pytest.param(
        "John Kerry phoned Sergei Lavrov on Monday. Angela Merkel said the two would meet in Oslo on Friday.",
        [("call", ["John Kerry", "Sergey Lavrov"]), KERRY_AND_LAVROV],
        id="the-two-are-not-who-tells-of-them",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_who_is_meant(text: str, wanted: Told) -> None:
    assert told(text) == wanted
