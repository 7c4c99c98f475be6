"""Merging from end to end: document events in, merged events out, in the order of DESIGN 4.3."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import lru_cache

from timeline.merging import assemble
from timeline.merging.applying import correct, plan, rename
from timeline.merging.changes import group_changes
from timeline.merging.cluster import Cluster
from timeline.merging.corrections import Corrections, Plan
from timeline.merging.sweep import sweep
from timeline.merging.telling import in_story_order, sides_of, telling
from timeline.merging.weighing import words_of
from timeline.model.event import Event
from timeline.model.quick import in_bulk, replace
from timeline.model.vocabulary import Family, Kind


@in_bulk()
def merge(
    events: Iterable[Event],
    *,
    now: dt.date | None = None,
    corrections: Corrections | None = None,
    reprints: Mapping[str, str] | None = None,
) -> tuple[Event, ...]:
    """The merged events of document events, in the order of DESIGN 4.3.

    The order of the input plays no part, and merged events are taken apart first, so merging what was merged before together
    with what is new equals merging everything at once. An event that comes twice, or from a second copy of an article, counts
    once.

    :param now: the day from which a plan is stale; the newest publication day of the events unless given.
    :param corrections: applied; those that match nothing are told by :func:`timeline.merging.unmatched`.
    :param reprints: the group of articles that carry one text, by document id (:func:`timeline.merging.reprints`); without it every
        document is its own.
    :raises LexiconError: where corrections contradict each other.
    """
    single = document_events(events)
    found = Plan()
    if corrections is not None:
        found = plan(corrections, single)
        single = rename(single, corrections.people)
    encounters = in_story_order(e for e in single if e.family is Family.ENCOUNTER)
    changes = [e for e in single if e.family is Family.CHANGE]
    if now is None:
        now = max((s.published for e in single for s in e.sources if s.published), default=None)
    changes_of: defaultdict[str, list[Event]] = defaultdict(list)
    for change in changes:
        if change.about:
            changes_of[change.about].append(change)
    sides = sides_of(encounters)
    setting = assemble.Setting(sides=sides, reprints=reprints or {}, now=now)

    @lru_cache(maxsize=4096)
    def said(number: int) -> frozenset[str]:
        return words_of(encounters[number])

    clusters = sweep(
        (
            telling(n, e, sides=sides, moved=any(c.kind is Kind.POSTPONEMENT for c in changes_of.get(e.id, ())))
            for n, e in enumerate(encounters)
        ),
        said=said,
        together=found.together,
        apart=found.apart,
    )
    merged = [assemble.encounter(cluster, encounters, changes_of, setting) for cluster in clusters]
    encounter_of = {member: event.id for event in merged for member in event.aliases}
    merged = [_pointed(event, cluster, merged, encounter_of) for event, cluster in zip(merged, clusters, strict=True)]
    acts = [
        assemble.change(members, reasons, encounter_of.get(members[0].about or "", members[0].about), setting)
        for members, reasons in group_changes(changes, encounter_of, sides)
    ]
    return tuple(sorted(correct([*merged, *acts], found, now=now), key=shown_order))


def as_of(
    events: Iterable[Event],
    day: dt.date,
    *,
    corrections: Corrections | None = None,
    reprints: Mapping[str, str] | None = None,
) -> tuple[tuple[Event, ...], int]:
    """What was known on a day: the document events published up to it, merged anew, as a run over those documents alone would.

    The second value is the number of documents left out because nobody knows when they were published.
    """
    single = document_events(events)
    known = [e for e in single if e.published is not None and e.published <= day]
    undated = {s.doc_id for e in single for s in e.sources if s.published is None}
    return merge(known, now=day, corrections=corrections, reprints=reprints), len(undated)


def document_events(events: Iterable[Event]) -> list[Event]:
    """The document events behind events, each once, sorted by id; of two copies of one article, those of the first copy.

    Copies are known by the digest of their text. The first copy is the one with the earliest publication day, then the smallest
    document id.
    """
    found: dict[str, Event] = {}
    for event in events:
        for single in event.members or (event,):
            old = found.get(single.id)
            if old is None or (old is not single and old != single and repr(astuple(single)) < repr(astuple(old))):
                found[single.id] = single
    first: dict[str, tuple[dt.date, str]] = {}
    for single in found.values():
        for source in single.sources:
            if source.digest:
                key = (source.published or dt.date.max, source.doc_id)
                first[source.digest] = min(first.get(source.digest, key), key)
    return [single for _, single in sorted(found.items()) if all(not s.digest or first[s.digest][1] == s.doc_id for s in single.sources)]


def shown_order(event: Event) -> tuple[bool, dt.date, dt.date, bool, dt.date, str]:
    """Sorting key of a timeline: dated events by start, end, encounter before change, id; then undated ones by first publication, id."""
    undated = event.start is None
    return (
        undated,
        event.start or dt.date.max,
        event.end or dt.date.max,
        event.family is Family.CHANGE and not undated,
        (event.published or dt.date.max) if undated else dt.date.max,
        event.id,
    )


def _pointed(event: Event, cluster: Cluster, merged: list[Event], encounter_of: Mapping[str, str]) -> Event:
    """The event with what it names (the occasion it is part of, the plan it follows) under merged ids; never itself."""
    follows = (
        merged[cluster.follows].id if cluster.follows is not None else event.follows and encounter_of.get(event.follows, event.follows)
    )
    part_of = event.part_of and encounter_of.get(event.part_of, event.part_of)
    follows, part_of = (None if id == event.id else id for id in (follows, part_of))
    return event if (follows, part_of) == (event.follows, event.part_of) else replace(event, follows=follows, part_of=part_of)
