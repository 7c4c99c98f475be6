"""Words of a text, and what is found among them."""

from __future__ import annotations

import re

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import phrase_key

_ATOM = r"(?:(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Brig|St|Prof|Hon|Jr|Sr|Capt|Rev)\.(?=[ \-])|[A-Z]\.(?=\s?[A-Z])|[^\W_]+)"
_TOKEN = re.compile(rf"{_ATOM}(?:['’&]{_ATOM}|[-–]{_ATOM})*|\+\d|[.!?;:,()\[\]\"“”—•|]")
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az"})
_SENTENCE_END = frozenset('.!?"“:;—•|([')


class Token:
    """A word or mark of a text: offsets, letters, small letters without accents, what stands before it."""

    __slots__ = ("cap", "end", "first", "key", "low", "near", "poss", "start", "text")

    def __init__(self, start: int, end: int, text: str, near: bool, first: bool) -> None:
        self.start, self.end, self.text, self.near, self.first = start, end, text, near, first
        self.poss = False
        if len(text) > 2 and text[-2] in "'’" and text[-1] in "sS":
            self.text = text = text[:-2]
            self.end = end - 2
            self.poss = True
        self.cap = text[0].isupper() or (text[2:3] == "-" and text[3:4].isupper() and text[:2].lower() in _ARTICLES)  # al-Assad
        self.low = plain(text) if not text.isascii() else text.lower()
        self.key = phrase_key(self.low) if self.cap else self.low


class Found:
    """Something that the words name. ``kind``: person, single, state, organisation, seat, capital, side, office, group, pronoun,
    counterpart, place, run (capitals of unknown meaning). ``cap_run`` counts the words of a name."""

    __slots__ = (
        "acting",
        "appos",
        "candidates",
        "coord",
        "country",
        "end",
        "former",
        "kind",
        "members",
        "name",
        "office",
        "plural",
        "rule",
        "start",
        "title",
        "words",
    )

    def __init__(self, kind: str, start: int, end: int, rule: str) -> None:
        self.kind, self.start, self.end, self.rule = kind, start, end, rule
        self.candidates: tuple[str, ...] = ()
        self.title: str | None = None
        self.office: str | None = None
        self.country: str | None = None
        self.name = ""
        self.words = 1
        self.appos: Found | None = None
        self.members: tuple[Found, ...] = ()
        self.plural = self.former = self.acting = self.coord = False

    def __repr__(self) -> str:
        return f"Found({self.kind} {self.name!r} {self.title} {self.country} {self.rule})"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of ``text[start:end]``; ``near`` is true where only one blank parts a word from the one before it."""
    out: list[Token] = []
    last = start
    first = True
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        begin, finish = match.span()
        piece = match[0]
        gap = text[last:begin]
        token = Token(begin, finish, piece, gap in (" ", "", "\u00a0", "\n", "’ ", "' "), first)
        if gap in ("’ ", "' ") and out and out[-1].text[-1:] == "s":
            out[-1].poss = True
        out.append(token)
        first = piece in _SENTENCE_END
        last = finish
    return out
