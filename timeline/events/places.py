"""Where an encounter was: the places of one document, with country and coordinates."""

from __future__ import annotations

import datetime as dt
import re

from timeline.chrono.interval import Interval
from timeline.lexicon.knowledge import Knowledge, Spot, knowledge, phrase_key
from timeline.lexicon.states import find_state
from timeline.model.event import At, Place
from timeline.model.mentions import ActorMention, Lifted, PlaceMention

DATELINE = re.compile(r"\s*([^\W\d_][^\n,(—–:/]{1,40}?)\s*(?:,\s*([^\W\d_][^\n,(—–:/]{2,30}?)\s*(?=[,(—–:]))?(?:,|\(|—|–|:| -|$)")


#: A headline's town, where what it tells goes on: "summit opens in Lima".
_IN_TITLE = re.compile(r"\b(?:in|at) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})")
_NOT_YET = re.compile(r"\b(?:to|for|leaves?|left|depart\w*|ahead|before|after|on|over|about) ", re.IGNORECASE)
_KNOWN = 100  # thousands of people in a town after which a gathering is named
_BESIDE = 40  # characters between a venue and the town that tells its state
_TOWNS = frozenset({"place.known", "place.capital", "place.capital.named"})


def after_another(text: str, start: int, end: int) -> bool:
    """True where the words between an encounter and a place give it to another one: "their first meeting since the summit in Lima"."""
    return _AFTER_ANOTHER.fullmatch(text, start, end) is not None


_AFTER_ANOTHER = re.compile(
    r"[^,;:.\"“”]{0,60} (?:after|since|following|prior to|ahead of) [^,;:.\"“”]{0,80}"
    r"\b(?:[Ss]ummit|[Mm]eeting|[Cc]onference|[Ff]orum|[Tt]alks|visit|trip)\b[^,;:.\"“”]{0,40} (?:in|at|to) (?:the )?(?:[\w’'-]+ ){0,4}"
)
_OWNED_BY = re.compile(r"\b((?:[A-Z][a-z]+ )?[A-Z][a-z]+)['’]s (?:[a-z]+ )?$")


