"""Status of encounters in sentences written by someone who had the guidelines and not the rules (tests/data/README.md).

Run as a script it prints the figures and, with ``--errors``, the sentences of the first file that go wrong. The first file has been learnt
from; of the second only totals are looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
FLOORS = {
    "status_sentences.jsonl": 0.84,  # first 0.469 (nothing but the guidelines known), 0.645 before the misses were read, 0.85 since
    "status_sentences_2.jsonl": 0.29,  # first 0.312: turns that few news texts use, of most of which no trigger knows
}
GROUPS = {
    "held": "held", "ongoing": "held", "scheduled": "planned", "proposed": "planned",
    "cancelled": "off", "denied": "off", "not_held": "off", "postponed": "postponed", "disputed": "disputed",
}  # fmt: skip


def sentences(name: str) -> list[dict]:
    """The frozen sentences of a file."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines() if line.strip()]


def read_all(items: list[dict]) -> list[tuple]:
    """The events of each sentence, read as a document of its own."""
    from timeline.chrono.interval import Interval
    from timeline.dating import date_timexes
    from timeline.events import document_events
    from timeline.layout import paragraphs
    from timeline.model.document import Document
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_documents

    documents = [Document(text=i["text"], doc_id=i["id"], published=i["published"]) for i in items]
    lifted = lift_documents(load(), [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents])
    return [
        document_events(d, found, date_timexes(found, d.text, Interval.day(d.published) if d.published else None))
        for d, found in zip(documents, lifted, strict=True)
    ]


def _span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def _touches(event, spans: list[tuple[int, int]]) -> bool:
    return any(m.start < end and start < m.end for m in event.mentions for start, end in spans)


def count(item: dict, events: tuple) -> tuple[Counter, list[str]]:
    """True and false positives and misses of one sentence by status group, and the errors in words."""
    counts: Counter = Counter()
    errors = []
    left = [e for e in events if e.family == "encounter"]
    for gold in sorted(item["encounters"], key=lambda g: not g.get("core", True)):
        spans = [_span(item["text"], q) for q in (gold["trigger"], *gold.get("also", ()))]
        kinds = {gold["kind"], *gold.get("kind_accept", ())}
        match = next((e for e in left if e.kind.value in kinds and _touches(e, spans)), None)
        if match is not None:
            left = [e for e in left if e is not match and not (_touches(e, spans) and e.kind is match.kind)]
        if not gold.get("core", True):
            continue
        wanted = GROUPS[gold["status"]]
        if match is None:
            counts[wanted, "fn"] += 1
            errors.append(f"missed {gold['kind']} {gold['status']} «{gold['trigger']}»")
            continue
        right = match.status.value in {gold["status"], *gold.get("status_accept", ())}
        got = wanted if right else GROUPS[match.status.value]
        counts["exact", "tp" if right else "fn"] += 1
        if got == wanted:
            counts[wanted, "tp"] += 1
        else:
            counts[wanted, "fn"] += 1
            counts[got, "fp"] += 1
            errors.append(
                f"{gold['kind']} «{gold['trigger']}»: got {match.status.value} ({match.mentions[0].cue_rule}), gold {gold['status']}"
            )
    for event in left:
        if event.mentions and not any(_touches(event, [_span(item["text"], g["trigger"])]) for g in item["encounters"]):
            counts[GROUPS[event.status.value], "fp"] += 1
            errors.append(f"false {event.kind.value} {event.status.value} «{event.mentions[0].text}»")
    return counts, errors


def macro_f1(total: Counter) -> tuple[float, dict[str, float]]:
    """Mean F1 over held, planned, off, postponed, end to end (misses and false events count)."""
    out = {}
    for group in ("held", "planned", "off", "postponed"):
        tp, fp, fn = (total[group, k] for k in ("tp", "fp", "fn"))
        out[group] = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return sum(out.values()) / len(out), out


@pytest.mark.model
@pytest.mark.parametrize(("name", "floor"), FLOORS.items(), ids=FLOORS)
def test_status_macro_f1_stays_above_its_floor(name, floor) -> None:
    items = sentences(name)
    assert len(items) >= 120
    total: Counter = Counter()
    for item, events in zip(items, read_all(items), strict=True):
        total += count(item, events)[0]
    score, by_group = macro_f1(total)
    assert score >= floor, by_group


if __name__ == "__main__":
    for path in FLOORS:
        everything = sentences(path)
        grand: Counter = Counter()
        for one, found in zip(everything, read_all(everything), strict=True):
            counted, wrong = count(one, found)
            grand += counted
            if "--errors" in sys.argv and wrong and path == "status_sentences.jsonl":
                print(one["id"], "HARD" if one["hard"] else "", one["published"], one["text"])
                for line in wrong:
                    print("      ", line)
        print(path, macro_f1(grand), dict(grand))
