"""The likely spelling of a text without the difference of capital and small letters, by the names of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from timeline.lexicon.eventwords import changes, cues, surface_words, triggers
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.tables import table
from timeline.lexicon.titles import titles

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_])\.?)*")
_BETWEEN = re.compile(r"[ \t\n]{1,3}|[-–]|['’]|\. ")
_SENTENCE = re.compile(r"[.!?:][\"”’')]{0,2}\s{1,4}\Z|\n\s{0,4}\Z|[“\"]\Z")
_LONGEST = 6
_CITY = 400
_NAME_WORDS, _FEWEST_AGAIN = 3, 3
_ENDINGS = ("ed", "ing", "ly")
_PLAIN_LISTS = (
    "common", "human", "met", "with", "encounters", "groups", "pronouns", "locatives", "sites", "portfolios", "adjectives", "bodies",
    "chambers", "towns",
)  # fmt: skip
_MONTH_OR_VERB = ("may", "march")
_BEFORE_MONTH = frozenset(("in", "on", "of", "last", "next", "until", "since", "early", "late", "mid", "by", "from", "this"))
_US_OBJECT = frozenset(
    ("tell", "told", "let", "give", "gives", "gave", "join", "joins", "joined", "help", "helps", "between", "all", "both")
)
_LOCATIVE = frozenset(("in", "at", "to", "from", "near", "for", "via", "outside"))
_MORE = (
    "Europe|European|Europeans|Asia|Asian|Africa|African|Africans|America|Latin America|Middle East|West Bank|English|Arab|Arabs",
    "Kurd|Kurds|Kurdish|Islamic|Islamist|Muslim|Muslims|Christian|Jewish|Soviet|Western|Security Council|General Assembly|White House",
)
"""Names of parts of the world and of peoples without a state, which no table has."""


def spelt(text: str) -> str:
    """The text with capitals where names, titles before them and sentences have them, and small letters elsewhere."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    lower = [_small(text[start:end]) for start, end in words]
    joined = [bool(_BETWEEN.fullmatch(text, words[n][1], words[n + 1][0])) for n in range(len(words) - 1)] + [False]
    names = _spelt(lower, joined)
    out: list[str] = []
    last = 0
    for n, (start, end) in enumerate(words):
        out.append(_small(text[last:start]))
        word = names.get(n, lower[n])
        first = start == 0 or _SENTENCE.search(text, max(0, start - 8), start)
        out.append(_capital(word) if first or (word == "i" and n not in names) else word)
        last = end
    out.append(_small(text[last:]))
    return "".join(out)


