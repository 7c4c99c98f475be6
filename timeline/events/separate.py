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
from timeline.model.mentions import Lifted, PlaceMention, TimexMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_SEPARATE = re.compile(
    r"\b(?:separately|on separate occasions|separate (?:meetings|talks|visits|phone calls|calls|telephone calls|conversations|discussions)"
    r"|individually|one after (?:another|the other)|respectively|successively|in succession)\b",
    re.IGNORECASE,
)
#: Between such words and the verb that they stand before: "(in separate meetings), Obama (met)".
_BEFORE = re.compile(r",?[^,;:]{0,60}")
#: Between the last name and such words: "(Museveni) in Beijing on Friday (separately)"; not ", who won in 2002 and 1986 (respectively)".
_BEHIND = re.compile(r",?(?: (?:in|on|at|during|here|there|earlier|last|this)\b[^,;:]{0,60})?,? ?")
_OF_OTHERS = re.compile(r";|\b(?:who|whom|whose|which|where|while)\b")
#: Between a stop and its day, between that and the next stop, and behind the last day: "(Quito) on (Tuesday) and then (Bogota)".
_ON_DAY = re.compile(r",? (?:(?:on|from|in|between) )?(?:the )?")
_NEXT_STOP = re.compile(
    r"(?:,|,? and|, before|, followed by)(?P<on>(?: (?:then|later|finally|from there))?(?: (?:on )?to| for)?)(?: in)? (?:the )?"
)
_LAST = re.compile(r"[.,;:)\n]|$| (?:and|for|as|before|after|to|during|with|where|in|on|amid|at|ahead)\b|[”\"]")
#: Between a verb and whom it is with, and between him and the next one: "(met) French President (…) and then the Italian premier (…)".
_TITLED = r"(?: (?!(?:who|that|after|before|said|says|told|on|in|at|to|from|by|was|is|were|are|has|had|will|and|with|as)\b)[\w'’.-]+){0,8} "
_FIRST_MET = re.compile(rf"(?: by (?:tele)?phone| by video)?(?: (?:with|to))?{_TITLED}")
_NEXT_MET = re.compile(rf"(?:, and|,| and)(?P<then> (?:then|later))?(?: with)?{_TITLED}")
_IN_TOWN = re.compile(r" (?:in|at) (?:the )?")
_FEW = 2
_WEEK = 7


def occasions(tellings: Iterable[Telling], text: str) -> list[Telling]:
    """The tellings, those of several encounters taken apart: one for each person on the far side of the verb, with whoever is before it."""
    out: list[Telling] = []
    for t in tellings:
        if t.kind in ("meeting", "call") and len(t.participants) > _FEW and _SEPARATE.search(text, *t.mention.sentence):
            out.extend(_apart(t, text))
        else:
            out.append(t)
    return out


def legs(t: Telling, places: PlaceBook, lifted: Lifted, datings: Sequence[Dating], text: str) -> list[Telling]:
    """ "Visits to Russia, China and Kazakhstan" are three: a telling for each country, or the one where there are no two.

    So are "will visit Lima on Monday, Quito on Tuesday and Bogota on Wednesday", each with its own day.
    """
    if t.kind != "visit":
        return [t]
    goals: list[tuple[Place, tuple[int, int]]] = []
    first: int | None = None
    for a in t.mention.arguments:
        if a.role == "goal" and a.target == "place" and a.rule != "slot.modifier":
            place = places.place(a.index)
            first = a.index if first is None else min(first, a.index)
            if place is not None and (not goals or place.country is not None) and all(place.country != g.country for g, _ in goals):
                mention = lifted.places[a.index]
                goals.append((place, (mention.start, mention.end)))
    stops = _stops(t, first, places, lifted, datings, text) if first is not None and t.datings else []
    if stops:
        return stops
    if len(goals) < _FEW:
        return [t]
    return [replace(t, place=place, leg=span) for place, span in goals]


def _stops(t: Telling, first: int, places: PlaceBook, lifted: Lifted, datings: Sequence[Dating], text: str) -> list[Telling]:
    """A telling for each place of an itinerary, of which two have a day of their own or one is "then to"; none where it is no itinerary."""
    out: list[Telling] = []
    at, onward = t.mention.end, False
    for index in range(first, len(lifted.places)):
        mention = lifted.places[index]
        link = _NEXT_STOP.fullmatch(text, at, mention.start) if out else None
        if mention.start >= t.mention.sentence[1] or (out and link is None):
            break
        onward = onward or (link is not None and link["on"] != "")
        place = places.place(index)
        if place is None or any(place.name == told.place.name for told in out if told.place is not None):
            return []
        day = _right_behind(lifted.timexes, text, mention.end, _ON_DAY)
        dating = NO_DATE if day is None else _later(datings[day], out)
        at = mention.end if day is None else lifted.timexes[day].end
        out.append(replace(t, place=place, leg=(mention.start, mention.end), dating=dating, datings=() if day is None else (dating,)))
    days = sum(bool(stop.datings) for stop in out)
    itinerary = out[-1].datings if days >= _FEW else onward and len(out) >= _FEW
    return out if itinerary and _LAST.match(text, at) else []


