"""Names as merging compares them: people under the usual ways to write one name, and the proper names of gatherings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.folding import fold, plain, words
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.rules import words as word_lists
from timeline.model.quick import quick


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name in small letters, without accents, points and a leading article; hyphens part words.

    >>> key("Recep Tayyip Erdoğan"), key("Ban Ki-moon"), key("the U.S.")
    ('recep tayyip erdogan', 'ban ki moon', 'us')
    """
    return " ".join(plain(name).replace(".", "").replace("-", " ").split()).removeprefix("the ")


@lru_cache(maxsize=65536)
def spelling(name: str) -> tuple[str, ...]:
    """The words of a person's name with the usual transliterations levelled, without titles."""
    parts, titles = words(name), word_lists("merging.toml", "names")["titles"]
    named = [w for w in parts if w.lower() not in titles] or parts
    return tuple(fold(w) for w in named)


@lru_cache(maxsize=65536)
def same_person(a: str, b: str) -> bool:
    """True where two names can be one person's: equal words in any order, or one name is a part of the other that holds its
    first or last word (a bare surname, a name without the middle).

    >>> same_person("Kim Jong Un", "Kim Jong-un"), same_person("Putin", "Vladimir Putin"), same_person("Bill Clinton", "Hillary Clinton")
    (True, True, False)
    """
    left, right = spelling(a), spelling(b)
    if not left or not right:
        return False
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return True
    short, long_ = sorted((left, right), key=len)
    if len(short) == len(long_):
        return False
    if len(short) == 1:
        return short[0] in (long_[0], long_[-1])
    return long_[: len(short)] == short or (set(short) <= set(long_) and short[-1] in (long_[0], long_[-1]))


@lru_cache(maxsize=65536)
def misspelt(a: str, b: str) -> bool:
    """True where two full names differ in one letter of one word, that is not its first: written wrongly, or by another transliteration.

    >>> misspelt("Taro Aso", "Taro Asao"), misspelt("Kim Gye Gwan", "Kim Gye Kwan"), misspelt("Raul Castro", "Paul Castro")
    (True, False, False)
    """
    left, right = spelling(a), spelling(b)
    if len(left) < 2 or len(left) != len(right):
        return False
    other = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    if len(other) != 1:
        return False
    short, long_ = sorted(other[0], key=len)
    if len(long_) < 4 or short[0] != long_[0] or len(long_) - len(short) > 1:
        return False
    at = next((n for n, letter in enumerate(short) if letter != long_[n]), len(short))
    return short[at:] == long_[at + 1 :] or short[at + 1 :] == long_[at + 1 :]


@quick
@dataclass(frozen=True, slots=True)
class Occasion:
    """The proper name of a gathering: the organisations in it, by code, and its other words without "summit", "meeting" and
    the like. ``tier`` is who meets there where the name tells: leaders, ministers, officials, business."""

    organisations: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    tier: str = ""

    def __bool__(self) -> bool:
        return bool(self.organisations or self.words)

    @property
    def full(self) -> bool:
        """True where it is more than the name of an organisation that meets often: words of its own, or who meets."""
        return bool(self.words or self.tier)

    def same(self, other: Occasion) -> bool:
        """True where both can be one name: the same organisation and no other words that differ; else two of three words shared.
        Ministers meet apart from their leaders."""
        if self.other_tier(other):
            return False
        if self.organisations & other.organisations:
            return not self.words or not other.words or bool(self.words & other.words)
        shared = len(self.words & other.words)
        return shared >= 2 and 3 * shared >= 2 * min(len(self.words), len(other.words))

    def differs(self, other: Occasion) -> bool:
        """True where these are the names of two gatherings: other organisations, another tier, or no word in common."""
        if self.other_tier(other):
            return True
        if self.organisations and other.organisations and not self.organisations & other.organisations:
            return True
        alike = bool(self.organisations) == bool(other.organisations)
        return alike and bool(self.words) and bool(other.words) and not self.words & other.words

    def other_tier(self, other: Occasion) -> bool:
        """True where both names tell who meets there, and that differs."""
        return bool(self.tier and other.tier) and self.tier != other.tier


