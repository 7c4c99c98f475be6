"""Every furniture rule fires on its examples and is silent on its counter-examples; so is the whole table."""

from __future__ import annotations

import pytest

from timeline.layout.furniture import furniture_rule, rules

EXAMPLES = [pytest.param(rule.id, text, id=f"{rule.id}-{n}") for rule in rules() for n, text in enumerate(rule.examples)]
NOTS = [pytest.param(rule.id, text, id=f"{rule.id}-{n}") for rule in rules() for n, text in enumerate(rule.nots)]
BY_ID = {rule.id: rule for rule in rules()}


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_example_fires(rule, text):
    assert BY_ID[rule].fires(" ".join(text.split()))
    assert furniture_rule(text, beside=BY_ID[rule].weak) is not None


@pytest.mark.parametrize(("rule", "text"), NOTS)
def test_counter_example_is_body(rule, text):
    assert not BY_ID[rule].fires(" ".join(text.split()))
    assert furniture_rule(text) is None
