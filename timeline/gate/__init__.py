"""Which paragraphs can matter: those that hold a word that can evoke an event, with what that word needs near it.

Tagging costs a hundred times what everything else does, and most paragraphs of most news hold nothing that could be an event. The
words come from the lexicon's own rules, so that no rule can exist that the gate never lets through; the test looks at the words of a
sentence one by one, with no grammar, and errs on the side of letting through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from timeline.gate.needs import is_side
from timeline.gate.rules import Tests, after_a_plan, of_an_encounter
from timeline.gate.words import Here, Passage
from timeline.layout.tables import find_tables
from timeline.model.mentions import Paragraph

_WORD = re.compile(
    r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
    r"|(?:(?<=[a-z]{4})|(?<=\d\d))[.!?](?=[\"”’')\]]{0,3}\s{1,4}[\"“‘'(\[]{0,2}[A-Z])"
)
"""A word, or the stop at a sentence's end: where it may be that of a short form ("Gen. Smith") or a name ("in Iran. He"), none is seen."""

SHORT = 2000
"""Characters under which a text need not name a state or organisation: notes and posts name people alone ("Putin met Xi")."""

BACK = 6
"""Paragraphs over which a change of plan looks back for what it changes (:mod:`timeline.events.changes`)."""


def select(text: str, paragraphs: Sequence[Paragraph], *, own: Set[str] = frozenset()) -> tuple[int, ...]:
    """Positions of the paragraphs of ``text`` that need tagging, in order; none where the text can hold no event.

    A paragraph is chosen for a trigger with what it needs, or for a change of plan ("cancelled", "put off") soon after such a paragraph.
    Furniture never is. A text of some length that names no state and no organisation has no diplomatic event. ``own`` are words, in small
    letters, of the people and organisations that the user added: they count as those of the tables do.

    >>> text = "Lavrov met his Egyptian counterpart in Cairo. Shares rose."
    >>> select(text, [Paragraph(0, 45), Paragraph(46, 58)])
    (0,)
    """
    read = [_WORD.findall(text[p.start : p.end]) if p.kind not in ("furniture", "dateline") else [] for p in paragraphs]
    if len(text) >= SHORT and not any(is_side(word, own) for words in read for word in words):
        return ()
    tables = [(table.heads[0][0], table.rows[-1].end) for table in find_tables(text)]
    chosen: list[int] = []
    last = -BACK - 1
    for position, words in enumerate(read):
        if not words:
            continue
        passage = Passage(words, own)
        in_a_table = any(start <= paragraphs[position].start < end for start, end in tables)
        if in_a_table or _passes(passage, of_an_encounter()):
            last = position
            chosen.append(position)
        elif position - last <= BACK and _passes(passage, after_a_plan()):
            chosen.append(position)
    return tuple(chosen)


def _passes(passage: Passage, tests: Tests) -> bool:
    """True where a word of the paragraph is a trigger with what it needs."""
    small = passage.small
    for place in passage.places(tests.keys()):
        word = small[place]
        found = tests.get(word)
        if found is None:
            word = word.removesuffix("'s").removesuffix("’s")
            found = tests.get(word) or tests.get("-" + word.rpartition("-")[2], ())
        here = None
        for test in found:
            if test.then and (place + 1 == len(small) or small[place + 1] not in test.then):
                continue
            here = here or Here(passage, place)
            if test.holds(here):
                return True
    return False
