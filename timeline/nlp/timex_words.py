"""Tokens and word classes of the time grammar.

A text becomes a row of tokens; each token's set of classes (a month, a number that can be a day, the literal "of") is one character, its
*atom*. Rules are patterns over these characters, so that matching is one pass of a regular expression over a short string.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from timeline.chrono.expression import Expression
from timeline.errors import LexiconError
from timeline.lexicon.rules import data_text

_ABBREVIATIONS = "|".join(
    form
    for word in re.findall(
        r"\w+", "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun hrs hr yrs yr mins min"
    )
    for form in (word, word.title(), word.upper())
)
# The token is the one group. Plain words first, for most tokens are words; the space before is matched, for a search that starts at a
# space tries everything there; and no flag for case: it makes matching a third slower.
TOKEN = re.compile(
    r"\s*([A-Za-z]++(?![.\w])"
    rf"|(?:{_ABBREVIATIONS})\.(?![^\W\d])"
    r"|(?:[A-Za-z]\.){2,}|[AaPp]\. ?[Mm]\."
    r"|[^\W\d_]+"
    r"|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?!\d)"  # 2025-10-22
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)"  # 22/10/2025
    r"|\d{1,2}:\s?\d{2}(?::\d{2})?(?!\d)"  # 10:30
    r"|\d/\d(?!\d)"  # the 1/2 of 2 1/2
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|['’]?\d+(?:\.\d+)?(?:st|nd|rd|th|ST|ND|RD|TH|s|['’]s)?(?![A-Za-z])"
    r"|\d+"
    r"|['’](?:s|S|re|ll|ve|d)\b"
    r"|[^\w\s])"
)
PLAIN = "\x01"


@dataclass(slots=True)
class Token:
    """A token, or a node made of several: characters ``start`` to ``end`` of the text, the atom, what was built of it."""

    start: int
    end: int
    text: str
    atom: str
    expression: Expression | None = None
    rule: str = ""
    emit: bool = False


class Words:
    """The word classes of ``time_words.toml`` and the atoms of all sets of classes that occur."""

    def __init__(self, literals: Iterable[str]) -> None:
        self.values: dict[str, dict[str, object]] = {}
        self._titled: dict[str, set[str]] = {}
        self._plain: dict[str, set[str]] = {}
        tables = dict(_tables("time_words.toml"))
        self.macros: dict[str, str] = {name: str(text) for name, text in tables.pop("macros").items()}
        # Words that are part of an expression only beside a word of time.
        self._light: frozenset[str] = frozenset(tables.pop("light")["words"])
        for name, entry in tables.items():
            unknown = set(entry) - {"titled", "values"}
            if unknown:
                raise LexiconError(f"time_words.toml: [{name}]: unknown key {sorted(unknown)[0]!r}; known are titled, values")
            self.values[name] = entry["values"]
            for word in entry["values"]:
                (self._titled if entry.get("titled") else self._plain).setdefault(word, set()).add(name)
        for word in literals:
            self._plain.setdefault(word, set()).add("=" + word)
        self._atom_of = lru_cache(maxsize=50_000)(self._look_up)
        self._atoms: dict[frozenset[str], str] = {frozenset(): PLAIN}
        self.members: dict[str, set[str]] = {}
        for word in sorted({*self._titled, *self._plain}):
            for titled in (False, True):
                self._atom(self._classes(word, titled))
        for number in _SAMPLES:
            self._atom(number_classes(number))

    def _classes(self, word: str, titled: bool) -> frozenset[str]:
        return frozenset(self._plain.get(word, set()) | (self._titled.get(word, set()) if titled else set()))

    def _atom(self, classes: frozenset[str]) -> str:
        if classes not in self._atoms:
            atom = chr(0x100 + len(self._atoms))
            self._atoms[classes] = atom
            for name in classes:
                self.members.setdefault(name, set()).add(atom)
        return self._atoms[classes]

    def register(self, classes: Iterable[Iterable[str]]) -> None:
        """Make atoms for the class sets that nodes can have, before the rules are compiled."""
        for names in classes:
            self._atom(frozenset(names))

    def node_atom(self, classes: Iterable[str]) -> str:
        """The atom of a registered set of classes."""
        return self._atoms[frozenset(classes)]

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text that can matter, in order: the stretches of grammar words that hold a word of time, each stretch
        followed by a plain token. No pattern reaches over a plain token, so nothing else can be part of an expression."""
        pieces = TOKEN.findall(text)
        atoms = "".join([self._atom_of(piece) for piece in pieces])
        found = []
        end = last = 0
        for island in self._islands.finditer(atoms):
            first = island.start()
            for piece in pieces[last:first]:  # between two tokens stands nothing that could hold the next one
                end = text.find(piece, end) + len(piece)
            last = island.end()
            for piece, atom in zip(pieces[first:last], island.group(), strict=True):
                start = text.find(piece, end)
                end = start + len(piece)
                found.append(Token(start, end, piece, atom))
            found.append(Token(end, end, "", PLAIN))
        return found

    @cached_property
    def _islands(self) -> re.Pattern[str]:
        core = "".join(
            sorted(atom for classes, atom in self._atoms.items() if any(name.lstrip("=") not in self._light for name in classes))
        )
        return re.compile(f"[^{PLAIN}{core}]*[{core}][^{PLAIN}]*")

    def _look_up(self, word: str) -> str:
        if word[0].isdecimal() or (len(word) > 1 and word[1].isdecimal()):
            return self._atoms.get(number_classes(word), PLAIN)
        lower = word.lower().replace("’", "'")
        return self._atoms.get(self._classes(lower, word[0].isupper()), PLAIN)


