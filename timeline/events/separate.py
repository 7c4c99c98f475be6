"""One verb, several encounters: "met separately with the presidents of Kenya and Uganda", "visits to Kenya and Uganda"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from timeline.events.places import PlaceBook
from timeline.events.telling import Telling
from timeline.model.event import Actor, Place
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_SEPARATE = re.compile(
    r"\b(?:separately|on separate occasions|separate (?:meetings|talks|visits|phone calls|calls|telephone calls|conversations|discussions)"
    r"|individually|one after (?:another|the other)|respectively|successively|in succession)\b",
    re.IGNORECASE,
)
#: Between such words and the verb that they stand before: "(in separate meetings), Obama (met)".
_BEFORE = re.compile(r",?[^,;:]{0,60}")
#: Between the last name and such words: "(Museveni) in Beijing on Friday (separately)"; not ", who won in 2002 and 1986 (respectively)".
_BEHIND = re.compile(r",?(?: (?:in|on|at|during|here|there|earlier|last|this)\b[^,;:]{0,60})?,? ?")
_OF_OTHERS = re.compile(r";|\b(?:who|whom|whose|which|where|while)\b")
_FEW = 2


def occasions(tellings: Iterable[Telling], text: str) -> list[Telling]:
    """The tellings, those of several encounters taken apart: one for each person on the far side of the verb, with whoever is before it."""
    out: list[Telling] = []
    for t in tellings:
        if t.kind in ("meeting", "call") and len(t.participants) > _FEW and _SEPARATE.search(text, *t.mention.sentence):
            out.extend(_apart(t, text))
        else:
            out.append(t)
    return out


def legs(t: Telling, places: PlaceBook, lifted: Lifted) -> list[Telling]:
    """ "Visits to Russia, China and Kazakhstan" are three: a telling for each country, or the one where there are no two."""
    if t.kind != "visit":
        return [t]
    goals: list[tuple[Place, tuple[int, int]]] = []
    for a in t.mention.arguments:
        if a.role == "goal" and a.target == "place" and a.rule != "slot.modifier":
            place = places.place(a.index)
            if place is not None and (not goals or place.country is not None) and all(place.country != g.country for g, _ in goals):
                mention = lifted.places[a.index]
                goals.append((place, (mention.start, mention.end)))
    if len(goals) < _FEW:
        return [t]
    return [replace(t, place=place, leg=span) for place, span in goals]


def _apart(t: Telling, text: str) -> list[Telling]:
    at = t.mention.start
    people = [a for a in t.participants if a.type in (ActorType.PERSON, ActorType.OFFICE) and a.at]
    near = [a for a in people if a.at[0].start < at]
    far = [a for a in people if a.at[0].start > at]
    if len(near) != 1 or len(far) < _FEW or not _said_of(t, far, text):
        return [t]
    return [replace(t, participants=(*near, a), leg=(a.at[0].start, a.at[0].end)) for a in sorted(far, key=lambda a: a.at[0].start)]


def _said_of(t: Telling, far: Sequence[Actor], text: str) -> bool:
    """True where such words belong to the encounter and to nothing else in its sentence."""
    start, last = t.mention.start, max(a.at[0].end for a in far)
    for said in _SEPARATE.finditer(text, *t.mention.sentence):
        if said.end() <= start:
            aside = said[0].lower() == "separately" and text[said.end()] == ","  # "Separately, Obama met": apart from other news
            found = not aside and _BEFORE.fullmatch(text, said.end(), start) is not None
        elif said.start() >= last:
            found = _BEHIND.fullmatch(text, last, said.start()) is not None
        else:
            found = _OF_OTHERS.search(text, start, said.start()) is None
        if found:
            return True
    return False
