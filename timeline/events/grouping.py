"""Which mentions of a document tell of one encounter.

Mentions are taken in text order; each joins the encounter that it fits best, or opens a new one. Fit is by kind, by who takes
part (a state and its people are one side), by date and place, by what is said of it (what happened is not what is planned) and by
how the words refer: "the meeting" looks back, "another meeting" does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from timeline.chrono.interval import Interval
from timeline.events import status
from timeline.events.labels import MANY, label, ordinal, tier
from timeline.events.telling import Telling, side, without_sides
from timeline.model.event import Actor, Place
from timeline.model.vocabulary import ActorType

_APART = re.compile(r"\b(?:also|second|third|fourth|fifth|separate|further|additional)\b[^.;,]*$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|fringes?)\b[^.;]*$", re.IGNORECASE)
_PROPER = frozenset({"summit", "forum", "conference", "congress", "dinner", "lunch", "call"})
_PROCESSES = frozenset(
    {
        "talks",
        "negotiations",
        "negotiation",
        "dialogue",
        "consultation",
        "consultations",
        "discussions",
        "discussion",
        "contacts",
        "exchanges",
        "conversation",
        "conversations",
    }
)
WITHIN = 30  # mentions at either end of an encounter's that a further one is held against
STAY = 2  # days between what is told of one visit to a town
_HAPPENED = frozenset({"held", "ongoing"})
_AHEAD = frozenset({"scheduled", "proposed", "hypothetical"})


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one encounter so far."""

    tellings: list[Telling] = field(default_factory=list)
    _people: dict[str, Actor] = field(default_factory=dict)
    _counted: int = 0

    @property
    def kind(self) -> str:
        """Kind of the first mention."""
        return self.tellings[0].kind

    @property
    def people(self) -> dict[str, Actor]:
        """Everybody told to take part, by id, states left out whose people are named; without the places where they are named."""
        if self._counted < len(self.tellings):
            told = [a for t in self.tellings[self._counted :] for a in t.participants]
            if not all((known := self._people.get(a.id)) is not None and (known.role or not a.role) for a in told):  # somebody new
                new = [Actor(a.id, a.name, a.type, a.country, a.office, a.role, a.rank) for a in told]
                self._people = {a.id: a for a in without_sides((*self._people.values(), *new))}
            self._counted = len(self.tellings)
        return self._people

    @property
    def near(self) -> list[Telling]:
        """The mentions that a further one is held against: the first and the last ones, so that cost grows with the length alone."""
        return self.tellings if len(self.tellings) <= 2 * WITHIN else self.tellings[:WITHIN] + self.tellings[-WITHIN:]

    def retell(self, participants: tuple[Actor, ...], position: int = 0) -> None:
        """Gives a mention, the first one unless told otherwise, other participants."""
        self.tellings[position] = replace(self.tellings[position], participants=participants)
        self._people, self._counted = {}, 0

    @property
    def last(self) -> int:
        """Position of the last mention."""
        return self.tellings[-1].index


def is_process(telling: Telling) -> bool:
    """ "to accelerate negotiations", "the stalled WTO negotiations": a course of action without an occasion, of which nothing is told."""
    named = (
        bool(telling.participants)
        and any(a.rule == "slot.modifier" for a in telling.mention.arguments if a.target == "actor")
        and all(a.type is ActorType.ORGANISATION for a in telling.participants)
    )
    return (
        telling.mention.text.lower() in _PROCESSES
        and (named or (telling.mention.reference == "new" and not telling.participants))
        and not telling.firm
        and not telling.officials
        and telling.place is None
        and not telling.here
        and telling.dating.interval is None
    )


