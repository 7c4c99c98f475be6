"""What the parse hangs beside a trigger, not on it: somebody or some place that belongs to it all the same.

The slots of a rule name paths of the parse; here are the turns of phrase in which those paths lead elsewhere: "discussed the crisis
in Syria with Kerry", "Erdogan's plane landed", "led a delegation that visited Kiev", "arrived in the port city".
"""

from __future__ import annotations

from timeline.nlp.arguments import Reading, actors_of, place_modifiers, places_of, who
from timeline.nlp.clauses import children, governing_verb, is_verb, lemma, objects, passive, prepositional, subjects, tense
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_company import joint_bodies, patrons, whom_called
from timeline.nlp.triggers_people import personal
from timeline.nlp.triggers_stops import fill_stop
from timeline.nlp.triggers_together import beyond_hours

_SOMEWHERE = frozenset({"region", "country", "city", "capital", "kingdom", "island", "north", "south", "enclave", "province", "republic"})
_MEALS = frozenset({"dinner", "lunch", "luncheon", "breakfast", "banquet", "reception", "audience", "tea"})
_PAIR = 2
_HONOUR = frozenset({"honor", "honour"})
_WHERE = frozenset({"at", "in", "here", "there"})
_REACH = 18  # words behind "received at"


def fill_beside(reading: Reading, frame: Frame) -> None:
    """Fill the slots that the frame's rule has with what the parse hung elsewhere."""
    slots = dict(slot.split(":")[:2] for slot in frame.rule.texts("slots"))
    if frame.kind == "meeting" and len(frame.parties) < _PAIR:
        joint_bodies(reading, frame)
        if not is_verb(frame.token) and not frame.parties and "under" in reading.doc.small:
            patrons(reading, frame)
    if is_verb(frame.token):
        _whom(reading, frame, slots)
        _by_whom(reading, frame, slots)
        if frame.kind == "visit":
            _travellers(reading, frame, slots)
            _where(reading, frame)
        if frame.rule.id == "meeting.stand_beside":
            _at_the_news_conference(reading, frame)
    elif lemma(frame.token) in _MEALS:
        _at_table(reading, frame, slots)
    elif lemma(frame.token) == "arrival":
        _on_arrival(frame)
    if frame.kind == "visit" and not is_verb(frame.token):
        fill_stop(reading, frame)
    if frame.kind == "visit":
        own = {s.path for s in frame.slots if reading.actors[s.mention].type != "state"}
        if own:  # "his UK visit", "Laos is a leg of his tour"
            frame.slots = [s for s in frame.slots if s.path in own or s.role == "sender"]
    if frame.kind == "visit" and not frame.goals:
        frame.somewhere = _somewhere(frame)


def _whom(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """A name right behind its verb ("telephoned Chancellor Merkel hours before"), "by video with X", "discussed Syria with X"."""
    verb = frame.token
    if "object" in slots and not frame.filled("object") and not children(verb, "dobj", "ccomp", "xcomp", "auxpass"):
        for token in verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]:
            n = reading.actor(token)
            if n is not None and reading.actors[n].form in ("name", "office"):
                frame.add([n], "object", slots["object"])
            if n is not None or token.tag_ not in ("NNP", "JJ", "DT", "PRP$"):
                break
    for by in children(verb, "prep"):
        for line in children(by, "pobj"):
            if line.lower_ in ("phone", "telephone", "video"):
                for path in ("with", "to"):
                    if path in slots and not frame.filled(path):
                        for head in prepositional(line, path):
                            frame.add(actors_of(reading, head), path, slots[path])
    if "with" in slots and "object" not in slots and not frame.filled("with"):
        for matter in children(verb, "dobj"):
            for head in _company(matter):
                frame.add(actors_of(reading, head), "with", slots["with"])


