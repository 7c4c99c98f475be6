"""The web page as text: self-contained, and nothing from an article becomes markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from timeline.view.page import render

UGLY = "</script><script>alert(1)</script><!-- {{data}} {{script}} \u2028 & ‮RTL \U0001f600"


def record(**changed: Any) -> dict[str, Any]:
    sentence = changed.pop("sentence", "The ministers met in Geneva on Friday.")
    return {
        "id": "e1",
        "family": "encounter",
        "kind": "meeting",
        "status": "held",
        "title": "Meeting in Geneva (held)",
        "start": "2024-03-04",
        "end": "2024-03-10",
        "precision": "week",
        "participants": [{"id": "Q1", "name": "A. Minister", "type": "person"}],
        "sources": [{"doc_id": "d1", "published": "2024-03-08", "url": "https://example.org/a"}],
        "mentions": [{"doc_id": "d1", "start": 14, "end": 17, "text": "met", "sentence": sentence}],
        **changed,
    }


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def data_of(page: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


@pytest.mark.parametrize("field", ["title", "sentence", "id"])
def test_text_stays_text(field: str) -> None:
    plain, ugly = Elements(), Elements()
    plain.feed(render([record()]))
    page = render([record(**{field: UGLY})], title=UGLY)
    ugly.feed(page)
    assert [tag for tag, _ in ugly.tags] == [tag for tag, _ in plain.tags]
    event = data_of(page)["events"][0]
    assert UGLY in (event["title"], event["id"], event["mentions"][0]["sentence"])


def test_nothing_is_fetched() -> None:
    page = Elements()
    page.feed(render([record()]))
    for tag, attributes in page.tags:
        for name in ("src", "href", "srcset", "action", "data"):
            assert (attributes.get(name) or "#")[:1] == "#" or attributes[name] == "data:,", tag
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_same_bytes_and_window_in_words() -> None:
    assert render([record()]) == render([record()])
    assert data_of(render([record()]))["events"][0]["when"] == "week of 4 Mar 2024"


def test_lone_surrogates_do_not_stop_it() -> None:
    render([record(sentence="half a pair \ud83d")]).encode("utf8")
