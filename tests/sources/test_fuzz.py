# ruff: noqa: E501
"""Bytes of any kind never crash or stall the readers; a text's paragraphs are whole whatever the text."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline.sources.days import day_in_url, read_day
from timeline.sources.encoding import decode

FUZZ = Path(__file__).parents[1] / "fuzz"
_SPEC = importlib.util.spec_from_file_location("fuzz_feed", FUZZ / "reading.py")
reading = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(reading)

_STARTS = (
    b"", b"<html><body><p>", b'{"text": "', b'[{"text": "', b"<?xml version='1.0'?><rss version='2.0'><channel><item><description>", b"text,title\n", b"%PDF-1.4\n",
    b"PK\x03\x04", b"\x1f\x8b\x08", b"From a@b Tue\nFrom: a\nTo: b\nSubject: c\n\n", b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    b"bplist00", b"<?xml version='1.0'?><TimeML><DCT><TIMEX3 value=\"1998-01-02\"/></DCT><TEXT>", b"\xff\xfe", b"\xef\xbb\xbf", b"BZh9", b"sep=;\n",
)  # fmt: skip
_PIECES = st.sampled_from([b"<div>", b"</p>", b'"}', b"<!--", b"]]>", b"&#x110000;", b"\x00", b"\r\n\r\n", b"--x--\n", b'<time datetime="', b"data:image/png;base64,", b"</TEXT>", b",,,\n", "“".encode(), b"\xed\xa0\x80"])  # fmt: skip
_BODY = st.lists(
    st.one_of(st.binary(max_size=60), _PIECES, st.text(max_size=60).map(lambda s: s.encode("utf-8", "replace"))), max_size=12
).map(b"".join)
_TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(["\n", "\n\n", " ", "MOSCOW (AP) - ", "By Jane Doe", "They met on Friday.", "Read more", "“", '"', "Support us", "DETAILS", "\u2028", "\ud800",
                         "a" * 700, "The man met. " * 90, "Oct 22, 2025", "Reporting by A", "(Reporting by A; Editing by B)"]),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_STARTS), _BODY, st.sampled_from(reading.SUFFIXES))
def test_any_bytes(start, body, suffix):
    reading.feed(start + body, suffix)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_TEXTS)
@example("\ufeff\n\x0c\x1c ")
@example("MOSCOW (AP) - \xa0\u200b")
def test_any_text_has_whole_paragraphs(text):
    reading.whole(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=60), st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True), st.floats(), st.integers()))
def test_any_date_is_a_day_or_a_line(value):
    day, doubt = read_day(value)
    assert day is None or doubt is None
    assert doubt is None or "\n" not in doubt
    day_in_url(str(value))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_decode(data):
    assert isinstance(decode(data)[0], str)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=("Cs",)), min_size=0, max_size=200))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


@pytest.mark.parametrize("piece", [
    "a", "A ", ". ", "“", "\n", " \n", "MOSCOW, ", "Jan 1 ", "by A", "(Reporting by ", "A B C D E F ", "image ", "x. X", "1 ", "-", "Home > ", "Said A. ", "Photo: ", "a.b@", "Facebook ",
])  # fmt: skip
def test_no_text_takes_quadratic_time(piece):
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    reading.whole(text)
    reading.whole(text.replace(" ", "\n"))
    assert time.process_time() - start < reading.SLOWEST


def test_a_long_text_of_sentences_and_headings_takes_linear_time():
    start = time.process_time()
    reading.whole("They met.\nDetails\n" * 20_000)
    assert time.process_time() - start < 4 * reading.SLOWEST


@pytest.mark.parametrize("data", [
    b"<div>" * 2_000, b"<p " * 3_000, b"<!--" * 2_500, b"<a href='" * 1_100, b"&lt;" * 2_500, b"<table><tr><td>" * 600, b"[" * 10_000, b'{"a":' * 2_000, b"data:a/b," * 1_200,
    b"<time datetime=" * 700, b"<time " * 1_700, b"<!-- saved from url=(" * 500, b"archive.today<input name=\"q\" " * 350, b"<b><i>" * 1_700, b"</div>" * 1_700, b"From x\n" * 1_400,
    b"a: b\n" * 2_000, b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 200, b"<TEXT" * 2_000, b"<TEXT>" + b"<a " * 3_000 + b"</TEXT>", b'"' * 10_000, b"," * 10_000,
])  # fmt: skip
def test_ten_kilobytes_never_take_two_seconds(data):
    for suffix, start in ((".html", b"<html><body>"), (".xml", b"<?xml version='1.0'?><rss version='2.0'><channel><item><description>"), (".txt", b""), (".csv", b"text\n"),
                          (".eml", b"From: a\nTo: b\nSubject: c\n"), (".tml", b"<?xml version='1.0'?><TimeML>"), (".json", b"{")):  # fmt: skip
        reading.feed(start + data[:10_000], suffix)


@pytest.mark.slow
def test_a_minute_of_atheris(tmp_path):
    if not importlib.util.find_spec("atheris"):
        pytest.skip("atheris is not installed (it has no wheel for every Python version)")
    command = [sys.executable, str(FUZZ / "fuzz_reading.py"), "-max_total_time=60", "-max_len=10000", "-timeout=2", "-rss_limit_mb=2048"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
