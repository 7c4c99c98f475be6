from __future__ import annotations

from pathlib import Path

import pytest

from timeline.chrono.interval import Precision
from timeline.model import codebook
from timeline.model.vocabulary import ActorType, Basis, Family, Kind, Level, PublishedBasis, Status

#: The header that DESIGN 4.3 promises.
HEADER = """id, start, end, when, family, kind, status, status_as_of, title, participants, countries, place, place_country, sentence,
source, published, url, actors, targets, about_id, level, subtype, duration, topic, part_of, previous_dates, history, conflicts, stale,
precision, basis, date_text, confidence, n_documents, n_sources, host_country, participant_ids, participant_countries, participant_roles,
lat, lon, edtf, doc_id, char_start, char_end, status_cue, rule, published_basis, corrected"""


def test_the_event_columns_are_the_contract_in_its_order() -> None:
    assert [column.name for column in codebook.columns()] == [name.strip() for name in HEADER.replace("\n", " ").split(",")]


@pytest.mark.parametrize(
    ("group", "vocabulary"),
    [
        ("family", Family),
        ("kind", Kind),
        ("status", Status),
        ("precision", Precision),
        ("basis", Basis),
        ("level", Level),
        ("actor_type", ActorType),
        ("published_basis", PublishedBasis),
    ],
)
def test_every_value_of_a_vocabulary_is_explained(group: str, vocabulary: type) -> None:
    assert [value.name for value in codebook.values(group)] == [member.value for member in vocabulary]  # type: ignore[attr-defined]


def test_entries_are_whole() -> None:
    for group, entry in codebook.rows():
        assert entry.definition.endswith("."), (group, entry.name)
        assert entry.example or entry.name == "none", (group, entry.name)
        assert (entry.type in codebook.TYPES) if group.startswith("column") else entry.type is None
    names = [(group, entry.name) for group, entry in codebook.rows()]
    assert len(names) == len(set(names))


def test_the_page_is_fresh(root: Path) -> None:
    assert (root / "docs/codebook.md").read_text("utf-8") == codebook.markdown(), (
        "run: python -m timeline.model.codebook > docs/codebook.md"
    )
