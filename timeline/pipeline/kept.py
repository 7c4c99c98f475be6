"""The forms in which work on one document travels between processes and is kept between runs.

Both forms have two halves, told apart by a tab (which JSON never holds raw): what is needed at once, and what is read back only where it
is asked for. So a document's events are read back once a run, when they are merged, and mentions beside no event not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.mentions import Lifted
from timeline.pipeline.focus import focus
from timeline.store.codec import decode, decode_all, encode, encode_all

_NONE = "[]"


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of one document, whose text is left out. ``digest`` and ``words`` are those of the text; ``open_dates`` the words
    of dates that stay unresolved for want of a publication date; ``fingerprint`` knows reprints of a text that tells of events;
    ``told`` is the kept form of the events."""

    document: Document
    digest: str
    words: int
    open_dates: tuple[str, ...] = ()
    fingerprint: tuple[int, ...] = ()
    told: str = _NONE

    @classmethod
    def of(cls, document: Document, events: tuple[Event, ...], *, open_dates: tuple[str, ...], fingerprint: tuple[int, ...]) -> Result:
        """The result of a document and its events."""
        told = encode_all(events) if events else _NONE
        return cls(replace(document, text=""), document.digest, len(document.text.split()), open_dates, fingerprint if events else (), told)

    @property
    def eventful(self) -> bool:
        """Whether there are events."""
        return self.told != _NONE

    @property
    def events(self) -> tuple[Event, ...]:
        """The document's events, read back from their kept form at each call."""
        return decode_all(Event, self.told)

    def pack(self) -> str:
        """One line that :meth:`unpack` reads."""
        return f"{encode(replace(self, told=''))}\t{self.told}"

    @classmethod
    def unpack(cls, line: str) -> Result:
        """The result that :meth:`pack` wrote. Raises :class:`~timeline.errors.StoreError` where it is none."""
        head, _, told = line.partition("\t")
        return replace(decode(cls, head), told=told)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was lifted from a text: the mentions that stand beside an event, the text's fingerprint where there are any, and the kept form
    of all mentions, which only the inference of a publication date looks at."""

    focused: Lifted
    fingerprint: tuple[int, ...] = ()
    whole: str = ""

    @classmethod
    def of(cls, lifted: Lifted, fingerprint: tuple[int, ...]) -> Mentions:
        """The mentions of a text, without the document's id: the same text under another id has the same."""
        lifted = replace(lifted, doc_id="")
        return cls(focus(lifted), fingerprint, encode(lifted))

    @property
    def lifted(self) -> Lifted:
        """All mentions, read back from their kept form at each call."""
        return decode(Lifted, self.whole)

    def pack(self) -> str:
        """One line that :meth:`unpack` reads."""
        return f"{encode(replace(self, whole=''))}\t{self.whole}"

    @classmethod
    def unpack(cls, line: str) -> Mentions:
        """The mentions that :meth:`pack` wrote. Raises :class:`~timeline.errors.StoreError` where it is none."""
        head, _, whole = line.partition("\t")
        return replace(decode(cls, head), whole=whole)
