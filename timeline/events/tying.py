"""Ties between the encounters of one document: a meeting on a visit, parties told of the talks before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.events.actors_offices import region_ids
from timeline.events.agreement import is_country
from timeline.events.encounters import Made, place_of
from timeline.events.groups import WITHIN, Group
from timeline.events.labels import MANY, another_of_them, label, ordinal
from timeline.events.resolving import Resolver
from timeline.events.sides import Sides, represented
from timeline.events.telling import Telling, at
from timeline.lexicon.rules import words
from timeline.lexicon.states import states
from timeline.model.event import Actor, Dating, Event, Place
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Basis, Kind, Level, Status

_IN_WHICH = re.compile(r"\b(?:(?:in|during) which|when|where) (?:he|she|they) [^.;]{0,40}$")
_PAIR = re.compile(r"\s+(?:that |which )?(?:the|both|these)(?: two)? (?:leaders|presidents)\s+(?:held|had)\b")
_FEW = 6  # mentions before one
_BY_A_PARTY = frozenset({Kind.INVITATION.value, Kind.POSTPONEMENT.value, Kind.CANCELLATION.value})


_FEW_SIDES = 3  # states at a meeting of a visitor with his hosts; more of them meet somewhere else
_ARRIVALS = frozenset({"visit.arrive", "visit.arrive_then", "visit.leave_for", "visit.travel"})
_LONG = 21  # days of a long trip


def inherit_from_visits(tellings: Sequence[Telling]) -> list[Telling]:
    """A meeting on a visit takes day and place from the visit's words in the same sentence."""
    by_index = {t.index: t for t in tellings}
    out = []
    for n, t in enumerate(tellings):
        if t.kind == "meeting" and (visit := _in_which(t, tellings[max(0, n - _FEW) : n]) if t.during is None else by_index.get(t.during)):
            dated = t.dating.interval is not None or t.mention.rule in MANY  # the day of arrival is not the summit's
            t = replace(t, dating=t.dating if dated else visit.dating, place=t.place or visit.place)
        out.append(t)
    return out


def _in_which(t: Telling, tellings: Sequence[Telling]) -> Telling | None:
    """ "a visit to Taiwan on Wednesday, in which he is to meet the president", where the parse loses it."""
    for visit in tellings:
        same = visit.kind == "visit" and visit.mention.sentence == t.mention.sentence
        if same and _IN_WHICH.search(t.before[visit.mention.end - t.mention.sentence[0] :]):
            return visit
    return None


def add_inviters(
    encounters: Sequence[Telling],
    tellings: Sequence[Telling],
    sides: Sides,
    combine: Callable[[Iterable[Actor]], tuple[Actor, ...]],
) -> list[Telling]:
    """Who invites somebody to a meeting, puts off or announces one with him ("her announcement of talks with him"), takes part in it,
    where the words name nobody else beside him; whoever puts off a visit of nobody else is to travel."""
    by_meeting = {t.about: t.actors for t in tellings if t.kind in _BY_A_PARTY or t.mention.rule == "announce.noun"}
    out = []
    for t in encounters:
        hosts = by_meeting.get(t.index, ())
        if t.kind == "meeting" and hosts and len(sides.all_of(t.participants)) == 1:
            t = replace(t, participants=combine((*t.participants, *hosts)))
        elif t.kind == "visit" and hosts and not t.participants and t.place is not None and t.cue in ("postponed", "cancelled"):
            t = replace(t, participants=tuple(a for a in hosts if a.country != t.place.country))
        out.append(t)
    return out


def _on_a_visit(t: Telling) -> bool:
    """ "left for Finland for negotiations": with whoever is at home there."""
    return t.during is not None and t.mention.rule not in MANY


def _talks_abroad(t: Telling, g: Group) -> bool:
    """ "The foreign minister held talks in Minsk on Monday": with his hosts, where the town is no seat of an organisation."""
    spoken = t.place_named and t.mention.text.lower() in _TALKS and (t.firm or t.dating.interval is not None)
    leading = all(a.type is not ActorType.ORGANISATION and a.rank in (Level.LEADER.value, Level.MINISTER.value) for a in g.people.values())
    return spoken and leading and t.place is not None and t.place.name not in words("gatherings.toml", "words")["seats"]


