"""Encounters told in less usual words: sent, led, called on, stood beside, a commission of two states, a part of a visit."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

Told = list[tuple[str, list[str], str | None]]


def told(text: str, published: str = "2006-11-20") -> Told:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, [p.name for p in e.participants], e.place.name if e.place else None) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russian Foreign Minister Sergei Lavrov set off for Maputo on Tuesday.",
            [("visit", ["Sergey Lavrov"], "Maputo")],
            id="set-off-for",
        ),
        pytest.param(
            "Belarus dispatched a senior energy official to Moscow on Friday.", [("visit", ["Belarus"], "Moscow")], id="sent-official"
        ),
        pytest.param("Turkey dispatched its chief of staff to Tehran.", [("visit", ["Turkey"], "Tehran")], id="sent-its-chief"),
        pytest.param(
            "Foreign Minister Lavrov led a delegation to Damascus on Monday.",
            [("visit", ["Sergey Lavrov"], "Damascus")],
            id="led-a-delegation",
        ),
        pytest.param(
            "UN envoy Ibrahim Gambari wound up a visit to Burma on Friday.", [("visit", ["Ibrahim Gambari"], "Burma")], id="wound-up"
        ),
        pytest.param(
            "EU foreign ministers gathered in Brussels on Thursday.", [("meeting", ["European Union"], "Brussels")], id="body-gathers"
        ),
        pytest.param(
            "The 12th session of the Chad-Niger Joint Commission ended in Agadez on Friday.",
            [("meeting", ["Chad", "Niger"], "Agadez")],
            id="session-of-a-joint-commission",
        ),
        pytest.param(
            "The joint commission of India and Nepal met in Delhi on Friday.",
            [("meeting", ["India", "Nepal"], "Delhi")],
            id="of-two-states",
        ),
        pytest.param(
            "Georgian Prime Minister Zurab Nogaideli started a visit to Washington, which includes talks with Vice President Dick Cheney.",
            [("visit", ["Zurab Nogaideli"], "Washington"), ("meeting", ["Dick Cheney", "Zurab Nogaideli"], "Washington")],
            id="part-of-a-visit",
        ),
        pytest.param(
            "Chirac voiced concern about the fighting in Chad in a phone call with his Russian counterpart Vladimir Putin.",
            [("call", ["Jacques Chirac", "Vladimir Putin"], None)],
            id="call-hung-on-its-matter",
        ),
        pytest.param(
            "Omani Sultan Qaboos left Muscat on Friday. On Monday, the Sultan will visit Tehran.",
            [("visit", ["Qaboos"], "Tehran")],
            id="the-sultan",
        ),
        pytest.param(
            "Talks will go on under UN auspices in Vienna next month.", [("meeting", ["United Nations"], "Vienna")], id="auspices"
        ),
        pytest.param(
            "Prime Minister Hun Sen of Cambodia toured east China's Shandong Province on Friday.",
            [("visit", ["Hun Sen"], "Shandong Province")],
            id="province-of-another-state",
        ),
        pytest.param(
            "EU enlargement commissioner Olli Rehn will travel to Ankara next month.",
            [("visit", ["Olli Rehn"], "Ankara")],
            id="body-before-the-title",
        ),
        pytest.param(
            "European Commissioner Olli Rehn will travel to Ankara next month.", [("visit", ["Olli Rehn"], "Ankara")], id="european"
        ),
        pytest.param(
            "The leaders of Russia and Finland will discuss energy in Helsinki on Friday.",
            [("meeting", ["Finland", "Russia"], "Helsinki")],
            id="leaders-of-two-discuss",
        ),
        pytest.param(
            "Bolivian President Evo Morales will attend a South American summit in Cochabamba in December.",
            [("meeting", ["Evo Morales"], "Cochabamba")],
            id="regional-summit",
        ),
        pytest.param("The plan was made at a trilateral summit in Tehran.", [("meeting", [], "Tehran")], id="nobody-named"),
    ],
)
def test_encounter(text: str, expected: Told) -> None:
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Prime Minister Blair stood alongside President Bush in the war on terror.", id="figure-of-speech"),
        pytest.param("President Bush called on President Musharraf on Monday to act.", id="called-on-to"),
        pytest.param("German officials contacted Tehran on Friday.", id="contacted-a-state"),
        pytest.param("Belarus sent its troops to Moscow on Friday.", id="sent-troops"),
        pytest.param("The Lord's Resistance Army is gathering strength in Sudan.", id="gathers-strength"),
    ],
)
def test_no_encounter(text: str) -> None:
    assert told(text) == []


def test_one_of_the_talks_of_a_tour_is_its_own() -> None:
    found = told(
        "On his tour, Egyptian President Hosni Mubarak will hold talks with leaders of Ireland, France and Germany. "
        "Mubarak is to meet Irish President Mary McAleese in Dublin."
    )
    assert ("meeting", ["Hosni Mubarak", "Mary McAleese"], "Dublin") in found


def test_auspices_add_nobody_to_those_who_are_told() -> None:
    found = told(
        "Chilean President Michelle Bachelet will meet Peruvian President Alan Garcia in Lima. The meeting will be held under UN auspices."
    )
    assert found == [("meeting", ["Alan García", "Michelle Bachelet"], "Lima")]


def test_meeting_to_come_is_not_the_one_that_was() -> None:
    found = told(
        "Chilean President Michelle Bachelet met Peruvian President Alan Garcia in Lima on Friday. "
        "They said that an upcoming meeting of Chile and Peru would deal with trade."
    )
    assert [kind for kind, _, _ in found] == ["meeting", "meeting"]
