"""What a cluster and a telling have in common, how much that counts, and how it is said in words."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.merging.parties import Who
from timeline.merging.telling import Fit
from timeline.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """How a cluster and a telling compare: who and where, whether both go by one name, and whether it would be a plan revived."""

    who: Who
    where: Fit
    named: bool
    revived: bool


def points(who: Who, where: Fit, when: float) -> float:
    """How much people and place speak for a link, with ``when`` for the days: every match adds, everybody left over takes away."""
    return (
        2.0 * who.exact + 1.5 * who.stood_for + 1.0 * who.maybe - 0.5 * (who.left + who.right) + (1.5 if where is Fit.SAME else 0.0) + when
    )


def why(who: Who, where: Fit, when: str) -> str:
    """What a cluster and a telling share, in words; ``when`` are those about the days."""
    parts = []
    if who.same:
        parts.append("the same parties" if not (who.stood_for or who.maybe) else "the same sides")
    elif who.matched:
        parts.append("parties in common")
    if when:
        parts.append(when)
    if where is Fit.SAME:
        parts.append("the same place")
    return ", ".join(parts)
