"""Which language a text is in: English is told from its small words, anything else by py3langid."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_WORDS = frozenset(
    _WORD.findall(
        "the of to and a in that is was for on with he his said it as by at has be have from an not will are but they their its were had "
        "who which this would been after also about or more than when she her there up out over told we i you"
    )
)
_SAMPLE = 6_000
_ENOUGH = 8
_ENGLISH_SHARE = 0.2
_MARGIN = 0.8
"""Log-likelihood per letter by which another language must beat English in a piece of text: a list of names and a row of headlines
in English stay below 0.6, a sentence in each of Dutch, German, French, Italian, Turkish and Russian lies above 1.4."""
_LONGEST_PIECE, _PIECE = 600, 400
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def language(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``, or ``None`` where it is too short to tell.

    >>> language("The ministers of both states met in Cairo on Friday and will meet again in May.")
    'en'
    """
    sample = " ".join(_sample(text).split())
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(c.isalpha() for c in sample) < 30:
        return None
    if len(words) >= _ENOUGH and sum(word in _WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    letters = sum(c.isalpha() for c in sample)
    if len(words) < _ENOUGH and len(_LATIN.findall(sample)) > 0.5 * letters:
        return None
    votes = [_foreign(piece) for piece in _pieces(sample)]
    foreign = [vote for vote in votes if vote]
    return max(sorted(foreign), key=foreign.count) if len(foreign) * 2 > len(votes) else "en"


def _foreign(piece: str) -> str | None:
    """The language by which a piece of text is surely no English."""
    from py3langid.langid import rank

    scores = dict(rank(piece.lower() if piece.isupper() else piece))
    best = max(sorted(scores), key=lambda code: scores[code])
    return str(best) if scores[best] - scores["en"] >= _MARGIN * sum(c.isalpha() for c in piece) else None


def _pieces(sample: str) -> list[str]:
    """Up to three pieces: likelihoods do not grow with a text's length, so that long ones cannot be compared by the letter."""
    if len(sample) <= _LONGEST_PIECE:
        return [sample]
    middle = len(sample) // 2
    return [sample[:_PIECE], sample[middle : middle + _PIECE], sample[-_PIECE:]]


def _sample(text: str) -> str:
    """From the head, the middle and the end, so that an English banner on a foreign text does not decide."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE] + " " + text[-_SAMPLE:]
