"""What changed between two timelines."""

from __future__ import annotations

import dataclasses
import datetime as dt

from timeline.chrono.interval import Interval, Precision
from timeline.chronology import Timeline
from timeline.chronology.diff import Edit, diff
from timeline.model.event import Dating, Event, Place, SourceRef
from timeline.model.vocabulary import Kind, Status


def plan(id: str = "e1", **fields: object) -> Event:
    event = Event(
        id=id,
        kind=Kind.MEETING,
        status=Status.SCHEDULED,
        dating=Dating(Interval.day(dt.date(2025, 10, 23)), Precision.DAY),
        sources=(SourceRef(f"{id}.txt", dt.date(2025, 10, 1)),),
        place=Place("Budapest", "HU"),
    )
    return dataclasses.replace(event, **fields)  # type: ignore[arg-type]


def test_nothing_changed() -> None:
    assert not diff([plan()], [plan()])
    assert str(diff([plan()], [plan()])) == "nothing changed"


def test_new_changed_and_gone() -> None:
    moved = plan("e1", status=Status.HELD, dating=Dating(Interval.day(dt.date(2025, 11, 2)), Precision.DAY), place=Place("Ankara", "TR"))
    found = Timeline([plan("e1"), plan("e2")]).diff(Timeline([moved, plan("e3")]))
    assert [d.id for d in found.new] == ["e3"]
    assert [d.id for d in found.gone] == ["e2"]
    (changed,) = found.changed
    assert changed.edits == (
        Edit("status", "scheduled", "held"),
        Edit("date", "23 Oct 2025", "2 Nov 2025"),
        Edit("place", "Budapest", "Ankara"),
    )
    assert str(found) == "\n".join(
        [
            "1 new, 1 changed, 1 gone",
            "new      e3  Meeting, Budapest (scheduled), 23 Oct 2025",
            "changed  e1  Meeting, Ankara (held), 2 Nov 2025",
            "         status: scheduled → held",
            "         date: 23 Oct 2025 → 2 Nov 2025",
            "         place: Budapest → Ankara",
            "gone     e2  Meeting, Budapest (scheduled), 23 Oct 2025",
        ]
    )
    assert found.to_records()[1]["edits"][0] == {"field": "status", "old": "scheduled", "new": "held"}


def test_events_are_matched_by_any_of_their_ids() -> None:
    one, two = plan("e1"), plan("e2")
    merged = plan("e0", members=(plan("e0"), one))
    assert not diff([one], [merged])
    joined = plan("e1", members=(one, two))
    found = diff([one, two], [joined])
    assert [(d.what, d.id, d.into) for d in found] == [("joined", "e2", "e1")]
    assert "(now part of e1)" in str(found)


def test_one_event_that_became_two() -> None:
    one, two = plan("e1"), plan("e2")
    found = diff([plan("e1", members=(one, two))], [one, two])
    assert [(d.what, d.id) for d in found] == [("new", "e2")]


def test_a_change_about_the_same_encounter_under_a_new_id_is_the_same() -> None:
    act = Event(id="c1", kind=Kind.DENIAL, about="e1")
    renamed = dataclasses.replace(act, about="e0")
    assert not diff([plan("e1"), act], [plan("e0", members=(plan("e0"), plan("e1"))), renamed])
    assert len(diff([plan("e1"), plan("e2"), act], [plan("e1"), plan("e2"), dataclasses.replace(act, about="e2")])) == 1
