"""Where an encounter of these days was by where the report was written, by an arrival, and by where its guest is on that day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from timeline.events.agreement import is_country
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.places import PlaceBook
from timeline.events.whereabouts import GATHERINGS, place_beside, settle
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.states import states
from timeline.model.event import Actor, Place
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_CLOSE = dt.timedelta(days=1)
_DAYS = 3  # of a window in which somebody is in one place
_STAY = dt.timedelta(days=7)
_TOLD = frozenset({Status.HELD, Status.ONGOING, Status.SCHEDULED})
_HIS_VISIT = re.compile(r"\b(?:said|says|told|called|hoped|described)\b[^,;:\"“]{0,30}\b(?:his|her|my|this|the) $")


def places_of_report(made: Iterable[Made], book: PlaceBook, text: str, dct: dt.date | None) -> None:
    """Gives meetings of these days the town of the dateline, where it is plain that they were there, and somebody's arrival the place of
    what he takes part in."""
    every = list(made)
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is not Kind.CALL:
            near = every[max(0, n - WITHIN) : n + WITHIN]
            found = _in_the_dateline_town(m, book, dct) if m.event.kind is Kind.MEETING else _arrived_for(m, near) or _visit_here(m, book)
            if found is not None:
                settle(m, found)
    _place_here(every)
    place_beside(every, text)
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is Kind.MEETING:
            found = _where_the_guest_is(m, every[max(0, n - WITHIN) : n + WITHIN])
            if found is not None:
                settle(m, found)


def _in_the_dateline_town(m: Made, book: PlaceBook, dct: dt.date | None) -> Place | None:
    """Where the report was written: a foreigner's meeting of these days with a leader or minister who is at home there, and a gathering of
    these days where nobody who is named is at home."""
    event = m.event
    window = event.dating.interval
    if dct is None or event.status not in _TOLD:
        return None
    if window is None:
        if event.status is Status.SCHEDULED:
            return None
    elif window.days > 3 or dct - window.end > _CLOSE or window.start - dct > _CLOSE:
        return None
    place = book.here(m.group.tellings[0].mention.start)
    if place is None or place.country not in states() or is_country(place):
        return None
    at_home = [a for a in event.participants if a.country == place.country]
    abroad = [a for a in event.participants if a.country != place.country]
    if at_home and abroad and window is not None and any(_leading(a) for a in at_home) and any(_leading(a) for a in abroad):
        return place
    gathering = all(t.mention.rule in GATHERINGS for t in m.group.tellings) or any(_seated(a, place) for a in event.participants)
    return place if gathering and abroad and not at_home and window is not None else None


def _arrived_for(m: Made, others: Sequence[Made]) -> Place | None:
    """Where somebody arrived: the one place abroad of the meetings of the report in which he takes part, on no other days."""
    if not any(t.mention.rule.startswith("visit.arrive") or t.mention.text.lower() == "arrival" for t in m.group.tellings):
        return None
    mine, homes, window = {a.id for a in m.event.participants}, {a.country for a in m.event.participants}, m.event.dating.interval
    found: dict[str, Place] = {}
    for other in others:
        place, days = other.event.place, other.event.dating.interval
        if place is None or place.country in homes or other.event.kind is not Kind.MEETING:
            continue
        late = window is not None and days is not None and not dt.timedelta() <= days.end - window.start <= _STAY
        if mine & {a.id for a in other.event.participants} and not late:
            found.setdefault(place.name, place)
    if len(found) != 1:
        return None
    place = next(iter(found.values()))
    return replace(place, at=tuple(replace(at, rule="place.arrived_for") for at in place.at))


def _place_here(every: Sequence[Made]) -> None:
    """ "A summit opened here … gathered in the Malian capital, Bamako": what else is "here" in a report that does not say where it was
    written is there."""
    here = [m for m in every if any(t.here for t in m.group.tellings) and m.event.kind is not Kind.CALL]
    known = {m.event.place.name: m.event.place for m in here if m.event.place is not None and not is_country(m.event.place)}
    if len(known) != 1:
        return
    place = next(iter(known.values()))
    for m in here:
        if m.event.place is None:
            settle(m, replace(place, at=tuple(replace(at, rule="place.here") for at in place.at)))


def _where_the_guest_is(m: Made, others: Sequence[Made]) -> Place | None:
    """The one town or state abroad in which somebody is on the day on which he meets one who is at home there, as told of what else he
    does there: "arrived in Lima on Monday … on Monday he met the president"."""
    event = m.event
    window = event.dating.interval
    if window is None or event.status not in _TOLD:
        return None
    if window.days > _DAYS and event.dating.rule != "day.also":
        return None
    countries = {a.country for a in event.participants}
    found: dict[str, Place] = {}
    for other in others:
        place, days = other.event.place, other.event.dating.interval
        if other is m or place is None or days is None or other.event.status not in _TOLD:
            continue
        stays = days.days > 1 and any(t.kind == "visit" and t.place is not None and not t.here for t in other.group.tellings)
        if place.country not in countries and not stays and not (event.dating.rule == "day.also" and days == window):
            continue
        if other.event.kind is Kind.CALL or not (
            days.contains(window) or (other.event.kind is Kind.VISIT and dt.timedelta() <= window.start - days.start <= _CLOSE)
        ):
            continue
        guests = {a.id for a in other.event.participants if a.country != place.country}
        sides = {a.country for a in other.event.participants}
        if guests & {a.id for a in event.participants} or (len(countries) > 1 and None not in sides and sides == countries):
            found.setdefault(place.country or "", place)
    if len(found) != 1:
        return None
    place = next(iter(found.values()))
    return replace(place, at=tuple(replace(at, rule="place.of_guest") for at in place.at))


def _visit_here(m: Made, book: PlaceBook) -> Place | None:
    """ "BRUSSELS - … Haddad said his visit showed": a foreigner speaks of a visit where the report was written."""
    if not any(t.mention.rule == "visit.visit_noun" and _HIS_VISIT.search(t.before) for t in m.group.tellings):
        return None
    place = book.here(m.group.tellings[0].mention.start)
    if place is None or is_country(place) or any(a.country in (None, place.country) for a in m.event.participants):
        return None
    return place


def _seated(actor: Actor, place: Place) -> bool:
    """ "Talks with EU ministers", told from Brussels."""
    body = knowledge().organisations.get(actor.id.removeprefix("org:")) if actor.type is ActorType.ORGANISATION else None
    return body is not None and place.name in body.seats


def _leading(actor: Actor) -> bool:
    return actor.rank in (Level.LEADER.value, Level.MINISTER.value) and actor.type in (ActorType.PERSON, ActorType.OFFICE)
