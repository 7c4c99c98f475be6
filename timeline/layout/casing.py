"""Texts without the difference of capital and small letters: their likely spelling, letter for letter in the same places.

Readers of language rely on capitals. Where a text has (nearly) none but capitals, or none at all, the names of the tables, what
follows a title or a given name, and the beginnings of sentences get theirs, and all else small letters. It is never shown to anybody.
"""

from __future__ import annotations

from timeline.layout.posts import labelled

_FEWEST, _GLANCE, _SAMPLE = 60, 400, 20_000
"""Letters that tell of a text's case, and characters that are looked at: first of any text, then of one that seems to have none."""
_CAPITALS, _SMALL = 0.85, 0.002


def cased(text: str) -> str:
    """The text as it is or, where its case tells nothing, as it is likely to be spelt, with the heads of posts as mere labels; never a
    character longer or shorter.

    >>> cased("TURKISH PRESIDENT RECEP TAYYIP ERDOGAN MET GERMAN CHANCELLOR ANGELA MERKEL IN BERLIN ON MONDAY, HER OFFICE SAID.")
    'Turkish President Recep Tayyip Erdogan met German Chancellor Angela Merkel in Berlin on Monday, her office said.'
    """
    text = labelled(text)
    if not _tells_nothing(text):
        return text
    from timeline.layout.spelling import spelt

    return spelt(text)


def _tells_nothing(text: str) -> bool:
    """True where letters are nearly all capitals, or all small ones; decided on the first of a long text."""
    for sample in (text[:_GLANCE], text[:_SAMPLE]):
        upper, lower = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
        if _SMALL * (upper + lower) < upper < _CAPITALS * (upper + lower):
            return False
    return upper + lower >= _FEWEST