#: A run of capitalised words, with small connecting words and brackets inside. Each step eats a word, so the cost is linear.
_RUN = re.compile(
    r"[A-Z][\w.'’-]*(?:\s(?:\(\s?[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,6}\s?\)|(?:(?:on|of|for|the|and|forum's|summit's)\s){0,2}[A-Z][\w.'’-]*))*"
    r"(?:\s(?:[\w'’]+\s){0,2}(?:(?:leaders|ministers|officials)['’]?\s\w+\s)?(?:summit|conference|congress|forum|meeting|dialogue)\b)*"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
#: "Russian-sponsored", "UN-led": who stands behind a gathering is no part of its name.
_MADE_BY = re.compile(r"\b\w+-(?:led|\w{3,12}ed)\b")
#: Words in the longest name of an organisation that is looked for.
_LONGEST = 7
#: What may stand between a trigger and the name of its gathering ("the summit of the Forum on …").
_OF = re.compile(r"\b(\w{4,12})\s(?:of|on)\s(?:the\s)?\Z")
_BETWEEN = re.compile(r",?\s*(?:(?:of|the|a|an|for|on)\s+){0,3}")


@lru_cache(maxsize=8192)
def occasion(text: str, sentence: str, at: int | None = None) -> Occasion:
    """The proper name that a gathering goes by at a mention, or an empty one.

    ``text`` is the mention, ``sentence`` the sentence around it, ``at`` where the mention stands in it. Where that is not known, and
    the words of the mention stand in it more than once beside different names, nobody can tell which is meant.

    >>> sorted(occasion("Congress", "Aides sketched plans for a Malian Congress on National Dialogue.").words)
    ['dialogue', 'malian', 'national']
    >>> occasion("forum", "They met at the Asia-Pacific Economic Cooperation (APEC) forum.").organisations
    frozenset({'APEC'})
    >>> bool(occasion("talks", "The talks are held on Monday."))
    False
    >>> occasion("Summit", "The ASEAN Summit comes after the APEC Summit.", 38).organisations
    frozenset({'APEC'})
    """
    if not gathers(text):
        return Occasion()
    mention = _MADE_BY.sub(" ", text)
    if at is not None:
        before, after = sentence[:at], sentence[at + len(text) :]
        scope = _MADE_BY.sub(" ", before) + mention + _MADE_BY.sub(" ", after)
        return _name_at(scope, len(_MADE_BY.sub(" ", before)), len(_MADE_BY.sub(" ", before)) + len(mention))
    scope = _MADE_BY.sub(" ", sentence or text)
    found = {_name_at(scope, at, at + len(mention)) for at in places(mention, scope)}
    return found.pop() if len(found) == 1 else Occasion()


@lru_cache(maxsize=8192)
def gathers(text: str) -> bool:
    """True where the words of a mention can stand for a gathering that has a name: without one of them there is none.

    >>> gathers("summit"), gathers("met")
    (True, False)
    """
    lists = word_lists("merging.toml", "gatherings")
    return not (lists["nouns"] | lists["naming"]).isdisjoint(_WORD.findall(key(_MADE_BY.sub(" ", text))))


def places(mention: str, scope: str) -> list[int]:
    """Where a mention stands in a sentence, the first eight times."""
    at = scope.find(mention)
    found: list[int] = []
    while at >= 0 and len(found) < 8:
        found.append(at)
        at = scope.find(mention, at + 1)
    return found


def _name_at(scope: str, first: int, last: int) -> Occasion:
    """The name of the gathering that the characters from ``first`` to ``last`` of a sentence speak of."""
    lists = word_lists("merging.toml", "gatherings")
    nouns, passing = lists["nouns"] | lists["naming"], lists["passing"]
    for run in _RUN.finditer(scope):
        between = scope[last : run.start()] if run.start() >= last else scope[run.end() : first]
        head = _OF.search(scope, 0, run.start())
        told = {*_WORD.findall(key(run[0])), *([head[1].lower()] if head else [])}
        if not _BETWEEN.fullmatch(between) or nouns.isdisjoint(told):
            continue
        organisations, rest = _organisations(key(run[0]))
        found = frozenset(w for w in _WORD.findall(rest) if w not in passing and w not in lists["nouns"])
        if organisations or len(found) >= 2:
            return Occasion(organisations, found, _tier(told))
    return Occasion()


def _tier(told: set[str]) -> str:
    """Who meets at a gathering with these words in its name: the first list of ``[tiers]`` that holds one."""
    return next((tier for tier, marks in word_lists("merging.toml", "tiers").items() if not marks.isdisjoint(told)), "")


def _organisations(name: str) -> tuple[frozenset[str], str]:
    """The organisations whose names stand in a name, by code, and what else stands there."""
    parts = name.replace("(", " ").replace(")", " ").split()
    phrases, codes, rest, at = knowledge().phrases, set(), [], 0
    while at < len(parts):
        for size in range(min(_LONGEST, len(parts) - at), 0, -1):
            found = [code for kind, code, _ in phrases.get(" ".join(parts[at : at + size]), ()) if kind == "organisation"]
            if found:
                codes.add(found[0])
                at += size
                break
        else:
            rest.append(parts[at])
            at += 1
    return frozenset(codes), " ".join(rest)
