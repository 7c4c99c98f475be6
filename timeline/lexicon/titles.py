"""Titles and offices: the words before, after and instead of a name, the office they stand for, its rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon.tables import table

#: Words that may stand before a title and change what it is: (word, the holder is no longer or not yet in office, a lower rank).
FORMER = frozenset(
    {"former", "ex", "late", "then", "ousted", "deposed", "fugitive", "exiled", "retired", "one-time", "onetime", "erstwhile"}
)
ACTING = frozenset({"acting", "interim", "caretaker", "outgoing", "incoming", "designate", "elect", "provisional", "transitional"})
LOWER = frozenset({"deputy", "vice", "assistant", "junior", "associate", "under"})
PLAIN = frozenset(
    {"visiting", "new", "first", "senior", "top", "chief", "current", "embattled", "veteran", "executive", "hardline", "de", "facto"}
)

#: First words of titles that some write with a hyphen: "vice-chairman", "rear-admiral"; as they do "lieutenant-general".
_HYPHENED = frozenset({"vice", "rear", "lieutenant", "deputy"})

#: The level of :class:`~timeline.model.vocabulary.Level` that each office key of the office-holder table stands for.
RANK_OF_OFFICE: Mapping[str, str] = MappingProxyType(
    {
        "head_of_state": "leader",
        "head_of_government": "leader",
        "monarch": "leader",
        "vice_leader": "leader",
        "foreign_minister": "minister",
        "defence_minister": "minister",
        "national_security": "minister",
        "envoy": "official",
        "spokesperson": "official",
        "intelligence": "official",
        "ambassador": "official",
        "parliament_speaker": "parliament",
        "organisation_head": "organisation",
        "other": "official",
    }
)


@dataclass(frozen=True, slots=True)
class Title:
    """An office word: ``phrase`` in small letters, ``office`` its key, ``rank`` its level, ``title`` as names of offices write it.

    Honorifics (Mr) have no office; private callings (analyst) have the office ``private``.
    """

    phrase: str
    office: str
    rank: str
    title: str


@lru_cache(maxsize=1)
def titles() -> Mapping[str, Title]:
    """All titles by phrase, small letters, singular."""
    found = {row[0]: Title(*row) for row in table("titles.csv")}
    for phrase, title in tuple(found.items()):
        first, _, rest = phrase.partition(" ")
        if rest and first in _HYPHENED:
            found.setdefault(f"{first}-{rest}", title)
        elif phrase.endswith(" general"):
            found.setdefault(f"{phrase.removesuffix(' general')}-general", title)
    return MappingProxyType(found)
