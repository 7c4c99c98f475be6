"""Fit the weights of merging's second opinion (``timeline/lexicon/data/merging_pairs.toml``) and check them on clusters left out.

    python tools/fit_merging.py GOLD CORPUS [GOLD CORPUS …] [--texts FILE.jsonl …] [--write]

Each GOLD folder holds gold files (``gold/GUIDELINES.md``, section 8) with ``global_id``, each CORPUS the articles; the stories of
``tests/data/stories`` are always read. The core gold encounters become document events; in :data:`ROUNDS` copies of them fields
are altered as often as the extractor's own are wrong (:data:`RATES`, measured on matched events). Every pair that the rules leave
apart, and that nothing contradicts firmly, is one example. The table shows, for clusters that the weights were not fitted on
(five folds by ``global_id``), how many pairs of one encounter each threshold joins, and how many of two. ``--texts`` (JSON lines
of articles, any) gives the weights of common words; without it those of the file are kept. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import re
import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from timeline.chrono.interval import Interval
from timeline.lexicon.states import states
from timeline.merging import linking, weighing
from timeline.merging.cluster import begin
from timeline.merging.naming import actor
from timeline.merging.reading import complete
from timeline.merging.telling import in_story_order, sides_of, telling
from timeline.model.event import Dating, Event
from timeline.model.record import from_record
from timeline.model.vocabulary import ActorType, Status

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "timeline" / "lexicon" / "data" / weighing.FILE
ROUNDS, FOLDS, PENALTY = 20, 5, 3.0
#: Share of events with a field wrong: a participant lost or told as the state; a place, a day, a status lost or another.
RATES = {"who": 0.17, "no place": 0.12, "place": 0.03, "no date": 0.06, "date": 0.03, "status": 0.10}
_END = re.compile(r"[.!?][\"”’)]*\s+|\n+")
Example = tuple[Mapping[str, float], bool, str, str]


def read_gold(folders: Iterable[tuple[Path, Path]]) -> list[tuple[list[Event], dict[str, str]]]:
    """For each gold set the core encounters as document events, and the encounter of each."""
    sets = []
    for gold_dir, corpus_dir in folders:
        pairs = [
            (json.loads(p.read_text("utf-8")), json.loads((corpus_dir / p.name).read_text("utf-8")))
            for p in sorted(gold_dir.glob("*.json"))
        ]
        sets.append(_events(pairs))
    stories = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "tests" / "data" / "stories").glob("*.json"))]
    told = []
    for story in stories:
        texts = {d["doc_id"]: d for d in story["documents"]}
        for gold in story["document_gold"]:
            for entry in gold["encounters"]:
                entry["global_id"] = f"{story['story']}/{entry['global_id']}"
            told.append((gold, texts[gold["doc_id"]]))
    return [*sets, _events(told)]


def _events(pairs: Iterable[tuple[Any, Any]]) -> tuple[list[Event], dict[str, str]]:
    events, encounter = [], {}
    for gold, article in pairs:
        for entry in (e for e in gold["encounters"] if e["core"]):
            id = f"{gold['doc_id']}/{entry['id']}"
            place = entry["place"] and {"name": entry["place"].split("|")[0], "country": entry["country"]}
            record = {
                "id": id,
                **{key: entry[key] for key in ("kind", "subtype", "status", "start", "end", "precision")},
                "published": article["published"],
                "place": place,
                "participants": [{"name": name.split("|")[0]} for name in entry["participants"]],
                "mentions": [_mention(gold["doc_id"], article["text"], quote) for quote in entry["evidence"]],
            }
            events.append(from_record(complete(record)))
            encounter[id] = entry["global_id"]
    return events, encounter


def _mention(doc: str, text: str, quote: str) -> dict[str, Any]:
    at = text.find(quote)
    end = at + len(quote)
    first = max((m.end() for m in _END.finditer(text, 0, at)), default=0)
    last = next((m.start() + 1 for m in _END.finditer(text, end)), len(text))
    return {"doc_id": doc, "start": at, "end": end, "text": quote, "sentence": text[first:last].strip()}


def altered(events: Iterable[Event], seed: int) -> list[Event]:
    """The events with fields altered at :data:`RATES`."""
    rng = random.Random(seed)
    held = list(events)
    places = [e.place for e in held if e.place]

    def happens(what: str) -> bool:
        return rng.random() < RATES[what]

    out = []
    for event in held:
        changed: dict[str, Any] = {}
        people = list(event.participants)
        if people and happens("who"):
            one = rng.randrange(len(people))
            state = states().get(people[one].country or "")
            if state and people[one].type is not ActorType.STATE and (len(people) == 1 or rng.random() < 0.6):
                people[one] = actor(state.name)
            elif len(people) > 1:
                people.pop(one)
            changed["participants"] = tuple(people)
        if event.place and happens("no place"):
            changed["place"] = None
        elif happens("place"):
            changed["place"] = rng.choice(places)
        if event.dating.interval and happens("no date"):
            changed["dating"] = Dating()
        elif event.dating.interval and happens("date"):
            days = dt.timedelta(rng.choice((-7, -1, 1, 7)))
            moved = Interval(event.dating.interval.start + days, event.dating.interval.end + days)
            changed["dating"] = replace(event.dating, interval=moved)
        if happens("status"):
            changed["status"] = rng.choice(
                (Status.HELD, Status.SCHEDULED, Status.SCHEDULED, Status.PROPOSED, Status.ONGOING, Status.NOT_HELD, Status.CANCELLED)
            )
        out.append(replace(event, **changed))
    return out


def examples(events: Iterable[Event], encounter: Mapping[str, str]) -> list[Example]:
    """The pairs that the rules leave apart and nothing contradicts: features, whether they are one, and of which encounters."""
    held = in_story_order(events)
    sides = sides_of(held)
    told = [telling(n, e, sides=sides, moved=False) for n, e in enumerate(held)]
    said = [weighing.words_of(e) for e in held]
    found: list[Example] = []
    for n, first in enumerate(told):
        c = begin(n, first)
        for t in told[n + 1 :]:
            if not linking.in_reach(c, t):
                continue
            pair = linking.evidence(c, t)
            if linking.by_rule(c, t, pair) or not linking.doubtful(c, t, pair):
                continue
            values = weighing.features(c, t, pair, said.__getitem__)
            found.append((values, encounter[first.id] == encounter[t.id], encounter[first.id], encounter[t.id]))
    return found


def fitted(rows: Iterable[Example]) -> dict[str, float]:
    """Weights of a logistic model with a quadratic penalty, by Newton's method, to two places."""
    held = list(rows)
    names = sorted({name for values, *_ in held for name in values})
    place = {name: n for n, name in enumerate(names)}
    x, y = np.zeros((len(held), len(names))), np.array([float(row[1]) for row in held])
    for n, (values, *_) in enumerate(held):
        for name, value in values.items():
            x[n, place[name]] = value
    penalty = np.array([0.01 if name == "one" else PENALTY for name in names])
    w = np.zeros(len(names))
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w -= step
        if abs(step).max() < 1e-6:
            break
    return {name: round(float(value), 2) + 0.0 for name, value in zip(names, w, strict=True)}


