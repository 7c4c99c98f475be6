"""Days and places that an encounter has from another one: its trip, the arrival of whoever comes, the gathering beside which it is."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from timeline.chrono.interval import Interval, Precision
from timeline.events.agreement import is_country
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.telling import NO_DATE
from timeline.events.tying import land
from timeline.events.whereabouts import gatherings_beside, settle, told_there
from timeline.model.event import Dating, Event, Place
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.model.vocabulary import Basis, Kind, Status

ARRIVING = ("visit.arrive", "visit.travel", "visit.go_on")
WIDE = 28  # days of a window that says less than that an encounter goes on
RECENT = 7  # days before the publication
_TRIP = 31  # days
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})
_THERE = frozenset({Status.HELD, Status.ONGOING})
_COMES_ABOUT = _THERE | _AHEAD
_STAY = 900  # characters between what was on one stay
_STAY_DAYS = 3  # days
_SHORT = 7  # days
_ORDINALS = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
_ON_THE = re.compile(r"[\"“]?On (?:the|his|her) (first|opening|second|third|fourth|fifth|last|final|closing) day\b")
_ARRIVED = re.compile(r"\b(?:[Aa]fter|[Uu]pon|[Oo]n|following) (?:his|her|their) arrival\b")
_LIVE = frozenset({Status.HELD, Status.ONGOING, Status.SCHEDULED, Status.PROPOSED})
_DURING_STAY = re.compile(r"(?:During|While on|On) (?:his|her|their|the|this) (?:[\w-]+ ){0,3}(?:stay|visit|trip|tour)\b")


def arriving(m: Made) -> bool:
    """True where somebody arrives."""
    return any(t.mention.rule.startswith(ARRIVING) for t in m.group.tellings)


def one_of_several(m: Made) -> bool:
    """True for a visit that is one of several told with one word."""
    return all(t.leg is not None for t in m.group.tellings)


def of_the_stay(m: Made, others: Sequence[Made], text: str) -> Dating | None:
    """ "During his stay in Lima, Soto held talks with X": some day of the stay, where its days are told."""
    mine = {a.id for a in m.event.participants}
    for telling in m.group.tellings:
        if not _DURING_STAY.match(text, telling.mention.sentence[0], telling.mention.start):
            continue
        for other in others:
            event, window = other.event, other.event.dating.interval
            if event.kind is not Kind.VISIT or event.status is Status.SCHEDULED or window is None or not 1 < window.days <= _TRIP:
                continue
            if m.event.kind is Kind.VISIT and not _within(m.event.place, event.place):
                continue
            if mine & {a.id for a in event.participants}:
                return replace(event.dating, precision=window.precision, basis=Basis.RELATIVE_TO_EVENT, rule="day.of_trip")
    return None


def _within(place: Place | None, country: Place | None) -> bool:
    """ "During his trip to Peru he also visited Cusco": a town of the country visited."""
    return place is not None and country is not None and is_country(country) and not is_country(place) and place.country == country.country


def on_arrival(m: Made, others: Sequence[Made], text: str) -> Dating | None:
    """ "Soon after his arrival, Soto met X": on the day on which he was last told to have come, or in that week or month."""
    mine = {a.id for a in m.event.participants}
    for mention, there in ((t.mention, told_there(t, text)) for t in m.group.tellings):
        if not there and not _ARRIVED.search(text, *mention.sentence):
            continue
        came = [
            (t.mention.start, other.event.dating)
            for other in others
            if other.event.kind is Kind.VISIT
            and other.event.status in _THERE
            and not mine.isdisjoint(a.id for a in other.event.participants)
            for t in other.group.near
            if t.mention.start < mention.end and t.dating.interval is not None
        ]
        dating = max(came, key=itemgetter(0))[1] if came else NO_DATE
        if dating.interval is not None:
            day = Interval.day(dating.interval.start) if dating.precision is Precision.SPAN else dating.interval
            return replace(dating, interval=day, precision=day.precision, basis=Basis.RELATIVE_TO_EVENT, rule="day.arrived")
    return None


def date_by_others(made: Iterable[Made], text: str, dct: dt.date | None) -> None:
    """Dates encounters by their trips, and by the gatherings beside which they are."""
    every = list(made)
    if dct is not None:
        _date_by_trips(every, text, dct)
        _date_by_gatherings(every, text)
    lasting = [m for m in every if m.event.dating.precision is Precision.SPAN]
    for m in lasting:
        if _of_a_leg(m) if m.event.kind is Kind.VISIT else _of_a_visit(m, lasting):
            m.event = replace(m.event, dating=some_day_of(m.event.dating))


def some_day_of(dating: Dating) -> Dating:
    """The days of what lasts, for one of the meetings or places on it, which need not last as long."""
    return dating if dating.interval is None else replace(dating, precision=dating.interval.precision)


def _of_a_visit(m: Made, others: Sequence[Made]) -> bool:
    """ "During his visit from Monday to Friday he will meet X": no meeting of so many days, where those words tell a visit's days."""
    return any(other.event.kind is Kind.VISIT and other.event.dating.start == m.event.dating.start for other in others)


