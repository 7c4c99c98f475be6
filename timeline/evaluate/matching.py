"""Which predicted event is which gold event? The rules stand in the guidelines' scorer and are kept equal to it by a test."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from timeline.evaluate.names import names, norm, participant_counts, same_place

Record = dict[str, Any]
Span = tuple[int, int]

MAX_MENTION = 300  # characters; a longer mention is no trigger
MAX_COVER = 0.5  # share of a text longer than LONG_TEXT that one event's mentions may cover
LONG_TEXT = 1000  # characters
MIN_SHARE = 0.3  # of an event's mentions that touch gold quotes, the share that must touch this gold event's
_SENTENCE_CUT = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n+")


def f1(tp: float, fp: float, fn: float) -> float:
    """Harmonic mean of precision and recall; 0 without a hit."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def intervals(gold: Record) -> list[tuple[str | None, str | None]]:
    """The windows that are right for a gold event."""
    return [(gold.get("start"), gold.get("end")), *[(o[0], o[1]) for o in gold.get("accept") or []]]


def date_exact(p: Record, g: Record) -> bool:
    """The whole window is right."""
    return (p.get("start"), p.get("end")) in intervals(g)


def date_overlap(p: Record, g: Record) -> bool:
    """Right, or the windows share a day."""
    if date_exact(p, g):
        return True
    if not p.get("start") or not p.get("end"):
        return False
    return any(s and e and p["start"] <= e and s <= p["end"] for s, e in intervals(g))


def date_near(p: Record, g: Record) -> bool:
    """Right, or both ends at most a day off."""
    if date_exact(p, g):
        return True
    try:
        mine = [dt.date.fromisoformat(p[k]) for k in ("start", "end")]
    except (KeyError, TypeError, ValueError):
        return False
    return any(
        all(abs((a - dt.date.fromisoformat(b)).days) <= 1 for a, b in zip(mine, (s, e), strict=True)) for s, e in intervals(g) if s and e
    )


def place_name(p: Record) -> str | None:
    """The name of an event's place, given as a record or as a string."""
    place = p.get("place")
    return place.get("name") if isinstance(place, dict) else place


def place_ok(p: Record, g: Record) -> bool:
    """The place is right; none is right where gold has none."""
    name = place_name(p)
    if not name:
        return g.get("place") is None
    return any(o and same_place(name, o) for o in [g.get("place"), *(g.get("place_accept") or [])])


def status_ok(p: Record, g: Record) -> bool:
    """The status is right or accepted."""
    return p.get("status") == g["status"] or p.get("status") in (g.get("status_accept") or [])


def kind_ok(p: Record, g: Record) -> bool:
    """The kind is right or accepted."""
    return p["kind"] == g["kind"] or p["kind"] in (g.get("kind_accept") or [])


def spans(quotes: Iterable[str], text: str) -> list[Span]:
    """Every place where a quote stands in the text, characters, end exclusive."""
    out = []
    for q in quotes:
        at = text.find(q)
        while at >= 0:
            out.append((at, at + len(q)))
            at = text.find(q, at + 1)
    return out


def touches(mention: Span, quote_spans: Iterable[Span]) -> bool:
    """The mention shares a character with one of the spans."""
    return any(mention[0] < e and s < mention[1] for s, e in quote_spans)


def mentions_of(p: Record, doc_id: str, size: int) -> list[Span]:
    """Usable mentions of an event in a document: within the text, each once, none that is no trigger by its length."""
    out = set()
    for m in p.get("mentions") or []:
        s, e = m.get("start"), m.get("end")
        here = m.get("doc_id", p.get("doc_id")) == doc_id
        if here and isinstance(s, int) and isinstance(e, int) and 0 <= s < e <= size and e - s <= MAX_MENTION:
            out.add((s, e))
    if size > LONG_TEXT:
        covered = end = 0
        for s, e in sorted(out):
            covered += max(0, e - max(s, end))
            end = max(end, e)
        if covered > MAX_COVER * size:
            return []
    return sorted(out)


def sentence_of(span: Span, text: str) -> Span:
    """The sentence around a span (cut at ., !, ? before a space and at line ends)."""
    cuts = [m.end() for m in _SENTENCE_CUT.finditer(text)]
    return max([c for c in cuts if c <= span[0]], default=0), min([c for c in cuts if c >= span[1]], default=len(text))


def hit_table(preds: Sequence[Record], golds: Sequence[Record], text: str, doc_id: str) -> tuple[list[list[int]], list[list[bool]]]:
    """hits[i][j]: mentions of prediction i on quotes of gold j; near[i][j]: a mention in the sentence of one of its quotes."""
    quotes = [spans(g["evidence"], text) for g in golds]
    wide = [[sentence_of(q, text) for q in qs] for qs in quotes]
    hits, near = [], []
    for p in preds:
        ms = mentions_of(p, doc_id, len(text))
        row = [sum(touches(m, qs) for m in ms) for qs in quotes]
        total = sum(any(touches(m, qs) for qs in quotes) for m in ms)
        hits.append([h if h >= MIN_SHARE * total else 0 for h in row])
        near.append([any(touches(m, w) for m in ms) for w in wide])
    return hits, near


