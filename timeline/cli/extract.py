"""The commands that read articles: ``extract``, ``update``, ``check``, ``documents``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli import arguments
from timeline.cli.arguments import Commands
from timeline.cli.output import beside, checked, writable, write
from timeline.cli.terminal import DONE, INTERRUPTED, NOTHING, PARTLY, Progress, put, report, say, summary, width
from timeline.errors import TimelineError
from timeline.model.title import counted

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.model.document import Document
    from timeline.pipeline import Account, Options
    from timeline.sources import Skipped


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    made = arguments.command(
        commands,
        "extract",
        "Turn articles into a timeline.",
        run=extract,
        examples="  timeline extract articles/ -o timeline.csv\n"
        "  timeline extract articles/ -o timeline.csv -o timeline.jsonl --jobs 4\n"
        "  timeline extract dump.csv --map text=body,published=date -o timeline.xlsx\n"
        "  timeline extract articles/ --no-merge --format jsonl -o - | head",
    )
    arguments.reading(made)
    arguments.outputs(made)
    arguments.tagging(made)
    made.add_argument("--no-merge", dest="merge", action="store_false", help="leave each document's events as they are")
    arguments.working(made)

    made = arguments.command(
        commands,
        "update",
        "Add what is new to a store, and tell what changed.",
        run=update,
        examples="  timeline update --store news.store monday/ -o timeline.csv\n"
        "  timeline update --store news.store tuesday/ -o timeline.csv\n"
        "  timeline show news.store --status scheduled",
    )
    arguments.reading(made)
    made.add_argument("--store", required=True, metavar="DIR", help="the store's folder; made where there is none")
    made.add_argument("--replace", action="store_true", help="take another text under a known id for its new version")
    made.add_argument("--wait", type=arguments.number, default=60, metavar="SECONDS", help="wait so long for another update (default: 60)")
    arguments.outputs(made, without="what changed is printed, and that alone")
    arguments.tagging(made)
    arguments.working(made)

    made = arguments.command(
        commands,
        "check",
        "List documents with date, basis, language and length, and what would be skipped; nothing is extracted.",
        run=check,
        examples="  timeline check saved/\n  timeline check saved/ > documents.tsv",
    )
    arguments.reading(made)

    made = arguments.command(
        commands,
        "documents",
        "Write the documents as they are read, as JSON lines; all offsets count in their text.",
        run=documents,
        examples="  timeline documents saved/ -o docs.jsonl",
    )
    arguments.reading(made)
    made.add_argument("-o", "--output", default="-", metavar="FILE", help="JSON lines file, or - (default)")


def extract(args: argparse.Namespace) -> int:
    """``timeline extract``."""
    from timeline.pipeline import execute

    outputs = checked(args)
    if not args.merge and not args.infer_dates and outputs == ["-"] and args.format == "jsonl":
        return _stream(args)
    progress = Progress()
    run = execute(args.inputs, options(args), watch=progress.step, on_skip=progress.say, on_count=progress.total)
    progress.clear()
    finish(args, "extract", run.timeline, run.account, run.options, outputs)
    return status(run.account)


def _stream(args: argparse.Namespace) -> int:
    """Events as they are found, in the order of the documents."""
    from timeline.model.record import to_line
    from timeline.pipeline import Account, stream

    account = Account()
    try:
        for event in stream(args.inputs, options(args), account, on_skip=lambda skipped: say(str(skipped))):
            put(to_line(event) + "\n")
    except KeyboardInterrupt:
        account.interrupted = True
    sys.stdout.flush()
    report(account, hint=_hint(args))
    _if_nothing(args, account)
    if account.interrupted:
        say(f"interrupted: {_how_many(account)} done, their events are written")
    _write_skipped(args, account)
    return status(account)


def update(args: argparse.Namespace) -> int:
    """``timeline update``."""
    from timeline.pipeline.update import update as update_store
    from timeline.view.words import steady

    outputs = checked(args)
    progress = Progress()
    done = update_store(
        Path(args.store),
        args.inputs,
        options(args),
        replace_texts=args.replace,
        wait=args.wait,
        watch=progress.step,
        on_skip=progress.say,
        on_count=progress.total,
    )
    progress.clear()
    added, run = done.added, done.run
    for doc_id, reason in added.refused:
        say(f"{doc_id}: not taken, {reason}")
    known = f", {len(added.known):,} known before" if added.known else ""
    changed = f", {len(added.changed):,} changed" if added.changed else ""
    say(f"{args.store}: {len(added.new):,} new{changed}{known}; {counted(run.account.documents, 'document')} in all")
    if outputs:
        finish(args, "update", run.timeline, run.account, run.options, outputs)
    else:
        report(run.account, hint=_hint(args))
        if run.account.interrupted:
            say(f"interrupted: {_how_many(run.account)} done; the store's timeline is as it was. Run the same command again to go on")
        _write_skipped(args, run.account)
        if sys.stderr.isatty():
            say(summary(run.account, run.timeline))
    if "-" not in outputs:
        put(steady(str(done.diff)) + "\n")
    return status(run.account) or (PARTLY if added.refused else DONE)


def check(args: argparse.Namespace) -> int:
    """``timeline check``."""
    from timeline.pipeline import Account

    account = Account()
    rows: list[tuple[str, ...]] = [("document", "published", "basis", "evidence", "language", "characters", "title")]
    for document in read_dated(args, account):
        day = document.published.isoformat() if document.published else ""
        told = (document.published_evidence, document.language, str(len(document.text)), document.title)
        rows.append((document.doc_id, day, document.published_basis.value, *(cell or "" for cell in told)))
        for line in document.notes:
            account.note(line)
    for line in account.notes:
        say(line)
    if account.documents:
        put(_table(rows) if sys.stdout.isatty() else "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows))
        sys.stdout.flush()
    _write_skipped(args, account)
    if sys.stderr.isatty():
        undated = sum(not row[1] for row in rows)
        say(f"{counted(account.documents, 'document')}, {undated:,} without a date, {len(account.skipped):,} skipped")
    return status(account)


def documents(args: argparse.Namespace) -> int:
    """``timeline documents``."""
    from timeline.export.files import replacing
    from timeline.pipeline import Account
    from timeline.pipeline.remote import delivered, is_address

    account = Account()

    def write(line: Callable[[str], Any]) -> None:
        for document in read_dated(args, account):
            values = {
                "doc_id": document.doc_id,
                "title": document.title,
                "published": document.published.isoformat() if document.published else None,
                "source": document.source,
                "url": document.url,
                "text": document.text,
            }
            line(json.dumps(values, ensure_ascii=False) + "\n")

    if args.output == "-":
        write(put)
        sys.stdout.flush()
    else:
        if not is_address(args.output):
            writable(Path(args.output))
        with delivered(args.output) as place, replacing(place, encoding="utf-8") as stream:
            write(stream.write)
    for line in account.notes:
        say(line)
    _write_skipped(args, account)
    return status(account)


def read_dated(args: argparse.Namespace, account: Account) -> Iterator[Document]:
    """The documents of a command's inputs, each with its publication date where one is found; what is skipped is told and counted."""
    from timeline.pipeline import read_all
    from timeline.pipeline.run import stopped
    from timeline.pipeline.stages import dated

    def skip(skipped: Skipped) -> None:
        if args.on_error == "stop":
            raise TimelineError(stopped(skipped))
        account.skipped.append(skipped)
        say(str(skipped))

    for document in read_all(args.inputs, options(args), account, skip=skip):
        account.documents += 1
        yield dated(document, args.published)
    _if_nothing(args, account)


