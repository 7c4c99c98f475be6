"""What merging looks at in one document event: kind, parties, window, place, the day it was told."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from timeline.lexicon.knowledge import knowledge, phrase_key
from timeline.lexicon.states import find_state
from timeline.merging.names import Occasion, gathers, key, occasion, places
from timeline.merging.parties import Party, parties
from timeline.model.event import Dating, Event, EventMention, Place
from timeline.model.quick import quick
from timeline.model.vocabulary import ActorType, Kind, Status

#: First and last day as ordinals, inclusive.
Window = tuple[int, int]
#: Subtypes of meetings that several parties attend and that may last days.
LONG = frozenset({"summit", "talks", "multilateral"})
#: A plan as it stands.
OPEN = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.POSTPONED})
#: It takes or took place.
HELD = frozenset({Status.HELD, Status.ONGOING})
#: It does not.
OFF = frozenset({Status.CANCELLED, Status.DENIED, Status.NOT_HELD})


#: A plan for no day, or put off, is the same plan for half a year, while nothing contradicts.
PLAN_DAYS = 183
#: Windows up to a week tell an occasion from the next one.
NARROW = 7
#: A venue within this distance of a city is in it, or near enough to be told under its name.
NEAR_KM = 60


#: A day so long before an article is no day of a plan: it is that of the proposal, or of something else.
LONG_PAST = 92
_NO_NAME, _SUMMIT = Occasion(), Occasion(tier="leaders")


class Fit(IntEnum):
    """How two places compare."""

    APART = 0
    OPEN = 1
    SAME = 2


@quick
@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its folded name, country, and what the map knows of it: ``kind`` is country, region, city, venue or empty, ``at`` are
    the coordinates."""

    name: str
    country: str
    kind: str
    at: tuple[float, float] | None

    @property
    def broad(self) -> bool:
        """True where it is no more than a country."""
        return self.kind == "country"


@quick
@dataclass(frozen=True, slots=True)
class Telling:
    """One document event as merging sees it.

    ``guests`` are those of ``who`` that are compared (:func:`guests`). ``told`` is the publication day (ordinal), ``window`` the days in
    which it lies. ``moved`` is true where its document tells that it was moved, ``earlier`` holds the windows that its document calls
    replaced. ``reach`` are the days that the window of the same encounter touches elsewhere, where nothing tells of a move: a week around.
    """

    index: int
    id: str
    doc: str
    kind: Kind
    status: Status
    who: tuple[Party, ...]
    guests: tuple[Party, ...]
    told: int | None
    window: Window | None
    spot: Spot | None
    many: bool
    two: bool
    name: Occasion
    moved: bool
    earlier: tuple[Window, ...]
    reach: Window | None

    @property
    def days(self) -> int:
        """Length of the window in days; 0 without one."""
        return self.window[1] - self.window[0] + 1 if self.window else 0


def window(dating: Dating) -> Window | None:
    """The window of a dating as ordinals."""
    return (dating.interval.start.toordinal(), dating.interval.end.toordinal()) if dating.interval else None


def spot(place: Place | None) -> Spot | None:
    """The place as merging compares it; what the record does not tell of it is looked up."""
    if place is None:
        return None
    return _spot(place.name, place.country or "", place.lat, place.lon)


@lru_cache(maxsize=16384)
def _spot(name: str, country: str, lat: float | None, lon: float | None) -> Spot:
    folded = key(name).removeprefix("city of ")
    code = find_state(name)
    if code is not None:
        return Spot(folded, country or code, "country", None)
    known = next((s for s in knowledge().spots.get(phrase_key(name), ()) if not country or s.country == country), None)
    kind = "" if known is None else "region" if known.kind == "state" else known.kind
    if lat is None and known is not None:
        lat, lon = known.lat, known.lon
    return Spot(folded, country, kind, (lat, lon) if lat is not None and lon is not None else None)


def fit(a: Spot | None, b: Spot | None) -> Fit:
    """Whether two places can be one: the same name, or a venue near the other; open where one is not told, holds the other, or is not
    on the map."""
    if a is None or b is None:
        return Fit.OPEN
    if a.name == b.name:
        return Fit.SAME
    if a.country and b.country and a.country != b.country:
        return Fit.APART
    if a.broad or b.broad:
        return Fit.SAME if a.country == b.country else Fit.OPEN
    if "region" in (a.kind, b.kind) or a.at is None or b.at is None:
        return Fit.OPEN
    return Fit.SAME if "venue" in (a.kind, b.kind) and _km(a.at, b.at) <= NEAR_KM else Fit.APART


