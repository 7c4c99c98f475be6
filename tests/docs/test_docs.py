"""README, guide and docstrings are run, and what they show is compared with what comes out.

In Markdown, ``console`` blocks hold commands after ``$`` and their output; ``pycon`` blocks are doctests. All blocks of a file run in
one folder, in order, beside a copy of ``seeds/``. A line ``…`` stands for any lines, ``…`` within a line for any characters. A block
after ``<!-- not run: reason -->`` is passed over.
"""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(r"(<!-- not run: [^>]+ -->\s*)?^```(\w+)\n(.*?)^```", re.M | re.S)


@dataclass(frozen=True)
class Block:
    line: int
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf8")
    found = []
    for match in FENCE.finditer(text):
        if not match[1] and match[2] in ("console", "pycon"):
            found.append(Block(text.count("\n", 0, match.start(3)) + 1, match[2], match[3]))
    return found


def pattern(expected: str) -> re.Pattern[str]:
    lines = []
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part.rstrip() if part is line else part) for part in line.rstrip().split("…")) + r"[ ]*\n")
    return re.compile("".join(lines))


def run_command(command: str, folder: Path) -> tuple[str, int]:
    """What a command prints in ``folder``, stdout and stderr together, and its exit status. What is tested is installed already."""
    command = command.removeprefix("pip install --no-compile . && ")
    env = {**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env["XDG_CACHE_HOME"] = str(folder / ".cache")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf8",
        check=False,
        timeout=240,
    )
    return done.stdout if done.stdout.endswith("\n") or not done.stdout else done.stdout + "\n", done.returncode


def run_console(block: Block, folder: Path) -> None:
    for command, expected in commands(block.text):
        out, code = run_command(command, folder)
        if not expected.strip():
            assert code == 0, f"line {block.line}: $ {command}\n{out}"
            continue
        assert pattern(expected).fullmatch(out), f"line {block.line}: $ {command}\nshown:\n{expected}\ncame:\n{out}"


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output shown under it."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        lines = part.split("\n")
        count = 1
        while lines[count - 1].endswith("\\"):
            count += 1
        yield "\n".join(lines[:count]), "\n".join(lines[count:])


class Checker(doctest.OutputChecker):
    """``…`` stands for anything; written ``...``, doctest would take it for a second line of the example where output begins with it."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want.replace("…", "..."), got, optionflags)


FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = blocks(page)
    if not found:
        return
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    parser, names = doctest.DocTestParser(), {}
    runner = doctest.DocTestRunner(Checker(), optionflags=FLAGS, verbose=False)
    for block in found:
        if block.language == "console":
            run_console(block, tmp_path)
        else:
            test = parser.get_doctest(block.text, names, page.name, str(page), block.line)
            names = test.globs
            report: list[str] = []
            runner.run(test, out=report.append, clear_globs=False)
            assert not report, "".join(report)
            names = dict(test.globs)


MODULES = sorted(
    m.name
    for m in pkgutil.walk_packages(timeline.__path__, "timeline.")
    if not m.name.endswith("__main__") and not m.name.startswith("timeline.engines.dask")
)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_links_inside_the_repository_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
