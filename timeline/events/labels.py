"""What the words right before a gathering say of it: how many sides meet, who of a body's members, which of a body's gatherings."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.events.telling import Telling

_SIDES = re.compile(
    r"\b(\d|two|three|four|five|six|seven|eight|bi|tri|quadri)[- ]*(?:party|way|nation|lateral|sided|country)[- ]+(?:[a-z]+[- ]+){0,3}$",
    re.IGNORECASE,
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "bi": 2, "tri": 3, "quadri": 4}
_TIER = re.compile(
    r"\b(?:(?P<officials>officials?)|(?P<ministers>ministerial|ministers)|(?P<leaders>leaders))['’]?(?: [a-z]+){0,2} ?$", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:[A-Za-z()'’-]+ ){0,8}$")
_NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_ROUND = re.compile(
    rf"\b({'|'.join(_NUMBERS)})[- ](?:[a-z]+ ){{0,2}}(?:rounds?|sessions?|phase|meeting|encounter|summit|talks)\b"
    r"(?:[- ]of (?:[\w-]+ ){0,4}\w+| \w+)?$",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:upcoming|forthcoming|coming|future|next)(?: [\w-]+){0,3}[ -]$", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:^|[\"“]|\b(?:the|a|an|his|her|their|its|our|this|that|these|those|in|at)\s|['’]s?\s)"
    r"(?:last|previous|earlier|past|former)(?! (?:days?|legs?|stages?|weeks?|months?|years?|few)\b)(?: such)?(?: [\w-]+){0,3}[ -]$",
    re.IGNORECASE,
)
_SERIES = frozenset({"meeting.summit", "meeting.assembly", "meeting.hold", "meeting.round"})
MANY = frozenset({"meeting.summit", "meeting.assembly"})  # rules of words for a gathering of many


def singular(word: str) -> str:
    """A noun of a gathering without the plural's ending.

    >>> singular("talks"), singular("congress")
    ('talk', 'congress')
    """
    return word if word.endswith("ss") else word.removesuffix("s")


def label(telling: Telling) -> int | None:
    """How many sides the words right before the trigger count."""
    return _counted(telling.before[-32:])


@lru_cache(maxsize=4096)
def _counted(before: str) -> int | None:
    match = _SIDES.search(before)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else _COUNT.get(match[1].lower())


def tier(telling: Telling) -> str | None:
    """Who meets, by the words right before the gathering."""
    if telling.mention.rule == "meeting.summit":
        return "leaders"
    if telling.mention.rule not in ("meeting.hold", "meeting.assembly", "meeting.round"):
        return None
    return _who_meets(telling.before[-36:])


@lru_cache(maxsize=4096)
def _who_meets(before: str) -> str | None:
    found = _TIER.search(before)
    return found.lastgroup if found else None


def of_many(telling: Telling) -> bool:
    """True for a word of a gathering of many: "the summit", "the annual meeting of the ministers", "the leaders' meeting"."""
    return telling.mention.rule in MANY or tier(telling) is not None


def ordinal(telling: Telling) -> str | None:
    """ "The 13th SAARC summit", "the fifth round of the talks": which of a series."""
    if telling.mention.rule not in _SERIES:
        return None
    return _which(telling.before[-72:], telling.mention.text)


@lru_cache(maxsize=4096)
def _which(before: str, word: str) -> str | None:
    found = _ORDINAL.search(before)
    if found:
        return found[1]
    found = _ROUND.search(before[-56:] + word)
    return str(_NUMBERS.index(found[1].lower()) + 1) if found else None


def told_earlier(telling: Telling) -> bool:
    """ "The last round of the talks", "Thursday's previous meeting": not the one spoken of now."""
    return _earlier(telling.before[-40:])


@lru_cache(maxsize=4096)
def _earlier(before: str) -> bool:
    return _EARLIER.search(before) is not None


def to_come(telling: Telling) -> bool:
    """ "The coming session", "their next meeting"."""
    return _to_come(telling.before[-40:])


@lru_cache(maxsize=4096)
def _to_come(before: str) -> bool:
    return _COMING.search(before) is not None


def another_of_them(telling: Telling) -> bool:
    """ "The next round", "an earlier session", "a second meeting": of the same parties, whatever its town."""
    return telling.mention.reference == "other" or told_earlier(telling) or to_come(telling) or ordinal(telling) is not None
