"""Rows of ``timeline dates``: every time expression of a document with its TIMEX3 type, value and mod."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.chrono.expression import Range, parse
from timeline.chrono.interval import Interval
from timeline.chrono.resolve import range_ends
from timeline.dating.walk import date_timexes
from timeline.model.event import Dating
from timeline.model.mentions import Lifted, Paragraph, TimexMention
from timeline.nlp.timex_grammar import grammar

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BLANK = re.compile(r"\n[ \t]*\n")


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Paragraphs of a running text, by blank lines: start and end in characters."""
    edges = [0, *(m.end() for m in _BLANK.finditer(text)), len(text)]
    return tuple((a, b) for a, b in itertools.pairwise(edges) if text[a:b].strip())


def date_rows(
    nlp: Language, doc_id: str, text: str, dct: dt.date | None, paragraphs: Iterable[Paragraph] | None = None
) -> tuple[Mapping[str, object], ...]:
    """The rows ``doc, start, end, type, value, mod`` of one document; offsets are characters into ``text``.

    ``nlp`` is a pipeline with a tagger and a parser (without them directions are guessed). ``paragraphs`` default to the text's
    blank lines.
    """
    pieces = split(text) if paragraphs is None else tuple((p.start, p.end) for p in paragraphs)
    return rows_of(doc_id, text, dct, list(nlp.pipe(text[a:b] for a, b in pieces)), pieces)


def rows_of(
    doc_id: str, text: str, dct: dt.date | None, docs: Sequence[Doc], pieces: Sequence[tuple[int, int]] | None = None
) -> tuple[Mapping[str, object], ...]:
    """The same from paragraphs that are already tagged."""
    from timeline.nlp.timex import TimexComponent, lift_timexes  # spaCy only when rows are asked for

    component = TimexComponent(ranges=False)
    timexes = tuple(
        mention for (start, _), doc in zip(pieces or split(text), docs, strict=True) for mention in lift_timexes(component(doc), start)
    )
    datings = date_timexes(Lifted(doc_id, timexes=timexes), text, Interval.day(dct) if dct else None)
    return tuple(
        {"doc": doc_id, "start": start, "end": end, "type": m.type, "value": value, "mod": d.mod, "rule": m.rule}
        for m, d in zip(timexes, datings, strict=True)
        if grammar().rules[m.rule.removeprefix("time.")].fields.get("timeml", True)
        for start, end, value in _ends(m, d)
    )


#: What joins the two ends of a range: "5-7 March", "1914 to 1918", "May 5 and 6".
_JOIN = re.compile(r"\s*(?:-|–|—|/|,?\s*\b(?:and|to|through|until|till)\b)\s*(?=[\w\s]*\d)")


def _ends(mention: TimexMention, dating: Dating) -> tuple[tuple[int, int, str | None], ...]:
    """Offsets and value of an expression; TimeML marks the two ends of a range each by itself."""
    expression = parse(mention.expression)
    joins = list(_JOIN.finditer(mention.text)) if isinstance(expression, Range) else []
    if not joins or not isinstance(expression, Range):
        return ((mention.start, mention.end, dating.value),)
    reference = dating.interval and Interval.day(dating.interval.start)
    first, last = range_ends(expression, reference, None)
    join = joins[-1]
    return (
        (mention.start, mention.start + join.start(), first.value),
        (mention.start + join.end(), mention.end, last.value),
    )
