"""The tool that takes conditions away finds the one that decides nothing, and none that does."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SOURCE = """
def kind(days, word):
    if days > 7 and word != "tour":
        return "stay"
    if word == "tour" or word == "unheard":
        return "tour"
    return "visit" if days else None
"""


@pytest.fixture
def ablate(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("ablate", root / "tools" / "ablate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(ablate: ModuleType, *told: tuple[int, str], most: int = 9) -> dict[str, tuple[int, int | None]]:
    conditions = ablate.Conditions()
    names: dict[str, Any] = {ablate.HOOK: conditions.decides}
    exec(ablate.Marked("rule.py", SOURCE, conditions).code("rule.py"), names)
    calls = [partial(names["kind"], *each) for each in told]
    return {site: (where, changed) for site, where, changed in ablate.results(conditions, calls, most)}


def test_each_condition_and_operand_is_tried(ablate: ModuleType) -> None:
    assert found(ablate, (9, "trip"), (9, "tour"), (2, "trip"), (0, "trip")) == {
        "rule.py:3:8:if": (1, 1),
        "rule.py:3:8:and": (2, 2),
        "rule.py:3:21:and": (1, 1),
        "rule.py:5:8:if": (1, 1),
        "rule.py:5:8:or": (1, 1),
        "rule.py:5:26:or": (0, 0),
        "rule.py:7:23:if": (1, 1),
    }


def test_what_decides_in_many_documents_is_left_alone(ablate: ModuleType) -> None:
    assert found(ablate, (2, "trip"), (3, "trip"), most=1)["rule.py:7:23:if"] == (2, None)


def test_a_guard_is_needed(ablate: ModuleType) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    assert ablate._differs(fails, None)
