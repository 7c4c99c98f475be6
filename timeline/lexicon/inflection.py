"""English word forms by rule, for the words that lexicon files name: no lemmatiser is needed at run time."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.lexicon.rules import words

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"[^aeiou]+[aeiou][bdgmnprt]")  # one syllable, one short vowel: slip, slipped


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> tuple[str, ...]:
    """The base, the third person, the past forms and the -ing form of a verb, small letters, sorted.

    >>> verb_forms("meet")
    ('meet', 'meeting', 'meets', 'met')
    >>> verb_forms("deny"), verb_forms("slip")
    (('denied', 'denies', 'deny', 'denying'), ('slip', 'slipped', 'slipping', 'slips'))
    """
    irregular = words("irregular.toml", "verbs").get(lemma, frozenset())
    stem = lemma + lemma[-1] if not irregular and _DOUBLED.fullmatch(lemma) else lemma
    forms = {lemma, *irregular}
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(lemma + "es")
    elif re.search(r"[^aeiou]y$", lemma):
        forms.add(lemma[:-1] + "ies")
    else:
        forms.add(lemma + "s")
    if not any(form.endswith("ing") and form != lemma for form in irregular):
        forms.add((lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) and len(lemma) > 2 else stem) + "ing")
    if not irregular:
        if lemma.endswith("e"):
            forms.add(lemma + "d")
        elif re.search(r"[^aeiou]y$", lemma):
            forms.add(lemma[:-1] + "ied")
        else:
            forms.add(stem + "ed")
    return tuple(sorted(forms))


@lru_cache(maxsize=4096)
def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun, small letters, sorted.

    >>> noun_forms("delay"), noun_forms("ministry")
    (('delay', 'delays'), ('ministries', 'ministry'))
    """
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        plural = lemma if lemma.endswith("s") else lemma + "es"
    elif len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in _VOWELS:
        plural = lemma[:-1] + "ies"
    else:
        plural = lemma + "s"
    return tuple(sorted({lemma, plural}))
