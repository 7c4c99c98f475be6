"""The events of one document: mentions resolved, put together, made into encounters and changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.events.actors import Roster
from timeline.events.changes import changes_of
from timeline.events.confidence import change_confidence, confidence
from timeline.events.encounters import Made, Source, encounter, is_encounter, known
from timeline.events.grouping import Group, group, is_country, label
from timeline.events.places import PlaceBook
from timeline.events.telling import NO_DATE, Telling, own_dating, side, turned, with_roles
from timeline.lexicon.states import states
from timeline.model.document import Document
from timeline.model.event import Actor, Dating, Event, Place
from timeline.model.mentions import Lifted, TriggerMention
from timeline.model.vocabulary import ActorType, Basis, Family, Kind, Level, Status

_REBEL_BEFORE = re.compile(r"\b(?:rebel|guerrilla|insurgent|separatist|opposition)s?['’]?s? (?:leader|chief|commander) $")
_REBEL_AFTER = re.compile(r"['’]s? (?:rebels|guerrillas|insurgents|fighters|militia)\b")
_HELD = re.compile(r"(?:\s+[\w’'-]+){1,6}\s+(?:held|had)\s+(?:on |in )?")  # "(the summit) the two leaders held (last week)"
_PAIR = re.compile(r"(?:\s+[\w’'-]+){0,3}\s+(?:the|both|these)(?: two)? (?:leaders|presidents|men|statesmen)\s+(?:held|had)\b")
_PARTIES = frozenset({"party", "host", "guest", "caller", "traveller", "mediator"})


def document_events(
    document: Document, lifted: Lifted, datings: Sequence[Dating], *, gazetteer: str | None = None, min_confidence: float = 0.0
) -> tuple[Event, ...]:
    """The encounters and changes that a document tells, in text order, encounters before changes.

    ``datings`` is one dating for each of ``lifted.timexes``; ``gazetteer`` the path of a user's table of people and organisations.
    Events below ``min_confidence`` are left out, with the changes about them.
    """
    return _Reader(document, lifted, datings, gazetteer).events(min_confidence)


class _Reader:
    """Reads one document; lives for one call."""

    def __init__(self, document: Document, lifted: Lifted, datings: Sequence[Dating], gazetteer: str | None) -> None:
        self.source = Source(document, lifted)
        self.lifted = lifted
        self.datings = datings
        self.dct = document.published
        self.roster = Roster(lifted, document.text, document.published, gazetteer=gazetteer)
        self.places = PlaceBook(lifted, document.text, document.published, gazetteer=gazetteer)
        self._dateline = self._dateline_place()
        self.made: dict[int, Made] = {}
        self._rebels = self._rebel_leaders()
        self._organisation = self._organisations()

    def events(self, min_confidence: float) -> tuple[Event, ...]:
        tellings = [t for n, m in enumerate(self.lifted.triggers) for t in self._legs(self._telling(n, m))]
        encounters = [t for t in tellings if Kind(t.kind).family is Family.ENCOUNTER and t.mention.reference not in ("generic", "counted")]
        encounters = self._inviters(self._inherit(encounters), tellings)
        groups = group(encounters, self.dct)
        _continue_talks(groups)
        _complete_summits(groups, self.source.document.text)
        owner = {t.index: g for g in groups for t in g.tellings}
        changes = [t for t in tellings if Kind(t.kind).family is Family.CHANGE]
        made = self.made
        for g in groups:
            event = encounter(g, self.source, self._combine, self._speaker)
            if is_encounter(event, g):
                made[id(g)] = Made(event, g)
        self._visits(made, groups, owner)
        _together(made)
        for m in made.values():
            m.event = replace(m.event, confidence=confidence(m.event, m.group))
        out = [m.event for m in made.values()]
        out.extend(replace(c, confidence=change_confidence(c.kind)) for c in changes_of(changes, made, owner, self.source))
        kept = {e.id for e in out if (e.confidence or 0.0) >= min_confidence}
        return tuple(e for e in out if e.id in kept and (e.about is None or e.about in kept))

    def _dateline_place(self) -> Place | None:
        """The city of the dateline: what "here" means."""
        lines = [(p.start, p.end) for p in self.lifted.paragraphs if p.kind == "dateline"]
        for n, mention in enumerate(self.lifted.places):
            if any(start <= mention.start < end for start, end in lines) or mention.rule == "place.dateline":
                return self.places.place(n)
        return None

    def _rebel_leaders(self) -> frozenset[str]:
        """People whom the text calls a rebel leader, or whose rebels it speaks of: they stand for no state."""
        out: set[str] = set()
        text = self.source.document.text
        for n, mention in enumerate(self.lifted.actors):
            if mention.form == "name" and mention.type in (None, "person"):
                before, after = text[max(0, mention.start - 24) : mention.start].lower(), text[mention.end : mention.end + 24].lower()
                if _REBEL_BEFORE.search(before) or _REBEL_AFTER.match(after):
                    out.update(a.id for a in self.roster.actor(n))
        return frozenset(out)

    def _organisations(self) -> dict[str, str]:
        """For whom people without a state act, by their ids: a UN envoy, a commissioner of the EU."""
        out: dict[str, str] = {}
        for n, mention in enumerate(self.lifted.actors):
            if mention.country and len(mention.country) != 2 and mention.form in ("name", "office"):
                for actor in self.roster.actor(n):
                    if actor.type is ActorType.PERSON and not actor.country:
                        out.setdefault(actor.id, f"org:{mention.country}")
        return out

    def _combine(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Actors once each, without the organisations whose people are among them."""
        combined = tuple(
            replace(a, office="rebel leader") if a.id in self._rebels and a.office is None else a for a in self.roster.combine(actors)
        )
        spoken = {self._organisation.get(a.id) for a in combined}
        return tuple(a for a in combined if a.id not in spoken)

    # -- resolving ------------------------------------------------------------------------------------------------------------------

    def _telling(self, index: int, mention: TriggerMention) -> Telling:
        people: list[Actor] = []
        senders: list[Actor] = []
        actors: list[Actor] = []
        targets: list[Actor] = []
        place: Place | None = None
        here = during = about = said = None
        for a in mention.arguments:
            if a.target == "actor":
                found = self.roster.actor(a.index)
                if a.role in _PARTIES:
                    people.extend(with_roles(found, a.role))
                elif a.role == "sender":
                    senders.extend(found)
                elif a.role == "actor":
                    actors.extend(found)
                elif a.role == "target":
                    targets.extend(found)
            elif a.target == "place" and a.rule == "slot.people_at":
                found_at = self.places.place(a.index)
                owner = self.roster.owner(f"iso:{found_at.country}") if found_at is not None and found_at.country else None
                if owner is not None and found_at is not None:
                    people.append(replace(owner, at=found_at.at))
            elif a.target == "place":
                candidate = self.places.place(a.index)
                if candidate is None or (a.rule == "slot.modifier" and is_country(candidate)):
                    continue
                if place is None or (is_country(place) and not is_country(candidate)):
                    place = candidate
            elif a.target == "here":
                here = True
                place = place or self._dateline
            elif a.role == "said":
                said = self.datings[a.index].interval if a.index < len(self.datings) else None
            elif a.role == "during":
                during = a.index
            elif a.role == "about":
                about = a.index
        dating, datings = own_dating(mention, self.datings, self.lifted, self.dct)
        if not datings and mention.reference == "definite":
            dating = self._held_when(mention)
        cue = mention.cues[0] if mention.cues else None
        firm = cue is not None and not cue.rule.startswith("hint.")
        dating = turned(dating, cue.value if cue else None, firm, self.dct)
        return Telling(
            index=index,
            mention=mention,
            participants=self._combine(people or (() if any(a.role == "traveller" for a in mention.arguments) else senders)),
            place=place,
            dating=dating,
            datings=datings,
            cue=cue.value if cue else None,
            firm=firm,
            during=during,
            about=about,
            actors=self._combine(actors),
            targets=self._combine(targets),
            here=bool(here),
            said_on=said.start if said is not None and said.days == 1 else None,
            before=self.source.document.text[mention.sentence[0] : mention.start],
        )

    def _held_when(self, mention: TriggerMention) -> Dating:
        """The window in "the summit (that) the two leaders held last week", where the parse did not tie the clause to its noun."""
        text = self.source.document.text
        for timex, dating in zip(self.lifted.timexes, self.datings, strict=True):
            if timex.sentence == mention.sentence and _HELD.fullmatch(text, mention.end, timex.start) and dating.interval is not None:
                return dating
        return NO_DATE

    def _legs(self, t: Telling) -> list[Telling]:
        """ "visits to Russia, China and Kazakhstan" are three."""
        if t.kind != "visit":
            return [t]
        goals: list[tuple[Place, tuple[int, int]]] = []
        for a in t.mention.arguments:
            if a.role == "goal" and a.target == "place" and a.rule != "slot.modifier":
                place = self.places.place(a.index)
                if place is not None and (not goals or place.country is not None) and all(place.country != g.country for g, _ in goals):
                    mention = self.lifted.places[a.index]
                    goals.append((place, (mention.start, mention.end)))
        if len(goals) < 2:
            return [t]
        return [replace(t, place=place, leg=span) for place, span in goals]

    def _inherit(self, tellings: list[Telling]) -> list[Telling]:
        """A meeting on a visit takes day and place from the visit's words in the same sentence."""
        by_index = {t.index: t for t in tellings}
        out = []
        for t in tellings:
            visit = by_index.get(t.during) if t.during is not None else None
            if visit is not None and t.kind == "meeting":
                t = replace(t, dating=t.dating if t.dating.interval is not None else visit.dating, place=t.place or visit.place)
            out.append(t)
        return out

    def _inviters(self, encounters: list[Telling], tellings: Sequence[Telling]) -> list[Telling]:
        """Who invites somebody to a meeting takes part in it, where the words name nobody else beside the guest."""
        by_meeting = {t.about: t.actors for t in tellings if t.kind == Kind.INVITATION and t.about is not None}
        out = []
        for t in encounters:
            hosts = by_meeting.get(t.index, ())
            if t.kind == "meeting" and hosts and len({side(a) for a in t.participants if known(a)}) == 1:
                t = replace(t, participants=self._combine((*t.participants, *hosts)))
            out.append(t)
        return out

    def _speaker(self, telling: Telling) -> str | None:
        cue = telling.mention.cues[0] if telling.mention.cues else None
        if cue is None or cue.by is None:
            return None
        found = self.roster.actor(cue.by)
        return found[0].name if found else None

    def _visits(self, made: dict[int, Made], groups: Sequence[Group], owner: dict[int, Group]) -> None:
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


