"""How far a mention and an encounter agree: in who takes part, when, where, and in what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from timeline.chrono.interval import Interval
from timeline.events.groups import Group, Saying
from timeline.events.labels import MANY, of_many
from timeline.events.telling import OFFICE, ORGANISATION, PERSON, STATE, Telling, side
from timeline.lexicon.knowledge import knowledge, phrase_key
from timeline.lexicon.states import states
from timeline.model.event import Actor, Place
from timeline.model.vocabulary import ActorType

_FEW = 2  # participants that do not make a list of those who come
_NEAR = 0.3  # degrees between a venue and its city
STAY = 2  # days between what is told of one round or meeting
_TRIP = 6  # days between an arrival and what else is told of the visit
_HAPPENED = frozenset({"held", "ongoing"})
_AHEAD = frozenset({"scheduled", "proposed", "hypothetical"})


def who(g: Group, telling: Telling, ours: Mapping[str, Sequence[Actor]]) -> float:
    """Agreement of those who take part: -1 contradiction, 0 nothing known, 1 and more agreement. ``ours`` are those of the mention, by
    side."""
    if not ours:
        return 0.0
    theirs = g.people
    if not theirs:
        return 0.5 if telling.mention.reference == "definite" else 0.3
    mine = {a.id for a in telling.participants}
    shared = mine & theirs.keys()
    left, over = len(mine) - len(shared), len(theirs) - len(shared)
    agreed = float(len(shared))
    if left or over:
        covered = covering = 0
        yours = g.of_side
        for same in ours.keys() & yours.keys():  # only whoever is of one side can stand for another
            covered += sum(a.id not in shared and any(_stands_for(a, other) for other in yours[same]) for a in ours[same])
            covering += sum(a.id not in shared and any(_stands_for(a, one) for one in ours[same]) for a in yours[same])
        left, over = left - covered, over - covering
        agreed += 0.8 * max(covered, covering)
    if telling.kind == "visit":
        return -1.0 if left else agreed + 0.5
    if not agreed:
        return 0.6 if _told_by_guests(g, telling) or _of_its_town(g, telling) else -1.0
    if left and _beside_a_gathering(g, telling):
        return -1.0
    if over and _of_a_few(g, telling):
        return -1.0
    if _one_body(g, telling, shared):
        return 1.0 + 0.2 * len(shared)
    if left and over:
        return -1.0 if not _many(g, telling) else 0.4
    if (len(mine) == 1 or len(theirs) == 1) and (left or over):  # one side known only: weaker
        return 0.6 + 0.2 * agreed
    return agreed


def _one_body(g: Group, telling: Telling, shared: Set[str]) -> bool:
    """True for two words of a body's gathering, whoever else is told to attend it."""
    return (
        telling.mention.rule in MANY
        and not g.said.rules.isdisjoint(MANY)
        and any(a.type is ActorType.ORGANISATION for a in telling.participants)
    )


def _beside_a_gathering(g: Group, telling: Telling) -> bool:
    """ "Trump came to the summit … he met Putin": the two met there, and the summit is another encounter."""
    return (
        not of_many(telling)
        and telling.mention.reference != "definite"
        and len({side(a) for a in telling.participants}) == 2
        and all(of_many(t) for t in g.near)
    )


def _of_a_few(g: Group, telling: Telling) -> bool:
    """ "On her tour she will hold talks with their leaders … she will meet President Halonen": one of those talks.

    Two or three persons of two states beside three states and more.
    """
    persons = [a for a in telling.participants if a.type is ActorType.PERSON]
    return (
        telling.mention.reference == "new"
        and len(persons) == len(telling.participants) >= _FEW
        and len(g.sides) > _FEW
        and not any(a.type is ActorType.PERSON and a.id not in {p.id for p in persons} for a in g.people.values())
    )


def _told_by_guests(g: Group, telling: Telling) -> bool:
    """ "The ASEAN summit opens on Monday … the summit brings together China and Japan": a gathering, told by who comes.

    So is "the conference" that a delegation will not attend, whoever was told to come to it before.
    """
    if telling.mention.rule not in MANY or telling.mention.reference != "definite":
        return False
    if telling.mention.text.lower() not in g.said.words:
        return False
    if any(a.type is ActorType.ORGANISATION for a in g.people.values()):
        return True
    cues = telling.mention.cues
    moved = bool(cues) and cues[0].rule.removeprefix("hint.").startswith(("postpone.", "cancel."))  # "the conference was put off by Moscow"
    return not moved and len({side(a) for a in telling.participants}) == 1


def _of_its_town(g: Group, telling: Telling) -> bool:
    """ "Ministers will meet in Arusha … the Arusha meeting, organised by the African Union": a gathering told by the town where it is."""
    town = telling.place
    return (
        town is not None
        and telling.mention.reference == "definite"
        and where(g, telling) > 0
        and all(a.name != town.name for a in telling.participants)
        and any(a.type is not ActorType.STATE for a in telling.participants)  # "the Sochi conference was put off by Moscow"
        and not any(a.type is ActorType.PERSON for a in g.people.values())
    )


