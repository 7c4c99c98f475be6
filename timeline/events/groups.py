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


Saying = tuple[str | None, bool]
"""What a mention says of the status, and whether firmly (:func:`timeline.events.status.of_mention`)."""


@dataclass(slots=True, eq=False)
class Said:
    """What the mentions of an encounter say, each thing once, so that a further mention is not held against every one of them.

    Their kinds, rules, words, references, counts of sides, ranks, places in a series and cues; whether they tell of a tour, of the last
    or the next of several; their days, the places that their words name, and what they say of the status firmly.
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
    firm: set[str] = field(default_factory=set)

    def take(self, telling: Telling, saying: Saying) -> None:
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
        value, firm = saying
        if value and firm:
            self.firm.add(value)


def by_side(actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Actors by the side for which they stand."""
    found: dict[str, list[Actor]] = {}
    for actor in actors:
        found.setdefault(side(actor), []).append(actor)
    return found


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one encounter so far, its kind by the first of them, what each says of the status, and what they say together
    that a further one is held against; everybody told to take part, by id, for which sides, and who stands for each."""

    kind: str
    tellings: list[Telling] = field(default_factory=list)
    told: list[Saying] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    people: dict[str, Actor] = field(default_factory=dict)
    of_side: dict[str, list[Actor]] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()
    _parties: tuple[dict[str, Actor], frozenset[str]] | None = None

    def take(self, telling: Telling, saying: Saying) -> None:
        """One more mention, and what it says of the status."""
        self.tellings.append(telling)
        self.told.append(saying)
        if len(self.tellings) <= 2 * WITHIN:
            self.said.take(telling, saying)
        else:
            self.said = Said()
            for near in zip(self.near, self.told[:WITHIN] + self.told[-WITHIN:], strict=True):
                self.said.take(*near)
        if not all(a.id in self.people for a in telling.participants):  # somebody new
            self._know((*self.people.values(), *telling.participants))

    def _know(self, told: Iterable[Actor]) -> None:
        """Everybody told to take part, states left out whose people are named; without the places where they are named."""
        told = [Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank) if a.at else a for a in told]
        self.people = {a.id: a for a in without_sides(told)}
        self.of_side = by_side(self.people.values())
        self.sides = frozenset(self.of_side)

    def parties(self, sides: Sides) -> frozenset[str]:
        """For whom they stand, by a document's :class:`~timeline.events.sides.Sides`, as far as that is known."""
        if self._parties is None or self._parties[0] is not self.people:  # another object whenever somebody is added
            self._parties = (self.people, frozenset(sides.all_of(self.people.values())))
        return self._parties[1]

    @property
    def near(self) -> list[Telling]:
        """The mentions that a further one is held against: the first and the last ones, so that cost grows with the length alone."""
        return self.tellings if len(self.tellings) <= 2 * WITHIN else self.tellings[:WITHIN] + self.tellings[-WITHIN:]

    def retell(self, participants: tuple[Actor, ...], position: int = 0) -> None:
        """Gives a mention, the first one unless told otherwise, other participants."""
        self.tellings[position] = replace(self.tellings[position], participants=participants)
        self._know([a for t in self.tellings for a in t.participants])

    @property
    def last(self) -> int:
        """Position of the last mention."""
        return self.tellings[-1].index
