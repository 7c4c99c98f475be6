"""Who leads rebels, by the words beside his name."""

from __future__ import annotations

import re

from timeline.events.actors import Roster
from timeline.model.mentions import Lifted

_REBEL_BEFORE = re.compile(r"\b(?:rebel|guerrilla|insurgent|separatist|opposition)s?['’]?s? (?:leader|chief|commander) $")
_REBEL_AFTER = re.compile(r"['’]s? (?:rebels|guerrillas|insurgents|fighters|militia)\b")
#: Words without which a text speaks of none of these: looked for first.
_REBELS = ("rebel", "guerrilla", "insurgent", "separatist", "opposition", "fighters", "militia")


def rebel_leaders(lifted: Lifted, text: str, roster: Roster) -> frozenset[str]:
    """Ids of the people whom the text calls a rebel leader, or whose rebels it speaks of: they stand for no state."""
    lowered = text.lower()
    if not any(word in lowered for word in _REBELS):
        return frozenset()
    out: set[str] = set()
    for n, mention in enumerate(lifted.actors):
        if mention.form == "name" and mention.type in (None, "person"):
            before, after = text[max(0, mention.start - 24) : mention.start].lower(), text[mention.end : mention.end + 24].lower()
            if _REBEL_BEFORE.search(before) or _REBEL_AFTER.match(after):
                out.update(a.id for a in roster.actor(n))
    return frozenset(out)
