"""Which paragraphs can matter: those that hold a word that can evoke an event, with what that word needs near it.

Tagging costs a hundred times what everything else does, and most paragraphs of most news hold nothing that could be an event. The
words come from the lexicon's own rules, so that no rule can exist that the gate never lets through; the test looks at the words of a
paragraph one by one, with no grammar, and errs on the side of letting through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from timeline.layout.tables import find_tables
from timeline.lexicon import eventwords
from timeline.lexicon.inflection import noun_forms
from timeline.lexicon.rules import Rule
from timeline.lexicon.states import states
from timeline.lexicon.tables import several, table
from timeline.lexicon.titles import titles
from timeline.model.mentions import Paragraph

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

SHORT = 2000
"""Characters under which a text need not name a state or organisation: notes and posts name people alone ("Putin met Xi")."""

NEAR = 8
"""Words after the trigger among which a preposition or particle that it needs is looked for."""

FAR = 16
"""Words after the trigger among which the preposition with the other side is looked for: "discussed the debt of … with Dos Santos"."""

BESIDE = 5
"""Words after a preposition, or after a verb with an object, among which a name is looked for."""

_COURTESY = frozenset({"courtesy", "farewell"})
_HERE = frozenset({"here", "there", "home"})
_PRONOUNS = frozenset({"him", "her", "them", "each", "who", "whom", "his", "their", "its"})
_PLACES = frozenset({"capital", "city", "country", "region", "kingdom", "island", "palace", "house", "headquarters", "border"})
_PHONE = frozenset({"phone", "telephone", "video", "videoconference", "phoned", "hotline", "line"})
_NOT_BARE = frozenset(
    {"for", "on", "off", "out", "up", "upon", "in", "into", "it", "a", "an", "this", "that", "as", "and", "itself", "himself"}
)
"""Words after "call" with which it is no telephone call ("called for", "called off", "called it")."""

_MEDIA = frozenset({"reporters", "journalists", "newsmen", "newspapers", "correspondents", "lawmakers", "parliament", "investors", "staff"})
"""Words right after "told" that make what it tells of no meeting."""

_NOW = frozenset({"currently", "now", "also", "still", "already", "today"})
"""Words that may stand between "is" and "in" where it tells of a stay."""

_WITH_WHOM: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "with_actor": frozenset({"with"}),
        "with_or_to_actor": frozenset({"with", "to"}),
        "spoken": frozenset({"with", "to"}),
        "phone": frozenset({"with", "to", "between", "from"}),
        "phone_or_actor": frozenset({"with", "to", "between", "from"}),
        "on_the_line": frozenset({"with"}),
        "between_states": frozenset({"with"}),
        "joint_news": frozenset({"with"}),
    }
)
"""Needs of a trigger rule that show as a preposition with somebody behind it, or as a telephone."""

_STAGES = frozenset({"stop", "stops", "leg", "legs"})
_ORDER = frozenset({"previous", "earlier", "next", "last", "first", "final", "second", "third", "fourth"})
"""Words beside "stop" and "leg" where they tell of a journey whose place stands before: "in Germany, his previous stop"."""

_BESIDE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "by_phone": _PHONE,
        "courtesy": _COURTESY,
        "joint_news": frozenset({"news", "press", "media"}),
        "of_a_body": frozenset({"council", "assembly", "commission", "nations", "union", "un", "u.n"}),
        "on_the_way": frozenset({"his", "her", "their"}),
    }
)
"""Needs of a trigger rule that show as a word anywhere in the paragraph."""

_DAYS = frozenset({"day", "days", "week", "weeks", "weekend", "hours"}) | frozenset(
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
)
_OCCASION = frozenset({"visit", "visits", "trip", "trips", "tour", "mission"})
"""Words that tell of a visit without a place beside them ("the trip was put off")."""

_PLAIN = frozenset(
    {"the", "to", "in", "of", "by", "from", "with", "before", "and", "that", "for", "on", "at", "as", "when", "if", "but", "told", "s"}
)
"""Words before a capital that make it the name of a body: "the Congress", "in Congress", not "the Sochi Congress"."""

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

_AFTERMATH = frozenset({"postponement", "cancellation"})
"""Changes told in a paragraph of their own: "He did not say why he cancelled." Others name their encounter beside them."""


@dataclass(frozen=True, slots=True)
class _Test:
    """What a trigger's word needs around it. All that is set must hold.

    ``near``: a word of each set within ``NEAR`` after it; ``goal``: one of these prepositions, and a place soon after it, or the
    place at once where the set is empty; ``with_whom``: one of these prepositions and somebody soon after it, or a telephone;
    ``whom``: somebody soon after it, as object or agent; ``official``: a state, organisation or title in the paragraph. ``before`` and
    ``next`` are words that may not stand just before and after it; ``name`` is false where the word as a bare name is no occasion;
    with ``stay`` a place or "here" must follow at once, with ``left`` a place; one of ``beside`` must stand anywhere in the paragraph.
    """

    near: tuple[frozenset[str], ...] = ()
    goal: frozenset[str] | None = None
    with_whom: frozenset[str] = frozenset()
    whom: bool = False
    official: bool = False
    before: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    name: bool = True
    stay: bool = False
    left: bool = False
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The gate's words, in small letters."""

    triggers: Mapping[str, tuple[_Test, ...]]
    changes: Mapping[str, tuple[_Test, ...]]
    sides: frozenset[str]
    titles: frozenset[str]