def _right_behind(mentions: Sequence[TimexMention] | Sequence[PlaceMention], text: str, at: int, link: re.Pattern[str]) -> int | None:
    """Position of the mention that only linking words part from a character."""
    n = bisect_left(mentions, at, key=lambda m: m.start)
    return n if n < len(mentions) and link.fullmatch(text, at, mentions[n].start) else None


def courses(
    t: Telling,
    who: Callable[[int], tuple[Actor, ...]],
    combine: Callable[[Iterable[Actor]], tuple[Actor, ...]],
    places: PlaceBook,
    lifted: Lifted,
    datings: Sequence[Dating],
    text: str,
) -> list[Telling]:
    """ "Met Lavrov in Geneva on Monday and Wang in Vienna on Tuesday" are two: a telling for each who has a day or a place of his own.

    So are "met the premier and then the president". ``who`` tells the actors of a mention.
    """
    if t.kind not in ("meeting", "call") or t.mention.rule in MANY or t.leg is not None:
        return [t]
    start, end = t.mention.end, t.mention.sentence[1]
    if text.find(" and ", start, end) < 0 and text.find(", then ", start, end) < 0:
        return [t]
    first = bisect_left(lifted.actors, start, key=lambda a: a.start)
    if first + 1 >= len(lifted.actors) or lifted.actors[first + 1].start >= end:
        return [t]  # nobody, or one alone, behind the verb
    near = [a for a in t.participants if a.at and a.at[0].start < start]
    out: list[Telling] = []
    at, then = start, False
    for index in range(first, len(lifted.actors) if near else 0):
        mention = lifted.actors[index]
        if mention.start < at:
            continue
        link = (_NEXT_MET if out else _FIRST_MET).fullmatch(text, at, mention.start) if mention.start < end else None
        people = who(index) if link is not None else ()
        if link is None or len(people) != 1 or people[0].id in {a.id for a in near}:
            break
        then = then or link.groupdict().get("then") is not None
        at = mention.end
        town = _right_behind(lifted.places, text, at, _IN_TOWN)
        at = at if town is None else lifted.places[town].end
        day = _right_behind(lifted.timexes, text, at, _ON_DAY)
        at = at if day is None else lifted.timexes[day].end
        dating = NO_DATE if day is None else _later(datings[day], out)
        one = replace(t, participants=combine((*near, *people)), leg=(mention.start, mention.end), dating=dating)
        out.append(replace(one, place=None if town is None else places.place(town), datings=() if day is None else (dating,)))
    told = all(one.datings or one.place for one in out) or (then and len(out) == _FEW)
    if len(out) < _FEW or not told or _LAST.match(text, at) is None:
        return [t]
    place, dating = out[-1].place or t.place, out[-1].dating if out[-1].datings else t.dating
    return [replace(one, place=one.place or place, dating=one.dating if one.datings else dating) for one in out]


def _later(dating: Dating, before: Sequence[Telling]) -> Dating:
    """A weekday of an itinerary, a week on where the stop before would be after it."""
    day, last = dating.interval, before[-1].dating.interval if before else None
    if day is None or last is None or day.start >= last.start or day.days > 1 or "weekday" not in (dating.rule or ""):
        return dating
    start = days_later(day.start, _WEEK)
    return dating if start is None else replace(dating, interval=Interval.day(start))


def _apart(t: Telling, text: str) -> list[Telling]:
    at = t.mention.start
    people = [a for a in t.participants if a.type in (ActorType.PERSON, ActorType.OFFICE) and a.at]
    near = [a for a in people if a.at[0].start < at]
    far = [a for a in people if a.at[0].start > at]
    if len(near) != 1 or len(far) < _FEW or not _said_of(t, far, text):
        return [t]
    return [replace(t, participants=(*near, a), leg=(a.at[0].start, a.at[0].end)) for a in sorted(far, key=lambda a: a.at[0].start)]


def _said_of(t: Telling, far: Sequence[Actor], text: str) -> bool:
    """True where such words belong to the encounter and to nothing else in its sentence."""
    start, last = t.mention.start, max(a.at[0].end for a in far)
    for said in _SEPARATE.finditer(text, *t.mention.sentence):
        if said.end() <= start:
            aside = said[0].lower() == "separately" and text[said.end()] == ","  # "Separately, Obama met": apart from other news
            found = not aside and _BEFORE.fullmatch(text, said.end(), start) is not None
        elif said.start() >= last:
            found = _BEHIND.fullmatch(text, last, said.start()) is not None
        else:
            found = _OF_OTHERS.search(text, start, said.start()) is None
        if found:
            return True
    return False
