"""The text form of expressions reads back; malformed text is refused with the text named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.expression import (
    PARTS,
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
    amount_parts,
    anchor,
    parse,
)
from timeline.chrono.units import Unit

UNITS = st.sampled_from(["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"])
ANCHORS = st.sampled_from(["dct", "timex", "event"])
AMOUNTS = st.sampled_from(["P1D", "P2W", "PXM", "P2Y6M", "PT1H30M", "P1E", "PTXM"])
LEAVES = st.one_of(
    st.builds(
        Fields,
        year=st.none() | st.integers(1000, 2200),
        quarter=st.none() | st.integers(1, 4),
        season=st.none() | st.sampled_from(["SP", "SU", "FA", "WI"]),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(1, 7),
        feast=st.none() | st.sampled_from(["easter+0", "easter-2", "nth:4:4:11"]),
    ),
    st.builds(Era, unit=st.sampled_from(["decade", "century"]), number=st.integers(0, 220), open=st.booleans()),
    st.builds(Shift, count=st.integers(-12, 12), unit=UNITS, anchor=ANCHORS),
    st.builds(
        Offset, amount=AMOUNTS, sign=st.sampled_from([-1, 1]), anchor=ANCHORS, exact=st.booleans(), grain=st.sampled_from(["", "week"])
    ),
    st.builds(Stretch, amount=AMOUNTS, sign=st.sampled_from([-1, 1]), anchor=ANCHORS),
    st.builds(Duration, amount=AMOUNTS),
    st.builds(Repeat, value=st.text(max_size=8), quant=st.none() | st.text(max_size=5), freq=st.none() | st.just("2X")),
    st.builds(Vague, value=st.sampled_from(["PAST_REF", "PRESENT_REF", "FUTURE_REF"])),
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Part, which=st.sampled_from(PARTS), of=inner),
        st.builds(Nth, number=st.integers(-5, 31), unit=UNITS, of=inner, count=st.integers(1, 12)),
        st.builds(Range, first=inner, last=inner),
        st.builds(Clock, time=st.sampled_from(["NI", "10:30", "24:00"]), of=inner),
        st.builds(Step, which=st.sampled_from([-1, 0, 1]), of=inner, anchor=ANCHORS),
        st.builds(Modified, mod=st.sampled_from(["APPROX", "MORE_THAN"]), of=inner),
        st.builds(Bounded, side=st.sampled_from(["by", "before", "since", "until"]), of=inner),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_text_form_reads_back(expression):
    assert parse(str(expression)) == expression


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fields",
        "fields(",
        "fields(month=10",
        "fields(moon=10)",
        "nothing()",
        "fields(month=10) fields()",
        "fields(month=1,month=2)",
        "12",
        "(",
        "fields(month==1)",
    ],
)
def test_malformed_text_is_refused(text):
    with pytest.raises(ValueError, match="not a time expression"):
        parse(text)


@given(st.text(max_size=40).filter(lambda text: not text.strip().endswith(")")))
def test_any_other_text_is_refused_plainly(text):
    with pytest.raises(ValueError, match="not a time expression"):
        parse(text)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Fields(month=3, day=5), None),
        (Part("late", Shift(-1, "week")), "dct"),
        (Clock("NI", Shift(0, "day", "timex")), "timex"),
        (Range(Offset("P3D", 1, "event"), Fields()), "event"),
    ],
)
def test_anchor_is_found_inside(expression, expected):
    assert anchor(expression) == expected


def test_amounts_have_parts():
    assert amount_parts("P1Y6M") == ((1.0, Unit.YEAR), (6.0, Unit.MONTH))
    assert amount_parts("PT1H30M") == ((1.0, Unit.HOUR), (30.0, Unit.MINUTE))
    assert amount_parts("PXW") == ((None, Unit.WEEK),)
    assert amount_parts("nonsense") == ()
