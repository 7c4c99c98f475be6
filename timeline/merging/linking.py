"""Whether a document event tells of an encounter that is already known, and why.

Evidence is who, when and where; a contradiction in any of the three keeps two apart, unless the one is told as the other's new
date. Times are days (ordinals), inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.merging.names import Occasion
from timeline.merging.parties import Party, Who, compare
from timeline.merging.telling import HELD, NARROW, OFF, OPEN, Fit, Spot, Telling, Window, fit
from timeline.merging.weighing import SURE, Evidence, Said, chance, contradicted, features, gap
from timeline.model.vocabulary import Kind, Status

#: Undated words of a state and of somebody acting for it are about one plan for a month.
SIDES_DAYS = 31
#: Talks planned in one city within a month are one round.
MONTH = 31
#: An undated plan is the same plan for half a year, while nothing contradicts.
PLAN_DAYS = 183
#: A past encounter told without a date is one of the last weeks.
LOOK_BACK = 45
#: ... of the last two where its place is not told either.
LOOK_BACK_BARE = 14
#: What was called off is often dated by the day on which that was said: two weeks around, a week where it was a plan before.
OFF_DAYS = 14
#: A plan announced within a year after it was called off or denied is the old one revived.
REVIVAL_DAYS = 365
#: What was hoped for and did not come about by its day slides on for a month.
SLIDE_DAYS = 31
#: So much less than any link of the rules does one by weight score.
LAST_CHOICE = 100.0
#: What stands so may have got another date.
_MOVES = OFF | {Status.POSTPONED, Status.PROPOSED}
#: Sources whose words are told within a day of each other speak at the same time.
COMPARABLE = 1


@dataclass(slots=True)
class Cluster:
    """The tellings of one encounter so far.

    ``phases`` are the windows it was planned for, in the order of being told, each as narrow as told; ``rivals`` other windows told
    for one of them; ``elsewhere`` other towns told for it than ``spot``. ``told`` is the last publication day, ``status_told`` that of
    the word that decides.
    """

    number: int
    kind: Kind
    status: Status
    who: tuple[Party, ...]
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

    @property
    def window(self) -> Window | None:
        """The window that holds now."""
        return self.phases[-1] if self.phases else None


@dataclass(frozen=True, slots=True)
class Link:
    """That a telling belongs to a cluster: how surely, why, and to which of its phases (None: a new date, or none told).
    ``follows`` is true where it is a plan revived instead."""

    score: float
    reason: str
    phase: int | None = None
    new_phase: bool = False
    follows: bool = False


def in_reach(c: Cluster, t: Telling) -> bool:
    """False where kind, document or days alone rule out that they are one: both are dated, a week or more apart, and nothing tells of
    a move."""
    if c.kind is not t.kind or t.doc in c.docs:
        return False
    if t.reach is None or not c.phases:
        return True
    low, high = t.reach
    for first, last in c.phases:
        if first <= high and low <= last:
            return True
    return c.status in _MOVES


def link(c: Cluster, t: Telling, said: Said) -> Link | None:
    """The link between a cluster and a telling :func:`in_reach` of it, or None where they are not one encounter.

    Rules decide first; where they find no link, the sum of all evidence may still be plain enough.
    """
    seen = evidence(c, t)
    found = by_rule(c, t, seen)
    return found if found or seen.revived else _by_weight(c, t, seen, said)


def evidence(c: Cluster, t: Telling) -> Evidence:
    """How a cluster and a telling compare."""
    named = bool(c.name) and bool(t.name) and c.name.same(t.name) and not _beside_others(c.who, t.who)
    return Evidence(compare(_guests(c), _guests(t)), _fit(c, t), named, _revived(c, t))


def _guests(told: Cluster | Telling) -> tuple[Party, ...]:
    """The parties without the state in which an organisation's gathering is held: one article names it among them, another does not."""
    if told.spot is None or len(told.who) < 2 or not any(p.id.startswith("org:") for p in told.who):
        return told.who
    return tuple(p for p in told.who if p.id != f"iso:{told.spot.country}") or told.who


def _fit(c: Cluster, t: Telling) -> Fit:
    """How the place of a telling compares with those told for the cluster: the best of them."""
    found = fit(c.spot, t.spot)
    return max(found, *(fit(other, t.spot) for other in c.elsewhere)) if c.elsewhere and found is Fit.APART else found


