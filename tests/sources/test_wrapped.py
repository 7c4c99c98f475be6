"""Every dev article put into pages of a dozen shapes is read as its plain text is: paragraphs, title, date, and the same events."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import sys
from pathlib import Path

import pytest

from timeline.layout import paragraphs
from timeline.layout.lines import spans
from timeline.sources.items import Limits
from timeline.sources.pages import page

_SPEC = importlib.util.spec_from_file_location("stories_for_wrapped", Path(__file__).with_name("stories.py"))
stories = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = stories
_SPEC.loader.exec_module(stories)

SHAPES = tuple(stories.FAMILIES.values())
STANDFIRST = "A summary of the day."


def line(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def articles(shared):
    return [json.loads(path.read_text("utf-8")) for path in sorted((shared / "corpus" / "dev").glob("*.json"))]


def wrapped(article):
    blocks = tuple(line(article["text"][a:b]) for a, b in spans(article["text"]))
    return stories.Story(article["title"] or "An article", blocks, article["published"], "The Harbour Post", "https://h.example/x")


def kinds(text):
    """The paragraphs that can hold events, with their kinds."""
    return [(p.kind, line(text[p.start : p.end])) for p in paragraphs(text) if p.kind not in ("furniture", "dateline")]


def same(article, shape):
    found = page(shape(wrapped(article)).encode(), Limits())
    where = f"{article['doc_id']} as {shape.__name__}"
    assert found.published == dt.date.fromisoformat(article["published"]), where
    assert line(found.title) == line(article["title"] or "An article"), where
    assert [k for k in kinds(found.text) if k[1] != STANDFIRST] == kinds(article["text"]), where


def test_each_dev_article_in_one_shape(articles):
    assert len(articles) > 100
    for n, article in enumerate(articles):
        same(article, SHAPES[n % len(SHAPES)])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES, ids=stories.FAMILIES)
def test_each_dev_article_in_each_shape(articles, shape):
    for article in articles:
        same(article, shape)


@pytest.mark.slow
@pytest.mark.model
def test_pages_give_the_events_of_the_plain_text(articles, tmp_path):
    from timeline.pipeline import extract

    for folder in ("pages", "plain"):
        (tmp_path / folder).mkdir()
    for n, article in enumerate(articles):
        shape = SHAPES[n % len(SHAPES)]
        (tmp_path / "pages" / f"{n:03d}.html").write_text(shape(wrapped(article)), "utf-8")
        plain = {**article, "doc_id": f"{n:03d}.html", "title": article["title"] or "An article"}
        (tmp_path / "plain" / f"{n:03d}.json").write_text(json.dumps(plain), "utf-8")

    def told(folder):
        rows = [
            (
                e.mentions[0].doc_id,
                str(e.kind),
                str(e.status),
                str(e.start),
                str(e.end),
                tuple(p.name for p in e.participants),
                e.place.name if e.place else "",
                line(e.topic.text) if e.topic else "",
                tuple(line(m.text) for m in e.mentions),
            )
            for e in extract(tmp_path / folder, merge=False, cache=False)
        ]
        return sorted(rows)

    plain = told("plain")
    assert told("pages") == plain
    assert len(plain) > 150
