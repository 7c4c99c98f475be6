"""Gatherings of a body's members, where the words around the gathering name the body, or only the article does."""

from __future__ import annotations

from pathlib import Path

import pytest

import timeline

pytestmark = pytest.mark.model


def meetings(text: str, published: str = "2006-11-16") -> list[tuple[list[str], str | None, str | None]]:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [
        ([p.name for p in e.participants], e.place.name if e.place else None, e.start.isoformat() if e.start else None)
        for e in found
        if e.kind.value == "meeting"
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("A summit of European leaders opens in Brussels on Friday.", "European Union", id="leaders-of-a-continent"),
        pytest.param("Arab leaders will hold a summit in Cairo on Friday.", "Arab League", id="arab-leaders"),
        pytest.param(
            "The European Union has no budget yet, the EU executive said. Ministers want one before a December 15-16 summit in Brussels.",
            "European Union",
            id="body-of-the-article",
        ),
        pytest.param(
            "At the first Summit of the Americas in the United States in 1994, leaders agreed on trade.",
            "Summit of the Americas",
            id="named-by-itself",
        ),
        pytest.param(
            "Leaders of the 21 member economies of the Asia-Pacific Economic Cooperation (APEC) began their annual meeting in Hanoi.",
            "Asia-Pacific Economic Cooperation",
            id="leaders-of-the-members",
        ),
        pytest.param(
            "Arab foreign ministers will discuss Sudan at an emergency meeting on Sunday, Nabil Fahmy said.", "Arab League", id="emergency"
        ),
        pytest.param(
            "The Organisation of Petroleum Exporting Countries decided in October at a meeting in Oslo to cut output.",
            "Organization of the Petroleum Exporting Countries",
            id="name-in-other-words",
        ),
        pytest.param(
            "The OPCW's executive council will meet next Wednesday, Britain said.",
            "Organisation for the Prohibition of Chemical Weapons",
            id="council-of-a-body",
        ),
        pytest.param("Ministers of the Gulf of Guinea Commission met in Malabo on Tuesday.", "Gulf of Guinea Commission", id="no-table"),
        pytest.param(
            "A session of the Council of Ministers of the Volta Basin Authority (VBA) took place in Lome on Monday.",
            "Volta Basin Authority",
            id="organ-of-a-body",
        ),
        pytest.param(
            "Delegates to the World Conference on Salt Lakes in Oslo adopted the plan on Wednesday.",
            "World Conference on Salt Lakes",
            id="its-own-name",
        ),
        pytest.param("They came to Doha for the Third Africa-Arctic Summit on Monday.", "Africa-Arctic Summit", id="its-own-name-behind"),
        pytest.param("The First Ibero-American Summit starts in Lima on Monday.", "Ibero-American Summit", id="its-own-name-counted"),
        pytest.param(
            "Aro told journalists at a meeting of Nato foreign ministers in Oslo.",
            "North Atlantic Treaty Organization",
            id="letters-as-a-word",
        ),
    ],
)
def test_body_takes_part_in_its_gathering(text: str, who: str) -> None:
    assert [names for names, _, _ in meetings(text)] == [[who]]


def test_the_previous_summit_is_of_the_same_body() -> None:
    told = meetings("The Caribbean Community holds a summit in Basseterre on Friday. The previous summit was held in Kingston in 2004.")
    assert sorted(told, key=str) == [
        (["Caribbean Community"], "Basseterre", "2006-11-17"),
        (["Caribbean Community"], "Kingston", "2004-01-01"),
    ]


def test_the_summit_is_not_of_a_region_beside_its_body() -> None:
    told = meetings("A summit of West African leaders opened in Accra on Tuesday. The summit will end on Thursday.")
    assert [names for names, _, _ in told] == [["Economic Community of West African States"]]


def test_name_of_a_body_is_no_second_gathering() -> None:
    found = meetings("Hu Jintao spoke at the Beijing Summit of the Forum on China-Africa Cooperation (FOCAC) on Saturday.")
    assert [names for names, _, _ in found] == [["Forum on China-Africa Cooperation", "Hu Jintao"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Climbers reached the summit in Nepal on Friday.", id="mountain"),
        pytest.param("NATO has new members. The EU has too. A summit will be held in Geneva on Friday.", id="two-bodies"),
        pytest.param("EU rules apply. Putin and Biden met in Geneva; the bilateral summit ended on Thursday.", id="two-sides"),
    ],
)
def test_no_body_is_invented(text: str) -> None:
    assert all("Union" not in name and "NATO" not in name for names, _, _ in meetings(text) for name in names)


def test_a_trade_fair_names_no_body() -> None:
    assert meetings("Models were shown at the Second Global Vehicle Technology Conference in Lyon on Friday.") == []


