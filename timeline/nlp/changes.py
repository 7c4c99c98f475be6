"""Acts that create, move or end an encounter, each tied to the encounter that it governs in the parse."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from timeline.lexicon.eventwords import triggers
from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, actors_of, places_of, who
from timeline.nlp.clauses import (
    children,
    is_noun,
    is_verb,
    lemma,
    negation,
    objects,
    particles,
    passive,
    prepositional,
    subjects,
    tense,
)
from timeline.nlp.cues_tables import Told, asserted, change_rule
from timeline.nlp.frames import Frame

_PLANS = frozenset({"scheduled", "proposed"})
_OF_EVENTS = frozenset({"cancel", "postpone", "call", "put", "push", "scrap", "shelve", "delay", "reschedule", "suspend"})
_SELF = frozenset({"it", "them", "this", "that"})


def find_changes(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """The changes of a paragraph, in text order; an invitation may add the encounter that it alone tells of to ``frames``."""
    out: list[Frame] = []
    for token in reading.doc:
        rule = change_rule(token)
        if rule is None:
            continue
        if rule.id == "announce.say":
            out.extend(_reported(reading, frames, token, rule))
            continue
        about = _about(frames, token, rule)
        change = _change(reading, frames, token, rule, about)
        if change is not None:
            out.append(change)
    return sorted(out, key=lambda c: (c.token.i, c.kind))


def _about(frames: list[Frame], token: Token, rule: Rule) -> Frame | None:
    """The encounter that a change governs: the one whose way up the parse leads through the change."""
    inside = [f for f in frames if f.token != token and any(t.i == token.i for t in f.told.spine)]
    if not inside and is_noun(token) and rule.text("kind") == "invitation":
        inside = _upward(frames, token)
    if not inside and rule.text("kind") in ("postponement", "cancellation", "confirmation", "denial") and is_verb(token):
        heads = {h.i for h in objects(token)} | {h.i for c in children(token, "acl", "advcl", "xcomp", "ccomp") for h in objects(c)}
        inside = [f for f in frames if f.token.i in heads]
    if not inside:
        return None
    return min(inside, key=lambda f: (abs(f.token.i - token.i), f.token.i))


def _upward(frames: list[Frame], token: Token) -> list[Frame]:
    """ "will visit Beijing at the invitation of Hu": the encounter stands over the invitation."""
    owners: dict[int, list[Frame]] = {}
    for frame in frames:
        for t in frame.told.spine:
            owners.setdefault(t.i, []).append(frame)
    here, steps = token, 0
    while here.head != here and steps < 5:
        here, steps = here.head, steps + 1
        if here.i in owners:
            visits = [f for f in owners[here.i] if f.kind == "visit"]
            return visits or owners[here.i]
        if is_verb(here):
            below = [f for f in frames if any(a == here for a in f.token.ancestors) and f.kind == "visit"]
            return below[:1]
    return []


def _change(reading: Reading, frames: list[Frame], token: Token, rule: Rule, about: Frame | None) -> Frame | None:
    kind = rule.text("kind") or ""
    told = Told(tense=tense(token) if is_verb(token) else None, spine=[token])
    change = Frame(token=token, rule=rule, told=told, kind=kind, about=about)
    told.reporter = _reporter(token)
    _fill(reading, change, rule)
    if kind == "invitation":
        return _invitation(reading, frames, change)
    if about is None:
        return change if kind in ("postponement", "cancellation") and asserted(token) and _elsewhere(reading, change) else None
    if not asserted(token):
        if kind == "confirmation" and is_verb(token) and negation(token) is not None:
            change.kind = "denial"
            return change
        return None
    if kind == "announcement":
        if about.told.value not in _PLANS or rule.id == "announce.noun":
            return change if rule.id == "announce.noun" and about.told.value in _PLANS else None
        if lemma(token) == "agree" and not change.filled("subject"):
            return None
    if kind == "denial" and rule.id == "refuse.verb" and not change.parties:
        return None
    return change


def _reporter(token: Token) -> Token | None:
    """The verb of saying right over an act: "I have confirmed a meeting, she wrote late Wednesday"."""
    here = token
    while here.dep_ in ("conj", "ccomp", "xcomp") and here.head != here:
        if here.dep_ == "ccomp" and lemma(here.head) in words("frames.toml", "verbs")["reporting"]:
            return here.head
        here = here.head
    return None


def _fill(reading: Reading, change: Frame, rule: Rule) -> None:
    token = change.token
    for role, paths in (("actor", rule.texts("actor")), ("target", rule.texts("target"))):
        for path in paths:
            for head in _heads(token, path):
                if change.about is None or head.i != change.about.token.i:
                    change.add(who(reading, head, token), path, role)


def _heads(token: Token, path: str) -> Iterable[Token]:
    if path == "subject":
        return subjects(token) if is_verb(token) and not passive(token) else []
    if path == "agent":
        return [p for by in children(token, "agent") for p in children(by, "pobj")]
    if path == "object":
        return objects(token) if is_verb(token) and not passive(token) else []
    if path == "passive":
        return objects(token) if is_verb(token) and passive(token) else []
    if path == "poss":
        return children(token, "poss")
    return prepositional(token, path)


def _elsewhere(reading: Reading, change: Frame) -> bool:
    """True where the act is about something told in another sentence: "it has been postponed", "why he cancelled"."""
    token = change.token
    if not is_verb(token):
        return any(c.lower_ in ("the", "this", "that", "its") for c in children(token, "det", "poss")) and not children(token, "prep")
    heads = objects(token)
    if heads:
        return lemma(token) in _OF_EVENTS and all(h.lower_ in _SELF for h in heads)
    if passive(token):
        return False
    if particles(token) & {"out", "of", "from"} or children(token, "prep", "ccomp", "xcomp", "dobj"):
        return False
    return lemma(token) in ("cancel", "postpone") and bool(change.filled("subject"))


def _invitation(reading: Reading, frames: list[Frame], change: Frame) -> Frame | None:
    token = change.token
    if is_verb(token) and negation(token) is not None:
        return None
    if change.about is None and lemma(token) in ("invite", "invitation"):
        change.about = _implied(reading, frames, change)
    if change.about is None:
        return None
    if change.rule.id.startswith("propose") and change.about.told.value not in ("proposed", "scheduled", None):
        return None
    if not change.parties and not passive(token):
        return None
    return change


def _implied(reading: Reading, frames: list[Frame], change: Frame) -> Frame | None:
    """ "invited Putin to Washington" tells of a visit without a word for it."""
    token = change.token
    guests = [s.mention for s in change.slots if s.role == "target"]
    goals = [n for head in prepositional(token, "to") for n in places_of(reading, head)]
    if not guests or not goals or goals[0] in guests:
        return None
    rule = next(r for r in triggers() if r.id == "visit.visit_noun")
    told = Told(value="proposed", weak=False, spine=[token])
    told.turn(token, "proposed", "context.invited")
    visit = Frame(token=token, rule=rule, told=told, kind="visit")
    visit.add(guests, "object", "traveller")
    visit.goals = [(n, "to") for n in goals]
    frames.append(visit)
    return visit


def _reported(reading: Reading, frames: list[Frame], token: Token, rule: Rule) -> list[Frame]:
    """A party or its spokesperson says that an encounter will take place."""
    planned = [
        f
        for f in frames
        if f.told.reporter is not None and f.told.reporter.i == token.i and f.told.value == "scheduled" and not f.told.weak
    ]
    if not planned:
        return []
    out = []
    speakers = [n for head in subjects(token) for n in actors_of(reading, head)]
    if not speakers or any(lemma(h) in words("frames.toml", "nouns")["media"] for h in subjects(token)):
        return []
    for about in planned[:1]:
        change = Frame(token=token, rule=rule, told=Told(tense=tense(token), spine=[token]), kind="announcement", about=about)
        change.add(speakers, "subject", "actor")
        out.append(change)
    return out
