"""What the lexicon's words need around them before a paragraph can matter, as far as words alone show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from timeline.gate.words import BESIDE, FAR, NEAR, NUMBERS, Here, folk, title_words
from timeline.lexicon import eventwords
from timeline.lexicon.inflection import noun_forms, verb_forms
from timeline.lexicon.rules import Rule
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.states import states
from timeline.lexicon.tables import several, table

_COURTESY = frozenset({"courtesy", "farewell"})
_INTO = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_WHERE = frozenset({"at", "in", "here", "on", "yesterday", "today"})
_OWN = frozenset({"his", "her", "their"})
_PHONE = frozenset({"phone", "telephone", "video", "videoconference", "phoned", "hotline", "line"})
_PRESS = frozenset({"news", "press", "media"})
_NOT_BARE = frozenset(
    {"for", "on", "off", "out", "up", "upon", "in", "into", "it", "a", "an", "this", "that", "as", "and", "itself", "himself"}
)
"""Words after "call" with which it is no telephone call ("called for", "called off", "called it")."""

_MEDIA = frozenset({"reporters", "journalists", "newsmen", "newspapers", "correspondents", "lawmakers", "parliament", "investors", "staff"})
"""Words right after "told" that make what it tells of no meeting."""

_NOW = frozenset({"both", "currently", "now", "also", "still", "already", "today"})
"""Words that may stand between "is" and "in" where it tells of a stay."""

_STAY = _NOW | {"in", "here", "to"}
_BY = frozenset({"by"})
_IN, _TO, _OF, _OUT = frozenset({"in"}), frozenset({"to"}), frozenset({"of"}), frozenset({"out"})
_IN_FROM = frozenset({"in", "back"})
"""Words right behind "come" where it tells of a journey: "came in from Rome"."""

_BE = frozenset(verb_forms("be"))

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
        "beside_somebody": frozenset({"alongside", "beside"}),
        "called_upon": frozenset({"on", "upon"}),
        "called_on": frozenset({"on"}),
        "hours_with": frozenset({"with", "opposite", "across"}),
        "raised_with": frozenset({"with"}),
        "a_word_with": frozenset({"with"}),
        "put_to": frozenset({"to", "before"}),
        "host_to": frozenset({"to"}),
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
        "joint_news": _PRESS,
        "of_a_body": frozenset({"council", "assembly", "commission", "nations", "union", "un", "u.n"}),
    }
)
"""Needs of a trigger rule that show as a word anywhere in the sentence."""

_DONE_BY = frozenset({"subject_actor", "subject_person", "two_or_with", "arrival", "between_states", "spoken", "goal"})
"""Needs that ask for somebody who does it."""

_DAYS = frozenset({"day", "days", "week", "weeks", "weekend", "hours"}) | frozenset(
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
)
_OCCASION = frozenset({"visit", "visits", "trip", "trips", "tour"})
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

_ALSO_VERBS = frozenset(
    {"talk", "call", "stop", "stay", "encounter", "exchange", "chat", "debate", "retreat", "journey", "meet", "lunch", "breakfast"}
)
_BEFORE_A_VERB = frozenset(
    {
        "to", "i", "you", "we", "they", "who", "not", "can", "could", "will", "would", "may", "might", "must", "should", "don't", "don’t",
        "didn't", "didn’t", "doesn't", "doesn’t", "cannot", "can't", "can’t", "let", "let's", "let’s", "please", "people", "just", "never",
    }
)  # fmt: skip
"""Words behind which a word is a verb and no noun: "to talk", "we call"."""

_SOMEBODYS = frozenset({"arrival", "mission", "stay", "departure", "journey"})
"""Words that tell of a visit without a place where they are somebody's: "on his arrival"."""

_THE = frozenset({"the", "this", "that", "its"})

_RECEIVING = ("receiv", "welcom", "greet")
"""Beginnings of the verbs behind which a place may stand before the guest."""

