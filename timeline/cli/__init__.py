"""The command line: a thin twin of the Python calls. It alone turns named errors into text."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence

from timeline.cli import arguments, extract, look, tools
from timeline.cli.terminal import DONE, INTERRUPTED, NOTHING, forsake_stdout, prepare, say
from timeline.errors import TimelineError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 done with documents skipped, 2 nothing done or wrong usage, 130 interrupted."""
    prepare()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # before anything loads the libraries that look at it
    given = parser().parse_args(argv)
    try:
        status: int = given.run(given)
        sys.stdout.flush()
    except TimelineError as error:
        say(f"timeline: {error}")
        return NOTHING
    except BrokenPipeError:
        forsake_stdout()
        return DONE
    except KeyboardInterrupt:
        say("timeline: interrupted. Each output is as it was before, or whole")
        return INTERRUPTED
    except OSError as error:  # a full disk behind stdout, a folder that went away: the system's words are the best there are
        where = f"{error.filename}: " if error.filename else f"standard output or a temporary file (in {tempfile.gettempdir()}) "
        say(f"timeline: {where}cannot be written or read ({error.strerror or error}). Output files are as they were before, or whole")
        forsake_stdout()
        return NOTHING
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    from timeline import __version__

    whole = arguments.Parser(
        prog="timeline",
        description="Turns news articles into a dated timeline of diplomatic meetings, calls and visits, each with its sentence.",
        epilog="Begin with:\n  timeline extract articles/ -o timeline.csv\nMore on a command:\n  timeline extract --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"timeline {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (extract, look, tools):
        room.add(commands)
    return whole
