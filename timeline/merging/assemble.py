"""From a group of document events to the merged event that is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.merging import claims as words
from timeline.merging.changes import day_of_act
from timeline.merging.claims import published_key
from timeline.merging.cluster import Cluster
from timeline.merging.history import Standing, ordered, standing, steps, with_published
from timeline.merging.telling import believed
from timeline.model.event import Dating, Event, EventMention, SourceRef
from timeline.model.quick import replace
from timeline.model.vocabulary import PublishedBasis, Status

_PLANNED = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.ONGOING})
#: Surest basis first: of two records of one document, the surer is kept.
_BASES = {basis: rank for rank, basis in enumerate(PublishedBasis)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all assembly needs: the state for which people act, reprint groups by document, and today."""

    sides: Mapping[str, str]
    reprints: Mapping[str, str]
    now: dt.date | None


def encounter(cluster: Cluster, events: Sequence[Event], changes_of: Mapping[str, Sequence[Event]], setting: Setting) -> Event:
    """The merged encounter of a cluster. ``changes_of`` maps ids of document encounters to the changes about them."""
    phases = {events[n].id: phase for n, phase in zip(cluster.members, cluster.member_phases, strict=True)}
    members = sorted((events[n] for n in cluster.members), key=published_key)
    first = members[0]
    history = ordered(with_published(s, m.published) for m in members for s in steps(m, changes_of.get(m.id, ())))
    last = max(phases.values())
    current = [m for m in members if phases[m.id] in (-1, last)]
    dating = words.best_dating([m for m in current if len(members) == 1 or believed(m) is not None])
    stands = standing(history, dating.interval.start if dating.interval else None)
    place, apart = words.best_place(current if any(m.place for m in current) else members)
    conflicts = _conflicts(stands, words.date_conflicts([m for m in current if phases[m.id] == last]), apart)
    people = words.unite_actors((m.participants for m in members), setting.sides)
    countries = {c for m in members for c in m.countries} or {a.country for a in people if a.country}
    sources = sources_of(members)
    said: dict[tuple[str, Status], dt.date] = {}
    for step in history:
        if step.said_on is not None:
            said[step.doc_id, step.status] = max(step.said_on, said.get((step.doc_id, step.status), step.said_on))
    return Event(
        id=first.id,
        kind=first.kind,
        dating=dating,
        sources=sources,
        mentions=mentions_of(members),
        confidence=max((m.confidence for m in members if m.confidence is not None), default=None),
        subtype=_told(members, lambda m: m.subtype),
        status=stands.status,
        status_as_of=stands.as_of,
        participants=people,
        place=place,
        host_country=_told(members, lambda m: m.host_country),
        countries=tuple(sorted(countries)),
        level=words.highest(m.level for m in members),
        topic=next((m.topic for m in members if m.topic is not None), None),
        duration=_told(members, lambda m: m.duration),
        part_of=next((m.part_of for m in members if m.part_of is not None), None),
        follows=next((m.follows for m in members if m.follows is not None), None),
        previous=_previous(members, phases, last, dating),
        history=history,
        stale=is_stale(stands.status, dating, setting.now),
        claims=tuple([c for m in members for c in words.claims_of(m, said.get((_doc(m), m.status)) if m.status else None)]),
        conflicts=conflicts,
        members=tuple(members),
        reasons=_reasons(cluster, events),
        n_sources=outlets(sources, setting.reprints),
    )


def change(members: Sequence[Event], reasons: Sequence[str], about: str | None, setting: Setting) -> Event:
    """The merged change of tellings in the order of publication."""
    first = members[0]
    if len(members) == 1 and about == first.about:
        return first
    dated = day_of_act(members)
    sources = sources_of(members)
    return replace(
        first,
        dating=dated.dating,
        sources=sources,
        mentions=mentions_of(members),
        confidence=max((m.confidence for m in members if m.confidence is not None), default=None),
        about=about,
        actors=words.unite_actors((m.actors for m in members), setting.sides),
        targets=words.unite_actors((m.targets for m in members), setting.sides),
        countries=tuple(sorted({c for m in members for c in m.countries})),
        claims=tuple([c for m in members for c in words.claims_of(m, None)]),
        members=tuple(members),
        reasons=tuple(f"{_doc(m)}: {reason}" for m, reason in zip(members[1:], reasons, strict=True)),
        n_sources=outlets(sources, setting.reprints),
    )


def is_stale(status: Status | None, dating: Dating, now: dt.date | None) -> bool:
    """A plan, or something ongoing, whose window ended before ``now``."""
    return status in _PLANNED and dating.interval is not None and now is not None and dating.interval.end < now


def sources_of(members: Iterable[Event]) -> tuple[SourceRef, ...]:
    """The documents behind events, each once, by publication and id."""
    found: dict[str, SourceRef] = {}
    for member in members:
        for source in member.sources:
            old = found.get(source.doc_id)
            if old is None or (_BASES[source.published_basis], repr(source)) < (_BASES[old.published_basis], repr(old)):
                found[source.doc_id] = source
    return tuple(sorted(found.values(), key=lambda s: (s.published or dt.date.max, s.doc_id)))


def mentions_of(members: Iterable[Event]) -> tuple[EventMention, ...]:
    """The mentions of events in the order of publication, each once."""
    return tuple(dict.fromkeys(m for member in members for m in member.mentions))


def outlets(sources: Sequence[SourceRef], reprints: Mapping[str, str]) -> int:
    """Number of independent sources: outlets, a reprint counted with the outlet of the first article of its group."""
    first: dict[str, str] = {}
    for source in sources:
        group = reprints.get(source.doc_id, source.doc_id)
        first.setdefault(group, " ".join((source.source or "").casefold().split()) or f"\x1f{group}")
    return len(set(first.values()))


def _reasons(cluster: Cluster, events: Sequence[Event]) -> tuple[str, ...]:
    """Why each document event but the first one joined, in the order of joining."""
    joined = (events[n] for n in cluster.members[1:])
    return tuple(f"{_doc(member)}: {reason}" for member, reason in zip(joined, cluster.reasons, strict=True))


def _doc(event: Event) -> str:
    return event.sources[0].doc_id if event.sources else event.id


def _told(members: Iterable[Event], of: Callable[[Event], str | None]) -> str | None:
    """The value told by most documents; among equals the first told."""
    counts: dict[str, int] = {}
    for member in members:
        value = of(member)
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda v: counts[v]) if counts else None


def _conflicts(stands: Standing, dates: bool, places: bool) -> tuple[str, ...]:
    found = []
    if stands.contested or stands.status is Status.DISPUTED:
        found.append("status")
    if dates:
        found.append("date")
    if places:
        found.append("place")
    return tuple(found)


def _previous(members: Sequence[Event], phases: Mapping[str, int], last: int, shown: Dating) -> tuple[Dating, ...]:
    """Windows that a later word replaced, oldest first: those of earlier phases, and those that documents themselves call replaced."""
    found = [words.best_dating([m for m in members if phases[m.id] == phase]) for phase in range(last)]
    for member in members:
        for old in member.previous:
            if old.interval is not None and not any(f.interval and f.interval.overlaps(old.interval) for f in (*found, shown)):
                found.append(old)
    return tuple(sorted((f for f in found if f.interval is not None), key=lambda d: (d.interval, d.text or "")))
