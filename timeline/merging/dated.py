"""The rules for a cluster and a telling that both have a window. Times are days (ordinals), inclusive."""

from __future__ import annotations

from timeline.merging.cluster import Cluster, Link
from timeline.merging.evidence import points, why
from timeline.merging.parties import Party, Who, beside_others
from timeline.merging.telling import HELD, NARROW, OFF, OPEN, PLAN_DAYS, Fit, Telling, Window
from timeline.model.vocabulary import Kind, Status

#: Talks planned in one city within a month are one round.
MONTH = 31
#: A party by itself is told of one occasion in windows up to two weeks, a gathering's full name of one in a quarter.
FORTNIGHT, QUARTER = 14, 92
#: What was called off is often dated by the day on which that was said: two weeks around, a week where it was a plan before.
OFF_DAYS = 14
#: What was hoped for and did not come about by its day slides on for a month.
SLIDE_DAYS = 31


def dated(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """Both have a window."""
    if t.window is None:
        return None
    low, high = t.window
    for phase, (first, last) in [*reversed(list(enumerate(c.phases))), *c.rivals]:
        if first <= high and low <= last:
            if phase < len(c.phases) - 1 and t.status in HELD:
                continue
            found = on_days(c, t, who, where, named, (first, last))
            if found:
                return Link(found[0], found[1], phase)
    return _moved(c, t, who, where, named) or _next_door(c, t, who, where)


def on_days(c: Cluster, t: Telling, who: Who, where: Fit, named: bool, days: Window) -> tuple[float, str] | None:
    """The windows share a day."""
    if t.window is None:
        return None
    if where is Fit.APART:
        same_day = days == t.window and days[0] == days[1]
        if same_day and who.same and who.exact and who.matched > 1 and c.status in OPEN and t.status in OPEN:
            return points(who, where, 3.0), "the same parties on the same day, another place"
        return None
    shorter, longer = sorted((days[1] - days[0] + 1, t.days))
    when = 5.0 if days == t.window else 4.0 if longer <= NARROW else 2.5 if shorter <= NARROW else 1.0
    score = points(who, where, when) + named + ((c.status in HELD) == (t.status in HELD)) - ((c.status in OFF) != (t.status in OFF))
    fewer = min(len(c.who), len(t.who))
    if who.same and fewer > 1:
        if who.exact or where is Fit.SAME or (longer <= NARROW and not who.maybe):
            return score, why(who, where, "days that can be the same")
        return None
    if who.same:
        if where is Fit.SAME or (shorter <= NARROW and longer <= FORTNIGHT and who.exact):
            return score, why(who, where, "days that can be the same")
        return None
    if named and (longer <= MONTH or where is Fit.SAME or (c.name.full and t.name.full and longer <= QUARTER)):
        return score, "a gathering of the same name, days that can be the same"
    if longer <= NARROW and c.name.tier == t.name.tier != "" and in_common(c.who, t.who):
        return score, "the same organisation's gathering, days that can be the same"
    city = where is Fit.SAME and c.spot is not None and not c.spot.broad
    if city and c.many and t.many and who.matched and longer <= MONTH and c.status in OPEN and t.status in OPEN:
        return score, why(who, where, "plans for days that can be the same")
    if shorter > NARROW or beside_others(c.who, t.who) or ((c.two or t.two) and where is not Fit.SAME):
        return None
    if who.subset and (fewer > 1 or c.kind is Kind.VISIT) and (where is Fit.SAME or (longer <= NARROW and who.exact)):
        return score, why(who, where, "days that can be the same")
    if where is Fit.SAME and who.exact + who.stood_for and longer <= NARROW and (who.subset or fewer > 2):
        return score, why(who, where, "days that can be the same")
    if where is Fit.SAME and c.many and t.many and longer <= NARROW and not (who.left and who.right and fewer > 1):
        return score, "a gathering of several parties in the same place on the same days"
    return None


def _moved(c: Cluster, t: Telling, who: Who, where: Fit, named: bool) -> Link | None:
    """Another date, told as the new one."""
    if c.window is None or t.window is None:
        return None
    if not named and (not who.subset or (min(len(c.who), len(t.who)) < 2 and not (who.same and where is Fit.SAME))):
        return None
    score = points(who, where, 1.0)
    if any(w[0] <= c.window[1] and c.window[0] <= w[1] for w in t.earlier):
        return Link(score + 2, "told as moved from the earlier date", None, True)
    if where is Fit.APART or c.status not in OPEN or t.told is None or c.told is None or t.told < c.told:
        return None
    if t.status not in OPEN and t.status not in HELD:
        return None
    after = t.window[0] > c.window[1]
    if c.put_off and after and t.window[0] - c.window[1] <= PLAN_DAYS:
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
            return Link(points(who, where, 0.5), why(who, where, "called off about the same time"), len(c.phases) - 1)
    if t.told is not None and c.told is not None and who.same and who.exact > 1 and where is Fit.SAME:
        near = c.status in OPEN or t.status in OPEN or t.told - c.told <= NARROW
        for phase, days in [*reversed(list(enumerate(c.phases))), *c.rivals]:
            gap = max(t.window[0] - days[1], days[0] - t.window[1])
            if near and c.kind is Kind.MEETING and gap == 1:
                return Link(points(who, where, 0.5), "the same parties in the same place, told for the next day", phase)
    lasting = c.kind is Kind.VISIT or (c.many and t.many)
    if not lasting or max(t.days, c.window[1] - c.window[0] + 1) > NARROW:
        return None
    gap = max(t.window[0] - c.window[1], c.window[0] - t.window[1])
    phase = len(c.phases) - 1
    score = points(who, where, 0.5)
    if gap == 1 and where is Fit.SAME and (c.kind is Kind.VISIT or who.matched > 1):  # a body by itself gathers often
        return Link(score, why(who, where, "the next day"), phase)
    city = where is Fit.SAME and c.spot is not None and t.spot is not None and not (c.spot.broad or t.spot.broad)
    anew = {c.status, t.status} & OFF or (c.status in HELD and t.status in OPEN)
    if gap <= NARROW and city and who.same and who.matched > 2 and not anew:
        return Link(score, why(who, where, "within a week"), phase)
    began = t.status is Status.ONGOING and t.window[0] > c.window[1]
    if gap <= NARROW and began and who.same and where is Fit.SAME:
        return Link(score, why(who, where, "still going on"), phase)
    return None


def in_common(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """True where one organisation is among both."""
    return any(p.id.startswith("org:") and any(p.id == q.id for q in b) for p in a)
