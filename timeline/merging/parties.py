"""Who takes part, as merging compares it: the same, one side's subset, partly, or contradicting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from timeline.lexicon.knowledge import knowledge
from timeline.merging.names import key, misspelt, same_person
from timeline.model.event import Actor
from timeline.model.quick import quick
from timeline.model.vocabulary import ActorType


@quick
@dataclass(frozen=True, slots=True)
class Party:
    """One participant. ``side`` is the state or organisation it stands for; ``named`` is true for a person; ``id`` is empty
    where no table knows it."""

    name: str
    id: str
    side: str
    named: bool
    rank: str


#: Parties in the order of their fields; so sorted they are compared by no function of Python's.
_ORDER = attrgetter("name", "id", "side", "named", "rank")


@quick
@dataclass(frozen=True, slots=True)
class Who:
    """How two sets of parties compare. ``exact`` and ``stood_for`` count matches (the same name; a state and somebody acting for
    it), ``maybe`` those where nothing tells for whom a person acts. ``left`` and ``right`` count who is told by one only.
    ``clash``: each tells of somebody who rules out the other's."""

    exact: int
    stood_for: int
    maybe: int
    left: int
    right: int
    clash: bool

    @property
    def matched(self) -> int:
        """Number of parties that agree."""
        return self.exact + self.stood_for + self.maybe

    @property
    def same(self) -> bool:
        """True where nobody is left over on either side."""
        return self.matched > 0 and not self.left and not self.right

    @property
    def subset(self) -> bool:
        """True where only one of both tells of others."""
        return self.matched > 0 and not (self.left and self.right)


def party(actor: Actor, sides: Mapping[str, str]) -> Party:
    """The party that an actor is. ``sides`` holds the state of people whose own record does not tell it."""
    name = key(actor.name)
    return _party(name, actor.id, actor.type, actor.country or sides.get(name, ""), actor.rank or "")


@lru_cache(maxsize=65536)
def _party(name: str, id: str, type: ActorType, country: str, rank: str) -> Party:
    known = "" if id.startswith("local:") else id
    if type is ActorType.STATE:
        side = country or known.removeprefix("iso:") or name
    elif type is ActorType.ORGANISATION:
        side = known.removeprefix("org:") or name
    else:
        side = country
    return Party(name, known, side, type is ActorType.PERSON, rank)


def parties(actors: Iterable[Actor], sides: Mapping[str, str]) -> tuple[Party, ...]:
    """The parties of an event, sorted, each once; without a state of which somebody who acts for it is told."""
    found = {party(a, sides) for a in actors}
    told = {p.side for p in found if p.named and p.side}
    return _shared(tuple(sorted([p for p in found if p.named or p.side not in told or p.id != f"iso:{p.side}"], key=_ORDER)))


@lru_cache(maxsize=65536)
def _shared(found: tuple[Party, ...]) -> tuple[Party, ...]:
    """One object for equal tuples: they are compared again and again."""
    return found


@lru_cache(maxsize=65536)
def compare(a: tuple[Party, ...], b: tuple[Party, ...]) -> Who:
    """How the parties of two events compare.

    A state stands for its minister and the other way round; two people of one state are two people.
    """
    if a == b:
        return Who(len(a), 0, 0, 0, 0, False)
    left, right = list(a), list(b)
    exact = _pair_off(left, right, same)
    stood_for = _pair_off(left, right, stands_for)
    maybe = _pair_off(left, right, may_stand_for)
    clash = any(p.named and q.named and p.side and p.side == q.side for p in left for q in right)
    if left and right and len(a) == 2 and len(b) == 2 and len(left) == 1:
        agreed = [p for p in a if p != left[0]] + [q for q in b if q != right[0]]
        clash = clash or not any(
            p.id.startswith("org:") for p in agreed
        )  # one of two is another; but many take part in an organisation's gathering
    return Who(exact, stood_for, maybe, len(left), len(right), clash)


def _pair_off(left: list[Party], right: list[Party], test: Callable[[Party, Party], bool]) -> int:
    found = 0
    for p in tuple(left):
        for q in right:
            if test(p, q):
                left.remove(p)
                right.remove(q)
                found += 1
                break
    return found


def same(p: Party, q: Party) -> bool:
    """True where two parties are one: by id where both have one, else by name."""
    if p.id and q.id:
        return p.id == q.id
    if p.name == q.name:
        return True
    if not (p.named and q.named) or (p.side and q.side and p.side != q.side):
        return False
    return same_person(p.name, q.name) or (p.side == q.side != "" and misspelt(p.name, q.name))


def stands_for(p: Party, q: Party) -> bool:
    """True where one is the state or organisation for which the other acts, or an office and its holder."""
    if not p.side or p.side != q.side or (p.named and q.named):
        return False
    office, holder = (p, q) if q.named else (q, p)
    return not holder.named or not office.id.startswith("office:") or _held(office.id, holder.id, office.rank == holder.rank)


@lru_cache(maxsize=4096)
def _held(office: str, person: str, alike: bool) -> bool:
    """Whether a person of the tables ever held an office; of others, whether the ranks are alike."""
    known = knowledge().people.get(person)
    if known is None:
        return alike
    country, _, title = office.removeprefix("office:").partition("/")
    return any(term.country == country and term.office == title for term in known.terms)


def may_stand_for(p: Party, q: Party) -> bool:
    """True where one is a person and nothing tells for whom that person acts, or both are groups of no table called by one noun
    ("RCD rebels", "Congolese rebels")."""
    if p.named != q.named:
        return not (p.side and q.side)
    return not (p.named or p.id or q.id) and p.name.rpartition(" ")[2] == q.name.rpartition(" ")[2]


def tokens(found: tuple[Party, ...]) -> tuple[str, ...]:
    """One blocking word a party: its side, else the last word of its name; sorted, each once."""
    return tuple(sorted({p.side or p.name.rpartition(" ")[2] for p in found}))


def unite(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of both, each once: a person in the place of the state acted for, the longer name in the place of the shorter."""
    if a == b:
        return a
    left, right = list(a), list(b)
    out: list[Party] = []
    for test in (same, stands_for, may_stand_for):
        for p in tuple(left):
            for q in right:
                if test(p, q):
                    left.remove(p)
                    right.remove(q)
                    out.append(max(p, q, key=lambda x: (x.named, bool(x.id), bool(x.side), len(x.name), x.name)))
                    break
    return tuple(sorted({*out, *left, *right}, key=_ORDER))


def beside_others(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Two people by themselves and a gathering of many, or two parties and the talks of an organisation that neither names: a talk
    beside it, not the gathering."""
    few, many = sorted((a, b), key=len)
    if len(few) == 1 and few[0].id.startswith("org:") and len(many) == 2:
        none = few[0].side not in {p.side for p in many}
        return none and (any(p.named for p in many) or not any(p.id.startswith("org:") for p in many))
    talk = len(few) == 2 and all(p.named for p in few)
    return talk and (len(many) > 3 or any(p.id.startswith("org:") for p in many))
