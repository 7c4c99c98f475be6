"""States: names, adjectives, seats of government, codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon.folding import plain
from timeline.lexicon.tables import several, table

_ARTICLE = ("United ", "Czech ", "Dominican ", "Central African ", "Democratic ", "Republic ", "Marshall ", "Solomon ", "Cook ", "Soviet ")
_ARTICLE_ALSO = frozenset({"Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles"})


@dataclass(frozen=True, slots=True)
class State:
    """A state, living or dissolved (``valid_to``: last day), or a territory that acts for itself.

    ``former`` holds names with the last day of their use. ``demonyms`` are adjectives and people; ``prefixes`` their short forms in
    compounds (Sino-); ``seats`` the cities, buildings and ministries that stand for the government. ``cow`` is the Correlates of
    War code, ``cameo`` the actor code of CAMEO and PLOVER, ``wikidata`` the Q-id.
    """

    iso2: str
    iso3: str
    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    demonyms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    valid_to: str = ""
    cow: str = ""
    cameo: str = ""
    wikidata: str = ""

    @property
    def with_article(self) -> str:
        """The name as it stands after "of".

        >>> states()["US"].with_article, states()["HU"].with_article
        ('the United States', 'Hungary')
        """
        return f"the {self.name}" if self.name.startswith(_ARTICLE) or self.name in _ARTICLE_ALSO else self.name


def dated(values: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Names, and those of them that end with "(to DATE)", with that day."""
    current, former = [], []
    for value in values:
        name, mark, last = value.partition(" (to ")
        if mark:
            former.append((name, last.rstrip(")")))
        current.append(name)
    return tuple(current), tuple(former)


@lru_cache(maxsize=1)
def states() -> Mapping[str, State]:
    """All states by ISO 3166 alpha-2 code (SU, YU, CS, SCG, DD, YD for dissolved ones), in the table's order."""
    found = {}
    for iso2, iso3, name, aliases, demonyms, prefixes, capital, seats, valid_to, cow, cameo, wikidata in table("states.csv"):
        names, former = dated(several(aliases))
        places, former_seats = dated(several(seats))
        found[iso2] = State(
            iso2,
            iso3,
            name,
            names,
            (*former, *former_seats),
            several(demonyms),
            several(prefixes),
            capital,
            places,
            valid_to,
            cow,
            cameo,
            wikidata,
        )
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for state in states().values():
        for name in (state.iso2, state.iso3, state.name, *state.aliases):
            found.setdefault(plain(name).replace(".", "").removeprefix("the "), state.iso2)
    return found


@lru_cache(maxsize=1)
def by_adjective() -> Mapping[str, str]:
    """The codes of states by their adjectives and short names of their people, as written: "Swiss" is CH."""
    return {word: state.iso2 for state in states().values() for word in state.demonyms}


def find_state(name: str) -> str | None:
    """The alpha-2 code of the state of that name, alias or code; None where there is none.

    >>> find_state("Russian Federation"), find_state("the U.S."), find_state("Atlantis")
    ('RU', 'US', None)
    """
    return _by_name().get(plain(name).replace(".", "").strip().removeprefix("the "))
