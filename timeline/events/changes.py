"""Acts that create, move or end an encounter: which encounter each one is about, who acts, on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.chrono.interval import Precision
from timeline.events.encounters import Made, Source, day
from timeline.events.grouping import Group
from timeline.events.telling import NO_DATE, Telling
from timeline.model.event import Dating, Event, event_id
from timeline.model.vocabulary import Basis, Kind


def changes_of(changes: Sequence[Telling], made: Mapping[int, Made], owner: Mapping[int, Group], source: Source) -> list[Event]:
    """The changes that a document tells, each act once, in text order.

    ``made`` are the document's encounters by ``id()`` of their groups, ``owner`` the group of each trigger by its position. A change
    about no encounter of the document is left out.
    """
    out: list[Event] = []
    seen: dict[tuple[str, str, frozenset[str]], int] = {}
    for t in changes:
        about = _about(t, made, owner)
        if about is None:
            continue
        event = _change(t, about.event, source)
        if event.kind is Kind.INVITATION and event.actors:
            same = next((n for n, e in enumerate(out) if e.kind is Kind.INVITATION and _same_invitation(e, event, made)), None)
            if same is not None:
                out[same] = replace(out[same], mentions=(*out[same].mentions, *event.mentions), targets=out[same].targets or event.targets)
                continue
        told_once = event.kind in (Kind.ANNOUNCEMENT, Kind.POSTPONEMENT, Kind.CANCELLATION)
        key = (event.kind.value, about.event.id, frozenset() if told_once else frozenset(a.id for a in event.actors))
        if key in seen:
            n = seen[key]
            old = out[n]
            out[n] = replace(
                old,
                mentions=(*old.mentions, *event.mentions),
                dating=old.dating if old.dating.interval else event.dating,
                actors=old.actors or event.actors,
                targets=old.targets or event.targets,
            )
            continue
        seen[key] = len(out)
        out.append(event)
    return _once(out)


def _about(t: Telling, made: Mapping[int, Made], owner: Mapping[int, Group]) -> Made | None:
    if t.about is not None:
        g = owner.get(t.about)
        return made.get(id(g)) if g is not None else None
    before = [m for m in made.values() if any(x.mention.start < t.mention.start for x in m.group.tellings)]
    if not before:
        return None
    return max(before, key=lambda m: max(x.mention.start for x in m.group.tellings if x.mention.start < t.mention.start))


def _change(t: Telling, about: Event, source: Source) -> Event:
    kind = Kind(t.kind)
    dct = source.document.published
    dating = t.dating
    if dating.interval is not None and dct is not None and dating.interval.start > dct:
        dating = NO_DATE  # the day of the encounter, not of the act
    if dating.interval is None and t.said_on is not None:
        dating = Dating(day(t.said_on), Precision.DAY, Basis.RELATIVE_TO_DCT, rule="time.said")
    if dating.interval is None and dct is not None and _reported(t):
        dating = Dating(day(dct), Precision.DAY, Basis.RELATIVE_TO_DCT, rule="report.day")
    return Event(
        id=event_id(source.document.doc_id, kind, t.mention.start, t.mention.end),
        kind=kind,
        dating=dating,
        sources=(source.ref(),),
        mentions=(source.mention(t, None),),
        about=about.id,
        actors=tuple(sorted(t.actors, key=lambda a: (a.name, a.id))),
        targets=tuple(sorted(t.targets, key=lambda a: (a.name, a.id))),
    )


def _reported(t: Telling) -> bool:
    """True where an act without a day of its own reads as the day's news."""
    return t.kind in ("announcement", "confirmation", "denial") or (t.mention.tense == "past" and t.mention.paragraph <= 1)


def _same_invitation(a: Event, b: Event, made: Mapping[int, Made]) -> bool:
    """One act told twice, once of the meeting and once of the trip to it."""
    if {x.id for x in a.actors} != {x.id for x in b.actors}:
        return False
    by_id = {m.event.id: m.event for m in made.values()}
    first, second = ({x.id for x in by_id[e.about or ""].participants} for e in (a, b))
    return bool(first & second)


def _once(changes: Sequence[Event]) -> list[Event]:
    """One word of one party about an encounter: what it both announces and confirms is a confirmation."""
    confirmed = {(c.about, frozenset(a.id for a in c.actors)) for c in changes if c.kind is Kind.CONFIRMATION}
    return [c for c in changes if c.kind is not Kind.ANNOUNCEMENT or (c.about, frozenset(a.id for a in c.actors)) not in confirmed]
