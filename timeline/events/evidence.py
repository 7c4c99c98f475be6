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
from timeline.model.event import Actor, Event
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_PEOPLE = (ActorType.PERSON, ActorType.OFFICE)
_GOVERNING = (Level.LEADER.value, Level.MINISTER.value)
_ACTS = frozenset({"slot.subject", "slot.agent", "slot.poss"})
_MET = frozenset({"slot.object", "slot.with", "slot.on", "slot.for", "slot.from"})
_SLOTS = _ACTS | _MET | {"slot.between"}
#: One receives, the other is received.
_COURTESY = "meeting.courtesy_call"
_RECEIVING = frozenset({"meeting.host", "meeting.see", _COURTESY})
_MEAL = "meeting.meal"
_OF_TWO = frozenset({"meeting.hold", "meeting.meet", "meeting.round", "meeting.sit_down", "meeting.sit_across", "meeting.come_together"})
#: Words for people who come together somewhere, and words of theirs that stand for anything else as well.
_TOGETHER = frozenset({"meeting.hours_with", "meeting.closeted", "meeting.told_in"})
_GATHER = frozenset({"meeting.summit", "meeting.assembly", "meeting.confer", *_OF_TWO, *_TOGETHER})
_LOOSE = frozenset({"talk", "discussion", "discussions", "forum", "gathering", "congress", "assembly", "retreat", "symposium", "seminar"})
_BEFORE, _AFTER = 90, 60  # characters around a gathering in which its kind is told
_REBELS = re.compile(
    r"\b(?:breakaway|separatists?|secessionists?|guerrillas?|insurgents?|rebels?|hostage mediator)\b(?! (?:lawmakers?|MPs?|Republicans?))"
)
_FORMAL = re.compile(r"\b(?:state|official|working|goodwill|friendly) $", re.IGNORECASE)
_DIPLOMAT = re.compile(
    r"\b(?:envoys?|emissar(?:y|ies)|diplomats?|mediators?|negotiators?|ambassador|delegation)\b(?! (?:to|of) (?:reporters|observers))",
    re.IGNORECASE,
)
_INVITED = re.compile(r"\binvitations? (?:to|for) [^.;:\"“”]{2,60} to $")
OFFICIALS = re.compile(
    r"\b(?:(?:foreign|defen[cs]e|finance|prime|interior|energy|trade) ministers|lawmakers|legislators|parliamentarians|presidents"
    r"|heads of (?:state|government)|co-chairs)\b"
)
_VERB = re.compile(r"\b(?:will|would|is|are|was|were|has|had)\b")
_NOBODYS = re.compile(r"\b(?:former|ex-|outgoing|retired)")
_UNSURE = frozenset({Status.PROPOSED, Status.DENIED})
_JOURNEYS = frozenset({"visit.travel", "visit.arrive", "visit.send", "visit.visit_verb", "visit.expected", "visit.due", "visit.leave_for"})
_LEADS = "visit.lead_there"
_TOLD = _JOURNEYS | {"visit.visit_noun", _LEADS}


def of_two_sides(event: Event, group: Group, official: Sequence[Actor], sides_of: Sides, lifted: Lifted) -> bool:
    """True where the words of a meeting or a call ask for two sides, and tell of the one enough to know the other for official too."""
    people = event.participants
    if not people:
        sure = event.kind is Kind.MEETING and event.status not in _UNSURE
        return sure and any(_at_a_town(t, event) for t in group.tellings)
    if not official:
        return False
    if event.kind is Kind.MEETING and any(_goes_abroad(t, event, official, sides_of) for t in group.tellings):
        return True
    if len(people) == 1:
        one = official[0]
        if one.type in _PEOPLE and sides_of.told(one):
            return any(_received(t, lifted) or (event.kind is Kind.CALL and _called(t, one)) for t in group.tellings)
        if one.type is ActorType.STATE:
            return any(t.firm and t.mention.rule in _OF_TWO and _rivals(t, lifted) for t in group.tellings)
        return False
    if any(t.firm and t.mention.rule == _COURTESY for t in group.tellings) or _with_an_outsider(people, official, sides_of):
        return True
    named = event.kind is Kind.MEETING and any(a.type in _PEOPLE for a in people)
    return named and any(_REBELS.search(m.sentence) for m in event.mentions)


def _slots(t: Telling) -> frozenset[str]:
    return frozenset([a.rule for a in t.mention.arguments if a.target == "actor" and a.role != "sender"])


def _unknown(t: Telling, lifted: Lifted) -> Iterator[tuple[str, ActorMention]]:
    """The slots whose words gave no participant, and those words."""
    known = {at.start for a in t.participants for at in a.at}
    for a in t.mention.arguments:
        if a.target == "actor" and a.role not in ("sender", "perhaps", "said"):
            mention = lifted.actors[a.index]
            if mention.start not in known:
                yield a.rule, mention


