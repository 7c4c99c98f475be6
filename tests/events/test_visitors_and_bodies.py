"""Regions that are visited, visitors met, holders named behind the body of their office, and "talks on" a country."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

CASES = [
    (
        "region",
        "LONDON (AP) - British Prime Minister Tony Blair will start a tour of the Middle East on Sunday.",
        ("visit", ["Tony Blair"], "Middle East"),
    ),
    (
        "visiting",
        "Khamenei was quoted as saying at a meeting with visiting Iraqi President Jalal Talabani on Tuesday that Iran was proud of Iraq.",
        ("meeting", ["Ali Khamenei", "Jalal Talabani"], "Iran"),
    ),
    (
        "body",
        "Iraqi President Jalal Talabani met Chairman of the Standing Committee of the National People's Congress Wu Bangguo on Tuesday.",
        ("meeting", ["Jalal Talabani", "Wu Bangguo"], None),
    ),
    (
        "host-before-the-visit",
        "Turkish President Recep Tayyip Erdogan spoke in London on the second day of a UK state visit.",
        ("visit", ["Recep Tayyip Erdoğan"], "UK"),
    ),
    (
        "not-the-host",
        "Chinese President Hu Jintao was trying to impress U.S. President George W. Bush with a banquet during his visit to Beijing.",
        ("visit", ["George W. Bush"], "Beijing"),
    ),
    (
        "of-an-organisation",
        "EU foreign policy chief Javier Solana started a visit to the Middle East on Nov. 11.",
        ("visit", ["Javier Solana"], "Middle East"),
    ),
    (
        "talks-on-a-country",
        "French President Jacques Chirac met German Chancellor Gerhard Schroeder on Monday for talks on Iraq.",
        ("meeting", ["Gerhard Schröder", "Jacques Chirac"], None),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_sentence(text: str, wanted: tuple[str, list[str], str | None]) -> None:
    """The encounter of the kind wanted has these participants and this place."""
    kind, names, place = wanted
    document = timeline.Document(text=text, published=dt.date(2005, 11, 22))
    events = [e for e in timeline.extract(document, cache=False, merge=False).encounters if e.kind.value == kind]
    told = [([a.name for a in e.participants], e.place.name if e.place else None) for e in events]
    assert (names, place) in told, told


@pytest.mark.parametrize(("place", "visits"), [("Puerto Rico", 0), ("Mexico", 1)])
def test_a_territory_is_home(place: str, visits: int) -> None:
    """A minister who travels to land of his own state does not travel abroad."""
    text = f"U.S. Secretary of State Condoleezza Rice will visit {place} on Tuesday, her spokesman said."
    document = timeline.Document(text=text, published=dt.date(2005, 11, 21))
    found = timeline.extract(document, cache=False, merge=False).encounters
    assert sum(e.kind.value == "visit" for e in found) == visits