def select(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """Positions of the paragraphs of ``text`` that need tagging, in order; none where the text can hold no event.

    A paragraph is chosen for a trigger with what it needs, or for a change of plan ("cancelled", "put off") after such a paragraph.
    Furniture never is. A text of some length that names no state and no organisation has no diplomatic event.

    >>> text = "Lavrov met his Egyptian counterpart in Cairo. Shares rose."
    >>> select(text, [Paragraph(0, 45), Paragraph(46, 58)])
    (0,)
    """
    lexicon = _lexicon()
    read = [_WORD.findall(text[p.start : p.end]) if p.kind not in ("furniture", "dateline") else [] for p in paragraphs]
    if len(text) >= SHORT and not any(_is_side(word, lexicon) for words in read for word in words):
        return ()
    tables = [(table.heads[0][0], table.rows[-1].end) for table in find_tables(text)]
    chosen: list[int] = []
    for position, words in enumerate(read):
        in_a_table = words and any(start <= paragraphs[position].start < end for start, end in tables)
        if in_a_table or _passes(words, lexicon.triggers, lexicon) or (chosen and _passes(words, lexicon.changes, lexicon)):
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
    after = small[place + 1 : place + 1 + NEAR]
    if (place and small[place - 1] in test.before) or (after and after[0] in test.next):
        return False
    if test.stay and not _stays(place, words, small):
        return False
    if test.beside and test.beside.isdisjoint(small):
        return False
    if test.left and not any(word[0].isupper() for word in words[place + 1 : place + 3]):
        return False
    if not test.name and words[place][0].isupper() and place and small[place - 1] in _PLAIN:
        return False
    if any(wanted.isdisjoint(after) for wanted in test.near):
        return False
    if test.goal is not None and not _leads_to(place, test.goal, words, small, lexicon):
        return False
    if (
        test.with_whom
        and _PHONE.isdisjoint(small)
        and not (_follows(place, test.with_whom, words, small, lexicon) or _pair(place, words, small))
    ):
        return False
    if test.whom and not (_somebody(place, words, small, lexicon) or _follows(place, frozenset({"by"}), words, small, lexicon)):
        return False
    return not test.official or any(word in lexicon.titles for word in small) or any(_is_side(word, lexicon) for word in words)


def _stays(place: int, words: Sequence[str], small: Sequence[str]) -> bool:
    """True for "is in Rome", "was now in the Hague", "were here to attend": what does not need a purpose that is a trigger itself."""
    at = place + (2 if small[place + 1 : place + 2] and small[place + 1] in _NOW else 1)
    following = small[at : at + 3]
    if following[:1] == ["here"]:
        return following[1:2] in (["to"], ["for"])
    named = at + (2 if following[1:2] == ["the"] else 1)
    return following[:1] == ["in"] and words[named : named + 1] != [] and words[named][0].isupper()


def _leads_to(place: int, prepositions: frozenset[str], words: Sequence[str], small: Sequence[str], lexicon: _Lexicon) -> bool:
    """True where a place follows the word: at once or behind one of the prepositions, or "there"."""
    if not prepositions:
        return _somewhere(place, words, small)
    for at in range(place + 1, min(place + 1 + NEAR, len(small))):
        if small[at] in _HERE or (small[at] in prepositions and _somewhere(at, words, small)):
            return True
    return False


def _follows(place: int, prepositions: frozenset[str], words: Sequence[str], small: Sequence[str], lexicon: _Lexicon) -> bool:
    """True where somebody follows the word behind one of the prepositions."""
    reach = range(place + 1, min(place + 1 + FAR, len(small)))
    return any(small[at] in prepositions and _somebody(at, words, small, lexicon) for at in reach)


def _pair(place: int, words: Sequence[str], small: Sequence[str]) -> bool:
    """True where two who are named stand right before the word: "Rice and Lavrov discussed the plan"."""
    reach = range(max(1, place - BESIDE), place - 1)
    return any(small[at] == "and" and words[at - 1][0].isupper() and words[at + 1][0].isupper() for at in reach)


def _somewhere(place: int, words: Sequence[str], small: Sequence[str]) -> bool:
    reach = range(place + 1, min(place + 1 + BESIDE, len(words)))
    return any(words[at][0].isupper() or small[at] in _PLACES for at in reach)


def _somebody(place: int, words: Sequence[str], small: Sequence[str], lexicon: _Lexicon) -> bool:
    reach = range(place + 1, min(place + 1 + BESIDE, len(words)))
    return any(words[at][0].isupper() or small[at] in _PRONOUNS or small[at] in lexicon.titles for at in reach)


def _is_side(word: str, lexicon: _Lexicon) -> bool:
    """True for a word, or a part of a compound, that stands in the name of a state, its people or seat, or an organisation."""
    return word[0].isupper() and any(part in lexicon.sides for part in re.split("['’-]", word.lower()))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    named = {word.lower() for name in _side_names() for word in _WORD.findall(name) if word[0].isupper() and len(word) > 1}
    heads = {phrase.split()[-1] for phrase in titles()}
    plurals = {form for head in heads for form in noun_forms(head)}
    return _Lexicon(
        triggers=_tests(eventwords.triggers()),
        changes=_tests(tuple(rule for rule in eventwords.changes() if rule.text("kind") in _AFTERMATH)),
        sides=frozenset(named) - _GENERIC,
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
        if "tour_subject" in rule.texts("needs"):  # "the tour will take him to Rome": the tour is a trigger itself
            continue
        test = _test(rule)
        for word in eventwords.surface_words(rule):
            free = word in _OCCASION and "visit_context" in rule.texts("needs")
            tests.setdefault(word.lower(), []).append(replace(test, goal=None) if free else test)
            if word in _STAGES and "visit_context" in rule.texts("needs"):
                tests[word.lower()].append(replace(test, goal=None, beside=_ORDER))
    return MappingProxyType({word: tuple(dict.fromkeys(found)) for word, found in tests.items()})


def _test(rule: Rule) -> _Test:
    """The test of a rule: those of its needs that show in the words around it. A need that is not known here lets everything through."""
    needs, form = rule.texts("needs"), rule.text("form")
    near = []
    for key in ("particle", "object"):
        if rule.texts(key):
            near.append(frozenset(form for word in rule.texts(key) for form in (word, *noun_forms(word))))
    if rule.texts("phrase"):
        near.append(frozenset(phrase.split()[0] for phrase in rule.texts("phrase")))
    if "of_meeting" in needs:
        near.append(frozenset({"of"}))
    goal = None
    if "goal" in needs:
        goals = rule.texts("goal")
        prepositions = frozenset("on" if path == "on_to" else path for path in goals if path not in ("object", "modifier", "here"))
        goal = frozenset() if "object" in goals else prepositions
    if "visit_context" in needs:
        goal = frozenset(path for path in rule.texts("goal") if path not in ("modifier", "here"))
    if "days_there" in needs:
        near.append(_DAYS)
    if "on_the_way" in needs:
        goal = frozenset({"to"})
    if "in_a_place" in needs:
        goal = frozenset({"in", "at", "here"})
    if form == "leaving":
        goal = frozenset() if "object" in rule.texts("goal") else frozenset(rule.texts("goal"))
    with_whom = frozenset(word for need, words in _WITH_WHOM.items() if need in needs for word in words)
    return _Test(
        near=tuple(near),
        goal=goal,
        with_whom=with_whom,
        whom="object_person" in needs,
        official=rule.text("strength") == "weak" or form == "leaving" or not {"goal", "arrival", "in_a_place"}.isdisjoint(needs),
        before=frozenset(word for word in rule.texts("blocked") if " " not in word) if form == "noun" else frozenset(),
        next=_NOT_BARE if "bare_call" in needs else _MEDIA if "in_a_place" in needs else frozenset(),
        name=not (form == "noun" and rule.text("subtype") == "multilateral"),
        stay="purpose" in needs,
        left="object" in rule.texts("goal") and form == "leaving",
        beside=next((words for need, words in _BESIDE.items() if need in needs), frozenset()),
    )
