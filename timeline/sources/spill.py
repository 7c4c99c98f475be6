"""Bytes that come only once (standard input, what an archive unpacks to), kept so that they can be read many times."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, BinaryIO

from timeline.sources.items import MIB, RefusedError

_IN_MEMORY = 4 * MIB
_CHUNK = MIB


@contextmanager
def spilled(chunks: Iterable[bytes]) -> Iterator[tuple[Callable[[], BinaryIO], int]]:
    """An opener of all ``chunks`` and their size in bytes, as long as the context lasts.

    Above a few MiB they lie in a temporary file without a name, so that memory stays the same whatever their size. Every stream that
    the opener gives has a place of its own. What ``chunks`` raises is passed on, and nothing is left behind. Raises
    :class:`RefusedError` where the temporary folder has no room.
    """
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        for chunk in chunks:
            try:
                file.write(chunk)
            except OSError as error:
                reason = f"the folder for temporary files takes no more of it ({error.strerror or error})."
                raise RefusedError(reason, "Make room, or name another folder in the environment variable TMPDIR.") from error
        size = file.tell()
        yield partial(_open, file, size), size


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces of 1 MiB."""
    while chunk := stream.read(_CHUNK):
        yield chunk


def _open(file: IO[bytes], size: int) -> BinaryIO:
    return io.BufferedReader(_View(file, size))


class _View(io.RawIOBase):
    """Reads a file that others read too: with a place of its own, and without closing it."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        super().__init__()
        self._file, self._size, self._at = file, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