def _together(made: dict[int, Made]) -> None:
    """A meeting of a visitor with his host is where and when the visit is, and a visit without a place where its meeting is."""
    visits = [m for m in made.values() if m.event.kind is Kind.VISIT]
    for meeting in made.values():
        if meeting.event.kind is not Kind.MEETING:
            continue
        people = {a.id for a in meeting.event.participants}
        homes = {a.country for a in meeting.event.participants if a.country}
        for visit in visits:
            event, trip = meeting.event, visit.event
            guests = {a.id for a in trip.participants}
            if not guests & people or not _same_time(event, trip):
                continue
            hosts = homes - {a.country for a in trip.participants}
            tied = event.part_of == trip.id
            own_place = event.place
            if trip.place is not None and (tied or (trip.place.country in hosts and _near(event, trip))):
                if event.place is None:
                    meeting.event = event = replace(event, place=trip.place, host_country=trip.place.country)
                if event.dating.interval is None and tied:
                    meeting.event = event = replace(event, dating=trip.dating)
                elif trip.dating.interval is None and own_place is not None and own_place.name == trip.place.name:
                    visit.event = trip = replace(trip, dating=_of_part(event))
                if event.part_of is None and trip.place is not None and trip.place.country == event.host_country:
                    meeting.event = replace(event, part_of=trip.id)
            elif trip.place is None and own_place is not None and own_place.country in hosts:
                visit.event = replace(trip, place=own_place, host_country=own_place.country)
            elif trip.place is None and tied and len(hosts) == 1:
                host = next(a for a in event.participants if a.country in hosts)
                visit.event = replace(trip, place=_home(host), host_country=host.country)


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