def repeated(preds: Sequence[Record], doc_id: str, size: int) -> set[int]:
    """Indices of predictions that say again what an earlier one of the document says, at a shared mention."""
    seen: dict[Any, list[list[Span]]] = defaultdict(list)
    out: set[int] = set()
    for i, p in enumerate(preds):
        who = frozenset(norm(n) for n in names(p.get("participants")))
        about = p.get("about") if p["family"] == "change" else None
        key = (p["family"], p["kind"], who, p.get("start"), p.get("end"), norm(place_name(p) or ""), about)
        ms = mentions_of(p, doc_id, size) or [(m.get("start") or 0, m.get("end") or 0) for m in p.get("mentions") or []]
        if any(touches(m, earlier) for m in ms for earlier in seen[key]) or (not ms and seen[key]):
            out.add(i)
        else:
            seen[key].append(ms)
    return out


def best_first(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """One-to-one pairs, the highest score first, ties by position."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored, key=lambda t: (-round(t[0], 6), t[1], t[2])):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def pair_encounters(preds: Sequence[Record], golds: Sequence[Record], text: str, doc_id: str) -> dict[int, int]:
    """Prediction → gold, by position; see the guidelines' scorer for the rule."""
    hits, near = hit_table(preds, golds, text, doc_id)
    skip = repeated(preds, doc_id, len(text))
    scored = []
    for i, p in enumerate(preds):
        for j, g in enumerate(golds):
            if i in skip or not kind_ok(p, g):
                continue
            h = hits[i][j]
            tp, fp, fn = participant_counts(names(p.get("participants")), g["participants"], g["optional"])
            part = f1(tp, fp, fn)
            dated, placed, stated = date_overlap(p, g), place_ok(p, g), status_ok(p, g)
            firm = (g.get("start") and dated and p.get("start")) or (g.get("place") and placed)
            full = part == 1 and tp >= 2 and dated and placed and stated
            if h or (part >= 0.5 and (firm or near[i][j])) or full:
                score = min(h, 3) * 0.5 + (0.5 if h else 0.25 if near[i][j] else 0) + part
                score += 0.4 * dated + 0.2 * date_exact(p, g) + 0.2 * placed + 0.1 * stated
                scored.append((score + 0.05 * g["core"], i, j))
    pairs = best_first(scored)
    possible = {(i, j) for _, i, j in scored}
    for j, g in enumerate(golds):  # an optional twin gives its prediction back to the core entry
        if g["core"] and j not in pairs.values():
            for i, k in list(pairs.items()):
                twin = golds[k]
                if not twin["core"] and twin.get("global_id") == g.get("global_id") and (i, j) in possible:
                    pairs[i] = j
                    break
    return pairs


Linked = Callable[[Record, Record], bool | None]


def pair_changes(preds: Sequence[Record], golds: Sequence[Record], text: str, doc_id: str, linked: Linked) -> dict[int, int]:
    """Prediction → gold, by position; ``linked`` tells whether a change is about the encounter that the gold change is about."""
    hits, near = hit_table(preds, golds, text, doc_id)
    skip = repeated(preds, doc_id, len(text))
    scored = []
    for i, p in enumerate(preds):
        for j, g in enumerate(golds):
            if i in skip or not kind_ok(p, g):
                continue
            h, link, dated = hits[i][j], bool(linked(p, g)), date_overlap(p, g)
            if h or (link and (dated or near[i][j])):
                score = bool(h) + link + 0.3 * dated + 0.1 * date_exact(p, g) + 0.2 * near[i][j]
                scored.append((score + 0.05 * g["core"] + 0.1 * (p["kind"] == g["kind"]), i, j))
    return best_first(scored)


def change_link(gold: Record, link: dict[str, str], text: str) -> Linked:
    """A test whether a predicted change is about the right encounter; None where the question does not arise."""
    by_id = {g["id"]: g for g in gold["encounters"]}
    about: dict[str, set[str]] = {}
    for g in gold["changes"]:
        mine = spans(g["evidence"], text)
        same = {g["about"]}
        for h in gold["changes"]:  # one act told once that moves a trip and its talks
            if not h["core"] and h is not g and h["kind"] == g["kind"] and any(touches(q, mine) for q in spans(h["evidence"], text)):
                same.add(h["about"])
        twins = {by_id[y].get("global_id") for y in same}
        same |= {x["id"] for x in gold["encounters"] if x.get("global_id") and x["global_id"] in twins}
        about[g["id"]] = same

    def linked(p: Record, g: Record) -> bool | None:
        target = link.get(p.get("about") or "")
        if target is None and not by_id[g["about"]]["core"] and not set(link.values()) & about[g["id"]]:
            return None
        return target in about[g["id"]]

    return linked
