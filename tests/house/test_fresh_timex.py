"""Annotated time expressions come back from their stored form as the TimeML files that they were."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

TEXT = "Trade & tariffs: Ana Lima left <early> this week. She will stay for at least two days."
RECORD = {
    "doc_id": "doc",
    "dct": "2024-03-05",
    "timexes": [[38, 47, "DATE", "2024-W10", None], [67, 84, "DURATION", "P2D", "EQUAL_OR_MORE"]],
}


@pytest.fixture
def tool(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("fresh_timex", root / "tools" / "fresh_timex.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def store(tool: ModuleType, folder: Path) -> Path:
    (folder / "in" / "held").mkdir(parents=True)
    (folder / "in" / "held" / "doc.tml").write_text(tool.written(RECORD, TEXT))
    assert tool.pack(folder / "in", folder / "stored.jsonl") == 1
    return folder / "stored.jsonl"


def test_annotations_survive_storing_without_their_texts(tool: ModuleType, tmp_path: Path) -> None:
    stored = store(tool, tmp_path)
    assert "Ana Lima" not in stored.read_text()
    assert json.loads(stored.read_text()) == {"part": "held", "digest": tool.digest(TEXT)} | RECORD
    (tmp_path / "all.jsonl").write_text(json.dumps({"doc_id": "doc", "text": TEXT}))
    (tmp_path / "texts").mkdir()
    (tmp_path / "all.jsonl").rename(tmp_path / "texts" / "all.jsonl")
    assert tool.unpack(tmp_path / "out", stored, tmp_path / "texts") == 1
    assert tool.read(tmp_path / "out" / "held" / "doc.tml") == (RECORD, TEXT)


def test_another_text_is_refused(tool: ModuleType, tmp_path: Path) -> None:
    stored = store(tool, tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "all.jsonl").write_text(json.dumps({"doc_id": "doc", "text": "x" + TEXT}))
    with pytest.raises(ValueError, match="doc"):
        tool.unpack(tmp_path / "out", stored, tmp_path / "texts")


def test_a_file_without_a_text_is_named(tool: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "empty.tml"
    path.write_text("<TimeML></TimeML>")
    with pytest.raises(ValueError, match="empty"):
        tool.read(path)
