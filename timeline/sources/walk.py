"""From what the user names (files, folders, ``-``) to the things to read, in an order that depends on names only."""

from __future__ import annotations

import csv
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from timeline.model.title import counted
from timeline.sources.items import Item, Limits, Skipped, day_of
from timeline.sources.metadata import NAME, labels_files
from timeline.sources.sniff import MEDIA

_COMPANIONS = (
    "_files",
    "-files",
    ".files",
    "_Dateien",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_pliki",
    "_soubory",
    "_arquivos",
    "_data",
    "_file",
)
_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
_HIDDEN = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))
_RUN_FILE = re.compile(r".+\.run\.json\Z")
_PEEK = 2 * 2**20
_HEADER = 64 * 1024


@dataclass(slots=True)
class Passed:
    """What was passed over in one input, for one line each: companion folders and their files, media files."""

    companions: int = 0
    companion_files: int = 0
    media: int = 0

    def companion(self, folder: Path) -> None:
        """Count a companion folder with its files."""
        self.companions += 1
        self.companion_files += sum(len(files) for _, _, files in os.walk(folder))

    def lines(self) -> Iterator[str]:
        """What the user is told."""
        if self.companions:
            folders = counted(self.companions, "companion folder")
            yield f"{folders} of saved pages passed over ({counted(self.companion_files, 'file')})."
        if self.media:
            yield f"{counted(self.media, 'picture, style or script file')} passed over."


def walk(
    path: str | os.PathLike[str],
    limits: Limits,
    *,
    exclude: frozenset[str] = frozenset(),
    note: Callable[[str], None],
    table: Callable[[Item], None],
) -> Iterator[Item | Skipped]:
    """The files of one input, a folder's in the order of their names, and what is no file as :class:`Skipped`.

    ``exclude`` are real paths that are never read (the run's own outputs); what was passed over goes to ``note`` in one line, and
    each folder's metadata table to ``table``, before the folder's files.
    """
    root = Path(path)
    shown = display(str(path)).rstrip("/") or "/"
    try:
        mode = root.stat().st_mode
    except OSError as error:
        yield Skipped(shown, f"it cannot be found ({error.strerror}).", "Check the path.")
        return
    except ValueError:
        yield Skipped(shown, "it is no path.", "Check the path.")
        return
    if not stat.S_ISDIR(mode):
        if refusal := _special(mode):
            yield Skipped(shown, refusal, "Give a file or a folder; '-' reads standard input.")
        else:
            yield _item(root, shown, display(root.stem) or display(root.name), place(root.parent), display(root.name))
        return
    passed = Passed()
    yield from _folder(_Place(root, shown, place(root)), "", limits, exclude, (), passed, table)
    for line in passed.lines():
        note(f"{shown}: {line}")


def beside(path: str | os.PathLike[str]) -> Item | None:
    """The metadata table in the folder of a file, if there is one."""
    own = Path(path).parent / NAME
    return _item(own, display(str(own)), NAME, place(own.parent), NAME) if own.is_file() else None


def as_table(path: str | os.PathLike[str]) -> Item | None:
    """An input that is a metadata table by its name and its columns, and no article."""
    own = Path(path)
    if own.name != NAME or not own.is_file():
        return None
    item = _item(own, display(str(path)), NAME, place(own.parent), NAME)
    try:
        return item if labels_files(item.head(_HEADER)) else None
    except (OSError, csv.Error):
        return None


def place(folder: Path) -> str:
    """A folder as metadata tables know it, however it was named."""
    return display(os.path.abspath(folder)).rstrip("/")


def accompanying(paths: Sequence[str | os.PathLike[str]]) -> tuple[frozenset[int], Passed]:
    """Which of several inputs accompany others, as where a shell has put all names of a folder in place of ``*``: pictures and the
    like, run files, and companion folders of pages that are inputs too."""
    out: set[int] = set()
    passed = Passed()
    folders: dict[Path, list[tuple[int, str, bool]]] = {}
    for n, path in enumerate(paths):
        own = Path(path)
        is_folder = own.is_dir()
        folders.setdefault(own.parent, []).append((n, own.name, is_folder))
        if not is_folder and (_RUN_FILE.match(own.name) or own.suffix.lower() in MEDIA):
            out.add(n)
            passed.media += own.suffix.lower() in MEDIA
    for folder, found in folders.items():
        companions = _companions(folder, [(name, is_folder) for _, name, is_folder in found])
        for n, name, is_folder in found:
            if is_folder and name in companions:
                out.add(n)
                passed.companion(folder / name)
    return frozenset(out), passed


