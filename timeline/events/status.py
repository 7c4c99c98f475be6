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

_FORCE = {
    "cancelled": 7,
    "postponed": 6,
    "denied": 5,
    "not_held": 5,
    "held": 4,
    "ongoing": 4,
    "scheduled": 3,
    "proposed": 2,
    "hypothetical": 1,
}
_NOUNS = frozenset({"visit.visit_noun", "meeting.hold", "meeting.summit", "meeting.round", "meeting.assembly"})
_MONTH = 31  # days of a window that names a plan of its own
_STAY = 4  # days for which a visit whose beginning is told, and whose end is not, goes on
_ASSERTED = ("cancelled", "postponed", "denied", "not_held")


def of_mention(telling: Telling, dct: dt.date | None) -> tuple[str | None, bool]:
    """What one mention says of the status, and whether firmly; its own date has been weighed in."""
    value, firm = telling.cue, telling.firm
    interval = telling.dating.interval
    if value == "hypothetical":
        value, firm = "proposed", False
    cue = telling.mention.cues[0] if telling.mention.cues else None
    begun = value == "held" and cue is not None and cue.rule.endswith("tense.begun")
    stays = telling.kind == "visit" and cue is not None and cue.rule.endswith("context.tense.begun")
    perfect = cue is not None and cue.text.lower() in ("has", "have")
    if interval is None and begun and (stays or perfect or telling.mention.duration is not None):
        return "ongoing", firm  # "kicking off a four-day stay", "has begun a tour", "started a three-day meeting": the day's news
    if interval is None or dct is None:
        return value, firm
    if interval.start > dct and value == "held" and firm and cue is not None and cue.rule.endswith("tense.past"):
        return value, firm  # "as he hosted him": the day is another's
    if interval.start > dct and cue is not None and cue.rule.endswith("tense.to_end"):
        return "ongoing", False  # "the summit, which ends on Sunday"
    if interval.start > dct and value in ("held", "ongoing", "scheduled", None):
        return "scheduled", value is not None or interval.days <= _MONTH  # "some kind of meeting early next year": hardly a plan
    if value == "held" and cue is not None and cue.rule.endswith("tense.begun") and interval.start <= dct <= interval.end:
        return "ongoing", firm  # "opened a summit on Wednesday", on a Wednesday
    if (
        telling.kind == "visit"
        and value == "held"
        and cue is not None
        and cue.rule.endswith("tense.begun")
        and interval.start <= dct
        and (dct - interval.start).days <= _STAY
    ):
        return "ongoing", firm  # "started a visit on Nov. 11", on Nov. 14
    if (
        telling.kind == "visit"
        and value == "held"
        and interval.days <= 2
        and (dct - interval.end).days <= 2
        and telling.mention.rule in ("visit.arrive", "visit.leave_for", "visit.visiting")
    ):
        return "ongoing", firm
    if interval.days > 1 and interval.start <= dct <= interval.end and value == "held" and telling.dating.precision is Precision.SPAN:
        rule = cue.rule if cue is not None else ""
        ends = interval.end == dct  # "agreed on Wednesday after two days of talks", on a Wednesday
        past = (firm and (rule.endswith("tense.ended") or (ends and rule.endswith("tense.past")))) or (ends and rule.endswith("held.after"))
        return ("held" if past else "ongoing"), firm
    if (
        value == "scheduled"
        and not firm
        and cue is not None
        and cue.rule.endswith("plan.ahead")
        and interval.days > 7
        and interval.start <= dct
    ):
        return "held", False  # "eased restrictions before holding talks in April", in April
    if interval.end < dct:
        if cue is not None and cue.rule.endswith("aux.would") and (dct - interval.end).days > 60:
            return "held", True  # "in 1986 he would meet Gorbachev": told from afar
        if value == "ongoing" and not firm:
            return "held", True
        if value is None or (value in ("scheduled", "held") and not firm):
            return "held", True
    if value is None:
        return ("held", False) if interval.start <= dct <= interval.end and interval.days == 1 else (None, False)
    return value, firm


def _came(telling: Telling, dct: dt.date) -> bool:
    """ "Arrived in Manila on Monday", in Monday's report, without a word on how long or what for."""
    arrived = telling.mention.rule == "visit.arrive" and telling.mention.duration is None and telling.cue == "held" and telling.firm
    return arrived and telling.dating.interval == Interval.day(dct)


