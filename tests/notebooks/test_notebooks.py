"""The notebooks run from top to bottom, and their stored outputs are those of this code."""

from __future__ import annotations

from pathlib import Path

import nbformat
import notebook_runs
import pytest

pytestmark = pytest.mark.model

NOTEBOOKS = sorted(notebook_runs.FOLDER.glob("*.ipynb"))
#: Run with the slow tier: they call the command line many times over.
SLOW = frozenset({"02-check-us", "05-your-folder"})


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all notebooks, so that what one has tagged the next need not tag again."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem, marks=[pytest.mark.slow] if p.stem in SLOW else []) for p in NOTEBOOKS])
def test_runs_and_shows_what_is_stored(path: Path, work: Path) -> None:
    stored = nbformat.read(path, as_version=4)
    fresh = notebook_runs.run(path, work)
    found = notebook_runs.differences(stored, fresh)
    assert not found, f"python tools/refresh.py --write notebooks/{path.name}   stores what comes now\n\n" + "\n\n".join(found)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])
def test_is_stored_tidily(path: Path) -> None:
    """Stored run, in order, without errors, with no function or class of its own: what needs one belongs in the package."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not any(output.output_type == "error" for cell in code for output in cell.outputs)
    assert not any(line.startswith(("def ", "class ", "lambda ")) for cell in code for line in cell.source.split("\n"))


def test_the_quickstart_is_short() -> None:
    notebook = nbformat.read(notebook_runs.FOLDER / "01-quickstart.ipynb", as_version=4)
    assert len(notebook.cells) < 10
