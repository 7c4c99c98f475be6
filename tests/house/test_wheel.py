"""The built wheel holds all that the main job needs: it is unpacked elsewhere and run on the seeds."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.mark.model
def test_the_wheel_turns_the_seeds_into_a_timeline(root: Path, seeds: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(home)
    env = {**os.environ, "PYTHONPATH": str(home)}
    where = subprocess.run(
        [sys.executable, "-c", "import timeline; print(timeline.__file__)"],
        cwd=tmp_path,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(home)
    command = [sys.executable, "-m", "timeline", "extract", str(seeds), "-o", "t.csv", "--no-cache"]
    done = subprocess.run(command, cwd=tmp_path, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        titles = [row["title"] for row in csv.DictReader(stream)]
    assert "Summit of Donald Trump and Vladimir Putin, Helsinki (held)" in titles
