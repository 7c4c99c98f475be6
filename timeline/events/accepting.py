"""Which groups of mentions are encounters: who acts for whom, where, and whether the words ask for two sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.events.actors_offices import region_ids
from timeline.events.agreement import is_region
from timeline.events.evidence import of_a_traveller, of_two_sides
from timeline.events.groups import Group
from timeline.events.labels import label, of_state
from timeline.events.sides import Sides, at_home
from timeline.events.telling import Telling
from timeline.lexicon.knowledge import knowledge
from timeline.model.event import Actor, Event
from timeline.model.mentions import Lifted
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_PEOPLE = (
    r"\b(?:delegat(?:ion|e)s?|teams?|officials?|envoys?|representatives?|inspectors?|experts?|ministers?|leaders?|lawmakers?|chief"
    r"|commissioners?|negotiators?|mediators?|observers?|ambassadors?|diplomats?|troika)"
)  # whom an organisation sends
_SENT = re.compile(rf"{_PEOPLE}\b", re.IGNORECASE)
_FROM = re.compile(rf"{_PEOPLE}\s(?:of|from|representing)\s(?:the\s)?$", re.IGNORECASE)
_OF_MEMBERS = re.compile(
    r"\b(?:meeting|summit|session|conference|talks)s? of (?:the |its |all )?(?:[\w-]+ ){0,3}"
    r"(?:ministers|leaders|heads|members|states|countries)\b"
)
_CALLINGS = frozenset({"lawyer", "businessman", "journalist", "analyst", "author", "economist", "editor", "reporter", "professor"})
_OF_ANY_BODY = frozenset(
    {"commissioner", "chairman", "chairwoman", "chair", "director", "deputy director", "managing director", "executive director", "judge"}
)
_REGIONAL = re.compile(
    r"\b(?:(?:South|Latin|Ibero|Central|North|West|East|Southern|Southeast)[ -])?"
    r"(?:American|African|Asian|Arab|Islamic|European|Caribbean|Pacific)(?: [a-z]+)? $"
)
_COUNTED_TOUR = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|multi|\d+)[ -]+(?:nation|country|state|city|leg)|regional|African|Asian|European"
    r"|Middle East(?:ern)?|Gulf|Balkan|Caucasus|Caribbean|South American|Latin American|Central Asian|foreign|overseas)"
    r"(?: (?:regional|African|Asian|European|Middle East(?:ern)?|Gulf|Balkan|foreign|official))? $"
)
_OF_ONE_BODY = frozenset(
    ["meeting.summit", "meeting.assembly", "meeting.meet", "meeting.round", "meeting.debate", "meeting.convene", "meeting.sit_down"]
)
_TO_A_SITE = re.compile(
    r"\b(?:visit|trip|tour) (?:to|of) (?:the|an?|his|her|their|some|several|two) (?:[a-z-]+ ){0,3}(?:universit(?:y|ies)|schools?|college"
    r"|hospitals?|clinic|factor(?:y|ies)|plants?|farms?|camps?|bases?|cemetery|museum|church|mosque|synagogue|temple|cathedral|prison"
    r"|headquarters|shipyard|exhibition|stadium|studio|site|grave|tomb|scene|compan(?:y|ies)|home|house|residence|shrine)\b"
)  # of which nobody says in which country it is


def is_encounter(event: Event, group: Group, sides_of: Sides, lifted: Lifted) -> bool:
    """True where official actors of two sides take part, as the guidelines ask; see DESIGN 2, "encounter".

    Who they are is known, or follows from the words (:mod:`timeline.events.evidence`).
    """
    official = _acting(event.participants, sides_of)
    if event.kind is Kind.VISIT:
        return _is_visit(event, group, official, sides_of) or of_a_traveller(event, group, sides_of, lifted)
    return _of_known_sides(event, group, official, sides_of) or of_two_sides(event, group, official, sides_of, lifted)


def _acting(people: Sequence[Actor], sides_of: Sides) -> list[Actor]:
    """Those who act for a state or a body."""
    official = [a for a in people if _official(a, sides_of)]
    if official and len(official) < len(people):  # the department's director, who meets China's envoy
        official = [a for a in people if a in official or (_of_any_body(a) and sides_of.told(a))]
    return official


def _of_known_sides(event: Event, group: Group, official: Sequence[Actor], sides_of: Sides) -> bool:
    """True where the tables and the words tell who meets whom, or of which gathering of states this is."""
    people = event.participants
    sides = sides_of.all_of(official)
    if len(sides) >= 2 or (len(sides) == 1 and len(official) >= 2 and _across_a_border(event, sides)):
        return True
    if _of_some_state(official, sides):
        return True
    named = any(
        t.mention.rule in ("meeting.summit", "meeting.assembly") and t.mention.text[:1].isupper() and t.before.strip()
        for t in group.tellings
    )
    if named and event.host_country is not None and sides == {event.host_country}:
        named = not all(of_state(t, event.host_country) for t in group.tellings)  # "at the Peru Mining Forum in Lima"
    if official and named and (event.dating.interval is not None or event.place is not None):
        return True  # "the Summit of the Americas", whoever is said to attend
    if official and _abroad(event, group, official, sides):
        return True
    if event.place is not None and any(_of_a_region(t, event) for t in group.tellings):
        return not people or bool(official)
    if any((label(t) or 0) >= 3 for t in group.tellings) and (event.place is not None or (official and event.dating.interval is not None)):
        return True  # "the six-party talks in Beijing", whoever they are
    if len(people) == 1 and official and people[0].type is ActorType.STATE:
        return _hosted(event, group, people[0])
    if len(people) == 1 and official and people[0].type is ActorType.ORGANISATION:
        if _only_met(group) or _gathers_its_own(people[0], group):
            return False
        if _talks(event, group):
            return True
        return event.kind is Kind.MEETING and any(
            t.mention.rule in _OF_ONE_BODY or t.mention.text.lower() == "meeting" for t in group.tellings
        )
    if len(people) == 1 and official and people[0].rank == Level.ORGANISATION.value and sides:
        return _talks(event, group) or any(_OF_MEMBERS.search(m.sentence) for m in event.mentions)
    return False


def _gathers_its_own(body: Actor, group: Group) -> bool:
    """True where a movement's people assemble: "where the rebels are supposed to gather"."""
    known = knowledge().organisations.get(body.id.removeprefix("org:"))
    armed = known is not None and known.kind == "non_state_actor"
    return armed and all(t.mention.rule in ("meeting.convene", "meeting.sit_down") for t in group.tellings)


