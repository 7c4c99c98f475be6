"""Offices and sides of one document: who holds an office on its day, what state or organisation a word stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import lru_cache

from timeline.events.actors_bodies import BODY, Bodies
from timeline.events.actors_gathering import Somebody
from timeline.events.actors_people import People
from timeline.events.actors_states import Owners
from timeline.events.places import DATELINE
from timeline.lexicon.knowledge import Knowledge, Organisation, phrase_key
from timeline.lexicon.people import Term, local_id
from timeline.lexicon.rules import words
from timeline.lexicon.titles import RANK_OF_OFFICE, titles
from timeline.model.event import Actor, At
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.quick import replace
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
_OF_BODY = Level.ORGANISATION.value
_OWNED = re.compile(r"['’]s (?:[\w-]+ ){0,2}")
LEADING = ("head_of_state", "head_of_government", "monarch")


def _home(lifted: Lifted) -> str | None:
    """The state of the dateline's city, where the report has one."""
    return next((p.country for p in lifted.places if p.country and p.rule == "place.dateline"), None)


@lru_cache(maxsize=4096)
def _rank(office: str | None, title: str | None) -> str:
    """The level of an office key with its title's words."""
    lowered = (title or "").lower().removeprefix("former ").removeprefix("acting ").removeprefix("interim ")
    if office == "vice_leader" and ("minister" in lowered or "premier" in lowered):
        return Level.MINISTER.value
    if office is not None and office in RANK_OF_OFFICE and office != "other":
        return RANK_OF_OFFICE[office]
    word = titles().get(lowered)
    if word is not None and word.rank:
        return word.rank
    return next((t.rank for t in titles().values() if t.office == office and t.rank), Level.OFFICIAL.value)


def _region_id(region: str) -> str:
    return local_id(f"{region} states")


@lru_cache(maxsize=1)
def region_ids() -> frozenset[str]:
    """The ids of the groups of a region's states: "African leaders"."""
    return frozenset(_region_id(region) for region in words("names.toml", "words")["regions"])


_BACK = 40  # mentions between an office and the one that it means again


