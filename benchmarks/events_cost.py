"""CPU after lifting (dates and events) as a share of the default spaCy pipeline's on the same text, without the gate.

    python benchmarks/events_cost.py ../shared/corpus/dev

Reads the JSON articles of a folder; prints seconds and the share. The default pipeline is the model as its package gives it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import spacy

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes
from timeline.events import document_events
from timeline.layout import paragraphs
from timeline.model.document import Document
from timeline.nlp.assembly import DEFAULT_MODEL, load
from timeline.nlp.lift import lift_documents


def main() -> None:
    """Time three stages over one folder of articles."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus/dev")
    articles = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))]
    documents = [Document(text=a["text"], doc_id=a["doc_id"], published=a["published"]) for a in articles]
    jobs = [(d.doc_id, d.text, paragraphs(d.text), None) for d in documents]
    plain = spacy.load(DEFAULT_MODEL)
    texts = [d.text[p.start : p.end] for d, job in zip(documents, jobs, strict=True) for p in job[2] if p.kind != "furniture"]
    ours = load()
    list(plain.pipe(texts[:50]))  # warm up
    list(lift_documents(ours, jobs[:5]))
    start = time.process_time()
    for _ in plain.pipe(texts, batch_size=128):
        pass
    default = time.process_time() - start
    start = time.process_time()
    lifted = list(lift_documents(ours, jobs))
    tagging = time.process_time() - start
    start = time.process_time()
    events = 0
    for d, found in zip(documents, lifted, strict=True):
        datings = date_timexes(found, d.text, Interval.day(d.published) if d.published else None)
        events += len(document_events(d, found, datings))
    after = time.process_time() - start
    print(f"{len(documents)} articles, {sum(len(t.split()) for t in texts)} words, {events} events")
    print(f"default spaCy pipeline {default:.2f} s; our tagging and lifting {tagging:.2f} s; after lifting {after:.2f} s")
    print(f"after lifting / default pipeline: {after / default:.1%}")


if __name__ == "__main__":
    main()
