"""What the lexicon's words need around them before a paragraph can matter, as far as words alone show it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from timeline.gate.words import BESIDE, FAR, NEAR, Here, folk, title_words
from timeline.lexicon.inflection import verb_forms
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.states import states
from timeline.lexicon.tables import several, table

PHONE = frozenset({"phone", "telephone", "video", "videoconference", "phoned", "hotline", "line", "three-way", "four-way"})
NOW = frozenset({"both", "currently", "now", "also", "still", "already", "today"})
"""Words that may stand between "is" and "in" where it tells of a stay."""

_BY = frozenset({"by"})
BE = frozenset(verb_forms("be"))

_PLAIN = frozenset(
    {"the", "to", "in", "of", "by", "from", "with", "before", "and", "that", "for", "on", "at", "as", "when", "if", "but", "told", "s"}
)
"""Words before a capital that make it the name of a body: "the Congress", "in Congress", not "the Sochi Congress"."""

_BODIES, _MATTERS = frozenset({"congress", "assembly"}), frozenset({"on", "dialogue"})

_GENERIC = frozenset(
    {
        "the", "of", "and", "new", "san", "saint", "al", "el", "la", "talks", "board", "council", "group", "committee", "organization",
        "organisation", "union", "league", "conference", "agency", "court", "bank", "fund", "force", "forces", "party", "movement",
        "army", "front", "house", "office", "department", "ministry", "state", "square", "white", "foreign", "north", "south", "east",
        "west", "central", "general", "national", "international", "community", "commission", "assembly", "parliament", "congress",
        "senate", "world", "security", "supreme", "high", "contact", "summit", "forum", "process",
    }
)  # fmt: skip
"""Words in the names of states and organisations that by themselves name none."""

_ITSELF = frozenset({"it", "them", "this", "that"})
_ALONE = ("cancel", "postpone")
"""Beginnings of the verbs of which, at a sentence's end, nothing beside them need say what they change."""


Phrase = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Need:
    """What a trigger's word needs around it, in its sentence. All that is set must hold.

    =============  ==================================================================================================
    ``before``     words that may not stand just before it, ``next`` those that may not stand just after it
    ``lead``       one of these must stand just before it, ``then`` just after it, whether or not in its sentence
    ``beside``     one of these must stand in the sentence
    ``near``       a word of each set must stand within ``NEAR`` after it
    ``phrases``    one of these prepositions there, and one of its nouns soon after it
    ``goal``       one of these prepositions, and a place soon after it; the place at once where the set is empty
    ``with_whom``  one of these prepositions, and somebody soon after it; or two before it; or a telephone
    ``whom``       somebody as its object or agent; ``named``: the object is a name or a pronoun
    ``by_whom``    somebody who does it
    ``people``     so many who are told of in the sentence
    ``gathered``   a state, an organisation or a title in the sentence; ``official``: in the paragraph
    ``name``       where false, the word as a bare name is no occasion
    ``stay``       "in" and a place, or "here", at once; ``left``: a place at once
    ``back``       something with which a change looks back to its encounter
    =============  ==================================================================================================
    """

    before: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    near: tuple[frozenset[str], ...] = ()
    phrases: tuple[Phrase, ...] = ()
    goal: frozenset[str] | None = None
    with_whom: frozenset[str] = frozenset()
    whom: bool = False
    named: bool = False
    by_whom: bool = False
    people: int = 0
    gathered: bool = False
    official: bool = False
    name: bool = True
    stay: bool = False
    left: bool = False
    back: bool = False

    def holds(self, here: Here) -> bool:
        """True where all of it is there."""
        before, after = here.before(), here.after()
        if (before and before[0] in self.before) or (after and after[0] in self.next):
            return False
        if (self.lead and self.lead.isdisjoint(before)) or any(wanted.isdisjoint(after) for wanted in self.near):
            return False
        if (self.stay and not _stays(here)) or (self.left and not _leaves(here)) or (not self.name and _bare_name(here)):
            return False
        if self.beside and self.beside.isdisjoint(here.sentence):
            return False
        if (self.phrases and not _phrase(here, self.phrases)) or (self.back and not _looks_back(here)):
            return False
        return (
            self._people_there(here)
            and (self.goal is None or here.leads_to(self.goal, FAR if self.whom or self.with_whom else NEAR))
            and (not self.official or _official(here))
        )

    def _people_there(self, here: Here) -> bool:
        if (
            self.with_whom
            and PHONE.isdisjoint(here.sentence)
            and not (here.followed(self.with_whom) or here.led_by(self.with_whom) or here.pair() or _together(here))
        ):
            return False
        if self.named and not here.object_named():
            return False
        if self.whom and not (here.somebody(here.place, directly=True) or here.followed(_BY) or (not self.by_whom and _passive(here))):
            return False
        if (self.people and here.people() < self.people) or (self.gathered and not _gathered(here)):
            return False
        return not self.by_whom or here.done_by()


