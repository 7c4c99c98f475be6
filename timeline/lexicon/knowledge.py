"""Who and where: the knowledge tables behind one door, loaded on first use, with the user's own people and places added.

Looking up costs one dictionary access a phrase, so reading a text costs time linear in its length: phrases are tried longest
first from each capitalised word on, and none has more than a fixed number of words.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from timeline.lexicon import gazetteer as user
from timeline.lexicon.folding import fold, name_key, plain
from timeline.lexicon.people import Person, Term, family_name_first, local_id, short_keys
from timeline.lexicon.rules import data_text
from timeline.lexicon.rules import words as word_lists
from timeline.lexicon.states import State, dated, states
from timeline.lexicon.tables import several, table


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental body, an alliance, a group of states or an armed or political group. ``kind`` as in the table, ``former``
    as of a state."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    seats: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the tables: ``kind`` is city, state, region or venue; ``population`` in thousands; degrees WGS84."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int = 0


_WORD = re.compile(r"[^\W\d_]{2,}")


class Knowledge:
    """The tables, indexed. Use :func:`knowledge`; building one reads the office-holder table (some 50 ms)."""

    def __init__(self, extra: user.Gazetteer = user.EMPTY, *, officeholders: bool = True) -> None:
        self.extra = extra
        self._officeholders = officeholders
        self.states: Mapping[str, State] = states()

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by code."""
        rows = [*table("organisations.csv"), *self.extra.organisations]
        found = {}
        for code, name, aliases, kind, seat in rows:
            names, former = dated(several(aliases))
            found[code] = Organisation(code, name, names, kind, several(seat), former)
        return found

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        rows = [*(table("officeholders.csv") if self._officeholders else ()), *self.extra.people]
        gathered: dict[str, tuple[str, dict[str, None], list[Term]]] = {}
        for name, aliases, office, title, country, start, end, wikidata, seen_to in rows:
            known = gathered.setdefault(wikidata or local_id(name), (name, {}, []))
            known[1].update(dict.fromkeys(a for a in (name, *several(aliases)) if a != known[0]))
            if office or country:
                known[2].append(Term(office, title, country, start, end, seen_to))
        return {key: Person(key, name, tuple(aliases), tuple(terms)) for key, (name, aliases, terms) in gathered.items()}

    @cached_property
    def full_names(self) -> dict[str, tuple[str, ...]]:
        """Ids of people by the key of a full name."""
        found: dict[str, list[str]] = {}
        for person in self.people.values():
            for alias in (person.name, *person.aliases):
                if " " in alias:
                    ids = found.setdefault(name_key(alias), [])
                    if person.id not in ids:
                        ids.append(person.id)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def short_names(self) -> dict[str, tuple[str, ...]]:
        """Ids of people by the folded name that stands for them on second mention."""
        found: dict[str, list[str]] = {}
        for person in self.people.values():
            keys = {fold(a): None for a in (person.name, *person.aliases) if " " not in a}
            keys.update(dict.fromkeys(short_keys(person.name, family_first=family_name_first(person.name, person.countries))))
            for key in keys:
                found.setdefault(key, []).append(person.id)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def own_aliases(self) -> dict[str, str]:
        """Ids of the people of the user's own file by each one-word name given there, letter for letter."""
        found: dict[str, str] = {}
        for row in self.extra.people:
            for alias in (row[0], *several(row[1])):
                if " " not in alias:
                    found[alias] = row[7] or local_id(row[0])
        return found

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words with a capital in the user's names of people and organisations, in small letters, parts of compounds apart."""
        names = [name for row in self.extra.people for name in (row[0], *several(row[1]))]
        names += [name for row in self.extra.organisations for name in (row[1], *several(row[2]))]
        return frozenset(word.lower() for name in names for word in _WORD.findall(name) if word[0].isupper())

    @cached_property
    def given_names(self) -> frozenset[str]:
        """What a person's name may begin with, small letters: given names of several people of the world's governments."""
        return frozenset(plain(row[0]) for row in table("given_names.csv"))

    @cached_property
    def holders(self) -> dict[tuple[str, str], tuple[tuple[str, Term], ...]]:
        """(id, term) of everybody who held an office, by country and office key."""
        found: dict[tuple[str, str], list[tuple[str, Term]]] = {}
        for person in self.people.values():
            for term in person.terms:
                found.setdefault((term.country, term.office), []).append((person.id, term))
        return {key: tuple(terms) for key, terms in found.items()}

    def holder(self, country: str, office: str, day: dt.date) -> Person | None:
        """Who held ``office`` of ``country`` on ``day``; None where the table does not vouch for exactly one.

        Stand-ins count only where nobody holds it in full; of several terms that touch on the day the later one counts.
        """
        held = [(i, t) for i, t in self.holders.get((country, office), ()) if t.covers(day)]
        held = [h for h in held if not h[1].acting] or held
        if len({i for i, _ in held}) > 1:
            last = max(t.start for _, t in held)
            ending = [h for h in held if h[1].end and h[1].end <= last]
            held = [h for h in held if h not in ending]
        return self.people[held[0][0]] if len({i for i, _ in held}) == 1 else None

    @cached_property
    def phrases(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """What a phrase may stand for: (kind, code, text of the table), by key.

        Kinds: ``state``, ``demonym``, ``seat`` (a metonym that is no city), ``capital`` (a city that stands for a government),
        ``organisation``, ``place``. A key is the phrase in small letters without accents, dots and a leading article.
        """
        found: dict[str, list[tuple[str, str, str]]] = {}

        def add(text: str, kind: str, code: str) -> None:
            entries = found.setdefault(phrase_key(text), [])
            if all(e[:2] != (kind, code) for e in entries):
                entries.append((kind, code, text))

        for state in self.states.values():
            for name in (state.name, *state.aliases):
                add(name, "state", state.iso2)
            for word in state.demonyms:
                add(word, "demonym", state.iso2)
            for seat in state.seats:
                city = seat == state.capital or bool(self.spots.get(phrase_key(seat)))
                add(seat, "capital" if city else "seat", state.iso2)
        for organisation in self.organisations.values():
            for name in (organisation.name, *organisation.aliases):
                add(name, "organisation", organisation.code)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def reach(self) -> dict[str, int]:
        """Number of words of the longest phrase that begins with a word: further than that no lookup needs to go."""
        found: dict[str, int] = {}
        for key in (*self.phrases, *self.spots.keys):
            head = key.split(" ", 1)[0]
            found[head] = max(found.get(head, 0), key.count(" ") + 1)
        return found

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """States by the short adjective in compounds: sino, franco."""
        return {plain(p): s.iso2 for s in self.states.values() for p in s.prefixes}

    @cached_property
    def spots(self) -> Spots:
        """Places by key."""
        return Spots(self.extra)


class Spots:
    """Venues, regions and cities by key. The cities stand in one sorted list of lines, halved to find a name: loading it costs nothing."""

    def __init__(self, extra: user.Gazetteer) -> None:
        venues: dict[str, list[Spot]] = {}
        for name, aliases, country, lat, lon, note in (*extra.places, *table("places.csv")):
            kind = "region" if note in _REGIONS else "venue"
            spot = Spot(f"place:{phrase_key(name)}", name, country or None, _degrees(lat), _degrees(lon), kind)
            for key in dict.fromkeys(phrase_key(n) for n in (name, *several(aliases))):
                venues.setdefault(key, []).append(spot)
        self._venues = {key: tuple(spots) for key, spots in venues.items()}
        self._cities = data_text("cities.csv").splitlines()[1:]
        self._found = lru_cache(maxsize=8192)(self._find)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of venues, regions and cities that are no plain words; of the smaller cities only those of one word."""
        cities = (row.split(",") for row in self._cities)
        lists = word_lists("names.toml", "words")
        plain_words = lists["common"] | lists["calendar"] | lists["bodies"] | lists["media"] | lists["no_towns"]
        towns = frozenset(row[0] for row in cities if " " not in row[0] or int(row[5]) >= _KNOWN)
        return frozenset(self._venues) | (towns - plain_words)

    def get(self, key: str, default: tuple[Spot, ...] = ()) -> tuple[Spot, ...]:
        """The places of a key: the user's, venues and regions, then cities, capitals first, by population; ``default`` for none."""
        return self._found(key) or default

    def _find(self, key: str) -> tuple[Spot, ...]:
        found = list(self._venues.get(key, ()))
        at = bisect_left(self._cities, f"{key},")
        while at < len(self._cities) and self._cities[at].startswith(f"{key},"):
            _, name, country, lat, lon, population, _ = self._cities[at].split(",")
            found.append(Spot(f"city:{phrase_key(name)}/{country}", name, country, float(lat), float(lon), "city", int(population)))
            at += 1
        return tuple(found)


_KNOWN = 100  # thousands of inhabitants: smaller cities of several words are no phrases to look for
_REGIONS = frozenset(
    {
        "state",
        "region",
        "republic",
        "province",
        "peninsula",
        "territory",
        "island",
        "disputed region",
        "plateau",
        "prefecture",
        "lake",
        "country of the United Kingdom",
    }
)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


@lru_cache(maxsize=32768)
def phrase_key(text: str) -> str:
    """The key of a phrase: small letters, no accents, dots or leading article, one space between words.

    >>> phrase_key("the U.S."), phrase_key("Sharm el-Sheikh"), phrase_key("Côte d’Ivoire")
    ('us', 'sharm el sheikh', "cote d'ivoire")
    """
    return plain(text).replace(".", "").replace("-", " ").replace("–", " ").removeprefix("the ")


def knowledge(gazetteer: str | None = None, *, officeholders: bool = True) -> Knowledge:
    """The tables, with the user's ``gazetteer`` added: the path of a file, or of several with a line break between them.

    ``officeholders=False`` leaves all people out, to measure what they bring. Raises :class:`~timeline.errors.LexiconError`, naming
    file and line, where a gazetteer is malformed or cannot be read.
    """
    paths = tuple(gazetteer.split("\n")) if gazetteer else ()
    return _knowledge(paths, tuple(map(_stamp, paths)), officeholders)


def _stamp(path: str) -> tuple[int, int]:
    """What changes when a file is edited; nothing for a file that is not there, which reading it will tell."""
    try:
        stat = Path(path).stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=4)
def _knowledge(paths: tuple[str, ...], stamps: tuple[tuple[int, int], ...], officeholders: bool) -> Knowledge:
    """One set of tables; ``stamps`` tell an edited file from the one that was read before."""
    return Knowledge(user.joined([user.read_gazetteer(Path(path)) for path in paths]), officeholders=officeholders)
