"""When do two names mean the same? Case, accents, titles, transliterations, a state and its officials."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class _Tables:
    aliases: Mapping[str, str]
    token_aliases: Mapping[str, str]
    states: Mapping[str, str]
    same_word: Mapping[str, str]
    letters: Mapping[int, str]
    folds: tuple[tuple[re.Pattern[str], str], ...]
    generic_side: frozenset[str]
    office: frozenset[str]
    collective: frozenset[str]
    titles: frozenset[str]
    family_first: frozenset[str]
    generic_place: frozenset[str]


@functools.cache
def _tables() -> _Tables:
    raw = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf8"))
    words = {key: frozenset(text.split()) for key, text in raw["words"].items()}
    return _Tables(
        aliases=raw["aliases"],
        token_aliases=raw["token_aliases"],
        states={form: state for state, adjectives in raw["states"].items() for form in (state, *adjectives)},
        same_word={form: word for word, variants in raw["same_word"].items() for form in (word, *variants)},
        letters=str.maketrans(raw["letters"]),
        folds=tuple((re.compile(pattern), replacement) for pattern, replacement in raw["folds"]),
        **{**words, "office": words["office"] | words["generic_side"]},
    )


@functools.cache
def norm(name: str) -> str:
    """Casefold, drop accents, punctuation, articles and possessives, and map common aliases.

    >>> norm("The U.S."), norm("Vladimir Putin’s")
    ('united states', 'vladimir putin')
    """
    t = _tables()
    text = unicodedata.normalize("NFKD", (name or "").translate(t.letters))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"[^\w]+", " ", text).strip()
    text = re.sub(r"^the ", "", text)
    text = re.sub(r"\b[^\W\d](?: [^\W\d])+\b", lambda m: m[0].replace(" ", ""), text)
    text = re.sub(r"\bof the\b", "of", text)
    for form in (text, text.replace(" ", "")):
        if form in t.aliases:
            return t.aliases[form]
    text = " ".join(t.token_aliases.get(word, word) for word in text.split())
    land = re.sub(r"^(?:federal |islamic |arab |socialist )*(?:republic|kingdom|state|emirate|sultanate) of ", "", text)
    return t.aliases.get(text, land if land in t.states else text)


@functools.cache
def fold(token: str) -> str:
    """One spelling for the usual transliterations of a word.

    >>> fold("sergey") == fold("serguei"), fold("zelenskyy") == fold("zelenski")
    (True, True)
    """
    t = _tables()
    token = t.same_word.get(token, token)
    for pattern, replacement in t.folds:
        token = pattern.sub(replacement, token)
    return token


@functools.cache
def side(text: str) -> tuple[str, frozenset[str]] | None:
    """(state, office words) of a normalised name such as "hungarian officials" or "foreign minister of hungary", else None."""
    t = _tables()
    words = text.split()
    for n in (3, 2, 1):
        if len(words) > n:
            for state, rest in ((" ".join(words[:n]), words[n:]), (" ".join(words[-n:]), words[:-n])):
                known = t.states.get(state)
                if known and rest and set(rest) <= t.office:
                    return known, frozenset(rest) - {"of", "for", "the", "and"}
    return None


def _same_side(p: str, g: str) -> bool:
    t = _tables()
    ps, gs = side(p), side(g)
    if ps and gs:
        return ps[0] == gs[0] and (ps[1] == gs[1] or ps[1] <= t.generic_side or gs[1] <= t.generic_side)
    if ps:
        return t.states.get(g) == g == ps[0]
    return bool(gs) and gs is not None and t.states.get(p) == p == gs[0]


@functools.cache
def person(text: str) -> tuple[str, ...]:
    """Folded words of a normalised name without titles and particles."""
    words = text.split()
    while len(words) > 1 and words[0] in _tables().titles:
        words = words[1:]
    return tuple(fold(w) for w in ([w for w in words if w not in ("al", "el", "ul")] or words))


def _same_person(pred: str, alternative: str, p: str, g: str, bare: bool) -> bool:
    t = _tables()
    pt, gt = person(p), person(g)
    if not pt or not gt:
        return False
    if sorted(pt) == sorted(gt) or "".join(pt) == "".join(gt):
        return True
    short, long_ = sorted((pt, gt), key=len)
    plain = not (set(p.split()) | set(g.split())) & t.collective
    if len(short) >= 2 and plain and len(short) < len(long_) and (long_[: len(short)] == short or short == (long_[0], long_[-1])):
        return True
    if bare and len(short) == 1 and len(long_) > 1:
        original = alternative if len(gt) > 1 else pred
        first = long_[0] in t.family_first or re.search(r" \w+-\w+$", original.strip())
        return short[0] == long_[-1] or bool(first and short[0] == long_[0])
    return False


def same_name(pred: str, gold: str, *, bare: bool = True) -> bool:
    """True where ``pred`` is any of the '|'-separated alternatives in ``gold``, or, with ``bare``, the bare surname of one."""
    t = _tables()
    p = norm(pred)
    if not p:
        return False
    for alternative in gold.split("|"):
        g = norm(alternative)
        if p == g or p.replace(" ", "") == g.replace(" ", "") or _same_side(p, g):
            return True
        if p in t.states or g in t.states or side(p) or side(g) or (p in t.collective) != (g in t.collective):
            continue
        if _same_person(pred, alternative, p, g, bare):
            return True
    return False


def _trimmed(place: str) -> str:
    return re.sub(r" (?:city|town|resort|province|airbase|air base|airport)$", "", place)


def _same_place_form(form: str, wanted: str) -> bool:
    t = _tables()
    p = re.sub(r"^.*\b(?:city|town|capital|resort|port|village|region|province|island|state|suburb) of ", "", norm(form))
    p = t.aliases.get(p, p)
    if p == wanted or _trimmed(p) == _trimmed(wanted) or [fold(w) for w in p.split()] == [fold(w) for w in wanted.split()]:
        return True
    short, long_ = sorted((p.split(), wanted.split()), key=len)
    return (
        "," not in form
        and len(short) == 1 < len(long_)
        and short[0] == long_[-1]
        and not {p, wanted} & set(t.states)
        and short[0] not in t.generic_place
    )


def same_place(pred: str, gold: str) -> bool:
    """True where ``pred`` names the place ``gold`` ('|'-separated alternatives): "Washington, D.C.", "the port of Odessa"."""
    parts = [x for x in pred.split(",") if norm(x)]
    forms = [pred, *(parts[:1] if 1 < len(parts) <= 3 else []), *(parts[1:] if len(parts) == 2 else [])]
    return any(
        _same_place_form(form, wanted)
        for alternative in gold.split("|")
        for form in forms
        for wanted in sorted({norm(alternative), norm(alternative.split(",")[0])})
    )


def names(items: Iterable[Any] | None) -> list[str]:
    """The names in a list of actors, given as records or as plain strings."""
    return [n for n in ((i.get("name") if isinstance(i, dict) else i) for i in (items or [])) if n]


def participant_counts(pred: list[str], gold: list[str], optional: list[str], *, bare: bool = True) -> tuple[int, int, int]:
    """Return (true positives, false positives, false negatives); optional gold names are never wrong."""
    left, rest, tp, fp = list(gold), [], 0, 0
    for p in dict.fromkeys(pred):  # exact names first, so that "Kim" does not take the place of "Kim Jong Un"
        hit = next((g for g in left if norm(p) in [norm(a) for a in g.split("|")]), None)
        if hit is None:
            rest.append(p)
        else:
            left.remove(hit)
            tp += 1
    for p in rest:
        hit = next((g for g in left if same_name(p, g, bare=bare)), None)
        if hit is not None:
            left.remove(hit)
            tp += 1
        elif not any(same_name(p, g) for g in list(optional) + list(gold)):
            fp += 1
    return tp, fp, len(left)
