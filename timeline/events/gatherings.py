"""Who takes part in a gathering that the words tell without its members: the body whose summit, the nation whose congress it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType

from timeline.events.actors_offices import region_ids
from timeline.events.groups import Group
from timeline.events.labels import MANY, label
from timeline.events.resolving import Resolver
from timeline.events.telling import Telling, at
from timeline.lexicon.knowledge import phrase_key
from timeline.lexicon.people import local_id
from timeline.lexicon.rules import words
from timeline.lexicon.states import states
from timeline.model.event import Actor
from timeline.model.mentions import ActorMention, Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Level

_REGIONAL = re.compile(
    r"\b(?P<who>European|Arab|Southeast Asian|South Asian|West African|Southern African|southern African|Caribbean|Central American) "
    r"(?:(?:[a-z]+ )?leaders|[a-z]+ ministers|heads of (?:state|government)|summit|nations|countries|states)\b|\b(?P<union>EU)\b"
)
_NAMED = {"KP": 2, "IR": 4}  # members that the text must name itself
_TALKS = frozenset({"talks", "negotiations", "round", "discussions"})
_FAR_FIRST = 3  # times as often as the next body: what a document is about
_BODY_OF = {
    "European": "EU",
    "Arab": "LAS",
    "Southeast Asian": "ASEAN",
    "South Asian": "SAARC",
    "West African": "ECOWAS",
    "Southern African": "SADC",
    "southern African": "SADC",
    "Caribbean": "CARICOM",
    "Central American": "SICA",
}
_NATION = re.compile(r"\b([A-Z][a-z]+) ((?:[A-Za-z’'-]+ ){0,3})$")
_OF_A_NATION = re.compile(r" (?:of|on|for) (?:the )?([A-Z][a-z]+) ((?:[a-z’'-]+ ){0,2}[a-z’'-]+)")
_BILATERAL = re.compile(r"\b(?:bilateral|two-way|two-party)(?: [\w-]+){0,3} $", re.IGNORECASE)
_TWO = r"(?:the )?(?:two|both) (?:sides|countries|nations|parties|governments|states|neighbou?rs)\b"
_BOTH = re.compile(_TWO, re.IGNORECASE)
_BETWEEN_TWO = re.compile(rf" (?:between|of) {_TWO}")
_STATE = re.compile(r"\b(?:United [A-Z][a-z]+|(?:North|South|New|Saudi|Sri|Costa) [A-Z][a-z]+|U\.?S\.?\b|[A-Z][a-z]+)")
_PAIR = 2
_CAPITALS = r"[A-Z][\w-]*(?:(?: (?:of|and|for|on|in)(?: the)?)? [A-Z][\w-]*)"
#: A body's name behind a gathering or before it, and a gathering's own name that ends with its word, and what that is about.
_OF_BODY = re.compile(rf" (?:of|by|within) (?:the )?(?:(?:[a-z]+ ){{1,4}}of (?:the )?)?({_CAPITALS}{{1,9}})(?: \(([A-Z][\w-]+)\))?")
_BODYS = re.compile(
    rf"({_CAPITALS}{{1,9}}?)(?: \(([A-Z][\w-]+)\))?(?:['’]s?)?(?: (?:will|would|is|are|was|were|to|due|set|holds?|held|opens?|opened|its"
    r"|their|the|an?|annual|regular|special|emergency|extraordinary|latest|next|last|ministerial|council|heads|of|state|and|government"
    r"|foreign|defen[cs]e|finance|ministers['’]?|leaders['’]?|members|states))* $"
)
_OWN_NAME = re.compile(r"((?:[A-Z][\w-]*(?: (?:of|and)(?: the)?)? )+)$")
_ABOUT = re.compile(r" (?:on|for|of) (?:the )?(?:[A-Z][\w-]*(?: (?:and |of |of the )?(?=[A-Z]))?)+")
_WORLD = frozenset({"World", "International", "Global"})
_WORLDWIDE = re.compile(r"(?:World|International|Global) (?:Conference|Summit|Forum|Congress) (?:on|for) ")
_NUMBERED = re.compile(
    r"(?:(?:The|Annual|First|Second|Third|(?:Four|Fif|Six|Seven|Eigh|Nin|Ten|Eleven|Twelf|[A-Z][a-z]+teen|[A-Z][a-z]+tie)th) )+"
)


def add_bodies(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "A December 15-16 summit in Brussels", in a report on the EU: the body of which the words around speak gathers there."""
    meeting = words("gatherings.toml", "bodies")["meeting"]
    bodies = [m for m in resolver.lifted.actors if m.country in meeting]
    paired = any(len(g.people) > 1 and any(t.mention.rule == "meeting.summit" for t in g.tellings) for g in groups)
    for g in groups:
        if g.kind != "meeting" or not any(_of_members(t) for t in g.tellings):
            continue
        people = [a for a in g.people.values() if a.id not in region_ids()]  # "European leaders" may be the EU
        if len(resolver.sides.all_of(people)) > 1 or any(a.type is ActorType.ORGANISATION for a in people):
            continue
        if any(map(label, g.tellings)):  # "the bilateral summit"
            continue
        found = next(((t, *hit) for t in g.tellings if (hit := _beside(t, resolver.text, bodies)) is not None), None)
        if found is None and not paired:
            found = _main(g, bodies)
        owner = resolver.roster.owner(f"org:{found[1]}") if found is not None else None
        if found is None or owner is None:
            continue
        telling, _, (start, end), rule = found
        body = replace(owner, at=(at(doc_id, resolver.text, start, end, rule),))
        there = () if _spoke_before(telling) else telling.participants
        g.retell((*there, body), g.tellings.index(telling))


