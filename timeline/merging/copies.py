"""Articles that carry one text: reprints of a wire, found by shared wording.

The method is Broder's (On the resemblance and containment of documents, 1997): every run of :data:`RUN` words is hashed, the
hashes divisible by :data:`EVERY` are kept, and two texts are one where at least :data:`SHARED` of the shorter one's are in the
other. Containment, not likeness, because a reprint is often cut short. It needs no library: MinHash packages estimate likeness,
draw in numpy and scipy, and would have to be told every article's length besides. Cost is linear in the text.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, compress, islice, pairwise
from operator import eq

from timeline.model.document import Document

#: Words in a run: long enough that two reporters of one event do not write the same by chance.
RUN = 8
#: One hash in so many is kept.
EVERY = 4
#: Share of the shorter text's runs that the other holds.
SHARED = 0.5
#: Fewer kept hashes are too few to tell: a text of some forty words.
FEWEST = 6
#: A run that so many first articles share is boilerplate, and no ground for a comparison.
COMMON = 32
#: Hashes that are sorted at once: some hundred megabytes.
AT_ONCE = 2**22
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> tuple[int, ...]:
    """The kept hashes of a text's runs of words, sorted."""
    words = [w.encode("utf-8", "surrogatepass") for w in _WORD.findall(text.lower())]
    found = set()
    for at in range(len(words) - RUN + 1):
        value = zlib.crc32(b" ".join(words[at : at + RUN]))
        if value % EVERY == 0:
            found.add(value)
    return tuple(sorted(found))


def reprints(documents: Iterable[Document]) -> dict[str, str]:
    """The group of each document: the id of the first published article that carries its text (its own id where there is no other).

    Every document is in the result.
    """
    prints: dict[str, tuple[int, ...]] = {}
    published: dict[str, dt.date | None] = {}
    for document in documents:
        prints[document.doc_id] = fingerprint(document.text)
        published[document.doc_id] = document.published
    return reprints_of(prints, published)


def reprints_of(prints: Mapping[str, Sequence[int]], published: Mapping[str, dt.date | None]) -> dict[str, str]:
    """As :func:`reprints`, from fingerprints that were kept."""
    order = sorted(prints, key=lambda doc: (published.get(doc) or dt.date.max, doc))
    several = _in_several(prints.values())
    group: dict[str, str] = {}
    holders: dict[int, tuple[str, ...]] = {}
    for doc in order:
        mine = prints[doc]
        shared: dict[str, int] = {}
        known = list(filter(several.__contains__, mine)) if len(mine) >= FEWEST else []
        for held, number in Counter(map(holders.get, known)).items():
            if held is not None and len(held) < COMMON:
                for other in held:
                    shared[other] = shared.get(other, 0) + number
        best = max(shared.items(), key=lambda item: (item[1] / min(len(mine), len(prints[item[0]])), item[0]), default=None)
        if best is not None and best[1] >= SHARED * min(len(mine), len(prints[best[0]])):
            group[doc] = best[0]
            continue
        group[doc] = doc
        for value in known:
            if len(held := holders.get(value, ())) < COMMON:
                holders[value] = (*held, doc)
    return group


def _in_several(prints: Collection[Sequence[int]]) -> set[int]:
    """The hashes that more than one text has: few of all, so that only these need be remembered by text."""
    found: set[int] = set()
    parts = sum(map(len, prints)) // AT_ONCE + 1
    ends = [n * 2**32 // parts for n in range(parts + 1)]
    for low, high in pairwise(ends):  # each text's hashes are sorted, so those of a part stand together
        ordered = sorted(chain.from_iterable(values[bisect_left(values, low) : bisect_left(values, high)] for values in prints))
        found.update(compress(ordered, map(eq, ordered, islice(ordered, 1, None))))
    return found
