# ruff: noqa: E501
"""What is too large, too deep or leads elsewhere is refused in time and memory that do not depend on it, with one clear line."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time

import pytest
from peak_memory import PEAK

from timeline.sources import Limits, read

GIB = 2**30
TEXT = "The foreign ministers of both states met in Cairo on Friday, and they will meet again in the spring, an official said."


def told(path, **options):
    skipped, notes = [], []
    documents = list(read(path, on_skip=skipped.append, on_note=notes.append, **options))
    return documents, [str(s).replace(str(path), "IN") for s in skipped], notes


@pytest.mark.parametrize(("name", "head", "words"), [
    ("a.txt", "The minister met ", "it has 1,024 MiB, more than the 200 MiB that are read of such a file. Split it, or raise the limit with --max-file-size."),
    pytest.param("a.html", "<html><body><p>The minister met ", "raise the limit with --max-file-size.", marks=pytest.mark.slow),
    pytest.param("a.json", '{"text": "The minister met ', "raise the limit with --max-file-size.", marks=pytest.mark.slow),
    ("a.jsonl", '{"text": "The minister met ', "its line 1 is longer than 64 MiB. Break the lines, or raise the limit with --max-record-size."),
    pytest.param("a.csv", 'text\n"The minister met ', "a line in it is longer than 67,108,864 characters. Break the lines, or raise the limit with --max-record-size.", marks=pytest.mark.slow),
    pytest.param("a.mbox", "From a@b Tue\nFrom: a\nTo: b\nSubject: c\n\nThe minister met ", "a message in it is larger than 64 MiB.", marks=pytest.mark.slow),
    pytest.param("a.eml", "From: a\nTo: b\nSubject: c\n\nThe minister met ", "raise the limit with --max-record-size.", marks=pytest.mark.slow),
    pytest.param("a.xml", "<?xml version='1.0'?><rss version='2.0'><channel><item><description>The minister met ", "raise the limit with --max-page-size.", marks=pytest.mark.slow),
])  # fmt: skip
def test_one_line_of_a_gibibyte(tmp_path, name, head, words):
    path = tmp_path / name
    with open(path, "wb") as out:
        out.write(head.encode().ljust(8192, b"x"))
        out.truncate(GIB)
    start = time.process_time()
    documents, skipped, _ = told(path)
    assert (documents, len(skipped)) == ([], 1)
    assert words in skipped[0]
    assert time.process_time() - start < 5


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, which only Linux has")
def test_memory_of_a_gibibyte_on_one_line(tmp_path):
    with open(tmp_path / "a.csv", "wb") as out:
        out.write(b"text\nThe minister met ".ljust(8192, b"x"))
        out.truncate(GIB)
    code = f"import sys\nfrom timeline.sources import read\nlist(read(sys.argv[1], on_skip=print))\nprint({PEAK})"
    out = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert int(out.stdout.split()[-1]) < 0.8 * GIB


def test_a_pickle_is_never_loaded(tmp_path):
    class Trap:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "trapped"),))

    folder = tmp_path / "in"
    folder.mkdir()
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        (folder / f"p{protocol}.txt").write_bytes(pickle.dumps(Trap(), protocol))
        (folder / f"p{protocol}.pkl").write_bytes(pickle.dumps(Trap(), protocol))
    documents, skipped, _ = told(folder)
    assert documents == []
    assert len(skipped) == 2 * (pickle.HIGHEST_PROTOCOL - 1)
    assert not (tmp_path / "trapped").exists()


def test_a_table_that_points_elsewhere_reads_nothing_there(tmp_path):
    (tmp_path / "secret.txt").write_text(TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT + " A.")
    (folder / "metadata.csv").write_text(f"file,published\n../secret.txt,2020-01-01\n{tmp_path}/secret.txt,2020-01-01\na.txt,2020-01-02\n")
    documents, _, notes = told(folder)
    assert [d.doc_id for d in documents] == ["a.txt"]
    assert "points out of the folder" in notes[0]
    assert len(notes) == 2


def test_links_that_multiply_end(tmp_path):
    """Two folders that link to each other twice each would be read without end."""
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"{TEXT} {name}")
        for n in range(2):
            os.symlink(tmp_path / other, tmp_path / name / f"link{n}")
    documents, skipped, _ = told(tmp_path)
    assert [d.doc_id for d in documents] == ["a/a.txt", "b/b.txt"]
    assert len(skipped) == 4


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="the system has no such devices")
def test_devices_are_never_opened(device):
    documents, skipped, _ = told(device)
    assert (documents, skipped) == ([], ["IN: skipped, it is a device, not a file. Give a file or a folder; '-' reads standard input."])


@pytest.mark.parametrize(("option", "limits"), [
    ("--max-folders", Limits(depth=2)), ("--max-members", Limits(members=1)), ("--max-nesting", Limits(nesting=-1)), ("--max-html-depth", Limits(html_depth=5)),
])  # fmt: skip
def test_each_refusal_names_the_option_that_lifts_it(tmp_path, option, limits):
    import zipfile

    deep = tmp_path / "1" / "2" / "3"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(TEXT)
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a.txt", TEXT + " A.")
        archive.writestr("b.txt", TEXT + " B.")
    (tmp_path / "p.html").write_text(f"<html><body>{'<div>' * 9}<p>{TEXT * 3}</p></body></html>")
    _, skipped, _ = told(tmp_path, limits=limits)
    assert len(skipped) == 1
    assert skipped[0].endswith(f"raise the limit with {option}.")


def test_addresses_that_a_browser_would_run_are_dropped(tmp_path):
    (tmp_path / "a.csv").write_text(f'text,url\n"{TEXT}",JavaScript:alert(1)\n"{TEXT} B.",https://h.example/b\n')
    documents, _, _ = told(tmp_path)
    assert [d.url for d in documents] == [None, "https://h.example/b"]
