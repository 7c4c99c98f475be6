"""Component ``timeline_triggers``: the words that evoke encounters and changes, with what the parse ties to them.

A Doc is one paragraph. The triggers stand in ``doc.spans["timeline_triggers"]`` (label: the rule); everything else is kept as one JSON
string in ``doc._.timeline_triggers``, so that the Doc survives pickling. Indices of actors, places and times count in what the
``lift_…`` functions of the earlier components give for the same Doc.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from timeline.lexicon.eventwords import changes, surface_words, triggers
from timeline.lexicon.rules import Rule, words
from timeline.model.mentions import Argument, Cue, TriggerMention
from timeline.nlp.actors import lift_actors
from timeline.nlp.arguments import Reading, actors_of, clause_subject, modifiers, people_at, place_modifiers, places_of, who
from timeline.nlp.changes import find_changes
from timeline.nlp.clauses import (
    children,
    conjuncts,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    objects,
    particles,
    passive,
    prepositional,
    subjects,
)
from timeline.nlp.cues import Told, is_cue, read
from timeline.nlp.frames import Frame
from timeline.nlp.places import lift_places
from timeline.nlp.timex import lift_timexes

GROUP = "timeline_triggers"
_PERSONLIKE = frozenset({"office", "side", "group", "pronoun", "counterpart"})
_OTHER = frozenset({"another", "second", "third", "fourth", "fifth", "new", "fresh", "further", "other", "follow-up", "additional", "separate", "final", "next", "subsequent"})
_GENERIC = frozenset({"each", "every", "any", "regular", "frequent", "such", "all", "numerous", "many", "several", "occasional", "annual", "repeated", "constant", "various", "weekly", "monthly", "countless", "more", "few"})
_ATTENDED = frozenset({"attend", "participate", "join", "take"})
_SPOKEN = frozenset({"announce", "confirm", "deny", "welcome", "address", "demand", "favour", "favor", "oppose", "await", "accept"})
_HOSTED = frozenset({"conference", "forum", "congress", "summit"})
_PLACE_PREPOSITIONS = ("in", "at", "on", "near", "outside", "aboard", "to", "inside", "from")
_AROUND = frozenset({"in", "at", "during", "after", "following", "before", "for", "of", "ahead", "on", "to", "upon", "with", "from", "amid", "by"})
_LEAN = frozenset({"schedule", "plan", "slate", "set", "expect", "due", "be", "fix", "arrange", "hold", "begin", "start", "open", "resume", "take", "supposed", "restart", "end", "conclude", "kick", "last"})


@lru_cache(maxsize=1)
def _by_lemma() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    out: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in sorted(triggers(), key=lambda r: ("phone" not in r.texts("needs"), not r.texts("particle"))):  # "phone talks" before "talks"
        for word in rule.texts("lemma"):
            out[rule.text("form") or "", word].append(rule)
    return MappingProxyType({k: tuple(v) for k, v in out.items()})


def find_frames(reading: Reading) -> list[Frame]:
    """Every trigger of a paragraph with its slots and cues, in text order."""
    frames: list[Frame] = []
    for token in reading.doc:
        frame = _match(reading, token)
        if frame is not None:
            frames.append(frame)
    frames = _settle(frames)
    _purposes(frames)
    frames.extend(_visiting(reading, frames))
    frames.sort(key=lambda f: (f.token.i, f.kind))
    for frame in frames:
        if frame.told.reporter is not None:
            frame.by = next((n for head in subjects(frame.told.reporter) for n in actors_of(reading, head)), None)
    found = find_changes(reading, frames)
    _times(reading, frames, found)
    return frames + found


# --- matching ----------------------------------------------------------------------------------------------------------------------


def _match(reading: Reading, token: Token) -> Frame | None:
    form = "verb" if is_verb(token) and token.dep_ not in ("compound", "amod") else "noun" if is_noun(token) else "adjective" if token.dep_ == "acomp" else None
    if form is None or _in_name(reading, token) or _bare_name(token):
        return None
    for rule in _by_lemma().get((form, lemma(token)), ()):
        if rule.texts("particle") and not set(rule.texts("particle")) & particles(token):
            continue
        if rule.texts("object") and not {lemma(o) for o in children(token, "dobj")} & set(rule.texts("object")):
            continue
        if _blocked(rule, token) or _sporting(token):
            continue
        told = read(token)
        frame = Frame(token=token, rule=rule, told=told, kind=rule.text("kind") or "", subtype=_subtype(rule, token))
        _fill(reading, frame)
        if _needs(reading, frame):
            frame.reference = _reference(reading, frame)
            frame.topic = _topic(reading, frame)
            return frame
    return None


def _in_name(reading: Reading, token: Token) -> bool:
    """True for a word of a person's name: Mr. Call, Theresa May."""
    n = reading.actor(token)
    return n is not None and token.tag_.startswith("NNP") and reading.actors[n].form == "name" and reading.actors[n].type in (None, "person")


