"""Stops and legs of a journey, and visits to a place named just before.

"In Germany, his previous stop", "Spain is the third leg of Hu's tour", "came from Peru after ending a visit there": the place, and
whoever travels, stand where no slot of the noun leads.
"""

from __future__ import annotations

from timeline.nlp.arguments import Reading, actors_of, places_of, who
from timeline.nlp.clauses import children, governing_verb, lemma, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_STAGES = frozenset({"stop", "leg"})
_JOURNEYS = frozenset({"tour", "trip", "visit", "journey", "swing", "mission"})


def fill_stop(reading: Reading, frame: Frame) -> None:
    """Where a visit leads, and who makes it, by the words before it."""
    noun = frame.token
    stage = lemma(noun) in _STAGES
    if stage:  # "the last leg of his Asia tour" is no visit to Asia
        frame.goals = [(n, path) for n, path in frame.goals if path not in ("of", "modifier")]
    if not frame.goals and not frame.here:
        spots = _spots(reading, noun) if stage else _there(reading, noun)
        frame.goals.extend((n, "stop") for head in spots for n in places_of(reading, head))
    if not stage or not frame.goals:
        return
    if all(reading.actors[n].form == "pronoun" for n in frame.parties):
        frame.add(_travellers(reading, noun), "poss", "traveller")


def _spots(reading: Reading, noun: Token) -> list[Token]:
    """ "Germany, his previous stop", "Spain is the third leg", "in Manila in an earlier stop"."""
    first = noun.left_edge.i
    if first > 1 and noun.doc[first - 1].text == "," and reading.place(noun.doc[first - 2]) is not None:
        return [noun.doc[first - 2]]
    return []


def _travellers(reading: Reading, noun: Token) -> list[int]:
    """Whose journey it is a part of: "the third leg of Hu's tour", "visit, which included a stop in Peru", else the sentence's subject."""
    owners = [
        o for j in prepositional(noun, "of", "on") if lemma(j) in _JOURNEYS for o in (*children(j, "poss"), *prepositional(j, "by", "of"))
    ]
    verb = governing_verb(noun)
    if not owners and verb is not None and verb.dep_ == "relcl" and lemma(verb.head) in _JOURNEYS:
        owners = children(verb.head, "poss")
    found = [n for o in owners for n in actors_of(reading, o)]
    above = verb if verb is None or verb.dep_ != "relcl" else governing_verb(verb)
    if found or above is None:
        return found
    return [n for s in subjects(above) for n in who(reading, s, above) if reading.actors[n].form in ("name", "office", "pronoun")]


def _there(reading: Reading, noun: Token) -> list[Token]:
    """ "came from Peru after ending a visit there", "flew in from Peru, where he was on a visit"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.lower_ == "there":
        before = [t for t in noun.doc[noun.sent.start : noun.i] if reading.place(t) is not None]
        return before[-1:]
    return []
