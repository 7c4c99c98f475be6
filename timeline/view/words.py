"""Text of articles made fit to show: no character in it can steer a terminal or turn a line around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model.event import Event
from timeline.model.title import status_words
from timeline.view.palette import LOOKS

#: Control characters (C0, C1) and the marks that override the direction of writing.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")


def shown(text: str) -> str:
    """The text on one line, without control characters.

    >>> shown("a\\x1b[31mb\\n c")
    'a�[31mb c'
    """
    return _UNFIT.sub("\ufffd", _SPACES.sub(" ", text))


def steady(text: str) -> str:
    """The lines without control characters.

    >>> steady("a\\x1b[31mb\\n  c")
    'a�[31mb\\n  c'
    """
    return "\n".join(_UNFIT.sub("\ufffd", line) for line in text.split("\n"))


def status_sign(event: Event) -> str:
    """The status with its sign: ``● held``; a change has none."""
    return f"{LOOKS[event.status].sign} {status_words(event.status)}" if event.status else ""


def around(sentence: str, words: str, left: str = "«", right: str = "»") -> Iterator[str]:
    """The sentence in three parts, the words in brackets; in one part where the words do not stand in it."""
    before, found, after = sentence.partition(words) if words else (sentence, "", "")
    yield before
    if found:
        yield f"{left}{found}{right}"
        yield after
