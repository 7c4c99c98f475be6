"""Rule files: what is wrong in one is found when it is loaded, and the message says where."""

from __future__ import annotations

import pytest

from timeline.errors import LexiconError
from timeline.lexicon import eventwords
from timeline.lexicon.inflection import noun_forms, verb_forms
from timeline.lexicon.rules import Key, Schema, load_rules, parse_rules, words

SCHEMA = Schema(
    "cue",
    {"words": Key(many=True, required=True), "value": Key(choices=frozenset({"held"})), "size": Key(type=int), "shape": Key(pattern=True)},
)
GOOD = '[[cue]]\nid = "a"\nwords = ["x"]\nexample = "an [x]"\nnot = "a y"\n'


def test_a_good_rule_is_read_with_its_line():
    (rule,) = parse_rules("# head\n\n" + GOOD, SCHEMA, file="f.toml")
    assert (rule.id, rule.line, rule.texts("words"), rule.examples, rule.nots) == ("a", 3, ("x",), ("an [x]",), ("a y",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(GOOD + 'colour = "red"\n', "f.toml:6: unknown key 'colour'", id="unknown-key"),
        pytest.param(GOOD + GOOD, "f.toml:6: the id 'a' is already used in line 1", id="id-twice"),
        pytest.param(GOOD.replace('not = "a y"\n', ""), "f.toml:1: the key 'not' is missing", id="no-counter-example"),
        pytest.param(GOOD.replace('words = ["x"]\n', ""), "'words' is missing", id="missing-key"),
        pytest.param(GOOD + 'value = "hold"\n', "f.toml:6: 'value' is 'hold'. Known: held", id="outside-choices"),
        pytest.param(GOOD + 'size = "big"\n', "f.toml:6: 'size' is 'big'; int is wanted", id="wrong-type"),
        pytest.param(GOOD + "size = true\n", "'size' is True", id="truth-value-is-no-number"),
        pytest.param(GOOD + 'value = ["held"]\n', "'value' takes one value", id="list-for-one"),
        pytest.param(GOOD + 'shape = "(a"\n', "no regular expression", id="broken-pattern"),
        pytest.param(GOOD.replace('"a"', '"A b"'), "the id 'A b'", id="bad-id"),
        pytest.param("[[cue]\n", "not readable as TOML", id="no-toml"),
        pytest.param('cue = "x"\n', "is no list of rules", id="no-list"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, message):
    with pytest.raises(LexiconError) as error:
        parse_rules(text, SCHEMA, file="f.toml")
    assert message in str(error.value)


def test_a_users_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, "utf-8")
    assert [r.id for r in load_rules(str(path), SCHEMA)] == ["a"]
    with pytest.raises(LexiconError, match="cannot be read"):
        load_rules(str(tmp_path / "none.toml"), SCHEMA)


def test_ids_are_unique_over_the_three_files():
    ids = [r.id for r in (*eventwords.triggers(), *eventwords.changes(), *eventwords.cues())]
    assert len(ids) == len(set(ids))


def test_word_lists_are_frozen():
    assert "say" in words("frames.toml", "verbs")["reporting"]
    with pytest.raises(LexiconError, match="missing"):
        words("frames.toml", "adverbs")


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("met", "meet"),
        ("held", "hold"),
        ("denied", "deny"),
        ("prepared", "prepare"),
        ("scheduled", "schedule"),
        ("cancelled", "cancel"),
        ("put", "put"),
        ("left", "leave"),
    ],
)
def test_forms_lead_back_to_their_verb(form, base):
    assert eventwords.verb_lemmas()[form] == base
    assert form in verb_forms(base)


def test_surface_words_hold_every_form_that_can_start_a_match():
    by_id = {r.id: r for r in (*eventwords.triggers(), *eventwords.changes())}
    assert {"postpone", "postpones", "postponed", "postponing"} <= set(eventwords.surface_words(by_id["postpone.verb"]))
    assert "visits" in eventwords.surface_words(by_id["visit.visit_noun"])
    assert noun_forms("ministry") == ("ministries", "ministry")
