"""The mentions of one encounter so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.chrono.interval import Interval
from timeline.events.labels import label, ordinal, singular, tier, to_come, told_earlier
from timeline.events.sides import Sides
from timeline.events.telling import Telling, side, without_sides
from timeline.model.event import Actor, Place
from timeline.model.quick import replace

WITHIN = 30  # mentions at either end of an encounter's that a further one is held against


@dataclass(slots=True, eq=False)
class Said:
    """What the mentions of an encounter say, each thing once, so that a further mention is not held against every one of them.

    Their kinds, rules, words, references, counts of sides, ranks, places in a series and cues; whether they tell of a tour, of the last
    or the next of several; their days, and the places that their words name.
    """

    kinds: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    labels: set[int | None] = field(default_factory=set)
    tiers: set[str | None] = field(default_factory=set)
    ordinals: set[str | None] = field(default_factory=set)
    tours: set[bool] = field(default_factory=set)
    earlier: set[bool] = field(default_factory=set)
    to_come: set[bool] = field(default_factory=set)
    cues: set[str | None] = field(default_factory=set)
    days: dict[Interval, None] = field(default_factory=dict)
    places: dict[tuple[object, ...], Place] = field(default_factory=dict)
    counted: int = 0

    def take(self, telling: Telling) -> None:
        """One more mention."""
        mention = telling.mention
        word = mention.text.lower()
        self.kinds.add(mention.kind)
        self.rules.add(mention.rule)
        self.words.add(word)
        self.nouns.add(singular(word))
        self.references.add(mention.reference)
        self.labels.add(label(telling))
        self.tiers.add(tier(telling))
        self.ordinals.add(ordinal(telling))
        self.tours.add(word.startswith("tour"))
        if mention.kind != "visit":
            self.earlier.add(told_earlier(telling))
            self.to_come.add(to_come(telling))
            self.cues.add(telling.cue)
        if telling.dating.interval is not None:
            self.days[telling.dating.interval] = None
        if (p := telling.place) is not None and not telling.supposed:
            self.places.setdefault((p.name, p.country, p.lat, p.lon), p)
        self.counted += 1


def by_side(actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Actors by the side for which they stand."""
    found: dict[str, list[Actor]] = {}
    for actor in actors:
        found.setdefault(side(actor), []).append(actor)
    return found


Saying = tuple[str | None, bool]
"""What a mention says of the status, and whether firmly (:func:`timeline.events.status.of_mention`)."""


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one encounter so far, and what each says of the status."""

    tellings: list[Telling]
    told: list[Saying]
    _people: dict[str, Actor] = field(default_factory=dict)
    _counted: int = 0
    _sides: frozenset[str] = frozenset()
    _of_side: dict[str, list[Actor]] = field(default_factory=dict)
    _said: Said = field(default_factory=Said)
    _firm: tuple[int, frozenset[str]] = (0, frozenset())
    _parties: tuple[dict[str, Actor], frozenset[str]] | None = None

    @property
    def kind(self) -> str:
        """Kind of the first mention."""
        return self.tellings[0].mention.kind

    @property
    def people(self) -> dict[str, Actor]:
        """Everybody told to take part, by id, states left out whose people are named; without the places where they are named."""
        if self._counted < len(self.tellings):
            told = [a for t in self.tellings[self._counted :] for a in t.participants]
            if not all(a.id in self._people for a in told):  # somebody new
                new = [Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank) for a in told]
                self._people = {a.id: a for a in without_sides((*self._people.values(), *new))}
                self._of_side = by_side(self._people.values())
                self._sides = frozenset(self._of_side)
            self._counted = len(self.tellings)
        return self._people

    @property
    def sides(self) -> frozenset[str]:
        """For whom they stand."""
        return self._sides if self.people else frozenset()

    def parties(self, sides: Sides) -> frozenset[str]:
        """For whom they stand, by a document's :class:`~timeline.events.sides.Sides`, as far as that is known."""
        people = self.people  # another object whenever somebody is added
        if self._parties is None or self._parties[0] is not people:
            self._parties = (people, frozenset(sides.all_of(people.values())))
        return self._parties[1]

    @property
    def of_side(self) -> dict[str, list[Actor]]:
        """Who stands for each side."""
        return self._of_side if self.people else {}

    @property
    def said(self) -> Said:
        """What the mentions say that a further one is held against."""
        if self._said.counted < len(self.tellings):
            near = self.near
            if len(near) < len(self.tellings):
                self._said = Said()
            for telling in near[self._said.counted :]:
                self._said.take(telling)
            self._said.counted = len(self.tellings)
        return self._said

    @property
    def near(self) -> list[Telling]:
        """The mentions that a further one is held against: the first and the last ones, so that cost grows with the length alone."""
        return self.tellings if len(self.tellings) <= 2 * WITHIN else self.tellings[:WITHIN] + self.tellings[-WITHIN:]

    @property
    def firm(self) -> frozenset[str]:
        """What its mentions say of the status firmly."""
        counted, values = self._firm
        if counted < len(self.told):
            near = self.told if len(self.told) <= 2 * WITHIN else self.told[:WITHIN] + self.told[-WITHIN:]
            values = frozenset([value for value, firm in near if firm and value])
            self._firm = (len(self.told), values)
        return values

    def retell(self, participants: tuple[Actor, ...], position: int = 0) -> None:
        """Gives a mention, the first one unless told otherwise, other participants."""
        self.tellings[position] = replace(self.tellings[position], participants=participants)
        self._people, self._counted = {}, 0

    @property
    def last(self) -> int:
        """Position of the last mention."""
        return self.tellings[-1].index
