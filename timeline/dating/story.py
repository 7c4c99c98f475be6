"""Narratives of long ago: they count from the date last told of, not from the day of writing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from statistics import median

from timeline.chrono.expression import Bounded, Clock, Era, Expression, Fields, Modified, Nth, Offset, Part, Range, Shift, anchor, parse
from timeline.chrono.interval import Interval
from timeline.model.event import Dating
from timeline.model.mentions import TimexMention

#: A narrative names at least so many years, this share of them more than _OLD years before the day of writing.
_YEARS, _SHARE, _OLD = 5, 0.8, 2
#: The share of its expressions that may be counted from the day of writing.
_NEWS = 0.1
#: A year this far from those named around it (two before, two after) is an aside: "declassified in 2005".
_ASIDE = 3
_AROUND = 2
#: A longer period (days) is no point of a story.
_LONG = 366
#: Words that stay with the day of writing.
_NOW = re.compile(r"\b(?:this|to-?day|tonight|tomorrow|yesterday|current|last|next(?<!the next))\b", re.IGNORECASE)


def is_history(mentions: Sequence[TimexMention], dct: Interval) -> bool:
    """True for a narrative of long ago: at least five years named, nearly all of them well before the day of writing, and next to
    nothing told from that day, as news does ("on Monday", "last week")."""
    read = [parse(m.expression) for m in mentions]
    years = [year for e in read if (year := _year(e))]
    if len(years) < _YEARS or sum(year < dct.start.year - _OLD for year in years) < _SHARE * len(years):
        return False
    news = sum(_is_news(m, e) for m, e in zip(mentions, read, strict=True))
    return news <= _NEWS * len(read)


def _is_news(mention: TimexMention, expression: Expression) -> bool:
    """ "On Monday", "last week", "two days ago"; "the next year" and "the end of the year" may be of the story."""
    if _is_weekday(expression):
        return True
    inner = innermost(expression)
    return isinstance(inner, Shift | Offset) and inner.anchor == "dct" and not mention.text.lower().startswith("the ")


class Story:
    """The point that a narrative has reached: "in May" is May of the year told of. What plainly counts from the day of writing ("last
    week", "said Friday") still does."""

    def __init__(self, mentions: Sequence[TimexMention], dct: Interval) -> None:
        self._mentions = mentions
        self._read = [parse(m.expression) for m in mentions]
        self._asides = _asides([_year(e) for e in self._read])
        #: The days last told of.
        self.point: Interval | None = None

    def expression(self, position: int) -> Expression:
        """What the words say, with the year told of where they name none."""
        read = self._read[position]
        return read if self.counts_from_writing(position) else _in_year(self._stepped(position), self.point)

    def counts_from_writing(self, position: int) -> bool:
        """True where an expression needs no story: it names its year, or is counted from the day of writing."""
        expression = self._read[position]
        if self.point is None or _is_weekday(expression) or absolute(expression):
            return True
        return anchor(expression) in ("dct", "event") and self._stepped(position) is expression

    def _stepped(self, position: int) -> Expression:
        """The end of the year, the next month, a time of day as steps of the story; "this year", "tonight" and plans are none."""
        mention, expression = self._mentions[position], self._read[position]
        if mention.tense == "future" or _NOW.search(mention.text):
            return expression
        return _in_story(expression)

    def tell(self, position: int, dating: Dating) -> None:
        """Move the point to a date told of; plans, asides, looks back and what counts from the day of writing leave it where it is."""
        mention, expression = self._mentions[position], self._read[position]
        aside = position in self._asides or (mention.tense == "future" and absolute(expression)) or _looks_back(expression)
        counted = self.counts_from_writing(position) and not absolute(expression)
        if dating.interval is None or mention.type not in ("DATE", "TIME") or dating.vague or aside or dating.interval.days > _LONG:
            return
        if not counted or (self.point is None and anchor(expression) != "dct" and not _is_weekday(expression)):
            self.point = reached(expression, dating.interval)


def reached(expression: Expression, window: Interval) -> Interval:
    """Where a story stands after an expression: "by August 18" is the 18th, whatever window it opens."""
    return Interval.day(window.end) if isinstance(expression, Bounded) and expression.side in ("by", "until") else window


def _looks_back(expression: Expression) -> bool:
    """ "The previous year", "two days earlier"."""
    inner = innermost(expression)
    return (isinstance(inner, Shift) and inner.count < 0) or (isinstance(inner, Offset) and inner.sign < 0)


def _asides(years: Sequence[int | None]) -> frozenset[int]:
    named = [(position, year) for position, year in enumerate(years) if year]
    out = set()
    for place, (position, year) in enumerate(named):
        near = [y for _, y in named[max(place - _AROUND, 0) : place + _AROUND + 1]]
        if abs(median(near) - year) > _ASIDE:
            out.add(position)
    return frozenset(out)


def _year(expression: Expression) -> int | None:
    inner = innermost(expression)
    return inner.year if isinstance(inner, Fields) else None


def _is_weekday(expression: Expression) -> bool:
    inner = innermost(expression)
    return isinstance(inner, Fields) and inner.weekday is not None and inner.month is None


def _in_story(expression: Expression) -> Expression:
    if isinstance(expression, Shift) and expression.anchor == "dct" and expression.unit != "weekend" and expression.count >= 0:
        return dataclasses.replace(expression, anchor="timex")
    of = getattr(expression, "of", None)
    if isinstance(of, Expression) and isinstance(expression, Part | Modified | Clock | Nth) and (inside := _in_story(of)) is not of:
        return dataclasses.replace(expression, of=inside)
    return expression


def _in_year(expression: Expression, point: Interval | None) -> Expression:
    """A month or day without a year takes the year told of, where no nearer date was told."""
    inner = innermost(expression)
    if (
        point is None
        or point.days < 360
        or not isinstance(inner, Fields)
        or inner.year
        or not (inner.month or inner.season or inner.quarter or inner.half)
    ):
        return expression
    if isinstance(expression, Fields):
        return dataclasses.replace(expression, year=point.start.year)
    of = getattr(expression, "of", None)
    if isinstance(of, Expression) and isinstance(expression, Part | Modified | Clock | Nth):
        return dataclasses.replace(expression, of=_in_year(of, point))
    return expression


def innermost(expression: Expression) -> Expression:
    """The expression inside all others; of a range the first end's."""
    while isinstance(inner := getattr(expression, "of", None) or getattr(expression, "first", None), Expression):
        expression = inner
    return expression


def absolute(expression: Expression) -> bool:
    """True where the expression needs no reference: it names its year."""
    if isinstance(expression, Fields):
        return expression.year is not None
    if isinstance(expression, Era):
        return not expression.open
    if isinstance(expression, Range):
        return absolute(expression.first) or absolute(expression.last)
    inner = getattr(expression, "of", None)
    # "Earlier in 2025" is cut at the day of writing, so it is not absolute.
    return (
        isinstance(inner, Expression)
        and absolute(inner)
        and not (isinstance(expression, Part) and expression.which in ("earlier", "later", "rest"))
    )
