"""The text of a paragraph's Doc, put together once: each component asks for it, and spaCy joins it from the tokens every time."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """``doc.text``; the components run over one paragraph after another, so the last one is all that need be kept."""
    return str(doc.text)
