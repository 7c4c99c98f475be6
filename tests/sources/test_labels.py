"""Metadata tables however they come: in folders, beside files, among the inputs, in archives; what a shell's ``*`` brings along."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import tarfile
import unicodedata
import zipfile

import pytest

from timeline.sources import read

TEXT = "The foreign ministers of both states met in Cairo on Friday, and they will meet again in the spring, an official said."
TABLE = "file,published,title\na.txt,2020-02-03,Talks\nb.txt,2020-02-04,More talks\n"
DAYS = {"a": dt.date(2020, 2, 3), "b": dt.date(2020, 2, 4)}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(TEXT + " A.")
    (made / "b.txt").write_text(TEXT + " B.")
    (made / "metadata.csv").write_text(TABLE)
    return made


class Told:
    def __init__(self, *inputs, **options):
        self.skipped, self.notes = [], []
        self.documents = list(read(inputs, on_skip=self.skipped.append, on_note=self.notes.append, **options))

    @property
    def days(self):
        return {d.doc_id.rpartition("/")[2].removesuffix(".txt"): d.published for d in self.documents}


def test_all_names_of_a_folder_as_a_shell_gives_them(folder):
    told = Told(*sorted(folder.iterdir()))
    assert told.days == DAYS
    assert told.skipped == []
    assert told.notes == [f"{folder}/metadata.csv: used as the table of titles and dates of the files beside it."]
    assert {str(d.published_basis) for d in told.documents} == {"metadata"}


def test_the_order_of_the_names_does_not_matter(folder):
    assert Told(folder / "metadata.csv", folder / "b.txt", folder / "a.txt").days == DAYS


def test_a_single_file_finds_the_table_beside_it_and_other_rows_are_no_matter(folder):
    told = Told(folder / "b.txt")
    assert (told.days, told.notes, told.skipped) == ({"b": DAYS["b"]}, [], [])


def test_relative_names(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert Told("a.txt", "./b.txt", "metadata.csv").days == DAYS
    assert Told("a.txt", folder / "b.txt").days == DAYS
    monkeypatch.chdir(folder.parent)
    assert Told("news/../news/a.txt").days == {"a": DAYS["a"]}


def test_a_row_about_a_file_that_is_not_there_is_told(folder):
    with open(folder / "metadata.csv", "a") as out:
        out.write("c.txt,2020-01-01,\n")
    told = Told(*sorted(folder.iterdir()))
    assert told.notes[1:] == [f"{folder}/metadata.csv:4: 'c.txt' is not among the documents. Check its spelling, or remove the row."]


def test_a_given_table_tells_of_the_folders_below_it(folder):
    (folder / "metadata.csv").write_text("file,published\nsub/c.txt,2020-05-06\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(TEXT + " C.")
    assert Told(folder / "sub" / "c.txt").days == {"c": None}
    assert Told(folder / "sub" / "c.txt", folder / "metadata.csv").days == {"c": dt.date(2020, 5, 6)}


def test_a_table_of_elsewhere_is_told_with_the_option(folder, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    told = Told(other, folder / "metadata.csv")
    assert told.days == {"other": None}
    assert "none of its rows is about a file beside it" in told.notes[1]
    assert told.notes[1].endswith(f"--metadata {folder}/metadata.csv")


def test_a_table_alone_is_no_article(folder):
    told = Told(folder / "metadata.csv")
    (skipped,) = told.skipped
    assert (skipped.reason, skipped.remedy) == (
        "it is a table about articles and holds none.",
        "Give the folder that it stands in, or the articles themselves.",
    )


def test_a_table_by_another_name_is_told_with_the_option(folder):
    (folder / "metadata.csv").rename(folder / "dates.csv")
    told = Told(*sorted(folder.iterdir()))
    (skipped,) = told.skipped
    assert skipped.reason == "it names files and holds no text."
    assert skipped.remedy.startswith(f"If it tells their dates, give it with --metadata {folder}/dates.csv; if not, ")
    assert Told(folder / "a.txt", folder / "b.txt", metadata=folder / "dates.csv").days == DAYS


def test_a_table_with_texts_is_read_as_articles_whatever_its_name(folder):
    (folder / "metadata.csv").write_text(f'file,published,body\nx,2020-01-01,"{TEXT}"\n')
    told = Told(folder / "metadata.csv")
    assert [d.published for d in told.documents] == [dt.date(2020, 1, 1)]


def test_the_stated_table_among_the_inputs_is_no_article(folder):
    told = Told(*sorted(folder.iterdir()), metadata=folder / "metadata.csv")
    assert told.days == DAYS
    assert told.skipped == []
    assert told.notes == [f"{folder}/metadata.csv: not read as an article, as it is this run's metadata table or output."]


def test_an_unusable_table_among_the_inputs_is_told(folder):
    (folder / "metadata.csv").write_bytes(b'file,published\n"a.txt,2020' + b"x" * 200_000)
    told = Told(*sorted(folder.iterdir()))
    assert set(told.days) == {"a", "b"}
    assert "The table is not used." in told.notes[0]


def test_a_folder_whose_name_is_decomposed(tmp_path):
    made = tmp_path / unicodedata.normalize("NFD", "Orbán")
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    (made / "metadata.csv").write_text("file,published\na.txt,2020-02-03\n")
    assert Told(made).days == {"a": DAYS["a"]}
    assert Told(made / "a.txt").days == {"a": DAYS["a"]}


MEMBERS = {"z/a.txt": TEXT + " A.", "z/b.txt": TEXT + " B.", "z/metadata.csv": TABLE}


def _zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in MEMBERS.items():
            archive.writestr(name, text)


def _tar(path):
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, text in MEMBERS.items():
            entry = tarfile.TarInfo("./" + name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))


@pytest.mark.parametrize("name", ["n.zip", "n.tar", "n.tar.gz"])
@pytest.mark.parametrize("whole", [True, False], ids=["in-a-folder", "by-name"])
def test_a_table_in_an_archive(tmp_path, name, whole):
    (_zip if name.endswith("zip") else _tar)(tmp_path / name)
    told = Told(tmp_path if whole else tmp_path / name)
    assert (told.days, told.skipped, told.notes) == (DAYS, [], [])
    assert {d.published_evidence.rpartition("/z/")[2] for d in told.documents} == {"metadata.csv:2", "metadata.csv:3"}


def test_a_table_beside_an_archive_tells_of_its_members(tmp_path):
    _zip(tmp_path / "n.zip")
    (tmp_path / "metadata.csv").write_text("file,published\nn.zip/z/a.txt,2001-01-01\n")
    assert Told(tmp_path / "n.zip").days == DAYS  # the table in the archive is nearer
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive:
        archive.writestr("z/a.txt", TEXT)
    assert Told(tmp_path / "n.zip").days == {"a": dt.date(2001, 1, 1)}


def test_a_table_in_an_archive_that_comes_through_a_pipe(tmp_path):
    _zip(tmp_path / "n.zip")
    code = "from timeline.sources import read\nfor d in read('-'): print(d.published, d.published_basis)"
    out = subprocess.run([sys.executable, "-c", code], input=(tmp_path / "n.zip").read_bytes(), capture_output=True, check=True)
    assert out.stdout.decode().splitlines() == [f"{day} metadata" for day in sorted(DAYS.values())]


def test_a_table_in_an_archive_in_an_archive(tmp_path):
    _tar(tmp_path / "n.tar")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(tmp_path / "n.tar", "n.tar")
    assert Told(tmp_path / "outer.zip").days == DAYS


def test_what_accompanies_pages_is_passed_over_among_the_inputs_too(tmp_path):
    page = f"<html><body><h1>Talks</h1><p>{TEXT * 3}</p></body></html>"
    (tmp_path / "Talks.html").write_text(page)
    (tmp_path / "Talks_files").mkdir()
    (tmp_path / "Talks_files" / "ad.html").write_text(page.replace("Cairo", "Rome"))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "t.run.json").write_text("{}")
    told = Told(*sorted(tmp_path.iterdir()))
    assert [d.doc_id for d in told.documents] == ["Talks"]
    assert told.skipped == []
    assert told.notes == [
        "among the inputs: 1 companion folder of saved pages passed over (1 file).",
        "among the inputs: 1 picture, style or script file passed over.",
    ]
    assert [d.doc_id for d in Told(tmp_path / "Talks_files").documents] == ["ad.html"]


def test_an_output_among_the_inputs_is_not_read(folder):
    (folder / "out.jsonl").write_text('{"text": "' + TEXT + '"}')
    told = Told(*sorted(folder.iterdir()), exclude=[folder / "out.jsonl"])
    assert set(told.days) == {"a", "b"}
    assert f"{os.fspath(folder)}/out.jsonl: not read as an article" in told.notes[1]
