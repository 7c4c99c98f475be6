"""Acts that no word of their own tells, from the words that decided an encounter's status: "is off", "there are no plans for"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.lexicon.eventwords import changes
from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, clause_subject
from timeline.nlp.changes_parts import sign, undone
from timeline.nlp.changes_said import speaker
from timeline.nlp.clauses import governing_verb, is_verb, lemma, negation, particles, subjects
from timeline.nlp.cues_tables import Told
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_MOVED = frozenset({"postponement", "cancellation"})
_NOT_TO_BE = frozenset({"aux.would.not", "neg.noun", "no.attendance", "wish.noun.not"})  # somebody's word against it


def _to_a_day(reading: Reading, spine: Sequence[Token], start: int) -> bool:
    """ "has been moved to 3 December": to a day, and not forward."""
    verb = next((t for t in spine if t.idx == start), None)
    if verb is None or "forward" in particles(verb):
        return False
    days = (root.head for (kind, _), root in reading.roots.items() if kind == "timex")
    return any(verb in (to, to.head) for to in days)  # "from May 3 to May 9" is one expression


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
        elif cue.rule == "plan.moved" and _to_a_day(reading, told.spine, cue.start):
            rule = by_kind["postpone.told"]
        elif told.changed_by and (undone(told.changed_by[-1]) or (told.value == "scheduled" and cue.rule.endswith((".not", ".off")))):
            rule = by_kind["confirm.not_off"]
        elif (
            told.value == "not_held"
            and (told.tense == "future" or cue.rule in _NOT_TO_BE or frame.token.tag_ == "VBG")
            and told.reporter is not None
            and (cue.rule.endswith(".not") or cue.rule in ("no.answer", "neg.noun", "neg.verb", "no.attendance"))
        ):  # "will not travel", "the talks would not take place", "will not answer a call for talks", "there would be no meeting"
            off = frame.token.dep_ in ("nsubj", "nsubjpass") or cue.rule == "no.attendance"
            rule = by_kind["cancel.told" if off else "deny.told"]
            if not speaker(reading, told.reporter).official:
                continue
        if rule is None or any(c.about is frame and (c.kind == rule.text("kind") or c.kind in _MOVED) for c in (*found, *out)):
            continue
        token = next((t for t in told.spine if t.idx == cue.start), None) or next((t for t in reading.doc if t.idx == cue.start), None)
        if token is None or any(c.kind == "denial" == rule.text("kind") and c.token == token for c in (*found, *out)):
            continue  # one word against a journey and its talks
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
    out.extend(_no_such(reading))
    return out


def _no_such(reading: Reading) -> list[Frame]:
    """ "The spokesman said that no such meeting had been discussed": a denial of what is told elsewhere."""
    if "such" not in reading.doc.small or not {"no", "never"} & reading.doc.small:
        return []
    rule = next(r for r in changes() if r.id == "deny.told")
    lists = words("changes.toml", "lists")
    out = []
    for such in reading.doc:
        noun = such.head
        if such.lower_ != "such" or not (negation(noun) or negation(noun.head)):
            continue
        kind = next((k for k in ("visit", "meeting", "call") if noun.lower_ in lists[f"{k}s"]), None)
        said = next((a for a in noun.ancestors if lemma(a) in words("frames.toml", "verbs")["reporting"]), None)
        if (kind is None and noun.lower_ not in ("plan", "plans")) or said is None:
            continue
        who_says = speaker(reading, said)
        if not who_says.official:
            continue
        change = Frame(token=noun, rule=rule, told=Told(tense="past", spine=[noun]), kind="denial", about=None)
        change.subtype = kind
        sign(change, who_says)
        out.append(change)
    return out
