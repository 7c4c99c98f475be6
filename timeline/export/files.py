"""Files that appear whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any

from timeline.errors import OutputError

#: Half a surrogate pair, which no UTF-8 file can hold, is written as its escape.
_ERRORS = "backslashreplace"


@contextmanager
def replacing(path: str | PathLike[str], *, encoding: str | None) -> Iterator[IO[Any]]:
    """A stream whose content stands at ``path`` once the block is left without an error; text with ``encoding``, else bytes.

    A pipe or device is written to directly. Raises :class:`~timeline.errors.OutputError` where it cannot be written; what stood
    there before is unchanged then.
    """
    place = Path(os.path.realpath(path))
    beside = place.parent / f".{place.name}.part"
    direct = False
    try:
        if place.is_dir():
            raise OutputError(f"{fspath(path)}: is a folder. Nothing was changed; name a file")
        direct = place.exists() and not place.is_file()
        if direct:
            beside = place
        with _opened(beside, encoding) as stream:
            yield stream
        if not direct:
            if place.exists():
                shutil.copymode(place, beside)
            os.replace(beside, place)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if not direct:
            with suppress(OSError):
                beside.unlink()


@contextmanager
def replacing_folder(path: str | PathLike[str]) -> Iterator[Path]:
    """A folder to fill, whose files stand in ``path`` once the block is left without an error; other files there stay.

    Raises :class:`~timeline.errors.OutputError` where it cannot be written.
    """
    place = Path(os.path.realpath(path))
    beside = place.parent / f".{place.name}.part"
    try:
        if place.is_file():
            raise OutputError(f"{fspath(path)}: is a file. Nothing was changed; name a folder")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        yield beside
        place.mkdir(exist_ok=True)
        for file in sorted(beside.iterdir()):
            os.replace(file, place / file.name)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _opened(path: Path, encoding: str | None) -> IO[Any]:
    if encoding is None:
        return open(path, "wb")
    return open(path, "w", encoding=encoding, errors=_ERRORS, newline="")


def _refused(path: str | PathLike[str], error: OSError) -> OutputError:
    if isinstance(error, FileNotFoundError):
        return OutputError(f"{fspath(path)}: there is no folder {fspath(Path(path).parent)!r}. Nothing was changed; make it first")
    if isinstance(error, PermissionError):
        return OutputError(
            f"{fspath(path)}: cannot be written (open in Excel?). Nothing was changed; close it or choose another name with -o"
        )
    return OutputError(f"{fspath(path)}: cannot be written: {error.strerror or error}. Nothing was changed; choose another place with -o")