def _by_whom(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """ "Was received before his departure by President Bagabandi", "sat for six hours opposite Suleiman", "calling on Minister Gul":
    whoever the parser hung on other words of the verb."""
    verb = frame.token
    if "agent" in slots and not frame.filled("subject") and not frame.filled("agent") and passive(verb) and not children(verb, "agent"):
        for prep in children(verb, "prep"):
            for head in (h for o in children(prep, "pobj") for h in prepositional(o, "by")):
                frame.add(actors_of(reading, head), "subject", slots["subject"])
    for path in ("with", "opposite"):
        if path in slots and not frame.filled(path):
            for head in beyond_hours(verb, path):
                frame.add(actors_of(reading, head), path, slots[path])
    if "upon" in slots:
        for head in whom_called(verb):
            frame.add(actors_of(reading, head), "on", slots["on"])
    if frame.rule.id == "meeting.host" and not frame.filled("object") and not passive(verb):
        frame.add(_welcomed_far_behind(reading, verb), "object", slots["object"])


def _welcomed_far_behind(reading: Reading, verb: Token) -> list[int]:
    """ "Received at his palace in Jeddah this evening the foreign minister of Mauritania": the first who is named behind place and day."""
    if verb.i + 1 >= verb.sent.end or (verb.nbor(1).lower_ not in _WHERE and verb.i + 1 not in reading.timex_at):
        return []
    for token in verb.doc[verb.i + 2 : min(verb.i + _REACH, verb.sent.end)]:
        n = reading.actor(token)
        if token.text in (",", ";", ":") or is_verb(token):
            return []
        if n is not None and reading.actors[n].form in ("name", "office", "side") and personal(reading, n):
            before = token.nbor(-1)
            while reading.actor(before) == n or (before.tag_ in ("DT", "JJ", "NN", "NNP") and reading.place(before) is None):
                if before.i in reading.timex_at:
                    break
                before = before.nbor(-1)
            return [n] if before.tag_ not in ("IN", "TO", "POS", "CC") else []
    return []


def _company(matter: Token) -> list[Token]:
    """With whom a matter is discussed, where the parser took them for a part of it: "the crisis in Syria with Kerry"."""
    out = prepositional(matter, "with")
    for prep in children(matter, "prep"):
        for head in children(prep, "pobj"):
            out.extend(prepositional(head, "with"))
    return out


def _where(reading: Reading, frame: Frame) -> None:
    """ "Led a delegation to Damascus": the place that what is led hangs on."""
    verb = frame.token
    if not frame.goals:  # "to fly later in the day to Athens"
        times = [
            t
            for t in (*children(verb, "npadvmod"), *(o for p in children(verb, "prep") for o in children(p, "pobj")))
            if _of_day(reading, t)
        ]
        led = [(t, path) for t in times for path in frame.rule.texts("goal") if path in ("to", "into", "for")]
        frame.goals.extend((n, path) for t, path in led for head in prepositional(t, path) for n in places_of(reading, head))
    if frame.rule.texts("object") and not frame.goals:
        led = [(o, path) for o in children(verb, "dobj") for path in frame.rule.texts("goal")]
        frame.goals.extend((n, path) for o, path in led for head in prepositional(o, path) for n in places_of(reading, head))


def _of_day(reading: Reading, token: Token) -> bool:
    return token.i in reading.timex_at or token.lower_ in ("day", "morning", "afternoon", "evening", "week", "month")


def _travellers(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """Whoever is flown somewhere."""
    verb = frame.token
    if not frame.parties and "subject" in slots and passive(verb):
        for head in objects(verb):
            frame.add(who(reading, head, verb), "subject", slots["subject"])


def _at_table(reading: Reading, frame: Frame, slots: dict[str, str]) -> None:
    """Who gives a meal ("threw a banquet"), and in whose honour."""
    noun = frame.token
    role = slots.get("subject", "party")
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head):
        given = objects(noun.head) if noun.dep_ == "dobj" and passive(noun.head) else []  # "Abbas was given lunch by Assad"
        for head in (*subjects(noun.head), *given):
            frame.add(who(reading, head, noun.head), "subject", role)
        for head in children(noun.head, "dative") + prepositional(noun.head, "to", "for"):
            frame.add(actors_of(reading, head), "for", role)
    for above in (noun, *children(noun, "acl"), *([noun.head] if noun.dep_ == "dobj" else [])):
        for honour in prepositional(above, "in"):
            if lemma(honour) in _HONOUR:
                for head in prepositional(honour, "of"):
                    frame.add(actors_of(reading, head), "for", role)


def _on_arrival(frame: Frame) -> None:
    """ "on his arrival on Friday he called for calm": whatever he did then, he arrived."""
    noun = frame.token
    verb = governing_verb(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "upon") and verb is not None and tense(verb) == "past":
        frame.told.turn(noun.head, "held", "context.on_arrival")


def _at_the_news_conference(reading: Reading, frame: Frame) -> None:
    """ "stood alongside Abbas at a Ramallah news conference"."""
    verb = frame.token
    if not frame.places:
        heads = [h for other in (verb, *prepositional(verb, "alongside", "beside", "with")) for h in prepositional(other, "at", "in")]
        frame.places.extend((n, "in") for h in heads for n in (places_of(reading, h) or place_modifiers(reading, h)))


def _somewhere(frame: Frame) -> bool:
    """True where the way leads to a place that is not named: "arrived in the port city", "a visit to the region"."""
    if lemma(frame.token) == "return":
        return False  # "returned to the capital", at home
    goals = set(frame.rule.texts("goal")) - {"object", "modifier", "here", "on_to"}
    heads = [h for h in prepositional(frame.token, *sorted(goals)) if h.tag_ in ("NN", "NNP")]
    if "object" in frame.rule.texts("goal") and is_verb(frame.token):
        heads += [h for h in children(frame.token, "dobj") if h.tag_ == "NN"]
    return any(
        lemma(h) in _SOMEWHERE
        and any(d.lower_ in ("the", "that", "this") for d in children(h, "det"))
        and not any(p.lower_ == "of" for p in children(h, "prep"))
        for h in heads
    )
