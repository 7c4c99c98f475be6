"""Clusters across documents: B-cubed and pairwise figures over the gold's ``global_id``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from timeline.evaluate.matching import Record, kind_ok, pair_encounters, spans, touches

Key = tuple[str, str]


def _assign(encs: Sequence[Record], gold: Record, text: str, doc_id: str) -> dict[str, Record]:
    """Each core gold entry of a document and its predicted event: one to one by the best pair, then entries that only an
    already taken event touches, beyond the quotes that both share (an over-merged event)."""
    here = [p for p in encs if any(m.get("doc_id") == doc_id for m in p.get("mentions") or [])]
    golds = gold["encounters"]
    pairs = pair_encounters(here, golds, text, doc_id)
    quotes = [spans(g["evidence"], text) for g in golds]
    out = {golds[j]["id"]: here[i] for i, j in pairs.items()}
    for j, g in enumerate(golds):
        if g["id"] in out or not g["core"]:
            continue
        best, most = None, 0
        for i, p in enumerate(here):
            if not kind_ok(p, g):
                continue
            taken = quotes[pairs[i]] if i in pairs and golds[pairs[i]]["core"] else []
            own = [q for q in quotes[j] if not touches(q, taken)]
            at = [m for m in p["mentions"] if m.get("doc_id") == doc_id]
            hits = sum((m.get("start") or 0) < e and s < (m.get("end") or 0) for m in at for s, e in own)
            if hits > most:
                best, most = p, hits
        if best is not None:
            out[g["id"]] = best
    return {g["id"]: out[g["id"]] for g in golds if g["core"] and g["id"] in out}


def score_clusters(
    documents: Sequence[tuple[str, Record, str]], encs: Sequence[Record], prf: Callable[[float, float, float], dict[str, float]]
) -> dict[str, Any]:
    """B-cubed (a gold entry without a prediction is a cluster of its own), strict B-cubed (it has recall 0) and pairwise figures."""
    gold_of: dict[Key, str] = {}
    pred_of: dict[Key, Any] = {}
    number = {id(p): n for n, p in enumerate(encs)}
    for doc_id, gold, text in documents:
        mine = _assign(encs, gold, text, doc_id)
        for g in gold["encounters"]:
            if g["core"]:
                key = (doc_id, g["id"])
                gold_of[key] = g["global_id"]
                pred_of[key] = number[id(mine[g["id"]])] if g["id"] in mine else ("none", *key)
    keys = list(gold_of)
    found = [k for k in keys if not isinstance(pred_of[k], tuple)]
    gold_sets: dict[str, set[Key]] = defaultdict(set)
    pred_sets: dict[Any, set[Key]] = defaultdict(set)
    for k in keys:
        gold_sets[gold_of[k]].add(k)
        pred_sets[pred_of[k]].add(k)

    def b_cubed(some: Sequence[Key], n: int) -> dict[str, float]:
        both = {k: len(gold_sets[gold_of[k]] & pred_sets[pred_of[k]]) for k in some}
        p = sum(both[k] / len(pred_sets[pred_of[k]]) for k in some) / max(1, len(some))
        r = sum(both[k] / len(gold_sets[gold_of[k]]) for k in some) / max(1, n)
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}

    tp = fp = fn = 0
    for a in range(len(keys)):
        for b in range(a + 1, len(keys)):
            same_gold, same_pred = gold_of[keys[a]] == gold_of[keys[b]], pred_of[keys[a]] == pred_of[keys[b]]
            tp += same_gold and same_pred
            fp += same_pred and not same_gold
            fn += same_gold and not same_pred
    pairwise = prf(tp, fp, fn)
    if not tp + fp + fn and found:  # nothing to join, nothing joined
        pairwise.update(p=1.0, r=1.0, f1=1.0)
    return {
        "b_cubed": b_cubed(keys, len(keys)),
        "b_cubed_strict": b_cubed(found, len(keys)),
        "pairwise": pairwise,
        "found": round(len(found) / max(1, len(keys)), 4),
        "mixed_clusters": sum(len({gold_of[k] for k in s}) > 1 for s in pred_sets.values()),
        "split_clusters": sum(len({pred_of[k] for k in s}) > 1 for s in gold_sets.values()),
        "gold_entries": len(keys),
        "gold_clusters": len(gold_sets),
    }
