"""The commands that look at a timeline: ``show``, ``explain``, ``diff``, ``graph``, ``view``, ``export``."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.cli import arguments
from timeline.cli.arguments import Commands
from timeline.cli.output import write
from timeline.cli.terminal import put, say, width
from timeline.errors import QueryError
from timeline.model.title import counted
from timeline.model.vocabulary import Kind, Status

if TYPE_CHECKING:
    from timeline.chronology import Timeline

T = TypeVar("T")

TIMELINE_HELP = "a .jsonl, .parquet or .csv that timeline has written, or a store's folder"


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    made = _of_timeline(
        commands,
        "show",
        "Print a timeline as a table.",
        show,
        "  timeline show timeline.csv --involving Lavrov\n"
        "  timeline show timeline.jsonl --status scheduled proposed --from 2025-10-01\n"
        "  timeline show news.store --as-of 2025-10-20\n"
        "  timeline show timeline.jsonl --involving Lavrov -o lavrov.csv",
    )
    _filters(made)
    made.add_argument("--quotes", action="store_true", help="print the sentence behind each row")
    arguments.outputs(made, without="a table")

    made = _of_timeline(
        commands,
        "explain",
        "Tell which words and sources decided each field of an event, and why it was merged.",
        explain,
        "  timeline explain timeline.jsonl e3f9c01a2b4d",
    )
    made.add_argument("id", metavar="ID", help="of an event; ids of merged members count too")

    made = arguments.command(
        commands,
        "diff",
        "Tell what changed from one timeline to another.",
        run=diff,
        examples="  timeline diff monday.jsonl tuesday.jsonl\n  timeline diff monday.jsonl tuesday.jsonl --format jsonl",
    )
    made.add_argument("old", metavar="OLD", help=TIMELINE_HELP)
    made.add_argument("new", metavar="NEW", help=TIMELINE_HELP)
    made.add_argument("--format", choices=("text", "jsonl"), default="text", help="words or data (default: text)")

    made = _of_timeline(
        commands,
        "graph",
        "Ask who met whom, and what became of it.",
        graph,
        "  timeline graph timeline.jsonl encounters Putin Trump\n"
        "  timeline graph timeline.jsonl contacts Dmitriev --status any\n"
        "  timeline graph timeline.jsonl path Witkoff Lavrov\n"
        "  timeline graph timeline.jsonl history e3f9c01a2b4d",
    )
    made.add_argument("question", choices=("encounters", "contacts", "path", "history"), help="what to ask")
    made.add_argument("names", nargs="+", metavar="NAME", help="two names, for encounters and contacts also one; for history an id")
    made.add_argument(
        "--status", nargs="+", default=[], type=_status(), metavar="S", help="statuses that count, or 'any' (default: held and ongoing)"
    )

    made = _of_timeline(
        commands, "view", "Write a timeline as one self-contained web page.", view, "  timeline view timeline.jsonl -o page.html"
    )
    made.add_argument("-o", "--output", required=True, metavar="FILE", help="the page to write")
    made.add_argument("--title", help="the page's title")
    _filters(made)

    made = _of_timeline(
        commands,
        "export",
        "Write a timeline in another format.",
        export,
        "  timeline export timeline.jsonl -o network.gexf --projection people\n"
        "  timeline export timeline.jsonl --format neo4j -o neo4j/\n"
        "  timeline export timeline.jsonl -o calendar.ics",
    )
    made.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write (a folder for neo4j), or -")
    arguments.format_of(made)
    made.add_argument("--projection", choices=("people", "states"), help="graphs: tie people or states to each other by counted encounters")
    made.add_argument("--imprecise", action="store_true", help="calendars and graphs: also events whose day is not known, as whole windows")
    _filters(made)


def _of_timeline(commands: Commands, name: str, purpose: str, run: Any, examples: str) -> argparse.ArgumentParser:
    made = arguments.command(commands, name, purpose, run=run, examples=examples)
    made.add_argument("timeline", metavar="TIMELINE", help=TIMELINE_HELP)
    return made


def _filters(made: argparse.ArgumentParser) -> None:
    group = made.add_argument_group("filters")
    group.add_argument("--involving", action="append", default=[], metavar="NAME", help="who takes part; given twice: both")
    group.add_argument("--from", dest="first", type=arguments.day, metavar="DATE", help="first day")
    group.add_argument("--to", dest="last", type=arguments.day, metavar="DATE", help="last day")
    kinds = arguments.one_of([kind.value for kind in Kind], "kind")
    group.add_argument("--kind", nargs="+", default=[], type=kinds, metavar="K", help="meeting, call, visit, announcement, …")
    group.add_argument("--status", nargs="+", default=[], type=_status(), metavar="S", help="held, scheduled, cancelled, … or 'any'")
    group.add_argument("--at", metavar="PLACE", help="city, country or its code")
    group.add_argument("--search", metavar="TEXT", help="words of the title, the sentence or the topic")
    group.add_argument("--as-of", type=arguments.day, metavar="DATE", help="what was known on that day")


def _status() -> Callable[[str], str]:
    return arguments.one_of([*(status.value for status in Status), "any"], "status")


def selected(args: argparse.Namespace) -> Timeline:
    """The timeline of a command, with its filters applied."""
    from timeline.pipeline import load

    found = load(args.timeline)
    if args.as_of:
        found = _asked("--as-of", found.as_of, args.as_of)
    if args.first or args.last:
        found = _asked("--from and --to", found.between, args.first, args.last)
    if args.involving:
        found = _asked("--involving", found.involving, *args.involving)
    if args.kind:
        found = found.of_kind(*args.kind)
    if args.status and "any" not in args.status:
        found = found.with_status(*args.status)
    if args.at:
        found = _asked("--at", found.at, args.at)
    if args.search:
        found = found.search(args.search)
    return found


def _asked(option: str, question: Callable[..., T], *values: object) -> T:
    """The answer to a question; where there is none, the reason in the user's words: of the option, not of the Python call."""
    try:
        return question(*values)
    except QueryError as error:
        told = re.sub(r"^\w+(?:\((.*?)\))?: ", lambda found: f"{option} {found[1]}: " if found[1] else f"{option}: ", str(error))
        told = told.replace("Names: names()", "Names stand in the column 'participants'")
        raise QueryError(told) from error


