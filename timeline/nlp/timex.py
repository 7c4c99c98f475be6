"""The spaCy component ``timeline_timex``: time expressions of a paragraph as spans, and their lift to mentions.

Usable alone: ``nlp = spacy.blank("en"); nlp.add_pipe("timeline_timex")``. It writes ``doc.spans["timeline_timex"]``; a span's label is
the TIMEX3 type, its ``kb_id_`` the expression as text and its ``id_`` the rule. With a dependency parse the lift adds tense, governing
verb and direction.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from timeline.chrono.expression import Bounded, Clock, Duration, Expression, Fields, Offset, Part, Stretch, Vague, parse
from timeline.model.mentions import TimexMention
from timeline.nlp.texts import sentence_of, text_of
from timeline.nlp.timex_grammar import Found, grammar, timex_type
from timeline.nlp.timex_syntax import Evidence, evidence

KEY = "timeline_timex"
_BOUNDS = {"by": "by", "before": "before"}


@Language.factory("timeline_timex", assigns=["doc.spans"], requires=[], default_config={"ranges": True})
def create_timex(nlp: Language, name: str, ranges: bool) -> TimexComponent:
    """The component; ``ranges`` false leaves the two ends of "from Monday to Thursday" apart, as TimeML does."""
    return TimexComponent(ranges=ranges)


class TimexComponent:
    """Finds time expressions by the grammar of ``time_rules.toml``; needs no tagger and no parser."""

    def __init__(self, *, ranges: bool = True) -> None:
        self.ranges = ranges

    def __call__(self, doc: Doc) -> Doc:
        """Write the span group."""
        found = grammar().scan(text_of(doc), ranges=self.ranges)
        spans = [span for f in found if (span := _span(doc, f)) is not None]
        if len(doc) and doc[0].tag:
            spans = [span for span in spans if _tags_agree(span)]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans)
        return doc

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        """Nothing to save beyond the configuration."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> TimexComponent:
        """Nothing to load."""
        return self


def _span(doc: Doc, found: Found) -> Span | None:
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not len(span) or _inside_a_word(text_of(doc), found.start):
        return None
    return Span(doc, span.start, span.end, label=found.type, kb_id=str(found.expression), span_id=found.rule)


def _inside_a_word(text: str, start: int) -> bool:
    """True for figures behind letters: "GreenIn2010"; not for "FY2010"."""
    before = start
    while before and text[before - 1].isalpha():
        before -= 1
    return text[start].isdigit() and start - before > 2


def _tags_agree(span: Span) -> bool:
    rule = grammar().rules[span.id_]
    tags, unwanted = rule.text("tags"), rule.text("not_next_tag")
    if tags and not span[-1].tag_.startswith(tags):
        return False
    return not (unwanted and span.end < len(span.doc) and span.doc[span.end].tag_ == unwanted)


def lift_timexes(doc: Doc, offset: int) -> tuple[TimexMention, ...]:
    """The mentions of a paragraph's time expressions; ``offset`` is where the paragraph starts in the document (characters)."""
    group = doc.spans.get(KEY)
    if not group:
        return ()
    own = _mentions(doc, group)
    return tuple([_shifted(m, offset) for m in own]) if offset else own


@lru_cache(maxsize=1)
def _mentions(doc: Doc, group: SpanGroup) -> tuple[TimexMention, ...]:
    """The mentions as counted within the paragraph. They are asked for twice, by the triggers and by the lift, and cost more than all
    else that is lifted; one paragraph follows another, so the last one is all that need be kept."""
    parsed, sentences = doc.has_annotation("DEP"), doc.has_annotation("SENT_START")
    return tuple([_lift(span, parsed=parsed, sentences=sentences) for span in group])