_NOBODY = frozenset({"i", "you", "we", "it", "there", "what"})
"""Words of which "is in Rome" tells no visit."""

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
    ``within``     "in" at once, with nothing that it leads into: "flew in on Monday"
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
    within: bool = False
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
        if self.within and not _comes_in(here):
            return False
        if (self.phrases and not _phrase(here, self.phrases)) or (self.back and not _looks_back(here)):
            return False
        return self._people_there(here) and (self.goal is None or here.leads_to(self.goal)) and (not self.official or _official(here))

    def _people_there(self, here: Here) -> bool:
        if self.with_whom and _PHONE.isdisjoint(here.sentence) and not (here.followed(self.with_whom) or here.pair() or _together(here)):
            return False
        if self.named and not here.object_named():
            return False
        if self.whom and not (
            here.somebody(here.place, directly=True) or here.followed(_BY) or (not self.by_whom and _passive(here)) or _shifted(here)
        ):
            return False
        if (self.people and here.people() < self.people) or (self.gathered and not _gathered(here)):
            return False
        return not self.by_whom or here.done_by()


Tests = Mapping[str, tuple[Need, ...]]


def is_side(word: str, own: Set[str] = frozenset()) -> bool:
    """True for a word, or a part of a compound, that stands in the name of a state, its people or seat, or an organisation; or is one of
    the user's ``own`` in small letters."""
    return word[0].isupper() and any(part in _sides() or (part in own and part not in _GENERIC) for part in _parts(word.lower()))


_parts = re.compile("['’-]").split


@lru_cache(maxsize=1)
def of_an_encounter() -> Tests:
    """The words of every trigger rule, in small letters, behind a hyphen those that can stand there; and those of an invitation
    and of a stay that may be all that tells of a visit ("invited Putin to Washington", "while in Paris")."""
    words = tuple(form for lemma in ("invite", "invitation") for form in verb_forms(lemma) + noun_forms(lemma))
    visit = (Need(goal=frozenset({"to"}), official=True),)
    return MappingProxyType(
        {
            **dict.fromkeys(words, visit),
            "while": (Need(then=_STAY, stay=True, official=True),),
            **dict.fromkeys(("currently", "presently"), (Need(then=_IN, stay=True, official=True),)),
            **_tests(eventwords.triggers()),
        }
    )


@lru_cache(maxsize=1)
def after_a_plan() -> Tests:
    """The words of changes that may be told in a paragraph without their encounter."""
    moved = _tests(tuple(rule for rule in eventwords.changes() if rule.text("kind") in _AFTERMATH))
    return MappingProxyType({**dict.fromkeys(verb_forms("invite"), (Need(back=True),)), **moved})


def _passive(here: Here) -> bool:
    """True where the word may be a passive, whose object stands before it."""
    return not _BE.isdisjoint(here.before(3))


def _comes_in(here: Here) -> bool:
    after = here.after(2)
    return after[:1] == ["in"] and (len(after) < 2 or (after[1] not in _INTO and not here.named(here.place + 2)))


def _together(here: Here) -> bool:
    """ "The two lunched together"."""
    return "together" in here.after(3)


def _shifted(here: Here) -> bool:
    """ "Received at his palace in Jeddah this evening the foreign minister": whom, behind a place."""
    return here.small[here.place].startswith(_RECEIVING) and not _WHERE.isdisjoint(here.after(1)) and _somebody_far(here)


def _somebody_far(here: Here) -> bool:
    return any(here.person(at) for at in range(here.place + 3, min(here.place + FAR, here.end)))


def _bare_name(here: Here) -> bool:
    """ "The Congress", "in Congress": a body, and no occasion."""
    before = here.before()
    return here.words[here.place][0].isupper() and bool(before) and before[0] in _PLAIN


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
    at = here.place + (2 if here.after(1) and here.after(1)[0] in _NOW else 1)
    following = small[at : at + 3]
    if here.small[here.place] == "been" and following[:1] == ["to"]:
        return at + 1 < here.end and here.named(at + 1)
    if following[:1] == ["here"]:
        return following[1:2] in (["to"], ["for"])
    named = at + (2 if following[1:2] == ["the"] else 1)
    return following[:1] == ["in"] and named < here.end and here.named(named)


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


