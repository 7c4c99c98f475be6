"""The text and the sentences of a paragraph's Doc, put together once: each component asks for them, and spaCy joins the text from the
tokens and walks to both ends of a sentence every time."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Span

from timeline.nlp.names_tokens import FORMS, Found

TEXT = "timeline_text"  #: key of ``doc.user_data`` under which whoever makes a Doc from a text leaves the text


def text_of(doc: Doc) -> str:
    """``doc.text``."""
    known = doc.user_data.get(TEXT)
    return _joined(doc) if known is None else str(known)


@lru_cache(maxsize=1)
def _joined(doc: Doc) -> str:
    """The components run over one paragraph after another, so the last one is all that need be kept."""
    return str(doc.text)


class Spans(dict[Found, Span | None]):
    """The words of a paragraph that share a character with something that it names; None where that is beyond the paragraph."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self._doc = doc

    def __missing__(self, item: Found) -> Span | None:
        label = FORMS.get(item.kind, "name")
        span = self[item] = self._doc.char_span(item.start, item.end, label=label, alignment_mode="expand")
        return span


@lru_cache(maxsize=1)
def spans_of(doc: Doc) -> Spans:
    """The words of what the paragraph names."""
    return Spans(doc)


def sentence_of(doc: Doc, i: int) -> Span:
    """The sentence that word ``i`` is in. Raises spaCy's ValueError for a Doc without sentences."""
    starts, sentences = _sentences(doc)
    return sentences[bisect_right(starts, i) - 1]


@lru_cache(maxsize=1)
def _sentences(doc: Doc) -> tuple[list[int], list[Span]]:
    sentences = list(doc.sents)
    return [sentence.start for sentence in sentences], sentences
