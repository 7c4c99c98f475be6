"""The reports of tests/data/briefs fit their gold: same document, same day, and every quoted piece of evidence stands in the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BRIEFS = Path(__file__).resolve().parents[1] / "data" / "briefs"
GOLD = sorted(BRIEFS.glob("*/gold/*.json"))


def test_there_are_as_many_as_told() -> None:
    count = {part.name: len(list(part.glob("gold/*.json"))) for part in BRIEFS.iterdir()}
    briefs = {"asia": 36, "mideast": 36, "west": 36, "world": 40}
    plain = {"plain-p": 110, "plain-q": 110, "plain-r": 120}
    retold = {"retold-s": 40, "retold-t": 40, "retold-u": 40, "retold-v": 45, "retold-w": 45, "retold-x": 45}
    assert count == briefs | plain | retold


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_fits_its_report(path: Path) -> None:
    gold = json.loads(path.read_text("utf8"))
    report = json.loads((path.parents[1] / "corpus" / path.name).read_text("utf8"))
    assert (gold["doc_id"], gold["dct"]) == (report["doc_id"], report["published"])
    quotes = [quote for event in (*gold["encounters"], *gold["changes"]) for quote in event["evidence"]]
    assert sum(quote not in report["text"] for quote in quotes) == 0  # a number: those held out are not to be read
    ids = {event["id"] for event in gold["encounters"]}
    assert {change["about"] for change in gold["changes"]} - {None} <= ids
