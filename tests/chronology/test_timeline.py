from __future__ import annotations

import csv
import datetime as dt
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from made_timelines import D, budapest_story

from timeline.chronology import Timeline
from timeline.errors import FormatError, QueryError
from timeline.merging import merge
from timeline.model.document import Document
from timeline.model.event import Event, EventMention, SourceRef
from timeline.model.vocabulary import Kind, Status


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


def ids(timeline: Timeline) -> list[str]:
    return [event.id for event in timeline]


ORDER = ["e-helsinki", "e-g20", "e-talks", "e-visit", "e-call", "c-postponed", "e-ministers", "e-denied", "c-invited", "e-budapest"]


def test_dated_rows_come_first_then_undated_ones_by_first_publication(tl: Timeline) -> None:
    assert ids(tl) == ORDER
    assert ids(Timeline(reversed(budapest_story()))) == ORDER


def test_an_encounter_stands_before_a_change_of_the_same_days() -> None:
    call = next(event for event in budapest_story() if event.id == "e-call")
    change = Event(id="a-first-by-id", kind=Kind.CONFIRMATION, dating=call.dating)
    assert ids(Timeline([change, call])) == ["e-call", "a-first-by-id"]


def test_undated_rows_without_a_publication_date_come_last() -> None:
    known = Event(id="e2", kind=Kind.CALL, sources=(SourceRef("d", D("2025-01-01")),))
    assert ids(Timeline([Event(id="e1", kind=Kind.CALL), known])) == ["e2", "e1"]


def test_it_is_a_sequence(tl: Timeline) -> None:
    assert len(tl) == 10
    assert tl[0].id == "e-helsinki"
    assert tl[-1] in tl
    assert ids(tl[1:3]) == ["e-g20", "e-talks"]
    assert ids(tl[::-1]) == ORDER[::-1]
    assert tl["e-call"].kind is Kind.CALL
    assert tl["e-budapest-late"].id == "e-budapest", "a member's id is an alias"
    assert "e-budapest-late" in tl
    assert "nobody" not in tl
    with pytest.raises(QueryError, match="no event 'e-nothing'"):
        tl["e-nothing"]
    with pytest.raises(QueryError):
        tl.of_kind("call")["e-helsinki"]


def test_equal_events_make_equal_timelines(tl: Timeline) -> None:
    again = Timeline(budapest_story(), now=D("2030-01-01"))
    assert again == tl
    assert hash(again) == hash(tl)
    assert tl[:3] != tl
    assert tl != budapest_story()
    assert pickle.loads(pickle.dumps(tl)) == tl
    assert repr(tl) == "Timeline(10 events, 2018-07-16 to 2025-10-23)"


def test_it_cannot_be_changed(tl: Timeline) -> None:
    with pytest.raises(AttributeError):
        tl.events = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        tl.colour = "blue"  # type: ignore[attr-defined]


def test_an_id_stands_once() -> None:
    event = Event(id="e1", kind=Kind.CALL)
    with pytest.raises(FormatError, match="two events have the id 'e1'"):
        Timeline([event, event])


