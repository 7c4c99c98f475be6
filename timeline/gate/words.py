"""Words around a word: what can be seen in a sentence without grammar."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from timeline.lexicon.inflection import noun_forms
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.titles import titles

NEAR = 8
"""Words after the trigger among which a preposition or particle that it needs is looked for."""

FAR = 16
"""Words after the trigger among which the preposition with the other side is looked for: "discussed the debt of … with Dos Santos"."""

BESIDE = 5
"""Words after a preposition, or after a verb with an object, among which a name is looked for."""

REACH = 60
"""Words before and after the trigger that are looked at, at most."""

STOPS = frozenset(".!?")
"""What the gate reads at a sentence's end."""

NUMBERS = frozenset({"two", "both", "three", "four", "five"})
"""Words that count those who meet."""

_PRONOUNS = frozenset({"him", "them", "each", "who", "whom"})
_SUBJECTS = frozenset({"he", "she", "they", "who", "we", "i", "his", "her", "their", "it", "two", "three", "both"})
_ACROSS = frozenset({"counterpart", "guest", "host", "colleague", "neighbour", "neighbor", "rival", "group", "team", "party", "side"})
_PLACES = frozenset({"capital", "city", "country", "region", "kingdom", "island", "headquarters", "border"})
_HERE = frozenset({"here", "there", "home"})
_BY = frozenset({"by"})
_BROKEN = frozenset(
    {"to", "that", "for", "in", "on", "as", "with", "at", "from", "by", "about", "how", "what", "why", "when", "if", "because"}
)
"""Words behind which the object of a verb is no longer looked for."""
_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "our", "both", "some", "other", "several", "two"})
_LED = frozenset({"opposition", "rebel", "visiting", "veteran", "separatist", "former", "fellow", "senior"})
_SAID_OF = frozenset({"a", "an", "as", "to", "into", "getting"})
"""Words behind an object that tell what it is taken for, or what is wanted of it."""
_LIKE_AN_ADJECTIVE = ("ing", "ern", "ed", "ish", "by")


class Passage:
    """The words of a paragraph as they are and in small letters, stops at sentences' ends among them. ``official`` is whether one is of a
    state, organisation or title, where that has been asked; ``own`` are words of the user's people and organisations, in small letters."""

    __slots__ = ("compounds", "official", "own", "small", "words")

    def __init__(self, words: Sequence[str], own: Set[str] = frozenset()) -> None:
        self.words, self.own = words, own
        joined = "\n".join(words).lower()
        self.small = joined.split("\n")
        self.compounds = "-" in joined or "'" in joined or "’" in joined
        self.official: bool | None = None

    def places(self, wanted: Set[str]) -> list[int]:
        """Where the words of a set stand, and those that may hold one: compounds and possessives."""
        if self.compounds:
            return [n for n, word in enumerate(self.small) if word in wanted or not (word.isalpha() or word in STOPS)]
        return [] if wanted.isdisjoint(self.small) else [n for n, word in enumerate(self.small) if word in wanted]


