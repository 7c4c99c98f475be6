"""Who else meets, where the words name a body of two states, or the visit of which talks are a part; who is with whom.

"The India-Nepal joint commission met": the two states. "A visit to Washington, which includes talks with the vice president": whoever
is on the visit.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, modifiers
from timeline.nlp.clauses import children, is_verb, lemma, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_BODIES = frozenset({"commission", "committee", "council", "group", "groups", "board", "panel", "commissions", "committees"})
_INCLUDE = frozenset({"include", "includes", "included", "including", "feature", "features", "featured", "involve", "involves"})
_TWO = 2
_STAGES = frozenset({"conference", "podium", "stage", "ceremony"})
_FAR = 12  # words behind "called on somebody"


def joint_bodies(reading: Reading, frame: Frame) -> None:
    """ "The Russia-Kazakhstan commission met", "a session of the joint commission of India and Nepal": the states whose body it is."""
    token = frame.token
    for head in subjects(token) if is_verb(token) else prepositional(token, "of", "under", "within"):
        if head.lower_ not in _BODIES:
            continue
        pair = [n for n in modifiers(reading, head) if reading.actors[n].rule == "actor.compound" and reading.actors[n].form != "group"]
        pair = pair or [n for owner in prepositional(head, "of", "between") for n in actors_of(reading, owner)]
        pair = [n for n in pair if reading.actors[n].type == "state"]
        if len(pair) >= _TWO:
            frame.slots = [s for s in frame.slots if reading.roots.get(("actor", s.mention)) is not head]
            frame.add(pair, "between", "party")


def patrons(reading: Reading, frame: Frame) -> None:
    """ "Talks will resume under UN auspices", "negotiations under the UN climate convention": the body by whose leave they are."""
    noun = frame.token
    if any(c.lower_ in ("the", "this", "that") for c in children(noun, "det")):
        return  # "the meeting will be held under UN auspices": of which it is told elsewhere who meets
    above = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    for under in (p for t in (noun, above) if t is not None for p in children(t, "prep") if p.lower_ == "under"):
        for head in children(under, "pobj"):
            named = [*modifiers(reading, head), *actors_of(reading, head)]
            if head.lower_ in ("auspices", "aegis", "umbrella", "sponsorship"):
                named += [n for owner in (*children(head, "poss"), *prepositional(head, "of")) for n in actors_of(reading, owner)]
            frame.add([n for n in named if reading.actors[n].type == "organisation"], "of", "party")


def within_visits(frames: Sequence[Frame]) -> None:
    """ "A visit to Washington, which includes talks with Cheney", "his trip will include a meeting with Abe"."""
    visits = {f.token.i: f for f in frames if f.kind == "visit"}
    if not visits:
        return
    for meeting in frames:
        verb = meeting.token.head
        if meeting.kind == "visit" or meeting.token.dep_ != "dobj" or verb.lower_ not in _INCLUDE or meeting.during is not None:
            continue
        visit = next((visits[t.i] for s in children(verb, "nsubj") for t in _told_by(s, verb) if t.i in visits), None)
        if visit is not None and len(set(meeting.parties)) < _TWO:
            meeting.add(visit.parties, "around", "party")
            meeting.during = visit


def _told_by(subject: Token, verb: Token) -> list[Token]:
    """The subject; for "which" the words that it may stand for, the nearest first: "a visit to Washington, which"."""
    if subject.lower_ not in ("which", "that"):
        return [subject]
    noun = verb.head
    return [noun, *([noun.head.head] if noun.dep_ == "pobj" else [])]


def in_one_place(reading: Reading, verb: Token) -> bool:
    """ "Stood beside Karzai in Kabul", "at a news conference": two in one place, and no figure of speech."""
    there = [h for t in (verb, *prepositional(verb, "alongside", "beside", "with")) for h in prepositional(t, "in", "at", "on", "outside")]
    venues = words("frames.toml", "nouns")["venues"]
    return any(reading.place(h) is not None or lemma(h) in venues or h.lower_ in _STAGES for h in there)


def whom_called(verb: Token) -> list[Token]:
    """ "After calling on Minister Gul", where the parser takes "on" for a particle."""
    return children(verb, "dobj") if any(c.lower_ in ("on", "upon") for c in children(verb, "prt")) else []


def asked_of_somebody(verb: Token) -> bool:
    """ "Called on the king to resign", "for an end": what he is to do, and no call at his house."""
    heads = prepositional(verb, "on", "upon") or whom_called(verb)
    behind = verb.doc[heads[-1].i + 1 : min(heads[-1].i + _FAR, verb.sent.end)] if heads else ()
    own = [c for c in children(verb, "xcomp", "dobj", "ccomp", "oprd") if c not in heads]
    return bool(own) or any(t.tag_ == "TO" or t.lower_ in ("to", "for", "not") for t in behind)
