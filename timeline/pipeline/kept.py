"""The forms in which work on one document travels between processes and is kept between runs (:mod:`timeline.store.codec`).

Each holds what is needed at once, and late what is read back only where it is asked for. So a document's events are read back once a run,
when they are merged, and mentions beside no event not at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.mentions import Lifted
from timeline.model.quick import replace
from timeline.pipeline.focus import focus
from timeline.store.codec import Late, decode, decode_all, encode, encode_all

_NONE = Late("[]")


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of one document, whose text is left out. ``digest`` and ``words`` are those of the text; ``open_dates`` the words
    of dates that stay unresolved for want of a publication date; ``fingerprint`` knows reprints of a text that tells of events,
    in numbers of four bytes; ``told`` is the kept form of the events."""

    document: Document
    digest: str
    words: int
    open_dates: tuple[str, ...] = ()
    fingerprint: bytes = b""
    told: Late = _NONE

    @classmethod
    def of(cls, document: Document, mentions: Mentions, events: tuple[Event, ...], *, open_dates: tuple[str, ...]) -> Result:
        """The result of a document and its events."""
        told, fingerprint = (Late(encode_all(events)), mentions.fingerprint) if events else (_NONE, b"")
        made = _Made(replace(document, text=""), document.digest, mentions.words, open_dates, fingerprint, told)
        object.__setattr__(made, "events", events)
        return made

    @property
    def eventful(self) -> bool:
        """Whether there are events."""
        return self.told != _NONE

    @property
    def events(self) -> tuple[Event, ...]:
        """The document's events, read back from their kept form at each call."""
        return decode_all(Event, self.told)


class _Made(Result):
    """A result that this process has just made: its events are at hand, and need not be read back."""

    __slots__ = ("events",)

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was lifted from a text: the mentions that stand beside an event, the number of its words, its fingerprint where there are any
    triggers, and the kept form of what the inference of a publication date looks at anywhere: dates, and who is named with an office."""

    focused: Lifted
    words: int
    fingerprint: bytes
    clues: Late

    @classmethod
    def of(cls, lifted: Lifted, text: str, fingerprint: bytes) -> Mentions:
        """The mentions of a text, without the document's id: the same text under another id has the same."""
        lifted = replace(lifted, doc_id="")
        clues = Lifted("", lifted.paragraphs, actors=tuple([a for a in lifted.actors if a.office is not None]), timexes=lifted.timexes)
        return cls(focus(lifted), len(text.split()), fingerprint, Late(encode(clues)))

    @property
    def of_the_date(self) -> Lifted:
        """The dates and the holders of offices, read back from their kept form at each call."""
        return decode(Lifted, self.clues)
