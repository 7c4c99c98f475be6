"""Who takes part in a gathering that the words tell without its members: the body whose summit, the nation whose congress it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from timeline.events.grouping import Group, label
from timeline.events.resolving import Resolver
from timeline.events.telling import Telling, at
from timeline.lexicon.rules import words
from timeline.lexicon.states import states
from timeline.model.mentions import ActorMention
from timeline.model.vocabulary import ActorType

_REGIONAL = re.compile(
    r"\b(?P<who>European|Arab) (?:(?:[a-z]+ )?leaders|[a-z]+ ministers|heads of (?:state|government)|summit)\b|\b(?P<union>EU)\b"
)
_FAR_FIRST = 3  # times as often as the next body: what a document is about
_BODY_OF = {"European": "EU", "Arab": "LAS"}
_NATION = re.compile(r"\b([A-Z][a-z]+) ((?:[A-Za-z’'-]+ ){0,3})$")
_TWO = re.compile(r"\b(?:bilateral|two-way|one-on-one|face[- ]to[- ]face)\b", re.IGNORECASE)


def add_bodies(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "A December 15-16 summit in Brussels", in a report on the EU: the body of which the words around speak gathers there."""
    bodies = [m for m in resolver.lifted.actors if m.country in words("gatherings.toml", "bodies")["meeting"]]
    paired = any(len(g.people) > 1 and any(t.mention.rule == "meeting.summit" for t in g.tellings) for g in groups)
    for g in groups:
        if g.kind != "meeting" or not any(_of_members(t) for t in g.tellings):
            continue
        sides = resolver.sides.all_of(g.people.values())
        if len(sides) > 1 or any(a.type is ActorType.ORGANISATION for a in g.people.values()):
            continue
        if any(_TWO.search(t.before[-40:]) or (label(t) or 0) > 1 for t in g.tellings):
            continue
        found = next(((t, *hit) for t in g.tellings if (hit := _beside(t, resolver.text, bodies)) is not None), None)
        if found is None and not paired:
            found = _main(g, bodies)
        owner = resolver.roster.owner(f"org:{found[1]}") if found is not None else None
        if found is None or owner is None:
            continue
        telling, _, (start, end), rule = found
        body = replace(owner, at=(at(doc_id, resolver.text, start, end, rule),))
        g.retell((*telling.participants, body), g.tellings.index(telling))


def add_nations(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "It postponed a Malian dialogue conference": the nation whose gathering it is takes part in it."""
    between = words("gatherings.toml", "words")["of_nations"]
    for g in groups:
        for n, t in enumerate(g.tellings):
            if t.mention.rule != "meeting.assembly":
                continue
            found = _NATION.search(t.before[-60:])
            code = _demonyms().get(found[1]) if found is not None and all(w.lower() in between for w in found[2].split()) else None
            owner = resolver.roster.owner(f"iso:{code}") if code is not None else None
            if found is None or owner is None or code in resolver.sides.all_of(g.people.values()):
                continue
            start = t.mention.start - len(t.before[-60:]) + found.start(1)
            nation = replace(owner, at=(at(doc_id, resolver.text, start, start + len(found[1]), "gathering.nation"),))
            g.retell((*t.participants, nation), n)


@lru_cache(maxsize=1)
def _demonyms() -> Mapping[str, str]:
    return MappingProxyType({name: s.iso2 for s in states().values() for name in s.demonyms if " " not in name})


def _of_members(t: Telling) -> bool:
    """True for a word that tells a gathering of a body's members."""
    if t.mention.rule == "meeting.summit":
        return True
    before = t.before[-40:].lower().split()
    return t.mention.rule in ("meeting.assembly", "meeting.hold", "meeting.round") and any(
        w in words("gatherings.toml", "words")["of_members"] for w in before[-3:]
    )


def _beside(t: Telling, text: str, bodies: Sequence[ActorMention]) -> tuple[str, tuple[int, int], str] | None:
    """The one body that the sentence itself names: its code, where it is named, and the rule."""
    start, end = t.mention.sentence
    codes: dict[str, tuple[int, int]] = {}
    for n in range(bisect_left(bodies, start, key=lambda b: b.start), len(bodies)):
        m = bodies[n]
        if m.start >= end:
            break
        codes.setdefault(m.country or "", (m.start, m.end))
    if not codes:
        for hit in _REGIONAL.finditer(text, start, end):
            codes.setdefault(_BODY_OF.get(hit["who"] or "", "EU"), hit.span())
    if len(codes) != 1:
        return None
    (code, span), *_ = codes.items()
    return code, span, "gathering.beside"


def _main(g: Group, bodies: Sequence[ActorMention]) -> tuple[Telling, str, tuple[int, int], str] | None:
    """The body that the document speaks of, where it is the only one, or by far the first."""
    t = next((t for t in g.tellings if t.mention.rule == "meeting.summit"), None)
    if t is None or not bodies or not any(x.dating.interval is not None or x.place is not None for x in g.tellings):
        return None
    (code, n), *others = Counter(m.country or "" for m in bodies).most_common(2)
    if others and n < _FAR_FIRST * others[0][1]:
        return None
    m = next(m for m in bodies if m.country == code)
    return t, code, (m.start, m.end), "gathering.of_document"