def _continue_talks(groups: Sequence[Group]) -> None:
    """ "the possibility of a meeting on Monday", between the parties of the talks told just before, where no others are named."""
    for n, g in enumerate(groups):
        first = g.tellings[0]
        if g.kind != "meeting" or g.people or first.mention.text.lower() not in _OCCASIONS:
            continue
        if not any(t.datings or t.place_named for t in g.tellings):
            continue
        for earlier in reversed(groups[:n]):
            near = first.mention.paragraph - earlier.tellings[-1].mention.paragraph
            if earlier.kind == "meeting" and len({side(a) for a in earlier.people.values() if known(a)}) >= 2 and near <= 4:
                elsewhere = {t.place.name for t in earlier.tellings if t.place is not None}
                if label(first) not in (None, len(earlier.people)) or (
                    first.place_named and first.place and elsewhere - {first.place.name}
                ):
                    break
                g.retell(tuple(earlier.people.values()))
                break


def _complete_summits(groups: Sequence[Group], text: str) -> None:
    """ "the Helsinki summit (that) the two leaders held", where the parse loses them: the one pair of the article's other meetings."""
    for g in groups:
        told = {side(a) for a in g.people.values() if known(a)}
        summit = all(t.mention.rule == "meeting.summit" and t.mention.reference == "definite" for t in g.tellings)
        pair_told = any(_PAIR.match(text, t.mention.end, t.mention.sentence[1]) for t in g.tellings)
        if len(told) > 1 or not summit or not pair_told or not any(t.place_named for t in g.tellings):
            continue
        pairs = [o for o in groups if o.kind == "meeting" and len(o.people) == 2 and g.people.keys() <= o.people.keys()]
        if len({frozenset(o.people) for o in pairs}) == 1 and all(a.rank == Level.LEADER for a in pairs[0].people.values()):
            named = [a for t in pairs[0].tellings for a in t.participants if a.id in pairs[0].people]
            g.retell(tuple({a.id: a for a in reversed(named)}.values()))
