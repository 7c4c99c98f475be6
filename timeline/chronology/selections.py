"""Selections: the events of a timeline for which something holds, as a timeline again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from timeline.chrono.edtf import parse_edtf
from timeline.chrono.interval import Interval
from timeline.chronology import names as loose
from timeline.errors import QueryError
from timeline.lexicon.folding import plain
from timeline.lexicon.states import find_state
from timeline.model.event import Actor, Event
from timeline.model.vocabulary import Family, Kind, Status

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

Day = str | dt.date
_Word = TypeVar("_Word", Kind, Status)


class Whole:
    """All events of the timeline that a selection was taken from: what a change is about, and which names there are."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        self.events = events

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """Every event under its id and its members' ids; an own id wins over an alias."""
        found = {alias: event for event in reversed(self.events) for alias in event.aliases}
        found.update((event.id, event) for event in self.events)
        return found

    @cached_property
    def changes(self) -> Mapping[str, tuple[Event, ...]]:
        """The changes about each encounter, by the encounter's own id."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            about = self.by_id.get(event.about or "")
            if about is not None:
                found.setdefault(about.id, []).append(event)
        return {id: tuple(changes) for id, changes in found.items()}

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who takes part, acts or is addressed, each name of each id once."""
        seen = {(a.id, a.name): a for event in self.events for a in (*event.participants, *event.actors, *event.targets)}
        return tuple(seen[key] for key in sorted(seen))

    @cached_property
    def counts(self) -> Counter[str]:
        """The number of events that name each name."""
        return Counter(name for event in self.events for name in {a.name for a in (*event.participants, *event.actors, *event.targets)})


