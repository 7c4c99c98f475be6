"""Lines of a text and how they join to paragraphs. Nothing is cleaned: all offsets count in the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONG_PARAGRAPH, PIECE, LONGEST_PIECE = 1_000, 600, 8_000
"""Characters. Many databases hold articles without line breaks: a longer paragraph is cut into pieces of up to ``PIECE``, at sure
sentence ends only, and by force at ``LONGEST_PIECE``, so that no parser meets a whole book at once."""

BLANK = " \t\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200E))) + "\u202f\u205f\u2060\u3000\ufeff\x00\x1f"
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S+")
_SURE_END = re.compile(r"\b(?P<word>[a-z]{3,20}|[A-Z][a-z]{4,20}|(?:1[89]|20)\d\d)[.!?][\"”’')]{0,3}\s{1,3}(?=[A-ZÀ-Þ“\"‘])")
_QUOTE = re.compile(r"(?P<open>“|(?<![^\s(\[—–-])\")|(?P<close>”|\"(?![^\s.,;:!?)\]—–-]))")
_ABBREVIATIONS = frozenset(("etc", "approx", "dept", "est", "calif", "messrs", "assoc", "incl", "resp", "wash", "minn", "pres"))
_CLOSERS = "\"”’'»)]*_`"
_TERMINAL = ".!?…:;"

_MIN_WIDTH, _MAX_WIDTH = 45, 120
_FULL = 0.6
_LOWER_SHARE = 0.25
_CAPS_SHARE, _TIGHT_SHARE, _MANY = 0.7, 0.9, 8
_HANGING = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "and",
        "with",
        "from",
        "by",
        "for",
        "to",
        "that",
        "his",
        "her",
        "their",
        "its",
        "as",
        "into",
        "between",
        "whose",
        "than",
    )
)
_LONGEST_HANGING = 12
_SLACK = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it. ``indent`` counts the blanks in front; ``block`` numbers the stretches between
    blank lines."""

    start: int
    end: int
    indent: int
    block: int

    @property
    def size(self) -> int:
        """Characters."""
        return self.end - self.start


def lines(text: str) -> Iterator[Line]:
    """Every line that holds anything, in text order."""
    block, position, empty = 0, 0, False
    while position <= len(text):
        found = _BREAK.search(text, position)
        stop, after = found.span() if found else (len(text), len(text) + 1)
        left = position
        while left < stop and text[left] in BLANK:
            left += 1
        right = stop
        while right > left and text[right - 1] in BLANK:
            right -= 1
        if right > left:
            block += empty
            empty = False
            yield Line(left, right, left - position, block)
        else:
            empty = True
        position = after


def terminated(words: str) -> bool:
    """True where a line ends as a sentence does: a full stop or its like, closing quotes and brackets set aside.

    >>> terminated("“Not now,” he said."), terminated("Details")
    (True, False)
    """
    bare = words.rstrip(_CLOSERS + BLANK)
    return bare.endswith(tuple(_TERMINAL))


def wrap_width(text: str, rows: list[Line]) -> int | None:
    """Column at which the lines of a text were broken by a program, or ``None`` where each line is a paragraph.

    Broken lines are nearly full and go on in mid-sentence: the next one begins in lower case, or its first word would not have fitted
    any more (in a text of names and capitals), where some line ends on a word that no line of its own ends on, or many do not fit.
    """
    pairs = [(a, b) for a, b in pairwise(rows) if a.block == b.block]
    if len(pairs) < 2:
        return None
    sizes = sorted(a.indent + a.size for a, _ in pairs)
    width = sizes[max(0, int(len(sizes) * 0.98) - 1)]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    running = [(a, b) for a, b in pairs if a.size >= _FULL * width and not terminated(text[a.start : a.end])]
    if len(running) < 0.4 * len(pairs):
        return None
    lower = sum(text[b.start].islower() for _, b in running)
    if lower >= _LOWER_SHARE * len(pairs):
        return width
    tight = sum(not _fits(text, a, b, width) for a, b in running)
    if not any(letter.islower() for letter in text[rows[0].start : rows[-1].end][:4000]):
        return width if tight >= _CAPS_SHARE * len(pairs) else None
    sure = len(running) >= _MANY or any(_hangs(text, a) for a, _ in running)
    return width if sure and tight >= _TIGHT_SHARE * len(running) else None


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end (exclusive) of every paragraph, in text order, before anything is said about its kind."""
    rows = list(lines(text))
    width = wrap_width(text, rows)
    start, previous = 0, None
    for row in rows:
        if previous is None:
            start = row.start
        elif not _continues(text, previous, row, width):
            yield from _pieces(text, start, previous.end)
            start = row.start
        previous = row
    if previous is not None:
        yield from _pieces(text, start, previous.end)


def _continues(text: str, a: Line, b: Line, width: int | None) -> bool:
    if a.block != b.block:
        return False
    last, first = text[a.end - 1], text[b.start]
    if (first.islower() and (last.isalpha() or last in ",-–—")) or (first.isalnum() and _hangs(text, a)):
        return True
    if width is None or b.indent > a.indent + 1:
        return False
    return not _fits(text, a, b, width - _SLACK)


def _hangs(text: str, line: Line) -> bool:
    """True for a line that ends on a word after which something must follow."""
    word = text[max(line.start, line.end - _LONGEST_HANGING) : line.end].rpartition(" ")[2]
    return word in _HANGING


def _fits(text: str, a: Line, b: Line, width: int) -> bool:
    word = _FIRST_WORD.match(text, b.start, min(b.end, b.start + _MAX_WIDTH))
    return a.indent + a.size + 1 + (word.end() - word.start() if word else 0) <= width


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph as it is or, above :data:`LONG_PARAGRAPH`, in pieces that end where a sentence surely does."""
    if end - start > LONG_PARAGRAPH:
        for cut in _cuts(text, start, end):
            right = cut
            while text[right - 1].isspace():
                right -= 1
            yield start, right
            start = cut
    if end > start:
        yield start, end


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the pieces of a long paragraph begin, the first left out: the last sure sentence end before :data:`PIECE` characters,
    else the first one after, and never further than :data:`LONGEST_PIECE` from the cut before."""
    last, candidate = start, 0
    for at in _sentence_starts(text, start, end):
        if at - last > PIECE and candidate:
            yield candidate
            last, candidate = candidate, 0
        while at - last > LONGEST_PIECE:
            last = _forced(text, last)
            yield last
        if at - last > PIECE:
            yield at
            last = at
        elif at - last >= PIECE // 3:
            candidate = at
    if candidate and end - last > PIECE:
        yield candidate
        last = candidate
    while end - last > LONGEST_PIECE:
        last = _forced(text, last)
        yield last


def _forced(text: str, last: int) -> int:
    """A cut in what has no sentence ends: behind a blank if there is one, and before something that is none."""
    cut = text.rfind(" ", last + LONGEST_PIECE // 2, last + LONGEST_PIECE) + 1 or last + LONGEST_PIECE
    return cut


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence surely begins: after a full stop behind a whole word that is no abbreviation, outside of quotations."""
    quoted, seen = False, start
    for found in _SURE_END.finditer(text, start, end):
        for mark in _QUOTE.finditer(text, seen, found.end()):
            quoted = mark.lastgroup == "open"
        seen = found.end()
        if not quoted and found["word"].lower() not in _ABBREVIATIONS:
            yield found.end()
