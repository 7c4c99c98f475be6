"""The tables help, the rules do not depend on them: annotated articles read with the office-holder table and with it emptied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline
from timeline.evaluate import score_documents
from timeline.lexicon import knowledge
from timeline.model.record import to_record
from timeline.nlp import names
from timeline.pipeline import stages

pytestmark = [pytest.mark.model, pytest.mark.slow]
LOSS = 0.08  # of the F1 of rows that are right in every field, and of participants' F1, that may go with the table


def _forget() -> None:
    knowledge._knowledge.cache_clear()
    names._scanner.cache_clear()
    stages._load.cache_clear()


@pytest.fixture
def emptied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    table = knowledge.table
    monkeypatch.setattr(knowledge, "table", lambda name: () if name == "officeholders.csv" else table(name))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _figures(shared: Path) -> tuple[float, float]:
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "corpus" / "dev").glob("*.json"))]
    documents = [timeline.Document(doc_id=a["doc_id"], text=a["text"], published=a["published"]) for a in articles]
    found = timeline.extract(documents, cache=False, merge=False)
    result, _ = score_documents(shared / "gold" / "dev", shared / "corpus" / "dev", [to_record(e) for e in found.document_events])
    return result["row"]["f1"], result["participants"]["f1"]


@pytest.fixture(scope="module")
def full(shared: Path) -> tuple[float, float]:
    return _figures(shared)


def test_the_rules_do_not_depend_on_the_office_holders(shared: Path, full: tuple[float, float], emptied: None) -> None:
    bare = _figures(shared)
    assert not knowledge.knowledge().people
    print(f"row F1 {full[0]:.3f}, without the table {bare[0]:.3f}; participants F1 {full[1]:.3f}, without {bare[1]:.3f}")
    assert full[0] - bare[0] < LOSS
    assert full[1] - bare[1] < LOSS
