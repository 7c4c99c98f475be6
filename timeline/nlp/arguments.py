"""Who fills a slot: from the head of a phrase to the actors, places and times that it names.

A :class:`Reading` is one paragraph with its mentions laid over the tokens. Indices are positions in the paragraph's own tuples of
mentions, as the ``lift_…`` functions give them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.lexicon.rules import words
from timeline.model.mentions import ActorMention, PlaceMention, TimexMention
from timeline.nlp.clauses import children, conjuncts, governing_verb, is_noun, lemma, prepositional, subjects
from timeline.nlp.parse import Parse, Span, Token

_INSIDE = frozenset({"nmod", "compound", "conj", "amod", "poss", "appos", "nummod", "npadvmod"})
_OF = frozenset({"of", "from", "between", "among", "for", "representing", "including"})
_THOSE = frozenset({"that", "those", "ones", "guest", "guests", "host", "visitor"})  # "France's delegation and that of Peru"
_TITLE = 16  # words of an office and its body at most
PEOPLE = words("frames.toml", "nouns")["people"]


@dataclass(slots=True)
class Reading:
    """A paragraph's parse with its mentions by token."""

    doc: Parse
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    timexes: Sequence[TimexMention]
    actor_at: dict[int, int] = field(default_factory=dict)
    place_at: dict[int, int] = field(default_factory=dict)
    timex_at: dict[int, int] = field(default_factory=dict)
    roots: dict[tuple[str, int], Token] = field(default_factory=dict)
    shared: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, bounds, at in (
            ("actor", [(m.start, m.end) for m in self.actors], self.actor_at),
            ("place", [(m.start, m.end) for m in self.places], self.place_at),
            ("timex", [(m.start, m.end) for m in self.timexes], self.timex_at),
        ):
            spans = [(n, span) for n, (start, end) in enumerate(bounds) if (span := self._span(start, end)) is not None]
            for n, span in sorted(spans, key=lambda p: (-(p[1].end - p[1].start), p[0])):  # the longer mention keeps its tokens
                self.roots[kind, n] = span.root
                for token in span:
                    at.setdefault(token.i, n)
                    if kind == "actor":
                        self.shared.setdefault(token.i, []).append(n)

    def _span(self, start: int, end: int) -> Span | None:
        return self.doc.char_span(start, end) if start < end else None

    def actor(self, token: Token) -> int | None:
        """The actor mention that a token is part of."""
        return self.actor_at.get(token.i)

    def place(self, token: Token) -> int | None:
        """The place mention that a token is part of."""
        return self.place_at.get(token.i)


def actors_of(reading: Reading, head: Token) -> list[int]:
    """The actor mentions that the phrase headed by ``head`` names, with everything coordinated, in text order.

    "officials from Russia and China" gives both states; an apposition is the same actor once more and is left out, unless the
    head itself names nobody ("his counterpart, John Kerry").
    """
    found: list[int] = []
    for part in conjuncts(head):
        found.extend(_phrase(reading, part, 0))
    return [n for n in sorted(set(found)) if not _owns(reading, n, found)]


def _owns(reading: Reading, n: int, found: Sequence[int]) -> bool:
    """ "A and Peru's | B met", where the parser takes Peru for another who met."""
    at = reading.roots["actor", n].i + 1
    if reading.actors[n].type != "state" or at + 1 >= len(reading.doc) or reading.doc[at].tag_ != "POS":
        return False
    return any(k in found and reading.actors[k].form == "name" for k in reading.shared.get(at + 1, ()))


