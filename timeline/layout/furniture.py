"""What stands around an article without being part of it: the rules of ``lexicon/data/furniture.toml``, compiled."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from timeline.errors import LexiconError
from timeline.lexicon.rules import Key, Rule, Schema, load_rules

_SCHEMA = Schema(
    "furniture",
    {
        "pattern": Key(required=True, pattern=True),
        "match": Key(required=True, choices=frozenset({"whole", "start", "end", "contains"})),
        "strength": Key(choices=frozenset({"strong", "weak"})),
        "max": Key(int, required=True),
        "hint": Key(many=True),
    },
)
_FORMS = {"whole": r"(?:%s)\Z", "start": r"(?:%s)", "end": r"(?:%s)\Z", "contains": r"(?:%s)"}
_SPEECH = re.compile(r"\b(?:said|told)\b")


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One rule: ``weak`` ones fire only beside other furniture, those that look ``inside`` a paragraph not where it
    reports speech; paragraphs of over ``longest`` characters are left alone."""

    id: str
    pattern: re.Pattern[str]
    anchored: bool
    inside: bool
    weak: bool
    longest: int
    hints: tuple[str, ...]
    examples: tuple[str, ...]
    nots: tuple[str, ...]

    def fires(self, paragraph: str) -> bool:
        """True where the rule matches a paragraph, whose blanks are single spaces."""
        if len(paragraph) > self.longest or (self.hints and not any(hint in paragraph.lower() for hint in self.hints)):
            return False
        return bool(self.pattern.match(paragraph) if self.anchored else self.pattern.search(paragraph))


@lru_cache(maxsize=1)
def rules() -> tuple[FurnitureRule, ...]:
    """All rules, in the order of the file. Raises ``LexiconError`` where the file is malformed."""
    return tuple(_compiled(rule) for rule in load_rules("furniture.toml", _SCHEMA))


def _compiled(rule: Rule) -> FurnitureRule:
    match, hints = str(rule.text("match")), rule.texts("hint")
    if match in ("contains", "end") and not hints:
        raise LexiconError(f"{rule.file}:{rule.line}: the key 'hint' is missing. A rule that looks inside paragraphs needs it.")
    return FurnitureRule(
        rule.id,
        re.compile(_FORMS[match] % rule.text("pattern"), re.IGNORECASE),
        match in ("whole", "start"),
        match == "contains",
        rule.text("strength") == "weak",
        rule.number("max"),
        hints,
        rule.examples,
        rule.nots,
    )


@lru_cache(maxsize=1)
def _sizes() -> tuple[int, ...]:
    """The lengths at which rules stop to apply, ascending."""
    return tuple(sorted({rule.longest for rule in rules()}))


@lru_cache(maxsize=128)
def _tried(beside: bool, size: int) -> tuple[re.Pattern[str], tuple[FurnitureRule, ...], tuple[FurnitureRule, ...]]:
    """What is tried on paragraphs of up to ``size`` characters: one pattern for all anchored rules, so that a paragraph which begins
    like none of them is done with at once; the anchored rules; the others."""
    used = [rule for rule in rules() if rule.longest >= size and (beside or not rule.weak)]
    anchored = tuple(rule for rule in used if rule.anchored)
    others = tuple(rule for rule in used if not rule.anchored)
    joined = "|".join(f"(?:{rule.pattern.pattern})" for rule in anchored) or r"(?!)"
    return re.compile(joined, re.IGNORECASE), anchored, others


def furniture_rule(paragraph: str, *, beside: bool = False) -> str | None:
    """Id of the first rule that takes a paragraph for furniture; weak ones count only ``beside`` other furniture.

    >>> furniture_rule("Remind me later."), furniture_rule("The ministers met on Friday.")
    ('nav.later', None)
    """
    sizes = _sizes()
    if len(paragraph) > sizes[-1]:
        return None
    plain = " ".join(paragraph.split())
    any_anchored, anchored, others = _tried(beside, sizes[bisect_left(sizes, len(plain))])
    if any_anchored.match(plain):
        for rule in anchored:
            if rule.fires(plain):
                return rule.id
    folded = plain.lower()
    for rule in others:
        for hint in rule.hints:
            if hint in folded:
                if not (rule.inside and _SPEECH.search(folded)) and rule.fires(plain):
                    return rule.id
                break
    return None
