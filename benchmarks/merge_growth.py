"""How merging grows: seconds and memory for 10^4 to 10^6 synthetic document events.

    python benchmarks/merge_growth.py [--largest 1000000] [--out FILE.json]

The events: 2,000 pairs of people (Zipf), three kinds, about five articles an encounter, a fixed span of ten years, so that blocks
get denser as the number grows. Each size runs in a process of its own. ``B added`` is the peak memory of that process over what it
held once the events were there: what merging needs, and its result (claims, histories, merged events); ``B input`` is what the events
themselves take. Exit status 1 where growth or memory is past the
bounds in BOUNDS.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import itertools
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator

from timeline.chrono.interval import Interval, Precision
from timeline.merging import merge
from timeline.model.event import Actor, At, Dating, Event, EventMention, Place, SourceRef, event_id
from timeline.model.vocabulary import ActorType, Basis, Kind, PublishedBasis, Status

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
#: Bytes added an event, and the factor by which the time of an event may grow from the smallest to the largest size.
BOUNDS = (2048, 4.0)
FIRST_DAY = dt.date(2010, 1, 1)
SPAN_DAYS = 3650
PAIRS = 2000
ARTICLES = 5
_STATES = ("US", "RU", "CN", "FR", "DE", "GB", "TR", "IR", "IN", "JP", "IL", "EG", "UA", "KR", "BR", "ZA")
_KINDS = (Kind.MEETING, Kind.MEETING, Kind.CALL, Kind.VISIT)


def events(count: int, seed: int = 7) -> Iterator[Event]:
    """``count`` document events; the same for the same seed."""
    rng = random.Random(seed)
    people = [
        Actor(f"Q{n}", f"Person {n}", ActorType.PERSON, _STATES[n % len(_STATES)], "Foreign Minister", None, "minister") for n in range(400)
    ]
    pairs = [tuple(sorted(rng.sample(range(400), 2))) for _ in range(PAIRS)]
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(PAIRS)))
    places = [Place(f"City {n}", state, n % 60, n % 90) for n, state in enumerate(_STATES * 4)]
    made = 0
    while made < count:
        first, second = pairs[rng.choices(range(PAIRS), cum_weights=weights)[0]]
        kind = rng.choice(_KINDS)
        day = FIRST_DAY + dt.timedelta(days=rng.randrange(SPAN_DAYS))
        place = rng.choice(places)
        for article in range(min(1 + rng.randrange(2 * ARTICLES - 1), count - made)):
            published = day + dt.timedelta(days=rng.randrange(-7, 8))
            yield _event(made, article, kind, day, published, people[first], people[second], place)
            made += 1


def _event(number: int, article: int, kind: Kind, day: dt.date, published: dt.date, first: Actor, second: Actor, place: Place) -> Event:
    doc = f"article-{number:07}"
    status = Status.HELD if published >= day else Status.SCHEDULED
    dated = article % 4 != 3
    words = f"{first.name} and {second.name} were due to speak about sentence {number} of the synthetic wire."

    def named(actor: Actor, at: int) -> Actor:
        return Actor(
            actor.id, actor.name, actor.type, actor.country, actor.office, None, actor.rank, (At(doc, at, at + 10, actor.name, "name"),)
        )

    return Event(
        id=event_id(doc, kind, 20, 25),
        kind=kind,
        dating=Dating(Interval(day, day), Precision.DAY, Basis.STATED, "on Friday", 40, 49) if dated else Dating(),
        sources=(SourceRef(doc, published, PublishedBasis.METADATA, f"Outlet {number % 50}", None, None, None),),
        mentions=(EventMention(doc, 20, 25, "spoke", words, "meet", status, "will", 10, 14, "will"),),
        confidence=0.8,
        status=status,
        participants=(named(first, 0), named(second, 15)) if kind is not Kind.VISIT else (named(first, 0),),
        place=place if kind is not Kind.CALL else None,
        countries=tuple(sorted({c for c in (first.country, second.country) if c})),
        level="minister",
    )


def measure(count: int, answer: multiprocessing.Queue[dict[str, float]]) -> None:
    """Merge ``count`` events in this process and put down what it took."""
    merge(events(100))
    gc.collect()
    before = _now_bytes()
    made = list(events(count))
    held = _now_bytes()
    started = time.process_time()
    merged = merge(made)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    answer.put(
        {
            "events": count,
            "merged": len(merged),
            "seconds": round(seconds, 2),
            "us_an_event": round(1e6 * seconds / count, 1),
            "bytes_added": round((peak - held) / count),
            "bytes_of_input": round((held - before) / count),
        }
    )


def _now_bytes() -> int:
    """Resident memory of this process, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def main() -> int:
    """Run all sizes up to ``--largest`` and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--out", help="write the figures here, as JSON")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    rows = []
    print(f"{'events':>9} {'merged':>9} {'seconds':>9} {'µs/event':>9} {'B added':>9} {'B input':>9}")
    for count in (size for size in SIZES if size <= options.largest):
        answer: multiprocessing.Queue[dict[str, float]] = context.Queue()
        process = context.Process(target=measure, args=(count, answer))
        process.start()
        row = answer.get()
        process.join()
        rows.append(row)
        print(
            f"{count:9} {row['merged']:9} {row['seconds']:9} {row['us_an_event']:9} {row['bytes_added']:9} {row['bytes_of_input']:9}",
            flush=True,
        )
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1)
    growth = rows[-1]["us_an_event"] / rows[0]["us_an_event"]
    fits = rows[-1]["bytes_added"] <= BOUNDS[0] and growth <= BOUNDS[1]
    print(f"time an event grew {growth:.1f} times; memory at the largest size {rows[-1]['bytes_added']:.0f} B an event")
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