def _of_some_state(official: Sequence[Actor], sides: set[str]) -> bool:
    """True where a leader or minister of whom nobody says whose he is meets a body, or an ambassador of another state than his own."""
    unowned = [
        a for a in official if a.type is ActorType.PERSON and a.country is None and a.rank in (Level.LEADER.value, Level.MINISTER.value)
    ]
    with_body = len(sides) == 1 and all(s.startswith("org:") for s in sides) and any(a.type is ActorType.ORGANISATION for a in official)
    envoys = any(a.type is ActorType.PERSON and a.country and (a.office or "").lower().endswith("ambassador") for a in official)
    return bool(unowned) and (with_body or envoys)


def _of_a_region(t: Telling, event: Event) -> bool:
    """ "A South American summit", "a summit of the Great Lakes leaders": of several states, though nobody says of which."""
    if t.mention.rule != "meeting.summit":
        return False
    return _REGIONAL.search(t.before[-32:]) is not None or any(_OF_MEMBERS.search(m.sentence) for m in event.mentions)


def _only_met(group: Group) -> bool:
    """True where the words name only whom somebody else meets, and nobody official does: "the engineer met up with the rebels"."""
    slots = [a.rule for t in group.tellings for a in t.mention.arguments if a.target == "actor" and a.role == "party"]
    if "slot.with" in slots and any(a.id in region_ids() for a in group.people.values()):
        return True  # a firm's talks with "European governments"
    met = bool(slots) and all(rule in ("slot.with", "slot.object") for rule in slots)
    return met and any(t.mention.rule == "meeting.meet" for t in group.tellings)


def _talks(event: Event, group: Group) -> bool:
    """True for talks with a day or a place, of which the words name one party only: an organisation, or somebody who acts for one."""
    told = event.dating.interval is not None or event.place is not None or any(t.here for t in group.tellings)
    return told and any(t.mention.text.lower() in ("talks", "negotiations", "consultations") for t in group.tellings)


def _across_a_border(event: Event, sides: set[str]) -> bool:
    """True where the other party must be of another state, though nobody says of which: "his Finnish counterpart", or a meeting abroad."""
    counterpart = any(at.rule.startswith("actor.counterpart") for a in event.participants for at in a.at)
    return counterpart or (event.place is not None and event.place.country is not None and event.place.country not in sides)


