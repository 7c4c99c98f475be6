"""Loose matching of names: "Putin", "Sergei Lavrov", "Q7747", "RU" and "the United States" all find whom they mean."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from timeline.lexicon.folding import fold, plain, words
from timeline.lexicon.states import find_state, states
from timeline.model.event import Actor
from timeline.model.vocabulary import ActorType


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means in a timeline: ids of actors, and the alpha-2 code of a state."""

    ids: frozenset[str]
    state: str | None

    def takes_part(self, actors: Iterable[Actor], countries: Collection[str], *, represented: bool) -> bool:
        """True where one of ``actors`` is meant. ``represented``: also anyone who acts for the state that is meant, and the state
        where it is among ``countries``."""
        for actor in actors:
            if actor.id in self.ids:
                return True
            if represented and self.state is not None and actor.country == self.state:
                return True
        return represented and self.state is not None and self.state in countries


def match(name: str, actors: Iterable[Actor]) -> Match | None:
    """Whom ``name`` means among ``actors``: an id, a state's name or code, a whole name, or words of a name in any order, each in
    any usual spelling; a single letter stands for a word that it begins; a seat of government ("the Kremlin") for its state. None where
    nobody is meant.

    A state that nobody in the timeline is or acts for is still a state, and not None.
    """
    found = {actor.id: actor for actor in actors}
    if name in found:
        actor = found[name]
        return Match(frozenset({name}), actor.country if actor.type is ActorType.STATE else None)
    iso = find_state(name) or _seat(name)
    asked = key(name)
    hits = {}
    for actor in found.values():
        if iso is not None and actor.type is ActorType.STATE:
            if actor.id == f"iso:{iso}":
                hits[actor.id] = True
        elif asked and holds(key(actor.name), asked):
            hits[actor.id] = key(actor.name) == asked
    if len(asked) > 1 and any(hits.values()):
        hits = {id: whole for id, whole in hits.items() if whole}
    return Match(frozenset(hits), iso) if hits or iso is not None else None


def _seat(name: str) -> str | None:
    """The state that a seat of government stands for ("the Kremlin", "White House"), where it stands for one only."""
    asked = plain(name).removeprefix("the ")
    found = [state.iso2 for state in states().values() if not state.valid_to and asked in (plain(seat) for seat in state.seats)]
    return found[0] if len(found) == 1 else None


def key(name: str) -> tuple[str, ...]:
    """The words of a name, each in one spelling.

    >>> key("Sergei LAVROV") == key("Sergey Lavrov")
    True
    """
    return tuple(word for word in (fold(part) for part in words(name.replace(",", " "))) if word)


def holds(name: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """True where every asked word is a word of the name; a single letter stands for a word that it begins.

    >>> holds(key("Vladimir Putin"), key("V. Putin")), holds(key("Vladimir Putin"), key("Put"))
    (True, False)
    """
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in name) for word in asked)


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that look most like ``name``, whole or by one of their words, best first."""
    asked = plain(name)
    scored = []
    for other in known:
        forms = [plain(other), *(plain(word) for word in words(other))]
        score = max((difflib.SequenceMatcher(None, asked, form).ratio() for form in forms), default=0.0)
        if score >= 0.6:
            scored.append((-score, other))
    return [other for _, other in sorted(scored)[:most]]