def _many(g: Group, telling: Telling) -> bool:
    return len(g.people) >= 3 and len(set(g.people) & {a.id for a in telling.participants}) >= 2


def _stands_for(a: Actor, b: Actor) -> bool:
    """True where one of two of a side is the state or organisation of the other, or an office without a name."""
    return (
        a.id == b.id
        or PERSON not in (a.type, b.type)
        or STATE in (a.type, b.type)
        or ORGANISATION in (a.type, b.type)
        or (OFFICE in (a.type, b.type) and (a.office == b.office or None in (a.office, b.office)))
    )


def when(g: Group, telling: Telling) -> float:
    """Agreement of the days: -1 contradiction, 0 nothing known."""
    mine = telling.dating.interval
    if mine is None:
        return 0.0
    theirs = g.said.days
    if not theirs:
        return 0.0
    if mine in theirs:
        return 0.6
    if any(mine.overlaps(other) for other in theirs):
        return 0.3
    days = _TRIP if telling.mention.text.lower().startswith("arriv") else STAY
    if telling.kind == "visit" and any(_days_apart(mine, other) <= days for other in theirs):
        return 0.0  # "arrived in Xi'an on Saturday", "visited Xi'an on Sunday"
    if any(_days_apart(mine, t.dating.interval) <= STAY for t in g.near if t.dating.interval is not None and lent(t)):
        return 0.0  # "left for Oslo on Thursday for talks", "their talks on Friday"
    moved = any(t.firm and t.cue in ("postponed", "cancelled") for t in (*g.near, telling))
    return 0.0 if moved else -1.0


def lent(telling: Telling) -> bool:
    """True where a meeting's day is only that of the visit whose words tell it: "arrived on Tuesday for talks"."""
    return telling.kind == "meeting" and telling.during is not None and all(a.role != "time" for a in telling.mention.arguments)


def _days_apart(a: Interval, b: Interval) -> int:
    return max((a.start - b.end).days, (b.start - a.end).days)


def where(g: Group, telling: Telling) -> float:
    """Agreement of the places: -1 contradiction, 0 nothing known."""
    mine = telling.place if not telling.supposed else None
    if mine is None or not (theirs := g.said.places.values()):
        return 0.0
    if any(same_place(mine, other) for other in theirs):
        return 0.5
    return 0.0 if any(_venue_of(mine, other) or _venue_of(other, mine) for other in theirs) else -1.0


def same_place(a: Place, b: Place) -> bool:
    """The same name, or a country and a place inside it."""
    if a.name == b.name:
        return True
    return a.country is not None and a.country == b.country and (is_country(a) or is_country(b))


def _venue_of(site: Place, city: Place) -> bool:
    """ "Downing Street", "the Kremlin", beside their cities."""
    if site.country != city.country or site.lat is None or site.lon is None or city.lat is None or city.lon is None:
        return False
    return max(abs(site.lat - city.lat), abs(site.lon - city.lon)) < _NEAR and _is_venue(site.name)


@lru_cache(maxsize=1024)
def _is_venue(name: str) -> bool:
    return any(spot.kind == "venue" for spot in knowledge().spots.get(phrase_key(name)))


def is_country(place: Place) -> bool:
    """True where a place is a whole state: no coordinates of a town are given for it, or its name is the state's."""
    return place.country is not None and place.name in _names_of(place.country)


@lru_cache(maxsize=1024)
def _names_of(country: str) -> frozenset[str]:
    """What a state is called."""
    state = states().get(country)
    return frozenset() if state is None else frozenset((state.name, *state.aliases))


def is_region(place: Place) -> bool:
    """True for a part of the world with several states: "the Middle East"."""
    return place.country is None and place.lat is not None


def what(g: Group, telling: Telling, said: Saying, dct: dt.date | None) -> float:
    """Agreement of what is said of it: -1 where one happened and the other is to come, 0 nothing known. ``said`` is what the mention
    says."""
    value, firm = said
    if value is None or not firm:
        return 0.0
    theirs = g.said.firm
    if value in _HAPPENED and theirs and theirs <= _AHEAD:
        return -1.0
    if value in _AHEAD and theirs & _HAPPENED:
        return 0.0 if goes_on(g, telling, dct) else -1.0
    if value in ("denied", "not_held") and theirs and theirs <= _HAPPENED and telling.mention.reference == "new" and _adds(g, telling):
        return -1.0  # "he talked with the elders; he would not meet the rebels"
    return 0.1


def goes_on(g: Group, telling: Telling, dct: dt.date | None) -> bool:
    """ "The summit opened today … the summit is expected to adopt a plan": what is to come of one that goes on, or "began last month"."""
    days = telling.dating.interval
    return "ongoing" in g.said.firm and telling.mention.reference == "definite" and (days is None or (dct is not None and days.end < dct))


def _adds(g: Group, telling: Telling) -> bool:
    """True where a mention names somebody of a side of whom nothing was told before, beside the only one who was."""
    return len(g.sides) == 1 and not {side(a) for a in telling.participants} <= g.sides
