"""The status of an encounter, from what its mentions say and from when it is.

Each mention says one thing (its deciding cue), firmly or as a hint. Firm words outrank hints; among firm ones what ended or moved a
plan outranks the plan, and a later word of the same force outranks an earlier one. The date settles what words leave open: what
lies after the document's day has not happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from timeline.chrono.interval import Interval, Precision
from timeline.events.telling import Telling
from timeline.model.vocabulary import Status

#: What ends or moves a plan, the stronger word with the higher figure.
_ENDED = {"cancelled": 3, "postponed": 2, "denied": 1, "not_held": 1}
_MONTH = 31  # days of a window that names a plan of its own
_STAY = 4  # days for which a visit whose beginning is told, and whose end is not, goes on


def of_mention(telling: Telling, dct: dt.date | None) -> tuple[str | None, bool]:
    """What one mention says of the status, and whether firmly; its own date has been weighed in."""
    value, firm = telling.cue, telling.firm
    interval = telling.dating.interval
    cue = telling.mention.cues[0] if telling.mention.cues else None
    rule = cue.rule if cue is not None else ""
    begun = value == "held" and rule.endswith("tense.begun")
    perfect = cue is not None and cue.text.lower() in ("has", "have")
    if interval is None and begun and (perfect or telling.mention.duration is not None):
        return "ongoing", firm  # "kicking off a four-day stay", "has begun a tour", "started a three-day meeting": the day's news
    if interval is None or dct is None:
        return value, firm
    if interval.start > dct:
        if value == "held" and firm:
            return value, firm  # "as he hosted him": the day is another's
        if rule.endswith("tense.to_end"):
            return "ongoing", False  # "the summit, which ends on Sunday"
        if value in ("held", "ongoing", "scheduled", None):
            return "scheduled", value is not None or interval.days <= _MONTH  # "some kind of meeting early next year": hardly a plan
        return value, firm
    if begun and (dct <= interval.end or (telling.kind == "visit" and (dct - interval.start).days <= _STAY)):
        return "ongoing", firm  # "opened a summit on Wednesday", on a Wednesday; "started a visit on Nov. 11", on Nov. 14
    if (
        telling.kind == "visit"
        and value == "held"
        and interval.days <= 2
        and (dct - interval.end).days <= 2
        and telling.mention.rule in ("visit.arrive", "visit.leave_for", "visit.visiting")
    ):
        return "ongoing", firm
    if interval.days > 1 and dct <= interval.end and value == "held" and telling.dating.precision is Precision.SPAN:
        over = firm or (interval.end == dct and rule.endswith("held.after"))  # "agreed on Wednesday after two days of talks"
        return ("held" if over else "ongoing"), firm
    if rule.endswith("hint.plan.ahead") and interval.days > 7:
        return "held", False  # "eased restrictions before holding talks in April", in April
    if rule.endswith("aux.would") and (dct - interval.end).days > 60:
        return "held", True  # "in 1986 he would meet Gorbachev": told from afar
    if interval.end < dct and (value is None or (value in ("ongoing", "scheduled", "held") and not firm)):
        return "held", True
    if value is None and interval.days == 1:
        return "held", False
    return value, firm


def _came(telling: Telling, dct: dt.date) -> bool:
    """ "Arrived in Manila on Monday", in Monday's report, without a word on how long or what for."""
    arrived = telling.mention.rule == "visit.arrive" and telling.cue == "held"  # not "will arrive later on Monday"
    return arrived and telling.mention.duration is None and telling.dating.interval == Interval.day(dct)


def _rule(telling: Telling) -> str:
    """The rule of the deciding cue, without a word for a mention that has none."""
    return telling.mention.cues[0].rule if telling.mention.cues else ""


def _says_little(telling: Telling) -> bool:
    """True for a mention without a cue, or one of which only something is said in the present: "the visit is of significance"."""
    rule = _rule(telling)
    return not rule or (rule.endswith("tense.present") and telling.dating.interval is None)


def of_group(
    tellings: Sequence[Telling],
    told: Sequence[tuple[str | None, bool]],
    dct: dt.date | None,
    interval_end: dt.date | None,
) -> tuple[Status, Telling]:
    """The status of an encounter told by several mentions, and the mention that decided it. ``told`` is what each of them says."""
    if dct is not None and all(_came(t, dct) for t in tellings):  # the news of an arrival, and no more, tells that somebody came
        return Status.HELD, tellings[0]
    said = [(t, v, f) for t, (v, f) in zip(tellings, told, strict=True) if v is not None]
    hints = [(t, v) for t, v, f in said if not f]
    for pool in ([(t, v) for t, v, f in said if f], hints):
        if not pool:
            continue
        contradicted = next((t for t, v in pool if v == "disputed"), None)
        if contradicted is not None:
            return Status.DISPUTED, contradicted
        ended = [(t, v) for t, v in pool if v in _ENDED]
        if pool is hints and any(v == "scheduled" for _, v in pool):
            ended = []  # "the stalled talks": what they were called weighs less than a plan
        happened = [(t, v) for t, v in pool if v in ("held", "ongoing")]
        planned = [(t, v) for t, v in pool if v == "scheduled"]
        ahead = any(_rule(t) and not _rule(t).endswith("plan.confirmed") for t, _ in planned)
        if pool is hints and ahead and all(_says_little(t) for t, _ in happened):
            happened = []  # "a briefing on the visit", "the visit comes after a row", of an impending visit
        affirmed = any(v == "scheduled" and _rule(t).endswith((".off", ".not", "plan.continues")) for t, v in pool)
        if affirmed and any(v == "cancelled" for _, v in ended):
            return Status.DISPUTED, next(t for t, v in ended if v == "cancelled")
        if ended and not happened:
            # "will not come after all" is less than a word of what became of the plan ("the trip has been put off")
            best = max(ended, key=lambda p: (not _rule(p[0]).endswith("off.no_longer"), _ENDED[p[1]], p[0].index))
            later = (t for t, _ in planned if t.cue is not None and t.dating.interval is not None and t.index > best[0].index)
            anew = [t for t in later if not (_rule(t).endswith("aux.be_to") and t.mention.tense == "past")]  # not "before he was to arrive"
            if best[1] == "postponed" and anew:
                return Status.SCHEDULED, anew[-1]
            return Status(best[1]), best[0]
        if happened:
            over = interval_end is not None and dct is not None and interval_end < dct
            last = next((p for p in reversed(happened) if p[1] == ("held" if over else "ongoing")), happened[-1])
            return Status(last[1]), last[0]
        if planned:
            return Status.SCHEDULED, planned[0][0]
        return Status.PROPOSED, next(t for t, v in pool if v == "proposed")
    return Status.HELD, tellings[0]
