"""What tells of an encounter where one of its parties, or both, cannot be resolved: words that ask for two sides, and an official or a
town that tells which kind of people these are."""

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
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_PEOPLE = (ActorType.PERSON, ActorType.OFFICE)
_GOVERNING = (Level.LEADER.value, Level.MINISTER.value)
_COURTESY = "meeting.courtesy_call"
_ENVOYS = frozenset({"diplomat", "envoy", "emissary"})  # the last word of their office
#: Keys of offices that only states have; a president may be a club's.
_OF_STATE = ("head_of_government", "foreign_minister", "monarch")
_OF_TWO = frozenset({"meeting.hold", "meeting.meet", "meeting.round", "meeting.sit_down", "meeting.sit_across", "meeting.come_together"})
#: Words for people who come together somewhere, and words of theirs that stand for anything else as well.
_TOGETHER = frozenset({"meeting.hours_with", "meeting.closeted", "meeting.told_in"})
_GATHER = frozenset({"meeting.summit", "meeting.assembly", "meeting.confer", *_OF_TWO, *_TOGETHER})
_LOOSE = frozenset({"talk", "discussion", "discussions", "forum", "gathering", "congress", "assembly", "retreat", "symposium", "seminar"})
_WORD = re.compile(r"[\w'’-]+")
_BEFORE, _AFTER = 90, 60  # characters around a gathering in which its kind is told
_REBELS = re.compile(r"\b(?:separatists?|secessionists?|guerrillas?|insurgents?|rebels?)\b")
_FORMAL = re.compile(r"\b(?:(?P<state>state)|official|working|goodwill|friendly) $", re.IGNORECASE)
#: Several people whose office only states have.
_MINISTERS = re.compile(
    r"\b(?:(?:foreign|defen[cs]e|finance|prime|interior|energy|trade) ministers|heads of (?:state|government))\b", re.IGNORECASE
)
_ABOUT = re.compile(r" (?:on|about) (?:the )?")
_ENDS = re.compile(r" ?(?:[.,;:]|$|(?:in|at|to|will|would|is|was|has|had|opens?|opened|begins?|began)\b)")
_ANOTHER = re.compile(r"\b(?:and|but|while) (?:(?:the|an?|his|her|its|their|some) [a-z]|(?:she|he|they|it)\b)")
_VERB = re.compile(r"\b(?:will|would|is|are|was|were|has|had)\b")
_NOBODYS = re.compile(r"\b(?:former|ex-|outgoing|retired)")
_UNSURE = frozenset({Status.PROPOSED, Status.DENIED})
_JOURNEYS = frozenset({"visit.travel", "visit.arrive", "visit.send", "visit.visit_verb", "visit.expected", "visit.due", "visit.leave_for"})
_TOLD = _JOURNEYS | {"visit.visit_noun", "visit.lead_there"}


def of_two_sides(event: Event, group: Group, official: Sequence[Actor], sides_of: Sides, lifted: Lifted) -> bool:
    """True where the words of a meeting or a call ask for two sides, and tell of the one enough to know the other for official too."""
    people = event.participants
    if not people:
        sure = event.kind is Kind.MEETING and event.status not in _UNSURE
        return sure and _of_states(event, group, lifted) and any(_at_a_town(t, event) for t in group.tellings)
    if not official:
        return False
    abroad = event.kind is Kind.MEETING and any(_goes_abroad(t, event, official, sides_of) for t in group.tellings)
    if abroad and _of_states(event, group, lifted):
        return True
    if len(people) == 1:
        one = official[0]
        if one.type in _PEOPLE and sides_of.told(one):
            return event.kind is Kind.CALL and any(_called(t, one, lifted) for t in group.tellings)
        if one.type is ActorType.STATE:
            return any(t.firm and t.mention.rule in _OF_TWO and _rivals(t, lifted) for t in group.tellings)
        return False
    if _with_an_outsider(people, official, sides_of):
        return True
    if any(t.firm and t.mention.rule == _COURTESY for t in group.tellings):
        return all(sides_of.told(a) or _governs(a) for a in people)
    return False


def _governs(a: Actor) -> bool:
    """A minister or a diplomat, whoever's he is; a president or a leader may be a club's."""
    return a.rank == Level.MINISTER.value or _envoy(a)


def _envoy(a: Actor) -> bool:
    return (a.office or "").lower().rpartition(" ")[2] in _ENVOYS


def _rebel(m: ActorMention) -> bool:
    """ "The separatists", "a separatist leader": a movement that has no name in the tables, or somebody of it."""
    return m.office == "rebel" or _REBELS.search(m.text) is not None


