"""The time grammar: patterns of ``time_rules.toml`` compiled over atoms, and the scan of a text in stages.

Every stage runs its rules' patterns over the row of atoms, keeps the longest matches (the first rule among equals) and puts a node in
the place of each; the next stage sees these nodes. Each pattern is bounded in length, so a scan is linear in the text.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from timeline.chrono.expression import (
    Clock,
    Duration,
    Era,
    Expression,
    Fields,
    Modified,
    Nth,
    Offset,
    Part,
    Range,
    Shift,
    Step,
    Stretch,
    Vague,
)
from timeline.errors import LexiconError
from timeline.lexicon.rules import Key, Rule, Schema, load_rules
from timeline.nlp import timex_dates, timex_lengths, timex_periods
from timeline.nlp.timex_match import Match
from timeline.nlp.timex_words import Token, Words

#: What rules can build: the public functions of the three builder modules, by name (a trailing "_" left off).
BUILDERS: Mapping[str, Callable[[Match], Expression | None]] = MappingProxyType(
    {
        name.rstrip("_"): function
        for module in (timex_dates, timex_lengths, timex_periods)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    }
)
SCHEMA = Schema(
    "time",
    {
        "stage": Key(int, required=True),
        "pattern": Key(required=True),
        "build": Key(required=True, choices=frozenset(BUILDERS)),
        "hidden": Key(bool),
        "timeml": Key(bool),
        # Where the text is tagged: the last token's tag starts so; the next token's tag does not.
        "tags": Key(),
        "not_next_tag": Key(),
    },
)
_PIECE = re.compile(
    r"(?P<look>not(?:after|before):|after:|before:)(?P<args>\S*[^\s)])"
    r"|(?P<name>[a-z]\w*)=(?=[(@A-Za-z'])|@(?P<macro>[A-Z_]+)|(?P<cls>[A-Z][A-Z0-9_]+)|(?P<meta>[()|?*+])|(?P<word>'?[a-z][a-z.]*|[^\s\w])"
)
_NODE_CLASSES = tuple(
    frozenset(names.split())
    for names in (
        "XDAY", "XDAY XTODAY", "XDAY XWEEKDAY", "XDAY XMONTHDAY", "XWEEK", "XWEEKEND", "XMONTH", "XMONTH XMONTHNAME",
        "XMONTH XMONTHSHIFT", "XQUARTER", "XHALF", "XSEASON", "XYEAR", "XYEAR XYEARSHIFT", "XDECADE", "XCENTURY",
        "XTIMED", "XPART", "XCLOCK", "XDUR", "XVAGUEDUR", "XOFFSET",
        "XSTRETCH", "XPARTED", "XOTHER", "XNOW", "XOFFSET XLASTYEAR",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a text: characters ``start`` to ``end``, TIMEX3 type, expression, rule id."""

    start: int
    end: int
    type: str
    expression: Expression
    rule: str


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    pattern: re.Pattern[str]
    build: Callable[[Match], Expression | None]
    hidden: bool
    groups: tuple[tuple[str, int], ...]
    #: Atoms of which the row must hold one (None: no such set is known): cheaper to ask than to search.
    needs: frozenset[str] | None


class _Stage:
    """The rules of a stage, and by each atom those that may match a row that holds it."""

    __slots__ = ("_always", "_by_atom", "rules")

    def __init__(self, rules: Sequence[_Compiled]) -> None:
        self.rules = tuple(rules)
        self._always = sum(1 << n for n, compiled in enumerate(rules) if compiled.needs is None)
        self._by_atom: dict[str, int] = {}
        for n, compiled in enumerate(rules):
            for atom in compiled.needs or ():
                self._by_atom[atom] = self._by_atom.get(atom, 0) | 1 << n

    def candidates(self, atoms: str) -> Iterator[tuple[int, _Compiled]]:
        """The rules that may match a row, in order, with their places."""
        wanted = self._always
        for atom in set(atoms):
            wanted |= self._by_atom.get(atom, 0)
        while wanted:
            lowest = wanted & -wanted
            place = lowest.bit_length() - 1
            yield place, self.rules[place]
            wanted ^= lowest


