"""Who else stands in a list of people, where the parser hung its last members elsewhere.

"met the president, A, and his secretary of state, B", "talks with A, general secretary of the party, and President B": after an
apposition, a possessive or an office with a long name the parser often ties "and B" to the verb, or takes B for another apposition.
The words tell: nothing but a title stands between "and" and the next name, and that name does nothing of its own.
"""

from __future__ import annotations

from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.clauses import children, is_verb, lemma
from timeline.nlp.parse import Parse, Token

_TITLE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "HYPH", "CD", "NFP"})
_PERSONS = frozenset({"office", "counterpart"})
_DOES = frozenset({"VBD", "VBZ", "VBP", "MD"})
_APPOSED = 22  # words of an apposition between commas
_TITLED = 10  # words of a title before a name
_BETWEEN = 26  # words from the one party of talks to the other
_PRESENT = frozenset({"present", "attending", "attend", "guests", "participants", "participating"})
_UP = 7  # steps from a gathering up to the verb that tells who is there
_MOST = 6  # members of a list that are looked for
_ENDS = frozenset({";", ":", "(", '"', "“", "--", "–", "—"})


def listed_behind(reading: Reading, found: list[int]) -> list[int]:
    """The actor mentions of a slot with the people who follow the last of them after "and"; the same list where nobody does."""
    if not found:
        return found
    out = found
    for _ in range(_MOST):
        last = max(out, key=lambda n: reading.roots["actor", n].i)
        mention = reading.actors[last]
        if mention.type != "person" and mention.form not in _PERSONS:
            return out
        behind = _end(reading, last)
        if mention.form == "office":
            behind = _past_body(reading.doc, behind)
        named = _next(reading, behind)
        added = [n for n in named if n not in out]
        if not added:
            return out
        out = [*out, *added]
    return out


def other_side(reading: Reading, one: int) -> list[int]:
    """Who stands behind "and" after the one party of "between", where the parser hung him on its leader: "talks between a delegation
    led by Ann Rowe | and Peruvian officials opened"."""
    doc = reading.doc
    at = _end(reading, one)
    for k in range(at, min(at + _BETWEEN, doc[at - 1].sent.end - 1)):
        token = doc[k]
        if token.tag_ in _DOES:
            return []
        if token.lower_ == "and":
            behind = [n for t in doc[k + 1 : min(k + _TITLED, token.sent.end)] if (n := reading.actor_at.get(t.i)) is not None]
            if behind and behind[0] != one:
                return actors_of(reading, reading.roots["actor", behind[0]])
    return []


def present(reading: Reading, noun: Token) -> list[int]:
    """Who is told to be at a gathering: "Present at the talks were A and B", "Among those attending the summit are A and B",
    "A is among the leaders expected to attend the summit"."""
    if noun.sent.small.isdisjoint(_PRESENT):
        return []
    below, above, seen = noun, noun, False
    for _ in range(_UP):
        below, above = above, above.head
        if above is below:
            return []
        seen = seen or above.lower_ in _PRESENT
        if not is_verb(above):
            continue
        were = [c for c in children(above, "aux") if seen and c.children]  # "Also attending the talks | were A and B"
        if seen and (were or lemma(above) in ("be", "include")):
            heads = [c for verb in (above, *were) for c in children(verb, "nsubj", "attr", "dobj", "conj") if c is not below]
            return [n for head in heads for n in listed_behind(reading, actors_of(reading, head))]
        if children(above, "nsubj", "nsubjpass"):
            return []
    return []


def _end(reading: Reading, mention: int) -> int:
    """The position of the first word behind a mention."""
    at = reading.roots["actor", mention].i
    while reading.actor_at.get(at) == mention:
        at += 1
    return at


def _next(reading: Reading, at: int) -> list[int]:
    doc = reading.doc
    end = doc[at - 1].sent.end
    if at >= end:
        return []
    if doc[at].text == "," and at + 1 < end and doc[at + 1].lower_ not in ("and", "as"):
        at = _past_apposition(doc, at + 1, end)
    if at < end and doc[at].text == ",":
        at += 1
    if at >= end or doc[at].lower_ != "and":
        return []
    for k in range(at + 1, min(at + 1 + _TITLED, end)):
        token = doc[k]
        n = reading.actor_at.get(k)
        if n is not None:
            mention = reading.actors[n]
            if mention.form in _PERSONS or (mention.form == "name" and mention.type == "person"):
                behind = _end(reading, n)
                if _acts(reading, behind, end):
                    return []
                return actors_of(reading, reading.roots["actor", n])
        if token.tag_ not in _TITLE and token.lower_ != "of":
            return []
    return []


def _past_body(doc: Parse, at: int) -> int:
    """Behind the name of the body that an office is of: "chief of the Harbour City Labour Party | and mayor B"."""
    if at >= len(doc) or doc[at].lower_ != "of":
        return at
    for k in range(at, min(at + _APPOSED, len(doc))):
        if doc[k].tag_ not in _TITLE and doc[k].lower_ not in ("of", "for"):
            return k
    return at


def _past_apposition(doc: Parse, at: int, end: int) -> int:
    """The comma that ends an apposition beginning at a word; the end of the sentence where none does."""
    for k in range(at, min(at + _APPOSED, end)):
        token = doc[k]
        if token.text == ",":
            return k
        if token.text in _ENDS or token.verb:
            return end
    return end


def _acts(reading: Reading, at: int, end: int) -> bool:
    """True where the words behind a name make it the subject of a clause of its own, or an owner: "and B said", "and B's wife"."""
    doc = reading.doc
    if at >= end:
        return False
    if doc[at].text == ",":
        behind = _past_apposition(doc, at + 1, end)
        if behind + 1 < end:
            at = behind + 1
        else:
            return False
    while at < end and doc[at].tag_ == "RB":
        at += 1
    return at < end and (doc[at].tag_ in _DOES or doc[at].tag_ == "POS")
