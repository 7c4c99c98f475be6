"""One verb, several encounters: "met separately with the presidents of Kenya and Uganda", "visits to Kenya and Uganda"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.events.places import PlaceBook
from timeline.events.telling import Telling
from timeline.model.event import Place
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

#: "Separately, Obama met" sets apart from other news, not from another meeting.
_SEPARATE = re.compile(
    r"\b(?:separately(?!,)|on separate occasions|separate (?:meetings|talks|(?:(?:tele)?phone )?calls|conversations|discussions)"
    r"|individually|one after (?:another|the other)|respectively|successively|in succession|then with)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r";|\b(?:who|whom|whose|which|where|while)\b")
_FEW = 2
_SHORTLY = 24  # characters before a verb


def occasions(tellings: Iterable[Telling], text: str) -> list[Telling]:
    """The tellings, those of several encounters taken apart: one for each person on the far side of the verb, with whoever is before it."""
    return [one for t in tellings for one in (_apart(t, text) if t.kind in ("meeting", "call") and len(t.participants) > _FEW else (t,))]


def _apart(t: Telling, text: str) -> list[Telling]:
    start = t.mention.start
    said = _SEPARATE.search(text, max(t.mention.sentence[0], start - _SHORTLY), t.mention.sentence[1])
    if said is None or _OF_OTHERS.search(text, start, said.start()):
        return [t]
    met = (a for a in t.participants if a.at and (a.type in (ActorType.PERSON, ActorType.OFFICE) or a.id.startswith("org:")))
    people = sorted(met, key=lambda a: a.at[0].start)
    near = [a for a in people if a.at[0].start < start]
    far = people[len(near) :]
    if len(near) != 1 or len(far) < _FEW:
        return [t]
    return [replace(t, participants=(*near, a), leg=(a.at[0].start, a.at[0].end)) for a in far]


def legs(t: Telling, places: PlaceBook, lifted: Lifted) -> list[Telling]:
    """ "Visits to Russia, China and Kazakhstan" are three: a telling for each country, or the one where there are no two."""
    goals: list[tuple[Place, tuple[int, int]]] = []
    for a in t.mention.arguments:
        if t.kind == "visit" and a.role == "goal" and a.target == "place":
            place = places.place(a.index)
            if place is not None and (not goals or place.country is not None) and all(place.country != g.country for g, _ in goals):
                mention = lifted.places[a.index]
                goals.append((place, (mention.start, mention.end)))
    return [t] if len(goals) < _FEW else [replace(t, place=place, leg=span) for place, span in goals]
