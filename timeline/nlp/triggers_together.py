"""Encounters told by the time that two spend together, by a call at somebody's house, a letter handed over, a word over dinner.

"Spent two hours with the emir", "after 90 minutes with his counterpart", "a call on President Chadli", "handed Assad a letter".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from timeline.nlp.arguments import Reading, actors_of, who
from timeline.nlp.clauses import children, is_verb, lemma, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import asked_of_somebody
from timeline.nlp.triggers_people import personal, several

_HAVE = frozenset({"spend", "have", "welcome", "want", "get", "need", "enjoy", "seek", "request"})
_AFTER = frozenset({"after", "from", "following", "during", "for"})
_HOURS = frozenset({"hour", "hours", "minute", "minutes"})
_LETTERS = frozenset({"letter", "note", "message", "email", "e-mail", "cable", "statement", "interview", "tweet", "film"})
_HOSTING = frozenset({"is", "was", "be", "play", "plays", "played", "playing"})
_OPPOSITE = ("with", "opposite")


def hours_with(reading: Reading, frame: Frame) -> bool:
    """ "Spent two hours with Assad", "after 90 minutes with his counterpart", "the two spent an hour together": with whom, and who."""
    noun = frame.token
    verb = noun.head if is_verb(noun.head) else None
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
    if any(personal(reading, n) and not _unknown(reading, n) for n in frame.filled("with")):
        return True
    if verb is None or lemma(verb) != "spend" or not several(reading, frame.filled("subject")):
        return False
    together = any(c.lower_ == "together" for t in (noun, verb) for c in children(t, "advmod"))
    return together or (bool(frame.places) and all(reading.actors[n].form == "group" for n in frame.filled("subject")))


def _unknown(reading: Reading, n: int) -> bool:
    """True for a full name of which neither the words nor the tables tell an office: "the trainer John Hall"."""
    mention = reading.actors[n]
    known = mention.title or mention.office or mention.country or mention.candidates
    return mention.form == "name" and " " in mention.text and not known


def beyond_hours(verb: Token, *prepositions: str) -> list[Token]:
    """ "Sat for six hours opposite Suleiman": whoever the parser hung on the hours."""
    return [h for o in prepositional(verb, "for") if o.lower_ in _HOURS for h in prepositional(o, *prepositions)]


def at_a_table(reading: Reading, frame: Frame) -> bool:
    """ "Sat at the same table", "sat around a table with Assad", "sat together": two at least, and no figure of speech."""
    verb = frame.token
    table = any(lemma(o) == "table" for o in prepositional(verb, "at", "around", "round"))
    return table and (several(reading, frame.filled("subject")) or bool(frame.filled("with")))


def called_on(reading: Reading, frame: Frame) -> bool:
    """ "A call on President Chadli", and no call on him to resign."""
    noun = frame.token
    if noun.tag_ != "NN" or not any(personal(reading, n) for n in frame.filled("on")):
        return False
    return not (is_verb(noun.head) and noun.dep_ == "nsubj") and not asked_of_somebody(noun)


def put_to(reading: Reading, frame: Frame) -> bool:
    """ "Put the plan to President Museveni"."""
    return (
        not in_writing(frame.token)
        and bool(children(frame.token, "dobj"))
        and any(_official(reading, n) for n in frame.filled("to") + frame.filled("before"))
    )


def raised_with(reading: Reading, frame: Frame) -> bool:
    """ "Raised the matter with King Hassan", "will take it up with his counterpart": face to face, where the words tell no letter."""
    verb = frame.token
    matter = bool(children(verb, "dobj")) or lemma(verb) == "go"
    return matter and not in_writing(verb) and any(_official(reading, n) for n in frame.filled("with"))


def in_writing(verb: Token) -> bool:
    """True for what somebody does "in a letter", "by email", "in an interview": not face to face."""
    own = [verb, *children(verb, "dobj", "dative")]
    heads = [
        h for t in (*own, *(o for t in own for o in prepositional(t, "with", "to"))) for h in prepositional(t, "in", "by", "through", "via")
    ]
    return any(lemma(h) in _LETTERS for h in heads)


def host_to(reading: Reading, frame: Frame) -> bool:
    """ "Was host to Chancellor Kohl", "played host to him"."""
    noun = frame.token
    for head in (*prepositional(noun, "to"), *prepositional(noun.head, "to")):
        frame.add(actors_of(reading, head), "to", "guest")
    for head in subjects(noun.head):
        frame.add(who(reading, head, noun.head), "subject", "host")
    return bool(frame.filled("subject")) and any(personal(reading, n) for n in frame.filled("to"))


def a_word_with(reading: Reading, frame: Frame) -> bool:
    """ "Had a quiet word with Museveni", "the two had a word"."""
    noun = frame.token
    for head in (*prepositional(noun, "with"), *prepositional(noun.head, "with")):
        frame.add(actors_of(reading, head), "with", "party")
    for head in subjects(noun.head):
        frame.add(who(reading, head, noun.head), "subject", "party")
    return any(personal(reading, n) for n in frame.filled("with")) or several(reading, frame.filled("subject"))


def _official(reading: Reading, n: int) -> bool:
    """True for a person by name, office or as somebody's counterpart."""
    mention = reading.actors[n]
    return mention.form in ("office", "counterpart") or (mention.form == "name" and mention.type in (None, "person"))


def handed_over(reading: Reading, frame: Frame) -> bool:
    """ "Handed a message from Khatami to Sheikh Zayed", "handed Assad a letter": to somebody, by hand."""
    for head in children(frame.token, "dative", "dobj"):
        frame.add(actors_of(reading, head), "to", "party")
    return any(personal(reading, n) for n in frame.filled("to"))


def _of_time(noun: Token) -> bool:
    return noun.head.lower_ in _AFTER if noun.dep_ == "pobj" else noun.dep_ in ("dobj", "npadvmod") and lemma(noun.head) in _HAVE


def _one_word(noun: Token) -> bool:
    if noun.tag_ != "NN" or noun.dep_ != "dobj" or lemma(noun.head) not in _HAVE or not children(noun, "det"):
        return False
    return not any(p.lower_ in ("of", "for", "to", "about") for p in children(noun, "prep"))


def _is_host(noun: Token) -> bool:
    return noun.dep_ in ("attr", "dobj") and noun.head.lower_ in _HOSTING


def _behind(verb: Token, *prepositions: str) -> bool:
    """True where one of the prepositions hangs on a verb, or on its object."""
    own = (verb, *children(verb, "dobj"))
    return any(c.lower_ in prepositions for t in own for c in children(t, "prep", "dative", "advmod"))


BY_WORDS: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "hours_with": _of_time,
        "a_word_with": _one_word,
        "host_to": _is_host,
        "put_to": lambda verb: bool(children(verb, "dobj")) and _behind(verb, "to", "before"),
        "raised_with": lambda verb: _behind(verb, "with"),
        "at_a_table": lambda verb: _behind(verb, "at", "around", "round"),
        "called_on": lambda noun: noun.tag_ == "NN" and _behind(noun, "on"),
    }
)
"""What of these needs the words around a trigger deny by themselves."""

TOGETHER: Mapping[str, Callable[[Reading, Frame], bool]] = MappingProxyType(
    {
        "hours_with": hours_with,
        "at_a_table": at_a_table,
        "called_on": called_on,
        "handed_over": handed_over,
        "put_to": put_to,
        "raised_with": raised_with,
        "host_to": host_to,
        "a_word_with": a_word_with,
    }
)
"""Needs of the triggers of this page."""
