"""One mention of an encounter or change with its slots resolved: who, where, when, in which status."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.chrono.interval import Interval, Precision
from timeline.lexicon.rules import words
from timeline.model.event import Actor, At, Dating, Place
from timeline.model.mentions import Lifted, TriggerMention
from timeline.model.vocabulary import ActorType

NO_DATE = Dating()
_BEYOND = frozenset({"time.since", "time.before", "time.after", "time.ahead", "time.until", "time.till"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A trigger mention, resolved. ``index`` is its position among the document's triggers; ``sides`` are the countries and
    organisations that its participants stand for; ``officials`` the offsets of officials who take part and of whom nobody says
    whose they are; ``supposed`` is true where the place is only what "here" seems to mean."""

    index: int
    mention: TriggerMention
    participants: tuple[Actor, ...]
    place: Place | None
    dating: Dating
    datings: tuple[Dating, ...]
    cue: str | None
    firm: bool
    during: int | None = None
    about: int | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    here: bool = False
    supposed: bool = False
    said_on: dt.date | None = None
    leg: tuple[int, int] | None = None
    officials: tuple[tuple[int, int], ...] = ()
    before: str = ""

    @property
    def place_named(self) -> bool:
        """True where the mention's own words name a place."""
        return any(a.role == "place" and a.target == "place" for a in self.mention.arguments)

    @property
    def kind(self) -> str:
        """Kind of encounter or change."""
        return self.mention.kind


_WEEKDAY = re.compile(
    r"^(?:on |this )?(?:(?:late|early) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$|^the weekend$",
    re.IGNORECASE,
)


_MONTH = re.compile(
    r"^(?:in |early |late |mid-)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$",
    re.IGNORECASE,
)


def _years(interval: Interval, years: int) -> Interval:
    """The same days of another year; 29 February gives way to the 28th."""

    def moved(day: dt.date) -> dt.date:
        try:
            return day.replace(year=day.year + years)
        except ValueError:
            return day.replace(year=day.year + years, day=28)

    return Interval(moved(interval.start), moved(interval.end))


def turned(dating: Dating, value: str | None, firm: bool, dct: dt.date | None) -> Dating:
    """A bare weekday on the other side of the document's day, where the words say that the encounter is planned, or was.

    "the possibility of a meeting on Monday" is the Monday to come, whatever the tense of the verb around it.
    """
    interval = dating.interval
    if dct is not None and interval is not None and dating.text is not None and _MONTH.match(dating.text.strip()):
        if value == "held" and interval.start > dct:
            return replace(dating, interval=_years(interval, -1), rule="month.back")
        if value in ("scheduled", "proposed") and interval.end < dct and (dct - interval.end).days < 330:
            return replace(dating, interval=_years(interval, 1), rule="month.ahead")
    if dct is None or interval is None or not firm or dating.text is None or not _WEEKDAY.match(dating.text.strip()):
        return dating
    week = dt.timedelta(days=7)
    if value in ("scheduled", "proposed") and interval.end < dct and (dct - interval.start).days <= 7:
        return replace(dating, interval=Interval(interval.start + week, interval.end + week), rule="weekday.ahead")
    if value == "held" and interval.start > dct and (interval.end - dct).days <= 7:
        return replace(dating, interval=Interval(interval.start - week, interval.end - week), rule="weekday.back")
    return dating


def stands_apart(actor: Actor) -> bool:
    """True for a rebel, an opposition leader, an exile: a side of his own."""
    return actor.office is not None and _apart(actor.office)


@lru_cache(maxsize=4096)
def _apart(office: str) -> bool:
    return not words("frames.toml", "nouns")["apart"].isdisjoint(office.lower().split())


def side(actor: Actor) -> str:
    """Whom an actor stands for: a country's code, an organisation's id, else the actor alone.

    A rebel, an opposition leader or an exile does not stand for the state that he comes from.
    """
    if actor.type is ActorType.ORGANISATION:
        return actor.id
    if actor.type is ActorType.OFFICE and not actor.country:
        code = actor.id.removeprefix("office:").partition("/")[0]
        return f"org:{code}"
    if stands_apart(actor):
        return actor.id
    return actor.country or actor.id


