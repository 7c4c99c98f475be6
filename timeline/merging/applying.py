"""Corrections at work: found again among a run's events, before merging (who is who, same, not same) and after it (values)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.chrono.interval import Interval, Precision
from timeline.errors import LexiconError
from timeline.merging.corrections import ENCOUNTER_ONLY, Correction, Corrections, Plan, Renaming
from timeline.merging.names import key
from timeline.merging.naming import actor
from timeline.model.event import Actor, Dating, Event, Place
from timeline.model.quick import replace
from timeline.model.vocabulary import Basis, Family, Kind, Status

#: Between the words of two rows in a column of the user's own, where both rows became one.
_BOTH = " | "
#: Characters of an anchor that a message shows.
_SHOWN = 80


def plan(corrections: Corrections, events: Iterable[Event]) -> Plan:
    """The corrections as they bear on these document events.

    Raises :class:`~timeline.errors.LexiconError` where two corrections say of the same two events that they are one and that they
    are not.
    """
    found = {e.id: e for e in events}
    anchors = _Anchors(found.values())
    targets: defaultdict[str, list[Correction]] = defaultdict(list)
    lost: list[tuple[int, str]] = []
    parent: dict[str, str] = {}
    rivals: list[tuple[str, str, Correction]] = []

    def root(id: str) -> str:
        while parent.setdefault(id, id) != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for item in corrections.events:
        target = item.id if item.id in found else anchors.find(item)
        if target is None:
            lost.append((item.line, anchors.why_lost(item)))
            continue
        targets[target].append(item)
        for other in item.same_as:
            if other in found:
                low, high = sorted((root(target), root(other)))
                parent[high] = low
            else:
                lost.append((item.line, f"{other!r} (same_as) is no longer in the timeline. Kept, not applied."))
        for other in item.not_same_as:
            if other in found:
                rivals.append((target, other, item))
            else:
                lost.append((item.line, f"{other!r} (not_same_as) is no longer in the timeline. Kept, not applied."))
    for person in corrections.people:
        if not any(_is_called(a, person) for e in found.values() for a in (*e.participants, *e.actors, *e.targets)):
            lost.append((person.line, f"nobody is called {person.name!r} in the timeline. Kept, not applied."))
    groups = {id: root(id) for id in parent}
    numbers = {group: n for n, group in enumerate(sorted(set(groups.values())))}
    together = {id: numbers[group] for id, group in groups.items()}
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for one, other, item in rivals:
        if one in together and together[one] == together.get(other):
            raise LexiconError(
                f"{corrections.file}:{item.line}: {one!r} and {other!r} are called the same and not the same. Take one of both out"
            )
        apart[one].add(other)
        apart[other].add(one)
    return Plan(together, {id: frozenset(others) for id, others in apart.items()}, {id: tuple(c) for id, c in targets.items()}, tuple(lost))


def unmatched(corrections: Corrections, events: Iterable[Event]) -> tuple[str, ...]:
    """One line for each correction that matches none of a run's document events: file, line, what is missing, what became of it."""
    return tuple(f"{corrections.file}:{line}: {reason}" for line, reason in sorted(plan(corrections, events).lost))


