"""Who else meets, where the words name a body of two states, or the visit of which talks are a part.

"The India-Nepal joint commission met": the two states. "His trip includes talks with the vice president": whoever is on the trip.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.nlp.arguments import Reading, actors_of, modifiers
from timeline.nlp.clauses import children, is_verb, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_BODIES = frozenset({"commission", "committee", "council", "group", "groups", "board", "panel", "commissions", "committees"})
_INCLUDE = frozenset({"include", "includes", "included", "including", "feature", "features", "featured", "involve", "involves"})
_TWO = 2


def joint_bodies(reading: Reading, frame: Frame) -> None:
    """ "The Russia-Kazakhstan commission met", "a session of the joint commission of India and Nepal": the states whose body it is."""
    token = frame.token
    for head in subjects(token) if is_verb(token) else prepositional(token, "of", "under", "within"):
        if head.lower_ not in _BODIES:
            continue
        pair = [n for n in modifiers(reading, head) if reading.actors[n].rule == "actor.compound"]
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
            frame.add([n for n in named if reading.actors[n].type == "organisation"], "of", "party")


def within_visits(frames: Sequence[Frame]) -> None:
    """ "His trip will include a meeting with Abe"."""
    visits = {f.token.i: f for f in frames if f.kind == "visit"}
    if not visits:
        return
    for meeting in frames:
        verb = meeting.token.head
        if meeting.kind == "visit" or meeting.token.dep_ != "dobj" or verb.lower_ not in _INCLUDE:
            continue
        visit = next((visits[t.i] for s in children(verb, "nsubj") for t in _told_by(s, verb) if t.i in visits), None)
        if visit is not None:
            meeting.add(visit.parties, "around", "party")
            meeting.during = visit


def _told_by(subject: Token, verb: Token) -> list[Token]:
    """The subject, and what "which" may stand for: "a stay in Washington, which includes talks"."""
    above = verb.head
    return [subject, above, above.head.head] if verb.dep_ == "relcl" else [subject]