def group(tellings: Sequence[Telling], dct: dt.date | None) -> list[Group]:
    """Mentions of encounters, in text order, put together; what is no occasion is left out."""
    groups: list[Group] = []
    recent: dict[str, dict[int, Group]] = {}  # by side, "-" for none and "" for all: the encounters told of last, the latest at the end
    for telling in tellings:
        if is_process(telling):
            continue
        keys = sorted({side(a) for a in telling.participants}) or ["-"]
        candidates = ["-", *keys] if telling.participants else [""]
        near = {id(g): g for key in candidates for g in recent.get(key, {}).values()}
        scored = [(score, g) for g in near.values() if (score := fit(g, telling, dct)) > 0]
        if scored:
            best = max(scored, key=lambda p: (p[0], p[1].last))[1]
            best.tellings.append(telling)
        else:
            best = Group([telling])
            groups.append(best)
        for key in ("", *keys):
            latest = recent.setdefault(key, {})
            latest.pop(id(best), None)
            latest[id(best)] = best
            if len(latest) > 2 * WITHIN:
                del latest[next(iter(latest))]
    return groups


def fit(g: Group, telling: Telling, dct: dt.date | None) -> float:
    """How well a mention fits an encounter; 0 where it cannot be one of its mentions."""
    if not _same_kind(g, telling) or not _same_label(g, telling) or not _same_tier(g, telling) or _aside(g, telling):
        return 0.0
    who = _who(g, telling)
    if who < 0:
        return 0.0
    when = _when(g, telling)
    if when < 0:
        return 0.0
    where = _where(g, telling)
    if where < 0:
        return 0.0
    what = _what(g, telling, dct)
    if what < 0:
        return 0.0
    reference = telling.mention.reference
    distance = telling.mention.paragraph - g.tellings[-1].mention.paragraph
    if reference == "other" and when <= 0 and where <= 0 and telling.kind == "visit":
        return 0.0
    if (
        reference == "other"
        and _APART.search(telling.before[-48:])
        and telling.kind != "visit"
        and not any(t.mention.reference == "other" for t in g.near)
    ):
        return 0.0
    if reference == "other" and who < 1.5 and not any(t.mention.reference == "other" for t in g.near):
        return 0.0
    if reference == "other" and who >= 1 and (dct is None or _told_past(g, dct)):
        return 0.0  # "a second meeting" is none of those that were
    if dct is None and telling.place_named and reference != "other" and all(t.mention.reference == "other" for t in g.near):
        return 0.0  # ... and without a day of writing nothing tells which were
    if when <= 0 and _another_gathering(g, telling):
        return 0.0
    bare = not g.people and all(t.mention.rule != "meeting.meet" for t in g.near)
    if bare and telling.participants and when <= 0 and where <= 0:
        word = telling.mention.text.lower().rstrip("s")
        many = any(t.mention.rule in MANY for t in g.near)
        again = any(t.mention.text.lower().rstrip("s") == word for t in g.near)
        if not again and (reference == "new" or (word in _PROPER and not many and not _same_word(g, telling))):
            return 0.0  # nothing tells that those are the ones who meet there
    if who == 0:
        if not telling.participants:
            named = telling.mention.text.lower().rstrip("s") in _PROPER
            if not _same_word(g, telling) and (named or (when <= 0 and where <= 0 and telling.place is not None)):
                return 0.0
            if reference != "definite" and not (when > 0 or where > 0):
                return 0.0
            if distance > 6 and when <= 0 and where <= 0:
                return 0.0
            return 0.5 + when + where + what + 0.1 / (1 + max(0, distance))
        return 0.0
    if (
        reference in ("new", "other")
        and when <= 0
        and where <= 0
        and _level(telling.participants) != _level(g.people.values())
        and _denied(g, dct)
    ):
        return 0.0  # talks of two states are not the meeting of their presidents that was just denied
    if who < 1 and when <= 0 and where <= 0 and reference != "definite" and distance > 1:
        return 0.0
    return who + when + where + what + 0.1 / (1 + max(0, distance))


def _denied(g: Group, dct: dt.date | None) -> bool:
    return any(status.of_mention(t, dct) == ("denied", True) for t in g.near)


def _level(actors: Iterable[Actor]) -> bool:
    """True where no person is named."""
    return all(a.type in (ActorType.STATE, ActorType.ORGANISATION) for a in actors)