def _phrase(reading: Reading, head: Token, depth: int) -> list[int]:
    mention = reading.actor(head)
    if behind := _behind_state(reading, head):
        return behind
    if mention is not None and (beside := _beside(reading, head, mention)) is not None:
        return [beside]
    if depth > 5:
        return [] if mention is None else [mention]
    if mention is not None:
        out = [mention]
        form = reading.actors[mention].form
        for child in _outer(reading, head, mention):
            if (
                child.dep_ == "appos"
                and len(whose := _states(reading, child)) > 1
                and (form == "group" or reading.actors[mention].type == "organisation")
            ):
                out = whose  # "the EU trio -- Britain, France and Germany --"
            elif child.dep_ == "appos" and form == "name":
                out.extend(_titled(reading, child) if reading.actor(child) is None else _another(reading, child, mention))
            elif child.dep_ == "appos" and form in ("counterpart", "group", "office", "side", "pronoun"):
                bare = reading.actor(child) if form == "office" else None  # "the adviser, Ann Rowe", of whom nothing else is known
                named = [n for n in _phrase(reading, child, depth + 1) if reading.actors[n].form == "name"]
                named = [n for n in named if reading.actors[n].type == "person" or (n == bare and reading.actors[n].type is None)]
                if named:
                    out = named + [n for n in out if n != mention or form == "group"]
                for other in _resumed(child):
                    out.extend(_phrase(reading, other, depth + 1))
            elif child.dep_ in ("nmod", "compound", "amod", "nummod"):  # "President A and rebel leader B", read as one name by the parser
                out.extend(_swallowed(reading, child, mention))
            elif child.dep_ == "conj":  # "the leaders of Iran and Turkey", where the mention ends at Iran
                out.extend(actors_of(reading, child))
                if child.lower_ in ("of", "from"):  # "envoys of Angola and of UNITA"
                    out.extend(n for p in children(child, "pobj") for n in actors_of(reading, p))
            elif child.dep_ == "prep" and child.lower_ == "of" and reading.actors[mention].type in ("person", None):
                for state in children(child, "pobj"):  # "A of Chile and B of Bulgaria": B hangs on Chile
                    out.extend(n for part in conjuncts(state)[1:] if _by_name(reading, part) for n in _phrase(reading, part, depth + 1))
            elif child.dep_ == "prep" and child.lower_ == "of" and reading.actors[mention].rule.endswith("capitals"):
                out.extend(n for p in child.children if p.dep_ == "pobj" for n in actors_of(reading, p))  # "the Communist Party of China"
            elif child.dep_ == "prep" and (
                child.lower_ == "including"
                or (
                    child.lower_ in ("from", "of") and (form == "counterpart" or (child.i and child.nbor(-1).tag_ == "CC"))
                )  # "envoys of Peru and | of Chile"
            ):
                out.extend(n for p in child.children if p.dep_ == "pobj" for n in actors_of(reading, p))  # "his counterparts from Peru"
        return out
    out = []
    for child in head.children:
        if child.dep_ == "appos":
            out.extend(_phrase(reading, child, depth + 1))
        elif child.dep_ == "prep" and child.lower_ in _OF and (lemma(head) in PEOPLE or head.lower_ in _THOSE):
            out.extend(n for prep in conjuncts(child) for p in children(prep, "pobj") for n in actors_of(reading, p))
        elif child.dep_ in ("nmod", "compound", "amod", "poss") and (
            lemma(head) in PEOPLE or child.dep_ == "nmod" or reading.actor(child) is not None
        ):
            if child.tag_ == "PRP$" and children(head, "appos"):
                continue  # "his colleague, Ann Rowe"
            if lemma(head) in PEOPLE or _is_person(reading, child) or (child.dep_ == "poss" and _is_group(reading, child)):
                out.extend(_phrase(reading, child, depth + 1))
        elif child.dep_ == "acl" and child.lower_ in ("led", "headed"):
            out.extend(n for by in child.children for p in by.children for n in actors_of(reading, p))
    return out or _titled(reading, head) or _from_behind(reading, head)


def _beside(reading: Reading, head: Token, mention: int) -> int | None:
    """ "Sent an envoy, | Ann Rowe, to Kiev", "with his counterpart, | Ann Rowe", where the parser hangs the name elsewhere."""
    if reading.actors[mention].form not in ("office", "counterpart") or head.i + 2 >= head.sent.end or head.nbor(1).text != ",":
        return None
    n = reading.actor(head.nbor(2))
    named = None if n is None or reading.actors[n].type != "person" else reading.roots["actor", n]
    meant = named is not None and (n in reading.actors[mention].antecedents or named.head == head.head)
    return n if meant and named is not None and named.dep_ == "npadvmod" else None


