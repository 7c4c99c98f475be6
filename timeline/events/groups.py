"""The mentions of one encounter so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline.events.telling import Telling, without_sides
from timeline.model.event import Actor

WITHIN = 30  # mentions at either end of an encounter's that a further one is held against


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one encounter so far."""

    tellings: list[Telling] = field(default_factory=list)
    _people: dict[str, Actor] = field(default_factory=dict)
    _counted: int = 0

    @property
    def kind(self) -> str:
        """Kind of the first mention."""
        return self.tellings[0].kind

    @property
    def people(self) -> dict[str, Actor]:
        """Everybody told to take part, by id, states left out whose people are named; without the places where they are named."""
        if self._counted < len(self.tellings):
            told = [a for t in self.tellings[self._counted :] for a in t.participants]
            if not all((known := self._people.get(a.id)) is not None and (known.role or not a.role) for a in told):  # somebody new
                new = [Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank) for a in told]
                self._people = {a.id: a for a in without_sides((*self._people.values(), *new))}
            self._counted = len(self.tellings)
        return self._people

    @property
    def near(self) -> list[Telling]:
        """The mentions that a further one is held against: the first and the last ones, so that cost grows with the length alone."""
        return self.tellings if len(self.tellings) <= 2 * WITHIN else self.tellings[:WITHIN] + self.tellings[-WITHIN:]

    def retell(self, participants: tuple[Actor, ...], position: int = 0) -> None:
        """Gives a mention, the first one unless told otherwise, other participants."""
        self.tellings[position] = replace(self.tellings[position], participants=participants)
        self._people, self._counted = {}, 0

    @property
    def last(self) -> int:
        """Position of the last mention."""
        return self.tellings[-1].index
