"""The knowledge tables: their form, what they vouch for, how they are looked up."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from timeline.lexicon.check import problems
from timeline.lexicon.folding import fold, name_key
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.people import Term, family_name_first, local_id, short_keys
from timeline.lexicon.rules import data_text
from timeline.lexicon.states import find_state, states


def test_every_city_is_found_by_its_key() -> None:
    spots = knowledge().spots
    assert not [key for key in spots.keys if not spots.get(key)]
    assert {spots.get(key)[0].country for key in ("hamburg", "san salvador", "kingston")} == {"DE", "SV", "JM"}
    assert not spots.keys & {"can", "summit", "university", "union"}
    assert spots.get("asia")[0].kind == "region"  # the part of the world before any town


def test_the_shipped_tables_have_no_fault() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("states.csv", "\nRU,RUS,Russia,", "\nRU,RUS,Russia,United States|", "also names US"),
        ("states.csv", "iso2,iso3", "iso,iso3", "columns are iso"),
        ("organisations.csv", ",intergovernmental,New York\n", ",club,New York\n", "kind 'club' is not known"),
        ("officeholders.csv", ",ambassador,", ",janitor,", "office 'janitor' is not known"),
        ("officeholders.csv", ",AD,1998,2001,", ",AD,2001,1998,", "ends (1998) before it starts (2001)"),
        ("officeholders.csv", ",AD,1998,2001,", ",AD,1998-02-30,2001,", "start '1998-02-30' is no day"),
        ("officeholders.csv", ",AD,1998,2001,", ",QQ,1998,2001,", "country 'QQ' stands in neither"),
        ("places.csv", ",US,39.648,", ",US,99.648,", "latitude '99.648' is out of range"),
        ("titles.csv", "\nking,monarch,leader,", "\nking,monarch,chief,", "rank 'chief' is no level"),
    ],
)
def test_a_fault_is_told_with_file_and_line(table: str, old: str, new: str, told: str) -> None:
    text = data_text(table)
    assert old in text
    found = problems({table: text.replace(old, new, 1)})
    assert any(line.startswith(f"{table}:") and told in line for line in found), found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russian Federation", "RU"),
        ("the U.S.", "US"),
        ("Zaire", "CD"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("HUN", "HU"),
        ("Atlantis", None),
    ],
)
def test_states_by_name(name: str, code: str | None) -> None:
    assert find_state(name) == code


def test_every_state_of_today_has_codes_and_a_wikidata_id() -> None:
    for state in states().values():
        assert state.iso3
        if not state.valid_to:
            assert state.wikidata, state.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Muammar Gaddafi", "Muammar Qadhafi"),
        ("John F. Kerry", "John Kerry"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kim Jong Un", "Kim Jong Il"), ("George Bush", "Laura Bush"), ("Igor Ivanov", "Sergei Ivanov")]
)
def test_different_people_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_an_unknown_name_has_one_id_in_every_spelling() -> None:
    assert local_id("Václav Jílek") == local_id("Vaclav Jilek")
    assert local_id("Václav Jílek") != local_id("Milos Jilek")


def test_family_names() -> None:
    assert family_name_first("Xi Jinping", ("CN",))
    assert family_name_first("Kim Kye-Gwan", ())
    assert not family_name_first("Jean-Yves Le Drian", ("FR",))
    assert not family_name_first("Ali Al-Sistani", ("IQ",))
    assert fold("Xi") in short_keys("Xi Jinping", family_first=True)
    assert fold("Mistura") in short_keys("Staffan de Mistura", family_first=False)


def test_an_open_end_holds_only_as_far_as_it_was_seen() -> None:
    term = Term("head_of_state", "President", "PL", "2025-08-06", "", "2025-12-31")
    assert term.covers(dt.date(2025, 12, 31))
    assert not term.covers(dt.date(2026, 1, 1))
    assert not term.covers(dt.date(2025, 8, 5))


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("US", "head_of_state", dt.date(2006, 11, 1), "George W. Bush"),
        ("US", "foreign_minister", dt.date(1997, 4, 24), "Madeleine Albright"),
        ("HU", "foreign_minister", dt.date(2018, 7, 1), "Péter Szijjártó"),
        ("HU", "foreign_minister", dt.date(2031, 7, 1), None),
        ("GB", "head_of_government", dt.date(2022, 9, 6), "Liz Truss"),
        ("XX", "head_of_state", dt.date(2020, 1, 1), None),
    ],
)
def test_holders_as_of_a_day(country: str, office: str, day: dt.date, name: str | None) -> None:
    person = knowledge().holder(country, office, day)
    assert (person.name if person else None) == name


def test_one_set_of_tables_a_process() -> None:
    assert knowledge() is knowledge(None, officeholders=True)
    assert not knowledge(officeholders=False).people


def test_importing_the_tables_reads_none_of_them() -> None:
    code = (
        "import sys, builtins\nfrom importlib import resources\nimport timeline.lexicon.knowledge as k\n"
        "assert k._knowledge.cache_info().currsize == 0 and not {'spacy', 'numpy', 'pandas'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
