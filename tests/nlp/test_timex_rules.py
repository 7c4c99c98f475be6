"""Every rule of the time grammar does what its example shows and keeps silent where its counter-example stands."""

from __future__ import annotations

import itertools
import re

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.rules import parse_rules
from timeline.nlp.timex_grammar import SCHEMA, Grammar, grammar

RULES = grammar().rules.values()
EXAMPLES = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.examples)]
NOTS = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.nots)]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_example(rule, text):
    start, end = text.index("["), text.index("]") - 1
    plain = re.sub(r"[\[\]]", "", text)
    found = [(f.start, f.end) for f in grammar().scan(plain) if f.rule == rule.id]
    if rule.flag("hidden"):
        assert not found
        assert grammar().trace(plain, rule.id) == [(start, end)]
    else:
        assert (start, end) in found


@pytest.mark.parametrize(("rule", "text"), NOTS)
def test_counter_example(rule, text):
    assert rule.id not in {f.rule for f in grammar().scan(text)}
    assert not grammar().trace(text, rule.id)


def rule(**keys):
    lines = {"id": "x", "stage": 1, "pattern": "SURE_MONTH", "build": "present", "example": "In [June].", "not": "No.", **keys}
    return "[[time]]\n" + "\n".join(
        f"{key} = {value if isinstance(value, int) else chr(34) + value + chr(34)}" for key, value in lines.items()
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rule(pattern="MOONTH"), r"t.toml:1.*'x'.*'MOONTH'"),
        (rule(pattern="@NOTHING"), r"t.toml:1.*'x'.*NOTHING"),
        (rule(pattern="(MONTH DAYNUM"), r"t.toml:1.*'x'"),
        (rule(build="magic"), r"t.toml:\d+.*build"),
        (rule(colour="red"), r"t.toml:\d+.*colour"),
        (rule() + "\n" + rule(), r"already used"),
    ],
    ids=["class", "macro", "sign", "builder", "key", "twice"],
)
def test_a_broken_rule_is_named(text, message):
    with pytest.raises(LexiconError, match=message):
        Grammar(parse_rules(text, SCHEMA, file="t.toml"))


def test_what_is_found_never_overlaps_and_stands_in_order():
    text = (
        "From Monday to Thursday, at 10 p.m. on 3 May 2024, two days later, in the first week of next month and late last year, they met."
    )
    found = grammar().scan(text)
    assert len(found) >= 5
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_the_scan_is_linear():
    """Four times the text costs about four times the work, also where every word could begin an expression."""
    import time

    unit = "the first of the last two early late Monday May 3 of 2024 and to from "

    def cost(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            grammar().scan(unit * times)
            best = min(best, time.process_time() - begin)
        return best

    cost(20)
    assert cost(400) < 9 * cost(100) + 0.02
