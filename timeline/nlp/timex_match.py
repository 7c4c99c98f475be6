"""What a time rule's pattern caught, for the builders that make expressions of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.chrono.expression import (
    Expression,
)

if TYPE_CHECKING:
    from timeline.nlp.timex_words import Token, Words

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}


_SMALLER = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60), "decade": ("Y", 10), "day": ("TH", 24), "century": ("Y", 100)}


class Match:
    """The tokens that a rule's names caught."""

    __slots__ = ("_groups", "_match", "_row", "_text", "_words")

    def __init__(self, match: re.Match[str], groups: tuple[tuple[str, int], ...], row: list[Token], text: str, words: Words) -> None:
        self._match = match
        self._groups = groups
        self._row = row
        self._text = text
        self._words = words

    def __contains__(self, name: str) -> bool:
        return bool(self.tokens(name))

    def tokens(self, name: str) -> list[Token]:
        """The tokens that ``name`` caught; empty where it caught none."""
        for group, number in self._groups:
            if group == name and self._match.start(number) >= 0:
                return self._row[self._match.start(number) : self._match.end(number)]
        return []

    @property
    def all(self) -> list[Token]:
        """All tokens of the match."""
        return self._row[self._match.start() : self._match.end()]

    def word(self, name: str) -> str:
        """The words that ``name`` caught, in small letters, with single blanks."""
        return " ".join(token.text.lower().replace("’", "'") for token in self.tokens(name))

    def expression(self, name: str) -> Expression | None:
        """The expression of the node that ``name`` caught."""
        tokens = self.tokens(name)
        return tokens[0].expression if tokens else None

    def value(self, name: str, *classes: str) -> object | None:
        """The value of the caught word in the first of ``classes`` that lists it."""
        word = self.word(name)
        for cls in classes:
            if word in self._words.values[cls]:
                return self._words.values[cls][word]
        return None

    def whole(self, name: str, *classes: str) -> int | None:
        """A whole number: by the classes' values, else by the digits."""
        value = self.value(name, *classes) if classes else None
        if isinstance(value, int):
            return value
        digits = re.sub(r"\D", "", self.word(name))
        return int(digits) if digits else None

    def number(self, name: str) -> float | None:
        """A number in words or digits: ``2 1/2``, ``twenty-four``, ``two and a half``."""
        if name not in self:
            return None
        total = current = 0.0
        words = self._words.values["NUMWORD"]
        for text in re.findall(r"\d/\d|[\d.,]+|[a-z]+", self.word(name)):
            if "/" in text:
                upper, lower = text.split("/")
                if lower == "0":
                    return None
                current += int(upper) / int(lower)
            elif text[0].isdigit():
                current += float(text.replace(",", "").rstrip("."))
            elif text == "half":
                current += 0.5
            elif text == "dozen":
                current = max(current, 1) * 12
            elif text in ("hundred", "thousand"):
                current = max(current, 1) * (100 if text == "hundred" else 1000)
                if text == "thousand":
                    total, current = total + current, 0.0
            elif isinstance(worth := words.get(text), int):
                current += worth
        return 6.0 if self.word(name) == "half a dozen" else total + current

    def year(self) -> int | None:
        """The year caught as ``year``: four digits, or two after an apostrophe."""
        number = self.whole("year")
        if number is None or number >= 100:
            return number
        return number + (1900 if number >= 30 else 2000)


def amount(number: float | None, unit: str) -> str:
    """An ISO 8601 duration; None stands for an unknown number.

    >>> amount(2.5, "year"), amount(None, "week"), amount(2, "fortnight"), amount(1.5, "minute")
    ('P2Y6M', 'PXW', 'P4W', 'PT1M30S')
    """
    if unit == "fortnight":
        unit, number = "week", None if number is None else number * 2
    letters = _LETTERS[unit]
    clock, letter = ("T", letters[1:]) if letters.startswith("T") else ("", letters)
    if number is None:
        return f"P{clock}X{letter}"
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"P{clock}{whole}{letter}"
    smaller = {
        "year": ("M", 12),
        "hour": ("M", 60),
        "minute": ("S", 60),
        "decade": ("Y", 10),
        "day": ("TH", 24),
        "century": ("Y", 100),
    }.get(unit)
    if smaller is None:
        return f"P{clock}{number:g}{letter}"
    small, size = smaller
    head = f"{whole}{letter}" if whole else ""
    if small.startswith("T"):
        return f"P{head}T{round(rest * size)}H"
    return f"P{clock}{head}{round(rest * size)}{small}"