def by_rule(c: Cluster, t: Telling, seen: Evidence) -> Link | None:
    """The link that the rules find."""
    who, where, named = seen.who, seen.where, seen.named
    if who.clash and not (named and c.many and t.many):
        return None
    if c.name and t.name and not named and c.name.differs(t.name) and (not who.same or c.name.other_tier(t.name)):
        return None
    if not who.matched and not (named or (c.many and t.many) or (len(c.who) == 1 and len(t.who) == 1)):
        return None
    if seen.revived:
        again = who.same and (len(t.who) > 1 or where is Fit.SAME)
        return Link(_score(who, where, 0), "revived", follows=True) if again else None
    if c.window and t.window:
        return _dated(c, t, who, where, named)
    return _undated(c, t, who, where, named)


def _by_weight(c: Cluster, t: Telling, seen: Evidence, said: Said) -> Link | None:
    """The link that the sum of the evidence makes, where one field may be wrong. It comes after every link of the rules."""
    if not doubtful(c, t, seen):
        return None
    sure = chance(features(c, t, seen, said))
    if sure < SURE:
        return None
    days = t.window
    nearest = min(range(len(c.phases)), key=lambda n: (gap(c.phases[n], days), -n)) if days and c.phases else None
    return Link(sure - LAST_CHOICE, "all in all the same, though not every field agrees", nearest, days is not None and not c.phases)


def doubtful(c: Cluster, t: Telling, seen: Evidence) -> bool:
    """True where the rules find no link, but nothing firm contradicts one: neither days nor people, nor the order in which it was told."""
    if seen.revived or contradicted(c, t, seen):
        return False
    return bool(c.window and t.window) or _in_time(c, t, seen.where is Fit.SAME)


def same_days(c: Cluster, t: Telling) -> Link | None:
    """The link that days alone decide, whenever each was told: for tellings that came before what would have linked them."""
    if c.kind is not t.kind or t.doc in c.docs or t.window is None:
        return None
    who = compare(c.who, t.who)
    named = bool(c.name and t.name) and c.name.same(t.name) and not _beside_others(c.who, t.who)
    if who.clash or (c.name.differs(t.name) and not named and not who.same):
        return None
    for phase, days in enumerate(c.phases):
        if days[0] <= t.window[1] and t.window[0] <= days[1]:
            found = _on_days(c, t, who, _fit(c, t), named, days)
            if found:
                return Link(found[0], found[1], phase)
    return None


def _revived(c: Cluster, t: Telling) -> bool:
    """A plan announced anew after it had been called off or denied: for another day, or more than a week later. What is said of the
    same plan within days is the other side's word, or a later one, on the old plan."""
    open_again = t.status in OPEN - {Status.POSTPONED} or t.status is Status.DISPUTED
    made_anew = c.status is Status.DENIED and t.status is Status.CANCELLED  # what is called off had been planned again
    if c.status not in OFF or not (open_again or made_anew) or t.told is None or c.status_told is None:
        return False
    another_day = t.window is not None and not any(first <= t.window[1] and t.window[0] <= last for first, last in c.phases)
    said = COMPARABLE if c.status is not Status.CANCELLED else 0
    return c.status_told + (said if another_day else NARROW) < t.told <= c.status_told + REVIVAL_DAYS


