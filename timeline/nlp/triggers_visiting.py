"""Visits told in passing: by a visitor's name, by where somebody comes from, by where he is.

"told visiting Kenyan President Mwai Kibaki" tells a visit and a meeting at once; "arrived from Hanoi" and "left Beijing" tell of a
visit there; "Lavrov, in Cairo for talks, said" of one that goes on.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from timeline.lexicon.eventwords import triggers
from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, actors_of, places_of, who
from timeline.nlp.arguments_slots import fill_places
from timeline.nlp.clauses import (
    children,
    is_verb,
    lemma,
    negation,
    objects,
    prepositional,
    subjects,
    tense,
)
from timeline.nlp.cues import read
from timeline.nlp.cues_tables import Told
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_people import one, personal

_MOODS = frozenset({"handed", "empty-handed", "happy", "disappointed", "satisfied", "optimistic", "pessimistic", "confident", "early"})


def visitors(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "told visiting Kenyan President Mwai Kibaki": a visit, and a meeting with whoever speaks to the visitor."""
    if "visiting" not in reading.doc.small:
        return []
    rule = next(r for r in triggers() if r.text("form") == "visiting")
    out: list[Frame] = []
    taken = {f.token.i for f in frames}
    for token in reading.doc:
        if token.lower_ != "visiting" or token.i in taken - {f.token.i for f in frames if f.token.lower_ == "visiting"}:
            continue
        visitor = _visitor(reading, token)
        if visitor is None:
            out.extend(_opening(reading, token))
            continue
        frames[:] = [f for f in frames if f.token.i != token.i]
        told = Told(spine=[token])
        told.turn(token, "ongoing", "context.visiting", weak=True)
        visit = Frame(token=token, rule=rule, told=told, kind="visit", subtype=None)
        visit.add([visitor], "modifier", "traveller")
        visit.here = True
        out.append(visit)
        verb, other = _contact(reading, token, visitor)
        if verb is None or any(f.token.i == verb.i or verb in f.told.spine for f in frames if f.kind != "visit"):
            continue
        meeting = Frame(token=verb, rule=_contact_rule(), told=read(verb), kind="meeting", subtype=None)
        meeting.add(other, "subject", "party")
        meeting.add([visitor], "object", "party")
        meeting.during = visit
        fill_places(reading, meeting)
        out.append(meeting)
    return out


def _opening(reading: Reading, token: Token) -> list[Frame]:
    """ "Visiting Seoul last week, Trump said": a participle at the head of a sentence, which the tagger takes for a name."""
    verb = token.head
    if token.dep_ != "advcl" or token.tag_.startswith("VB") or not is_verb(verb):
        return []
    goals = [n for head in children(token, "dobj") for n in places_of(reading, head)[:1]]
    people = [n for head in subjects(verb) for n in who(reading, head, verb) if personal(reading, n)]
    if not goals or not people:
        return []
    told = Told(spine=[token])
    told.turn(token, "held" if tense(verb) == "past" else "ongoing", "context.visiting", weak=True)
    frame = Frame(token=token, rule=next(r for r in triggers() if r.id == "visit.visit_verb"), told=told, kind="visit", subtype=None)
    frame.add(people, "subject", "traveller")
    frame.goals.append((goals[0], "object"))
    return [frame]


@lru_cache(maxsize=1)
def _contact_rule() -> Rule:
    return next(r for r in triggers() if r.id == "meeting.contact")


def _visitor(reading: Reading, token: Token) -> int | None:
    """The person that "visiting" modifies: the next mention to its right in the same noun phrase."""
    for right in token.doc[token.i + 1 : min(token.sent.end, token.i + 9)]:
        n = reading.actor(right)
        if n is not None:
            named = reading.actors[n].form == "name" and reading.actors[n].type != "state"
            town = reading.place(right) is not None and reading.actors[n].form != "office"  # "visiting Abidjan, Mr Rowe said"
            return n if (personal(reading, n) or named) and not town else None
        if right.tag_ in ("DT", "PRP$", ",", ".") or (right.tag_ == "IN" and right.lower_ != "of"):
            return None
    return None


def _contact(reading: Reading, token: Token, visitor: int) -> tuple[Token | None, list[int]]:
    """The verb of contact and those on its other side, for a visitor in object or coordinated place."""
    contact = words("frames.toml", "verbs")["contact"]
    above = token
    while above.head != above and not (is_verb(above) and lemma(above) in contact and above != token):
        above = above.head
    if not is_verb(above) or lemma(above) not in contact or above == token:
        return None, []
    others: list[int] = []
    for head in subjects(above):
        others.extend(n for n in actors_of(reading, head) if n != visitor)
    if lemma(above) not in words("frames.toml", "verbs")["to_visitors"]:
        return None, []
    return (above, sorted(set(others))) if others else (None, [])


