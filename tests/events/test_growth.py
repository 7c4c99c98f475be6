"""A long document costs in proportion to its length: comparisons are counted, not seconds."""

from __future__ import annotations

import pytest

import timeline
from timeline.events import grouping, telling


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
            patch.setattr(grouping, "side", counted)
            text = "\n\n".join(["Vladimir Putin met Donald Trump in Budapest on Tuesday."] * n)
            (event,) = timeline.extract(timeline.Document(text=text, published="2025-10-22"), cache=False)
        assert len(event.mentions) == n
        counts[n] = seen
    assert counts[400] < 6 * counts[100]