def is_side(word: str, own: Set[str] = frozenset()) -> bool:
    """True for a word, or a part of a compound, that stands in the name of a state, its people or seat, or an organisation; or is one of
    the user's ``own`` in small letters."""
    return word[0].isupper() and any(part in _sides() or (part in own and part not in _GENERIC) for part in _parts(word.lower()))


_parts = re.compile("['’-]").split


def _passive(here: Here) -> bool:
    """True where the word may be a passive, whose object stands before it."""
    return not BE.isdisjoint(here.before(3))


def _together(here: Here) -> bool:
    """ "The two lunched together"."""
    return "together" in here.after(3)


def _bare_name(here: Here) -> bool:
    """ "The Congress", "in Congress", "Mali's National Assembly": a body, and no occasion; "a Congress on Peace" may be one."""
    if not here.words[here.place][0].isupper():
        return False
    if here.small[here.place] in _BODIES and _MATTERS.isdisjoint(here.sentence):
        return True
    before = here.before()
    return bool(before) and before[0] in _PLAIN


def _official(here: Here) -> bool:
    passage = here.passage
    if passage.official is None:
        passage.official = any(word in title_words() for word in passage.small) or any(is_side(word, passage.own) for word in passage.words)
    return passage.official


def _gathered(here: Here) -> bool:
    return any(is_side(here.words[at], here.passage.own) or here.small[at] in folk() for at in range(here.start, here.end))


def _leaves(here: Here) -> bool:
    return any(here.named(at) for at in range(here.place + 1, min(here.place + 3, here.end)))


def _stays(here: Here) -> bool:
    """True for "is in Rome", "was now in the Hague", "were here to attend": what does not need a purpose that is a trigger itself."""
    small = here.small
    at = here.place + (2 if here.after(1) and here.after(1)[0] in NOW else 1)
    following = small[at : at + 3]
    if following[:1] == ["here"]:
        return following[1:2] in (["to"], ["for"])
    return following[:1] == ["in"] and here.somewhere(at, closely=True)


def _phrase(here: Here, phrases: Sequence[Phrase]) -> bool:
    """True for "put on hold", "moved to a later date"."""
    after = here.after(NEAR + 3)
    return any(word == first and not nouns.isdisjoint(after[n + 1 : n + 4]) for n, word in enumerate(after) for first, nouns in phrases)


def _looks_back(here: Here) -> bool:
    """True where a change names no encounter but looks back to one: "put it off", "the trip was cancelled", "why he cancelled"."""
    if here.place + 1 == here.end and here.small[here.place].startswith(_ALONE):
        return True
    if not _ITSELF.isdisjoint((*here.before(BESIDE), *here.after(BESIDE))):
        return True
    return not _occasions().isdisjoint((*here.before(FAR), *here.after(FAR)))


@lru_cache(maxsize=1)
def _occasions() -> frozenset[str]:
    """Nouns with which a change looks back to its encounter."""
    lists = word_lists("changes.toml", "lists")
    return lists["visits"] | lists["meetings"] | lists["calls"]


@lru_cache(maxsize=1)
def _sides() -> frozenset[str]:
    named: set[str] = set()
    for state in states().values():
        named.update((state.name, *state.aliases, *state.demonyms, *state.prefixes, state.capital, *state.seats))
    for _, name, aliases, *_ in table("organisations.csv"):
        named.update((name, *several(aliases)))
    found = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*").findall
    return frozenset(word.lower() for name in named for word in found(name) if word[0].isupper() and len(word) > 1) - _GENERIC
