"""The tables of states, organisations, office holders and places are what their script makes of the reference and the mends."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest


def test_the_tables_are_what_their_script_makes(root: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("build_tables", root / "tools" / "build_tables.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    data = tool.OUT
    shutil.copy(data / "names.toml", tmp_path)
    monkeypatch.setattr(tool, "OUT", tmp_path)
    monkeypatch.setattr("sys.argv", ["build_tables.py", str(shared / "reference")])
    tool.main()
    made = sorted(path.name for path in tmp_path.glob("*.csv"))
    assert made == ["given_names.csv", "officeholders.csv", "organisations.csv", "places.csv", "states.csv"]
    assert [name for name in made if (tmp_path / name).read_bytes() != (data / name).read_bytes()] == []
