"""What a change of the rules did: events newly right and newly wrong, by the rule that fired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.evaluate.scoring import Verdict


@dataclass(frozen=True, slots=True)
class Turn:
    """One event that turned: ``better`` is true where it is right now and was not, or is no longer a false event."""

    rule: str
    better: bool
    doc_id: str
    key: str
    was: str
    now: str
    quote: str


def _state(v: Verdict | None) -> str:
    if v is None:
        return "absent"
    return f"partly ({', '.join(v.wrong)})" if v.outcome == "partly" else v.outcome


def compare(old: Iterable[Verdict], new: Iterable[Verdict]) -> list[Turn]:
    """Events whose verdict turned from ``old`` to ``new``, sorted by rule, document and event.

    A gold event that became right is better, one that stopped being right is worse; a false event that vanished is better, a
    new one worse. Moves between two kinds of wrong are left out.
    """
    before = {(v.doc_id, v.family, v.key): v for v in old}
    after = {(v.doc_id, v.family, v.key): v for v in new}
    turns = []
    for key in sorted(before.keys() | after.keys()):
        a, b = before.get(key), after.get(key)
        good_a = a is None if (b or a).outcome == "false" else a is not None and a.outcome == "right"  # type: ignore[union-attr]
        good_b = b is None if (a or b).outcome == "false" else b is not None and b.outcome == "right"  # type: ignore[union-attr]
        if good_a != good_b:
            rule = (b.rule if b and b.rule else None) or (a.rule if a and a.rule else None) or "no rule"
            turns.append(Turn(rule, good_b, key[0], key[2], _state(a), _state(b), ((b or a).quote)))  # type: ignore[union-attr]
    return sorted(turns, key=lambda t: (t.rule, t.doc_id, t.key))