def add_hosts(groups: Sequence[Group], sides: Sides, doc_id: str, text: str) -> None:
    """ "In talks with ministers, Singh", who is in Japan: officials of whom nobody says whose they are stand for the state where it is.

    So do those unnamed with whom somebody has talks on a visit.
    """
    visits: dict[str, list[str]] = defaultdict(list)
    for g in groups:
        place = place_of(g) if g.kind == "visit" else None
        if place is not None and place.country is not None:
            for id_ in g.people:
                visits[id_].append(place.country)
    for g in groups:
        if g.kind == "visit" or len(told := g.parties(sides)) != 1:
            continue
        officials = [(t, span) for t in g.tellings for span in t.officials]
        if any(visits[id_] for id_ in g.people if id_ in visits):
            officials = officials or [(t, (t.mention.start, t.mention.end)) for t in g.tellings if _on_a_visit(t)]
        own = place_of(g)
        if not officials and own is not None:
            officials = [(t, (t.mention.start, t.mention.end)) for t in g.tellings if _talks_abroad(t, g)][:1]
        if not officials:
            continue
        country = own.country if own is not None else None
        if country is None:
            country = next((code for id_ in g.people for code in visits[id_]), None)
        if country is None or country in told:
            continue
        telling, (start, end) = officials[0]
        state = states()[country]
        host = Actor(
            f"iso:{country}",
            state.name,
            ActorType.STATE,
            country,
            rank=Level.OFFICIAL.value,
            at=(at(doc_id, text, start, end, "actor.officials_of_the_place"),),
        )
        n = g.tellings.index(telling)
        g.retell((*telling.participants, host), n)


def add_counted_parties(groups: Sequence[Group], resolver: Resolver) -> None:
    """ "the four-party talks", and four states in the sentences that tell of them: those are the parties."""
    for g in groups:
        count = next((n for t in g.tellings if (n := label(t)) is not None and n >= 3), None) if g.kind != "visit" else None
        if count is None or len(g.parties(resolver.sides)) >= count:
            continue
        near: dict[str, Actor] = {}
        for t in g.tellings:
            for a in resolver.beside(t):
                near.setdefault(resolver.sides.of(a), represented(a, resolver.sides))
        states_told = [a for a in near.values() if a.type is ActorType.STATE]
        if len(states_told) == count:
            g.retell(tuple(states_told))


def complete_summits(groups: Sequence[Group], sides: Sides, text: str) -> None:
    """ "The Helsinki summit the two leaders held", where the parse loses them: the one pair of leaders of the article's other meetings."""
    for g in groups:
        if len(g.parties(sides)) > 1 or not any(_PAIR.match(text, t.mention.end, t.mention.sentence[1]) for t in g.tellings):
            continue
        others = (o for o in groups if o.kind == "meeting" and len(o.people) == 2 and g.people.keys() <= o.people.keys())
        pairs = {frozenset(o.people): o for o in others}
        if len(pairs) == 1:
            (other,) = pairs.values()
            g.retell(tuple(other.people.values()))


def tie_to_visits(made: Mapping[int, Made], groups: Sequence[Group], owner: Mapping[int, Group]) -> None:
    """Tie meetings to the visits during which they are."""
    for g in groups:
        mine = made.get(id(g))
        if mine is None or g.kind == "visit":
            continue
        for t in g.tellings:
            visit = made.get(id(owner[t.during])) if t.during is not None and t.during in owner else None
            if visit is not None and visit.event.kind is Kind.VISIT:
                mine.event = replace(mine.event, part_of=visit.event.id)
                break


