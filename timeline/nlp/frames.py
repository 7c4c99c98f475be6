"""A trigger while it is being read: its slots, places, times and status, before it is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.lexicon.rules import Rule
from timeline.nlp.cues_tables import Told
from timeline.nlp.parse import Token


@dataclass(slots=True)
class Slot:
    """One actor mention in one slot: ``path`` tells where the parse found it, ``role`` what it is."""

    path: str
    role: str
    mention: int


@dataclass(slots=True, eq=False)
class Frame:
    """A trigger with what the parse ties to it. ``goals`` and ``places`` are (place mention, path); ``times`` (time, steps, relation);
    ``officials`` are nouns of officials of whom nobody says whose they are; ``others`` may take part, where only one side is told;
    ``somewhere``: the goal is "the region", not named."""

    token: Token
    rule: Rule
    told: Told
    kind: str
    subtype: str | None = None
    slots: list[Slot] = field(default_factory=list)
    goals: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    here: bool = False
    somewhere: bool = False
    officials: list[Token] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    times: list[tuple[int, int, str]] = field(default_factory=list)
    reference: str = "new"
    topic: tuple[int, int] | None = None
    duration: tuple[int, int] | None = None
    during: Frame | None = None
    about: Frame | None = None
    by: int | None = None
    around: int | None = None
    said: int | None = None

    def add(self, mentions: Iterable[int], path: str, role: str) -> None:
        """Put actor mentions into a slot, each mention once for the whole frame."""
        for n in mentions:
            if all(s.mention != n for s in self.slots):
                self.slots.append(Slot(path, role, n))

    def filled(self, path: str) -> list[int]:
        """The actor mentions found on one path."""
        return [s.mention for s in self.slots if s.path == path]

    @property
    def parties(self) -> list[int]:
        """Every actor mention in a slot."""
        return [s.mention for s in self.slots]

    def plain(self, position: Mapping[int, int]) -> dict[str, Any]:
        """Plain strings and numbers for JSON; ``position`` gives each frame's place in its paragraph."""
        arguments: list[tuple[str, str, int, str]] = [(s.role, "actor", s.mention, f"slot.{s.path}") for s in self.slots]
        arguments += [("goal", "place", n, f"slot.{path}") for n, path in self.goals]
        arguments += [("place", "place", n, f"slot.{path}") for n, path in self.places]
        arguments += [("party", "people", t.idx - self.token.idx, "slot.officials") for t in self.officials]
        arguments += [("perhaps", "actor", n, "slot.above") for n in self.others]
        if self.here:
            arguments.append(("place", "here", 0, "slot.here"))
        elif self.somewhere:
            arguments.append(("goal", "somewhere", 0, "slot.somewhere"))
        arguments += [("time", "timex", n, f"time.{relation}") for n, _, relation in sorted(self.times, key=lambda t: (t[1], t[0]))]
        if self.said is not None:
            arguments.append(("said", "timex", self.said, "time.said"))
        if self.during is not None and id(self.during) in position:
            arguments.append(("during", "trigger", position[id(self.during)], "slot.during"))
        if self.about is not None and id(self.about) in position:
            arguments.append(("about", "trigger", position[id(self.about)], "slot.about"))
        cues = [(c.start, c.end, c.value, c.rule, self.by) for c in reversed(self.told.cues)]
        if cues and self.told.weak:
            cues = [(s, e, v, "hint." + r, by) for s, e, v, r, by in cues]
        return {
            "at": (self.token.idx, self.token.idx + len(self.token)),
            "token": self.token.i,
            "rule": self.rule.id,
            "kind": self.kind,
            "subtype": self.subtype,
            "arguments": arguments,
            "cues": cues,
            "tense": self.told.tense,
            "reference": self.reference,
            "topic": self.topic,
            "duration": self.duration,
        }
