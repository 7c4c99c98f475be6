"""ZIP, TAR, GZ, BZ2 and XZ: their members as items, read within limits; what is too large for memory waits in a temporary file without
a name, and nothing is written where an archive says."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from timeline.sources.items import LIBRARY_FAULTS, MIB, Item, Limits, RefusedError, Skipped, amount, day_of
from timeline.sources.metadata import NAME
from timeline.sources.sniff import MEDIA
from timeline.sources.spill import chunks_of, spilled
from timeline.sources.walk import display

_DAMAGED = (
    *LIBRARY_FAULTS,
    zipfile.BadZipFile,
    tarfile.TarError,
    EOFError,
    lzma.LZMAError,
    zlib.error,
)
_SMALL = MIB


def members(item: Item, kind: str, limits: Limits, table: Callable[[Item], None]) -> Iterator[Item | Skipped]:
    """The members of an archive, in the order of their names. ``kind`` is zip, tar, gz, bz2 or xz.

    Its metadata tables go to ``table``, before the first member. A member can be read until the next one is asked for. Raises
    :class:`RefusedError` for an archive that is damaged, empty, or packed into too many others.
    """
    if item.nesting > limits.nesting:
        raise RefusedError(
            f"it is one of archives inside archives, more than {limits.nesting + 1} deep.",
            "Unpack the outer ones, or raise the limit with --max-nesting.",
        )
    try:
        if kind == "zip":
            yield from _zip(item, limits, table)
        elif kind == "tar":
            yield from _tar(item, partial(_plain_tar, item), limits, table)
        else:
            yield from _packed(item, kind, limits, table)
    except _DAMAGED as error:
        raise RefusedError(f"the archive is damaged ({error or type(error).__name__}).", "Unpack it by other means.") from error


def check_zip(data: bytes, limits: Limits) -> None:
    """Raise :class:`RefusedError` where a ZIP that another library will open (a workbook) would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except _DAMAGED as error:
        raise RefusedError(f"the file is damaged ({error or type(error).__name__}).", "Save it anew.") from error
    if total > min(limits.archive, max(_SMALL * 8, limits.ratio * len(data))):
        raise RefusedError(f"it unpacks to {amount(total)}, as a trap would.", "If it is none, save it as CSV.")


class _Metered:
    """A stream of unpacked bytes that refuses to give more than it is allowed to; ``used`` counts what it has given."""

    def __init__(self, stream: IO[bytes], allowed: int, refusal: RefusedError) -> None:
        self._stream, self._allowed, self._refusal = stream, allowed, refusal
        self.used = 0

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes. Raises :class:`RefusedError` for those beyond what is allowed."""
        most = self._allowed - self.used + 1
        data = self._stream.read(most if count < 0 else min(count, most))
        self.used += len(data)
        if self.used > self._allowed:
            raise self._refusal
        return data


class _Budget:
    """Unpacks the members of one archive, which together may come to so many bytes only."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._left = limits, limits.archive

    @contextmanager
    def unpacked(self, stream: IO[bytes], packed: int | None) -> Iterator[tuple[Callable[[], BinaryIO], int]]:
        """An opener of a member and its size, as long as the context lasts. Raises :class:`RefusedError` above the limits."""
        metered = _metered(stream, packed, self._limits, max(0, self._left))
        try:
            with spilled(chunks_of(cast(IO[bytes], metered))) as found:
                yield found
        finally:
            self._left -= metered.used


def _packed(item: Item, kind: str, limits: Limits, table: Callable[[Item], None]) -> Iterator[Item | Skipped]:
    """A single packed file, or a packed TAR."""
    with _opened(item, kind) as stream:
        head = stream.read(512)
    if head[257:262] == b"ustar":
        yield from _tar(item, partial(_packed_tar, item, kind, limits), limits, table)
        return
    with _opened(item, kind) as stream, _Budget(limits).unpacked(stream, item.size) as (opener, size):
        yield _member(item, "", opener, size)


def _metered(stream: IO[bytes], packed: int | None, limits: Limits, left: int) -> _Metered:
    """What ``packed`` bytes unpack to, within the limits: the ratio, and the archive's, of which so many bytes are ``left``."""
    by_ratio = left if packed is None else max(_SMALL, limits.ratio * packed)
    if by_ratio < left:
        reason = f"it unpacks to more than {amount(by_ratio)}, over {limits.ratio} times its packed size, as a trap would."
        return _Metered(stream, by_ratio, RefusedError(reason, "If it is none, unpack it yourself, or raise the limit with --max-ratio."))
    reason = f"the archive unpacks to more than {amount(limits.archive)}."
    remedy = "Unpack it yourself, and give the folder, or raise the limit with --max-archive-size."
    return _Metered(stream, left, RefusedError(reason, remedy))


def _opened(item: Item, kind: str) -> IO[bytes]:
    match kind:
        case "gz":
            return cast(IO[bytes], gzip.GzipFile(fileobj=item.opener()))
        case "bz2":
            return bz2.BZ2File(item.opener())
        case _:
            return lzma.LZMAFile(item.opener())


