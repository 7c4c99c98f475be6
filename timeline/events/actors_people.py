"""The people of one document, asked for: short names, offices and pronouns led back to them, or to the tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from timeline.events.actors_gathering import LEADING, Gathered, Somebody, folded_words
from timeline.events.actors_states import Owners
from timeline.lexicon.folding import fold, name_key, plain
from timeline.lexicon.knowledge import Knowledge
from timeline.model.mentions import ActorMention, Lifted, Paragraph

_PROMINENT = LEADING | {"foreign_minister", "organisation_head"}  # whom an article may name by the surname alone
_LOOSE = {
    "minister": frozenset({"foreign_minister", "defence_minister", "minister"}),
    "diplomat": frozenset({"envoy", "ambassador", "foreign_minister", "deputy_minister"}),
    "secretary": frozenset({"foreign_minister", "defence_minister", "secretary"}),
}  # words for an office that may be of several kinds
_BY_GIVEN_NAME = frozenset({"sheikh", "royal", "monarch"})
_ADDRESSED = ("sheikh ", "king ", "prince ", "princess ", "queen ", "sultan ", "emir ")
_NEAR = 8  # mentions between somebody and his counterpart
_CHANCELLORS = frozenset({None, "DE", "AT"})  # whose head of government is a chancellor
_BESIDE = 160  # characters: two ministers named so near each other leave open which one is meant


class People(Gathered):
    """The people of one document, to be asked who a mention means."""

    def __init__(self, lifted: Lifted, known: Knowledge, day: dt.date | None, owners: Owners) -> None:
        super().__init__(lifted, known, day)
        self._owners = owners
        self._spots: dict[int, list[int]] | None = None
        self._named: dict[int, Somebody | None] = {}  # by the mention of the document
        for somebody in self._all:  # of whom no word of their own says whose they are, or even what
            bare = somebody.country is None and somebody.office is None and somebody.id not in known.people
            told = owners.untold(min(somebody.positions)) if bare and somebody.positions else None
            if told is not None and told.country and told.office and day and known.holder(told.country, told.office, day):
                told = None  # the tables know who holds it
            if told is not None and not any((s.country, s.office) == (told.country, told.office) for s in self._all):
                somebody.country, somebody.office, somebody.title, somebody.weak = told.country, told.office, told.title, False
            if somebody.country is None and somebody.id not in known.people:
                somebody.country = owners.of_person(
                    somebody.positions, somebody.office, somebody.title, self._countries, lambda m: m.country or self._state(m)
                )
        self._counterparts(lifted.actors)

    def _counterparts(self, mentions: Sequence[ActorMention]) -> None:
        """ "The Croatian prime minister met his Libyan counterpart, X": X has the office of whom he is a counterpart."""
        for n, mention in enumerate(mentions):
            if mention.form != "counterpart" or not mention.rule.endswith("apposition"):
                continue
            somebody = self.of(mentions[mention.antecedents[0]])
            if somebody is None or somebody.office is not None:
                continue
            for before in reversed(mentions[max(0, n - _NEAR) : n]):
                other = self.of(before) if before.form == "name" and before.type in (None, "person") else None
                if other is not None and other.office is not None and other is not somebody and before.sentence == mention.sentence:
                    somebody.office, somebody.title = other.office, other.title
                    self._named.clear()  # offices decide whom a short name means
                    break

    def _state(self, mention: ActorMention) -> str | None:
        """The state of somebody named in the text, as far as it is known by now."""
        found = (
            self._by_key.get(name_key(mention.text))
            if " " in mention.text
            else next(iter(self._by_short.get(fold(mention.text), ())), None)
        )
        return found.country if found is not None else None

    def of(self, mention: ActorMention) -> Somebody | None:
        """Whom a name of this document means."""
        if id(mention) not in self._named:
            self._named[id(mention)] = self._of(mention)
        return self._named[id(mention)]

    def _of(self, mention: ActorMention) -> Somebody | None:
        if mention.office == "private":
            return None
        if " " in mention.text:
            somebody = self._by_key.get(name_key(mention.text))
            if somebody is not None and mention.text.lower().startswith(_ADDRESSED) and mention.text.count(" ") == 1:
                return self._by_given(mention, somebody)
            return somebody if somebody is not None and not somebody.weak else None
        return self._short(mention)

    def _short(self, mention: ActorMention) -> Somebody | None:
        key = fold(mention.text)
        found = [s for s in self._by_short.get(key, ()) if not s.weak]
        if not found and "-" in mention.text:  # "Nowak-Kowalska": a family name of two parts
            last = fold(mention.text.rpartition("-")[2])
            found = [s for s in self._by_short.get(last, ()) if not s.weak]
        if mention.country:
            found = [s for s in found if s.country in (None, mention.country)] or found
        if len(found) > 1 and mention.office:
            found = [s for s in found if s.office == mention.office or self._held(s, mention.office)] or found
        if len(found) > 1:  # the one whom the tables know or an office tells (not a leader's wife or son), else the one named last
            before = [s for s in found if min(s.positions) < mention.start] or found
            found = sorted(
                before,
                key=lambda s: (self._of_the_day(s), s.office is not None, max((p for p in s.positions if p < mention.start), default=-1)),
                reverse=True,
            )
        if found:
            return found[0]
        given = self._by_word(mention, key) if mention.office in _BY_GIVEN_NAME else None  # "Sheikh Jaber", "Prince Saud"
        if given is not None:
            return given
        own = self._known.own_aliases.get(mention.text)
        if own is not None:
            return self.from_table(own)
        return self._by_table(mention, key) or self._by_word(mention, key) or self._titled(mention) or self._again(mention, key)

    def _of_the_day(self, somebody: Somebody) -> bool:
        """True for somebody of the tables who held office about the document's day, or at any time where that day is not known."""
        person = self._known.people.get(somebody.id)
        return person is not None and (self._day is None or any(t.covers(self._day) or t.near(self._day) for t in person.terms))

    def _again(self, mention: ActorMention, key: str) -> Somebody | None:
        """Somebody unknown whom the document calls by one name throughout: it does twice or more what only people do."""
        if self._entities.get(key, 0) < 2:
            return None
        return self._table.setdefault(f"name:{key}", Somebody(mention.text))

    def _by_word(self, mention: ActorMention, key: str) -> Somebody | None:
        """A name whose family name stands elsewhere ("President Yusuf" for Abdullahi Yusuf Ahmed): the only one with that word."""
        found = [s for s in self._all if not s.weak and any(key in folded_words(form) for form in s.forms)]
        return found[0] if len(found) == 1 else None

    def _by_given(self, mention: ActorMention, somebody: Somebody) -> Somebody:
        """ "Sheikh Hamad", somebody of the tables: unless one other of that name, and not he, is named in full before."""
        key = fold(mention.text.rpartition(" ")[2])
        told = [s for s in self._all if s is not somebody and any(key in folded_words(form) for form in s.forms)]
        alone = all(form.count(" ") == 1 for form in somebody.forms)
        return told[0] if alone and len(told) == 1 and min(told[0].positions) < mention.start else somebody

    def _held(self, somebody: Somebody, office: str) -> bool:
        person = self._known.people.get(somebody.id)
        return person is not None and any(t.office == office for t in person.terms)

    def _by_table(self, mention: ActorMention, key: str) -> Somebody | None:
        """A surname that the document never spells out: whoever of that name held office on that day, if only one can be meant."""
        if self._day is None:
            return None
        scored = []
        for person_id in self._known.short_names.get(key, ()):
            person = self._known.people[person_id]
            held = [t for t in person.terms if t.covers(self._day)] or [t for t in person.terms if t.near(self._day)]
            told = mention.country is not None and mention.country in person.countries
            office = mention.office is not None and any(t.office == mention.office for t in held)
            if not held or (mention.country and not told and mention.country in self._known.states):
                continue
            spoken = max((self._countries.get(t.country, 0) for t in held), default=0)
            leading = any(t.office in LEADING or t.office == "organisation_head" for t in held)
            alone = any(t.office in _PROMINENT and t.covers(self._day) for t in held)
            if not (told or office or (leading and spoken) or spoken > 1 or alone):
                continue
            if plain(mention.text) != plain(person.name.split()[-1]) and not (told or office or leading):
                continue
            scored.append(((told and office, office, any(t.covers(self._day) for t in held), leading, told, spoken), person_id))
        if not scored:
            return None
        scored.sort(reverse=True)
        if len(scored) > 1 and (scored[0][0] == scored[1][0] or not any(scored[0][0][-2:])):
            return None
        return self.from_table(scored[0][1])

    def _titled(self, mention: ActorMention) -> Somebody | None:
        """Somebody unknown who is called only by a title and one name."""
        if not mention.office:
            return None
        somebody = self._table.get(f"name:{fold(mention.text)}")
        if somebody is None:
            somebody = Somebody(mention.text)
            self._table[f"name:{fold(mention.text)}"] = somebody
        somebody.tell(mention)
        if somebody.country is None:
            somebody.country = self._owners.of_person(
                [mention.start], mention.office, mention.title, self._countries, lambda m: m.country or self._state(m)
            )
        return somebody

    def from_table(self, person_id: str) -> Somebody:
        """Somebody of the tables whom the document does not name in full."""
        for somebody in self._all:
            if somebody.id == person_id:
                return somebody
        known = self._table.get(person_id)
        if known is not None:
            return known
        person = self._known.people[person_id]
        somebody = Somebody(person.name)
        somebody.id = person.id
        somebody.weak = False
        self._table[person_id] = somebody
        return somebody

    def by_office(self, country: str, office: str, former: bool) -> Somebody | None:
        """The one person of the document who is said to hold an office of a state, or does by the tables on that day."""
        said = [
            s
            for s in self._all
            if not s.weak and s.country == country and s.office == office and (s.title or "").startswith("former ") == former
        ]
        if len(said) == 1 and office not in ("official", "head", "chief", "lawmaker", "diplomat"):
            return said[0]
        if former or self._day is None:
            return None
        held = [s for s in self._all if self._holds(s.id, country, office)]
        return held[0] if len(held) == 1 else None

    def _holds(self, person_id: str, country: str, office: str) -> bool:
        """True where the tables vouch for the office on the document's day."""
        person = self._known.people.get(person_id)
        if person is None or self._day is None:
            return False
        wanted = LEADING if office == "leader" else {office}
        return any(t.country == country and t.office in wanted and t.covers(self._day) for t in person.terms)

    def office_of(self, person_id: str) -> str | None:
        """The office key of somebody on the document's day, by the tables or by the document."""
        person = self._known.people.get(person_id)
        term = person.term(self._day) if person is not None and self._day is not None else None
        if term is not None:
            return term.office
        return next((s.office for s in self._all if s.id == person_id), None)

    def bare_office(self, mention: ActorMention) -> Somebody | None:
        """ "the president": the last person before it with that office, of those named before its sentence if there are any."""
        office = mention.office
        if office is None:
            return None
        if office == "guest":
            return self._guest(mention)
        if mention.text.lower() in _LOOSE:
            return self.loosely(mention, None)
        best: tuple[tuple[bool, int], Somebody] | None = None
        for somebody in self._everybody():
            if not (somebody.office == office or self._held_now(somebody, office)):
                continue
            if mention.title == "Chancellor" and somebody.country not in _CHANCELLORS and somebody.title != mention.title:
                continue  # no prime minister is called that
            spots = self._spots_of(somebody)
            earlier = [p for p in spots if p < mention.sentence[0]]
            before = earlier or [p for p in spots if p < mention.start]
            if before and (best is None or (bool(earlier), max(before)) > best[0]):
                best = ((bool(earlier), max(before)), somebody)  # "In a meeting with Hu, the president said": not Hu
        return best[1] if best else None

    def _guest(self, mention: ActorMention) -> Somebody | None:
        """ "The guest": the last one before who is told to travel."""
        visits = [t for t in self._lifted.triggers if t.kind == "visit" and t.start < mention.start]
        going = [self._lifted.actors[a.index] for t in visits for a in t.arguments if a.role == "traveller"]
        named = [m for m in going if m.form == "name" and m.start < mention.start]
        return next((somebody for m in reversed(named) if (somebody := self.of(m)) is not None), None)

    def national(self, mention: ActorMention) -> Somebody | None:
        """ "The Kenyan": the last one before of that state."""
        own = [s for s in self._everybody() if s.country == mention.country]
        spots = {p: s for s in own for p in self._spots_of(s) if p < mention.start}
        return spots[max(spots)] if spots else None

    def peer(self, mention: ActorMention, first: Somebody) -> Somebody | None:
        """ "Her counterpart", of whom no state is told: the one other person before who holds the same office."""
        others = [s for s in self._all if s.office == first.office and s.country != first.country]
        peers = [s for s in others if min(s.positions) < mention.start]
        return peers[0] if len(peers) == 1 and first.office is not None else None

    def _spots_of(self, somebody: Somebody) -> list[int]:
        """Where somebody is named, by the full name or by the surname alone."""
        if self._spots is None:
            self._spots = {}
            for m in self._lifted.actors:
                if m.form == "name" and m.type in (None, "person") and (named := self.of(m)) is not None:
                    self._spots.setdefault(id(named), []).append(m.start)
        return [*somebody.positions, *self._spots.get(id(somebody), ())]

    def loosely(self, mention: ActorMention, country: str | None) -> Somebody | None:
        """ "The minister", "the French diplomat": the last person before its sentence with such an office, unless another stands beside.

        That is whoever the text tells to hold it, else somebody of the tables, else ("the Algerian diplomat") the envoy of no
        state, where he may be of that country and nothing else of it is told of before.
        """
        offices = _LOOSE.get((mention.title or mention.text).lower() if country else mention.text.lower(), frozenset())
        everybody = self._everybody() if offices else ()
        if mention.text.lower() == "secretary":  # "Pompeo met Lavrov. The secretary": no foreign minister is called that
            everybody = tuple(s for s in everybody if self._secretary(s))
        own = [s for s in everybody if country in (None, s.country)]
        told = [s for s in own if s.office in offices]
        held = [s for s in own if any(self._held_now(s, o) for o in offices)]
        others = any(m.country == country and m.start < mention.start for m in self._lifted.actors)
        sent = [s for s in everybody if not others and s.office in offices and self._unplaced(s, country)]
        lower = [s for s in own if s.office == "deputy_minister"] if "minister" in offices else []
        for people in (told, held, sent, lower):
            spots = {s.id: sorted({p for p in self._spots_of(s) if p < mention.sentence[0]}) for s in people}
            last = max((before[-1] for before in spots.values() if before), default=None)
            if last is not None:
                near = sorted((len(b), i) for i, b in spots.items() if b and last - b[-1] <= _BESIDE)
                sure = len(near) == 1 or near[-1][0] >= 2 * near[-2][0]  # the text is about one, and names another in passing
                return next(s for s in people if s.id == near[-1][1]) if sure else None
        return None

    def _unplaced(self, somebody: Somebody, country: str | None) -> bool:
        """True for somebody who acts for no state and is of that country by the tables, or holds no office by them."""
        person = self._known.people.get(somebody.id)
        unknown = person is None or country in person.countries or person.term(self._day) is None
        return unknown and somebody.country not in self._known.states

    def _everybody(self) -> tuple[Somebody, ...]:
        """Whom the document names, those of the tables among them of whom it gives the surname only."""
        if self._spots is None and self._all:
            self._spots_of(self._all[0])
        return (*self._all, *(s for s in self._table.values() if s not in self._all))

    def _secretary(self, somebody: Somebody) -> bool:
        """True for somebody whom the document or the tables call a secretary."""
        person = self._known.people.get(somebody.id)
        held = [t.title for t in person.terms if t.covers(self._day)] if person is not None and self._day is not None else []
        return any("secretary" in title.lower() for title in (somebody.title or "", *held))

    def _held_now(self, somebody: Somebody, office: str) -> bool:
        person = self._known.people.get(somebody.id)
        return person is not None and self._day is not None and any(t.office == office and t.covers(self._day) for t in person.terms)

    def all_of_office(self, mention: ActorMention) -> tuple[Somebody, ...]:
        """Everybody of the document, named before a mention, who holds its office; empty for fewer than two."""
        office = mention.office or ""
        wanted = LEADING if office == "leader" else {office}
        found = [s for s in self._all if s.office in wanted and min(s.positions) < mention.start]
        return tuple(found) if len(found) >= max(2, int(mention.title or 0)) else ()

    def pronoun(self, mention: ActorMention) -> Somebody | None:
        """ "He" whose paragraph names nobody before: the subject of the last sentence of the paragraphs before that begins with a name,
        or the only person of the paragraph before."""
        index = next((n for n, p in enumerate(self._lifted.paragraphs) if p.start <= mention.start < p.end), None)
        if not index:
            return None
        for earlier in reversed(self._lifted.paragraphs[max(0, index - 2) : index]):
            tagged = self._named_in(earlier, self._lifted.actors)
            full = [] if tagged else self._named_in(earlier, self._lifted.names)  # all that is known of a paragraph that was not tagged
            here = tagged or [(m, s) for m, s in full if m.start - earlier.start <= _LEAD or (len(full) == 1 and self._of_the_day(s))]
            if len({id(somebody) for _, somebody in here}) == 1:
                return here[0][1]
            first: dict[tuple[int, int], tuple[int, Somebody]] = {}
            for other, somebody in tagged:
                first.setdefault(other.sentence, (other.start, somebody))
            leading = [(sentence, s) for sentence, (start, s) in first.items() if start - sentence[0] <= _LEAD]
            if leading:
                return max(leading, key=lambda p: p[0])[1]
            if tagged:
                return None
        return None

    def pair(self, index: int, mention: ActorMention, text: str) -> tuple[Somebody, ...]:
        """ "Their talks lasted an hour", of whom nobody is named before in the paragraph: the only two people of the one before it, where
        that names them together."""
        n = next((n for n, p in enumerate(self._lifted.paragraphs) if p.start <= mention.start < p.end), None)
        if not n or (index and self._lifted.actors[index - 1].start >= self._lifted.paragraphs[n].start):
            return ()
        before = self._lifted.paragraphs[n - 1]
        tagged = self._named_in(before, self._lifted.actors)
        named = tagged or self._named_in(before, self._lifted.names)
        people = {id(s): s for _, s in named}
        if mention.form == "group" and not tagged and len(people) == _TWO:
            return tuple(people.values())  # a paragraph that was not tagged: nobody else is named in it
        second = next(((m, k) for k, (m, s) in enumerate(named) if s is not named[0][1]), None)
        if len(people) != 2 or second is None or not _TOGETHER.fullmatch(text, named[second[1] - 1][0].end, second[0].start):
            return ()
        return tuple(people.values())

    def beside(self, index: int, text: str) -> int | None:
        """Who is named together with somebody: "Rowe of Peru and | Aalto | of Finland"."""
        first = self._lifted.actors[index]
        for n, second in enumerate(self._lifted.actors[index + 1 : index + 5], index + 1):
            if first.form == "name" and second.form == "name" and second.type in (None, "person"):
                return n if _TOGETHER.fullmatch(text, first.end, second.start) else None
        return None

    def _named_in(self, paragraph: Paragraph, mentions: Sequence[ActorMention]) -> list[tuple[ActorMention, Somebody]]:
        """The people whom a paragraph names, in text order."""
        inside = [m for m in mentions if paragraph.start <= m.start < paragraph.end and m.form == "name" and m.type in (None, "person")]
        return [(m, somebody) for m in inside if (somebody := self.of(m)) is not None]


_TOGETHER = re.compile(r"(?: of [A-Z][\w ]{1,30})?,? and (?:[\w.'’-]+,? ){0,6}")
_TWO = 2
_LEAD = 45  # characters: a title and a state may stand between the beginning of a sentence and its subject's name
