"""The project's own annotations come back from their stored form with the quotes of the articles."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TEXT = "Ana Lima met Bo Berg in Riga on Monday. They will meet again."


@pytest.fixture
def tool(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("fresh_gold", root / "tools" / "fresh_gold.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(folder: Path, part: str, quote: str) -> dict[str, Any]:
    gold = {"doc_id": f"doc-{part}", "dct": "2024-03-05", "encounters": [{"id": "e1", "evidence": [quote]}], "changes": []}
    for kind, record in (("gold", gold), ("corpus", {"doc_id": gold["doc_id"], "text": TEXT})):
        (folder / kind / part).mkdir(parents=True)
        (folder / kind / part / f"doc-{part}.json").write_text(json.dumps(record))
    return gold


def test_annotations_survive_storing_without_their_texts(tool: ModuleType, tmp_path: Path) -> None:
    golds = [write(tmp_path / "in", part, quote) for part, quote in (("a", "met Bo Berg"), ("b", "will meet again"))]
    stored, texts = tmp_path / "gold.jsonl", tmp_path / "texts"
    assert tool.pack(tmp_path / "in", stored) == 2
    assert "met Bo Berg" not in stored.read_text()
    texts.mkdir()
    (texts / "all.jsonl").write_text("".join(json.dumps({"doc_id": gold["doc_id"], "text": TEXT}) + "\n" for gold in golds))
    assert tool.unpack(tmp_path / "out", stored, texts) == 2
    for gold, part in zip(golds, "ab", strict=True):
        assert json.loads((tmp_path / "out" / "gold" / part / f"doc-{part}.json").read_text()) == gold


def test_another_text_is_refused(tool: ModuleType, tmp_path: Path) -> None:
    gold = write(tmp_path / "in", "a", "met Bo Berg")
    tool.pack(tmp_path / "in", tmp_path / "gold.jsonl")
    (tmp_path / "all.jsonl").write_text(json.dumps({"doc_id": gold["doc_id"], "text": "x" + TEXT}))
    with pytest.raises(ValueError, match="doc-a"):
        tool.unpack(tmp_path / "out", tmp_path / "gold.jsonl", tmp_path)