def _bare_name(token: Token) -> bool:
    """ "Congress", "the Assembly": a body, no occasion, unless the words around it say what it is on."""
    word = lemma(token)
    if word == "dialogue":
        return not token.tag_.startswith("NNP")
    if word not in ("congress", "assembly", "forum") or not token.tag_.startswith("NNP"):
        return False
    if word == "forum":
        return not any(c.dep_ in ("compound", "amod", "nmod", "prep") for c in token.children)
    return not any(c.lower_ in ("dialogue", "on") for c in token.children)


def _subtype(rule: Rule, token: Token) -> str | None:
    for pair in rule.texts("subtype_of"):
        subtype, _, word = pair.partition(":")
        if word == lemma(token):
            return subtype
    modified = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod")}
    for word, subtype in (("summit", "summit"), ("state", "state"), ("working", "working"), ("surprise", "surprise"), ("official", "official"), ("video", "video"), ("virtual", "virtual")):
        if word in modified and (rule.text("kind") == "visit") == (subtype in ("state", "working", "surprise", "official")):
            return subtype
    return rule.text("subtype")


def _blocked(rule: Rule, token: Token) -> bool:
    blocked = rule.texts("blocked")
    if not blocked:
        return False
    start = max(token.sent.start, token.i - 3)
    before = " ".join(t.lower_ for t in token.doc[start : token.i])
    near = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod", "poss", "prep") and not _counted_party(c)}
    near |= {o.lower_ for p in children(token, "prep") if p.lower_ in ("of", "with") for o in children(p, "pobj")}
    near |= {lemma(o) for p in children(token, "prep") if p.lower_ in ("of", "with") for o in children(p, "pobj")}
    return any(b in near or (" " in b and before.endswith(b)) for b in blocked)


def _sporting(token: Token) -> bool:
    """True in a sentence about a match: "the first meeting of Iran and Iraq in the semi-final"."""
    sport = words("frames.toml", "nouns")["sport"]
    return any(t.lower_ in sport for t in token.sent)


def _counted_party(token: Token) -> bool:
    """ "six-party talks", "three-way": the word after a hyphen counts sides."""
    return token.i > 1 and token.nbor(-1).text in ("-", "–") or any(c.tag_ == "CD" for c in token.children)


def _needs(reading: Reading, frame: Frame) -> bool:
    return all(_need(reading, frame, need) for need in frame.rule.texts("needs"))


def _need(reading: Reading, frame: Frame, need: str) -> bool:
    token = frame.token
    if need == "object_actor":
        heads = objects(token)
        return not heads or any(actors_of(reading, h) for h in heads) or any(h.lower_ in ("who", "whom", "them", "him", "her") for h in heads)
    if need == "with_actor":
        return bool(frame.filled("with"))
    if need == "with_or_to_actor":
        return any(_personal(reading, n) for n in frame.filled("with") + frame.filled("to"))
    if need == "object_person":
        if any(h.lower_ == "other" for h in objects(token)):
            return True  # "saw each other"
        return any(_personal(reading, n) for n in frame.filled("object"))
    if need == "two_or_with":
        return bool(frame.filled("with")) or len(frame.filled("subject")) > 1 or _plural_subject(reading, token)
    if need == "spoken":
        if any(_personal(reading, n) for n in frame.filled("with") + frame.filled("to")):
            return True
        return len(frame.filled("subject")) > 1 and not children(token, "ccomp") and (_phone(token) or not prepositional(token, "to"))
    if need == "passive":
        return passive(token)
    if need == "not_as":
        return all(o.lower_ == "other" or (o.tag_ in ("NNP", "PRP") and reading.actor(o) is not None) for o in objects(token)) and not any(c.lower_ in ("as", "through", "off") for c in token.children) and not children(token, "ccomp", "xcomp", "oprd")
    if need == "subject_actor":
        return bool(frame.filled("subject") or frame.filled("agent"))
    if need == "subject_person":
        return any(_personal(reading, n) for n in frame.filled("subject"))
    if need == "many_parties":
        heads = subjects(token) + objects(token)
        return len(frame.parties) > 1 or (bool(frame.parties) and any(h.tag_ in ("NNS", "NNPS") or reading.actors[n].type == "organisation" for h in heads for n in frame.parties))
    if need == "bare_call":
        return not particles(token) & {"for", "on", "off", "upon", "out", "up"} and not children(token, "oprd", "ccomp", "xcomp", "attr", "prt") and len(children(token, "dobj")) == 1
    if need == "two_slots":
        return len(set(frame.parties)) > 1
    if need in ("phone", "phone_or_actor"):
        return _phone(token) or (need == "phone_or_actor" and _called(reading, frame))
    if need == "goal" and lemma(token) == "go" and children(token, "xcomp"):
        return False  # "is going to do"
    if need == "goal":
        return bool(frame.goals) or frame.here
    if need == "purpose":
        return any(c.lower_ in ("for", "on") and any((("noun", lemma(o)) in _by_lemma()) for o in children(c, "pobj")) for c in children(token, "prep"))
    if need == "visit_context":
        if token.lower_ in ("visit", "trip", "visits", "trips") and token.dep_ != "compound":
            return bool(frame.goals or frame.parties) or any(c.dep_ in ("det", "poss") for c in token.children)
        return bool(frame.goals and frame.parties) or (token.lower_ in ("tour", "mission") and any(c.dep_ in ("det", "poss") for c in token.children))
    return True


