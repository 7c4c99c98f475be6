"""Filling a trigger's slots: who takes part, where, by the paths that its rule names."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, actors_of, bare_officials, clause_subject, modifiers, who
from timeline.nlp.arguments_above import others, quoted, spoken_acts
from timeline.nlp.arguments_lists import listed_behind, other_side, present
from timeline.nlp.arguments_lost import apart, company, dangling, doers, received, watched
from timeline.nlp.arguments_places import fill_places as fill_places  # triggers_visiting takes it from here
from timeline.nlp.arguments_tail import LEAN, tail
from timeline.nlp.clauses import (
    children,
    delegates,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    made,
    objects,
    owners,
    passive,
    prepositional,
    subjects,
)
from timeline.nlp.cues_tables import is_cue
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token
from timeline.nlp.triggers_people import one, personal
from timeline.nlp.turns import author

_ATTENDED = frozenset({"attend", "participate", "join", "take"})
_SPOKEN = frozenset({"announce", "confirm", "deny", "welcome", "address", "demand", "favour", "favor", "oppose", "await", "accept"})
_GATHERED = frozenset({"meeting.summit", "meeting.assembly"})
_OWN = frozenset({"subject", "poss"})
_WHOLE = frozenset({"actor.state", "actor.capital"})
_TROOPS = frozenset({"military", "army", "navy", "troops", "forces", "soldiers", "marines"})
_MET = frozenset({"with", "object", "agent"})
_PARTS = frozenset(
    ["round", "series", "stop", "leg", "stage", "start", "end", "day", "beginning", "close", "opening", "conclusion", "eve", "part",
     "session", "conference", "hour", "minute", "week"]
)  # fmt: skip
_COUNTED = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest"})
_OF_ITS = frozenset(
    ["attend", "host", "chair", "hold", "lead", "involve", "group", "gather", "bring", "include", "join", "sponsor",
     "mediate", "broker", "organise", "organize", "convene", "open", "address", "pay", "make", "schedule", "plan"]
)  # fmt: skip
_TAKES_PLACE = LEAN | {"go", "continue", "proceed", "occur", "drag", "fail", "collapse", "break"}
_TOPICAL = frozenset({"discuss", "raise", "review"})
_APART = frozenset({"with", "to"})
_SIDES = frozenset({"party", "guest", "host"})
_HOSTED = frozenset({"conference", "forum", "congress", "summit"})
_AROUND = frozenset(
    {"in", "at", "during", "after", "following", "before", "for", "of", "ahead", "on", "to", "upon", "with", "from", "amid", "by"}
)


def fill_slots(reading: Reading, frame: Frame) -> None:
    """Fill every slot of a frame, then its places."""
    if not is_noun(frame.token):
        _fill_verb(reading, frame)
    else:
        _fill_noun(reading, frame)
    if frame.kind == "meeting":
        frame.add(watched(reading, frame.told.spine), "subject", "party")
    if (role := dict(_slots(frame.rule)).get("subject")) is not None:
        frame.add(author(reading, frame), "subject", role)
    if frame.kind == "visit" and frame.slots:
        _only_people(reading, frame)
    fill_places(reading, frame)
    _visited(reading, frame)
    frame.others = others(reading, frame)


def _only_people(reading: Reading, frame: Frame) -> None:
    """Without what does not travel as people do: a state by its name ("England's tour", "where Turkey came in"), troops, the
    mission that the trigger itself is."""
    kept = []
    n = reading.actor(frame.token)
    for slot in frame.slots:
        mention = reading.actors[slot.mention]
        if slot.path in _OWN and slot.role == "traveller" and mention.rule in _WHOLE:
            root = reading.roots.get(("actor", slot.mention))
            if root is not None and (root.dep_ == "poss" or root.dep_.startswith("nsubj")) and root.head.i in _heads(frame):
                continue
        elif mention.rule == "actor.side" and (mention.text.rpartition(" ")[2].lower() in _TROOPS or n == slot.mention):
            continue
        kept.append(slot)
    frame.slots = kept


def _heads(frame: Frame) -> set[int]:
    """Where the trigger and the verb that carries it stand."""
    return {t.i for t in frame.told.spine[:3]} | {frame.token.i}


def _visited(reading: Reading, frame: Frame) -> None:
    """ "Bush's China tour", "on the second day of a UK visit": the state before a visit of somebody else is where it leads."""
    led = any(path != "modifier" for _, path in frame.goals)
    owned = [s for s in frame.slots if s.path in ("poss", "by", "of", "subject") or (s.path == "around" and not led)]
    before = [s for s in frame.slots if s.path == "modifier" and reading.actors[s.mention].type == "state"]
    if frame.kind == "visit" and owned and before:
        frame.slots.remove(before[0])
        frame.goals = [(n, "visited" if path == "modifier" else path) for n, path in frame.goals]


def _fill_verb(reading: Reading, frame: Frame) -> None:
    verb = frame.token
    for path, role in _slots(frame.rule):
        clause = verb if is_verb(verb) else verb.head
        if path == "subject" and not is_verb(verb):
            heads = subjects(verb.head) if is_verb(verb.head) else []
        elif path == "subject":
            heads = doers(reading, verb)
            if verb.tag_ == "VBG" and any(quoted(h, verb) for h in heads):
                heads = []  # whoever does something inside a quotation
            whom = objects(verb) if frame.kind == "meeting" and heads and heads[-1].i > verb.i else []
            if whom:
                heads = [h for h in heads if h.i < verb.i]  # "to meet the head of government, State Secretary X": X is apposed
        elif path == "object":
            heads = [] if lemma(verb) in _TOPICAL else objects(verb)
        elif path == "agent":
            heads = [p for by in children(verb, "agent") for p in children(by, "pobj")]
        else:
            heads = prepositional(verb, path) + received(verb, path)
            own = [o for o in objects(verb) if lemma(o) in frame.rule.texts("object")]
            heads += [h for o in own for h in prepositional(o, path) + received(o, path)]  # "views with X"
            heads = heads or (apart(verb, path) if path in _APART and frame.kind != "visit" else [])
        if role == "sender" and not any(lemma(h) in delegates() for h in objects(verb)):
            continue  # whoever is sent, not his sender, travels
        if path == "with" and not heads:
            frame.add(dangling(reading, verb, path), path, role)
        if path == "subject" and frame.kind == "meeting":
            heads = heads + [w for h in (verb, *heads) for w in company(h)]
        for head in heads:
            met = path in _MET and role in _SIDES
            named = who(reading, head, clause)
            frame.add(listed_behind(reading, named) if met else named, path, role)
            if met:
                frame.officials.extend(bare_officials(reading, head))
        if role == "traveller" and frame.parties:  # "came to Peru on Monday with Minister X"
            frame.add([n for h in prepositional(verb, "with") for n in actors_of(reading, h) if one(reading, n)], path, role)
    if (
        is_verb(verb)
        and any(c.lower_ in ("after", "when", "as", "while") for c in children(verb, "mark", "advmod"))
        and verb.dep_ == "advcl"
        and is_verb(verb.head)
    ):
        frame.around = verb.head.i  # "said Thursday after the two met": the same day, where no other is told
    if frame.rule.text("form") == "verb" and frame.kind == "meeting":
        for head in prepositional(verb, "between"):
            frame.add(actors_of(reading, head), "between", "party")


def _slots(rule: Rule) -> list[tuple[str, str]]:
    return [(path, role) for path, _, role in (slot.partition(":") for slot in rule.texts("slots"))]


def _fill_noun(reading: Reading, frame: Frame) -> None:
    noun = frame.token
    slots = dict(_slots(frame.rule))
    carriers = [noun] + [t for t in frame.told.spine if is_noun(t) and t != noun and lemma(t) in ("round", "series", "session", "set")]
    for carrier in carriers:
        for path, role in slots.items():
            if path == "poss":
                for head in children(carrier, "poss"):
                    mentions = actors_of(reading, head)
                    if head.tag_ == "WP$":
                        mentions = who(reading, head, carrier)  # "Rowe, whose talks with"
                    elif _ahead(reading, head, mentions):
                        mentions = clause_subject(reading, carrier) or mentions  # "Following his talks with Wu Yi, Ruggiero said"
                    elif not mentions and head.tag_ == "PRP$":
                        mentions = clause_subject(reading, carrier)  # "ahead of his first visit to Seoul, Trump said"
                    frame.add(mentions, path, role)
                for apposed in children(carrier, "appos") if frame.kind == "visit" else ():  # "the trip, Xi's first to Peru"
                    owner = apposed if any(c.tag_ == "POS" for c in apposed.children) else None
                    for head in [owner] if owner is not None else children(apposed, "poss") if apposed.lower_ in _COUNTED else []:
                        frame.add(actors_of(reading, head), path, role)
            elif path == "modifier":
                frame.add(modifiers(reading, carrier), path, role)
            elif path not in ("subject", "around", "agent") and not (path == "of" and lemma(carrier) in ("tour", "stop")):
                if path == "with":
                    frame.add(dangling(reading, carrier, path), path, role)
                there = [g for g in prepositional(carrier, "to", "in") if path == "of" and reading.place(g) is not None]
                heads = [h for goal in there for h in prepositional(goal, "of") if reading.actor(h) is not None]
                if frame.kind != "visit" and len([n for h in heads for n in actors_of(reading, h)]) < 2:
                    heads = []  # "the visit to Peru | of Xi", "a meeting in Rome | of Xi and Cano"
                for head in [*prepositional(carrier, path), *received(carrier, path), *heads]:
                    if not (path == "of" and lemma(head) in ("meeting", "talk", "talks", "day", "negotiation")):
                        named = actors_of(reading, head)
                        if path == "between" and len(named) == 1:
                            named += other_side(reading, named[0])
                        frame.add(listed_behind(reading, named) if path == "with" else named, path, role)
                        if path == "with":
                            frame.officials.extend(bare_officials(reading, head))
    for child in made(noun):
        if lemma(child) in _OF_ITS:
            for head in [p for by in children(child, "agent") for p in children(by, "pobj")] + (
                subjects(child) if not passive(child) else []
            ):
                if head != noun:
                    frame.add(actors_of(reading, head), "subject", slots.get("subject", "party"))
            for path in ("between", "with"):
                for head in prepositional(child, path):
                    frame.add(actors_of(reading, head), path, slots.get(path, "party"))
            if lemma(child) in ("involve", "group", "gather", "bring", "include"):
                for head in children(child, "dobj"):
                    frame.add(actors_of(reading, head), "object", "party")
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and lemma(verb) in _TAKES_PLACE and not (frame.filled("with") or frame.filled("between")):
        for path in ("between", "with", "among"):  # "talks will take place in Oslo | between A and B"
            for carrier in (verb, *children(verb, "dobj", "npadvmod")) if path in slots else ():
                for head in [*prepositional(carrier, path), *received(carrier, path)]:
                    frame.add(listed_behind(reading, actors_of(reading, head)), path, slots[path])
    carried = _carrier(frame)
    if carried is not None:
        verb, below = carried
        light = words("frames.toml", "verbs")
        hosting = lemma(verb) in light["hosting"]
        owned = (
            bool(frame.filled("between"))
            or (frame.kind == "meeting" and len(frame.filled("of")) > 1)
            or (frame.kind == "visit" and any(frame.filled(path) for path in ("subject", "poss", "of", "by")))
        )
        if "subject" in slots and (not owned or hosting or (lemma(verb) in _ATTENDED and frame.kind == "meeting")) and lemma(verb) != "be":
            given = children(verb, "nsubjpass") if passive(verb) and below.dep_ == "dobj" else []  # "was given a dinner by"
            joined = objects(verb) if lemma(verb) == "join" and below.dep_ == "pobj" else []  # "joined X for talks"
            for head in [*doers(reading, verb), *given, *joined]:
                mentions = who(reading, head, verb)
                modified = {reading.actors[n].country for n in frame.filled("modifier") if reading.actors[n].type}
                if lemma(verb) in _ATTENDED and len(modified) > 1:
                    continue  # "took part in Russia-U.S. talks": the sides are named already, as in "Arab League (AL) talks" they are not
                if lemma(verb) in _SPOKEN and not frame.filled("with") and frame.kind != "visit":
                    continue
                if lemma(verb) == "call" and frame.kind == "meeting" and _of_a_body(reading, frame):
                    continue  # "Malta called for an emergency meeting of the Council"
                if lemma(verb) == "call" and frame.kind == "visit" and not children(verb, "prt"):
                    continue  # "Zhao called the visit a success"
                moved = verb in frame.told.changed_by and frame.kind != "visit" and len(mentions) < 2
                if moved and lemma(noun) not in _HOSTED:
                    continue  # who calls off the talks of others takes no part in them
                if hosting and frame.filled("between"):
                    frame.add(mentions, "host", "host")
                else:
                    frame.add(mentions, "subject", slots["subject"])
        for path in ("with", "between", "among", "from", "to"):
            if path == "with" and frame.filled("between"):
                continue  # "Prior to talks between A and B, C met with D"
            if path in slots and not frame.filled(path) and (path != "to" or frame.kind != "meeting"):
                for head in prepositional(verb, path) + received(verb, path):
                    if head.i > below.i or head.tag_ == "WP":
                        named = who(reading, head, verb)
                        frame.add(listed_behind(reading, named) if path == "with" else named, path, slots[path])
                        if path == "with":
                            frame.officials.extend(bare_officials(reading, head))
        if lemma(verb) == "join" or lemma(verb) == "attend":
            for head in (p for by in children(verb, "agent") for p in children(by, "pobj")):
                frame.add(actors_of(reading, head), "subject", slots.get("subject", "party"))
        if any(c.lower_ in ("when", "after", "as") for c in children(verb, "mark", "advmod")):
            frame.around = verb.head.i  # "will be seen on Friday when Iran hosts a summit"
    elif noun.dep_ == "nsubj" and lemma(noun.head) in ("include", "involve", "bring", "gather", "group", "unite"):
        for head in children(noun.head, "dobj"):
            frame.add(listed_behind(reading, actors_of(reading, head)), "object", "party")
    if "subject" in slots and frame.kind == "meeting":
        frame.add(present(reading, noun), "subject", slots["subject"])
    grouped = any(reading.actors[n].form == "group" for n in frame.parties)
    if "around" in slots:
        theirs = any(reading.actors[n].text.lower() == "their" for n in frame.filled("poss")) and bool(frame.filled("with"))
        gathered = frame.rule.id in _GATHERED and any(reading.actors[n].type == "organisation" for n in frame.filled("of"))
        ahead = any(t.lower_ in ("ahead", "before") for t in noun.doc[max(noun.sent.start, noun.i - 5) : noun.i])
        told = bool(frame.filled("between")) or grouped or theirs or (gathered and ahead)
        _around(reading, frame, slots["around"], told=told)
    if not frame.filled("with") and not frame.filled("between") and frame.kind != "visit":
        _stray(reading, frame)


def _of_a_body(reading: Reading, frame: Frame) -> bool:
    """True for a gathering that a body owns: "a Security Council meeting"."""
    owners = [s.mention for s in frame.slots if s.path in ("modifier", "of", "poss")]
    return any(reading.actors[n].type == "organisation" for n in owners)


def _ahead(reading: Reading, pronoun: Token, mentions: Sequence[int]) -> bool:
    """True for a possessive that nothing before it explains and that stands before the subject of its clause."""
    if pronoun.tag_ != "PRP$" or any(reading.actors[n].antecedents or reading.actors[n].form != "pronoun" for n in mentions):
        return False
    verb = governing_verb(pronoun)
    return verb is not None and any(s.i > pronoun.i for s in children(verb, "nsubj", "nsubjpass"))


def _carrier(frame: Frame) -> tuple[Token, Token] | None:
    """The verb that carries the noun ("hold talks", "take part in a summit", "plans to hold talks") and the word through which it does."""
    light = words("frames.toml", "verbs")["light"]
    noun = frame.token
    below = noun
    for above in frame.told.spine[1:]:
        if is_verb(above):
            if below.dep_ in ("nsubj",) and below.head == above:
                return None
            if above.dep_ in ("acl", "relcl") and above.head == noun:
                continue
            asked = below.dep_ in ("dobj", "nsubjpass", "xcomp") or lemma(above) in ("call", "ask", "push", "press", "appeal")
            if lemma(above) in light or (is_cue(above) and asked):
                return above, below
            return None
        below = above
    return None


def _around(reading: Reading, frame: Frame, role: str, *, told: bool) -> None:
    """ "In a meeting with Hu, the president said": who says so was there, where the phrase itself names one side only.

    ``told``: all sides are named; only the clause around is noted, for its day.
    """
    noun = frame.token
    top = noun
    for _ in range(4):
        if top.dep_ == "pobj" and top.head.dep_ in ("prep", "pcomp", "agent") and top.head.lower_ in _AROUND:
            prep = top.head
            above = prep.head
            if above.dep_ == "prep" or above.lower_ in ("ahead", "prior"):
                above = above.head
            if is_noun(above) and lemma(above) in _PARTS:
                top = above
                continue
            while above.head != above and above.tag_ in ("RB", "NNP", "NN") and above.dep_ in ("advmod", "npadvmod"):
                above = above.head  # "on his return after"
            while above.dep_ == "conj" and reading.actor(above) is not None and reading.actor(above.head) is not None:
                above = above.head  # "A and his counterpart at a meeting"
            if is_noun(above) and reading.actor(above) is not None and prep.lower_ in ("on", "at", "in", "during") and not frame.parties:
                frame.add(actors_of(reading, above), "around", role)  # "Cohen, on the first stop of a visit to Japan"
                if frame.kind == "visit" or above.dep_ not in ("pobj", "dobj"):
                    return
            if is_noun(above) and frame.kind != "visit" and prep.lower_ in ("in", "at", "during") and above.dep_ in ("pobj", "dobj"):
                above = _speaking(above)  # "agreed with a delegation in talks", "asked Peru for more aid at talks"
            if not is_verb(above) or (frame.kind == "visit" and any(frame.filled(path) for path in ("poss", "of", "by"))):
                return
            if frame.kind == "visit" and prep.lower_ not in ("on", "for", "during", "at", "after", "before", "following", "of", "ahead"):
                return
            beside = reading.actor(prep.nbor(-1)) if prep.i else None
            if beside is not None:
                root = reading.roots["actor", beside]
                again = root.dep_ == "dobj" and any(o.i < root.i for o in children(root.head, "dobj"))  # a second object is none
                if root.dep_ not in ("nsubj", "nsubjpass", "npadvmod") and not again:
                    beside = None
            if frame.kind == "visit" and prep.lower_ in ("on", "during") and beside is not None:
                frame.around = above.i
                frame.add([beside], "around", role)  # "Tillerson on a visit to Myanmar refused"
                return
            heads = children(above, "nsubjpass") or doers(reading, above)
            if passive(above) and prep.dep_ != "agent" and not any(actors_of(reading, h) for h in heads):
                heads = subjects(above)  # "a treaty was signed by X and Y after talks"
            if prep.lower_ == "for" and lemma(above) == "call" and _of_a_body(reading, frame):
                return
            if prep.lower_ in ("for", "to") and lemma(above) in words("frames.toml", "verbs")["ask"]:
                heads = objects(above)  # "invited Khan to Riyadh for talks"
            if prep.lower_ in ("in", "at", "during", "after", "following"):
                frame.around = above.i
            if prep.lower_ in ("in", "at", "during"):
                told_to = objects(above) if lemma(above) in words("frames.toml", "verbs")["spoken_to"] | {"join"} else []
                facing = [
                    h
                    for h in prepositional(above, "to", "with")
                    if h.i < noun.i and (n := reading.actor(h)) is not None and personal(reading, n)
                ]
                heads = [
                    *heads,
                    *told_to,
                    *facing,
                ]  # "agreed with X in a call", "told X at talks", not "sent aid to Peru in talks with Chile"
            for head in [] if told else heads:
                found = actors_of(reading, head)
                if not found and (prep.dep_ == "agent" or lemma(head) in spoken_acts()):
                    found = [
                        n for owner in owners(head) for n in actors_of(reading, owner)
                    ]  # "Trump's decision was prompted by a call with Abe"
                frame.add(found, "around", role)
            return
        return


def _speaking(noun: Token) -> Token:
    """The verb of speech that a noun hangs on as what is said or to whom; the noun itself where there is none."""
    verb, verbs = governing_verb(noun), words("frames.toml", "verbs")
    return verb if verb is not None and lemma(verb) in verbs["spoken_to"] | verbs["contact"] | verbs["ask"] else noun


def _stray(reading: Reading, frame: Frame) -> None:
    """A "with …" or "between …" in the noun's tail that the parser hung elsewhere; "the meeting in Rome | of A and B"."""
    for token in tail(reading, frame.token):
        aside = token.head.tag_ == "NNP" or lemma(token.head) in words("frames.toml", "nouns")["phone"]
        if token.lower_ == "of" and token.head != frame.token and aside and not frame.parties:
            named = [n for head in children(token, "pobj") for n in actors_of(reading, head)]
            frame.add(named if len(named) > 1 else [], "of", "party")
        if token.lower_ in ("with", "between"):
            for head in children(token, "pobj"):
                frame.add(actors_of(reading, head), token.lower_, "party")
            return
