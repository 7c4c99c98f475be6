"""Arguments that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from timeline.export import FORMATS
from timeline.nlp.installed import DEFAULT_MODEL

if TYPE_CHECKING:
    from timeline.sources import Limits

Commands = Any
"""What ``add_subparsers`` returns; argparse has no public name for it."""

_SIZE = re.compile(r"(\d+)\s*([KMGT]?)(?:i?B)?", re.IGNORECASE)


def command(commands: Commands, name: str, purpose: str, *, run: Any, examples: str) -> argparse.ArgumentParser:
    """A new command with its one-line purpose and examples."""
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=purpose, description=purpose, epilog="examples:\n" + examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.set_defaults(run=run)
    return made


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and where help is; its usage names what must be given, the rest stands below."""

    def format_help(self) -> str:
        """The help, its usage without the options that may be left out."""
        needed = [action for action in self._actions if action.required and action.nargs != argparse.PARSER]
        words = [" ".join((*action.option_strings[:1], _placeholder(action))) for action in needed]
        self.usage = self.usage or " ".join(("%(prog)s", *words, "[options]")) if needed else None
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say it and leave with status 2."""
        self.exit(2, f"{self.prog}: {message}. See: {self.prog} --help\n")


def _placeholder(action: argparse.Action) -> str:
    word = action.metavar if isinstance(action.metavar, str) else "{" + ",".join(action.choices or ()) + "}"
    return f"{word} [{word} …]" if action.nargs == "+" else word


def day(text: str) -> dt.date:
    """A day given by the user as ``2025-10-22``."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day. Write it as 2025-10-22") from error


def share(text: str) -> float:
    """A probability from 0 to 1."""
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no number. Write one from 0 to 1, such as 0.8") from error
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1")
    return value


