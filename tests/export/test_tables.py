"""CSV, JSON lines, Parquet and XLSX, each read back by its real reader, and what must survive the way there and back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from made_timelines import budapest_story, event_lists, ugly

from timeline.chronology import Timeline
from timeline.chronology.cells import guard, unguard
from timeline.errors import FormatError
from timeline.model import codebook
from timeline.model.event import Event


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


# ---------------------------------------------------------------- round trips


@ugly
@given(event_lists())
def test_any_timeline_survives_json_lines_and_csv(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    text = timeline.to_jsonl()
    assert Timeline.from_jsonl(io.StringIO(text, newline="")) == timeline
    again = Timeline.from_csv(io.StringIO(timeline.to_csv(), newline=""))
    pd.testing.assert_frame_equal(again.to_frame(), timeline.to_frame())
    pd.testing.assert_frame_equal(Timeline.from_frame(timeline.to_frame()).to_frame(), timeline.to_frame())


@settings(ugly, max_examples=8)
@given(event_lists())
def test_any_timeline_survives_files(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("jsonl", "parquet"):
            path = Path(folder, f"t.{suffix}")
            timeline.export(path)
            assert Timeline.read(path) == timeline
        path = Path(folder, "t.csv")
        timeline.to_csv(path)
        pd.testing.assert_frame_equal(Timeline.read(path).to_frame(), timeline.to_frame())
        path = Path(folder, "t.xlsx")
        timeline.export(path)
        assert openpyxl.load_workbook(path)["Events"].max_row == len(timeline) + 1


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@home", "\tx", "\rx", "'=1", "''=1", "＝1"])
def test_the_formula_guard_is_one_apostrophe_and_comes_off(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "'quoted'", "1-5", "a=b", "’=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard(text) == text == unguard(text)


# ---------------------------------------------------------------- CSV


def test_the_csv_has_a_mark_in_files_and_none_on_streams(tl: Timeline, tmp_path: Path) -> None:
    tl.to_csv(tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,start,end,when,")
    assert data.decode("utf-8-sig") == tl.to_csv()
    assert not tl.to_csv().startswith("\ufeff")


def test_pandas_reads_the_csv_with_namibia_intact(tl: Timeline, tmp_path: Path) -> None:
    tl.to_csv(tmp_path / "t.csv")
    frame = pd.read_csv(
        tmp_path / "t.csv", keep_default_na=False, na_values=[""], parse_dates=["start", "end", "status_as_of", "published"]
    )
    assert list(frame.columns) == [column.name for column in codebook.columns()]
    g20 = frame.set_index("id").loc["e-g20"]
    assert g20["countries"] == "AR; NA; RU"
    assert g20["start"] == pd.Timestamp("2018-11-21")
    assert frame.stale.dtype == bool
    assert (frame.status == "held").sum() == 4


def test_a_spreadsheet_may_save_it_with_semicolons_and_columns_of_its_own(tl: Timeline, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(tl.to_csv(), newline="")))
    with open(tmp_path / "t.csv", "w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerows([["to check" if n else "notes", *row] for n, row in enumerate(rows)])
    again = Timeline.read(tmp_path / "t.csv")
    frame = again.to_frame()
    pd.testing.assert_frame_equal(frame.drop(columns="notes"), tl.to_frame())
    assert (frame.notes == "to check").all(), "what the user added is kept"
    assert again.to_csv().splitlines()[0].endswith(",corrected,notes")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("name,kind\nx,call\n", "t.csv: no column 'id'", id="another table"),
        pytest.param("", "t.csv: no column 'id'", id="empty"),
        pytest.param("id,kind,start\ne1,call,22/10/25\n", "t.csv:2: 'start': '22/10/25' is not a day like", id="no day"),
        pytest.param("id,kind\ne0,call\n\ne1,party\n", "t.csv:4: 'kind' is 'party', not one of meeting", id="no kind"),
        pytest.param('id,kind,topic\ne0,call,"two\nlines"\ne1,,\n', "t.csv:4: e1: 'kind' is empty", id="after a cell of two lines"),
        pytest.param("id,kind,start,end\ne1,call,2025-01-02,2025-01-01\n", "t.csv:2: e1: 'start' and 'end'", id="backwards"),
        pytest.param("id,kind,confidence\ne1,call,high\n", "t.csv:2: 'confidence': 'high' is not a number", id="no number"),
        pytest.param("id,kind,lat\ne1,call,1e400\n", "t.csv:2: 'lat': '1e400' is not a number", id="no finite number"),
        pytest.param("id,kind,stale\ne1,call,maybe\n", "t.csv:2: 'stale': 'maybe' is neither", id="no truth value"),
        pytest.param("id,kind,history\ne1,call,2025-10-16 planned\n", "t.csv:2: 'history' is 'planned'", id="no status"),
        pytest.param("id,kind,previous_dates\ne1,call,soon\n", "t.csv:2: 'previous_dates': not an EDTF date", id="no EDTF"),
        pytest.param("id,kind\ne1,call\ne1,call\n", "two events have the id 'e1'", id="an id twice"),
        pytest.param("id,kind\ne1,call,7,8\n", "t.csv:2: 4 cells under 2 columns", id="more cells than columns"),
        pytest.param('id,kind\ne1,"call\n', "t.csv:", id="an open quote"),
    ],
)
def test_a_csv_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8", newline="")
    with pytest.raises(FormatError) as raised:
        Timeline.read(tmp_path / "t.csv")
    assert message in str(raised.value)


def test_other_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("id,kind\nMünchen,call\n".encode("latin-1"))
    (tmp_path / "bad.jsonl").write_text('{"id": "e1", "kind": "call"}\n{"id": "e2"}\n')
    (tmp_path / "bad.parquet").write_bytes(b"PAR1")
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "other.parquet")
    for name, message in (
        ("latin.csv", "latin.csv: not UTF-8 text"),
        ("bad.jsonl", "bad.jsonl:2: event e2: 'kind' is None"),
        ("bad.parquet", "bad.parquet: no timeline's Parquet file"),
        ("other.parquet", "other.parquet: no timeline's Parquet file"),
        ("missing.csv", "missing.csv: cannot be read"),
        ("t.txt", "t.txt: not a timeline's file"),
    ):
        with pytest.raises(FormatError) as raised:
            Timeline.read(tmp_path / name)
        assert message in str(raised.value)


# ---------------------------------------------------------------- JSON lines, Parquet, XLSX


def test_json_lines_are_one_event_a_line(tl: Timeline, tmp_path: Path) -> None:
    tl.to_jsonl(tmp_path / "t.jsonl")
    records = [json.loads(line) for line in (tmp_path / "t.jsonl").read_bytes().split(b"\n")[:-1]]
    assert [record["id"] for record in records] == [event.id for event in tl]
    assert next(r for r in records if r["id"] == "c-postponed")["title"].endswith("meeting of Marco Rubio and Sergey Lavrov")


def test_parquet_has_typed_columns(tl: Timeline, tmp_path: Path) -> None:
    tl.to_parquet(tmp_path / "t.parquet")
    table = pq.read_table(tmp_path / "t.parquet")
    assert str(table.schema.field("start").type) == "date32[day]"
    assert table.column("countries").to_pylist()[1] == "AR; NA; RU"
    assert table.column("start").to_pylist()[0] == dt.date(2018, 7, 16)
    assert table.column("confidence").to_pylist()[0] == 0.93
    assert pd.read_parquet(tmp_path / "t.parquet").status.value_counts()["held"] == 4


def test_excel_gets_dates_filters_links_and_the_codebook(tl: Timeline, tmp_path: Path) -> None:
    tl.export(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Events", "Mentions", "Codebook"]
    sheet = book["Events"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AW11")
    header = [cell.value for cell in sheet[1]]
    assert header == [column.name for column in codebook.columns()]
    cells = dict(zip(header, sheet[2], strict=True))
    assert cells["start"].value.date() == dt.date(2018, 7, 16)
    assert cells["start"].number_format == "yyyy-mm-dd"
    assert cells["url"].hyperlink.target == "https://news.example/d3?a=1&b=2"
    assert cells["confidence"].value == 0.93
    assert cells["countries"].value == "RU; US"
    assert book["Mentions"].max_row == 1 + sum(len(event.mentions) for event in tl)
    assert book["Codebook"].max_row == 1 + len(codebook.rows())


def test_excel_never_gets_a_formula(tmp_path: Path) -> None:
    event = Event(id="e1", kind=budapest_story()[0].kind, duration='=HYPERLINK("https://evil.example","click")')
    Timeline([event]).export(tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Events"]
    cell = next(cell for cell in sheet[2] if cell.value and str(cell.value).startswith("="))
    assert cell.data_type == "s"


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_same_bytes_at_another_moment(tl: Timeline, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tl.export(tmp_path / "a", format)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    later = dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return later.astimezone(tz)

    monkeypatch.setattr(dt, "datetime", Later)
    monkeypatch.setattr("time.time", lambda: later.timestamp())
    Timeline(budapest_story()).export(tmp_path / "b", format)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
