"""Slots that the parser lost: a subject before an apposition, a preposition without its noun, a town taken for who travels there."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.clauses import children, is_verb, lemma, objects, passive, prepositional, subjects
from timeline.nlp.parse import Token


def received(carrier: Token, path: str) -> list[Token]:
    """ "a meeting with visiting Iraqi President Ann Rowe", where the parser takes the visitor for whom is visited.

    So is whoever follows a second "with": "met with A and | with B".
    """
    again = [
        p for prep in children(carrier, "prep") if prep.lower_ == path for twin in children(prep, "conj") for p in children(twin, "pobj")
    ]
    return again + [
        visitor
        for prep in children(carrier, "prep")
        if prep.lower_ == path and path in ("with", "between")
        for verb in (*children(prep, "pcomp"), *children(carrier, "acl"))  # "talks between Lao leaders and visiting Premier Wu Yi"
        if verb.lower_ == "visiting"
        for visitor in objects(verb)
    ]


def doers(reading: Reading, verb: Token) -> list[Token]:
    """Who does what a verb says, also where the parser hung him elsewhere: "At the invitation of X, President Y will pay a visit"."""
    return subjects(verb) or named_before(reading, verb)


def apart(verb: Token, path: str) -> list[Token]:
    """Whoever hangs on the line, the day or the place between: "spoke by telephone | with President Xi"."""
    preps = [p for p in children(verb, "prep", "agent") if p.lower_ != "at"]  # not "at a news conference with X"
    between = [p for prep in preps for p in children(prep, "pobj")] + children(verb, "npadvmod", "advmod")
    nouns = words("frames.toml", "nouns")
    between = [t for t in between if t.i > verb.i and (t.tag_ == "NNP" or lemma(t) in nouns["phone"] | nouns["carrying"] | _TIMES)]
    return [p for other in between for p in prepositional(other, path)]


_TIMES = frozenset({"time", "morning", "afternoon", "evening", "night", "length", "lunch", "dinner", "breakfast", "tea", "coffee"})


def watched(reading: Reading, spine: Sequence[Token]) -> list[int]:
    """ "Met in the presence of Minister X"."""
    here = [h for t in spine for h in prepositional(t, "in") if h.lower_ == "presence"]
    return [n for h in here for p in prepositional(h, "of") for n in actors_of(reading, p)]


def company(subject: Token) -> list[Token]:
    """ "President Xi, together with Prime Minister Wu, met", "joined by Wu, Xi met": who meets somebody with him."""
    joined = [by for verb in children(subject, "advcl", "acl") if lemma(verb) == "join" for by in children(verb, "agent")]
    own = [] if is_verb(subject) else children(subject, "prep")
    together = [p for p in own if p.lower_ == "alongside" or (p.i and p.nbor(-1).lower_ in ("together", "along", "jointly"))]
    return [head for prep in joined + together for head in children(prep, "pobj")]


def named_before(reading: Reading, verb: Token) -> list[Token]:
    """Whoever is named right before a finite verb whose subject the parser lost: "Following talks with Wu Yi, Ruggiero met"."""
    if passive(verb) or verb.dep_ in ("xcomp", "acl", "pcomp", "amod") or not (verb.tag_ in ("VBD", "VBZ", "VBP") or children(verb, "aux")):
        return []
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]):
        n = reading.actor(token)
        if n is not None:
            return [_foremost(reading, reading.roots["actor", n])]
        if token.text == ",":
            return apposed(reading, token)
        if token.dep_ not in ("aux", "advmod", "neg"):
            return []
    return []


def _foremost(reading: Reading, named: Token) -> Token:
    """ "President Xi of China", "Xi and Abe": whose state it is, the first of a list."""
    while (of := named.dep_ == "pobj" and named.head.lower_ == "of" and reading.actor(named.head.head) is not None) or (
        named.dep_ == "conj" and reading.actor(named.head) is not None and named.left_edge.nbor(-1).text != ","
    ):
        named = named.head.head if of else named.head
    return named


def apposed(reading: Reading, comma: Token) -> list[Token]:
    """The name before an apposition that a comma ends: "Li Bin, Chinese ambassador for Korean affairs, met"."""
    for token in reversed(comma.doc[max(comma.sent.start + 1, comma.i - 16) : comma.i]):
        if token.text == ",":
            n = reading.actor(token.nbor(-1))
            return [reading.roots["actor", n]] if n is not None else []
    return []


def dangling(reading: Reading, carrier: Token, path: str) -> list[int]:
    """Whoever is named right behind a preposition that the parser left without its noun: "to meet with | President A and B, C said"."""
    for prep in children(carrier, "prep"):
        if prep.lower_ != path or children(prep, "pobj", "pcomp"):
            continue
        out: list[int] = []
        for token in prep.doc[prep.i + 1 : min(prep.sent.end, prep.i + 20)]:
            n = reading.actor(token)
            if n is not None:
                if n not in out:
                    out.append(n)
            elif token.lower_ not in ("and", "-") and token.tag_ not in ("NNP", "NNPS", "JJ", "DT", "NN", "POS"):
                break
        return out
    return []