def _of_a_leg(m: Made) -> bool:
    """ "Will visit Peru, Chile and Cuba from Monday to Friday": those days are the tour's, and not one country's."""
    return any(t.leg is not None and t.dating.interval == m.event.dating.interval for t in m.group.tellings)


def _date_by_trips(every: Sequence[Made], text: str, dct: dt.date) -> None:
    """ "Will visit Peru from Monday to Friday … will meet its president": some day of the trip."""
    trips = {m.event.id: m.event for m in every if m.event.kind is Kind.VISIT}
    for m in every:
        trip = trips.get(m.event.part_of or "")
        if trip is None or m.event.status not in _AHEAD:
            continue
        if trip.status not in _AHEAD and trip.duration is None:
            continue  # who has come for two days meets on one of them
        window, own = trip.dating.interval, m.event.dating.interval
        if own is not None and own.days < WIDE:
            continue
        if window is not None and 1 < window.days <= _TRIP and window.end >= dct:
            rest = _on_the_nth(m, window, text) or Interval(max(window.start, dct), window.end)
            day = replace(trip.dating, interval=rest, precision=rest.precision, basis=Basis.RELATIVE_TO_EVENT, rule="day.of_trip")
            m.event = replace(m.event, dating=day)


def _on_the_nth(m: Made, window: Interval, text: str) -> Interval | None:
    """ "On the second day of the visit, she will meet X"."""
    mention = m.group.tellings[0].mention
    found = _ON_THE.match(text, mention.sentence[0], mention.start)
    nth = _ORDINALS.get(found[1], window.days - 1) if found else window.days
    return Interval.day(window.start + dt.timedelta(days=nth)) if nth < window.days else None


def _date_by_gatherings(every: Sequence[Made], text: str) -> None:
    """ "Met on the sidelines of the summit": on one of its days; and a gathering is when two met there."""
    for n, m in enumerate(every):
        if m.event.kind is not Kind.MEETING or m.event.status not in _LIVE:
            continue
        for other in gatherings_beside(m, every[max(0, n - WITHIN) : n + WITHIN], text):
            mine, its = m.event.dating, other.event.dating
            if mine.interval is None and its.interval is not None:
                some_day = replace(its, precision=its.interval.precision, basis=Basis.RELATIVE_TO_EVENT, rule="day.beside")
                m.event = replace(m.event, dating=some_day)
            elif its.interval is None and mine.interval is not None and other.event.status is m.event.status:
                other.event = replace(other.event, dating=replace(mine, basis=Basis.RELATIVE_TO_EVENT, rule="day.beside"))


def places_of_stays(made: Iterable[Made], lifted: Lifted, dct: dt.date | None) -> None:
    """ "Held talks with X in Lima on Monday. The next day she met Y", who is at home there too: still in Lima, or somewhere in Peru."""
    every = list(made)
    told = [(o, None if o.event.kind is Kind.CALL else o.event.place) for o in every]
    for n, m in enumerate(every):
        mine = m.group.tellings[0].mention
        if m.event.place is not None or m.event.kind is not Kind.MEETING or m.event.status not in _COMES_ABOUT:
            continue
        if len({a.country for a in m.event.participants}) > 2:
            continue
        first, last = (bisect_left(lifted.places, end, key=attrgetter("start")) for end in mine.sentence)
        beside = {p.text for p in lifted.places[first:last]}
        near: list[tuple[int, Place]] = []
        for other, place in told[max(0, n - WITHIN) : n + WITHIN]:
            if place is None or not place.at:
                continue
            abroad = {a.id for a in other.event.participants if a.country != place.country}
            away = [a for a in m.event.participants if a.country != place.country]
            apart = other.group.tellings[0].mention.start - mine.start
            if not 0 < len(away) < len(m.event.participants) or abroad.isdisjoint(a.id for a in away) or abs(apart) > _STAY:
                continue
            if (
                place.at[0].rule != "place.host"
                and beside <= {place.at[0].text}
                and (days := _between(m.event, other.event, dct)) is not None
            ):
                near.append((abs(apart) + (apart > 0) * _STAY, place if days < _STAY_DAYS else land(place)))
        if near:
            place = min(near, key=itemgetter(0))[1]
            settle(m, replace(place, at=tuple(replace(at, rule="place.stay") for at in place.at)))


def _between(event: Event, other: Event, dct: dt.date | None) -> int | None:
    """Days between two encounters that may be of one stay; None where they are of two."""
    mine, its = event.dating.interval, other.dating.interval
    if its is None or (mine is None and (dct is None or abs((dct - its.end).days) > _STAY_DAYS)):
        return _STAY_DAYS if mine is its and (event.status in _AHEAD) == (other.status in _AHEAD) else None
    if mine is None or max(mine.days, its.days) > _SHORT:
        return _STAY_DAYS if mine is None else None
    days = max((mine.start - its.end).days, (its.start - mine.end).days, 0)
    return days if days <= _STAY_DAYS else None
