"""What the NLP room hands on: mentions with character offsets into the document's text, and no spaCy object.

Offsets are characters, end exclusive. A reference to another mention is its position in the tuple of the same
:class:`Lifted` document.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that bounds sentences. ``kind``: headline, dateline, body, heading or furniture."""

    start: int
    end: int
    kind: str = "body"


@quick
@dataclass(frozen=True, slots=True)
class TimexMention:
    """A time expression, unresolved.

    ``type`` is DATE, TIME, DURATION or SET; ``expression`` the chrono expression as text (``chrono`` reads it back).
    ``tense`` (past, present, future, either, or None) and ``verb`` (lemma) describe the governing verb, by the parse; ``reporting`` is
    true where that verb only reports speech ("said Wednesday"). ``anchor`` are the offsets of the words that a relative
    expression is counted from where they are no time expression ("three days after *Helsinki*").
    """

    start: int
    end: int
    text: str
    type: str
    expression: str
    rule: str
    tense: str | None = None
    verb: str | None = None
    reporting: bool = False
    anchor: tuple[int, int] | None = None
    sentence: tuple[int, int] = (0, 0)


@quick
@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name or stand for somebody who can take part.

    ``form``: name, office ("the Hungarian foreign minister"), side ("U.S. officials", "the Kremlin"), pronoun, group ("the two
    leaders") or counterpart ("his American counterpart"). ``type``: person, state, organisation or office (None where open).
    ``candidates``: ids from the knowledge tables, best first, empty where unknown; which of them it is, is decided with the
    DCT. ``title``, ``office`` (a key such as ``foreign_minister``) and ``country`` (ISO alpha-2 or organisation code) are what the
    words around the name tell. ``antecedents``: positions of the actor mentions that a pronoun or group stands for.
    """

    start: int
    end: int
    text: str
    form: str
    type: str | None
    rule: str
    candidates: tuple[str, ...] = ()
    title: str | None = None
    office: str | None = None
    country: str | None = None
    antecedents: tuple[int, ...] = ()
    sentence: tuple[int, int] = (0, 0)


@quick
@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place. ``candidates``: ids of the place tables, best first; ``country`` where the words tell it."""

    start: int
    end: int
    text: str
    rule: str
    candidates: tuple[str, ...] = ()
    country: str | None = None
    sentence: tuple[int, int] = (0, 0)


@quick
@dataclass(frozen=True, slots=True)
class Argument:
    """The filler of a trigger's slot: ``role`` is the slot, ``target`` says which tuple ``index`` counts in
    (actor, place, timex or trigger)."""

    role: str
    target: str
    index: int
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """Words that bear on a trigger's status. ``value`` is what they say, ``by`` the actor mention that says so, if any."""

    start: int
    end: int
    text: str
    value: str
    rule: str
    by: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class TriggerMention:
    """The words that evoke an encounter or a change, with what the parse ties to them.

    ``tense`` is that of the clause (past, present, future, none). ``reference`` tells how the words refer: new ("a meeting"),
    definite ("the meeting", "that summit"), other ("another", "a second") or generic ("each meeting"). ``topic`` are the offsets
    of the words that say what it is about, ``duration`` those that say how long.
    """

    start: int
    end: int
    text: str
    rule: str
    kind: str
    subtype: str | None
    sentence: tuple[int, int]
    paragraph: int
    arguments: tuple[Argument, ...] = ()
    cues: tuple[Cue, ...] = ()
    tense: str | None = None
    reference: str = "new"
    topic: tuple[int, int] | None = None
    duration: tuple[int, int] | None = None


@quick
@dataclass(frozen=True, slots=True)
class Lifted:
    """All that later rooms need of one document's language, in text order. ``names`` are full names met anywhere in the
    text, tagged or not, for surname resolution."""

    doc_id: str
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    timexes: tuple[TimexMention, ...] = ()
    triggers: tuple[TriggerMention, ...] = ()
    names: tuple[ActorMention, ...] = ()
