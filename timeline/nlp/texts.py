"""The text and the sentences of a paragraph's Doc, put together once: each component asks for them, and spaCy joins the text from the
tokens and walks to both ends of a sentence every time."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Span

TEXT = "timeline_text"  #: key of ``doc.user_data`` under which whoever makes a Doc from a text leaves the text


def text_of(doc: Doc) -> str:
    """``doc.text``."""
    known = doc.user_data.get(TEXT)
    return _joined(doc) if known is None else str(known)


@lru_cache(maxsize=1)
def _joined(doc: Doc) -> str:
    """The components run over one paragraph after another, so the last one is all that need be kept."""
    return str(doc.text)


def span_of(doc: Doc, start: int, end: int, label: str) -> Span | None:
    """The words that share a character with ``start`` up to ``end``; None where one of the two is beyond the paragraph."""
    found, key = _spans(doc), (start, end, label)
    if key not in found:
        found[key] = doc.char_span(start, end, label=label, alignment_mode="expand")
    return found[key]


@lru_cache(maxsize=1)
def _spans(doc: Doc) -> dict[tuple[int, int, str], Span | None]:
    return {}


def sentence_of(doc: Doc, i: int) -> Span:
    """The sentence that word ``i`` is in. Raises spaCy's ValueError for a Doc without sentences."""
    starts, sentences = _sentences(doc)
    return sentences[bisect_right(starts, i) - 1]


@lru_cache(maxsize=1)
def _sentences(doc: Doc) -> tuple[list[int], list[Span]]:
    sentences = list(doc.sents)
    return [sentence.start for sentence in sentences], sentences
