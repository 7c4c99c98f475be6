"""Parts of reading a change: who signs it, what a definite noun looks back to, what somebody says did not happen."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.changes_said import Speaker
from timeline.nlp.clauses import children
from timeline.nlp.cues_tables import change_rule
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token


def sign(change: Frame, who_says: Speaker) -> None:
    """Whoever says it is the actor; for an official whom nothing names, the place where he speaks stands for him."""
    mentions = list(who_says.mentions)
    if who_says.own and change.about is not None:  # "he will visit Minsk, his spokesman said"
        mentions = (change.about.filled("subject") or mentions)[:1]
    change.add(mentions, "subject", "actor")
    change.places = [(n, "speaker") for n in who_says.places]
    change.here = who_says.here


def undone(token: Token) -> bool:
    """ "ruled out postponing the summit", "reports that he put off his visit were untrue": somebody says that it did not happen."""
    here = token
    while here.head != here and here.dep_ in ("xcomp", "ccomp", "pcomp", "prep", "acl", "dobj", "pobj", "relcl", "nsubj"):
        if here.dep_ == "nsubj":
            return any(c.lower_ in words("changes.toml", "lists")["untrue"] for c in children(here.head, "acomp", "attr"))
        here = here.head
        rule = change_rule(here)
        if rule is not None and rule.text("kind") == "denial":
            return True
    return False


def occasion(noun: Token) -> str | None:
    """The kind of encounter that a definite noun without parties looks back to ("the trip", "the first proposed congress", "the event")."""
    if not any(c.lower_ in ("the", "this", "that") or c.tag_ == "PRP$" for c in children(noun, "det", "poss")):
        return None
    lists = words("changes.toml", "lists")
    return next((kind for kind in ("visit", "meeting", "call") if noun.lower_ in lists[f"{kind}s"]), None)