class PlaceBook:
    """The places of one document. Of several places of one name the one in a state that the document speaks of counts, else the
    largest. ``gazetteer`` is the path of a user's table; ``title`` the headline, which may tell the town that a text calls "here"."""

    def __init__(
        self, lifted: Lifted, text: str, dct: Interval | dt.date | None = None, *, gazetteer: str | None = None, title: str | None = None
    ) -> None:
        self._title = title
        self._known: Knowledge = knowledge(gazetteer)
        self.lifted = lifted
        self._text = text
        self._weights: dict[str, int] = {}
        self._read: dict[int, Place | None] = {}
        self._starting: dict[int, PlaceMention] = {}
        self._together: dict[tuple[int, int], list[PlaceMention]] = {}
        for place in lifted.places:
            self._starting.setdefault(place.start, place)
            self._together.setdefault(place.sentence, []).append(place)
        for mention in (*lifted.actors, *lifted.names):
            if mention.country:
                self._weights[mention.country] = self._weights.get(mention.country, 0) + 1
        for place in lifted.places:
            if place.country and place.rule == "place.state":
                self._weights[place.country] = self._weights.get(place.country, 0) + 2

    def place(self, index: int) -> Place | None:
        """The place of ``lifted.places[index]``, named as in the text; None where the words name none."""
        if index not in self._read:
            self._read[index] = self._place(index)
        return self._read[index]

    def _place(self, index: int) -> Place | None:
        mention = self.lifted.places[index]
        if mention.rule == "place.site" and self._text.endswith("this ", 0, mention.start):
            return self.here(mention.start)  # "in this Alpine resort"
        text = self._text[mention.start : mention.end]
        name = mention.text.removeprefix("the ").removeprefix("The ")
        at = (At(self.lifted.doc_id, mention.start, mention.end, text, mention.rule),)
        if mention.candidates and mention.candidates[0].startswith("iso:"):
            state = self._known.states[mention.candidates[0][4:]]
            return Place(state.name if phrase_key(name) == phrase_key(state.name) else name, state.iso2, None, None, at)
        spot = self._choose(mention, name)
        if name.isupper() and len(name) > 3:
            name = spot.name if spot else name.title()
        if spot is None:
            return Place(
                name, mention.country or self._owner(mention) or self._country_after(mention) or self._country_near(mention), None, None, at
            )
        return Place(name, spot.country, spot.lat, spot.lon, at)

    def of_actor(self, mention: ActorMention) -> Place | None:
        """A state or its capital that the words name as an actor, as a place; None for anybody else."""
        if mention.form not in ("name", "side") or mention.type == "person" or mention.country is None:
            return None
        if mention.country not in self._known.states:
            return None
        state, text = self._known.states[mention.country], mention.text.removeprefix("the ").removeprefix("The ")
        at = (At(self.lifted.doc_id, mention.start, mention.end, mention.text, "place.host"),)
        spots = self._known.spots.get(phrase_key(text), ())
        spot = next((s for s in spots if s.country == mention.country and s.kind == "city"), None)
        if spot is not None:
            return Place(text, spot.country, spot.lat, spot.lon, at)
        return Place(state.name, state.iso2, None, None, at) if find_state(text) == mention.country else None

    def here(self, offset: int = 0, *, apart: frozenset[str] = frozenset()) -> Place | None:
        """ "Here" at a character: the city of the last dateline before it, or of the document's first one.

        Without a dateline, and with the states of those who came in ``apart``, it is the state that the document speaks of most
        after theirs, told by its one city that is named, if there is just one; None where none stands out.
        """
        lines = [p for p in self.lifted.paragraphs if p.kind == "dateline"]
        before = [p for p in lines if p.start <= offset]
        for line in (*reversed(before), *lines):
            found = DATELINE.match(self._text, line.start, line.end)
            spots = self._known.spots.get(phrase_key(found[1])) if found else ()
            told = find_state(found[2]) if found and found[2] else None
            if found and told and not spots:
                at = (At(self.lifted.doc_id, *found.span(1), found[1], "place.dateline"),)
                return Place(found[1].title(), told, None, None, at)
            if found and spots:
                spot = next((s for s in spots if s.country == told), spots[0])
                start, end = found.span(1)
                at = (At(self.lifted.doc_id, start, end, found[1], "place.dateline"),)
                name = spot.name if phrase_key(spot.name) == phrase_key(found[1]) else found[1].title()
                return Place(name, spot.country, spot.lat, spot.lon, at)
        return self._of_title() or (self._host(apart) if apart else None)

    def town(self, start: int, end: int) -> Place | None:
        """The town in the name of a gathering: "Munich Security", "Astana Economic"; None where none is in it."""
        name = self._text[start:end].rstrip()
        while name and not (spots := self._known.spots.get(phrase_key(name))):
            name = name.rpartition(" ")[0]
        spot = next((s for s in spots if s.kind == "city" and s.population >= _KNOWN), None) if name else None
        at = (At(self.lifted.doc_id, start, start + len(name), name, "place.gathering"),)
        return Place(name, spot.country, spot.lat, spot.lon, at) if spot is not None else None

    def _of_title(self) -> Place | None:
        """The town in "Summit opens in Lima"; None for "X to meet Y in Lima", which is written elsewhere."""
        found = _IN_TITLE.search(self._title) if self._title else None
        if found is None or self._title is None or _NOT_YET.search(self._title, 0, found.start() + 1):
            return None
        name = found[1]
        while name and not (spots := self._known.spots.get(phrase_key(name))):
            name = name.rpartition(" ")[0]
        if not name or spots[0].kind != "city":
            return None
        return Place(name, spots[0].country, spots[0].lat, spots[0].lon, ())

    def _host(self, apart: frozenset[str]) -> Place | None:
        """The state that a document without a dateline is about, but for those of ``apart``, or its one city named there."""
        weights = sorted(((n, c) for c, n in self._weights.items() if c in self._known.states and c not in apart), reverse=True)
        if not weights or (len(weights) > 1 and weights[0][0] < 1.5 * weights[1][0]):
            return None
        country = weights[0][1]
        towns: dict[str, int] = {}
        for n, place in enumerate(self.lifted.places):
            spots = self._known.spots.get(phrase_key(place.text)) if place.rule in _TOWNS else ()
            if spots and spots[0].country == country and spots[0].kind == "city":
                towns.setdefault(place.text, n)
        if len(towns) == 1:
            return self.place(next(iter(towns.values())))
        return Place(self._known.states[country].name, country, None, None, ())

    def _choose(self, mention: PlaceMention, name: str) -> Spot | None:
        spots = self._known.spots.get(phrase_key(name))
        if not spots:
            return None
        told = self._country_after(mention) or mention.country
        if told:
            return next((s for s in spots if s.country == told), spots[0])
        first = spots[0]
        weight = max(self._weights.get(s.country or "", 0) for s in spots)
        if first.kind == "city" and weight > 2 and not self._weights.get(first.country or "", 0):
            other = next(s for s in spots if self._weights.get(s.country or "", 0) == weight)
            return other if other.population * 2 >= first.population else first
        return first

    def _owner(self, mention: PlaceMention) -> str | None:
        """ "East China's Shandong Province": the state whose it is said to be."""
        found = _OWNED_BY.search(self._text, max(0, mention.start - 40), mention.start)
        return find_state(found[1]) if found else None

    def _country_after(self, mention: PlaceMention) -> str | None:
        """ "Busan, South Korea", "Crawford, Texas": the state named right after a comma, or that of the region named there."""
        other = self._starting.get(mention.end + 2)
        if other is None or self._text[mention.end : other.start] != ", ":
            return None
        spots = self._known.spots.get(phrase_key(other.text))
        return other.country or (spots[0].country if spots else None)

    def _country_near(self, mention: PlaceMention) -> str | None:
        """ "The Zappeion Hall in Athens": the state of the nearest place of the sentence that the tables know."""
        near: tuple[int, str] | None = None
        for other in self._together[mention.sentence]:
            if other is mention:
                continue
            spots = self._known.spots.get(phrase_key(other.text)) if not other.country else ()
            country = other.country or (spots[0].country if spots else None)
            apart = max(other.start - mention.end, mention.start - other.end)
            if country and apart <= _BESIDE and (near is None or apart < near[0]):
                near = (apart, country)
        return near[1] if near else None
