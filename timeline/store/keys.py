"""Digests that say when kept work may be used again: the same text, context, code, lexicon, model and user files, or none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

from timeline.nlp.installed import model_folder

LIFTING_ROOMS = ("chrono", "model", "lexicon", "layout", "gate", "nlp", "pipeline/focus.py", "pipeline/kept.py", "store/codec.py")
"""The rooms and modules that decide what is lifted from a text, and in which form it is kept."""

EVENT_ROOMS = (*LIFTING_ROOMS, "dating", "events", "pipeline")
"""The rooms that decide the events of one document."""

ALL_ROOMS = (*EVENT_ROOMS, "merging")
"""The rooms that decide the events of a timeline."""

DATE_LIBRARIES = ("dateparser", "spacy")


def digest(*parts: str) -> str:
    """SHA-256 of the parts, each told apart from its neighbours, in hexadecimal."""
    state = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()


@cache
def code_digest(rooms: tuple[str, ...]) -> str:
    """Digest of every file of the given rooms of this package: code, words and tables. One changed word changes it.

    Raises ``OSError`` where the package's own files cannot be read.
    """
    root = Path(__file__).resolve().parent.parent
    state = hashlib.sha256()
    for room in rooms:
        for path in _files(root / room):
            state.update(str(path.relative_to(root).as_posix()).encode())
            state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def _files(path: Path) -> Sequence[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def files_digest(paths: Iterable[str | os.PathLike[str]]) -> str:
    """Digest of the contents of the user's own files, in the order given. Raises ``OSError`` where one cannot be read."""
    return digest(*(hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in paths))


@cache
def model_digest(name: str) -> str:
    """Digest of a spaCy model, a package's name or a folder, without loading it.

    A package is known by its ``meta.json`` (name, version, components, labels); of a folder's other files the sizes and the times of change
    count too, because a model that is being trained changes under the same version.

    Raises :class:`~timeline.errors.ModelError` where there is no such model.
    """
    folder = model_folder(name)
    parts = [meta.read_text(encoding="utf-8") for meta in sorted(folder.glob("meta.json"))]
    if Path(name).is_dir():
        for path in _files(folder):
            state = path.stat()
            parts.append(f"{path.relative_to(folder).as_posix()} {state.st_size} {state.st_mtime_ns}")
    return digest(*parts, *versions(DATE_LIBRARIES))


def versions(names: Iterable[str]) -> list[str]:
    """``name version`` of installed distributions; those that are absent are left out."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return found
