"""Inputs and outputs that lie elsewhere: ``s3://…``, ``gs://…``, ``memory://…`` and whatever else fsspec knows.

An input is copied to a temporary folder and read from there like any other, so that every kind of file, archive and table works, with
the same ids and offsets; what is said of it names the address. An output is written to a temporary file and sent when it is whole.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager
from os import PathLike, fspath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from timeline.errors import ExtraError, InputError, OutputError

if TYPE_CHECKING:
    from timeline.chronology import Timeline

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::[A-Za-z][A-Za-z0-9+.-]+)*://")
"""A scheme of two letters or more (one is a drive), chained as fsspec chains them (``simplecache::s3://``)."""

_WHOLE_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci"})
"""Stores in which an object appears whole or not at all; elsewhere an output is sent beside its place and then moved into it."""

SHARD = 100_000
"""Events a file, where a timeline is written as a folder of Parquet files."""

_PART = "part-*.parquet"


def is_address(path: object) -> bool:
    """Whether a path is an address that fsspec opens, and no local one.

    >>> is_address("s3://bucket/articles/"), is_address("articles/"), is_address("C://articles")
    (True, False, False)
    """
    return isinstance(path, str | PathLike) and bool(_ADDRESS.match(fspath(path)))


@contextmanager
def staged(
    paths: Sequence[str | PathLike[str]], *, exclude: Sequence[str | PathLike[str]] = ()
) -> Iterator[tuple[list[str | PathLike[str]], Callable[[str], str]]]:
    """The paths with copies in place of what lies elsewhere, and a function that puts the addresses back into a text about them.

    An address names a file, a folder (all below it) or a pattern of either (``s3://bucket/2025-*``). ``exclude`` are files that are not
    fetched: a run's own outputs.

    Raises :class:`~timeline.errors.InputError` where there is nothing at an address or it cannot be read, and
    :class:`~timeline.errors.ExtraError` where the package for it is missing.
    """
    with ExitStack() as stack:
        places: dict[str, str] = {}
        local: list[str | PathLike[str]] = []
        for path in paths:
            if not is_address(path):
                local.append(path)
                continue
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="timeline-")))
            copy = _fetch(fspath(path), folder, {fspath(output) for output in exclude})
            places[str(copy)] = fspath(path).rstrip("/")
            local.append(copy)

        def named(text: str) -> str:
            for place, address in places.items():
                text = text.replace(place, address)
            return text

        yield local, named