def _plural_subject(reading: Reading, verb: Token) -> bool:
    return any(h.tag_ in ("NNS", "NNPS") and actors_of(reading, h) for h in subjects(verb))


def _personal(reading: Reading, n: int) -> bool:
    mention = reading.actors[n]
    return mention.form in _PERSONLIKE or (mention.form == "name" and mention.type in (None, "person"))


def _phone(token: Token) -> bool:
    phone = words("frames.toml", "nouns")["phone"]
    if any(c.lower_ in phone for c in token.children if c.dep_ in ("compound", "amod", "nmod")):
        return True
    verb = governing_verb(token)
    return any(p.lower_ in ("by", "over", "on", "via") and any(o.lower_ in ("phone", "telephone", "video") for o in children(p, "pobj")) for t in (token, verb) if t is not None for p in children(t, "prep"))


def _called(reading: Reading, frame: Frame) -> bool:
    token = frame.token
    if token.tag_ == "NNS" or any(o.i not in reading.timex_at for o in prepositional(token, "for", "on")):
        return False
    if len({n for n in frame.filled("around") if _personal(reading, n)}) > 1:
        return True
    verb = token.head if is_verb(token.head) else None
    told = frame.filled("from") + frame.filled("with") + frame.filled("between") + frame.filled("to") + frame.filled("poss")
    return any(_personal(reading, n) for n in told) and (verb is None or lemma(verb) in ("have", "hold", "receive", "place", "make", "get", "take", "follow"))


# --- slots ---------------------------------------------------------------------------------------------------------------------------


def _fill(reading: Reading, frame: Frame) -> None:
    if not is_noun(frame.token):
        _fill_verb(reading, frame)
    else:
        _fill_noun(reading, frame)
    _fill_places(reading, frame)


def _fill_verb(reading: Reading, frame: Frame) -> None:
    verb = frame.token
    for path, role in _slots(frame.rule):
        clause = verb if is_verb(verb) else verb.head
        if path == "subject" and not is_verb(verb):
            heads = subjects(verb.head) if is_verb(verb.head) else []
        elif path == "subject":
            heads = subjects(verb)
        elif path == "object":
            heads = objects(verb)
        elif path == "agent":
            heads = [p for by in children(verb, "agent") for p in children(by, "pobj")]
        else:
            heads = prepositional(verb, path)
        for head in heads:
            frame.add(who(reading, head, clause), path, role)
            if path in ("with", "object") and role in ("party", "guest"):
                frame.hosts.extend(people_at(reading, head))
    if is_verb(verb) and any(c.lower_ in ("after", "when", "as", "while") for c in children(verb, "mark", "advmod")) and verb.dep_ == "advcl" and is_verb(verb.head):
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
                    if not mentions and head.tag_ == "PRP$" and head.lower_ in ("his", "her", "their", "its", "our", "my"):
                        mentions = clause_subject(reading, carrier)  # "ahead of his first visit to Seoul, Trump said"
                    frame.add(mentions, path, role)
            elif path == "modifier":
                frame.add(modifiers(reading, carrier), path, role)
            elif path not in ("subject", "around", "agent") and not (path == "of" and lemma(carrier) in ("tour", "stop")):
                for head in prepositional(carrier, path):
                    if not (path == "of" and lemma(head) in ("meeting", "talk", "talks", "day", "negotiation")):
                        frame.add(actors_of(reading, head), path, role)
                        if path == "with":
                            frame.hosts.extend(people_at(reading, head))
    for child in children(noun, "acl", "relcl"):
        if lemma(child) in ("attend", "host", "chair", "hold", "lead", "involve", "group", "gather", "bring", "include", "join", "pay", "make", "schedule", "plan"):
            for head in [p for by in children(child, "agent") for p in children(by, "pobj")] + (subjects(child) if not passive(child) else []):
                if head != noun:
                    frame.add(actors_of(reading, head), "subject", slots.get("subject", "party"))
            for path in ("between", "with"):
                for head in prepositional(child, path):
                    frame.add(actors_of(reading, head), path, slots.get(path, "party"))
            if lemma(child) in ("involve", "group", "gather", "bring", "include") and not passive(child):
                for head in children(child, "dobj"):
                    frame.add(actors_of(reading, head), "object", "party")
    carrier = _carrier(frame)
    if carrier is not None:
        verb, below = carrier
        light = words("frames.toml", "verbs")
        hosting = lemma(verb) in light["hosting"]
        owned = bool(frame.filled("between")) or (frame.kind == "visit" and any(frame.filled(path) for path in ("poss", "of", "by")))
        if "subject" in slots and (not owned or hosting) and lemma(verb) != "be":
            for head in subjects(verb):
                mentions = who(reading, head, verb)
                if lemma(verb) in _ATTENDED and len(frame.filled("modifier")) > 1:
                    continue  # "took part in Russia-U.S. talks": the sides are named already
                if lemma(verb) in _SPOKEN and not frame.filled("with") and frame.kind != "visit":
                    continue
                if verb in frame.told.changed_by and frame.kind != "visit" and not frame.filled("with") and len(mentions) < 2 and lemma(noun) not in _HOSTED:
                    continue  # who calls off the talks of others takes no part in them
                if hosting and frame.filled("between"):
                    frame.add(mentions, "host", "host")
                else:
                    frame.add(mentions, "subject", slots["subject"])
        for path in ("with", "between", "among", "from", "to"):
            if path in slots and not frame.filled(path) and (path != "to" or frame.kind != "meeting"):
                for head in prepositional(verb, path):
                    if head.i > below.i or verb.i > below.i:
                        frame.add(actors_of(reading, head), path, slots[path])
        if lemma(verb) == "join" or lemma(verb) == "attend":
            for head in (p for by in children(verb, "agent") for p in children(by, "pobj")):
                frame.add(actors_of(reading, head), "subject", slots.get("subject", "party"))
    elif noun.dep_ == "nsubj" and lemma(noun.head) in ("include", "involve", "bring", "gather", "group", "unite"):
        for head in children(noun.head, "dobj"):
            frame.add(actors_of(reading, head), "object", "party")
    grouped = any(reading.actors[n].form == "group" for n in frame.parties)
    if "around" in slots:
        _around(reading, frame, slots["around"], told=bool(frame.filled("between")) or grouped)
    if not frame.filled("with") and not frame.filled("between") and frame.kind == "meeting":
        _stray(reading, frame)


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
            if lemma(above) in light or above in frame.told.changed_by or (is_cue(above) and (below.dep_ in ("dobj", "nsubjpass", "xcomp") or lemma(above) in ("call", "ask", "push", "press", "appeal"))):
                return above, below
            return None
        below = above
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if noun.dep_ == "pobj" and noun.head.head != noun.head and is_verb(noun.head.head) and lemma(noun.head.head) in ("participate", "take", "engage", "join", "go", "embark", "sit"):
        verb = noun.head.head if noun.head.lower_ in ("in", "for", "on", "into") else None
    return (verb, noun) if verb is not None and lemma(verb) in light else None


