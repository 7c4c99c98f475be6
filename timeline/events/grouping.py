"""Which mentions of a document tell of one encounter.

Mentions are taken in text order; each joins the encounter that it fits best, or opens a new one. Fit is by kind, by who takes
part (a state and its people are one side), by date and place, by what is said of it (what happened is not what is planned) and by
how the words refer: "the meeting" looks back, "another meeting" does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from timeline.events import agreement, status
from timeline.events.apart import (
    another_gathering,
    another_turn,
    another_way,
    aside,
    at_table,
    by_itself,
    in_its_matter,
    on_the_way,
    same_kind,
    same_label,
    same_tier,
    same_word,
    told_beside,
    told_by_guests,
)
from timeline.events.groups import WITHIN, Group, Saying, by_side
from timeline.events.labels import MANY, label, singular
from timeline.events.telling import ORGANISATION, STATE, Telling
from timeline.model.event import Actor
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_MANY = "many"
_NONE: Mapping[int, Group] = MappingProxyType({})
_LONG_AGO = 60  # days after which an encounter is told as background
_APART = re.compile(r"\b(?:also|second|third|fourth|fifth|separate|further|additional)\b[^.;,]*$", re.IGNORECASE)
_HAPPENED = frozenset({"held", "ongoing"})
_NOUNS = MANY | {"meeting.hold", "meeting.round"}
_PLANNED = frozenset({"scheduled", "proposed", "hypothetical"})
_FOR_IT = re.compile(r"\b(?:for|in|at) (?:an?|the|their) (?:[\w-]+ ){0,4}$")
_UNDER_WAY = re.compile(
    r"\b(?:(?:facilitat|mediat|broker)(?:es?|s|ing) (?:the )?(?:[\w-]+ ){0,2}"
    r"|(?:window|door)s? (?:(?:is|are|was|were|stays?|remains?) )?(?:still )?open(?:ed)? (?:to|for) (?:[^.;,]{0,40} )?)$",
    re.IGNORECASE,
)
_PROPER = frozenset({"summit", "forum", "conference", "congress", "dinner", "lunch", "call"})
_PROCESSES = frozenset(
    {
        "talks",
        "negotiations",
        "negotiation",
        "dialogue",
        "consultation",
        "consultations",
        "discussions",
        "discussion",
        "contacts",
        "exchanges",
        "conversation",
        "conversations",
    }
)


def is_process(telling: Telling) -> bool:
    """ "to accelerate negotiations", "the stalled WTO negotiations": a course of action without an occasion, of which nothing is told."""
    if (
        telling.mention.text.lower() not in _PROCESSES
        or telling.firm
        or telling.place is not None
        or telling.here
        or telling.dating.interval is not None
    ):
        return False
    if _UNDER_WAY.search(telling.before[-80:]):
        return True  # "is facilitating the peace talks", "the door is open for talks"
    named = (
        bool(telling.participants)
        and any(a.rule == "slot.modifier" for a in telling.mention.arguments if a.target == "actor")
        and all(a.type is ActorType.ORGANISATION for a in telling.participants)
    )
    new = telling.mention.reference == "new"
    of_states = (
        telling.mention.text.lower() not in ("talks", "conversation")
        and all(a.type in (ActorType.STATE, ActorType.ORGANISATION) for a in telling.participants)
        and all(a.rule in ("slot.between", "slot.modifier") for a in telling.mention.arguments if a.target == "actor")
    )
    return named or (new and (not telling.participants or of_states))


def group(tellings: Sequence[Telling], dct: dt.date | None) -> list[Group]:
    """Mentions of encounters, in text order, put together; what is no occasion is left out."""
    groups: list[Group] = []
    # by side, "-" for none, "many" for gatherings and "" for all: the encounters told of last, the latest at the end
    recent: dict[str, dict[int, Group]] = {}
    for telling in by_itself(tellings):
        if is_process(telling):
            continue
        said, ours = status.of_mention(telling, dct), by_side(telling.participants)
        keys = sorted(ours) or ["-"]
        if telling.mention.rule in MANY:
            keys.append(_MANY)
        near: dict[int, Group] = {}
        for key in ["-", *keys] if telling.participants else [""]:
            near.update(recent.get(key, _NONE))
        hosts = {n: g for n, g in recent.get("", _NONE).items() if told_by_guests(g, telling)}
        if hosts:
            telling, ours, near = replace(telling, participants=()), {}, hosts
        scored = [(score, g) for g in near.values() if (score := fit(g, telling, ours, said, dct)) > 0]
        if scored:
            best = max(scored, key=lambda p: (p[0], p[1].last))[1] if len(scored) > 1 else scored[0][1]
            if label(telling) == len(best.sides):
                telling = replace(telling, participants=())  # "the three-way summit does not include Peru"
            if telling.cue == "scheduled" and telling.kind != "visit" and agreement.goes_on(best, telling, dct):
                begun = "ongoing" if telling.dating.interval is not None else None
                telling = replace(telling, cue=begun, firm=begun is not None, mention=replace(telling.mention, cues=()))
                said = status.of_mention(telling, dct)
        elif _goes_on(telling, said) and any(not _level(g.people.values()) and agreement.who(g, telling, ours) > 0 for g in near.values()):
            continue
        else:
            best = Group(telling.mention.kind)
            groups.append(best)
        best.take(telling, said)
        for key in ("", *keys):
            latest = recent.setdefault(key, {})
            latest.pop(id(best), None)
            latest[id(best)] = best
            if len(latest) > 2 * WITHIN:
                del latest[next(iter(latest))]
    return groups


def fit(g: Group, telling: Telling, ours: Mapping[str, Sequence[Actor]], said: Saying, dct: dt.date | None) -> float:
    """How well a mention fits an encounter; 0 where it cannot be one of its mentions. ``ours`` are those who take part by it, by side,
    ``said`` is what it says of the status."""
    if not same_kind(g, telling):
        return 0.0
    when = agreement.when(g, telling)
    if when < 0:
        return 0.0
    where = agreement.where(g, telling)
    if where < 0:
        return 0.0
    what = agreement.what(g, telling, said, dct)
    if what < 0:
        return 0.0
    who = agreement.who(g, telling, ours)  # last, as it takes longest
    if who < 0:
        return 0.0
    if not same_label(g, telling) or not same_tier(g, telling) or aside(g, telling):
        return 0.0
    if in_its_matter(g, telling) or another_way(g, telling) or at_table(g, telling) or on_the_way(g, telling):
        return 0.0
    if told_beside(g, telling) or (when <= 0 and where <= 0 and another_turn(g, telling)):
        return 0.0
    reference = telling.mention.reference
    distance = telling.mention.paragraph - g.tellings[-1].mention.paragraph
    apart = reference == "other" and telling.kind != "visit" and "other" not in g.said.references
    if apart and _APART.search(telling.before[-48:]) and not _came_for_it(g, telling):
        return 0.0  # "a second meeting" is none of those that were
    if apart and telling.cue in _PLANNED and g.said.cues <= _HAPPENED:
        return 0.0  # "were meeting in Vienna … would meet again next year"
    if telling.kind != "visit" and when <= 0 and _over(g, telling, dct):
        return 0.0
    if when <= 0 and another_gathering(g, telling):
        return 0.0
    bare = not g.people and "meeting.meet" not in g.said.rules
    if bare and telling.participants and when <= 0 and where <= 0:
        word = singular(telling.mention.text.lower())
        many = not g.said.rules.isdisjoint(MANY)
        again = word in g.said.nouns
        if not again and (reference == "new" or (word in _PROPER and not many)):
            return 0.0  # nothing tells that those are the ones who meet there
    if who == 0:
        if not telling.participants:
            named = singular(telling.mention.text.lower()) in _PROPER
            own_name = telling.mention.rule in MANY and telling.mention.text[:1].isupper() and telling.place_named
            if own_name and g.said.rules.isdisjoint(MANY):
                return 0.0  # "will meet the members … on his way to the World Summit in Tunis"
            if not same_word(g, telling) and (named or (when <= 0 and where <= 0 and telling.place is not None)):
                return 0.0
            if reference != "definite" and not (when > 0 or where > 0):
                return 0.0
            same_gathering = telling.mention.rule in MANY and telling.mention.text.lower() in g.said.words
            if distance > 6 and when <= 0 and where <= 0 and not same_gathering:
                return 0.0
            return 0.5 + when + where + what + 0.1 / (1 + max(0, distance)) + _in_words(g, telling, dct)
        return 0.0
    if (
        reference in ("new", "other")
        and where <= 0
        and _level(telling.participants) != _level(g.people.values())
        and ("denied" in g.said.firm or _goes_on(telling, said))
    ):
        return 0.0  # talks of two states are not the meeting of their presidents that was just denied, nor are those that go on for years
    if who < 1 and when <= 0 and where <= 0 and reference != "definite" and distance > 1:
        return 0.0
    if telling.kind == "visit" and reference == "definite" and g.said.references == {"other"}:
        who -= 0.3  # "his trip": sooner that to Rome than "his first visit to an ally"
    return who + when + where + what + 0.1 / (1 + max(0, distance))


def _over(g: Group, telling: Telling, dct: dt.date | None) -> bool:
    """ "They are back for talks … talks last month ended without a deal": what goes on is not what was over before."""
    mine = telling.dating.interval
    if dct is None or telling.mention.reference == "definite":
        return False
    if mine is not None:
        return g.said.cues == {"ongoing"} and not g.said.days and g.said.rules <= _NOUNS and (dct - mine.end).days > agreement.STAY
    goes_on = telling.cue == "ongoing" and telling.mention.rule in _NOUNS and bool(g.said.days)
    return goes_on and all((dct - d.end).days > agreement.STAY for d in g.said.days)


def _came_for_it(g: Group, telling: Telling) -> bool:
    """ "They met for a second round"."""
    last = g.tellings[-1].mention
    start, end = telling.mention.sentence[0], last.end
    return last.sentence[0] == start and end < telling.mention.start and _FOR_IT.search(telling.before[end - start :]) is not None


def _goes_on(telling: Telling, said: Saying) -> bool:
    """ "To push forward the talks with Chad", said by a president who met Chad's: no day, no place, and nobody who talks."""
    return (
        telling.mention.reference == "new"
        and telling.mention.text.lower() in _PROCESSES
        and said != ("held", True)
        and telling.dating.interval is None
        and bool(telling.participants)
        and _level(telling.participants)
    )


def _in_words(g: Group, telling: Telling, dct: dt.date | None) -> float:
    """ "The talks" are sooner what was called talks before than a meeting, hardly ever a summit, and not those of last year."""
    word = telling.mention.text.lower()
    if dct is not None and g.said.days and all((dct - d.end).days > _LONG_AGO for d in g.said.days):
        return -0.3
    if word in g.said.words or (word == "meeting" and "meeting.meet" in g.said.rules):
        return 0.04
    return -0.2 if word in _PROCESSES and g.said.rules <= MANY else 0.0


def _level(actors: Iterable[Actor]) -> bool:
    """True where no person is named."""
    return all(a.type is STATE or a.type is ORGANISATION for a in actors)
