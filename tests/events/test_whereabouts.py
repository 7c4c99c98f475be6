"""Where an encounter was, where its own slots name no place."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model


def places(text: str, published: str = "2018-07-24") -> list[tuple[str, str | None, str | None]]:
    """Kind, place and the rule that found it, of each encounter."""
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, e.place.name if e.place else None, e.place.at[0].rule if e.place and e.place.at else None) for e in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Angela Merkel said Sunday in Lyon after meeting Emmanuel Macron that trade would grow.",
            ("meeting", "Lyon", "place.said_at"),
            id="said-after",
        ),
        pytest.param(
            "Emmanuel Macron told reporters in the Oval Office during a meeting with Donald Trump that trade would grow.",
            ("meeting", "Oval Office", "place.said_at"),
            id="told-during",
        ),
        pytest.param(
            "Sergei Lavrov and Mevlut Cavusoglu will remain in Osaka to continue discussions on trade.",
            ("meeting", "Osaka", "place.went_for"),
            id="remain-to-continue",
        ),
        pytest.param(
            "In Lima, Chancellor Angela Merkel said on Monday during talks with Theresa May that trade would grow.",
            ("meeting", "Lima", "place.opens_in"),
            id="opens-in",
        ),
        pytest.param(
            "Held at the old palace in Lima, the talks brought Kenya and Norway together.",
            ("meeting", "Lima", "place.went_for"),
            id="held-at",
        ),
        pytest.param(
            "Erna Solberg came to Lima to preside over the Kenyan-Norwegian committee meetings with Uhuru Kenyatta.",
            ("meeting", "Lima", None),
            id="to-preside-over",
        ),
        pytest.param(
            "Ties with Kenya grew in 2016, when Erna Solberg paid a state visit to the country.",
            ("visit", "Kenya", "place.named_before"),
            id="to-the-country",
        ),
        pytest.param(
            "Shops in Quito were shut soon after the Summit of the Americas began in the city.",
            ("meeting", "Quito", "place.named_before"),
            id="began-in-the-city",
        ),
        pytest.param(
            "Fish was sold in Lagos. Angela Merkel arrived in the port city on Monday.",
            ("visit", "Lagos", "place.named_before"),
            id="arrived-in-the-port-city",
        ),
        pytest.param(
            "Uhuru Kenyatta became chairman, and met the German president, Joachim Gauck, and his foreign minister, Heiko Maas, in Lima.",
            ("meeting", "Lima", None),
            id="met-several-in",
        ),
        pytest.param(
            "Uhuru Kenyatta was abroad. While in Lima he attended the Summit of the Americas.",
            ("meeting", "Lima", None),
            id="while-in",
        ),
        pytest.param("Kenya is to host a summit on water from Dec. 4 to 7.", ("meeting", "Kenya", "place.host"), id="state-hosts"),
        pytest.param("Lima hosted the APEC summit two years ago.", ("meeting", "Lima", "place.host"), id="capital-hosts"),
        pytest.param(
            "Norway hosted a meeting with Kenya on the sidelines of the General Assembly.", ("meeting", None, None), id="hosts-elsewhere"
        ),
        pytest.param(
            "Erna Solberg held talks with Emmanuel Macron on the future French role in Mali.",
            ("meeting", None, None),
            id="topic-is-no-place",
        ),
        pytest.param("Jeremy Hunt left on a three-day trip to Asia.", ("visit", "Asia", None), id="part-of-the-world"),
        pytest.param(
            "Angela Merkel spoke at the end of the Asia-Europe Meeting, or ASEM, in Myanmar's capital Naypyitaw.",
            ("meeting", "Naypyitaw", None),
            id="or-its-short-form",
        ),
        pytest.param(
            "Russia and Turkey will meet at the Libya National Dialogue Congress, an event sponsored by Egypt and due to be held in the "
            "port city of Izmir on 29 July.",
            ("meeting", "Izmir", None),
            id="due-to-be-held-in",
        ),
        pytest.param(
            "Negotiators from Canada and Mexico met behind closed doors at a downtown Chicago hotel on Monday.",
            ("meeting", "Chicago", None),
            id="hotel-of-a-town",
        ),
        pytest.param(
            "Emmanuel Macron met Angela Merkel in the Hessian city of Kassel on Monday.", ("meeting", "Kassel", None), id="city-of"
        ),
        pytest.param(
            "OSLO (Reuters) - Angela Merkel met Norwegian Prime Minister Erna Solberg on Monday and praised her.",
            ("meeting", "Oslo", "place.dateline"),
            id="host-of-the-dateline",
        ),
        pytest.param(
            "LYON, July 24 (AFP) - Angela Merkel and Uhuru Kenyatta will meet in the French city on Friday.",
            ("meeting", "Lyon", "place.dateline"),
            id="the-french-city",
        ),
        pytest.param(
            "Talks began in Lyon. Officials stayed in Lima. Kenya and Peru met in the French city in May.",
            ("meeting", "Lyon", "place.named_before"),
            id="the-last-town-there",
        ),
        pytest.param(
            "In the French city of all places. Kenya's Uhuru Kenyatta came to Lyon. There, he met Angela Merkel.",
            ("meeting", "Lyon", "place.there"),
            id="there",
        ),
        pytest.param(
            "Uhuru Kenyatta came home from Peru on Sunday. While there he talked with Ollanta Humala about fish.",
            ("meeting", "Peru", "place.there"),
            id="while-there",
        ),
        pytest.param(
            "Kenya and Peru signed the pact in Lyon on 3 May, where they met again.",
            ("meeting", "Lyon", "place.where"),
            id="where",
        ),
        pytest.param(
            "Angela Merkel met Uhuru Kenyatta at the annual Oslo Security Forum in May.",
            ("meeting", "Oslo", "place.gathering"),
            id="named-after-its-town",
        ),
        pytest.param(
            "Angela Merkel met Uhuru Kenyatta in the Map Room of the White House.",
            ("meeting", "White House", None),
            id="room-of",
        ),
        pytest.param(
            "NYALI BEACH, Kenya (AP) - Angela Merkel and Theresa May met Monday.",
            ("meeting", "Nyali Beach", "place.dateline"),
            id="town-that-no-table-knows",
        ),
        pytest.param(
            "LYON, July 24 (AFP) - Angela Merkel and Uhuru Kenyatta sat down together in this riverside resort on Monday.",
            ("meeting", "Lyon", "place.dateline"),
            id="this-resort",
        ),
        pytest.param(
            "Kenya and Peru agreed to meet on Crete on Friday.",
            ("meeting", "Crete", None),
            id="on-an-island",
        ),
        pytest.param(
            "Kenya and Peru are back in Cyprus for talks. They last met on the island two weeks ago.",
            ("meeting", "Cyprus", "place.named_before"),
            id="on-the-island",
        ),
        pytest.param(
            "OSLO, July 24 (AP) - Talks on fish opened on Monday. Uhuru Kenyatta is to arrive on August 3.",
            ("visit", "Oslo", "place.dateline"),
            id="arrives-where-it-was-written",
        ),
        pytest.param(
            "Angela Merkel came to Oslo on Monday and met Erna Solberg. She also had talks with Norway's finance minister on Monday.",
            ("meeting", "Oslo", None),
            id="company-of-the-day",
        ),
        pytest.param(
            "Leaders of ASEAN opened their annual summit in Lima on Monday. On the sidelines, Angela Merkel met Theresa May.",
            ("meeting", "Lima", "place.sidelines"),
            id="on-the-sidelines",
        ),
        pytest.param(
            "Angela Merkel met Uhuru Kenyatta at the Munich security conference in May.",
            ("meeting", "Munich", "place.gathering"),
            id="named-after-its-town-in-small-letters",
        ),
        pytest.param(
            "Lyon hosted talks between Kenya and Peru on Monday.",
            ("meeting", "Lyon", None),
            id="town-that-hosts",
        ),
        pytest.param(
            "LIMA, July 24 (AFP) - Angela Merkel sat down with Theresa May on the sidelines of the fisheries meeting here on Saturday.",
            ("meeting", "Lima", "place.dateline"),
            id="on-the-sidelines-of-what-is-here",
        ),
        pytest.param(
            "Theresa May held talks with Macron in Lyon on Monday. The following day she met Bruno Le Maire, the French minister.",
            ("meeting", "Lyon", "place.stay"),
            id="next-day-with-another-host",
        ),
        pytest.param(
            "Theresa May met Emmanuel Macron in Lyon on Monday. A second meeting with Macron is planned for Wednesday.",
            ("meeting", "Lyon", "place.stay"),
            id="second-meeting",
        ),
        pytest.param(
            "Theresa May met Emmanuel Macron in Lyon on Monday. She is also expected to meet Bruno Le Maire, the French finance minister.",
            ("meeting", "France", "place.stay"),
            id="also-to-meet",
        ),
        pytest.param(
            "Theresa May received Emmanuel Macron at Rawdat Khuraim on Monday.",
            ("meeting", "Rawdat Khuraim", "place.entity"),
            id="run-of-capitals-at",
        ),
        pytest.param(
            "Theresa May met Emmanuel Macron at the Cankaya presidential palace on Monday.",
            ("meeting", "Cankaya", "place.known"),
            id="town-s-palace",
        ),
        pytest.param(
            "Theresa May met Emmanuel Macron on the Lofoten islands on Monday.", ("meeting", "Lofoten", "place.entity"), id="on-islands"
        ),
    ],
)
def test_place_by_the_words_around(text: str, wanted: tuple[str, str, str | None]) -> None:
    kind, place, rule = wanted
    assert (kind, place) in [found[:2] for found in places(text)]
    if rule is not None:
        assert wanted in places(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("WASHINGTON (Reuters) - Donald Trump met Vladimir Putin in 2017, a book says.", id="long-ago"),
        pytest.param("WASHINGTON (Reuters) - Donald Trump will meet Vladimir Putin on September 3, aides said.", id="later"),
        pytest.param("Angela Merkel said in Lyon on Sunday that she would meet Vladimir Putin.", id="no-word-of-after"),
        pytest.param(
            "KABUL (AFP) - Talks on trade opened. In Lima, Theresa May said the Chinese envoy would arrive next month.",
            id="arrives-elsewhere",
        ),
    ],
)
def test_no_place_is_made_up(text: str) -> None:
    found = places(text)
    assert found
    assert all(place is None for _, place, _ in found)


def test_who_is_met_later_that_day_need_not_be_in_that_town() -> None:
    found = places("Angela Merkel met Emmanuel Macron in Lyon on Monday. On Monday evening she met Uhuru Kenyatta.")
    assert {place for _, place, _ in found} == {"Lyon", None}


def test_a_visit_leads_farther_than_to_the_airport() -> None:
    text = "Vladimir Putin arrived on Monday for a visit to Vietnam. He landed at Noi Bai airport."
    found = timeline.extract(timeline.Document(text=text, published=dt.date(2018, 7, 24)), cache=False, merge=False).encounters
    assert {e.place.name for e in found if e.place and e.kind.value == "visit"} == {"Vietnam"}


def test_here_is_where_the_report_says_that_all_are() -> None:
    text = (
        "A summit of ASEAN opened here on Monday. Leaders gathered for the summit in the Thai capital, Bangkok.\n\n"
        "Peru wants more trade.\n\nEmmanuel Macron said so during talks with Theresa May here."
    )
    assert ("meeting", "Bangkok", "place.here") in places(text)


def test_where_talks_are_held_here_another_town_is_not_theirs() -> None:
    text = (
        "Norway and Kenya resumed talks here on Monday on the river. Envoys of Norway and Kenya met on Monday to review texts which were "
        "written in Lima."
    )
    assert {place for _, place, _ in places(text)} == {None}


def test_whom_somebody_met_at_a_summit_he_met_there() -> None:
    text = "Vietnam hosted the APEC summit in 2017, during which Donald Trump briefly met Vladimir Putin."
    assert ("meeting", "Vietnam", "place.sidelines") in places(text)


def test_here_is_where_the_visit_leads() -> None:
    text = (
        "Egyptian Prime Minister Kamal Ganzouri arrived here Tuesday for a three-day visit to Singapore. Ganzouri will leave for China on "
        "Thursday."
    )
    found = places(text, "1997-04-15")
    assert {place for kind, place, _ in found if kind == "visit"} == {"Singapore", "China"}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        pytest.param("GENEVA (Reuters) - Sergei Lavrov met John Kerry on Thursday, aides said.", "Geneva", id="both-abroad"),
        pytest.param("BUCHAREST (Reuters) - John Kerry held talks with Romanian officials on Thursday.", "Bucharest", id="a-state-at-home"),
    ],
)
def test_who_meets_a_stranger_is_where_the_report_was_written(text: str, town: str) -> None:
    assert ("meeting", town) in {(kind, place) for kind, place, _ in places(text, "2016-09-09")}


@pytest.mark.parametrize(
    ("title", "place"),
    [
        pytest.param("Kenya, Norway open talks in Quito", "Quito", id="in-the-title"),
        pytest.param("Kenya's minister leaves for talks in Quito", None, id="leaves-for"),
        pytest.param("Kenya, Norway open talks", None, id="no-town"),
    ],
)
def test_here_is_where_the_headline_says(title: str, place: str | None) -> None:
    text = "Kenyan and Norwegian ministers opened talks here on Monday."
    document = timeline.Document(text=text, title=title, published="2018-07-24")
    found = timeline.extract(document, cache=False, merge=False).encounters
    assert [e.place.name if e.place else None for e in found] == [place]


def test_a_formal_visit_is_to_the_country() -> None:
    text = (
        "Erna Solberg will pay an official visit to Peru from August 2 to 7. In addition to Lima, Solberg will visit Cusco, a city in the "
        "south of Peru."
    )
    assert {place for kind, place, _ in places(text) if kind == "visit"} == {"Peru"}


def test_talks_with_a_body_told_from_its_seat() -> None:
    text = "BRUSSELS (Reuters) - “Trade must grow,” Rex Tillerson said on Tuesday before a dinner with 25 EU finance ministers."
    assert ("meeting", "Brussels") in {(kind, place) for kind, place, _ in places(text)}
