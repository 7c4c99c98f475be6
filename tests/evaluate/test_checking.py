"""A sample is the same for everybody, a sheet is read back, and intervals are Wilson's."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from timeline.chronology import Timeline
from timeline.errors import FormatError
from timeline.evaluate import judged, reliability, sample, share, sheet
from timeline.model.event import Event
from timeline.model.vocabulary import Kind


def _many(n: int) -> Timeline:
    return Timeline(Event(id=f"e{i:03}", kind=Kind.CALL, confidence=0.5) for i in range(n))


def test_a_sample_depends_on_ids_and_seed_alone() -> None:
    forwards, backwards = _many(200), Timeline(reversed(_many(200).events))
    drawn = sample(forwards, 20)
    assert drawn == sample(backwards, 20)
    assert len(drawn) == 20
    assert drawn != sample(forwards, 20, seed=1)
    assert [event.id for event in drawn] == sorted(event.id for event in drawn)


def test_a_larger_sample_holds_the_smaller_one() -> None:
    whole = _many(100)
    assert {event.id for event in sample(whole, 10)} < {event.id for event in sample(whole, 30)}


def test_a_sample_of_more_than_there_are_is_all() -> None:
    assert sample(_many(5), 100) == _many(5)


def test_every_event_is_drawn_about_equally_often() -> None:
    whole = _many(20)
    counts = pd.Series([event.id for seed in range(500) for event in sample(whole, 5, seed=seed)]).value_counts()
    assert len(counts) == 20
    assert counts.between(85, 165).all()  # 125 expected, four standard deviations either side


def test_a_sheet_goes_through_a_csv_and_back() -> None:
    told = sheet(_many(4))
    told["right"] = ["yes", "NO", "", "1"]
    back = pd.read_csv(io.StringIO(told.to_csv(index=False)))
    assert (judged(back).right, judged(back).n) == (2, 3)


def test_numbers_that_a_spreadsheet_made_of_the_marks_are_read() -> None:
    assert judged(pd.DataFrame({"right": [1.0, 0.0, float("nan")]})) == share(1, 2)


def test_an_unclear_mark_is_named_with_its_row() -> None:
    with pytest.raises(FormatError, match=r"row 3: 'right' is 'maybe'"):
        judged(pd.DataFrame({"right": ["yes", "maybe"]}))


def test_a_sheet_without_the_column_says_how_to_make_one() -> None:
    with pytest.raises(FormatError, match=r"timeline\.evaluate\.sheet"):
        judged(pd.DataFrame({"id": ["e1"]}))


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (the Wilson score interval)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_in_print(right: int, n: int, low: float, high: float) -> None:
    found = share(right, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(FormatError):
        share(3, 2)


def test_reliability_counts_each_step_by_itself() -> None:
    steps = reliability([(0.9, True), (0.5, False), (0.9, False), (0.5, False), (None, True)])
    assert [(step.confidence, step.found.right, step.found.n) for step in steps] == [(0.5, 0, 2), (0.9, 1, 2)]
