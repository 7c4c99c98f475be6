"""How a trigger refers, what it is about, and which triggers are parts of one another."""

from __future__ import annotations

import re

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading
from timeline.nlp.clauses import (
    children,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    negation,
    prepositional,
    subjects,
)
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_EVERY = re.compile(r"(?: [\w']+){0,4} (?:(?:once|twice|\w+ times) an?|every|each) (?:two |other )?(?:year|month|week|summer)s?\b")
_CHANCES = frozenset({"occasion", "opportunity", "chance", "trip", "visit", "stop", "stopover", "stay", "summit", "meeting"})
_LENGTHS = frozenset({"talk", "talks", "hour", "minute"})  # of one occasion, however many are told


def reference_of(reading: Reading, frame: Frame) -> str:
    """How the words refer: new, definite, other, generic ("regular contacts"), or counted ("13 phone calls")."""
    token = frame.token
    if any(c.value == "generic" for c in frame.told.cues):
        return "generic"
    if not is_noun(token):
        if token.dep_ == "xcomp" and token.head.lower_ == "used" and not any(lemma(o) in _CHANCES for o in children(token.head, "dobj")):
            return "generic"
        if is_verb(token) and negation(token) is not None and any(c.lower_ == "since" for c in children(token, "prep", "mark")):
            return "generic"  # "have not met since 1994"
        if _EVERY.match(token.doc.text, token.idx + len(token.text)):
            return "generic"  # "agreed to meet at least once a year"
        for c in children(token, "advmod", "npadvmod"):
            if c.lower_ in ("again",):
                return "other"
            if c.lower_ in ("regularly", "often", "frequently", "usually", "always", "routinely", "repeatedly", "sometimes", "annually"):
                return "generic"
            if c.lower_ == "times" or (c.lower_ in ("twice", "thrice")):
                return "counted"
        return "new"
    lists = words("frames.toml", "modifiers")
    modifiers_ = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "nummod", "compound", "predet", "nmod")}
    count = next((c for c in children(token, "nummod") if c.tag_ == "CD"), None)
    firm = not frame.told.weak and frame.told.value in ("denied", "not_held", "cancelled", "postponed")
    if modifiers_ & lists["generic"] and not modifiers_ & {"the", "this", "that"} and not (firm and modifiers_ & {"any", "such"}):
        return "generic"
    if count is not None and token.tag_ == "NNS" and count.lower_ not in ("one", "1") and lemma(token) not in _LENGTHS:
        return "counted"
    if token.tag_ == "NNS" and frame.kind == "call" and not modifiers_ & {"the", "these", "those"}:
        return "generic"
    bare = not modifiers_ & {"the", "these", "those"} and not children(token, "poss") and not frame.parties
    if token.tag_ == "NNS" and lemma(token) in words("frames.toml", "nouns")["plural_generic"] and bare:
        return "generic"
    if modifiers_ & lists["other"] or (
        not children(token, "det", "poss")
        and any(c.lower_ == "also" for t in frame.told.spine[1:4] if is_verb(t) for c in children(t, "advmod"))
    ):
        return "other"
    if frame.kind == "visit" and not frame.goals and any(is_noun(h) for h in prepositional(token, "to")):
        return "other"  # "his trip to Asia", "a visit to a base": not the visit to one of its states
    determiners = {c.lower_ for c in children(token, "det")}
    if determiners & {"the", "this", "that", "these", "those", "both"}:
        return "definite"
    if children(token, "poss"):
        return "definite"
    return "new"


def topic_of(reading: Reading, frame: Frame) -> tuple[int, int] | None:
    """Offsets in the paragraph of the words that say what the encounter is about."""
    token = frame.token
    anchors = [token, *list(frame.told.spine[1:4])]
    for anchor in anchors:
        for prep in children(anchor, "prep"):
            if prep.lower_ in ("on", "about", "over", "regarding", "concerning") and prep.i > token.i:
                for head in children(prep, "pobj", "pcomp"):
                    if head.i not in reading.timex_at and head.i not in reading.place_at:
                        return _extent(head)
        for verb in children(anchor, "acl", "advcl", "xcomp"):
            if lemma(verb) == "discuss" or verb.lower_ in ("discussing", "discuss", "covering", "review"):
                for head in children(verb, "dobj"):
                    return _extent(head)
        if lemma(anchor) == "discuss":
            for head in children(anchor, "dobj"):
                return _extent(head)
    return None


