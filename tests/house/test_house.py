"""The house keeps its rules: import order, light start, registered components, no machine's paths, a typed package."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "pandas", "networkx", "numpy", "dateparser", "altair", "rich", "trafilatura", "lxml", "py3langid", "dask", "pyarrow")
FACTORIES = {"timeline_timex", "timeline_actors", "timeline_places", "timeline_triggers"}


def loaded(*args: str) -> set[str]:
    code = "import sys, json, runpy\n" + args[0] + "\nprint('\\n' + json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code, *args[1:]], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_is_light() -> None:
    assert loaded("import timeline").isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "command", [[], ["extract"], ["score"], ["explain"], ["graph"], ["export"]], ids=lambda c: " ".join(c) or "timeline"
)
def test_help_is_light(command: list[str]) -> None:
    code = (
        "try:\n    from timeline.cli import main\n    main([*sys.argv[1:], '--help'])\nexcept SystemExit as stop:\n    assert not stop.code"
    )
    assert loaded(code, *command).isdisjoint(HEAVY)


def test_rooms_import_downwards_only(root: Path) -> None:
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("import-linter is not installed; CI runs it by itself")
    done = subprocess.run([tool, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_components_are_entry_points() -> None:
    points = importlib.metadata.entry_points(group="spacy_factories")
    ours = {p.name: p for p in points if p.value.startswith("timeline.")}
    assert set(ours) == FACTORIES
    for point in ours.values():
        assert callable(point.load())


def test_tracked_files_name_no_machine_and_no_lock(root: Path) -> None:
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no git checkout")
    files = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    assert not [f for f in files if re.search(r"(^|/)(uv\.lock|poetry\.lock|Pipfile\.lock|package-lock\.json)$", f)]
    marks = ["/ro" + "ot/", "/wo" + "rk/", "bash_" + "jobs"]
    for name in files:
        path = root / name
        if path.suffix in {".py", ".md", ".toml", ".sh", ".ipynb", ".txt", ".json", ".yaml", ".csv"} and path.stat().st_size < 2_000_000:
            text = path.read_text("utf8", errors="replace")
            assert not [m for m in marks if m in text], name


def test_code_files_stay_readable(root: Path) -> None:
    long = {}
    for path in (root / "timeline").rglob("*.py"):
        lines = len(path.read_text("utf8").splitlines())
        if lines > 450:
            long[str(path.relative_to(root))] = lines
    assert not long, "split by meaning"


def test_typed_and_licensed(root: Path) -> None:
    for name in ("timeline/py.typed", "LICENSE", "NOTICE", "CITATION.cff", "CHANGELOG.md"):
        assert (root / name).is_file(), name


def test_seeds_are_unchanged(root: Path, shared: Path) -> None:
    for path in sorted((shared / "seeds").iterdir()):
        assert (root / "seeds" / path.name).read_bytes() == path.read_bytes(), path.name