def _around(reading: Reading, frame: Frame, role: str, *, told: bool) -> None:
    """ "In a meeting with Hu, the president said": who says so was there, where the phrase itself names one side only.

    ``told``: all sides are named; only the clause around is noted, for its day.
    """
    noun = frame.token
    top = noun
    for _ in range(4):
        if top.dep_ == "pobj" and top.head.dep_ in ("prep", "pcomp") and top.head.lower_ in _AROUND:
            prep = top.head
            above = prep.head
            if above.dep_ == "prep" or above.lower_ in ("ahead", "prior"):
                above = above.head
            if is_noun(above) and lemma(above) in ("round", "series", "stop", "leg", "stage", "start", "end", "sideline", "day", "beginning", "close", "opening", "conclusion", "margin", "eve", "part", "session", "conference"):
                top = above
                continue
            while above.tag_ in ("RB", "NNP", "NN") and above.dep_ in ("advmod", "npadvmod") and above.head != above:
                above = above.head
            if is_noun(above) and reading.actor(above) is not None and prep.lower_ in ("on", "at", "in", "during") and not frame.parties:
                frame.add(actors_of(reading, above), "around", role)  # "Cohen, on the first stop of a visit to Japan"
                return
            if not is_verb(above) or (frame.kind == "visit" and any(frame.filled(path) for path in ("poss", "of", "by"))):
                return
            if frame.kind == "visit" and prep.lower_ not in ("on", "for", "during", "at", "after", "before", "following", "of", "ahead"):
                return
            heads = children(above, "nsubjpass") or subjects(above)
            if prep.lower_ in ("for", "to") and lemma(above) in words("frames.toml", "verbs")["ask"] and not passive(above):
                heads = objects(above)  # "invited Khan to Riyadh for talks"
            if prep.lower_ in ("in", "at", "during", "after", "following"):
                frame.around = above.i
            if lemma(above) in ("tell", "inform", "brief", "assure", "urge", "warn") and not told:
                heads = [*heads, *objects(above)]  # "Cuba told U.S. officials during talks in Havana"
            for head in [] if told else heads:
                frame.add(actors_of(reading, head), "around", role)
            return
        return