def test_talks_of_six_are_not_the_meeting_of_two() -> None:
    found = meetings(
        "US envoy Christopher Hill will meet North Korean envoy Kim Kye-Gwan in Beijing on Friday.\n\n"
        "The six-way nuclear disarmament talks between China, Japan, Russia, South Korea, North Korea and the United States "
        "open there on Monday."
    )
    assert [len(names) for names, _, _ in found] == [2, 6]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "The 9th APEC Ministerial Meeting will be held on Nov. 15-16 in Hanoi. The 14th APEC Leaders' Meeting follows it there.",
            [["Asia-Pacific Economic Cooperation"], ["Asia-Pacific Economic Cooperation"]],
            id="tiers-of-a-body",
        ),
        pytest.param(
            "West African leaders ended their summit in Accra on Sunday. On the sidelines, President John Kufuor met Faure Gnassingbe.",
            [["Economic Community of West African States"], ["Faure Gnassingbé", "John Kufuor"]],
            id="on-the-sidelines",
        ),
        pytest.param(
            "Vladimir Putin hosted Hassan Rouhani for a summit in Sochi on Monday. "
            "The summit endorsed his plan for a Malian dialogue conference to be held in Moscow in December.",
            [["Hassan Rouhani", "Vladimir Putin"], ["Mali"]],
            id="another-gathering-endorsed",
        ),
        pytest.param(
            "Ghana announced on Tuesday that it had postponed a Malian dialogue conference in the coastal city of Tema.",
            [["Ghana", "Mali"]],
            id="nation-and-host",
        ),
    ],
)
def test_gatherings_beside_each_other(text: str, who: list[list[str]]) -> None:
    assert [names for names, _, _ in meetings(text)] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "North Korea tested a missile, South Korea said. The six-nation nuclear talks are set to resume in Beijing on Monday.",
            [["China", "Japan", "North Korea", "Russia", "South Korea", "United States"]],
            id="six-nation-talks",
        ),
        pytest.param(
            "Leaders gathered. Paul Biya attended the Beijing Summit of the Forum on China-Africa Cooperation on Saturday.",
            [["China", "Forum on China-Africa Cooperation", "Paul Biya"]],
            id="state-in-the-name-of-a-body",
        ),
        pytest.param(
            "The Syrian opposition is divided, Syria said. The Syrian opposition fears for UN-sponsored peace talks, "
            "which resume in Geneva on Friday.",
            [["Syria", "Syrian opposition", "United Nations"]],
            id="movement-and-its-state",
        ),
        pytest.param(
            "After his talks with Theresa May in London on Monday, Turkish Prime Minister Binali Yildirim said the two countries had "
            "set up a joint working group, which met for the first time earlier this month.",
            [["Binali Yıldırım", "Theresa May"], ["Turkey", "United Kingdom"]],
            id="joint-working-group",
        ),
        pytest.param(
            "Branko Crvenkovski made the appeal ahead of a summit on Thursday of EU leaders in Brussels.",
            [["European Union"]],
            id="speaker-beforehand",
        ),
    ],
)
def test_parties_told_by_count_name_or_report(text: str, who: list[list[str]]) -> None:
    assert sorted(names for names, _, _ in meetings(text, "2017-11-27")) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "Laos sold rice to Belarus. Laos wants trade, and Belarus agreed to it at a bilateral ministerial-level meeting in August.",
            [["Belarus", "Laos"]],
            id="two-states-of-the-report",
        ),
        pytest.param(
            "The Moro Islamic Liberation Front (MILF) and the Philippine government sent teams to Davao, Manila said. "
            "The Philippine army fears the MILF. The two sides agreed to meet again next month.",
            [["Moro Islamic Liberation Front", "Philippines"]],
            id="movement-and-its-government",
        ),
        pytest.param(
            "Chile, Peru and Bolivia share a border. Peru, Bolivia and Chile trade a lot. A bilateral meeting was held in August.",
            [],
            id="one-state-too-many",
        ),
        pytest.param("The two sides of the road meet in Lima, Peru, in August.", [], id="no-parties-at-all"),
    ],
)
def test_two_sides_without_a_name_are_those_of_the_report(text: str, who: list[list[str]]) -> None:
    assert [names for names, _, _ in meetings(text)] == who


def test_those_who_gather_for_a_summit_meet_once() -> None:
    found = meetings("Hu Jintao and Vladimir Putin gathered in Lima for the third and last day of a summit on Friday.", "2006-11-18")
    assert found == [(["Hu Jintao", "Vladimir Putin"], "Lima", "2006-11-15")]


def test_a_summit_does_not_take_the_parties_of_talks_held_there() -> None:
    found = meetings(
        "Jacques Chirac held talks with the leaders of Ghana and Niger in Paris on Friday.\n\nThe Lyon summit is the first in years."
    )
    assert [names for names, _, _ in found] == [["Ghana", "Jacques Chirac", "Niger"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Gambia's press union spoke at the start of a media conference in Banjul, Gambia, on Thursday.", id="media-conference"
        ),
        pytest.param("The arrest prompted sensitive negotiations between Norway and Sweden.", id="course-of-action"),
    ],
)
def test_other_senses_are_no_encounters(text: str) -> None:
    assert meetings(text) == []


def test_talks_with_a_day_are_no_mere_course_of_action() -> None:
    found = meetings("The arrest prompted negotiations between Norway and Sweden on Friday.")
    assert [names for names, _, _ in found] == [["Norway", "Sweden"]]


def test_an_earlier_round_is_of_the_same_parties() -> None:
    found = meetings(
        "The fifth round of the six-party talks will begin on Nov. 20 in Beijing. The six-party talks group Japan, Russia, "
        "South Korea, the United States, North Korea and China. The first round was held in Beijing in August 2003."
    )
    six = ["China", "Japan", "North Korea", "Russia", "South Korea", "United States"]
    assert sorted((names, start) for names, _, start in found) == [(six, "2003-08-01"), (six, "2006-11-20")]


def test_a_movement_of_the_users_own_table_takes_part(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("code,name,aliases,kind,seat\nZFRONT,Zaland Liberation Front,ZLF,non_state_actor,Lima\n", "utf8")
    document = timeline.Document(text="The Zaland Liberation Front met Norway's minister in Lima on Monday.", published="2018-06-13")
    found = timeline.extract(document, gazetteer=str(own), cache=False, merge=False).encounters
    assert [[p.name for p in e.participants] for e in found] == [["Norway", "Zaland Liberation Front"]]
