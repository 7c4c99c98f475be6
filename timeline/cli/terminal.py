"""What goes to the terminal: messages, progress, the summary of a run. Data goes to stdout, everything else to stderr."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from timeline.model.title import counted

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.pipeline import Account

DONE, PARTLY, NOTHING, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: done; done with documents skipped; nothing done or wrong usage; interrupted."""

SHOWN = 10
"""Lines of one kind on the terminal; the rest is counted."""

_BASES: Mapping[str, str] = {
    "metadata": "from the metadata table",
    "field": "from their own field",
    "page": "from the page",
    "feed": "from the feed",
    "head": "from the head of the text",
    "dateline": "from the dateline",
    "option": "from --published",
    "inferred": "inferred",
    "none": "without a date",
}


def say(line: str) -> None:
    """One line to stderr."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def put(text: str) -> None:
    """Data to stdout."""
    sys.stdout.write(text)


def prepare() -> None:
    """Same bytes wherever we run: UTF-8 and plain line ends on stdout; on stderr what cannot be shown is escaped."""
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors, newline="\n")


def forsake_stdout() -> None:
    """Whoever reads our output has gone: let the interpreter end without a complaint about it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width() -> int:
    """Columns of the terminal, 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


class Progress:
    """One line on the terminal that tells how many documents are done, how fast, and how long the rest takes; nothing elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shows = self._stream.isatty()
        self._total: int | None = None
        self._done = 0
        self._start = self._last = time.monotonic()

    def total(self, number: int) -> None:
        """The number of documents, once it is known; the time is counted from here."""
        self._total = number
        self._start = time.monotonic()

    def step(self, _result: object = None) -> None:
        """One more document is done."""
        self._done += 1
        now = time.monotonic()
        if self._shows and now - self._last >= 0.2:
            self._last = now
            self._stream.write("\r\x1b[K" + self.line(now))
            self._stream.flush()

    def line(self, now: float) -> str:
        """The line at a moment of the monotonic clock."""
        rate = self._done / max(now - self._start, 1e-6)
        text = f"{self._done:,} documents" if self._total is None else f"{self._done:,} of {self._total:,} documents"
        text += f", {rate:,.0f} a second" if rate >= 10 else f", {rate:.1f} a second"
        if self._total is not None and self._done < self._total:
            seconds = round((self._total - self._done) / max(rate, 1e-6))
            text += f", {seconds // 60}:{seconds % 60:02} left"
        return text

    def say(self, line: object) -> None:
        """A message that stays, above the line."""
        self.clear()
        say(str(line))

    def clear(self) -> None:
        """Take the line away."""
        if self._shows:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def report(account: Account, *, hint: str) -> None:
    """What the user should know of a run whether or not somebody watches: doubts and dates that stay open, at most ``SHOWN`` of a kind.

    ``hint`` is a command that lists more.
    """
    _some(account.notes, "more notes")
    lines = []
    for doc_id, words in account.open_dates:
        shown = ", ".join(f'"{word}"' for word in dict.fromkeys(words))
        some = shown if len(words) <= 3 else ", ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:2]) + ", …"
        dates = counted(len(words), "date")
        stay = "stays" if len(words) == 1 else "stay"
        lines.append(
            f"{doc_id}: no publication date found; {dates} ({some}) {stay} unresolved. "
            "Give it in metadata.csv or with --published 2025-10-22"
        )
    _some(lines, f"more without a date; '{hint}' lists them", account.undated)
    given = sum(number for basis, number in account.bases.items() if basis == "option")
    if given > 1:
        say(
            f"--published fills in for {given:,} documents without a date of their own. "
            f"If they are from different days, their weekdays come out wrong; '{hint}' lists them."
        )


def _some(lines: Iterable[str], rest: str, number: int | None = None) -> None:
    several = list(lines)
    for line in several[:SHOWN]:
        say(line)
    more = (len(several) if number is None else number) - min(len(several), SHOWN)
    if more > 0:
        say(f"… and {more:,} {rest}")


def summary(account: Account, timeline: Timeline) -> str:
    """Documents read and what their dates rest on, events by kind and status, how many inputs were skipped."""
    from timeline.model.vocabulary import Kind

    bases = ", ".join(
        f"{number:,} {_BASES.get(basis, str(basis))}"
        for basis, number in sorted(account.bases.items(), key=lambda item: (-item[1], item[0]))
    )
    lines = [f"{counted(account.documents, 'document')} read" + (f" (dates: {bases})" if bases else "")]
    kinds: dict[str, Counter[str]] = {kind.value: Counter() for kind in Kind}
    for event in timeline:
        kinds.setdefault(event.kind.value, Counter())[event.status.value if event.status else ""] += 1
    parts = []
    for kind, statuses in kinds.items():
        if not statuses:
            continue
        told = ", ".join(f"{number:,} {status.replace('_', ' ')}" for status, number in statuses.most_common() if status)
        parts.append(counted(statuses.total(), kind) + (f" ({told})" if told else ""))
    lines.append(f"{counted(len(timeline), 'event')}" + (": " + "; ".join(parts) if parts else ""))
    if account.skipped:
        lines.append(f"{counted(len(account.skipped), 'input')} skipped, named above")
    return "\n".join(lines)
