"""Figures of a timeline against gold: counts a document, summed up; clusters across documents."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.errors import InputError
from timeline.evaluate.clusters import score_clusters
from timeline.evaluate.matching import (
    Record,
    change_link,
    date_exact,
    date_near,
    date_overlap,
    f1,
    intervals,
    pair_changes,
    pair_encounters,
    place_name,
    place_ok,
    repeated,
    status_ok,
)
from timeline.evaluate.names import names, participant_counts

_GROUP = {
    "held": "held", "ongoing": "held", "scheduled": "planned", "proposed": "planned",
    "cancelled": "off", "denied": "off", "not_held": "off", "postponed": "postponed",
}  # fmt: skip
_GROUPS = ("held", "planned", "off", "postponed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one event in the comparison.

    ``outcome``: right (every field), partly (``wrong`` names the fields), false (predicted, not in gold) or missed (in core gold,
    not predicted). ``key`` names the gold event, or a false prediction by kind and place in the text, so that two runs can be
    compared; ``rule`` is the rule of the prediction's first mention, ``confidence`` what the prediction says of itself.
    """

    doc_id: str
    key: str
    family: str
    kind: str
    outcome: str
    wrong: tuple[str, ...]
    rule: str | None
    got: str
    gold: str
    quote: str
    confidence: float | None = None


def load_gold(gold_dir: Path, corpus_dir: Path) -> Iterator[tuple[str, Record, str]]:
    """(doc id, gold record, text) of every gold file, by file name.

    The article is ``NAME.json`` (a document, whose id the gold file repeats) or ``NAME.txt`` (whose id is the file's name) in
    ``corpus_dir``. Raises :class:`InputError` where a file is missing or cannot be read.
    """
    paths = sorted(Path(gold_dir).glob("*.json"))
    if not paths:
        raise InputError(f"{gold_dir}: no gold files (*.json) there. Name the folder that holds them with --gold")
    for path in paths:
        article = Path(corpus_dir) / path.name
        plain = article.with_suffix(".txt")
        try:
            gold = json.loads(path.read_text("utf8"))
            if plain.is_file() and not article.exists():
                yield plain.name, gold, plain.read_text("utf8")
            else:
                yield gold["doc_id"], gold, json.loads(article.read_text("utf8"))["text"]
        except (OSError, ValueError, KeyError) as error:
            raise InputError(f"{path.name}: gold or article cannot be read ({error}). It must stand in both folders") from error


def _documents_of(p: Record) -> set[str | None]:
    return {m.get("doc_id", p.get("doc_id")) for m in p.get("mentions") or []} or {p.get("doc_id")}


def _quote(p: Record, text: str) -> str:
    m = (p.get("mentions") or [{}])[0]
    s, e = m.get("start") or 0, m.get("end") or 0
    return text[max(0, s - 30) : e + 40]


def _rule(p: Record) -> str | None:
    rule: str | None = (p.get("mentions") or [{}])[0].get("rule")
    return rule


def _told(e: Record, people: Sequence[str]) -> str:
    place = place_name(e)
    return f"{e['kind']} {', '.join(people)} {e.get('status') or ''} {e.get('start')}..{e.get('end')}" + (f" @{place}" if place else "")


def _false(doc_id: str, p: Record, text: str, people: list[str]) -> Verdict:
    first = (p.get("mentions") or [{}])[0]
    key = f"+{p['kind']}@{first.get('start')}"
    return Verdict(doc_id, key, p["family"], p["kind"], "false", (), _rule(p), _told(p, people), "", _quote(p, text), p.get("confidence"))


