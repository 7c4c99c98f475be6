"""Words of a text, and what is found among them."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import phrase_key

_SHORT = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Brig|St|Prof|Hon|Jr|Sr|Capt|Rev"
_ATOM = rf"(?:(?:[A-Z]\.){{2,}}|(?:{_SHORT})\.(?=[ \-])|[A-Z]\.(?=\s?[A-Z])|[^\W_]+)"
_PLAIN = r"[a-z]+(?=[\s,.;:])"  # most words by far: nothing about them need be looked at
_TOKEN = re.compile(rf"({_PLAIN}|[A-Z][a-z]+- [a-z]{{2,8}}\b|{_ATOM}(?:['’&]{_ATOM}|[-–]{_ATOM}|\+\d)*|\+\d|[.!?;:,()\[\]\"“”—•|])")
_NEAR = frozenset({"", " ", "\u00a0", "\n"})
_OWNING = frozenset({"’ ", "' "})
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az"})
_SENTENCE_END = frozenset('.!?"“:;—•|([')


class Token:
    """A word or mark, wherever a text has it: letters, small letters without accents, what stands before it.

    ``near``: at most one blank parts it from the word before; ``first``: it begins a sentence; ``poss``: it stands in the possessive;
    ``size``: its characters, a possessive ending left out; ``closes``: what follows begins a sentence.
    """

    __slots__ = ("cap", "closes", "first", "key", "low", "near", "poss", "size", "text")

    def __init__(self, text: str, near: bool, first: bool, poss: bool = False) -> None:
        self.near = near
        self.first = first
        self.closes = text in _SENTENCE_END
        self.poss = poss
        if text[-1] in "sS" and len(text) > 2 and text[-2] in "'’":
            text = text[:-2]
            self.poss = True
        self.size = len(text)
        if "- " in text:
            text = text.replace("- ", "-")  # "Roh Moo- hyun", as agencies break it
        self.text = text
        low = text.lower() if text.isascii() else plain(text)
        self.low = self.key = low
        letter = text[0]
        self.cap = letter.isupper() or (letter in "ae" and text[2:3] == "-" and text[3:4].isupper() and low[:2] in _ARTICLES)  # al-Assad
        if self.cap:
            self.key = phrase_key(low)


class _Tokens(dict[str, Token]):
    """The words that texts have said under the same circumstances: they say few, and say them often."""

    _MOST = 8192

    def __init__(self, near: bool, first: bool) -> None:
        super().__init__()
        self._near, self._first = near, first

    def __missing__(self, text: str) -> Token:
        if len(self) >= self._MOST:
            self.clear()
        token = self[text] = Token(text, self._near, self._first)
        return token


@lru_cache(maxsize=1)
def _said() -> tuple[tuple[_Tokens, _Tokens], tuple[_Tokens, _Tokens]]:
    """The words by whether they stand near the one before and begin a sentence."""
    return (_Tokens(False, False), _Tokens(False, True)), (_Tokens(True, False), _Tokens(True, True))


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
    """The words and marks of a paragraph, where they stand, and how many of them are capitalised."""

    __slots__ = ("_starts", "capitals")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.capitals = 0
        self._starts: list[int] = []
        add, begin = self.append, self._starts.append
        said = _said()
        end = 0
        first = True
        parts = iter(_TOKEN.split(text))
        for gap, piece in zip(parts, parts, strict=False):  # the last part is what follows the last word
            start = end + len(gap)
            end = start + len(piece)
            near = gap in _NEAR
            if not near and gap in _OWNING and self and self[-1].text[-1:] == "s":
                near = True  # "the Philippines' president"
                self[-1] = Token(text[self._starts[-1] : start - len(gap)], self[-1].near, self[-1].first, True)
            word = said[near][first][piece]
            if word.cap:
                self.capitals += 1
            first = word.closes
            add(word)
            begin(start)

    def start(self, i: int) -> int:
        """The character at which word ``i`` begins."""
        return self._starts[i]

    def end(self, i: int) -> int:
        """The character behind word ``i``, a possessive ending left out."""
        return self._starts[i] + self[i].size

    def span(self, i: int, j: int) -> list[Token]:
        """The tokens from ``i`` to before ``j``."""
        return self[i:j]
