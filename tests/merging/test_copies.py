"""Reprints: articles that carry one text."""

from __future__ import annotations

import datetime as dt
import random

from timeline.merging import copies, fingerprint, reprints, reprints_of
from timeline.model.document import Document

WORDS = (
    "envoy",
    "river",
    "border",
    "grain",
    "port",
    "letter",
    "paper",
    "engine",
    "council",
    "market",
    "winter",
    "bridge",
    "treaty",
    "clerk",
)


def wire(seed: int, length: int = 200) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(40)) for _ in range(length))


def article(doc: str, text: str, published: str | None = None) -> Document:
    return Document(doc_id=doc, text=text, published=dt.date.fromisoformat(published) if published else None)


def test_a_reprint_belongs_to_what_came_first() -> None:
    text = wire(1)
    found = reprints(
        [article("late", text, "2025-03-05"), article("first", text.upper(), "2025-03-04"), article("other", wire(2), "2025-03-03")]
    )
    assert found == {"late": "first", "first": "first", "other": "other"}


def test_a_reprint_that_was_cut_and_framed() -> None:
    text = wire(1)
    cut = "From our partners. " + " ".join(text.split()[:90]) + " Subscribe now for more."
    assert reprints([article("a", text, "2025-03-04"), article("b", cut, "2025-03-05")])["b"] == "a"


def test_a_quoted_paragraph_makes_no_reprint() -> None:
    shared = " ".join(wire(1).split()[:40])
    found = reprints([article("a", wire(3) + shared, "2025-03-04"), article("b", wire(4) + shared, "2025-03-05")])
    assert found == {"a": "a", "b": "b"}


def test_boilerplate_of_one_site_makes_no_reprint() -> None:
    shared = " ".join(wire(1).split()[:60])
    found = reprints([article(f"d{n:02}", f"{wire(n + 10, 140)} {shared}", "2025-03-04") for n in range(40)])
    assert all(doc == group for doc, group in found.items())


def test_a_hundred_copies_are_one_group() -> None:
    text = wire(1)
    assert set(reprints([article(f"d{n:03}", text) for n in range(100)]).values()) == {"d000"}


def test_short_texts_are_left_alone() -> None:
    assert reprints([article("a", "Ministers met.", "2025-03-04"), article("b", "Ministers met.", "2025-03-05")]) == {"a": "a", "b": "b"}


def test_kept_fingerprints_give_the_same_groups_in_any_order() -> None:
    documents = [article(f"d{n}", wire(n // 3), f"2025-03-{n + 1:02}") for n in range(12)]
    prints = {d.doc_id: fingerprint(d.text) for d in reversed(documents)}
    assert reprints_of(prints, {d.doc_id: d.published for d in documents}) == reprints(documents)
    assert reprints(documents[::-1]) == reprints(documents)


def test_hashes_sorted_in_parts_give_the_same_groups(monkeypatch) -> None:
    documents = [article(f"d{n:02}", wire(n // 3), f"2025-03-{1 + n:02}") for n in range(24)]
    whole = reprints(documents)
    monkeypatch.setattr(copies, "AT_ONCE", 100)
    assert reprints(documents) == whole
    assert len(set(whole.values())) == 8
