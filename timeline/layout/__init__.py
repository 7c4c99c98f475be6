"""The paragraphs of an article's text and what each of them is. Offsets are characters of the text as given."""

from __future__ import annotations

from timeline.layout.casing import cased
from timeline.layout.datelines import is_dateline, lead_length
from timeline.layout.furniture import furniture_rule
from timeline.layout.lines import BLANK, spans, terminated
from timeline.layout.tables import rows_apart
from timeline.model.mentions import Paragraph

__all__ = ["cased", "explain", "paragraphs"]

HEADLINE, DATELINE, HEADING, BODY, FURNITURE = "headline", "dateline", "heading", "body", "furniture"

_HEADLINE_MAX, _HEADING_MAX, _TRAILER_MAX = 200, 90, 110
_SENTENCE_MIN = 60
_HEAD = 3
_HEAD_LINES, _TAIL_LINES = 12, 8
_CREDIT_TAIL = 300
_CREDIT_MARKS = (
    "(Reporting", "(Additional reporting", "(Writing by", "(Editing by", "(This story", "(Corrects",
    "Additional reporting by ", "Reporting by ",
)  # fmt: skip


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """All paragraphs of ``text`` that hold anything, in text order, each ``headline``, ``dateline``, ``heading``, ``body`` or
    ``furniture``. None overlaps another; offsets are characters, end exclusive, blanks at either end left out.

    >>> [(p.kind, p.start, p.end) for p in paragraphs("Envoy in Cairo\\n\\nCAIRO (AFP) - The envoy met the king on Friday.\\n\\nRead more")]
    [('headline', 0, 14), ('dateline', 16, 27), ('body', 30, 63), ('furniture', 65, 74)]
    """
    return rows_apart(text, [p for p, _ in explain(text)])


def explain(text: str) -> tuple[tuple[Paragraph, str], ...]:
    """Each paragraph with the id of the rule that gave it its kind."""
    parts = list(_split(text))
    rules = _furniture(text, parts)
    kinds: list[tuple[str, str]] = []
    for (_, _, dateline), rule in zip(parts, rules, strict=True):
        if dateline:
            kinds.append((DATELINE, "layout.dateline"))
        elif rule:
            kinds.append((FURNITURE, rule))
        else:
            kinds.append((BODY, "layout.body"))
    _headings(text, parts, kinds)
    return tuple((Paragraph(start, end, kind), rule) for (start, end, _), (kind, rule) in zip(parts, kinds, strict=True))


def _split(text: str) -> list[tuple[int, int, bool]]:
    """Start, end and whether it is a dateline; datelines and credits inside a paragraph are cut off from it."""
    parts: list[tuple[int, int, bool]] = []
    body = 0
    for start, end in spans(text):
        head = text[start : min(end, start + 200)]
        if end - start <= len(head) and is_dateline(head):
            parts.append((start, end, True))
            continue
        lead = lead_length(head, first=body < _HEAD)
        if lead:
            parts.append((start, start + len(head[:lead].rstrip(" -–—―_:\xa0\t\r\n")), True))
            start += lead
            while text[start].isspace() or text[start] in BLANK:
                start += 1
        if end - start >= _SENTENCE_MIN:
            body += 1
        cut = _credit(text, start, end)
        if cut:
            stop = cut
            while text[stop - 1].isspace():
                stop -= 1
            parts.append((start, stop, False))
            start = cut
        parts.append((start, end, False))
    return parts


def _credit(text: str, start: int, end: int) -> int:
    """Where the agency's credit at the end of a paragraph begins; 0 where there is none."""
    low = max(start + _SENTENCE_MIN, end - _CREDIT_TAIL)
    for mark in _CREDIT_MARKS:
        at = text.rfind(mark, low, end)
        if at > 0 and text[at - 1].isspace() and terminated(text[max(start, at - 20) : at]) and furniture_rule(text[at:end]):
            return at
    return 0


def _furniture(text: str, parts: list[tuple[int, int, bool]]) -> list[str | None]:
    """The rule that takes each part for furniture, or None; weak rules spread from furniture to its neighbours."""
    rules = [None if dateline else furniture_rule(text[start:end]) for start, end, dateline in parts]
    for order in (range(1, len(parts)), range(len(parts) - 2, -1, -1)):
        step = 1 if order.step < 0 else -1
        for n in order:
            start, end, dateline = parts[n]
            if rules[n] is None and not dateline and rules[n + step]:
                rules[n] = furniture_rule(text[start:end], beside=True)
    return rules


def _headings(text: str, parts: list[tuple[int, int, bool]], kinds: list[tuple[str, str]]) -> None:
    """Name the headline, the headings and the headlines of other articles after the last sentence, in place.

    A text of lines without sentences (a table, a list) has none of them.
    """
    body = [n for n, (kind, _) in enumerate(kinds) if kind == BODY]
    closed = [n for n in body if terminated(text[max(parts[n][0], parts[n][1] - 20) : parts[n][1]])]
    if not closed:
        return
    first, last, sentences = closed[0], closed[-1], frozenset(closed)
    if first == body[0] and len(closed) > 1 and _asks(text, parts[first]):
        kinds[first] = (HEADLINE, "layout.headline")
    _head(text, parts, kinds, [n for n in body if n < first])
    if len(closed) * 2 < sum(n > first for n in body):
        return
    for n in body:
        start, end, _ = parts[n]
        if first < n < last and n not in sentences and end - start <= _HEADING_MAX and not text[start].islower():
            kinds[n] = (HEADING, "layout.heading")
    tail = [n for n in body if n > last]
    if len(tail) <= _TAIL_LINES and text[parts[last][1] - 1] != ":" and all(_other_headline(text, parts[n]) for n in tail):
        for n in tail:
            kinds[n] = (FURNITURE, "layout.related_headline")


def _head(text: str, parts: list[tuple[int, int, bool]], kinds: list[tuple[str, str]], lines: list[int]) -> None:
    """The lines before the first sentence: labels of the site, the headline, what stands under it."""
    sizes = {n: len(text[parts[n][0] : parts[n][1]].split()) for n in lines if parts[n][1] - parts[n][0] <= _HEADLINE_MAX}
    headline = next((n for n in sizes if sizes[n] > 3), next((n for n in sizes if sizes[n] == 3), None))
    if headline is None or len(lines) > _HEAD_LINES:
        return
    for n in lines:
        if n == headline:
            kinds[n] = (HEADLINE, "layout.headline")
        elif n < headline and n in sizes:
            kinds[n] = (FURNITURE, "layout.label")
        elif n > headline and n in sizes:
            kinds[n] = (HEADING, "layout.standfirst")


def _asks(text: str, part: tuple[int, int, bool]) -> bool:
    """True for a first line that is a headline although it ends as a sentence does."""
    return part[1] - part[0] <= _HEADLINE_MAX and text[part[0] : part[1]].rstrip(" \"”’'").endswith(("?", "!"))


def _other_headline(text: str, part: tuple[int, int, bool]) -> bool:
    """True for a line behind the article that may be another one's headline; a row of a list begins with a number or a mark."""
    return part[1] - part[0] <= _TRAILER_MAX and text[part[0]].isupper() and ". " not in text[part[0] : part[1]]
