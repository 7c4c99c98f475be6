"""The plain parse says what spaCy's own objects say."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from timeline.nlp.parse import Parse, parse_of
from timeline.nlp.texts import TEXT, text_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def same(doc: Doc) -> None:
    """Each word, sentence and span of the plain parse against spaCy's."""
    parse = Parse(doc)
    assert len(parse) == len(doc)
    for own, token in zip(parse, doc, strict=True):
        for name in ("i", "idx", "text", "lower_", "tag_", "dep_", "whitespace_", "is_space", "is_digit"):
            assert getattr(own, name) == getattr(token, name), (own, name)
        assert own.head.i == token.head.i
        assert (own.left_edge.i, own.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        for name in ("children", "ancestors", "subtree"):
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(token, name)], (own, name)
        assert (own.sent.start, own.sent.end) == (token.sent.start, token.sent.end)
        assert own.sent is own.nbor(0).sent
        assert len(own) == len(token)
    for own, sentence in zip(parse.sents, doc.sents, strict=True):
        assert (own.start_char, own.end_char, own.text) == (sentence.start_char, sentence.end_char, sentence.text)
        assert own.root.i == sentence.root.i
        assert own[-1].i == sentence[-1].i
    for start in range(0, len(doc.text), 7):
        for end in (start + 1, start + 4, start + 19):
            own, span = parse.char_span(start, end), doc.char_span(start, end, alignment_mode="expand")
            assert (own is None) == (span is None), (start, end)
            if own is not None and span is not None and own.start < own.end:
                assert (own.start, own.end, own.root.i) == (span.start, span.end, span.root.i)


def test_a_parse_that_crosses_itself():
    """ "A hearing is scheduled on the issue today": what hangs on the hearing stands behind its verb."""
    words = ["A", "hearing", "is", "scheduled", "on", "the", "issue", "today", "", ".", "\n", "Next"]
    heads = [1, 3, 3, 3, 1, 6, 4, 3, 7, 3, 11, 11]
    deps = ["det", "nsubjpass", "auxpass", "ROOT", "prep", "det", "pobj", "npadvmod", "dep", "punct", "dep", "ROOT"]
    tags = ["DT", "NN", "VBZ", "VBN", "IN", "DT", "NN", "NN", "_SP", ".", "_SP", "NNP"]
    same(Doc(English().vocab, words=[w or " " for w in words], tags=tags, deps=deps, heads=heads))


def test_the_last_parse_is_kept():
    doc = Doc(English().vocab, words=["They", "met"], tags=["PRP", "VBD"], deps=["nsubj", "ROOT"], heads=[1, 1])
    assert parse_of(doc) is parse_of(doc)
    assert [t.base for t in parse_of(doc)] == ["they", "meet"]
    with pytest.raises(IndexError):
        parse_of(doc)[0].nbor(-1)


def test_the_text_is_that_of_the_words_unless_it_was_left_with_them():
    doc = Doc(English().vocab, words=["They", "met", "."], spaces=[True, False, False])
    assert text_of(doc) == doc.text == "They met."
    left = English().make_doc("They  met\n.")
    left.user_data[TEXT] = text = "They  met\n."
    assert text_of(left) is text
    assert text == left.text


@pytest.mark.model
def test_the_sample_articles():
    from timeline.nlp.assembly import load

    nlp = load(components=())
    for path in sorted(SEEDS.glob("*.txt")):
        for doc in nlp.pipe([line for line in path.read_text("utf-8").split("\n") if line.strip()]):
            same(doc)