def _another(reading: Reading, apposed: Token, mention: int) -> list[int]:
    """ "Chile's foreign minister, A, the president of Peru, | B, and C met": an office of somebody else; "A of Chile, B of Peru and C"."""
    n = reading.actor_at[apposed.i]
    other = reading.actors[n]
    if other.form in ("office", "counterpart"):
        own = [k for k in other.antecedents if k > n and reading.actors[k].form == "name" and mention not in other.antecedents]
        return own + [k for part in _resumed(apposed) for k in _phrase(reading, part, 3)]
    listed = other.form == "name" and "person" in (other.type, reading.actors[mention].type) and children(apposed, "conj")
    named = [k for part in conjuncts(apposed) for k in _phrase(reading, part, 3)] if listed else []
    return [k for k in named if reading.actors[k].type in ("person", None)]


def _resumed(apposed: Token) -> list[Token]:
    """ "Chile's president, A, and the king of Spain met": the king hangs on A."""
    behind = conjuncts(apposed)[1:]
    return [o for o in behind if any(t.tag_ == "CC" and t.nbor(-1).text == "," for t in o.doc[apposed.i + 1 : o.left_edge.i + 1])]


def _from_behind(reading: Reading, officials: Token) -> list[int]:
    """ "Met Minister A and officials | from the African Union", where the parser hangs the body on A."""
    behind = officials.doc[officials.i + 1 : min(officials.i + 2, officials.sent.end)]
    if lemma(officials) not in PEOPLE or not any(t.lower_ in ("from", "of") and t.dep_ == "prep" for t in behind):
        return []
    return [n for prep in behind for p in children(prep, "pobj") for n in actors_of(reading, p)]


def _titled(reading: Reading, title: Token) -> list[int]:
    """ "Chairman of the Standing Committee of the Great Khural | Ann Rowe", "ambassador to Kenya | Ann Rowe", hung on what is between."""
    if lemma(title) not in PEOPLE:
        return []
    for token in title.doc[title.i + 1 : min(title.i + _TITLE, title.sent.end)]:
        n = reading.actor(token)
        if n is not None and reading.actors[n].type == "person":
            return [n] if token.i == title.i + 1 or title.lower_ in (reading.actors[n].title or "").lower().split() else []
    return []


def _swallowed(reading: Reading, child: Token, mention: int) -> list[int]:
    """Who stands before a conjunction that the parser took for a part of the name behind it: "North Korean and Japanese diplomats"."""
    doc = child.doc
    inside = [t for t in child.subtree if reading.actor(t) not in (None, mention)]
    out: list[int] = []
    for n in dict.fromkeys(reading.actor_at[t.i] for t in inside):
        end = max(x.i for x in inside if reading.actor(x) == n) + 1
        if doc[end].lower_ in ("and", ",", "&") and reading.roots["actor", n].dep_ != "pobj":  # not "Xi's first to Peru, …"
            out.append(n)
    return out


def _outer(reading: Reading, head: Token, mention: int) -> list[Token]:
    """The children of every word of a mention that lie outside it."""
    inside = [t for t in head.subtree if reading.actor(t) == mention]
    return [c for t in inside for c in t.children if reading.actor(c) != mention]


def _is_person(reading: Reading, token: Token) -> bool:
    n = reading.actor(token)
    return n is not None and reading.actors[n].type == "person"


def _states(reading: Reading, listed: Token) -> list[int]:
    """The states of a list of nothing else."""
    found = [reading.actor_at.get(t.i) for t in conjuncts(listed)]
    return [n for n in found if n is not None] if all(n is not None and reading.actors[n].type == "state" for n in found) else []


def _behind_state(reading: Reading, head: Token) -> list[int]:
    """ "The envoy of Norway, | Ann Rowe", whom the parser hangs on Norway."""
    preps = [p for p in children(head, "prep") if head.tag_ == "NN" and p.lower_ in _OF]
    states = [s for p in preps for s in children(p, "pobj") if (n := reading.actor(s)) is not None and reading.actors[n].type == "state"]
    return [reading.actor_at[a.i] for s in states for a in children(s, "appos") if _by_name(reading, a)]


def _by_name(reading: Reading, token: Token) -> bool:
    n = reading.actor(token)
    return n is not None and reading.actors[n].form == "name" and reading.actors[n].type in ("person", None)


def _is_group(reading: Reading, token: Token) -> bool:
    """ "The two countries' intergovernmental commission": whose it is."""
    n = reading.actor(token)
    return n is not None and reading.actors[n].form == "group"


