"""The document's own date from its head: whole dates in date lines and datelines, never from furniture, never a part of a date."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.dating import document_date
from timeline.dating.fallback import absolute_day
from timeline.layout import paragraphs
from timeline.model.document import Document
from timeline.model.vocabulary import PublishedBasis

BODY = (
    "The president met the envoy on Tuesday and spoke with him for two hours about the border, the ministry said in a long statement, "
    "which added that they would meet again before the end of the month if the talks went well."
)


def read(text: str, **more):
    document = document_date(Document(text=text, **more), paragraphs(text))
    return document.published and document.published.isoformat(), document.published_basis


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("date 2025-10-22", "2025-10-22"),
        ("Published: 22 October 2025", "2025-10-22"),
        ("Published on October 22, 2025 at 10:30 GMT", "2025-10-22"),
        ("Wednesday, October 22, 2025", "2025-10-22"),
        ("Posted: 22-Oct-2025 14:05", "2025-10-22"),
        ("Issued: 2025/10/22", "2025-10-22"),
    ],
)
def test_a_date_line(head, day):
    found, basis = read(f"Envoy comes\n\n{head}\n\n{BODY}")
    assert found == day
    assert basis is PublishedBasis.HEAD


def test_the_line_that_says_so_is_told():
    text = f"Envoy comes\n\nPublished:  22 October 2025\n\n{BODY}"
    assert document_date(Document(text=text), paragraphs(text)).published_evidence == "“Published: 22 October 2025”"


def test_a_dateline_with_its_year():
    found, basis = read(f"Envoy comes\n\nSEOUL, Nov. 2, 2005 (Agency) -- {BODY}")
    assert (found, basis) == ("2005-11-02", PublishedBasis.DATELINE)


@pytest.mark.parametrize(
    "text",
    [
        f"Envoy comes\n\nANKARA, March 5 (Agency) -- {BODY}",
        f"Envoy comes\n\n{BODY}\n\nHe was born on 5 March 1960.",
        f"Envoy comes\n\nHe arrived on 5 March 2024.\n\n{BODY}",
        f"Envoy comes\n\nPublished: 10/12/2025\n\n{BODY}",
        f"Envoy comes\n\nPublished: October 2025\n\n{BODY}",
        f"Envoy comes\n\n{BODY}\n\nPublished: 22 October 2025",
        f"Envoy comes\n\nLast updated: 22 October 2025\n\n{BODY}",
        f"Give today. Campaign ends July 1, 2024.\n\nEnvoy comes\n\n{BODY}",
        BODY,
        "",
    ],
    ids=["no-year", "body", "sentence", "ambiguous", "no-day", "foot", "changed", "banner", "none", "empty"],
)
def test_nothing_is_made_up(text):
    assert read(text) == (None, PublishedBasis.NONE)


def test_a_date_of_its_own_is_kept():
    found, basis = read(f"date 2025-10-22\n\n{BODY}", published="2018-07-24")
    assert (found, basis) == ("2018-07-24", PublishedBasis.FIELD)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22-Oct-2025 14:05", dt.date(2025, 10, 22)),
        ("Wed Oct 22 14:05:00 2025", dt.date(2025, 10, 22)),
        ("10/12/2025", None),
        ("may", None),
        ("2016", None),
        ("Oct 2025", None),
        ("1 day ago 2025", None),
        ("x" * 100 + " 22 Oct 2025", None),
    ],
)
def test_the_last_resort_reads_whole_dates_only(text, day):
    assert absolute_day(text) == day


def test_the_seeds(seeds):
    dated = {}
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text("utf-8")
        dated[path.name[:3]] = document_date(Document(text=text), paragraphs(text)).published
    assert dated == {"000": None, "001": None, "002": dt.date(2025, 10, 22), "003": None}
