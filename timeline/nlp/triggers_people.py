"""Mentions that stand for people, and how many: what the needs of triggers ask of their slots."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.nlp.arguments import Reading

ONE = frozenset({"name", "office", "pronoun", "counterpart"})
"""Forms of a mention of one person."""

_PERSONLIKE = frozenset({"office", "side", "group", "pronoun", "counterpart"})
_LEADING = frozenset({"leaders", "ministers", "presidents", "officials", "envoys", "ambassadors", "diplomats"})
_MANY = frozenset({"they", "them"})


def personal(reading: Reading, n: int) -> bool:
    """True for a mention of people: a name, an office, a delegation, a pronoun."""
    mention = reading.actors[n]
    if mention.rule == "actor.region":
        return mention.text.rpartition(" ")[2].lower() in _LEADING  # "African leaders"
    return mention.form in _PERSONLIKE or (mention.form == "name" and mention.type in (None, "person"))


def one(reading: Reading, n: int) -> bool:
    """True for one person: by name, office or pronoun."""
    return reading.actors[n].form in ONE and personal(reading, n)


def several(reading: Reading, mentions: Iterable[int]) -> bool:
    """True for two or more, also where one mention stands for them: "the two leaders", "they"."""
    found = set(mentions)
    return len(found) > 1 or any(reading.actors[n].form == "group" or reading.actors[n].text.lower() in _MANY for n in found)