def _small(text: str) -> str:
    """Small letters, but for those whose small form is longer."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _capital(word: str) -> str:
    first = word[:1].upper()
    return first + word[1:] if len(first) == 1 else word


def _spelt(lower: Sequence[str], joined: Sequence[bool]) -> dict[int, str]:
    """The words of names, by position."""
    out: dict[int, str] = {}
    again: set[str] = set()
    names, plain, given = _names(), _plain(), knowledge().given_names
    n = 0
    while n < len(lower):
        length = _longest(names, lower, joined, n)
        if length == 1 and not _sure(lower, n):
            length = 0
        if length:
            out.update(zip(range(n, n + length), names[tuple(lower[n : n + length])], strict=True))
            again.update(lower[n : n + length] if length > 1 else ())
        n += length or 1
    n = 0
    while n < len(lower):
        end = _title(lower, joined, n)
        if end:
            stop = end
            while stop < len(lower) and stop - end < _NAME_WORDS and joined[stop - 1] and (stop in out or _may_be_name(lower[stop], plain)):
                stop += 1
            again.update(lower[end:stop])
            if stop > end:
                out.update((m, _capital(lower[m])) for m in range(n, stop) if m not in out and lower[m] not in ("of", "the", "and", "for"))
            n = max(stop, n + 1)
        elif (
            lower[n] in given
            and n not in out
            and _may_be_name(lower[n], plain)
            and n + 1 < len(lower)
            and joined[n]
            and _may_be_name(lower[n + 1], plain)
        ):
            out[n] = _capital(lower[n])
            out.setdefault(n + 1, _capital(lower[n + 1]))
            again.update(lower[n : n + 2])
            n += 2
        else:
            n += 1
    for m, word in enumerate(lower):
        if m not in out and word in again and len(word) >= _FEWEST_AGAIN and word not in plain:
            out[m] = _capital(word)
    return out


def _longest(names: Mapping[tuple[str, ...], tuple[str, ...]], lower: Sequence[str], joined: Sequence[bool], n: int) -> int:
    reach = 1
    while reach < _LONGEST and n + reach < len(lower) and joined[n + reach - 1]:
        reach += 1
    return next((size for size in range(reach, 0, -1) if tuple(lower[n : n + size]) in names), 0)


def _sure(lower: Sequence[str], n: int) -> bool:
    """False for a word that is more often no name where it stands."""
    word, before = lower[n], lower[n - 1] if n else ""
    if word in _MONTH_OR_VERB:
        return before in _BEFORE_MONTH
    if word == "us":
        return before not in _US_OBJECT
    return word not in _small_cities() or before in _LOCATIVE


def _title(lower: Sequence[str], joined: Sequence[bool], n: int) -> int:
    """Where the title that begins at a word ends; 0 where none does."""
    known = titles()
    for size in range(4, 0, -1):
        if n + size <= len(lower) and all(joined[n : n + size - 1]) and " ".join(lower[n : n + size]) in known:
            return n + size if n + size < len(lower) and joined[n + size - 1] else 0
    return 0


def _may_be_name(word: str, plain: frozenset[str]) -> bool:
    return len(word) > 1 and word not in plain and not word.endswith(_ENDINGS)


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Words that are in small letters unless a table knows better: the small words, and those that tell of events."""
    lists = word_lists("names.toml", "words")
    out = set().union(*(lists[key] for key in _PLAIN_LISTS))
    for rule in (*triggers(), *cues(), *changes()):
        out.update(word for phrase in surface_words(rule) for word in phrase.lower().split())
    out.update(word for phrase in titles() for word in phrase.split())
    return frozenset(out)


@lru_cache(maxsize=1)
def _small_cities() -> frozenset[str]:
    rows = list(table("cities.csv"))
    states = knowledge().states.values()
    known = {_small(name) for state in states for name in (state.name, *state.aliases, *state.demonyms, state.capital, *state.seats)}
    large = {_small(row[1]) for row in rows if int(row[5] or 0) >= _CITY}
    return frozenset(_small(row[1]) for row in rows) - large - known


@lru_cache(maxsize=1)
def _names() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Every name of the tables as its words in small letters, with its words as they are spelt."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    plain = _plain()
    for name in _spellings():
        spelt = tuple(match[0] for match in _WORD.finditer(name))
        key = tuple(_small(word) for word in spelt)
        if (
            0 < len(key) <= _LONGEST
            and (len(key) > 1 or key[0] not in plain or key[0] in _MONTH_OR_VERB)
            and all(map(_same_length, spelt, key))
        ):
            found.setdefault(key, spelt)
    return found


def _same_length(spelt: str, key: str) -> bool:
    return len(spelt) == len(key)


def _spellings() -> Iterator[str]:
    known = knowledge()
    for state in known.states.values():
        yield from (state.name, *state.aliases, *state.demonyms, *([state.capital] if state.capital else ()), *state.seats)
    for organisation in known.organisations.values():
        yield from (organisation.name, *organisation.aliases)
    for person in known.people.values():
        yield from (alias for alias in (person.name, *person.aliases) if " " in alias)
    for row in table("places.csv"):
        yield from (row[0], *row[1].split("|"))
    for row in table("cities.csv"):
        yield row[1]
    yield from (name for names in _MORE for name in names.split("|"))
    yield from (word.capitalize() for word in word_lists("names.toml", "words")["calendar"])
