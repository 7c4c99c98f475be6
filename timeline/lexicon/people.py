"""People and the offices they held, with the days that the table vouches for."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.folding import fold, name_key, words

FAMILY_FIRST = frozenset({"CN", "KR", "KP", "TW", "HK", "VN", "KH", "SG"})  # family name before given name in English news
_PARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "abdul", "abdel", "abu", "ben", "bin"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiv", "xvi"})
_ORDER = (
    "head_of_state", "head_of_government", "monarch", "vice_leader", "organisation_head", "foreign_minister", "defence_minister",
    "parliament_speaker", "national_security", "envoy", "intelligence", "spokesperson", "ambassador",
)  # fmt: skip
_WEIGHT = {office: n for n, office in enumerate(_ORDER)}  # of several offices held at once the first one here is told
_LEADERS = ("head_of_state", "head_of_government", "monarch")


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; ``start`` and ``end`` are ISO days, months or years as far as known, both inclusive.

    An open ``end`` holds only up to ``seen_to``: what came after is not known.
    """

    office: str
    title: str
    country: str
    start: str = ""
    end: str = ""
    seen_to: str = ""

    def covers(self, day: dt.date) -> bool:
        """True where the table vouches that the office was held on ``day``.

        >>> Term("foreign_minister", "Foreign Minister", "HU", "2014-09", "2022").covers(dt.date(2022, 6, 1))
        True
        >>> Term("head_of_state", "President", "PL", "2025-08-06", "", "2025-12-31").covers(dt.date(2026, 3, 1))
        False
        """
        text = day.isoformat()
        last = self.end or self.seen_to
        if self.start and text[: len(self.start)] < self.start:
            return False
        if last:
            return text[: len(last)] <= last
        return bool(self.start)

    def near(self, day: dt.date) -> bool:
        """True where the office was held within two years before or after ``day``: who is about to hold it, or has just held it."""
        first, last = str(day.year - 2), str(day.year + 2)
        return bool(self.start) and self.start[:4] <= last and (self.end or self.seen_to or self.start)[:4] >= first

    @property
    def acting(self) -> bool:
        """True for a stand-in, who is named only where nobody holds the office in full."""
        return self.title.lower().startswith(("acting", "interim"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the tables: an id (Wikidata's, else one made from the name), a name, other names, terms of office."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        """States and organisations that this person acted for."""
        return frozenset(term.country for term in self.terms)

    def term(self, day: dt.date | None, office: str | None = None) -> Term | None:
        """The office on ``day`` (None: the last one known): that of the key ``office`` if it was held, else the weightiest; or None."""
        held = [t for t in self.terms if day is None or t.covers(day)]
        if not held:
            return None
        if day is None:
            return max(held, key=lambda t: (t.end or t.seen_to or t.start, t.office in _LEADERS))
        return min(held, key=lambda t: (t.office != office, t.acting, _WEIGHT.get(t.office, len(_WEIGHT)), t.start == "", t.title))


@lru_cache(maxsize=8192)
def local_id(name: str) -> str:
    """The id of somebody whom no table knows: the same in every document that spells the name in a like way.

    >>> local_id("Vaclav Jilek") == local_id("Václav Jílek")
    True
    """
    return "local:" + hashlib.sha256(name_key(name).encode()).hexdigest()[:12]


def short_keys(name: str, *, family_first: bool) -> tuple[str, ...]:
    """Folded forms that stand for the person on second mention: the family name, also with its particle.

    >>> short_keys("Staffan de Mistura", family_first=False), short_keys("Abdullah II", family_first=False)
    (('mistura', 'demistura'), ('abdulah',))
    """
    parts = words(name)
    while len(parts) > 1 and parts[-1].lower() in _SUFFIXES:
        parts = parts[:-1]
        if len(parts) == 1:
            return (fold(parts[0]),)
    if len(parts) < 2:
        return ()
    if family_first:
        return (fold(parts[0]),)
    keys = [fold(parts[-1])]
    if len(parts) > 2 and parts[-2].islower():
        keys.append(fold(parts[-2]) + keys[0])
    return tuple(keys)


def family_name_first(name: str, countries: Iterable[str]) -> bool:
    """True where the first word of ``name`` is the family name ("Xi Jinping", "Ban Ki-moon").

    >>> family_name_first("Ban Ki-moon", ("UN",)), family_name_first("Marco Rubio", ("US",))
    (True, False)
    """
    parts = name.split()
    if len(parts) == 2 and parts[1].count("-") == 1 and len(parts[0]) <= 5:
        given, second = parts[1].split("-")
        if given.lower() not in _PARTICLES and len(given) <= 6 and len(second) <= 6 and len(given) + len(second) <= 10:
            return True  # a Korean or Chinese given name, "Ki-moon", "Kye-Gwan"
    return bool(FAMILY_FIRST.intersection(countries)) and len(parts) <= 3 and all(len(p.replace("-", "")) <= 10 for p in parts)
