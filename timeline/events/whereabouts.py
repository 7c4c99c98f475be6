"""Where an encounter was, where its own words name no place: the words around it, the gathering beside which it was, the dateline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.events.agreement import is_country, is_region
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.places import PlaceBook
from timeline.events.telling import Telling
from timeline.lexicon.states import states
from timeline.model.event import At, Place
from timeline.model.mentions import ActorMention, Lifted, PlaceMention
from timeline.model.quick import replace
from timeline.model.vocabulary import Kind

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
#: "Bahrain has told (Jordan that)".
_TELLS = re.compile(r"[^,;]{0,60} (?:told|informed|assured|notified|reminded|warned) (?:the )?(?=[A-Z])")
#: "(resumed talks) here on Monday".
_HERE = re.compile(r" here(?=[.,]| (?:on )?(?:[A-Z][a-z]+day|yesterday|today|late|early|this|last)\b)")
#: What ends the words on an encounter: who says so, what came before or after it, somebody else.
_ELSEWHERE = re.compile(
    r"[;:\"“”]| to (?!(?:open|begin|start|be|take|discuss|talk|review|hear)\b)[a-z]|, as | and [a-z]+ with "
    r"|(?:officials?|leaders?|authorities|people) in |\b(?:said|told|says|tells|according|report(?:ed|ers)?|journalists|statement|issued"
    r"|published|released|announced|signed|after|before|since|following|who|where|whose|while|from|ahead|but|born|based|news(?:paper)?"
    r"|embassy|residen(?:t|ts)|(?:which|that) (?!(?:is|was|had|has|were|are|will|would)\b))\b"
)
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
GATHERINGS = frozenset({"meeting.summit", "meeting.assembly"})
_NEAR = 400  # characters before a mention


def places_by_words(made: Iterable[Made], lifted: Lifted, book: PlaceBook, text: str) -> None:
    """Gives a place to meetings and visits whose own slots name none, where the words around them do."""
    every = list(made)
    finder = _Finder(lifted, book, text)
    for m in every:
        if m.event.place is None and m.event.kind is not Kind.CALL:
            found = (finder.around(m) or _at_the_host(m, book, text)) if m.event.kind is Kind.MEETING else finder.visited(m)
            if found is not None:
                settle(m, found)
    place_beside(every, text)


def place_beside(every: Sequence[Made], text: str) -> None:
    """Gives meetings on the sidelines of a gathering its place."""
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is Kind.MEETING:
            found = _beside(m, every[max(0, n - WITHIN) : n + WITHIN], text)
            if found is not None:
                settle(m, found)


def settle(m: Made, place: Place) -> None:
    """Gives an encounter a place; a visit's state counts among its countries."""
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
        self._taken: dict[tuple[int, int], list[tuple[int, int]]] | None = None

    def around(self, m: Made) -> Place | None:
        """The place to which the words of a meeting's sentence tie it."""
        for telling in m.group.tellings:
            for n, mention in self._beside(telling):
                rule = self._tied(telling, mention)
                if rule is not None and (place := self._place(n, rule)) is not None:
                    return place
            if _THE_TOWN.match(self._text, telling.mention.end) and (place := self._last_named(telling, town=True)) is not None:
                return place
        here = [t for t in m.group.tellings if t.here]  # "resumed talks here", whatever another sentence on them names
        return next((place for t in here or m.group.tellings if (place := self._alone(t)) is not None), None)

    def _alone(self, telling: Telling) -> Place | None:
        """The one town behind a mention in its sentence, or "here", where nothing between them tells of something else."""
        trigger, text = telling.mention, self._text
        found: dict[str, Place] = {}
        for n, mention in self._beside(telling):
            if mention.start < trigger.end or not _IN_OR_AT.search(text, max(trigger.end, mention.start - 60), mention.start):
                continue
            if n in self._others(telling) or _ELSEWHERE.search(text, trigger.end, mention.start):
                continue
            place = self._place(n, "place.alone")
            if place is not None and not is_country(place) and place.country:
                found.setdefault(place.name, place)
        if len(found) == 1:
            return next(iter(found.values()))
        here = _HERE.search(text, trigger.end, trigger.sentence[1]) if not found else None
        if here is None or _ELSEWHERE.search(text, trigger.end, here.start()):
            return None
        return self._book.here(trigger.start)

    def _others(self, telling: Telling) -> set[int]:
        """Places that other encounters of the sentence have."""
        if self._taken is None:
            self._taken = defaultdict(list)
            for m in self._lifted.triggers:
                self._taken[m.sentence].extend((m.start, a.index) for a in m.arguments if a.target == "place")
        return {n for start, n in self._taken.get(telling.mention.sentence, ()) if start != telling.mention.start}

    def _last_named(self, telling: Telling, *, town: bool = False, homes: Iterable[str | None] = ()) -> Place | None:
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
            if _THE_LAND.match(self._text, telling.mention.end) and (place := self._last_named(telling, homes=homes)) is not None:
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
        if told is None or told.country not in states() or told.country in homes or not self._text.startswith(" that ", told.end):
            return None
        return self._state(told.country or "", told, "place.told")

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
        if trigger.rule not in GATHERINGS and not trigger.text[:1].isupper():
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
                if beside.sentence != mention.sentence or beside.rule not in GATHERINGS:
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
