"""Whether a state, a capital or a seat of government acts or is where something is, by the parse.

A capital is a government when it says or does, and a place when it hosts or is visited.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.rules import words
from timeline.nlp.names_tokens import Found

ACTOR, PLACE = 1, 2

_AT = frozenset(
    ["in", "at", "near", "outside", "inside", "across", "through", "throughout", "around", "within", "into", "via", "towards", "toward"]
)
_WITH = frozenset(["with", "between", "among", "by", "against", "of", "from", "for"])
_WORDS = words("names.toml", "words")
_TRAVEL, _VISITED, _ENCOUNTERS = _WORDS["travel"], _WORDS["visited"], _WORDS["encounters"]
_SET = frozenset(["set", "scheduled", "planned", "slated", "due", "headed"])
_HOST = frozenset(["host", "hosts", "hosted", "hosting", "welcome", "welcomes", "welcomed"])


def reading_of(item: Found, span: Span) -> int:
    """The :func:`reading` of what the words ``span`` name, worked out once: actors ask for it, and then places."""
    found = _readings(span.doc)
    if item not in found:
        found[item] = reading(span, item.kind)
    return found[item]


@lru_cache(maxsize=1)
def _readings(doc: Doc) -> dict[Found, int]:
    return {}


def reading(span: Span, kind: str) -> int:
    """``ACTOR``, ``PLACE``, both (3) or neither (0) for a span of ``kind`` state, capital or seat."""
    root = span.root
    if span.start and root.dep_ in ("nsubj", "nsubjpass"):
        before = span[0].nbor(-1)
        if before.lower_ in _VISITED and before.tag_[:1] == "V":
            return PLACE  # "has invited him to visit Kiev, the office said", where the parser has Kiev say it
    for _ in range(6):  # the members of a coordination are read as its first one
        if root.dep_ == "conj" and root.head.i < root.i:
            root = root.head
        else:
            break
    return _reading(root, kind)


def _reading(root: Token, kind: str) -> int:
    dep, head = root.dep_, root.head
    low = head.lower_
    if dep == "pobj":
        if low in _AT:
            return PLACE
        if low == "to":
            return PLACE if head.head.lower_ in _TRAVEL else ACTOR | PLACE
        if low == "from":
            return (
                PLACE
                if head.head.lower_ in _TRAVEL or head.head.tag_ in ("RB", "IN")
                else ACTOR | PLACE
                if head.head.tag_[:1] == "V"
                else ACTOR
            )
        if low == "for" and (head.head.lower_ in _TRAVEL or set_for(root) or _sets_off(head.head)):
            return PLACE
        if low == "of" and head.head.lower_ in ("tour", "tours", "out"):
            return PLACE
        if low in _WITH:
            return ACTOR
        return ACTOR | PLACE
    if dep in ("nsubj", "nsubjpass", "agent"):
        if dep == "nsubj" and head.dep_ == "advcl" and head.head.lower_ in _TRAVEL and root.i and root.nbor(-1).lower_ == "for":
            return PLACE  # "left for Hanoi to attend a meeting"
        return ACTOR | PLACE if low in _HOST and kind != "state" else ACTOR
    if dep == "dobj":
        return PLACE if low in _VISITED else ACTOR
    if dep in ("compound", "nmod", "amod"):
        if kind == "state" and root.i + 1 < len(root.doc) and root.nbor(1).lower_ == "and" and not root.tag_.startswith("JJ"):
            return ACTOR  # "talks between Nepal and Maoist rebels"
        if low in _ENCOUNTERS:
            return ACTOR | PLACE if kind == "state" else PLACE
        return 0
    if dep == "poss":
        return ACTOR if kind != "place" else PLACE
    if dep in ("appos", "npadvmod"):
        return PLACE if root.i and root.nbor(-1).text == "," and kind == "state" else ACTOR | PLACE
    return ACTOR | PLACE


def set_for(root: Token) -> bool:
    """ "A summit is set for Vienna"."""
    return root.head.lower_ == "for" and root.head.head.lower_ in _SET


def _sets_off(verb: Token) -> bool:
    """ "set off for Maputo", "sets out for Oslo", "took off for Rome"."""
    return verb.lower_ in ("set", "sets", "setting", "take", "takes", "took", "taken", "taking") and any(
        c.dep_ == "prt" for c in verb.children
    )
