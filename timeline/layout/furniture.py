"""What stands around an article without being part of it: the rules of ``lexicon/data/furniture.toml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.lexicon.rules import Key, Schema, load_rules

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
_BLANKS = re.compile(r"\s+")
_SPEECH = re.compile(r"\b(?:said|told)\b", re.IGNORECASE)


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
        if len(paragraph) > self.longest:
            return False
        if self.hints:
            folded = paragraph.lower()
            if not any(hint in folded for hint in self.hints):
                return False
        return bool(self.pattern.match(paragraph) if self.anchored else self.pattern.search(paragraph))


@lru_cache(maxsize=1)
def rules() -> tuple[FurnitureRule, ...]:
    """All rules, in the order of the file. Raises ``LexiconError`` where the file is malformed."""
    return tuple(
        FurnitureRule(
            rule.id,
            re.compile(_FORMS[match := str(rule.text("match"))] % rule.text("pattern"), re.IGNORECASE),
            match in ("whole", "start"),
            match == "contains",
            rule.text("strength") == "weak",
            rule.number("max"),
            rule.texts("hint"),
            rule.examples,
            rule.nots,
        )
        for rule in load_rules("furniture.toml", _SCHEMA)
    )


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(rule.longest for rule in rules())


def furniture_rule(paragraph: str, *, beside: bool = False) -> str | None:
    """Id of the first rule that takes a paragraph for furniture; weak ones count only ``beside`` other furniture.

    >>> furniture_rule("Remind me later."), furniture_rule("The ministers met on Friday.")
    ('nav.later', None)
    """
    if len(paragraph) > _longest():
        return None
    plain = _BLANKS.sub(" ", paragraph).strip()
    speech = bool(_SPEECH.search(plain))
    return next((rule.id for rule in rules() if (beside or not rule.weak) and not (speech and rule.inside) and rule.fires(plain)), None)
