"""A long document costs in proportion to its length: comparisons are counted, not seconds."""

from __future__ import annotations

import sys

import pytest

import timeline
from timeline import events
from timeline.events import agreement, grouping, groups, telling


@pytest.mark.model
def test_comparisons_grow_with_the_length_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {}
    for n in (100, 400):
        seen = 0

        def counted(*args, real=telling.side):
            nonlocal seen
            seen += 1
            return real(*args)

        with monkeypatch.context() as patch:
            patch.setattr(telling, "side", counted)
            patch.setattr(groups, "side", counted)
            patch.setattr(agreement, "side", counted)
            text = "\n\n".join(["Vladimir Putin met Donald Trump in Budapest on Tuesday."] * n)
            (event,) = timeline.extract(timeline.Document(text=text, published="2025-10-22"), cache=False)
        assert len(event.mentions) == n
        counts[n] = seen
    assert counts[400] < 6 * counts[100]


LEADERS = ["Vladimir Putin", "Donald Trump", "Emmanuel Macron", "Angela Merkel", "Shinzo Abe", "Theresa May", "Narendra Modi"]
TOWNS = ["Paris", "Berlin", "Moscow", "Tokyo", "Ankara", "Rome", "Vienna", "Geneva", "Oslo", "Cairo", "Helsinki"]


@pytest.mark.model
def test_many_different_encounters_are_not_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    n, seen = 500, 0

    def counted(*args, real=grouping.fit):
        nonlocal seen
        seen += 1
        return real(*args)

    lines = [
        f"{LEADERS[i % 7]} met {LEADERS[(i + 1 + i // 7 % 6) % 7]} in {TOWNS[i % 11]} on {1 + i % 28} March {2000 + i // 28 % 18}."
        for i in range(n)
    ]
    monkeypatch.setattr(grouping, "fit", counted)
    found = timeline.extract(timeline.Document(text="\n\n".join(lines), published="2019-10-22"), cache=False, merge=False)
    assert len(found.encounters) > 400
    assert seen <= n * 4 * grouping.WITHIN  # each against every other would be some 125,000


@pytest.mark.model
def test_everything_done_for_one_encounter_told_often_grows_with_the_length_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {}

    def counted(*args, real=events.document_events, **options):
        seen = 0

        def count(frame, event, arg) -> None:
            nonlocal seen
            seen += event == "call"

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            return real(*args, **options)
        finally:
            sys.setprofile(before)
            calls[n] = seen

    monkeypatch.setattr(events, "document_events", counted)
    for n in (300, 900):  # up to 60 mentions each is held against all others
        text = "\n\n".join(["Vladimir Putin met Donald Trump in Budapest on Tuesday."] * n)
        assert len(timeline.extract(timeline.Document(text=text, published="2025-10-22"), cache=False)) == 1
    assert calls[900] < 4 * calls[300]