def who(reading: Reading, head: Token, verb: Token) -> list[int]:
    """The actors of a phrase; a pronoun that stands for nobody here is the subject of the clause around: "Russia said it would host"."""
    if head.tag_ in ("WP", "WP$", "WDT") and head.lower_ != "what":
        head = relative_noun(reading, head)  # "President Abe, with whom he will hold talks"
    mentions = actors_of(reading, head)
    if len(mentions) == 1 and (reading.actors[mentions[0]].title or "") == "spokesperson" and reading.actors[mentions[0]].form == "office":
        return [n for p in prepositional(head, "for", "of") for n in actors_of(reading, p)] or mentions
    if not mentions and head.tag_ == "PRP" and head.lower_ in ("it", "they", "he", "she", "i", "we") and head.i < verb.i:
        return clause_subject(reading, verb)
    return mentions


def relative_noun(reading: Reading, pronoun: Token) -> Token:
    """Whoever is named right before a relative pronoun, for whom it stands; the pronoun itself where nobody is."""
    before = pronoun.i - 1
    while before and (pronoun.doc[before].text == "," or pronoun.doc[before] == pronoun.head):
        before -= 1
    named = reading.actor_at.get(before)
    return pronoun if named is None else reading.roots["actor", named]


def bare_officials(reading: Reading, head: Token) -> list[Token]:
    """The nouns of officials of whom the phrase does not say whose they are: "talks with ministers", "met the king"."""
    nouns = words("sides.toml", "nouns")
    out: list[Token] = []
    for part in conjuncts(head):
        if reading.actor(part) is not None or not is_noun(part) or part.lower_ not in nouns["hosts"]:
            continue
        before = [c for c in part.children if c.i < part.i and c.dep_ in ("compound", "amod", "nmod", "poss", "nummod", "neg")]
        behind = [c for c in part.children if c.i > part.i and c.dep_ in ("prep", "appos", "relcl", "acl")]
        behind = behind or [t for t in part.doc[part.i + 1 : part.i + 2] if t.lower_ in ("from", "of")]
        if not behind and all(c.lower_ in nouns["hosts_how"] for c in before):
            out.append(part)
    return out


def clause_subject(reading: Reading, noun: Token) -> list[int]:
    """The subject of the nearest clause above a noun that has one."""
    verb = governing_verb(noun)
    for _ in range(4):
        if verb is None:
            return []
        heads = [head for head in (children(verb, "nsubjpass") or subjects(verb)) if head != noun and head.tag_ != "PRP"]
        if heads:  # whoever that is: nobody farther off is meant
            return [n for head in heads for n in actors_of(reading, head)]
        verb = governing_verb(verb)
    return []


def modifiers(reading: Reading, noun: Token) -> list[int]:
    """Actor mentions that stand as modifiers before a noun: "the China-U.S. talks", "a Putin-Trump summit", "the EU meeting"."""
    out: list[int] = []
    todo = [c for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod", "nummod", "npadvmod", "punct", "dep")]
    while todo:
        token = todo.pop()
        if token.lower_ == "official":
            continue  # "an official goodwill visit"
        out.extend(reading.shared.get(token.i, ()))  # "US-Russia" may be one token
        todo.extend(c for c in token.children if c.dep_ in _INSIDE or c.dep_ in ("punct", "dep"))
    return sorted(set(out))


def places_of(reading: Reading, head: Token) -> list[int]:
    """The place mentions that the phrase headed by ``head`` names: "the Black Sea resort of Sochi" gives Sochi."""
    out: list[int] = []
    for part in conjuncts(head):
        here = reading.place(part)
        inner: list[int] = []
        for child in part.children:
            if child.dep_ == "appos" or (child.dep_ == "prep" and child.lower_ in ("of", "in", "near", "at", "on")):
                below = [child] if child.dep_ == "appos" else [p for p in child.children if p.dep_ == "pobj"]
                inner.extend(n for p in below for n in places_of(reading, p))
        if here is not None:
            out.append(here)
        elif inner:
            out.extend(inner)
        else:
            out.extend(n for c in part.children if c.dep_ in ("compound", "nmod", "poss", "amod") and (n := reading.place(c)) is not None)
    return list(dict.fromkeys(out))


def place_modifiers(reading: Reading, noun: Token) -> list[int]:
    """Place mentions before a noun: "the Helsinki summit", "a Washington visit"."""
    out = []
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "amod", "nmod", "poss"):
            n = reading.place(child)
            if n is not None:
                out.append(n)
    return out
