"""Where an encounter was, where its own words name no place: the words around it, the gathering beside which it was, the dateline."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from timeline.events.agreement import is_country, is_region
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.places import PlaceBook
from timeline.events.telling import Telling
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.states import states
from timeline.model.event import Actor, At, Place
from timeline.model.mentions import ActorMention, Lifted, PlaceMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType, Kind, Level, Status

_DAY = r"(?:,? (?:on )?(?:(?:early|late) )?(?:[A-Z][a-z]+day|yesterday|today)(?: (?:morning|afternoon|evening|night))?)?"
_SHORT = r"(?: [\w’'.-]+){0,4} $"
#: "said in Shanghai on Sunday after (meeting)", "told reporters in the Oval Office during a (meeting)".
_SAID_AT = re.compile(rf"(?:’s|'s)?{_DAY},? (?:after|following|during){_SHORT}")
#: "flew to Mar del Plata to attend the (summit)", "in Hanoi on Friday for a two-day (summit)".
_WENT_FOR = re.compile(
    rf"(?:{_DAY},? (?:for|kicking off|opening|starting|launching"
    r"|to (?:attend|join|hold|host|open|chair|preside over|continue|resume|begin|take part in|participate in|consult|prepare for)"
    rf"|where (?:he|she|they) (?:attended|will attend|is attending|is to attend|are attending)){_SHORT}"
    r"|,? (?:he|she|they) (?:also )?(?:(?:will|would) )?(?:attend(?:ed)?|join(?:ed)?|h[eo]ld|me?et)(?: [\w’'.-]+){0,7} $)"
)
#: "(conference) of the Organization for Security in", "(Meeting), or ASEM, in Myanmar's capital".
_NAMED_IN = re.compile(r"(?: \([A-Z]\w*\))?(?: of (?:the )?[A-Z(][^,;:.\"“]{0,90}|, or [A-Z]\w+,)? (?:in|at) (?:the )?(?:[\w’'-]+ ){0,4}$")
#: "(congress), sponsored by Turkey and due to be held in the Black Sea resort of".
_HELD_IN = re.compile(
    r"[^;:\"“]{0,110}\b(?:held|slated|scheduled|planned|due|set|takes? place|taking place|took place)\b(?: to be held)?(?: [\w.,-]+){0,4}"
    r" (?:in|at) (?:the )?(?:[\w’'-]+ ){0,4}$"
)
#: "In Lima, the minister said during (talks)", "Held at the Foreign Ministry in Lima, the (talks)".
_OPENS_IN = re.compile(
    r", [^;:\"“”]{3,160}?\b(?:said|told|says|announced|stressed|urged|warned)\b[^;:\"“”]{0,90}"
    rf" (?:during|after|following|in|at){_SHORT}"
)
_WAS_HELD_AT = re.compile(r"(?:Held|Hosted|Meeting|Gathering|Convened) [^;.\"“]{0,80}$")
_IT = re.compile(r", the (?:[\w-]+ ){0,3}$")
_IN = re.compile(r"(?:(?:\S+ )?\(\w+\) -+ )?(?:While )?(?:[Ii]n|At) (?:the )?(?:[\w’'-]+ ){0,3}$")
#: "a visit to the country", "opened in the city": a place named before.
_THE_LAND = re.compile(r" (?:to|in|of|by)? ?(?:the|that|this) (?:[\w-]+ ){0,3}(?:country|nation|kingdom|republic|state|island)\b")
_THE_TOWN = re.compile(
    r"(?: to| of)?(?: [\w-]+){0,9} (?:in|to|at) (?:the|that|this) (?:same |host )?(?:city|capital|town|resort|village)\b(?! of\b)"
)
#: What stands before a place where somebody is or goes: "in the West Bank city of", "into the resort of".
_GOAL = re.compile(r"\b(?:[Ii]n|[Aa]t|to|for|into|reached) (?:the )?(?:[\w’'-]+ ){0,4}$")
_IN_OR_AT = re.compile(r"\b(?:in|at) (?:the )?(?:[\w’'-]+ ){0,4}$")
#: "(met) the president, Ann Lee, and his secretary of state, Bo Day, in Lima".
_MET_IN = re.compile(
    r"(?: (?:[A-Z][\w’'.-]*|and|with|the|of|for|his|her|their|deputy|vice|prime|foreign|defen[cs]e|president|ministers?|secretary|state"
    r"|king|chancellor|premier|counterparts?|leaders?|chief|ambassador|general|head|members?|officials?),?){1,25}"
    r",? in (?:neighbou?ring |nearby )?$"
)
#: "attended the (summit), during which he (met)".
_WHEREIN = re.compile(r",? (?:during|at) which\b[^;:.\"“]{0,90}|,? where (?:he|she|they|the two)\b[^;:.,\"“]{0,60}")
#: "(met) on the sidelines of the (summit)", "(met) during the (forum)".
_BESIDE = re.compile(
    r"[^;:.\"“]{0,80}\b(?:(?:on the |at the )?(?:sidelines?|margins?|fringes?) of|during|ahead of the opening of)\b"
    r"(?: [\w’'&().-]+){0,9} ?$"
)
#: "On the margins of the (summit), Soto (met)".
_ASIDE = re.compile(r"(?:Also )?(?:On|At) the (?:sidelines?|margins?|fringes?) of (?:[\w’'&().-]+ ){0,8}")
_THEN = re.compile(r"(?: [\w’'-]+){0,8}, [^;:\"“”]{0,120}")
_MAY_BE_BESIDE = re.compile(r"\b(?:(?:sideline|margin|fringe)s?|during|ahead|where|at which)\b")
#: "(Nigeria) is to host a (summit)", "(India), which offered to host the (talks)".
_HOSTS = re.compile(
    r" (?:(?:will|would|is|was|has|had|to|also|again|have|been|offered|agreed|ready|expected|scheduled|set|due|be|planning) ){0,5}"
    r"(?:host(?:s|ed|ing)?|play(?:s|ed)? host to) "
)
_HOSTED_BY = re.compile(r",? (?:(?:which|that) )?(?:(?:will|would|is|was|to|be|being|are) ){0,3}hosted by (?=[A-Z])")
_SIDELINES = re.compile(r"\b(?:sidelines?|margins?|fringes?) of\b")
_GATHERINGS = frozenset({"meeting.summit", "meeting.assembly"})
_NEAR = 400  # characters before a mention
_HIS_VISIT = re.compile(r"\b(?:said|says|told|called|hoped|described)\b[^,;:\"“]{0,30}\b(?:his|her|my|this|the) $")
_CLOSE = dt.timedelta(days=1)
_DAYS = 3  # of a window in which somebody is in one place
_STAY = dt.timedelta(days=7)
_TOLD = frozenset({Status.HELD, Status.ONGOING, Status.SCHEDULED})


def places_by_words(made: Iterable[Made], lifted: Lifted, book: PlaceBook, text: str) -> None:
    """Gives a place to meetings and visits whose own slots name none, where the words around them do."""
    every = list(made)
    finder = _Finder(lifted, book, text)
    for m in every:
        if m.event.place is None and m.event.kind is not Kind.CALL:
            found = (finder.around(m) or _at_the_host(m, book, text)) if m.event.kind is Kind.MEETING else finder.visited(m)
            if found is not None:
                _settle(m, found)
    _place_beside(every, text)


def _place_beside(every: Sequence[Made], text: str) -> None:
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is Kind.MEETING:
            found = _beside(m, every[max(0, n - WITHIN) : n + WITHIN], text)
            if found is not None:
                _settle(m, found)


def places_of_report(made: Iterable[Made], book: PlaceBook, text: str, dct: dt.date | None) -> None:
    """Gives meetings of these days the town of the dateline, where it is plain that they were there, and somebody's arrival the place of
    what he takes part in."""
    every = list(made)
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is not Kind.CALL:
            near = every[max(0, n - WITHIN) : n + WITHIN]
            found = _in_the_dateline_town(m, book, dct) if m.event.kind is Kind.MEETING else _arrived_for(m, near) or _visit_here(m, book)
            if found is not None:
                _settle(m, found)
    _place_here(every)
    _place_beside(every, text)
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is Kind.MEETING:
            found = _where_the_guest_is(m, every[max(0, n - WITHIN) : n + WITHIN])
            if found is not None:
                _settle(m, found)


_TELLS = re.compile(r"[^,;]{0,60} (?:told|informed|assured|notified|reminded|warned) (?:the )?(?=[A-Z])")


def _settle(m: Made, place: Place) -> None:
    event = replace(m.event, place=place, host_country=place.country)
    if event.kind is Kind.VISIT and place.country:
        event = replace(event, countries=tuple(sorted({*event.countries, place.country})))
    m.event = event


class _Finder:
    """The places of one document by where they stand in the text."""

    def __init__(self, lifted: Lifted, book: PlaceBook, text: str) -> None:
        self._lifted = lifted
        self._book = book
        self._text = text
        self._starts = [p.start for p in lifted.places]

    def around(self, m: Made) -> Place | None:
        """The place to which the words of a meeting's sentence tie it."""
        for telling in m.group.tellings:
            for n, mention in self._beside(telling):
                rule = self._tied(telling, mention)
                if rule is not None and (place := self._place(n, rule)) is not None:
                    return place
            if _THE_TOWN.match(self._text, telling.mention.end) and (place := self._named_before(telling, town=True)) is not None:
                return place
        return None

    def _named_before(self, telling: Telling, *, town: bool = False, homes: Iterable[str | None] = ()) -> Place | None:
        """The last town, else the last state not in ``homes``, that is named before a mention, in its sentence or the one before."""
        end, text = telling.mention.start, self._text
        for n in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._starts[n] < end - _NEAR or "\n" in text[self._starts[n] : end]:
                break
            place = self._place(n, "place.named_before")
            if place is not None and is_country(place) != town and (not town or place.lat is not None) and place.country not in homes:
                return place
        if town:
            return None
        for actor in reversed(self._lifted.actors):
            if actor.start < end - _NEAR:
                break
            told = actor.start < end and actor.rule == "actor.state" and "\n" not in text[actor.start : end]
            if told and actor.country in states() and actor.country not in homes:
                return self._state(actor.country or "", actor, "place.named_before")
        return None

    def _state(self, code: str, told: ActorMention, rule: str) -> Place:
        at = At(self._lifted.doc_id, told.start, told.end, told.text, rule)
        return Place(states()[code].name, code, None, None, (at,))

    def visited(self, m: Made) -> Place | None:
        """ "Brazil and Russia agreed during a visit by Russia's minister", "begins a private visit Thailand"."""
        homes = {a.country for a in m.event.participants}
        for telling in m.group.tellings:
            for n, mention in self._beside(telling):
                if self._text[telling.mention.end : mention.start] == " " and (place := self._place(n, "place.behind")) is not None:
                    return place if place.country not in homes else None
            if _THE_LAND.match(self._text, telling.mention.end) and (place := self._named_before(telling, homes=homes)) is not None:
                return place
            if (host := self._host_told(telling, homes)) is not None:
                return host
        return None

    def _host_told(self, telling: Telling, homes: set[str | None]) -> Place | None:
        """ "Bahrain has told Jordan that the emir's visit is off": whoever is told of it is to be visited."""
        found = _TELLS.match(self._text, telling.mention.sentence[0], telling.mention.start)
        if found is None:
            return None
        told = next((a for a in self._lifted.actors if a.start == found.end() and a.rule == "actor.state"), None)
        if (
            told is None
            or told.country is None
            or told.country not in states()
            or told.country in homes
            or not self._text.startswith(" that ", told.end)
        ):
            return None
        return self._state(told.country, told, "place.told")

    def _beside(self, telling: Telling) -> list[tuple[int, PlaceMention]]:
        start, end = telling.mention.sentence
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [(n, self._lifted.places[n]) for n in range(first, last)]

    def _tied(self, telling: Telling, mention: PlaceMention) -> str | None:
        trigger, text = telling.mention, self._text
        if mention.end <= trigger.start:
            if not _GOAL.search(text, max(telling.mention.sentence[0], mention.start - 60), mention.start):
                return None
            between = text[mention.end : trigger.start]
            if _SAID_AT.fullmatch(between):
                within = _IN_OR_AT.search(text, max(trigger.sentence[0], mention.start - 60), mention.start)
                return "place.said_at" if within else None
            if _WENT_FOR.fullmatch(between):
                return "place.went_for"
            if _OPENS_IN.fullmatch(between) and _IN.fullmatch(text, trigger.sentence[0], mention.start):
                return "place.opens_in"
            held = _IT.fullmatch(between) and _WAS_HELD_AT.fullmatch(text, trigger.sentence[0], mention.start)
            return "place.held_in" if held else None
        if trigger.rule == "meeting.meet":
            return "place.met_in" if _MET_IN.fullmatch(text, trigger.end, mention.start) else None
        if trigger.rule not in _GATHERINGS and not trigger.text[:1].isupper():
            return None
        if _NAMED_IN.fullmatch(text, trigger.end, mention.start):
            return "place.named_in"
        return "place.held_in" if _HELD_IN.fullmatch(text, trigger.end, mention.start) else None

    def _place(self, n: int, rule: str) -> Place | None:
        place = self._book.place(n)
        if place is None or is_region(place):
            return None
        return replace(place, at=tuple(replace(at, rule=rule) for at in place.at))


