"""One mention of an encounter or change with its slots resolved: who, where, when, in which status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.rules import words
from timeline.model.event import Actor, At, Dating, Place
from timeline.model.mentions import TriggerMention
from timeline.model.quick import quick, replace
from timeline.model.vocabulary import ActorType

NO_DATE = Dating()
#: By names of their own: Python 3.11 takes ten times as long to look a member up in its enumeration.
PERSON, OFFICE, STATE, ORGANISATION = ActorType.PERSON, ActorType.OFFICE, ActorType.STATE, ActorType.ORGANISATION
_PEOPLE = (PERSON, OFFICE)


@quick
@dataclass(frozen=True, slots=True)
class Telling:
    """A trigger mention, resolved. ``index`` is its position among the document's triggers; ``sides`` are the countries and
    organisations that its participants stand for; ``officials`` the offsets of officials who take part and of whom nobody says
    whose they are; ``supposed`` is true where the place is only what "here" seems to mean."""

    index: int
    mention: TriggerMention
    participants: tuple[Actor, ...]
    place: Place | None
    dating: Dating
    datings: tuple[Dating, ...]
    cue: str | None
    firm: bool
    during: int | None = None
    about: int | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    here: bool = False
    supposed: bool = False
    said_on: dt.date | None = None
    leg: tuple[int, int] | None = None
    officials: tuple[tuple[int, int], ...] = ()
    before: str = ""

    @property
    def place_named(self) -> bool:
        """True where the mention's own words name a place."""
        return any(a.role == "place" and a.target == "place" for a in self.mention.arguments)

    @property
    def kind(self) -> str:
        """Kind of encounter or change."""
        return self.mention.kind


def stands_apart(actor: Actor) -> bool:
    """True for a rebel, an opposition leader, an exile: a side of his own."""
    return actor.office is not None and _apart(actor.office)


@lru_cache(maxsize=4096)
def _apart(office: str) -> bool:
    return not words("frames.toml", "nouns")["apart"].isdisjoint(office.lower().split())


def side(actor: Actor) -> str:
    """Whom an actor stands for: a country's code, an organisation's id, else the actor alone.

    A rebel, an opposition leader or an exile does not stand for the state that he comes from.
    """
    if actor.type is ORGANISATION:
        return actor.id
    if actor.type is OFFICE and not actor.country:
        code = actor.id.removeprefix("office:").partition("/")[0]
        return f"org:{code}"
    if actor.office is not None and _apart(actor.office):
        return actor.id
    return actor.country or actor.id


def without_sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors once each, a state or organisation left out where one of its people is named; in order of first mention."""
    seen: dict[str, Actor] = {}
    again: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor.id in seen:
            again.setdefault(actor.id, [seen[actor.id]]).append(actor)
        else:
            seen[actor.id] = actor
    for id, same in again.items():
        at = tuple(dict.fromkeys(at for a in same for at in a.at))
        seen[id] = replace(same[0], at=at, role=next((a.role for a in same if a.role), None))
    people = {side(a) for a in seen.values() if a.type in _PEOPLE}
    if not people or len(seen) < 2:
        return tuple(seen.values())
    offices = {(a.country, a.office) for a in seen.values() if a.type is PERSON}
    kept = []
    for a in seen.values():
        if a.type is STATE:
            spoken = side(a) in people
        elif a.type is ORGANISATION:
            spoken = a.id in people
        else:
            spoken = a.type is OFFICE and (a.country, a.office) in offices
        if not spoken:
            kept.append(a)
    return tuple(kept)


def with_roles(actors: Iterable[Actor], role: str) -> tuple[Actor, ...]:
    """The actors with the role that a slot gives them, where it tells more than that they took part."""
    kept = role if role in ("host", "guest", "caller", "mediator") else None
    return tuple(actors) if kept is None else tuple(a if a.role else replace(a, role=kept) for a in actors)


def at(doc_id: str, text: str, start: int, end: int, rule: str) -> At:
    """Where a field was read."""
    return At(doc_id, start, end, text[start:end], rule)