class Here:
    """A word of a paragraph, with its sentence, or of a long one what is near: words ``start`` up to ``end``."""

    __slots__ = ("end", "passage", "place", "small", "start", "words")

    def __init__(self, passage: Passage, place: int) -> None:
        self.passage, self.place = passage, place
        self.words, small = passage.words, passage.small
        self.small: Sequence[str] = small
        start, first = place, max(0, place - REACH)
        while start > first and small[start - 1] not in STOPS:
            start -= 1
        end, last = place + 1, min(len(small), place + 1 + REACH)
        while end < last and small[end] not in STOPS:
            end += 1
        self.start, self.end = start, end

    @property
    def sentence(self) -> Sequence[str]:
        """The words of the sentence, in small letters."""
        return self.small[self.start : self.end]

    def after(self, steps: int = NEAR) -> Sequence[str]:
        """The words that follow, in small letters, so many at most."""
        return self.small[self.place + 1 : min(self.end, self.place + 1 + steps)]

    def before(self, steps: int = 1) -> Sequence[str]:
        """The words before, in small letters, so many at most."""
        return self.small[max(self.start, self.place - steps) : self.place]

    def named(self, at: int) -> bool:
        """True for a word that may be of a name: a capital, and no day or month, nor a common word at the head of a sentence."""
        return self.words[at][0].isupper() and self.small[at] not in (_common() if at == self.start else _days())

    def somebody(self, at: int, *, directly: bool = False) -> bool:
        """True where somebody follows word ``at``: a name, a pronoun, a title; with ``directly`` in the same phrase."""
        for here in range(at + 1, min(at + 1 + BESIDE, self.end)):
            low = self.small[here]
            if low in folk() or self.named(here) or low in _PRONOUNS:
                return True
            if low == "her" and (here + 1 == self.end or self.small[here + 1] in _common()):
                return True
            if directly and low in _BROKEN:
                return False
        return False

    def somewhere(self, at: int, *, closely: bool = False) -> bool:
        """True where a place follows word ``at``: in its phrase, as far as that is seen; with ``closely`` at once or behind an article."""
        last = min(at + 1 + BESIDE, self.end)
        for here in range(at + 1, last):
            low = self.small[here]
            if self.named(here) or low in _places() or low in _HERE:
                return True
            if low in _BROKEN:
                return False
            if here == at + 1 and not (low in _LEADING or "-" in low or low.endswith(_LIKE_AN_ADJECTIVE)):
                return not closely and here + 1 < last and self.named(here + 1)
        return False

    def leads_to(self, prepositions: Set[str], steps: int = NEAR) -> bool:
        """True where a place follows the word: behind one of the prepositions, where there are any, or "there"."""
        reach = range(self.place + 1, min(self.place + 1 + steps, self.end))
        if not prepositions:
            return any(self.named(at) or self.small[at] in _places() or self.small[at] in _HERE for at in reach)
        for at in reach:
            low = self.small[at]
            if low in _HERE or (low in prepositions and self.somewhere(at, closely=low == "to")):
                return True
        return False

    def followed(self, prepositions: Set[str]) -> bool:
        """True where somebody follows the word behind one of the prepositions."""
        reach = range(self.place + 1, min(self.place + 1 + FAR, self.end))
        return any(self.small[at] in prepositions and self.somebody(at) for at in reach)

    def led_by(self, prepositions: Set[str]) -> bool:
        """True where one of the prepositions leads the sentence, or "whom": "with Blair he discussed the plan"."""
        first = self.small[self.start] in prepositions and self.place - self.start <= FAR and self.somebody(self.start)
        return first or any(then == "whom" and this in prepositions for this, then in pairwise(self.before(FAR)))

    def pair(self) -> bool:
        """True where two stand right before the word: "Rice and Lavrov discussed the plan"."""
        reach = range(max(self.start + 1, self.place - NEAR), self.place - 1)
        return any(self.small[at] == "and" and self.person(at - 1) and self.somebody(at) for at in reach)

    def person(self, at: int) -> bool:
        """True for a word that may name somebody or stand for him."""
        return self.small[at] in _SUBJECTS or self.small[at] in folk() or self.named(at)

    def people(self) -> int:
        """How many may be told of in the sentence: the runs of such words, one more where a number counts them ("the two presidents")."""
        told = [self.person(at) or self.small[at] in _PRONOUNS for at in range(self.start, self.end)]
        counted = any(this in NUMBERS and then in folk() for this, then in pairwise(self.sentence))
        return sum(this and not before for before, this in pairwise([False, *told])) + counted

    def done_by(self) -> bool:
        """True where somebody who may do it is told: before the word, behind "by", or nowhere in a sentence that begins with it."""
        if self.place - self.start < 3 or any(self.person(at) for at in range(self.start, self.place)):
            return True
        return self.followed(_BY)

    def object_named(self) -> bool:
        """True where the object behind the word is a name or pronoun, and no thing of somebody's: "saw Bill Clinton", "called him"."""
        at = self.place + 1
        while at < self.end and (self.small[at] in _LEADING or (self.small[at] in _LED and at + 1 < self.end)):
            at += 1
        first = at
        while at < self.end and (
            self.named(at) or self.small[at] in title_words() or self.small[at] in _PRONOUNS or self.small[at] == "her"
        ):
            at += 1
        if at == first or self.small[at - 1].endswith(("'s", "’s")):
            return False
        return at == self.end or self.small[at] not in _SAID_OF


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """The last words of titles, also in the plural."""
    heads = {phrase.split()[-1] for phrase in titles()}
    return frozenset(heads | {form for head in heads for form in noun_forms(head)})


@lru_cache(maxsize=1)
def folk() -> frozenset[str]:
    """Words for people who act for a side, by title or together, and for those across the table."""
    collective, lists = word_lists("frames.toml", "nouns")["people_collective"], word_lists("names.toml", "words")
    plain = frozenset(form for word in collective | _ACROSS for form in noun_forms(word))
    return title_words() | plain | lists["groups"] | lists["regional"]


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return _PLACES | word_lists("frames.toml", "nouns")["venues"]


@lru_cache(maxsize=1)
def _days() -> frozenset[str]:
    days = word_lists("names.toml", "words")["calendar"]
    return frozenset(word for word in days if len(word) > 3) | {"may", "i"}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return word_lists("names.toml", "words")["common"] | _days()
