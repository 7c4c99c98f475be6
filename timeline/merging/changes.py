"""Changes of many documents: one act, all its tellings, about the merged encounter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.merging.claims import published_key
from timeline.merging.parties import compare, parties
from timeline.model.event import Event
from timeline.model.vocabulary import Basis, Kind

#: Acts that an encounter sees once for each date it was planned for.
ONCE = frozenset({Kind.CANCELLATION, Kind.POSTPONEMENT})
#: Days within which articles report one such act.
REPORTED_WITHIN = 7
#: Days within which articles report one act of the same party, where the day is that of the report.
REPORT_LAG = 2


def group_changes(
    changes: Iterable[Event], encounter_of: Mapping[str, str], sides: Mapping[str, str]
) -> list[tuple[list[Event], list[str]]]:
    """Changes that tell of one act, each group in the order of publication, with the reasons for joining.

    ``encounter_of`` maps the ids of document encounters to the merged ones.
    """
    blocks: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for change in changes:
        about = encounter_of.get(change.about, change.about) if change.about else f"?{change.id}"
        blocks[(about, change.kind.value)].append(change)
    found: list[tuple[list[Event], list[str]]] = []
    for key in sorted(blocks):
        groups: list[tuple[list[Event], list[str]]] = []
        for change in sorted(blocks[key], key=published_key):
            for members, reasons in groups:
                reason = _one_act(members, change, sides)
                if reason:
                    members.append(change)
                    reasons.append(reason)
                    break
            else:
                groups.append(([change], []))
        found += groups
    return found


def _one_act(members: Sequence[Event], change: Event, sides: Mapping[str, str]) -> str | None:
    """Why a change is the act that others tell of, or None where it is another."""
    if _doc(change) in {_doc(m) for m in members}:
        return None
    first = members[0]
    who = compare(parties(first.actors, sides), parties(change.actors, sides)) if first.actors and change.actors else None
    if who is not None and not who.matched:
        return None
    apart = min((_days_apart(m, change) for m in members), default=None, key=lambda d: -1 if d is None else d)
    if change.kind in ONCE:
        return "the same act of the same encounter" if apart is None or apart <= REPORTED_WITHIN else None
    if who is None:
        return "the same act, the same day" if apart == 0 else None
    if apart is None or apart == 0:
        return "the same act of the same party"
    loose = any(_of_report(m) for m in (*members, change))
    return "the same act of the same party, reported later" if loose and apart <= REPORT_LAG else None


def _of_report(change: Event) -> bool:
    """The day is no more than that of the report: no words of the text tell it."""
    return change.dating.text is None and change.dating.basis in (Basis.RELATIVE_TO_DCT, Basis.NONE, Basis.DATELINE, Basis.INFERRED_DCT)


def _days_apart(a: Event, b: Event) -> int | None:
    """Days between two acts, 0 where their windows meet, None where one is undated."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _doc(event: Event) -> str:
    return event.sources[0].doc_id if event.sources else ""


def day_of_act(members: Sequence[Event]) -> Event:
    """The telling whose date is shown: a date that words tell before that of a report, then the earliest day, then the narrowest."""

    def rank(change: Event) -> tuple[bool, bool, int, dt.date, str]:
        window = change.dating.interval
        return (window is None, _of_report(change), window.days if window else 0, window.start if window else dt.date.max, change.id)

    return min(members, key=rank)
