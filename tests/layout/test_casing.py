"""Texts all in capitals or all in small letters get their likely spelling; others stay as they are, and no letter moves."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.layout import cased
from timeline.layout.spelling import spelt

SENTENCES = [
    "German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Monday, her spokesman said.",
    "US Secretary of State Mike Pompeo will travel to Moscow on Friday for talks with Russian Foreign Minister Sergey Lavrov.",
    "Foreign Minister Arvid Lund of Norway arrived in Cairo, and Lund may visit Amman in May.",
    "Egypt's president told us that NATO and the United Nations had invited the US envoy.",
    "“We will meet again,” he said. “It may be in March.” The delegations left for Ankara.",
    "Turkish President Recep Tayyip Erdogan spoke by phone with Bashar al-Assad on 12 March.",
    "The deal with Damascus was discussed by the foreign ministers of Iran and Turkey.",
    "The two ministers will march to the palace, and they may march back.",
    "Prime Minister Tomas Brandt received the king of Jordan.\nI was there, said his aide.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_spelling_comes_back(sentence, case):
    assert spelt(case(sentence)) == sentence


@pytest.mark.parametrize("text", [
    "The ministers met in Cairo on Friday, and they will meet again in the spring, an official of NATO said.",
    "ENVOYS TO MEET IN CAIRO\n\nThe foreign ministers of both states met in Cairo on Friday, an official said, and will meet again.",
    "UN, EU, US",
    "",
])  # fmt: skip
def test_a_text_with_both_cases_or_hardly_any_letters_is_left_alone(text):
    assert cased(text) is text


def test_a_long_text_is_judged_by_more_than_its_head():
    text = "WASHINGTON AND MOSCOW AGREE TO MEET IN THE AUTUMN. " * 9 + "The ministers met in Cairo on Friday. " * 40
    assert cased(text) is text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_letter_moves(text):
    assert [c.casefold() for c in spelt(text)] == [c.casefold() for c in text] or len(spelt(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["PRESIDENT ", "THE ", "İSTANBUL ", "ß ", "US ", ". ", "\n", "MET ", "ANGELA ", "O'BRIEN ", "U.N. ", "AL-ASSAD ", "Ǆ", "ﬁ "]
        ),
        max_size=40,
    ).map("".join)
)
def test_length_stays_and_twice_is_once(text):
    once = spelt(text)
    assert len(once) == len(text)
    assert spelt(once) == once


@pytest.mark.parametrize(
    "piece", ["PRESIDENT ", "THE PRESIDENT OF ", "ANGELA ", "A", "U.N. ", "NEW YORK ", ". ", "UNITED NATIONS SECURITY COUNCIL "]
)
def test_it_takes_linear_time(piece):
    start = time.process_time()
    spelt(piece * (60_000 // len(piece)))
    assert time.process_time() - start < 3


def test_ordinary_texts_load_no_tables():
    code = (
        "import sys\nfrom timeline.layout import cased\ncased('They met in Cairo. ' * 40)\nprint('timeline.layout.spelling' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip() == "False"