def check(rows: list[Example]) -> None:
    """Print what each threshold joins among clusters that the weights were not fitted on."""

    def fold(encounter: str) -> int:
        return zlib.crc32(encounter.encode()) % FOLDS

    scored = []
    for part in range(FOLDS):
        weights = fitted(row for row in rows if fold(row[2]) != part and fold(row[3]) != part)
        scored += [
            (sum(weights.get(k, 0.0) * v for k, v in values.items()), same) for values, same, _, other in rows if fold(other) == part
        ]
    print("| from | one encounter | two |\n|---|---|---|")
    for sure in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        taken = [same for total, same in scored if total >= math.log(sure / (1 - sure))]
        print(f"| {sure} | {sum(taken)} of {sum(same for _, same in scored)} | {len(taken) - sum(taken)} |")


def common_words(files: Iterable[Path]) -> dict[str, float]:
    """The weight of words that stand in many sentences: the logarithm of how many sentences there are to one with the word."""
    count: Counter[str] = Counter()
    sentences = 0
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            for sentence in _END.split(json.loads(line)["text"]) if line.strip() else ():
                words = set(weighing.WORD.findall(sentence.lower()))
                if len(words) > 3:
                    sentences += 1
                    count.update(words)
    weight = {word: math.log(sentences / n) for word, n in count.items()}
    return {word: round(value, 1) for word, value in sorted(weight.items()) if value < weighing.RARE}


def main() -> int:
    """Fit, check, and write with ``--write``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true", help="write the weights; tables are printed only without it")
    given = parser.parse_args()
    if len(given.folders) % 2:
        parser.error("give a CORPUS after each GOLD")
    words = common_words(given.texts) if given.texts else tomllib.loads(FILE.read_text("utf-8"))["words"]
    rows: list[Example] = []
    for events, encounter in read_gold(zip(given.folders[::2], given.folders[1::2], strict=True)):
        for seed in range(ROUNDS):
            rows += examples(altered(events, seed), encounter)
        rows += examples(events, encounter)
    print(f"{len(rows)} pairs, {sum(row[1] for row in rows)} of one encounter")
    check(rows)
    weights = fitted(rows)
    lines = [
        "# The second opinion of merging (timeline/merging/weighing.py): written by tools/fit_merging.py, not by hand.",
        "",
        "# log odds that a feature adds",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(weights.items())),
        "",
        f"# how rare a word is: sentences to one with it, as a logarithm; every other word counts {weighing.RARE}",
        "[words]",
        *(f'"{word}" = {value}' for word, value in sorted(words.items())),
    ]
    if given.write:
        FILE.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        print("\n".join(lines[3 : 4 + len(weights)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
