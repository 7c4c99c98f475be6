"""Fit the confidence of events on articles with gold, cross-validated by article, and print weights and reliability.

    python benchmarks/events_confidence.py [--shipped] GOLD CORPUS [GOLD CORPUS …]

With ``--shipped`` nothing is fitted: the table is that of the weights in use, on articles from which they were not learnt. Folders are
e.g. ``../shared/gold/dev ../shared/corpus/dev`` and those that ``tools/fresh_gold.py`` writes. Needs the model, numpy and the gold
articles; writes nothing. The weights go into ``timeline/events/confidence.py`` by hand.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.evaluate import matching
from timeline.evaluate.scoring import load_gold
from timeline.events import document_events
from timeline.events.confidence import features, probability, step
from timeline.model.document import Document
from timeline.model.record import to_record
from timeline.pipeline.focus import focus
from timeline.pipeline.stages import Setting, lift


def samples(gold_dir: Path, corpus_dir: Path) -> tuple[list[str], list[dict], list[bool], dict]:
    """Document, features and rightness of each predicted encounter; rightness of changes by kind (kind and encounter right)."""
    names, rows, right = [], [], []
    changes = defaultdict(list)
    setting = Setting()
    loaded = list(load_gold(gold_dir, corpus_dir))
    documents = [Document(text=text, doc_id=doc_id, published=gold["dct"]) for doc_id, gold, text in loaded]
    for document, lifted, (doc_id, gold, text) in zip(documents, lift(setting, documents), loaded, strict=True):
        seen = focus(lifted)
        published = Interval.day(document.published) if document.published else None
        events = document_events(document, seen, date_timexes(seen, text, published))
        found = [e for e in events if e.family == "encounter"]
        records = [to_record(e) for e in found]
        pairs = matching.pair_encounters(records, gold["encounters"], text, doc_id)
        for n, (event, record) in enumerate(zip(found, records, strict=True)):
            ok = False
            if n in pairs:
                g = gold["encounters"][pairs[n]]
                counted = matching.participant_counts(matching.names(record["participants"]), g["participants"], g["optional"])
                ok = counted[1] == counted[2] == 0 and matching.status_ok(record, g) and matching.date_exact(record, g)
            names.append(doc_id)
            rows.append(features(event))
            right.append(ok)
        told = [to_record(e) for e in events if e.family == "change"]
        links = {records[i]["id"]: gold["encounters"][j]["id"] for i, j in pairs.items()}
        linked = matching.change_link(gold, links, text)
        matched = matching.pair_changes(told, gold["changes"], text, doc_id, linked)
        for n, record in enumerate(told):
            changes[record["kind"]].append(n in matched and linked(record, gold["changes"][matched[n]]) is not False)
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


def main(folders: list[str]) -> None:
    """Print weights and the reliability of the steps, each document predicted by a model that has not seen it."""
    shipped = "--shipped" in folders
    folders = [f for f in folders if f != "--shipped"]
    names, rows, right = [], [], []
    changes = defaultdict(list)
    for gold, corpus in zip(folders[::2], folders[1::2], strict=True):
        here = samples(Path(gold), Path(corpus))
        for all_, part in zip((names, rows, right), here, strict=False):
            all_.extend(part)
        for kind, told in here[3].items():
            changes[kind].extend(told)
    keys = list(rows[0])
    x = np.array([[r[k] for k in keys] for r in rows])
    y = np.array(right, dtype=float)
    if not shipped:
        print({k: round(float(v), 2) for k, v in zip(keys, fit(x, y), strict=True)})
    print({k: int(v) for k, v in zip(keys, x.sum(0), strict=True)})
    folds = {name: n % 10 for n, name in enumerate(sorted(set(names)))}
    fold = np.array([folds[n] for n in names])
    p = np.zeros(len(y))
    for k in range(0 if shipped else 10):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    if shipped:
        p = np.array([probability(row) for row in rows])
    steps = np.array([step(v) for v in p])
    for s in sorted(set(steps)):
        here = y[steps == s]
        print(f"step {s}: {len(here):4d} encounters, right {here.mean():.2f}")
    order = np.argsort(p)
    ranks = np.empty(len(p))
    ranks[order] = np.arange(1, len(p) + 1)
    positive = y.sum()
    area = (ranks[y == 1].sum() - positive * (positive + 1) / 2) / (positive * (len(y) - positive))
    print(f"Brier {((steps - y) ** 2).mean():.3f}, base rate alone {y.mean() * (1 - y.mean()):.3f}; area under the curve {area:.2f}")
    for kind, told in sorted(changes.items()):
        print(f"{kind}: {sum(told)} of {len(told)} right, with one more right and one more wrong {(sum(told) + 1) / (len(told) + 2):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
