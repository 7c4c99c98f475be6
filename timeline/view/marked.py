"""An article with the words that its rows rest on: triggers, cues and dates marked where they stand, the rows beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from timeline.chronology import Timeline
from timeline.errors import QueryError
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.title import title, when
from timeline.model.vocabulary import Status
from timeline.view.palette import LOOKS

#: What is marked, with the brackets that stand for it in plain text.
BRACKETS = {"trigger": "[]", "cue": "{}", "date": "<>"}

_STYLE = """<style>
.timeline-marked{display:flex;flex-wrap:wrap;gap:1.5em;line-height:1.6;text-align:left}
.timeline-marked .text{flex:3 1 24em;white-space:pre-wrap;max-width:70ch}
.timeline-marked .rows{flex:2 1 18em;margin:0;padding-left:2em}
.timeline-marked .rows li{margin-bottom:.6em}
.timeline-marked .rows small{display:block;opacity:.75}
.timeline-marked mark{background:none;color:inherit;border-radius:2px}
.timeline-marked mark.date{border-bottom:2px dotted}
.timeline-marked mark.cue{background:rgba(230,170,30,.3)}
.timeline-marked mark.trigger{background:rgba(60,130,230,.28);font-weight:600}
.timeline-marked mark.trigger.cue{background:linear-gradient(rgba(60,130,230,.28) 50%,rgba(230,170,30,.4) 50%)}
.timeline-marked sup{font-size:.7em;opacity:.8}
.timeline-marked .key{flex-basis:100%;margin:0}
</style>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` (exclusive) of the article: the ``what`` (trigger, cue or date) of row ``row``, by rule ``rule``."""

    start: int
    end: int
    what: str
    row: int
    rule: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its marks, and the rows that they belong to, each with its number. Shown as HTML in a notebook; as text,
    triggers stand in ``[]``, cues in ``{}``, dates in ``<>``, and the number of the row after its trigger."""

    document: Document
    rows: tuple[tuple[int, str, Event], ...]
    marks: tuple[Mark, ...]

    def __str__(self) -> str:
        text = "".join(_bracketed(self.document.text[start:end], marks, end) for start, end, marks in self._pieces())
        return "\n".join((text.rstrip("\n"), "", *(f"{number}  {line}" for number, line, _ in self.rows)))

    def _repr_html_(self) -> str:
        text = "".join(_html(self.document.text[start:end], marks, end) for start, end, marks in self._pieces())
        rows = "".join(f'<li value="{number}">{_row(line, event)}</li>' for number, line, event in self.rows)
        key = ", ".join(f'<mark class="{what}">{what}</mark>' for what in BRACKETS)
        return (
            f'{_STYLE}<div class="timeline-marked"><div class="text" lang="en">{text}</div>'
            f'<ol class="rows">{rows}</ol><p class="key">Marked: {key}; the number leads to the row.</p></div>'
        )

    def _pieces(self) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
        """The text cut where a mark begins or ends, each piece with the marks over it."""
        length = len(self.document.text)
        cuts = sorted({0, length, *(mark.start for mark in self.marks), *(mark.end for mark in self.marks)})
        for start, end in pairwise(cuts):
            yield start, end, tuple(mark for mark in self.marks if mark.start <= start and end <= mark.end)


def marked(timeline: Timeline, document: Document) -> Marked:
    """The words of ``document`` that decided the rows of ``timeline``, marked.

    Rows are numbered as they stand in the timeline; one that rests on several articles is marked where this one tells it.

    Raises :class:`~timeline.errors.QueryError` where the marks do not fit the text: it is then another article of the same id.
    """
    rows: list[tuple[int, str, Event]] = []
    marks: list[Mark] = []
    for event in timeline:
        here = [part for part in (event.members or (event,)) if any(m.doc_id == document.doc_id for m in part.mentions)]
        if here:
            number = len(rows) + 1
            rows.append((number, f"{when(event.dating, event.status)}: {title(event, timeline.about(event))}", event))
            marks += [mark for part in here for mark in _marks(part, document.doc_id, number)]
    if any(mark.end > len(document.text) for mark in marks):
        raise QueryError(f"marked(): the text of {document.doc_id!r} is shorter than the timeline's; give the document that was extracted")
    return Marked(document, tuple(rows), tuple(sorted(set(marks), key=lambda m: (m.start, -m.end, m.what, m.row))))


def _marks(event: Event, doc_id: str, row: int) -> Iterator[Mark]:
    for mention in event.mentions:
        if mention.doc_id != doc_id:
            continue
        yield Mark(mention.start, mention.end, "trigger", row, mention.rule)
        if mention.cue_start is not None and mention.cue_end is not None:
            yield Mark(mention.cue_start, mention.cue_end, "cue", row, mention.cue_rule)
    if event.dating.start is not None and event.dating.end is not None:
        yield Mark(event.dating.start, event.dating.end, "date", row, event.dating.rule)


def _whats(marks: tuple[Mark, ...]) -> list[str]:
    return [what for what in BRACKETS if any(mark.what == what for mark in marks)]


def _numbers(marks: tuple[Mark, ...], end: int) -> list[str]:
    """Rows whose trigger ends here."""
    return [str(row) for row in sorted({mark.row for mark in marks if mark.what == "trigger" and mark.end == end})]


def _bracketed(text: str, marks: tuple[Mark, ...], end: int) -> str:
    for what in reversed(_whats(marks)):
        text = BRACKETS[what][0] + text + BRACKETS[what][1]
    return text + ",".join(_numbers(marks, end))


def _html(text: str, marks: tuple[Mark, ...], end: int) -> str:
    if not marks:
        return escape(text)
    rules = "; ".join(dict.fromkeys(f"{mark.what} of row {mark.row}: {mark.rule or 'no rule'}" for mark in marks))
    numbers = _numbers(marks, end)
    label = f"<sup>{', '.join(numbers)}</sup>" if numbers else ""
    return f'<mark class="{" ".join(_whats(marks))}" title="{escape(rules)}">{escape(text)}</mark>{label}'


def _row(line: str, event: Event) -> str:
    look = LOOKS[event.status] if isinstance(event.status, Status) else None
    sign = f"{look.sign} " if look else ""
    basis = event.dating.basis.value.replace("_", " ")
    words = f"from “{event.dating.text}”, {basis}" if event.dating.text else basis if event.dating.interval else "no date found"
    return f"{sign}{escape(line)}<small>{escape(words)}</small>"
