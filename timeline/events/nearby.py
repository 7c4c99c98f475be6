"""Who stands right before the words of an encounter for which the parse found nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from timeline.events.encounters import place_of
from timeline.events.groups import Group
from timeline.events.resolving import Resolver
from timeline.events.sides import Sides
from timeline.events.telling import Telling
from timeline.lexicon.states import states
from timeline.model.event import Actor
from timeline.model.quick import replace
from timeline.model.vocabulary import Level

_OFFICIALS = re.compile(
    r"\b(?:(?:foreign|defen[cs]e|finance|prime|interior|energy|trade) ministers|lawmakers|legislators|parliamentarians|presidents"
    r"|heads of (?:state|government)|co-chairs)\b"
)
_TO_THE_VERB = re.compile(
    r"(?:, [^,;.:\"“”]{2,60},)?"
    r"(?: (?:are|is|was|were|will|would|to|due|have|has|had|been|be|also|both|then|later|expected|scheduled|set))* ?"
)
_BODY = re.compile(
    r"(?: [\w,]+){0,12} (?:commission|committee|council|(?:working |contact )?group|panel|board|forum|mechanism)\b"
    r"(?:(?! (?:that|which|who|said)\b)[^.;:]){0,90}",
    re.IGNORECASE,
)
_GOVERNING = (Level.LEADER.value, Level.MINISTER.value)
_FEW = 4  # encounters
_FAR = 170  # characters from whoever is named to the words of the encounter


def add_those_before(groups: Sequence[Group], resolver: Resolver) -> None:
    """Those in front of the verb, where no slot has anybody: "US lawmakers, all supporters of the bill, were to depart for Havana".

    So are the two states of "the Polish-Ukrainian commission finished its ninth session".
    """
    starts = [m.start for m in resolver.lifted.actors]
    for g in groups:
        if g.kind == "call" or g.people:
            continue
        for n, t in enumerate(g.tellings):
            if t.mention.rule == "visit.send" or any(a.rule == "slot.subject" for a in t.mention.arguments):
                continue
            found = _before(t, resolver, starts)
            if found:
                g.retell(resolver.combine(found), n)
                break


def _before(t: Telling, resolver: Resolver, starts: Sequence[int]) -> tuple[Actor, ...]:
    """The officials or the body of two states right in front of a trigger."""
    text, m, mentions = resolver.text, t.mention, resolver.lifted.actors
    for n in range(bisect_left(starts, m.start) - 1, -1, -1):
        mention = mentions[n]
        if mention.start < m.sentence[0] or m.start - mention.start > _FAR:
            break
        if mention.rule == "actor.compound" and mention.form == "group":
            if m.kind == "meeting" and _BODY.fullmatch(text, mention.end, m.start):
                return resolver.roster.actor(n)
        elif mention.form == "side" and _OFFICIALS.search(mention.text) and _TO_THE_VERB.fullmatch(text, mention.end, m.start):
            return resolver.roster.actor(n)
    return ()


def name_hosts(groups: Sequence[Group], sides: Sides) -> None:
    """ "On a visit to Israel … She will meet President Adler": a leader of whom nobody says whose he is, met by a visitor, is of the
    state where that is, wherever else he is named."""
    led: dict[str, set[str | None]] = defaultdict(set)
    for g in groups:
        place = place_of(g) if g.kind == "visit" else None
        if place is not None:
            for id_ in g.people:
                led[id_].add(place.country)
    sides.visited = led
    found: dict[str, str] = {}
    for g in groups:
        bare = [] if g.kind == "visit" else [a for a in g.people.values() if not a.country and a.rank in _GOVERNING and not sides.sent(a)]
        guests = [a for a in g.people.values() if a not in bare] if bare else []
        own = place_of(g) if guests else None
        lands = {code for a in guests for code in led[a.id]} if own is None else {own.country}
        land = lands.pop() if len(lands) == 1 else None
        if land is not None and land in states() and all(sides.of(a) != land for a in guests):
            found.update((a.id, land) for a in bare)
    for g in groups if found else ():
        for n, t in enumerate(g.tellings):
            if any(a.id in found for a in t.participants):
                g.retell(tuple(replace(a, country=found.get(a.id, a.country)) for a in t.participants), n)


def continue_trips(groups: Sequence[Group], sides: Sides) -> None:
    """ "A visit to Peru may follow", "the trip ends in Lima": whoever was told to travel just before, where the words name nobody."""
    for n, g in enumerate(groups):
        place, first = place_of(g), g.tellings[0].mention
        if g.kind != "visit" or g.people or place is None or first.rule != "visit.visit_noun":
            continue
        planned = first.reference == "definite" or any(c.value in ("proposed", "scheduled") for c in first.cues)
        if not planned or any(a.role == "traveller" for a in first.arguments):
            continue
        last = next((o for o in reversed(groups[:n][-_FEW:]) if o.kind == "visit" and o.people), None)
        if last is not None and first.paragraph - last.tellings[-1].mention.paragraph <= 1 and place.country not in last.parties(sides):
            g.retell(tuple(last.people.values()))
