"""The day and place that an encounter has from the clause that it serves, where its own words tell none.

An infinitive of purpose ("flew to Athens on Monday to see X"), a means ("surprised them in May by meeting X"), the second of two acts
and a clause of time ("on 3 May, when ministers gather") are of the day of what they hang on, and, but for a means, in its place.
"""

from __future__ import annotations

from timeline.nlp.arguments import Reading
from timeline.nlp.clauses import children, is_verb, lemma
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_ENCOUNTERS = frozenset({"meeting", "call", "visit"})
#: Who does so is, or will be, where he does what he goes for.
_GOING = frozenset(
    ["go", "come", "fly", "travel", "head", "drive", "arrive", "return", "slip", "gather", "assemble", "convene", "cross", "stop",
     "hurry", "rush", "sail", "walk", "descend", "converge", "cut", "interrupt", "break"]
)  # fmt: skip
_WHERE = frozenset({"in", "at", "to", "into"})
_HANGS = frozenset({"npadvmod", "pobj", "prep", "advmod", "nummod", "nmod", "dobj", "pcomp"})
_APART = frozenset({"after", "before", "since", "until", "till", "following", "ahead", "from", "by"})  # "after Monday's vote he flew"


def take_from_above(reading: Reading, frames: list[Frame]) -> None:
    """Give encounters without a time the one of the clause that they serve, and its place where they have none."""
    if not reading.timexes:
        return
    for frame in frames:
        if frame.kind not in _ENCOUNTERS:
            continue
        verb = frame.token if is_verb(frame.token) else next((t for t in frame.told.spine if is_verb(t)), None)
        if verb is None:
            continue
        when = next((c for c in children(verb, "advmod", "mark") if c.lower_ == "when" and c.i < verb.i), None)
        above = _served(verb) if when is None else None
        if when is not None:
            first, last, day = verb.sent.start, when, _right_before(reading, when)
        elif above is not None:
            first, last, day = above.i, verb, _day_of(reading, above, verb)
        else:
            continue
        if day is None or any(n != day for n, _, relation in frame.times if relation != "around"):
            continue
        if not frame.times:
            frame.times.append((day, 10, "above"))
        if frame.kind != "meeting" or frame.places or frame.here or verb.dep_ == "pcomp":
            continue
        for n in range(len(reading.places)):
            root = reading.roots.get(("place", n))
            if root is not None and first < root.i < last.i and root.head.lower_ in _WHERE:
                frame.places = [(n, "above")]  # the last one before the verb


def _right_before(reading: Reading, when: Token) -> int | None:
    """The day in "on 12 and 13 May, when ministers gather"."""
    at = when.i - 1
    while at > when.sent.start and when.doc[at].text == ",":
        at -= 1
    return reading.timex_at.get(at)


def _served(verb: Token) -> Token | None:
    """The verb whose day is that of ``verb``: what somebody goes to do, what he does something by, what he does then."""
    head = verb.head
    if verb.dep_ in ("advcl", "xcomp") and is_verb(head) and head.i < verb.i and verb.tag_ == "VB" and lemma(head) in _GOING:
        return head
    if verb.dep_ == "pcomp" and head.lower_ == "by" and is_verb(head.head):
        return head.head
    if verb.dep_ == "conj" and is_verb(head) and any(c.lower_ == "then" for c in children(verb, "advmod")):
        return head
    return None


def _day_of(reading: Reading, governing: Token, verb: Token) -> int | None:
    """The one day told of a verb before the other one, by the parse or by its place in between; None for none and for several."""
    found = []
    for n, timex in enumerate(reading.timexes):
        root = reading.roots.get(("timex", n))
        if root is None or root.i > verb.i or root.sent is not verb.sent or timex.type not in ("DATE", "TIME"):
            continue
        here = root
        while here is not governing and here.head is not here and here.dep_ in _HANGS and here.lower_ not in _APART:
            here = here.head
        if here is governing:
            if timex.reporting:
                return None
            found.append(n)
    return found[0] if len(found) == 1 else None
