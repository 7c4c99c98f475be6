"""Which paragraphs can matter: those that hold a word that can evoke an event, with what that word needs near it.

Tagging costs a hundred times what everything else does, and most paragraphs of most news hold nothing that could be an event. The
words come from the lexicon's own rules, so that no rule can exist that the gate never lets through; the test looks at the words of a
paragraph one by one, with no grammar, and errs on the side of letting through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon import eventwords
from timeline.lexicon.inflection import noun_forms
from timeline.lexicon.rules import Rule
from timeline.lexicon.states import states
from timeline.lexicon.tables import several, table
from timeline.lexicon.titles import titles
from timeline.model.mentions import Paragraph

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

NEAR = 8
"""Words after the trigger among which what it needs is looked for; a phrase between them is seldom longer."""

BESIDE = 4
"""The same for "call", whose object follows at once."""

_NEEDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "with_actor": frozenset({"with", "by"}),
        "with_or_to_actor": frozenset({"with", "to"}),
        "of_meeting": frozenset({"of"}),
        "purpose": frozenset({"for", "to"}),
    }
)
"""Needs of a trigger rule that show as a word after it."""

_NOT_BARE = frozenset(
    {"for", "on", "off", "out", "up", "upon", "in", "into", "it", "a", "an", "this", "that", "as", "and", "itself", "himself"}
)
"""Words after "call" with which it is no telephone call ("called for", "called off", "called it")."""

_GOALS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"here": frozenset({"here", "there", "home"}), "on_to": frozenset({"on", "onto"}), "object": frozenset(), "modifier": frozenset()}
)
"""Goal slots that are no preposition, as the words by which they show."""

_NAMED = frozenset({"object_person", "goal"})
"""Needs of a trigger rule that show as a name, a title or a pronoun after it."""

_STANDS_FOR_A_NAME = frozenset(
    {
        "him",
        "her",
        "them",
        "each",
        "counterpart",
        "counterparts",
        "delegation",
        "delegations",
        "country",
        "capital",
        "region",
        "city",
        "here",
        "there",
        "home",
    }
)

_AFTERMATH = frozenset({"postponement", "cancellation"})
"""Changes told in a paragraph of their own: "He did not say why he cancelled." Others name their encounter beside them."""


@dataclass(frozen=True, slots=True)
class _Test:
    """What a trigger's word needs: one word of each set within ``reach`` after it, a name there, somebody official in its paragraph;
    and which words may stand neither just ``before`` nor ``next`` to it."""

    near: tuple[frozenset[str], ...] = ()
    named: bool = False
    official: bool = False
    before: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    reach: int = NEAR


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The gate's words, in small letters. ``officials`` are states, organisations and titles."""

    triggers: Mapping[str, tuple[_Test, ...]]
    changes: Mapping[str, tuple[_Test, ...]]
    sides: frozenset[str]
    titles: frozenset[str]


def select(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """Positions of the paragraphs of ``text`` that need tagging, in order; none where the text can hold no event.

    A paragraph is chosen for a trigger with what it needs, or for a change of plan ("cancelled", "put off") after such a paragraph.
    Furniture never is. A text that names no state and no organisation has no diplomatic event.

    >>> text = "Lavrov met his Egyptian counterpart in Cairo.\n\nShares rose."
    >>> select(text, [Paragraph(0, 45), Paragraph(47, 59)])
    (0,)
    """
    lexicon = _lexicon()
    read = [_WORD.findall(text[p.start : p.end]) if p.kind not in ("furniture", "dateline") else [] for p in paragraphs]
    if not any(_is_side(word, lexicon) for words in read for word in words):
        return ()
    chosen: list[int] = []
    for position, words in enumerate(read):
        if _passes(words, lexicon.triggers, lexicon) or (chosen and _passes(words, lexicon.changes, lexicon)):
            chosen.append(position)
    return tuple(chosen)


def _passes(words: Sequence[str], tests: Mapping[str, tuple[_Test, ...]], lexicon: _Lexicon) -> bool:
    """True where a word of the paragraph is a trigger with what it needs."""
    small = [word.lower() for word in words]
    for place, word in enumerate(small):
        found = tests.get(word) or (tests.get(word.rpartition("-")[2]) if "-" in word else None)
        if found and any(_holds(test, place, words, small, lexicon) for test in found):
            return True
    return False


def _holds(test: _Test, place: int, words: Sequence[str], small: Sequence[str], lexicon: _Lexicon) -> bool:
    end = place + 1 + test.reach
    after = small[place + 1 : end]
    if (place and small[place - 1] in test.before) or (after and after[0] in test.next):
        return False
    if not all(any(word in wanted for word in after) for wanted in test.near):
        return False
    if test.named and not any(word[0].isupper() or word in _STANDS_FOR_A_NAME or word in lexicon.titles for word in words[place + 1 : end]):
        return False
    return not test.official or any(_is_side(word, lexicon) or word.lower() in lexicon.titles for word in words)


def _is_side(word: str, lexicon: _Lexicon) -> bool:
    """True for a word, or a part of a compound, that stands in the name of a state, its people or seat, or an organisation."""
    return word[0].isupper() and any(part in lexicon.sides for part in re.split("['’-]", word.lower()))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    sides = {word.lower() for name in _side_names() for word in _WORD.findall(name) if word[0].isupper() and len(word) > 1}
    heads = {phrase.split()[-1] for phrase in titles()}
    plurals = {form for head in heads for form in noun_forms(head)}
    return _Lexicon(
        triggers=_tests(eventwords.triggers()),
        changes=_tests(tuple(rule for rule in eventwords.changes() if rule.text("kind") in _AFTERMATH)),
        sides=frozenset(sides),
        titles=frozenset(heads | plurals),
    )


def _side_names() -> list[str]:
    names = [
        name
        for state in states().values()
        for name in (state.name, *state.aliases, *state.demonyms, *state.prefixes, state.capital, *state.seats)
    ]
    for _, name, aliases, *_ in table("organisations.csv"):
        names += [name, *several(aliases)]
    return names


def _tests(rules: Sequence[Rule]) -> Mapping[str, tuple[_Test, ...]]:
    tests: dict[str, list[_Test]] = {}
    for rule in rules:
        for word in eventwords.surface_words(rule):
            tests.setdefault(word.lower(), []).append(_test(rule))
    return MappingProxyType({word: tuple(dict.fromkeys(found)) for word, found in tests.items()})


def _test(rule: Rule) -> _Test:
    needs = rule.texts("needs")
    near = [_NEEDS[need] for need in needs if need in _NEEDS]
    for key in ("particle", "object"):
        if rule.texts(key):
            near.append(frozenset(form for word in rule.texts(key) for form in (word, *noun_forms(word))))
    if rule.texts("phrase"):
        near.append(frozenset(phrase.split()[0] for phrase in rule.texts("phrase")))
    goals = frozenset(word for goal in rule.texts("goal") for word in _GOALS.get(goal, frozenset({goal})))
    if "goal" in needs and goals:
        near.append(goals)
    return _Test(
        near=tuple(near),
        named=not _NAMED.isdisjoint(needs),
        official=rule.text("strength") == "weak",
        before=frozenset(word for word in rule.texts("blocked") if " " not in word) if rule.text("form") == "noun" else frozenset(),
        next=_NOT_BARE if "bare_call" in needs else frozenset(),
        reach=BESIDE if "bare_call" in needs else NEAR,
    )
