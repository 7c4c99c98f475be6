"""The people of one document: full names gathered, told apart, and matched with the tables; short names led back to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from timeline.lexicon.folding import fold, name_key, plain, words
from timeline.lexicon.knowledge import Knowledge
from timeline.lexicon.people import Person, family_name_first, local_id, short_keys
from timeline.model.mentions import ActorMention, Lifted

_LEADING = frozenset({"head_of_state", "head_of_government", "monarch"})
_PROMINENT = _LEADING | {"foreign_minister", "organisation_head"}  # whom an article may name by the surname alone
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "baroness"})
_WEAK = frozenset({"actor.name.capitals"})
_TOLD = frozenset({"actor.name.entity", "actor.name.acting"})  # the model or the verb takes the capitals for a person


class Somebody:
    """One person of a document: names by which it is called, what is said of it, who of the tables it is."""

    __slots__ = ("country", "forms", "id", "name", "office", "positions", "shorts", "title", "weak")

    def __init__(self, name: str) -> None:
        self.name = name
        self.id = local_id(name)
        self.forms: dict[str, int] = {}
        self.country: str | None = None
        self.office: str | None = None
        self.title: str | None = None
        self.positions: list[int] = []
        self.shorts: frozenset[str] = frozenset()
        self.weak = True

    def tell(self, mention: ActorMention) -> None:
        """Take in what the words of a mention say."""
        self.positions.append(mention.start)
        if mention.country and not self.country:
            self.country = mention.country
        if mention.office and (self.office is None or self.office in ("official", "other")):
            self.office, self.title = mention.office, mention.title


class People:
    """The people of one document, from its full names (``lifted.names`` and the names among ``lifted.actors``)."""

    def __init__(self, lifted: Lifted, known: Knowledge, day: dt.date | None) -> None:
        self._known = known
        self._day = day
        self._lifted = lifted
        self._all: list[Somebody] = []
        self._by_key: dict[str, Somebody] = {}
        self._by_short: dict[str, list[Somebody]] = {}
        self._countries = self._spoken_of(lifted)
        self._entities: dict[str, int] = {}
        for m in lifted.actors:
            if m.rule in _TOLD and " " not in m.text:
                self._entities[fold(m.text)] = self._entities.get(fold(m.text), 0) + 1
        self._gather([m for m in (*lifted.names, *lifted.actors) if m.form == "name" and m.type in (None, "person") and " " in m.text])
        self._table: dict[str, Somebody] = {}

    def _spoken_of(self, lifted: Lifted) -> dict[str, int]:
        counts: dict[str, int] = {}
        for mention in (*lifted.names, *lifted.actors):
            if mention.country:
                counts[mention.country] = counts.get(mention.country, 0) + 1
        for place in lifted.places:
            if place.country:
                counts[place.country] = counts.get(place.country, 0) + 1
        return counts

    # -- gathering ----------------------------------------------------------------------------------------------------------------

    def _gather(self, mentions: Sequence[ActorMention]) -> None:
        grouped: dict[str, list[ActorMention]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.rule)):
            grouped.setdefault(name_key(mention.text), []).append(mention)
        strong = {k for k, ms in grouped.items() if any(m.candidates or m.rule not in _WEAK for m in ms)}
        for key, group in grouped.items():
            self._by_key[key] = somebody = self._same_as_known(key, group) or self._new(group)
            somebody.weak = somebody.weak and key not in strong
            for mention in group:
                somebody.tell(mention)
                somebody.forms[mention.text] = somebody.forms.get(mention.text, 0) + 1
        self._join_variants()
        for somebody in self._all:
            self._name(somebody)
            # capitals of unknown meaning are a person where their last word stands alone elsewhere and does what people do
            somebody.weak = somebody.weak and not any(self._entities.get(short) for short in somebody.shorts)
            for short in sorted(somebody.shorts):
                self._by_short.setdefault(short, []).append(somebody)

    def _new(self, group: Sequence[ActorMention]) -> Somebody:
        somebody = Somebody(group[0].text)
        person = self._match(group)
        if person is not None:
            somebody.id, somebody.name = person.id, person.name
        self._all.append(somebody)
        return somebody

    def _same_as_known(self, key: str, group: Sequence[ActorMention]) -> Somebody | None:
        person = self._match(group)
        return next((s for s in self._all if person is not None and s.id == person.id), None)

    def _match(self, group: Sequence[ActorMention]) -> Person | None:
        """Whom of the tables a full name means: by the state, the office and the day that the document tells."""
        ids = {i: None for m in group for i in m.candidates}
        if not ids:
            return None
        countries = {m.country for m in group if m.country}
        offices = {m.office for m in group if m.office}
        best: tuple[tuple[int, ...], Person] | None = None
        for key in ids:
            person = self._known.people[key]
            if countries and not countries & person.countries and not self._organised(countries, person):
                continue
            held = [t for t in person.terms if self._day is not None and t.covers(self._day)]
            score = (
                sum(t.office in offices for t in held),
                len(held) > 0,
                sum(t.office in offices for t in person.terms) > 0,
                sum(self._countries.get(c, 0) for c in person.countries),
                any(t.office in _LEADING for t in person.terms),
                len(person.terms),
            )
            if any(person.name == m.text for m in group):
                score = (*score[:2], score[2], *score[3:5], score[5] + 5)
            if best is None or score > best[0]:
                best = (score, person)
        return best[1] if best else None

    def _organised(self, countries: set[str], person: Person) -> bool:
        """An organisation's title may stand before somebody whom the tables know by a state, and the other way round."""
        return any(c in self._known.organisations for c in countries) or any(c in self._known.organisations for c in person.countries)

    def _join_variants(self) -> None:
        """Spelling variants and longer and shorter forms of one name are one person."""
        kept: list[Somebody] = []
        for somebody in sorted(
            self._all, key=lambda s: (s.id.startswith("local:"), s.weak, -max(map(len, s.forms), default=0), min(s.positions))
        ):
            twin = next((k for k in kept if self._variant(k, somebody)), None)
            if twin is None:
                kept.append(somebody)
                continue
            for form, count in somebody.forms.items():
                twin.forms[form] = twin.forms.get(form, 0) + count
            twin.positions.extend(somebody.positions)
            twin.weak = twin.weak and somebody.weak
            twin.country = twin.country or somebody.country
            if twin.office is None:
                twin.office, twin.title = somebody.office, somebody.title
            for key, value in list(self._by_key.items()):
                if value is somebody:
                    self._by_key[key] = twin
        self._all = sorted(kept, key=lambda s: min(s.positions))

    def _variant(self, first: Somebody, second: Somebody) -> bool:
        if not second.id.startswith("local:") and not first.id.startswith("local:"):
            return False
        if (
            first.country
            and second.country
            and first.country != second.country
            and first.country in self._known.states
            and second.country in self._known.states
        ):
            return False
        return any(_one_name(a, b) for a in first.forms for b in second.forms)

    def _name(self, somebody: Somebody) -> None:
        person = self._known.people.get(somebody.id)
        if person is not None:
            somebody.name = person.name
            countries: frozenset[str] = person.countries
            if somebody.country is None and person.terms:
                term = person.term(self._day) or person.term(None)
                somebody.country = term.country if term else None
        else:
            somebody.name = _longest(somebody.forms)
            somebody.id = local_id(somebody.name)
            countries = frozenset({somebody.country} if somebody.country else ())
        shorts: set[str] = set()
        for name in {somebody.name, *somebody.forms}:
            first = family_name_first(name, countries)
            shorts.update(short_keys(name, family_first=first))
            if first or "VN" in countries:
                shorts.update(short_keys(name, family_first=False))
        if person is not None:
            shorts.update(fold(a) for a in (person.name, *person.aliases) if " " not in a)
        somebody.shorts = frozenset(shorts)

    # -- asking -------------------------------------------------------------------------------------------------------------------

    def of(self, mention: ActorMention) -> Somebody | None:
        """Whom a name means."""
        if mention.office == "private":
            return None
        if " " in mention.text:
            somebody = self._by_key.get(name_key(mention.text))
            return somebody if somebody is not None and not somebody.weak else None
        return self._short(mention)

    def _short(self, mention: ActorMention) -> Somebody | None:
        key = fold(mention.text)
        found = [s for s in self._by_short.get(key, ()) if not s.weak]
        if mention.country:
            found = [s for s in found if s.country in (None, mention.country)] or found
        if len(found) > 1 and mention.office:
            found = [s for s in found if s.office == mention.office or self._held(s, mention.office)] or found
        if len(found) > 1:  # the one whom the tables know (not a leader's wife or son), else the one named last
            before = [s for s in found if min(s.positions) < mention.start] or found
            found = sorted(
                before,
                key=lambda s: (s.id in self._known.people, max((p for p in s.positions if p < mention.start), default=-1)),
                reverse=True,
            )
        if found:
            return found[0]
        own = self._known.own_aliases.get(mention.text)
        if own is not None:
            return self.from_table(own)
        return self._by_table(mention, key) or self._by_word(mention, key) or self._titled(mention) or self._again(mention, key)

    def _again(self, mention: ActorMention, key: str) -> Somebody | None:
        """Somebody unknown whom the document calls by one name throughout: the model must take it for a person twice or more."""
        if mention.rule not in _TOLD or self._entities.get(key, 0) < 2:
            return None
        return self._table.setdefault(f"name:{key}", Somebody(mention.text))

    def _by_word(self, mention: ActorMention, key: str) -> Somebody | None:
        """A name whose family name stands elsewhere ("President Yusuf" for Abdullahi Yusuf Ahmed): the only one with that word."""
        found = [s for s in self._all if not s.weak and any(key == fold(w) for form in s.forms for w in words(form))]
        if mention.office and len(found) > 1:
            found = [s for s in found if s.office == mention.office]
        return found[0] if len(found) == 1 else None

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
            if mention.office in _LEADING and not any(t.office in _LEADING for t in person.terms):
                continue
            spoken = max((self._countries.get(t.country, 0) for t in held), default=0)
            leading = any(t.office in _LEADING or t.office == "organisation_head" for t in held)
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
        if not mention.office or (mention.title or "").lower() in _HONORIFICS:
            return None
        somebody = self._table.get(f"name:{fold(mention.text)}")
        if somebody is None:
            somebody = Somebody(mention.text)
            self._table[f"name:{fold(mention.text)}"] = somebody
        somebody.tell(mention)
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

    def by_office(self, country: str, office: str, former: bool, title: str | None) -> Somebody | None:
        """The one person of the document who is said to hold an office of a state, or does by the tables on that day."""
        said = [
            s
            for s in self._all
            if not s.weak and s.country == country and s.office == office and (s.title or "").startswith("former ") == former
        ]
        if len(said) > 1 and title:
            said = [s for s in said if s.title == title] or said
        if len(said) == 1 and office not in ("official", "head", "chief", "lawmaker", "diplomat"):
            return said[0]
        if former or self._day is None:
            return None
        held = [s for s in self._all if not s.weak and self._holds(s.id, country, office, title)]
        return held[0] if len(held) == 1 else None

    def _holds(self, person_id: str, country: str, office: str, title: str | None) -> bool:
        """True where the tables vouch for the office on the document's day; a "president" may lead the government (Iran)."""
        person = self._known.people.get(person_id)
        if person is None or self._day is None:
            return False
        president = office == "head_of_state" and title == "President"
        wanted = _LEADING if office == "leader" or president else {office}
        return any(
            t.country == country and t.office in wanted and t.covers(self._day) and (not president or "president" in t.title.lower())
            for t in person.terms
        )

    def office_of(self, person_id: str) -> str | None:
        """The office key of somebody on the document's day, by the tables or by the document."""
        person = self._known.people.get(person_id)
        term = person.term(self._day) if person is not None and self._day is not None else None
        if term is not None:
            return term.office
        return next((s.office for s in self._all if s.id == person_id), None)

    def bare_office(self, mention: ActorMention) -> Somebody | None:
        """ "the president": the last person before it with that office."""
        office = mention.office
        if office is None or mention.rule.endswith("plural"):
            return None
        best: tuple[int, Somebody] | None = None
        for somebody in self._all:
            if somebody.weak or not (somebody.office == office or self._held_now(somebody, office)):
                continue
            before = [p for p in somebody.positions if p < mention.start]
            if before and (best is None or max(before) > best[0]):
                best = (max(before), somebody)
        return best[1] if best else None

    def _held_now(self, somebody: Somebody, office: str) -> bool:
        person = self._known.people.get(somebody.id)
        return person is not None and self._day is not None and any(t.office == office and t.covers(self._day) for t in person.terms)

    def all_of_office(self, mention: ActorMention) -> tuple[Somebody, ...]:
        """Everybody of the document, named before a mention, who holds its office; empty for fewer than two."""
        office = mention.office or ""
        wanted = _LEADING if office == "leader" else {office}
        found = [
            s
            for s in self._all
            if not s.weak and min(s.positions) < mention.start and (s.office in wanted or any(self._held_now(s, o) for o in wanted))
        ]
        return tuple(found) if len(found) >= max(2, int(mention.title or 0)) else ()

    def speaks_of(self, countries: tuple[str, ...]) -> bool:
        """True where the document speaks of one of the states by name."""
        return any(m.country in countries and m.rule != "actor.half" for m in self._lifted.actors)

    def pronoun(self, mention: ActorMention) -> Somebody | None:
        """ "He" whose paragraph names nobody before: the subject of the last sentence of the paragraphs before that begins with a name,
        or the only person of the paragraph before."""
        if mention.text.lower() not in ("he", "she", "him", "her", "his"):
            return None
        index = next((n for n, p in enumerate(self._lifted.paragraphs) if p.start <= mention.start < p.end), None)
        if not index:
            return None
        for earlier in reversed(self._lifted.paragraphs[max(0, index - 2) : index]):
            here: dict[int, Somebody] = {}
            first: dict[tuple[int, int], tuple[int, Somebody]] = {}
            for other in self._lifted.actors:
                if earlier.start <= other.start < earlier.end and other.form == "name" and other.type in (None, "person"):
                    somebody = self.of(other)
                    if somebody is not None:
                        here[id(somebody)] = somebody
                        first.setdefault(other.sentence, (other.start, somebody))
            if len(here) == 1:
                return next(iter(here.values()))
            leading = [(sentence, s) for sentence, (start, s) in first.items() if start - sentence[0] <= _LEAD]
            if leading:
                return max(leading, key=lambda p: p[0])[1]
            if here:
                return None
        return None


