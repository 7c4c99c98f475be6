from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.evaluate import Verdict, compare, score_documents


def verdict(key: str, outcome: str, rule: str = "meet-verb") -> Verdict:
    return Verdict("d1", key, "encounter", "meeting", outcome, (), rule, "", "", "met")


def test_newly_right_and_newly_wrong_by_rule() -> None:
    old = [verdict("e1", "right"), verdict("e2", "missed", ""), verdict("+meeting@5", "false", "talks-noun")]
    new = [verdict("e1", "partly"), verdict("e2", "right"), verdict("+meeting@9", "false", "talks-noun")]
    turns = compare(old, new)
    assert [(t.rule, t.key, t.better) for t in turns] == [
        ("meet-verb", "e1", False),
        ("meet-verb", "e2", True),
        ("talks-noun", "+meeting@5", True),
        ("talks-noun", "+meeting@9", False),
    ]


def test_nothing_turned() -> None:
    assert compare([verdict("e1", "right")], [verdict("e1", "right")]) == []


def test_missing_gold_is_named(tmp_path) -> None:
    with pytest.raises(InputError, match="no gold files"):
        score_documents(tmp_path, tmp_path, [])


def test_plain_texts_are_articles_too(tmp_path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text("The presidents met.", "utf8")
    (tmp_path / "gold" / "a.json").write_text('{"doc_id": "a", "encounters": [], "changes": []}', "utf8")
    event = {"id": "e1", "family": "encounter", "kind": "meeting", "mentions": [{"doc_id": "a.txt", "start": 15, "end": 18}]}
    result, verdicts = score_documents(tmp_path / "gold", tmp_path, [event])
    assert [v.outcome for v in verdicts] == ["false"]
    assert result["not_scored"] == 0
