"""Colour and shape of each status, the same in the notebook, the picture and the page. Colour never carries meaning alone."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn: colour on light and on dark ground (hex, contrast at least 4.5:1 with white and with #14171c), the
    sign that stands in text, and the shape as Altair names it."""

    light: str
    dark: str
    sign: str
    shape: str


LOOKS: dict[Status, Look] = {
    Status.HELD: Look("#1a7f37", "#56c271", "●", "circle"),
    Status.ONGOING: Look("#00756f", "#3cc8bd", "◉", "circle"),
    Status.SCHEDULED: Look("#0b5cad", "#6cb2ff", "□", "square"),
    Status.PROPOSED: Look("#5b4fc7", "#a9a0ff", "◇", "diamond"),
    Status.POSTPONED: Look("#8a5a00", "#e3b341", "▷", "triangle-right"),
    Status.CANCELLED: Look("#c02626", "#ff8078", "✕", "cross"),
    Status.DENIED: Look("#a3195b", "#ff86bd", "⊘", "triangle-down"),
    Status.NOT_HELD: Look("#5f6368", "#a7adb5", "–", "stroke"),
    Status.DISPUTED: Look("#b34700", "#ffa366", "?", "triangle-up"),
}
