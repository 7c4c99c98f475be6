"""The package's scorer and the guidelines' scorer give the same figures, event by event."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from timeline.evaluate import score_documents, score_merged


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def gold_events(gold_dir: Path, corpus_dir: Path) -> list[dict[str, Any]]:
    """Gold as predictions, all of it."""
    out = []
    for path in sorted(gold_dir.glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        text = json.loads((corpus_dir / path.name).read_text("utf8"))["text"]
        doc_id = gold["doc_id"]
        for e in gold["encounters"] + gold["changes"]:
            encounter = "participants" in e
            out.append(
                {
                    "id": f"{doc_id}/{e['id']}",
                    "family": "encounter" if encounter else "change",
                    "kind": e["kind"],
                    "status": e.get("status"),
                    "participants": [{"name": n.split("|")[0]} for n in e.get("participants", [])],
                    "actors": [{"name": n.split("|")[0]} for n in e.get("actors", [])],
                    "place": {"name": e["place"].split("|")[0]} if e.get("place") else None,
                    "about": f"{doc_id}/{e['about']}" if "about" in e else None,
                    "start": e["start"],
                    "end": e["end"],
                    "mentions": [{"doc_id": doc_id, "start": (at := text.find(q)), "end": at + len(q)} for q in e["evidence"]],
                }
            )
    return out


def spoilt(events: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The same with every kind of fault that a system makes."""
    rng, out = random.Random(seed), []
    for e in events:
        e = json.loads(json.dumps(e))
        for fault in rng.sample(range(10), k=rng.randrange(4)):
            if fault == 0 and e["participants"]:
                e["participants"] = [{"name": p["name"].split()[-1]} for p in e["participants"]]
            elif fault == 1:
                e["participants"].append({"name": rng.choice(["Russia", "the U.S.", "Sergey Lavrov", "Kim"])})
            elif fault == 2:
                e["status"] = rng.choice(["held", "scheduled", "denied", None])
            elif fault == 3:
                e["start"] = e["end"] = rng.choice([None, "2005-11-04", e["start"]])
            elif fault == 4:
                e["place"] = rng.choice([None, {"name": "Washington, D.C."}])
            elif fault == 5:
                e["kind"] = rng.choice(["meeting", "visit"]) if e["family"] == "encounter" else "announcement"
            elif fault == 6:
                out.append({**e, "id": e["id"] + "/again"})
            elif fault == 7:
                e["about"] = rng.choice(events)["id"]
            elif fault == 8:
                for m in e["mentions"]:
                    m["start"], m["end"] = m["start"] + 3, m["end"] + 40
            else:
                e["mentions"] = e["mentions"][:1]
        if rng.random() < 0.85:
            out.append(e)
    return out


@pytest.mark.parametrize("split", ["seeds", "dev"])
@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_documents(shared: Path, split: str, seed: int | None) -> None:
    reference = load_script(shared / "scripts" / "score_timeline.py")
    gold, corpus = shared / "gold" / split, shared / "corpus" / split
    events = gold_events(gold, corpus)
    preds = events if seed is None else spoilt(events, seed)
    ours, verdicts = score_documents(gold, corpus, preds)
    theirs = reference.score_documents(gold, corpus, json.loads(json.dumps(preds)))
    assert {k: v for k, v in ours.items() if k in theirs} == theirs
    assert set(ours) - set(theirs) == {"date_wrong", "not_scored"}
    right = sum(v.outcome == "right" and v.family == "encounter" for v in verdicts)
    assert right == round(theirs["row"]["r"] * theirs["row"]["n"])
    if seed is None:
        assert theirs["row"]["f1"] == 1.0


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_merged(shared: Path, seed: int | None) -> None:
    reference = load_script(shared / "scripts" / "score_timeline.py")
    gold, corpus = shared / "gold" / "dev", shared / "corpus" / "dev"
    events = gold_events(gold, corpus)
    ids: dict[str, str] = {}
    for path in sorted(gold.glob("*.json")):
        record = json.loads(path.read_text("utf8"))
        ids.update({f"{record['doc_id']}/{e['id']}": e["global_id"] for e in record["encounters"]})
    merged: dict[str, dict[str, Any]] = {}
    for e in events:
        if e["family"] == "encounter":
            key = ids[e["id"]] if seed is None else f"{ids[e['id']]}{(len(e['id']) * seed) % 3}"
            if key in merged:
                merged[key]["mentions"] += e["mentions"]
            else:
                merged[key] = e
    preds = list(merged.values())
    ours = score_merged(gold, corpus, preds)
    assert ours == reference.score_clusters(gold, corpus, preds)
    assert (ours["pairwise"]["f1"] == 1.0) == (seed is None)