def _score_encounters(c: Counter[Any], doc_id: str, gold: Record, text: str, encs: list[Record]) -> tuple[dict[str, str], list[Verdict]]:
    pairs = pair_encounters(encs, gold["encounters"], text, doc_id)
    owner = {j: i for i, j in pairs.items()}
    verdicts = []
    for i, p in enumerate(encs):
        if i not in pairs:
            c["enc_fp"] += 1
            c["kind", p["kind"], "fp"] += 1
            c["status", p.get("status"), "fp"] += 1
            c["group", _GROUP.get(p.get("status", "")), "fp"] += 1
            verdicts.append(_false(doc_id, p, text, names(p.get("participants"))))
    for j, g in enumerate(gold["encounters"]):
        if not g["core"]:
            continue
        if j not in owner:
            c["enc_fn"] += 1
            c["kind", g["kind"], "fn"] += 1
            c["status", g["status"], "fn"] += 1
            c["group", _GROUP.get(g["status"]), "fn"] += 1
            quote = (g["evidence"] or [""])[0]
            verdicts.append(Verdict(doc_id, g["id"], "encounter", g["kind"], "missed", (), None, "", _told(g, g["participants"]), quote))
            continue
        p = encs[owner[j]]
        c["enc_tp"] += 1
        c["kind", g["kind"], "tp"] += 1
        people = names(p.get("participants"))
        tp, fp, fn = participant_counts(people, g["participants"], g["optional"])
        c["supported"] += tp > 0
        c.update(part_tp=tp, part_fp=fp, part_fn=fn)
        full = participant_counts(people, g["participants"], g["optional"], bare=False)
        c.update(dict(zip(("full_tp", "full_fp", "full_fn"), full, strict=True)))
        ok = {
            "participants": not fp and not fn,
            "status": status_ok(p, g),
            "date": date_exact(p, g),
            "date_overlap": date_overlap(p, g),
            "date_near": date_near(p, g),
            "place": place_ok(p, g),
            "date_wrong": not date_exact(p, g) and bool(p.get("start")),
        }
        c.update(ok)
        if (None, None) not in intervals(g):
            c["told"] += 1
            c["date_told"] += ok["date"]
        c["row"] += ok["participants"] and ok["status"] and ok["date"] and ok["place"]
        _count_status(c, p.get("status"), g["status"], ok["status"])
        bad = tuple(k for k in ("participants", "status", "date", "place") if not ok[k])
        outcome = "partly" if bad else "right"
        got, wanted = _told(p, people), _told(g, g["participants"])
        verdicts.append(
            Verdict(doc_id, g["id"], "encounter", g["kind"], outcome, bad, _rule(p), got, wanted, _quote(p, text), p.get("confidence"))
        )
    return {encs[i]["id"]: gold["encounters"][j]["id"] for i, j in pairs.items()}, verdicts


def _count_status(c: Counter[Any], got: str | None, wanted: str, right: bool) -> None:
    c["status", wanted, "tp" if right else "fn"] += 1
    if not right:
        c["status", got, "fp"] += 1
    mine, other = _GROUP.get(got or ""), _GROUP.get(wanted)
    for name in ("group", "matched"):
        if right or mine == other:
            c[name, other, "tp"] += 1
        else:
            c[name, other, "fn"] += 1
            c[name, mine, "fp"] += 1


