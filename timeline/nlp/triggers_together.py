"""Encounters told by the time that two spend together, by a call at somebody's house, a letter handed over, a word over dinner.

"Spent two hours with the emir", "after 90 minutes with his counterpart", "a call on President Chadli", "handed Assad a letter".
"""

from __future__ import annotations

from timeline.nlp.arguments import Reading, actors_of, who
from timeline.nlp.clauses import children, is_verb, lemma, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import asked_of_somebody
from timeline.nlp.triggers_people import personal, several

_HAVE = frozenset({"spend", "have", "welcome", "want", "get", "need", "enjoy", "seek", "request"})
_AFTER = frozenset({"after", "from", "following", "during", "for"})
_MEALS = frozenset({"dinner", "lunch", "luncheon", "breakfast", "tea", "coffee", "supper", "drinks"})
_HOURS = frozenset({"hour", "hours", "minute", "minutes"})
_OPPOSITE = ("with", "opposite")


def hours_with(reading: Reading, frame: Frame) -> bool:
    """ "Spent two hours with Assad", "after 90 minutes with his counterpart", "the two spent an hour together": with whom, and who."""
    noun = frame.token
    verb = noun.head if noun.dep_ in ("dobj", "npadvmod") and lemma(noun.head) in _HAVE else None
    if verb is None and not (noun.dep_ == "pobj" and noun.head.lower_ in _AFTER):
        return False
    inside = [
        c for t in (noun, verb) if t is not None for c in children(t, "acl", "advcl", "oprd", "xcomp") if c.lower_ in ("closeted", "locked")
    ]
    carriers = [noun, *([verb] if verb is not None else []), *inside]
    for carrier in carriers:
        heads = prepositional(carrier, *_OPPOSITE) + [h for t in prepositional(carrier, "across") for h in prepositional(t, "from")]
        for head in heads:
            frame.add(actors_of(reading, head), "with", "party")
    if verb is not None:
        for head in subjects(verb):
            frame.add(who(reading, head, verb), "subject", "party")
    if any(personal(reading, n) for n in frame.filled("with")):
        return True
    if verb is None or lemma(verb) != "spend" or not several(reading, frame.filled("subject")):
        return False
    together = any(c.lower_ == "together" for t in (noun, verb) for c in children(t, "advmod"))
    return together or (bool(frame.places) and all(reading.actors[n].form == "group" for n in frame.filled("subject")))


def beyond_hours(verb: Token, *prepositions: str) -> list[Token]:
    """ "Sat for six hours opposite Suleiman": whoever the parser hung on the hours."""
    return [h for o in prepositional(verb, "for") if o.lower_ in _HOURS for h in prepositional(o, *prepositions)]


def over_a_meal(verb: Token) -> bool:
    """ "Told him over dinner"."""
    return any(o.lower_ in _MEALS for o in prepositional(verb, "over", "at"))


def at_a_table(reading: Reading, frame: Frame) -> bool:
    """ "Sat at the same table", "sat around a table with Assad", "sat together": two at least, and no figure of speech."""
    verb = frame.token
    table = any(lemma(o) == "table" for o in prepositional(verb, "at", "around", "round"))
    return table and (several(reading, frame.filled("subject")) or bool(frame.filled("with")))


def both_dined(reading: Reading, frame: Frame) -> bool:
    """ "The two lunched together", "A and B, who dined together": the parser may hang the clause on B."""
    verb = frame.token
    if verb.dep_ == "relcl" and verb.head.dep_ == "conj" and any(c.lower_ == "together" for c in children(verb, "advmod")):
        frame.add(actors_of(reading, verb.head.head), "subject", "party")
    return several(reading, frame.filled("subject"))


def called_on(reading: Reading, frame: Frame) -> bool:
    """ "A call on President Chadli", and no call on him to resign."""
    noun = frame.token
    if noun.tag_ != "NN" or not any(personal(reading, n) for n in frame.filled("on")):
        return False
    return not (is_verb(noun.head) and noun.dep_ == "nsubj") and not asked_of_somebody(noun)


def handed_over(reading: Reading, frame: Frame) -> bool:
    """ "Handed a message from Khatami to Sheikh Zayed", "handed Assad a letter": to somebody, by hand."""
    for head in children(frame.token, "dative", "dobj"):
        frame.add(actors_of(reading, head), "to", "party")
    return any(personal(reading, n) for n in frame.filled("to"))