@pytest.mark.parametrize(
    ("start", "end", "options", "expected"),
    [
        pytest.param("2025-10-16", "2025-10-16", {}, ["e-call"], id="a day"),
        pytest.param(dt.date(2025, 10, 16), dt.datetime(2025, 10, 21, 12, tzinfo=dt.UTC), {}, ["e-call", "c-postponed"], id="date objects"),
        pytest.param("2025-10", "2025-10", {}, ["e-call", "c-postponed", "e-ministers"], id="a month"),
        pytest.param("2018", "2018", {}, ["e-helsinki", "e-g20"], id="a year"),
        pytest.param("2018-07-22", "2018-11-21", {}, ["e-helsinki", "e-g20"], id="both ends inclusive"),
        pytest.param("2018-07-22", "2018-11-21", {"how": "within"}, [], id="within"),
        pytest.param("2018-07-16", "2018-07-22", {"how": "within"}, ["e-helsinki"], id="within its own window"),
        pytest.param("2025-10-22", None, {}, ["e-ministers"], id="open end"),
        pytest.param(None, "2018-08", {}, ["e-helsinki"], id="open start"),
        pytest.param("2025-10-22", None, {"undated": True}, ["e-ministers", "e-denied", "c-invited", "e-budapest"], id="undated too"),
    ],
)
def test_between(tl: Timeline, start: object, end: object, options: dict, expected: list[str]) -> None:
    assert ids(tl.between(start, end, **options)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("bounds", [("yesterday", None), ("2025-10-02", "2025-10-01"), ("22/10/25", None), ("", None)])
def test_between_refuses_what_is_no_day(tl: Timeline, bounds: tuple) -> None:
    with pytest.raises(QueryError, match=r"is not a day|lies before"):
        tl.between(*bounds)
    with pytest.raises(QueryError, match="not one of overlaps, within"):
        tl.between("2025", "2025", how="around")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "options", "expected"),
    [
        pytest.param(["Putin"], {}, ["e-helsinki", "e-call", "c-invited", "e-budapest"], id="surname, with the change about it"),
        pytest.param(["Sergei Lavrov"], {}, ["c-postponed", "e-ministers", "e-denied"], id="other spelling"),
        pytest.param(["lavrov", "RUBIO"], {}, ["c-postponed", "e-ministers"], id="all of several"),
        pytest.param(
            ["Lavrov", "Dmitriev"], {"how": "any"}, ["e-talks", "e-visit", "c-postponed", "e-ministers", "e-denied"], id="any of several"
        ),
        pytest.param(["V. Putin"], {}, ["e-helsinki", "e-call", "c-invited", "e-budapest"], id="initial"),
        pytest.param(["Putin, Vladimir"], {}, ["e-helsinki", "e-call", "c-invited", "e-budapest"], id="surname first"),
        pytest.param(["Q58217"], {}, ["c-postponed", "e-ministers", "e-denied"], id="an id"),
        pytest.param(["Namibia"], {}, ["e-g20"], id="a state"),
        pytest.param(["NA"], {}, ["e-g20"], id="a state's code"),
        pytest.param(["Russia"], {"represented": False}, ["e-g20"], id="the state alone"),
        pytest.param(["the Russian Federation"], {}, ORDER, id="whoever acts for it, and what is about them"),
        pytest.param(["United States"], {"represented": False}, ["c-postponed"], id="the state as a doer"),
        pytest.param(["G20"], {}, ["e-g20"], id="an organisation"),
        pytest.param(["the White House"], {"represented": False}, ["c-postponed"], id="a seat of government"),
        pytest.param(["Portugal"], {}, [], id="a state that has no part"),
        pytest.param([], {}, ORDER, id="nobody asked for"),
    ],
)
def test_involving(tl: Timeline, names: list[str], options: dict, expected: list[str]) -> None:
    assert ids(tl.involving(*names, **options)) == expected


def test_a_name_of_nobody_suggests_near_ones(tl: Timeline) -> None:
    with pytest.raises(QueryError, match=r"involving\('Lavrovic'\): nobody of that name. Near: Sergey Lavrov \(2 events\)"):
        tl.involving("Lavrovic")
    with pytest.raises(QueryError, match=r"nobody of that name. Names: names\(\)"):
        tl.involving("Zzzz")
    with pytest.raises(QueryError, match="not one of all, any"):
        tl.involving("Putin", how="some")  # type: ignore[arg-type]


def test_who_is_known_elsewhere_in_the_timeline_is_no_error(tl: Timeline) -> None:
    assert ids(tl.between("2018", "2018").involving("Rubio")) == []


def test_a_visit_involves_the_state_visited(tl: Timeline) -> None:
    assert "e-visit" in ids(tl.involving("US").of_kind("visit"))


def test_kinds_and_statuses(tl: Timeline) -> None:
    assert ids(tl.of_kind("call", "visit")) == ["e-visit", "e-call"]
    assert ids(tl.of_kind(Kind.INVITATION)) == ["c-invited"]
    assert ids(tl.with_status("denied", Status.POSTPONED)) == ["e-ministers", "e-denied"]
    with pytest.raises(QueryError, match="of_kind\\('summit'\\): not one of meeting, call"):
        tl.of_kind("summit")
    with pytest.raises(QueryError, match="with_status\\('planned'\\): not one of held"):
        tl.with_status("planned")


def test_places_and_countries(tl: Timeline) -> None:
    assert ids(tl.at("helsinki")) == ["e-helsinki"]
    assert ids(tl.at("US")) == ids(tl.at("United States")) == ids(tl.at("Washington")) == ["e-talks", "e-visit"]
    assert ids(tl.at("Hungary")) == ["c-invited", "e-budapest"], "a change counts where its encounter is"
    assert ids(tl.at("Portugal")) == []
    with pytest.raises(QueryError, match=r"at\('Budapesd'\): no such place. Near: Budapest."):
        tl.at("Budapesd")


def test_families_changes_of_and_occasions(tl: Timeline) -> None:
    assert len(tl.encounters) + len(tl.changes) == len(tl)
    assert ids(tl.changes_of("e-budapest")) == ids(tl.changes_of(tl["e-budapest-late"])) == ["c-invited"], "about an alias"
    assert ids(tl.changes_of("e-call")) == []
    assert "e-talks" not in ids(tl.occasions())
    assert "e-talks" in ids(tl.of_kind("meeting").occasions()), "its whole is not among these"
    assert not ids(tl.changes.occasions())


