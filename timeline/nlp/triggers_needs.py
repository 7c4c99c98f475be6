"""What a trigger needs beside its word before it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon.eventwords import triggers
from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.clauses import (
    children,
    delegates,
    is_verb,
    lemma,
    negation,
    objects,
    particles,
    passive,
    prepositional,
    subjects,
)
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import (
    by_phone,
    called_upon,
    facing,
    guest_of,
    handed_over,
    host_to,
    hours_with,
    in_writing,
    joint_news,
    on_the_line,
    over_line,
    paid_call,
    phone_or_actor,
    shaken,
    side_by_side,
    standing_mission,
)
from timeline.nlp.triggers_people import one, personal, several
from timeline.nlp.triggers_trips import arrives, behind_in, on_a_day, stays_there, visit_context

_IN_NO_OFFICE = frozenset(
    ["terrorist", "fighter", "militant", "soldier", "troop", "refugee", "tourist", "pilgrim", "migrant", "civilian", "student", "worker",
     "citizen", "national", "people", "investor", "trader", "settler", "victim", "goods", "arm", "weapon"]
)  # fmt: skip
_ASKED = frozenset({"request", "demand", "need", "target", "deadline", "obligation", "condition", "requirement", "goal", "challenge"})
_SPANS = frozenset(
    {"day", "days", "week", "weeks", "weekend", "hours", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_COURTESY = frozenset({"courtesy", "farewell"})
_GATHERINGS = frozenset({"summit", "meeting", "talk", "conference", "dinner", "lunch", "reception", "call", "message", "letter"})
_SPENT = frozenset({"spend", "have", "welcome", "want", "get", "need", "enjoy", "seek", "request"})
_SPENDING = frozenset({"after", "from", "following", "during", "for"})


@lru_cache(maxsize=1)
def by_lemma() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Trigger rules by form and lemma, the narrower ones first."""
    out: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in sorted(
        triggers(), key=lambda r: (not {"phone", "by_phone"} & set(r.texts("needs")), not r.texts("particle"))
    ):  # "phone talks" before "talks"
        for word in rule.texts("lemma"):
            out[rule.text("form") or "", word].append(rule)
    return MappingProxyType({k: tuple(v) for k, v in out.items()})


def possible(token: Token, rule: Rule) -> bool:
    """False where the words around a trigger already lack what its rule needs: asked before its slots are filled, which costs more."""
    return all(test(token) for need in rule.texts("needs") if (test := _BY_WORDS.get(need)) is not None)


def needs_met(reading: Reading, frame: Frame) -> bool:
    """True where all that the trigger's rule asks for is there."""
    return all(test(reading, frame) for need in frame.rule.texts("needs") if (test := _NEEDS.get(need)) is not None)


def _object_actor(reading: Reading, frame: Frame) -> bool:
    heads = objects(frame.token)
    somebody = not heads or frame.filled("with") or any(actors_of(reading, h) for h in heads)
    return bool(somebody) and not _met_as_asked(frame.token)


def _met_as_asked(verb: Token) -> bool:
    """ "A request from the city, which we are willing to meet": nobody is met there."""
    above = verb
    while above.dep_ in ("xcomp", "ccomp", "acomp") and above.head is not above:
        above = above.head
    if above.dep_ != "relcl" or any(c.tag_ == "WRB" for c in children(verb, "advmod")):
        return False  # "a deadline of this summer when they met"
    noun = above.head
    return noun.base in _ASKED or (noun.dep_ == "pobj" and noun.head.head.base in _ASKED)


def _with_actor(reading: Reading, frame: Frame) -> bool:
    discussed = frame.rule.id == "meeting.discuss"
    if discussed and negation(frame.token) is not None:
        return False  # what they did not discuss, they may have met all the same
    if frame.filled("with") or not discussed or _during_another(frame.token):
        return bool(frame.filled("with"))
    sides = [n for n in frame.filled("subject") if _acts(reading, n)]
    return len(sides) > 1 and any(personal(reading, n) for n in sides)


def _object_person(reading: Reading, frame: Frame) -> bool:
    """Somebody, or "each other"; not "a summit of African leaders hosted by Cairo", which has its own word."""
    if frame.rule.id == "meeting.host":
        hosted = objects(frame.token)
        if any(lemma(h) in _GATHERINGS or (h.dep_ == "pobj" and lemma(h.head.head) in _GATHERINGS) for h in hosted):
            return False
    if any(h.lower_ == "other" or (lemma(h) in delegates() and frame.filled("object")) for h in objects(frame.token)):
        return True
    return any(personal(reading, n) for n in frame.filled("object"))


