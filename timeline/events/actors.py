"""Who is meant: the actors of one document, decided with all its evidence and its date.

A surname is the person whose full name stands in the document; else whoever of that name the tables vouch for on that day. An
office is its holder, named in the document or by the tables, else the office itself ("Foreign Minister of Hungary"). What cannot
be told is nobody: a missing participant is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from operator import attrgetter

from timeline.chrono.interval import Interval
from timeline.events.actors_bodies import BODY
from timeline.events.actors_offices import Offices, region_ids
from timeline.events.actors_states import of_states
from timeline.events.telling import OFFICE, PERSON, stands_apart
from timeline.lexicon.knowledge import knowledge
from timeline.model.event import Actor
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_DEPTH = 5
_BY_NAME = attrgetter("name", "id")
_CHAIN = 12  # paragraphs that begin with "He", one after the other, that are followed back
_FEW = 600  # characters between "A and B" and "the two" at most
_BACK = 30  # mentions that lie between "EU finance ministers" and "the ministers" at most
_POSTED = re.compile(
    r"\b(?:ambassador|envoy|representative|negotiator|coordinator|commissioner|minister|secretary) (?:to|for|in|on|of|at)\b"
)
_LED_BY_WORD = re.compile(
    r"\b(?:of|on|about|with|for|against|in|to|from|over|by|between|and|at|after|before|during|met|meet|told|said)\b", re.IGNORECASE
)
_MEMBERS = 3
_PEOPLE = frozenset({PERSON, OFFICE})
_THEY = frozenset({"they", "them", "their"})


def _members(actors: Collection[Actor]) -> bool:
    """True for the members of a gathering, or their body: no need of "African states" beside them."""
    gathered = any(at.rule.startswith("gathering.") for a in actors for at in a.at)
    return gathered or sum(a.type is ActorType.STATE for a in actors) >= _MEMBERS


class Roster(Offices):
    """The actors of one document.

    ``dct`` is the day of publication (a day, an interval of one, or None); without it nobody is an office holder by the tables
    alone. ``gazetteer`` is the path of a user's table; ``officeholders=False`` leaves the shipped table of people out.
    """

    def __init__(
        self, lifted: Lifted, text: str, dct: Interval | dt.date | None, *, gazetteer: str | None = None, officeholders: bool = True
    ) -> None:
        day = dct.end if isinstance(dct, Interval) else dct
        super().__init__(of_states(lifted, text), text, knowledge(gazetteer, officeholders=officeholders), day)
        self._cache: dict[int, tuple[Actor, ...]] = {}
        self._genders: dict[str, int] | None = None
        self._links = 0

    def actor(self, index: int) -> tuple[Actor, ...]:
        """Who ``lifted.actors[index]`` is: several for a group, none where it cannot be told. Each tells where it was read."""
        if index not in self._cache:
            self._cache[index] = self._resolve(index, 0)
        return self._cache[index]

    def combine(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Actors of one event, each once, sorted by name; a state or organisation for which a person or office stands is left out."""
        merged: dict[str, Actor] = {}
        again: dict[str, list[Actor]] = {}
        for actor in actors:
            if actor.id in merged:
                again.setdefault(actor.id, [merged[actor.id]]).append(actor)
            else:
                merged[actor.id] = actor
        for same in again.values():
            first, role = same[0], next((a.role for a in same if a.role), None)
            at = tuple(dict.fromkeys(at for a in same for at in a.at))
            merged[first.id] = Actor(first.id, first.name, first.type, first.country, first.office, role, first.rank, at)
        spoken = {self._side_of(a) for a in merged.values() if a.type in _PEOPLE and not stands_apart(a)}
        kept = [a for a in merged.values() if a.type in _PEOPLE or a.id not in spoken]
        regions = region_ids()
        if not regions.isdisjoint(merged) and _members(kept):
            kept = [a for a in kept if a.id not in regions]
        return tuple(sorted(kept, key=_BY_NAME)) if len(kept) > 1 else tuple(kept)

    def _side_of(self, actor: Actor) -> str | None:
        """The id of the state or organisation that somebody acts for."""
        return f"iso:{actor.country}" if actor.country else self.acts_for.get(actor.id)

    # -- one mention --------------------------------------------------------------------------------------------------------------

    def _resolve(self, index: int, depth: int) -> tuple[Actor, ...]:
        mention = self._lifted.actors[index]
        if depth > _DEPTH:
            return ()
        if mention.form == "name" and mention.type in (None, "person"):
            somebody = self._people.of(mention)
            return (self._person(somebody, mention),) if somebody else self._nicknamed(mention)
        if mention.rule == BODY:
            meant = self._bodies.meant(index)
            found = list(self._resolve(meant, depth + 1)) if meant is not None else []
            return tuple(Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank, (self._at(mention),)) for a in found)
        if mention.form == "counterpart":
            return self._counterpart(mention, depth)
        if mention.form == "group" and mention.rule != "actor.compound":
            return self._group(index, mention, depth)
        if mention.antecedents:
            found = [a for link in mention.antecedents for a in self._resolve(link, depth + 1)]
            if (
                mention.form == "pronoun"
                and len(found) == 1
                and mention.rule != "actor.pronoun.clause"
                and not self._agrees(mention, found[0].id)
            ):
                return ()
            if found or (mention.form == "pronoun" and mention.rule != "actor.pronoun.only"):
                at = self._at(mention)
                each = dict.fromkeys(found) if len(found) > 1 else found
                return tuple([Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank, (at,)) for a in each])
        if mention.form == "pronoun" and mention.text.lower() in _THEY:
            return tuple(self._person(s, mention) for s in self._people.pair(index, mention, self._text))
        if mention.form == "pronoun":
            leading = self._leading(mention)
            if leading:
                return leading
            somebody = self._people.pronoun(mention)
            if somebody is not None and not self._agrees(mention, somebody.id):
                return ()
            return (self._person(somebody, mention),) if somebody else ()
        if mention.form == "office":
            return self._office(index, mention)
        return self._side(mention)

    def _leading(self, mention: ActorMention) -> tuple[Actor, ...]:
        """ "He" whose paragraph names nobody before: the subject, by its place, of the last sentence of the one before that has one."""
        if self._links >= _CHAIN:
            return ()
        paragraphs = self._lifted.paragraphs
        where = bisect_right(paragraphs, mention.start, key=lambda p: p.start) - 1
        if where < 1:
            return ()
        first = bisect_left(self._lifted.actors, paragraphs[where - 1].start, key=lambda m: m.start)
        last = bisect_left(self._lifted.actors, paragraphs[where - 1].end, key=lambda m: m.start)
        seen: dict[tuple[int, int], bool] = {}
        subjects = [n for n in range(first, last) if self._is_subject(n, seen)]
        self._links += 1
        found = next((actors for n in reversed(subjects) if (actors := self._one(n, mention))), ())
        self._links -= 1
        return found

    def _one(self, index: int, mention: ActorMention) -> tuple[Actor, ...]:
        """Who a subject is, read where a pronoun stands; nobody where that is no one person, or another than the pronoun tells."""
        found = self.actor(index)
        if len(found) == 1 and found[0].type in _PEOPLE:
            return (replace(found[0], at=(self._at(mention),)),)
        return ()

    def _is_subject(self, index: int, seen: dict[tuple[int, int], bool]) -> bool:
        """True for the first person of a sentence whom no preposition leads: "Talks with Lavrov ended, | Rice | said"."""
        mention = self._lifted.actors[index]
        if mention.sentence in seen:
            return False
        person = mention.form == "name" and mention.type in (None, "person")
        if not person and mention.form not in ("pronoun", "office"):
            return False
        before = self._text[mention.sentence[0] : mention.start].rpartition(",")[2]
        if _LED_BY_WORD.search(_POSTED.sub("", before)):
            return False
        seen[mention.sentence] = True
        return True

    def _group(self, index: int, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """A group whose paragraph does not name it: the last people (or states) named before it, if they are as many as it says.

        "The foreign ministers" are all who are said to hold that office so far, if there are two or more.
        """
        if mention.rule == "actor.group.theirs":
            return self._theirs(index, mention, depth)
        if mention.rule == "actor.group.office":
            members = self._people.all_of_office(mention)
            return tuple(self._person(s, mention) for s in members) or self._plural_before(index, mention, depth)
        wanted = int(mention.title or 0)
        noun = mention.text.lower().split(" ", 1)[-1]
        near = self._fitting(mention.antecedents or self._together(index), noun, depth, wanted)
        found = near if len(near) == wanted else self._fitting(range(index - 1, -1, -1), noun, depth, wanted)
        if len(found) < wanted and noun.endswith(_OF_STATES):
            found = self._states_before(index, depth)
        elif len(found) < wanted:
            found = {a.id: a for s in self._people.pair(index, mention, self._text) for a in (self._person(s, mention),)}
        at = (self._at(mention),)
        if not wanted or len(found) != wanted:
            return self._plural_before(index, mention, depth) if noun == "leaders" else ()
        return tuple(Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank, at) for a in found.values())

    def _plural_before(self, index: int, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """ "The ministers", where "EU finance ministers" were told of before: the last side of that name."""
        noun = mention.text.lower().rpartition(" ")[2]
        if self._text.startswith(("'", "’"), mention.end):  # "the ministers' conclusions call for talks"
            return ()
        for n in range(index - 1, max(-1, index - _BACK), -1):
            other = self._lifted.actors[n]
            told = other.rule == "actor.region" or (other.form in ("office", "side") and other.country)
            if told and other.text.lower().endswith(noun):
                return tuple(replace(a, at=(self._at(mention),)) for a in self._resolve(n, depth + 1))
        return ()

    def _theirs(self, index: int, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """ "Peru and Chile agreed that their foreign ministers would meet": who holds that office in each of the states."""
        owners = [a for link in mention.antecedents for a in self._resolve(link, depth + 1)]
        codes = dict.fromkeys(a.country for a in owners if a.country)
        if len(codes) < _TWO:
            codes = dict.fromkeys(a.country for a in self._states_before(index, depth).values() if a.country)
        office, title, at = mention.office or "", mention.title or "", (self._at(mention),)
        return tuple(x for code in codes for x in self._holder(code, office, title, at)) if len(codes) == _TWO else ()

    def _together(self, index: int) -> tuple[int, ...]:
        """ "Rowe of Peru and Aalto of Finland met the premier. | The two …": those with whom a sentence shortly before begins."""
        start = self._lifted.actors[index].start
        seen: dict[tuple[int, int], bool] = {}
        first = bisect_left(self._lifted.actors, start - _FEW, key=lambda m: m.start)
        for n in reversed([n for n in range(first, index) if self._is_subject(n, seen)]):
            if (second := self._people.beside(n, self._text)) is not None:
                return (n, second)
        return ()

    def _states_before(self, index: int, depth: int) -> dict[str, Actor]:
        """ "The two countries", where their people alone were told of: the states of the last ones, of two."""
        found: dict[str, Actor] = {}
        for n in range(index - 1, max(-1, index - _BACK), -1):
            for actor in self._resolve(n, depth + 1):
                state = self.owner(f"iso:{actor.country}") if actor.country else None
                if state is not None:
                    found.setdefault(state.id, state)
            if len(found) >= _TWO:
                break
        return found

    def _fitting(self, indices: Iterable[int], noun: str, depth: int, wanted: int) -> dict[str, Actor]:
        """The first actors among these mentions that a word for a group can mean, until there are as many as wanted."""
        states = noun.endswith(_OF_STATES)
        offices = next((keys for word, keys in _OFFICES_OF if noun.endswith(word)), None)
        found: dict[str, Actor] = {}
        for n in indices:
            for actor in self._resolve(n, depth + 1):
                if states:
                    party = (
                        actor.type is ActorType.ORGANISATION and noun.endswith(_OF_PARTIES) and self._front(actor.id.removeprefix("org:"))
                    )
                    fits = actor.type is ActorType.STATE or party
                elif offices is not None:
                    fits = actor.type in _PEOPLE and self._people.office_of(actor.id) in offices
                else:
                    fits = actor.type in _PEOPLE
                if fits:
                    found.setdefault(actor.id, actor)
            if len(found) >= wanted:
                break
        return found

    def _agrees(self, mention: ActorMention, person: str) -> bool:
        """False where the document elsewhere speaks of somebody as "he" and here says "she", or the other way round."""
        if self._genders is None:
            self._genders = {}
            for n, other in enumerate(self._lifted.actors):
                sign = _GENDER.get(other.text.lower(), 0)
                for actor in self._resolve(n, 0) if sign and other.rule == "actor.pronoun.clause" else ():
                    self._genders[actor.id] = self._genders.get(actor.id, 0) + sign
        return self._genders.get(person, 0) * _GENDER.get(mention.text.lower(), 0) >= 0

    def _counterpart(self, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """ "his American counterpart": the same office, of the state that the words tell; by name where a name follows."""
        for link in mention.antecedents:
            if mention.rule.endswith("apposition"):
                return self._resolve(link, depth + 1)
            for first in self._resolve(link, depth + 1):
                if mention.country is None:
                    named = self._people.of(self._lifted.actors[link])
                    peer = self._people.peer(mention, named) if named is not None else None
                    if peer is not None:
                        return (self._person(peer, mention),)
                    continue
                body = self.owner(f"org:{mention.country}") if mention.country not in self._known.states else None
                if body is not None:  # "his NATO counterparts": one of each member
                    return (Actor(body.id, body.name, body.type, None, None, None, body.rank, (self._at(mention),)),)
                key = self._people.office_of(first.id) or self._lifted.actors[link].office
                if key is None:
                    continue
                somebody = self._people.by_office(mention.country, key, False)
                if somebody:
                    return (self._person(somebody, mention),)
                return self._holder(mention.country, key, first.office or key, (self._at(mention),))
        return ()


_TOP = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "monarch",
        "leader",
        "vice_leader",
        "rebel",
        "party_head",
        "organisation_head",
        "royal",
        "sheikh",
    }
)
_OFFICES_OF = (
    ("foreign ministers", frozenset({"foreign_minister"})),
    ("defence ministers", frozenset({"defence_minister"})),
    ("defense ministers", frozenset({"defence_minister"})),
    ("prime ministers", frozenset({"head_of_government"})),
    ("premiers", frozenset({"head_of_government"})),
    ("heads of state", _TOP),
    ("presidents", frozenset({"head_of_state", "head_of_government"})),
    ("ministers", frozenset({"foreign_minister", "defence_minister", "minister"})),
    ("leaders", _TOP),
    ("statesmen", _TOP),
    ("diplomats", frozenset({"foreign_minister", "ambassador", "envoy", "deputy_minister", "other", "diplomat"})),
    ("envoys", frozenset({"envoy", "ambassador", "other"})),
    ("negotiators", frozenset({"envoy", "deputy_minister", "other"})),
)
_GENDER = {
    "he": 1,
    "him": 1,
    "his": 1,
    "himself": 1,
    "she": -1,
    "her": -1,
    "herself": -1,
}
_TWO = 2
_OF_PARTIES = ("sides", "parties", "delegations", "teams")
_OF_STATES = (
    "sides",
    "parties",
    "countries",
    "nations",
    "states",
    "delegations",
    "governments",
    "capitals",
    "neighbors",
    "neighbours",
    "allies",
)