def _slots(t: Telling) -> frozenset[str]:
    return frozenset([a.rule for a in t.mention.arguments if a.target == "actor" and a.role != "sender"])


def _unknown(t: Telling, lifted: Lifted) -> Iterator[ActorMention]:
    """The words in the slots that gave no participant."""
    known = {at.start for a in t.participants for at in a.at}
    for a in t.mention.arguments:
        if a.target == "actor" and a.role not in ("sender", "perhaps", "said"):
            mention = lifted.actors[a.index]
            if mention.start not in known:
                yield mention


def _called(t: Telling, one: Actor, lifted: Lifted) -> bool:
    """ "The prime ministers of the Baltic states, on a video call with President Zelenskyy": an office of states on the other side."""
    told = (t.firm or t.dating.interval is not None) and one.rank in _GOVERNING and t.mention.subtype is not None
    other = told and any((m.office or "") in _OF_STATE for m in _unknown(t, lifted))
    return other and not {"slot.from", "slot.with"}.isdisjoint(_slots(t))


def _rivals(t: Telling, lifted: Lifted) -> bool:
    """ "Government negotiators and Muslim separatists opened talks": a state, and a movement that has no name in the tables."""
    return any(_rebel(m) and m.country is None for m in _unknown(t, lifted))


def _with_an_outsider(people: Sequence[Actor], official: Sequence[Actor], sides_of: Sides) -> bool:
    """ "The director general will meet Foreign Minister Rowe": whoever acts for a body that the tables know meets somebody's minister."""
    ours = [a for a in official if a.type is ActorType.PERSON and a.rank == Level.ORGANISATION.value and sides_of.told(a)]
    return bool(ours) and any(a.type is ActorType.PERSON and _governs(a) for a in people)


def _at_a_town(t: Telling, event: Event) -> bool:
    """ "Justice ministers from six states will meet in the capital on May 20", "a new round of talks is to be held in Astana": told firmly,
    with the town, and nothing that makes it a matter of business or of a party."""
    place = event.place
    town = place is not None and place.country is not None and not is_country(place) and not is_region(place)
    return town and t.firm and _gathers(t)


def _goes_abroad(t: Telling, event: Event, official: Sequence[Actor], sides_of: Sides) -> bool:
    """ "Envoys of the nations that pay, among them France, would meet on Friday in Rome": a day, and a place in another state."""
    where = event.place.country if event.place is not None else None
    if where is None or not t.firm or event.dating.interval is None or not _gathers(t):
        return False
    if any(a.type is ActorType.ORGANISATION or a.country == where for a in official):
        return False
    if len(official) < len(event.participants) and t.mention.rule not in _TOGETHER:
        return False
    return all(sides_of.told(a) and not at_home(sides_of.of(a), where) for a in official)


def _gathers(t: Telling) -> bool:
    """True for words of people who come together."""
    return t.mention.rule in _GATHER and t.mention.text.lower() not in _LOOSE


def _of_states(event: Event, group: Group, lifted: Lifted) -> bool:
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


def of_a_traveller(event: Event, group: Group, sides_of: Sides, lifted: Lifted) -> bool:
    """True for a visit whose traveller acts for somebody, though nothing tells for whom, or is known by his office alone."""
    place = event.place
    away = place is not None and place.country is not None and place.country != sides_of.home
    people = event.participants
    for t in group.tellings:
        formal = _FORMAL.search(t.before[-12:]) if t.mention.rule == "visit.visit_noun" else None
        if formal is not None and place is None and t.dating.interval is None:
            formal = None
        if formal is not None and any(a.type in _PEOPLE and (formal["state"] or sides_of.told(a)) for a in people):
            return True  # "is on a state visit (to May 16)"
        before = t.before[-_BEFORE:]
        if place is None or t.mention.rule not in _TOLD or _NOBODYS.search(before):
            continue
        if people and all(a.type is ActorType.PERSON and _envoy(a) and not at_home(sides_of.of(a), place.country) for a in people):
            return True  # "asked the senior diplomat Michael Steiner to go to Mostar"
        ministers = _MINISTERS.search(before) if not people and away and t.firm and t.mention.rule in _JOURNEYS else None
        if ministers is None or _ANOTHER.search(before, ministers.end()):
            continue
        if len(_VERB.findall(before, ministers.end())) <= 1:
            return True  # "the foreign ministers of the six states will go to Damascus", not "the ministers will dine and she will go"
    return False