def _object_body(reading: Reading, frame: Frame) -> bool:
    """Somebody, or a body that people report to: "briefed the Security Council"."""
    body = any(reading.actors[n].type == "organisation" for n in frame.filled("object"))
    return _object_person(reading, frame) or (body and _subject_person(reading, frame))


def _object_official(reading: Reading, frame: Frame) -> bool:
    found = frame.filled("object")
    return len(set(found)) > 1 or any(reading.actors[n].form == "group" for n in found)


def _object_delegate(reading: Reading, frame: Frame) -> bool:
    if any(lemma(h) in delegates() for h in objects(frame.token)):
        return True
    return any(personal(reading, n) and reading.actors[n].form != "pronoun" for n in frame.filled("object"))


def _two_or_with(reading: Reading, frame: Frame) -> bool:
    if lemma(frame.token) == "mingle" and frame.parties and _a_people(reading, frame):
        return False  # "mingled with Iraqis"
    if lemma(frame.token) == "negotiate" and children(frame.token, "dobj") and not (frame.places or on_a_day(reading, frame.token)):
        return False  # "had negotiated the deal with Russia"
    if frame.filled("with") or len(frame.filled("subject")) > 1:
        return True
    some = [h for h in subjects(frame.token) if h.tag_ in ("NNS", "NNPS") or h.lower_ == "they"]
    if any(actors_of(reading, h) for h in some):
        return True
    told = frame.places or frame.here or on_a_day(reading, frame.token)
    return bool(told) and any(lemma(h) in words("frames.toml", "nouns")["people"] for h in some)


def _two_slots(reading: Reading, frame: Frame) -> bool:
    if frame.told.changed_by and frame.others and frame.filled("with"):
        return True  # "Bonn asked that the dinner with him be put off"
    return len(set(frame.parties)) > 1 or several(reading, frame.filled("subject"))


def _both_persons(reading: Reading, frame: Frame) -> bool:
    """ "Signed it with President Museveni", "Foreign Minister Hurd and President Museveni signed it": of two sides, by name."""
    by, beside = ([n for n in frame.filled(path) if personal(reading, n)] for path in ("subject", "with"))
    return bool(by) and (bool(beside) or sum(one(reading, n) for n in set(by)) > 1)


def _two_people(reading: Reading, frame: Frame) -> bool:
    """ "A brief exchange between A and B", "the two had a chat"; "a word with X", for "the last word" is anybody's."""
    return bool(frame.filled("with")) or (
        lemma(frame.token) != "word" and several(reading, (n for n in frame.parties if personal(reading, n)))
    )


def _between_states(reading: Reading, frame: Frame) -> bool:
    return not by_phone(frame.token) and all(any(_acts(reading, n) for n in frame.filled(path)) for path in ("subject", "with"))


def _subject_person(reading: Reading, frame: Frame) -> bool:
    return any(personal(reading, n) for n in frame.filled("subject") + frame.filled("agent"))


def _many_parties(reading: Reading, frame: Frame) -> bool:
    verb, parties = frame.token, frame.parties
    if not parties or _a_people(reading, frame):
        return False  # "Moroccans and Egyptians had gathered"
    if any(actors_of(reading, h) == [] and h.tag_ in ("NN", "NNS") for h in children(verb, "dobj")):
        return False  # "the movement is gathering strength"
    many = any(h.tag_ in ("NNS", "NNPS") for h in subjects(verb) + objects(verb))
    return len(parties) > 1 or many or reading.actors[parties[0]].type == "organisation"


def _spoken(reading: Reading, frame: Frame) -> bool:
    if by_phone(frame.token) or any(personal(reading, n) for n in frame.filled("with") + frame.filled("to")):
        return True
    return len(frame.filled("subject")) > 1 and not prepositional(frame.token, "to")


def _not_as(verb: Token) -> bool:
    """Not "sees Putin as a rival", "saw the president fall"."""
    return not any(c.lower_ in ("as", "through", "off") for c in verb.children) and not children(verb, "ccomp", "xcomp", "oprd")