class _Anchors:
    """Events by document, to be found by words of their sentences."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_doc: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for event in events:
            for mention in event.mentions:
                self._by_doc[mention.doc_id].append((event.kind.value, " ".join((mention.sentence or mention.text).split()), event.id))

    def find(self, item: Correction) -> str | None:
        """The one event whose sentence holds the anchor's words; None where there is none, or more than one.

        Where the anchor's document tells of no event, because it goes by another id now, the sentences of all documents are looked at.
        """
        hits = self._hits(item)
        return hits.pop() if len(hits) == 1 else None

    def _hits(self, item: Correction) -> set[str]:
        if item.anchor is None:
            return set()
        wanted = " ".join(item.anchor.text.split())
        here = self._by_doc.get(item.anchor.doc_id)
        told = {
            (id, kind)
            for sentences in ([here] if here is not None else self._by_doc.values())
            for kind, sentence, id in sentences
            if wanted in sentence and (item.id[:1] not in "ec" or Kind(kind).family.value[0] == item.id[:1])
        }
        same = {id for id, kind in told if kind == item.anchor.kind}
        return same if len(told) > 1 and same else {id for id, _ in told}

    def why_lost(self, item: Correction) -> str:
        """What is missing where :meth:`find` finds nothing."""
        gone = f"{item.id!r} is no longer in the timeline"
        if item.anchor is None:
            return f"{gone}, and no text anchor is given. Kept, not applied."
        text = item.anchor.text if len(item.anchor.text) <= _SHOWN else item.anchor.text[: _SHOWN - 1].rstrip() + "…"
        several = len(self._hits(item))
        if several:
            told = f'its text anchor ("{text}") stands in the sentences of {several} events'
            return f"{gone}; {told}. Write one of their ids, or longer words. Kept, not applied."
        where = "" if item.anchor.doc_id in self._by_doc else f", and no event is told by {item.anchor.doc_id!r}"
        return f'{gone}; its text anchor ("{text}") stands in no event\'s sentence{where}. Kept, not applied.'


def rename(events: Iterable[Event], people: Sequence[Renaming]) -> list[Event]:
    """The events with people under their right names."""
    if not people:
        return list(events)
    out = []
    for event in events:
        changed = {}
        for group in ("participants", "actors", "targets"):
            actors: tuple[Actor, ...] = getattr(event, group)
            if any(_is_called(a, p) for a in actors for p in people):
                changed[group] = tuple(sorted((_renamed(a, people, event.start) for a in actors), key=lambda a: (a.name, a.id)))
        out.append(replace(event, **changed, corrected=_with(event.corrected, changed)) if changed else event)  # type: ignore[arg-type]
    return out


def _is_called(one: Actor, person: Renaming) -> bool:
    return key(one.name) == key(person.name)


def _renamed(one: Actor, people: Sequence[Renaming], day: dt.date | None) -> Actor:
    for person in people:
        if _is_called(one, person):
            known = actor(person.right, day)
            return replace(
                known,
                id=person.id or known.id,
                country=one.country or known.country,
                office=one.office or known.office,
                role=one.role,
                at=one.at,
            )
    return one


def correct(merged: Sequence[Event], found: Plan, *, now: dt.date | None) -> list[Event]:
    """The merged events with the values that corrections set, and without those that they drop (with the changes about them)."""
    if not found.targets:
        return list(merged)
    out: list[Event] = []
    gone: set[str] = set()
    for event in merged:
        items = [item for id in event.aliases for item in found.targets.get(id, ())]
        if any(item.drop for item in items):
            gone.add(event.id)
            continue
        out.append(_apply(event, sorted(items, key=lambda i: i.line), now) if items else event)
    return [event for event in out if event.about not in gone]


def _apply(event: Event, items: Sequence[Correction], now: dt.date | None) -> Event:
    values = {name: value for item in items for name, value in item.values}
    if event.family is Family.CHANGE:  # the people and the place in a change's row are those of its encounter
        values = {name: value for name, value in values.items() if name not in ENCOUNTER_ONLY}
    extra: dict[str, list[str]] = {}
    for item in items:
        for column, text in item.keep:
            kept = extra.setdefault(column, [])
            kept += [part for part in text.split(_BOTH) if part and part not in kept]
    changed: dict[str, object] = {"extra": tuple((column, _BOTH.join(texts)) for column, texts in sorted(extra.items()) if texts)}
    for name in ("subtype", "host_country", "level", "duration"):
        if name in values:
            changed[name] = values[name] or None
    if "kind" in values and Kind(values["kind"]).family is event.family:
        changed["kind"] = Kind(values["kind"])
    if "status" in values:
        changed["status"] = Status(values["status"]) if values["status"] else None
    if {"start", "end", "precision"} & values.keys():
        changed["dating"] = _dating(event.dating, values)
    if {"place", "place_country"} & values.keys():
        changed["place"] = _place(event.place, values)
    for group in ("participants", "actors", "targets"):
        if group in values:
            changed[group] = _actors(getattr(event, group), values[group], event.start)
    fixed = replace(event, **changed, corrected=_with(event.corrected, values))  # type: ignore[arg-type]
    if "participants" in values or "place" in changed:
        fixed = replace(fixed, countries=_countries(fixed, event))
    return replace(fixed, stale=_stale(fixed, now))


def _dating(old: Dating, values: Mapping[str, str]) -> Dating:
    start = values.get("start", old.interval.start.isoformat() if old.interval else "")
    end = values.get("end", old.interval.end.isoformat() if old.interval else "")
    if not start and not end:
        return Dating()
    first, last = dt.date.fromisoformat(start or end), dt.date.fromisoformat(end or start)
    if last < first:  # one end was moved past the other: it is that day
        first = last = first if "start" in values else last
    window = Interval(first, last)
    if values.get("precision"):
        precision = Precision(values["precision"])
    else:
        precision = Precision.SPAN if old.precision is Precision.SPAN and window.days > 1 else window.precision
    return Dating(window, precision, Basis.STATED)


def _place(old: Place | None, values: Mapping[str, str]) -> Place | None:
    name = values.get("place", old.name if old else "")
    country = values.get("place_country", (old.country or "") if old and ("place" not in values or values["place"] == old.name) else "")
    if not name:
        return None
    if old is not None and name == old.name:
        return replace(old, country=country or None)
    return Place(name, country or None)


def _actors(old: Sequence[Actor], names: str, day: dt.date | None) -> tuple[Actor, ...]:
    known = {key(a.name): a for a in old}
    given = [name.strip() for name in names.split(";") if name.strip()]
    return tuple(sorted((known.get(key(name)) or actor(name, day) for name in given), key=lambda a: (a.name, a.id)))


def _countries(fixed: Event, old: Event) -> tuple[str, ...]:
    """Countries after participants or place were set: those that only a removed one stood for are gone."""
    was = {a.country for a in old.participants if a.country} | ({old.place.country} if old.place and old.place.country else set())
    now = {a.country for a in fixed.participants if a.country} | ({fixed.place.country} if fixed.place and fixed.place.country else set())
    return tuple(sorted((set(old.countries) - was) | now))


def _stale(event: Event, now: dt.date | None) -> bool:
    planned = event.status in (Status.SCHEDULED, Status.PROPOSED, Status.ONGOING)
    return bool(planned and now is not None and event.end is not None and event.end < now)


def _with(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
