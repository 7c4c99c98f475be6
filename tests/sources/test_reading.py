"""Ids, order, doubles, options and failure policy of ``read``; what ``check`` shows."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys

import pytest

from timeline.errors import InputError, MetadataError
from timeline.sources import Limits, read
from timeline.sources.language import language as language_of

TEXT = "The foreign ministers of both states met in Cairo on Friday, and they will meet again in the spring, an official said."


def files(folder, **contents):
    for name, text in contents.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def ids(*inputs, **options):
    return [d.doc_id for d in read(inputs, **options)]


def test_the_id_is_the_path_below_the_folder_or_the_stem(tmp_path):
    files(tmp_path, sub__a_txt=TEXT, b_txt=TEXT + " B.")
    assert ids(tmp_path) == ["b.txt", "sub/a.txt"]
    assert ids(tmp_path / "b.txt") == ["b"]


def test_the_order_does_not_depend_on_the_order_of_the_inputs(tmp_path):
    files(tmp_path, a_txt=TEXT, b_txt=TEXT + " B.", c_txt=TEXT + " C.")
    names = [tmp_path / f"{n}.txt" for n in "abc"]
    assert ids(*names) == ids(*reversed(names)) == ["a", "b", "c"]


def test_two_documents_of_one_id_are_an_error_that_names_both(tmp_path):
    files(tmp_path, x__a_txt=TEXT, y__a_txt=TEXT + " Other.")
    with pytest.raises(InputError, match=r"'a': .*x/a\.txt and .*y/a\.txt\. Give the folder"):
        ids(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")


def test_given_ids_of_one_name_are_an_error_too(tmp_path):
    lines = "\n".join(json.dumps({"doc_id": "x", "text": TEXT + word}) for word in ("", " More."))
    with pytest.raises(InputError, match=r"l\.jsonl:1 and .*l\.jsonl:2"):
        ids(files(tmp_path, l_jsonl=lines))


@pytest.mark.parametrize("name", ["a_json", "a_jsonl", "a_ndjson"])
def test_what_is_named_json_and_is_none_is_told(tmp_path, name):
    skipped = []
    assert ids(files(tmp_path, **{name: TEXT}), on_skip=skipped.append) == []
    assert "no valid JSON" in str(skipped[0])


def test_a_file_named_twice_is_read_once(tmp_path):
    files(tmp_path, a_txt=TEXT, b_json=json.dumps({"doc_id": "b", "text": TEXT + " B."}))
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path / "b.json") == ["a.txt", "b"]


def test_one_article_in_two_files_is_one_document_with_two_paths(tmp_path):
    files(tmp_path, a_txt=TEXT, b_txt=TEXT.upper() + "\n")
    (document,) = read([tmp_path])
    assert document.doc_id == "a.txt"
    assert [os.path.basename(p) for p in document.paths] == ["a.txt", "b.txt"]


def test_reprints_of_two_outlets_stay_two_documents(tmp_path):
    files(tmp_path, a_txt=TEXT, b_txt=TEXT, metadata_csv="file,source\na.txt,One\nb.txt,Two\n")
    assert ids(tmp_path) == ["a.txt", "b.txt"]


def test_a_double_brings_the_date_that_the_first_lacks(tmp_path):
    files(tmp_path, a_txt=TEXT, b_txt=TEXT, metadata_csv="file,published\nb.txt,2020-02-03\n")
    (document,) = read([tmp_path])
    assert document.published == dt.date(2020, 2, 3)
    assert document.published_basis == "metadata"


def test_without_on_skip_the_first_unusable_input_stops(tmp_path):
    with pytest.raises(InputError, match=r"empty\.txt: skipped, it is empty"):
        ids(files(tmp_path, a_txt=TEXT, empty_txt=""))


def test_a_missing_input_is_one_line(tmp_path):
    skipped = []
    assert list(read([tmp_path / "gone"], on_skip=skipped.append)) == []
    assert str(skipped[0]).endswith("gone: skipped, it cannot be found (No such file or directory). Check the path.")


def test_language_forced(tmp_path):
    files(tmp_path, de_txt="Der Außenminister ist am Dienstag zu Gesprächen in der Hauptstadt eingetroffen. " * 3)
    assert ids(tmp_path, on_skip=lambda s: None) == []
    assert ids(tmp_path, language="en") == ["de.txt"]


GERMAN = "Der Außenminister ist am Dienstag zu Gesprächen in der Hauptstadt eingetroffen, wie sein Büro mitteilte. "
FRENCH = "Le ministre des Affaires étrangères est arrivé mardi dans la capitale pour des entretiens avec ses homologues. "


@pytest.mark.parametrize(("text", "expected"), [
    (GERMAN, "de"), (GERMAN * 8, "de"), (GERMAN * 300, "de"),
    (FRENCH * 40, "fr"), (TEXT, "en"), (TEXT.upper(), "en"), (TEXT * 300, "en"), (GERMAN + TEXT * 40, "en"),
    ("Subscribe now. Read more. Accept cookies. " + GERMAN * 20, "de"), ("Oslo", None),
    ("Lavrov, Witkoff: Ankara talks Friday, Jeddah Saturday, Istanbul Sunday, Rome Monday", "en"),
])  # fmt: skip
def test_languages(text, expected):
    assert language_of(text) == expected


def test_mapping_names_the_columns(tmp_path):
    files(tmp_path, t_csv=f'one,two\n2020-01-02,"{TEXT}"\n')
    (document,) = read([tmp_path], mapping={"text": "two", "published": "one"})
    assert document.text == TEXT
    assert document.published == dt.date(2020, 1, 2)
    with pytest.raises(InputError, match=r"no field 'texte'\. Known: doc_id, title"):
        ids(tmp_path, mapping={"texte": "two"})


def test_a_column_without_a_name_is_no_field(tmp_path):
    (document,) = read([files(tmp_path, t_csv=f',text\n03/04/2019,"{TEXT}"\n')])
    assert (document.published, document.title, document.doc_id, document.notes) == (None, None, "t.csv#2", ())


def test_a_mapped_column_that_is_missing_is_told(tmp_path):
    skipped = []
    ids(files(tmp_path, t_csv=f"text,two\n{TEXT.replace(',', '')},x\n"), mapping={"title": "headline"}, on_skip=skipped.append)
    assert "no column 'headline' (--map title=headline). Its columns: text, two." in str(skipped[0])


def test_a_stated_metadata_table_is_used_alone(tmp_path):
    files(tmp_path, in__a_txt=TEXT, in__metadata_csv="file,published\na.txt,2000-01-01\n", other_csv="file,published\na,2020-01-02\n")
    (document,) = read([tmp_path / "in"], metadata=tmp_path / "other.csv")
    assert document.published == dt.date(2020, 1, 2)


def test_the_nearest_table_wins(tmp_path):
    files(
        tmp_path,
        a_txt=TEXT,
        sub__a_txt=TEXT + " A.",
        sub__b_txt=TEXT + " B.",
        metadata_csv="file,published\na.txt,2000-01-01\nsub/b.txt,2001-01-01\n",
    )
    files(tmp_path, sub__metadata_csv="file,published\na.txt,2002-01-01\n")
    assert [d.published.year for d in read([tmp_path])] == [2000, 2002, 2001]


def test_a_row_about_a_file_of_articles_dates_them_all(tmp_path):
    lines = "\n".join(json.dumps({"text": TEXT + word, "title": word}) for word in ("One", "Two"))
    files(tmp_path, l_jsonl=lines, metadata_csv="file,published,title,source\nl.jsonl,2020-01-01,All,Wire\n")
    assert [(d.title, d.published.year, d.source) for d in read([tmp_path])] == [("One", 2020, "Wire"), ("Two", 2020, "Wire")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a file name")
def test_a_file_name_that_is_no_text(tmp_path):
    with open(os.path.join(os.fsencode(tmp_path), b"a\xff\n.txt"), "w") as out:
        out.write(TEXT)
    assert ids(tmp_path) == ["a\\xff\ufffd.txt"]


def test_an_unusable_stated_table_is_an_error_a_found_one_a_line(tmp_path):
    files(tmp_path, in__a_txt=TEXT, in__metadata_csv="name;day\na;b\n")
    notes = []
    assert ids(tmp_path / "in", on_note=notes.append) == ["a.txt"]
    assert "it has no column 'file'" in notes[0]
    with pytest.raises(MetadataError, match="it has no column 'file'"):
        ids(tmp_path / "in", metadata=tmp_path / "in" / "metadata.csv")


def test_own_outputs_are_not_read(tmp_path):
    files(tmp_path, a_txt=TEXT, out_json=json.dumps({"text": TEXT + " Out."}))
    assert ids(tmp_path, exclude=[tmp_path / "out.json"]) == ["a.txt"]


@pytest.mark.parametrize(("name", "limits", "words"), [
    ("big.txt", Limits(file=100), "100 bytes that are read of such a file. Split it, or raise the limit with --max-file-size"),
    ("big.jsonl", Limits(record=50), "longer than 50 bytes. Break the lines, or raise the limit with --max-record-size."),
    ("big.html", Limits(page=50), "even without its pictures. Save the text alone, or raise the limit with --max-page-size."),
])  # fmt: skip
def test_limits(tmp_path, name, limits, words):
    text = (
        json.dumps({"text": TEXT})
        if name.endswith("jsonl")
        else f"<html><body><p>{TEXT}</p></body></html>"
        if name.endswith("html")
        else TEXT
    )
    (tmp_path / name).write_text(text)
    skipped = []
    assert ids(tmp_path, limits=limits, on_skip=skipped.append) == []
    assert words in str(skipped[0])


def test_on_count_comes_before_the_first_document(tmp_path):
    files(tmp_path, a_txt=TEXT, b_txt=TEXT + " B.")
    counts = []
    documents = read([tmp_path], on_count=counts.append)
    next(documents)
    assert counts == [2]


def test_standard_input(tmp_path):
    code = "import sys\nfrom timeline.sources import read\nfor d in read('-'): print(d.doc_id, len(d.text))"
    out = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True)
    assert out.stdout.decode().split() == ["stdin", str(len(TEXT))]


def test_the_file_name_is_told_and_never_used(tmp_path):
    meta = "<meta property='article:published_time' content='2018-07-24'>"
    page = f"<html><head>{meta}</head><body><h1>Talks</h1><p>{TEXT * 4}</p></body></html>"
    (tmp_path / "2017-05-01 talks.html").write_text(page)
    (tmp_path / "20200202_talks.txt").write_text(TEXT)
    first, second = read([tmp_path])
    assert first.published == dt.date(2018, 7, 24)
    assert "but its file name says 2017-05-01" in first.notes[0]
    assert second.published is None
    assert second.published_evidence == "its name holds 2020-02-02, which may be the day it was saved (not used)"


def test_plain_inputs_load_no_heavy_library(tmp_path):
    files(tmp_path, a_txt=TEXT, b_json=json.dumps({"text": TEXT + " B."}), c_csv=f'text\n"{TEXT} C."\n')
    code = (
        "import sys\nfrom timeline.sources import read\n"
        f"assert len(list(read({str(tmp_path)!r}))) == 3\n"
        "heavy = ('lxml', 'trafilatura', 'htmldate', 'pandas', 'numpy', 'spacy', 'feedparser', 'py3langid', 'pypdf')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_same_documents_in_every_time_zone(tmp_path, zone):
    meta = '<meta property="article:published_time" content="2018-07-24T23:30:00-10:00">'
    page = f"<html><head>{meta}</head><body><h1>Talks</h1><p>{TEXT * 4}</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    code = f"from timeline.sources import read\nprint(*[d.published for d in read({str(tmp_path)!r})])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env={**os.environ, "TZ": zone})
    assert out.stdout.strip() == "2018-07-24"


def notes_of(tmp_path, *days):
    lines = [json.dumps({"doc_id": f"d{n}", "text": f"{TEXT} {n}", "published": day}) for n, day in enumerate(days)]
    (tmp_path / "l.jsonl").write_text("\n".join(lines))
    os.utime(tmp_path / "l.jsonl", (2.6e9, 2.6e9))  # the file is of 2052
    return {d.doc_id: d.notes for d in read(tmp_path)}


@pytest.mark.parametrize(("days", "doubted"), [
    pytest.param(["2018-07-24", "2018-08-01", "2022-01-01"], {"d2": "2018-08-01"}, id="one-of-three"),
    pytest.param(["2018-07-24", "2018-08-01", "2020-07-30"], {}, id="within-two-years"),
    pytest.param(["2018-07-24", "2025-01-01"], {}, id="two-that-are-years-apart"),
    pytest.param(["2018-07-24", "2042-01-01"], {"d1": "2018-07-24"}, id="two-that-are-decades-apart"),
    pytest.param(["2042-01-01"], {}, id="nothing-to-compare-with"),
    pytest.param(
        ["2018-07-24"] * 40 + ["2042-01-01"] * 2, {"d40": "2018-07-24", "d41": "2018-07-24"}, id="two-do-not-vouch-for-each-other"
    ),
    pytest.param(["1990-07-24"] * 20 + ["2018-01-01"] * 5, {}, id="an-old-and-a-new-part"),
])  # fmt: skip
def test_a_date_long_after_the_others_is_doubted(tmp_path, days, doubted):
    found = notes_of(tmp_path, *days)
    told = "long after the other documents ({} at the latest). Is that right? Give the day in metadata.csv."
    assert {doc: [n.split(", ", 1)[1] for n in notes] for doc, notes in found.items() if notes} == {
        doc: [told.format(newest)] for doc, newest in doubted.items()
    }


def test_a_date_before_1900_is_doubted(tmp_path):
    found = notes_of(tmp_path, "1887-07-24", "1900-01-01")
    assert "dated 1887-07-24, before 1900. Is that right?" in found["d0"][0]
    assert found["d1"] == ()


@pytest.mark.parametrize(("written", "told"), [("2018-07-20", True), ("2018-07-23", False), ("2025-01-01", False), ("1980-01-01", False)])
def test_nothing_was_published_after_its_file_was_written(tmp_path, written, told):
    (tmp_path / "l.json").write_text(json.dumps({"text": TEXT, "published": "2018-07-24"}))
    at = dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC).timestamp()
    os.utime(tmp_path / "l.json", (at, at))
    (document,) = read(tmp_path)
    line = f"{tmp_path}/l.json: dated 2018-07-24, but its file was last written on {written}. Is that right? Give the day in metadata.csv."
    assert document.notes == ((line,) if told else ())