def told_apart(a: Spot | None, b: Spot | None) -> bool:
    """True where two documents name two places, of which nobody knows that the one holds the other."""
    if a is None or b is None or a.broad or b.broad or "region" in (a.kind, b.kind):
        return fit(a, b) is Fit.APART
    return fit(a, b) is not Fit.SAME


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on the sphere in kilometres (equirectangular: exact enough under 100 km)."""
    x = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371.0 * math.hypot(x, math.radians(b[0] - a[0]))


def sides_of(events: Iterable[Event]) -> dict[str, str]:
    """The state for which each person acts, by name, for the events that do not tell it: the one told most often."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for actor in event.participants:
            if actor.type is not ActorType.STATE and actor.country:
                votes[key(actor.name)][actor.country] += 1
    return {name: min(found, key=lambda side: (-found[side], side)) for name, found in votes.items()}


def telling(index: int, event: Event, *, sides: Mapping[str, str], moved: bool) -> Telling:
    """What merging looks at in one document event. ``moved``: a postponement of its document is about it."""
    who = parties(event.participants, sides)
    where = spot(event.place)
    mention = event.mentions[0] if event.mentions else None
    source = event.sources[0] if event.sources else None
    published = event.published
    days = believed(event)
    earlier = tuple(w for w in map(window, event.previous) if w)
    return Telling(
        index=index,
        id=event.id,
        doc=source.doc_id if source else mention.doc_id if mention else event.id,
        kind=event.kind,
        status=event.status or Status.PROPOSED,
        who=who,
        guests=guests(who, where),
        told=published.toordinal() if published else None,
        window=days,
        spot=where,
        many=event.kind is Kind.MEETING and (event.subtype in LONG or len(who) > 2),
        two=event.subtype == "bilateral" and len(who) == 2 and not any(p.id.startswith("org:") for p in who),
        name=_name(event, where),
        moved=moved,
        earlier=earlier,
        reach=(days[0] - NARROW, days[1] + NARROW) if days and not moved and not earlier else None,
    )


def guests(who: tuple[Party, ...], where: Spot | None) -> tuple[Party, ...]:
    """The parties without the state in which an organisation's gathering is held: one article names it among them, another does not."""
    if where is None or len(who) < 2 or not any(p.id.startswith("org:") for p in who):
        return who
    return tuple(p for p in who if p.id != f"iso:{where.country}") or who


def believed(event: Event) -> Window | None:
    """The event's window; none where it is told as held on days after its document was published, or as planned for days long before."""
    days = window(event.dating)
    if days is None or event.published is None:
        return days
    told = event.published.toordinal()
    if event.status in HELD:
        return None if days[0] > told else days
    planned = event.status in (Status.PROPOSED, Status.SCHEDULED)
    return None if planned and told - days[1] > LONG_PAST else days


def _name(event: Event, where: Spot | None) -> Occasion:
    """The name of the gathering, without the place and those who meet: the first that a mention tells, one with an organisation that takes
    part before others, then one that says who meets there."""
    if event.kind is not Kind.MEETING:
        return _NO_NAME
    ours = {p.id.removeprefix("org:") for p in event.participants if p.id.startswith("org:")}
    told = [name for m in event.mentions if gathers(m.text) and (name := occasion(m.text, m.sentence, _stands(m, event)))]
    if ours:  # others' gatherings apart
        told = [name for name in told if not (name.organisations and ours.isdisjoint(name.organisations))]
    if not told:
        return _SUMMIT if event.subtype == "summit" else _NO_NAME
    named = told[0] if len(told) == 1 else min(told, key=lambda name: (ours.isdisjoint(name.organisations), not name.tier))
    if not named.words:
        return named
    people = {word for p in event.participants if p.type is ActorType.PERSON for word in key(p.name).split()}
    return Occasion(named.organisations, named.words.difference(people, where.name.split() if where else ()), named.tier)


def _stands(mention: EventMention, event: Event) -> int | None:
    """Where a mention stands in its sentence, if its words stand there more than once and the event's other words tell which it is."""
    once = mention.sentence.find(mention.text)
    if mention.sentence.find(mention.text, once + 1) < 0:
        return None
    found = places(mention.text, mention.sentence)
    dating = event.dating
    read = [(dating.start, dating.text)] if dating.text and dating.start is not None else []
    read += [(at.start, at.text) for p in (*event.participants, event.place) if p for at in p.at if at.doc_id == mention.doc_id]

    def holds(at: int) -> bool:
        first = mention.start - at
        inside = [(start - first, text) for start, text in read if first <= start < first + len(mention.sentence)]
        return bool(inside) and all(mention.sentence.startswith(text, start) for start, text in inside)

    fits = [at for at in found if holds(at)]
    return fits[0] if len(fits) == 1 else None


def in_story_order(events: Iterable[Event]) -> list[Event]:
    """Events by document, as the story was told: by publication. On one day documents that tell of a postponement come before those
    that may tell the new date."""
    held = list(events)
    putting_off = {_doc(e) for e in held if e.status is Status.POSTPONED}
    return sorted(held, key=lambda e: (e.published or dt.date.max, _doc(e) not in putting_off, _doc(e), e.start or dt.date.max, e.id))


def _doc(event: Event) -> str:
    return event.sources[0].doc_id if event.sources else ""
