"""Acts that no word of their own tells, from the words that decided an encounter's status: "is off", "there are no plans for"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.lexicon.eventwords import changes
from timeline.nlp.arguments import Reading, actors_of, clause_subject
from timeline.nlp.changes_parts import sign, undone
from timeline.nlp.changes_said import says, speaker
from timeline.nlp.clauses import governing_verb, is_verb, subjects
from timeline.nlp.cues_tables import Told
from timeline.nlp.frames import Frame

_MOVED = frozenset({"postponement", "cancellation"})


def turned(reading: Reading, frames: list[Frame], found: Sequence[Frame]) -> list[Frame]:
    """Acts that no word of their own tells, from the words that decided an encounter's status: "is off", "there are no plans for"."""
    by_kind = {r.id: r for r in changes()}
    out: list[Frame] = []
    for frame in frames:
        told = frame.told
        if told.weak or not told.cues or frame.reference == "generic":
            continue
        cue = told.cues[-1]
        rule = None
        if told.value == "denied":
            rule = by_kind["deny.told"]
        elif told.value == "cancelled":
            rule = by_kind["cancel.told"]
        elif told.changed_by and (undone(told.changed_by[-1]) or (told.value == "scheduled" and cue.rule.endswith((".not", ".off")))):
            rule = by_kind["confirm.not_off"]
        elif (
            told.value == "not_held"
            and told.tense == "future"
            and told.reporter is not None
            and (cue.rule.endswith(".not") or cue.rule == "no.answer")
        ):  # "will not travel", "the talks will not take place", "will not answer a call for talks"
            rule = by_kind["deny.told" if is_verb(frame.token) or cue.rule == "no.answer" else "cancel.told"]
            if not speaker(reading, told.reporter).official or not says(told.reporter):
                continue
        if rule is None or any(c.about is frame and (c.kind == rule.text("kind") or c.kind in _MOVED) for c in (*found, *out)):
            continue
        token = next((t for t in told.spine if t.idx == cue.start), None) or next((t for t in reading.doc if t.idx == cue.start), None)
        if token is None:
            continue
        change = Frame(token=token, rule=rule, told=Told(tense=told.tense, spine=[token]), kind=rule.text("kind") or "", about=frame)
        reporter = told.reporter
        change.told.reporter = reporter
        if reporter is not None:
            sign(change, speaker(reading, reporter))
        if not change.parties:
            verb = token if is_verb(token) else governing_verb(token)
            heads = subjects(verb) if verb is not None else []
            change.add(
                [n for head in heads for n in actors_of(reading, head)] or (clause_subject(reading, token) if verb else []),
                "subject",
                "actor",
            )
        out.append(change)
    return out
