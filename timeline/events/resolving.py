"""From the mentions of triggers to tellings: every slot of a mention resolved to people, places and days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from timeline.events.actors import Roster
from timeline.events.agreement import is_country, is_region
from timeline.events.days import lived, lone_day, own_dating, slated, turned
from timeline.events.places import PlaceBook, after_another
from timeline.events.rebels import rebel_leaders
from timeline.events.separate import legs
from timeline.events.sides import Sides, completed, home_of, hosts, represented, visited
from timeline.events.telling import NO_DATE, Telling, with_roles
from timeline.lexicon.knowledge import knowledge
from timeline.lexicon.states import states
from timeline.model.document import Document
from timeline.model.event import Actor, Dating, Place
from timeline.model.mentions import Lifted, PlaceMention, TriggerMention
from timeline.model.quick import replace
from timeline.model.vocabulary import ActorType

_HELD = re.compile(r"(?:\s+[\w’'-]+){1,6}\s+(?:held|had)\s+(?:on |in )?")  # "(the summit) the two leaders held (last week)"
_WORD = re.compile(r"[\w’'-]+")
_BREAK = re.compile(
    r"[,;:\"“”()]| - "
    r"|\b(?:and|but|that|which|who|as|while|after|before|when|since|said|says|until|(?<!face )to|issued|published|released)\b"
)
_OF_A_BODY = re.compile(r" (?:of|for) (?:the |its |his )?(?:(?:[A-Z][\w’'-]*|of|for|and|the|on|&) ){1,10}")
_OF_SOME = re.compile(r" (?:of|for) (?:[\w’'()-]+ ){1,14}[\w’'()-]+, ")
_POSSESSIVE = re.compile(r"\b(?:his|her)\b")
_VISIT_TO = re.compile(r"\b(?:visit|trip|tour|mission|stay|stop) (?:to|in|of) (?:the )?$")
_CAME_FROM = re.compile(r"\b(?:after|following|from)\b")
_SIDELINES = re.compile(r" on the (?:sidelines|margins|fringes) of ")
_WHEN = re.compile(
    r",? (?:when|while|as(?! (?:part|an?|the (?:first|last|latest))\b)) "
    r"(?:(?!(?:announced|said|told|hinted|that|had|has|have|would|will|could|to|who|which)\b)[^\W\d][\w’'.-]* ?){1,9}"
    r"|,? where (?:[\w’'.-]+ ){1,3}"
    r"|,? (?:during|on) (?:an?|his|her|their) (?:[\w’'-]+ ){0,4}"
)
_CITY_STATES = frozenset({"SG", "HK", "MO", "MC", "LU"})  # "the Singapore summit" is there, as "the France summit" is not in France
_PARTIES = frozenset({"party", "host", "guest", "caller", "traveller", "mediator"})


def _in_the_topic(mention: TriggerMention, place: PlaceMention) -> bool:
    """True for a place among the words that say what an encounter is about."""
    return mention.topic is not None and mention.topic[0] <= place.start < mention.topic[1]


class Resolver:
    """Says who, where and when the words of one document mean; lives for one call of ``document_events``."""

    def __init__(self, document: Document, lifted: Lifted, datings: Sequence[Dating], gazetteer: str | None) -> None:
        self.lifted = lifted
        self.text = document.text
        self.datings = datings
        self.dct = document.published
        self.roster = Roster(lifted, document.text, document.published, gazetteer=gazetteer)
        self.known = knowledge(gazetteer)
        self.places = PlaceBook(lifted, document.text, document.published, gazetteer=gazetteer, title=document.title)
        found = [self.places.place(n) for n in range(len(lifted.places))]
        self._towns = [p for p in found if p is not None and p.country and p.lat is not None]
        self._days = [t.start for t in lifted.timexes]
        self._grounds = [p.start for p in lifted.places]
        self._taken = {a.index for m in lifted.triggers for a in m.arguments if a.target == "timex"}
        self._starts = [m.start for m in lifted.actors]
        self._rebels = rebel_leaders(lifted, document.text, self.roster)
        self._visited = visited(lifted, found)
        self._named: dict[str, Actor] = {}
        self._organisation = self.roster.acts_for
        for n, mention in enumerate(lifted.actors):
            for actor in self.roster.actor(n) if mention.form in ("name", "office", "side") else ():
                if actor.type is ActorType.ORGANISATION:
                    self._named.setdefault(actor.id, actor)
                elif mention.rule.endswith(".led") and mention.country not in states():  # "a Hamas delegation led by X"
                    self._organisation.setdefault(actor.id, f"org:{mention.country}")
        dateline = self.places.here()
        self.sides = Sides(self._organisation, home_of(lifted, dateline.country if dateline is not None else None), self._named)

    def tellings(self) -> list[Telling]:
        """One telling for each trigger of the document, in text order; a visit to several places is several."""
        return [
            t
            for n, m in enumerate(self.lifted.triggers)
            for t in legs(self._telling(n, m), self.roster.actor, self.combine, self.places, self.lifted, self.datings, self.text)
        ]

    def speaker(self, telling: Telling) -> str | None:
        """Who says so, by the cue that decides the status."""
        cue = telling.mention.cues[0] if telling.mention.cues else None
        if cue is None or cue.by is None:
            return None
        found = self.roster.actor(cue.by)
        return found[0].name if found else None

    def _named_beside(self, mention: TriggerMention) -> list[Actor]:
        """The officials whom a sentence names."""
        return [a for a in self._beside(mention) if a.type in (ActorType.PERSON, ActorType.OFFICE) and a.office is not None]

    def beside(self, telling: Telling) -> tuple[Actor, ...]:
        """Everybody whom the sentence of a telling names."""
        return self._beside(telling.mention)

    def _beside(self, mention: TriggerMention) -> tuple[Actor, ...]:
        start, end = mention.sentence
        first = bisect_left(self._starts, start)
        found: list[Actor] = []
        for n in range(first, len(self._starts)):
            if self._starts[n] >= end:
                break
            found.extend(self.roster.actor(n))
        return tuple(found)

    def combine(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Actors once each, without the organisations whose people are among them."""
        actors = tuple(actors)
        if not actors:
            return actors
        combined = self.roster.combine(actors) if len(actors) > 1 else actors
        if self._rebels:
            combined = tuple([replace(a, office="rebel leader") if a.id in self._rebels and a.office is None else a for a in combined])
        if len(combined) < 2 or not self._organisation:
            return combined
        spoken = {self._organisation.get(a.id) for a in combined}
        return tuple([a for a in combined if a.id not in spoken])

    def _telling(self, index: int, mention: TriggerMention) -> Telling:
        people: list[Actor] = []
        senders: list[Actor] = []
        actors: list[Actor] = []
        targets: list[Actor] = []
        officials: list[tuple[int, int]] = []
        place: Place | None = None
        here = during = about = said = None
        for a in mention.arguments:
            if a.target == "actor":
                found = self.roster.actor(a.index) or self._holder(a.index)
                if a.role in _PARTIES:
                    people.extend(with_roles(found, a.role))
                    if not found and self.lifted.actors[a.index].form in ("office", "counterpart"):
                        officials.append((self.lifted.actors[a.index].start, self.lifted.actors[a.index].end))
                elif a.role == "sender":
                    senders.extend(represented(x, self.sides) for x in found)  # "Erdogan sent officials": they travel, not he
                elif a.role == "actor":
                    actors.extend(found)
                elif a.role == "target":
                    targets.extend(found)
            elif a.target == "people":
                officials.append(self._word(mention.start + a.index))
            elif a.target == "place":
                candidate = self.places.place(a.index)
                if candidate is None or (a.rule == "slot.modifier" and is_country(candidate) and candidate.country not in _CITY_STATES):
                    continue
                topical = is_country(candidate) and _in_the_topic(mention, self.lifted.places[a.index])
                if a.rule == "slot.in" and (topical or after_another(self.text, mention.end, self.lifted.places[a.index].start)):
                    continue  # "talks on America's role in Iraq" are about it
                if is_region(candidate) and (mention.kind != "visit" or place is not None):
                    continue  # "the Middle East talks" are about it, or between those who live there
                if place is None or (is_country(place) and not is_country(candidate)) or is_region(place):
                    place = candidate
            elif a.target == "here":
                here = True
                place = place or self.places.here(mention.start)
            elif a.role == "said":
                said = self.datings[a.index].interval if a.index < len(self.datings) else None
            elif a.role == "during":
                during = a.index
            elif a.role == "about":
                about = a.index
        people.extend(self._at_home(mention, people, place))
        if mention.kind == "meeting" and any(a.office and not a.country for a in people):
            people = hosts(people, place.country if place is not None else self._visited, self.sides)
        if not (here and place is None):
            people = completed(mention, people, place, self._visited, self.roster.actor, self.sides)
        if mention.kind == "visit" and place is not None and place.country and people:
            people = self._guest(mention, people, place.country)
        if mention.kind == "visit" and place is not None and any(a.country != place.country for a in people):
            people = [a for a in people if a.type is not ActorType.STATE or a.country != place.country]  # "a UK state visit"
        if here and place is None and mention.kind == "visit":
            place = self._purpose(mention)
        supposed = self._unnamed_here(mention, people) if here and place is None and mention.kind == "visit" else None
        dating, datings = own_dating(mention, self.datings, self.lifted, self.text, self.dct)
        first = bisect_left(self._days, mention.sentence[0])
        if not datings and first < len(self._days) and self._days[first] < mention.sentence[1]:  # there is any day in the sentence
            if mention.reference == "definite":
                dating = self._held_when(mention)
            if dating.interval is None:
                dating = slated(mention, self.lifted, self.datings, self.text)
            if dating.interval is None:
                dating = self._clause_day(mention)
            if dating.interval is None and mention.reference in ("new", "other"):
                dating = self._day_when(mention)
            if dating.interval is None:
                dating = lone_day(mention, self.lifted, self.datings, self.text, self._taken)
        cue = mention.cues[0] if mention.cues else None
        firm = cue is not None and not cue.rule.startswith("hint.")
        at_day = bisect_left(self._days, dating.start) if dating.start is not None else len(self._days)
        tense = self.lifted.timexes[at_day].tense if at_day < len(self._days) else None
        over = cue is not None and ".held." in cue.rule and mention.reference == "definite"
        was = cue is not None and cue.rule == "hint.held.during" and dating.rule == "time.weekend"
        ahead = cue is not None and cue.rule == "hint.plan.ahead" and cue.text.lower() == "ahead"  # not "prayed before a meeting"
        comes = ahead or (cue is not None and cue.rule == "hint.tense.on_day")  # "has a meeting on Friday"
        value = "scheduled" if comes else cue.value if cue else None
        dating = turned(dating, value, firm or was or comes, self.dct, tense=tense, over=over)
        if senders and not people:
            people = senders  # "Belarus sent a deputy minister": whoever that is
        parties = self.combine(people)
        if not lived(dating, (self.known.people[a.id] for a in parties if a.id in self.known.people)):
            dating, datings = NO_DATE, ()
        return Telling(
            index=index,
            mention=mention,
            participants=parties,
            place=place or supposed,
            dating=dating,
            datings=datings,
            cue=cue.value if cue else None,
            firm=firm,
            during=during,
            about=about,
            actors=self.combine(actors) if actors else (),
            targets=self.combine(targets) if targets else (),
            here=bool(here),
            supposed=supposed is not None,
            said_on=said.start if said is not None and said.days == 1 else None,
            officials=tuple(officials),
            before=self.text[mention.sentence[0] : mention.start],
        )

    def _at_home(self, mention: TriggerMention, people: Sequence[Actor], place: Place | None) -> tuple[Actor, ...]:
        """ "Obama met the emperor in Tokyo": an office of which nobody says whose it is, where a foreigner meets its holder."""
        country = place.country if place is not None else None
        if mention.kind != "meeting" or country is None or not people or country in [self.sides.of(a) for a in people]:
            return ()
        met = (a.index for a in mention.arguments if a.target == "actor" and a.rule in ("slot.object", "slot.with"))
        return next((found for n in met if not self.roster.actor(n) and (found := self.roster.holder(n, country))), ())

    def _holder(self, index: int) -> tuple[Actor, ...]:
        """ "Chairman of the Expediency Council Akbar Hashemi Rafsanjani": whoever is named right behind an office of some body."""
        actors = self.lifted.actors
        if actors[index].form != "office":
            return ()
        start = actors[index].end
        for n in range(index + 1, min(index + 6, len(actors))):
            named = actors[n]
            if named.start >= start and named.form == "name" and named.type == "person":
                between = self.text[start : named.start]
                after = self.text[named.end : named.end + 1]
                if _OF_A_BODY.fullmatch(between) or (_OF_SOME.fullmatch(between) and after == ","):
                    return self.roster.actor(n)
                return ()
        return ()

    def _guest(self, mention: TriggerMention, people: list[Actor], country: str) -> list[Actor]:
        """ "Xi impressed Trump during his visit to Beijing": not the host travels, but the other one whom the words before name."""
        told = [a.index for a in mention.arguments if a.target == "actor" and a.role == "traveller"]
        if len(told) != 1 or self.lifted.actors[told[0]].form not in ("pronoun", "name") or any(a.country != country for a in people):
            return people
        own = self.lifted.actors[told[0]]
        pronoun = next((p for p in _POSSESSIVE.finditer(self.text, max(own.start, mention.start - 40), mention.start)), None)
        if pronoun is None:
            return people
        for n in range(bisect_left(self._starts, pronoun.start()) - 1, -1, -1):
            if self._starts[n] < mention.sentence[0]:
                break
            for actor in self.roster.actor(n):
                if actor.type is ActorType.PERSON and actor.country not in (None, country):
                    return list(with_roles((actor,), "traveller"))
        return people

    def _purpose(self, mention: TriggerMention) -> Place | None:
        """ "Arrived here on Tuesday for a three-day visit to Singapore": the words after it tell where "here" is."""
        for n in range(bisect_left(self._grounds, mention.end), len(self._grounds)):
            place = self.lifted.places[n]
            if place.start >= mention.sentence[1]:
                break
            if _VISIT_TO.search(self.text, mention.end, place.start) and not _CAME_FROM.search(self.text, mention.end, place.start):
                return self.places.place(n)
        return None

    def _unnamed_here(self, mention: TriggerMention, people: Sequence[Actor]) -> Place | None:
        """Where somebody arrives "here" in a report without a dateline: the one town abroad that the text names, else its other state.

        Whoever visits, and agrees on something with one official of another state in the same sentence, visits that state.
        """
        homes = frozenset(a.country for a in people if a.country)
        towns = {p.name: p for p in self._towns if p.country not in homes}
        if not homes:
            return None
        if mention.rule == "visit.visiting" and len(towns) != 1:
            hosts = {a.country: a for a in self._named_beside(mention) if a.country in states() and a.country not in homes}
            if len(hosts) == 1:
                code, host = next(iter(hosts.items()))
                return Place(states()[code or ""].name, code, None, None, tuple(replace(at, rule="place.host") for at in host.at))
        return next(iter(towns.values())) if len(towns) == 1 else self.places.here(apart=homes)

    def _word(self, start: int) -> tuple[int, int]:
        """The offsets of the word at a character."""
        found = _WORD.match(self.text, start)
        return start, found.end() if found else start

    def _clause_day(self, mention: TriggerMention) -> Dating:
        """The one day behind a trigger in its clause that belongs to no other: "told Tillerson by phone on Thursday it was wrong"."""
        found: list[Dating] = []
        told = bool(mention.cues) and mention.cues[0].rule == "tense.subject_past"  # "talks in Lima collapsed again in December"
        for n in range(bisect_left(self._days, mention.end), len(self._days)):
            timex = self.lifted.timexes[n]
            if timex.start >= mention.sentence[1]:
                break
            if timex.type in ("DATE", "TIME"):
                between = self.text[mention.end : timex.start]
                beside = _SIDELINES.search(between) is not None  # the days of the gathering
                if (n in self._taken and not beside) or timex.reporting or _BREAK.search(between):
                    break
                found.append(self.datings[n])
                told = told or beside
        first = found[0] if found else NO_DATE
        return first if first.interval is not None and first.interval.days <= (31 if told else 1) else NO_DATE

    def _day_when(self, mention: TriggerMention) -> Dating:
        """The days right before a clause: "in 2003, when Hu paid a visit", "on Monday as he met Merkel"."""
        n = bisect_left(self._days, mention.start) - 1
        if n < 0 or self._days[n] < mention.sentence[0]:
            return NO_DATE
        timex = self.lifted.timexes[n]
        if timex.type not in ("DATE", "TIME") or not _WHEN.fullmatch(self.text, timex.end, mention.start):
            return NO_DATE
        return self.datings[n]

    def _held_when(self, mention: TriggerMention) -> Dating:
        """The window in "the summit (that) the two leaders held last week", where the parse did not tie the clause to its noun."""
        text = self.text
        for n in range(bisect_left(self._days, mention.sentence[0]), len(self._days)):
            timex, dating = self.lifted.timexes[n], self.datings[n]
            if timex.start >= mention.sentence[1]:
                break
            if _HELD.fullmatch(text, mention.end, timex.start) and dating.interval is not None:
                return dating
        return NO_DATE
