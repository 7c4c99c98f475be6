"""The picture of reliability holds each step with its interval, and can be drawn with and without rows."""

from __future__ import annotations

import pytest

from timeline.evaluate import reliability
from timeline.view.picture import Picture
from timeline.view.reliability import plot_reliability


def _values(picture: Picture) -> list[dict[str, float]]:
    drawn = picture.specification()
    return drawn["datasets"][drawn["layer"][2]["data"]["name"]]


def test_every_step_is_drawn_with_its_interval() -> None:
    steps = reliability([(0.9, True)] * 8 + [(0.9, False)] * 2 + [(0.5, False)])
    assert [(row["confidence"], row["right"], row["rows"]) for row in _values(plot_reliability(steps))] == [(0.5, 0.0, 1), (0.9, 0.8, 10)]
    low, high = _values(plot_reliability(steps))[1]["low"], _values(plot_reliability(steps))[1]["high"]
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


@pytest.mark.parametrize("judgements", [[], [(0.7, True)]], ids=["nothing judged", "one row"])
def test_it_can_be_drawn(judgements: list[tuple[float, bool]]) -> None:
    pytest.importorskip("vl_convert")
    assert f"{len(judgements)} judged rows" in plot_reliability(reliability(judgements)).svg()
