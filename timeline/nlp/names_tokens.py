"""Words of a text, and what is found among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from timeline.lexicon.folding import plain
from timeline.lexicon.knowledge import phrase_key
from timeline.lexicon.titles import Title

Entries = tuple[tuple[str, str, str], ...]

_SHORT = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Maj|Brig|St|Prof|Hon|Jr|Sr|Capt|Rev"
_ATOM = rf"(?:(?:[A-Z]\.){{2,}}|(?:{_SHORT})\.(?=[ \-])|[A-Z]\.(?=\s?[A-Z])|[^\W_]+)"
_PLAIN = r"[a-z]+(?=[\s,.;:])|[A-Z][a-z]+(?=[ ,])"  # most words by far: nothing about them need be looked at
_TOKEN = re.compile(rf"( ?(?:{_PLAIN}|[A-Z][a-z]+- [a-z]{{2,8}}\b|{_ATOM}(?:['’&]{_ATOM}|[-–]{_ATOM}|\+\d)*|\+\d|[.!?;:,()\[\]\"“”—•|]))")
_NEAR = frozenset({" ", "\u00a0", "\n"})
_OWNING = frozenset({"’", "'"})
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az", "es", "ed", "ul", "ur", "ud"})
_SENTENCE_END = frozenset('.!?"“:;—•|([')


class Token:
    """A word or mark, wherever a text has it: letters, small letters without accents, what stands before it.

    ``near``: at most one blank parts it from the word before; ``lead``: characters of that blank, if the piece of text begins with it;
    ``poss``: it stands in the possessive; ``size``: its characters, a possessive ending left out; ``closes``: what follows begins a
    sentence.

    What the tables know of it: ``listed``: a word list has it; ``told``: something that is named may begin with it; ``opens``: it only
    begins a sentence; ``reach`` and ``title``: words of the longest phrase and title that begin with it, 0 for none; ``means`` and
    ``titled``: what phrase and title, if a plural one, it is by itself; ``field``: what a minister is for; ``body``: of a state;
    ``region``; ``skips``: of the calendar or the media; ``leads``: behind a state's name, it may be said of that state.
    """

    __slots__ = (
        "body", "cap", "closes", "field", "key", "lead", "leads", "listed", "low", "means", "near", "opens", "poss", "reach", "region",
        "size", "skips", "text", "title", "titled", "told",
    )  # fmt: skip

    def __init__(self, piece: str, near: bool) -> None:
        text = piece.lstrip(" ")
        self.near = near
        self.lead = len(piece) - len(text)
        self.closes = len(text) == 1 and text in _SENTENCE_END
        self.poss = text[-1] in "sS" and len(text) > 2 and text[-2] in "'’"
        if self.poss:
            text = text[:-2]
        self.size = len(text)
        if "- " in text:
            text = text.replace("- ", "-")  # "Roh Moo- hyun", as agencies break it
        self.text = text
        self.low = self.key = low = text if text.islower() and text.isascii() else plain(text)
        letter = text[0]
        self.cap = letter.isupper() or (letter in "aeu" and text[2:3] == "-" and text[3:4].isupper() and low[:2] in _ARTICLES)  # al-Assad
        if self.cap and not (low.isalpha() and low.isascii()):
            self.key = phrase_key(low)
        self.listed = self.told = self.opens = self.field = self.body = self.region = self.skips = self.leads = False
        self.reach = self.title = 0
        self.means: Entries = ()
        self.titled: tuple[Title, bool] | None = None


class Said(dict[str, Token]):
    """The words that texts have said, ``near`` the word before or apart from it, each with the blank before it: they say few, and say them
    often. ``look`` looks a word up in the tables when it is said first."""

    _MOST = 16384

    def __init__(self, near: bool, look: Callable[[Token], None]) -> None:
        super().__init__()
        self._near, self._look = near, look

    def __missing__(self, piece: str) -> Token:
        if len(self) >= self._MOST:
            self.clear()
        token = self[piece] = Token(piece, self._near)
        self._look(token)
        return token


class Words(list[Token]):
    """The words and marks of a paragraph, and where they stand; ``said`` are the words apart and near, as they have been looked up."""

    __slots__ = ("_begins",)

    def __init__(self, text: str, said: tuple[Said, Said]) -> None:
        parts = _TOKEN.split(text)  # what parts the words but for one blank, and the word with that blank, in turn
        apart, near = said
        gaps, pieces = parts[::2], parts[1::2]
        super().__init__(map(near.__getitem__, pieces))
        self._begins = list(accumulate(map(len, parts)))[::2]
        if any(gaps):
            for n, piece in enumerate(pieces):
                if gaps[n] and (gaps[n] not in _NEAR or piece[0] == " "):
                    self[n] = apart[piece]
            if "’ " in text or "' " in text:
                self._own(gaps, pieces, said)

    def _own(self, gaps: list[str], pieces: list[str], said: tuple[Said, Said]) -> None:
        """ "The Philippines' president": a word in the possessive, with the next one near it."""
        for n in range(1, len(self)):
            owner = self[n - 1]
            if gaps[n] in _OWNING and pieces[n][0] == " " and owner.text[-1:] == "s":
                self[n] = said[True][pieces[n]]
                if not owner.poss:
                    self[n - 1] = said[owner.near][f"{pieces[n - 1]}'s"]

    def first(self, i: int) -> bool:
        """True where word ``i`` begins a sentence."""
        return not i or self[i - 1].closes

    def start(self, i: int) -> int:
        """The character at which word ``i`` begins."""
        return self._begins[i] + self[i].lead

    def end(self, i: int) -> int:
        """The character behind word ``i``, a possessive ending left out."""
        return self._begins[i] + self[i].lead + self[i].size

    def span(self, i: int, j: int) -> list[Token]:
        """The tokens from ``i`` to before ``j``."""
        return self[i:j]


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


#: The form and the type of a mention by the kind of what is named.
FORMS = {
    "person": "name",
    "single": "name",
    "run": "name",
    "state": "name",
    "organisation": "name",
    "seat": "side",
    "capital": "side",
    "side": "side",
    "office": "office",
    "group": "group",
    "pronoun": "pronoun",
    "counterpart": "counterpart",
    "body": "side",
}
TYPES = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "seat": "state",
    "capital": "state",
    "side": "state",
    "office": "office",
    "body": "organisation",
}


def titled(words: Words) -> bool:
    """A headline in title case: most of its words are capitalised, it is short, and no full stop ends it."""
    if not words or words[-1].text == ".":
        return False
    letters = sum([w.text[0].isalpha() for w in words])
    capitals = sum([w.cap for w in words])
    return letters <= 18 and capitals >= 4 and capitals >= 0.6 * letters


def no_surname(text: str) -> bool:
    """An acronym or a compound with a word in small letters ("VMRO-DPMNE", "Kurdish-led"); shouted names of four letters pass."""
    if "-" in text or "–" in text:
        parts = text.replace("–", "-").split("-")
        return any(p[:1].islower() or (len(p) > 1 and p.isupper()) for p in parts)
    return len(text) > 1 and len(text) < 4 and text.isupper()