def tail(reading: Reading, noun: Token) -> list[Token]:
    """The words behind a noun that still belong to it: "talks | last month in Washington with President Clinton".

    Phrases of time, place and company, one after the other, whatever the parser hung them on; a verb, a clause or a comma ends it.
    """
    out: list[Token] = []
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 26)]:
        if token.text in (".", ";", ":", "--", "—", "–", '"', "”", "?", "!") or (token.tag_ in ("WDT", "WP", "WRB", "MD", "CC") and not _joins(token) and not _starts(token)):
            break
        if token.text == "," and not _in_date(reading, token):
            break
        if token.tag_ == "WDT" and _starts(token):
            continue
        if is_verb(token) and (lemma(token) not in _LEAN or token.tag_ == "VBG") and token.lower_ not in ("scheduled", "planned", "held", "due", "set", "slated", "visiting", "expected"):
            break
        if token.dep_ == "mark":
            break
        out.append(token)
    return out


def _starts(token: Token) -> bool:
    """ "which starts at the end of November", "that is due on Friday": still the occasion's own words."""
    following = token.doc[token.i + 1 : token.i + 2]
    return token.tag_ == "WDT" and any(is_verb(t) and lemma(t) in _LEAN for t in following)


def _joins(token: Token) -> bool:
    """True for a conjunction inside a list of names, not one that opens another clause or noun."""
    return token.tag_ == "CC" and (token.head.tag_.startswith(("NNP", "CD", "JJ")) or token.head.lower_ in ("leaders", "officials"))


def _in_date(reading: Reading, token: Token) -> bool:
    """ "October 21, 2025", "Tuesday, October 21": a comma inside a date."""
    return token.i - 1 in reading.timex_at and token.i + 1 in reading.timex_at


def _stray(reading: Reading, frame: Frame) -> None:
    """A "with …" or "between …" in the noun's tail that the parser hung elsewhere."""
    for token in tail(reading, frame.token):
        if lemma(token) == "hold" and token.i and reading.actor(token.nbor(-1)) is not None:
            frame.add([reading.actor_at[token.i - 1]], "subject", "party")  # "the summit the two leaders held last week"
            return
        if token.lower_ in ("with", "between") and token.dep_ == "prep":
            for head in children(token, "pobj"):
                frame.add(actors_of(reading, head), token.lower_, "party")
            return


def _fill_places(reading: Reading, frame: Frame) -> None:
    token = frame.token
    anchors = [token] + [t for t in frame.told.spine[1:] if _anchors_place(t, frame)]
    if frame.kind == "visit":
        goals = frame.rule.texts("goal")
        for path in goals:
            for anchor in anchors:
                if path == "object" and anchor == token:
                    heads = objects(token)
                elif path == "for" and is_noun(token) and lemma(token) != "departure":
                    continue
                elif path == "modifier":
                    frame.goals.extend((n, "modifier") for n in (place_modifiers(reading, token) if anchor == token and not is_verb(token) else []))
                    continue
                elif path == "here":
                    frame.here = frame.here or any(c.lower_ == "here" for c in children(anchor, "advmod"))
                    continue
                elif path == "on_to":
                    continue
                else:
                    heads = prepositional(anchor, path)
                    heads += [p for a in children(anchor, "advmod", "prt") for p in prepositional(a, path)]
                frame.goals.extend((n, path) for head in heads for n in places_of(reading, head))
        if lemma(token) in ("come", "return") and any(c.lower_ == "home" for c in token.children):
            frame.goals.clear()
        return
    for anchor in anchors:
        for head in prepositional(anchor, *_PLACE_PREPOSITIONS[:-3]):
            frame.places.extend((n, "in") for n in places_of(reading, head))
        frame.here = frame.here or any(c.lower_ == "here" for c in children(anchor, "advmod"))
        for head in prepositional(anchor, "during", "while") + [v for p in children(anchor, "prep") if p.lower_ in ("during", "while") for v in children(p, "pcomp")]:
            frame.places.extend((n, "during") for h in prepositional(head, "in", "to", "at") for n in places_of(reading, h))  # "while staying in Moscow"
    if not is_verb(token):
        frame.places.extend((n, "modifier") for n in place_modifiers(reading, token))
        if not any(path == "in" for _, path in frame.places):
            for word in tail(reading, token):
                if word.dep_ == "prep" and word.lower_ in ("in", "at") and (heads := children(word, "pobj")):
                    frame.places.extend((n, "in") for head in heads for n in places_of(reading, head))
                    break
                if word.lower_ == "here":
                    frame.here = True
    if not any(path == "in" for _, path in frame.places):
        for slot in frame.slots:  # "met Kabila in the city of Lubumbashi": hung on the person by the parser
            root = reading.roots.get(("actor", slot.mention))
            if root is not None and slot.path in ("object", "with", "between", "of", "among") and root.i > token.i:
                frame.places.extend((n, "in") for part in conjuncts(root) for head in prepositional(part, "in", "at") for n in places_of(reading, head))


