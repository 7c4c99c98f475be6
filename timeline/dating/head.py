"""The document's own date from its head: "date 2025-10-22", "Published: 22 October 2025", a dateline.

Only the head counts, and never site furniture: a banner of 2024 may stand on an article of 2018.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from textwrap import shorten

from timeline.chrono.expression import Clock, Fields
from timeline.dating.fallback import absolute_day
from timeline.layout.tables import find_tables
from timeline.model.document import Document
from timeline.model.mentions import Paragraph
from timeline.model.vocabulary import PublishedBasis
from timeline.nlp.timex_grammar import grammar

#: Paragraphs that are no furniture and may belong to the head.
_HEAD = 8
#: A date line holds little else (characters beside the date).
_BESIDE = 60
#: Labels of the day of publication; when a page was last changed is another day.
_LABEL = re.compile(
    r"^\W*(?:dated?|(?:first )?published|publication date|posted|issued|released)\b(?:\s+(?:on|at|date))?\s*[:\-–|]?\s*", re.IGNORECASE
)


def document_date(document: Document, paragraphs: Sequence[Paragraph]) -> Document:
    """The document with ``published``, its basis and its evidence (the line that says so) filled in from head or dateline, where it
    has no date of its own yet and the text gives a whole one (a year, month and day)."""
    if document.published is not None:
        return document
    text = document.text
    rows = {row.start for table in find_tables(text) for row in table.rows}  # the days of visits
    head = [p for p in paragraphs if (p.kind != "furniture" or _LABEL.match(text[p.start : p.end])) and p.start not in rows][:_HEAD]
    for paragraph in head:
        if paragraph.kind != "dateline" and paragraph.end - paragraph.start > 2 * _BESIDE:
            break
        line = text[paragraph.start : paragraph.end]
        found = _day(line, anywhere=paragraph.kind == "dateline")
        if found is not None:
            day, leads = found
            basis = PublishedBasis.DATELINE if paragraph.kind == "dateline" and not leads else PublishedBasis.HEAD
            evidence = f"“{shorten(line, 2 * _BESIDE, placeholder='…')}”"
            return dataclasses.replace(document, published=day, published_basis=basis, published_evidence=evidence)
    return document


def _day(text: str, *, anywhere: bool) -> tuple[dt.date, bool] | None:
    """The one whole date of a date line, and whether it leads the line (after a label); None where there is none, or two that
    differ."""
    label = _LABEL.match(text)
    start = label.end() if label else 0
    days: dict[dt.date, bool] = {}
    for found in grammar().scan(text, ranges=False):
        expression = found.expression.of if isinstance(found.expression, Clock) else found.expression
        if isinstance(expression, Fields) and expression.year and expression.month and expression.day:
            beside = len(text) - (found.end - found.start)
            if anywhere or label or (beside <= _BESIDE and not text.rstrip().endswith((".", "?", "!"))):
                days[dt.date(expression.year, expression.month, expression.day)] = found.start <= start
    if not days and label and (day := absolute_day(text[start:])):
        return day, True
    return days.popitem() if len(days) == 1 else None
