"""One verb, several encounters: "met separately with the presidents of Kenya and Uganda"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from timeline.events.telling import Telling
from timeline.model.vocabulary import ActorType

_SEPARATE = re.compile(
    r"\b(?:separately|on separate occasions|separate (?:meetings|talks|visits|phone calls|calls|telephone calls|conversations|discussions)"
    r"|individually|one after (?:another|the other)|respectively|successively|in succession)\b",
    re.IGNORECASE,
)
_FEW = 2


def occasions(tellings: Iterable[Telling], text: str) -> list[Telling]:
    """The tellings, those of several encounters taken apart: one for each person on the far side of the verb, with whoever is before it."""
    out: list[Telling] = []
    for t in tellings:
        if t.kind in ("meeting", "call") and len(t.participants) > _FEW and _SEPARATE.search(text, *t.mention.sentence):
            out.extend(_apart(t))
        else:
            out.append(t)
    return out


def _apart(t: Telling) -> list[Telling]:
    at = t.mention.start
    people = [a for a in t.participants if a.type in (ActorType.PERSON, ActorType.OFFICE) and a.at]
    near = [a for a in people if a.at[0].start < at]
    far = [a for a in people if a.at[0].start > at]
    if len(near) != 1 or len(far) < _FEW:
        return [t]
    return [replace(t, participants=(*near, a), leg=(a.at[0].start, a.at[0].end)) for a in sorted(far, key=lambda a: a.at[0].start)]
