"""What the parse hangs beside a trigger, not on it: somebody or some place that belongs to it all the same.

The slots of a rule name paths of the parse; here are the turns of phrase in which those paths lead elsewhere: "discussed the crisis
in Syria with Kerry", "Erdogan's plane landed", "led a delegation that visited Kiev", "arrived in the port city".
"""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, places_of, who
from timeline.nlp.clauses import children, delegates, governing_verb, is_verb, lemma, objects, passive, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import joint_bodies, patrons
from timeline.nlp.triggers_people import personal
from timeline.nlp.triggers_trips import SITES, SOMEWHERE

_NEAR = ("in", "near", "at", "outside", "of")
_MEALS = frozenset({"dinner", "lunch", "luncheon", "breakfast", "banquet", "reception", "audience", "tea"})
_CARRIERS = frozenset({"plane", "aircraft", "jet", "flight", "helicopter", "motorcade", "convoy", "train"})
_PAIR = 2
_STAGES = frozenset({"stop", "leg"})


def fill_beside(reading: Reading, frame: Frame) -> None:
    """Fill the slots that the frame's rule has with what the parse hung elsewhere."""
    slots = dict(slot.split(":")[:2] for slot in frame.rule.texts("slots"))
    if frame.kind == "meeting" and len(frame.parties) < _PAIR:
        joint_bodies(reading, frame)
        if not is_verb(frame.token) and not frame.parties and "under" in reading.doc.small:
            patrons(reading, frame)
    if is_verb(frame.token):
        _whom(reading, frame, slots)
        if frame.kind == "visit":
            _travellers(reading, frame, slots)
            _where(reading, frame)
    elif frame.token.dep_ == "amod":
        if frame.token.i and frame.token.nbor(-1).text == ",":  # "Merkel, due in Brasilia on Friday, said"
            frame.add(actors_of(reading, frame.token.head), "subject", "traveller")
    elif lemma(frame.token) in _MEALS:
        _joined(reading, frame, slots)
        _at_table(reading, frame, slots)
    elif frame.kind == "meeting":
        _joined(reading, frame, slots)
    elif frame.kind == "visit":
        _stop(reading, frame)
    if not is_verb(frame.token):
        _of_its_purpose(reading, frame)
    if frame.kind == "visit":
        own = {s.path for s in frame.slots if reading.actors[s.mention].type != "state"}
        if own:  # "his UK visit", "Laos is a leg of his tour"
            frame.slots = [s for s in frame.slots if s.path in own or s.role == "sender"]
    if frame.kind == "visit" and not frame.goals:
        frame.somewhere = _somewhere(frame)


def _of_its_purpose(reading: Reading, frame: Frame) -> None:
    """Who meets, told with what it is for: "talks to end the dispute between A and B", "a call congratulating Putin"; whose decision
    "follows a call with Abe"; by whom something "was signed during a visit"."""
    noun = frame.token
    if frame.kind == "meeting" and not frame.parties and "between" in noun.sent.small:
        matters = [p for p in children(noun, "prep") if p.lower_ in ("on", "over", "about")]
        below = [o for p in matters for o in children(p, "pobj", "pcomp")]
        below += children(noun, "acl")
        for token in (t for b in below for t in b.subtree if t.lower_ == "between"):
            for head in children(token, "pobj"):
                frame.add(actors_of(reading, head), "between", "party")
    if frame.kind != "visit":
        for told in children(noun, "acl"):
            if frame.kind == "call" and lemma(told) in ("make", "place"):
                for head in prepositional(told, "to"):
                    frame.add(actors_of(reading, head), "to", "party")
            if lemma(told) in words("frames.toml", "verbs")["spoken_to"]:
                for head in children(told, "dobj"):
                    frame.add([n for n in actors_of(reading, head) if personal(reading, n)], "with", "party")
        if noun.dep_ == "dobj" and lemma(noun.head) == "follow" and len(frame.parties) < _PAIR:
            for owner in (o for s in children(noun.head, "nsubj") for o in children(s, "poss")):
                frame.add(actors_of(reading, owner), "around", "party")
    elif noun.dep_ == "pobj" and noun.head.lower_ == "during" and not frame.parties and is_verb(noun.head.head):
        for by in children(noun.head.head, "agent"):
            frame.add([n for head in children(by, "pobj") for n in actors_of(reading, head) if personal(reading, n)], "around", "traveller")


