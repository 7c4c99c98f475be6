"""Who else meets, where the words name a body of two states, or the visit of which talks are a part; and who is with whom.

"The India-Nepal joint commission met": the two states. "His trip includes talks with the vice president": whoever is on the trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, modifiers, place_modifiers, places_of, who
from timeline.nlp.clauses import children, governing_verb, is_verb, lemma, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_people import one, personal, several

_BODIES = frozenset({"commission", "committee", "council", "group", "groups", "board", "panel", "commissions", "committees"})
_PRESS = frozenset({"news", "press", "media"})
_INCLUDE = frozenset({"include", "includes", "included", "including", "feature", "features", "featured", "involve", "involves"})
_TWO = 2
_LETTERS = frozenset({"letter", "note", "message", "email", "e-mail", "cable", "statement", "interview", "tweet"})
_PHONE = frozenset({"phone", "telephone", "video"})
_CALLS = frozenset({"have", "hold", "receive", "place", "make", "get", "take", "follow"})
_LINES = frozenset({"call", "phone", "telephone", "line"})
_MEALS = frozenset({"dinner", "lunch", "luncheon", "breakfast"})
_STAGES = frozenset({"conference", "podium", "stage", "ceremony"})
_BESIDE = ("alongside", "beside")
_PURPOSES = frozenset(
    {"discuss", "protest", "review", "brief", "deliver", "present", "convey", "exchange", "hand", "thank", "bid", "inform"}
)
_TALKING = frozenset({"speak", "talk", "meet", "confer", "consult", "negotiate", "huddle"})
_FINITE = ("VBD", "VBZ", "VBP")
_FAR = 12  # words behind "called on somebody"


def joint_bodies(reading: Reading, frame: Frame) -> None:
    """ "The Russia-Kazakhstan commission met", "a session of the joint commission of India and Nepal": the states whose body it is."""
    token = frame.token
    for head in subjects(token) if is_verb(token) else prepositional(token, "of", "under", "within"):
        if head.lower_ not in _BODIES:
            continue
        pair = [n for n in modifiers(reading, head) if reading.actors[n].rule == "actor.compound"]
        pair = pair or [n for owner in prepositional(head, "of", "between") for n in actors_of(reading, owner)]
        pair = [n for n in pair if reading.actors[n].type == "state"]
        if len(pair) >= _TWO:
            frame.slots = [s for s in frame.slots if reading.roots.get(("actor", s.mention)) is not head]
            frame.add(pair, "between", "party")


def patrons(reading: Reading, frame: Frame) -> None:
    """ "Talks will resume under UN auspices", "negotiations under the UN climate convention": the body by whose leave they are."""
    noun = frame.token
    if any(c.lower_ in ("the", "this", "that") for c in children(noun, "det")):
        return  # "the meeting will be held under UN auspices": of which it is told elsewhere who meets
    above = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    for under in (p for t in (noun, above) if t is not None for p in children(t, "prep") if p.lower_ == "under"):
        for head in children(under, "pobj"):
            named = [*modifiers(reading, head), *actors_of(reading, head)]
            frame.add([n for n in named if reading.actors[n].type == "organisation"], "of", "party")


def within_visits(frames: Sequence[Frame]) -> None:
    """ "His trip will include a meeting with Abe"."""
    visits = {f.token.i: f for f in frames if f.kind == "visit"}
    if not visits:
        return
    for meeting in frames:
        verb = meeting.token.head
        if meeting.kind == "visit" or meeting.token.dep_ != "dobj" or verb.lower_ not in _INCLUDE:
            continue
        visit = next((visits[t.i] for s in children(verb, "nsubj") for t in _told_by(s, verb) if t.i in visits), None)
        if visit is not None:
            meeting.add(visit.parties, "around", "party")
            meeting.during = visit


def _told_by(subject: Token, verb: Token) -> list[Token]:
    """The subject, and what "which" may stand for: "a stay in Washington, which includes talks"."""
    above = verb.head
    return [subject, above, above.head.head] if verb.dep_ == "relcl" else [subject]


def side_by_side(reading: Reading, frame: Frame) -> bool:
    """ "Stood beside Karzai in Kabul", "at a news conference": two in one place, and no figure of speech."""
    verb = frame.token
    there = [h for t in (verb, *prepositional(verb, *_BESIDE)) for h in prepositional(t, "in", "at", "on", "outside")]
    if not frame.places:
        frame.places.extend((n, "in") for h in there for n in (places_of(reading, h) or place_modifiers(reading, h)))
    stages = words("frames.toml", "nouns")["venues"] | _STAGES
    together = any(reading.place(h) is not None or lemma(h) in stages for h in there)
    return together and any(personal(reading, n) for path in _BESIDE for n in frame.filled(path))


def called_upon(reading: Reading, frame: Frame) -> bool:
    """ "Called on the king", and not "on the king to resign", "for an end"."""
    verb = frame.token
    on = [c for c in children(verb, "prt", "prep") if c.lower_ in ("on", "upon")]
    heads = [h for c in on for h in children(c, "pobj")] or (children(verb, "dobj") if on else [])  # "after calling on Minister Gul"
    for head in heads:
        frame.add(actors_of(reading, head), "on", "party")
    if not any(personal(reading, n) for path in ("on", "upon") for n in frame.filled(path)):
        return False
    behind = list(takewhile(lambda t: t.tag_ not in _FINITE, verb.doc[heads[-1].i + 1 : min(heads[-1].i + _FAR, verb.sent.end)]))
    asked = [c for c in children(verb, "xcomp", "dobj", "oprd") if c not in heads]
    asked = [c for c in asked if c.dep_ != "xcomp" or lemma(c) not in _PURPOSES]
    return not asked and not any(_demand(t) or t.lower_ in ("for", "not") for t in behind)


def _demand(word: Token) -> bool:
    """ "To" of what is asked of somebody, and not of what he is called on for: "to discuss the border"."""
    return word.lower_ == "to" and (word.dep_ != "aux" or lemma(word.head) not in _PURPOSES)


def handed_over(reading: Reading, frame: Frame) -> bool:
    """ "Handed a message from Khatami to Sheikh Zayed", "handed Assad a letter": to somebody, by hand."""
    for head in children(frame.token, "dative", "dobj"):
        frame.add(actors_of(reading, head), "to", "party")
    return any(personal(reading, n) for n in frame.filled("to"))


def on_the_line(reading: Reading, frame: Frame) -> bool:
    """ "Was on the phone with Olmert", "the two were on the phone"."""
    verb = frame.token.head.head
    for head in prepositional(verb, "with", "to"):  # the parser may hang it on "was"
        frame.add(actors_of(reading, head), "with", "party")
    if frame.filled("with") or lemma(verb) != "be":
        return bool(frame.filled("with"))
    for head in subjects(verb):
        frame.add(actors_of(reading, head), "subject", "party")
    return several(reading, frame.parties)


def in_writing(verb: Token) -> bool:
    """True for what somebody does "in a letter", "by email", "in an interview": not face to face."""
    own = [verb, *children(verb, "dobj", "dative")]
    heads = (h for t in (*own, *(o for t in own for o in prepositional(t, "with", "to"))) for h in prepositional(t, "in", "by", "through"))
    return any(lemma(h) in _LETTERS for h in heads)


def standing_mission(verb: Token) -> bool:
    """ "Heads the OSCE mission to Albania"."""
    return any(lemma(led) != "delegation" and any(c.lower_ == "the" for c in children(led, "det")) for led in children(verb, "dobj"))


def joint_news(reading: Reading, frame: Frame) -> bool:
    """ "Told a joint news conference with Abe": two who stand there together have met."""
    noun = frame.token
    kinds = {c.lower_ for c in children(noun, "compound", "amod", "nmod")}
    if kinds.isdisjoint(_PRESS) or frame.told.value not in (None, "held", "ongoing"):
        return False  # one that is called off says nothing of the talks
    if noun.dep_ == "dobj":
        for head in subjects(noun.head):
            frame.add(actors_of(reading, head), "subject", "party")
    return len({n for n in frame.parties if personal(reading, n)}) > 1


def hours_with(reading: Reading, frame: Frame) -> bool:
    """ "Spent two hours with Assad", "after 90 minutes with his counterpart": with whom, and who."""
    noun = frame.token
    if noun.head.lower_ == "for" and lemma(noun.head.head) in _TALKING:
        return False  # "spoke for an hour with him"
    verb = noun.head if is_verb(noun.head) else None
    if any(o.lower_ in _LINES for t in (noun, verb) if t is not None for o in prepositional(t, "on")):
        return False  # "spent an hour on a call with him"
    for carrier in (noun, verb):
        if carrier is not None:
            for head in prepositional(carrier, "with"):
                frame.add(actors_of(reading, head), "with", "party")
    if verb is not None:
        for head in subjects(verb):
            frame.add(who(reading, head, verb), "subject", "party")
    together = any(c.lower_ == "together" for c in (*noun.children, *(verb.children if verb is not None else ())))
    return any(personal(reading, n) for n in frame.filled("with")) or (together and several(reading, frame.filled("subject")))


def facing(reading: Reading, frame: Frame) -> bool:
    """ "Came face to face with Putin", "the two sat face to face"."""
    behind = [t for t in frame.token.doc[frame.token.i + 1 : frame.token.i + 7] if t.text != "-"]
    if [t.lower_ for t in behind[:3]] != ["face", "to", "face"]:
        return False
    for face in behind[:3]:
        for head in prepositional(face, "with"):
            frame.add(actors_of(reading, head), "with", "party")
        frame.places.extend((n, "in") for head in prepositional(face, "in", "at") for n in places_of(reading, head))
    if frame.filled("with") or several(reading, frame.filled("subject")):
        return True
    return not any(prepositional(f, "with") for f in behind[:3]) and any(s.tag_ == "NNS" for s in subjects(frame.token))


def guest_of(reading: Reading, frame: Frame) -> bool:
    """ "Was the dinner guest of President Macron", "Macron's guest at the Elysee was Abe", and not of a whole visit."""
    noun, verb = frame.token, frame.token.head
    if not any(c.lower_ in _MEALS for c in children(noun, "compound")) and not any(prepositional(t, "at") for t in (noun, verb)):
        return False
    for head in subjects(verb) if noun.dep_ == "attr" else children(verb, "attr"):
        frame.add(who(reading, head, verb), "subject", "guest")
    return all(any(personal(reading, n) for p in paths for n in frame.filled(p)) for paths in (("subject",), ("of", "poss")))


def paid_call(reading: Reading, frame: Frame) -> bool:
    """ "Paid a call on President Assad", "ended the stay with a call on him", and not "a call on Assad to go"."""
    noun = frame.token
    for head in prepositional(noun.head, "on", "upon") if is_verb(noun.head) else ():
        frame.add(actors_of(reading, head), "on", "party")
    verb = governing_verb(noun)
    if noun.head.lower_ == "with" and verb is not None:
        for head in subjects(verb):
            frame.add(who(reading, head, verb), "around", "party")
    heads = [h for t in (noun, noun.head) for h in prepositional(t, "on", "upon")]
    asked = any(_demand(t) for h in heads for t in noun.doc[h.i + 1 : min(h.i + _FAR, noun.sent.end)])
    return not asked and any(one(reading, n) for n in frame.filled("on"))


def shaken(reading: Reading, frame: Frame) -> bool:
    """ "Shook the hand of Barak", "shook Barak's hand"."""
    for hand in children(frame.token, "dobj"):
        for head in (*children(hand, "poss"), *prepositional(hand, "of")):
            frame.add(actors_of(reading, head), "of", "party")
    return any(personal(reading, n) for n in frame.filled("of"))


def host_to(reading: Reading, frame: Frame) -> bool:
    """ "Played host to Chancellor Kohl"."""
    noun, verb = frame.token, frame.token.head
    for head in (*prepositional(noun, "to"), *prepositional(verb, "to")):
        frame.add(actors_of(reading, head), "to", "guest")
    for head in subjects(verb):
        frame.add(who(reading, head, verb), "subject", "host")
    return bool(frame.filled("subject")) and any(personal(reading, n) for n in frame.filled("to"))


def phone_or_actor(reading: Reading, frame: Frame) -> bool:
    """ "A phone call", "a three-way call", "Ban's call to Assad", and not "a call to step down"."""
    token = frame.token
    if token.tag_ == "NNS" or by_phone(token):
        return by_phone(token)
    if lemma(token) != "call" and any(personal(reading, n) for n in frame.parties):
        return True  # "the leaders held a videoconference"
    if len(frame.parties) > 1 and any(c.lower_ == "way" for c in children(token, "compound", "amod", "nmod")):
        return True  # "a three-way call"
    if frame.filled("poss") and any(personal(reading, n) for n in frame.filled("to")):
        asked = (token, *prepositional(token, "to"))  # "Ban's call to Assad to step down"
        return not any(children(verb, "aux") and verb.tag_ == "VB" for t in asked for verb in children(t, "acl", "relcl", "xcomp"))
    told = [n for path in ("from", "with", "between", "to", "poss") for n in frame.filled(path)]
    carried = token.dep_ != "dobj" or lemma(token.head) in _CALLS
    return any(personal(reading, n) for n in told) and (carried if frame.filled("with") or frame.filled("between") else _made(token))


def _made(call: Token) -> bool:
    """ "Received a call from Abe", and not "the call from Abe for calm came"."""
    return not is_verb(call.head) or lemma(call.head) in _CALLS or any(lemma(c) in _CALLS for c in children(call, "acl"))


def by_phone(token: Token) -> bool:
    """ "A telephone conversation", "a call by video"."""
    phone = words("frames.toml", "nouns")["phone"]
    verb = governing_verb(token)
    return any(c.lower_ in phone for c in children(token, "compound", "amod", "nmod")) or any(
        over_line(t, _PHONE) for t in (token, verb) if t is not None
    )


def over_line(token: Token, line: frozenset[str]) -> bool:
    """ "By phone", "via video link"; of a verb also where it hangs on what is told: "told him of the decision by telephone"."""
    heads = prepositional(token, "by", "over", "on", "via")
    if is_verb(token):
        for t in token.doc[token.i + 1 : token.sent.end]:
            if t.verb and t.dep_ not in ("amod", "compound"):
                break
            if t.dep_ in ("prep", "agent") and t.lower_ in ("by", "over", "on", "via"):
                heads.extend(children(t, "pobj"))
            elif t.lower_ == "in":
                heads.extend(o for o in children(t, "pobj") if lemma(o) in ("call", "conversation"))
    return any(o.lower_ in line or any(c.lower_ in line for c in children(o, "compound")) for o in heads)
