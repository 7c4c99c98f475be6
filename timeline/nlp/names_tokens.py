"""Words of a text, and what is found among them."""

from __future__ import annotations

import re

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import phrase_key

_SHORT = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Brig|St|Prof|Hon|Jr|Sr|Capt|Rev"
_ATOM = rf"(?:(?:[A-Z]\.){{2,}}|(?:{_SHORT})\.(?=[ \-])|[A-Z]\.(?=\s?[A-Z])|[^\W_]+)"
_PLAIN = r"([a-z]+)(?=[\s,.;:])"  # most words by far: nothing about them need be looked at
_TOKEN = re.compile(rf"({_PLAIN}|[A-Z][a-z]+- [a-z]{{2,8}}\b|{_ATOM}(?:['’&]{_ATOM}|[-–]{_ATOM}|\+\d)*|\+\d|[.!?;:,()\[\]\"“”—•|])")
_NEAR = frozenset({"", " ", "\u00a0", "\n"})
_OWNING = frozenset({"’ ", "' "})
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az"})
_SENTENCE_END = frozenset('.!?"“:;—•|([')


class Token:
    """A word or mark of a text: offsets, letters, small letters without accents, what stands before it.

    ``near``: at most one blank parts it from the word before; ``first``: it begins a sentence; ``poss``: it stands in the possessive.
    """

    __slots__ = ("cap", "end", "first", "key", "low", "near", "poss", "start", "text")

    def __init__(self, start: int, end: int, text: str, near: bool, first: bool) -> None:
        self.start = start
        self.near = near
        self.first = first
        self.poss = False
        if text[-1] in "sS" and len(text) > 2 and text[-2] in "'’":
            text = text[:-2]
            end -= 2
            self.poss = True
        self.end = end
        if "- " in text:
            text = text.replace("- ", "-")  # "Roh Moo- hyun", as agencies break it
        self.text = text
        low = text.lower() if text.isascii() else plain(text)
        self.low = self.key = low
        letter = text[0]
        self.cap = letter.isupper() or (letter in "ae" and text[2:3] == "-" and text[3:4].isupper() and low[:2] in _ARTICLES)  # al-Assad
        if self.cap:
            self.key = phrase_key(low)


class Found:
    """Something that the words name. ``kind``: person, single, state, organisation, seat, capital, side, office, group, pronoun,
    counterpart, place, run (capitals of unknown meaning). ``words`` counts the words of a name; ``acting`` marks one that begins a
    sentence, ``coord`` one that shares its noun with what follows. Offsets are characters of the paragraph."""

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


class Words(list[Token]):
    """The words and marks of a paragraph, and how many of them are capitalised."""

    __slots__ = ("capitals",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.capitals = 0
        add, new = self.append, Token.__new__
        end = 0
        first = True
        parts = iter(_TOKEN.split(text))
        for gap, piece, small in zip(parts, parts, parts, strict=False):  # the last part is what follows the last word
            start = end + len(gap)
            end = start + len(piece)
            near = gap in _NEAR
            if gap in _OWNING and self and self[-1].text[-1:] == "s":
                near = self[-1].poss = True  # "the Philippines' president"
            if small:  # filled here: a call costs as much as all the rest
                word = new(Token)
                word.start, word.end, word.near, word.first = start, end, near, first
                word.text = word.low = word.key = piece
                word.cap = word.poss = first = False
            else:
                word = Token(start, end, piece, near, first)
                self.capitals += word.cap
                first = piece in _SENTENCE_END
            add(word)

    def span(self, i: int, j: int) -> list[Token]:
        """The tokens from ``i`` to before ``j``."""
        return self[i:j]
