"""TIMEX3 and EDTF, both ways, and the units beneath."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono import timex3
from timeline.chrono.edtf import edtf, parse_edtf
from timeline.chrono.interval import Interval
from timeline.chrono.units import Unit, add, add_months, around, easter, unit_of

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2500, 12, 31))
CALENDAR = [Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.SEASON, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE, Unit.CENTURY]


@given(DAYS, st.sampled_from(CALENDAR))
def test_timex3_values_read_back(day, unit):
    assert timex3.interval(timex3.point(day, unit)) == around(day, unit)


@pytest.mark.parametrize("value", ["P3D", "PRESENT_REF", "XXXX-10", "2024-W60", "2024-13", "2024-02-30", "", "soon"])
def test_values_off_the_calendar_have_no_days(value):
    assert timex3.interval(value) is None


def test_a_time_value_means_its_day():
    assert timex3.interval("1998-02-11TNI") == Interval.day(dt.date(1998, 2, 11))


@given(DAYS, st.integers(0, 4000), st.booleans())
def test_edtf_reads_back(start, length, span):
    window = Interval(start, start + dt.timedelta(days=length))
    assert parse_edtf(edtf(window, span=span)) == window


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-05?", "2024-03-05", "2024-03-05"),
        ("2024-03~", "2024-03-01", "2024-03-31"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2024-03-05/2024-03-07", "2024-03-05", "2024-03-07"),
        ("[2018-07-16..2018-07-22]", "2018-07-16", "2018-07-22"),
    ],
)
def test_edtf_forms(text, first, last):
    assert parse_edtf(text) == Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["2024-3-5", "soon", "2024-13-01", "19XX-03", "2024-02-30"])
def test_what_is_no_edtf_is_refused(text):
    with pytest.raises(ValueError, match=r"EDTF|month|day"):
        parse_edtf(text)


def test_open_ends_have_no_days():
    assert parse_edtf("") is None
    assert parse_edtf("2024-03-05/..") is None
    assert edtf(None) == ""


@given(DAYS, st.sampled_from(CALENDAR))
def test_every_unit_knows_itself(day, unit):
    found = around(day, unit)
    assert unit_of(found) is (Unit.QUARTER if unit is Unit.SEASON and unit_of(found) is Unit.QUARTER else unit)
    if unit is not Unit.WEEKEND:
        assert found.contains(Interval.day(day))


@given(DAYS, st.integers(-200, 200))
def test_months_go_there_and_nearly_back(day, months):
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert 0 <= (day - add_months(there, -months)).days <= 3


@given(DAYS, st.integers(-50, 50))
def test_clock_units_leave_the_day(day, count):
    assert add(day, count, Unit.HOUR) == day
    assert add(day, count, Unit.WEEK) - day == dt.timedelta(days=7 * count)


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "1998-04-12"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2038, "2038-04-25")]
)
def test_easter(year, day):
    assert easter(year) == dt.date.fromisoformat(day)
