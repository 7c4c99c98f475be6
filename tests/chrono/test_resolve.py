"""Expressions against references: days for the timeline, values for TIMEX3."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.expression import (
    Bounded,
    Clock,
    Duration,
    Era,
    Fields,
    Modified,
    Nth,
    Offset,
    Part,
    Range,
    Repeat,
    Shift,
    Step,
    Stretch,
    Vague,
)
from timeline.chrono.fields import Direction
from timeline.chrono.interval import Interval
from timeline.chrono.resolve import resolve

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2300, 12, 31))
PAST, FUTURE = Direction.PAST, Direction.FUTURE


def days(text: str) -> Interval:
    first, _, last = text.partition("..")
    return Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


# Friday 2024-03-08 is the base of most; others say theirs.
CASES = [
    ("monday-past", Fields(weekday=1), "2024-03-08", PAST, "2024-03-04", "2024-03-04", None),
    ("monday-future", Fields(weekday=1), "2024-03-08", FUTURE, "2024-03-11", "2024-03-11", None),
    ("own-weekday-is-past", Fields(weekday=5), "2024-03-08", PAST, "2024-03-08", "2024-03-08", None),
    ("own-weekday-is-future", Fields(weekday=5), "2024-03-08", FUTURE, "2024-03-08", "2024-03-08", None),
    ("day-nearest", Fields(month=10, day=23), "2025-10-22", None, "2025-10-23", "2025-10-23", None),
    ("day-over-new-year", Fields(month=1, day=3), "2024-12-29", None, "2025-01-03", "2025-01-03", None),
    ("day-far-by-verb", Fields(month=2, day=10), "2025-11-01", PAST, "2025-02-10", "2025-02-10", None),
    ("day-near-whatever-verb", Fields(month=12, day=1), "1989-10-27", PAST, "1989-12-01", "1989-12-01", None),
    ("triple-fixes-year", Fields(month=10, day=21, weekday=2), "2027-03-01", None, "2025-10-21", "2025-10-21", None),
    ("triple-that-fits-no-near-year", Fields(month=10, day=14, weekday=6), "2013-03-22", None, None, "XXXX-10-14", None),
    ("leap-day", Fields(month=2, day=29), "2025-03-02", PAST, "2024-02-29", "2024-02-29", None),
    ("month-past", Fields(month=4), "2006-11-03", PAST, "2006-04-01..2006-04-30", "2006-04", None),
    ("month-future", Fields(month=1), "2025-11-03", FUTURE, "2026-01-01..2026-01-31", "2026-01", None),
    ("own-month", Fields(month=11), "2025-11-03", PAST, "2025-11-01..2025-11-30", "2025-11", None),
    ("year", Fields(year=2016), "2024-03-08", None, "2016-01-01..2016-12-31", "2016", None),
    ("quarter", Fields(quarter=3), "1989-11-02", FUTURE, "1989-07-01..1989-09-30", "1989-Q3", None),
    ("winter", Fields(season="WI", year=1947), None, None, "1947-12-01..1948-02-29", "1947-WI", None),
    ("thanksgiving", Fields(feast="nth:4:4:11", year=2024), None, None, "2024-11-28", "2024-11-28", None),
    ("easter", Fields(feast="easter+0", year=2024), None, None, "2024-03-31", "2024-03-31", None),
    ("decade", Era("decade", 199), None, None, "1990-01-01..1999-12-31", "199", None),
    ("the-nineties", Era("decade", 9, open=True), "2024-03-08", None, "1990-01-01..1999-12-31", "199", None),
    ("century", Era("century", 19), None, None, "1900-01-01..1999-12-31", "19", None),
    ("today", Shift(0, "day"), "2024-03-08", None, "2024-03-08", "2024-03-08", None),
    ("last-week", Shift(-1, "week"), "2018-07-24", None, "2018-07-16..2018-07-22", "2018-W29", None),
    ("next-week-over-year", Shift(1, "week"), "2024-12-29", None, "2024-12-30..2025-01-05", "2025-W01", None),
    ("last-month-on-the-31st", Shift(-1, "month"), "2024-03-31", None, "2024-02-01..2024-02-29", "2024-02", None),
    ("weekend", Shift(0, "weekend"), "2024-03-06", None, "2024-03-09..2024-03-10", "2024-W10-WE", None),
    ("weekend-past", Shift(0, "weekend"), "2024-03-06", PAST, "2024-03-02..2024-03-03", "2024-W09-WE", None),
    ("two-weeks-ago-is-that-week", Offset("P2W", -1), "1998-03-22", None, "1998-03-02..1998-03-08", "1998-03-08", None),
    ("in-two-weeks", Offset("P2W", 1), "1997-04-08", None, "1997-04-21..1997-04-27", "1997-04-22", None),
    ("three-days-later", Offset("P3D", 1, "timex"), "2018-07-16", None, "2018-07-19", "2018-07-19", None),
    ("a-year-ago-is-that-month", Offset("P1Y", -1), "1997-04-15", None, "1996-04-01..1996-04-30", "1996", None),
    ("five-years-ago", Offset("P5Y", -1), "1989-10-26", None, "1984-01-01..1984-12-31", "1984", None),
    ("a-year-ago-of-a-quarter", Offset("P1Y", -1, "timex"), "1989-07-01..1989-09-30", None, "1988-07-01..1988-09-30", "1988-Q3", None),
    ("several-years-ago", Offset("PXY", -1), "1998-02-13", None, None, "PAST_REF", None),
    ("last-friday", Step(-1, Fields(weekday=5)), "2024-03-08", None, "2024-03-01", "2024-03-01", None),
    ("this-thursday", Step(0, Fields(weekday=4)), "2024-03-08", PAST, "2024-03-07", "2024-03-07", None),
    ("this-thursday-on-sunday", Step(0, Fields(weekday=4)), "2024-03-10", None, "2024-03-14", "2024-03-14", None),
    ("next-tuesday", Step(1, Fields(weekday=2)), "2024-03-08", None, "2024-03-12", "2024-03-12", None),
    ("next-friday-from-monday", Step(1, Fields(weekday=5)), "2024-03-04", None, "2024-03-15", "2024-03-15", None),
    ("previous-friday", Step(-1, Fields(weekday=5), "timex"), "1989-10-27", None, "1989-10-20", "1989-10-20", None),
    ("last-june", Step(-1, Fields(month=6)), "1989-10-27", None, "1989-06-01..1989-06-30", "1989-06", None),
    ("last-october-in-november", Step(-1, Fields(month=10)), "2006-11-02", None, "2005-10-01..2005-10-31", "2005-10", None),
    ("next-summer", Step(1, Fields(season="SU")), "2024-03-08", None, "2025-06-01..2025-08-31", "2025-SU", None),
    ("this-fall", Step(0, Fields(season="FA")), "1989-10-30", None, "1989-09-01..1989-11-30", "1989-FA", None),
    ("late-october", Part("late", Fields(month=10)), "2005-11-14", PAST, "2005-10-21..2005-10-31", "2005-10", "END"),
    ("early-april", Part("early", Fields(month=4)), "1997-04-30", PAST, "1997-04-01..1997-04-10", "1997-04", "START"),
    ("mid-april", Part("mid", Fields(month=4)), "2024-03-08", FUTURE, "2024-04-11..2024-04-20", "2024-04", "MID"),
    ("end-of-november", Part("end", Fields(month=11)), "2018-07-24", FUTURE, "2018-11-21..2018-11-30", "2018-11", "END"),
    ("end-of-january", Part("end", Fields(month=1)), "2018-01-04", FUTURE, "2018-01-22..2018-01-31", "2018-01", "END"),
    ("early-next-year", Part("early", Shift(1, "year")), "2017-11-01", None, "2018-01-01..2018-03-31", "2018", "START"),
    ("later-this-month", Part("later", Shift(0, "month")), "2025-10-09", None, "2025-10-10..2025-10-31", "2025-10", "END"),
    ("earlier-this-month", Part("earlier", Shift(0, "month")), "1997-04-23", None, "1997-04-01..1997-04-22", "1997-04", "START"),
    ("later-this-year", Part("later", Shift(0, "year")), "2018-07-24", None, "2018-07-25..2018-12-31", "2018", "END"),
    ("later-on-the-last-day", Part("later", Shift(0, "year")), "2018-12-31", None, "2018-01-01..2018-12-31", "2018", "END"),
    ("late-wednesday", Part("late", Fields(weekday=3)), "2025-10-09", PAST, "2025-10-08", "2025-10-08", "END"),
    ("first-part-of-next-week", Part("first_part", Shift(1, "week")), "2024-03-08", None, "2024-03-11..2024-03-13", "2024-W11", "START"),
    ("second-half-of-2024", Nth(2, "half", Fields(year=2024)), None, None, "2024-07-01..2024-12-31", "2024-H2", None),
    ("third-week-of-this-month", Nth(3, "week", Shift(0, "month")), "2005-11-02", None, "2005-11-14..2005-11-20", "2005-W46", None),
    ("last-week-of-august", Nth(-1, "week", Fields(month=8, year=1918)), None, None, "1918-08-26..1918-09-01", "1918-W35", None),
    ("monday-of-next-week", Nth(1, "day", Shift(1, "week")), "2024-03-08", None, "2024-03-11", "2024-03-11", None),
    ("first-nine-months", Nth(1, "month", Fields(year=2018), 9), None, None, "2018-01-01..2018-09-30", "P9M", None),
    ("first-two-quarters", Nth(1, "quarter", Fields(year=1990), 2), None, None, "1990-01-01..1990-06-30", "1990-H1", None),
    ("monday-to-thursday", Range(Fields(weekday=1), Fields(weekday=4)), "2024-03-08", FUTURE, "2024-03-11..2024-03-14", "2024-03-11", None),
    (
        "monday-to-thursday-past",
        Range(Fields(weekday=1), Fields(weekday=4)),
        "2024-03-06",
        PAST,
        "2024-02-26..2024-02-29",
        "2024-02-26",
        None,
    ),
    (
        "5-to-7-march",
        Range(Fields(month=3, day=5), Fields(month=3, day=7)),
        "2024-03-01",
        None,
        "2024-03-05..2024-03-07",
        "2024-03-05",
        None,
    ),
    (
        "over-new-year",
        Range(Fields(month=12, day=30), Fields(month=1, day=2, year=2025)),
        "2024-12-01",
        None,
        "2024-12-30..2025-01-02",
        "2024-12-30",
        None,
    ),
    ("wednesday-night", Clock("NI", Fields(weekday=3)), "1998-02-13", PAST, "1998-02-11", "1998-02-11TNI", None),
    ("ten-pm", Clock("22:00", Fields(weekday=3)), "1998-02-13", PAST, "1998-02-11", "1998-02-11T22:00", None),
    ("past-two-weeks", Stretch("P2W", -1), "2024-03-15", None, "2024-03-01..2024-03-15", "P2W", None),
    ("coming-days", Stretch("PXD", 1), "2024-03-08", None, "2024-03-09..2024-03-15", "PXD", None),
    ("by-friday", Bounded("by", Fields(weekday=5)), "2024-03-04", FUTURE, "2024-03-04..2024-03-08", "2024-03-08", None),
    ("before-friday", Bounded("before", Fields(weekday=5)), "2024-03-04", FUTURE, "2024-03-04..2024-03-07", "2024-03-08", None),
    ("since-monday", Bounded("since", Fields(weekday=1)), "2024-03-08", PAST, "2024-03-04..2024-03-08", "2024-03-04", None),
    ("around-nov-1", Modified("APPROX", Fields(month=11, day=1)), "1989-10-30", None, "1989-11-01", "1989-11-01", "APPROX"),
    ("length", Duration("P2Y6M"), "2024-03-08", None, None, "P2Y6M", None),
    ("set", Repeat("P1M", "EVERY"), "2024-03-08", None, None, "P1M", None),
    ("near-future", Vague("FUTURE_REF"), "2024-03-08", None, None, "FUTURE_REF", None),
    ("no-reference", Fields(month=10, day=23), None, None, None, "XXXX-10-23", None),
    ("no-reference-week", Shift(-1, "week"), None, None, None, "XXXX-WXX", None),
]


@pytest.mark.parametrize(
    ("expression", "reference", "direction", "window", "value", "mod"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_resolution(expression, reference, direction, window, value, mod):
    found = resolve(expression, reference=reference and days(reference), direction=direction)
    assert found.interval == (days(window) if window else None)
    assert (found.value, found.mod) == (value, mod)


def test_what_is_vague_says_so():
    today = days("2024-03-08")
    assert resolve(Stretch("PXW", 1), reference=today).vague
    assert resolve(Vague("FUTURE_REF"), reference=today).vague
    assert not resolve(Stretch("P2W", 1), reference=today).vague


def test_only_told_ends_make_a_span():
    today = days("2024-03-08")
    assert resolve(Range(Fields(weekday=1), Fields(weekday=2)), reference=today, direction=FUTURE).span
    assert not resolve(Shift(1, "week"), reference=today).span


@given(DAYS, st.integers(1, 7), st.sampled_from([PAST, FUTURE]))
def test_a_weekday_is_within_a_week_on_its_side(day, weekday, direction):
    found = resolve(Fields(weekday=weekday), reference=Interval.day(day), direction=direction).interval
    assert found is not None
    assert found.start.isoweekday() == weekday
    distance = (day - found.start).days if direction is PAST else (found.start - day).days
    assert 0 <= distance <= 6


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_day_of_a_month_is_the_nearest(day, month, number):
    found = resolve(Fields(month=month, day=number), reference=Interval.day(day)).interval
    assert found is not None
    assert (found.start.month, found.start.day) == (month, number)
    assert abs((found.start - day).days) <= 184


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "season", "year"]), st.integers(-30, 30))
def test_shifts_tile_the_calendar(day, unit, count):
    here, following = (resolve(Shift(n, unit), reference=Interval.day(day)).interval for n in (count, count + 1))
    assert here is not None
    assert following is not None
    assert following.start == here.end + dt.timedelta(days=1)


@given(
    DAYS,
    st.sampled_from(["week", "month", "quarter", "half", "season", "year", "decade"]),
    st.sampled_from(["early", "mid", "late", "start", "end", "first_part", "second_part", "close"]),
)
def test_a_part_lies_inside_its_whole(day, unit, which):
    reference = Interval.day(day)
    whole, part = resolve(Shift(0, unit), reference=reference).interval, resolve(Part(which, Shift(0, unit)), reference=reference).interval
    assert whole is not None
    assert part is not None
    assert whole.contains(part)
    assert part.days < whole.days


@given(DAYS, st.integers(1, 400), st.sampled_from([-1, 1]))
def test_distances_in_days_are_exact(day, number, sign):
    found = resolve(Offset(f"P{number}D", sign), reference=Interval.day(day)).interval
    assert found == Interval.day(day + dt.timedelta(days=sign * number))


@given(DAYS, DAYS)
def test_a_range_never_runs_backwards(one, two):
    expression = Range(Fields(month=one.month, day=min(one.day, 28)), Fields(month=two.month, day=min(two.day, 28)))
    found = resolve(expression, reference=Interval.day(one)).interval
    assert found is None or found.start <= found.end


@pytest.mark.parametrize(
    "expression", [Fields(year=0), Fields(year=9999, month=13), Shift(-9000, "year"), Offset("P9999Y", 1), Shift(99999, "century")]
)
def test_what_lies_beyond_the_calendar_has_no_days(expression):
    assert resolve(expression, reference=days("2024-03-08")).interval is None
