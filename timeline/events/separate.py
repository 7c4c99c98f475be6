"""One verb, several encounters: "met separately with the presidents of Kenya and Uganda", "visits to Kenya and Uganda"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from timeline.chrono.interval import Interval
from timeline.chrono.units import days_later
from timeline.events.labels import MANY
from timeline.events.places import PlaceBook
from timeline.events.telling import NO_DATE, Telling
from timeline.model.event import Actor, Dating, Place
from timeline.model.mentions import ActorMention, Lifted, PlaceMention, TimexMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

#: "Separately, Obama met" sets apart from other news, not from another meeting.
_SEPARATE = re.compile(
    r"\b(?:separately(?!,)|on separate occasions|separate (?:meetings|talks|(?:(?:tele)?phone )?calls|conversations|discussions)"
    r"|individually|one after (?:another|the other)|respectively|successively|in succession|then with)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r";|\b(?:who|whom|whose|which|where|while)\b")
#: Behind a stop its town and day, between stops, and behind the last: "(met) Mr. (Ram) in (Quito) on (Monday) and then with Ms. (Rao)".
_IN_TOWN = re.compile(r" (?:in|at) (?:the )?")
_ON_DAY = re.compile(r",? (?:(?:on|from|in|between) )?(?:the )?")
_NEXT = r"(?:,|,? and|, before|, followed by)(?P<then> (?:then|later|finally|from there))?"
_FIRST_STOP = re.compile(r"[^.;:]{0,80}")
_NEXT_STOP = re.compile(rf"{_NEXT}(?: (?:on )?to| for)?(?: in)? (?:the )?")
_TITLED = r"(?: (?!(?:who|that|after|before|said|says|told|on|in|at|to|from|by|was|is|were|are|has|had|will|and|with|as)\b)[\w'’.-]+){0,8} "
_FIRST_MET = re.compile(rf"(?: by (?:tele)?phone| by video)?(?: (?:with|to))?{_TITLED}")
_NEXT_MET = re.compile(rf"{_NEXT}(?: with| to)?{_TITLED}")
_LAST = re.compile(r"[.,;:)\n”\"]|$| (?:and|for|as|before|after|to|during|with|where|in|on|amid|at|ahead)\b")
_WEEK = 7
_FEW = 2
_SHORTLY = 24  # characters before a verb


def occasions(tellings: Iterable[Telling], text: str) -> list[Telling]:
    """The tellings, those of several encounters taken apart: one for each person on the far side of the verb, with whoever is before it."""
    return [one for t in tellings for one in (_apart(t, text) if t.kind in ("meeting", "call") and len(t.participants) > _FEW else (t,))]


def _apart(t: Telling, text: str) -> list[Telling]:
    start = t.mention.start
    said = _SEPARATE.search(text, max(t.mention.sentence[0], start - _SHORTLY), t.mention.sentence[1])
    if said is None or _OF_OTHERS.search(text, start, said.start()):
        return [t]
    met = (a for a in t.participants if a.at and (a.type in (ActorType.PERSON, ActorType.OFFICE) or a.id.startswith("org:")))
    people = sorted(met, key=lambda a: a.at[0].start)
    near = [a for a in people if a.at[0].start < start]
    far = people[len(near) :]
    if min(len(near), len(far)) != 1:
        return [t]
    (one,), others = (near, far) if len(near) == 1 else (far, near)
    return [replace(t, participants=(one, a), leg=(a.at[0].start, a.at[0].end)) for a in others]


def legs(
    t: Telling,
    who: Callable[[int], tuple[Actor, ...]],
    combine: Callable[[Iterable[Actor]], tuple[Actor, ...]],
    places: PlaceBook,
    lifted: Lifted,
    datings: Sequence[Dating],
    text: str,
) -> list[Telling]:
    """ "Visits to Russia, China and Kazakhstan" are three: a telling for each country, or the one where there are no two.

    So are "will visit Lima on Monday, Quito on Tuesday and Bogota on Wednesday", "met Lavrov in Geneva on Monday and Wang in Vienna on
    Tuesday" and "met the premier and then the president", each with its own day or town. ``who`` tells the actors of a mention.
    """
    if t.kind == "visit":
        return _stops(t, places, lifted, datings, text)
    near = [a for a in t.participants if a.at and a.at[0].start < t.mention.start]
    if t.kind not in ("meeting", "call") or t.mention.rule in MANY or not near:
        return [t]

    def met(index: int) -> Telling | None:
        people = who(index)
        return replace(t, participants=combine((*near, *people))) if len(people) == 1 and people[0] not in near else None

    first = bisect_left(lifted.actors, t.mention.end, key=lambda a: a.start)
    out, then = _course(t, first, lifted.actors, (_FIRST_MET, _NEXT_MET), met, places, lifted, datings, text)
    if len(out) < _FEW or not (all(one.datings or one.place for one in out) or (then and len(out) == _FEW)):
        return [t]
    place, last = out[-1].place or t.place, out[-1] if out[-1].datings else t
    return [replace(one, place=one.place or place, dating=(one if one.datings else last).dating) for one in out]


def _stops(t: Telling, places: PlaceBook, lifted: Lifted, datings: Sequence[Dating], text: str) -> list[Telling]:
    goals: list[tuple[Place, tuple[int, int]]] = []
    led = [a.index for a in t.mention.arguments if a.role == "goal" and a.target == "place"]
    for index in led:
        place = places.place(index)
        if place is not None and (not goals or place.country is not None) and all(place.country != g.country for g, _ in goals):
            goals.append((place, (lifted.places[index].start, lifted.places[index].end)))

    def stop(index: int) -> Telling | None:
        place = places.place(index)
        return None if place is None else replace(t, place=place)

    links = (_FIRST_STOP, _NEXT_STOP)
    out, then = _course(t, min(led), lifted.places, links, stop, places, lifted, datings, text) if led and t.datings else ([], False)
    days = sum(bool(one.datings) for one in out)
    if (days >= _FEW and out[-1].datings) or (then and len(out) >= _FEW):
        return out
    return [t] if len(goals) < _FEW else [replace(t, place=place, leg=span) for place, span in goals]


def _course(
    t: Telling,
    first: int,
    mentions: Sequence[ActorMention] | Sequence[PlaceMention],
    links: tuple[re.Pattern[str], re.Pattern[str]],
    one: Callable[[int], Telling | None],
    places: PlaceBook,
    lifted: Lifted,
    datings: Sequence[Dating],
    text: str,
) -> tuple[list[Telling], bool]:
    """A telling for each of the mentions that follow one another behind a verb, with its own town and day, and whether one is "then"."""
    out: list[Telling] = []
    at, then = t.mention.end, False
    for index in range(first, len(mentions)):
        mention = mentions[index]
        if mention.start >= t.mention.sentence[1]:
            break
        if mention.start < at:
            continue
        link = links[bool(out)].fullmatch(text, at, mention.start)
        told = one(index) if link is not None else None
        if link is None or told is None:
            break
        then = then or link.groupdict().get("then") is not None
        at, place = mention.end, told.place
        if mentions is lifted.actors:
            town = _right_behind(lifted.places, text, at, _IN_TOWN)
            at, place = (at, None) if town is None else (lifted.places[town].end, places.place(town))
        day = _right_behind(lifted.timexes, text, at, _ON_DAY)
        dating = NO_DATE if day is None else _later(datings[day], out)
        at = at if day is None else lifted.timexes[day].end
        leg = (mention.start, mention.end)
        out.append(replace(told, place=place, leg=leg, dating=dating, datings=() if day is None else (dating,)))
    return (out, then) if _LAST.match(text, at) else ([], False)


def _right_behind(mentions: Sequence[TimexMention] | Sequence[PlaceMention], text: str, at: int, link: re.Pattern[str]) -> int | None:
    """Position of the mention that only linking words part from a character."""
    n = bisect_left(mentions, at, key=lambda m: m.start)
    return n if n < len(mentions) and link.fullmatch(text, at, mentions[n].start) else None


def _later(dating: Dating, before: Sequence[Telling]) -> Dating:
    """A weekday of an itinerary, a week on where the stop before would be after it."""
    day, last = dating.interval, before[-1].dating.interval if before else None
    if day is None or last is None or day.start >= last.start or day.days > 1 or "weekday" not in (dating.rule or ""):
        return dating
    start = days_later(day.start, _WEEK)
    return dating if start is None else replace(dating, interval=Interval.day(start))
