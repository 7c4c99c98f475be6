"""The one way in, and files that appear whole or not at all."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_timelines import budapest_story

from timeline import export
from timeline.chronology import Timeline
from timeline.errors import ExtraError, FormatError, OutputError, QueryError


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


def test_the_suffix_tells_the_format_unless_one_is_named() -> None:
    for format in export.FORMATS.values():
        for suffix in format.suffixes:
            assert export.format_of(f"/some/T{suffix.upper()}") is format
        assert export.format_of("anything.csv", format.name) is format
    with pytest.raises(FormatError, match=r"t\.doc: its suffix names no format; name one of csv, jsonl"):
        export.format_of("t.doc")
    with pytest.raises(FormatError, match="no format 'word'; there are csv, jsonl"):
        export.format_of("t.csv", "word")


def test_a_stream_needs_a_format(tl: Timeline) -> None:
    with pytest.raises(FormatError, match="name the format"):
        export.write(tl, io.StringIO())
    with pytest.raises(FormatError, match="parquet is no text"):
        export.text(tl, "parquet")
    stream = io.BytesIO()
    export.write(tl, stream, "parquet")
    assert stream.getvalue().startswith(b"PAR1")


def test_options_are_those_of_the_format(tl: Timeline, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"csv has no option 'projection'; it has none\. Leave"):
        tl.export(tmp_path / "t.csv", projection="people")
    with pytest.raises(QueryError, match="gexf has no option 'top'; it has projection, status, documents, imprecise"):
        tl.export(tmp_path / "t.gexf", top=3)
    assert os.listdir(tmp_path) == []


def test_the_page_is_a_format_as_all_others(tl: Timeline, tmp_path: Path) -> None:
    assert export.format_of("t.html").name == "html"
    assert export.text(tl, "html", title="October").startswith("<!doctype html>")
    with pytest.raises(FormatError, match="markwhen, html"):
        export.format_of("t.doc")


def test_a_folder_is_filled_from_within(tl: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tl.export(".", "neo4j")
    assert (tmp_path / "load.cypher").is_file()
    with pytest.raises(OutputError, match="/: is a folder"):
        tl.export("/", "csv")


def test_a_link_is_followed(tl: Timeline, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "t.csv").symlink_to(tmp_path / "real" / "t.csv")
    tl.to_csv(tmp_path / "t.csv")
    assert (tmp_path / "t.csv").is_symlink()
    assert (tmp_path / "real" / "t.csv").read_text("utf-8-sig") == tl.to_csv()


def test_a_failing_writer_leaves_the_old_file_and_no_other(tl: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")
    monkeypatch.setattr("timeline.export.csv.event_row", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tl.to_csv(path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["t.csv"]


def test_an_output_keeps_its_mode_and_follows_the_umask(tl: Timeline, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    tl.to_csv(path)
    (tmp_path / "plain").write_text("")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
    path.chmod(0o600)
    tl.to_csv(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_places_that_cannot_be_written_are_named(tl: Timeline, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"t\.csv: there is no folder .*none.*make it first"):
        tl.to_csv(tmp_path / "none" / "t.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match=r"folder.csv: is a folder. Nothing was changed"):
        tl.to_csv(tmp_path / "folder.csv")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="file: is a file"):
        tl.export(tmp_path / "file", "neo4j")
    with pytest.raises(OutputError, match="cannot be written: "):
        tl.to_csv(tmp_path / ("x" * 300 + ".csv"))
    assert sorted(os.listdir(tmp_path)) == ["file", "folder.csv"]


def test_a_file_that_another_program_holds_is_named(tl: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(OutputError, match=r"t.csv: cannot be written \(open in Excel\?\). Nothing was changed; close it or choose"):
        tl.to_csv(tmp_path / "t.csv")
    assert os.listdir(tmp_path) == []


def test_a_device_is_written_to_directly(tl: Timeline) -> None:
    tl.to_csv("/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(("format", "package", "extra"), [("xlsx", "openpyxl", "excel"), ("parquet", "pyarrow", "parquet")])
def test_a_missing_extra_says_what_to_install(tmp_path: Path, format: str, package: str, extra: str) -> None:
    code = f"""
import sys
sys.modules[{package!r}] = None
from timeline.chronology import Timeline
from timeline.errors import ExtraError
try:
    Timeline([]).export({str(tmp_path / ("t." + format))!r})
except ExtraError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert f't.{format}: writing {format} needs an extra: pip install "diplomatic-timeline[{extra}]". Nothing was written' in said
    assert os.listdir(tmp_path) == []
    assert issubclass(ExtraError, Exception)