def _whom(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """A name right behind its verb ("telephoned Chancellor Merkel hours before"), "by video with X", "discussed Syria with X"."""
    verb = frame.token
    if "object" in slots and not frame.filled("object") and not children(verb, "dobj", "ccomp", "xcomp", "auxpass"):
        frame.add(_behind(reading, verb), "object", slots["object"])
    if "object" in slots and not frame.filled("object"):  # "a delegation of the African Union was received"
        for sender in (o for h in objects(verb) if lemma(h) in delegates() for o in prepositional(h, "of", "from")):
            frame.add(actors_of(reading, sender), "object", slots["object"])
    if "agent" in slots and not frame.filled("agent") and passive(verb):  # "was received at the palace by President Jones"
        for head in (h for p in children(verb, "prep") for o in children(p, "pobj") for h in prepositional(o, "by")):
            frame.add([n for n in actors_of(reading, head) if personal(reading, n)], "agent", slots["agent"])
    for by in children(verb, "prep"):
        for line in children(by, "pobj"):
            if line.lower_ in ("phone", "telephone", "video"):
                for path in ("with", "to"):
                    if path in slots and not frame.filled(path):
                        for head in prepositional(line, path):
                            frame.add(actors_of(reading, head), path, slots[path])
    if "with" in slots and not frame.filled("object") and not frame.filled("with"):
        about = prepositional(verb, "about", "on", "over", "for")  # "talk for an hour about the pipeline with X"
        for matter in (*children(verb, "dobj"), *(about if not prepositional(verb, "to") else ())):
            for head in _company(matter):
                frame.add(actors_of(reading, head), "with", slots["with"])


def _behind(reading: Reading, verb: Token) -> list[int]:
    """The first name behind a verb, also behind a place and a day: "received at his palace on Sunday President Jones"."""
    start = verb.i + 1
    for token in verb.doc[start : min(verb.i + 16, verb.sent.end)]:
        n = reading.actor(token)
        if token.verb or token.text in (",", ";") or token.tag_ in ("WDT", "WP", "WRB"):
            break
        if token.tag_ in ("IN", "TO", "CC"):
            start = token.i + 1
        elif n is not None and (reading.actors[n].form == "office" or (reading.actors[n].form == "name" and start == verb.i + 1)):
            return [n]
        elif n is None and (token.i in reading.timex_at or reading.place(token) is not None or token.tag_ == "RB"):
            start = verb.i + 1
    return []


def _company(matter: Token) -> list[Token]:
    """With whom a matter is discussed, where the parser took them for a part of it: "the crisis in Syria with Kerry"."""
    out = prepositional(matter, "with")
    for prep in children(matter, "prep"):
        for head in children(prep, "pobj"):
            out.extend(prepositional(head, "with"))
    return out


def _where(reading: Reading, frame: Frame) -> None:
    """ "Led a delegation to Damascus": the place that what is led hangs on; "has invited him to visit Kiev, the office said": the place
    right behind its verb, where the parser gave it to the next one."""
    verb = frame.token
    if frame.rule.texts("object") and not frame.goals:
        led = [(o, path) for o in children(verb, "dobj") for path in frame.rule.texts("goal")]
        frame.goals.extend((n, path) for o, path in led for head in prepositional(o, path) for n in places_of(reading, head))
    if not frame.goals:
        _behind_the_day(reading, frame)
    behind = verb.nbor(1) if verb.i + 1 < verb.sent.end else verb
    n = reading.place(behind)
    if n is not None and not frame.goals and "object" in frame.rule.texts("goal") and not children(verb, "dobj"):
        frame.goals.append((n, "object"))


def _behind_the_day(reading: Reading, frame: Frame) -> None:
    """ "Is to fly later in the day to Athens", "toured a camp near Juba", "was driven to a hotel in Kiev": the place that hangs on the
    day, or on what is toured or gone to."""
    verb, goals = frame.token, frame.rule.texts("goal")
    paths = [p for p in goals if p not in ("object", "modifier", "here", "on_to")]
    days = [t for t in reading.doc[verb.i : verb.sent.end] if t.i in reading.timex_at] if paths else []
    known = SITES | words("frames.toml", "nouns")["venues"]
    sites = [o for o in prepositional(verb, *paths) if lemma(o) in known and children(o, "det")]  # not "went to school in Geneva"
    toured = children(verb, "dobj") if frame.rule.id == "visit.visit_verb" else []
    if all(reading.actor(t) is None for t in toured):
        sites += toured
    for below, near in ((days, paths), (sites, _NEAR)):
        inner = [t for token in below for t in token.subtree if t.i > verb.i]
        inner += [p for p in children(verb, "prep") if p.lower_ != "of"] if sites and near is _NEAR else []
        for t in inner:
            if t.dep_ == "prep" and t.lower_ in near and (t.head is verb or not is_verb(t.head)):
                frame.goals.extend((n, t.lower_) for h in _sited(t) for n in places_of(reading, h))


def _sited(prep: Token) -> list[Token]:
    """What stands behind a preposition, and what "of" tells there: "in the north of Uganda"."""
    if prep.lower_ == "of" and lemma(prep.head) not in SITES:
        return []
    heads = children(prep, "pobj")
    return heads + [h for site in heads if lemma(site) in SITES for h in prepositional(site, "of")]


def _travellers(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """Whoever is flown somewhere, or whose plane lands there."""
    verb = frame.token
    if frame.parties or "subject" not in slots:
        return
    if passive(verb):
        for head in objects(verb):
            frame.add(who(reading, head, verb), "subject", slots["subject"])
    for plane in (s for s in subjects(verb) if lemma(s) in _CARRIERS and lemma(verb) != "reach"):
        for owner in (*children(plane, "poss"), *prepositional(plane, "of", "carrying")):
            frame.add(actors_of(reading, owner), "subject", slots["subject"])


def _joined(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """ "Abe joined Trump for lunch", "was joined by Trump for talks"."""
    verb = governing_verb(frame.token)
    if frame.token.dep_ == "pobj" and verb is not None and lemma(verb) == "join":
        for head in (*subjects(verb), *objects(verb), *(h for by in children(verb, "agent") for h in children(by, "pobj"))):
            frame.add(who(reading, head, verb), "with", slots.get("with", "party"))


def _at_table(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """Who gives a meal, and for whom: "threw a banquet in honour of Abbas"."""
    noun = frame.token
    role = slots.get("subject", "party")
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head):
        for head in subjects(noun.head):
            frame.add(who(reading, head, noun.head), "subject", role)
        givers = (*children(noun.head, "agent"), *children(noun, "prep"))
        given = [h for by in givers if by.lower_ == "by" for h in children(by, "pobj")]  # "was given lunch by Assad"
        given += children(noun.head, "nsubjpass") if given else []
        for head in children(noun.head, "dative") + prepositional(noun.head, "to", "for") + given:
            frame.add(actors_of(reading, head), "for", role)
    for giving in children(noun, "acl"):  # "a dinner given by Assad for Abbas"
        for head in (*subjects(giving), *prepositional(giving, "for", "to")) if passive(giving) else ():
            frame.add(actors_of(reading, head), "for", role)
    verb = governing_verb(noun)
    if noun.dep_ == "pobj" and verb is not None and noun.head.lower_ in ("over", "during", "at"):
        for head in prepositional(verb, "to", "with"):  # "put the plan to Abe over lunch"
            frame.add([n for n in actors_of(reading, head) if personal(reading, n)], "with", role)
        for head in subjects(verb) if frame.filled("with") else ():
            frame.add(who(reading, head, verb), "around", role)
    for honour in (h for t in (noun, noun.head, *children(noun, "acl")) for h in prepositional(t, "in") if h.lower_ in ("honor", "honour")):
        for head in prepositional(honour, "of"):
            frame.add(actors_of(reading, head), "for", role)


def _stop(reading: Reading, frame: Frame) -> None:
    """ "In Germany, his previous stop", "came from Peru after a visit there": where; "his visit, which included stops in Peru": whose."""
    noun, doc = frame.token, frame.token.doc
    stop = lemma(noun) in _STAGES
    if stop:  # "the last leg of his Asia tour" is no visit to Asia
        frame.goals = [(n, path) for n, path in frame.goals if path not in ("of", "modifier")]
    if not frame.goals and not frame.here:
        first, before = noun.left_edge.i, []
        if stop and first > 1 and doc[first - 1].text == ",":
            before = [doc[first - 2]]
        elif not stop and noun.i + 1 < len(doc) and noun.nbor(1).lower_ == "there":
            before = doc[noun.sent.start : noun.i]
        frame.goals = [(n, "stop") for n in (reading.place(t) for t in before) if n is not None][-1:]
    if stop and frame.goals and all(reading.actors[n].form == "pronoun" for n in frame.parties):
        verb = governing_verb(noun)
        if verb is not None and verb.dep_ == "relcl":
            frame.add([n for owner in children(verb.head, "poss") for n in actors_of(reading, owner)], "poss", "traveller")
        elif verb is not None:
            frame.add([n for s in subjects(verb) for n in who(reading, s, verb)], "poss", "traveller")


def _somewhere(frame: Frame) -> bool:
    """True where the way leads to a place that is not named: "arrived in the port city", "a visit to the region"."""
    if lemma(frame.token) == "return":
        return False  # "returned to the capital", at home
    goals = set(frame.rule.texts("goal")) - {"object", "modifier", "here", "on_to"}
    heads = [h for h in prepositional(frame.token, *sorted(goals)) if h.tag_ in ("NN", "NNP")]
    if "object" in frame.rule.texts("goal") and is_verb(frame.token):
        heads += [h for h in children(frame.token, "dobj") if h.tag_ == "NN"]
    return any(
        lemma(h) in SOMEWHERE
        and any(d.lower_ in ("the", "that", "this") for d in children(h, "det"))
        and not any(p.lower_ == "of" for p in children(h, "prep"))
        for h in heads
    )
