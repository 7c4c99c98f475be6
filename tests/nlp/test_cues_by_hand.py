"""Clauses and status cues on Docs built by hand: every parse here is written down, no model is asked."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from timeline.nlp.clauses import objects, passive, subjects, tense
from timeline.nlp.cues import read
from timeline.nlp.cues_tables import asserted, change_rule
from timeline.nlp.parse import Parse

VOCAB = English().vocab


def doc(*rows: str) -> Parse:
    """The parse of rows "word tag dependency head", the head as the word's position."""
    words, tags, deps, heads = zip(*(row.split() for row in rows), strict=True)
    return Parse(Doc(VOCAB, words=list(words), tags=list(tags), deps=list(deps), heads=[int(h) for h in heads]))


WILL = ("They PRP nsubj 2", "will MD aux 2", "meet VB ROOT 2", "Kim NNP dobj 2")
WILL_NOT = ("They PRP nsubj 3", "will MD aux 3", "not RB neg 3", "meet VB ROOT 3")
MET = ("They PRP nsubj 1", "met VBD ROOT 1", "Kim NNP dobj 1")
DID_NOT = ("They PRP nsubj 3", "did VBD aux 3", "not RB neg 3", "meet VB ROOT 3")
REFUSED = ("They PRP nsubj 1", "refused VBD ROOT 1", "to TO aux 3", "meet VB xcomp 1")
AGREED = ("They PRP nsubj 1", "agreed VBD ROOT 1", "to TO aux 3", "meet VB xcomp 1")
OFFERED = ("They PRP nsubj 1", "offered VBD ROOT 1", "to TO aux 3", "meet VB xcomp 1")
MANAGED = ("They PRP nsubj 1", "managed VBD ROOT 1", "to TO aux 3", "meet VB xcomp 1")
ARE_TO = ("They PRP nsubj 1", "are VBP ROOT 1", "to TO aux 3", "meet VB xcomp 1")
COULD = ("They PRP nsubj 2", "could MD aux 2", "meet VB ROOT 2")
IF = ("If IN mark 2", "they PRP nsubj 2", "meet VBP advcl 4", "Kim NNP nsubj 4", "leaves VBZ ROOT 4")
DENIED = ("Oslo NNP nsubj 1", "denied VBD ROOT 1", "that IN mark 5", "they PRP nsubj 5", "will MD aux 5", "meet VB ccomp 1")
WOULD_HAVE = ("They PRP nsubj 3", "would MD aux 3", "have VB aux 3", "met VBN ROOT 3")


@pytest.mark.parametrize(
    ("rows", "word", "value"),
    [
        pytest.param(WILL, "meet", "scheduled", id="will"),
        pytest.param(WILL_NOT, "meet", "not_held", id="will-not"),
        pytest.param(MET, "met", "held", id="past"),
        pytest.param(DID_NOT, "meet", "not_held", id="did-not"),
        pytest.param(REFUSED, "meet", "not_held", id="refused-to"),
        pytest.param(AGREED, "meet", "scheduled", id="agreed-to"),
        pytest.param(OFFERED, "meet", "proposed", id="offered-to"),
        pytest.param(MANAGED, "meet", "held", id="managed-to"),
        pytest.param(ARE_TO, "meet", "scheduled", id="are-to"),
        pytest.param(COULD, "meet", "proposed", id="could"),
        pytest.param(IF, "meet", "proposed", id="if"),
        pytest.param(DENIED, "meet", "denied", id="denied-that"),
        pytest.param(WOULD_HAVE, "met", "not_held", id="would-have"),
    ],
)
def test_what_a_clause_tells_of_a_meeting(rows, word, value):
    d = doc(*rows)
    told = read(next(t for t in d if t.text == word))
    assert told.value == value, told.cues
    assert told.cues, "the words that decided are kept"


def test_a_postponed_meeting_is_told_by_the_verb_over_it():
    d = doc("The DT det 1", "meeting NN nsubjpass 4", "has VBZ aux 4", "been VBN auxpass 4", "postponed VBN ROOT 4")
    told = read(d[1])
    assert (told.value, told.weak, told.cues[-1].rule) == ("postponed", False, "postpone.verb")


def test_a_meeting_that_may_be_postponed_is_still_planned():
    d = doc("The DT det 1", "meeting NN nsubjpass 4", "may MD aux 4", "be VB auxpass 4", "postponed VBN ROOT 4")
    assert not asserted(d[4])
    assert read(d[1]).value == "scheduled"