def _shifted(m: TimexMention, by: int) -> TimexMention:
    """The mention ``by`` characters further on."""
    anchor = m.anchor and (m.anchor[0] + by, m.anchor[1] + by)
    sentence = (m.sentence[0] + by, m.sentence[1] + by)
    return TimexMention(m.start + by, m.end + by, m.text, m.type, m.expression, m.rule, m.tense, m.verb, m.reporting, anchor, sentence)


def _lift(span: Span, *, parsed: bool, sentences: bool) -> TimexMention:
    told, rule = parse(span.kb_id_), span.id_
    found = evidence(span) if parsed else Evidence()
    if found.tense in ("past", None) and parsed and _called_for(span, told):
        found = Evidence("future", found.verb)
    expression = _in_context(told, rule, span, found)
    anchor = _event_anchor(span) if isinstance(expression, Offset) and expression.anchor == "event" else None
    within = sentence_of(span.doc, span.start) if sentences else None
    sentence = (0, len(text_of(span.doc))) if within is None else (within.start_char, within.end_char)
    return TimexMention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        type=timex_type(expression),
        expression=span.kb_id_ if expression is told else str(expression),
        rule=f"time.{rule}",
        tense=found.tense,
        verb=found.verb,
        reporting=found.reporting,
        anchor=anchor,
        sentence=sentence,
    )


def _called_for(span: Span, expression: Expression) -> bool:
    """ "Called a meeting for Monday", "a strike for Thursday": what was called lies ahead; not so "sales for October", "for Monday's
    attack"."""
    day = isinstance(expression, Fields) and (expression.weekday or expression.day) and not expression.year
    return bool(day) and span.start > 0 and span.doc[span.start - 1].lower_ == "for" and span.root.dep_ == "pobj"


def _in_context(expression: Expression, rule: str, span: Span, found: Evidence) -> Expression:
    """What the neighbours say: "in two weeks" is a length unless the clause looks ahead; "by Friday" is a stretch up to it."""
    if rule == "in-duration" and isinstance(expression, Offset) and (found.tense != "future" or _superlative(span)):
        return Duration(expression.amount)
    if rule == "within" and isinstance(expression, Stretch) and found.tense != "future":
        return Duration(expression.amount)
    if found.tense == "future" and expression == Duration("P1D") and span.text.lower() == "one day" and not _measured(span):
        return Vague("FUTURE_REF")
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if isinstance(expression, Part) and expression.which in ("end", "close"):
        before = span.doc[span.start - 2].lower_ if before == "the" and span.start > 1 else before
        if before == "before":
            return Bounded("by", expression)  # "before the end of June", "before the year's end": up to it
    if before in _BOUNDS and timex_type(expression) == "DATE" and not isinstance(expression, Clock | Bounded):
        return Bounded(_BOUNDS[before], expression)
    return expression


def _measured(span: Span) -> bool:
    """ "For one day", "only one day": a length, and not some day to come."""
    return span.start > 0 and span.doc[span.start - 1].tag_ in ("IN", "RB", "RBR", "JJR") and span.doc[span.start - 1].lower_ != "that"


def _superlative(span: Span) -> bool:
    """ "The first visit in ten years": a length that lies behind."""
    before = span.doc[max(span.start - 10, 0) : span.start]
    return any(t.lower_ in ("first", "only", "last", "worst", "best") or t.tag_ in ("JJS", "RBS") for t in before)


def _event_anchor(span: Span) -> tuple[int, int] | None:
    """The words after "three days after": the noun phrase, up to the next clause or punctuation."""
    doc = span.doc
    start = span.end
    if start < len(doc) and doc[start].lower_ in ("after", "before", "of"):
        start += 1
    if start >= len(doc):
        return None
    tail = text_of(doc)[doc[start].idx : doc[start].idx + 120]
    end = re.search(r"[.,;:!?()\n\"“”]|\s(?:and|but|that|which|who|when|while|as|in|on|at)\s", tail)
    stop = end.start() if end else len(tail)
    return (doc[start].idx, doc[start].idx + stop) if stop else None