def _if_nothing(args: argparse.Namespace, account: Account) -> None:
    """Say it where the inputs held nothing at all."""
    if not account.documents and not account.skipped and not account.interrupted:
        say(f"{', '.join(args.inputs[:3])}: no documents in it. Nothing was done; give files or folders with articles")


def options(args: argparse.Namespace) -> Options:
    """The options of a command's arguments."""
    from timeline.pipeline import Options

    named = {name: getattr(args, name) for name in Options.__dataclass_fields__ if hasattr(args, name)}
    cache: str | bool = False if getattr(args, "no_cache", False) else named.pop("cache", None) or True
    named["limits"] = arguments.limits(args)
    output = getattr(args, "output", None) or []
    outputs = output if isinstance(output, list) else [output]
    return Options(**{**named, "cache": cache, "exclude": tuple(path for path in (*outputs, args.skipped) if path and path != "-")})


def status(account: Account) -> int:
    """The exit status that an account asks for."""
    if account.interrupted:
        return INTERRUPTED
    if not account.documents:
        return NOTHING
    return PARTLY if account.skipped else DONE


def finish(args: argparse.Namespace, command: str, timeline: Timeline, account: Account, chosen: Options, outputs: list[str]) -> None:
    """Write the outputs and what belongs beside them, tell the user.

    Where nothing could be read, what an earlier run wrote is worth more than an empty file and stays. A run that was interrupted writes
    what is done, beside an earlier result and not in its place.
    """
    from timeline.cli import record
    from timeline.export.files import replacing
    from timeline.pipeline.remote import delivered, exists

    report(account, hint=_hint(args))
    _if_nothing(args, account)
    if account.interrupted:
        spared = {output for output in outputs if output != "-" and exists(output)}
        outputs = [beside(output, f".partial{'/' if output.endswith('/') else '*'}") if output in spared else output for output in outputs]
        say(_interrupted(account, outputs if account.documents else [], spared))
    digests: dict[str, str] = {}
    files: list[str] = []
    if account.documents:
        digests = write(timeline, outputs, args.format)
        files = [output for output in outputs if output != "-"]
    for place in sorted({beside(output, ".run.json") for output in files}):
        named = {Path(output).name: digests[output] for output in files if output in digests and beside(output, ".run.json") == place}
        values = record.record(command, chosen, account, timeline, named)
        with delivered(place) as path, replacing(path, encoding="utf-8") as stream:
            stream.write(record.text(values))
    _write_skipped(args, account)
    if sys.stderr.isatty():
        say(summary(account, timeline))


