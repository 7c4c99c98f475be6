"""The parse of a paragraph as plain Python objects, read from spaCy's arrays once.

The rules look at a word's tag, head and children hundreds of times; a spaCy ``Token`` is made anew for each look and decodes its
strings each time, which cost more than the parser itself. A :class:`Token` here has the attributes of spaCy's of the same name, as far
as the rules use them, and is the same object however it is come by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from operator import attrgetter

import numpy as np
from spacy.lang.lex_attrs import is_punct
from spacy.tokens import Doc

from timeline.lexicon.eventwords import noun_lemmas, verb_lemmas
from timeline.nlp.texts import text_of


class Token:
    """A word with its place in the tree. ``children`` stand in text order; ``base`` is the base form that a lexicon file names, else the
    small letters; ``verb`` and ``noun`` tell its class by the tag, modals excepted. Characters count within the paragraph."""

    __slots__ = ("base", "children", "dep_", "doc", "head", "i", "idx", "lower_", "noun", "tag_", "text", "verb")

    doc: Parse
    i: int
    idx: int
    text: str
    lower_: str
    base: str
    tag_: str
    dep_: str
    noun: bool
    verb: bool
    head: Token
    children: Sequence[Token]

    def __len__(self) -> int:
        """Characters of the word."""
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def whitespace_(self) -> str:
        """The space behind the word, if there is one."""
        end = self.idx + len(self.text)
        return " " if self.doc.text[end : end + 1] == " " and not (self.i + 1 < len(self.doc) and self.doc[self.i + 1].idx == end) else ""

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
        return frozenset([t.lower_ for t in self])

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


@cache
def _kind(tag: str) -> tuple[str, bool, bool, int | None]:
    """A tag, whether it is one of a verb or of a noun, and which table of base forms is asked."""
    verb, noun = tag.startswith("VB"), tag.startswith("NN")
    return tag, verb, noun, 0 if verb or tag == "MD" else 1 if noun else None


class Parse(list[Token]):
    """The words of a tagged and parsed paragraph, in order."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.text = text = text_of(doc)
        values = doc.to_array(["LENGTH", "SPACY", "TAG", "DEP", "HEAD", "SENT_START"]).astype(np.int64)
        strings = doc.vocab.strings
        numbers = values.T.tolist()
        deps = {key: strings[key & 0xFFFFFFFFFFFFFFFF] for key in set(numbers[3])}
        tags = {key: _kind(strings[key & 0xFFFFFFFFFFFFFFFF]) for key in set(numbers[2])}
        new, add, bases = Token.__new__, self.append, (verb_lemmas(), noun_lemmas())
        at = 0
        for i, (length, space, tag, dep) in enumerate(zip(*numbers[:4], strict=True)):
            token = new(Token)
            token.doc = self
            token.i = i
            token.idx = at
            token.text = word = text[at : at + length]
            token.lower_ = token.base = small = word.lower()
            token.tag_, token.verb, token.noun, table = tags[tag]
            token.dep_ = deps[dep]
            token.children = ()
            if table is not None:
                token.base = bases[table].get(small, small)
            add(token)
            at += length + space
        below: dict[int, list[Token]] = {}
        for token, up in zip(self, numbers[4], strict=True):
            if up:
                at = token.i + up
                token.head = self[at]
                if at in below:
                    below[at].append(token)
                else:
                    self[at].children = below[at] = [token]
            else:
                token.head = token
        starts = [i for i, flag in enumerate(numbers[5]) if i == 0 or flag == 1]
        self.sents = [Span(self, start, end) for start, end in zip(starts, [*starts[1:], len(self)], strict=True)]
        self._sentence_of = [sentence for sentence in self.sents for _ in range(len(sentence))]

    @cached_property
    def small(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset([t.lower_ for t in self])

    @cached_property
    def bases(self) -> frozenset[str]:
        """Their base forms."""
        return frozenset([t.base for t in self])

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


def _parted(behind: Token) -> None:
    """Gives two people whom the parser took for one their places: "After meeting President A, | Prime Minister B arrived".

    A name that the parser set beside another one, right before a verb without a subject of its own, is that subject. Where the other one
    was, it is the object of the word before it, if that lacks one.
    """
    first, doc, start = behind.head, behind.doc, behind.left_edge.i
    end = behind.right_edge.i + 1
    if end >= len(doc) or doc[start - 1].text != ",":
        return
    verb = doc[end] if doc[end].verb and doc[end].dep_ != "auxpass" else doc[end].head
    if not (verb.i >= end and verb.verb and all(t.head is verb for t in doc[end : verb.i]) and any(t is verb for t in first.ancestors)):
        return
    if verb.tag_ in ("VBG", "VBN", "VB") and verb.i == end:
        return
    if first.dep_ not in ("nsubj", "nsubjpass"):
        if not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
            _move(behind, verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj")
        return
    before = first.left_edge.i
    lacking = doc[before - 1] if before else first
    bare = lacking.tag_ in ("IN", "TO", "VBG", "VB") and lacking.dep_ in ("prep", "pcomp", "advcl", "acl", "xcomp")
    if first.head is verb and bare and not any(c.i > lacking.i and c.dep_ in ("pobj", "pcomp", "dobj") for c in lacking.children):
        _move(behind, verb, first.dep_)
        _move(first, lacking, "dobj" if lacking.verb else "pobj")


def _move(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another one."""
    token.head.children = [c for c in token.head.children if c is not token]
    head.children = sorted([*head.children, token], key=lambda t: t.i)
    token.head, token.dep_ = head, dep


@lru_cache(maxsize=1)
def parse_of(doc: Doc) -> Parse:
    """The parse of ``doc`` with two people apart whom it takes for one; the last one is all that need be kept, as the components run over
    one paragraph after another."""
    parse = Parse(doc)
    for token in parse:
        if token.dep_ == "appos" and token.tag_ == token.head.tag_ == "NNP" and token.head.i < token.i:
            _parted(token)
    return parse