def _abroad(event: Event, group: Group, official: Sequence[Actor], sides: set[str]) -> bool:
    """A leader or minister at a gathering of many abroad: "is expected at the Pacific Rim summit in Callao".

    So is somebody of a body at "the Brussels conference".
    """
    gathering = any(t.mention.rule in ("meeting.summit", "meeting.assembly") for t in group.tellings)
    place = event.place.country if event.place is not None else None
    leading = any(a.rank in (Level.LEADER.value, Level.MINISTER.value) for a in official)
    own = all(s.startswith("org:") for s in sides) and any(t.place_named and t.mention.reference == "definite" for t in group.tellings)
    return gathering and (leading or own) and place is not None and len(sides) == 1 and place not in sides


def _hosted(event: Event, group: Group, host: Actor) -> bool:
    """A state's own conference, where it is held abroad or told of as moved or called off: "Russia postponed the Syria conference"."""
    if not any(t.mention.rule in ("meeting.summit", "meeting.assembly") for t in group.tellings):
        return False
    abroad = event.place is not None and event.place.country not in (None, host.country)
    summit = event.dating.interval is not None and any(t.mention.rule == "meeting.summit" for t in group.tellings)
    return abroad or summit or event.status in (Status.POSTPONED, Status.CANCELLED)


def _official(actor: Actor, sides: Sides) -> bool:
    """True for whoever acts for a state or a body; of a calling ("lawyer") and of an office that clubs and firms have too
    ("commissioner", "director") only the tables or the words tell for whom."""
    if actor.type is not ActorType.PERSON or actor.id.startswith("Q"):
        return True
    if actor.office is not None and actor.office.lower() in _CALLINGS:
        return False
    return actor.country is not None or sides.sent(actor) or (actor.office is not None and not _of_any_body(actor))


def _of_any_body(actor: Actor) -> bool:
    return actor.office is not None and actor.office.lower() in _OF_ANY_BODY


def _is_visit(event: Event, group: Group, official: Sequence[Actor], sides: Sides) -> bool:
    official = [a for a in official if sides.told(a) and (a.type is not ActorType.ORGANISATION or _delegated(a, group))]
    if not official:
        return False
    if event.place is None:
        here = any(t.here for t in group.tellings)
        return here or (any(map(_without_place, group.tellings)) and not any(_TO_A_SITE.search(m.sentence) for m in event.mentions))
    region = is_region(event.place)
    if region:
        official = [a for a in official if a.type is not ActorType.STATE]  # "Russia has returned to the Middle East"
    known = event.place.country is not None or region
    there = event.place.country
    abroad = [a for a in official if there is None or a.country != there]  # an exile's own state too
    return any(not at_home(sides.of(a), there) and (a.country is None or known) for a in abroad)


def _delegated(actor: Actor, group: Group) -> bool:
    """True where an organisation's people travel ("the AU delegation", "a team from the IAEA"): it does not by itself, nor does "the UN
    mission"."""
    people = [at for at in actor.at if at.rule.startswith(("actor.office", "actor.side", "actor.region")) and _SENT.search(at.text)]
    if any(not at.start <= t.mention.start < at.end for at in people for t in group.tellings):
        return True
    led = [(t.before, at.start - t.mention.sentence[0]) for t in group.tellings for at in actor.at]
    return any(_FROM.search(before, 0, start) for before, start in led if 0 < start < len(before))


def _without_place(telling: Telling) -> bool:
    """True where the words tell of a visit that needs no name of a place: "arrived on Thursday", "is in the region", "his visit"."""
    somewhere = any(a.target == "somewhere" for a in telling.mention.arguments)
    return somewhere or telling.mention.rule in ("visit.visiting", "visit.arrive_then") or _owned(telling)


def _owned(telling: Telling) -> bool:
    """ "the Croatian prime minister's visit": told with the visitor, if not with the place."""
    if _COUNTED_TOUR.search(telling.before[-40:]) and telling.mention.text.lower() in ("tour", "trip"):
        return any(a.role == "traveller" for a in telling.mention.arguments)  # "his nine-country regional tour"
    told = any(a.role == "traveller" and a.rule in ("slot.poss", "slot.of", "slot.by", "slot.subject") for a in telling.mention.arguments)
    return (told and telling.mention.text.lower() in ("visit", "trip", "tour") and telling.firm) or (
        told and telling.mention.text.lower() in ("visit", "trip", "arrival")
    )