def together(made: Mapping[int, Made]) -> None:
    """A meeting of a visitor with his host is where and when the visit is, and a visit without a place where its meeting is."""
    trips: dict[str, list[Made]] = defaultdict(list)
    for m in made.values():
        if m.event.kind is Kind.VISIT:
            for a in m.event.participants:
                trips[a.id].append(m)
    for meeting in made.values():
        if meeting.event.kind is not Kind.MEETING:
            continue
        people = {a.id for a in meeting.event.participants}
        homes = {a.country for a in meeting.event.participants if a.country}
        visits = {id(v): v for id_ in sorted(people) for v in trips[id_][-2 * WITHIN :]}.values()
        for visit in sorted(visits, key=lambda v: _apart(meeting, v)):
            event, trip = meeting.event, visit.event
            if not _same_time(event, trip):
                continue
            hosts = homes - {a.country for a in trip.participants}
            tied = event.part_of == trip.id
            own_place = event.place
            if trip.place is not None and (tied or (trip.place.country in hosts and len(homes) <= _FEW_SIDES and _near(event, trip))):
                if event.place is None:
                    place = trip.place if tied else _on_trip(meeting, visit, trip.place)
                    meeting.event = event = replace(event, place=place, host_country=place.country)
                arrived = all(t.mention.rule in _ARRIVALS for t in visit.group.tellings)  # whose day is not that of what he came for
                if event.dating.interval is None and tied and not arrived:
                    meeting.event = event = replace(event, dating=trip.dating)
                elif (
                    trip.dating.interval is None
                    and own_place is not None
                    and (own_place.name == trip.place.name or _within(own_place, trip))
                    and not (trip.status is Status.ONGOING and event.status is Status.SCHEDULED)
                ):
                    visit.event = trip = replace(trip, dating=_of_part(event))
                if event.part_of is None and trip.place is not None and trip.place.country == event.host_country:
                    meeting.event = replace(event, part_of=trip.id)
            elif trip.place is None and own_place is not None and own_place.country in hosts:
                visit.event = replace(trip, place=own_place, host_country=own_place.country)
            elif trip.place is None and len(hosts) == 1:
                host = next(a for a in event.participants if a.country in hosts)
                visit.event = replace(trip, place=_home(host), host_country=host.country)


def _apart(meeting: Made, visit: Made) -> int:
    """Paragraphs between the nearest mentions of a meeting and a visit."""
    near = {t.mention.paragraph for t in visit.group.near}
    return min(abs(t.mention.paragraph - n) for t in meeting.group.near for n in near)


def _on_trip(meeting: Made, visit: Made, place: Place) -> Place:
    """Where on a visit a meeting was: where the visitor is told to be right before it, else somewhere in that state."""
    first = meeting.group.tellings[0].mention.paragraph
    told = [t for t in visit.group.near if t.mention.paragraph <= first and t.place is not None]
    if not told or told[-1].place is None:
        return land(place)
    last = told[-1].place
    near = first - told[-1].mention.paragraph <= 1
    return last if near and last.name == place.name else land(last)


def _within(town: Place, trip: Event) -> bool:
    """A town of the state that was visited."""
    land = trip.place
    return land is not None and is_country(land) and town.country == land.country and trip.status is not Status.ONGOING


def land(place: Place) -> Place:
    """The state of a town: a visitor may meet his hosts in another one."""
    state = states().get(place.country or "")
    capital = any(at.rule.startswith("place.capital") for at in place.at)
    return place if state is None or capital else Place(state.name, state.iso2, None, None, place.at)


def _of_part(event: Event) -> Dating:
    """The window of a visit that only its meeting tells."""
    return event.dating if event.dating.interval is None else replace(event.dating, basis=Basis.RELATIVE_TO_EVENT)


def _same_time(a: Event, b: Event) -> bool:
    if a.dating.interval is not None and b.dating.interval is not None:
        return _near(a, b)
    planned = {Status.SCHEDULED, Status.PROPOSED}
    return (a.status in planned) == (b.status in planned) or Status.ONGOING in (a.status, b.status)


