"""Visitors: "told visiting Kenyan President Mwai Kibaki" tells a visit and a meeting at once."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from timeline.lexicon.eventwords import triggers
from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.arguments_slots import fill_places
from timeline.nlp.clauses import (
    children,
    is_verb,
    lemma,
    subjects,
)
from timeline.nlp.cues import read
from timeline.nlp.cues_tables import Told
from timeline.nlp.frames import Frame
from timeline.nlp.triggers_needs import personal


def visitors(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "told visiting Kenyan President Mwai Kibaki": a visit, and a meeting with whoever speaks to the visitor."""
    rules = {r.text("form"): r for r in triggers()}
    rule = rules["visiting"]
    out: list[Frame] = []
    taken = {f.token.i for f in frames}
    for token in reading.doc:
        if token.lower_ != "visiting" or token.i in taken - {f.token.i for f in frames if f.token.lower_ == "visiting"}:
            continue
        visitor = _visitor(reading, token)
        if visitor is None:
            continue
        frames[:] = [f for f in frames if f.token.i != token.i]
        told = Told(spine=[token])
        told.turn(token, "ongoing", "context.visiting", weak=True)
        visit = Frame(token=token, rule=rule, told=told, kind="visit", subtype=None)
        visit.add([visitor], "modifier", "traveller")
        visit.here = True
        out.append(visit)
        verb, other = _contact(reading, token, visitor)
        if verb is None or any(f.token.i == verb.i or verb in f.told.spine for f in frames if f.kind != "visit"):
            continue
        meeting = Frame(token=verb, rule=_contact_rule(), told=read(verb), kind="meeting", subtype=None)
        meeting.add(other, "subject", "party")
        meeting.add([visitor], "object", "party")
        meeting.during = visit
        fill_places(reading, meeting)
        out.append(meeting)
    return out


@lru_cache(maxsize=1)
def _contact_rule() -> Rule:
    return next(r for r in triggers() if r.id == "meeting.contact")


def _visitor(reading: Reading, token: Token) -> int | None:
    """The person that "visiting" modifies: the next mention to its right in the same noun phrase."""
    for right in token.doc[token.i + 1 : min(token.sent.end, token.i + 9)]:
        n = reading.actor(right)
        if n is not None:
            return n if personal(reading, n) or reading.actors[n].form == "name" else None
        if is_verb(right) or right.tag_ in ("DT", "PRP$") or (right.tag_ == "IN" and right.lower_ != "of"):
            return None
    return None


def _contact(reading: Reading, token: Token, visitor: int) -> tuple[Token | None, list[int]]:
    """The verb of contact and those on its other side, for a visitor in object or coordinated place."""
    contact = words("frames.toml", "verbs")["contact"]
    above = token
    while above.head != above and not (is_verb(above) and lemma(above) in contact and above != token):
        above = above.head
    if not is_verb(above) or lemma(above) not in contact or above == token:
        return None, []
    others: list[int] = []
    for head in subjects(above):
        others.extend(n for n in actors_of(reading, head) if n != visitor)
    if lemma(above) not in (
        "tell",
        "discuss",
        "agree",
        "sign",
        "assure",
        "thank",
        "inform",
        "brief",
        "exchange",
        "hold",
        "urge",
        "promise",
        "congratulate",
        "talk",
        "speak",
        "warn",
        "ask",
        "reach",
    ):
        return None, []
    if not others:
        for head in children(above, "dobj"):
            others.extend(n for n in actors_of(reading, head) if n != visitor and personal(reading, n))
    return (above, sorted(set(others))) if others else (None, [])
