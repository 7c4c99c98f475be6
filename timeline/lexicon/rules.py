"""Rules as data: load a TOML file of rules, check it strictly, hand it out frozen.

A rule file holds arrays of tables. Every entry has an ``id``, at least one ``example`` and at least one ``not`` (a sentence in
which the rule must stay silent), and the keys that its :class:`Schema` names; anything else is an error that names file, line
and key. What is wrong in a rule file is found when it is loaded, never in the middle of a text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from timeline.errors import LexiconError

_HEADER = re.compile(r"^\s*\[\[\s*([A-Za-z0-9_.-]+)\s*\]\]")
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Key:
    """What a rule's key may hold: text (``many``: one or several), a whole number or a truth value.

    ``choices`` closes the vocabulary; ``required`` keys must be there; ``pattern`` marks regular expressions, which must compile.
    """

    type: type = str
    many: bool = False
    required: bool = False
    choices: frozenset[str] | None = None
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """The keys of one kind of rule, beside ``id``, ``example``, ``not`` and ``note``, which every rule may have."""

    table: str
    keys: Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked rule. ``examples`` must fire it and ``nots`` must not; ``line`` is where it stands in ``file``."""

    id: str
    file: str
    line: int
    examples: tuple[str, ...]
    nots: tuple[str, ...]
    fields: Mapping[str, object] = field(default_factory=dict)

    def text(self, key: str, default: str | None = None) -> str | None:
        """The one text of ``key``, or ``default`` where the rule does not set it."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of ``key``, in the file's order; empty where the rule does not set it."""
        value = self.fields.get(key)
        return value if isinstance(value, tuple) else ()

    def flag(self, key: str) -> bool:
        """True where the rule sets ``key`` to true."""
        return self.fields.get(key) is True

    def number(self, key: str, default: int = 0) -> int:
        """The whole number of ``key``, or ``default``."""
        value = self.fields.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default


_COMMON = {"id": Key(required=True), "example": Key(many=True, required=True), "not": Key(many=True, required=True), "note": Key()}


def parse_rules(text: str, schema: Schema, *, file: str) -> tuple[Rule, ...]:
    """The rules of ``schema.table`` in a TOML ``text``; ``file`` is the name for messages.

    Raises :class:`~timeline.errors.LexiconError` for malformed TOML, unknown or missing keys, values of a wrong type or outside
    their choices, expressions that do not compile, and ids used twice.

    >>> schema = Schema("cue", {"words": Key(many=True, required=True)})
    >>> [r.id for r in parse_rules('[[cue]]\\nid="will"\\nwords="will"\\nexample="They will meet."\\nnot="A will."', schema, file="x.toml")]
    ['will']
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: not readable as TOML: {error}. Mend the file and run again.") from error
    entries = data.get(schema.table, [])
    if not isinstance(entries, list):
        raise LexiconError(f"{file}: '{schema.table}' is no list of rules. Write [[{schema.table}]] before each rule.")
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines, 1) if (m := _HEADER.match(line)) and m[1] == schema.table]
    seen: dict[str, int] = {}
    out = []
    for n, entry in enumerate(entries):
        head = heads[n] if n < len(heads) else 1
        rule = _rule(entry, schema, file, head, lines)
        if rule.id in seen:
            raise LexiconError(f"{file}:{head}: the id '{rule.id}' is already used in line {seen[rule.id]}. Give this rule another id.")
        seen[rule.id] = head
        out.append(rule)
    return tuple(out)


def _rule(entry: Mapping[str, object], schema: Schema, file: str, head: int, lines: list[str]) -> Rule:
    def where(key: str) -> str:
        for n in range(head, len(lines)):
            if _HEADER.match(lines[n]):
                break
            if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", lines[n]):
                return f"{file}:{n + 1}"
        return f"{file}:{head}"

    known = {**_COMMON, **schema.keys}
    values: dict[str, object] = {}
    for key, value in entry.items():
        if key not in known:
            raise LexiconError(f"{where(key)}: unknown key '{key}' in [[{schema.table}]]. Known: {', '.join(sorted(known))}.")
        values[key] = _value(key, known[key], value, where(key))
    for key, spec in known.items():
        if spec.required and not values.get(key):
            raise LexiconError(f"{file}:{head}: the key '{key}' is missing in [[{schema.table}]]. Every such rule needs it.")
    rule_id = str(values.pop("id"))
    if not _ID.fullmatch(rule_id):
        raise LexiconError(f"{where('id')}: the id '{rule_id}' may hold small letters, digits, '_', '-' and '.' only.")
    values.pop("note", None)
    examples, nots = (_texts(values.pop(key)) for key in ("example", "not"))
    return Rule(rule_id, file, head, examples, nots, MappingProxyType(values))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()


def _value(key: str, spec: Key, value: object, where: str) -> object:
    items = value if isinstance(value, list) else [value]
    if isinstance(value, list) and not spec.many:
        raise LexiconError(f"{where}: '{key}' takes one value, not a list.")
    for item in items:
        if type(item) is not spec.type:
            raise LexiconError(f"{where}: '{key}' is {item!r}; {spec.type.__name__} is wanted.")
        if spec.choices is not None and item not in spec.choices:
            raise LexiconError(f"{where}: '{key}' is '{item}'. Known: {', '.join(sorted(spec.choices))}.")
        if spec.pattern:
            try:
                re.compile(str(item))
            except re.error as error:
                raise LexiconError(f"{where}: '{key}' is no regular expression: {error}.") from error
    return tuple(items) if spec.many else value


def data_text(name: str) -> str:
    """The text of a data file shipped in ``timeline/lexicon/data``."""
    return resources.files("timeline.lexicon").joinpath("data", name).read_text("utf-8")


def load_rules(name: str, schema: Schema) -> tuple[Rule, ...]:
    """The rules of ``schema.table`` in the shipped file ``name`` or, where ``name`` holds a folder, in that file of the user's."""
    path = Path(name)
    if path.name == name:
        return parse_rules(data_text(name), schema, file=name)
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{name}: cannot be read ({error.strerror}). Check the path.") from error
    return parse_rules(text, schema, file=name)


@lru_cache(maxsize=64)
def words(name: str, table: str) -> Mapping[str, frozenset[str]]:
    """Plain word lists: the lists of ``[table]`` in a shipped file, each frozen, by its key.

    Raises :class:`~timeline.errors.LexiconError` where the table is missing or holds anything but lists of text, or a word twice.
    """
    data = tomllib.loads(data_text(name)).get(table)
    if not isinstance(data, dict):
        raise LexiconError(f"{name}: the table [{table}] is missing.")
    out = {}
    for key, value in data.items():
        if not isinstance(value, list) or not all(isinstance(w, str) for w in value):
            raise LexiconError(f"{name}: '{table}.{key}' is no list of words.")
        if len(set(value)) != len(value):
            twice = next(w for w in value if value.count(w) > 1)
            raise LexiconError(f"{name}: '{table}.{key}' holds '{twice}' twice.")
        out[key] = frozenset(value)
    return MappingProxyType(out)