def _interrupted(account: Account, outputs: list[str], spared: set[str]) -> str:
    """What became of a run that Ctrl-C ended."""
    files = [output for output in outputs if output != "-"]
    told = f"interrupted: {_how_many(account)} done"
    told += f", and are in {', '.join(files)}." if files else "." if outputs else "; nothing was written."
    if spared:
        told += f" {', '.join(sorted(spared))} holds an earlier result and was left as it was."
    return told + " Run the same command again to go on from there."


def _how_many(account: Account) -> str:
    if account.expected is None:
        return counted(account.documents, "document")
    return f"{account.documents:,} of {counted(account.expected, 'document')}"


def _write_skipped(args: argparse.Namespace, account: Account) -> None:
    if not args.skipped:
        return
    from timeline.export.files import replacing

    with replacing(args.skipped, encoding="utf-8") as stream:
        for item in account.skipped:
            stream.write(json.dumps({"path": item.path, "reason": item.reason, "remedy": item.remedy}, ensure_ascii=False) + "\n")


def _hint(args: argparse.Namespace) -> str:
    return "timeline check " + " ".join(args.inputs[:3])


def _cell(text: str) -> str:
    return " ".join(text.split())


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(_cell(row[column])) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = [
        "  ".join([*(_cell(cell).ljust(size) for cell, size in zip(row, widths, strict=False)), _cell(row[-1])]).rstrip() for row in rows
    ]
    return "\n".join(line[: width()] for line in lines) + "\n"