class Selections:
    """Methods of :class:`~timeline.chronology.timeline.Timeline` that keep some of its events."""

    __slots__ = ()
    _events: tuple[Event, ...]
    _whole: Whole

    def _select(self, keep: Callable[[Event], bool]) -> Timeline:
        return cast("Timeline", self).arranged(tuple(event for event in self._events if keep(event)))

    def between(
        self, start: Day | None = None, end: Day | None = None, *, how: Literal["overlaps", "within"] = "overlaps", undated: bool = False
    ) -> Timeline:
        """Events whose window shares a day with, or (``how="within"``) lies wholly in, the days from ``start`` to ``end``, inclusive.

        Bounds are days, or texts such as ``2025-10-01``, ``2025-10``, ``2025``: a month or year is taken whole. ``None`` leaves a side
        open. ``undated`` keeps events without a date too.

        Raises :class:`~timeline.errors.QueryError` where a bound is no day or the end lies before the start.
        """
        first = dt.date.min if start is None else bound(start).start
        last = dt.date.max if end is None else bound(end).end
        if how not in ("overlaps", "within"):
            raise QueryError(f"between(how={how!r}): not one of overlaps, within")
        if last < first:
            raise QueryError(f"between({str(start)!r}, {str(end)!r}): the end lies before the start")
        asked = Interval(first, last)

        def keep(event: Event) -> bool:
            window = event.dating.interval
            if window is None:
                return undated
            return asked.overlaps(window) if how == "overlaps" else asked.contains(window)

        return self._select(keep)

    def involving(self, *names: str, how: Literal["all", "any"] = "all", represented: bool = True) -> Timeline:
        """Events in which everybody named (``how="any"``: anybody) takes part; a change counts where its encounter or its doers do.

        A name is an id, a state's name or code, or words of a name in any usual spelling: ``"Putin"``, ``"Sergei Lavrov"``. A state finds
        itself and everyone who acts for it at the time, and visits to it; with ``represented=False`` the state alone.

        Raises :class:`~timeline.errors.QueryError`, suggesting near names, where nobody of a name is in the whole timeline.
        """
        if how not in ("all", "any"):
            raise QueryError(f"involving(how={how!r}): not one of all, any")
        asked = [self._match(name) for name in names]
        test = all if how == "all" else any

        def keep(event: Event) -> bool:
            about = self.about(event)
            actors = (*event.participants, *event.actors, *event.targets, *(about.participants if about else ()))
            countries = (*event.countries, *(about.countries if about else ()))
            return test(one.takes_part(actors, countries, represented=represented) for one in asked)

        return self._select(keep)

    def of_kind(self, *kinds: str) -> Timeline:
        """Events of one of these kinds. Raises :class:`~timeline.errors.QueryError` for an unknown kind."""
        asked = [_word(Kind, kind, "of_kind") for kind in kinds]
        return self._select(lambda event: event.kind in asked)

    def with_status(self, *statuses: str) -> Timeline:
        """Encounters with one of these statuses. Raises :class:`~timeline.errors.QueryError` for an unknown status."""
        asked = [_word(Status, status, "with_status") for status in statuses]
        return self._select(lambda event: event.status in asked)

    def at(self, place: str) -> Timeline:
        """Events at a place, or in a country (name or alpha-2 code); a change counts where its encounter is there.

        Raises :class:`~timeline.errors.QueryError`, suggesting near places, where the whole timeline has no such place.
        """
        iso, asked = find_state(place), loose.key(place)
        known = {event.place.name for event in self._whole.events if event.place and event.place.name}
        hits = {name for name in known if asked and loose.holds(loose.key(name), asked)}
        if not hits and iso is None:
            raise QueryError(f"at({place!r}): no such place.{_suggest(loose.near(place, sorted(known)))}")

        def keep(event: Event) -> bool:
            shown = self.about(event) or event
            if shown.place is not None and (shown.place.name in hits or (iso is not None and shown.place.country == iso)):
                return True
            return iso is not None and shown.host_country == iso

        return self._select(keep)

    @property
    def encounters(self) -> Timeline:
        """Meetings, calls and visits."""
        return self._select(lambda event: event.family is Family.ENCOUNTER)

    @property
    def changes(self) -> Timeline:
        """Announcements, invitations, confirmations, denials, postponements and cancellations."""
        return self._select(lambda event: event.family is Family.CHANGE)

    def changes_of(self, event: Event | str) -> Timeline:
        """The changes about an encounter, in order; the encounter as an event or an id.

        Raises :class:`~timeline.errors.QueryError` for an unknown id.
        """
        about = cast("Timeline", self)[event] if isinstance(event, str) else event
        ids = {change.id for change in self._whole.changes.get(about.id, ())}
        return self._select(lambda change: change.id in ids)

    def about(self, change: Event) -> Event | None:
        """The encounter that a change is about, also where this selection leaves it out; None for an encounter."""
        return self._whole.by_id.get(change.about) if change.about else None

    def occasions(self) -> Timeline:
        """Encounters without those that are part of another one here: a summit without its sessions, to count each occasion once."""
        here = {alias for event in self._events for alias in event.aliases}
        return self._select(lambda event: event.family is Family.ENCOUNTER and event.part_of not in here)

    def search(self, text: str) -> Timeline:
        """Events in which ``text`` stands: in a name, the place, the topic, the words or a sentence; case and accents do not matter."""
        asked = plain(text)

        def keep(event: Event) -> bool:
            people = (actor.name for actor in (*event.participants, *event.actors, *event.targets))
            told = (words for mention in event.mentions for words in (mention.text, mention.sentence))
            rest = (event.place.name if event.place else "", event.topic.text if event.topic else "", event.subtype or "", event.kind)
            return any(asked in plain(words) for words in (*people, *rest, *told))

        return self._select(keep)

    def names(self) -> tuple[str, ...]:
        """Everybody named in these events, sorted."""
        return tuple(sorted({a.name for event in self._events for a in (*event.participants, *event.actors, *event.targets)}))

    def _match(self, name: str) -> loose.Match:
        found = loose.match(name, self._whole.actors)
        if found is None:
            counts = self._whole.counts
            near = [f"{n} ({counts[n]} event{'' if counts[n] == 1 else 's'})" for n in loose.near(name, sorted(counts))]
            raise QueryError(f"involving({name!r}): nobody of that name.{_suggest(near)} Names: names()")
        return found


def bound(day: Day) -> Interval:
    """The days of a bound: a day, or a text that may name a whole month or year."""
    if isinstance(day, dt.datetime):
        day = day.date()
    if isinstance(day, dt.date):
        return Interval.day(day)
    try:
        found = parse_edtf(day.strip())
    except ValueError:
        found = None
    if found is None:
        raise QueryError(f"{day!r} is not a day; write 2025-10-22, or 2025-10 for a month")
    return found


def _word(vocabulary: type[_Word], value: str, method: str) -> _Word:
    try:
        return vocabulary(value)
    except ValueError:
        raise QueryError(f"{method}({value!r}): not one of {', '.join(vocabulary)}") from None


def _suggest(near: list[str]) -> str:
    return f" Near: {', '.join(near)}." if near else ""
