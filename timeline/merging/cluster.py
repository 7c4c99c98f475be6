"""A cluster: the tellings of one encounter so far, and how one more is taken in. Times are days (ordinals), inclusive."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.merging.names import Occasion
from timeline.merging.parties import Party, unite
from timeline.merging.telling import HELD, OFF, Spot, Telling, Window, guests
from timeline.model.quick import quick
from timeline.model.vocabulary import Kind, Status

#: Different lists of parties that a cluster keeps, the first told.
GROUPS = 4


@dataclass(slots=True)
class Cluster:
    """The tellings of one encounter so far.

    ``phases`` are the windows it was planned for, in the order of being told, each as narrow as told; ``rivals`` other windows told
    for one of them; ``elsewhere`` other towns told for it than ``spot``; ``groups`` the first lists of parties told, where they differ.
    ``told`` is the last publication day, ``status_told`` that of the word that decides. ``put_off``: postponed, and no new date told since.
    """

    number: int
    kind: Kind
    status: Status
    who: tuple[Party, ...]
    guests: tuple[Party, ...]
    spot: Spot | None
    told: int | None
    status_told: int | None
    many: bool
    two: bool
    name: Occasion
    phases: list[Window] = field(default_factory=list)
    rivals: list[tuple[int, Window]] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    member_phases: list[int] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    follows: int | None = None
    elsewhere: tuple[Spot, ...] = ()
    groups: tuple[tuple[Party, ...], ...] = ()
    put_off: bool = False

    @property
    def window(self) -> Window | None:
        """The window that holds now."""
        return self.phases[-1] if self.phases else None


@quick
@dataclass(frozen=True, slots=True)
class Link:
    """That a telling belongs to a cluster: how surely, why, and to which of its phases (None: a new date, or none told).
    ``follows`` is true where it is a plan revived instead."""

    score: float
    reason: str
    phase: int | None = None
    new_phase: bool = False
    follows: bool = False


def begin(number: int, t: Telling) -> Cluster:
    """The cluster of one telling."""
    return Cluster(
        number=number,
        kind=t.kind,
        status=t.status,
        who=t.who,
        guests=t.guests,
        spot=t.spot,
        told=t.told,
        status_told=t.told,
        many=t.many,
        two=t.two,
        name=t.name,
        phases=[t.window] if t.window else [],
        members=[t.index],
        member_phases=[0 if t.window else -1],
        docs={t.doc},
        put_off=t.status is Status.POSTPONED,
    )


def join(c: Cluster, t: Telling, found: Link) -> None:
    """Take a telling into a cluster."""
    phase = found.phase if found.phase is not None else -1
    if found.new_phase and t.window:
        c.phases.append(t.window)
        phase = len(c.phases) - 1
        c.put_off = False
    elif t.window and phase >= 0:
        low, high = c.phases[phase]
        if t.window[0] > high or low > t.window[1]:
            if (phase, t.window) not in c.rivals:
                c.rivals.append((phase, t.window))
        elif t.days < high - low + 1:
            c.phases[phase] = t.window
    c.members.append(t.index)
    c.member_phases.append(phase)
    c.docs.add(t.doc)
    c.reasons.append(found.reason)
    if t.who != c.who:
        c.groups = tuple(dict.fromkeys((*c.groups, c.who, t.who)))[:GROUPS]
        c.who = unite(c.who, t.who)
    if c.spot is None or (t.spot is not None and (c.spot.broad or not t.spot.broad)):
        if c.spot is not None and t.spot is not None and not c.spot.broad and c.spot.name != t.spot.name:
            c.elsewhere = tuple(dict.fromkeys((*c.elsewhere, c.spot)))
        c.spot = t.spot
    c.guests = guests(c.who, c.spot)
    c.many, c.two = c.many or t.many, c.two or t.two
    c.name = Occasion(c.name.organisations | t.name.organisations, c.name.words or t.name.words, c.name.tier or t.name.tier)
    if t.told is not None:
        c.told = max(c.told or t.told, t.told)
    looks_back = c.status in HELD and t.status not in HELD and t.status not in OFF
    old = 0 <= phase < len(c.phases) - 1
    if not looks_back and not old and t.status is not Status.DISPUTED:
        c.status, c.status_told = t.status, t.told
        c.put_off |= t.status is Status.POSTPONED