def _tests(rules: Sequence[Rule]) -> Tests:
    tests: dict[str, list[Need]] = {}
    for rule in rules:
        if "tour_subject" in rule.texts("needs"):  # "the tour will take him to Rome": the tour is a trigger itself
            continue
        need, form_of = _need(rule), rule.text("form")
        for form in eventwords.surface_words(rule):
            word = form.lower()
            if "purpose" in rule.texts("needs") and word not in _BE:
                continue  # "stayed in Rome for talks": the talks are a trigger themselves
            free = word in _OCCASION and "visit_context" in rule.texts("needs")
            tests.setdefault(word, []).append(replace(need, goal=None) if free else need)
            if word == "been" and "purpose" in rule.texts("needs"):  # "has just been to Rome"
                tests[word].append(replace(need, goal=_TO, then=_TO))
            if word == "word" and "a_word_with" in rule.texts("needs"):  # "the three had a quiet word"
                tests[word].append(replace(need, with_whom=frozenset(), beside=NUMBERS))
            if form_of == "leaving" and need.goal:  # "flew out of Rome"
                tests[word].append(replace(need, goal=_OF, near=(_OUT,)))
            if form_of == "noun" and word in _ALSO_VERBS:
                tests[word][-1] = replace(tests[word][-1], before=tests[word][-1].before | _BEFORE_A_VERB)
            if form_of == "noun":
                tests.setdefault("-" + word, []).append(need)
            if word in _STAGES and "visit_context" in rule.texts("needs"):
                tests[word].append(replace(need, goal=None, beside=_ORDER))
            if word in _SOMEBODYS and "visit_context" in rule.texts("needs"):
                tests[word].append(replace(need, goal=None, lead=_OWN))
            if form_of == "noun" and need.back:
                tests[word].append(replace(need, back=False, lead=_THE))
        if form_of == "leaving" and need.goal:  # as :func:`timeline.nlp.triggers_visiting.departures` reads it
            for word in verb_forms("come"):
                tests.setdefault(word, []).append(replace(need, then=_IN_FROM))
    return MappingProxyType({word: tuple(dict.fromkeys(found)) for word, found in tests.items()})


def _need(rule: Rule) -> Need:
    """The need of a rule: what of it shows in the words around it. A need that is not known here lets everything through."""
    needs, form = rule.texts("needs"), rule.text("form")
    near = []
    for key in ("particle", "object"):
        if rule.texts(key):
            near.append(frozenset(form for word in rule.texts(key) for form in (word, *noun_forms(word))))
    phrases = tuple((first, frozenset(noun_forms(noun))) for first, _, noun in (p.partition(" ") for p in rule.texts("phrase")))
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
    return Need(
        near=tuple(near),
        phrases=phrases,
        goal=goal,
        with_whom=with_whom,
        whom="object_person" in needs,
        named=not {"bare_call", "not_as"}.isdisjoint(needs),
        people=2 if "two_slots" in needs else 0,
        gathered="many_parties" in needs,
        by_whom=form == "leaving" or not _DONE_BY.isdisjoint(needs),
        official=form == "leaving" or not {"goal", "arrival", "in_a_place"}.isdisjoint(needs),
        before=_before(rule),
        lead=_OWN if "on_the_way" in needs else frozenset(),
        next=_NOT_BARE if "bare_call" in needs else _MEDIA if "in_a_place" in needs else frozenset(),
        name=not (form == "noun" and rule.text("subtype") == "multilateral"),
        then=_STAY if "purpose" in needs else frozenset(),
        stay="purpose" in needs,
        left="object" in rule.texts("goal") and form == "leaving",
        beside=next((words for need, words in _BESIDE.items() if need in needs), _venues() if "face_to_face" in needs else frozenset()),
        within="arrival" in needs and "in" in rule.texts("particle"),
        back=rule.text("kind") in _AFTERMATH,
    )


def _before(rule: Rule) -> frozenset[str]:
    if rule.text("form") == "noun":
        return frozenset(word for word in rule.texts("blocked") if " " not in word)
    return _NOBODY if "purpose" in rule.texts("needs") else frozenset()


@lru_cache(maxsize=1)
def _venues() -> frozenset[str]:
    return frozenset(form for word in word_lists("frames.toml", "nouns")["venues"] for form in noun_forms(word))