def _received(t: Telling, lifted: Lifted) -> bool:
    """ "The president received him at the palace", "hosted a reception for Tep Ngorn": one official, and somebody of whom only that is
    told; not "the governors whom he hosted"."""
    slots = _slots(t)
    rule = t.mention.rule
    if not t.firm or not _ACTS & slots or not (_MET & slots if rule in _RECEIVING else rule == _MEAL and "slot.for" in slots):
        return False
    return all(m.form in ("pronoun", "name") and m.type in (None, "person") for _, m in _unknown(t, lifted))


def _called(t: Telling, one: Actor) -> bool:
    """ "Received a telephone call from President Masum", "on a video call with President Zelenskyy"."""
    told = t.firm or t.dating.interval is not None
    return told and one.rank in _GOVERNING and t.mention.subtype is not None and not {"slot.from", "slot.with"}.isdisjoint(_slots(t))


def _rivals(t: Telling, lifted: Lifted) -> bool:
    """ "Government negotiators and Muslim separatists opened talks": a state, and a movement that has no name in the tables."""
    return any(
        slot in _SLOTS and (m.form == "side" or m.rule == "actor.name.acting") and m.country is None for slot, m in _unknown(t, lifted)
    )


def _with_an_outsider(people: Sequence[Actor], official: Sequence[Actor], sides_of: Sides) -> bool:
    """ "The director general will meet its chief, Aghazadeh": whoever acts for a body that the tables know meets somebody else's people."""
    ours = [a for a in official if a.type is ActorType.PERSON and a.rank == Level.ORGANISATION.value and sides_of.told(a)]
    theirs = [a for a in people if a not in ours and a.type is ActorType.PERSON and a.rank != Level.ORGANISATION.value and a.office]
    return bool(ours and theirs)


def _at_a_town(t: Telling, event: Event) -> bool:
    """ "Justice ministers from six states will meet in the capital on May 20", "a new round of talks is to be held in Astana": told firmly,
    with the town, and nothing that makes it a matter of business or of a party."""
    place = event.place
    town = place is not None and place.country is not None and not is_country(place) and not is_region(place)
    return town and t.firm and _gathers(t, event)


def _goes_abroad(t: Telling, event: Event, official: Sequence[Actor], sides_of: Sides) -> bool:
    """ "Envoys of the nations that pay, among them France, would meet on Friday in Rome": a day, and a place in another state."""
    where = event.place.country if event.place is not None else None
    if where is None or not t.firm or event.dating.interval is None or not _gathers(t, event):
        return False
    if any(a.type is ActorType.ORGANISATION or a.country == where for a in official):
        return False
    if len(official) < len(event.participants) and t.mention.rule not in _TOGETHER:
        return False
    return all(sides_of.told(a) and not at_home(sides_of.of(a), where) for a in official)


def _gathers(t: Telling, event: Event) -> bool:
    """True for words of people who come together, beside which nothing makes that a private matter."""
    m = t.mention
    if m.rule not in _GATHER or m.text.lower() in _LOOSE:
        return False
    sentence = event.mentions[0].sentence if len(event.mentions) == 1 else t.before
    around = re.findall(r"[\w'’-]+", f"{t.before[-_BEFORE:]} {sentence[len(t.before) : len(t.before) + len(m.text) + _AFTER]}".lower())
    return words("gatherings.toml", "words")["of_private"].isdisjoint(around)


def of_a_traveller(event: Event, group: Group, sides_of: Sides, lifted: Lifted) -> bool:
    """True for a visit whose traveller acts for somebody, though nothing tells for whom, or is known by his office alone."""
    place = event.place
    away = place is not None and place.country is not None and place.country != sides_of.home
    people = event.participants
    for t in group.tellings:
        if t.mention.rule == "visit.visit_noun" and _FORMAL.search(t.before[-12:]) and (place is not None or t.dating.interval is not None):
            guests = any(m.form == "name" for _, m in _unknown(t, lifted))
            if guests or any(a.type in _PEOPLE for a in people):
                return True  # "is on a state visit (to May 16)"
        before = t.before[-_BEFORE:]
        if place is None or t.mention.rule not in _TOLD or _NOBODYS.search(before):
            continue
        if place.country is not None and _INVITED.search(before) and not any(at_home(sides_of.of(a), place.country) for a in people):
            return True  # "his invitation to the speaker to visit Vietnam"
        leads = t.mention.rule == _LEADS or _DIPLOMAT.search(before) is not None
        if leads and people and all(a.type is ActorType.PERSON for a in people):
            return True  # "asked the senior diplomat Michael Steiner to go to Mostar", "led a mission to Pyongyang"
        officials = OFFICIALS.search(before) if not people and away and t.firm and t.mention.rule in _JOURNEYS else None
        if officials is not None and len(_VERB.findall(before, officials.end())) <= 1:
            return True  # "the foreign ministers of the six states will go to Damascus", not "the presidents will dine and she will go"
    return False
