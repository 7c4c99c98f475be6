"""The little stories (tests/data/README.md) end to end: from the words of their articles, every history must be right."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.evaluate.names import participant_counts
from timeline.model.event import Event

pytestmark = pytest.mark.model

STORIES = sorted((Path(__file__).resolve().parents[1] / "data" / "stories").glob("*.json"))


def days(event: Event) -> list[str | None]:
    return [event.start and event.start.isoformat(), event.end and event.end.isoformat()]


def told(event: Event, gold: dict[str, Any]) -> float:
    """How well an event fits an encounter of the gold; 0 where it is another one."""
    if event.kind not in [gold["kind"], *gold["kind_accept"]]:
        return 0.0
    right, wrong, _ = participant_counts([a.name for a in event.participants], gold["participants"], gold["optional"])
    if not right:
        return 0.0
    dated = days(event) in [[gold["start"], gold["end"]], *map(list, gold["accept"])]
    return 10 + right - wrong + 2 * dated + (event.status in [gold["status"], *gold["status_accept"]]) + event.n_documents / 10


def in_order(steps: list[Any]) -> list[tuple[str, str]]:
    """Steps with those of one day in the order of their names: they have no other."""
    return sorted((day or "", status) for day, status in steps)


def history(event: Event) -> list[tuple[str, str]]:
    """The steps of an event, equal neighbours collapsed."""
    steps: list[tuple[date | None, str]] = []
    for step in event.history:
        if not steps or steps[-1][1] != step.status:
            steps.append((step.said_on or step.published, step.status.value))
    return in_order([(day and day.isoformat(), status) for day, status in steps])


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_history_from_the_words(path: Path) -> None:
    """Each encounter of a story is found once, with the history that its articles tell."""
    story = json.loads(path.read_text("utf-8"))
    keys = ("doc_id", "text", "title", "published", "source", "url")
    articles = [timeline.Document(**{key: document[key] for key in keys}) for document in story["documents"]]
    left = list(timeline.extract(articles, cache=False).encounters)
    for gold in story["encounters"]:
        best = max(left, key=lambda event: told(event, gold), default=None)
        assert best is not None, gold["global_id"]
        assert told(best, gold) > 0, gold["global_id"]
        left.remove(best)
        assert history(best) in [in_order(steps) for steps in (gold["history"], *gold["history_accept"])]