def display(name: str) -> str:
    """A path as it is shown and used in ids: composed Unicode, ``/`` between folders, undecodable bytes written out.

    >>> display("saved/Orba\\u0301n.html")
    'saved/Orbán.html'
    """
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    plain = "".join(c if c.isprintable() else "\ufffd" for c in unicodedata.normalize("NFC", plain))
    return plain.replace(os.sep, "/") if os.sep != "/" else plain


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder that is an input: its path, as it is shown, as tables know it."""

    path: Path
    shown: str
    place: str


def _folder(
    root: _Place,
    below: str,
    limits: Limits,
    exclude: frozenset[str],
    above: tuple[str, ...],
    passed: Passed,
    table: Callable[[Item], None],
    *,
    at: Path | None = None,
) -> Iterator[Item | Skipped]:
    """The files below a folder: ``at``, or the input itself. ``above`` are the real paths of the folders that lead to it; the first
    is the input."""
    folder = at or root.path
    shown = f"{root.shown}/{below}".rstrip("/")
    try:
        with os.scandir(folder) as entries:
            names = sorted(((entry.name, entry.is_dir()) for entry in entries), key=lambda pair: display(pair[0]))
    except OSError as error:
        yield Skipped(shown, f"the folder cannot be read ({error.strerror}).", "Check its permissions.")
        return
    if len(above) >= limits.depth:
        yield Skipped(
            shown,
            f"it lies more than {limits.depth} folders deep.",
            "Give it as an input of its own, or raise the limit with --max-folders.",
        )
        return
    above = (*above, os.path.realpath(folder))
    companions = _companions(folder, names)
    if (NAME, False) in names and (folder / NAME).is_file() and os.path.realpath(folder / NAME) not in exclude:
        table(_item(folder / NAME, f"{root.shown}/{below}{NAME}", below + NAME, root.place, below + NAME))
    for own, is_folder in names:
        name, path = display(own), folder / own
        relative = below + name
        if name.startswith((".", "~$")) or name in _HIDDEN:
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield Skipped(f"{root.shown}/{relative}", f"it cannot be read ({error.strerror}).", "Check the link or the permissions.")
            continue
        if is_folder:
            if own in companions:
                passed.companion(path)
            elif path.is_symlink() and (refusal := _linked(os.path.realpath(path), above)):
                yield Skipped(f"{root.shown}/{relative}", refusal, "Nothing is lost by it.")
            else:
                yield from _folder(root, relative + "/", limits, exclude, above, passed, table, at=path)
        elif special := _special(mode):
            yield Skipped(f"{root.shown}/{relative}", special)
        elif name == NAME or _RUN_FILE.match(name) or os.path.realpath(path) in exclude:
            continue
        elif os.path.splitext(name)[1].lower() in MEDIA:
            passed.media += 1
        else:
            yield _item(path, f"{root.shown}/{relative}", relative, root.place, relative)


def _linked(target: str, above: tuple[str, ...]) -> str | None:
    """Why a link to a folder is not followed: it leads back, or to what is read anyway. Links of links out of the input are not
    followed either, as they could multiply without end."""
    if any(folder == target or folder.startswith(target.rstrip("/") + "/") for folder in above):
        return "it is a link back to a folder that holds it."
    if target.startswith(above[0].rstrip("/") + "/"):
        return "it is a link to a folder that is read anyway."
    if any(not folder.startswith(above[0]) for folder in above):
        return "it is a link in a folder that is itself reached by a link."
    return None


def _item(path: Path, name: str, doc_id: str, folder: str, relative: str) -> Item:
    state = path.stat()
    return Item(name, doc_id, partial(_open, path), state.st_size, folder, relative, written=day_of(state.st_mtime))


def _open(path: Path) -> BinaryIO:
    return open(path, "rb")


def _special(mode: int) -> str | None:
    """What a path is where it is no regular file."""
    for test, what in ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device")):
        if test(mode):
            return f"it is {what}, not a file."
    return None if stat.S_ISREG(mode) else "it is no file."


def _companions(folder: Path, names: list[tuple[str, bool]]) -> frozenset[str]:
    """Names of the folders that belong to a saved page beside them: named after it, or holding its pictures but no link's target."""
    pages = [name for name, is_folder in names if not is_folder and name.lower().endswith(_PAGES)]
    folders = [name for name, is_folder in names if is_folder]
    if not pages or not folders:
        return frozenset()
    stems = {name.rpartition(".")[0] for name in pages}
    out = {name for name in folders if any(name == stem + ending for stem in stems for ending in _COMPANIONS)}
    rest = [name for name in folders if name not in out]
    for page in pages if rest else ():
        try:
            with open(folder / page, "rb") as stream:
                head = stream.read(_PEEK)
        except OSError:
            continue
        for name in rest:
            ends = b"|".join(re.escape(form.encode("utf-8", "surrogateescape")) for form in {name, quote(name, errors="surrogateescape")})
            if re.search(rb"\bsrc\s?=\s?[\"']?(?:\./)?(?:" + ends + rb")/", head) and not re.search(
                rb"<a\s[^<>]{0,300}href\s?=\s?[\"']?(?:\./)?(?:" + ends + rb")/", head
            ):
                out.add(name)
    return frozenset(out)
