from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_timelines import budapest_story

from timeline.chronology import Timeline
from timeline.errors import QueryError
from timeline.model import codebook


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


@pytest.mark.parametrize("level", codebook.LEVELS)
@pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
def test_columns_and_types_are_the_codebook_s(tl: Timeline, level: codebook.Level, empty: bool) -> None:
    frame = (tl[:0] if empty else tl).to_frame(level)
    expected = {
        "text": "string",
        "list": "string",
        "day": "datetime64[s]",
        "category": "category",
        "integer": "Int64",
        "number": "float64",
        "boolean": "bool",
    }
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {c.name: expected[c.type or ""] for c in codebook.columns(level)}


def test_events(tl: Timeline) -> None:
    frame = tl.to_frame().set_index("id")
    assert frame.loc["e-helsinki", "start"] == pd.Timestamp("2018-07-16")
    assert frame.loc["e-budapest", "start"] is pd.NaT
    assert frame.loc["e-helsinki", "place"] == "Helsinki"
    assert frame.loc["e-call", "place"] is pd.NA
    assert frame.loc["e-g20", "participant_countries"] == "AR; ; NA; RU", "lists keep one length; NA is Namibia"
    assert frame.loc["e-g20", "participant_roles"] is pd.NA
    assert frame.loc["e-ministers", "history"] == "2025-10-20 scheduled; 2025-10-21 postponed"
    assert frame.loc["e-ministers", "previous_dates"] == "2025-10-20"
    assert frame.loc["e-g20", "stale"]


def test_counting_a_status_never_counts_a_change(tl: Timeline) -> None:
    frame = tl.to_frame()
    assert frame[frame.status == "held"].groupby("kind", observed=True).size().to_dict() == {"meeting": 2, "call": 1, "visit": 1}
    assert frame[frame.family == "change"].status.isna().all()


def test_a_change_repeats_its_encounter(tl: Timeline) -> None:
    row = tl.to_frame().set_index("id").loc["c-invited"]
    assert row["participants"] == "Donald Trump; Vladimir Putin"
    assert (row["place"], row["place_country"], row["countries"]) == ("Budapest", "HU", "RU; US")
    assert (row["actors"], row["targets"]) == ("Donald Trump", "Vladimir Putin")
    assert row["about_id"] == "e-budapest", "the id that stands in the table, not an alias"
    assert tl.changes.to_frame().set_index("id").loc["c-invited", "place"] == "Budapest", "also where the encounter is left out"


def test_the_row_quotes_a_sentence_that_gives_its_status(tl: Timeline) -> None:
    row = tl.to_frame().set_index("id").loc["e-budapest"]
    assert row["sentence"].startswith("“There will be no summit")
    assert (row["source"], row["doc_id"], row["published"]) == ("Second Post", "d2", pd.Timestamp("2025-10-22"))


def test_participants(tl: Timeline) -> None:
    frame = tl.to_frame("participant")
    lavrov = frame[(frame.name == "Sergey Lavrov") & (frame.part == "participant")]
    assert sorted(lavrov.event_id) == ["e-denied", "e-ministers"]
    assert set(zip(frame.country.dropna(), frame.iso3.dropna(), strict=True)) >= {("NA", "NAM"), ("RU", "RUS")}
    assert frame[frame.part == "target"].event_id.tolist() == ["c-invited"]
    assert frame[frame.status == "held"].part.unique().tolist() == ["participant"]
    assert tl.to_frame("participant", status="denied").event_id.unique().tolist() == ["e-denied"]


def test_dyads_count_what_was_held_unless_asked(tl: Timeline) -> None:
    frame = tl.to_frame("dyad")
    assert set(frame.event_id) == {"e-helsinki", "e-talks", "e-visit", "e-call"}
    planned = tl.to_frame("dyad", status="scheduled")
    assert list(zip(planned.country_a, planned.country_b, planned.n_states, strict=True)) == [
        ("AR", "NA", 3),
        ("AR", "RU", 3),
        ("NA", "RU", 3),
    ]
    assert set(zip(planned.iso3_a, planned.cow_b, strict=True)) == {("ARG", "NAM"), ("ARG", "RUS"), ("NAM", "RUS")}
    everything = tl.to_frame("dyad", status="any")
    assert "e-denied" in set(everything.event_id)
    assert not any(id.startswith("c-") for id in everything.event_id)
    assert (frame.country_a < frame.country_b).all()


def test_mentions_and_claims(tl: Timeline) -> None:
    frame = tl.to_frame("mention")
    assert len(frame) == sum(len(event.mentions) for event in tl)
    budapest = frame[frame.event_id == "e-budapest"]
    assert budapest.status.tolist() == ["scheduled", "disputed"]
    assert budapest.source.tolist() == ["Example News", "Second Post"]
    claims = tl.to_frame("claim")
    assert claims.value.tolist() == ["cancelled", "Budapest"]
    assert claims.said_on.tolist() == [pd.Timestamp("2025-10-21"), pd.NaT]


def test_what_is_not_there_is_named(tl: Timeline) -> None:
    with pytest.raises(QueryError, match=r"to_frame\(level='pair'\): not one of event, participant, dyad"):
        tl.to_frame("pair")  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="status='planned': not one of held"):
        tl.to_frame("dyad", status="planned")


def test_a_frame_that_pandas_read_makes_the_same_timeline(tl: Timeline, tmp_path: Path) -> None:
    tl.to_csv(tmp_path / "t.csv")
    frame = pd.read_csv(
        tmp_path / "t.csv", keep_default_na=False, na_values=[""], parse_dates=["start", "end", "status_as_of", "published"]
    )
    pd.testing.assert_frame_equal(Timeline.from_frame(frame).to_frame(), tl.to_frame())
    frame["notes"] = ["check"] + [None] * (len(frame) - 1)
    assert Timeline.from_frame(frame)[0].extra == (("notes", "check"),)


def test_the_dyad_month_panel_of_a_political_scientist(tl: Timeline) -> None:
    frame = tl.occasions().to_frame("dyad")
    panel = frame[frame.start.notna()].assign(month=lambda rows: rows.start.dt.to_period("M")).groupby(["iso3_a", "iso3_b", "month"]).size()
    assert panel.to_dict() == {("RUS", "USA", pd.Period(month)): 1 for month in ("2018-07", "2025-04", "2025-10")}