def _anchors_place(t: Token, frame: Frame) -> bool:
    verbs = words("frames.toml", "verbs")
    return (is_verb(t) and (lemma(t) in verbs["light"] or lemma(t) in _LEAN) and lemma(t) not in verbs["reporting"] and t not in frame.told.changed_by) or lemma(t) in ("round", "series", "session")


# --- reference, topic ------------------------------------------------------------------------------------------------------------------


def _reference(reading: Reading, frame: Frame) -> str:
    token = frame.token
    if not is_noun(token):
        if token.dep_ == "xcomp" and token.head.lower_ == "used":
            return "generic"
        for c in children(token, "advmod", "npadvmod"):
            if c.lower_ in ("again",):
                return "other"
            if c.lower_ in ("regularly", "often", "frequently", "usually", "always", "routinely", "repeatedly", "sometimes", "annually"):
                return "generic"
            if c.lower_ == "times" or (c.lower_ in ("twice", "thrice")):
                return "counted"
        return "new"
    modifiers_ = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "nummod", "compound", "predet", "nmod")}
    count = next((c for c in children(token, "nummod") if c.tag_ == "CD"), None)
    firm = not frame.told.weak and frame.told.value in ("denied", "not_held", "cancelled", "postponed")
    if modifiers_ & _GENERIC and not modifiers_ & {"the", "this", "that"} and not (firm and modifiers_ & {"any", "such"}):
        return "generic"
    if count is not None and token.tag_ == "NNS" and count.lower_ not in ("one", "1") and lemma(token) not in ("talk", "talks"):
        return "counted"
    if token.tag_ == "NNS" and frame.kind == "call" and not modifiers_ & {"the", "these", "those"}:
        return "generic"
    if token.tag_ == "NNS" and lemma(token) in words("frames.toml", "nouns")["plural_generic"]:
        if not modifiers_ & {"the", "these", "those"} and not children(token, "poss") and not frame.parties:
            return "generic"
    if modifiers_ & _OTHER or (not children(token, "det", "poss") and any(c.lower_ == "also" for t in frame.told.spine[1:4] if is_verb(t) for c in children(t, "advmod"))):
        return "other"
    if frame.kind == "visit" and not frame.goals and any(h.tag_.startswith("NNP") for h in prepositional(token, "to", "of")):
        return "other"  # "his trip to Asia": not the visit to one of its states
    determiners = {c.lower_ for c in children(token, "det")}
    if determiners & {"the", "this", "that", "these", "those", "both"}:
        return "definite"
    if children(token, "poss"):
        return "definite"
    return "new"


def _topic(reading: Reading, frame: Frame) -> tuple[int, int] | None:
    token = frame.token
    anchors = [token] + [t for t in frame.told.spine[1:4]]
    for anchor in anchors:
        for prep in children(anchor, "prep"):
            if prep.lower_ in ("on", "about", "over", "regarding", "concerning") and prep.i > token.i:
                for head in children(prep, "pobj", "pcomp"):
                    if head.i not in reading.timex_at and head.i not in reading.place_at:
                        return _extent(head)
        for verb in children(anchor, "acl", "advcl", "xcomp"):
            if lemma(verb) == "discuss" or verb.lower_ in ("discussing", "discuss", "covering", "review"):
                for head in children(verb, "dobj"):
                    return _extent(head)
        if lemma(anchor) == "discuss":
            for head in children(anchor, "dobj"):
                return _extent(head)
    return None


def _extent(head: Token) -> tuple[int, int]:
    left, right = head.left_edge, head.right_edge
    for token in head.doc[head.i + 1 : right.i + 1]:
        if token.dep_ in ("relcl",) or token.text in (",", ";", "--", '"', "”") or (token.tag_ in ("WDT", "WP")):
            right = head.doc[token.i - 1] if token.dep_ != "relcl" else right
            if token.dep_ != "relcl":
                break
    return left.idx, right.idx + len(right)


# --- several frames -----------------------------------------------------------------------------------------------------------------------


def _settle(frames: list[Frame]) -> list[Frame]:
    """Drop a trigger that is only a part of another's name: "summit meeting", "round of talks", "visit" in "pay a visit"."""
    by_token = {f.token.i: f for f in frames}
    out = []
    for frame in frames:
        head = frame.token.head
        if frame.token.dep_ in ("compound", "nmod", "amod") and head.i in by_token and by_token[head.i].kind == frame.kind:
            by_token[head.i].subtype = frame.subtype if frame.subtype == "summit" else by_token[head.i].subtype
            continue
        if lemma(frame.token) in ("round", "session") and any(lemma(p) in ("talk", "talks", "meeting", "negotiation", "discussion", "consultation") for p in prepositional(frame.token, "of")):
            continue
        if is_verb(frame.token) and frame.kind == "visit" and frame.rule.id == "visit.be_in" and any(f.kind == "visit" and f is not frame and frame.token in f.token.ancestors for f in frames):
            continue
        if frame.kind == "visit" and not is_verb(frame.token) and frame.token.dep_ == "dobj":
            carrier = by_token.get(head.i)
            if carrier is not None and carrier.kind == "visit":
                continue
        out.append(frame)
    return out


