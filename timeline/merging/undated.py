"""The rules for a cluster and a telling of which at least one has no window. Times are days (ordinals), inclusive."""

from __future__ import annotations

from timeline.merging.cluster import Cluster, Link
from timeline.merging.evidence import points, why
from timeline.merging.parties import Who
from timeline.merging.telling import HELD, NARROW, OFF, OPEN, PLAN_DAYS, Fit, Telling
from timeline.model.vocabulary import Status

#: Undated words of a state and of somebody acting for it are about one plan for a month.
SIDES_DAYS = 31
#: A past encounter told without a date is one of the last weeks.
LOOK_BACK = 45
#: ... of the last two where its place is not told either.
LOOK_BACK_BARE = 14


def undated(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """At least one of both is told without a date."""
    if where is Fit.APART or t.told is None or c.told is None:
        return None
    if _beside(c, t, who, where):
        return Link(points(who, where, 0.0), why(who, where, "told within a week"), None, t.window is not None and not c.phases)
    apart = t.told - c.told
    if not named and not _alike(c, t, who, where, apart):
        return None
    told = "a gathering of the same name" if named else why(who, where, "")
    if not in_time(c, t, where is Fit.SAME or (named and c.name.full and t.name.full)):
        return None
    late = t.status is Status.PROPOSED and c.window is not None and c.window[0] <= t.told  # hoped for when it begins: hardly this one
    score = points(who, where, 0.0) + named - 0.001 * apart - 2.0 * late
    return Link(score, f"{told}, and no date that contradicts", None, t.window is not None)


def _alike(c: Cluster, t: Telling, who: Who, where: Fit, apart: int) -> bool:
    """Parties that are enough without a date: the same ones, two of them or in the same place; with a state for somebody acting for it
    in the same place or within a month; an office alone for its holder, in the same place."""
    if not who.same:
        return False
    if who.exact == len(t.who):
        return len(t.who) > 1 or where is Fit.SAME
    if len(t.who) == 1:
        return where is Fit.SAME and any(p.id.startswith("office:") for p in (*c.who, *t.who))
    return where is Fit.SAME or (who.exact > 0 and apart <= SIDES_DAYS)


def in_time(c: Cluster, t: Telling, placed: bool) -> bool:
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
    return not (passed and t.status in OPEN and not c.put_off)


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
        (first, last), told = (c.window, t.told) if c.window else (t.window or (c.told, c.told), c.told)
        return first <= told <= last + back
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