def departures(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "left Beijing on Friday", "arrived from Hanoi", "returned from Damascus": a visit to where somebody comes from."""
    leave, come, back = (r for r in triggers() if r.text("form") == "leaving")
    by_token = {f.token.i: f for f in frames if f.kind == "visit"}
    nouns = words("frames.toml", "nouns")
    sent = nouns["people"] - nouns["apart"]
    out: list[Frame] = []
    left = leave.texts("lemma")
    came, home = (come.texts("lemma"), back.texts("lemma")) if not {"from", "out"}.isdisjoint(reading.doc.small) else ((), ())
    for verb in reading.doc:
        if not verb.verb:
            continue
        rule = None
        if verb.base in left and objects(verb):
            rule = leave
        elif came and (verb.i in by_token or verb.base in came) and (prepositional(verb, "from") or _out_of(verb)):
            rule = come
        elif verb.base in home and _back(verb, back):
            rule = back
        if rule is None or negation(verb) is not None or _otherwise(verb):
            continue
        heads = [h for path in rule.texts("goal") for h in (objects(verb) if path == "object" else prepositional(verb, path))]
        heads += _out_of(verb) if rule is come else [h for h in _back(verb, back) if reading.place(h) is not None] if rule is back else []
        goals = [n for head in heads[:1] for n in places_of(reading, head)[:1]]
        told = _left(verb)
        if not goals or told is None:
            continue
        going = by_token.get(verb.i)
        people = going.parties if going is not None else [n for head in subjects(verb) for n in who(reading, head, verb)]
        people = [n for n in people if one(reading, n) or lemma(reading.roots["actor", n]) in sent]
        if not people:
            continue
        token = verb if going is None else reading.roots["place", goals[0]]
        frame = Frame(token=token, rule=rule, told=told, kind="visit", subtype=None)
        frame.add(people, "subject", "traveller")
        frame.goals.append((goals[0], "from"))
        out.append(frame)
    return out


def _back(verb: Token, rule: Rule) -> list[Token]:
    """ "Came home from Rome", "is back from Rome", and not "the order came from Rome"."""
    home = [c for c in children(verb, "prt", "advmod", "prep") if c.lower_ in rule.texts("particle")]
    return [h for t in (verb, *home) for h in prepositional(t, "from")] if home else []


def _out_of(verb: Token) -> list[Token]:
    """ "Flew out of Rabat"."""
    return [h for out in children(verb, "prep", "advmod", "prt") if out.lower_ == "out" for h in prepositional(out, "of")]


def _otherwise(verb: Token) -> bool:
    """ "Left Syria isolated", and not "left Yemen empty-handed"."""
    inner = children(verb, "xcomp", "oprd", "acomp", "ccomp")
    return any(c.lower_ not in _MOODS for c in inner)


def _left(verb: Token) -> Told | None:
    """The status of a visit that somebody leaves: it was, or goes on until he will leave; None where nothing tells that he does."""
    leaving = read(verb)
    back = verb.base == "be" and tense(verb) in ("past", "present")
    if not back and (leaving.weak or leaving.value not in ("held", "ongoing", "scheduled")):
        return None
    told = Told(spine=[verb], tense=leaving.tense, reporter=leaving.reporter)
    told.turn(verb, "held" if back or leaving.value == "held" else "ongoing", "context.leaving")
    return told


def stays(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "Lavrov, in Cairo for talks with Shukri, said", "while in Paris, he will meet Chirac": where somebody is on a visit."""
    rule = next(r for r in triggers() if r.text("form") == "staying")
    purposes = {f.token.i: f for f in frames if f.kind != "visit"}
    out: list[Frame] = []
    for before, token in pairwise(reading.doc):
        if token.lower_ != "in" or token.dep_ not in ("prep", "advmod", "advcl"):
            continue
        headed = before.dep_ == "ROOT" and before.noun and token.head is before  # "Merkel in Moscow for talks with Putin"
        now = before.lower_ in ("currently", "now") and before.i > token.sent.start and before.nbor(-1).text == ","
        if before.lower_ not in (",", "while") and not headed and not now:
            continue
        goals = [n for head in children(token, "pobj") for n in places_of(reading, head)[:1]]
        if not goals:
            continue
        inside = [purposes[t.i] for t in token.sent if token.i < t.i <= token.i + 8 and t.i in purposes]
        aims = [f for f in inside if f.token.dep_ == "pobj" and f.token.head.lower_ in ("for", "on") and _unbroken(token, f.token)]
        if before.lower_ != "while":
            at = token.i - (1 if headed else 3 if now else 2)
            n = reading.actor(token.doc[at]) if (aims or now) and at >= 0 else None
            people = [n] if n is not None else []
        else:
            verb = next((a for a in token.ancestors if is_verb(a)), None)
            people = [n for head in subjects(verb) for n in who(reading, head, verb)] if verb is not None else []
        people = [n for n in people if personal(reading, n) and reading.actors[n].form in ("name", "office", "pronoun")]
        if not people:
            continue
        told = Told(spine=[token])
        told.turn(token, "ongoing", "context.visiting", weak=True)
        frame = Frame(token=token, rule=rule, told=told, kind="visit", subtype=None)
        frame.add(people, "subject", "traveller")
        frame.goals.append((goals[0], "in"))
        for aim in aims:
            aim.add(people, "around", "party")
            aim.during = aim.during or frame
        out.append(frame)
    return out


def _unbroken(first: Token, last: Token) -> bool:
    return all(t.text != "," for t in first.doc[first.i : last.i])
