"""Every input of the fixture folder gives what was written down for it, and nothing else."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from timeline.layout import paragraphs
from timeline.sources import read

_SPEC = importlib.util.spec_from_file_location("make_fixtures", Path(__file__).with_name("make_fixtures.py"))
make_fixtures = importlib.util.module_from_spec(_SPEC)
sys.modules["make_fixtures"] = make_fixtures
_SPEC.loader.exec_module(make_fixtures)

CASES = [c for c in make_fixtures.cases() if c.needs is None or importlib.util.find_spec(c.needs)]
DOCS = [pytest.param(case, doc, id=f"{case.name}-{doc.doc_id}") for case in CASES for doc in case.docs]
SKIPS = [pytest.param(path, words, id=f"{path}-{n}") for case in CASES for n, (path, words) in enumerate(case.skips)]


class Result:
    def __init__(self, root, skipped=(), notes=()):
        self.skipped, self.notes = list(skipped), list(notes)
        self.documents = {}
        for folder in (root / "all", root / "meta"):
            for document in read([folder], on_skip=self.skipped.append, on_note=self.notes.append):
                self.documents[document.doc_id] = document
        self.root = root


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    root = tmp_path_factory.mktemp("inputs")
    make_fixtures.write(root / "all")
    (root / "all" / "meta").rename(root / "meta")
    return Result(root)


def test_there_are_enough_inputs():
    assert len(make_fixtures.cases()) + len(make_fixtures.SPECIAL_SKIPS) >= 60
    assert len(make_fixtures.FAMILIES) >= 8


@pytest.mark.parametrize(("case", "expected"), DOCS)
def test_document(result, case, expected):
    document = result.documents[expected.doc_id]
    if expected.text is not None:
        assert document.text == expected.text
    if expected.body is not None:
        kept = [document.text[p.start : p.end] for p in paragraphs(document.text) if p.kind not in ("furniture", "dateline")]
        assert kept == list(expected.body)
    for words in expected.holds:
        assert words in document.text
    for words in expected.lacks:
        assert words not in document.text
    assert (document.published.isoformat() if document.published else None) == expected.published
    assert document.published_basis == (expected.basis if expected.published else "none")
    for name in ("title", "source", "url"):
        if getattr(expected, name) is not None:
            assert getattr(document, name) == getattr(expected, name)
    if expected.paths:
        assert [p for p, end in zip(document.paths, expected.paths, strict=True) if p.endswith(end)] == list(document.paths)
    else:
        assert len(document.paths) == 1
    for words in expected.notes:
        assert any(words in line for line in document.notes), document.notes
    if not expected.notes and expected.quiet:
        assert document.notes == ()


@pytest.mark.parametrize(("path", "words"), SKIPS)
def test_skip(result, path, words):
    found = [str(s) for s in result.skipped if path in s.path]
    assert any(words in line for line in found), found
    assert all("\n" not in line for line in found)


@pytest.mark.parametrize(("path", "words"), make_fixtures.SPECIAL_SKIPS.items())
def test_special(result, path, words):
    assert [s for s in result.skipped if s.path.endswith("special/" + path) and words in str(s)]


@pytest.mark.parametrize("words", [note for case in CASES for note in case.run_notes])
def test_run_note(result, words):
    assert any(words in line for line in result.notes), result.notes


def test_nothing_else(result):
    assert sorted(result.documents) == sorted(doc.doc_id for case in CASES for doc in case.docs)
    told = [path for case in CASES for path, _ in case.skips] + ["special/" + path for path in make_fixtures.SPECIAL_SKIPS]
    assert not [s for s in result.skipped if not any(path in s.path for path in told)]
    assert len(result.skipped) == len(told)
