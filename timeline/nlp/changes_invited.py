"""Invitations: who invites whom, to which encounter, by a verb or by a noun that another verb carries."""

from __future__ import annotations

from timeline.lexicon.eventwords import triggers
from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, places_of, who
from timeline.nlp.changes_parts import occasion, sign
from timeline.nlp.changes_said import speaker
from timeline.nlp.clauses import (
    children,
    is_verb,
    lemma,
    modal,
    negation,
    objects,
    particles,
    passive,
    prepositional,
    subjects,
)
from timeline.nlp.cues_tables import Told, asserted
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_COMING = frozenset({"come", "visit", "attend"})


def invitation(reading: Reading, frames: list[Frame], change: Frame) -> Frame | None:
    """The change as an invitation with who invites whom, its encounter made where it alone tells of one; None where nobody is invited."""
    token = change.token
    if change.rule.id == "invite.ask" and (change.about is None or not _asked_in(token)):
        return None
    if is_verb(token):
        if not asserted(token) or any(negation(h) is not None for h in objects(token)):
            return None  # also not for "has offered no clear path to talks"
        if any(m is not None and m.lower_ in ("could", "might", "may", "would") for c in children(token, "ccomp") for m in (modal(c),)):
            return None  # "suggested he could arrange a meeting"
    elif negation(token) is not None or (lemma(token) == "request" and (token.head.lower_ != "at" or _moved(change))):
        return None
    carried = token.head if not is_verb(token) and token.dep_ in ("dobj", "nsubjpass", "pobj") and is_verb(token.head) else None
    if token.dep_ == "nsubj" and lemma(token.head) == "come":  # "the invitation came from the king"
        carried = token.head
        change.add([n for head in prepositional(carried, "from") for n in actors_of(reading, head)], "from", "actor")
    if is_verb(token) and passive(token) and not any(x.role == "actor" for x in change.slots):  # "was invited to visit Rome by the king"
        by = (o for t in token.subtree if t.lower_ == "by" and t.i > token.i for o in children(t, "pobj"))
        change.add([n for head in by for n in actors_of(reading, head)], "agent", "actor")
    if carried is not None and lemma(token) == "invitation":
        _carried(reading, change, carried)
    if is_verb(token) and passive(token) and token.dep_ == "ccomp":
        sign(change, speaker(reading, token.head))  # "Moscow announced that the Kurds would be invited"
    if change.about is not None and change.about.kind == "visit" and not change.about.slots:  # "an invitation to Abbas for a visit"
        change.about.add([x.mention for x in change.slots if x.role == "target"], "object", "traveller")
    if change.about is None and lemma(token) in ("invite", "invitation"):
        change.about = _implied(reading, frames, change)
    if change.about is None:
        invites = change.rule.id.startswith("invite")  # "has been offering aid to Africa" looks back to no meeting
        return change if invites and change.parties and _of_another_sentence(reading, change, carried) else None
    if change.rule.id.startswith("propose") and change.about.told.value not in ("proposed", "scheduled", None):
        return None
    if not change.parties and not passive(token):
        return None
    if change.about.goals and not any(s.role == "actor" for s in change.slots):
        change.places = [(change.about.goals[0][0], "inviter")]  # "received an invitation to visit Turkey"
    return change


def _asked_in(token: Token) -> bool:
    """ "asked his counterpart to come to Zagreb": somebody else is to come."""
    return bool(objects(token)) and any(c.lower_ in _COMING for c in children(token, "xcomp", "ccomp"))


def _moved(change: Frame) -> bool:
    """ "was put off at his request": nobody asks anybody in."""
    told = change.about.told if change.about is not None else None
    return told is not None and (bool(told.changed_by) or any(c.rule == "plan.moved" for c in told.cues))


def _carried(reading: Reading, change: Frame, verb: Token) -> None:
    """Who invites whom where a verb carries the noun: "extended an invitation to Seoul", "received an invitation from Ankara"."""
    lists = words("changes.toml", "lists")
    mentions = [n for head in subjects(verb) for n in who(reading, head, verb)]
    if lemma(verb) in lists["sends"]:
        change.add(mentions, "subject", "actor")
        guests = [n for head in (*prepositional(verb, "to"), *children(verb, "dative")) for n in actors_of(reading, head)]
        change.add(guests, "to", "target")
        if change.about is not None and guests and {s.mention for s in change.about.slots} <= {*mentions, *change.about.filled("subject")}:
            change.about.slots.clear()  # "renewed her invitation to him to come to Berlin": he is to come
            change.about.add(guests, "object", "traveller" if change.about.kind == "visit" else "party")
            change.about.told.turn(change.token, "proposed", "wish.noun")
        change.times = [
            (n, 1, "on") for (kind, n), root in sorted(reading.roots.items()) if kind == "timex" and verb in (root.head, root.head.head)
        ]
    elif lemma(verb) in lists["gets"]:
        change.add([n for head in prepositional(verb, "from") for n in actors_of(reading, head)], "from", "actor")
        change.add(mentions, "subject", "target")


def _of_another_sentence(reading: Reading, change: Frame, carried: Token | None) -> bool:
    """True where an invitation is to something told elsewhere: "offered the invitation in February", "invited to attend the event"."""
    token = change.token
    if not is_verb(token):
        return carried is not None and any(c.lower_ in ("the", "this", "that") for c in children(token, "det"))
    if passive(token) and not children(token, "xcomp", "advcl", "ccomp") and not prepositional(token, "to", "for"):
        return any(s.role == "actor" for s in change.slots)  # "He was invited by the president."
    inner = [h for c in children(token, "xcomp", "advcl") for h in objects(c)] + list(prepositional(token, "to", "for"))
    change.subtype = next((kind for h in inner if (kind := occasion(h)) is not None), None)
    places = [n for h in inner for n in places_of(reading, h)]
    change.places = [(n, "held_at") for n in places]
    return change.subtype is not None or bool(places)


def _answered(token: Token) -> str:
    """What becomes of a visit by the answer to the invitation that alone tells of it: "accepted an invitation to Hanoi", "declined"."""
    verb = token.head
    if lemma(verb) == "accept":
        return "scheduled" if asserted(verb) else "proposed" if negation(verb) is None else "not_held"
    turned_down = lemma(verb) in ("decline", "reject", "refuse", "spurn", "rebuff") or (lemma(verb) == "turn" and "down" in particles(verb))
    return "not_held" if turned_down else "proposed"


def _implied(reading: Reading, frames: list[Frame], change: Frame) -> Frame | None:
    """ "invited Putin to Washington" tells of a visit without a word for it."""
    token = change.token
    guests = [s.mention for s in change.slots if s.role == "target"]
    goals = [n for head in prepositional(token, "to") for n in places_of(reading, head)]
    if not goals and token.dep_ == "dobj" and lemma(token.head) in words("changes.toml", "lists")["gets"]:
        goals = [n for head in prepositional(token.head, "to") for n in places_of(reading, head)]  # "accepted his invitation to Rome"
    if not guests or not goals:
        return None
    rule = next(r for r in triggers() if r.id == "visit.visit_noun")
    told = Told(value="proposed", weak=False, spine=[token])
    told.turn(token, _answered(token), "context.invited")
    visit = Frame(token=token, rule=rule, told=told, kind="visit")
    visit.add(guests, "object", "traveller")
    visit.goals = [(n, "to") for n in goals]
    frames.append(visit)
    return visit
