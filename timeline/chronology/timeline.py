"""The timeline: events in order, what was known of them when, and what they were made of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from timeline.chronology.handles import Handles
from timeline.chronology.selections import Day, Selections, Whole, bound
from timeline.errors import FormatError, QueryError
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.vocabulary import Family

if TYPE_CHECKING:
    from timeline.chronology.diff import Diff
    from timeline.merging import Corrections
    from timeline.sources import Skipped


class Timeline(Handles, Selections):
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
        self._whole = Whole(ordered)

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
        cut = bound(day).end
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
