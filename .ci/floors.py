"""Measure `timeline score` on seeds, dev and the project's own annotations (fresh-… and briefs-…) against the floors in floors.json.

    python .ci/floors.py --check          fail where a figure is below its floor
    python .ci/floors.py --raise          raise floors to a little under the measured values; none falls
    python .ci/floors.py --raise --allow-fall   write them even where they fall

The corpora are fingerprinted: a floor holds for those gold files only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from timeline.evaluate import headline

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.json"
MARGIN = 0.01  # a floor stands this much under the measured value
BRIEFS = HERE.parent / "tests" / "data" / "briefs"
SPLITS = ("seeds", "dev", *(f"fresh-{part}" for part in "abcdefghi"), *(f"briefs-{path.name}" for path in sorted(BRIEFS.iterdir())))
CLUSTERED = ("dev", "fresh-f")


def places(split: str, folder: Path) -> tuple[Path, Path]:
    """Where a split's gold files and texts lie; `folder` holds the unpacked annotations of the project's own."""
    kind, _, part = split.partition("-")
    if kind == "briefs":
        return BRIEFS / part / "gold", BRIEFS / part / "corpus"
    top, name = (folder / "fresh", part) if kind == "fresh" else (SHARED, split)
    return top / "gold" / name, top / "corpus" / name


def fingerprint(*folders: Path) -> str:
    """Digest of the gold files and their texts."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def python(*args: str | Path) -> str:
    """Output of this environment's Python, which must end with 0 or 1."""
    done = subprocess.run([sys.executable, *map(str, args)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def command(*args: str | Path) -> str:
    """Output of a `timeline` command."""
    return python("-m", "timeline", *args)


def measure(split: str, folder: Path) -> dict[str, float]:
    """The headline figures of a split; `pairwise_f1` end to end where articles share events."""
    gold, corpus = places(split, folder)
    events, merged = folder / f"{split}.jsonl", folder / f"{split}-merged.jsonl"
    command("extract", corpus, "-o", events, "--no-merge", "--no-cache")
    result = json.loads(command("score", events, "--gold", gold, "--corpus", corpus, "--json"))
    figures = headline(result)
    empty = result["false_events_per_empty_document"]
    if split != "seeds" and empty is not None:
        figures["false_events_on_empty"] = empty
    if split in CLUSTERED:
        command("merge", events, "-o", merged)
        clusters = json.loads(command("score", merged, "--gold", gold, "--corpus", corpus, "--merged", "--json"))
        figures["pairwise_f1"] = clusters["pairwise"]["f1"]
    return figures


def main() -> int:
    """Check or raise the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--raise", dest="up", action="store_true")
    parser.add_argument("--allow-fall", action="store_true")
    args = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print("floors: the annotated articles (../shared) are not on this machine", file=sys.stderr)
        return 2
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        python(HERE.parent / "tools" / "fresh_gold.py", "unpack", Path(folder) / "fresh")
        for split in SPLITS:
            figures, mark = measure(split, Path(folder)), fingerprint(*places(split, Path(folder)))
            known = floors.get(split, {})
            if known and known["fingerprint"] != mark and not args.allow_fall:
                print(f"{split}: the gold files are others than those of the floors; raise them anew with --allow-fall")
                failed = True
            for name, value in sorted(figures.items()):
                lower_is_better = name == "false_events_on_empty"
                floor = known.get("floors", {}).get(name)
                low = floor is not None and (value > floor if lower_is_better else value < floor)
                failed |= low
                print(f"{split:14s} {name:24s} {value:.3f}  floor {'-' if floor is None else f'{floor:.3f}'}{'  BELOW' if low else ''}")
                if args.up:
                    new = round(value + MARGIN if lower_is_better else max(0.0, value - MARGIN), 3)
                    keep = floor is not None and not args.allow_fall and (floor <= new if lower_is_better else floor >= new)
                    floors.setdefault(split, {}).setdefault("floors", {})[name] = floor if keep else new
            if args.up:
                floors[split]["fingerprint"] = mark
    if args.up:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    return int(args.check and failed)


if __name__ == "__main__":
    raise SystemExit(main())
