"""The people of one document: full names gathered, told apart, matched with the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from timeline.lexicon.folding import fold, name_key, words
from timeline.lexicon.knowledge import Knowledge
from timeline.lexicon.people import Person, family_name_first, local_id, short_keys
from timeline.model.mentions import ActorMention, Lifted

LEADING = frozenset({"head_of_state", "head_of_government", "monarch"})
_WEAK = frozenset({"actor.name.capitals"})
TOLD = frozenset({"actor.name.entity", "actor.name.acting"})  # the model or the verb takes the capitals for a person


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


class Gathered:
    """The people of one document, from its full names (``lifted.names`` and the names among ``lifted.actors``)."""

    def __init__(self, lifted: Lifted, known: Knowledge, day: dt.date | None) -> None:
        self._known = known
        self._day = day
        self._lifted = lifted
        self._all: list[Somebody] = []
        self._by_key: dict[str, Somebody] = {}
        self._by_id: dict[str, Somebody] = {}  # of those whom the tables know, while they are gathered
        self._by_short: dict[str, list[Somebody]] = {}
        self._countries = self._spoken_of(lifted)
        self._entities: dict[str, int] = {}
        for m in lifted.actors:
            if m.rule in TOLD and " " not in m.text:
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
            person = self._match(group)
            known = self._by_id.get(person.id) if person is not None else None
            self._by_key[key] = somebody = known or self._new(group[0].text, person)
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

    def _new(self, name: str, person: Person | None) -> Somebody:
        somebody = Somebody(name)
        if person is not None:
            somebody.id, somebody.name = person.id, person.name
            self._by_id[person.id] = somebody
        self._all.append(somebody)
        return somebody

    def _match(self, group: Sequence[ActorMention]) -> Person | None:
        """Whom of the tables a full name means: by the state, the office and the day that the document tells."""
        ids = {i: None for m in group for i in m.candidates}
        if not ids:
            return None
        countries = {m.country for m in group if m.country}
        offices = {m.office for m in group if m.office}
        fitting = []
        for person in map(self._known.people.__getitem__, ids):
            if countries and not countries & person.countries and not self._organised(countries, person):
                continue
            if self._day is not None and all(m.text != person.name for m in group) and _later(person, self._day):
                continue  # a spy of 2006 is not the official of 2021
            fitting.append(person)
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        best: tuple[tuple[int, ...], Person] | None = None
        for person in fitting:
            held = [t for t in person.terms if self._day is not None and t.covers(self._day)]
            score = (
                sum(t.office in offices for t in held),
                len(held) > 0,
                sum(t.office in offices for t in person.terms) > 0,
                sum(self._countries.get(c, 0) for c in person.countries),
                any(t.office in LEADING for t in person.terms),
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
            somebody.name = _spelt(person.name, somebody.forms)
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


_YEARS = 14  # between a text and the first office of somebody whom it may already name


def _later(person: Person, day: dt.date) -> bool:
    """True for somebody whose first known office began so long after a day that a like name is another's."""
    starts = [t.start[:4] for t in person.terms]
    return bool(starts) and all(starts) and min(starts) > f"{day.year + _YEARS:04}"


_YOUNGER = frozenset({"jr", "sr"})


def _one_name(first: str, second: str) -> bool:
    """True where two full names are ways to write one: given name shortened, a middle name left out, one letter off.

    >>> _one_name("Susilo Bambang Yudhoyono", "Susilo Yudhoyono"), _one_name("James Baker", "Howard Baker")
    (True, False)
    """
    a, b = folded_words(first), folded_words(second)
    if (a[-1] in _YOUNGER or b[-1] in _YOUNGER) and a[-1] != b[-1]:
        return False  # father and son
    if a[-1] == b[-1] and (a[0] == b[0] or (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])))):
        return True
    short, long_ = sorted((a, b), key=len)
    if len(short) >= 2 and short in (long_[: len(short)], long_[-len(short) :]):
        return True
    x, y = "".join(a), "".join(b)
    return len(a) == len(b) and abs(len(x) - len(y)) <= 1 and len(x) >= 8 and _close(x, y)


@lru_cache(maxsize=8192)
def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name, each by its one key for the usual spellings."""
    return tuple(fold(w) for w in words(name))


def _longest(forms: dict[str, int]) -> str:
    """The longest form of a name; one that is met once and only puts words before a form met more often is a misreading."""
    good = [f for f in forms if not any(forms[f] == 1 < forms[o] and f.endswith(" " + o) for o in forms)]
    return max(good, key=lambda f: (len(words(f)), forms[f], len(f), f))


def _spelt(name: str, forms: dict[str, int]) -> str:
    """The name of the tables, but as the text spells it where it does so in full, and otherwise than usual spellings differ.

    >>> _spelt("Selim Hoss", {"Salim Hoss": 1}), _spelt("Sergey Lavrov", {"Sergei Lavrov": 1}), _spelt("Abdullah II", {"King Abdullah": 1})
    ('Salim Hoss', 'Sergey Lavrov', 'Abdullah II')
    """
    own = folded_words(name)
    full = {
        f: n for f, n in forms.items() if len(w := folded_words(f)) == len(own) > 1 and w[0][0] == own[0][0] and not set(own).isdisjoint(w)
    }
    return name if not full or any(folded_words(f) == own for f in full) else _longest(full)


def _close(x: str, y: str) -> bool:
    """At most one letter changed, left out or added."""
    if x == y:
        return True
    n = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    if len(x) == len(y):
        return x[n + 1 :] == y[n + 1 :]
    return x[n:] == y[n + 1 :] if len(x) < len(y) else x[n + 1 :] == y[n:]
