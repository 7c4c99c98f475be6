"""Which groups of mentions are encounters: who acts for whom, where, and whether the words ask for two sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.actors_offices import region_ids
from timeline.events.agreement import is_region
from timeline.events.evidence import of_states
from timeline.events.groups import Group
from timeline.events.labels import MANY, label
from timeline.events.sides import Sides, at_home
from timeline.events.telling import Telling
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.titles import titles
from timeline.model.event import Actor, Event
from timeline.model.mentions import Lifted
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_SENT = (
    r"\b(?:delegat(?:ion|e)s?|teams?|officials?|envoys?|representatives?|inspectors?|experts?|ministers?|leaders?|lawmakers?|chief"
    r"|commissioners?|negotiators?|mediators?|observers?|ambassadors?|diplomats?|troika)"
)  # whom an organisation sends
_THOSE_SENT = re.compile(rf"{_SENT}\b", re.IGNORECASE)
_SENT_FROM = re.compile(rf"{_SENT}\s(?:of|from|representing)\s(?:the\s)?$", re.IGNORECASE)
_CALLING = "private"  # key of the titles that are no offices: "lawyer"
#: Keys of the offices that clubs and firms have, too.
_OF_ANY_BODY = frozenset({"chair", "organisation_head", "official"})
_GOVERNING = (Level.LEADER.value, Level.MINISTER.value)
_ONE_EACH = frozenset({"President", "Prime Minister", "Foreign Minister", "Defence Minister", "King", "Emir", "Sultan"})
_TRAVELLING = (*_GOVERNING, Level.ORGANISATION.value)
_UNSURE = frozenset({Status.PROPOSED, Status.DENIED, Status.NOT_HELD})
_THREE = 3
_OF_ONE_BODY = MANY | {"meeting.meet", "meeting.round", "meeting.convene", "meeting.sit_down", "meeting.debate"}
_TALKS = frozenset({"talks", "negotiations", "consultations"})
_MET = frozenset({"slot.with", "slot.object"})
_ASSEMBLING = frozenset({"meeting.convene", "meeting.sit_down"})
_JOURNEYS = frozenset({"visit", "trip", "tour", "arrival"})
_OWNED = frozenset({"slot.poss", "slot.of", "slot.by", "slot.subject"})
_TO_A_SITE = re.compile(
    r"\b(?:visit|trip|tour) (?:to|of) (?:the|an?|his|her|their|some|several|two) (?:[a-z-]+ ){0,3}(?:universit(?:y|ies)|schools?|college"
    r"|hospitals?|clinic|factor(?:y|ies)|plants?|farms?|camps?|bases?|cemetery|museum|church|mosque|synagogue|temple|cathedral|prison"
    r"|headquarters|hometown|birthplace|shipyard|exhibition|stadium|studio|site|grave|tomb|scene|compan(?:y|ies)|home|house|residence|shrine)\b"
)  # of which nobody says in which country it is


def is_encounter(event: Event, group: Group, sides_of: Sides, lifted: Lifted) -> bool:
    """True where official actors of two sides take part, as the guidelines ask; see DESIGN 2, "encounter"."""
    official = [a for a in event.participants if _official(a, sides_of)]
    if event.kind is Kind.VISIT:
        return _is_visit(event, group, official, sides_of)
    sides = sides_of.all_of(official)
    return (
        len(sides) > 1
        or _with_another(event, official, sides, sides_of)
        or _of_many(event, group, official, sides)
        or _of_a_body(event, group, official)
        or of_states(event, group, official, sides_of, lifted)
    )


def _official(actor: Actor, sides: Sides) -> bool:
    """True for whoever acts for a state or a body; of an office that clubs and firms have too ("commissioner", "director") only the
    tables or the words tell for whom, and a calling ("lawyer") is none."""
    if actor.type is not ActorType.PERSON or actor.id.startswith("Q"):
        return True
    office = (actor.office or "").lower()
    title = titles().get(office)
    key = title.office if title is not None else None
    if key == _CALLING:
        return False
    of_any = not office or office == "commissioner" or key in _OF_ANY_BODY
    return actor.country is not None or sides.sent(actor) or not of_any


def _with_another(event: Event, official: Sequence[Actor], sides: set[str], sides_of: Sides) -> bool:
    """True where the second party must be of another side, though nobody says of which.

    "His Finnish counterpart", or a meeting abroad, by its place or by a visit of one of them; a minister who meets a body; a leader who
    receives an ambassador; two who hold an office of which a state has one.
    """
    peers = [a for a in official if a.type is ActorType.PERSON and a.rank in _GOVERNING and a.office in _ONE_EACH]
    offices, states = {a.office for a in peers}, {a.country for a in peers}
    if len(offices) < len(peers) and (len(states) > 1 or (states == {None} and offices != {"President"})):
        return True  # of two presidents of whom nobody says whose, both may be of clubs
    if not sides or len(event.participants) == 1:
        return False
    place = event.place.country if event.place is not None else None
    if event.status not in _UNSURE and any(a.type is ActorType.PERSON and not (a.country or sides_of.told(a)) for a in event.participants):
        lands = {land for a in official if a.rank in _TRAVELLING for land in (place, *sides_of.visited.get(a.id, ()))} - {None}
        if len(lands) == 1 and lands.isdisjoint(sides):
            return True  # "after talks with Rodrigues, who holds the portfolio in Dili", on a visit to that country
    if len(official) == 1:
        return False
    if (place is not None and place not in sides) or any(
        at.rule.startswith("actor.counterpart") for a in event.participants for at in a.at
    ):
        return True
    unowned = {a.rank for a in official if a.type is ActorType.PERSON and a.country is None}
    if any(a.type is ActorType.ORGANISATION or (a.country and (a.office or "").lower().endswith("ambassador")) for a in official):
        return not unowned.isdisjoint(_GOVERNING)
    return Level.MINISTER.value in unowned and all(s.startswith("org:") for s in sides)  # a president may be a club's


def _of_many(event: Event, group: Group, official: Sequence[Actor], sides: set[str]) -> bool:
    """True for a gathering of many where the words name one of them, or nobody but how many: "the six-party talks in Beijing".

    A conference may be one state's own; it is of many where it is held abroad or bears a name.
    """
    dated, place = event.dating.interval is not None, event.place
    if any((label(t) or 0) >= _THREE for t in group.tellings) and (place is not None or (official and dated)):
        return True
    words = [t.mention for t in group.tellings if t.mention.rule in MANY]
    if not words or not official:
        return False
    if place is not None and place.country is not None and place.country not in sides:
        return True
    if any(m.rule == "meeting.summit" for m in words):
        return dated or place is not None
    return dated and place is None and any(m.text[:1].isupper() for m in words)


def _of_a_body(event: Event, group: Group, official: Sequence[Actor]) -> bool:
    """True where one organisation is all that the words name, and gathers its own or talks on a day or at a place; one that is only met
    ("the engineer met up with the rebels") does not. Somebody who acts for one only talks."""
    body = official[0] if official and len(event.participants) == 1 else None
    if body is None or body.rank != Level.ORGANISATION.value:
        return False
    slots = [a.rule for t in group.tellings for a in t.mention.arguments if a.target == "actor" and a.role == "party"]
    if body.id in region_ids() and "slot.with" in slots:
        return False  # a firm's talks with "European governments"
    if slots and _MET.issuperset(slots) and any(t.mention.rule == "meeting.meet" for t in group.tellings):
        return False
    known = knowledge().organisations.get(body.id.removeprefix("org:"))
    if known is not None and known.kind == "non_state_actor" and _ASSEMBLING.issuperset(t.mention.rule for t in group.tellings):
        return False  # "where the rebels are to assemble"
    told = event.dating.interval is not None or event.place is not None or any(t.here for t in group.tellings)
    if told and any(t.mention.text.lower() in _TALKS for t in group.tellings):
        return True
    own = body.type is ActorType.ORGANISATION and event.kind is Kind.MEETING
    return own and any(t.mention.rule in _OF_ONE_BODY or t.mention.text.lower() == "meeting" for t in group.tellings)


def _is_visit(event: Event, group: Group, official: Sequence[Actor], sides: Sides) -> bool:
    """True where somebody official travels, and not at home."""
    official = [a for a in official if sides.told(a) and (a.type is not ActorType.ORGANISATION or _delegated(a, group))]
    if event.place is None:
        if not official or any(_TO_A_SITE.search(m.sentence) for m in event.mentions):
            return False
        away = any(a.type is ActorType.PERSON and sides.home and sides.of(a) != sides.home for a in official)
        return any(t.here or _without_place(t) or (away and _come(t)) for t in group.tellings)
    there, region = event.place.country, is_region(event.place)
    if region:
        official = [a for a in official if a.type is not ActorType.STATE]  # "Russia has returned to the Middle East"
    known = there is not None or region
    abroad = [a for a in official if there is None or a.country != there]  # an exile's own state too
    return any(not at_home(sides.of(a), there) and (a.country is None or known) for a in abroad)


def _delegated(actor: Actor, group: Group) -> bool:
    """True where an organisation's people travel ("the AU delegation", "a team from the IAEA"): it does not by itself, nor does "the UN
    mission"."""
    if any(_THOSE_SENT.search(at.text) and not at.start <= t.mention.start < at.end for at in actor.at for t in group.tellings):
        return True
    led = [(t.before, at.start - t.mention.sentence[0]) for t in group.tellings for at in actor.at]
    return any(_SENT_FROM.search(before, 0, start) for before, start in led if 0 < start < len(before))


def _come(telling: Telling) -> bool:
    """ "Flew in on Thursday", "ended a 48-hour stay": of a foreigner, in a report from where he is."""
    m = telling.mention
    return m.rule == "visit.fly_in" or m.text.lower() in ("stay", "visit", "tour") or (m.rule == "visit.arrive" and m.reference == "new")


def _without_place(telling: Telling) -> bool:
    """True where the words tell of a visit that needs no name of a place: "arrived on Thursday", "is in the region", "his visit", "on a
    visit on Thursday"."""
    arguments = telling.mention.arguments
    if telling.mention.rule in ("visit.visiting", "visit.arrive_then") or any(a.target == "somewhere" for a in arguments):
        return True
    dated = any(a.role == "time" for a in arguments)
    visitor = any(a.role == "traveller" and (dated or a.rule in _OWNED) for a in arguments)
    return visitor and telling.mention.text.lower() in _JOURNEYS