_SAMPLES = (
    *(str(n) for n in range(100)), *(f"{n:02}" for n in range(10)), *(f"{n:04}" for h in range(0, 10000, 100) for n in (h, h + 75)),
    "1900", "2050", "100", "800", "12345", "1234567", "5,000", "1.5", "2.30", "1.234567", "1st", "13th", "45th", "1990s",
    "'90s", "'98", "10:30", "2025-10-22", "22/10/2025", "1/2",
)  # fmt: skip


@cache
def number_classes(word: str) -> frozenset[str]:
    """Classes of a token with digits: what the number could be by itself.

    >>> sorted(number_classes("13"))
    ['DAYNUM', 'HOUR24', 'INT', 'NUMBER2']
    """
    word = word.replace("’", "'")
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", word):
        return frozenset({"ISODATE"})
    if re.fullmatch(r"\d+[/.]\d+[/.]\d+", word):
        return frozenset({"NUMDATE"})
    if ":" in word:
        return frozenset({"HHMM"})
    if "/" in word:
        return frozenset({"FRACTION"})
    if re.fullmatch(r"'?\d+'?s", word):
        return frozenset({"DECADE"}) if re.fullmatch(r"'?\d0'?s|1[5-9]\d0'?s|20\d0'?s", word) else frozenset()
    if ordinal := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word, re.IGNORECASE):
        number = int(ordinal[1]) if len(ordinal[1]) < 5 else 9999
        return frozenset({"ORDINAL"} | ({"DAYORD"} if 1 <= number <= 31 else set()))
    if word.startswith("'"):
        return frozenset({"SHORT_YEAR"}) if len(word) == 3 else frozenset()
    if "," in word:
        return frozenset({"INT"})
    if "." in word:
        return frozenset({"DECIMAL"}) if len(word) > 5 or not re.fullmatch(r"\d{1,2}\.[0-5]\d", word) else frozenset({"DECIMAL", "HHDOTMM"})
    if not word.isdigit():
        return frozenset()
    if len(word) > 6:
        return frozenset({"INT"})
    number, classes = int(word), {"INT"}
    if len(word) <= 2:
        if 1 <= number <= 31:
            classes.add("DAYNUM")
        if 1 <= number <= 12:
            classes.add("HOUR12")
        if number <= 24:
            classes.add("HOUR24")
        if len(word) == 2:
            classes.add("NUMBER2")
    if len(word) == 4:
        if 1000 <= number <= 2199:
            classes.add("YEAR")
        if 1900 <= number <= 2050:
            classes.add("SURE_YEAR")
        if number % 100 < 60 and number < 2400:
            classes.add("MILITARY")
    return frozenset(classes)


@cache
def _tables(name: str) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(data_text(name))
    except tomllib.TOMLDecodeError as problem:
        raise LexiconError(f"{name}: {problem}; mend the file's TOML") from problem