def _goal(reading: Reading, frame: Frame) -> bool:
    token = frame.token
    if not (frame.goals or frame.here or frame.somewhere):
        return False
    if frame.rule.id == "visit.leave_for" and lemma(token) == "set" and particles(token).isdisjoint(("out", "off")):
        return False  # "is set for Vienna"
    if _tables(token) or (lemma(token) == "cross" and children(token, "dobj")) or (frame.rule.id == "visit.reach" and passive(token)):
        return False
    if (lemma(token) == "go" and children(token, "xcomp")) or (lemma(token) == "head" and children(token, "dobj")):
        return frame.rule.id != "visit.travel"  # "is going to do", "heading the mission to Albania"
    if any(c.lower_ == "home" for o in prepositional(token, "to") for c in o.children):
        return False  # "returned to his home state"
    return not _a_people(reading, frame) if frame.parties else not _others_go(token)


def _a_people(reading: Reading, frame: Frame) -> bool:
    """ "Pakistanis visiting India"."""
    return all(reading.actors[n].rule.endswith("side.people") for n in frame.parties)


def _others_go(verb: Token) -> bool:
    """True where whoever travels is told and is nobody in office: "terrorists going into Iraq"."""
    heads = subjects(verb) if is_verb(verb) and not passive(verb) else []
    return bool(heads) and all(h.lower_.removesuffix("s") in _IN_NO_OFFICE for h in heads)


def _in_a_place(reading: Reading, frame: Frame) -> bool:
    """ "Told him in Paris", and not "at a meeting in Paris": that meeting."""
    verb = frame.token
    if _during_another(verb):
        return False
    there = frame.here or any(c.lower_ == "there" for c in children(verb, "advmod"))
    there = there or any(o.lower_ in ("dinner", "lunch", "breakfast", "tea", "coffee") for o in prepositional(verb, "over"))
    signed = children(verb, "dobj") if frame.rule.id == "meeting.agree_in" else []
    where = [head for t in (verb, *signed) for head in prepositional(t, "in", "at")]
    others = (*children(verb, "dobj"), *prepositional(verb, "to", "with"))  # "told his colleague, Ann Rowe, in Rome"
    behind = [p for t in others for p in children(t, "prep") if p.lower_ in ("in", "at") and p.i and p.nbor(-1).text == ","]
    where += [head for p in behind for head in children(p, "pobj")]
    return there or any(reading.place(h) is not None or lemma(h) in words("frames.toml", "nouns")["venues"] for h in where)


def _during_another(verb: Token) -> bool:
    """ "During the meeting, Chirac and Talabani are to discuss Iraq": what they do at an encounter that has its own word."""
    here = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return any(("noun", lemma(o)) in by_lemma() for v in here for o in prepositional(v, "during", "at", "in", "after", "following"))


def _spending_time(noun: Token) -> bool:
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _SPENDING
    return noun.dep_ in ("dobj", "npadvmod") and lemma(noun.head) in _SPENT


def _at_a_table(verb: Token) -> bool:
    """ "Sat at one table", "returned to the negotiating table"."""
    if lemma(verb) == "sit":
        return any(lemma(o) == "table" for o in prepositional(verb, "at", "around"))
    return any(c.lower_ in ("negotiating", "negotiation", "bargaining") for o in _tables(verb) for c in children(o, "compound", "amod"))


def _tables(verb: Token) -> list[Token]:
    return [o for t in (verb, *children(verb, "advmod")) for o in prepositional(t, "to") if lemma(o) == "table"]


def _in_a_room(verb: Token) -> bool:
    """ "Talked for three hours at a hotel", "spoke behind closed doors": no call, and no speech to an audience there."""
    tail = [p for t in (verb, *prepositional(verb, "for")) for p in children(t, "prep")]  # the parser may hang the room on the hours
    rooms = (o for p in tail if p.lower_ in ("at", "in", "over", "behind", "aboard", "on") for o in children(p, "pobj"))
    return any(lemma(room) in words("frames.toml", "nouns")["venues"] for room in rooms) and not prepositional(verb, "to", "against")


def _somebodys(noun: Token) -> bool:
    """ "On his way", and not "on its way"."""
    return any(c.lower_ in ("his", "her", "their") for c in children(noun, "poss"))


def _acts(reading: Reading, n: int) -> bool:
    """True for a state, its capital or its people in office: who can have talks with another."""
    return personal(reading, n) or reading.actors[n].type == "state"


def _there(verb: Token) -> bool:
    return (verb.base in ("be", "stay") and behind_in(verb) is not None) or _for_an_encounter(verb)


