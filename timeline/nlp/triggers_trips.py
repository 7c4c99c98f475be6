"""What the words of a visit need beside them: a place or somebody on his way, a day, a stay with a purpose."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, places_of
from timeline.nlp.clauses import auxiliaries, children, lemma, modal, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_people import personal

SOMEWHERE = frozenset({"region", "country", "city", "capital", "kingdom", "island", "north", "south", "enclave", "province", "republic"})
SITES = SOMEWHERE | {"base", "airbase", "camp", "port", "town", "village", "resort", "border", "site", "suburb", "headquarters", "area"}
_WITHOUT_A_PLACE = frozenset({"on", "for", "with", "from", "by", "aboard", "ahead", "before", "after", "during", "late", "early"})
_MEANWHILE = frozenset({"as", "for", "after", "ahead", "amid", "at", "before", "during", "from"})
_NOW = frozenset({"currently", "now", "also", "still", "already", "today", "both", "back"})
_TEAMS = frozenset(
    {"team", "group", "troika", "inspector", "inspectors", "lawmaker", "leader", "expert", "commissioner", "mediator", "senator"}
)


def visit_context(reading: Reading, frame: Frame) -> bool:
    """ "His visit to Rome", "a trip to Rome"; a stop, a mission, an arrival with more beside it."""
    noun, owned = frame.token, any(c.dep_ in ("det", "poss") for c in frame.token.children)
    if lemma(noun) == "arrival" and frame.filled("poss") and not frame.goals:
        return on_a_day(reading, noun)
    if noun.lower_ in ("visit", "trip", "visits", "trips", "stay"):
        return bool(frame.goals or frame.parties) or owned
    if noun.lower_ == "mission" and lemma(noun.head) in ("head", "lead"):
        return False
    if noun.lower_ == "mission" and any(personal(reading, n) for n in frame.filled("poss")):
        return not children(noun, "acl", "relcl", "xcomp")  # "his mission", not "his mission to protect the port"
    if noun.lower_ in ("stop", "stopover") and noun.dep_.startswith("nsubj") and frame.told.changed_by:
        return bool(frame.goals)  # "a stop in Seoul has been put off"
    return bool(frame.goals and frame.parties) or (noun.lower_ == "tour" and owned)


def arrives(reading: Reading, frame: Frame) -> bool:
    """True for an official's arrival of which no place is told: "the minister arrived on Thursday"."""
    verb = frame.token
    if any(p.lower_ not in _WITHOUT_A_PLACE for p in children(verb, "prep")):
        return False  # "arrived at a deal", "arrived in force"
    return any(personal(reading, n) for n in frame.filled("subject")) and on_a_day(reading, verb)


def stays_there(reading: Reading, frame: Frame) -> bool:
    """True for "Bolton, who is in Ankara", "was here to attend the summit": a person's stay, told by the next word or with its purpose."""
    verb = frame.token
    if children(verb, "acomp", "attr", "neg", "expl", "ccomp"):
        return False
    who = subjects(verb)
    people = any(reading.actors[n].form in ("name", "office", "pronoun") for n in frame.filled("subject"))
    sent = words("frames.toml", "nouns")["people_collective"] | _TEAMS
    if not (people or any(lemma(s) in sent for s in who)) or any(s.lower_ in ("i", "we", "you") for s in who):
        return False
    at = behind_in(verb)
    there = children(verb.doc[at - 1], "pobj") if at is not None else []
    if at is None or not (frame.here or any(reading.place(h) is not None or (lemma(h) in SITES and places_of(reading, h)) for h in there)):
        return False  # "is in trouble in Paris"
    m = modal(verb)
    if m is not None:
        return m.lower_ in ("will", "would", "'ll")  # "the envoy will be in Jerusalem on Tuesday"
    if any(any(a.tag_ == "TO" for a in auxiliaries(c)) for c in children(verb, "advcl", "xcomp", "relcl")):
        return True
    if verb.tag_ == "VBD" and (on_a_day(reading, verb) or (verb.base == "stay" and _so_long(reading, verb))):
        return True  # "was in Ankara last week", "stayed in Ankara until Friday"
    if verb.tag_ == "VBN":
        return _so_long(reading, verb)  # "has been in Iran since Thursday"
    others = [p for p in children(verb, "prep") if p.lower_ not in ("in", "on", "with")]
    until = all(p.lower_ in _MEANWHILE or any(o.i in reading.timex_at for o in children(p, "pobj")) for p in others)
    return not frame.here and verb.tag_ in ("VBZ", "VBP") and until  # "while she was in Syria" may tell of years


def behind_in(verb: Token) -> int | None:
    """The word behind "in" or "here" in "is in", "is now in"; None where neither follows."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    if after and after[0] in ("in", "here"):
        return verb.i + 2
    return verb.i + 3 if len(after) > 1 and after[0] in _NOW and after[1] in ("in", "here") else None


def on_a_day(reading: Reading, token: Token) -> bool:
    """True where a time is told beside the word: "on Monday", "last week"."""
    return any(t.i in reading.timex_at for t in (*token.children, *prepositional(token, "on", "in", "at", "over", "during")))


def _so_long(reading: Reading, verb: Token) -> bool:
    return any(o.i in reading.timex_at for o in prepositional(verb, "since", "for", "until", "till"))
