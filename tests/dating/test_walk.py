"""References and directions over a document's expressions, with mentions built by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.expression import Bounded, Expression, Fields, Offset, Part, Range, Shift, Step, Stretch, Vague
from timeline.chrono.interval import Interval, Precision
from timeline.dating import date_from_event, date_timexes
from timeline.model.mentions import Lifted, Paragraph, TimexMention
from timeline.model.vocabulary import Basis

DCT = Interval.day(dt.date(2018, 7, 24))  # a Tuesday


def mention(text: str, words: str, expression: Expression, **more) -> TimexMention:
    start = text.index(words)
    return TimexMention(start, start + len(words), words, more.pop("type", "DATE"), str(expression), "time.made", **more)


def dated(text, *mentions, dct=DCT, paragraphs=(), inferred=False):
    return date_timexes(Lifted("d", paragraphs=paragraphs, timexes=mentions), text, dct, inferred=inferred)


def shown(dating) -> str | None:
    return None if dating.interval is None else f"{dating.interval.start}..{dating.interval.end}"


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({"tense": "past"}, "2018-07-20"),
        ({"tense": "future"}, "2018-07-27"),
        ({"tense": "future", "reporting": True}, "2018-07-20"),
        ({"tense": "present", "verb": "starts"}, "2018-07-27"),
        ({"tense": "present", "verb": "is"}, "2018-07-20"),
        ({}, "2018-07-20"),
    ],
    ids=["past", "future", "reporting", "plan-in-present", "state", "no-verb"],
)
def test_a_weekday_goes_by_its_verb(more, day):
    text = "Friday"
    (dating,) = dated(text, mention(text, "Friday", Fields(weekday=5), **more))
    assert shown(dating) == f"{day}..{day}"
    assert (dating.basis, dating.precision) == (Basis.RELATIVE_TO_DCT, Precision.DAY)


def test_the_basis_says_what_a_date_rests_on():
    text = "2016; Oct. 23; last week; the following day; three days; soon"
    found = dated(
        text,
        mention(text, "2016", Fields(year=2016)),
        mention(text, "Oct. 23", Fields(month=10, day=23)),
        mention(text, "last week", Shift(-1, "week")),
        mention(text, "the following day", Shift(1, "day", "timex")),
        mention(text, "three days", Offset("P3D", 1, "event"), type="DURATION"),
        mention(text, "soon", Vague("FUTURE_REF")),
    )
    assert [d.basis for d in found] == [
        Basis.STATED,
        Basis.RELATIVE_TO_DCT,
        Basis.RELATIVE_TO_DCT,
        Basis.RELATIVE_TO_TIMEX,
        Basis.NONE,
        Basis.NONE,
    ]
    assert shown(found[3]) == "2018-07-23..2018-07-23"
    assert (found[4].value, shown(found[4])) == ("P3D", None)


def test_without_a_day_of_writing_only_what_names_its_year_is_dated():
    text = "2016; Friday; last week; Oct. 23"
    found = dated(
        text,
        mention(text, "2016", Fields(year=2016)),
        mention(text, "Friday", Fields(weekday=5)),
        mention(text, "last week", Shift(-1, "week")),
        mention(text, "Oct. 23", Fields(month=10, day=23)),
        dct=None,
    )
    assert [shown(d) for d in found] == ["2016-01-01..2016-12-31", None, None, None]


def test_an_inferred_window_widens_what_rests_on_it_and_says_so():
    text = "yesterday; last week; 2016"
    window = Interval(dt.date(2018, 7, 24), dt.date(2018, 7, 25))
    found = dated(
        text,
        mention(text, "yesterday", Shift(-1, "day")),
        mention(text, "last week", Shift(-1, "week")),
        mention(text, "2016", Fields(year=2016)),
        dct=window,
        inferred=True,
    )
    assert [shown(d) for d in found[:2]] == ["2018-07-23..2018-07-24", "2018-07-16..2018-07-22"]
    assert [d.basis for d in found] == [Basis.INFERRED_DCT, Basis.INFERRED_DCT, Basis.STATED]


def test_a_dateline_is_a_basis_of_its_own():
    for text, words, expression in (
        ("ANKARA, March 5, 2018 (Agency)", "March 5, 2018", Fields(2018, month=3, day=5)),
        ("ANKARA, July 24 (Agency)", "July 24", Fields(month=7, day=24)),
    ):
        (dating,) = dated(text, mention(text, words, expression), paragraphs=(Paragraph(0, len(text), "dateline"),))
        assert dating.basis is Basis.DATELINE


def test_two_weekdays_told_together_follow_each_other():
    text = "They met on Monday and Tuesday."
    found = dated(
        text,
        mention(text, "Monday", Fields(weekday=1), tense="past"),
        mention(text, "Tuesday", Fields(weekday=2)),
        dct=Interval.day(dt.date(2018, 7, 25)),
    )
    assert [shown(d) for d in found] == ["2018-07-23..2018-07-23", "2018-07-24..2018-07-24"]


def test_a_range_of_days_is_a_span():
    text = "from Monday to Thursday"
    (dating,) = dated(text, mention(text, "Monday to Thursday", Range(Fields(weekday=1), Fields(weekday=4)), tense="future"))
    assert shown(dating) == "2018-07-30..2018-08-02"
    assert dating.precision is Precision.SPAN


def test_a_window_is_no_span():
    text = "next week"
    (dating,) = dated(text, mention(text, "next week", Shift(1, "week")))
    assert dating.precision is Precision.WEEK


def test_that_day_is_counted_from_a_day():
    text = "2016; that day"
    found = dated(text, mention(text, "2016", Fields(year=2016)), mention(text, "that day", Shift(0, "day", "timex")))
    assert found[1].interval is None


def test_the_previous_friday_counts_from_the_story():
    text = "Friday; the previous Friday"
    found = dated(
        text,
        mention(text, "Friday", Fields(weekday=5), tense="past"),
        mention(text, "the previous Friday", Step(-1, Fields(weekday=5), "timex")),
    )
    assert shown(found[1]) == "2018-07-13..2018-07-13"


def test_days_from_an_event():
    text = "three days after Helsinki"
    found = date_from_event(mention(text, "three days", Offset("P3D", 1, "event")), Interval.day(dt.date(2018, 7, 16)))
    assert shown(found) == "2018-07-19..2018-07-19"
    assert found.basis is Basis.RELATIVE_TO_EVENT


def test_vague_windows_say_so():
    text = "in the coming days"
    (dating,) = dated(text, mention(text, "the coming days", Stretch("PXD", 1), type="DURATION"))
    assert shown(dating) == "2018-07-25..2018-07-31"
    assert dating.vague


def test_a_narrative_of_long_ago_counts_from_its_last_date():
    text = "1914, 1915, 1916, 1917, June 1918, in July, the next day"
    found = dated(
        text,
        *(mention(text, str(year), Fields(year=year)) for year in (1914, 1915, 1916, 1917)),
        mention(text, "June 1918", Fields(year=1918, month=6)),
        mention(text, "July", Fields(month=7), tense="past"),
    )
    assert shown(found[-1]) == "1918-07-01..1918-07-31"
    assert found[-1].basis is Basis.RELATIVE_TO_TIMEX


def test_what_counts_from_the_day_of_writing_does_so_in_a_narrative_too():
    text = "1914, 1915, 1916, 1917, 1918; last week; Friday"
    found = dated(
        text,
        *(mention(text, str(year), Fields(year=year)) for year in range(1914, 1919)),
        mention(text, "last week", Shift(-1, "week")),
        mention(text, "Friday", Fields(weekday=5), tense="past", reporting=True),
    )
    assert [shown(d) for d in found[-2:]] == ["2018-07-16..2018-07-22", "2018-07-20..2018-07-20"]


STORY = "1914, 1915, 1916, 1917, 1918; "


def story(rest: str, *mentions):
    text = STORY + rest
    years = tuple(mention(text, str(year), Fields(year=year), tense="past") for year in range(1914, 1919))
    return dated(text, *years, *(mention(text, words, expression, **more) for words, expression, more in mentions))[5:]


@pytest.mark.parametrize(
    ("mentions", "last"),
    [
        ([("1939", Fields(year=1939), {"tense": "past"}), ("July", Fields(month=7), {"tense": "past"})], "1918-07-01..1918-07-31"),
        ([("1920", Fields(year=1920), {"tense": "future"}), ("July", Fields(month=7), {"tense": "past"})], "1918-07-01..1918-07-31"),
        ([("the previous year", Shift(-1, "year", "timex"), {}), ("July", Fields(month=7), {})], "1918-07-01..1918-07-31"),
        ([("the end of the year", Part("end", Shift(0, "year")), {"tense": "past"})], "1918-12-01..1918-12-31"),
        ([("the end of this year", Part("end", Shift(0, "year")), {"tense": "past"})], "2018-12-01..2018-12-31"),
        ([("the next year", Shift(1, "year"), {"tense": "past"})], "1919-01-01..1919-12-31"),
        ([("next year", Shift(1, "year"), {"tense": "future"})], "2019-01-01..2019-12-31"),
        (
            [("by July 18", Bounded("by", Fields(month=7, day=18)), {}), ("the same day", Shift(0, "day", "timex"), {})],
            "1918-07-18..1918-07-18",
        ),
    ],
    ids=["aside", "plan", "look-back", "end-of-the-year", "of-this-year", "the-next-year", "next-year", "by-a-day"],
)
def test_the_point_of_a_story(mentions, last):
    found = story("; ".join(words for words, _, _ in mentions), *mentions)
    assert shown(found[-1]) == last


def test_news_that_looks_back_is_no_narrative_of_long_ago():
    text = STORY + "on Monday, last week, in July"
    found = dated(
        text,
        *(mention(text, str(year), Fields(year=year), tense="past") for year in range(1914, 1919)),
        mention(text, "Monday", Fields(weekday=1), tense="past"),
        mention(text, "last week", Shift(-1, "week")),
        mention(text, "July", Fields(month=7), tense="past"),
    )
    assert shown(found[-1]) == "2018-07-01..2018-07-31"


def test_the_weekday_that_comes_next_is_meant_where_no_verb_decides():
    text = "Wednesday, Thursday"
    found = dated(text, mention(text, "Wednesday", Fields(weekday=3)), mention(text, "Thursday", Fields(weekday=4)))
    assert shown(found[0]) == "2018-07-25..2018-07-25"
    assert shown(dated(text, mention(text, "Thursday", Fields(weekday=4)))[0]) == "2018-07-19..2018-07-19"


def test_the_previous_month_is_counted_from_no_year():
    text = "2016; the previous month"
    found = dated(text, mention(text, "2016", Fields(year=2016)), mention(text, "the previous month", Shift(-1, "month", "timex")))
    assert shown(found[1]) == "2018-06-01..2018-06-30"


def test_rows_of_a_table_take_the_year_of_its_heading():
    text = "Visits of the Secretary of State, 2018\nApril 27 | Belgium\nMay 10\tJapan"
    found = dated(
        text,
        mention(text, "2018", Fields(year=2018)),
        mention(text, "April 27", Fields(month=4, day=27)),
        mention(text, "May 10", Fields(month=5, day=10)),
        dct=Interval.day(dt.date(2018, 12, 31)),
        paragraphs=(Paragraph(0, text.index("\n"), "headline"), Paragraph(text.index("\n") + 1, len(text))),
    )
    assert [shown(d) for d in found[1:]] == ["2018-04-27..2018-04-27", "2018-05-10..2018-05-10"]
    assert {d.basis for d in found[1:]} == {Basis.STATED}


def test_each_part_of_a_live_blog_counts_from_its_own_day():
    lines = ("Wednesday, 25 July 2018, 18:40", "They met today.", "Tuesday, 24 July 2018, 21:05", "She arrived today.")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    pieces = tuple(Paragraph(at, at + len(line), kind) for at, line, kind in zip(starts, lines, ["dateline", "body"] * 2, strict=True))
    todays = (text.index("today"), text.rindex("today"))
    mentions = tuple(TimexMention(at, at + 5, "today", "DATE", str(Shift(0, "day")), "time.made") for at in todays)
    found = date_timexes(Lifted("d", paragraphs=pieces, timexes=mentions), text, Interval.day(dt.date(2018, 7, 25)))
    assert [shown(d) for d in found] == ["2018-07-25..2018-07-25", "2018-07-24..2018-07-24"]


def test_offsets_words_and_rule_are_kept():
    text = "He came last week."
    (dating,) = dated(text, mention(text, "last week", Shift(-1, "week")))
    assert (dating.text, text[dating.start : dating.end], dating.rule, dating.value) == ("last week", "last week", "time.made", "2018-W29")


@pytest.mark.parametrize(
    ("tense", "day", "window"),
    [
        pytest.param("future", 29, "2018-07-30..2018-08-05", id="ahead-on-a-sunday"),
        pytest.param("past", 29, "2018-07-23..2018-07-29", id="past-on-a-sunday"),
        pytest.param("future", 28, "2018-07-23..2018-07-29", id="ahead-on-a-saturday"),
    ],
)
def test_this_week_of_a_plan_told_on_a_sunday_begins_the_day_after(tense: str, day: int, window: str) -> None:
    text = "They meet this week."
    (found,) = dated(text, mention(text, "this week", Shift(0, "week"), tense=tense), dct=Interval.day(dt.date(2018, 7, day)))
    assert shown(found) == window
