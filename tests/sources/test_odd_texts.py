# ruff: noqa: E501
"""Texts that are no plain articles give the rows and days that were written down for them before the first run."""

from __future__ import annotations

import json
import textwrap

import pytest

import timeline

pytestmark = pytest.mark.model

ARTICLE = (
    "German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Monday, her spokesman said.",
    (
        "US Secretary of State Mike Pompeo will travel to Moscow on Friday for talks with Russian Foreign Minister Sergey Lavrov, "
        "the State Department said."
    ),
    "Turkish President Recep Tayyip Erdogan spoke by phone with Russian President Vladimir Putin on Tuesday.",
)
OF_ARTICLE = {
    ("meeting", "held", "2018-07-23", "Angela Merkel, Emmanuel Macron"),
    ("call", "held", "2018-07-24", "Recep Tayyip Erdoğan, Vladimir Putin"),
    ("visit", "scheduled", "2018-07-27", "Mike Pompeo"),
    ("meeting", "scheduled", "2018-07-27", "Mike Pompeo, Sergey Lavrov"),
}

LIVE = """Live: talks on the ceasefire

Wednesday, 25 July 2018, 18:40

German Chancellor Angela Merkel and Russian President Vladimir Putin spoke by phone today, the Kremlin said.

Wednesday, 25 July 2018, 09:15

French President Emmanuel Macron will meet Turkish President Recep Tayyip Erdogan in Paris tomorrow, the Elysee said.

Tuesday, 24 July 2018, 21:05

US Secretary of State Mike Pompeo met Saudi Foreign Minister Adel al-Jubeir in Riyadh today, the State Department said.

Tuesday, 24 July 2018, 08:30

Israeli Prime Minister Benjamin Netanyahu arrived in Moscow this morning for talks with Putin, officials said.
"""
OF_LIVE = {
    ("call", "2018-07-25", "Angela Merkel, Vladimir Putin"),
    ("meeting", "2018-07-26", "Emmanuel Macron, Recep Tayyip Erdoğan"),
    ("meeting", "2018-07-24", "Adel al-Jubeir, Mike Pompeo"),
    ("visit", "2018-07-24", "Benjamin Netanyahu"),
    ("meeting", "2018-07-24", "Benjamin Netanyahu, Vladimir Putin"),
}

ROUND_UP = """World news in brief

BERLIN, July 20 (AFP) - German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Monday, her spokesman said.

BEIJING, July 26 (Xinhua) -- Japanese Prime Minister Shinzo Abe met Chinese President Xi Jinping here on Wednesday.

CAIRO, July 27 (Reuters) - Egyptian President Abdel Fattah al-Sisi will receive Jordan's King Abdullah in Cairo on Sunday, state television reported.
"""
OF_ROUND_UP = {
    ("meeting", "2018-07-16", "Angela Merkel, Emmanuel Macron"),
    ("meeting", "2018-07-25", "Shinzo Abe, Xi Jinping"),
    ("meeting", "2018-07-29", "Abdel Fattah el-Sisi, Abdullah II"),
}

BY_THE_CLOCK = """09:15 GMT

Good morning. The foreign ministers of Iran and Turkey are meeting in Ankara today.

17:45 GMT

British Prime Minister Theresa May will travel to Brussels on Thursday for talks with European Council President Donald Tusk, Downing Street says.
"""
OF_CLOCK = {
    ("meeting", "2018-07-25", "Mevlüt Çavuşoğlu, Mohammad Javad Zarif"),
    ("visit", "2018-07-26", "Theresa May"),
    ("meeting", "2018-07-26", "Donald Tusk, Theresa May"),
}

TRIPS = """Timetable of President Vladimir Putin's trips in 2018:

5 June: Vladimir Putin visits Vienna and meets Austrian President Alexander Van der Bellen
8 June: Vladimir Putin meets Chinese President Xi Jinping in Beijing
"""
OF_TRIPS = {
    ("visit", "2018-06-05", "Vladimir Putin"),
    ("meeting", "2018-06-05", "Alexander Van der Bellen, Vladimir Putin"),
    ("meeting", "2018-06-08", "Vladimir Putin, Xi Jinping"),
}

