"""Who is meant by a bare name: for event records that tell no ids, types and countries."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from timeline.lexicon.folding import name_key
from timeline.lexicon.knowledge import knowledge, phrase_key
from timeline.lexicon.people import local_id
from timeline.lexicon.rules import words
from timeline.lexicon.states import find_state, states
from timeline.lexicon.titles import RANK_OF_OFFICE, titles
from timeline.model.event import Actor
from timeline.model.vocabulary import ActorType

_OFFICE_OF = re.compile(r"^(?:the )?([\w' -]{3,40}) (?:of|to) (?:the )?([\w'. -]{2,40})$")


@lru_cache(maxsize=16384)
def actor(name: str, day: dt.date | None = None) -> Actor:
    """The actor of a bare name, with the state acted for on ``day`` where the tables vouch for it.

    >>> actor("United States").id, actor("Russian officials").id, actor("NATO").id, actor("Foreign Minister of Hungary").id
    ('iso:US', 'iso:RU', 'org:NATO', 'office:HU/foreign_minister')
    >>> actor("Sergey Lavrov", dt.date(2017, 1, 1)).country
    'RU'
    """
    code = _state(name)
    if code is not None:
        return Actor(f"iso:{code}", states()[code].name, ActorType.STATE, code)
    tables = knowledge()
    for kind, found, text in tables.phrases.get(phrase_key(name), ()):
        if kind == "organisation":
            return Actor(f"org:{found}", tables.organisations[found].name, ActorType.ORGANISATION, None)
        if kind == "seat":
            return Actor(f"iso:{found}", states()[found].name if found in states() else text, ActorType.STATE, found)
    office = _office(name)
    if office is not None:
        return office
    people = tables.full_names.get(name_key(name), ())
    if len(people) > 1 and day is not None:
        people = tuple(p for p in people if tables.people[p].term(day)) or people
    if len(people) == 1:
        person = tables.people[people[0]]
        term = person.term(day) if day is not None else None
        return Actor(
            person.id,
            person.name,
            ActorType.PERSON,
            term.country if term else None,
            term.title if term else None,
            None,
            RANK_OF_OFFICE.get(term.office) if term else None,
        )
    parts = name.split()
    person_like = len(parts) > 1 and all(w[:1].isupper() or w in ("de", "von", "van", "bin", "al") for w in parts)
    return Actor(local_id(name), name, ActorType.PERSON if person_like or len(parts) == 1 else ActorType.ORGANISATION)


def _state(name: str) -> str | None:
    """The state that a name, or its adjective with a word for its officials, stands for."""
    found = find_state(name)
    if found is not None:
        return found
    head, _, last = name.rpartition(" ")
    if not head or last.lower() not in words("merging.toml", "names")["sides"]:
        return None
    for kind, code, _text in knowledge().phrases.get(phrase_key(head), ()):
        if kind in ("demonym", "state", "seat"):
            return code
    return None


def _office(name: str) -> Actor | None:
    """The actor of an office without a name: "Foreign Minister of Hungary"."""
    match = _OFFICE_OF.match(name)
    if match is None:
        return None
    title, code = titles().get(match[1].lower()), find_state(match[2])
    if title is None or code is None or not title.office or title.office == "private":
        return None
    shown = f"{title.title} of {states()[code].name}"
    return Actor(f"office:{code}/{title.office}", shown, ActorType.OFFICE, code, title.title, None, title.rank or None)
