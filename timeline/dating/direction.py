"""Which way an incomplete date points, from the verb that governs it."""

from __future__ import annotations

from timeline.chrono.expression import Expression, Fields, Part, Shift
from timeline.chrono.fields import Direction
from timeline.model.mentions import TimexMention


def direction(mention: TimexMention, expression: Expression) -> Direction | None:
    """Past, future, or None where the expression's own default holds.

    A reporting verb always points back ("said Wednesday"). The present tense of a plan points ahead ("talks start on Monday").
    """
    if mention.reporting or mention.tense == "past":
        return Direction.PAST
    if isinstance(expression, Part) and expression.which == "earlier" and isinstance(expression.of, Fields):
        return Direction.PAST  # "an earlier June summit"
    if mention.tense == "future":
        return Direction.FUTURE
    if mention.tense == "either":
        return Direction.NEAREST
    if mention.tense == "present" and mention.verb not in _STATES and _ahead_in_present(expression):
        return Direction.FUTURE
    return None


#: Verbs whose present tense tells a state, not a plan.
_STATES = frozenset(
    {"is", "are", "has", "have", "says", "say", "'s", "’s", "know", "knows", "believe", "believes", "think", "thinks"}
    | {"follow", "follows", "mark", "marks", "show", "shows", "mean", "means", "remain", "remains", "reflect", "reflects"}
)


def _ahead_in_present(expression: Expression) -> bool:
    inner = expression
    while not isinstance(inner, Fields | Shift):
        following = getattr(inner, "of", None) or getattr(inner, "first", None)
        if following is None:
            return False
        inner = following
    return True
