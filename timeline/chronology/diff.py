"""What changed between two timelines, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.model.event import Event
from timeline.model.title import title, when
from timeline.model.vocabulary import Family

#: What is compared, in the order in which it is told.
FIELDS = ("kind", "status", "date", "place", "participants", "actors", "about")
_NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that differs. ``old`` and ``new`` are the values as one reads them, None where unknown."""

    field: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        return f"{self.field}: {self.old or _NOTHING} → {self.new or _NOTHING}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One event that is new, gone or changed.

    ``what`` is ``new``, ``gone``, ``changed`` or ``joined`` (two events of the old timeline that the new one holds as one: ``id`` is
    the one that gave up its row, ``into`` the one that holds it now). ``title`` is that of the newer side.
    """

    what: str
    id: str
    title: str
    when: str
    edits: tuple[Edit, ...] = ()
    into: str | None = None

    def __str__(self) -> str:
        line = f"{self.what:<8} {self.id}  {self.title}, {self.when}"
        if self.into:
            line += f" (now part of {self.into})"
        return "\n".join((line, *(f"         {edit}" for edit in self.edits)))


@dataclass(frozen=True, slots=True)
class Diff:
    """The differences between two timelines, in the order of the newer one; what is gone comes last. Empty where there are none."""

    differences: tuple[Difference, ...] = ()

    @property
    def new(self) -> tuple[Difference, ...]:
        """Events that only the newer timeline holds."""
        return tuple(d for d in self.differences if d.what == "new")

    @property
    def gone(self) -> tuple[Difference, ...]:
        """Events that only the older timeline holds."""
        return tuple(d for d in self.differences if d.what == "gone")

    @property
    def changed(self) -> tuple[Difference, ...]:
        """Events that both hold with different values."""
        return tuple(d for d in self.differences if d.what == "changed")

    @property
    def joined(self) -> tuple[Difference, ...]:
        """Events of the older timeline that the newer one holds as part of another."""
        return tuple(d for d in self.differences if d.what == "joined")

    def __len__(self) -> int:
        return len(self.differences)

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.differences)

    def __str__(self) -> str:
        if not self.differences:
            return "nothing changed"
        counts = [(len(self.new), "new"), (len(self.changed), "changed"), (len(self.joined), "joined"), (len(self.gone), "gone")]
        head = ", ".join(f"{n} {word}" for n, word in counts if n)
        return "\n".join((head, *map(str, self.differences)))

    def to_records(self) -> list[dict[str, Any]]:
        """One JSON object for each difference."""
        return [
            {
                "what": d.what,
                "id": d.id,
                "title": d.title,
                "when": d.when,
                "into": d.into,
                "edits": [{"field": e.field, "old": e.old, "new": e.new} for e in d.edits],
            }
            for d in self.differences
        ]


def diff(old: Iterable[Event], new: Iterable[Event]) -> Diff:
    """What ``new`` says that ``old`` did not. Events are matched by their ids and those of their members.

    >>> from timeline.model.vocabulary import Kind, Status
    >>> print(diff([Event(id="e1", kind=Kind.CALL, status=Status.SCHEDULED)], [Event(id="e1", kind=Kind.CALL, status=Status.HELD)]))
    1 changed
    changed  e1  Call (held), no date
             status: scheduled → held
    """
    before, after = tuple(old), tuple(new)
    was, now = _by_alias(before), _by_alias(after)
    differences: list[Difference] = []
    seen: set[str] = set()
    for event in after:
        about = now.get(event.about or "")
        shown = title(event, about)
        matches = list(dict.fromkeys(was[alias].id for alias in event.aliases if alias in was))
        if not matches:
            differences.append(Difference("new", event.id, shown, when(event.dating, event.status)))
            continue
        main = was[event.id].id if event.id in was else matches[0]
        edits = _edits(was[main], event, was, now)
        if edits and main not in seen:
            differences.append(Difference("changed", event.id, shown, when(event.dating, event.status), edits))
        elif main in seen:  # one event of the old timeline that the new one holds as two
            differences.append(Difference("new", event.id, shown, when(event.dating, event.status)))
        seen.add(main)
        for other in matches:
            if other != main and other not in seen and now.get(other) is event:
                gone = was[other]
                shown = title(gone, was.get(gone.about or ""))
                differences.append(Difference("joined", other, shown, when(gone.dating, gone.status), (), event.id))
                seen.add(other)
    for event in before:
        if not any(alias in now for alias in event.aliases):
            differences.append(Difference("gone", event.id, title(event, was.get(event.about or "")), when(event.dating, event.status)))
    return Diff(tuple(differences))


def _by_alias(events: Iterable[Event]) -> dict[str, Event]:
    """Every event under its id and its members' ids; an own id wins over an alias."""
    held = tuple(events)
    found = {alias: event for event in reversed(held) for alias in event.aliases}
    found.update((event.id, event) for event in held)
    return found


def _edits(old: Event, new: Event, was: Mapping[str, Event], now: Mapping[str, Event]) -> tuple[Edit, ...]:
    edits = []
    for field in FIELDS:
        before, after = _value(old, field), _value(new, field)
        if field == "about":
            before, after = _about(old, was, now), _about(new, now, now)
        if before != after:
            edits.append(Edit(field, before, after))
    return tuple(edits)


def _about(event: Event, held: Mapping[str, Event], now: Mapping[str, Event]) -> str | None:
    """The encounter of a change under its id in the newer timeline, so that a new canonical id alone is no difference."""
    if event.about is None:
        return None
    about = held.get(event.about)
    for alias in about.aliases if about else ():
        if alias in now:
            return now[alias].id
    return event.about


def _value(event: Event, field: str) -> str | None:
    if field == "kind":
        return event.kind.value
    if field == "status":
        return event.status.value.replace("_", " ") if event.status else None
    if field == "date":
        return when(event.dating) if event.dating.interval else None
    if field == "place":
        return event.place.name if event.place else None
    actors = event.participants if field == "participants" else event.actors
    if field == "participants" and event.family is Family.CHANGE:
        return None
    return ", ".join(actor.name for actor in actors) or None
