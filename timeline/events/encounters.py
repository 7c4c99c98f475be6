"""From a group of mentions to an encounter: who, when, where, in which status, with every word that told it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from timeline.chrono.interval import Interval
from timeline.events import status
from timeline.events.agreement import is_country, is_region, lent
from timeline.events.days import LEFT
from timeline.events.groups import Group
from timeline.events.telling import NO_DATE, Telling, side, without_sides
from timeline.model.document import Document
from timeline.model.event import Actor, At, Dating, Event, EventMention, Place, SourceRef, StatusStep, event_id
from timeline.model.mentions import Lifted, TriggerMention
from timeline.model.vocabulary import Kind, Level, Status

_AIRFIELD = re.compile(r"\b(?:airport|airfield|air ?base)$", re.IGNORECASE)
_OCCASIONS = frozenset({"org:ASEM", "org:EAS", "org:MSC", "org:OASSUMMIT", "org:WEF"})  # gatherings that the tables know by name
_STATUSES = {status.value: status for status in Status}
_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = [level.value for level in Level]
_TWO = 2
MAX_MENTION = 300  # characters of a trigger that a record shows (DESIGN 4.3)


@dataclass(slots=True)
class Source:
    """What every event of one document repeats; ``refs`` is the document as an event's source."""

    document: Document
    lifted: Lifted
    refs: tuple[SourceRef] = field(init=False)
    _sentences: dict[tuple[int, int], str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _ids: Counter[str] = field(default_factory=Counter, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        d = self.document
        self.refs = (SourceRef(d.doc_id, d.published, d.published_basis, d.source, d.url, d.title, d.digest),)

    def sentence(self, mention: TriggerMention) -> str:
        """The sentence of a mention, on one line."""
        found = self._sentences.get(mention.sentence)
        if found is None:
            start, end = mention.sentence
            found = self._sentences[mention.sentence] = " ".join(self.document.text[start:end].split())
        return found

    def new_id(self, kind: Kind, start: int, end: int) -> str:
        """The id of an event that these words tell: where they tell several ("both trips were called off"), each has one of its own."""
        plain = event_id(self.document.doc_id, kind, start, end)
        self._ids[plain] += 1
        again = self._ids[plain] - 1
        return event_id(f"{self.document.doc_id}\x1f{again}", kind, start, end) if again else plain

    def mention(self, telling: Telling, value: str | None) -> EventMention:
        """One telling as the record shows it."""
        m, document = telling.mention, self.document
        words = document.text[m.start : min(m.end, m.start + MAX_MENTION)]
        said = _STATUSES.get(value) if value is not None else None
        if not m.cues:
            return EventMention(document.doc_id, m.start, m.end, words, self.sentence(m), m.rule, said)
        cue = m.cues[0]
        return EventMention(document.doc_id, m.start, m.end, words, self.sentence(m), m.rule, said, cue.text, cue.start, cue.end, cue.rule)


@dataclass(slots=True)
class Made:
    """An encounter and the group that it was made of."""

    event: Event
    group: Group


def encounter(
    group: Group,
    source: Source,
    combine: Callable[[Iterable[Actor]], tuple[Actor, ...]],
    speakers: Callable[[Telling], str | None],
) -> Event:
    """The event that a group of mentions tells."""
    dct = source.document.published
    participants = _participants(group, combine)
    place = place_of(group)
    dating, previous = _dating(group, dct)
    interval = dating.interval
    told = group.told
    value, decided = status.of_group(group.tellings, told, dct, interval.end if interval else None)
    if value is Status.HELD and interval is not None and dct is not None and interval.start > dct:
        value = Status.SCHEDULED  # "said after the summit, he would": whatever the words around it, its day is to come
    first = group.tellings[0].mention
    kind = _KINDS[group.kind]
    at = (decided.mention.start, decided.mention.end)
    others = [(t, said) for t, (said, _) in zip(group.tellings, told, strict=True) if (t.mention.start, t.mention.end) != at]
    mentions = (source.mention(decided, value.value), *[source.mention(t, said) for t, said in others])
    countries = {a.country for a in participants if a.country}
    if kind is Kind.VISIT and place is not None and place.country:
        countries.add(place.country)
    topic = next((t.mention.topic for t in group.tellings if t.mention.topic), None)
    duration = next((t.mention.duration for t in group.tellings if t.mention.duration), None)
    text = source.document.text
    return Event(
        id=source.new_id(kind, *(group.tellings[0].leg or (first.start, first.end))),
        kind=kind,
        dating=dating,
        sources=source.refs,
        mentions=mentions,
        subtype=_subtype(group, participants),
        status=value,
        status_as_of=dct,
        participants=participants,
        place=None if kind is Kind.CALL else place,
        host_country=place.country if place is not None and kind is not Kind.CALL else None,
        countries=tuple(sorted(countries)),
        level=_level(participants),
        topic=None if topic is None else At(source.document.doc_id, topic[0], topic[1], text[topic[0] : topic[1]], "topic"),
        duration=None if duration is None else text[duration[0] : duration[1]],
        previous=previous,
        history=_history(group.tellings, told, source, speakers),
    )


def _participants(group: Group, combine: Callable[[Iterable[Actor]], tuple[Actor, ...]]) -> tuple[Actor, ...]:
    everybody = without_sides(combine([a for t in group.tellings for a in t.participants]))
    people = [a for a in everybody if a.id not in _OCCASIONS]
    if len(people) < _TWO:
        people = list(everybody)  # "at the East Asia Summit": it takes no part in itself, but stands for those who are not named
    return tuple(sorted(people, key=lambda a: (a.name, a.id)))


def place_of(group: Group) -> Place | None:
    """Where a group's words say that it is: the town named most often, else the country."""
    told = [t.place for t in group.tellings if t.place is not None and not t.supposed]
    told = told or [t.place for t in group.tellings if t.place is not None]
    if len(told) < 2:
        return told[0] if told else None
    told = [p for p in told if not is_region(p)] or told
    if group.kind == "visit":  # it leads farther than to the airport
        told = [p for p in told if not _AIRFIELD.search(p.name)] or told
    towns = [p for p in told if not is_country(p)]
    if (
        group.kind == "visit"
        and len(towns) < len(told)
        and all(t.mention.rule == "visit.visit_verb" for t in group.tellings if t.place in towns)
    ):
        towns = []  # "on an official visit to Norway, she will also visit Bergen"
    often = Counter(p.name for p in told)
    return max(towns or told, key=lambda p: often[p.name])


def _dating(group: Group, dct: dt.date | None) -> tuple[Dating, tuple[Dating, ...]]:
    """The window of the encounter and the windows that a later word replaced."""
    told = [t for t in group.tellings if t.dating.interval is not None]
    if not told:
        return NO_DATE, ()
    told.sort(key=lent)  # a day of its own counts before the visit's
    best = told[0].dating
    replaced = [d for t in told for d in t.datings if d.rule == LEFT]
    for telling in told[1:]:
        a, b = best.interval, telling.dating.interval
        if a is None or b is None or a == b:
            continue
        if a.overlaps(b):
            if b.days < a.days:
                best = telling.dating
        elif any(t.cue == "postponed" for t in group.tellings):
            replaced.append(best)
            best = telling.dating
    return best, tuple(replaced)


def _subtype(group: Group, participants: Sequence[Actor]) -> str | None:
    told = [t.mention.subtype for t in group.tellings if t.mention.subtype]
    if "summit" in told:
        return "summit"
    if told:
        return told[0]
    if group.kind == "meeting" and participants:
        return "bilateral" if len({side(a) for a in participants}) == 2 else "multilateral" if len(participants) > 2 else None
    return None


def _level(participants: Sequence[Actor]) -> str | None:
    ranks = [a.rank for a in participants if a.rank in _LEVELS]
    return min(ranks, key=_LEVELS.index) if ranks else None


def _history(
    tellings: Sequence[Telling], told: Sequence[tuple[str | None, bool]], source: Source, speakers: Callable[[Telling], str | None]
) -> tuple[StatusStep, ...]:
    """What its mentions say firmly of an encounter's status, each word once until another follows. ``told`` is what each says."""
    dct = source.document.published
    out: list[StatusStep] = []
    for telling, (value, firm) in zip(tellings, told, strict=True):
        if value is None or value not in _STATUSES or not firm or (out and out[-1].status == value):
            continue
        m = telling.mention
        words = source.sentence(m)
        out.append(StatusStep(_STATUSES[value], speakers(telling), telling.said_on, dct, source.document.doc_id, m.start, m.end, words))
    return tuple(out)


def day(date: dt.date | None) -> Interval | None:
    """A day as a window."""
    return None if date is None else Interval.day(date)
