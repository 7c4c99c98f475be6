"""Notebooks are run in a copy of the repository's folder of them, beside ``seeds/``, and what they show is compared as text."""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
#: Kinds of output that are text, and compared.
TEXTS = ("text/plain", "text/html", "text/markdown")
#: What differs from run to run, or with any change of a rule, and means nothing to a reader: addresses in memory, ids, digests.
_NOISE = re.compile(r"0x[0-9a-fA-F]{6,}|\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b")
#: A progress line that was written over.
_PROGRESS = re.compile(r"\r\x1b\[K[^\r\n]*(?=\r)|\r\x1b\[K")
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path, work: Path) -> nbformat.NotebookNode:
    """The notebook as it comes out when it is run in this Python, from ``work/notebooks`` with ``work/seeds`` beside it.

    Raises ``nbclient.exceptions.CellExecutionError`` where a cell fails.
    """
    for name in ("seeds", "notebooks", "benchmarks"):
        if (ROOT / name).is_dir() and not (work / name).exists():
            shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    notebook = nbformat.read(path, as_version=4)
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(work / ".cache"),
        "IPYTHONDIR": str(work / ".ipython"),
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }
    client = NotebookClient(notebook, kernel_name="python3", timeout=180, resources={"metadata": {"path": str(work / "notebooks")}})
    client.execute(env=env)
    return tidy(notebook)


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what depends on the machine: times, versions, progress; streams of one name joined; cells numbered."""
    notebook.metadata = nbformat.from_dict(_METADATA)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number:02}", nbformat.from_dict({})
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
            for output in cell.outputs:
                if "metadata" in output:
                    output.metadata = nbformat.from_dict({})
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for output in outputs:
        if joined and output.output_type == "stream" == joined[-1].output_type and output.name == joined[-1].name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    for output in joined:
        if output.output_type == "stream":
            output.text = _PROGRESS.sub("", output.text.replace("\r\n", "\n"))
    return joined


def shown(cell: Mapping[str, Any]) -> list[str]:
    """What a code cell shows, as comparable texts: HTML without its tags, pictures by their type alone."""
    found = []
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            found.append(f"{output['name']}: " + _plain(output["text"]))
            continue
        data = output.get("data", {})
        for kind in sorted(data):
            text = html.unescape(re.sub(r"<[^>]*>", " ", data[kind])) if kind == "text/html" else data[kind]
            found.append(f"{kind}: {_plain(text)}" if kind in TEXTS else kind)
    return found


def _plain(text: str) -> str:
    return " ".join(_NOISE.sub("…", text).split())


def differences(stored: nbformat.NotebookNode, fresh: nbformat.NotebookNode) -> list[str]:
    """One entry for each code cell that shows something else than is stored."""
    found = []
    for number, (old, new) in enumerate(zip(stored.cells, fresh.cells, strict=True), 1):
        if old.cell_type == "code" and shown(old) != shown(new):
            first = old.source.split("\n")[0]
            found.append(f"cell {number} ({first}):\nstored: {shown(old)}\ncame:   {shown(new)}")
    return found
