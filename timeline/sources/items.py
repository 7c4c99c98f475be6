"""What the readers pass to each other: items (something to read), findings (an article as read), limits, and refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model.vocabulary import PublishedBasis

MIB = 2**20

LIBRARY_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What other people's parsers raise on damaged input, beside their own errors; all of it means that the input cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read before an input is refused; bytes unless said otherwise.

    ``file``: a file that has to be in memory as a whole (text, JSON, mail, PDF); ``page``: a saved page, embedded pictures left
    out; ``record``: one line of a stream (JSON lines), one row or one mail of a mailbox; ``archive``: all that one archive unpacks
    to; ``stdin``: all of standard input, which waits in a temporary file; ``members``: entries of one archive; ``ratio``: how many
    times its packed size an entry above 1 MiB may unpack to; ``nesting``: archives inside archives; ``depth``: folders inside
    folders; ``html_depth``: elements inside elements; ``pdf_pages``: pages of one PDF.
    """

    file: int = 200 * MIB
    page: int = 20 * MIB
    record: int = 64 * MIB
    archive: int = 2048 * MIB
    stdin: int = 16384 * MIB
    members: int = 200_000
    ratio: int = 300
    nesting: int = 2
    depth: int = 64
    html_depth: int = 400
    pdf_pages: int = 5_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no document: where, why, and what to do about it."""

    path: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.path}: skipped, {self.reason}" + (f" {self.remedy}" if self.remedy else "")


class RefusedError(InputError):
    """An input cannot be used; ``reason`` and ``remedy`` are the two halves of the message."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(f"{reason} {remedy}".strip())
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Item:
    """Something to read: a file, a member of an archive, standard input.

    ``name`` is what the user is shown, ``doc_id`` the id of a document that fills the item, ``opener`` opens its bytes anew.
    ``folder`` and ``relative`` place it for metadata tables: the folder that was given and the path below it, with ``/``.
    ``nesting`` counts the archives around it, ``unpacked`` the name of a packed file without the packing's suffix; ``written`` is the
    day on which it was last written, as far as the disk or the archive knows.
    """

    name: str
    doc_id: str
    opener: Callable[[], BinaryIO]
    size: int | None = None
    folder: str = ""
    relative: str = ""
    nesting: int = 0
    unpacked: str = ""
    written: dt.date | None = None

    @property
    def suffix(self) -> str:
        """The file name's suffix in small letters, with its dot, or nothing; of a packed file the one below the packing's."""
        base = (self.unpacked or self.name).rpartition("/")[2]
        return "." + base.rpartition(".")[2].lower() if "." in base.lstrip(".") else ""

    def read(self, limit: int, option: str = "--max-file-size") -> bytes:
        """All bytes. Raises :class:`RefusedError` above ``limit`` bytes; ``option`` is what the user raises it with."""
        if self.size is not None and self.size > limit:
            raise too_large(self.size, limit, option)
        with self.opener() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise too_large(None, limit, option)
        return data

    def head(self, count: int = 8192) -> bytes:
        """The first ``count`` bytes."""
        with self.opener() as stream:
            return stream.read(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article as a reader found it.

    ``doc_id`` is an id that the input itself gives; ``part`` sets articles of one item apart (``#12``), ``where`` says the same to
    the user, where a line tells it better (``:13``); ``basis`` says what ``published`` rests on, ``evidence`` the same in words;
    ``language`` is what the input itself says; ``notes`` are lines for the user, without the file's name.
    """

    text: str
    doc_id: str | None = None
    part: str = ""
    where: str = ""
    title: str | None = None
    published: dt.date | None = None
    basis: PublishedBasis = PublishedBasis.FIELD
    evidence: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def amount(count: int) -> str:
    """A number of bytes in words.

    >>> amount(200 * 2**20), amount(1), amount(1500)
    ('200 MiB', '1 byte', '1,500 bytes')
    """
    if count >= MIB:
        return f"{count / MIB:,.0f} MiB"
    return "1 byte" if count == 1 else f"{count:,} bytes"


def too_large(size: int | None, limit: int, option: str) -> RefusedError:
    """The refusal of an input above a limit (bytes), with the option that raises it."""
    told = f"it has {amount(size)}, more than" if size is not None else "it holds more than"
    return RefusedError(f"{told} the {amount(limit)} that are read of such a file.", f"Split it, or raise the limit with {option}.")


def day_of(seconds: float) -> dt.date | None:
    """The day, in UTC, of a file's time; ``None`` where it is none.

    >>> day_of(1532390400.0).isoformat()
    '2018-07-24'
    """
    try:
        return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def clean_field(value: object, limit: int = 1000) -> str | None:
    """A title, outlet or address as one line without control characters, at most ``limit`` characters; ``None`` for nothing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if value is None or isinstance(value, bool | dict | list):
        return None
    line = " ".join("".join(c if c.isprintable() else " " for c in str(value)[: 4 * limit]).split())
    return line[:limit] or None
