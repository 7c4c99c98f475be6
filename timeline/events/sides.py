"""For whom the people of one document act, where their own words do not say it, and who else takes part whom only the sides tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from timeline.events.telling import PERSON, side, stands_apart
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.rules import words
from timeline.lexicon.states import states
from timeline.model.event import Actor, Place
from timeline.model.mentions import Lifted, TriggerMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Level

_GOVERNING = frozenset({Level.LEADER.value, Level.MINISTER.value})
ActorOf = Callable[[int], Sequence[Actor]]
_MET = frozenset({"slot.with", "slot.object"})
_PEOPLE = frozenset({ActorType.PERSON, ActorType.OFFICE})
_OPENS = 4  # characters before the first words of a report at most: "The "
_SHARE = 0.4  # of the states that a text without a dateline names, the share that tells where it is at home


class Sides:
    """The side of each actor of a document: a country's code, an organisation's id, else the actor alone.

    ``organisations`` are the sides of people who act for an organisation, by their ids. ``home`` is the state where the report
    is written: there a title without a state ("Vice Premier Li Lanqing") is that state's. ``named`` are the organisations that
    the document names, by their ids; ``visited`` the states to which a visit leads each of its people.
    """

    def __init__(
        self, organisations: Mapping[str, str] | None = None, home: str | None = None, named: Mapping[str, Actor] | None = None
    ) -> None:
        self._organisations = organisations or {}
        self.home = home
        self.named = named or {}
        self.visited: Mapping[str, set[str | None]] = {}

    def of(self, actor: Actor) -> str:
        """Whom an actor stands for."""
        told = side(actor)
        if told != actor.id or actor.type is not ActorType.PERSON or stands_apart(actor):
            return told
        if actor.id in self._organisations:
            return self._organisations[actor.id]
        if self.home is not None and actor.office and actor.rank != Level.ORGANISATION.value:
            return self.home if actor.rank in _GOVERNING or _hosting(actor.office) else told
        return told

    def sent(self, actor: Actor) -> bool:
        """True for somebody of whom the words tell for which organisation he acts."""
        return actor.id in self._organisations

    def told(self, actor: Actor) -> bool:
        """True where that is a state, an armed movement or an organisation that the tables know, not merely some organisation."""
        if actor.type is not ActorType.PERSON or self.of(actor) != actor.id or stands_apart(actor):
            return True
        known = actor.rank == Level.ORGANISATION.value and actor.id in knowledge().people  # Kofi Annan, whatever the text calls him
        return known or (actor.office is not None and _mediating(actor.office))

    def all_of(self, actors: Iterable[Actor]) -> set[str]:
        """The sides of those actors of whom it is known, or follows from the words, for whom they act."""
        return {told for a in actors if (told := self._known(a)) is not None}

    def _known(self, actor: Actor) -> str | None:
        """Whom an actor stands for, where that is known."""
        if actor.type is not PERSON:
            return side(actor)
        told = self.of(actor)
        apart = actor.rank == Level.ORGANISATION or stands_apart(actor) or (actor.office is not None and _mediating(actor.office))
        return told if told != actor.id or apart else None


@lru_cache(maxsize=4096)
def _mediating(office: str) -> bool:
    """True for an office whose holder goes between two sides and is of neither: a mediator, an envoy."""
    return not words("sides.toml", "nouns")["mediating"].isdisjoint(office.lower().split())


@lru_cache(maxsize=4096)
def _hosting(office: str) -> bool:
    """True for an office that is held at home, whatever its rank: a governor, a mayor, a party secretary."""
    return not words("sides.toml", "nouns")["at_home"].isdisjoint(office.lower().replace("-", " ").split())


def at_home(side: str, country: str | None) -> bool:
    """True where a place's country is a side's own, or land that belongs to it.

    >>> at_home("US", "PR"), at_home("US", "MX")
    (True, False)
    """
    return side == country or country in words("sides.toml", "territories").get(side, ())


def home_of(lifted: Lifted, dateline: str | None) -> str | None:
    """The state where a report is at home: its dateline's, else the one whose government it begins with ("The Japanese cabinet on
    Thursday …"), else the one that most of the states in the text are; None where neither."""
    known = states()
    if dateline is None and lifted.names:
        first, opens = lifted.names[0], next((p.start for p in lifted.paragraphs if p.kind == "body"), 0)
        if first.country in known and first.type != "person" and 0 <= first.start - opens <= _OPENS:
            dateline = first.country
    if dateline is not None:
        return dateline
    codes = [m.country for m in lifted.actors if m.country in known] + [m.country for m in lifted.places if m.country in known]
    if not codes:
        return None
    code = max(dict.fromkeys(codes), key=codes.count)
    return code if codes.count(code) >= _SHARE * len(codes) else None


def represented(actor: Actor, sides: Sides) -> Actor:
    """The state or organisation that somebody stands for, told by the same words; the actor himself where it is none of these."""
    code = sides.of(actor)
    if code in sides.named:
        return replace(sides.named[code], at=actor.at)
    state = states().get(code)
    if state is None:
        return actor
    return Actor(f"iso:{code}", state.name, ActorType.STATE, code, rank=Level.OFFICIAL.value, at=actor.at)


def visited(lifted: Lifted, places: Sequence[Place | None]) -> str | None:
    """The one state to which the visits of a document lead; None where there are several, or none."""
    goals = {a.index for m in lifted.triggers if m.kind == "visit" for a in m.arguments if a.target == "place"}
    codes = {place.country for n in goals if (place := places[n]) is not None}
    return codes.pop() if len(codes) == 1 else None


def hosts(people: Sequence[Actor], country: str | None, sides: Sides) -> list[Actor]:
    """ "Rowe arrived in Lima. He will meet President Quispez and the speaker": those whom a foreigner meets, and of whom nobody tells
    whose officials they are, are of the state where he is."""
    bare = [a for a in people if not a.country and a.rank in _GOVERNING and not sides.sent(a)]
    guests = {a.country for a in people if a.country}
    if not bare or not guests or country not in states() or country in guests:
        return list(people)
    return [replace(a, country=country) if a in bare else a for a in people]


def completed(
    mention: TriggerMention, people: list[Actor], place: Place | None, visit: str | None, actor: ActorOf, sides: Sides
) -> list[Actor]:
    """With whoever the clauses above tell of, the nearest of another side, where the words name one party only, or no traveller.

    "After talks with A and B" names two of those whom somebody met. ``visit`` is the state to which the visits lead, ``actor`` tells who a
    mention is.
    """
    perhaps = [a for a in mention.arguments if a.role == "perhaps"]
    if not perhaps:
        return people
    told, n = len({sides.of(a) for a in people}), len(people)
    met = mention.kind == "meeting" and all(a.rule in _MET for a in mention.arguments if a.role == "party")
    if told != (0 if mention.kind == "visit" else 1) and not (met and told):
        return people
    for a in perhaps:
        found = [x for x in actor(a.index) if sides.told(x)]
        whole = [*people, *found]
        if mention.kind == "visit":
            whole = [x for x in found if x.type in _PEOPLE and (place is None or x.country != place.country)]
        elif mention.kind == "meeting":
            whole = hosts(whole, place.country if place is not None else visit, sides)
        if whole[n:] and not {sides.of(x) for x in whole[:n]} & {sides.of(x) for x in whole[n:]}:
            return whole
    return people
