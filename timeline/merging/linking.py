"""Whether a document event tells of an encounter that is already known, and why.

Evidence is who, when and where; a contradiction in any of the three keeps two apart, unless the one is told as the other's new
date. Times are days (ordinals), inclusive.
"""

from __future__ import annotations

from timeline.merging.cluster import Cluster, Link
from timeline.merging.dated import dated, in_common, on_days
from timeline.merging.evidence import Evidence, points
from timeline.merging.parties import Who, beside_others, compare
from timeline.merging.telling import NARROW, OFF, OPEN, Fit, Telling, fit
from timeline.merging.undated import in_time, undated
from timeline.merging.weighing import SURE, Said, chance, contradicted, features, gap
from timeline.model.vocabulary import Status

#: A plan announced within a year after it was called off or denied is the old one revived.
REVIVAL_DAYS = 365
#: So much less than any link of the rules does one by weight score.
LAST_CHOICE = 100.0
#: What stands so may have got another date.
_MOVES = OFF | {Status.POSTPONED, Status.PROPOSED}
#: Sources whose words are told within a day of each other speak at the same time.
COMPARABLE = 1
_AGAIN = OPEN - {Status.POSTPONED}


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
    return c.put_off or c.status in _MOVES


def link(c: Cluster, t: Telling, said: Said) -> Link | None:
    """The link between a cluster and a telling :func:`in_reach` of it, or None where they are not one encounter.

    Rules decide first; where they find no link, the sum of all evidence may still be plain enough.
    """
    who = _who(c, t)
    if not (who.matched or (c.name and t.name) or (c.many and t.many) or len(c.who) == len(t.who) == 1):
        return None  # strangers: the most of those that are looked at, and neither rule nor weight joins them
    seen = _evidence(c, t, who)
    found = by_rule(c, t, seen)
    return found if found or seen.revived else _by_weight(c, t, seen, said)


def evidence(c: Cluster, t: Telling) -> Evidence:
    """How a cluster and a telling compare."""
    return _evidence(c, t, _who(c, t))


def _evidence(c: Cluster, t: Telling, who: Who) -> Evidence:
    named = bool(c.name) and bool(t.name) and c.name.same(t.name) and not beside_others(c.who, t.who)
    return Evidence(who, _fit(c, t), named, _revived(c, t))


def _who(c: Cluster, t: Telling) -> Who:
    """How the parties compare: with all of the cluster, or where one article told of somebody more, with the same ones of another."""
    found = compare(c.guests, t.guests)
    if found.same or not c.groups or len(t.guests) < 2:
        return found
    return next((other for group in c.groups if (other := compare(group, t.guests)).same), found)


def _fit(c: Cluster, t: Telling) -> Fit:
    """How the place of a telling compares with those told for the cluster: the best of them."""
    found = fit(c.spot, t.spot)
    return max(found, *(fit(other, t.spot) for other in c.elsewhere)) if c.elsewhere and found is Fit.APART else found


def by_rule(c: Cluster, t: Telling, seen: Evidence) -> Link | None:
    """The link that the rules find."""
    who, where, named = seen.who, seen.where, seen.named
    if who.clash and not (named and c.many and t.many):
        return None
    if c.name.other_tier(t.name) or (c.name and t.name and not named and c.name.differs(t.name) and not who.same):
        return None
    if not who.matched and not (named or (c.many and t.many) or (len(c.who) == 1 and len(t.who) == 1)):
        return None
    if seen.revived:
        again = who.same and (len(t.who) > 1 or where is Fit.SAME)
        return Link(points(who, where, 0), "revived", follows=True) if again else None
    if c.window and t.window:
        return dated(c, t, who, where, named)
    return undated(c, t, who, where, named)


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
    return bool(c.window and t.window) or in_time(c, t, seen.where is Fit.SAME)


def same_days(c: Cluster, t: Telling) -> Link | None:
    """The link that days alone decide, whenever each was told: for tellings that came before what would have linked them."""
    if c.kind is not t.kind or t.doc in c.docs or t.window is None:
        return None
    who = compare(c.who, t.who)
    named = bool(c.name and t.name) and c.name.same(t.name) and not beside_others(c.who, t.who)
    if who.clash or (c.name.differs(t.name) and not named and not who.same):
        return None
    for phase, days in enumerate(c.phases):
        if days[0] <= t.window[1] and t.window[0] <= days[1]:
            found = on_days(c, t, who, _fit(c, t), named, days)
            if found:
                return Link(found[0], found[1], phase)
    return None


def again(first: Telling, second: Telling) -> bool:
    """True where two tellings of one document are one encounter: an undated plan of the same three or more parties, or a gathering of one
    organisation, by leaders or ministers in both, on days that share one or touch."""
    if first.kind is not second.kind or fit(first.spot, second.spot) is Fit.APART or first.name.differs(second.name):
        return False
    if first.window is None or second.window is None:
        plans = first.window is second.window and first.status in OPEN and second.status in OPEN
        return plans and first.who == second.who and len(first.who) > 2
    one = first.name.tier == second.name.tier != "" and in_common(first.who, second.who)
    return one and gap(first.window, second.window) <= 1 and max(first.days, second.days) <= NARROW


def told_twice(c: Cluster, t: Telling) -> Link:
    """The link of a telling to the cluster of another of its document that it says :func:`again`."""
    reason = "told twice in one article"
    if t.window is None or not c.phases:
        return Link(0.0, reason, None, t.window is not None)
    days = t.window
    return Link(0.0, reason, min(range(len(c.phases)), key=lambda n: (gap(c.phases[n], days), -n)))


def _revived(c: Cluster, t: Telling) -> bool:
    """A plan announced anew after it had been called off or denied: for another day, or more than a week later. What is said of the
    same plan within days is the other side's word, or a later one, on the old plan."""
    if c.status not in OFF or t.told is None or c.status_told is None:
        return False
    open_again = t.status in _AGAIN or t.status is Status.DISPUTED
    made_anew = c.status is Status.DENIED and t.status is Status.CANCELLED  # what is called off had been planned again
    if not (open_again or made_anew):
        return False
    another_day = t.window is not None and not any(first <= t.window[1] and t.window[0] <= last for first, last in c.phases)
    said = COMPARABLE if c.status is not Status.CANCELLED else 0
    return c.status_told + (said if another_day else NARROW) < t.told <= c.status_told + REVIVAL_DAYS
