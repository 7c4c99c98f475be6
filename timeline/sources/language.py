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
"""Log-likelihood per letter by which another language must beat English: lists of names and headlines in English stay below 0.6,
sentences in Dutch, German, French, Italian, Turkish and Russian lie above 1.4 (measured on a dozen of each, written for it)."""
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
    letters = [c for c in sample if c.isalpha()]
    if len(words) < _ENOUGH and sum(bool(_LATIN.match(c)) for c in letters) > 0.5 * len(letters):
        return None
    from py3langid.langid import rank

    scores = dict(rank(sample.lower() if sample.isupper() else sample))
    best = max(sorted(scores), key=lambda code: scores[code])
    return str(best) if scores[best] - scores["en"] >= _MARGIN * len(letters) else "en"


def _sample(text: str) -> str:
    """From the head, the middle and the end, so that an English banner on a foreign text does not decide."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + " " + text[middle : middle + _SAMPLE] + " " + text[-_SAMPLE:]
