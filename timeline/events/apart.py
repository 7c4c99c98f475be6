"""What keeps two mentions of encounters apart, whoever takes part: another kind, another count of sides, another gathering."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from timeline.events.agreement import where
from timeline.events.groups import Group
from timeline.events.labels import MANY, label, ordinal, singular, tier
from timeline.events.telling import Telling

_GOING = frozenset({"visit.visit_verb", "visit.arrive", "visit.travel", "visit.leave_for", "visit.accompany"})
_GATHERED_FOR = frozenset({"meeting.host", "meeting.convene"})  # "gathered in Lima for a summit", "hosts her at a forum"
_MEALS = frozenset({"meeting.meal", "meeting.dine"})
_LONG_AGO = 60  # days
_COMING = re.compile(r"\b(?:upcoming|forthcoming|coming|future)(?: [\w-]+){0,2} $", re.IGNORECASE)
_HAPPENED = frozenset({"held", "ongoing"})
_EARLIER = re.compile(r"\b(?:last|previous|earlier)(?: such)?(?: [\w-]+){0,2} $", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|fringes?)\b[^.;]*$", re.IGNORECASE)


def same_word(g: Group, telling: Telling) -> bool:
    """The same noun, or a verb before it: "met … the meeting"."""
    said = g.said
    if singular(telling.mention.text.lower()) in said.nouns:
        return True
    return telling.mention.rule != "meeting.round" and any(rule.endswith(("meet", "contact")) for rule in said.rules)


def same_kind(g: Group, telling: Telling) -> bool:
    """The same kind of encounter; a tour is no visit to one of its states; "the talks" may look back to a call."""
    kinds, kind = g.said.kinds, telling.mention.kind
    if kind in kinds:
        if kind == "visit":
            return g.said.tours == {telling.mention.text.lower().startswith("tour")} or where(g, telling) > 0
        return True
    loose = telling.mention.rule in ("meeting.hold", "call.conversation_plain", "call.conversation", "call.speak", "meeting.discuss")
    if kind == "meeting" and kinds == {"call"}:
        return (
            loose
            and telling.mention.reference == "definite"
            and telling.mention.text.lower() in ("conversation", "talks", "discussion", "discussions")
        )
    if kind == "call" and kinds == {"meeting"}:
        return telling.mention.rule in ("call.speak", "call.conversation_plain") and telling.mention.reference == "definite"
    return False


def same_label(g: Group, telling: Telling) -> bool:
    """ "six-party talks" and "three-way talks" are different ones, and neither is a meeting of two."""
    mine = label(telling)
    if mine is None:
        named = len(telling.participants)
        return named < 2 or all(count in (None, named) or count < named for count in g.said.labels)
    theirs = g.said.labels - {None}
    if theirs:
        return mine in theirs
    sides = len(g.sides)
    return sides <= 1 or sides == mine or len(g.people) == mine


def same_tier(g: Group, telling: Telling) -> bool:
    """The senior officials' meeting, the ministerial meeting and the leaders' summit of a body are three, the 12th is not the 13th."""
    which = ordinal(telling)
    if which is not None and not g.said.ordinals <= {None, which}:
        return False
    mine = tier(telling)
    if mine is None or not (g.people or g.said.days):
        return True
    theirs = g.said.tiers - {None}
    if not theirs and any(t.mention.sentence == telling.mention.sentence and t.mention.rule == telling.mention.rule for t in g.near):
        return False  # "wrapped up a meeting, paving the way for the ministerial meeting"
    return not theirs or mine in theirs


def to_come(g: Group, telling: Telling) -> bool:
    """ "They met on Monday … it would be dealt with in an upcoming meeting"."""
    if telling.mention.reference == "definite" or telling.kind != "meeting" or not g.firm & _HAPPENED:
        return False
    return _soon(telling.before[-32:]) and not any(_soon(t.before[-32:]) for t in g.near)


@lru_cache(maxsize=4096)
def _soon(before: str) -> bool:
    return _COMING.search(before) is not None


def at_table(g: Group, telling: Telling) -> bool:
    """ "They met on Monday, said Putin at a state banquet for his guest": a meal is an encounter of its own, until it is looked back at."""
    meal = telling.mention.rule in _MEALS
    if telling.mention.reference == "definite":
        return False
    return g.said.rules.isdisjoint(_MEALS) if meal else g.said.rules <= _MEALS


def in_its_matter(g: Group, telling: Telling) -> bool:
    """ "The Council will hold a session on efforts to relaunch peace talks": what a meeting is about is another one."""
    at = telling.mention.start
    if telling.kind != "meeting" or telling.mention.reference == "definite":
        return False
    about = [t.mention.topic for t in g.tellings[-2:] if t.mention.topic is not None and t.mention.rule != "meeting.host"]
    return any(start <= at < min(end, start + 60) for start, end in about)


def another_way(g: Group, telling: Telling) -> bool:
    """True for a visit that leads elsewhere, or is somebody else's.

    "On a visit to an airbase … he flew on to Cairo": where the first one leads is not named. "I hope to come to Lima": whoever that is.
    """
    if telling.kind != "visit":
        return False
    if not telling.participants:
        return bool(g.people) and telling.mention.rule in _GOING
    nowhere = all(t.mention.reference == "other" and t.place is None and not _told_before(t) for t in g.near)
    return nowhere and telling.mention.reference == "new" and telling.place is not None


def _told_before(visit: Telling) -> bool:
    """ "A visit to the country": one that the article speaks of."""
    return any(a.target == "somewhere" for a in visit.mention.arguments)


def another_gathering(g: Group, telling: Telling) -> bool:
    """ "The summit endorsed his plan for a congress in Russia in December": another word, with its own day or place."""
    return (
        telling.mention.rule in MANY
        and telling.mention.reference == "new"
        and (telling.dating.interval is not None or telling.place_named)
        and not same_word(g, telling)
        and not (g.tellings[-1].mention.rule in _GATHERED_FOR and g.tellings[-1].mention.sentence == telling.mention.sentence)
    )


def another_time(g: Group, telling: Telling, dct: dt.date | None) -> bool:
    """ "The Lima meeting, which opened today, follows a conference in June 2004"; "the last such meeting was in 1966"."""
    day = telling.dating.interval
    if day is None or dct is None or (dct - day.end).days < _LONG_AGO or telling.kind == "visit":
        return False
    if telling.mention.reference != "new" and not _EARLIER.search(telling.before[-40:]):
        return False
    return any(t.cue in ("ongoing", "scheduled") and t.dating.interval is None for t in g.near)


def aside(g: Group, telling: Telling) -> bool:
    """True for a gathering and the meeting told to be on its sidelines."""
    if not _told_aside(telling.before[-80:]):
        return False
    if telling.mention.rule in MANY:
        return any(t.mention.sentence == telling.mention.sentence and t.mention.rule not in MANY for t in g.near)
    return not g.said.rules.isdisjoint(MANY)


def asides(tellings: Sequence[Telling]) -> frozenset[int]:
    """Meetings told before the gathering on whose sidelines they are: "will meet leaders on the sidelines of the summit"."""
    out = set()
    for t, behind in pairwise(tellings):
        together = t.kind == behind.kind == "meeting" and t.mention.sentence == behind.mention.sentence
        if together and behind.mention.rule in MANY and t.mention.rule not in MANY:
            between = behind.before[t.mention.end - t.mention.sentence[0] :]
            if _told_aside(between[-80:]):
                out.add(t.index)
    return frozenset(out)


@lru_cache(maxsize=4096)
def _told_aside(before: str) -> bool:
    return _ASIDE.search(before) is not None
