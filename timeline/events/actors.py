"""Who is meant: the actors of one document, decided with all its evidence and its date.

A surname is the person whose full name stands in the document; else whoever of that name the tables vouch for on that day. An
office is its holder, named in the document or by the tables, else the office itself ("Foreign Minister of Hungary"). What cannot
be told is nobody: a missing participant is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from timeline.chrono.interval import Interval
from timeline.events.actors_people import People, Somebody
from timeline.lexicon.knowledge import Knowledge, knowledge
from timeline.lexicon.people import local_id
from timeline.lexicon.titles import RANK_OF_OFFICE, titles
from timeline.model.event import Actor, At
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.vocabulary import ActorType, Level

#: Office keys that single out one holder of a state or organisation at a time.
SINGULAR = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "monarch",
        "vice_leader",
        "parliament_speaker",
        "organisation_head",
        "national_security",
        "leader",
    ]
)
_LEADING = ("head_of_state", "head_of_government", "monarch")
_DEPTH = 5


def _of_states(lifted: Lifted, text: str) -> Lifted:
    """ "Foreign Ministers Aino Salmela of Finland and …": the state behind a person's name is the person's."""
    actors = list(lifted.actors)
    for n, (person, state) in enumerate(pairwise(actors)):
        named = person.form == "name" and person.type in (None, "person") and person.country is None
        if named and state.type == "state" and state.form == "name" and text[person.end : state.start] in (" of ", " of the "):
            code = next((c.removeprefix("iso:") for c in state.candidates if c.startswith("iso:")), None)
            actors[n] = replace(person, country=code)
    return replace(lifted, actors=tuple(actors))


class Roster:
    """The actors of one document.

    ``dct`` is the day of publication (a day, an interval of one, or None); without it nobody is an office holder by the tables
    alone. ``gazetteer`` is the path of a user's table; ``officeholders=False`` leaves the shipped table of people out.
    """

    def __init__(
        self, lifted: Lifted, text: str, dct: Interval | dt.date | None, *, gazetteer: str | None = None, officeholders: bool = True
    ) -> None:
        self._known: Knowledge = knowledge(gazetteer, officeholders=officeholders)
        lifted = self._lifted = _of_states(lifted, text)
        self._day = dct.end if isinstance(dct, Interval) else dct
        self._people = People(lifted, self._known, self._day)
        self._cache: dict[int, tuple[Actor, ...]] = {}
        self._genders: dict[str, int] | None = None

    def actor(self, index: int) -> tuple[Actor, ...]:
        """Who ``lifted.actors[index]`` is: several for a group, none where it cannot be told. Each tells where it was read."""
        if index not in self._cache:
            self._cache[index] = self._resolve(index, 0)
        return self._cache[index]

    def combine(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Actors of one event, each once, sorted by name; a state or organisation for which a person or office stands is left out."""
        merged: dict[str, Actor] = {}
        for actor in actors:
            first = merged.get(actor.id)
            if first is None:
                merged[actor.id] = actor
            else:
                at = tuple(dict.fromkeys((*first.at, *actor.at)))
                merged[actor.id] = Actor(
                    first.id, first.name, first.type, first.country, first.office, first.role or actor.role, first.rank, at
                )
        spoken = {self._side_of(a) for a in merged.values() if a.type is ActorType.PERSON}
        spoken |= {self._side_of(a) for a in merged.values() if a.type is ActorType.OFFICE}
        named = {(self._side_of(a), a.office) for a in merged.values() if a.type is ActorType.PERSON}
        kept = [
            a
            for a in merged.values()
            if not (a.type in (ActorType.STATE, ActorType.ORGANISATION) and a.id in spoken)
            and not (a.type is ActorType.OFFICE and (self._side_of(a), a.office) in named)
        ]
        return tuple(sorted(kept, key=lambda a: (a.name, a.id)))

    def _side_of(self, actor: Actor) -> str | None:
        """The id of the state or organisation that somebody acts for."""
        if actor.country:
            return f"iso:{actor.country}"
        person = self._known.people.get(actor.id)
        term = person.term(self._day) if person and self._day else None
        if term is not None and term.country not in self._known.states:
            return f"org:{term.country}"
        return None

    # -- one mention --------------------------------------------------------------------------------------------------------------

    def _resolve(self, index: int, depth: int) -> tuple[Actor, ...]:
        mention = self._lifted.actors[index]
        if depth > _DEPTH:
            return ()
        if mention.form == "name" and mention.type in (None, "person"):
            somebody = self._people.of(mention)
            return (self._person(somebody, mention),) if somebody else ()
        if mention.form == "counterpart":
            return self._counterpart(mention, depth)
        if mention.form == "group" and mention.rule != "actor.compound":
            return self._group(index, mention, depth)
        if mention.antecedents and not (mention.form == "office" and mention.rule.endswith("plural")):
            found = [a for link in mention.antecedents for a in self._resolve(link, depth + 1)]
            if (
                mention.form == "pronoun"
                and len(found) == 1
                and mention.rule != "actor.pronoun.clause"
                and not self._agrees(mention, found[0].id)
            ):
                return ()
            if found or mention.form in ("pronoun", "group"):
                at = self._at(mention)
                return tuple(Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank, (at,)) for a in dict.fromkeys(found))
        if mention.form == "pronoun":
            somebody = self._people.pronoun(mention)
            if somebody is not None and not self._agrees(mention, somebody.id):
                return ()
            return (self._person(somebody, mention),) if somebody else ()
        if mention.form == "office":
            return self._office(mention)
        return self._side(mention)

    def _group(self, index: int, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """A group whose paragraph does not name it: the last people (or states) named before it, if they are as many as it says.

        "The foreign ministers" are all who are said to hold that office so far, if there are two or more.
        """
        if mention.rule == "actor.group.office" and mention.office:
            members = self._people.all_of_office(mention)
            return tuple(self._person(s, mention) for s in members)
        wanted = int(mention.title or 0)
        noun = mention.text.lower().split(" ", 1)[-1]
        near = self._fitting(mention.antecedents, noun, depth, wanted)
        found = near if len(near) == wanted else self._fitting(range(index - 1, -1, -1), noun, depth, wanted)
        at = (self._at(mention),)
        if not wanted or len(found) != wanted:
            return ()
        return tuple(Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank, at) for a in found.values())

    def _fitting(self, indices: Iterable[int], noun: str, depth: int, wanted: int) -> dict[str, Actor]:
        """The first actors among these mentions that a word for a group can mean, until there are as many as wanted."""
        states = noun.endswith(_OF_STATES)
        offices = next((keys for word, keys in _OFFICES_OF if noun.endswith(word)), None)
        found: dict[str, Actor] = {}
        for n in indices:
            other = self._lifted.actors[n]
            if other.form not in ("name", "office", "side", "counterpart", "pronoun"):
                continue
            for actor in self._resolve(n, depth + 1):
                if states:
                    fits = actor.type is ActorType.STATE
                elif offices is not None:
                    fits = actor.type in (ActorType.PERSON, ActorType.OFFICE) and self._office_key(actor) in offices
                else:
                    fits = actor.type in (ActorType.PERSON, ActorType.OFFICE)
                if fits:
                    found.setdefault(actor.id, actor)
            if len(found) >= wanted:
                break
        return found

    def _office_key(self, actor: Actor) -> str | None:
        if actor.type is ActorType.OFFICE:
            return actor.id.rpartition("/")[2]
        return self._people.office_of(actor.id)

    def _agrees(self, mention: ActorMention, person: str) -> bool:
        """False where the document elsewhere speaks of somebody as "he" and here says "she", or the other way round."""
        if self._genders is None:
            self._genders = {}
            for n, other in enumerate(self._lifted.actors):
                sign = _GENDER.get(other.text.lower() if other.form == "pronoun" else (other.title or "").lower())
                if sign is None or (other.form == "pronoun" and other.rule != "actor.pronoun.clause"):
                    continue
                for actor in self._resolve(n, 0):
                    self._genders[actor.id] = self._genders.get(actor.id, 0) + sign
        return self._genders.get(person, 0) * _GENDER.get(mention.text.lower(), 0) >= 0

    def _at(self, mention: ActorMention) -> At:
        return At(self._lifted.doc_id, mention.start, mention.end, mention.text, mention.rule)

    def _person(self, somebody: Somebody, mention: ActorMention) -> Actor:
        known = self._known.people.get(somebody.id)
        term = known.term(self._day, mention.office) if known and self._day else None
        country = term.country if term else somebody.country
        office = term.title if term else somebody.title
        key = term.office if term else somebody.office
        return Actor(
            somebody.id,
            somebody.name,
            ActorType.PERSON,
            country if country in self._known.states else None,
            office,
            None,
            self._rank(key, office),
            (self._at(mention),),
        )

    def _rank(self, office: str | None, title: str | None) -> str:
        lowered = (title or "").lower().removeprefix("former ").removeprefix("acting ").removeprefix("interim ")
        word = titles().get(lowered)
        if office is not None and office in RANK_OF_OFFICE and office != "other":
            if office == "vice_leader" and ("minister" in lowered or "premier" in lowered):
                return Level.MINISTER.value
            return RANK_OF_OFFICE[office]
        if word is not None and word.rank:
            return word.rank
        by_office = next((t.rank for t in titles().values() if t.office == office and t.rank), None)
        return by_office or Level.OFFICIAL.value

    # -- states and organisations -------------------------------------------------------------------------------------------------

    def _side(self, mention: ActorMention) -> tuple[Actor, ...]:
        made = self.owner(mention.candidates[0]) if mention.candidates else None
        at = (self._at(mention),)
        if mention.rule == "actor.half" and not self._people.speaks_of(("KP", "KR")):
            return ()
        if made is None:
            if mention.type != "organisation":
                return ()
            name = mention.text
            return (Actor(local_id(name), name, ActorType.ORGANISATION, None, None, None, Level.ORGANISATION.value, at),)
        rank = Level.PARLIAMENT.value if mention.text.lower().endswith(_CHAMBERS) else made.rank
        name = made.name
        if made.id.startswith("iso:"):
            name = self._name_then(made.id[4:], mention.text)
        return (Actor(made.id, name, made.type, made.country, None, None, rank, at),)

    def owner(self, key: str) -> Actor | None:
        """The state or organisation of an id (``iso:RU``, ``org:NATO``), or None."""
        kind, _, code = key.partition(":")
        if kind == "iso" and code in self._known.states:
            return Actor(key, self._known.states[code].name, ActorType.STATE, code, None, None, Level.OFFICIAL.value)
        if kind == "org" and code in self._known.organisations:
            return Actor(key, self._known.organisations[code].name, ActorType.ORGANISATION, None, None, None, Level.ORGANISATION.value)
        return None

    def _name_then(self, code: str, text: str) -> str:
        """A state's former name where the text uses it within its time ("Zaire" in 1997)."""
        state = self._known.states[code]
        for former, last in state.former:
            if former in text and former in state.aliases and (self._day is None or self._day.isoformat()[: len(last)] <= last):
                return former
        return state.name

    # -- offices ------------------------------------------------------------------------------------------------------------------

    def _office(self, mention: ActorMention) -> tuple[Actor, ...]:
        office, country = mention.office, mention.country
        at = (self._at(mention),)
        if country is None:
            somebody = self._people.bare_office(mention)
            return (self._person(somebody, mention),) if somebody else ()
        plural = mention.rule.endswith("plural")
        former = (mention.title or "").startswith("former ")
        if not plural:
            somebody = self._people.by_office(country, office or "", former, mention.title)
            if somebody:
                return (self._person(somebody, mention),)
        if former:
            return ()
        return self._holder(country, office or "", mention.title or "", at, plural=plural)

    def _holder(self, country: str, office: str, title: str, at: tuple[At, ...], *, plural: bool = False) -> tuple[Actor, ...]:
        side = self.owner(f"iso:{country}" if country in self._known.states else f"org:{country}")
        if side is None:
            return ()
        deputy = office == "vice_leader" and not title.startswith(("Vice President", "Crown Prince", "Deputy President"))
        if plural or deputy or office not in SINGULAR or (office == "organisation_head" and side.type is ActorType.STATE):
            return (Actor(side.id, side.name, side.type, side.country, None, None, side.rank, at),)
        person = self._known_holder(country, office, title)
        if person is not None:
            known = self._people.from_table(person)
            return (self._person(known, ActorMention(at[0].start, at[0].end, at[0].text, "office", "office", at[0].rule)),)
        of = self._known.states[country].with_article if country in self._known.states else f"the {side.name}"
        key = f"office:{country}/{office}"
        return (Actor(key, f"{title} of {of}", ActorType.OFFICE, side.country, title, None, self._rank(office, title), at),)

    def _known_holder(self, country: str, office: str, title: str = "") -> str | None:
        """Id of the holder by the tables. A "President" is looked for among heads of government too, and is nobody whose title is
        Supreme Leader or Prime Minister; a "leader" is looked for among all leaders."""
        if self._day is None:
            return None
        president = office == "head_of_state" and title == "President"
        offices = _LEADING if office == "leader" else ("head_of_state", "head_of_government") if president else (office,)
        for key in offices:
            person = self._known.holder(country, key, self._day)
            if person is None:
                continue
            term = person.term(self._day, key)
            if not president or (term is not None and "president" in term.title.lower()):
                return person.id
        return None

    def _counterpart(self, mention: ActorMention, depth: int) -> tuple[Actor, ...]:
        """ "his American counterpart": the same office, of the state that the words tell; by name where a name follows."""
        for link in mention.antecedents:
            if mention.rule.endswith("apposition"):
                return self._resolve(link, depth + 1)
            for first in self._resolve(link, depth + 1):
                if mention.country is None or first.type not in (ActorType.PERSON, ActorType.OFFICE):
                    continue
                key = self._people.office_of(first.id) or self._lifted.actors[link].office
                if key is None:
                    continue
                title = first.office or key
                if key in _LEADING:
                    return self._leader(mention, title)
                somebody = self._people.by_office(mention.country, key, False, None)
                if somebody:
                    return (self._person(somebody, mention),)
                return self._holder(mention.country, key, title, (self._at(mention),))
        return ()

    def _leader(self, mention: ActorMention, title: str) -> tuple[Actor, ...]:
        """The counterpart of a leader: the leader whom the document names, else the one of the tables, by the same title first."""
        country = mention.country or ""
        wanted = "head_of_government" if "minister" in title.lower() or title in ("Chancellor", "Premier") else "head_of_state"
        order = (wanted, *(k for k in _LEADING if k != wanted))
        for key in order:
            somebody = self._people.by_office(country, key, False, None)
            if somebody:
                return (self._person(somebody, mention),)
        for key in order:
            person = self._known_holder(country, key)
            if person is not None:
                return (self._person(self._people.from_table(person), mention),)
        return self._holder(country, wanted, title, (self._at(mention),))


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
    "mr": 3,
    "king": 3,
    "prince": 3,
    "pope": 3,
    "spokesman": 3,
    "emir": 3,
    "congressman": 3,
    "she": -1,
    "her": -1,
    "herself": -1,
    "mrs": -3,
    "ms": -3,
    "miss": -3,
    "queen": -3,
    "princess": -3,
    "spokeswoman": -3,
    "congresswoman": -3,
}
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
_CHAMBERS = (
    "lawmakers",
    "legislators",
    "parliamentarians",
    "parliament",
    "congress",
    "senate",
    "senators",
    "congressmen",
    "mps",
    "deputies",
    "house of representatives",
)
