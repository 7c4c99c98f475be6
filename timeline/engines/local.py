"""The default engine: one chunk after another, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_process(work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterable[Sequence[Item]]) -> Iterator[Sequence[Result]]:
    """The results of each chunk, in order.

    >>> list(in_process(lambda items: [item * 2 for item in items], [[1, 2], [3]]))
    [[2, 4], [6]]
    """
    for chunk in chunks:
        yield work(chunk)
