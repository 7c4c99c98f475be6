"""Check a timeline by hand: draw a sample, judge it in a sheet, and say how sure the share of right rows is.

Also whether confidence means what it says: of the rows given 0.8, are about eight in ten right?
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chronology import Timeline
from timeline.errors import FormatError

if TYPE_CHECKING:
    import pandas as pd

#: Two-sided 95 % of the normal distribution.
_Z = 1.959963984540054
#: Columns of ours that a judge needs to see, then those to fill in.
_SHOWN = ("id", "when", "title", "date_text", "sentence", "doc_id", "published", "url", "char_start", "char_end", "confidence")
RIGHT, WRONG, REMARK = "right", "wrong_fields", "remark"
_YES, _NO = frozenset({"1", "y", "yes", "true", "right"}), frozenset({"0", "n", "no", "false", "wrong"})


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``n``, as a share with its 95 % interval from ``low`` to ``high`` (Wilson's, good for small ``n`` too)."""

    right: int
    n: int
    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.right} of {self.n} right: {self.share:.0%} (95 % interval {self.low:.0%} to {self.high:.0%})"


@dataclass(frozen=True, slots=True)
class Step:
    """Rows with one confidence, and the share of them that is right."""

    confidence: float
    found: Share


def sample(timeline: Timeline, n: int, *, seed: int = 0) -> Timeline:
    """``n`` events drawn at random, in the timeline's order; all, where there are fewer.

    The draw depends on the events' ids and ``seed`` alone: whoever has the same timeline draws the same sample, on any machine.
    """
    drawn = sorted(timeline, key=lambda event: hashlib.sha256(f"{seed}\x1f{event.id}".encode()).digest())[:n]
    chosen = {event.id for event in drawn}
    return timeline.arranged(tuple(event for event in timeline if event.id in chosen))


def sheet(timeline: Timeline) -> pd.DataFrame:
    """A row for each event, with what a judge has to see and three empty columns: ``right`` (yes or no: kind, participants, status and
    date are all as the articles tell), ``wrong_fields``, ``remark``. Write it with ``.to_csv("sheet.csv", index=False)``."""
    frame = timeline.to_frame()[list(_SHOWN)].copy()
    for column in (RIGHT, WRONG, REMARK):
        frame[column] = ""
    return frame


def share(right: int, n: int) -> Share:
    """The share of ``right`` in ``n`` with Wilson's 95 % interval.

    Raises :class:`~timeline.errors.FormatError` where ``right`` is not between 0 and ``n``.

    >>> print(share(81, 100))
    81 of 100 right: 81% (95 % interval 72% to 87%)
    >>> print(share(0, 0))
    0 of 0 right: 0% (95 % interval 0% to 100%)
    """
    if not 0 <= right <= n:
        raise FormatError(f"share({right}, {n}): there cannot be {right} right rows among {n}")
    if n == 0:
        return Share(0, 0, 0.0, 0.0, 1.0)
    p, z2 = right / n, _Z * _Z
    middle, half = p + z2 / (2 * n), _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Share(right, n, p, max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n)))


def judged(sheet: pd.DataFrame) -> Share:
    """What a filled-in sheet says. Rows whose ``right`` is empty are left out.

    Raises :class:`~timeline.errors.FormatError`, naming the row, where ``right`` is neither yes nor no.
    """
    if RIGHT not in sheet.columns:
        raise FormatError(f"the sheet has no column '{RIGHT}'; make one with timeline.evaluate.sheet(sample)")
    marks: list[bool] = []
    for number, value in enumerate(sheet[RIGHT].tolist(), 2):
        word = "" if value is None or value != value else str(value).strip().lower().removesuffix(".0")
        if word and word not in _YES | _NO:
            raise FormatError(f"the sheet, row {number}: '{RIGHT}' is {value!r}. Write yes or no, or leave it empty")
        if word:
            marks.append(word in _YES)
    return share(sum(marks), len(marks))


def reliability(judgements: Iterable[tuple[float | None, bool]]) -> tuple[Step, ...]:
    """The share of right rows at each confidence, lowest first, from pairs of a row's confidence and whether it is right.

    Confidence comes in a few steps (DESIGN 4.3), so equal values are put together and no bins are drawn. Rows without one are left out.

    >>> [step.confidence for step in reliability([(0.9, True), (0.5, False), (0.9, True), (None, True)])]
    [0.5, 0.9]
    """
    found: dict[float, list[bool]] = defaultdict(list)
    for confidence, right in judgements:
        if confidence is not None:
            found[confidence].append(right)
    return tuple(Step(confidence, share(sum(marks), len(marks))) for confidence, marks in sorted(found.items()))
