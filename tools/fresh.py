"""What the tools of the project's own annotations share: the articles that they stand on, and the command line.

Annotations are stored without the texts, one article a line, with offsets (characters) and a digest that tells whether they still fit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
UNLABELLED = ROOT.parent / "shared" / "corpus" / "unlabelled"
DATA = ROOT / "tests" / "data"


def digest(text: str) -> str:
    """What tells that offsets still fit the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def annotated(stored: Path, folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The records of a stored file, each with its article of the corpus. Raises ValueError where a text is not the annotated one."""
    wanted = {record["doc_id"]: record for record in map(json.loads, stored.read_text("utf8").splitlines())}
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf8") as lines:
            for article in map(json.loads, lines):
                record = wanted.get(article["doc_id"])
                if record is None:
                    continue
                if digest(article["text"]) != record["digest"]:
                    raise ValueError(f"{article['doc_id']}: the text is not the one that was annotated")
                yield record, article


def store(stored: Path, records: list[dict[str, Any]]) -> int:
    """Write the records, one a line; their number."""
    stored.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf8")
    return len(records)


def main(purpose: str | None, pack: Callable[[Path], int], unpack: Callable[[Path], int]) -> int:
    """Pack or unpack, as the command line says."""
    parser = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["pack", "unpack"])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    print((pack if args.action == "pack" else unpack)(args.folder), "articles", file=sys.stderr)
    return 0
