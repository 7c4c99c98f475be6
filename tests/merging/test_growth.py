"""Merging stays near-linear: the number of comparisons an event, which does not depend on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.merging import merge, sweep

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.mark.slow
def test_comparisons_an_event_hardly_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from merge_growth import events

    calls = 0
    plain = sweep.link

    def counted(*args):
        nonlocal calls
        calls += 1
        return plain(*args)

    monkeypatch.setattr(sweep, "link", counted)
    each = []
    for count in (2_000, 32_000):
        calls = 0
        merge(events(count))
        each.append(calls / count)
    assert each[1] < 40, "an event is compared with the few encounters of its people and weeks"
    assert each[1] < 6 * each[0] + 5, f"sixteen times the events, {each[1] / each[0]:.1f} times the comparisons an event"
