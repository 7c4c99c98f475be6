"""The component alone: what it writes, that it survives pickling and DocBin, and that no text breaks it."""

from __future__ import annotations

import datetime as dt
import pickle
import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from timeline.chrono.expression import Fields, parse
from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.model.mentions import Lifted
from timeline.nlp.timex import TimexComponent, lift_timexes
from timeline.nlp.timex_grammar import grammar
from timeline.nlp.timex_syntax import evidence

TEXT = "They met on Friday and will meet again from 5 to 7 March."
ENGLISH = spacy.blank("en")
WORDS = re.findall(
    r"\S+",
    """
    the a of in on at from to until by since between and or last next this past coming first second third late early mid
    end beginning week weeks month year years day days quarter half decade Monday Friday weekend May March October spring
    fall today tomorrow ago later earlier before after noon p.m. two three several few 5 31 99 1998 2024 1990s 10:30
    2025-10-22 1/2 13/45/2024 Christmas eve night morning every about nearly - , . ( ) ’s '
    """,
)


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("timeline_timex")
    return pipeline


def test_spans_carry_type_expression_and_rule(nlp):
    doc = nlp(TEXT)
    spans = doc.spans["timeline_timex"]
    assert [(s.text, s.label_, s.kb_id_, s.id_) for s in spans] == [
        ("Friday", "DATE", "fields(weekday=5)", "weekday"),
        ("5 to 7 March", "DATE", "range(first=fields(month=3,day=5),last=fields(month=3,day=7))", "day-range-month"),
    ]


def test_ranges_can_stand_apart(nlp):
    plain = spacy.blank("en")
    plain.add_pipe("timeline_timex", config={"ranges": False})
    doc = plain("He stays from Monday to Thursday.")
    assert [s.text for s in doc.spans["timeline_timex"]] == ["Monday", "Thursday"]


def test_what_it_assigns_is_declared(nlp):
    assert nlp.get_pipe_meta("timeline_timex").assigns == ["doc.spans"]


def test_a_doc_survives_pickling_and_docbin(nlp):
    doc = nlp(TEXT)
    lifted = lift_timexes(doc, 7)
    assert lift_timexes(pickle.loads(pickle.dumps(doc)), 7) == lifted
    stored = DocBin(store_user_data=False)
    stored.add(doc)
    (back,) = DocBin().from_bytes(stored.to_bytes()).get_docs(spacy.blank("en").vocab)
    assert lift_timexes(back, 7) == lifted


def test_offsets_count_in_the_document(nlp):
    first, second = lift_timexes(nlp(TEXT), 100)
    assert (first.start, first.end, first.text) == (112, 118, "Friday")
    assert TEXT[second.start - 100 : second.end - 100] == second.text


def test_an_empty_doc_has_none(nlp):
    assert lift_timexes(nlp(""), 0) == ()
    assert lift_timexes(spacy.blank("en")("No component ran."), 0) == ()


def test_the_parse_decides_not_the_nearest_verb():
    words = ["Putin", "said", "Wednesday", "he", "would", "meet", "Trump"]
    heads, deps = [1, 1, 1, 5, 5, 1, 5], ["nsubj", "ROOT", "npadvmod", "nsubj", "aux", "ccomp", "dobj"]
    doc = Doc(spacy.blank("en").vocab, words, tags=["NNP", "VBD", "NNP", "PRP", "MD", "VB", "NNP"], heads=heads, deps=deps)
    found = evidence(doc[2:3])
    assert (found.tense, found.verb, found.reporting) == ("past", "say", True)
    doc = Doc(doc.vocab, words, tags=[t.tag_ for t in doc], heads=[1, 1, 5, 5, 5, 1, 5], deps=deps)
    assert evidence(doc[2:3]).tense == "future"


def test_without_a_parse_nothing_is_claimed(nlp):
    (mention, _) = lift_timexes(nlp(TEXT), 0)
    assert (mention.tense, mention.verb, mention.reporting) == (None, None, False)


def test_abbreviations_and_capitals():
    found = {
        t: [str(f.expression) for f in grammar().scan(t)] for t in ("on Oct. 23", "on OCT. 23", "He may go", "in the U.S. on Fri. May 3")
    }
    assert found["on Oct. 23"] == found["on OCT. 23"] == [str(Fields(month=10, day=23))]
    assert found["He may go"] == []
    assert found["in the U.S. on Fri. May 3"] == [str(Fields(month=5, day=3, weekday=5))]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_no_row_of_time_words_breaks_it(words, day):
    text = " ".join(words)
    doc = TimexComponent()(ENGLISH.make_doc(text))
    mentions = lift_timexes(doc, 0)
    for dating, mention in zip(date_timexes(Lifted("d", timexes=mentions), text, Interval.day(day)), mentions, strict=True):
        assert text[mention.start : mention.end] == mention.text
        assert str(parse(mention.expression)) == mention.expression
        assert dating.value


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    for found in grammar().scan(text):
        assert 0 <= found.start < found.end <= len(text)


def test_a_day_hung_on_a_later_officials_said_is_that_of_what_they_said():
    words = ["They", "will", "meet", "Trump", "Friday", ",", "officials", "said"]
    heads, deps = [2, 2, 7, 2, 7, 7, 7, 7], ["nsubj", "aux", "ccomp", "dobj", "npadvmod", "punct", "nsubj", "ROOT"]
    tags = ["PRP", "MD", "VB", "NNP", "NNP", ",", "NNS", "VBD"]
    doc = Doc(spacy.blank("en").vocab, words, tags=tags, heads=heads, deps=deps)
    assert (evidence(doc[4:5]).tense, evidence(doc[4:5]).reporting) == ("future", False)