def _same_word(g: Group, telling: Telling) -> bool:
    """The same noun, or a verb before it: "met … the meeting"."""
    word = telling.mention.text.lower()
    return any(t.mention.text.lower().rstrip("s") == word.rstrip("s") or t.mention.rule.endswith(("meet", "contact")) for t in g.near)


def _same_kind(g: Group, telling: Telling) -> bool:
    kinds = {t.kind for t in g.near}
    if telling.kind in kinds:
        if telling.kind == "visit":
            tours = {t.mention.text.lower().startswith("tour") for t in (*g.near, telling)}
            return len(tours) == 1 or _where(g, telling) > 0
        return True
    loose = telling.mention.rule in ("meeting.hold", "call.conversation_plain", "call.conversation", "call.speak", "meeting.discuss")
    if kinds == {"call"} and telling.kind == "meeting":
        return (
            loose
            and telling.mention.reference == "definite"
            and telling.mention.text.lower() in ("conversation", "talks", "discussion", "discussions")
        )
    if kinds == {"meeting"} and telling.kind == "call":
        return telling.mention.rule in ("call.speak", "call.conversation_plain") and telling.mention.reference == "definite"
    return False


def _same_label(g: Group, telling: Telling) -> bool:
    """ "six-party talks" and "three-way talks" are different ones, and neither is a meeting of two."""
    mine = label(telling)
    if mine is None:
        named = len(telling.participants)
        return named < 2 or all(count in (None, named) or count < named for count in map(label, g.near))
    theirs = {count for t in g.near if (count := label(t)) is not None}
    if theirs:
        return mine in theirs
    sides = len({side(a) for a in g.people.values()})
    return sides <= 1 or sides == mine or len(g.people) == mine


def _same_tier(g: Group, telling: Telling) -> bool:
    """The senior officials' meeting, the ministerial meeting and the leaders' summit of a body are three, the 12th is not the 13th."""
    which = ordinal(telling)
    if which is not None and any(ordinal(t) not in (None, which) for t in g.near):
        return False
    mine = tier(telling)
    if mine is None or not (g.people or any(t.dating.interval is not None for t in g.near)):
        return True
    theirs = {told for t in g.near if (told := tier(t)) is not None}
    return not theirs or mine in theirs


def _another_gathering(g: Group, telling: Telling) -> bool:
    """ "The summit endorsed his plan for a congress in Russia in December": another word, with its own day or place."""
    return (
        telling.mention.rule in MANY
        and telling.mention.reference == "new"
        and (telling.dating.interval is not None or telling.place_named)
        and not _same_word(g, telling)
        and not (g.tellings[-1].mention.rule == "meeting.host" and g.tellings[-1].mention.sentence == telling.mention.sentence)
    )


def _aside(g: Group, telling: Telling) -> bool:
    """True for a gathering and the meeting told to be on its sidelines."""
    if _ASIDE.search(telling.before[-80:]) is None:
        return False
    if telling.mention.rule in MANY:
        return any(t.mention.sentence == telling.mention.sentence and t.mention.rule not in MANY for t in g.near)
    return any(t.mention.rule in MANY for t in g.near)


def _who(g: Group, telling: Telling) -> float:
    """Agreement of those who take part: -1 contradiction, 0 nothing known, 1 and more agreement."""
    mine, theirs = {a.id: a for a in telling.participants}, g.people
    if not mine:
        return 0.0
    if not theirs:
        return 0.5 if telling.mention.reference == "definite" else 0.3
    shared = set(mine) & set(theirs)
    rest, others = set(mine) - shared, set(theirs) - shared
    covered = {m for m in rest if any(_stands_for(mine[m], theirs[o]) for o in theirs)}
    covering = {o for o in others if any(_stands_for(theirs[o], mine[m]) for m in mine)}
    left, over = rest - covered, others - covering
    agreed = len(shared) + 0.8 * max(len(covered), len(covering))
    if telling.kind == "visit":
        return -1.0 if not agreed or left else agreed + 0.5
    if not agreed:
        return -1.0
    if _one_body(g, telling, shared):
        return 1.0 + 0.2 * len(shared)
    if left and over:
        return -1.0 if not _many(g, telling) else 0.4
    if (len(mine) == 1 or len(theirs) == 1) and (left or over):  # one side known only: weaker
        return 0.6 + 0.2 * agreed
    return agreed


