"""Where an encounter was, where its own words name no place: the words around it, the gathering beside which it was, the dateline."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from timeline.events.agreement import is_country, is_region
from timeline.events.encounters import Made
from timeline.events.groups import WITHIN
from timeline.events.labels import MANY
from timeline.events.places import PlaceBook
from timeline.events.telling import Telling
from timeline.lexicon.states import by_adjective, states
from timeline.model.event import At, Place
from timeline.model.mentions import ActorMention, Lifted, PlaceMention
from timeline.model.quick import replace
from timeline.model.vocabulary import Kind, Status

_DAY = r"(?:,? (?:on )?(?:(?:early|late) )?(?:[A-Z][a-z]+day|yesterday|today)(?: (?:morning|afternoon|evening|night))?)?"
_SHORT = r"(?: [\w’'.-]+){0,4} $"
#: "said in Shanghai on Sunday after (meeting)", "told reporters in the Oval Office during a (meeting)".
_SAID_AT = re.compile(rf"(?:’s|'s)?{_DAY},? (?:after|following|during|at){_SHORT}")
#: "flew to Mar del Plata to attend the (summit)", "in Hanoi on Friday for a two-day (summit)".
_WENT_FOR = re.compile(
    rf"(?:{_DAY},? (?:for|kicking off|opening|starting|launching"
    r"|to (?:attend|join|hold|host|open|chair|preside over|continue|resume|begin|take part in|participate in|consult|prepare for)"
    rf"|where (?:he|she|they) (?:attended|will attend|is attending|is to attend|are attending)){_SHORT}"
    r"|,? (?:he|she|they) (?:also )?(?:(?:will|would) )?(?:attend(?:ed)?|join(?:ed)?|h[eo]ld|me?et)(?: [\w’'.-]+){0,7} $)"
)
#: "In Lima, the minister said during (talks)".
_OPENS_IN = re.compile(
    r", [^;:\"“”]{3,160}?\b(?:said|told|says|announced|stressed|urged|warned)\b[^;:\"“”]{0,90}"
    rf" (?:during|after|following|in|at){_SHORT}"
)
#: "attended the (summit), during which he (met)".
_WHEREIN = re.compile(r"(?: [\w’'-]+){0,4},? (?:during|at) which\b[^;:.\"“]{0,90}|,? where (?:he|she|they|the two)\b[^;:.,\"“]{0,60}")
#: "Held at the Foreign Ministry in Lima, the (talks)".
_IT = re.compile(r", the (?:[\w-]+ ){0,3}$")
#: "a visit to the country", "opened in the city": a place named before.
_THE_LAND = re.compile(r" (?:to|in|of|by)? ?(?:the|that|this) (?:[\w-]+ ){0,3}(?:country|nation|kingdom|republic|state|island)\b")
_TOWN = (
    r"(?:(?:in|to|at) (?:the|that|this) ((?:[A-Z]?[\w-]+ ){0,3}?)(?:city|capital|town|resort|village)|on the island)\b(?! of\b|,? [A-Z])"
)
_THE_TOWN = re.compile(rf"(?: to| of)?(?: [\w-]+){{0,9}} {_TOWN}")
#: "In the Swiss city he (met)", "There, she (met)".
_IN_THE_TOWN = re.compile(_TOWN.replace("(?:in|to|at)", "(?:In|At)"))
#: What stands before a place where somebody is or goes: "in the West Bank city of", "into the resort of".
_GOAL = re.compile(r"\b(?:[Ii]n|[Aa]t|to|for|into|reached) (?:the )?(?:[\w’'-]+ ){0,4}$")
_IN_OR_AT = re.compile(r"\b(?:in|at) (?:the )?(?:[\w’'-]+ ){0,4}$")
#: "Bahrain has told (Jordan that)".
_TELLS = re.compile(r"[^,;]{0,60} (?:told|informed|assured|notified|reminded|warned) (?:the )?(?=[A-Z])")
#: What ends the words on an encounter: who says so, what came before or after it, somebody else.
_ELSEWHERE = re.compile(
    r"[;:\"“”]| to (?!(?:open|begin|start|be|take|discuss|talk|review|hear)\b)[a-z]|, as | and [a-z]+ with "
    r"|(?:officials?|leaders?|authorities|people) in |\b(?:said|told|says|tells|according|report(?:ed|ers)?|journalists|statement|issued"
    r"|published|released|announced|signed|after|before|since|following|who|where|whose|while|from|ahead of|but|born|based|news(?:paper)?"
    r"|embassy|residen(?:t|ts)|(?:which|that) (?!(?:is|was|had|has|were|are|will|would)\b))\b"
)
#: "(met) on the sidelines of the (summit)", "(met) during the (forum)".
_BESIDE = re.compile(
    r"[^;:.\"“]{0,80}\b(?:(?:on the |at the )?(?:sidelines?|margins?|fringes?) of|during|ahead of the opening of)\b"
    r"(?: [\w’'&().-]+){0,9} ?$"
)
#: "On the sidelines of the (summit), Soto (met)".
_BESIDES = re.compile(r"(?:Also )?(?:On|At) the (?:sidelines?|margins?|fringes?) of (?:[\w’'&().-]+ ){0,8}")
_THEN = re.compile(r"(?: [\w’'-]+){0,8}, [^;:\"“”]{0,120}")
_MAY_BE_BESIDE = re.compile(r"\b(?:sidelines?|margins?|fringes?|during|ahead|where|which)\b")
#: "(Nigeria) is to host a (summit)", "(India), which offered to host the (talks)".
_HOSTS = re.compile(
    r" (?:(?:will|would|is|was|has|had|to|also|again|have|been|offered|agreed|ready|expected|scheduled|set|due|be|planning) ){0,5}"
    r"(?:host(?:s|ed|ing)?|play(?:s|ed)? host to) "
)
#: "On the sidelines, Soto (met)", "(met) on the sidelines of the gathering": of that told of before.
_ASIDE = re.compile(
    r"\b[Oo]n (?:the|its) (?:sidelines?|margins?|fringes?)"
    r"(?:[,.]| of the (?:two-day |annual )?(?:gathering|meeting|summit|forum|conference|event)\b)"
)
#: "(met) on the sidelines of the summit here".
_ASIDE_HERE = re.compile(r"[^.;:\"“”]{0,90}\b(?:sidelines|margins|fringes) of [^.,;:\"“”]{0,90} here\b")
_SIDELINES = re.compile(r"\b(?:sidelines?|margins?|fringes?) of\b")
#: "There, she (met)", "(met) her there".
_THERE = re.compile(
    r"(?:While |Once |When )?[Tt]here,? (?!(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|[a-z]+s) )"
)
_MET_THERE = re.compile(r"[^,;:.\"“”]{0,60} there\b(?! (?:is|are|was|were|will|would|has|have|had)\b)")
_FROM = re.compile(r"\b(?:from|left|leave|leaves|leaving) (?:the )?$")
#: "(in Lima) on Monday, where they (met)".
_WHERE = re.compile(r"[^,;:.\"“”]{0,30},? where (?:[\w’'-]+ ){1,5}")
#: "(met) at the Doha Forum": a gathering that has its town in its name.
_FORUM = re.compile(
    r"[^;:.\"“”]{0,90}?\b(?:at|during|of|attending|in|for) (?:the |an? )?(?:annual |[\w-]+th )?((?:[A-Z][\w’-]+ ){1,4})"
    r"(?:[a-z]+ )?(?:[Ff]orum|[Cc]onference|[Dd]ialogue|[Ss]ummit|[Mm]eeting|Assembly)\b"
)
_TOOK_PLACE = frozenset({Status.HELD, Status.ONGOING})
_ARRIVES = frozenset({"visit.arrive", "visit.arrive_then"})
_NEAR = 400  # characters before a mention
_CLOSE = dt.timedelta(days=1)
_SOON = dt.timedelta(days=14)
_DAYS = 3  # of a window in which somebody is in one place


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


def places_of_report(made: Iterable[Made], book: PlaceBook, text: str, dct: dt.date | None) -> None:
    """Gives meetings of these days the town of the dateline, where it is plain that they were there."""
    every = list(made)
    for m in every:
        if m.event.place is None and m.event.kind is not Kind.CALL and dct is not None:
            arrives = all(t.mention.rule in _ARRIVES for t in m.group.tellings)
            found = _in_the_dateline_town(m, book, dct) if m.event.kind is Kind.MEETING or arrives else None
            if found is not None:
                settle(m, found)
    _place_here(every)
    place_beside(every, text)


def _place_here(every: Sequence[Made]) -> None:
    """ "A summit opened here … gathered in the Malian capital, Bamako": what else is "here" in a report that does not say where it was
    written is there."""
    here = [m for m in every if any(t.here for t in m.group.tellings) and m.event.kind is not Kind.CALL]
    known = {m.event.place.name: m.event.place for m in here if m.event.place is not None and not is_country(m.event.place)}
    for m in here:
        for place in known.values() if m.event.place is None and len(known) == 1 else ():
            settle(m, replace(place, at=tuple(replace(at, rule="place.here") for at in place.at)))


def _in_the_dateline_town(m: Made, book: PlaceBook, dct: dt.date) -> Place | None:
    """Where the report was written, where a stranger there takes part in a meeting of these days."""
    window = m.event.dating.interval
    if m.event.kind is Kind.VISIT:  # "The envoy is to arrive next Friday": here
        named = {t.mention.sentence for t in m.group.tellings} & {p.sentence for p in book.lifted.places}
        if named or (window is not None and window.start - dct > _SOON):
            return None
    elif window is None or window.days > _DAYS or dct - window.end > _CLOSE or window.start - dct > _CLOSE:
        return None
    place = book.here(m.group.tellings[0].mention.start)
    if place is None or is_country(place):
        return None
    return place if any(a.country != place.country for a in m.event.participants) else None


def place_beside(every: Sequence[Made], text: str) -> None:
    """Gives meetings on the sidelines of a gathering its place."""
    for n, m in enumerate(every):
        if m.event.place is None and m.event.kind is Kind.MEETING:
            found = _beside(m, every[max(0, n - WITHIN) : n + WITHIN], text)
            if found is not None:
                settle(m, found)


def told_there(telling: Telling, text: str) -> bool:
    """True for what was where the sentence before tells: "There, she met X"."""
    return _THERE.match(text, telling.mention.sentence[0], telling.mention.start) is not None


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

    def around(self, m: Made) -> Place | None:
        """The place to which the words of a meeting's sentence tie it."""
        for telling in m.group.tellings:
            for n, mention in self._beside(telling):
                rule = self._tied(telling, mention)
                if rule is not None and (place := self._place(n, rule)) is not None:
                    return place
            if (place := self._town_before(telling) or self._there(telling)) is not None:
                return place
            if _ASIDE_HERE.match(self._text, telling.mention.end, telling.mention.sentence[1]):
                return self._book.here(telling.mention.start)
        for t in m.group.tellings:
            forum = _FORUM.match(self._text, t.mention.end, t.mention.sentence[1])
            plain = forum is not None and _ELSEWHERE.search(self._text, t.mention.end, forum.start(1)) is None
            if forum and plain and (place := self._book.town(forum.start(1), forum.end(1))) is not None:
                return place
        here = [t for t in m.group.tellings if t.here]  # "resumed talks here", whatever another sentence on them names
        return next((place for t in here or m.group.tellings if (place := self._alone(t)) is not None), None)

    def _alone(self, telling: Telling) -> Place | None:
        """The one town behind a mention in its sentence, where nothing between them tells of something else."""
        trigger, text = telling.mention, self._text
        found: dict[str, Place] = {}
        for n, mention in self._beside(telling):
            if mention.start < trigger.end or not _IN_OR_AT.search(text, max(trigger.end, mention.start - 60), mention.start):
                continue
            if _ELSEWHERE.search(text, trigger.end, mention.start):
                continue
            place = self._place(n, "place.alone")
            if place is not None and not is_country(place) and place.country:
                found.setdefault(place.name, place)
        return next(iter(found.values())) if len(found) == 1 else None

    def _there(self, telling: Telling) -> Place | None:
        """The last place told before "there", the one that somebody came from only where there is no other."""
        mention, text = telling.mention, self._text
        if told_there(telling, text):
            end = mention.sentence[0]
        elif _MET_THERE.match(text, mention.end, mention.sentence[1]):
            end = mention.start
        else:
            return None
        left = None
        for n in range(bisect_left(self._starts, end) - 1, -1, -1):
            start = self._starts[n]
            place = self._place(n, "place.there") if end - start < _NEAR else None
            if place is None or (left is not None and "." in text[start:end].rstrip(". \n")):
                break
            if not _FROM.search(text, max(0, start - 20), start):
                return place
            left = left or place
        return left

    def _town_before(self, telling: Telling) -> Place | None:
        """The last town that is named before "met in the city", or before "met in the Swiss city" the last one there."""
        mention, text = telling.mention, self._text
        found = _THE_TOWN.match(text, mention.end) or _IN_THE_TOWN.match(text, *mention.sentence)
        if found is None:
            return None
        land = next((code for word in (found[1] or "").split() if (code := by_adjective().get(word))), None)
        for n in range(bisect_left(self._starts, mention.start) - 1, -1, -1):
            place = self._place(n, "place.named_before")
            fits = place is not None and (found[1] is None or (place.lat is not None and not is_country(place)))
            if place is not None and fits and land in (None, place.country):
                return place if land or mention.start - self._starts[n] < _NEAR else None
        place = self._book.here(mention.start)
        return place if land and place is not None and place.country == land and not is_country(place) else None

    def _land_before(self, telling: Telling, homes: Iterable[str | None]) -> Place | None:
        """The last state not in ``homes`` that the paragraph names before "his visit to the country"."""
        end, text = telling.mention.start, self._text
        for n in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._starts[n] < end - _NEAR or "\n" in text[self._starts[n] : end]:
                break
            place = self._place(n, "place.named_before")
            if place is not None and is_country(place) and place.country not in homes:
                return place
        for actor in reversed(self._lifted.actors):
            told = end - _NEAR <= actor.start < end and actor.rule == "actor.state" and "\n" not in text[actor.start : end]
            if told and actor.country not in homes:
                return self._state(actor, "place.named_before")
        return None

    def _state(self, told: ActorMention, rule: str) -> Place | None:
        state = states().get(told.country or "")
        at = At(self._lifted.doc_id, told.start, told.end, told.text, rule)
        return Place(state.name, state.iso2, None, None, (at,)) if state else None

    def visited(self, m: Made) -> Place | None:
        """The state of "Peru thanked her for her visit to the country", or the one that is told of a visit to it."""
        homes = {a.country for a in m.event.participants}
        for telling in m.group.tellings:
            if (place := self._town_before(telling)) is not None:
                return place
            if _THE_LAND.match(self._text, telling.mention.end) and (place := self._land_before(telling, homes)) is not None:
                return place
            found = _TELLS.match(self._text, telling.mention.sentence[0], telling.mention.start)
            for actor in self._lifted.actors if found else ():
                if found and actor.start == found.end() and actor.rule == "actor.state" and self._text.startswith(" that ", actor.end):
                    return self._state(actor, "place.told")  # "Bahrain has told Jordan that the emir's visit is off"
        return None

    def _beside(self, telling: Telling) -> list[tuple[int, PlaceMention]]:
        start, end = telling.mention.sentence
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [(n, self._lifted.places[n]) for n in range(first, last)]

    def _tied(self, telling: Telling, mention: PlaceMention) -> str | None:
        trigger, text = telling.mention, self._text
        if mention.end <= trigger.start:
            if _HOSTS.match(text, mention.end, trigger.start):
                return "place.host"  # "Geneva hosted the talks"
            if not _GOAL.search(text, max(telling.mention.sentence[0], mention.start - 60), mention.start):
                return None
            between = text[mention.end : trigger.start]
            if _OPENS_IN.fullmatch(between) and text[trigger.sentence[0] : mention.start] in ("In ", "At ", "In the ", "At the "):
                return "place.opens_in"
            if _SAID_AT.fullmatch(between):
                within = _IN_OR_AT.search(text, max(trigger.sentence[0], mention.start - 60), mention.start)
                return "place.said_at" if within else None
            if _WHERE.fullmatch(between):
                return "place.where"
            if _WENT_FOR.fullmatch(between) or (_IT.fullmatch(between) and text.startswith(("Held ", "Hosted "), trigger.sentence[0])):
                return "place.went_for"
        return None

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
                if _HOSTS.match(text, actor.end, mention.start):
                    return book.of_actor(actor)
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
        if _ASIDE.search(text, *mention.sentence):
            told = [(t.mention.start, n) for n, o in enumerate(every) if o is not m for t in o.group.near if t.mention.rule in MANY]
            before = max((found for found in told if found[0] < mention.start), default=None)
            if before is not None:
                yield every[before[1]]
        for other in every:
            if other is m or other.event.kind is not Kind.MEETING:
                continue
            for t in other.group.near:
                beside = t.mention
                if beside.sentence != mention.sentence:
                    continue
                aside = _BESIDES.fullmatch(text, mention.sentence[0], beside.start) and _THEN.fullmatch(text, beside.end, mention.start)
                if aside or _BESIDE.fullmatch(text, mention.end, beside.start) or _WHEREIN.fullmatch(text, beside.end, mention.start):
                    yield other
                    break
