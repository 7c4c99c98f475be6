"""Little stories of several articles, written apart from the rules (tests/data/README.md): merged from the gold events of each
article, every cluster, history, date, conflict and count must be right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.evaluate.matching import place_ok
from timeline.evaluate.names import participant_counts
from timeline.merging import merge, reprints
from timeline.merging.reading import complete
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.record import from_record
from timeline.model.vocabulary import Family

STORIES = sorted((Path(__file__).resolve().parents[1] / "data" / "stories").glob("*.json"))


def documents(story: dict[str, Any]) -> list[Document]:
    keys = ("doc_id", "text", "title", "published", "source", "url")
    return [Document(**{key: document[key] for key in keys}) for document in story["documents"]]


def gold_events(story: dict[str, Any]) -> tuple[list[Event], dict[str, str]]:
    """The core gold entries of each article as document events, and the encounter that each one tells of."""
    by_id = {document.doc_id: document for document in documents(story)}
    events, encounter = [], {}
    for gold in story["document_gold"]:
        document = by_id[gold["doc_id"]]
        core = [entry for entry in gold["encounters"] if entry["core"]]
        for entry in core + [change for change in gold["changes"] if change["core"]]:
            record = {
                "id": f"{gold['doc_id']}/{entry['id']}",
                "kind": entry["kind"],
                "start": entry["start"],
                "end": entry["end"],
                "precision": entry["precision"],
                "mentions": [
                    {
                        "doc_id": document.doc_id,
                        "start": document.text.find(quote),
                        "end": document.text.find(quote) + len(quote),
                        "text": quote,
                    }
                    for quote in entry["evidence"]
                ],
                "sources": [
                    {
                        "doc_id": document.doc_id,
                        "published": document.published.isoformat() if document.published else None,
                        "source": document.source,
                        "digest": document.digest,
                    }
                ],
            }
            if "participants" in entry:
                place = entry["place"] and {"name": entry["place"].split("|")[0], "country": entry["country"]}
                record |= {"subtype": entry["subtype"], "status": entry["status"], "place": place}
                record["participants"] = [{"name": name.split("|")[0]} for name in entry["participants"]]
                encounter[record["id"]] = entry["global_id"]
            else:
                about = f"{gold['doc_id']}/{entry['about']}"
                record["about"] = about if entry["about"] in {e["id"] for e in core} else None
                record["actors"] = [{"name": name.split("|")[0]} for name in entry["actors"]]
            events.append(from_record(complete(record)))
    return events, encounter


def history(event: Event) -> list[tuple[str | None, str]]:
    """Steps with equal neighbours collapsed; those of one day in the order of their names."""
    steps: list[tuple[str | None, str]] = []
    for step in event.history:
        if not steps or steps[-1][1] != step.status:
            day = step.said_on or step.published
            steps.append((day and day.isoformat(), step.status.value))
    return sorted(steps, key=lambda step: (step[0] or "", step[1]))


def days(event: Event) -> list[str | None]:
    return [event.start and event.start.isoformat(), event.end and event.end.isoformat()]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    story = json.loads(path.read_text("utf-8"))
    events, encounter_of = gold_events(story)
    read = documents(story)
    merged = merge(events, now=max(d.published for d in read if d.published), reprints=reprints(read))
    told: dict[str, list[Event]] = {}
    for event in merged:
        if event.family is Family.ENCOUNTER:
            names = {encounter_of[member.id] for member in event.members}
            assert len(names) == 1, f"fused: {names} ({event.reasons})"
            told.setdefault(names.pop(), []).append(event)
    assert set(told) == {gold["global_id"] for gold in story["encounters"]}
    name_of = {event.id: name for name, found in told.items() for event in found}
    for gold in story["encounters"]:
        assert len(told[gold["global_id"]]) == 1, [m.id for e in told[gold["global_id"]] for m in e.members]
        check(told[gold["global_id"]][0], gold, name_of)
    acts = [(c.kind.value, name_of.get(c.about or ""), days(c)) for c in merged if c.family is Family.CHANGE]
    for gold in story["changes"]:
        fits = [
            act
            for act in acts
            if act[0] in [gold["kind"], *gold["kind_accept"]]
            and act[1] == gold["about"]
            and act[2] in [[gold["start"], gold["end"]], *map(list, gold["accept"])]
        ]
        assert fits, (gold, acts)
        acts.remove(fits[0])
    assert not acts


def check(event: Event, gold: dict[str, Any], name_of: dict[str, str]) -> None:
    assert event.kind in [gold["kind"], *gold["kind_accept"]]
    assert event.status in [gold["status"], *gold["status_accept"]]
    _, wrong, missed = participant_counts([a.name for a in event.participants], gold["participants"], gold["optional"])
    assert not wrong
    assert not missed
    assert place_ok({"place": {"name": event.place.name} if event.place else None}, gold)
    assert days(event) in [[gold["start"], gold["end"]], *map(list, gold["accept"])]
    wanted = [sorted(map(tuple, steps), key=lambda step: (step[0] or "", step[1])) for steps in (gold["history"], *gold["history_accept"])]
    assert history(event) in wanted
    assert [[d.interval.start.isoformat(), d.interval.end.isoformat()] for d in event.previous if d.interval] == gold["previous_dates"]
    assert name_of.get(event.follows or "") == gold["follows"]
    assert sorted(event.conflicts) in [sorted(gold["conflicts"]), *map(sorted, gold["conflicts_accept"])]
    assert event.stale == gold["stale"]
    assert event.n_documents in [gold["n_documents"], *gold["n_documents_accept"]]
    assert event.n_sources in [gold["n_sources"], *gold["n_sources_accept"]]


def test_there_are_stories() -> None:
    assert len(STORIES) >= 20