class Grammar:
    """The compiled rules and words."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        literals = {piece["word"] for rule in rules for piece in _PIECE.finditer(rule.text("pattern") or "") if piece["word"]}
        for rule in rules:
            for piece in _PIECE.finditer(rule.text("pattern") or ""):
                if piece["args"]:
                    literals.update(a for a in _arguments(piece["args"]) if not a.isupper())
        words = Words(literals)
        for text in words.macros.values():
            literals.update(piece["word"] for piece in _PIECE.finditer(text) if piece["word"])
        self.words = Words(literals)
        self.words.register(_NODE_CLASSES)
        self.rules = {rule.id: rule for rule in rules}
        stages: dict[int, list[_Compiled]] = {}
        for rule in rules:
            translator = _Translator(self.words, rule)
            source = translator.translate()
            build = BUILDERS[rule.text("build") or ""]
            try:
                pattern = re.compile(source)
            except re.error as problem:
                raise LexiconError(f"{rule.file}:{rule.line}: pattern of '{rule.id}': {problem.msg}") from problem
            compiled = _Compiled(rule, pattern, build, rule.flag("hidden"), tuple(translator.groups), translator.needs())
            stages.setdefault(rule.number("stage"), []).append(compiled)
        self._stages = {number: _Stage(stages[number]) for number in sorted(stages)}

    def scan(self, text: str, *, ranges: bool = True) -> list[Found]:
        """The time expressions of a text, in order, none inside another. Without ``ranges`` the ends of a range stand alone, as
        TimeML marks them."""
        row = self.words.tokens(text)
        for number, stage in self._stages.items() if row else ():
            if number < 5 or ranges:
                row = self._pass(stage, row, text)
        found = []
        for node in row:
            if node.expression is not None and node.emit:
                found.append(Found(node.start, node.end, timex_type(node.expression), node.expression, node.rule))
        return found

    def trace(self, text: str, rule: str) -> list[tuple[int, int]]:
        """Where a rule built something at its own stage, hidden or overlaid later: characters."""
        row = self.words.tokens(text)
        for stage in self._stages.values():
            row = self._pass(stage, row, text)
            if any(compiled.rule.id == rule for compiled in stage.rules):
                return [(node.start, node.end) for node in row if node.rule == rule]
        return []

    def _pass(self, stage: _Stage, row: list[Token], text: str) -> list[Token]:
        atoms = "".join([token.atom for token in row])
        matches: list[tuple[int, int, int, Expression]] = []
        for order, compiled in stage.candidates(atoms):
            for match in compiled.pattern.finditer(atoms):
                built = compiled.build(Match(match, compiled.groups, row, text, self.words))
                if built is not None:
                    matches.append((match.start(), match.end(), order, built))
        if not matches:
            return row
        matches.sort(key=lambda m: (m[0] - m[1], m[2], m[0]))
        taken = bytearray(len(row))
        chosen: list[tuple[int, int, int, Expression]] = []
        for match_ in matches:
            if not any(taken[match_[0] : match_[1]]):
                taken[match_[0] : match_[1]] = b"\x01" * (match_[1] - match_[0])
                chosen.append(match_)
        chosen.sort()
        out: list[Token] = []
        at = 0
        for start, end, order, built in chosen:
            out.extend(row[at:start])
            compiled = stage.rules[order]
            node_classes_ = node_classes(built, compiled.hidden)
            atom = self.words.node_atom(node_classes_)
            first, last = row[start].start, row[end - 1].end
            out.append(Token(first, last, text[first:last], atom, built, compiled.rule.id, not compiled.hidden))
            at = end
        out.extend(row[at:])
        return out


@cache
def grammar() -> Grammar:
    """The grammar as shipped; compiled once a process."""
    return Grammar(load_rules("time_rules.toml", SCHEMA))


def timex_type(expression: Expression) -> str:
    """DATE, TIME, DURATION or SET."""
    if isinstance(expression, Duration | Stretch):
        return "DATE" if expression in (Stretch("P1Y", -1), Stretch("P1E", -1)) else "DURATION"
    if isinstance(expression, Clock):
        return "TIME"
    if isinstance(expression, Offset):
        return "DURATION" if expression.anchor == "event" or ("X" in expression.amount and expression.anchor == "timex") else "DATE"
    if isinstance(expression, Modified | Part):
        return timex_type(expression.of)
    if isinstance(expression, Nth) and expression.count > 1:
        return "DURATION"
    return "SET" if expression.kind == "repeat" else "DATE"


def node_classes(expression: Expression, hidden: bool) -> frozenset[str]:
    """The classes by which later stages know a node."""
    return frozenset(_classes(expression, hidden).split())


def _classes(e: Expression, hidden: bool) -> str:
    if isinstance(e, Fields):
        return _field_classes(e)
    if e in (Shift(0, "day"), Shift(1, "day"), Shift(-1, "day")):
        return "XDAY XTODAY"
    if isinstance(e, Shift):
        return {"month": "XMONTH XMONTHSHIFT", "year": "XYEAR XYEARSHIFT"}.get(e.unit, "X" + e.unit.upper())
    if isinstance(e, Step):
        return _field_classes(e.of).split()[0] if isinstance(e.of, Fields) else "XOTHER"
    if isinstance(e, Nth):
        return "X" + e.unit.upper() if e.count == 1 else "XSTRETCH"
    if isinstance(e, Era):
        return "X" + e.unit.upper()
    if isinstance(e, Duration):
        return "XVAGUEDUR" if "X" in e.amount else "XDUR"
    if isinstance(e, Clock):
        return "XPART" if hidden else "XCLOCK" if e.of == Shift() and e.time[0].isdigit() else "XTIMED"
    if isinstance(e, Offset) and e.amount == "P1Y" and e.sign < 0:
        return "XOFFSET XLASTYEAR"
    if e == Vague():
        return "XNOW"
    return {Offset: "XOFFSET", Stretch: "XSTRETCH", Part: "XPARTED", Range: "XOTHER"}.get(type(e), "XOTHER")


def _field_classes(e: Fields) -> str:
    if e.day or e.feast:
        return "XDAY" if e.year or e.feast else "XDAY XMONTHDAY"
    if e.weekday:
        return "XDAY XWEEKDAY"
    if e.month:
        return "XMONTH" if e.year else "XMONTH XMONTHNAME"
    return "XSEASON" if e.season else "XQUARTER" if e.quarter else "XHALF" if e.half else "XYEAR"


def _arguments(text: str) -> list[str]:
    """The words of "after:a,b"; a comma between commas is the comma itself."""
    return list(dict.fromkeys(word or "," for word in text.split(",")))


class _Translator:
    """One pattern as a regular expression over atoms. Names may be used twice; each use is a group of its own."""

    def __init__(self, words: Words, rule: Rule) -> None:
        self.words = words
        self.rule = rule
        self.groups: list[tuple[str, int]] = []
        self.count = 0
        # The atoms of each piece of the pattern that stands outside every group, or of the whole group, where it must be there.
        self._pieces: list[set[str]] = []
        self._open_groups: list[set[str]] = []
        self._alternatives = False

    def translate(self) -> str:
        """The regular expression; ``groups`` and ``needs`` are known afterwards."""
        return self._text(self.rule.text("pattern") or "", 0)

    def needs(self) -> frozenset[str] | None:
        """The rarest piece that every match holds."""
        if self._alternatives or not self._pieces:
            return None
        rarest: set[str] = min(self._pieces, key=len)
        return frozenset(rarest)

    def _must(self, atoms: set[str], rest: str) -> None:
        """Note atoms that a match needs here: in the group that is open, else as a piece unless ``rest`` makes it optional."""
        if self._open_groups:
            self._open_groups[-1] |= atoms
        elif rest.lstrip()[:1] not in ("?", "*"):
            self._pieces.append(atoms)

    def _fail(self, what: str) -> LexiconError:
        return LexiconError(f"{self.rule.file}:{self.rule.line}: pattern of '{self.rule.id}': {what}")

    def _set(self, name: str) -> str:
        atoms = self.words.members.get(name if name[0].isupper() else "=" + name)
        if not atoms:
            raise self._fail(f"no word or class {name!r}; see time_words.toml")
        return "".join(sorted(atoms))

    def _text(self, text: str, depth: int) -> str:
        if depth > 3:
            raise self._fail("macros inside macros too deep")
        out: list[str] = []
        at = 0
        pending: str | None = None
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            piece = _PIECE.match(text, at)
            if piece is None:
                raise self._fail(f"cannot read {text[at : at + 20]!r}")
            at = piece.end()
            if piece["name"]:
                pending = piece["name"]
                continue
            if piece["look"]:
                atoms = "".join(self._set(a) for a in _arguments(piece["args"]))
                mark = {"after:": "(?<=[", "notafter:": "(?<![", "before:": "(?=[", "notbefore:": "(?!["}[piece["look"]]
                out.append(f"{mark}{atoms}])")
                continue
            if piece["meta"]:
                out.append(self._meta(piece["meta"], pending))
                if not depth:
                    self._note_group(piece["meta"], text[at:])
                pending = None
                continue
            if piece["macro"] and piece["macro"] not in self.words.macros:
                raise self._fail(f"no macro {piece['macro']!r}; see [macros] in time_words.toml")
            body = (
                f"(?:{self._text(self.words.macros[piece['macro']], depth + 1)})"
                if piece["macro"]
                else f"[{self._set(piece['cls'] or piece['word'])}]"
            )
            if not depth:
                inside = self._macro_atoms(piece["macro"]) if piece["macro"] else set(self._set(piece["cls"] or piece["word"]))
                self._must(inside, text[at:])
            out.append(self._group(pending, body) if pending else body)
            pending = None
        return "".join(out)

    def _note_group(self, sign: str, rest: str) -> None:
        if sign == "(":
            self._open_groups.append(set())
        elif sign == ")" and self._open_groups:
            self._must(self._open_groups.pop(), rest)
        elif sign == "|" and not self._open_groups:
            self._alternatives = True

    def _macro_atoms(self, name: str) -> set[str]:
        pieces = _PIECE.finditer(self.words.macros[name])
        return {atom for p in pieces if p["cls"] or p["word"] for atom in self._set(p["cls"] or p["word"])}

    def _meta(self, sign: str, pending: str | None) -> str:
        if sign == "(":
            return self._open(pending) if pending else "(?:"
        return "{0,6}" if sign == "*" else "{1,6}" if sign == "+" else sign

    def _open(self, name: str) -> str:
        self.count += 1
        self.groups.append((name, self.count))
        return "("

    def _group(self, name: str, body: str) -> str:
        return f"{self._open(name)}{body})"
