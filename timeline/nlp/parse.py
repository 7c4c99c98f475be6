"""The parse of a paragraph as plain Python objects, read from spaCy's arrays once.

The rules look at a word's tag, head and children hundreds of times; a spaCy ``Token`` is made anew for each look and decodes its
strings each time, which cost more than the parser itself. A :class:`Token` here has the attributes of spaCy's of the same name, as far
as the rules use them, and is the same object however it is come by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter

import numpy as np
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc

from timeline.lexicon.eventwords import noun_lemmas, verb_lemmas
from timeline.nlp.texts import text_of


class Token:
    """A word with its place in the tree. ``children`` stand in text order; ``base`` is the base form that a lexicon file names, else the
    small letters; ``verb`` and ``noun`` tell its class by the tag, modals excepted. Characters count within the paragraph."""

    __slots__ = ("base", "children", "dep_", "doc", "head", "i", "idx", "lower_", "noun", "tag_", "text", "verb", "whitespace_")

    children: list[Token]
    head: Token
    noun: bool
    verb: bool

    def __init__(self, doc: Parse, i: int, idx: int, text: str, tag: str, dep: str, whitespace: str) -> None:
        self.doc, self.i, self.idx, self.text, self.tag_, self.dep_, self.whitespace_ = doc, i, idx, text, tag, dep, whitespace
        self.lower_ = self.base = text.lower()

    def __len__(self) -> int:
        """Characters of the word."""
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_space(self) -> bool:
        """True for white space that the tokenizer took for a word."""
        return self.text.isspace()

    @property
    def is_digit(self) -> bool:
        """True for figures alone."""
        return self.text.isdigit()

    @property
    def sent(self) -> Span:
        """The sentence that the word is in; the same object for all of its words."""
        return self.doc.sentence(self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, nearest first."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    @property
    def subtree(self) -> list[Token]:
        """The word and all that hangs on it, in the order of the tree."""
        out: list[Token] = []
        todo = [(self, False)]
        while todo:
            here, seen = todo.pop()
            if seen or not here.children:
                out.append(here)
                continue
            todo.extend((c, False) for c in reversed(here.children) if c.i > here.i)
            todo.append((here, True))
            todo.extend((c, False) for c in reversed(here.children) if c.i < here.i)
        return out

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.doc[min(t.i for t in self.subtree)]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.doc[max(t.i for t in self.subtree)]

    def nbor(self, steps: int) -> Token:
        """The word so many places on. Raises IndexError beyond the paragraph's ends."""
        at = self.i + steps
        if at < 0:
            raise IndexError(f"no word {steps} before word {self.i}")
        return self.doc[at]


class Span:
    """Words ``start`` up to ``end`` of a paragraph."""

    def __init__(self, doc: Parse, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: int) -> Token:
        return self.doc[self.start : self.end][at]

    @cached_property
    def small(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset(t.lower_ for t in self)

    @property
    def start_char(self) -> int:
        """Where its first word begins."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last word ends."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as the paragraph has them."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence of its first word."""
        return self.doc.sentence(self.start)

    @cached_property
    def root(self) -> Token:
        """The root of a sentence in it, else the first of its words that are nearest to one, marks and white space last."""
        own = self.doc[self.start : self.end]
        for token in own:
            if token.head is token:
                return token
        best, steps = own[0], len(self.doc)
        for token in own:
            if not self.start <= token.head.i < self.end:
                aside = not token.children and (token.is_space or is_punct(token.text))
                depth = len(self.doc) - 1 if aside else sum(1 for _ in token.ancestors)
                if depth < steps:
                    best, steps = token, depth
        return best


_begin = attrgetter("idx")


class Parse(list[Token]):
    """The words of a tagged and parsed paragraph, in order."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.text = text = text_of(doc)
        values = doc.to_array(["LENGTH", "SPACY", "TAG", "DEP", "HEAD", "SENT_START"]).astype(np.int64)
        strings = doc.vocab.strings
        numbers = values.T.tolist()
        name = {key: strings[key & 0xFFFFFFFFFFFFFFFF] for key in {*numbers[2], *numbers[3]}}
        verbs, nouns = verb_lemmas(), noun_lemmas()
        at = 0
        for i, (length, space, tag, dep) in enumerate(zip(*numbers[:4], strict=True)):
            token = Token(self, i, at, text[at : at + length], name[tag], name[dep], " " if space else "")
            kind = token.tag_[:2]
            token.verb, token.noun = kind == "VB", kind == "NN"
            if token.verb or token.tag_ == "MD":
                token.base = verbs.get(token.lower_, token.lower_)
            elif token.noun:
                token.base = nouns.get(token.lower_, token.lower_)
            token.children = []
            self.append(token)
            at += length + space
        for token, up in zip(self, numbers[4], strict=True):
            token.head = self[token.i + up]
            if up:
                token.head.children.append(token)
        starts = [i for i, flag in enumerate(numbers[5]) if i == 0 or flag == 1]
        self.sents = [Span(self, start, end) for start, end in zip(starts, [*starts[1:], len(self)], strict=True)]
        self._sentence_of = [sentence for sentence in self.sents for _ in range(len(sentence))]

    def char_span(self, start: int, end: int) -> Span | None:
        """The words that share a character with ``start`` up to ``end``; None where one of the two is beyond the paragraph."""
        first, last = self._word_at(start), self._word_at(end - 1)
        if first is None or last is None:
            return None
        if start == self[first].idx + len(self[first].text):
            first += 1
        return Span(self, first, last + 1)

    def _word_at(self, at: int) -> int | None:
        """The word at a character, the space behind it included."""
        i = bisect_right(self, at, key=_begin) - 1
        return i if i >= 0 and at < self[i].idx + len(self[i].text) + len(self[i].whitespace_) else None

    def sentence(self, i: int) -> Span:
        """The sentence that word ``i`` is in."""
        return self._sentence_of[i]


@lru_cache(maxsize=1)
def parse_of(doc: Doc) -> Parse:
    """The parse of ``doc``; the components run over one paragraph after another, so the last one is all that need be kept."""
    return Parse(doc)
