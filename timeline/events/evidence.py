"""What tells of a meeting of which one party, or both, cannot be resolved: words beside it that speak of states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.events.agreement import is_country, is_region
from timeline.events.groups import Group
from timeline.events.sides import Sides, at_home
from timeline.events.telling import Telling
from timeline.lexicon.rules import words
from timeline.lexicon.states import states
from timeline.model.event import Actor, Event
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.vocabulary import Kind, Status

#: Words for people who come together, and words of theirs that stand for anything else as well.
_GATHER = frozenset(
    [
        *("meeting.summit", "meeting.assembly", "meeting.confer", "meeting.hold", "meeting.meet", "meeting.round", "meeting.sit_down"),
        *("meeting.come_together", "meeting.hours_with", "meeting.closeted", "meeting.told_in"),
    ]
)
_LOOSE = frozenset({"talk", "discussion", "discussions", "forum", "gathering", "congress", "assembly", "retreat", "symposium", "seminar"})
_WORD = re.compile(r"[\w'’-]+")
_BEFORE, _AFTER = 90, 60  # characters around a gathering in which its kind is told
#: Several people whose office only states have.
_MINISTERS = re.compile(
    r"\b(?:(?:foreign|defen[cs]e|finance|prime|interior|energy|trade) ministers|heads of (?:state|government))\b", re.IGNORECASE
)
_ABOUT = re.compile(r" (?:on|about) (?:the )?")
_ENDS = re.compile(r" ?(?:[.,;:]|$|(?:in|at|to|will|would|is|was|has|had|opens?|opened|begins?|began)\b)")
_UNSURE = frozenset({Status.PROPOSED, Status.DENIED})


def of_states(event: Event, group: Group, official: Sequence[Actor], sides_of: Sides, lifted: Lifted) -> bool:
    """True for people who come together firmly and among states ("justice ministers from six states", "peace talks"), of whom the words
    name nobody but a town, or somebody official who is not at home there.
    """
    if event.kind is not Kind.MEETING or (event.participants and not official):
        return False
    place, where = event.place, event.place.country if event.place is not None else None
    if place is not None and (where is None or is_region(place)):
        return False
    if place is None:  # as a body's people need none beside the day
        told = bool(official) and event.dating.interval is not None and all(sides_of.of(a).startswith("org:") for a in official)
    elif not any(map(_gathers, group.tellings)):
        return False
    elif official:
        dated = event.dating.interval is not None  # who mediates "the talks" of others is told without a day
        told = dated and all(sides_of.told(a) and not at_home(sides_of.of(a), where) for a in official)
    else:
        told = not is_country(place) and event.status not in _UNSURE
    return told and _among_states(event, group, lifted)


def _gathers(t: Telling) -> bool:
    """True for firm words of people who come together."""
    return t.firm and t.mention.rule in _GATHER and t.mention.text.lower() not in _LOOSE


def _among_states(event: Event, group: Group, lifted: Lifted) -> bool:
    """True where the words around a gathering tell that states or movements take part in it, or that it is about a state, and none makes
    it a private matter."""
    lists = words("gatherings.toml", "words")
    told = False
    for t in group.tellings:
        before, after = _around(t, event)
        here = f"{before[:1].lower()}{before[1:]} {t.mention.text} {after}"
        if not lists["of_private"].isdisjoint(_WORD.findall(here.lower())):
            return False
        told = told or not lists["of_states"].isdisjoint(_WORD.findall(here)) or _MINISTERS.search(here) is not None
        about = None if told else _ABOUT.match(after)
        if about is not None:
            behind = [m.text for m in _states(t, lifted) if after.startswith(m.text, about.end())]
            told = any(_ENDS.match(after, about.end() + len(text)) for text in behind)
    return told


def _states(t: Telling, lifted: Lifted) -> Iterator[ActorMention]:
    """The states that are named behind a mention in its sentence."""
    end, last = t.mention.end, t.mention.sentence[1]
    return (m for m in lifted.actors if end <= m.start < last and m.type == "state" and m.country in states())


def _around(t: Telling, event: Event) -> tuple[str, str]:
    """What stands before and behind a mention in its sentence, on one line and so far as it may tell of which kind it is."""
    before = " ".join(t.before.split())
    sentence = next((m.sentence for m in event.mentions if m.start == t.mention.start), "")
    behind = sentence[len(before) :].lstrip()[len(" ".join(t.mention.text.split())) :]
    return before[-_BEFORE:], behind[:_AFTER]