def number(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number from 1")
    return int(text)


def size(text: str) -> int:
    """A size in bytes: ``500M``, ``2GiB``, ``64k`` or a bare number; units are powers of 1,024.

    >>> size("500M"), size("64 KiB"), size("1000")
    (524288000, 65536, 1000)
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None or not int(found[1]):
        raise argparse.ArgumentTypeError(f"'{text}' is no size. Write 500M, 2G or a number of bytes")
    return int(found[1]) << 10 * " KMGT".index(found[2].upper() or " ")


def one_of(words: Sequence[str], what: str) -> Callable[[str], str]:
    """Reads a word of a vocabulary; another word is answered with near ones and all that there are."""

    def read(text: str) -> str:
        word = text.strip().lower().replace(" ", "_").replace("-", "_")
        if word in words:
            return word
        near = difflib.get_close_matches(word, words, 3, 0.5)
        hint = f" Near: {', '.join(near)}." if near else ""
        raise argparse.ArgumentTypeError(f"'{text}' is no {what}.{hint} There are: {', '.join(words)}")

    return read


def pairs(text: str) -> dict[str, str]:
    """``text=body,published=date`` as a mapping."""
    found: dict[str, str] = {}
    for pair in text.split(","):
        field, mark, column = (part.strip() for part in pair.partition("="))
        if not (field and mark and column):
            raise argparse.ArgumentTypeError(f"'{pair}' is no FIELD=COLUMN. Write for example text=body,published=date")
        found[field] = column
    return found


LIMITS: tuple[tuple[str, str, Callable[[str], int], str], ...] = (
    ("--max-file-size", "file", size, "a file that has to be in memory as a whole"),
    ("--max-page-size", "page", size, "a saved page, embedded pictures left out"),
    ("--max-record-size", "record", size, "one line of JSON lines, one row, one mail"),
    ("--max-archive-size", "archive", size, "all that one archive unpacks to"),
    ("--max-stdin-size", "stdin", size, "all of standard input"),
    ("--max-members", "members", number, "entries of one archive"),
    ("--max-ratio", "ratio", number, "how many times its packed size an entry may unpack to"),
    ("--max-nesting", "nesting", number, "archives inside archives"),
    ("--max-folders", "depth", number, "folders inside folders"),
    ("--max-html-depth", "html_depth", number, "elements inside elements of a page"),
    ("--max-pdf-pages", "pdf_pages", number, "pages of one PDF"),
)
"""Options that raise or lower a limit: name, field of :class:`timeline.sources.Limits`, how its value is read, what it counts."""


def limits(args: argparse.Namespace) -> Limits | None:
    """The limits that the arguments set; None where they set none."""
    named = {field: getattr(args, option.lstrip("-").replace("-", "_"), None) for option, field, _, _ in LIMITS}
    given = {field: value for field, value in named.items() if value is not None}
    if not given:
        return None
    from timeline.sources import Limits

    return Limits(**given)


def reading(made: argparse.ArgumentParser) -> None:
    """How inputs are read."""
    made.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, addresses such as s3://…, or - for standard input")
    group = made.add_argument_group("reading")
    group.add_argument(
        "--metadata", metavar="FILE", help="CSV table: file,published,title,source (a metadata.csv in an input folder is found by itself)"
    )
    group.add_argument(
        "--map", dest="mapping", type=pairs, metavar="FIELD=COLUMN,…", help="columns of a table, e.g. text=body,published=date"
    )
    group.add_argument("--published", type=day, metavar="DATE", help="the day of documents without a date of their own")
    group.add_argument("--language", metavar="CODE", help="'en' takes every text for English; without it other languages are skipped")
    group.add_argument(
        "--on-error", choices=("skip", "stop"), default="skip", help="what to do about an input that cannot be read (default: skip)"
    )
    group.add_argument("--skipped", metavar="FILE", help="write what was skipped, and why, as JSON lines")
    group = made.add_argument_group("limits (what is larger is skipped, with its reason; docs/inputs.md tells the defaults)")
    for option, _, read, told in LIMITS:
        group.add_argument(option, type=read, metavar="SIZE" if read is size else "N", help=told)


def outputs(made: argparse.ArgumentParser, *, without: str = "a table on a terminal, CSV into a pipe") -> None:
    """Where a timeline is written, and how; what comes ``without`` a file."""
    told = f"file to write, or -; may be given twice. Without it: {without}"
    made.add_argument("-o", "--output", action="append", default=[], metavar="FILE", help=told)
    format_of(made)


def format_of(made: argparse.ArgumentParser) -> None:
    """The format of what is written."""
    made.add_argument("--format", metavar="F", help=f"else each file's suffix tells: {', '.join(FORMATS)}")


def tagging(made: argparse.ArgumentParser) -> None:
    """What shapes the events."""
    group = made.add_argument_group("finding events")
    group.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME", help="spaCy model, a name or a folder (default: %(default)s)")
    group.add_argument(
        "--gazetteer", action="append", metavar="FILE", help="CSV of your own people, organisations or places; may be given several times"
    )
    group.add_argument("--corrections", metavar="FILE", help="TOML file of corrections to apply")
    group.add_argument("--min-confidence", type=share, metavar="P", help="leave out events less sure than this, 0 to 1")
    group.add_argument("--infer-dates", action="store_true", help="infer publication dates that nothing states; rows say so")
    group.add_argument("--as-of", type=day, metavar="DATE", help="the day from which plans are seen (default: the newest publication date)")
    group.add_argument("--entities", action="store_true", help="use the model's entity recogniser too: a third slower, a few more names")
    group.add_argument("--no-gate", dest="gate", action="store_false", help="tag every paragraph, not only those that can matter; slow")


def working(made: argparse.ArgumentParser) -> None:
    """How the work is done; never what comes of it."""
    group = made.add_argument_group("working (shapes nothing of the result)")
    group.add_argument("--jobs", type=number, default=1, metavar="N", help="processes on this machine (default: 1)")
    group.add_argument("--engine", choices=("local", "dask"), default="local", help="where the work runs (default: local)")
    group.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask cluster; without it one of --jobs workers is started here")
    group.add_argument("--cache", metavar="DIR", help="folder of work kept between runs (default: the user's cache folder)")
    group.add_argument("--no-cache", action="store_true", help="keep nothing between runs")
