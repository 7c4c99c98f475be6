"""ZIP, TAR, GZ, BZ2 and XZ: their members as items, read in memory and within limits; nothing is ever written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, cast

from timeline.sources.items import MIB, Item, Limits, RefusedError, Skipped, memory
from timeline.sources.metadata import NAME
from timeline.sources.sniff import MEDIA
from timeline.sources.walk import display

_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    gzip.BadGzipFile,
    EOFError,
    lzma.LZMAError,
    zlib.error,
    NotImplementedError,
    ValueError,
    OSError,
)
_SMALL = MIB
_CHUNK = MIB


@dataclass(slots=True)
class _Budget:
    """What one archive may still unpack to, in bytes."""

    left: int


def members(item: Item, kind: str, limits: Limits) -> Iterator[Item | Skipped]:
    """The members of an archive, in the order of their names. ``kind`` is zip, tar, gz, bz2 or xz.

    Raises :class:`RefusedError` for an archive that is damaged, empty, or packed into too many others.
    """
    if item.nesting > limits.nesting:
        raise RefusedError(f"it is one of archives inside archives, more than {limits.nesting + 1} deep.", "Unpack the outer ones.")
    budget = _Budget(limits.archive)
    try:
        if kind == "zip":
            yield from _zip(item, limits, budget)
        elif kind == "tar":
            with item.opener() as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
                yield from _tar(item, archive, limits, budget)
        else:
            yield from _packed(item, kind, limits, budget)
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
        raise RefusedError(f"it unpacks to {total / MIB:,.0f} MiB, as a trap would.", "If it is none, save it as CSV.")


def _packed(item: Item, kind: str, limits: Limits, budget: _Budget) -> Iterator[Item | Skipped]:
    """A single packed file, or a packed TAR."""
    with _opened(item, kind) as stream:
        head = stream.read(512)
    if head[257:262] == b"ustar":
        with _opened(item, kind) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            yield from _tar(item, archive, limits, budget)
        return
    with _opened(item, kind) as stream:
        data = _unpacked(stream, item.size or 0, limits, budget)
    yield _member(item, "", data)


def _opened(item: Item, kind: str) -> IO[bytes]:
    match kind:
        case "gz":
            return cast(IO[bytes], gzip.GzipFile(fileobj=item.opener()))
        case "bz2":
            return bz2.BZ2File(item.opener())
        case _:
            return lzma.LZMAFile(item.opener())


def _zip(item: Item, limits: Limits, budget: _Budget) -> Iterator[Item | Skipped]:
    with item.opener() as stream, zipfile.ZipFile(stream) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not entries:
            raise RefusedError("the archive is empty.")
        _check_count(len(entries), limits)
        for entry in sorted(entries, key=lambda entry: entry.filename):
            name = display(entry.filename)
            if _passed(name):
                continue
            if refusal := _outside(name):
                yield Skipped(f"{item.name}/{name}", refusal)
            elif entry.flag_bits & 1:
                yield Skipped(f"{item.name}/{name}", "it is encrypted.", "Unpack it with its password.")
            elif (entry.external_attr >> 16) & 0o170000 == 0o120000:
                yield Skipped(f"{item.name}/{name}", "it is a link, and links in archives are not followed.")
            else:
                try:
                    with archive.open(entry) as packed:
                        data = _unpacked(packed, entry.compress_size, limits, budget)
                except RefusedError as error:
                    yield Skipped(f"{item.name}/{name}", error.reason, error.remedy)
                    continue
                yield _member(item, name, data)


def _tar(item: Item, archive: tarfile.TarFile, limits: Limits, budget: _Budget) -> Iterator[Item | Skipped]:
    """Members in the archive's own order, as a packed TAR is a stream; documents are sorted by id later."""
    count = 0
    for entry in archive:
        if entry.isdir():
            continue
        count += 1
        _check_count(count, limits)
        name = display(entry.name.removeprefix("./"))
        if _passed(name):
            continue
        if entry.issym() or entry.islnk():
            yield Skipped(f"{item.name}/{name}", "it is a link, and links in archives are not followed.")
        elif not entry.isfile():
            yield Skipped(f"{item.name}/{name}", "it is a device or a pipe, not a file.")
        elif refusal := _outside(name):
            yield Skipped(f"{item.name}/{name}", refusal)
        else:
            packed = archive.extractfile(entry)
            if packed is None:
                continue
            try:
                data = _unpacked(packed, None, limits, budget)
            except RefusedError as error:
                yield Skipped(f"{item.name}/{name}", error.reason, error.remedy)
                continue
            yield _member(item, name, data)
    if not count:
        raise RefusedError("the archive is empty.")


def _unpacked(stream: IO[bytes], packed: int | None, limits: Limits, budget: _Budget) -> bytes:
    """A member's bytes. Raises :class:`RefusedError` above the limits, before more than one chunk too much was unpacked."""
    out = io.BytesIO()
    allowed = limits.file if packed is None else min(limits.file, max(_SMALL, limits.ratio * packed))
    while chunk := stream.read(_CHUNK):
        out.write(chunk)
        budget.left -= len(chunk)
        if out.tell() > allowed:
            raise RefusedError(
                f"it unpacks to more than {allowed / MIB:,.0f} MiB"
                + ("." if allowed == limits.file else f", over {limits.ratio} times its packed size, as a trap would."),
                "If it is none, unpack it yourself.",
            )
        if budget.left < 0:
            raise RefusedError(
                f"the archive unpacks to more than {limits.archive / MIB:,.0f} MiB.", "Unpack it yourself, and give the folder."
            )
    return out.getvalue()


def _member(item: Item, name: str, data: bytes) -> Item:
    inner = f"/{name}" if name else ""
    if not name:
        shown = item.name
        for suffix in (".gz", ".bz2", ".xz"):
            shown = shown.removesuffix(suffix)
        return Item(item.name, item.doc_id, memory(data), len(data), item.folder, item.relative, item.nesting + 1, shown)
    relative, doc_id = item.relative + inner, item.doc_id + inner
    return Item(item.name + inner, doc_id, memory(data), len(data), item.folder, relative, item.nesting + 1)


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.members:
        raise RefusedError(f"the archive has more than {limits.members:,} entries.", "Unpack it yourself, and give the folder.")


def _outside(name: str) -> str | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":"):
        return "its name points out of the archive."
    return None


def _passed(name: str) -> bool:
    """Names that hold no article: hidden files, what accompanies pages, metadata tables (read in folders only)."""
    parts = name.split("/")
    base = parts[-1]
    return (
        base.startswith(("._", ".DS_Store", "~$"))
        or "__MACOSX" in parts
        or base == NAME
        or ("." in base and f".{base.rpartition('.')[2].lower()}" in MEDIA)
        or any(part.endswith("_files") for part in parts[:-1])
    )
