"""Run what the docs and the notebooks show, and store the outputs that have changed.

    python tools/refresh.py                      list what no longer comes out as shown; exit 1 if anything
    python tools/refresh.py --write              store what comes now
    python tools/refresh.py --write docs/graph.md notebooks/01-quickstart.ipynb

Without file names the picture of docs and README is drawn anew too.

An output that still matches what is shown (``…`` stands for any lines or characters) is left as it is. One that does not is replaced
whole, so that an author who wants it shorter puts the ``…`` back. Run it after the last change of rules, and read the difference.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import doctest
import importlib.util
import io
import os
import re
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import notebook_runs  # noqa: E402

PICTURE = ROOT / "docs" / "pictures" / "seeds.svg"


def _docs_tests() -> Any:
    """The module that runs the docs in the tests: one parser and one way of comparing for both."""
    spec = importlib.util.spec_from_file_location("docs_tests", ROOT / "tests" / "docs" / "test_docs.py")
    if spec is None or spec.loader is None:
        raise ImportError("tests/docs/test_docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def refreshed_page(page: Path, docs: Any) -> str:
    """The text of a page with the outputs that come now."""
    text = page.read_text("utf8")
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        os.environ["XDG_CACHE_HOME"] = str(folder / ".cache")
        os.chdir(folder)
        names: dict[str, Any] = {}
        try:
            for block in docs.blocks(page):
                new = _console(block.text, folder, docs) if block.language == "console" else _session(block.text, names, docs)
                text = text.replace(f"```{block.language}\n{block.text}```", f"```{block.language}\n{new}```", 1)
        finally:
            os.chdir(before)
    return text


def _console(block: str, folder: Path, docs: Any) -> str:
    parts = []
    for command, expected in docs.commands(block):
        came, code = docs.run_command(command, folder)
        if code not in (0, 1, 2) or "Traceback (most recent call last)" in came:
            raise RuntimeError(f"$ {command}\n{came}")
        if expected.strip() and not docs.pattern(expected).fullmatch(came):
            expected = came
        parts.append(f"$ {command}\n" + (expected.rstrip("\n") + "\n" if expected.strip() else ""))
    return "".join(parts)


def _session(block: str, names: dict[str, Any], docs: Any) -> str:
    checker, out = docs.Checker(), ""
    for example in doctest.DocTestParser().get_examples(block):
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            try:
                exec(compile(example.source, "<docs>", "single"), names)
                came = None
            except Exception:  # noqa: BLE001 - what a page shows may be an error
                came = traceback.format_exc().splitlines()[-1]
        shown = stream.getvalue() if came is None else f"Traceback (most recent call last):\n    ...\n{came}\n"
        want = example.want
        if came is not None and not want.startswith("Traceback"):
            raise RuntimeError(f">>> {example.source}{came}")
        if came is not None:
            want, got = want.rstrip().rsplit("\n", 1)[-1] + "\n", came + "\n"
        else:
            got = shown
        matches = checker.check_output(want, got, docs.FLAGS)
        source = example.source.rstrip("\n").split("\n")
        out += f">>> {source[0]}\n" + "".join(f"... {line}\n" if line else "...\n" for line in source[1:])
        out += example.want if matches else re.sub(r"^$", "<BLANKLINE>", shown.rstrip("\n"), flags=re.M) + "\n" if shown else ""
    return out


def drawn() -> str:
    """The picture of the four sample articles, as SVG."""
    import timeline

    picture: str = timeline.extract(ROOT / "seeds").plot().svg()
    return picture


def main() -> int:
    """Refresh the given files, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    docs = _docs_tests()
    files = [path.resolve() for path in args.files] or [*docs.PAGES, *sorted(notebook_runs.FOLDER.glob("*.ipynb"))]
    stale = 0
    with tempfile.TemporaryDirectory() as work:
        for path in files:
            if path.suffix == ".ipynb":
                stored = nbformat.read(path, as_version=4)
                fresh = notebook_runs.run(path, Path(work))
                found = notebook_runs.differences(stored, fresh)
                told, text = "\n".join(found), nbformat.writes(fresh) + "\n"
            else:
                old, text = path.read_text("utf8"), refreshed_page(path, docs)
                found = list(difflib.unified_diff(old.splitlines(), text.splitlines(), lineterm="", n=1))
                told = "\n".join(found)
            if found:
                stale += 1
                print(f"== {path.relative_to(ROOT)}\n{told}")
                if args.write:
                    path.write_text(text, "utf8")
    if not args.files:
        picture = drawn()
        if not PICTURE.exists() or PICTURE.read_text("utf8") != picture:
            stale += 1
            print(f"== {PICTURE.relative_to(ROOT)}")
            if args.write:
                PICTURE.write_text(picture, "utf8")
    print(f"{len(files)} files, {stale} {'stored anew' if args.write else 'not as shown'}")
    return 1 if stale and not args.write else 0


if __name__ == "__main__":
    sys.exit(main())
