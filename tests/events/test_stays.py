"""One stay in a town is one visit, whatever day each sentence tells of it; another town or another week is another visit."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def visits(text: str) -> list[tuple[str | None, str | None]]:
    import timeline

    found = timeline.extract([timeline.Document(text=text, published="2016-11-28", doc_id="stays")], jobs=1)
    return [
        (e.place.name if e.place else None, str(e.dating.interval.start) if e.dating.interval else None) for e in found if e.kind == "visit"
    ]


def test_arrival_and_stay_are_one_visit():
    text = "Kenyan President Uhuru Kenyatta arrived in Hanoi on Saturday. On Sunday, Kenyatta visited Hanoi and spoke of trade."
    assert visits(text) == [("Hanoi", "2016-11-26")]


def test_a_visit_of_another_week_is_another():
    text = "Kenyan President Uhuru Kenyatta arrived in Hanoi on Saturday. Kenyatta visited Hanoi on November 3."
    assert len(visits(text)) == 2


def test_left_one_capital_for_the_next():
    text = "Kenyan President Uhuru Kenyatta left Hanoi for Tokyo on Sunday."
    assert {place for place, _ in visits(text)} == {"Hanoi", "Tokyo"}


def test_leaving_home_is_no_visit_there():
    assert visits("Kenyan President Uhuru Kenyatta left Nairobi on Sunday.") == []