_LEAD = 45  # characters: a title and a state may stand between the beginning of a sentence and its subject's name


def _one_name(first: str, second: str) -> bool:
    """True where two full names are ways to write one: given name shortened, a middle name left out, one letter off.

    >>> _one_name("Susilo Bambang Yudhoyono", "Susilo Yudhoyono"), _one_name("James Baker", "Howard Baker")
    (True, False)
    """
    a, b = [fold(w) for w in words(first)], [fold(w) for w in words(second)]
    if a[-1] == b[-1] and (a[0] == b[0] or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))):
        return True
    short, long_ = sorted((a, b), key=len)
    if len(short) >= 2 and short in (long_[: len(short)], long_[-len(short) :]):
        return True
    x, y = "".join(a), "".join(b)
    return len(a) == len(b) and abs(len(x) - len(y)) <= 1 and len(x) >= 8 and _close(x, y)


def _longest(forms: dict[str, int]) -> str:
    """The longest form of a name; one that is met once and only puts words before a form met more often is a misreading."""
    good = [f for f in forms if not any(forms[f] == 1 < forms[o] and f.endswith(" " + o) for o in forms)]
    return max(good, key=lambda f: (len(words(f)), forms[f], len(f), f))


def _close(x: str, y: str) -> bool:
    """At most one letter changed, left out or added."""
    if x == y:
        return True
    n = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    if len(x) == len(y):
        return x[n + 1 :] == y[n + 1 :]
    return x[n:] == y[n + 1 :] if len(x) < len(y) else x[n + 1 :] == y[n:]
