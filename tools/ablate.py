"""Which conditions of the rules decide anything: each is taken away in turn, on the documents where it decides.

    python tools/ablate.py events seeds/                    the rooms events/ and nlp/ can be tried
    python tools/ablate.py nlp --files 'cues*' ARTICLES     some files of a room only

Of every `if`, and of every operand of an `and` or `or`, it counts the documents in which it decides (an operand of `and` by being
false, all else by being true), runs those again as if it never did, and counts those whose events are different then. What decides in
no document, or changes none, is printed with file, line and column: a guard against what is absent may stay, a rule should go.
Two conditions may each do without the other and not without both: after a cut, run it again.

Each mutant costs a run of the documents where it decides, at most ``--most`` of them; tagging is done once.
"""

from __future__ import annotations

import argparse
import ast
import fnmatch
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOOK = "_decides"
SECONDS = 10  # that one document may take without a condition


class Conditions:
    """The conditions of the code that was loaded: which documents each decides in, and which of them is taken away now."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}
        self.decided: defaultdict[str, set[int]] = defaultdict(set)
        self.document = 0
        self.without: str | None = None

    def decides(self, site: str, value: Any, deciding: bool) -> Any:
        """The condition's value, or what it is where the condition is taken away; ``deciding`` is the truth value by which it decides."""
        if self.without == site:
            return not deciding
        if self.without is None and bool(value) is deciding:
            self.decided[site].add(self.document)
        return value


class Marked(ast.NodeTransformer):
    """Source code in which every condition asks :meth:`Conditions.decides`."""

    def __init__(self, name: str, source: str, conditions: Conditions) -> None:
        self._name = name
        self._source = source
        self._conditions = conditions

    def code(self, path: str) -> CodeType:
        """The marked source, compiled."""
        tree = self.visit(ast.parse(self._source))
        return compile(ast.fix_missing_locations(tree), path, "exec")

    def visit_If(self, node: ast.If) -> ast.AST:
        """An ``if``, but for that of type checkers."""
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node
        return self._tested(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """A conditional expression."""
        return self._tested(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """The operands of ``and`` and ``or``."""
        operands = list(node.values)
        self.generic_visit(node)
        kind = "or" if isinstance(node.op, ast.Or) else "and"
        node.values = [self._asked(old, new, kind) for old, new in zip(operands, node.values, strict=True)]
        return node

    def _tested(self, node: ast.If | ast.IfExp) -> ast.AST:
        test = node.test
        self.generic_visit(node)
        node.test = self._asked(test, node.test, "if")
        return node

    def _asked(self, old: ast.expr, new: ast.expr, kind: str) -> ast.expr:
        site = f"{self._name}:{old.lineno}:{old.col_offset + 1}:{kind}"
        self._conditions.sources[site] = " ".join((ast.get_source_segment(self._source, old) or "").split())
        return ast.copy_location(ast.Call(ast.Name(HOOK, ast.Load()), [ast.Constant(site), new, ast.Constant(kind != "and")], []), old)


def marked(room: str, files: str, conditions: Conditions) -> None:
    """Load the room's modules marked from now on. To be called before the first of them is imported."""
    plain = SourceFileLoader.get_code
    folder = ROOT / "timeline" / room

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        path = Path(loader.path)
        if path.parent != folder or not fnmatch.fnmatch(path.stem, files):
            return plain(loader, name)
        return Marked(f"{room}/{path.name}", path.read_text("utf8"), conditions).code(loader.path)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - a method of the import system, for this process
    setattr(__builtins__, HOOK, conditions.decides)
    sys.dont_write_bytecode = True


def runs(room: str, inputs: list[str]) -> list[Callable[[], Any]]:
    """One call a document that has a trigger, each of which gives its events."""
    from timeline import sources
    from timeline.pipeline.kept import Mentions
    from timeline.pipeline.stages import Setting, events_of, lift

    setting = Setting()
    if room == "nlp":
        _tagged_once(setting)

    def run(document: Any, kept: Any) -> Any:
        mentions = kept if room != "nlp" else Mentions.of(lift(setting, [document])[0], document.text, b"")
        return events_of(setting, document, mentions).events

    found: list[Callable[[], Any]] = []
    for document in sources.read(inputs, on_skip=lambda skipped: print(skipped.path, skipped.reason, file=sys.stderr)):
        lifted = lift(setting, [document])[0]
        if lifted.triggers:
            kept = Mentions.of(lifted, document.text, b"")
            found.append(partial(run, document, kept))
    return found


def _tagged_once(setting: Any) -> None:
    """Let the trained part of the pipeline run once a paragraph: afterwards its Doc is made already tagged."""
    from timeline.pipeline.stages import tagger

    nlp = tagger(setting)
    own = [name for name in nlp.pipe_names if name.startswith("timeline_")]
    trained = [pipe for name, pipe in nlp.pipeline if name not in own]
    tagged: dict[str, Any] = {}
    plain = nlp.make_doc

    def make_doc(text: str) -> Any:
        if text not in tagged:
            doc = plain(text)
            for pipe in trained:
                doc = pipe(doc)
            tagged[text] = doc
        return tagged[text].copy()

    setattr(nlp, "make_doc", make_doc)  # noqa: B010 - this object's, for this process
    nlp.select_pipes(enable=own)


def results(conditions: Conditions, calls: list[Callable[[], Any]], most: int) -> Iterator[tuple[str, int, int | None]]:
    """Each condition with the documents in which it decides, and those whose events are different without it (None: not tried)."""
    before = []
    for conditions.document, call in enumerate(calls):
        before.append(call())
    for site in sorted(conditions.sources, key=lambda site: (site.split(":")[0], int(site.split(":")[1]), site)):
        where = sorted(conditions.decided.get(site, ()))
        if len(where) > most:
            yield site, len(where), None
            continue
        conditions.without = site
        yield site, len(where), sum(_differs(calls[n], before[n]) for n in where)
        conditions.without = None


def _differs(call: Callable[[], Any], before: Any) -> bool:
    """Whether the call gives something else than before; one that fails, or finds no end, does: a guard was taken away."""
    signal.alarm(SECONDS)
    try:
        return bool(call() != before)
    except Exception:  # noqa: BLE001 - whatever the missing guard leads to
        return True
    finally:
        signal.alarm(0)


def _too_long(*_: Any) -> None:
    raise TimeoutError


def main() -> int:
    """Print the conditions that decide nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", choices=["events", "nlp"])
    parser.add_argument("input", nargs="+")
    parser.add_argument("--files", default="*", help="names of modules to try, such as 'cues*'")
    parser.add_argument("--most", type=int, default=30, help="leave alone what decides in more documents than this (default 30)")
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    conditions = Conditions()
    marked(args.room, args.files, conditions)
    calls = runs(args.room, args.input)
    signal.signal(signal.SIGALRM, _too_long)
    tried = idle = 0
    for site, where, changed in results(conditions, calls, args.most):
        tried += changed is not None
        if changed == 0:
            idle += 1
            print(f"{site:40} decides in {where:3} {conditions.sources[site][:120]}", flush=True)
    print(f"{len(calls)} documents, {len(conditions.sources)} conditions, {tried} tried, {idle} decide nothing", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
