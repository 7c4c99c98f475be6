"""Encounters of which one party, or both, cannot be resolved: an official and the words tell that the other one is official too."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

#: what, text, the encounters as kind and place
CASES = [
    (
        "received",
        "Prime Minister Jens Stoltenberg received him at the airport in Oslo and drove him to the fjord.",
        [("meeting", "Oslo")],
    ),
    ("received-things", "Prime Minister Jens Stoltenberg received the medal in Oslo and drove home.", []),
    (
        "reception-for",
        "Norwegian Foreign Minister Jonas Gahr Stoere hosted a reception in Oslo on Monday for Bram Tielens, who holds a seat.",
        [("meeting", "Oslo")],
    ),
    ("private-host", "Carol Dunmore, an architect, received him at her house in Oslo.", []),
    (
        "call-from",
        "The palace said on Friday it had received a telephone call from French President Jacques Chirac.",
        [("call", None)],
    ),
    ("call-to-do", "The crowd heard on Friday a call from French President Jacques Chirac to stay calm.", []),
    (
        "movement",
        "Indonesian government negotiators and the separatists opened a new round of talks on Tuesday.",
        [("meeting", None)],
    ),
    (
        "breakaway",
        "Moldovan President Petru Lucinschi is willing to meet the leader of breakaway Transdniestria, Oleg Barsukov, in spring.",
        [("meeting", None)],
    ),
    (
        "body-and-chief",
        "IAEA Director General Mohamed ElBaradei will meet the agency's host, chairman Piet Zandvoort, on Monday.",
        [("meeting", None)],
    ),
    (
        "town",
        "Water ministers from the seven river states will meet in Vientiane on June 3.",
        [("meeting", "Vientiane")],
    ),
    ("town-of-party", "Leaders of the Liberal Party and the Farmers' Party met in Vientiane on June 3.", []),
    ("town-of-business", "The annual conference of wood industry suppliers will be held in Vientiane on June 3.", []),
    ("country-alone", "New talks will be held in Laos on June 3.", []),
    ("no-firm-word", "The mood at talks in Vientiane changed.", []),
    ("only-wished", "Farmers want the board to meet in Vientiane.", []),
    (
        "formal",
        "Bram Tielens, who is on an official visit to Poland, praised the town.",
        [("visit", "Poland")],
    ),
    ("informal", "Bram Tielens, who is on a short visit to Poland, praised the town.", []),
    (
        "diplomat",
        "Kinshasa, June 1 - The ministry asked the senior diplomat Bram Tielens to go to Kigali on Monday.",
        [("visit", "Kigali")],
    ),
    ("nobody", "Kinshasa, June 1 - The ministry asked the singer Bram Tielens to go to Kigali on Monday.", []),
    (
        "ministers",
        "Kinshasa, June 1 - The foreign ministers of the six southern states will go to Kigali on Monday.",
        [("visit", "Kigali")],
    ),
    (
        "abroad",
        "A steering committee of the donors, among them Denmark, would meet on Friday in Nairobi, a spokesman said.",
        [("meeting", "Nairobi")],
    ),
    ("at-home", "The land board of Denmark would meet on Friday in Aarhus, a spokesman said.", []),
    (
        "courtesy-call",
        "Minister Bram Tielens paid a courtesy call on Dutch Prime Minister Wim Kok.",
        [("meeting", None)],
    ),
    ("together", "The two delegations spent 40 minutes together in Tallinn on May 14 and settled nothing.", [("meeting", "Tallinn")]),
    ("mission", "Lisbon, June 1 - Bram Tielens led a mission to Luanda in May.", [("visit", "Luanda")]),
    (
        "invitation",
        "The speaker repeated his invitation to the head of the senate to visit Vietnam this year.",
        [("visit", "Vietnam")],
    ),
    ("advice", "The speaker repeated his advice to the head of the senate to visit Vietnam this year.", []),
    ("someone-else", "Kinshasa, June 1 - The two presidents will hold hands and the singer is expected to fly to Kigali on Monday.", []),
    ("aid", "Kinshasa, June 1 - The tents of the six southern states will go to Kigali on Monday.", []),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_unnamed(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = timeline.extract([timeline.Document(doc_id="d", text=text, published=dt.date(2002, 6, 1))], cache=False)
    told = [(e.kind.value, e.place.name if e.place else None) for e in found.events if e.kind.value in ("meeting", "call", "visit")]
    assert told == wanted


NEARBY = [
    ("commission", "The Polish-Ukrainian border commission finished its ninth session in Lviv on Friday.", ["Poland", "Ukraine"]),
    (
        "lawmakers",
        (
            "On Tuesday a joint group of 12 US lawmakers, all supporters of trade with Laos, were to leave for Vientiane"
            " to meet with top Lao officials."
        ),
        ["United States"],
    ),
    ("troops", "On Tuesday a joint group of 12 US soldiers, all friends of trade with Laos, were to leave for Vientiane to rest.", None),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in NEARBY], ids=[c[0] for c in NEARBY])
def test_those_before(text: str, wanted: list[str] | None) -> None:
    found = timeline.extract([timeline.Document(doc_id="d", text=text, published=dt.date(2002, 6, 1))], cache=False)
    told = [[a.name for a in e.participants] for e in found.events if e.kind.value in ("meeting", "visit")]
    assert told == ([] if wanted is None else [wanted])