def _zip(item: Item, limits: Limits, table: Callable[[Item], None]) -> Iterator[Item | Skipped]:
    budget = _Budget(limits)
    with item.opener() as stream, zipfile.ZipFile(stream) as archive:
        entries = sorted((entry for entry in archive.infolist() if not entry.is_dir()), key=lambda entry: entry.filename)
        if not entries:
            raise RefusedError("the archive is empty.")
        _check_count(len(entries), limits)
        for entry in entries:
            if _is_table(name := display(entry.filename)) and not _outside(name) and not entry.flag_bits & 1:
                with suppress(RefusedError), archive.open(entry) as packed, budget.unpacked(packed, entry.compress_size) as (opener, size):
                    table(_member(item, name, opener, size))
        seen: set[str] = set()
        for entry in entries:
            name = display(entry.filename)
            if _passed(name):
                continue
            if refusal := _outside(name) or _again(name, seen):
                yield Skipped(f"{item.name}/{name}", refusal)
            elif entry.flag_bits & 1:
                yield Skipped(f"{item.name}/{name}", "it is encrypted.", "Unpack it with its password.")
            elif (entry.external_attr >> 16) & 0o170000 == 0o120000:
                yield Skipped(f"{item.name}/{name}", "it is a link, and links in archives are not followed.")
            else:
                try:
                    with archive.open(entry) as packed, budget.unpacked(packed, entry.compress_size) as (opener, size):
                        yield _member(item, name, opener, size, _day_of(entry))
                except RefusedError as error:
                    yield Skipped(f"{item.name}/{name}", error.reason, error.remedy)


def _tar(
    item: Item, opened: Callable[[], AbstractContextManager[tarfile.TarFile]], limits: Limits, table: Callable[[Item], None]
) -> Iterator[Item | Skipped]:
    """Members in the archive's own order, as a packed TAR is a stream; documents are sorted by id later. It is gone through twice, as
    a table may stand behind the files that it tells about."""
    any_file, budget = False, _Budget(limits)
    seen: set[str] = set()
    with opened() as archive:
        for count, entry in enumerate(archive, 1):
            _check_count(count, limits)
            if entry.isfile() and _is_table(name := _name(entry)) and not _outside(name) and (packed := archive.extractfile(entry)):
                with suppress(RefusedError), budget.unpacked(packed, item.size) as (opener, size):
                    table(_member(item, name, opener, size))
    with opened() as archive:
        for entry in archive:
            if entry.isdir():
                continue
            any_file = True
            name = _name(entry)
            if _passed(name):
                continue
            if entry.issym() or entry.islnk():
                yield Skipped(f"{item.name}/{name}", "it is a link, and links in archives are not followed.")
            elif not entry.isfile():
                yield Skipped(f"{item.name}/{name}", "it is a device or a pipe, not a file.")
            elif refusal := _outside(name) or _again(name, seen):
                yield Skipped(f"{item.name}/{name}", refusal)
            elif packed := archive.extractfile(entry):
                try:
                    with budget.unpacked(packed, item.size) as (opener, size):
                        yield _member(item, name, opener, size, day_of(entry.mtime))
                except RefusedError as error:
                    yield Skipped(f"{item.name}/{name}", error.reason, error.remedy)
    if not any_file:
        raise RefusedError("the archive is empty.")


@contextmanager
def _plain_tar(item: Item) -> Iterator[tarfile.TarFile]:
    with item.opener() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        yield archive


@contextmanager
def _packed_tar(item: Item, kind: str, limits: Limits) -> Iterator[tarfile.TarFile]:
    with _opened(item, kind) as stream:
        metered = cast(IO[bytes], _metered(stream, item.size, limits, limits.archive))
        with tarfile.open(fileobj=metered, mode="r|") as archive:
            yield archive


def _name(entry: tarfile.TarInfo) -> str:
    return display(entry.name.removeprefix("./"))


def _member(item: Item, name: str, opener: Callable[[], BinaryIO], size: int, written: dt.date | None = None) -> Item:
    if not name:
        shown = item.name
        for suffix in (".gz", ".bz2", ".xz"):
            shown = shown.removesuffix(suffix)
        return replace(item, opener=opener, size=size, nesting=item.nesting + 1, unpacked=shown)
    inner = f"/{name}"
    return replace(
        item,
        name=item.name + inner,
        doc_id=item.doc_id + inner,
        opener=opener,
        size=size,
        relative=item.relative + inner,
        nesting=item.nesting + 1,
        unpacked="",
        written=written,
    )


def _day_of(entry: zipfile.ZipInfo) -> dt.date | None:
    try:
        return dt.date(*entry.date_time[:3])
    except ValueError:
        return None


def _is_table(name: str) -> bool:
    return name.rpartition("/")[2] == NAME and "__MACOSX" not in name.split("/")


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.members:
        raise RefusedError(
            f"the archive has more than {limits.members:,} entries.",
            "Unpack it yourself, and give the folder, or raise the limit with --max-members.",
        )


def _outside(name: str) -> str | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        return "its name points out of the archive."
    return None


def _again(name: str, seen: set[str]) -> str | None:
    if name in seen:
        return "an entry of this name has been read already."
    seen.add(name)
    return None


def _passed(name: str) -> bool:
    """Names that hold no article: hidden files, what accompanies pages, metadata tables (read before)."""
    parts = name.split("/")
    base = parts[-1]
    return (
        base.startswith(("._", ".DS_Store", "~$"))
        or "__MACOSX" in parts
        or base == NAME
        or ("." in base and f".{base.rpartition('.')[2].lower()}" in MEDIA)
        or any(part.endswith("_files") for part in parts[:-1])
    )
