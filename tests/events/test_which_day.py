"""Which of an encounter's days the words tell, days counted from the news, and days that are not the encounter's."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

DAY = "2018-06-13"  # a Wednesday


def told(text: str, kind: str) -> list[tuple[str | None, str | None, str | None]]:
    """First and last day and place of each encounter of a kind."""
    found = timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    return [
        (e.start.isoformat() if e.start else None, e.end.isoformat() if e.end else None, e.place.name if e.place else None)
        for e in found
        if e.kind.value == kind
    ]


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        pytest.param(
            "Ministers of ASEAN spoke of fishing on Wednesday as they started their three-day meeting in Lima.",
            "meeting",
            "2018-06-13",
            "2018-06-15",
            id="started",
        ),
        pytest.param(
            "After wrapping up their two-day meeting in Lima, ministers of ASEAN said tariffs would fall.",
            "meeting",
            "2018-06-12",
            "2018-06-13",
            id="after-wrapping-up",
        ),
        pytest.param(
            "“It is a good day,” said the banker on the third day of Theresa May’s state visit to Peru.",
            "visit",
            "2018-06-11",
            "2018-06-13",
            id="third-day",
        ),
        pytest.param(
            "Trade was the topic on the second and last day of an ASEAN leaders' summit in Lima on Tuesday.",
            "meeting",
            "2018-06-11",
            "2018-06-12",
            id="second-and-final-day",
        ),
        pytest.param(
            "Erna Solberg spoke of cod at the opening of a two-day NATO conference in Oslo.",
            "meeting",
            "2018-06-13",
            "2018-06-14",
            id="opening",
        ),
        pytest.param(
            "Leaders of ASEAN are gathering in Lima on Wednesday for a two-day summit on trade.",
            "meeting",
            "2018-06-13",
            "2018-06-14",
            id="gather-for",
        ),
        pytest.param(
            "The third meeting of the Organization of the Islamic Conference will be held in Peru's largest city of Lima on June 21-24.",
            "meeting",
            "2018-06-21",
            "2018-06-24",
            id="largest-city",
        ),
        pytest.param(
            "Addressing a joint press conference with Theresa May, Erna Solberg said trade would grow.",
            "meeting",
            "2018-06-13",
            "2018-06-13",
            id="joint-press-conference",
        ),
        pytest.param(
            "French President Emmanuel Macron ended his visit to Norway and left Oslo for Paris on Wednesday. "
            "During his stay in Oslo, Macron held talks with Erna Solberg. Macron arrived in Oslo on Monday.",
            "meeting",
            "2018-06-11",
            "2018-06-13",
            id="during-the-stay",
        ),
        pytest.param(
            "OSLO (Reuters) - Theresa May, in a brief statement, said her visit showed how close the two countries were.",
            "visit",
            "2018-06-13",
            "2018-06-13",
            id="said-her-visit",
        ),
        pytest.param(
            "French President Emmanuel Macron arrived in Rome on June 4. "
            "Soon after his arrival in Oslo on June 8, Macron met Erna Solberg.",
            "meeting",
            "2018-06-08",
            "2018-06-08",
            id="that-arrival",
        ),
        pytest.param(
            "A NATO summit opened in Oslo on Tuesday. On the margins of the summit, Erna Solberg had bilateral meetings with Theresa May.",
            "meeting",
            "2018-06-12",
            "2018-06-12",
            id="on-the-margins",
        ),
        pytest.param(
            "Shops are closing in Lima three days before the summit between Erna Solberg and Theresa May in Oslo.",
            "meeting",
            "2018-06-16",
            "2018-06-16",
            id="days-before",
        ),
        pytest.param(
            "The vote comes on the eve of a summit between Erna Solberg and Theresa May in Oslo.",
            "meeting",
            "2018-06-14",
            "2018-06-14",
            id="eve",
        ),
        pytest.param(
            "With the arrival of the Chinese delegation in Lima, all was ready for the game.", "visit", DAY, DAY, id="with-the-arrival"
        ),
        pytest.param(
            "“We need more trade,” Erna Solberg told the first meeting of the Norway-Peru commission in Lima.",
            "meeting",
            DAY,
            DAY,
            id="told-the-meeting",
        ),
        pytest.param("The storm was no hindrance to an unannounced visit by Theresa May to Oslo.", "visit", DAY, DAY, id="unannounced"),
        pytest.param(
            "Theresa May on Wednesday embarked on a two-day tour of Norway to speak of trade.",
            "visit",
            "2018-06-13",
            "2018-06-14",
            id="embarked",
        ),
        pytest.param(
            "Theresa May will visit Norway next week to hold talks with Erna Solberg.",
            "meeting",
            "2018-06-18",
            "2018-06-24",
            id="purpose-of-a-trip",
        ),
        pytest.param(
            "Theresa May will arrive in Oslo on Monday, one day before her planned meeting with Erna Solberg.",
            "meeting",
            "2018-06-19",
            "2018-06-19",
            id="day-before-in-the-sentence",
        ),
        pytest.param(
            "French President Emmanuel Macron arrived in Oslo on Monday. Soon after his arrival, Macron met Erna Solberg.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="soon-after-his-arrival",
        ),
        pytest.param(
            "French President Emmanuel Macron arrived in Rome on June 4. He arrived in Oslo on June 8. "
            "Soon after his arrival, Macron met Erna Solberg.",
            "meeting",
            "2018-06-08",
            "2018-06-08",
            id="the-last-arrival",
        ),
        pytest.param(
            "Last week, Erna Solberg voiced hope for more trade during a meeting with Theresa May in Lima.",
            "meeting",
            "2018-06-04",
            "2018-06-10",
            id="last-week-during",
        ),
        pytest.param(
            "Emmanuel Macron will start a two-day visit to Norway on Monday. On the second day, Macron will hold talks with Erna Solberg.",
            "meeting",
            "2018-06-19",
            "2018-06-19",
            id="on-the-second-day",
        ),
        pytest.param(
            "Peru's Ollanta Humala left Oslo on Tuesday after three days of talks with Erna Solberg.",
            "visit",
            "2018-06-10",
            "2018-06-12",
            id="left-after-days",
        ),
        pytest.param(
            "President Uhuru Kenyatta will pay a three-day visit to Japan starting Monday.",
            "visit",
            "2018-06-18",
            "2018-06-20",
            id="length-starting",
        ),
        pytest.param(
            "Uhuru Kenyatta put off a visit to Peru due to begin on June 6 because of floods.",
            "visit",
            "2018-06-06",
            "2018-06-06",
            id="due-to-begin",
        ),
        pytest.param(
            "Erna Solberg has scrapped a trip to Nairobi that she was to begin on Friday.",
            "visit",
            "2018-06-15",
            "2018-06-15",
            id="that-she-was-to-begin",
        ),
        pytest.param(
            "The annual ASEAN summit will go ahead as planned in Lima on July 6 and 7.",
            "meeting",
            "2018-07-06",
            "2018-07-07",
            id="will-go-ahead",
        ),
        pytest.param(
            "Angela Merkel met Uhuru Kenyatta on Monday and again on Wednesday.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="and-again",
        ),
        pytest.param(
            "A team of NATO inspectors has been in Peru since Monday.",
            "visit",
            "2018-06-11",
            "2018-06-13",
            id="since",
        ),
        pytest.param(
            "Angela Merkel and Uhuru Kenyatta signed a treaty on Sunday after meeting in Lima.",
            "meeting",
            "2018-06-10",
            "2018-06-10",
            id="signed-after",
        ),
        pytest.param(
            "Angela Merkel and Uhuru Kenyatta signed the treaty in Lima on 3 May, where they met again.",
            "meeting",
            "2018-05-03",
            "2018-05-03",
            id="where",
        ),
        pytest.param(
            "Uhuru Kenyatta received Angela Merkel in Nairobi on Monday and left for Lima a few hours later.",
            "visit",
            "2018-06-11",
            "2018-06-11",
            id="hours-later",
        ),
        pytest.param(
            "Uhuru Kenyatta raised it with Angela Merkel during a summit in Lima over the weekend.",
            "meeting",
            "2018-06-09",
            "2018-06-10",
            id="during-a-summit",
        ),
        pytest.param(
            "Uhuru Kenyatta flew to Lima on Monday. While there, he met Angela Merkel.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="while-there",
        ),
        pytest.param(
            "Kenya and Peru signed a treaty on fish on Tuesday.\n\nBefore that, Uhuru Kenyatta met Angela Merkel.",
            "meeting",
            "2018-06-12",
            "2018-06-12",
            id="day-of-an-opening-without-an-encounter",
        ),
        pytest.param(
            "Talks between Kenya and Peru that were to begin Monday in Oslo did not open.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="that-were-to-begin",
        ),
        pytest.param(
            "Erna Solberg has called off her visit to Peru, which had been planned for August 3.",
            "visit",
            "2018-08-03",
            "2018-08-03",
            id="had-been-planned-for",
        ),
        pytest.param(
            "A round of talks between Peru and Kenya that was to have been held in Oslo on Friday has been put off.",
            "meeting",
            "2018-06-15",
            "2018-06-15",
            id="was-to-have-been-held",
        ),
        pytest.param(
            "Uhuru Kenyatta might meet Angela Merkel on the sidelines of the African summit in Kigali later this month.",
            "meeting",
            "2018-06-14",
            "2018-06-30",
            id="days-of-the-gathering",
        ),
        pytest.param(
            "The annual talks between Uhuru Kenyatta and Theresa May have been moved from this month to October next year.",
            "meeting",
            "2019-10-01",
            "2019-10-31",
            id="moved-from-month-to-month",
        ),
        pytest.param(
            "Erna Solberg arrived in Nairobi on Monday, a day later than planned.",
            "visit",
            "2018-06-11",
            "2018-06-11",
            id="later-than-planned",
        ),
        pytest.param(
            "Uhuru Kenyatta left Oslo on Tuesday after ending a three-day visit to Norway.\n\nDuring the visit, he met Erna Solberg.",
            "meeting",
            "2018-06-10",
            "2018-06-12",
            id="during-a-visit-that-ended",
        ),
        pytest.param(
            "Peru's Ollanta Humala and Erna Solberg agreed at a weekend meeting in Oslo to cut tariffs.",
            "meeting",
            "2018-06-09",
            "2018-06-10",
            id="weekend-meeting",
        ),
        pytest.param(
            "Angela Merkel and Erna Solberg will discuss it at weekend talks in Oslo.",
            "meeting",
            "2018-06-16",
            "2018-06-17",
            id="weekend-talks-to-come",
        ),
        pytest.param(
            "Negotiators of Peru and Kenya met for the third time in two weeks on Monday.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="third-time-in-two-weeks",
        ),
        pytest.param(
            "Erna Solberg met Theresa May on Tuesday. It came two days after Angela Merkel held talks with Uhuru Kenyatta in Lima.",
            "meeting",
            "2018-06-10",
            "2018-06-10",
            id="came-days-after",
        ),
        pytest.param(
            "A day after the vote on Monday, Angela Merkel met Theresa May in Oslo.",
            "meeting",
            "2018-06-12",
            "2018-06-12",
            id="counted-in-front",
        ),
        pytest.param(
            "Two days after talks with Theresa May in Oslo, Angela Merkel met Uhuru Kenyatta in Lima on Tuesday.",
            "meeting",
            "2018-06-10",
            "2018-06-10",
            id="counted-from-the-clause-behind",
        ),
        pytest.param(
            "Uhuru Kenyatta ended a short tour of Norway and Peru.\n\nIn Oslo on Monday he met Erna Solberg.",
            "visit",
            "2018-06-11",
            "2018-06-11",
            id="visit-on-the-day-of-its-meeting",
        ),
        pytest.param(
            "Talks between Kenya and Peru will open on Dec.12 in Oslo.",
            "meeting",
            "2018-12-12",
            "2018-12-12",
            id="month-without-a-blank",
        ),
        pytest.param(
            "Hours after the vote on Monday, Angela Merkel met Theresa May in Oslo.",
            "meeting",
            "2018-06-11",
            "2018-06-11",
            id="hours-after-in-front",
        ),
        pytest.param(
            "Erna Solberg cut short a trip to Peru on May 23, hours before she was to meet Theresa May.",
            "meeting",
            "2018-05-23",
            "2018-05-23",
            id="hours-before-she-was-to-meet",
        ),
        pytest.param(
            "The talks between Kenya and Peru, originally planned for August, will now be held in Oslo on July 8.",
            "meeting",
            "2018-07-08",
            "2018-07-08",
            id="originally",
        ),
        pytest.param(
            "Angela Merkel and Theresa May will come face to face for the first time on Friday, in Oslo.",
            "meeting",
            "2018-06-15",
            "2018-06-15",
            id="face-to-face",
        ),
        pytest.param(
            "Kenyan President Uhuru Kenyatta is expected to become on Friday the first head of state to visit Somalia since the war.",
            "visit",
            "2018-06-15",
            "2018-06-15",
            id="day-of-becoming-the-first",
        ),
        pytest.param(
            "Norwegian Foreign Minister Ine Soreide, who had earlier in the day held talks with Theresa May, spoke of trade.",
            "meeting",
            "2018-06-13",
            "2018-06-13",
            id="earlier-in-the-day",
        ),
        pytest.param(
            "Theresa May landed in Oslo on Tuesday. She will call on Erna Solberg in the evening.",
            "meeting",
            "2018-06-13",
            "2018-06-13",
            id="evening-to-come",
        ),
        pytest.param(
            "Theresa May came to Oslo on Wednesday. She had lunch with Erna Solberg and toured a farm.",
            "meeting",
            "2018-06-13",
            "2018-06-13",
            id="had-lunch",
        ),
        pytest.param("ASEAN leaders assemble for a summit in Lima on Friday.", "meeting", "2018-06-15", "2018-06-15", id="assemble-for"),
        pytest.param("On Friday Macron flies to Oslo.", "visit", "2018-06-15", "2018-06-15", id="opening-day-before-a-name"),
        pytest.param(
            "Theresa May's trip to Norway, which was to take place in the first half of this month, was put off.",
            "visit",
            "2018-06-01",
            "2018-06-15",
            id="was-to-take-place-in",
        ),
        pytest.param(
            "A visit by Theresa May to Norway that had been pencilled in for July is still open.",
            "visit",
            "2018-07-01",
            "2018-07-31",
            id="pencilled-in",
        ),
        pytest.param(
            "Talks between Norway and Peru on the aftermath of last year's war are to resume on Friday.",
            "meeting",
            "2018-06-15",
            "2018-06-15",
            id="planned-not-in-last-year",
        ),
        pytest.param(
            "Norway called off a meeting between Erna Solberg and Theresa May in Oslo on Tuesday, an hour before it was to begin.",
            "meeting",
            "2018-06-12",
            "2018-06-12",
            id="called-off-an-hour-before",
        ),
        pytest.param(
            "Theresa May has cancelled Friday's trip to Oslo because of a cold.",
            "visit",
            "2018-06-15",
            "2018-06-15",
            id="cancelled-day-to-come",
        ),
        pytest.param(
            "Norwegian Foreign Minister Ine Soreide had shunned the word a week ago, during a trip to Lima.",
            "visit",
            "2018-06-04",
            "2018-06-10",
            id="during-a-trip",
        ),
        pytest.param(
            "Theresa May will visit Oslo next week and meet Erna Solberg on Thursday.",
            "meeting",
            "2018-06-21",
            "2018-06-21",
            id="weekday-of-next-week",
        ),
        pytest.param("In March it was Theresa May who travelled to Oslo.", "visit", "2018-03-01", "2018-03-31", id="it-was-who"),
        pytest.param(
            "Erna Solberg spoke of cod on Tuesday. She was speaking after a meeting with Theresa May.",
            "meeting",
            "2018-06-12",
            "2018-06-12",
            id="was-speaking",
        ),
        pytest.param(
            "Theresa May arrived in Oslo on Sunday on a week-long state visit.", "visit", "2018-06-10", "2018-06-16", id="week-long"
        ),
        pytest.param(
            "Theresa May visited Oslo in July 2012. She had breakfast with Erna Solberg.",
            "meeting",
            "2012-07-01",
            "2012-07-31",
            id="of-the-stay-told-before",
        ),
        pytest.param(
            "In March Theresa May was in Oslo. She had dinner with Erna Solberg.",
            "meeting",
            "2018-03-01",
            "2018-03-31",
            id="of-the-month-told-before",
        ),
        pytest.param(
            "Theresa May spoke by phone with Erna Solberg and agreed that a round would be held in Lima in July.",
            "call",
            "2018-06-13",
            "2018-06-13",
            id="not-the-day-of-what-was-agreed",
        ),
        pytest.param(
            "The appeal comes a day before the leaders of the EU open a summit in Brussels.",
            "meeting",
            "2018-06-14",
            "2018-06-14",
            id="comes-a-day-before",
        ),
        pytest.param(
            "ASEAN officials brought a two-day meeting to its close here this afternoon.",
            "meeting",
            "2018-06-12",
            "2018-06-13",
            id="brought-to-its-close",
        ),
        pytest.param(
            "Talks sponsored by Kenya between Sudan and Uganda are due in Lima this week.",
            "meeting",
            "2018-06-11",
            "2018-06-17",
            id="due-there-this-week",
        ),
        pytest.param(
            "Theresa May said that during her March trip to Norway much had been done.",
            "visit",
            "2018-03-01",
            "2018-03-31",
            id="month-before-a-noun",
        ),
        pytest.param(
            "Narendra Modi leaves Oslo on Tuesday after meeting Erna Solberg.",
            "meeting",
            "2018-06-13",
            "2018-06-13",
            id="not-the-day-of-leaving",
        ),
    ],
)
def test_days(text: str, kind: str, first: str, last: str) -> None:
    assert (first, last) in [(a, b) for a, b, _ in told(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Songs were sung on the eve of a visit of Emmanuel Macron to Oslo.", "visit", id="the-eve-of-what-is-past"),
        pytest.param("Shops closed in Lima three days before Emmanuel Macron's visit to Peru.", "visit", id="days-before-what-is-past"),
        pytest.param("Theresa May has been touring Oslo, Lima and Cairo to speak of trade.", "visit", id="three-countries-on-one-day"),
        pytest.param("Also on Wednesday, Peru called for an emergency conference of ASEAN.", "meeting", id="called-for-that-day"),
        pytest.param(
            "Peru had indicated its interest in resuming talks with Chile in remarks made last week by a singer.",
            "meeting",
            id="remarks-of-last-week",
        ),
        pytest.param(
            "An official called the plan good at a briefing on Theresa May's visit to Peru here Wednesday. May will visit Peru.",
            "visit",
            id="briefing",
        ),
        pytest.param(
            "Erna Solberg left Lima on Wednesday morning. During her week-long trip to Asia, Solberg held talks with Emmanuel Macron.",
            "meeting",
            id="week-long-trip",
        ),
    ],
)
def test_no_day(text: str, kind: str) -> None:
    found = told(text, kind)
    assert found
    assert {a for a, _, _ in found} == {None}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        pytest.param(
            "OSLO, June 13 - Theresa May and Emmanuel Macron met on Wednesday on the sidelines of a NATO summit.",
            "meeting",
            "Oslo",
            id="beside-what-was-where-the-report-was-written",
        ),
    ],
)
def test_places(text: str, kind: str, place: str) -> None:
    found = told(text, kind)
    assert found
    assert {p for _, _, p in found} == {place}


def test_a_meeting_after_another_is_not_where_that_one_was() -> None:
    text = "Erna Solberg will meet Theresa May. It will be the first meeting between the two after the NATO summit in Lima in April."
    assert ("Erna Solberg, Theresa May", None, None) in [
        (", ".join(a.name for a in e.participants), e.place.name if e.place else None, e.start)
        for e in timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    ]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        pytest.param(
            "Theresa May will visit Norway from Monday to Friday. She will meet Erna Solberg.",
            ("2018-06-18", "2018-06-22", "week"),
            id="one-day-of-a-trip",
        ),
        pytest.param(
            "French President Emmanuel Macron arrived in Oslo last week. Soon after his arrival, Macron met Erna Solberg.",
            ("2018-06-04", "2018-06-10", "week"),
            id="arrived-some-day-of-a-week",
        ),
        pytest.param(
            "French President Emmanuel Macron arrived in Oslo in May. Soon after his arrival, Macron met Erna Solberg.",
            ("2018-05-01", "2018-05-31", "month"),
            id="arrived-some-day-of-a-month",
        ),
        pytest.param(
            "Emmanuel Macron will start a two-day visit to Norway on Monday. On the second day, Macron will hold talks with Erna Solberg.",
            ("2018-06-19", "2018-06-19", "day"),
            id="a-told-day-of-a-trip",
        ),
    ],
)
def test_a_meeting_on_some_day_of_a_window_neither_fills_it_nor_is_on_its_first_day(text: str, window: tuple[str, str, str]) -> None:
    found = timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    meetings = [(str(e.start), str(e.end), e.dating.precision.value) for e in found if e.kind.value == "meeting"]
    assert meetings == [window]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Erna Solberg will pay official visits to Chile, Peru and Cuba from June 18 to 26.",
            {("visit", "2018-06-18", "2018-06-26", "month")},
            id="legs-of-a-tour",
        ),
        pytest.param(
            "Erna Solberg will pay an official visit to Chile from June 18 to 26.",
            {("visit", "2018-06-18", "2018-06-26", "span")},
            id="a-visit-of-its-own",
        ),
        pytest.param(
            "Theresa May will visit Norway from June 18 to 20 and will meet Erna Solberg during her visit.",
            {("visit", "2018-06-18", "2018-06-20", "span"), ("meeting", "2018-06-18", "2018-06-20", "week")},
            id="a-meeting-in-its-sentence",
        ),
        pytest.param(
            "Erna Solberg and Theresa May will hold two-day talks in Oslo on June 18 and 19.",
            {("meeting", "2018-06-18", "2018-06-19", "span")},
            id="talks-of-so-many-days",
        ),
    ],
)
def test_only_what_lasts_fills_its_days(text: str, told: set[tuple[str, str, str, str]]) -> None:
    found = timeline.extract(timeline.Document(text=text, published=DAY), cache=False, merge=False).encounters
    assert {(e.kind.value, str(e.start), str(e.end), e.dating.precision.value) for e in found} == told
