"""Every source's value for every field, and the one that is shown.

The rule for a date: among the words that have not been replaced by a new date, the narrowest window; among equals the last
told. For a place: the most specific; among equals the last told. For participants: everybody told of, a person in the place
of the state acted for. Values that cannot both be right are conflicts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from timeline.chrono.interval import Precision
from timeline.merging.parties import Party, party, same, stands_for
from timeline.merging.telling import spot, told_apart
from timeline.model.event import Actor, At, Claim, Dating, Event, EventMention, Place
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Basis, Level, Status

_TOLD_BY_ONE = ("country", "office", "role", "rank")
_LEVELS = {level.value: rank for rank, level in enumerate(Level)}


def published_key(event: Event) -> tuple[dt.date, str]:
    """Order of tellings: by publication, those without a day last, then by id."""
    return (event.published or dt.date.max, event.id)


def dating_value(dating: Dating) -> str | None:
    """A dating as a claim writes it: a day, or ``first/last``."""
    window = dating.interval
    if window is None:
        return None
    return window.start.isoformat() if window.start == window.end else f"{window.start.isoformat()}/{window.end.isoformat()}"


def claims_of(member: Event, said_on: dt.date | None) -> list[Claim]:
    """What one document says of each field, with the words."""
    published = member.published
    doc = member.sources[0].doc_id if member.sources else member.mentions[0].doc_id if member.mentions else ""
    found: list[Claim] = []

    def says(field: str, value: str, told: Sequence[At | EventMention]) -> None:
        start, end, quote = (told[0].start, told[0].end, told[0].text) if told else (None, None, None)
        found.append(Claim(field, value, doc, start, end, quote, said_on, published))

    if member.status is not None:
        deciding = [m for m in member.mentions if m.status is member.status]
        says("status", member.status.value, deciding or member.mentions)
    if (value := dating_value(member.dating)) is not None:
        dating = member.dating
        found.append(Claim("date", value, doc, dating.start, dating.end, dating.text, said_on, published))
    if member.place is not None:
        says("place", member.place.name, member.place.at)
    for field, actors in (("participant", member.participants), ("actor", member.actors), ("target", member.targets)):
        for actor in actors:
            says(field, actor.name, actor.at)
    if member.topic is not None:
        says("topic", member.topic.text, (member.topic,))
    return found


def best_dating(members: Sequence[Event]) -> Dating:
    """The dating that is shown: the narrowest window, a told span before a part of it; among equals the last told, by
    words that name the day themselves where there are such."""
    dated = [m for m in members if m.dating.interval is not None]
    if not dated:
        return Dating()
    spans = [m for m in dated if m.dating.precision is Precision.SPAN]
    narrowest = min(dated, key=_days)
    inside = [s for s in spans if s.dating.interval and narrowest.dating.interval and s.dating.interval.contains(narrowest.dating.interval)]
    pool = inside if inside and _days(min(inside, key=_days)) <= 7 else dated
    width = min(_days(m) for m in pool)
    shown = max((m for m in pool if _days(m) == width), key=_told_key).dating
    alike = [m for m in pool if m.dating.interval == shown.interval]
    return max(alike, key=lambda m: (m.dating.basis is Basis.STATED, *_told_key(m))).dating


def _days(member: Event) -> int:
    return member.dating.interval.days if member.dating.interval else 0


def _told_key(member: Event) -> tuple[dt.date, str]:
    return (member.published or dt.date.min, member.id)


def date_conflicts(members: Sequence[Event]) -> bool:
    """True where two windows of one date share no day, or two told lengths differ. What is going on is dated by the report, so it
    contradicts nothing."""
    dated = [m.dating for m in members if m.dating.interval is not None and m.status is not Status.ONGOING]
    windows = [d.interval for d in dated if d.interval is not None]
    spans = {d.interval for d in dated if d.precision is Precision.SPAN}
    return bool(windows) and (len(spans) > 1 or max(w.start for w in windows) > min(w.end for w in windows))


def best_place(members: Sequence[Event]) -> tuple[Place | None, bool]:
    """The place that is shown, with the words of every document that names it, and whether two documents name places that
    cannot be one."""
    placed = [m for m in members if m.place is not None]
    if not placed:
        return None, False

    def rank(member: Event) -> tuple[bool, bool, dt.date, str]:
        where = spot(member.place)
        return (where is not None and not where.broad, member.place is not None and member.place.lat is not None, *_told_key(member))

    chosen = max(placed, key=rank).place
    if chosen is None:
        return None, False
    at = [a for m in placed if m.place is not None and m.place.name == chosen.name for a in m.place.at]
    mine = spot(chosen)
    apart = any(told_apart(mine, spot(m.place)) for m in placed)
    return replace(chosen, at=_each_once(at)), apart


def unite_actors(groups: Iterable[Sequence[Actor]], sides: Mapping[str, str]) -> tuple[Actor, ...]:
    """Everybody told of, each once with all the words, sorted by name: a person in the place of the state acted for, the fuller
    record in the place of the poorer."""
    kept: list[tuple[Party, Actor]] = []
    told: dict[int, list[At]] = {}
    for actors in groups:
        for actor in actors:
            mine = party(actor, sides)
            for n, (other, old) in enumerate(kept):
                if mine is other or same(mine, other):
                    told.setdefault(n, list(old.at)).extend(actor.at)
                    kept[n] = _fuller((mine, actor), (other, old))
                    break
            else:
                kept.append((mine, actor))
    named = [p for p, _ in kept if p.named]
    shown = [
        replace(actor, at=_each_once(told[n])) if n in told else actor
        for n, (mine, actor) in enumerate(kept)
        if mine.named or not any(stands_for(mine, p) for p in named) or actor.type is ActorType.ORGANISATION
    ]
    return tuple(sorted(shown, key=lambda a: (a.name, a.id)))


def _fuller(a: tuple[Party, Actor], b: tuple[Party, Actor]) -> tuple[Party, Actor]:
    """One record of two of the same actor: the better known name, and what only one of them tells; the words are those of one."""

    def rank(pair: tuple[Party, Actor]) -> tuple[bool, int, str, str]:
        return (bool(pair[0].id), len(pair[1].name), pair[1].name, pair[1].id)

    first, second = (a, b) if rank(a) >= rank(b) else (b, a)
    one, two = first[1], second[1]
    lacking = [name for name in _TOLD_BY_ONE if not getattr(one, name) and getattr(two, name)]
    return first[0], replace(one, **{name: getattr(two, name) for name in lacking}) if lacking else one


def _each_once(at: Iterable[At]) -> tuple[At, ...]:
    return tuple(sorted(set(at), key=lambda a: (a.doc_id, a.start, a.end, a.text, a.rule)))


def highest(levels: Iterable[str | None]) -> str | None:
    """The highest level of those told."""
    return min((level for level in levels if level), key=lambda level: (_LEVELS.get(level, len(_LEVELS)), level), default=None)