def test_possible_and_planned_are_hints_of_the_noun():
    d = doc("a DT det 2", "possible JJ amod 2", "meeting NN ROOT 2")
    told = read(d[2])
    assert (told.value, told.weak) == ("proposed", True)


def test_walking_in_the_passive():
    d = doc("Kim NNP nsubjpass 2", "was VBD auxpass 2", "received VBN ROOT 2", "by IN agent 2", "Xi NNP pobj 3")
    assert passive(d[2])
    assert [t.text for t in subjects(d[2])] == ["Xi"]
    assert [t.text for t in objects(d[2])] == ["Kim"]
    assert tense(d[2]) == "past"


def test_whoever_is_asked_acts():
    d = doc("Oslo NNP nsubj 1", "invited VBD ROOT 1", "Kim NNP dobj 1", "to TO aux 4", "visit VB xcomp 1", "Norway NNP dobj 4")
    assert [t.text for t in subjects(d[4])] == ["Kim"]


def test_a_particle_makes_the_change():
    d = doc("Oslo NNP nsubj 1", "called VBD ROOT 1", "off RP prt 1", "talks NNS dobj 1")
    assert change_rule(d[1]).id == "cancel.phrasal"
    plain = doc("Oslo NNP nsubj 1", "called VBD ROOT 1", "for IN prep 1", "talks NNS pobj 2")
    assert change_rule(plain[1]) is None


@pytest.mark.parametrize(
    ("verb", "particle", "rule"),
    [
        ("gave", "up", "cancel.give_up"),
        ("gave", "out", None),
        ("backed", "out", "cancel.pull_out"),
        ("backed", "up", None),
        ("pulled", "off", None),
        ("called", "out", None),
    ],
)
def test_each_verb_has_its_own_particle(verb, particle, rule):
    found = change_rule(doc("Oslo NNP nsubj 1", f"{verb} VBD ROOT 1", f"{particle} RP prt 1", "talks NNS dobj 1")[1])
    assert (found and found.id) == rule


def test_about_to_is_a_plan():
    d = doc("Blair NNP nsubj 1", "is VBZ ROOT 1", "about IN acomp 1", "to TO aux 4", "leave VB xcomp 2", "for IN prep 4", "Oslo NNP pobj 5")
    assert read(d[4]).value == "scheduled"


def test_declining_to_confirm_that_they_met_leaves_it_held():
    d = doc(
        "Oslo NNP nsubj 1",
        "declined VBD ROOT 1",
        "to TO aux 3",
        "confirm VB xcomp 1",
        "they PRP nsubj 6",
        "had VBD aux 6",
        "met VBN ccomp 3",
    )
    assert read(d[6]).value == "held"


def test_what_a_visit_will_do_is_a_hint_only():
    d = doc("The DT det 1", "visit NN nsubj 3", "will MD aux 3", "deepen VB ROOT 3", "ties NNS dobj 3")
    told = read(d[1])
    assert (told.value, told.weak) == ("scheduled", True)


def test_a_visit_during_which_they_agreed_goes_on():
    d = doc(
        "They PRP nsubj 1",
        "agreed VBD ROOT 1",
        "to TO aux 3",
        "develop VB xcomp 1",
        "ties NNS dobj 3",
        "during IN prep 3",
        "a DT det 7",
        "visit NN pobj 5",
    )
    told = read(d[7])
    assert (told.value, told.weak) == ("ongoing", True)


def test_a_call_in_which_they_agreed_to_meet_was_held():
    d = doc(
        "They PRP nsubj 1",
        "agreed VBD ROOT 1",
        "to TO aux 3",
        "meet VB xcomp 1",
        "during IN prep 3",
        "a DT det 6",
        "conversation NN pobj 4",
    )
    assert read(d[6]).value == "held"


def test_a_visit_during_which_they_will_meet_is_planned():
    d = doc("They PRP nsubj 2", "will MD aux 2", "meet VB ROOT 2", "during IN prep 2", "a DT det 5", "visit NN pobj 3")
    assert read(d[5]).value == "scheduled"


def test_what_somebody_wraps_up_while_he_will_do_something_goes_on():
    d = doc(
        "Wen NNP nsubj 2",
        "will MD aux 2",
        "speak VB ROOT 2",
        "as IN mark 5",
        "he PRP nsubj 5",
        "ends VBZ advcl 2",
        "a DT det 7",
        "visit NN dobj 5",
    )
    assert read(d[7]).value == "ongoing"