def add_members(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """The members of a standing format told by its count alone, and the state in whose name a body is ("China-Africa")."""
    for g in groups:
        if g.kind != "meeting":
            continue
        told = g.parties(resolver.sides)
        for n, t in enumerate(g.tellings):
            told_when = t.firm or t.dating.interval is not None or t.place is not None
            members = _format(t, resolver.lifted) if told_when else frozenset()
            if len(members) > len(told) and told <= members:
                here = (t.mention.start, t.mention.end)
                g.retell(_with(t.participants, sorted(members - told), resolver, doc_id, here, "gathering.format"), n)
                break
            if t.mention.rule not in ("meeting.summit", "meeting.assembly"):
                continue
            named = sorted({s for a in t.participants for s in _named_after(a)} - told)
            if named:
                where = next(a.at[0] for a in t.participants if _named_after(a))
                g.retell(_with(t.participants, named, resolver, doc_id, (where.start, where.end), "gathering.name"), n)
                break


def name_bodies(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "The Mekong River Commission's summit", "the World Conference on Rivers": the body that no table knows, or the gathering itself."""
    for g in groups:
        if g.kind != "meeting" or any(a.id.startswith("org:") for a in g.people.values()) or len(g.parties(resolver.sides)) > 1:
            continue
        for n, t in enumerate(g.tellings):
            found = _named_body(t, resolver.text) if _told_somewhere(t) else None
            if found is None:
                continue
            start, end = found
            name = resolver.text[start:end]
            body = Actor(local_id(name), name, ActorType.ORGANISATION, rank=Level.ORGANISATION.value)
            body = replace(body, at=(at(doc_id, resolver.text, start, end, "gathering.body"),))
            there = () if _spoke_before(t) else tuple(a for a in t.participants if not any(x.start < end and start < x.end for x in a.at))
            g.retell((*there, body), n)
            break


def _named_body(t: Telling, text: str) -> tuple[int, int] | None:
    """Where a body of several states, or a gathering of them, is named beside a mention: "Lake Chad Basin Commission"."""
    m, lists = t.mention, words("gatherings.toml", "words")
    first = m.start - len(t.before)
    if m.text[:1].isupper() and m.rule in MANY and (own := _OWN_NAME.search(t.before)) is not None:
        tail = None if m.text == "Summit" else _ABOUT.match(text, m.end, m.sentence[1])
        numbered = _NUMBERED.match(text, first + own.start())
        start, end = numbered.end() if numbered else first + own.start(), tail.end() if tail else m.end
        parts = re.split(r"[\s-]", text[start:end])
        several = _WORLDWIDE.match(text, start, end) or not (lists["of_regions"] - _WORLD).isdisjoint(parts)
        site = t.place is not None and any(x.start < m.end and m.start < x.end for x in t.place.at)  # "at the Lakes Forum"
        if several and not site and lists["of_private"].isdisjoint(w.lower() for w in parts):
            return start, end
    for found, offset in ((_OF_BODY.match(text, m.end, m.sentence[1]), 0), (_BODYS.search(t.before), first)):
        if found is not None:
            _, inner, last = found[1].rpartition(" of the ")  # "Council of Ministers of the Lakes Organisation"
            for cut in (len(found[1]) - len(last) if inner else 0, len(found[1]) - len(found[1].removeprefix("The "))):
                if _of_several(found[1][cut:], named_short=found[2] is not None):
                    return found.start(1) + offset + cut, found.end(1) + offset
    return None


def _of_several(name: str, *, named_short: bool) -> bool:
    """True for the name of a body of several states: by a region in it, or by a short name behind it."""
    lists, parts = words("gatherings.toml", "words"), set(re.split(r"[\s-]", name))
    several = named_short or not lists["of_regions"].isdisjoint(parts)
    return (
        several
        and not name.endswith("ed")
        and not lists["bodies"].isdisjoint(parts)
        and lists["of_private"].isdisjoint(w.lower() for w in parts)
    )


def add_opponents(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "UN-sponsored peace talks resume in Geneva", in a report on one movement and its state: those two are the parties."""
    pair = _opponents(resolver)
    if pair is None:
        return
    movement, state, span = pair
    for g in groups:
        told = g.parties(resolver.sides)
        if g.kind != "meeting" or any(s in states() and s != state for s in told):
            continue
        n = next((n for n, t in enumerate(g.tellings) if _peace_talks(t, told)), None)
        if n is not None:
            t = g.tellings[n]
            g.retell(_with(t.participants, sorted({movement, state} - told), resolver, doc_id, span, "gathering.opponents"), n)


def _opponents(resolver: Resolver, least: int = 2) -> tuple[str, str, tuple[int, int]] | None:
    """The one armed or political movement that a document names, so often at least, and the state whose it is, if it speaks of both."""
    known = resolver.known
    named = [
        (c, m)
        for m in resolver.lifted.actors
        for c in m.candidates[:1]
        if c.startswith("org:") and known.organisations[c[4:]].kind == "non_state_actor"
    ]
    codes = [c for c, _ in named]
    code = max(dict.fromkeys(codes), key=codes.count, default="")
    if codes.count(code) < least:
        return None
    first = named[codes.index(code)][1]
    movement = known.organisations[code[4:]]
    lands = [_demonyms()[w] for w in movement.name.split() if w in _demonyms()]
    lands = lands or [spot.country or "" for seat in movement.seats for spot in known.spots.get(phrase_key(seat))[:1]]
    lands = lands or _first_by_far(_states_told(resolver.text))
    if not lands or not any(m.country == lands[0] for m in resolver.lifted.actors):
        return None
    return code, lands[0], (first.start, first.end)


def add_pairs(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "The bilateral talks", "both sides agreed to meet in May": the two of whom the document speaks, where these words name nobody."""
    pair: tuple[str, str] | None = None
    for g in groups:
        if g.kind == "visit" or len(told := g.parties(resolver.sides)) > 1 or len(g.people) > len(told):
            continue
        n = next((n for n, t in enumerate(g.tellings) if _told_somewhere(t) and _of_two(t, resolver)), None)
        if n is None:
            continue
        pair = pair or _two_sides(groups, resolver)
        if pair is None:
            return
        if told <= set(pair):
            here = (g.tellings[n].mention.start, g.tellings[n].mention.end)
            missing = [code for code in pair if code not in told]
            g.retell(_with(g.tellings[n].participants, missing, resolver, doc_id, here, "gathering.pair"), n)


def _told_somewhere(t: Telling) -> bool:
    return t.dating.interval is not None or t.place is not None or t.here


def _of_two(t: Telling, resolver: Resolver) -> bool:
    """True where the words tell that two sides meet, and not which."""
    m = t.mention
    if _BILATERAL.search(t.before[-48:]) or _BETWEEN_TWO.match(resolver.text, m.end, m.sentence[1]):
        return True
    said = (resolver.lifted.actors[a.index] for a in m.arguments if a.target == "actor" and a.role == "party")
    return any(x.form == "group" and _BOTH.match(x.text) for x in said)


def _two_sides(groups: Sequence[Group], resolver: Resolver) -> tuple[str, str] | None:
    """The only two who meet in a document; else its movement and the movement's state; else the two states far ahead of all others."""
    met = {g.parties(resolver.sides) for g in groups if g.kind != "visit"}
    met = {sides for sides in met if len(sides) >= _PAIR}
    if met:
        first, *rest = sorted(met.pop()) if len(met) == 1 else ("", "", "")
        return (first, rest[0]) if len(rest) == 1 else None
    opponents = _opponents(resolver, 1)
    if opponents is not None:
        return opponents[0], opponents[1]
    told = _states_told(resolver.text).most_common(3)
    if len(told) < _PAIR or told[1][1] < _PAIR or (len(told) > _PAIR and told[2][1] * _PAIR > told[1][1]):
        return None
    return told[0][0], told[1][0]


def _first_by_far(told: Counter[str]) -> list[str]:
    """The state that is named twice as often as any other."""
    first = told.most_common(2)
    return [first[0][0]] if first and (len(first) == 1 or first[0][1] >= 2 * first[1][1]) else []


def _states_told(text: str) -> Counter[str]:
    """How often a text names each state, or its people."""
    names, people = _states_by_name(), _demonyms()
    found = (w.replace(".", "") for w in _STATE.findall(text))
    return Counter(code for w in found if (code := names.get(w) or people.get(w)) is not None)


def _peace_talks(t: Telling, told: Set[str]) -> bool:
    """True for talks that are told with a place or a day and to make peace, or by where they are: "the Geneva talks"."""
    if t.mention.text.lower() not in _TALKS or (t.place is None and t.dating.interval is None):
        return False
    before = re.split(r"[\s-]+", t.before[-40:].lower())
    peace = words("gatherings.toml", "words")["of_peace"]
    return any(w in peace for w in before[-4:]) or t.place_named


def _format(t: Telling, lifted: Lifted) -> frozenset[str]:
    """The members of the standing format that a count of sides tells, where enough of them are named."""
    count = label(t)
    if count is None:
        return frozenset()
    spoken = {m.country for m in lifted.actors}
    for key, members in words("gatherings.toml", "formats").items():
        number, _, about = key.partition("-")
        if count == int(number) and about in spoken and len(members & spoken) >= _NAMED[about]:
            return members
    return frozenset()


def _named_after(actor: Actor) -> list[str]:
    """The states in the name of a body of states: "Forum on China-Africa Cooperation"."""
    if actor.type is not ActorType.ORGANISATION or not actor.id.startswith("org:"):
        return []
    return [_states_by_name()[w] for w in re.split(r"[\s-]", actor.name) if w in _states_by_name()]


def _with(
    people: Sequence[Actor], codes: Sequence[str], resolver: Resolver, doc_id: str, span: tuple[int, int], rule: str
) -> tuple[Actor, ...]:
    """People and the states or organisations of those codes."""
    owners = [resolver.roster.owner(c if c.startswith("org:") else f"iso:{c}") for c in codes]
    return (*people, *(replace(o, at=(at(doc_id, resolver.text, *span, rule),)) for o in owners if o is not None))


def add_nations(groups: Sequence[Group], resolver: Resolver, doc_id: str) -> None:
    """ "It postponed a Malian dialogue conference": the nation whose gathering it is takes part in it."""
    between = words("gatherings.toml", "words")["of_nations"]
    for g in groups:
        for n, t in enumerate(g.tellings):
            if t.mention.rule != "meeting.assembly":
                continue
            found = _NATION.search(t.before[-60:]) or _OF_A_NATION.match(resolver.text, t.mention.end)
            code = _demonyms().get(found[1]) if found is not None and all(w.lower() in between for w in found[2].split()) else None
            owner = resolver.roster.owner(f"iso:{code}") if code is not None else None
            if found is None or owner is None or code in g.parties(resolver.sides):
                continue
            start = found.start(1) + (t.mention.start - len(t.before[-60:]) if found.re is _NATION else 0)
            nation = replace(owner, at=(at(doc_id, resolver.text, start, start + len(found[1]), "gathering.nation"),))
            g.retell((*t.participants, nation), n)


@lru_cache(maxsize=1)
def _states_by_name() -> Mapping[str, str]:
    return MappingProxyType({s.name: s.iso2 for s in states().values() if not s.valid_to})


@lru_cache(maxsize=1)
def _demonyms() -> Mapping[str, str]:
    return MappingProxyType({name: s.iso2 for s in states().values() for name in s.demonyms if " " not in name})


def _spoke_before(t: Telling) -> bool:
    """ "He made the appeal ahead of a summit of EU leaders": nothing tells that he goes there."""
    around = [a for a in t.mention.arguments if a.target == "actor"]
    return bool(around) and all(a.rule == "slot.around" for a in around)


def _of_members(t: Telling) -> bool:
    """True for a word that tells a gathering of a body's members."""
    rule = t.mention.rule
    if rule not in ("meeting.assembly", "meeting.hold", "meeting.round"):
        return rule == "meeting.summit"
    before = t.before[-40:].lower().split()
    return not words("gatherings.toml", "words")["of_members"].isdisjoint(before[-3:])


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