class Offices:
    """What offices and sides stand for in one document, as of its day."""

    def __init__(self, lifted: Lifted, text: str, known: Knowledge, day: dt.date | None) -> None:
        self._known = known
        self._lifted = lifted
        self._day = day
        self.acts_for: dict[str, str] = {}
        self._owned: dict[str, Actor | None] = {}
        self._terms: dict[tuple[str, str | None], Term | None] = {}
        self._movements: list[tuple[str, int]] | None = None
        self._text = text
        self._union: bool | None = None
        self._spelt: dict[str, bool] = {}
        self._nicknames: dict[str, tuple[Organisation, int]] | None = None
        self._bodies = Bodies(lifted, text, known)
        self._owners = Owners(lifted, text, known, _home(lifted))
        self._people = People(lifted, known, day, self._owners)

    def _at(self, mention: ActorMention) -> At:
        return At(self._lifted.doc_id, mention.start, mention.end, mention.text, mention.rule)

    def _person(self, somebody: Somebody, mention: ActorMention) -> Actor:
        known = self._known.people.get(somebody.id)
        told = (somebody.id, mention.office)  # asked for again with each mention
        if told not in self._terms:
            self._terms[told] = known.term(self._day, mention.office) if known and self._day else None
        term = self._terms[told]
        country = term.country if term else somebody.country
        office = term.title if term else somebody.title
        key = term.office if term else somebody.office
        rank = _rank(key, office)
        if country in self._known.organisations:
            rank = _OF_BODY
            self.acts_for[somebody.id] = f"org:{country}"
        state = country if country in self._known.states else None
        return Actor(somebody.id, somebody.name, ActorType.PERSON, state, office, None, rank, (self._at(mention),))

    def _side(self, mention: ActorMention) -> tuple[Actor, ...]:
        made = self.owner(mention.candidates[0]) if mention.candidates and not self._spelt_otherwise(mention) else None
        at = (self._at(mention),)
        if made is None and mention.rule in ("actor.rebels", "actor.faction"):
            made = self._movement(mention)
        if made is None:
            if mention.type != "organisation":
                return ()
            name = mention.text
            if mention.title is not None:
                return self._region(mention, mention.title)
            return (Actor(local_id(name), name, ActorType.ORGANISATION, None, None, None, _OF_BODY, at),)
        rank = Level.PARLIAMENT.value if mention.text.lower().endswith(_CHAMBERS) else made.rank
        name = made.name
        if made.id.startswith("iso:"):
            name = self._name_then(made.id[4:], mention.text)
        return (Actor(made.id, name, made.type, made.country, None, None, rank, at),)

    def _region(self, mention: ActorMention, region: str) -> tuple[Actor, ...]:
        """ "African leaders": one group, whatever its people are called; "European leaders" are those of the Union that a text names."""
        union = self.owner("org:EU") if region == "european" and self._names_union() else None
        at = (self._at(mention),)
        if union is not None:
            return (replace(union, at=at),)
        rank = _OF_BODY
        return (Actor(_region_id(region), mention.text, ActorType.ORGANISATION, None, None, None, rank, at),)

    def _names_union(self) -> bool:
        if self._union is None:
            self._union = any(m.country == "EU" or "org:EU" in m.candidates for m in self._lifted.actors)
        return self._union

    def _spelt_otherwise(self, mention: ActorMention) -> bool:
        """True for letters that the document spells out as another body: "Reporters Sans Frontieres (RSF)" are no forces."""
        letters = mention.text
        if mention.type != "organisation" or not (letters.isupper() and letters.isalpha() and 2 < len(letters) < 7):
            return False
        if letters not in self._spelt:
            spelt = False
            at = self._text.find(f"({letters})")
            if at > 0:
                words = [w for w in re.findall(r"[\w’'-]+", self._text[max(0, at - 120) : at]) if w[:1].isupper()][-len(letters) :]
                named = self._known.organisations.get(mention.candidates[0].removeprefix("org:"))
                own = {w.lower() for name in ((named.name, *named.aliases) if named is not None else ()) for w in name.split()}
                spelt = "".join(w[0] for w in words) == letters and own.isdisjoint(w.lower() for w in words)
            self._spelt[letters] = spelt
        return self._spelt[letters]

    def _movement(self, mention: ActorMention) -> Actor | None:
        """The one armed or political movement that the document names, or names most: "the rebels"; of the state whose rebels they are.

        Where it names none, the rebels are called as the text calls them.
        """
        if mention.rule == "actor.faction" and not mention.text.lower().endswith(_REBELS):
            return None
        if self._movements is None:
            named = [c for m in self._lifted.actors if m.type == "organisation" for c in m.candidates if self._front(c[4:])]
            named += [
                f"org:{m.country}" for m in self._lifted.actors if m.form != "name" or m.type != "organisation" if self._front(m.country)
            ]
            self._movements = Counter(named).most_common(2)  # "MILF chairman X" too
        if not self._movements and mention.rule == "actor.rebels":
            name = mention.text if mention.text.lower().endswith(_REBELS) else mention.text.partition(" ")[0] + "s"
            return Actor(local_id(name), name, ActorType.ORGANISATION, None, None, None, _OF_BODY)
        one = len(self._movements) == 1 or (self._movements and self._movements[0][1] > 2 * self._movements[1][1])
        return self.owner(self._movements[0][0]) if one and mention.country is None else None

    def _front(self, code: str | None) -> bool:
        """True for the code of an armed or political movement."""
        known = self._known.organisations.get(code or "")
        return known is not None and known.kind == "non_state_actor"

    def _nicknamed(self, mention: ActorMention) -> tuple[Actor, ...]:
        """ "The Tigers", behind the Tamil Tigers and where no other Tigers are told of: the movement whose name ends so."""
        word, start = mention.text, mention.start
        if not word.endswith("s") or " " in word or self._text[start - 4 : start].lower() != "the ":
            return ()
        if self._nicknames is None:
            named = {m.country: m.start for m in reversed(self._lifted.actors) if m.type == "organisation" and self._front(m.country)}
            fronts = [(self._known.organisations[code], at) for code, at in sorted(named.items()) if code is not None]
            self._nicknames = {n.rpartition(" ")[2]: (f, at) for f, at in fronts for n in (f.name, *f.aliases) if " " in n}
        front, first = self._nicknames.get(word, (None, start))
        if front is None or first >= start:
            return ()
        runs = {run for run in re.findall(rf"\b[A-Z][\w-]* {re.escape(word)}\b", self._text) if not run.startswith("The ")}
        if any(all(run not in name for name in (front.name, *front.aliases)) for run in runs):
            return ()
        made = self.owner(f"org:{front.code}")
        return (replace(made, at=(self._at(mention),)),) if made is not None else ()

    def owner(self, key: str) -> Actor | None:
        """The state or organisation of an id (``iso:RU``, ``org:NATO``), or None."""
        if key not in self._owned:
            self._owned[key] = self._owner(key)
        return self._owned[key]

    def _owner(self, key: str) -> Actor | None:
        kind, _, code = key.partition(":")
        if kind == "iso" and code in self._known.states:
            return Actor(key, self._known.states[code].name, ActorType.STATE, code, None, None, Level.OFFICIAL.value)
        if kind == "org" and code in self._known.organisations:
            body, day = self._known.organisations[code], self._day.isoformat() if self._day is not None else "9"
            name = next((former for former, last in body.former if day[: len(last)] <= last), body.name)
            return Actor(key, name, ActorType.ORGANISATION, None, None, None, _OF_BODY)
        return None

    def _name_then(self, code: str, text: str) -> str:
        """A state's former name where the text uses it within its time ("Zaire" in 1997)."""
        state = self._known.states[code]
        for former, last in state.former:
            if former in text and former in state.aliases and (self._day is None or self._day.isoformat()[: len(last)] <= last):
                return former
        return state.name

    def _office(self, index: int, mention: ActorMention) -> tuple[Actor, ...]:
        office, country = mention.office, mention.country
        if country is None and mention.title == "Pope":
            country = "VA"  # whoever else is a head of state
        if country == "GB" and mention.text.startswith("Foreign Office") and not self._british():
            country = self._written_in() or country  # as some states call their own foreign ministry
        at = (self._at(mention),)
        if office == "national":
            somebody = self._people.national(mention)
            return (self._person(somebody, mention),) if somebody else ()
        if country is None:
            country = (self._of_body(index) or self._owners.of_office(index)) if office in SINGULAR else None
            somebody = self._people.bare_office(mention)
            if somebody and country in (None, somebody.country):
                return (self._person(somebody, mention),)
            if country is None:
                return self._office_before(index, mention) if somebody is None else ()
        if country in self._known.organisations and (office == "head_of_state" or (office == "head" and mention.text.endswith(" chief"))):
            office = "organisation_head"  # "the NATO chief", "the president of the European Commission"
            named = country == "EUCOM" and (self._people.by_office("EU", office, False) or self._known_holder("EU", office))
            country = "EU" if named else country  # of which the tables have the Commission's presidents
        plural = mention.rule.endswith("plural")
        former = (mention.title or "").startswith("former ")
        if not plural:
            somebody = self._people.by_office(country, office or "", former) or (
                self._people.loosely(mention, country) if not former else None
            )
            if somebody:
                return (self._person(somebody, mention),)
        if former:
            return ()
        return self._holder(country, office or "", mention.title or "", at, plural=plural)

    def _written_in(self) -> str | None:
        """The state of the town in the document's first dateline."""
        line = next((p for p in self._lifted.paragraphs if p.kind == "dateline"), None)
        found = DATELINE.match(self._text, line.start, line.end) if line is not None else None
        spots = self._known.spots.get(phrase_key(found[1])) if found is not None else ()
        return spots[0].country if spots else None

    def _british(self) -> bool:
        """True where the document speaks of Britain, beyond a Foreign Office."""
        return any(m.country == "GB" and not m.text.startswith("Foreign Office") for m in self._lifted.actors)

    def _office_before(self, index: int, mention: ActorMention) -> tuple[Actor, ...]:
        """ "The foreign minister", "the ambassador", where nobody of that office is named: the one office of a state told before."""
        if self._text[mention.start - 4 : mention.start].lower() != "the ":
            return ()
        told: dict[str, int] = {}
        for n in range(index - 1, max(-1, index - _BACK), -1):
            other = self._lifted.actors[n]
            if other.form == "office" and other.country and other.office == mention.office:
                told.setdefault(other.country, n)
        if len(told) != 1:
            return ()
        n = next(iter(told.values()))
        found = self._office(n, self._lifted.actors[n])
        return tuple(replace(a, at=(self._at(mention),)) for a in found)

    def _of_body(self, index: int) -> str | None:
        """ "The alliance's secretary general": the organisation that the word before stands for."""
        before = self._lifted.actors[index - 1] if index else None
        if before is None or before.rule != BODY or not _OWNED.fullmatch(self._text, before.end, self._lifted.actors[index].start):
            return None
        meant = self._bodies.meant(index - 1)
        return self._lifted.actors[meant].country if meant is not None else None

    def holder(self, index: int, country: str) -> tuple[Actor, ...]:
        """Who holds a bare office ("the emperor") in a state; nobody for an office of many, or of another state."""
        mention = self._lifted.actors[index]
        office, title = mention.office, mention.title or ""
        if mention.form != "office" or mention.country is not None or office not in SINGULAR or mention.rule.endswith("plural"):
            return ()
        if title.startswith("former ") or office == "organisation_head":
            return ()
        somebody = self._people.by_office(country, office, former=False)
        return (self._person(somebody, mention),) if somebody else self._holder(country, office, title, (self._at(mention),))

    def _holder(self, country: str, office: str, title: str, at: tuple[At, ...], *, plural: bool = False) -> tuple[Actor, ...]:
        side = self.owner(f"iso:{country}" if country in self._known.states else f"org:{country}")
        if side is None:
            return ()
        if office in _UNOFFICIAL:
            return ()
        if plural or office not in SINGULAR:
            return (Actor(side.id, side.name, side.type, side.country, None, None, side.rank, at),)
        person = self._known_holder(country, office, title)
        if person is not None:
            known = self._people.from_table(person)
            return (self._person(known, ActorMention(at[0].start, at[0].end, at[0].text, "office", "office", at[0].rule)),)
        of = self._known.states[country].with_article if country in self._known.states else f"the {side.name}"
        key = f"office:{country}/{office}"
        return (Actor(key, f"{title} of {of}", ActorType.OFFICE, side.country, title, None, _rank(office, title), at),)

    def _known_holder(self, country: str, office: str, title: str = "") -> str | None:
        """Id of the holder by the tables. A "President" is looked for among heads of government too, and is nobody whose title is
        Supreme Leader or Prime Minister; a "leader" is looked for among all leaders."""
        if self._day is None:
            return None
        president = office == "head_of_state" and title == "President"
        offices = LEADING if office == "leader" else ("head_of_state", "head_of_government") if president else (office,)
        for key in offices:
            person = self._known.holder(country, key, self._day)
            if person is None:
                continue
            term = person.term(self._day, key)
            if not president or (term is not None and "president" in term.title.lower()):
                return person.id
        return None


_UNOFFICIAL = frozenset({"royal", "sheikh", "religious", "private"})  # "a German prince" is not Germany
_REBELS = ("rebels", "guerrillas", "insurgents", "separatists")
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