def _score_changes(c: Counter[Any], doc_id: str, gold: Record, text: str, chgs: list[Record], link: dict[str, str]) -> list[Verdict]:
    linked = change_link(gold, link, text)
    pairs = pair_changes(chgs, gold["changes"], text, doc_id, linked)
    owner = {j: i for i, j in pairs.items()}
    verdicts = []
    for i, p in enumerate(chgs):
        if i not in pairs:
            c["chg_fp"] += 1
            c["kind", p["kind"], "fp"] += 1
            verdicts.append(_false(doc_id, p, text, names(p.get("actors"))))
    for j, g in enumerate(gold["changes"]):
        if not g["core"]:
            continue
        quote = (g["evidence"] or [""])[0]
        if j not in owner:
            c["chg_fn"] += 1
            c["kind", g["kind"], "fn"] += 1
            verdicts.append(Verdict(doc_id, g["id"], "change", g["kind"], "missed", (), None, "", _told(g, g["actors"]), quote))
            continue
        p = chgs[owner[j]]
        c["chg_tp"] += 1
        c["kind", g["kind"], "tp"] += 1
        right = linked(p, g)
        if right is not None:
            c["chg_asked"] += 1
            c["chg_link"] += right
        c["chg_date"] += date_exact(p, g)
        acts = participant_counts(names(p.get("actors")), g["actors"], g.get("targets") or [])
        c.update(dict(zip(("act_tp", "act_fp", "act_fn"), acts, strict=True)))
        c["act_given"] += bool(p.get("actors"))
        bad = (*(("link",) if right is False else ()), *(() if date_exact(p, g) else ("date",)))
        got, wanted = _told(p, names(p.get("actors"))), _told(g, g["actors"])
        verdicts.append(
            Verdict(
                doc_id,
                g["id"],
                "change",
                g["kind"],
                "partly" if bad else "right",
                bad,
                _rule(p),
                got,
                wanted,
                _quote(p, text),
                p.get("confidence"),
            )
        )
    return verdicts


def score_document(doc_id: str, gold: Record, text: str, preds: Iterable[Record]) -> tuple[Counter[Any], list[Verdict]]:
    """Count one document; keys are strings, or (table, row, column) for the tables by kind and by status."""
    c: Counter[Any] = Counter()
    mine = list(preds)
    encs = [p for p in mine if p["family"] == "encounter"]
    chgs = [p for p in mine if p["family"] == "change"]
    link, verdicts = _score_encounters(c, doc_id, gold, text, encs)
    verdicts += _score_changes(c, doc_id, gold, text, chgs, link)
    c["repeated"] += len(repeated(encs, doc_id, len(text))) + len(repeated(chgs, doc_id, len(text)))
    if not gold["encounters"] and not gold["changes"]:
        c["empty_docs"] += 1
        c["empty_docs_fp"] += len(mine)
    return c, verdicts


def _prf(tp: float, fp: float, fn: float) -> dict[str, float]:
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1(tp, fp, fn), 4), "n": int(tp + fn)}


def _table(c: Mapping[Any, int], name: str, rows: Iterable[str] | None = None) -> dict[str, dict[str, float]]:
    if rows is None:
        rows = sorted({k[1] for k in c if isinstance(k, tuple) and k[0] == name and k[1]})
    return {r: _prf(c[name, r, "tp"], c[name, r, "fp"], c[name, r, "fn"]) for r in rows}


def summary(c: Counter[Any]) -> dict[str, Any]:
    """The figures of a sum of counts; the keys are those of the guidelines' scorer, and ``date_wrong`` (neither right nor open)."""
    n, m = c["enc_tp"] or 1, c["chg_tp"] or 1
    row_fp = c["enc_tp"] + c["enc_fp"] - c["row"]
    row_fn = c["enc_tp"] + c["enc_fn"] - c["row"]
    groups = _table(c, "group", _GROUPS)
    present = [v["f1"] for v in groups.values() if v["n"]]
    matched = [v["f1"] for v in _table(c, "matched", _GROUPS).values() if v["n"]]
    fields = ("participants", "status", "date", "date_overlap", "date_near", "place")
    return {
        "encounters": _prf(c["enc_tp"], c["enc_fp"], c["enc_fn"]),
        "encounters_supported": _prf(
            c["supported"], c["enc_tp"] + c["enc_fp"] - c["supported"], c["enc_tp"] + c["enc_fn"] - c["supported"]
        ),
        "participants": _prf(c["part_tp"], c["part_fp"], c["part_fn"]),
        "participants_full_name": _prf(c["full_tp"], c["full_fp"], c["full_fn"]),
        "accuracy_on_matched": {
            **{k: round(c[k] / n, 4) for k in fields},
            "date_told": round(c["date_told"] / c["told"], 4) if c["told"] else 0.0,
        },
        "date_wrong": round(c["date_wrong"] / n, 4),
        "row": _prf(c["row"], row_fp, row_fn),
        "changes": _prf(c["chg_tp"], c["chg_fp"], c["chg_fn"]),
        "change_link_accuracy": round(c["chg_link"] / c["chg_asked"], 4) if c["chg_asked"] else 0.0,
        "change_date_accuracy": round(c["chg_date"] / m, 4),
        "change_actors": _prf(c["act_tp"], c["act_fp"], c["act_fn"]) if c["act_given"] else None,
        "by_kind": _table(c, "kind"),
        "by_status": _table(c, "status"),
        "status_groups": groups,
        "status_macro_f1": round(sum(present) / len(present), 4) if present else 0.0,
        "status_macro_f1_on_matched": round(sum(matched) / len(matched), 4) if matched else 0.0,
        "repeated_predictions": c["repeated"],
        "false_events_per_empty_document": round(c["empty_docs_fp"] / c["empty_docs"], 3) if c["empty_docs"] else None,
    }