def _dated(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """Both have a window."""
    if t.window is None:
        return None
    low, high = t.window
    for phase, (first, last) in [*reversed(list(enumerate(c.phases))), *c.rivals]:
        if first <= high and low <= last:
            if phase < len(c.phases) - 1 and t.status in HELD:
                continue
            found = _on_days(c, t, who, where, named, (first, last))
            if found:
                return Link(found[0], found[1], phase)
    return _moved(c, t, who, where, named) or _next_door(c, t, who, where)


def _on_days(c: Cluster, t: Telling, who: Who, where: Fit, named: bool, days: Window) -> tuple[float, str] | None:
    """The windows share a day."""
    if t.window is None:
        return None
    if where is Fit.APART:
        same_day = days == t.window and days[0] == days[1]
        if same_day and who.same and who.exact and who.matched > 1 and c.status in OPEN and t.status in OPEN:
            return _score(who, where, 3.0), "the same parties on the same day, another place"
        return None
    shorter, longer = sorted((days[1] - days[0] + 1, t.days))
    when = 3.0 if days == t.window else 2.0 if longer <= NARROW else 1.5 if shorter <= NARROW else 1.0
    score = _score(who, where, when) + named + ((c.status in HELD) == (t.status in HELD)) - ((c.status in OFF) != (t.status in OFF))
    fewer = min(len(c.who), len(t.who))
    if who.same and fewer > 1:
        if who.exact or where is Fit.SAME or longer <= NARROW:
            return score, _why(who, where, "days that can be the same")
        return None
    if who.same:
        if where is Fit.SAME or (shorter <= NARROW and who.exact):
            return score, _why(who, where, "days that can be the same")
        return None
    if named:
        return score, "a gathering of the same name, days that can be the same"
    city = where is Fit.SAME and c.spot is not None and not c.spot.broad
    if city and c.many and t.many and who.matched and longer <= MONTH and c.status in OPEN and t.status in OPEN:
        return score, _why(who, where, "plans for days that can be the same")
    if shorter > NARROW or _beside_others(c.who, t.who) or ((c.two or t.two) and where is not Fit.SAME):
        return None
    if who.subset and (fewer > 1 or c.kind is Kind.VISIT) and (where is Fit.SAME or (longer <= NARROW and who.exact)):
        return score, _why(who, where, "days that can be the same")
    if where is Fit.SAME and who.matched and longer <= NARROW and (who.subset or fewer > 2):
        return score, _why(who, where, "days that can be the same")
    if where is Fit.SAME and c.many and t.many and longer <= NARROW and not (who.left and who.right and fewer > 1):
        return score, "a gathering of several parties in the same place on the same days"
    return None


def _beside_others(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Two people by themselves and a gathering of many, or two parties and the talks of an organisation that neither names: a talk
    beside it, not the gathering."""
    few, many = sorted((a, b), key=len)
    if len(few) == 1 and few[0].id.startswith("org:") and len(many) == 2:
        return not any(p.id.startswith("org:") for p in many)
    talk = len(few) == 2 and all(p.named for p in few)
    return talk and (len(many) > 3 or any(p.id.startswith("org:") for p in many))


def _moved(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """Another date, told as the new one."""
    if c.window is None or t.window is None:
        return None
    if not named and (not who.subset or (min(len(c.who), len(t.who)) < 2 and not (who.same and where is Fit.SAME))):
        return None
    score = _score(who, where, 1.0)
    if any(w[0] <= c.window[1] and c.window[0] <= w[1] for w in t.earlier):
        return Link(score + 2, "told as moved from the earlier date", None, True)
    if where is Fit.APART or c.status not in OPEN or t.told is None or c.told is None or t.told < c.told:
        return None
    if t.status not in OPEN and t.status not in HELD:
        return None
    after = t.window[0] > c.window[1]
    if c.status is Status.POSTPONED and after and t.window[0] - c.window[1] <= PLAN_DAYS:
        return Link(score + 1, "postponed before, and this is the new date", None, True)
    if t.moved and t.told <= c.window[1] + SLIDE_DAYS:
        return Link(score + 1, "told as moved to a new date", None, True)
    slid = c.status is Status.PROPOSED and t.status in OPEN and after and t.told > c.window[0] and t.window[0] - c.window[1] <= SLIDE_DAYS
    if slid and who.same and who.exact == len(t.who) > 1:
        return Link(score, "hoped for earlier, still planned", None, True)
    return None


def _next_door(c: Cluster, t: Telling, who: Who, where: Fit) -> Link | None:
    """Days that do not meet, but an occasion that lasts: a visit, talks of several sides."""
    if c.window is None or t.window is None or where is Fit.APART or not (who.same or who.subset):
        return None
    if t.status in OFF and who.same and who.exact > 1 and where is Fit.SAME:
        around = OFF_DAYS if c.status in OFF else NARROW if c.status in OPEN else 0
        if max(t.window[0] - c.window[1], c.window[0] - t.window[1]) <= around:
            return Link(_score(who, where, 0.5), _why(who, where, "called off about the same time"), len(c.phases) - 1)
    if t.told is not None and c.told is not None and who.same and who.exact > 1 and where is Fit.SAME:
        near = c.status in OPEN or t.status in OPEN or t.told - c.told <= NARROW
        for phase, days in [*reversed(list(enumerate(c.phases))), *c.rivals]:
            gap = max(t.window[0] - days[1], days[0] - t.window[1])
            if near and c.kind is Kind.MEETING and gap == 1:
                return Link(_score(who, where, 0.5), "the same parties in the same place, told for the next day", phase)
    lasting = c.kind is Kind.VISIT or (c.many and t.many)
    if not lasting or max(t.days, c.window[1] - c.window[0] + 1) > NARROW:
        return None
    gap = max(t.window[0] - c.window[1], c.window[0] - t.window[1])
    phase = len(c.phases) - 1
    score = _score(who, where, 0.5)
    if gap == 1 and where is Fit.SAME:
        return Link(score, _why(who, where, "the next day"), phase)
    began = t.status is Status.ONGOING and t.window[0] > c.window[1]
    if gap <= NARROW and began and who.same and where is Fit.SAME:
        return Link(score, _why(who, where, "still going on"), phase)
    return None


def _undated(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """At least one of both is told without a date."""
    if where is Fit.APART or t.told is None or c.told is None:
        return None
    if _beside(c, t, who, where):
        return Link(_score(who, where, 0.0), _why(who, where, "told within a week"), None, t.window is not None and not c.phases)
    apart = t.told - c.told
    if not named and not _alike(t, who, where, apart):
        return None
    why = "a gathering of the same name" if named else _why(who, where, "")
    if not _in_time(c, t, where is Fit.SAME or (named and c.name.full and t.name.full)):
        return None
    score = _score(who, where, 0.0) + named - 0.001 * apart
    return Link(score, f"{why}, and no date that contradicts", None, t.window is not None)


def _alike(t: Telling, who: Who, where: Fit, apart: int) -> bool:
    """Parties that are enough without a date: the same ones, two of them or in the same place; with a state for somebody acting for it
    in the same place or within a month."""
    if not who.same:
        return False
    if who.exact == len(t.who):
        return len(t.who) > 1 or where is Fit.SAME
    return len(t.who) > 1 and (where is Fit.SAME or (who.exact > 0 and apart <= SIDES_DAYS))


def _in_time(c: Cluster, t: Telling, placed: bool) -> bool:
    """Whether two, of which one is undated, can be one by the days on which they were told."""
    if t.status in HELD or c.status in HELD:
        return _took_place(c, t, placed)
    return t.told is not None and c.told is not None and _still_planned(c, t, t.told - c.told)


def _still_planned(c: Cluster, t: Telling, apart: int) -> bool:
    """Whether two plans, or words that a plan is off, are about one plan: within half a year, and not about one whose day had passed."""
    days = t.window or c.window
    if apart > PLAN_DAYS or (days is not None and t.told is not None and abs(days[0] - t.told) > 2 * PLAN_DAYS):
        return False
    passed = t.window is None and c.window is not None and t.told is not None and c.window[1] < t.told
    return not (passed and t.status in OPEN and c.status is not Status.POSTPONED)


def _beside(c: Cluster, t: Telling, who: Who, where: Fit) -> bool:
    """One tells of more parties than the other, at least two are in both, and the undated one is told as held in the same city within
    a week of the other's days."""
    days, undated, told = (c.window, t.status, t.told) if t.window is None else (t.window, c.status, c.told)
    if days is None or told is None or undated not in HELD or not who.subset or who.matched < 2:
        return False
    city = where is Fit.SAME and c.spot is not None and t.spot is not None and not (c.spot.broad or t.spot.broad)
    return city and 0 <= told - days[0] <= NARROW


def _took_place(c: Cluster, t: Telling, placed: bool) -> bool:
    """Whether what took place can be the other, of which one is undated."""
    if t.told is None or c.told is None:
        return False
    back = LOOK_BACK if placed else LOOK_BACK_BARE
    if t.status in HELD and c.status in HELD:
        if c.window is None and t.window is None:
            return t.told - c.told <= (back if placed else NARROW)
        day, told = (c.window[1], t.told) if c.window else (t.window[1], c.told) if t.window else (c.told, t.told)
        return 0 <= told - day <= back
    if t.status in HELD:  # the cluster is a plan, or was called off
        if c.status in OFF:
            return False
        if t.window:
            return c.told <= t.window[1] and t.window[0] - c.told <= PLAN_DAYS
        if c.window:
            return c.window[0] <= t.told and t.told - c.window[1] <= back
        return t.told - c.told <= LOOK_BACK
    if t.status is Status.DENIED or t.status is Status.NOT_HELD:
        return t.told - c.told <= LOOK_BACK
    if t.window is None or c.window is not None:
        return False
    return t.window[0] <= c.told and c.told - t.window[1] <= back


def _score(who: Who, where: Fit, when: float) -> float:
    return (
        2.0 * who.exact + 1.5 * who.stood_for + 1.0 * who.maybe - 0.5 * (who.left + who.right) + (1.5 if where is Fit.SAME else 0.0) + when
    )


def _why(who: Who, where: Fit, when: str) -> str:
    parts = []
    if who.same:
        parts.append("the same parties" if not (who.stood_for or who.maybe) else "the same sides")
    elif who.matched:
        parts.append("parties in common")
    if when:
        parts.append(when)
    if where is Fit.SAME:
        parts.append("the same place")
    return ", ".join(parts)