def _for_an_encounter(verb: Token) -> bool:
    """ "Is in Rome for talks"."""
    aims = prepositional(verb, "for", "on")
    return any(("noun", lemma(o)) in by_lemma() for aim in aims for o in (aim, *prepositional(aim, "of")))


def _of_courtesy(token: Token) -> bool:
    return any(c.lower_ in _COURTESY for c in children(token, "compound", "amod", "nmod"))


def _bare_call(verb: Token) -> bool:
    """ "Called President Obama", whom the parser may take for what somebody is called."""
    named = children(verb, "oprd")
    if children(verb, "ccomp", "xcomp", "attr", "prt") or len(children(verb, "dobj")) + bool(named) > 1:
        return False
    return all(c.tag_ == "NNP" for c in named)


_NEEDS: Mapping[str, Callable[[Reading, Frame], bool]] = MappingProxyType(
    {
        "object_actor": _object_actor,
        "object_person": _object_person,
        "object_body": _object_body,
        "object_official": _object_official,
        "object_delegate": _object_delegate,
        "subject_actor": lambda _, frame: bool(frame.filled("subject") or frame.filled("agent")),
        "subject_person": _subject_person,
        "with_actor": _with_actor,
        "two_or_with": _two_or_with,
        "two_slots": _two_slots,
        "two_people": _two_people,
        "both_persons": _both_persons,
        "between_states": _between_states,
        "many_parties": _many_parties,
        "spoken": _spoken,
        "phone_or_actor": phone_or_actor,
        "goal": _goal,
        "purpose": lambda reading, frame: _for_an_encounter(frame.token) or stays_there(reading, frame),
        "arrival": arrives,
        "visit_context": visit_context,
        "in_a_place": _in_a_place,
        "joint_news": joint_news,
        "host_to": host_to,
        "hours_with": hours_with,
        "side_by_side": side_by_side,
        "called_upon": called_upon,
        "facing": facing,
        "guest_of": guest_of,
        "paid_call": paid_call,
        "shaken": lambda reading, frame: shaken(reading, frame) or _two_or_with(reading, frame),
        "been": lambda reading, frame: any(reading.place(h) is not None for h in prepositional(frame.token, "to")),
        "to_one": lambda reading, frame: any(one(reading, n) for n in frame.filled("to")),
        "told_where_or_when": lambda reading, frame: bool(frame.places or frame.here) or on_a_day(reading, frame.token),
        "handed_over": handed_over,
        "on_the_line": on_the_line,
        "one_to_one": lambda reading, frame: all(any(one(reading, n) for n in frame.filled(p)) for p in ("subject", "object")),
        "of_a_body": lambda reading, frame: any(reading.actors[n].type == "organisation" for n in frame.filled("subject")),
    }
)
"""Needs that ask for what the slots hold."""

_BY_WORDS: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "bare_call": _bare_call,
        "been": lambda verb: verb.lower_ == "been",
        "by_phone": lambda verb: over_line(verb, words("frames.toml", "nouns")["phone"]),
        "courtesy": _of_courtesy,
        "days_there": lambda verb: any(lemma(o) in _SPANS for o in children(verb, "dobj")),
        "face_to_face": _in_a_room,
        "guest_of": lambda noun: (
            noun.tag_ == "NN" and noun.dep_ in ("attr", "nsubj") and bool(prepositional(noun, "of") or children(noun, "poss"))
        ),
        "host_to": lambda noun: noun.dep_ in ("attr", "dobj") and lemma(noun.head) in ("be", "play"),
        "hours_with": _spending_time,
        "at_a_table": _at_a_table,
        "not_in_writing": lambda verb: not in_writing(verb),
        "one_occasion": lambda noun: noun.tag_ == "NN" and bool(children(noun, "det")),
        "on_the_line": lambda noun: noun.dep_ == "pobj" and noun.head.lower_ == "on" and bool(children(noun, "det")),
        "on_the_way": lambda noun: (noun.head.lower_ == "on" or lemma(noun.head) == "make") and _somebodys(noun),
        "no_standing_mission": lambda verb: not standing_mission(verb),
        "not_as": _not_as,
        "passive": passive,
        "phone": by_phone,
        "purpose": _there,
        "tour_subject": lambda verb: any(lemma(s) in ("tour", "trip", "visit", "journey") for s in subjects(verb)),
    }
)
"""Needs that the words around a trigger grant or deny by themselves."""