def _extent(head: Token) -> tuple[int, int]:
    left, right = head.left_edge, head.right_edge
    for token in head.doc[head.i + 1 : right.i + 1]:
        if token.dep_ in ("relcl",) or token.text in (",", ";", "--", '"', "”") or (token.tag_ in ("WDT", "WP")):
            right = head.doc[token.i - 1] if token.dep_ != "relcl" else right
            if token.dep_ != "relcl":
                break
    return left.idx, right.idx + len(right)


def _in_a_name(reading: Reading, frame: Frame, frames: list[Frame]) -> bool:
    """True for a word of the name of a body whose meeting another word tells: "the summit of the Forum on China-Africa Cooperation"."""
    n = reading.actor(frame.token)
    if n is None or reading.actors[n].type != "organisation" or frame.kind == "visit":
        return False
    return any(f is not frame and f.kind == frame.kind and n in f.parties and reading.actor(f.token) != n for f in frames)


def settled(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """Drop a trigger that is only a part of another's name: "summit meeting", "round of talks", "visit" in "pay a visit"."""
    by_token = {f.token.i: f for f in frames}
    out = []
    for frame in frames:
        head = frame.token.head
        if frame.token.dep_ in ("compound", "nmod", "amod") and head.i in by_token and by_token[head.i].kind == frame.kind:
            by_token[head.i].subtype = frame.subtype if frame.subtype == "summit" else by_token[head.i].subtype
            continue
        if _in_a_name(reading, frame, frames) or _spoken_there(frame, by_token):
            continue
        if lemma(frame.token) in ("round", "session") and any(
            lemma(p) in ("talk", "talks", "meeting", "negotiation", "discussion", "consultation") for p in prepositional(frame.token, "of")
        ):
            continue
        if frame.rule.id == "meeting.bring_together" and any(s.i in by_token for s in subjects(frame.token)):
            continue  # "the summit will bring together"
        if is_verb(frame.token) and frame.kind == "visit" and frame.rule.id == "visit.be_in" and _told_below(frame, frames):
            continue
        if frame.kind == "visit" and not is_verb(frame.token) and frame.token.dep_ == "dobj":
            carrier = by_token.get(head.i)
            if carrier is not None and carrier.kind == "visit":
                continue
        out.append(frame)
    return out


def _spoken_there(frame: Frame, by_token: dict[int, Frame]) -> bool:
    """ "Met near Lima and spoke about wine", "will meet to talk about it": no call, but what they did when they met."""
    if frame.rule.id != "call.speak" or frame.token.dep_ not in ("conj", "advcl", "xcomp") or frame.filled("with"):
        return False
    above = by_token.get(frame.token.head.i)
    return above is not None and above.kind == "meeting"


_BEFOREHAND = frozenset({"after", "following", "since"})
_AHEAD = frozenset({"before", "ahead", "until"})


def _told_below(stay: Frame, frames: list[Frame]) -> bool:
    """ "is in Riyadh on a state visit": the stay is that visit, and says where it is."""
    below = [f for f in frames if f.kind == "visit" and f is not stay and governing_verb(f.token) == stay.token]
    for visit in below:
        visit.goals = visit.goals or list(stay.goals)
    return bool(below)


def tie_purposes(frames: list[Frame]) -> None:
    """Tie "talks" to "arrived" in "arrived in Washington for talks", a meeting to the visit during which it is."""
    visits = {f.token.i: n for n, f in enumerate(frames) if f.kind == "visit" and f.rule.id != "visit.on_the_way"}
    for frame in frames:
        if frame.kind == "visit":
            continue
        here, steps = frame.token, 0
        while here.head != here and steps < 5:
            here, steps = here.head, steps + 1
            if here.lower_ in _BEFOREHAND or (here.lower_ in _AHEAD and here.i < here.head.i):
                break  # "after their meeting he flew to Athens": he was not there yet
            if here.i in visits:
                frame.during = frames[visits[here.i]]
                break
            if is_verb(here) and lemma(here) not in words("frames.toml", "verbs")["light"]:
                break
        if frame.during is None:
            for prep in children(frame.token, "prep"):
                inner = [p for p in children(prep, "pobj") if p.i in visits]
                if inner:
                    frame.during = frames[visits[inner[0].i]]
