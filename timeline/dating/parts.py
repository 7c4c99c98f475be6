"""Parts of one document that were written on different days: the entries of a live-blog, the items of a round-up."""

from __future__ import annotations

from timeline.chrono.expression import Expression, Fields
from timeline.chrono.fields import Direction
from timeline.chrono.interval import Interval
from timeline.chrono.resolve import resolve
from timeline.layout.posts import heads
from timeline.model.mentions import Lifted
from timeline.nlp.timex_grammar import grammar


def parts(lifted: Lifted, text: str, dct: Interval | None) -> list[tuple[int, Interval | None]]:
    """Where each part begins and the day on which it was written, in text order; empty unless datelines name two days or more.

    Lines that follow each other without text between them are the head of one part; where they name two days, it is of ``dct``.
    Datelines are read from the text, as no paragraph without an event need be tagged.
    """
    if sum(paragraph.kind == "dateline" for paragraph in lifted.paragraphs) < 2:
        return []
    found: list[tuple[int, set[Interval]]] = []
    text_between = True
    for paragraph in lifted.paragraphs:
        if paragraph.kind != "dateline":
            text_between = text_between or paragraph.kind == "body"
            continue
        scanned = grammar().scan(text[paragraph.start : paragraph.end], ranges=False)
        days = {day for one in scanned if (day := _written(one.expression, dct)) is not None}
        found.append((paragraph.end, days if text_between or not found else days | found[-1][1]))
        text_between = False
    named = [(start, days.pop() if len(days) == 1 else None) for start, days in found]
    return [(start, day or dct) for start, day in named] if len({day for _, day in named if day}) > 1 else []


def posts(lifted: Lifted, text: str, dct: Interval | None) -> list[tuple[int, Interval | None]]:
    """The parts of a document with those of its posts that have a day in their heads; behind a post the day around it goes on."""
    found = parts(lifted, text, dct)
    for start, end, date in heads(text):
        days = {day for one in grammar().scan(date, ranges=False) if (day := _written(one.expression, dct)) is not None}
        around = next((day for begin, day in reversed(found) if begin <= start), dct)
        close = next((p.end for p in lifted.paragraphs if p.start <= start < p.end), None)
        if len(days) == 1 and close is not None:
            found.extend(((end, days.pop()), (close, around)))
    return sorted(found, key=lambda part: part[0])


def _written(expression: Expression, dct: Interval | None) -> Interval | None:
    """The one day that a dateline names with its month; None for a weekday, a time of day, or a month."""
    inner = expression
    while not isinstance(inner, Fields):
        below = getattr(inner, "of", None)
        if not isinstance(below, Expression):
            return None
        inner = below
    if inner.month is None or inner.day is None:
        return None
    interval = resolve(expression, reference=dct, direction=Direction.NEAREST).interval
    return interval if interval is not None and interval.days == 1 else None
