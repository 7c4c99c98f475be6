"""Events as they leave the extractor: the record of DESIGN 4.3 as frozen values."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from timeline.chrono.interval import Interval, Precision
from timeline.model.quick import quick
from timeline.model.vocabulary import ActorType, Basis, Family, Kind, PublishedBasis, Status


@quick
@dataclass(frozen=True, slots=True)
class Dating:
    """When something is, and how that is known. ``interval`` is the window in days, inclusive, or None.

    ``text``, ``start`` and ``end`` are the words it was read from and their offsets; ``value`` and ``mod`` the TIMEX3 form.
    ``vague`` is true where the words themselves leave it open ("in the coming days").
    """

    interval: Interval | None = None
    precision: Precision = Precision.NONE
    basis: Basis = Basis.NONE
    text: str | None = None
    start: int | None = None
    end: int | None = None
    value: str | None = None
    mod: str | None = None
    rule: str | None = None
    vague: bool = False


@quick
@dataclass(frozen=True, slots=True)
class At:
    """Where a field was read: characters of a document's text, the words themselves, the rule."""

    doc_id: str
    start: int
    end: int
    text: str
    rule: str

    def __hash__(self) -> int:
        return hash((self.doc_id, self.start, self.end))  # tells apart whatever is, nearly always, in half the time of all fields


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part, acts or is addressed. ``country`` is ISO alpha-2 as of that day, ``office`` the title held then.
    ``rank`` is one of the levels of :class:`~timeline.model.vocabulary.Level`, or None."""

    id: str
    name: str
    type: ActorType
    country: str | None = None
    office: str | None = None
    role: str | None = None
    rank: str | None = None
    at: tuple[At, ...] = ()

    @property
    def wikidata(self) -> str | None:
        """The id, where it is one of Wikidata's (``Q7747``)."""
        return self.id if self.id[:1] == "Q" and self.id[1:].isdigit() else None


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A named place; coordinates in WGS84 degrees, country as ISO alpha-2."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    at: tuple[At, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling: the trigger's offsets and words (at most 300 characters), its sentence, the rule, the deciding cue."""

    doc_id: str
    start: int
    end: int
    text: str
    sentence: str
    rule: str
    status: Status | None = None
    status_cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue_rule: str | None = None

    def __hash__(self) -> int:
        return hash((self.doc_id, self.start, self.end))  # as of At


@quick
@dataclass(frozen=True, slots=True)
class StatusStep:
    """One step of an encounter's history: what was said of it, by whom, on which day, where it stands."""

    status: Status
    by: str | None
    said_on: dt.date | None
    published: dt.date | None
    doc_id: str
    start: int
    end: int
    sentence: str


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """One source's value for one field: ``value`` as the record writes it, offsets of the words, the days."""

    field: str
    value: str | None
    doc_id: str
    start: int | None
    end: int | None
    quote: str | None
    said_on: dt.date | None
    published: dt.date | None


@quick
@dataclass(frozen=True, slots=True)
class SourceRef:
    """The document behind an event."""

    doc_id: str
    published: dt.date | None = None
    published_basis: PublishedBasis = PublishedBasis.NONE
    source: str | None = None
    url: str | None = None
    title: str | None = None
    digest: str | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An encounter or a change, of one document or merged from several.

    ``dating`` is the window of the encounter or the day of the act. ``participants`` (sorted by name) belong to encounters;
    ``about``, ``actors`` and ``targets`` to changes. ``members`` are the document events that a merged event was made of (empty:
    the event is a document event itself); ``reasons`` say why they were merged. ``previous`` are windows that a later word has
    replaced, oldest first. ``extra`` are columns of the user's own (name, text), carried along by corrections.
    """

    id: str
    kind: Kind
    dating: Dating = Dating()
    sources: tuple[SourceRef, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    confidence: float | None = None
    subtype: str | None = None
    status: Status | None = None
    status_as_of: dt.date | None = None
    participants: tuple[Actor, ...] = ()
    place: Place | None = None
    host_country: str | None = None
    countries: tuple[str, ...] = ()
    level: str | None = None
    topic: At | None = None
    duration: str | None = None
    part_of: str | None = None
    follows: str | None = None
    previous: tuple[Dating, ...] = ()
    history: tuple[StatusStep, ...] = ()
    stale: bool = False
    about: str | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[str, ...] = ()
    members: tuple[Event, ...] = ()
    reasons: tuple[str, ...] = ()
    n_sources: int = 1
    corrected: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        from timeline.model.title import title, when  # they are made of events

        return f"<Event {self.id}: {title(self)}, {when(self.dating, self.status)}>"

    @property
    def family(self) -> Family:
        """Encounter or change."""
        return self.kind.family

    @property
    def start(self) -> dt.date | None:
        """First day of the window, inclusive."""
        return self.dating.interval.start if self.dating.interval else None

    @property
    def end(self) -> dt.date | None:
        """Last day of the window, inclusive."""
        return self.dating.interval.end if self.dating.interval else None

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every id under which this event can be asked for."""
        return (self.id, *(m.id for m in self.members if m.id != self.id))

    @property
    def n_documents(self) -> int:
        """Number of articles that tell of it."""
        return len(self.sources)

    @property
    def published(self) -> dt.date | None:
        """First publication date among its sources."""
        if len(self.sources) == 1:
            return self.sources[0].published
        return min((s.published for s in self.sources if s.published), default=None)


def event_id(doc_id: str, kind: Kind, start: int, end: int) -> str:
    """Id of a document event: a digest of document, family, kind and the first trigger's offsets, ``e…`` or ``c…``."""
    family = kind.family
    key = "\x1f".join((doc_id, family, kind, str(start), str(end)))
    return family[0] + hashlib.sha256(key.encode()).hexdigest()[:12]