def _purposes(frames: list[Frame]) -> None:
    """Tie "talks" to "arrived" in "arrived in Washington for talks", a meeting to the visit during which it is."""
    visits = {f.token.i: n for n, f in enumerate(frames) if f.kind == "visit"}
    for frame in frames:
        if frame.kind == "visit":
            continue
        here, steps = frame.token, 0
        while here.head != here and steps < 5:
            here, steps = here.head, steps + 1
            if here.i in visits:
                frame.during = frames[visits[here.i]]
                break
            if is_verb(here) and lemma(here) not in words("frames.toml", "verbs")["light"]:
                break
        if frame.during is None:
            for prep in children(frame.token, "prep"):
                inner = [p for p in children(prep, "pobj") if p.i in visits and prep.lower_ in ("during", "on", "for")]
                if inner:
                    frame.during = frames[visits[inner[0].i]]


def _visiting(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "told visiting Kenyan President Mwai Kibaki": a visit, and a meeting with whoever speaks to the visitor."""
    rules = {r.text("form"): r for r in triggers()}
    rule = rules["visiting"]
    out: list[Frame] = []
    taken = {f.token.i for f in frames}
    for token in reading.doc:
        if token.lower_ != "visiting" or token.i in taken - {f.token.i for f in frames if f.token.lower_ == "visiting"}:
            continue
        visitor = _visitor(reading, token)
        if visitor is None:
            continue
        frames[:] = [f for f in frames if f.token.i != token.i]
        told = Told(value="ongoing", weak=True, spine=[token])
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
        _fill_places(reading, meeting)
        out.append(meeting)
    return out


@lru_cache(maxsize=1)
def _contact_rule() -> Rule:
    return next(r for r in triggers() if r.id == "meeting.contact")


def _visitor(reading: Reading, token: Token) -> int | None:
    """The person that "visiting" modifies: the next mention to its right in the same noun phrase."""
    for right in token.doc[token.i + 1 : min(token.sent.end, token.i + 9)]:
        n = reading.actor(right)
        if n is not None:
            return n if _personal(reading, n) or reading.actors[n].form == "name" else None
        if is_verb(right) or right.tag_ in ("DT", "IN", "PRP$"):
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
    if lemma(above) not in ("tell", "discuss", "agree", "sign", "assure", "thank", "inform", "brief", "exchange", "hold", "urge", "promise", "congratulate", "talk", "speak", "warn", "ask", "reach"):
        return None, []
    if not others:
        for head in children(above, "dobj"):
            others.extend(n for n in actors_of(reading, head) if n != visitor and _personal(reading, n))
    return (above, sorted(set(others))) if others else (None, [])


# --- times ---------------------------------------------------------------------------------------------------------------------------------


def _times(reading: Reading, frames: list[Frame], found: list[Frame]) -> None:
    """Give each time expression to the trigger that it modifies, never to one beyond a reporting verb."""
    changes_at = {c.token.i: c for c in found}
    owners: dict[int, list[Frame]] = defaultdict(list)
    for frame in frames:
        for token in [frame.token, *frame.told.spine[1:]]:
            if _takes_time(token, frame):
                owners[token.i].append(frame)
    behind = _tails(reading, frames)
    for (kind, n), root in sorted(reading.roots.items()):
        if kind != "timex":
            continue
        timex = reading.timexes[n]
        here, steps, path = root, 0, []
        if root.i in behind and timex.type in ("DATE", "TIME"):
            told = behind[root.i].told
            moved = [t for t in told.changed_by if t.i < root.i]
            if told.value == "postponed" and moved and root.head.lower_ in ("until", "till", "for", "to") and lemma(moved[0]) in ("reschedule", "postpone", "delay", "move", "put", "push", "rearrange"):
                told.turn(root.head, "scheduled", "postpone.new_date")
            relation = _relation([root.head], timex.start)
            change = next((c for c in found if c.about is behind[root.i] and c.token.i in {t.i for t in moved}), None)
            if change is not None and relation == "on":  # "cancelled the talks on Nov. 2": events decides by the day
                change.times.append((n, 1, "on"))
                relation = "changed"
            behind[root.i].times.append((n, 0, relation))
            continue
        while True:
            if here.i in changes_at:
                change = changes_at[here.i]
                if change.kind == "postponement" and path and path[-1].lower_ in ("until", "till", "to", "for") and timex.type in ("DATE", "TIME"):
                    if change.about is not None and change.about.told.value == "postponed":
                        change.about.told.turn(path[-1], "scheduled", "postpone.new_date")
                        change.about.times.insert(0, (n, 0, "new"))
                else:
                    change.times.append((n, steps, "on"))
                break
            if here.i in owners:
                near = [f for f in owners[here.i] if f.token.i == here.i] or owners[here.i]
                for frame in near:
                    if timex.type == "DURATION":
                        frame.duration = frame.duration or (timex.start, timex.end)
                    frame.times.append((n, steps, _relation(path, timex.start)))
                break
            said = [f for f in frames if f.around == here.i]
            if said and timex.type in ("DATE", "TIME"):
                for frame in said:
                    frame.times.append((n, 20 + steps, "around"))
                break
            quoted = [f for f in (*frames, *found) if f.told.reporter is not None and f.told.reporter.i == here.i]
            if quoted and timex.type in ("DATE", "TIME"):
                for frame in quoted:
                    frame.said = n
                break
            if here.head == here or steps > 9 or (steps and is_verb(here) and here.i not in owners and here.dep_ not in ("xcomp", "conj", "acl")):
                break
            path.append(here)
            here, steps = here.head, steps + 1


def _tails(reading: Reading, frames: list[Frame]) -> dict[int, Frame]:
    """For each word in a noun's tail, the frame of the nearest such noun before it."""
    out: dict[int, Frame] = {}
    for frame in frames:
        if is_noun(frame.token):
            for word in tail(reading, frame.token):
                out[word.i] = frame
    return out


def _relation(path: list[Token], start: int) -> str:
    """The preposition over a time expression, where it tells more than "on": until, from, since, before, after, by."""
    for token in path:
        if token.dep_ == "prep" and token.lower_ in ("until", "till", "from", "since", "before", "after", "by", "to", "ahead"):
            return token.lower_
    return "on"


def _takes_time(token: Token, frame: Frame) -> bool:
    if token is frame.token:
        return True
    if token in frame.told.changed_by:
        return False
    verbs = words("frames.toml", "verbs")
    word = lemma(token)
    if word == "be" and not any(c in frame.told.spine for c in children(token, "nsubj", "nsubjpass", "attr", "xcomp", "acomp", "ccomp")):
        return False
    if is_verb(token):
        return word in _LEAN or (word in verbs["light"] and word not in verbs["reporting"] and word not in ("agree", "offer", "propose", "request", "announce", "confirm", "deny", "cancel", "postpone", "refuse", "reject", "accept", "demand", "rule"))
    return word in ("round", "series", "session", "due", "start", "opening", "beginning", "set", "likely", "possible", "ready")


# --- the component ---------------------------------------------------------------------------------------------------------------------------


class TriggerTagger:
    """Finds triggers in one paragraph; see the module's head for what is written where."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        if not Doc.has_extension(GROUP):
            Doc.set_extension(GROUP, default="[]")

    def __call__(self, doc: Doc) -> Doc:
        """Write the span group and the JSON."""
        if not any(_candidate(t) for t in doc):
            doc.spans[GROUP] = []
            return doc
        reading = Reading(doc, lift_actors(doc, 0), lift_places(doc, 0), lift_timexes(doc, 0))
        frames = find_frames(reading)
        doc.spans[GROUP] = [Span(doc, f.token.i, f.token.i + 1, label=f.rule.id) for f in frames]
        position = {id(f): n for n, f in enumerate(frames)}
        doc._.set(GROUP, json.dumps([f.plain(position) for f in frames], ensure_ascii=False, separators=(",", ":")))
        return doc


def _candidate(token: Token) -> bool:
    return token.lower_ in _starters()


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    return frozenset(w for rule in (*triggers(), *changes()) for w in surface_words(rule)) | {"visiting"}


@Language.factory(
    "timeline_triggers",
    assigns=["doc.spans", "doc._.timeline_triggers"],
    requires=["token.dep", "token.tag", "token.head", "doc.spans"],
)
def make_triggers(nlp: Language, name: str) -> TriggerTagger:
    """Make the component for a pipeline."""
    return TriggerTagger(nlp, name)


def lift_triggers(doc: Doc, offset: int) -> tuple[TriggerMention, ...]:
    """The triggers of a tagged paragraph as frozen mentions; ``offset`` is where the paragraph starts in the document's text.

    Indices of actors, places, times and triggers count within the paragraph, as does ``paragraph`` (0); ``lift_document`` shifts them.
    """
    out = []
    for plain in json.loads(doc._.get(GROUP)):
        start, end = plain["at"]
        sentence = doc.char_span(start, end).sent
        out.append(
            TriggerMention(
                start=offset + start,
                end=offset + end,
                text=doc.text[start:end],
                rule=plain["rule"],
                kind=plain["kind"],
                subtype=plain["subtype"],
                sentence=(offset + sentence.start_char, offset + sentence.end_char),
                paragraph=0,
                arguments=tuple(Argument(*a) for a in plain["arguments"]),
                cues=tuple(Cue(offset + s, offset + e, doc.text[s:e], value, rule, by) for s, e, value, rule, by in plain["cues"]),
                tense=plain["tense"],
                reference=plain["reference"],
                topic=_shift(plain["topic"], offset),
                duration=_shift(plain["duration"], offset),
            )
        )
    return tuple(out)


def _shift(span: list[int] | None, offset: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + offset, span[1] + offset)