def _fetch(address: str, folder: Path, exclude: Set[str]) -> Path:
    """Copy what is at an address into a folder; the place of the copy, a file or a folder."""
    filesystem, root = _filesystem(address)
    try:
        if any(mark in root for mark in "*?["):
            base = PurePosixPath(root[: re.search(r"[*?\[]", root).start()] + "x").parent.as_posix()  # type: ignore[union-attr]
            names = sorted(file for match in filesystem.glob(root) for file in filesystem.find(match))
        elif filesystem.isfile(root):
            copy = folder / PurePosixPath(root).name
            filesystem.get_file(root, str(copy))
            return copy
        else:
            base, names = root, sorted(filesystem.find(root))
        if not names:
            raise InputError(f"{address}: there is nothing there. Check the address")
        below = folder / "in"
        for name in names:
            relative = PurePosixPath(name.removeprefix(base).lstrip("/"))
            if not relative.name or ".." in relative.parts or f"{address.rstrip('/')}/{relative}" in exclude:
                continue
            place = below.joinpath(*relative.parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            filesystem.get_file(name, str(place))
    except InputError:
        raise
    except Exception as error:  # each filesystem raises errors of its own
        raise InputError(f"{address}: cannot be read ({_words(error)}). Check the address and your access to it") from error
    return below


@contextmanager
def delivered(output: str | PathLike[str]) -> Iterator[Path]:
    """Where to write an output: its own path, or for an address a temporary place, whose file, or files if a folder is made there, are
    sent once the block is left without an error. What was at the address before is unchanged until then.

    Raises :class:`~timeline.errors.OutputError` where it cannot be sent, and :class:`~timeline.errors.ExtraError` where the package
    for it is missing.
    """
    if not is_address(output):
        yield Path(output)
        return
    address = fspath(output)
    filesystem, place = _filesystem(address)
    place = place.rstrip("/")
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        copy = Path(folder) / (PurePosixPath(place).name or "out")
        yield copy
        try:
            if copy.is_dir():
                names = sorted(file.name for file in copy.iterdir())
                for name in names:
                    _send(filesystem, copy / name, f"{place}/{name}")
                for old in filesystem.glob(f"{place}/{_PART}"):
                    if PurePosixPath(old).name not in names:
                        filesystem.rm_file(old)
            else:
                _send(filesystem, copy, place)
        except Exception as error:  # each filesystem raises errors of its own
            raise OutputError(f"{address}: cannot be written ({_words(error)}). Nothing was changed; check your access to it") from error


def write_shards(timeline: Timeline, folder: Path) -> None:
    """Write a timeline as a folder of Parquet files of ``SHARD`` events each: ``part-00000.parquet`` and so on. Each appears whole or not
    at all; those that an earlier, longer timeline left are removed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number, first in enumerate(range(0, max(1, len(timeline)), SHARD)):
        names.append(_PART.replace("*", f"{number:05}"))
        timeline[first : first + SHARD].export(folder / names[-1], "parquet")
    for old in folder.glob(_PART):
        if old.name not in names:
            old.unlink()


def writable(output: str) -> None:
    """Raise :class:`~timeline.errors.OutputError` where an address surely cannot be written: asked before a long run, not after it."""
    filesystem, place = _filesystem(output)
    try:
        found = filesystem.isdir(place) and not output.endswith("/")
    except Exception as error:  # each filesystem raises errors of its own
        raise OutputError(f"{output}: cannot be reached ({_words(error)}). Nothing was done; check the address") from error
    if found:
        raise OutputError(f"{output}: is a folder. Nothing was done; name a file, or write {output}/ for a folder of Parquet files")


def exists(output: str | PathLike[str]) -> bool:
    """Whether there is something at an output's path or address."""
    if not is_address(output):
        return Path(output).exists()
    filesystem, place = _filesystem(fspath(output))
    return bool(filesystem.exists(place))


def _send(filesystem: Any, copy: Path, place: str) -> None:
    parent = PurePosixPath(place).parent.as_posix()
    protocols = {filesystem.protocol} if isinstance(filesystem.protocol, str) else set(filesystem.protocol)
    if protocols & _WHOLE_OBJECTS:
        filesystem.put_file(str(copy), place)
        return
    filesystem.makedirs(parent, exist_ok=True)
    beside = f"{parent.rstrip('/')}/.{PurePosixPath(place).name}.part"
    try:
        filesystem.put_file(str(copy), beside)
        if filesystem.exists(place):
            filesystem.rm_file(place)
        filesystem.mv(beside, place)
    finally:
        if filesystem.exists(beside):
            filesystem.rm_file(beside)


def _filesystem(address: str) -> tuple[Any, str]:
    """The filesystem of an address and the path in it."""
    scheme = address.partition("://")[0].rpartition("::")[2].lower()
    if scheme in ("http", "https"):
        raise InputError(f"{address}: timeline fetches nothing from the web. Save the page, and give the file")
    try:
        import fsspec
        from fsspec.registry import known_implementations
    except ImportError as error:
        raise ExtraError(f'{address}: such paths need an extra: pip install "diplomatic-timeline[cluster]"') from error
    try:
        filesystem, place = fsspec.core.url_to_fs(address)
    except ImportError as error:
        package = known_implementations.get(scheme, {}).get("class", scheme).partition(".")[0]
        raise ExtraError(f"{address}: {scheme}:// needs a package of its own: pip install {package}") from error
    except ValueError as error:
        raise InputError(f"{address}: nobody knows '{scheme}://' here ({_words(error)}). Check the address") from error
    except Exception as error:  # each filesystem raises errors of its own
        raise InputError(f"{address}: cannot be reached ({_words(error)}). Check the address and your access to it") from error
    return filesystem, str(place)


def _words(error: Exception) -> str:
    """An error in one line."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(told.split())[:200] or type(error).__name__
