"""The commands for work on a timeline: ``merge``, ``corrections``, ``dates``, ``score``, ``codebook``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli import arguments
from timeline.cli.arguments import Commands
from timeline.cli.extract import status
from timeline.cli.output import write
from timeline.cli.terminal import put, say
from timeline.errors import InputError
from timeline.nlp.installed import DEFAULT_MODEL

if TYPE_CHECKING:
    from timeline.evaluate import Verdict
    from timeline.model.event import Event

_MARKS = {"missed": "-", "false": "+", "partly": "~"}


def add(commands: Commands) -> None:
    """Add the commands of this module."""
    made = arguments.command(
        commands,
        "merge",
        "Merge document events of one or several files, by themselves.",
        run=merge,
        examples="  timeline extract a/ --no-merge -o a.jsonl\n  timeline merge a.jsonl b.jsonl -o merged.jsonl",
    )
    made.add_argument(
        "events",
        nargs="+",
        metavar="EVENTS",
        help="files of events (JSON lines or Parquet), folders or addresses of them, or -; merged ones are taken apart first",
    )
    arguments.outputs(made)
    made.add_argument("--corrections", metavar="FILE", help="TOML file of corrections to apply")
    made.add_argument("--as-of", type=arguments.day, metavar="DATE", help="only what was published up to that day")

    made = arguments.command(
        commands,
        "corrections",
        "Turn edits made in a spreadsheet into corrections for the next run.",
        run=corrections,
        examples="  timeline corrections timeline.csv edited.csv -o corrections.toml\n"
        "  timeline extract articles/ --corrections corrections.toml -o timeline.csv",
    )
    made.add_argument("before", metavar="BEFORE.csv", help="the CSV as timeline wrote it")
    made.add_argument("after", metavar="AFTER.csv", help="the same after your edits")
    made.add_argument(
        "--corrections", metavar="FILE", help="with which BEFORE.csv was made: they stay, but for what AFTER.csv changes again; may be -o's"
    )
    made.add_argument("-o", "--output", default="-", metavar="FILE", help="TOML file to write, or - (default)")

    made = arguments.command(
        commands,
        "dates",
        "Print every time expression with its value.",
        run=dates,
        examples="  timeline dates articles/ --format timex-jsonl\n  timeline dates corpus/*.tml > dates.jsonl",
    )
    arguments.reading(made)
    made.add_argument("--format", choices=("timex-jsonl",), default="timex-jsonl", help="JSON lines: doc, start, end, type, value, mod")
    made.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME", help="spaCy model, a name or a folder (default: %(default)s)")

    made = arguments.command(
        commands,
        "score",
        "Score events against gold annotations.",
        run=score,
        examples="  timeline score pred.jsonl --gold gold/dev --corpus corpus/dev\n"
        "  timeline score new.jsonl --gold gold/dev --corpus corpus/dev --compare old.jsonl",
    )
    made.add_argument("pred", metavar="PRED", help="JSON lines of document events (extract --no-merge), or -")
    made.add_argument("--gold", required=True, metavar="DIR", help="folder of gold files")
    made.add_argument("--corpus", required=True, metavar="DIR", help="folder of the articles")
    made.add_argument("--merged", action="store_true", help="score merged encounters as clusters")
    made.add_argument("--compare", metavar="OLD", help="JSON lines of an earlier run: list events newly right and newly wrong, by rule")
    made.add_argument("--verbose", action="store_true", help="list every missed (-), false (+) and partly right (~) event")
    made.add_argument(
        "--bootstrap", type=arguments.number, default=0, metavar="N", help="95 %% intervals from N resamples of the documents"
    )
    made.add_argument("--json", action="store_true", help="all figures as JSON")

    made = arguments.command(
        commands,
        "codebook",
        "Print every column, kind, status, precision and basis with definition and example.",
        run=codebook,
        examples="  timeline codebook > codebook.md",
    )


def merge(args: argparse.Namespace) -> int:
    """``timeline merge``."""
    from timeline import merging
    from timeline.chronology import Timeline
    from timeline.pipeline.remote import staged

    with staged(args.events) as (local, named):
        events = tuple(event for path in local for event in _events(str(path), named(str(path))))
    chosen = None if args.corrections is None else merging.read_corrections(Path(args.corrections))
    if chosen is not None:
        for line in merging.unmatched(chosen, events):
            say(line)
    if args.as_of:
        merged, left_out = merging.as_of(events, args.as_of, corrections=chosen)
        if left_out:
            say(f"{left_out:,} events of undated documents are left out: nobody knows whether they were known on {args.as_of}")
    else:
        merged = merging.merge(events, corrections=chosen)
    write(Timeline(merged, now=args.as_of), list(dict.fromkeys(args.output)), args.format)
    return 0


def _events(path: str, name: str) -> Iterator[Event]:
    """The events of JSON lines, of a Parquet file of ours, or of all such files in a folder."""
    from timeline import merging
    from timeline.chronology import Timeline

    if Path(path).is_dir():
        files = sorted(file for file in Path(path).rglob("*") if file.suffix in (".jsonl", ".parquet"))
        if not files:
            raise InputError(f"{name}: holds no .jsonl and no .parquet. Give event files that timeline has written")
        for file in files:
            yield from _events(str(file), f"{name.rstrip('/')}/{file.relative_to(path).as_posix()}")
    elif path.endswith(".parquet"):
        yield from Timeline.read(path)
    else:
        yield from merging.read_events(_lines(path), name=name)


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        with open(name, encoding="utf-8-sig", newline="\n") as stream:
            yield from stream
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}). Check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is no UTF-8 text. Give JSON lines that timeline has written") from error


def corrections(args: argparse.Namespace) -> int:
    """``timeline corrections``."""
    from timeline import merging
    from timeline.export.files import replacing

    earlier = None if args.corrections is None else merging.read_corrections(Path(args.corrections))
    text, notes = merging.corrections_from_csv(Path(args.before), Path(args.after), earlier=earlier)
    for line in notes:
        say(line)
    if args.output == "-":
        put(text)
    else:
        with replacing(args.output, encoding="utf-8") as stream:
            stream.write(text)
    return 0


def dates(args: argparse.Namespace) -> int:
    """``timeline dates``: of TimeML files the text as it is, of all others the paragraphs that extraction reads."""
    from timeline import layout
    from timeline.cli.extract import read_dated
    from timeline.dating.rows import date_rows
    from timeline.pipeline import Account
    from timeline.pipeline.stages import Setting, tagger

    account = Account()
    nlp = tagger(Setting(model=args.model))
    for document in read_dated(args, account):
        paragraphs = None if document.paths[0].endswith(".tml") else layout.paragraphs(document.text)
        rows = date_rows(nlp, document.doc_id, document.text, document.published, paragraphs)
        put("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return status(account)


def score(args: argparse.Namespace) -> int:
    """``timeline score``."""
    from timeline import evaluate

    gold, corpus = Path(args.gold), Path(args.corpus)
    if args.merged:
        result = evaluate.score_merged(gold, corpus, _records(args.pred))
        put(json.dumps(result) + "\n" if args.json else _figures(result))
        return 0
    result, verdicts = evaluate.score_documents(gold, corpus, _records(args.pred), rounds=args.bootstrap)
    if args.json:
        put(json.dumps(result) + "\n")
    else:
        put(_figures(result))
    if args.verbose:
        put("".join(_told(verdict) for verdict in verdicts if verdict.outcome in _MARKS))
    if args.compare:
        _, before = evaluate.score_documents(gold, corpus, _records(args.compare))
        for turn in evaluate.compare(before, verdicts):
            mark = "better" if turn.better else "worse "
            put(f"{mark} {turn.rule:30} {turn.doc_id} {turn.key}: {turn.was} -> {turn.now} | {turn.quote!r}\n")
    return 0


def _told(verdict: Verdict) -> str:
    wrong = f" ({', '.join(verdict.wrong)})" if verdict.wrong else ""
    told = f"got: {verdict.got} wanted: {verdict.gold} | {verdict.quote!r}"
    return f"{_MARKS[verdict.outcome]} {verdict.doc_id} {verdict.kind}{wrong} [{verdict.rule}] {told}\n"


def _records(name: str) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(_lines(name), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise InputError(f"{name}:{number}: is no JSON ({error}). Give JSON lines of events") from error
    return found


def _figures(result: Mapping[str, Any], indent: str = "") -> str:
    lines = []
    for key, value in result.items():
        if isinstance(value, Mapping):
            inner = (
                "  ".join(f"{name} {number}" for name, number in value.items())
                if not any(isinstance(v, Mapping) for v in value.values())
                else ""
            )
            lines.append(f"{indent}{key:32} {inner}".rstrip() + "\n" + (_figures(value, indent + "  ") if not inner else ""))
        else:
            lines.append(f"{indent}{key:32} {value}\n")
    return "".join(lines)


def codebook(args: argparse.Namespace) -> int:
    """``timeline codebook``."""
    from timeline.model.codebook import markdown

    put(markdown())
    return 0