def _one_body(g: Group, telling: Telling, shared: set[str]) -> bool:
    """True for two words of a body's gathering, whoever else is told to attend it."""
    return (
        telling.mention.rule in MANY
        and any(t.mention.rule in MANY for t in g.near)
        and any(a.id in shared and a.type is ActorType.ORGANISATION for a in telling.participants)
    )


def _many(g: Group, telling: Telling) -> bool:
    return len(g.people) >= 3 and len(set(g.people) & {a.id for a in telling.participants}) >= 2


def _stands_for(a: Actor, b: Actor) -> bool:
    """True where one is the state or organisation of the other, or an office without a name of the same side."""
    if a.id == b.id:
        return True
    if side(a) != side(b):
        return False
    return (
        ActorType.PERSON not in (a.type, b.type)
        or ActorType.STATE in (a.type, b.type)
        or ActorType.ORGANISATION in (a.type, b.type)
        or (ActorType.OFFICE in (a.type, b.type) and (a.office == b.office or None in (a.office, b.office)))
    )


def _when(g: Group, telling: Telling) -> float:
    mine = telling.dating.interval
    if mine is None:
        return 0.0
    theirs = [t.dating.interval for t in g.near if t.dating.interval is not None]
    if not theirs:
        return 0.0
    if any(mine == other for other in theirs):
        return 0.6
    if any(mine.overlaps(other) for other in theirs):
        return 0.3
    if telling.kind == "visit" and _where(g, telling) > 0 and any(_days_apart(mine, other) <= STAY for other in theirs):
        return 0.0  # "arrived in Xi'an on Saturday", "visited Xi'an on Sunday"
    moved = any(t.cue in ("postponed", "cancelled") for t in (*g.near, telling))
    return 0.0 if moved else -1.0


def _days_apart(a: Interval, b: Interval) -> int:
    return max((a.start - b.end).days, (b.start - a.end).days)


def _where(g: Group, telling: Telling) -> float:
    mine = telling.place if not telling.supposed else None
    theirs = [t.place for t in g.near if t.place is not None and not t.supposed]
    if mine is None or not theirs:
        return 0.0
    if any(same_place(mine, other) for other in theirs):
        return 0.5
    return -1.0


def same_place(a: Place, b: Place) -> bool:
    """The same name, or a country and a place inside it."""
    if a.name == b.name:
        return True
    return a.country is not None and a.country == b.country and (is_country(a) or is_country(b))


def is_country(place: Place) -> bool:
    """True where a place is a whole state: no coordinates of a town are given for it, or its name is the state's."""
    from timeline.lexicon.states import states

    state = states().get(place.country or "")
    return state is not None and place.name in (state.name, *state.aliases)


def is_region(place: Place) -> bool:
    """True for a part of the world with several states: "the Middle East"."""
    return place.country is None and place.lat is not None


def _told_past(g: Group, dct: dt.date | None) -> bool:
    return any(status.of_mention(t, dct) == ("held", True) for t in g.near)


def _what(g: Group, telling: Telling, dct: dt.date | None) -> float:
    value, firm = status.of_mention(telling, dct)
    if value is None or not firm:
        return 0.0
    theirs = {v for t in g.near for v, f in [status.of_mention(t, dct)] if f and v}
    if value in _HAPPENED and theirs and not theirs & _HAPPENED and theirs <= _AHEAD:
        near = telling.mention.paragraph == g.tellings[-1].mention.paragraph and telling.mention.reference == "definite"
        return -0.2 if value == "ongoing" or near else -1.0
    if (
        value in _HAPPENED
        and theirs & {"denied", "not_held"}
        and not theirs & _HAPPENED
        and any(t.mention.reference == "other" for t in g.near)
    ):
        return -1.0
    if value in _AHEAD and theirs & _HAPPENED and not theirs & _AHEAD:
        return -1.0
    return 0.1