def without_sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors once each, a state or organisation left out where one of its people is named; in order of first mention."""
    told: dict[str, list[Actor]] = {}
    for actor in actors:
        told.setdefault(actor.id, []).append(actor)
    seen = {
        id: same[0]
        if len(same) == 1
        else replace(same[0], at=tuple(dict.fromkeys(at for a in same for at in a.at)), role=next((a.role for a in same if a.role), None))
        for id, same in told.items()
    }
    people = {side(a) for a in seen.values() if a.type in (ActorType.PERSON, ActorType.OFFICE)}
    named = {side(a) for a in seen.values() if a.type is ActorType.PERSON}
    offices = {(a.country, a.office) for a in seen.values() if a.type is ActorType.PERSON}
    return tuple(
        a
        for a in seen.values()
        if not (a.type is ActorType.STATE and side(a) in people)
        and not (a.type is ActorType.ORGANISATION and (a.id in people or a.id in named))
        and not (a.type is ActorType.OFFICE and (a.country, a.office) in offices)
    )


def own_dating(
    mention: TriggerMention, datings: Sequence[Dating], lifted: Lifted, dct: dt.date | None, text: str = ""
) -> tuple[Dating, tuple[Dating, ...]]:
    """The window that the words tied to a trigger tell, and every dated expression among them, nearest first.

    Two days coordinated ("Wednesday and Thursday") make one span; a wider window around a narrower one gives way to it.
    """
    usable: list[Dating] = []
    planned = bool(mention.cues) and mention.cues[0].value in ("scheduled", "proposed")
    for a in mention.arguments:
        if a.role != "time" or a.rule in _BEYOND or a.index >= len(datings):
            continue
        if planned and lifted.timexes[a.index].reporting and a.rule != "time.around":
            continue  # "will hold talks, the agency reported on Wednesday"
        if lifted.timexes[a.index].type in ("DURATION", "SET"):
            continue
        if a.rule == "time.on" and _LATER.search(text, mention.end, lifted.timexes[a.index].start):
            continue  # "his first visit after the fall of the wall in 1989"
        dating = datings[a.index]
        if a.rule == "time.changed" and dct is not None and dating.interval is not None and dating.interval.end <= dct:
            continue
        if a.rule == "time.around" and (usable or (dating.interval is not None and dating.interval.days > 1)):
            continue
        if dating.interval is not None and dating not in usable:
            usable.append(dating)
    if not usable:
        return NO_DATE, ()
    best = usable[0]
    for other in usable[1:]:
        first, second = best.interval, other.interval
        if first is None or second is None:
            continue
        if first.contains(second) and first != second:
            best = other
        elif (
            first.days == second.days == 1
            and abs((first.start - second.start).days) == 1
            and best.start is not None
            and other.start is not None
            and abs(best.start - other.start) < 30
        ):
            best = replace(best, interval=Interval(min(first.start, second.start), max(first.end, second.end)), precision=Precision.SPAN)
    return _lasting(mention, best, lifted), tuple(usable)


def _lasting(mention: TriggerMention, dating: Dating, lifted: Lifted) -> Dating:
    """ "arrived Saturday for a five-day visit": from that day on, as many days as the text tells."""
    interval = dating.interval
    if interval is None or interval.days != 1 or mention.duration is None:
        return dating
    timex = next((t for t in lifted.timexes if (t.start, t.end) == mention.duration), None)
    days = duration_days(timex.text) if timex is not None else 0
    if not 2 <= days <= 31 or (mention.kind not in ("visit", "meeting")):
        return dating
    if any(_CLOSING.match(cue.text) for cue in mention.cues):  # "wrapped up their two-day gathering on Thursday"
        return replace(dating, interval=Interval(interval.start - dt.timedelta(days=days - 1), interval.start), precision=Precision.SPAN)
    return replace(dating, interval=Interval(interval.start, interval.start + dt.timedelta(days=days - 1)), precision=Precision.SPAN)


_LATER = re.compile(r"\b(?:after|since|following) (?:the|his|her|its|their|a|an)\b[^,;.]{1,60}\b(?:in|on|of)? ?$")
_CLOSING = re.compile(r"(?:wrap|end|conclud|clos|finish|complet)", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
_DAYS = re.compile(r"\b(\d{1,2}|[a-z]{3,8})[\s-]*(day|week)s?\b")


def duration_days(text: str) -> int:
    """Whole days that a duration tells, 0 where it tells none.

    >>> duration_days("five-day"), duration_days("two weeks"), duration_days("90-minute")
    (5, 14, 0)
    """
    match = _DAYS.search(text.lower())
    if match is None:
        return 0
    number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
    return number * (7 if match[2] == "week" else 1)


def with_roles(actors: Iterable[Actor], role: str) -> tuple[Actor, ...]:
    """The actors with the role that a slot gives them, where it tells more than that they took part."""
    kept = role if role in ("host", "guest", "caller", "mediator") else None
    return tuple(actors) if kept is None else tuple(a if a.role else replace(a, role=kept) for a in actors)


def at(doc_id: str, text: str, start: int, end: int, rule: str) -> At:
    """Where a field was read."""
    return At(doc_id, start, end, text[start:end], rule)
