"""What became of an encounter: its status as told step by step, and the status that is shown.

The rule: the last word counts. An encounter told as held stays held when a later article looks back at the plan. Where two
documents of comparable date (a day apart at most) contradict each other on whether it takes or took place, it is ``disputed``. A word
that it was held, told before the day on which it begins, stays in the history and decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.merging.linking import COMPARABLE
from timeline.model.event import Event, StatusStep
from timeline.model.quick import replace
from timeline.model.vocabulary import Kind, Status

#: The status that a change leaves its encounter in.
LEFT_BY = {
    Kind.POSTPONEMENT: Status.POSTPONED,
    Kind.CANCELLATION: Status.CANCELLED,
    Kind.DENIAL: Status.DENIED,
    Kind.INVITATION: Status.PROPOSED,
}
#: The changes that say a status.
_WORDS_OF = {
    Status.SCHEDULED: frozenset({Kind.ANNOUNCEMENT, Kind.CONFIRMATION}),
    Status.HELD: frozenset({Kind.CONFIRMATION}),
    **{status: frozenset({kind}) for kind, status in LEFT_BY.items()},
}
#: Words that look ahead: after the encounter was told as held they only look back.
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED, Status.POSTPONED, Status.ONGOING})
#: Which words rule each other out where they are told at the same time.
_RIVALS = {
    Status.HELD: frozenset({Status.DENIED, Status.NOT_HELD, Status.CANCELLED}),
    Status.ONGOING: frozenset({Status.DENIED, Status.NOT_HELD, Status.CANCELLED}),
    Status.SCHEDULED: frozenset({Status.DENIED}),
}
#: On one day, the order of words: a denial answers what it denies.
_WEIGHT = {
    Status.PROPOSED: 0,
    Status.SCHEDULED: 1,
    Status.POSTPONED: 2,
    Status.CANCELLED: 3,
    Status.ONGOING: 4,
    Status.HELD: 5,
    Status.DENIED: 6,
    Status.NOT_HELD: 7,
    Status.DISPUTED: 8,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The status that is shown, the day of the word that decided it, and whether sources contradict each other."""

    status: Status | None
    as_of: dt.date | None
    contested: tuple[StatusStep, ...] = ()


def day_of(step: StatusStep) -> dt.date | None:
    """The day of a word: when it was said, else when it was published."""
    return step.said_on or step.published


def steps(member: Event, changes: Sequence[Event]) -> tuple[StatusStep, ...]:
    """The steps that one document tells: those of earlier days that it was read with, then its status, with the day of the act that
    led to it. Who said so is the doer of that act."""
    told = tuple(replace(s, by=by) if not s.by and (by := _doer(s.status, changes)) else s for s in member.history)
    said = min((c.start for c in changes if LEFT_BY.get(c.kind) is member.status and c.start and c.start == c.end), default=None)
    if member.status is None:
        return told
    if told:
        newest = max(day_of(s) or dt.date.min for s in told)
        before = tuple(s for s in told if (day_of(s) or dt.date.min) < newest)
        last = [s for s in told if s.status is member.status and s not in before]
        if last:
            return (*before, last[-1] if last[-1].said_on or said is None else replace(last[-1], said_on=said))
    else:
        before = ()
    deciding = next((m for m in member.mentions if m.status is member.status), member.mentions[0] if member.mentions else None)
    doc = deciding.doc_id if deciding else member.sources[0].doc_id if member.sources else ""
    return (
        *before,
        StatusStep(
            status=member.status,
            by=_doer(member.status, changes),
            said_on=said,
            published=member.published,
            doc_id=doc,
            start=deciding.start if deciding else 0,
            end=deciding.end if deciding else 0,
            sentence=deciding.sentence if deciding else "",
        ),
    )


def _doer(status: Status, changes: Iterable[Event]) -> str | None:
    """Who did or said what left an encounter in a status, if exactly one party did."""
    kinds = _WORDS_OF.get(status, frozenset())
    names = {", ".join(a.name for a in c.actors) for c in changes if c.actors and c.kind in kinds}
    return names.pop() if len(names) == 1 else None


def ordered(found: Iterable[StatusStep]) -> tuple[StatusStep, ...]:
    """Steps by the day of their word, those without a day last; each once."""
    far = dt.date.max
    return tuple(
        sorted(
            set(found),
            key=lambda s: (day_of(s) or far, s.published or far, _WEIGHT[s.status], s.doc_id, s.start, s.end, s.by or "", s.sentence),
        )
    )


def standing(history: Sequence[StatusStep], first: dt.date | None = None) -> Standing:
    """The status that a history leaves an encounter in. ``first`` is the day on which it begins: what is told as held more than a day
    before cannot have been this, so it decides nothing where something else was told."""
    if not history:
        return Standing(None, None)
    dated = [s for s in history if day_of(s)] or list(history)
    dated = [s for s in dated if not _too_early(s, first)] or dated
    held = next((n for n, s in enumerate(dated) if s.status is Status.HELD), None)
    if held is not None:
        dated = dated[: held + 1] + [s for s in dated[held + 1 :] if s.status not in _AHEAD]
    last = _last_words(dated)
    newest = max((day_of(s) or dt.date.min for s in last), default=dt.date.min)
    current = [s for s in last if (newest - (day_of(s) or dt.date.min)).days <= COMPARABLE]
    told = {s.status for s in current}
    contested = {status for status in told if any(_rule_out(status, other) for other in told)}
    rivals = tuple(s for s in current if s.status in contested)
    if rivals:
        return Standing(Status.DISPUTED, newest if newest > dt.date.min else None, rivals)
    top = [s for s in current if (day_of(s) or dt.date.min) == newest]
    chosen = max(top, key=lambda s: (_WEIGHT[s.status], s.doc_id, s.start))
    return Standing(chosen.status, day_of(chosen))


def _too_early(step: StatusStep, first: dt.date | None) -> bool:
    day = day_of(step)
    taking_place = step.status in (Status.HELD, Status.ONGOING)
    return taking_place and day is not None and first is not None and (first - day).days > COMPARABLE


def _last_words(dated: Sequence[StatusStep]) -> list[StatusStep]:
    """The last step of each document: what it tells before is the story so far."""
    last: dict[str, StatusStep] = {}
    for step in dated:
        last[step.doc_id] = step
    return list(last.values())


def _rule_out(a: Status, b: Status) -> bool:
    return b in _RIVALS.get(a, ()) or a in _RIVALS.get(b, ())


def with_published(step: StatusStep, published: dt.date | None) -> StatusStep:
    """The step with the publication day of its document, where it has none."""
    return step if step.published or published is None else replace(step, published=published)
