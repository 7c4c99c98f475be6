"""What the rules of the lexicon need around their words: read from each rule once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from timeline.gate.needs import BE, NOW, PHONE, Need
from timeline.lexicon import eventwords
from timeline.lexicon.inflection import noun_forms, verb_forms
from timeline.lexicon.rules import Rule
from timeline.lexicon.rules import words as word_lists

_COURTESY = frozenset({"courtesy", "farewell"})
_OWN = frozenset({"his", "her", "their"})
_PRESS = frozenset({"news", "press", "media"})
_NOT_BARE = frozenset(
    {"for", "on", "off", "out", "up", "upon", "in", "into", "it", "a", "an", "this", "that", "as", "and", "itself", "himself"}
)
"""Words after "call" with which it is no telephone call ("called for", "called off", "called it")."""

_MEDIA = frozenset({"reporters", "journalists", "newsmen", "newspapers", "correspondents", "lawmakers", "parliament", "investors", "staff"})
"""Words right after "told" that make what it tells of no meeting."""

_STAYING = BE | frozenset(verb_forms("stay"))
_STAY = NOW | {"in", "here"}

_WITH_WHOM: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "with_actor": frozenset({"with"}),
        "both_persons": frozenset({"with"}),
        "spoken": frozenset({"with", "to"}),
        "phone": frozenset({"with", "to", "between", "from"}),
        "phone_or_actor": frozenset({"with", "to", "between", "from"}),
        "between_states": frozenset({"with"}),
        "joint_news": frozenset({"with"}),
        "hours_with": frozenset({"with"}),
        "side_by_side": frozenset({"alongside", "beside"}),
        "called_upon": frozenset({"on", "upon"}),
        "paid_call": frozenset({"on", "upon"}),
        "host_to": frozenset({"to"}),
        "to_one": frozenset({"to"}),
    }
)
"""Needs of a trigger rule that show as a preposition with somebody behind it, or as a telephone."""

_BESIDE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "by_phone": PHONE,
        "courtesy": _COURTESY,
        "joint_news": _PRESS,
        "at_a_table": frozenset({"table"}),
        "facing": frozenset({"face", "face-to-face"}),
        "of_a_body": frozenset({"council", "assembly", "commission", "nations", "union", "un", "u.n"}),
    }
)
"""Needs of a trigger rule that show as a word anywhere in the sentence."""

_DONE_BY = frozenset({"subject_actor", "subject_person", "two_or_with", "arrival", "between_states", "spoken", "goal"})
"""Needs that ask for somebody who does it."""

_STAGES = frozenset({"stop", "stops", "leg", "legs"})
_ORDER = frozenset({"previous", "earlier", "next", "last", "first", "final", "second", "third", "fourth"})
"""Words beside "stop" and "leg" where they tell of a journey whose place stands before: "in Germany, his previous stop"."""

_DAYS = frozenset({"day", "days", "week", "weeks", "weekend", "hours"}) | frozenset(
    f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
)
_WHEN = frozenset({"today", "yesterday", "early", "late", "earlier", "later", "overnight", "morning", "evening", "night", "afternoon"})
_OCCASION = frozenset({"visit", "visits", "trip", "trips", "tour"})
"""Words that tell of a visit without a place beside them ("the trip was put off")."""

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

_JOINT = frozenset({"joint"})
_WELCOMES = frozenset({"received", "receives"})
_BEFORE_WHOM = frozenset({"here", "at", "in", "yesterday", "today", "this", "on"})
"""Words behind a welcome behind which the guest may still follow."""

_THE = frozenset({"the", "this", "that", "its"})

_NOBODY = frozenset({"i", "you", "we", "it", "there", "what"})
"""Words of which "is in Rome" tells no visit."""


Tests = Mapping[str, tuple[Need, ...]]


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
            "currently": (Need(then=frozenset({"in"}), stay=True, official=True),),
            **_tests(eventwords.triggers()),
        }
    )


@lru_cache(maxsize=1)
def after_a_plan() -> Tests:
    """The words of changes that may be told in a paragraph without their encounter."""
    moved = _tests(tuple(rule for rule in eventwords.changes() if rule.text("kind") in _AFTERMATH))
    return MappingProxyType({**dict.fromkeys(verb_forms("invite"), (Need(back=True),)), **moved})


def _tests(rules: Sequence[Rule]) -> Tests:
    tests: dict[str, list[Need]] = {}
    for rule in rules:
        if "tour_subject" in rule.texts("needs"):  # "the tour will take him to Rome": the tour is a trigger itself
            continue
        need, form_of = _need(rule), rule.text("form")
        for form in eventwords.surface_words(rule):
            word = form.lower()
            if "purpose" in rule.texts("needs") and word not in _STAYING:
                continue  # "remained in Rome for talks": the talks are a trigger themselves
            if "been" in rule.texts("needs") and word != "been":
                continue
            free = word in _OCCASION and "visit_context" in rule.texts("needs")
            tests.setdefault(word, []).append(replace(need, goal=None) if free else need)
            if form_of == "noun" and word in _ALSO_VERBS:
                tests[word][-1] = replace(tests[word][-1], before=tests[word][-1].before | _BEFORE_A_VERB)
            if form_of == "noun":
                tests.setdefault("-" + word, []).append(need)
            if "joint_news" in rule.texts("needs"):
                tests[word].append(replace(need, with_whom=frozenset(), beside=_JOINT))
            if word in _WELCOMES:  # "received at his palace the Sudanese minister"
                tests[word].append(replace(need, whom=False, people=2, then=_BEFORE_WHOM))
            if word in _STAGES and "visit_context" in rule.texts("needs"):
                tests[word].append(replace(need, goal=None, beside=_ORDER))
            if word in _SOMEBODYS and "visit_context" in rule.texts("needs"):
                tests[word].append(replace(need, goal=None, lead=_OWN))
            if form_of == "leaving" and need.goal:  # "flew out of Rome"
                tests[word].append(replace(need, goal=frozenset({"of"}), near=(frozenset({"out"}),)))
            if form_of == "noun" and need.back:
                tests[word].append(replace(need, back=False, lead=_THE))
    return MappingProxyType({word: tuple(dict.fromkeys(found)) for word, found in tests.items()})


def _need(rule: Rule) -> Need:
    """The need of a rule: what of it shows in the words around it. A need that is not known here lets everything through."""
    needs, form = rule.texts("needs"), rule.text("form")
    near = []
    for key in ("particle", "object"):
        if rule.texts(key):
            near.append(frozenset(form for word in rule.texts(key) for form in (word, *noun_forms(word))))
    phrases = tuple((first, frozenset(noun_forms(noun))) for first, _, noun in (p.partition(" ") for p in rule.texts("phrase")))
    goal = None
    if "goal" in needs:
        goals = rule.texts("goal")
        prepositions = frozenset("on" if path == "on_to" else path for path in goals if path not in ("object", "modifier", "here"))
        goal = frozenset() if "object" in goals else prepositions
    if "visit_context" in needs:
        goal = frozenset(path for path in rule.texts("goal") if path not in ("modifier", "here"))
    if "days_there" in needs:
        near.append(_DAYS)
    if "arrival" in needs and near:  # "flew in late on Monday"
        near.append(_DAYS | _WHEN)
    if "in_a_place" in needs:
        goal = frozenset({"in", "at", "here"})
    if form == "leaving":
        goal = frozenset() if "object" in rule.texts("goal") else frozenset(rule.texts("goal"))
    at_once = frozenset(
        rule.texts("goal") if "been" in needs else (*rule.texts("particle"), "just") if rule.texts("particle") and form == "leaving" else ()
    )
    with_whom = frozenset(word for need, words in _WITH_WHOM.items() if need in needs for word in words)
    return Need(
        near=tuple(near),
        phrases=phrases,
        goal=goal,
        with_whom=with_whom,
        whom=not {"object_person", "object_body"}.isdisjoint(needs),
        named=not {"bare_call", "not_as"}.isdisjoint(needs),
        people=2 if not {"two_slots", "two_people", "guest_of", "on_the_line"}.isdisjoint(needs) else 0,
        gathered="many_parties" in needs,
        by_whom=form == "leaving" or not _DONE_BY.isdisjoint(needs),
        official=form == "leaving" or not {"goal", "arrival", "in_a_place"}.isdisjoint(needs),
        before=_before(rule),
        lead=_OWN if "on_the_way" in needs else frozenset(),
        next=_NOT_BARE if "bare_call" in needs else _MEDIA if "in_a_place" in needs else frozenset(),
        name=not (form == "noun" and rule.text("subtype") == "multilateral"),
        then=_STAY if "purpose" in needs else at_once,
        stay="purpose" in needs,
        left="object" in rule.texts("goal") and (form == "leaving" or "subject_person" in needs),
        beside=next((words for need, words in _BESIDE.items() if need in needs), _venues() if "face_to_face" in needs else frozenset()),
        back=rule.text("kind") in _AFTERMATH,
    )


def _before(rule: Rule) -> frozenset[str]:
    if rule.text("form") == "noun":
        return frozenset(rule.texts("blocked"))
    return _NOBODY if "purpose" in rule.texts("needs") else frozenset()


@lru_cache(maxsize=1)
def _venues() -> frozenset[str]:
    return frozenset(form for word in word_lists("frames.toml", "nouns")["venues"] for form in noun_forms(word))
