"""Annotations of 501 articles of the unlabelled corpus: `tests/data/fresh_gold.jsonl`, without their texts.

    python tools/fresh_gold.py unpack FOLDER    write FOLDER/{gold,corpus}/{a,b,c,d,e,f,g,h,i}/DOC.json for `timeline score`
    python tools/fresh_gold.py pack FOLDER      the other way round, after annotations have been corrected

Nineteen readers who had the guidelines and not the rules annotated them. Parts `a` to `f` and `i` may be learnt from; `g` and `h` are
scored only, by totals, so that they tell what the rules do on text that nobody tuned on. `f` is five clusters of articles on the same
events, for merging. Evidence stands as offsets (characters).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
UNLABELLED = ROOT.parent / "shared" / "corpus" / "unlabelled"
STORED = ROOT / "tests" / "data" / "fresh_gold.jsonl"
PARTS = ("a", "b", "c", "d", "e", "f", "g", "h", "i")


def articles(folder: Path = UNLABELLED) -> Iterator[dict[str, Any]]:
    """The articles of the unlabelled corpus."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf8") as lines:
            yield from map(json.loads, lines)


def digest(text: str) -> str:
    """What tells that offsets still fit the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def entries(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Encounters and changes alike."""
    return [*gold["encounters"], *gold["changes"]]


def unpack(target: Path, stored: Path = STORED, folder: Path = UNLABELLED) -> int:
    """Write gold files and texts for the scorer; the number of articles. Raises ValueError where a text is not the annotated one."""
    wanted = {gold["doc_id"]: gold for gold in map(json.loads, stored.read_text("utf8").splitlines())}
    written = 0
    for article in articles(folder):
        gold = wanted.get(article["doc_id"])
        if gold is None:
            continue
        part, mark = gold.pop("part"), gold.pop("digest")
        text = article["text"]
        if digest(text) != mark:
            raise ValueError(f"{article['doc_id']}: the text is not the one that was annotated")
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
    lines = []
    for part in PARTS:
        for path in sorted((source / "gold" / part).glob("*.json")):
            gold = json.loads(path.read_text("utf8"))
            text = json.loads((source / "corpus" / part / path.name).read_text("utf8"))["text"]
            for entry in entries(gold):
                entry["evidence"] = [[text.index(quote), text.index(quote) + len(quote)] for quote in entry["evidence"]]
            lines.append(json.dumps({"part": part, "digest": digest(text)} | gold, ensure_ascii=False))
    stored.write_text("\n".join(lines) + "\n", "utf8")
    return len(lines)


def main() -> int:
    """Pack or unpack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["pack", "unpack"])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    print((pack if args.action == "pack" else unpack)(args.folder), "articles", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
