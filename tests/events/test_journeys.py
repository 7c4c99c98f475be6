"""Stops and legs of a journey, who receives whom, and other words of diplomatic reporting that tell an encounter."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def events(text: str) -> list[tuple[str, str, str | None, str | None]]:
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    return [
        (
            e.kind.value,
            ", ".join(p.name for p in e.participants),
            e.place.name if e.place else None,
            e.start.isoformat() if e.start else None,
        )
        for e in found
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "In Germany, his previous stop, President Emmanuel Macron won backing from Angela Merkel.",
            ("visit", "Emmanuel Macron", "Germany", None),
            id="stop behind the place",
        ),
        pytest.param(
            "Foreign Minister Sergei Lavrov's visit, which included earlier stops in Indonesia and the Philippines, ended on Monday.",
            ("visit", "Sergey Lavrov", "Philippines", None),
            id="stops of a visit",
        ),
        pytest.param(
            "President Xi Jinping arrived in Phnom Penh from Thailand after ending a four-day visit there.",
            ("visit", "Xi Jinping", "Thailand", None),
            id="a visit there",
        ),
        pytest.param(
            "Prime Minister Li Keqiang flew to Singapore from Malaysia, where he was on a three-day visit.",
            ("visit", "Li Keqiang", "Malaysia", None),
            id="where he was on a visit",
        ),
        pytest.param(
            "Visiting Seoul last week, Donald Trump pleased his hosts.",
            ("visit", "Donald Trump", "Seoul", "2018-06-04"),
            id="participle at the head",
        ),
        pytest.param(
            "US envoy Brett McGurk was in Ankara last week.", ("visit", "Brett McGurk", "Ankara", "2018-06-04"), id="was there last week"
        ),
        pytest.param(
            "Prime Minister Malcolm Turnbull spent two days in Beijing last week.",
            ("visit", "Malcolm Turnbull", "Beijing", "2018-06-04"),
            id="spent days",
        ),
        pytest.param(
            "Angela Merkel is to be received at the Kremlin by President Vladimir Putin.",
            ("meeting", "Angela Merkel, Vladimir Putin", "Kremlin", None),
            id="to be received",
        ),
        pytest.param(
            "Donald Trump later told a joint news conference with Shinzo Abe that he was happy.",
            ("meeting", "Donald Trump, Shinzo Abe", None, "2018-06-14"),
            id="joint news conference",
        ),
    ],
)
def test_told(text: str, wanted: tuple[str, str, str | None, str | None]) -> None:
    assert wanted in events(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The force's mission in Albania, approved on March 28, involves securing roads.", id="mandate"),
        pytest.param("Hamas does not give up its mission to destroy Israel.", id="aim"),
        pytest.param(
            "Franz Vranitzky, heading the OSCE mission to Albania, told reporters that soldiers were needed.", id="standing mission"
        ),
        pytest.param("Boris Johnson has cancelled a press conference with Heiko Maas.", id="press conference called off"),
        pytest.param("President Vladimir Putin told a news conference with reporters that he was happy.", id="the press"),
        pytest.param(
            "Grain for President Macron was on its way to Egypt. The French army spent two days in Bamako.", id="nobody in office"
        ),
    ],
)
def test_not_told(text: str) -> None:
    assert events(text) == []


def test_talks_that_a_visitor_leaves_behind_are_not_where_he_flies() -> None:
    found = events("After her talks with Erna Solberg, Chancellor Angela Merkel flew on to Athens on Monday.")
    assert [e for e in found if e[0] == "meeting"] == [("meeting", "Angela Merkel, Erna Solberg", None, "2018-06-14")]


def test_a_visitor_of_whom_only_the_host_is_told_is_in_his_country() -> None:
    found = events("Foreign Minister Penny Wong arrived on Monday for talks with Foreign Minister Wang Yi.")
    assert ("visit", "Penny Wong", "China", "2018-06-11") in found
