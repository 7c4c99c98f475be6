"""Annotations of 501 articles of the unlabelled corpus: `tests/data/fresh_gold.jsonl`, without their texts.

    python tools/fresh_gold.py unpack FOLDER    write FOLDER/{gold,corpus}/{a,b,c,d,e,f,g,h,i}/DOC.json for `timeline score`
    python tools/fresh_gold.py pack FOLDER      the other way round, after annotations have been corrected

Nineteen readers who had the guidelines and not the rules annotated them. Parts `a` to `g` and `i` may be learnt from; `h` is
scored only, by totals, so that it tells what the rules do on text that nobody tuned on. `f` is five clusters of articles on the same
events, for merging. Evidence stands as offsets (characters).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fresh import DATA, UNLABELLED, annotated, digest, main, store

STORED = DATA / "fresh_gold.jsonl"
PARTS = ("a", "b", "c", "d", "e", "f", "g", "h", "i")


def entries(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Encounters and changes alike."""
    return [*gold["encounters"], *gold["changes"]]


def unpack(target: Path, stored: Path = STORED, folder: Path = UNLABELLED) -> int:
    """Write gold files and texts for the scorer; the number of articles. Raises ValueError where a text is not the annotated one."""
    written = 0
    for gold, article in annotated(stored, folder):
        part, text = gold.pop("part"), article["text"]
        del gold["digest"]
        for entry in entries(gold):
            entry["evidence"] = [text[start:end] for start, end in entry["evidence"]]
        for kind, record in (("gold", gold), ("corpus", article)):
            path = target / kind / part / f"{article['doc_id']}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf8")
        written += 1
    return written


def pack(source: Path, stored: Path = STORED) -> int:
    """Store the annotations of a folder made by `unpack`; the number of articles."""
    records = []
    for part in PARTS:
        for path in sorted((source / "gold" / part).glob("*.json")):
            gold = json.loads(path.read_text("utf8"))
            text = json.loads((source / "corpus" / part / path.name).read_text("utf8"))["text"]
            for entry in entries(gold):
                entry["evidence"] = [[text.index(quote), text.index(quote) + len(quote)] for quote in entry["evidence"]]
            records.append({"part": part, "digest": digest(text)} | gold)
    return store(stored, records)


if __name__ == "__main__":
    raise SystemExit(main(__doc__, pack, unpack))