def show(args: argparse.Namespace) -> int:
    """``timeline show``."""
    from timeline import view as rendering

    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    found = selected(args)
    if args.format or args.output:
        write(found, args.output, args.format or (None if args.output else "csv"))
    else:
        put(rendering.table(found, width=width(), color=color, quotes=args.quotes))
    return 0


def explain(args: argparse.Namespace) -> int:
    """``timeline explain``."""
    from timeline import view as rendering
    from timeline.pipeline import load

    put(rendering.explain(load(args.timeline), args.id).rstrip("\n") + "\n")
    return 0


def diff(args: argparse.Namespace) -> int:
    """``timeline diff``."""
    from timeline.pipeline import load
    from timeline.view.words import steady

    found = load(args.old).diff(load(args.new))
    if args.format == "jsonl":
        put("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found.to_records()))
    else:
        put(steady(str(found)) + "\n")
    return 0


def graph(args: argparse.Namespace) -> int:
    """``timeline graph``."""
    from timeline import graph as room
    from timeline.pipeline import load
    from timeline.view.words import steady

    ask = partial(room.answer, load(args.timeline), args.question, **_counting(args.status))
    put(steady(_asked(f"graph {args.question}", ask, *args.names)))
    return 0


def _counting(statuses: list[str]) -> dict[str, Any]:
    """Which encounters tie people to each other; held and ongoing, where nothing is said."""
    return {"status": "any" if "any" in statuses else tuple(statuses)} if statuses else {}


def view(args: argparse.Namespace) -> int:
    """``timeline view``."""
    found = selected(args)
    write(found, [args.output], "html", **({"title": args.title} if args.title else {}))
    say(f"{args.output}: {counted(len(found), 'event')}. Open it in a browser; it needs no network")
    return 0


def export(args: argparse.Namespace) -> int:
    """``timeline export``."""
    given: dict[str, Any] = {}
    if args.projection:  # the statuses then say which encounters tie people to each other
        given = {"projection": args.projection, **_counting(args.status)}
        args.status = []
    if args.imprecise:
        given["imprecise"] = True
    write(selected(args), [args.output], args.format, **given)
    return 0
