"""Corrections: the file, what it does to a timeline, what a spreadsheet gives, what no longer matches."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval, Precision
from timeline.chronology.cells import to_cell
from timeline.chronology.rows import COLUMNS, event_row
from timeline.errors import InputError, LexiconError
from timeline.merging import corrections_from_csv, merge, read_corrections, unmatched
from timeline.merging.corrections import Anchor, Correction, Corrections, Renaming, parse_corrections, quote, to_toml
from timeline.merging.naming import actor
from timeline.model.event import Dating, Event, EventMention, Place, SourceRef
from timeline.model.vocabulary import Family, Kind, Status

DAY = dt.date(2025, 10, 23)


def event(id: str = "e1", *, doc: str = "a.txt", on: dt.date | None = DAY, who: str = "Russia+Turkey", status: str = "scheduled") -> Event:
    sentence = f"The two sides planned to meet on October 23, said {doc}."
    return Event(
        id=id,
        kind=Kind.MEETING,
        status=Status(status),
        dating=Dating(Interval.day(on), Precision.DAY) if on else Dating(),
        sources=(SourceRef(doc, dt.date(2025, 10, 1)),),
        mentions=(EventMention(doc, 10, 14, "meet", sentence, "rule", Status(status)),),
        participants=tuple(actor(name) for name in who.split("+")),
        place=Place("Budapest", "HU"),
        countries=("HU", "RU", "TR"),
    )


def corrected(text: str, *events: Event, now: dt.date | None = None) -> tuple[Event, ...]:
    return merge(events, corrections=parse_corrections(text), now=now)


# ---------------------------------------------------------------- applied


def test_values_are_set_and_the_row_says_so() -> None:
    (one,) = corrected(
        '[[event]]\nid = "e1"\n'
        'set = { status = "cancelled", start = 2025-10-24, end = "2025-10-25", place = "Ankara", place_country = "TR" }',
        event(),
    )
    assert one.status is Status.CANCELLED
    assert one.dating.interval == Interval(dt.date(2025, 10, 24), dt.date(2025, 10, 25))
    assert one.dating.precision is Precision.WEEK
    assert one.place == Place("Ankara", "TR")
    assert one.countries == ("RU", "TR")
    assert one.corrected == ("status", "start", "end", "place", "place_country")
    assert one.history[0].status is Status.SCHEDULED, "what the article said is kept"


def test_a_value_can_be_taken_away() -> None:
    (one,) = corrected('[[event]]\nid = "e1"\nset = { start = "", end = "", place = "" }', event())
    assert one.dating == Dating()
    assert one.place is None


def test_participants_are_set_by_name() -> None:
    (one,) = corrected('[[event]]\nid = "e1"\nset = { participants = ["Turkey", "Sergey Lavrov"] }', event())
    assert [a.name for a in one.participants] == ["Sergey Lavrov", "Türkiye"] or [a.name for a in one.participants] == [
        "Sergey Lavrov",
        "Turkey",
    ]
    assert one.participants[1].id == "iso:TR"


def test_a_stale_plan_with_a_new_day_is_no_longer_stale() -> None:
    now = dt.date(2025, 11, 1)
    assert corrected("", event(), now=now)[0].stale
    assert not corrected('[[event]]\nid = "e1"\nset = { start = "2025-11-05", end = "2025-11-05" }', event(), now=now)[0].stale


def test_dropping_an_encounter_drops_its_changes() -> None:
    act = Event(id="c1", kind=Kind.DENIAL, about="e1", sources=(SourceRef("a.txt", DAY),))
    assert corrected('[[event]]\nid = "e1"\ndrop = true', event(), act) == ()
    (left,) = corrected('[[event]]\nid = "c1"\ndrop = true', event(), act)
    assert left.family is Family.ENCOUNTER


def test_same_and_not_the_same() -> None:
    apart = event("e1"), event("e2", doc="b.txt", on=dt.date(2025, 10, 29))
    assert len(merge(apart)) == 2
    (one,) = corrected('[[event]]\nid = "e1"\nsame_as = ["e2"]', *apart)
    assert one.aliases == ("e1", "e2")
    assert one.reasons == ("b.txt: a correction says so",)
    alike = event("e1"), event("e2", doc="b.txt")
    assert len(merge(alike)) == 1
    assert len(corrected('[[event]]\nid = "e1"\nnot_same_as = ["e2"]', *alike)) == 2


def test_a_correction_by_an_alias_and_after_more_articles() -> None:
    text = '[[event]]\nid = "e2"\nset = { status = "cancelled" }'
    (one,) = corrected(text, event("e1"), event("e2", doc="b.txt"), event("e3", doc="c.txt"))
    assert one.id == "e1"
    assert one.status is Status.CANCELLED


def test_a_person_gets_the_right_name_before_merging() -> None:
    apart = event("e1", who="Sergio Lavrenko+Turkey"), event("e2", doc="b.txt", who="Sergey Lavrov+Turkey")
    assert len(merge(apart)) == 2
    (one,) = corrected('[[person]]\nname = "Sergio Lavrenko"\nis = "Sergey Lavrov"', *apart)
    assert "Sergey Lavrov" in {a.name for a in one.participants}


def test_the_users_columns_are_carried_along() -> None:
    text = '[[event]]\nid = "e1"\nkeep = { notes = "ask Ana", "my rating" = "3" }\n[[event]]\nid = "e2"\nkeep = { notes = "twice" }'
    (one,) = corrected(text, event("e1"), event("e2", doc="b.txt"))
    assert one.extra == (("my rating", "3"), ("notes", "ask Ana | twice"))
    (same,) = corrected(text + '\n[[event]]\nid = "e1"\nkeep = { notes = "ask Ana | twice" }', event("e1"), event("e2", doc="b.txt"))
    assert same.extra == one.extra
    assert one.corrected == (), "a column of one's own corrects nothing"


def test_an_event_whose_id_is_gone_is_found_by_its_anchor() -> None:
    text = '[[event]]\nid = "e0old"\nanchor = { doc_id = "a.txt", text = "planned to meet  on October 23" }\nset = { status = "held" }'
    (one,) = corrected(text, event())
    assert one.status is Status.HELD
    assert not unmatched(parse_corrections(text), [event()])


def test_what_matches_nothing_is_told_with_its_line() -> None:
    lost = '[[event]]\nid = "e9"\nanchor = { doc_id = "a.txt", text = "met in Oslo" }\ndrop = true\n'
    nobody = '[[person]]\nname = "Nobody"\nis = "N"\n'
    other = '[[event]]\nid = "e1"\nsame_as = ["e8"]\n'
    found = parse_corrections(f"format = 1\n\n{lost}\n{nobody}\n{other}", file="corrections.toml")
    anchor = 'its text anchor ("met in Oslo") stands in no event\'s sentence'
    assert unmatched(found, [event()]) == (
        f"corrections.toml:4: 'e9' is no longer in the timeline; {anchor}. Kept, not applied.",
        "corrections.toml:9: nobody is called 'Nobody' in the timeline. Kept, not applied.",
        "corrections.toml:13: 'e8' (same_as) is no longer in the timeline. Kept, not applied.",
    )
    assert merge([event()], corrections=found) == merge([event()])


def test_an_anchor_that_fits_two_events_is_no_anchor() -> None:
    text = '[[event]]\nid = "e0"\nanchor = { doc_id = "a.txt", text = "planned to meet" }\ndrop = true'
    two = event("e1"), event("e2", on=dt.date(2025, 12, 1))
    assert len(unmatched(parse_corrections(text), two)) == 1
    assert len(corrected(text, *two)) == 2


def test_an_anchor_is_found_under_another_document_id() -> None:
    text = '[[event]]\nid = "e0"\nanchor = { doc_id = "moved/a.txt", text = "planned to meet on October 23" }\nset = { status = "held" }'
    (one,) = corrected(text, event("e1"))
    assert one.status is Status.HELD
    two = event("e1"), event("e2", doc="b.txt")
    assert "in the sentences of 2 events" in unmatched(parse_corrections(text), two)[0]
    gone = '[[event]]\nid = "e0"\nanchor = { doc_id = "moved/a.txt", text = "met in Oslo" }\ndrop = true'
    assert "no event is told by 'moved/a.txt'" in unmatched(parse_corrections(gone), [event("e1")])[0]


def test_the_kind_tells_a_visit_from_its_talks() -> None:
    text = '[[event]]\nid = "e0"\nanchor = { doc_id = "a.txt", text = "planned to meet", kind = "visit" }\ndrop = true'
    talks, visit = event("e1"), replace(event("e2"), kind=Kind.VISIT)
    assert [e.kind for e in corrected(text, talks, visit)] == [Kind.MEETING]


# ---------------------------------------------------------------- the file

BAD = {
    "no TOML": ("[[event]\nid = 1", r"^f.toml: no TOML"),
    "unknown table": ("[events]\n", r"^f.toml: 'events' is not known"),
    "one bracket": ('[event]\nid = "e1"', r"^f.toml: 'event' is written \[\[event\]\]"),
    "no id": ("\n[[event]]\ndrop = true", r"^f.toml:2: id: is missing"),
    "unknown key": ('[[event]]\nid = "e1"\nstatus = "held"', r"^f.toml:3: status: not known"),
    "unknown field": ('[[event]]\nid = "e1"\nset = { title = "x" }', r"^f.toml:3: set.title: cannot be set"),
    "unknown status": ('[[event]]\nid = "e1"\nset = { status = "done" }', r"^f.toml:3: set.status: 'done' is not one of cancelled, denied"),
    "a misspelt status": (
        '[[event]]\nid = "e1"\nset = { status = "canceled" }',
        r"^f.toml:3: set.status: 'canceled' .*\. Near: cancelled$",
    ),
    "the second table": ('[[event]]\nid = "e1"\n\n[[event]]\nid = "e2"\ndorp = true', r"^f.toml:6: dorp: not known; .*\. Near: drop$"),
    "no day": ('[[event]]\nid = "e1"\nset = { start = "22/10/25" }', r"^f.toml:3: set.start: '22/10/25' is no day like 2025-10-22"),
    "backwards": (
        '[[event]]\nid = "e1"\nset = { start = "2025-10-22", end = "2025-10-21" }',
        r"^f.toml:3: set.end: 2025-10-21 lies before",
    ),
    "ids no list": ('[[event]]\nid = "e1"\nsame_as = "e2"', r"^f.toml:3: same_as: is a list"),
    "drop no truth": ('[[event]]\nid = "e1"\ndrop = "yes"', r"^f.toml:3: drop: is true or false"),
    "anchor of no kind": (
        '[[event]]\nid = "e1"\nanchor = { doc_id = "a", text = "x", kind = "metting" }',
        r"^f.toml:3: anchor.kind: 'metting' is not one of .* Near: meeting",
    ),
    "anchor no table": ('[[event]]\nid = "e1"\nanchor = "x"', r"^f.toml:3: anchor: is written"),
    "person without name": ('[[person]]\nis = "x"', r"^f.toml:1: name: is missing"),
    "a newer format": ("format = 2", r"^f.toml: format 2 is not known"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_malformed_file_is_told_by_file_line_and_key(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        parse_corrections(text, file="f.toml")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.toml: cannot be read"):
        read_corrections("nowhere.toml")


def test_corrections_that_contradict_each_other() -> None:
    text = '[[event]]\nid = "e1"\nsame_as = ["e2"]\n[[event]]\nid = "e2"\nnot_same_as = ["e1"]'
    with pytest.raises(LexiconError, match=r"5: 'e2' and 'e1' are called the same and not the same"):
        corrected(text, event("e1"), event("e2", doc="b.txt"))


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@given(
    st.builds(
        Corrections,
        events=st.lists(
            st.builds(
                Correction,
                id=texts,
                anchor=st.none() | st.builds(Anchor, texts, texts, st.none() | st.sampled_from([k.value for k in Kind])),
                values=st.sampled_from([(), (("status", "held"),), (("place", 'A "b" \\ c\n'), ("start", "2025-01-02"))]),
                drop=st.booleans(),
                same_as=st.lists(texts, max_size=2).map(tuple),
                keep=st.dictionaries(texts, texts, max_size=2).map(lambda d: tuple(d.items())),
            ),
            max_size=3,
        ).map(tuple),
        people=st.lists(st.builds(Renaming, texts, texts, st.none() | texts), max_size=2).map(tuple),
    ),
)
def test_what_is_written_reads_back(found: Corrections) -> None:
    read = parse_corrections(to_toml(found, head=("made\nby hand",)))
    assert [dataclasses.replace(c, line=0) for c in read.events] == list(found.events)
    assert [dataclasses.replace(p, line=0) for p in read.people] == list(found.people)


@given(st.text(max_size=20))
def test_any_text_can_be_quoted(text: str) -> None:
    import tomllib

    kept = "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert tomllib.loads(f"x = {quote(text)}")["x"] == kept


# ---------------------------------------------------------------- from a spreadsheet


def csv_of(events: list[dict[str, str]], columns: list[str], *, separator: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in events)
    return out.getvalue()


def rows(*events: Event) -> list[dict[str, str]]:
    return [{column: to_cell(value) for column, value in event_row(e).items()} for e in merge(events)]


@pytest.fixture
def sheet(tmp_path: Path):
    """Write what was and what came back; give the corrections and the notes."""

    def compare(before: list[dict[str, str]], after: list[dict[str, str]], own: tuple[str, ...] = (), **how: str):
        columns = list(COLUMNS)
        (tmp_path / "BEFORE.csv").write_text(csv_of(before, columns), "utf-8-sig")
        (tmp_path / "AFTER.csv").write_text(
            csv_of(after, [*columns, *own], separator=how.get("separator", ",")), how.get("encoding", "utf-8-sig")
        )
        text, notes = corrections_from_csv(tmp_path / "BEFORE.csv", tmp_path / "AFTER.csv")
        return parse_corrections(text), notes

    return compare


def test_an_untouched_sheet_corrects_nothing(sheet) -> None:
    found, notes = sheet(rows(event()), rows(event()))
    assert (found.events, notes) == ((), ())


def test_edits_deleted_rows_and_own_columns(sheet) -> None:
    kept, gone = event("e1"), event("e2", on=dt.date(2025, 12, 1))
    before = rows(kept, gone)
    after = [dict(before[0], status="Not held", start="2025-10-24", notes="ask Ana")]
    found, notes = sheet(before, after, ("notes",))
    assert not notes
    first, second = found.events
    assert first.values == (("start", "2025-10-24"), ("status", "not_held"), ("end", "2025-10-24"))
    assert first.keep == (("notes", "ask Ana"),)
    assert first.anchor == Anchor("a.txt", "The two sides planned to meet on October 23, said a.txt.", "meeting")
    assert (second.id, second.drop) == ("e2", True)
    (one,) = merge([kept, gone], corrections=found)
    assert (one.status, one.start, one.extra) == (Status.NOT_HELD, dt.date(2025, 10, 24), (("notes", "ask Ana"),))
    assert next(row for row in rows(kept, gone) if row["id"] == "e1")["start"] == "2025-10-23"


def test_a_second_round_of_edits_keeps_the_first(tmp_path: Path) -> None:
    kept, gone = event("e1"), event("e2", on=dt.date(2025, 12, 1))
    first = parse_corrections('[[event]]\nid = "e1"\nset = { status = "held" }\n[[event]]\nid = "e2"\ndrop = true')
    now = [{c: to_cell(v) for c, v in event_row(e).items()} for e in merge([kept, gone], corrections=first)]
    (tmp_path / "BEFORE.csv").write_text(csv_of(now, list(COLUMNS)), "utf-8")
    (tmp_path / "AFTER.csv").write_text(csv_of([dict(now[0], place="Ankara")], list(COLUMNS)), "utf-8")
    text, _ = corrections_from_csv(tmp_path / "BEFORE.csv", tmp_path / "AFTER.csv", earlier=first)
    (one,) = merge([kept, gone], corrections=parse_corrections(text))
    assert one.place is not None
    assert (one.id, one.status, one.place.name) == ("e1", Status.HELD, "Ankara")


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%b-%y"])
def test_a_spreadsheet_that_writes_days_its_own_way(sheet, form: str) -> None:
    before = rows(event("e1"), event("e2", doc="b.txt", on=dt.date(2025, 12, 1)), event("e3", doc="c.txt", on=dt.date(2026, 1, 5)))
    after = [
        {
            c: (dt.date.fromisoformat(v).strftime(form) if c in ("start", "end", "published", "status_as_of") and v else v)
            for c, v in row.items()
        }
        for row in before
    ]
    assert sheet(before, after, separator=";", encoding="cp1252") == (parse_corrections(""), ())
    after[1]["start"] = after[1]["end"] = dt.date(2025, 12, 3).strftime(form)
    after[0]["stale"], after[0]["lat"] = "FALSE", ""
    found, notes = sheet(before, after, separator=";")
    assert [c.values for c in found.events] == [(("start", "2025-12-03"), ("end", "2025-12-03"))]
    assert not notes


def test_what_cannot_be_taken_is_noted(sheet) -> None:
    before = rows(event())
    after = [dict(before[0], title="Better", status="maybe"), {"id": "new", "status": "held"}]
    found, notes = sheet(before, after)
    assert not found.events
    assert len(notes) == 3
    assert "row 3 has the id 'new', which was not there before; rows cannot be added" in notes[0]
    assert "'status' is 'maybe'; not taken. Write one of cancelled, denied, disputed" in notes[1]
    assert "column 'title' is computed from others; 1 edit in it not taken" in notes[2]


def test_files_that_are_no_timelines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,age\nAna,3\n")
    with pytest.raises(InputError, match="has no column 'id'"):
        corrections_from_csv(tmp_path / "a.csv", tmp_path / "a.csv")
    with pytest.raises(InputError, match="cannot be read"):
        corrections_from_csv(tmp_path / "none.csv", tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text("id,status\ne1,held\n")
    (tmp_path / "c.csv").write_text("id,status\ne7,held\n")
    with pytest.raises(InputError, match="no row has an id of the first file"):
        corrections_from_csv(tmp_path / "b.csv", tmp_path / "c.csv")
