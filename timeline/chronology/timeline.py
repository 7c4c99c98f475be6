"""The timeline: events in order, with the questions that people ask of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar, overload

from timeline.chrono.edtf import parse_edtf
from timeline.chrono.interval import Interval
from timeline.chronology import names as loose
from timeline.chronology.handles import Handles
from timeline.errors import FormatError, QueryError
from timeline.lexicon.folding import plain
from timeline.lexicon.states import find_state
from timeline.model.document import Document
from timeline.model.event import Actor, Event
from timeline.model.vocabulary import Family, Kind, Status

if TYPE_CHECKING:
    from timeline.chronology.diff import Diff
    from timeline.merging import Corrections
    from timeline.sources import Skipped

Day = str | dt.date
_Word = TypeVar("_Word", Kind, Status)


class _Whole:
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


class Timeline(Handles):
    """Events in their order, immutable. Every selection is a timeline again.

    ``events`` are encounters and changes, merged or of single documents. ``document_events`` are what they were merged from (default:
    their members, or themselves where they have none); :meth:`as_of` starts from these. ``documents`` are the articles, where they
    are at hand. ``corrections`` and ``reprints`` are what they were merged with; :meth:`as_of` merges with them again.
    ``complete`` is false where the events were read from rows of a table, which hold the result and not what it was made of. ``now``
    is the day from which statuses are seen: by default the newest publication date. ``skipped`` are the inputs that gave no document, where
    the timeline comes from :func:`timeline.extract`.

    Dated events stand by start, end, encounter before change, id; then undated ones by first publication, id. Two timelines are
    equal where their events are.

    Raises :class:`~timeline.errors.FormatError` where two events have one id.

    >>> from timeline.model.vocabulary import Kind
    >>> Timeline([Event(id="e1", kind=Kind.CALL)])
    Timeline(1 event, no dates)
    """

    __slots__ = (
        "_complete",
        "_corrections",
        "_document_events",
        "_documents",
        "_events",
        "_ids",
        "_now",
        "_reprints",
        "_skipped",
        "_whole",
    )

    def __init__(
        self,
        events: Iterable[Event],
        *,
        document_events: Iterable[Event] | None = None,
        documents: Iterable[Document] = (),
        now: dt.date | None = None,
        corrections: Corrections | None = None,
        reprints: Mapping[str, str] | None = None,
        complete: bool = True,
        skipped: Sequence[Skipped] = (),
    ) -> None:
        ordered = tuple(sorted(events, key=_order))
        twice = [id for id, n in Counter(event.id for event in ordered).items() if n > 1]
        if twice:
            raise FormatError(f"two events have the id {twice[0]!r}; a timeline holds each event once")
        self._events = ordered
        self._ids = frozenset(event.id for event in ordered)
        self._document_events = None if document_events is None else tuple(document_events)
        self._documents = tuple(documents)
        self._now = now
        self._corrections = corrections
        self._reprints = reprints
        self._complete = complete
        self._skipped = tuple(skipped)
        self._whole = _Whole(ordered)

    def _select(self, keep: Callable[[Event], bool]) -> Timeline:
        return self.arranged(tuple(event for event in self._events if keep(event)))

    def arranged(self, events: tuple[Event, ...]) -> Timeline:
        """Some of these events, in the order given, as a selection."""
        part = Timeline.__new__(Timeline)
        part._events = events
        part._ids = frozenset(event.id for event in events)
        part._document_events = None
        part._documents = self._documents
        part._now = self.now
        part._corrections = self._corrections
        part._reprints = self._reprints
        part._complete = self._complete
        part._skipped = self._skipped
        part._whole = self._whole
        return part

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in order."""
        return self._events

    @property
    def document_events(self) -> tuple[Event, ...]:
        """The document events that these were merged from."""
        if self._document_events is not None:
            return self._document_events
        return tuple(member for event in self._events for member in (event.members or (event,)))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The articles, where they are at hand."""
        return self._documents

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Inputs that gave no document, each with its reason, where the timeline comes from :func:`timeline.extract`."""
        return self._skipped

    @property
    def complete(self) -> bool:
        """False for what was read from a CSV or a frame: its rows hold the result, not what it was made of."""
        return self._complete

    @property
    def now(self) -> dt.date | None:
        """The day from which statuses are seen: as given, else the newest publication date. None where no date is known."""
        if self._now is not None:
            return self._now
        days = [source.published for event in self._events for source in event.sources if source.published]
        days += [document.published for document in self._documents if document.published]
        return max(days, default=None)

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __contains__(self, item: object) -> bool:
        found = self._whole.by_id.get(item.id if isinstance(item, Event) else str(item))
        return found is not None and found.id in self._ids and (not isinstance(item, Event) or found == item)

    @overload
    def __getitem__(self, item: int | str) -> Event: ...

    @overload
    def __getitem__(self, item: slice) -> Timeline: ...

    def __getitem__(self, item: int | str | slice) -> Event | Timeline:
        """One event by position or id (also a member's id), or a slice as a timeline.

        Raises ``IndexError`` for a position outside, :class:`~timeline.errors.QueryError` for an unknown id.
        """
        if isinstance(item, slice):
            return self.arranged(self._events[item])
        if isinstance(item, int):
            return self._events[item]
        found = self._whole.by_id.get(item)
        if found is None or found.id not in self._ids:
            raise QueryError(f"no event {item!r} in this timeline of {len(self)}; ids stand in the column 'id'")
        return found

    def __eq__(self, other: object) -> bool:
        return self._events == other._events if isinstance(other, Timeline) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._events)

    def __repr__(self) -> str:
        days = [day for event in self._events for day in (event.start, event.end) if day is not None]
        dates = f"{min(days)} to {max(days)}" if days else "no dates"
        return f"Timeline({len(self)} event{'' if len(self) == 1 else 's'}, {dates})"

    # ------------------------------------------------------------------ selections

    def between(
        self, start: Day | None = None, end: Day | None = None, *, how: Literal["overlaps", "within"] = "overlaps", undated: bool = False
    ) -> Timeline:
        """Events whose window shares a day with, or (``how="within"``) lies wholly in, the days from ``start`` to ``end``, inclusive.

        Bounds are days, or texts such as ``2025-10-01``, ``2025-10``, ``2025``: a month or year is taken whole. ``None`` leaves a side
        open. ``undated`` keeps events without a date too.

        Raises :class:`~timeline.errors.QueryError` where a bound is no day or the end lies before the start.
        """
        first = dt.date.min if start is None else _bound(start).start
        last = dt.date.max if end is None else _bound(end).end
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
        about = self[event] if isinstance(event, str) else event
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

    # ------------------------------------------------------------------ time of knowing

    def as_of(self, day: Day) -> Timeline:
        """What was known on ``day``: the document events published up to it, merged anew. Documents without a date are left out.

        Equals a run over those documents alone, seen from that day. Raises :class:`~timeline.errors.QueryError` where ``day`` is no
        day, and for a timeline that was read from a CSV or a frame.
        """
        from timeline.merging import as_of

        if not self._complete:
            raise QueryError(
                "as_of: a CSV holds only the result, not what was known when; read the .jsonl, the .parquet or the store instead"
            )
        cut = _bound(day).end
        events, _ = as_of(self.document_events, cut, corrections=self._corrections, reprints=self._reprints)
        return Timeline(
            events,
            document_events=[event for event in self.document_events if event.published is not None and event.published <= cut],
            documents=[document for document in self._documents if document.published is not None and document.published <= cut],
            now=cut,
            corrections=self._corrections,
            reprints=self._reprints,
        )

    def diff(self, newer: Timeline) -> Diff:
        """What changed from this timeline to a newer one."""
        from timeline.chronology.diff import diff

        return diff(self, newer)


def _order(event: Event) -> tuple[bool, dt.date, dt.date, bool, str]:
    window = event.dating.interval
    if window is None:
        published = event.published or dt.date.max
        return True, published, published, False, event.id
    return False, window.start, window.end, event.family is Family.CHANGE, event.id


def _bound(day: Day) -> Interval:
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
