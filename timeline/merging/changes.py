"""Changes of many documents: one act, all its tellings, about the merged encounter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.chrono.interval import Interval
from timeline.merging.claims import published_key
from timeline.merging.parties import Party, compare, parties
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
    found: list[_Act] = []
    for key in sorted(blocks):
        acts: list[_Act] = []
        for change in sorted(blocks[key], key=published_key):
            who = parties(change.actors, sides)
            for act in acts:
                reason = _one_act(act, change, who)
                if reason:
                    act.reasons.append(reason)
                    act.take(change)
                    break
            else:
                acts.append(_Act(who))
                acts[-1].take(change)
        found += acts
    return [(act.members, act.reasons) for act in found]


@dataclass(slots=True)
class _Act:
    """The tellings of one act so far, why they joined, and what a further one is held against: who did it by the first, the documents, the
    days, and whether one is undated or no more than the day of a report."""

    who: tuple[Party, ...]
    members: list[Event] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)
    days: set[Interval] = field(default_factory=set)
    undated: bool = False
    of_report: bool = False

    def take(self, change: Event) -> None:
        """One more telling."""
        self.members.append(change)
        self.docs.add(_doc(change))
        if change.dating.interval is None:
            self.undated = True
        else:
            self.days.add(change.dating.interval)
        self.of_report = self.of_report or _of_report(change)

    def apart(self, days: Interval | None) -> int | None:
        """Days between the nearest telling and another day, 0 where they meet, None where either is undated."""
        if days is None or self.undated:
            return None
        return min(max(0, (days.start - own.end).days, (own.start - days.end).days) for own in self.days)


def _one_act(act: _Act, change: Event, who: tuple[Party, ...]) -> str | None:
    """Why a change is the act that others tell of, or None where it is another."""
    if _doc(change) in act.docs:
        return None
    told = bool(act.who and who)
    if told and not compare(act.who, who).matched:
        return None
    apart = act.apart(change.dating.interval)
    if change.kind in ONCE:
        return "the same act of the same encounter" if apart is None or apart <= REPORTED_WITHIN else None
    if not told:
        return "the same act, the same day" if apart == 0 else None
    if apart is None or apart == 0:
        return "the same act of the same party"
    loose = act.of_report or _of_report(change)
    return "the same act of the same party, reported later" if loose and apart <= REPORT_LAG else None


def _of_report(change: Event) -> bool:
    """The day is no more than that of the report: no words of the text tell it."""
    return change.dating.text is None and change.dating.basis in (Basis.RELATIVE_TO_DCT, Basis.NONE, Basis.DATELINE, Basis.INFERRED_DCT)


def _doc(event: Event) -> str:
    return event.sources[0].doc_id if event.sources else ""


def day_of_act(members: Sequence[Event]) -> Event:
    """The telling whose date is shown: a date that words tell before that of a report, then the earliest day, then the narrowest."""

    def rank(change: Event) -> tuple[bool, bool, int, dt.date, str]:
        window = change.dating.interval
        return (window is None, _of_report(change), window.days if window else 0, window.start if window else dt.date.max, change.id)

    return min(members, key=rank)
