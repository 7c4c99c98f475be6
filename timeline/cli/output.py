"""Where a timeline goes: files by their suffix, stdout as a table for people or CSV for programs."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from timeline.cli.terminal import put, width
from timeline.errors import OutputError

if TYPE_CHECKING:
    from timeline.chronology import Timeline


def write(timeline: Timeline, outputs: Sequence[str], chosen: str | None, **given: Any) -> dict[str, str]:
    """The timeline to each output; without one, a table on a terminal and CSV into a pipe. ``given`` are options of the format.

    The digest of each file that was written comes back, by output.
    """
    from timeline import export
    from timeline.pipeline.remote import delivered, write_shards

    digests: dict[str, str] = {}
    for output in outputs or ["-"]:
        if output != "-":
            with delivered(output) as place:
                if _in_shards(output, chosen):
                    write_shards(timeline, place)
                else:
                    timeline.export(place, chosen, **given)
                if place.is_file():
                    digests[output] = hashlib.sha256(place.read_bytes()).hexdigest()
        elif chosen is None and sys.stdout.isatty():
            from timeline import view

            put(view.table(timeline, width=width(), color="NO_COLOR" not in os.environ))
        else:
            stream: IO[Any] = sys.stdout.buffer if export.format_of("", chosen or "csv").kind == "bytes" else sys.stdout
            timeline.export(stream, chosen or "csv", **given)
    return digests


def _in_shards(output: str, chosen: str | None) -> bool:
    """Whether an output is a folder of Parquet files: ``-o events/ --format parquet``."""
    return chosen == "parquet" and output.endswith("/")


def checked(args: argparse.Namespace) -> list[str]:
    """The outputs, after a look at whether they can be written and corrections be read: a long run must not end in a message that a
    short look could give."""
    from timeline import export, merging
    from timeline.pipeline import remote

    outputs: list[str] = list(dict.fromkeys(args.output))
    if args.format is not None:
        export.format_of("", args.format)
    for output in outputs:
        if output == "-" or export.format_of(output, args.format).kind == "folder":
            continue
        if output.endswith("/") and not _in_shards(output, args.format):
            raise OutputError(f"{output}: names a folder. Nothing was done; name a file, or --format parquet for a folder of such files")
        if remote.is_address(output):
            remote.writable(output)
        elif not _in_shards(output, args.format):
            writable(Path(output))
    if args.skipped:
        writable(Path(args.skipped))
    if args.corrections:
        merging.read_corrections(Path(args.corrections))
    return outputs


def beside(output: str, ending: str) -> str:
    """The name of a file that belongs to an output, at a path or an address; an output's folder of files has it beside the folder.

    >>> beside("s3://b/t.csv", ".run.json"), beside("events/", ".partial/")
    ('s3://b/t.run.json', 'events.partial/')
    """
    folder, mark, name = output.rstrip("/").rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return folder + mark + (stem if dot and stem else name) + ending.replace("*", dot + suffix if stem else "")


def writable(path: Path) -> None:
    """Raise :class:`~timeline.errors.OutputError` where a file cannot be written at ``path``."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path}: is a folder. Nothing was done; name a file")
    if not folder.is_dir():
        raise OutputError(f"{path}: there is no folder '{folder}'. Nothing was done; make it, or choose another name")
    if (path.exists() and not os.access(path, os.W_OK)) or not os.access(folder, os.W_OK):
        raise OutputError(f"{path}: cannot be written (no permission). Nothing was done; choose another name")
