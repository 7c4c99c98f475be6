"""Each trigger, cue and change rule fires on its own examples and stays silent on its counter-examples."""

from __future__ import annotations

import json
import re

import pytest

from timeline.lexicon import eventwords

pytestmark = pytest.mark.model
MARKED = re.compile(r"\[([^\]]+)\]")


@pytest.fixture(scope="module")
def nlp():
    from timeline.nlp.assembly import load

    return load()


def cases(rules, attribute):
    return [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in rules for n, text in enumerate(getattr(rule, attribute))]


def plain(text: str) -> tuple[str, int, str]:
    match = MARKED.search(text)
    assert match, f"no [word] marked in {text!r}"
    return MARKED.sub(r"\1", text), match.start(), match[1]


def fired(doc) -> set[tuple[str, int]]:
    return {(span.label_, span.start_char) for span in doc.spans["timeline_triggers"]}


@pytest.mark.parametrize(("rule", "text"), cases([r for r in eventwords.triggers() if r.text("form") != "contact"], "examples"))
def test_a_trigger_fires_on_its_example(nlp, rule, text):
    sentence, start, _ = plain(text)
    assert (rule.id, start) in fired(nlp(sentence))


@pytest.mark.parametrize(("rule", "text"), cases(eventwords.triggers(), "nots"))
def test_a_trigger_is_silent_on_its_counter_example(nlp, rule, text):
    assert rule.id not in {label for label, _ in fired(nlp(text))}


@pytest.mark.parametrize(("rule", "text"), cases(eventwords.changes(), "examples"))
def test_a_change_fires_on_its_example(nlp, rule, text):
    sentence, start, _ = plain(text)
    assert (rule.id, start) in fired(nlp(sentence))


@pytest.mark.parametrize(("rule", "text"), cases(eventwords.changes(), "nots"))
def test_a_change_is_silent_on_its_counter_example(nlp, rule, text):
    assert rule.id not in {label for label, _ in fired(nlp(text))}


def cue_rules(doc) -> set[str]:
    return {cue[3].removeprefix("hint.") for frame in json.loads(doc._.timeline_triggers) for cue in frame["cues"]}


@pytest.mark.parametrize(("rule", "text"), cases(eventwords.cues(), "examples"))
def test_a_cue_is_read_in_its_example(nlp, rule, text):
    sentence, _, _ = plain(text)
    found = cue_rules(nlp(sentence))
    if rule.text("value") == "carry":
        assert found, "the value goes through to the verb's tense"
    else:
        assert any(name.startswith(rule.id) for name in found), found


@pytest.mark.parametrize(("rule", "text"), cases(eventwords.cues(), "nots"))
def test_a_cue_is_not_read_in_its_counter_example(nlp, rule, text):
    assert not any(name.startswith(rule.id) for name in cue_rules(nlp(text)))


def test_who_met_at_a_summit_met_on_its_day(nlp):
    doc = nlp("Abbas and Shalom met on the sidelines of a summit in the capital Tunis on Wednesday.")
    met = next(f for f in json.loads(doc._.timeline_triggers) if f["rule"] == "meeting.meet")
    assert [a for a in met["arguments"] if a[0] == "time"] == [["time", "timex", 0, "time.on"]]


def test_a_day_right_behind_said_is_that_of_the_saying(nlp):
    doc = nlp("The State Department said Thursday Saudi Arabia's former ambassador here recently visited Washington.")
    visited = next(f for f in json.loads(doc._.timeline_triggers) if f["rule"] == "visit.visit_verb")
    assert ["said", "timex", 0, "time.said"] in visited["arguments"]
