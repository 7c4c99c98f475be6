"""Fit the confidence of events on articles with gold, cross-validated by article, and print weights and reliability.

    python benchmarks/events_confidence.py ../shared

Needs the model, numpy and the gold articles; writes nothing. The weights go into ``timeline/events/confidence.py`` by hand.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.evaluate import matching
from timeline.events import document
from timeline.events.confidence import STEPS, features
from timeline.layout import paragraphs
from timeline.model.document import Document
from timeline.model.record import to_record
from timeline.nlp.assembly import load
from timeline.nlp.lift import lift_documents


def samples(shared: Path) -> tuple[list[str], list[dict], list[bool], dict]:
    """Document, features and rightness of each predicted encounter; rightness of changes by kind."""
    names, rows, right = [], [], []
    changes = defaultdict(list)
    nlp = load()
    for split in ("dev", "seeds"):
        documents, golds = [], []
        for path in sorted((shared / "gold" / split).glob("*.json")):
            article = json.loads((shared / "corpus" / split / path.name).read_text("utf-8"))
            documents.append(Document(text=article["text"], doc_id=article["doc_id"], published=article["published"]))
            golds.append(json.loads(path.read_text("utf-8")))
        lifted = lift_documents(nlp, [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
        for d, found, gold in zip(documents, lifted, golds, strict=True):
            datings = date_timexes(found, d.text, Interval.day(d.published) if d.published else None)
            reader = document._Reader(d, found, datings, None)
            events = reader.events(0.0)
            encounters = [to_record(e) for e in events if e.family == "encounter"]
            groups = {m.event.id: m for m in reader.made.values()}
            pairs = matching.pair_encounters(encounters, gold["encounters"], d.text, d.doc_id)
            for n, record in enumerate(encounters):
                made = groups[record["id"]]
                ok = False
                if n in pairs:
                    g = gold["encounters"][pairs[n]]
                    counted = matching.participant_counts(matching.names(record["participants"]), g["participants"], g["optional"])
                    ok = counted[1] == counted[2] == 0 and matching.status_ok(record, g) and matching.date_exact(record, g)
                names.append(d.doc_id)
                rows.append(features(made.event, made.group))
                right.append(ok)
            told = [to_record(e) for e in events if e.family == "change"]
            links = {encounters[i]["id"]: gold["encounters"][j]["id"] for i, j in pairs.items()}
            matched = matching.pair_changes(
                told, gold["changes"], d.text, d.doc_id, lambda p, g, links=links: links.get(p.get("about")) == g["about"]
            )
            for n, record in enumerate(told):
                ok = n in matched and links.get(record["about"]) == gold["changes"][matched[n]]["about"]
                changes[record["kind"]].append(ok)
    return names, rows, right, changes


def fit(x: np.ndarray, y: np.ndarray, penalty: float = 4.0) -> np.ndarray:
    """Weights of a logistic model with a quadratic penalty, by Newton's method."""
    w = np.zeros(x.shape[1])
    ridge = penalty * np.eye(x.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge @ w
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, gradient)
    return w


def main() -> None:
    """Print weights and the reliability of the steps, each document predicted by a model that has not seen it."""
    names, rows, right, changes = samples(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
    keys = list(rows[0])
    x = np.array([[r[k] for k in keys] for r in rows])
    y = np.array(right, dtype=float)
    print({k: round(float(v), 2) for k, v in zip(keys, fit(x, y), strict=True)})
    folds = {name: n % 10 for n, name in enumerate(sorted(set(names)))}
    fold = np.array([folds[n] for n in names])
    p = np.zeros(len(y))
    for k in range(10):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    step = np.array([min(STEPS, key=lambda s: (abs(s - v), s)) for v in p])
    for s in STEPS:
        here = y[step == s]
        print(f"step {s}: {len(here):4d} events, right {here.mean():.2f}" if len(here) else f"step {s}:    0 events")
    print(
        "Brier, cross-validated", round(float(((step - y) ** 2).mean()), 3), "base rate alone", round(float(y.mean() * (1 - y.mean())), 3)
    )
    for kind, told in sorted(changes.items()):
        print(kind, len(told), "right", round((sum(told) + 1) / (len(told) + 2), 2))


if __name__ == "__main__":
    main()