def _near(event: Event, trip: Event) -> bool:
    """True where nothing says that a meeting is on another occasion than a visit: days no farther apart than three, or none told."""
    a, b = event.dating.interval, trip.dating.interval
    if a is None or b is None:
        if a is not None and trip.status_as_of is not None and (trip.status_as_of - a.end).days > _LONG:
            return False  # a visit that goes on is not that of a meeting of last spring
        return a is None or trip.status in (Status.HELD, Status.ONGOING)
    return (a.start - b.end).days <= 3 and (b.start - a.end).days <= 0


def _home(host: Actor) -> Place:
    """The country of whoever receives a visitor, where no other place is told."""
    state = states()[host.country or ""]
    return Place(state.name, state.iso2, None, None, tuple(replace(at, rule="place.host") for at in host.at))


_OCCASIONS = frozenset(
    {
        "talk",
        "talks",
        "meeting",
        "meetings",
        "round",
        "session",
        "negotiations",
        "discussions",
        "consultations",
        "summit",
        "dinner",
        "lunch",
    }
)


_JOINT = re.compile(r"\b(?:joint|bilateral) (?:[a-z]+ ){0,3}(?:group|commission|committee|council)\b")
_SINCE = re.compile(r"\bsince (?:an?|the|their) (?:[a-z-]+ ){0,2}$")
_TALKS = frozenset({"talks", "negotiations", "consultations", "discussions"})
_ROUNDS = frozenset({"talks", "round", "negotiations", "discussions", "consultations", "session"})


def continue_talks(groups: Sequence[Group], sides: Sides, text: str, *, numbered: bool = False) -> None:
    """ "the possibility of a meeting on Monday", between the parties of the talks told just before, where no others are named.

    A joint commission of "the two countries" meets for the states of those parties; talks of which only later sentences tell the
    parties are theirs, where the document knows one pair alone. ``numbered``: only what is told by its place in a series ("the first
    round"), whose parties a standing format may have told.
    """
    pairs = {g.parties(sides) for g in groups if g.kind == "meeting"}
    one = len([p for p in pairs if len(p) >= 2]) == 1
    for n, g in enumerate(groups):
        if g.kind != "meeting" or g.people or (numbered and all(ordinal(t) is None for t in g.near)):
            continue
        first = g.tellings[0]
        joint = _JOINT.search(text, *first.mention.sentence) is not None
        word = first.mention.text.lower()
        if (word not in _OCCASIONS and not joint) or first.before.endswith(" their "):
            continue  # "striking miners said their talks would resume": whose they are stands before
        if not any(t.datings or t.place_named for t in g.tellings):
            continue
        gathering = first.mention.rule in MANY
        later = groups[n + 1 : n + 1 + WITHIN] if one and word in _ROUNDS else []
        for other in (*reversed(groups[max(0, n - WITHIN) : n]), *later):
            ahead = other.tellings[0].mention.paragraph - first.mention.paragraph
            near = ahead if ahead > 0 else first.mention.paragraph - other.tellings[-1].mention.paragraph
            told = other.kind == "meeting" or (other.kind == "call" and other.tellings[-1].mention.sentence == first.mention.sentence)
            bodies = [a for a in other.people.values() if a.type is ActorType.ORGANISATION and a.id not in region_ids()]
            body = gathering and bool(bodies) and (first.place_named or another_of_them(first))  # "the previous summit"
            if told and (body or near <= 4) and (body or len(other.parties(sides)) >= 2):
                if gathering and MANY.isdisjoint(t.mention.rule for t in other.tellings):
                    continue  # who has talks at a summit are not all who are there
                elsewhere = {t.place.name for t in other.tellings if t.place is not None}
                moves = _SINCE.search(first.before) is not None or another_of_them(first)
                if label(first) not in (None, len(other.people)) or (first.place and elsewhere - {first.place.name} and not moves):
                    break
                parties = other.people.values()
                plural = joint or word in _ROUNDS  # other talks: who goes this time is not told
                g.retell(tuple({a.id: a for p in parties for a in [represented(p, sides) if plural else p]}.values()))
                break
