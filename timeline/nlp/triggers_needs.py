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
    governing_verb,
    is_verb,
    lemma,
    negation,
    objects,
    passive,
    prepositional,
    subjects,
)
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import asked_of_somebody, in_one_place
from timeline.nlp.triggers_people import ONE, one, personal, several
from timeline.nlp.triggers_staying import behind_in, stays
from timeline.nlp.triggers_together import BY_WORDS, TOGETHER

_IN_NO_OFFICE = frozenset(
    ["terrorist", "fighter", "militant", "soldier", "troop", "refugee", "tourist", "pilgrim", "migrant", "civilian", "student", "worker",
     "citizen", "national", "people", "investor", "trader", "settler", "victim", "goods", "arm", "weapon"]
)  # fmt: skip
_SPANS = frozenset(
    {"day", "days", "week", "weeks", "weekend", "hours", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_WITHOUT_A_PLACE = frozenset({"on", "for", "with", "from", "by", "aboard", "ahead", "before", "after", "during", "late", "early"})
_COURTESY = frozenset({"courtesy", "farewell"})


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
    return all(_need(reading, frame, need) for need in frame.rule.texts("needs"))


def _need(reading: Reading, frame: Frame, need: str) -> bool:
    token = frame.token
    if need == "object_actor":
        heads = objects(token)
        return not heads or any(actors_of(reading, h) for h in heads)
    if need == "with_actor":
        if frame.rule.id == "meeting.discuss" and negation(token) is not None:
            return False  # what they did not discuss, they may have met all the same
        if frame.filled("with") or frame.rule.id != "meeting.discuss" or _during_another(token):
            return bool(frame.filled("with"))
        sides = [n for n in frame.filled("subject") if _acts(reading, n)]
        return len(sides) > 1 and any(personal(reading, n) for n in sides)
    if need == "object_person":
        if any(h.lower_ == "other" for h in objects(token)):
            return True  # "saw each other"
        return any(personal(reading, n) for n in frame.filled("object"))
    if need == "object_official":
        return len(set(frame.filled("object"))) > 1 or any(reading.actors[n].form == "group" for n in frame.filled("object"))
    if need == "two_or_with":
        return bool(frame.filled("with")) or len(frame.filled("subject")) > 1 or _plural_subject(reading, token)
    if need == "spoken":
        if _phone(token) or any(personal(reading, n) for n in frame.filled("with") + frame.filled("to")):
            return True
        return len(frame.filled("subject")) > 1 and not prepositional(token, "to")
    if need == "not_as":
        return (
            all(o.lower_ == "other" or _somebody_told(reading, o) for o in objects(token))
            and not any(c.lower_ in ("as", "through", "off") for c in token.children)
            and not children(token, "ccomp", "xcomp", "oprd")
        )
    if need == "subject_actor":
        return bool(frame.filled("subject") or frame.filled("agent"))
    if need == "no_standing_mission":  # "heads the OSCE mission to Albania"
        return all(lemma(led) == "delegation" or all(c.lower_ != "the" for c in children(led, "det")) for led in children(token, "dobj"))
    if need == "subject_person":
        return any(personal(reading, n) for n in frame.filled("subject"))
    if need == "many_parties":
        heads = subjects(token) + objects(token)
        if frame.parties and all(reading.actors[n].rule.endswith("side.people") for n in frame.parties):
            return False  # "Moroccans and Egyptians had gathered"
        if any(actors_of(reading, h) == [] and h.tag_ in ("NN", "NNS") for h in children(token, "dobj")):
            return False  # "the movement is gathering strength"
        return len(frame.parties) > 1 or (
            bool(frame.parties)
            and any(h.tag_ in ("NNS", "NNPS") or reading.actors[n].type == "organisation" for h in heads for n in frame.parties)
        )
    if need == "bare_call":
        return not children(token, "oprd", "ccomp", "xcomp", "attr", "prt")
    if need == "object_delegate":
        return any(lemma(h) in delegates() for h in objects(token)) or any(
            personal(reading, n) and reading.actors[n].form != "pronoun" for n in frame.filled("object")
        )
    if need == "one_occasion":
        return token.tag_ != "NNS" or bool(children(token, "det", "poss"))  # "arrange exchanges with France" tells of no single one
    if need == "two_slots":
        return len(set(frame.parties)) > 1 or several(reading, frame.filled("subject"))
    if need == "phone_or_actor":
        return _phone(token) or _called(reading, frame)
    if need == "goal" and lemma(token) == "go" and children(token, "xcomp"):
        return False  # "is going to do"
    if need == "goal" and frame.rule.id == "visit.travel" and lemma(token) == "head" and children(token, "dobj"):
        return False  # "heading the mission to Albania"
    if need == "goal" and frame.parties and all(reading.actors[n].rule.endswith("side.people") for n in frame.parties):
        return False  # "Pakistanis visiting India"
    if need == "goal" and not frame.parties and _others_go(token):
        return False  # "terrorists going into Iraq"
    if need == "goal":
        return bool(frame.goals) or frame.here or frame.somewhere
    if need == "purpose":
        return _for_an_encounter(token) or stays(reading, frame)
    if need == "arrival":
        return _arrives(reading, frame)
    if need == "one_to_one":
        return all(any(one(reading, n) for n in frame.filled(path)) for path in ("subject", "object"))
    if need == "beside_somebody":
        return any(personal(reading, n) for path in ("alongside", "beside") for n in frame.filled(path)) and in_one_place(reading, token)
    if need == "called_upon":
        return any(personal(reading, n) for path in ("on", "upon") for n in frame.filled(path)) and not asked_of_somebody(token)
    if need == "between_states":
        return any(_acts(reading, n) for n in frame.filled("subject")) and any(_acts(reading, n) for n in frame.filled("with"))
    if need == "days_there":
        return any(lemma(o) in _SPANS for o in objects(token)) and any(reading.actors[n].form in ONE for n in frame.filled("subject"))
    if need == "joint_news":
        return _before_the_press(reading, frame)
    if need == "on_the_way":
        before = token.nbor(-1) if token.i else token
        made = token.dep_ == "dobj" and lemma(token.head) == "make"  # "made his way to Rome"
        if made:
            frame.add(frame.filled("poss") or [n for h in subjects(token.head) for n in actors_of(reading, h)], "poss", "traveller")
        return (
            (made or token.head.lower_ == "on") and before.lower_ in ("his", "her", "their") and bool(frame.goals) and bool(frame.parties)
        )
    if need == "in_a_place":
        if _during_another(token):
            return False  # "told Chirac at a meeting in Paris": that meeting
        if any(path == "in" for _, path in frame.places) and token.dep_ == "relcl":
            return True  # "in Jerusalem, where Burg told him"
        there = any(c.lower_ == "there" for c in children(token, "advmod"))
        return frame.here or there or any(reading.place(head) is not None for head in prepositional(token, "in", "at"))
    if need in TOGETHER:
        return TOGETHER[need](reading, frame)
    if need == "tour_subject":
        return any(lemma(s) in ("tour", "trip", "visit", "journey") for s in subjects(token))
    if need == "visit_context":
        if lemma(token) == "arrival" and frame.filled("poss") and not frame.goals:
            return any(c.i in reading.timex_at for c in children(token, "npadvmod", "nummod", "amod", "advmod")) or any(
                o.i in reading.timex_at for o in prepositional(token, "on")
            )
        if token.lower_ in ("visit", "trip", "visits", "trips", "stay"):
            return bool(frame.goals or frame.parties) or any(c.dep_ in ("det", "poss") for c in token.children)
        if token.lower_ == "mission":
            return lemma(token.head) not in ("head", "lead") and (bool(frame.goals and frame.parties) or _sent_out(reading, frame))
        return bool(frame.goals and frame.parties) or (token.lower_ == "tour" and any(c.dep_ in ("det", "poss") for c in token.children))
    return True


def _somebody_told(reading: Reading, head: Token) -> bool:
    """True for whoever is seen by name or pronoun, or by an office that is somebody's: "saw his counterpart", "the emir, Sheikh Hamad"."""
    n = reading.actor(head)
    if n is None:
        return False
    named = bool(children(head, "appos")) or any(t.text == "," for t in head.doc[head.i + 1 : head.i + 2])
    return (
        head.tag_ in ("NNP", "PRP") or reading.actors[n].form in ("counterpart", "name") or (reading.actors[n].form == "office" and named)
    )


def _before_the_press(reading: Reading, frame: Frame) -> bool:
    """ "told a joint news conference with Abe": two who stand there together have met."""
    noun = frame.token
    kinds = {c.lower_ for c in children(noun, "compound", "amod", "nmod")}
    if not kinds & {"news", "press", "media"} or frame.told.value not in (None, "held", "ongoing"):
        return False  # one that is called off says nothing of the talks
    if noun.dep_ == "dobj" and is_verb(noun.head):
        for head in subjects(noun.head):
            frame.add(actors_of(reading, head), "subject", "party")
    return len({n for n in frame.parties if personal(reading, n)}) > 1


def _sent_out(reading: Reading, frame: Frame) -> bool:
    """ "During his mission, the envoy will hold talks": somebody's, and no "mission to protect the port" or mandate."""
    return any(personal(reading, n) for n in frame.filled("poss") + frame.filled("of")) and not children(
        frame.token, "acl", "relcl", "xcomp"
    )


def _arrives(reading: Reading, frame: Frame) -> bool:
    """True for an official's arrival of which no place is told: "the minister arrived on Thursday"."""
    verb = frame.token
    if any(p.lower_ not in _WITHOUT_A_PLACE for p in children(verb, "prep")):
        return False  # "arrived at a deal", "arrived in force"
    if not any(personal(reading, n) for n in frame.filled("subject")):
        return False
    return any(t.i in reading.timex_at for t in (*verb.children, *prepositional(verb, "on")))


def _others_go(verb: Token) -> bool:
    """True where whoever travels is told and is nobody in office: "terrorists going into Iraq"."""
    heads = subjects(verb) if is_verb(verb) and not passive(verb) else []
    return bool(heads) and all(h.lower_.removesuffix("s") in _IN_NO_OFFICE for h in heads)


def _during_another(verb: Token) -> bool:
    """ "During the meeting, Chirac and Talabani are to discuss Iraq": what they do at an encounter that has its own word."""
    here = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return any(("noun", lemma(o)) in by_lemma() for v in here for o in prepositional(v, "during", "at", "in", "after", "following"))


def _acts(reading: Reading, n: int) -> bool:
    """True for a state, its capital or its people in office: who can have talks with another."""
    return personal(reading, n) or reading.actors[n].type == "state"


def _plural_subject(reading: Reading, verb: Token) -> bool:
    return any((h.tag_ in ("NNS", "NNPS") or h.lower_ == "they") and actors_of(reading, h) for h in subjects(verb))


def _for_an_encounter(verb: Token) -> bool:
    """ "Is in Rome for talks"."""
    heads = (o for p in children(verb, "prep") if p.lower_ in ("for", "on") for o in children(p, "pobj"))
    return any(("noun", lemma(o)) in by_lemma() for o in heads)


def _of_courtesy(token: Token) -> bool:
    return any(c.lower_ in _COURTESY for c in children(token, "compound", "amod", "nmod"))


def _over_the_phone(verb: Token) -> bool:
    phone = words("frames.toml", "nouns")["phone"]
    return any(
        p.lower_ in ("by", "over", "on", "via") and any(o.lower_ in phone for o in children(p, "pobj")) for p in children(verb, "prep")
    )


def _phone(token: Token) -> bool:
    phone = words("frames.toml", "nouns")["phone"]
    if any(c.lower_ in phone for c in token.children if c.dep_ in ("compound", "amod", "nmod")):
        return True
    verb = governing_verb(token)
    return any(
        p.lower_ in ("by", "over", "on", "via") and any(o.lower_ in ("phone", "telephone", "video") for o in children(p, "pobj"))
        for t in (token, verb)
        if t is not None
        for p in children(t, "prep")
    )


def _called(reading: Reading, frame: Frame) -> bool:
    token = frame.token
    if token.tag_ == "NNS":
        return False
    verb = token.head if is_verb(token.head) else None
    told = frame.filled("from") + frame.filled("with") + frame.filled("between") + frame.filled("to") + frame.filled("poss")
    return any(personal(reading, n) for n in told) and (
        verb is None or lemma(verb) in ("have", "hold", "receive", "place", "make", "get", "take", "follow")
    )


_BY_WORDS: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "purpose": lambda verb: _for_an_encounter(verb) or (verb.base == "be" and behind_in(verb) is not None),
        "by_phone": _over_the_phone,
        "phone": _phone,
        "courtesy": _of_courtesy,
        "passive": passive,
        **BY_WORDS,
    }
)
"""Needs that the words around a trigger deny by themselves."""
