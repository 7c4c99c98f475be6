"""Where a timeline goes: files by their suffix, stdout as a table for people or CSV for programs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from timeline.cli.terminal import put, width
from timeline.errors import OutputError

if TYPE_CHECKING:
    from timeline.chronology import Timeline


def write(timeline: Timeline, outputs: Sequence[str], chosen: str | None, **given: Any) -> None:
    """The timeline to each output; without one, a table on a terminal and CSV into a pipe. ``given`` are options of the format."""
    from timeline import export

    for output in outputs or ["-"]:
        if output != "-":
            timeline.export(output, chosen, **given)
        elif chosen is None and sys.stdout.isatty():
            from timeline import view

            put(view.table(timeline, width=width(), color="NO_COLOR" not in os.environ))
        else:
            stream: IO[Any] = sys.stdout.buffer if export.format_of("", chosen or "csv").kind == "bytes" else sys.stdout
            timeline.export(stream, chosen or "csv", **given)


def checked(args: argparse.Namespace) -> list[str]:
    """The outputs, after a look at whether they can be written: a long run must not end in a message that a short look could give."""
    from timeline import export

    outputs: list[str] = list(dict.fromkeys(args.output))
    if args.format not in (None, "html"):
        export.format_of("", args.format)
    for output in outputs:
        page = args.format == "html" or (args.format is None and output.lower().endswith(".html"))
        if output != "-" and (page or export.format_of(output, args.format).kind != "folder"):
            writable(Path(output))
    if args.skipped:
        writable(Path(args.skipped))
    return outputs


def writable(path: Path) -> None:
    """Raise :class:`~timeline.errors.OutputError` where a file cannot be written at ``path``."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path}: is a folder. Nothing was done; name a file with -o")
    if not folder.is_dir():
        raise OutputError(f"{path}: there is no folder '{folder}'. Nothing was done; make it, or choose another name with -o")
    if (path.exists() and not os.access(path, os.W_OK)) or not os.access(folder, os.W_OK):
        raise OutputError(f"{path}: cannot be written (no permission). Nothing was done; choose another name with -o")
