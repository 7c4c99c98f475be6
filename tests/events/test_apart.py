"""Encounters of the same people that are two, and mentions of one that look like two."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def events(text: str) -> list[tuple[str, str, str | None, str | None]]:
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    out = [
        (
            e.kind.value,
            ", ".join(p.name for p in e.participants),
            e.place.name if e.place else None,
            e.start.isoformat() if e.start else None,
        )
        for e in found
    ]
    return sorted(out, key=str)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "President Emmanuel Macron came to Lima on Monday for a summit of the African Union. "
            "On the second day of it he briefly met President Narendra Modi.",
            [("meeting", "African Union, Emmanuel Macron", "Lima"), ("meeting", "Emmanuel Macron, Narendra Modi", None)],
            id="a summit and a meeting at it",
        ),
        pytest.param(
            "The UN Security Council will hold a session on Tuesday on efforts to relaunch peace talks between Chad and Sudan.",
            [("meeting", "Chad, Sudan", None), ("meeting", "UN Security Council", None)],
            id="a meeting and what it is about",
        ),
        pytest.param(
            "The fourth round of talks between Chad and Sudan was held in Abuja. "
            "The fifth round of the talks between Chad and Sudan will take place, diplomats said.",
            [("meeting", "Chad, Sudan", "Abuja"), ("meeting", "Chad, Sudan", None)],
            id="two rounds",
        ),
        pytest.param(
            "Foreign Minister Sergei Lavrov met Wang Yi in Astana on Monday. Lavrov praised China at a dinner with Wang Yi.",
            [("meeting", "Sergey Lavrov, Wang Yi", "Astana"), ("meeting", "Sergey Lavrov, Wang Yi", None)],
            id="a meeting and a dinner",
        ),
        pytest.param(
            "The SAARC summit opened in Dhaka on Tuesday. The summit had been postponed twice. "
            "The last SAARC summit was held in Islamabad in 2004.",
            [
                ("meeting", "South Asian Association for Regional Cooperation", "Dhaka"),
                ("meeting", "South Asian Association for Regional Cooperation", "Islamabad"),
            ],
            id="a summit put off, and that of another year",
        ),
    ],
)
def test_two_encounters(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert [e[:3] for e in events(text) if e[0] == "meeting"] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "The ASEAN summit opens in Hanoi on Friday.\n\nThe summit brings together China, Japan and Australia, officials said.",
            ("meeting", "Association of Southeast Asian Nations, Australia, China, Japan", "Hanoi", "2018-06-15"),
            id="a body's summit told by who comes",
        ),
        pytest.param(
            "Prime Minister Theresa May met President Emmanuel Macron in London on Monday. "
            "After her talks with Macron in Downing Street she spoke to reporters.",
            ("meeting", "Emmanuel Macron, Theresa May", "London", "2018-06-11"),
            id="a city and a house in it",
        ),
        pytest.param(
            "Angela Merkel left for Oslo on Thursday for talks with Erna Solberg. Merkel and Solberg will hold their talks on Friday.",
            ("meeting", "Angela Merkel, Erna Solberg", "Oslo", "2018-06-15"),
            id="the day of the journey and the day of the talks",
        ),
    ],
)
def test_one_encounter(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert [e for e in events(text) if e[0] == "meeting"] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "On a visit to an airbase on Sunday, Vladimir Putin thanked the pilots. Putin travelled on to Cairo on Monday.",
            ("visit", "Vladimir Putin", "Cairo", "2018-06-11"),
            id="on from somewhere else",
        ),
        pytest.param(
            'Foreign Minister Sergei Lavrov will leave for Lima. "I want to visit Lima on July 2," a delegate said.',
            ("visit", "Sergey Lavrov", "Lima", None),
            id="whoever else wants to go there",
        ),
    ],
)
def test_visits_of_others_and_elsewhere(text: str, wanted: tuple[str, str, str, str | None]) -> None:
    assert wanted in events(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "Hu Jintao met, on separate occasions, with Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni in Beijing "
            "on Friday. While meeting Kibaki, Hu praised Kenya.",
            [["Hu Jintao", "Mwai Kibaki"], ["Hu Jintao", "Yoweri Museveni"]],
            id="separate-occasions",
        ),
        pytest.param(
            "Barack Obama held separate talks with Israeli Prime Minister Benjamin Netanyahu and Palestinian President Mahmoud Abbas "
            "in Washington on Monday.",
            [["Barack Obama", "Benjamin Netanyahu"], ["Barack Obama", "Mahmoud Abbas"]],
            id="separate-talks",
        ),
        pytest.param(
            "Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni held separate meetings with Hu Jintao in Beijing.",
            [["Hu Jintao", "Mwai Kibaki"], ["Hu Jintao", "Yoweri Museveni"]],
            id="two-with-one",
        ),
        pytest.param(
            "Kenyan President Mwai Kibaki met Chinese Premier Wen Jiabao in Beijing on Monday and later paid a call on Hu Jintao.",
            [["Hu Jintao", "Mwai Kibaki"], ["Mwai Kibaki", "Wen Jiabao"]],
            id="one-later",
        ),
        pytest.param(
            "Barack Obama held talks with Israeli Prime Minister Benjamin Netanyahu and Palestinian President Mahmoud Abbas on Monday.",
            [["Barack Obama", "Benjamin Netanyahu", "Mahmoud Abbas"]],
            id="one-occasion",
        ),
        pytest.param(
            "Hu Jintao met Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni in Beijing on Friday, and aides saw them "
            "out; guards left separately.",
            [["Hu Jintao", "Mwai Kibaki", "Yoweri Museveni"]],
            id="others-leave-separately",
        ),
        pytest.param(
            "Hu Jintao met Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni, who won in 2002 and 1986 respectively.",
            [["Hu Jintao", "Mwai Kibaki", "Yoweri Museveni"]],
            id="years-respectively",
        ),
        pytest.param(
            "Separately, Hu Jintao met Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni on Friday.",
            [["Hu Jintao", "Mwai Kibaki", "Yoweri Museveni"]],
            id="apart-from-other-news",
        ),
        pytest.param(
            "Hu Jintao met Kenyan President Mwai Kibaki and Ugandan President Yoweri Museveni in Beijing on Friday, separately.",
            [["Hu Jintao", "Mwai Kibaki"], ["Hu Jintao", "Yoweri Museveni"]],
            id="separately-behind",
        ),
    ],
)
def test_counterparts_who_are_met_one_by_one(text: str, who: list[list[str]]) -> None:
    found = timeline.extract(timeline.Document(text=text, published="2009-09-20"), cache=False, merge=False).encounters
    assert sorted([p.name for p in e.participants] for e in found) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param(
            "German Foreign Minister Joschka Fischer held talks in Minsk on Monday.", [["Belarus", "Joschka Fischer"]], id="abroad"
        ),
        pytest.param("German Foreign Minister Joschka Fischer held talks in Brussels on Monday.", [], id="seat-of-organisations"),
        pytest.param("German Foreign Minister Joschka Fischer held talks in Berlin on Monday.", [], id="at-home"),
    ],
)
def test_talks_abroad_are_with_the_hosts(text: str, who: list[list[str]]) -> None:
    found = timeline.extract(timeline.Document(text=text, published="2004-09-20"), cache=False, merge=False).encounters
    assert [[p.name for p in e.participants] for e in found if e.kind.value == "meeting"] == who


def test_a_gathering_under_way_is_not_the_one_that_it_follows() -> None:
    text = "The OECD is holding a ministerial meeting in Lima. The last such meeting was held in May 1999."
    found = timeline.extract(timeline.Document(text=text, published="2006-11-06"), cache=False, merge=False).encounters
    told = [(e.place.name, e.start.isoformat()) for e in found if e.place is not None and e.start is not None]
    assert told == [("Lima", "2006-11-06")]


def test_a_body_of_many_states_meets() -> None:
    found = timeline.extract(
        timeline.Document(text="The World Meteorological Organization met in Lisbon on Monday.", published="2006-11-06"),
        cache=False,
        merge=False,
    ).encounters
    assert [[p.name for p in e.participants] for e in found] == [["World Meteorological Organization"]]
