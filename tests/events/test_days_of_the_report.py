"""Days that only the report around an encounter tells."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

FAR = "The paper has four parts.\n\nIt has a preface.\n\nIt has notes.\n\nIt has a table.\n\nIt has an index.\n\n"


def days(text: str, published: str = "2018-06-13") -> list[tuple[str, str | None, str | None]]:
    """Kind, first and last day of each encounter."""
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, e.start.isoformat() if e.start else None, e.end.isoformat() if e.end else None) for e in found]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        pytest.param(
            "Norway wants more trade, visiting Norwegian Foreign Minister Ine Eriksen Soreide said in Lima.",
            "visit",
            "2018-06-13",
            id="visiting",
        ),
        pytest.param(
            "Visiting Norwegian Prime Minister Erna Solberg said in Lima on Tuesday that trade would grow.",
            "visit",
            "2018-06-12",
            id="visiting-and-said-so",
        ),
        pytest.param(
            "Shots were heard in Lima on Tuesday. Peru won praise from visiting Norwegian Prime Minister Erna Solberg.",
            "visit",
            "2018-06-12",
            id="day-of-the-news",
        ),
        pytest.param(
            "“Trade must grow,” Erna Solberg said before a lunch with Theresa May in Oslo.", "meeting", "2018-06-13", id="said-before"
        ),
        pytest.param(
            "“Trade must grow,” Erna Solberg said on Tuesday ahead of a meeting with Theresa May in Oslo.",
            "meeting",
            "2018-06-12",
            id="said-on-a-day-before",
        ),
        pytest.param(
            "“Trade must grow,” Erna Solberg said ahead of the annual NATO summit in Oslo.", "meeting", None, id="said-before-a-summit"
        ),
        pytest.param(
            "Trade must grow, Erna Solberg told Theresa May as they began formal talks in Oslo.",
            "meeting",
            "2018-06-13",
            id="as-they-began",
        ),
        pytest.param("Theresa May left Oslo after a press conference.", "visit", "2018-06-13", id="left"),
        pytest.param("Markets rose, said Theresa May, who had left Oslo with a new plan.", "visit", None, id="had-left"),
        pytest.param(
            FAR + "“Trade must grow,” Erna Solberg said after talks in Oslo with Theresa May.", "meeting", "2018-06-13", id="far-below"
        ),
        pytest.param(
            "The bill was passed on Monday after leaders of Peru and Chile had asked for it at the talks in Lima.",
            "meeting",
            "2018-06-11",
            id="one-day-in-the-sentence",
        ),
        pytest.param(FAR + "Theresa May has also spoken to Emmanuel Macron.", "call", "2018-06-13", id="has-also-spoken"),
        pytest.param(FAR + "Theresa May has often spoken to Emmanuel Macron.", "call", None, id="has-often-spoken"),
        pytest.param(
            "Peru and Chile promised on Monday to lower tariffs, as at their last meeting in Lima.", "meeting", None, id="another-meeting"
        ),
        pytest.param(
            FAR + "In September 1994, he had said after talks with John Major in Oslo that Boris Yeltsin would stay.",
            "meeting",
            None,
            id="far-below-and-of-another-year",
        ),
        pytest.param("The row broke out as Theresa May visited Oslo to speak of trade.", "visit", "2018-06-13", id="as-she-visited"),
    ],
)
def test_day(text: str, kind: str, day: str | None) -> None:
    found = [(first, last) for k, first, last in days(text) if k == kind]
    assert (found == [(day, day)]) if day else ("2018-06-13", "2018-06-13") not in found


def test_some_day_of_a_trip_told_from_day_to_day() -> None:
    text = "Erna Solberg will pay an official visit to Peru from June 18 to 22. In Peru she will hold talks with President Martin Vizcarra."
    assert [d for d in days(text) if d[0] == "meeting"] == [("meeting", "2018-06-18", "2018-06-22")]


def test_a_trip_s_days_say_more_than_this_year() -> None:
    text = (
        "Erna Solberg will pay an official visit to Peru from June 18 to 22. In Peru she will hold talks this year with President Martin "
        "Vizcarra."
    )
    assert ("meeting", "2018-06-18", "2018-06-22") in days(text)


def test_the_days_of_the_gathering_beside_which_they_met() -> None:
    text = (
        "Leaders opened the two-day Summit of the Americas in Lima on Tuesday. Erna Solberg met Martin Vizcarra on the sidelines of the "
        "Summit of the Americas."
    )
    assert [(first, last) for kind, first, last in days(text, "2018-06-13") if kind == "meeting"][-1] == ("2018-06-12", "2018-06-13")


def test_who_also_met_somebody_did_so_on_that_day() -> None:
    text = "Erna Solberg held talks with Theresa May in Oslo on Monday. Solberg also met Emmanuel Macron, who was in Norway."
    assert [day for kind, day, _ in days(text) if kind == "meeting"] == ["2018-06-11", "2018-06-11"]


def test_the_year_of_a_clause_that_tells_a_state_visit() -> None:
    text = "Ties grew in 2003 when Norwegian Prime Minister Erna Solberg paid a state visit to Peru."
    assert ("visit", "2003-01-01", "2003-12-31") in days(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Erna Solberg left Lima for Oslo Wednesday. She arrived in Lima on Monday.", id="left-for-home"),
        pytest.param("Erna Solberg arrived in Lima on Monday, and will leave for Bolivia later on Wednesday.", id="leaves-for-the-next"),
    ],
)
def test_from_the_arrival_to_the_departure(text: str) -> None:
    assert ("visit", "2018-06-11", "2018-06-13") in days(text)


def test_two_weeks_after_a_summit_is_not_its_day() -> None:
    text = "The seminar opened two weeks after the Lima summit of Peru, Chile and Norway, the minister said."
    assert ("meeting", "2018-06-13", "2018-06-13") not in days(text)


def test_the_length_told_elsewhere_counts_back_from_the_end() -> None:
    text = "Andean ministers finished their 8th meeting in Lima on Tuesday. Those at the two-day meeting spoke of trade."
    assert ("meeting", "2018-06-11", "2018-06-12") in days(text)


def test_a_conference_that_ends_on_a_day() -> None:
    text = "The three-day Lima conference of Peru, Chile and Norway, culminating on Thursday, is expected to lower tariffs."
    assert ("meeting", "2018-06-12", "2018-06-14") in days(text)


@pytest.mark.parametrize(
    "text",
    [
        "Erna Solberg's visit to Peru was moved to April.",
        "Erna Solberg's visit to Peru has been pushed back to April.",
        "Erna Solberg moved her visit to Peru to April.",
    ],
)
def test_what_is_moved_to_a_month_is_moved_to_the_next_one(text: str) -> None:
    assert ("visit", "2019-04-01", "2019-04-30") in days(text)


def test_the_day_of_a_plan_that_somebody_does_not_want_changed() -> None:
    text = "Erna Solberg dismissed calls to cancel her visit to Peru next week."
    assert ("visit", "2018-06-18", "2018-06-24") in days(text)


def test_what_was_agreed_at_a_meeting_in_a_month() -> None:
    text = "Peru and Chile agreed in October at a meeting in Lima to lower tariffs."
    assert ("meeting", "2017-10-01", "2017-10-31") in days(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "On Monday, three days after Theresa May and Emmanuel Macron spoke by phone, London bought ships.",
            ("call", "2018-06-08", "2018-06-08"),
            id="days-after",
        ),
        pytest.param(
            "On Monday, a week before Theresa May was to meet Emmanuel Macron, London bought ships.",
            ("meeting", "2018-06-18", "2018-06-18"),
            id="a-week-before",
        ),
        pytest.param(
            "UN-hosted talks in Lima collapsed again in December, partly because of Chile.",
            ("meeting", "2017-12-01", "2017-12-31"),
            id="collapsed-in-a-month",
        ),
        pytest.param(
            "Erna Solberg, who left for Peru on Tuesday on a four-day trip, will speak of trade.",
            ("visit", "2018-06-12", "2018-06-15"),
            id="left-for-four-days",
        ),
    ],
)
def test_days_counted_from_others(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in days(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Erna Solberg and Theresa May have met in Oslo this year. Cod will be cheaper, Solberg said on Wednesday.",
            [("meeting", "2018-01-01", "2018-12-31")],
            id="this-year",
        ),
        pytest.param(
            "Erna Solberg's visit to China from June 4 to 10 went well. During her trip to China, she also visited Shanghai.",
            [("visit", "2018-06-04", "2018-06-10"), ("visit", "2018-06-04", "2018-06-10")],
            id="a-town-on-the-trip",
        ),
        pytest.param(
            "Erna Solberg's visit to China from June 4 to 10 went well. During her trip, she also visited Tokyo.",
            [("visit", "2018-06-04", "2018-06-10"), ("visit", None, None)],
            id="another-country",
        ),
        pytest.param(
            "EU leaders agreed on a road map on Wednesday after wrapping up an EU summit in Oslo. "
            "Erna Solberg, who chaired this year's EU summit, was glad.",
            [("meeting", "2018-06-13", "2018-06-13")],
            id="this-year's-narrowed-by-the-news",
        ),
    ],
)
def test_other_words_of_the_report_narrow_the_days(text: str, told: list[tuple[str, str | None, str | None]]) -> None:
    assert days(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "European ministers pledged closer ties on Wednesday after two-day talks with Erna Solberg in Oslo.",
            ("held", "2018-06-12", "2018-06-13"),
            id="talks-are-over",
        ),
        pytest.param(
            "Theresa May told reporters on Wednesday after a three-day visit to Norway that it had gone well.",
            ("held", "2018-06-11", "2018-06-13"),
            id="a-visit-is-over",
        ),
        pytest.param(
            "Theresa May arrived in Norway on Wednesday for a three-day visit.",
            ("ongoing", "2018-06-13", "2018-06-15"),
            id="a-visit-begins",
        ),
    ],
)
def test_what_is_told_after_so_many_days_of_it_ends_that_day(text: str, told: tuple[str, str, str]) -> None:
    found = timeline.extract(timeline.Document(text=text, published="2018-06-13"), cache=False, merge=False).encounters
    assert [(e.status.value, str(e.start), str(e.end)) for e in found if e.status] == [told]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Erna Solberg met Theresa May in Oslo two days before the election on June 10.", "2018-06-08", id="before"),
        pytest.param("Theresa May will meet Erna Solberg in Oslo three days after the vote on Sunday.", "2018-06-20", id="after"),
        pytest.param(
            "Erna Solberg and Angela Merkel agreed on it in a telephone conversation the day after Solberg took office on May 26.",
            "2018-05-27",
            id="the-day-after",
        ),
        pytest.param("Erna Solberg met Theresa May in Oslo the day after the fire, the police said on Monday.", "2018-06-11", id="said"),
    ],
)
def test_a_day_counted_from_one_told_behind_it(text: str, day: str) -> None:
    assert [first for _, first, _ in days(text)] == [day]


def test_on_the_sidelines_of_a_summit_two_met_where_it_is_and_it_is_when_they_met() -> None:
    text = "On the sidelines of the NATO summit in Brussels, Erna Solberg met Angela Merkel on June 11."
    found = timeline.extract(timeline.Document(text=text, published="2018-06-13"), cache=False, merge=False).encounters
    assert {(str(e.start), e.place.name if e.place else None) for e in found} == {("2018-06-11", "Brussels")}
