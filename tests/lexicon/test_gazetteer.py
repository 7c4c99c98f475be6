"""The user's own people and places: what is taken in, what is refused and how that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.gazetteer import read_gazetteer
from timeline.lexicon.knowledge import knowledge
from timeline.nlp.names import scanner


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_people_are_found_by_name_and_alias(tmp_path: Path) -> None:
    path = _file(tmp_path, "person,aliases,country,title\nAino Salmela,Salmela|A. Salmela,FI,Special Envoy\n")
    known = knowledge(str(path))
    ids = known.own_aliases["Salmela"]
    assert known.people[ids].name == "Aino Salmela"
    assert [f.candidates for f in scanner(str(path)).read("The talks with Aino Salmela went on.") if f.kind == "person"] == [(ids,)]


def test_a_shipped_person_gains_an_alias(tmp_path: Path) -> None:
    path = _file(tmp_path, "person,aliases,wikidata\nVladimir Putin,the Chekist,Q7747\n")
    person = knowledge(str(path)).people["Q7747"]
    assert "the Chekist" in person.aliases
    assert any(term.office == "head_of_state" for term in person.terms)


def test_places_and_organisations(tmp_path: Path) -> None:
    venue = _file(tmp_path, "name,country,latitude,longitude\nTammisaari Lodge,FI,59.97,23.43\n")
    assert knowledge(str(venue)).spots.get("tammisaari lodge")[0].country == "FI"
    body = tmp_path / "bodies.csv"
    body.write_text("code,name,aliases,kind\nNORDBAT,Northern Battle Group,NBG,alliance\n", encoding="utf-8")
    assert [f.candidates for f in scanner(str(body)).read("The NBG met in Oslo.") if f.kind == "organisation"] == [("org:NORDBAT",)]


def test_several_files_add_up_and_an_edited_one_is_read_anew(tmp_path: Path) -> None:
    people, venues = tmp_path / "people.csv", tmp_path / "venues.csv"
    people.write_text("person,country\nAino Salmela,FI\n", encoding="utf-8")
    venues.write_text("name,country\nTammisaari Lodge,FI\n", encoding="utf-8")
    both = f"{people}\n{venues}"
    assert [len(part) for part in (knowledge(both).extra.people, knowledge(both).extra.places)] == [1, 1]
    people.write_text("person,country\nAino Salmela,FI\nEeva Tamm,EE\n", encoding="utf-8")
    assert [row[0] for row in knowledge(both).extra.people] == ["Aino Salmela", "Eeva Tamm"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who,country\nX,FI\n", "own.csv:1: the first column is 'who'"),
        ("person,born\nX,1950\n", "own.csv:1: unknown column 'born'"),
        ("person,person\nX,Y\n", "own.csv:1: the column 'person' stands twice"),
        ("person,country\nX,Finland\n", "own.csv:2: country 'Finland' is no ISO alpha-2 code"),
        ("person,office\nX,boss\n", "own.csv:2: office 'boss' is not known"),
        ("person,start\nX,22/10/25\n", "own.csv:2: start '22/10/25' is no day"),
        ("person,start\nX,2025-02-30\n", "own.csv:2: start '2025-02-30' is no day"),
        ("person,wikidata\nX,7747\n", "own.csv:2: wikidata '7747' is no id"),
        ("person,aliases\n\nX,a\n,b\n", "own.csv:4: 'person' is empty"),
        ("person,aliases\nX,a,b\n", "own.csv:2: 3 fields, but the header names 2"),
        ("name,latitude\nX,north\n", "own.csv:2: latitude 'north' is no number"),
        ("name,longitude\nX,181\n", "own.csv:2: longitude 181.0 is out of range"),
        ("code,aliases\nNORDBAT,NBG\n", "own.csv:2: the organisation NORDBAT has no name"),
        ("", "own.csv: is empty"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LexiconError) as error:
        read_gazetteer(_file(tmp_path, text))
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_or_binary_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_gazetteer(tmp_path / "none.csv")
    path = tmp_path / "own.csv"
    path.write_bytes(b"person\n\xff\xfe\n")
    with pytest.raises(LexiconError, match="is no UTF-8 text"):
        read_gazetteer(path)