def _at_the_host(m: Made, book: PlaceBook, text: str) -> Place | None:
    """ "Nigeria is to host a summit on food", "Manila hosted the summit two years ago": where it is."""
    for telling in m.group.tellings:
        mention = telling.mention
        for a in mention.arguments:
            if a.target == "actor" and a.rule == "slot.subject" and _SIDELINES.search(text, *mention.sentence) is None:
                actor = book.lifted.actors[a.index]
                if actor.end <= mention.start and _HOSTS.match(text, actor.end, mention.start):
                    return book.of_actor(actor)
        found = _HOSTED_BY.match(text, mention.end, mention.sentence[1])
        host = found and next((a for a in book.lifted.actors if a.start == found.end()), None)
        if host and (place := book.of_actor(host)) is not None:
            return place
    return None


def _beside(m: Made, every: Sequence[Made], text: str) -> Place | None:
    """ "Will meet on the sidelines of the forum": where the forum is, as told anywhere in the report."""
    for other in gatherings_beside(m, every, text):
        if (place := other.event.place) is not None:
            return replace(place, at=tuple(replace(at, rule="place.sidelines") for at in place.at))
    return None


def gatherings_beside(m: Made, every: Sequence[Made], text: str) -> Iterator[Made]:
    """The gatherings on whose sidelines somebody met, or at which."""
    for telling in m.group.tellings:
        mention = telling.mention
        if not _MAY_BE_BESIDE.search(text, *mention.sentence):
            continue
        for other in every:
            if other is m or other.event.kind is not Kind.MEETING:
                continue
            for t in other.group.near:
                beside = t.mention
                if beside.sentence != mention.sentence or beside.rule not in _GATHERINGS:
                    continue
                if (beside.start > mention.end and _BESIDE.fullmatch(text, mention.end, beside.start)) or (
                    beside.end < mention.start
                    and (
                        _WHEREIN.fullmatch(text, beside.end, mention.start)
                        or (_ASIDE.fullmatch(text, mention.sentence[0], beside.start) and _THEN.fullmatch(text, beside.end, mention.start))
                    )
                ):
                    yield other
                    break


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
    gathering = all(t.mention.rule in _GATHERINGS for t in m.group.tellings) or any(_seated(a, place) for a in event.participants)
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
            _settle(m, replace(place, at=tuple(replace(at, rule="place.here") for at in place.at)))


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