BRIEFING = """Department Press Briefing
July 24, 2018

MS. NAUERT: Good afternoon. Secretary Pompeo met with Russian Foreign Minister Sergey Lavrov in Washington yesterday.

QUESTION: Will the Secretary travel to Moscow next week?

MS. NAUERT: The Secretary will meet Foreign Minister Lavrov in Moscow on Tuesday.
"""

TWEET = "FM Lavrov landed in Cairo today for talks with @MfaEgypt FM Sameh Shoukry. #diplomacy https://t.co/abc"


def rows(tmp_path, text, published, *, status=True):
    from timeline.pipeline import extract

    (tmp_path / "a.json").write_text(json.dumps({"text": text, "published": published}))
    found = extract(tmp_path / "a.json", merge=False, cache=False)
    who = {e.id: ", ".join(p.name for p in e.participants) for e in found}
    return {
        (str(e.kind), *([str(e.status)] if status else []), str(e.start), who[e.id])
        for e in found
        if str(e.kind) in ("meeting", "visit", "call")
    }


@pytest.mark.parametrize("text", [
    pytest.param("\n\n".join(ARTICLE), id="as-it-is"),
    pytest.param("\n\n".join(ARTICLE).upper(), id="all-capitals"),
    pytest.param("\n\n".join(ARTICLE).lower(), id="no-capitals"),
    pytest.param(" ".join(ARTICLE), id="without-paragraphs"),
    pytest.param("\n".join(ARTICLE), id="a-paragraph-a-line"),
    pytest.param("\n\n".join("\n".join(textwrap.wrap(p, 60)) for p in ARTICLE), id="hard-wrapped"),
    pytest.param("\r\n\r\n".join(ARTICLE), id="lines-of-windows"),
    pytest.param("\n".join("• " + p for p in ARTICLE), id="bullets"),
])  # fmt: skip
def test_one_article_in_many_forms(tmp_path, text):
    assert rows(tmp_path, text, "2018-07-25") == OF_ARTICLE


@pytest.mark.parametrize(("text", "published", "expected"), [
    pytest.param(LIVE, "2018-07-25", OF_LIVE, id="live-blog-of-two-days"),
    pytest.param(ROUND_UP, "2018-07-27", OF_ROUND_UP, id="round-up"),
])  # fmt: skip
def test_several_days_inside(tmp_path, text, published, expected):
    assert rows(tmp_path, text, published, status=False) == expected


@pytest.mark.parametrize(("text", "published", "expected"), [
    pytest.param(BY_THE_CLOCK, "2018-07-25", OF_CLOCK, id="live-blog-by-the-clock"),
    pytest.param(TRIPS, "2018-07-01", OF_TRIPS, id="list-of-trips"),
    pytest.param(TWEET, "2018-07-24", {("visit", "2018-07-24", "Sergey Lavrov"), ("meeting", "2018-07-24", "Sameh Shoukry, Sergey Lavrov")}, id="tweet"),
])  # fmt: skip
def test_rows_of_odd_texts(tmp_path, text, published, expected):
    assert rows(tmp_path, text, published, status=False) == expected


def test_a_transcript(tmp_path):
    found = rows(tmp_path, BRIEFING, "2018-07-24")
    assert ("meeting", "held", "2018-07-23", "Mike Pompeo, Sergey Lavrov") in found
    assert not {row for row in found if "Nauert" in row[3]}


def test_texts_that_begin_or_end_at_any_word_are_read():
    sentences = [
        *ARTICLE,
        "In the light of the talks between Norway and Peru, Erna Solberg tried in vain to meet Martin Vizcarra.",
        "Of the ministers of Norway and of Peru, who met face to face in Lima on Friday, none told his colleague, Ine Soreide, in Oslo.",
    ]
    words = [sentence.split() for sentence in sentences]
    texts = [" ".join(part) for row in words for n in range(1, len(row)) for part in (row[n:], row[:n])]
    documents = [timeline.Document(text=text, published="2018-07-25", doc_id=str(n)) for n, text in enumerate(texts)]
    assert not timeline.extract(documents, merge=False, cache=False).skipped