def test_a_selection_still_knows_what_its_changes_are_about(tl: Timeline) -> None:
    about = tl.changes.about(tl["c-postponed"])
    assert about is not None
    assert about.id == "e-ministers"
    assert tl.about(tl["e-call"]) is None


def test_search(tl: Timeline) -> None:
    assert ids(tl.search("war in ukraine")) == ["e-call"]
    assert ids(tl.search("HELSINKI")) == ["e-helsinki"]
    assert ids(tl.search("no such words")) == []


def test_names(tl: Timeline) -> None:
    assert tl.of_kind("call").names() == ("Donald Trump", "Vladimir Putin")
    assert "Namibia" in tl.names()


def test_now_and_what_it_was_made_of(tl: Timeline) -> None:
    assert tl.now == D("2025-10-22")
    assert tl[:1].now == D("2025-10-22"), "a selection is seen from the same day"
    assert Timeline([]).now is None
    assert Timeline([], documents=[Document(text="t", published=D("2025-11-01"))]).now == D("2025-11-01")
    assert {event.id for event in tl.document_events} >= {"e-budapest", "e-budapest-late", "e-call"}
    assert len(tl.document_events) == 11


def test_chronology_loads_no_heavy_package() -> None:
    code = "import sys, timeline.chronology; print([m for m in ('pandas', 'numpy', 'networkx', 'spacy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


# ---------------------------------------------------------------- what was known when


def told_twice() -> list[Event]:
    """The same call, planned in one article and held in a later one; and one in an article without a date."""
    base = {
        "kind": Kind.CALL,
        "participants": budapest_story()[1].participants,
        "countries": ("RU", "US"),
        "dating": budapest_story()[1].dating,
    }

    def tells(doc: str, published: str | None, status: Status) -> Event:
        mention = EventMention(doc, 0, 4, "call", "A call.", "r", status, "will")
        source = SourceRef(doc, D(published) if published else None, source=f"News {doc}")
        return Event(id=f"e{doc}", status=status, mentions=(mention,), sources=(source,), **base)  # type: ignore[arg-type]

    return [tells("a", "2025-10-10", Status.SCHEDULED), tells("b", "2025-10-17", Status.HELD), tells("u", None, Status.HELD)]


def test_as_of_is_a_run_over_what_was_published() -> None:
    events = told_twice()
    tl = Timeline(merge(events), document_events=events)
    early, late = tl.as_of("2025-10-12"), tl.as_of("2025-10")
    assert [event.status for event in early] == [Status.SCHEDULED]
    assert [event.status for event in late] == [Status.HELD]
    assert early == Timeline(merge(events[:1], now=D("2025-10-12")))
    assert (early.now, late.now) == (D("2025-10-12"), D("2025-10-31"))
    assert len(tl.as_of("2025-10-09")) == 0
    assert {event.id for event in late.document_events} == {"ea", "eb"}, "nobody knows when the third was published"


def test_as_of_and_diff_after_a_file(tmp_path: Path) -> None:
    events = told_twice()
    tl = Timeline(merge(events), document_events=events)
    tl.to_jsonl(tmp_path / "t.jsonl")
    again = Timeline.read(tmp_path / "t.jsonl")
    assert again.as_of("2025-10-12") == tl.as_of("2025-10-12")
    (changed,) = again.as_of("2025-10-12").diff(again.as_of("2025-10-20"))
    assert [(edit.field, edit.old, edit.new) for edit in changed.edits] == [("status", "scheduled", "held")]
    with pytest.raises(QueryError, match="'soon' is not a day"):
        tl.as_of("soon")


def test_a_table_holds_the_result_only(tl: Timeline, tmp_path: Path) -> None:
    tl.to_csv(tmp_path / "t.csv")
    again = Timeline.read(tmp_path / "t.csv")
    assert (tl.complete, again.complete, again.of_kind("call").complete) == (True, False, False)
    with pytest.raises(QueryError, match=r"as_of: a CSV holds only the result.*read the \.jsonl"):
        again[:3].as_of("2025-10-20")
    assert len(again.diff(tl)) == 0, "what a change's row repeats of its encounter is not read into the change"
    tl.changes.to_csv(tmp_path / "changes.csv")
    alone = Timeline.read(tmp_path / "changes.csv")
    told = {actor.name: actor.id for event in tl.encounters for actor in event.participants}
    actors = [actor for change in again.changes for actor in (*change.actors, *change.targets) if actor.name in told]
    assert actors
    assert all(actor.id == told[actor.name] for actor in actors)
    assert ids(alone.involving("Putin")) == ["c-invited"], "unless the encounter has no row of its own"


def test_reading_a_table_leaves_the_csv_module_as_it_was(tmp_path):
    before = csv.field_size_limit()
    (tmp_path / "t.csv").write_text("id,kind\n")
    assert len(Timeline.read(tmp_path / "t.csv")) == 0
    assert csv.field_size_limit() == before