def headline(result: Mapping[str, Any]) -> dict[str, float]:
    """The dozen figures that floors and the README's table hold."""
    a = result["accuracy_on_matched"]
    return {
        "encounters_p": result["encounters"]["p"],
        "encounters_r": result["encounters"]["r"],
        "encounters_f1": result["encounters"]["f1"],
        "participants_f1": result["participants"]["f1"],
        "status": a["status"],
        "date": a["date"],
        "place": a["place"],
        "row_f1": result["row"]["f1"],
        "changes_f1": result["changes"]["f1"],
        "change_link": result["change_link_accuracy"],
        "status_macro_f1": result["status_macro_f1"],
    }


def _bootstrap(counts: Mapping[str, Counter[Any]], rounds: int, seed: int = 0) -> dict[str, list[float]]:
    rng, docs = random.Random(seed), list(counts)
    seen: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        total: Counter[Any] = Counter()
        for d in rng.choices(docs, k=len(docs)):
            total.update(counts[d])
        for key, value in headline(summary(total)).items():
            seen[key].append(value)
    return {k: [sorted(v)[int(0.025 * (len(v) - 1))], sorted(v)[round(0.975 * (len(v) - 1))]] for k, v in seen.items()}


def score_documents(gold_dir: Path, corpus_dir: Path, preds: Iterable[Record], *, rounds: int = 0) -> tuple[dict[str, Any], list[Verdict]]:
    """Score document events (``--no-merge``) against gold.

    ``preds`` are event records; events of documents without gold are left out and counted under ``not_scored``. ``rounds`` asks
    for 95 % intervals from that many resamples of the documents (``bootstrap_95``). Raises :class:`InputError` where an event
    has mentions in several documents.
    """
    by_doc: dict[str | None, list[Record]] = defaultdict(list)
    for p in preds:
        docs = _documents_of(p)
        if len(docs) != 1:
            raise InputError(f"event {p.get('id')} has mentions in {len(docs)} documents. Score merged events with --merged")
        by_doc[docs.pop()].append(p)
    counts: dict[str, Counter[Any]] = {}
    verdicts: list[Verdict] = []
    for doc_id, gold, text in load_gold(gold_dir, corpus_dir):
        counts[doc_id], found = score_document(doc_id, gold, text, by_doc.pop(doc_id, []))
        verdicts += found
    total: Counter[Any] = Counter()
    for c in counts.values():
        total.update(c)
    result = summary(total)
    result["not_scored"] = sum(map(len, by_doc.values()))
    if rounds:
        result["bootstrap_95"] = _bootstrap(counts, rounds)
    return result, verdicts


def score_merged(gold_dir: Path, corpus_dir: Path, preds: Iterable[Record]) -> dict[str, Any]:
    """Score merged encounters as clusters over the gold's ``global_id`` (B-cubed and pairwise)."""
    return score_clusters(list(load_gold(gold_dir, corpus_dir)), [p for p in preds if p["family"] == "encounter"], _prf)