def _only_not_now(telling: Telling) -> bool:
    """ "Will not come after all": less than a word of what became of the plan ("the trip has been put off")."""
    return bool(telling.mention.cues) and telling.mention.cues[0].rule.endswith("off.no_longer")


def _says_little(telling: Telling, dct: dt.date | None) -> bool:
    """True for a mention without a cue, or one of which only something is said in the present: "the visit is of significance"."""
    cue, interval = (telling.mention.cues[0] if telling.mention.cues else None), telling.dating.interval
    if cue is None:
        return True
    today = interval is not None and dct is not None and interval.start <= dct <= interval.end
    return cue.rule.endswith("tense.present") and telling.mention.rule in _NOUNS and not today


def of_group(
    tellings: Sequence[Telling],
    told: Sequence[tuple[str | None, bool]],
    dct: dt.date | None,
    interval_end: dt.date | None,
    interval_start: dt.date | None,
) -> tuple[Status, Telling]:
    """The status of an encounter told by several mentions, and the mention that decided it. ``told`` is what each of them says."""
    if dct is not None and all(_came(t, dct) for t in tellings):  # the news of an arrival, and no more, tells that somebody came
        return Status.HELD, tellings[0]
    firm = [(t, v) for t, (v, f) in zip(tellings, told, strict=True) if f and v is not None]
    hints = [(t, v) for t, (v, f) in zip(tellings, told, strict=True) if not f and v is not None]
    for pool in (firm, hints):
        if not pool:
            continue
        contradicted = next((t for t, v in pool if v == "disputed"), None)
        if contradicted is not None:
            return Status.DISPUTED, contradicted
        ended = [(t, v) for t, v in pool if v in _ASSERTED]
        if pool is hints and any(v == "scheduled" for _, v in pool):
            ended = []  # "the stalled talks": what they were called weighs less than a plan
        happened = [(t, v) for t, v in pool if v in ("held", "ongoing")]
        planned = [(t, v) for t, v in pool if v == "scheduled"]
        if any(v == "proposed" for _, v in pool):  # "talks in October", of which somebody says that he wants them
            planned = [(t, v) for t, v in planned if t.cue is not None]
        ahead = any(t.mention.cues and not t.mention.cues[0].rule.endswith("plan.confirmed") for t, _ in planned)
        if pool is hints and ahead and all(_says_little(t, dct) for t, _ in happened):
            happened = []  # "a briefing on the visit", "the visit comes after a row", of an impending visit
        affirmed = [
            (t, v)
            for t, v in pool
            if v == "scheduled" and t.mention.cues and t.mention.cues[0].rule.endswith((".off", ".not", "plan.continues"))
        ]
        if affirmed and any(v == "cancelled" for _, v in ended):
            return Status.DISPUTED, next(t for t, v in ended if v == "cancelled")
        if ended and not happened:
            best = max(ended, key=lambda p: (not _only_not_now(p[0]), _FORCE[p[1]], p[0].index))
            anew = [t for t, _ in planned if t.cue == "scheduled" and t.firm and t.dating.interval is not None and t.index > best[0].index]
            if best[1] == "postponed" and anew:
                return Status.SCHEDULED, anew[-1]
            return Status(best[1]), best[0]
        if happened:
            last = happened[-1] if all(v == "ongoing" for _, v in happened) else next(p for p in reversed(happened) if p[1] == "held")
            if any(v == "ongoing" for _, v in happened) and (interval_end is None or dct is None or interval_end >= dct):
                last = next(p for p in reversed(happened) if p[1] == "ongoing")
            return Status(last[1]), last[0]
        proposed = [(t, v) for t, v in pool if v == "proposed"]
        if planned and len(planned) >= len(proposed):
            return Status.SCHEDULED, planned[0][0]
        best = max(pool, key=lambda p: (_FORCE.get(p[1], 0), -p[0].index))
        return (Status(best[1]) if best[1] != "hypothetical" else Status.PROPOSED), best[0]
    if interval_start is not None and dct is not None and interval_start > dct:
        return Status.SCHEDULED, tellings[0]
    return Status.HELD, tellings[0]
