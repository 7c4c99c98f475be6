"""Where an encounter is, by the parse: places in its own phrase, in its light verb's, and in the words that hang on those."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, place_modifiers, places_of
from timeline.nlp.arguments_tail import LEAN, tail
from timeline.nlp.clauses import children, conjuncts, is_noun, is_verb, lemma, made, objects, prepositional
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_PLACE_PREPOSITIONS = ("in", "at", "on", "near", "outside", "aboard", "to", "inside", "from")
_GROUND = frozenset(
    ["island", "isle", "islands", "border", "coast", "shore", "shores", "ship", "vessel", "boat", "peninsula", "soil", "territory",
     "outskirts", "ranch", "estate", "riviera", "campus", "frontier", "bank", "banks"]
)  # fmt: skip
_ISLANDS = words("names.toml", "words")["islands"]
_FIXED = frozenset({"set", "schedule", "plan", "slate"})
_HELD = LEAN | {"take", "convene", "stage", "organise", "organize"}


def fill_places(reading: Reading, frame: Frame) -> None:
    """Where the encounter is, and for a visit where it leads."""
    token = frame.token
    anchors = [token] + [t for t in frame.told.spine[1:] if _anchors_place(t, frame)]
    anchors += [c for t in anchors[1:] if lemma(t) == "go" for c in children(t, "advcl")]  # "will go ahead as planned in Doha"
    anchors += [t for t in made(token) if is_noun(token) and lemma(t) in ("make", "pay")]  # "the trip that he will make to Peru"
    if frame.kind == "visit":
        goals = frame.rule.texts("goal")
        for path in goals:
            for anchor in anchors:
                if path == "object" and anchor == token:
                    heads = objects(token)
                elif path == "for" and is_noun(token) and lemma(token) != "departure":
                    continue
                elif path == "modifier":
                    frame.goals.extend(
                        (n, "modifier") for n in (place_modifiers(reading, token) if anchor == token and not is_verb(token) else [])
                    )
                    continue
                elif path == "here":
                    frame.here = frame.here or any(c.lower_ == "here" for c in children(anchor, "advmod"))
                    continue
                elif path == "on_to":
                    continue
                else:
                    own = [anchor, *(t for a in children(anchor, "appos") for t in (a, *a.children))]  # "the trip, his first to Peru"
                    heads = [h for t in (own if is_noun(anchor) else [anchor]) for h in prepositional(t, path)]
                    heads += [p for a in children(anchor, "advmod", "prt") for p in prepositional(a, path)]
                frame.goals.extend((n, path) for head in heads for n in places_of(reading, head))
        if lemma(token) in ("come", "return") and any(c.lower_ == "home" for c in token.children):
            frame.goals.clear()
        return
    for anchor in anchors:
        more = ("to",) if anchor == token and lemma(token) == "welcome" else ("for",) if lemma(anchor) in _FIXED else ()
        for head in prepositional(anchor, *_PLACE_PREPOSITIONS[:-3], *more):
            if head.head.lower_ == "on" and lemma(head) not in _GROUND and head.lower_ not in _ISLANDS:
                continue  # "talks on Iraq" are about it
            frame.places.extend((n, "in") for n in places_of(reading, head))
        frame.here = frame.here or any(c.lower_ == "here" for c in children(anchor, "advmod"))
        for head in prepositional(anchor, "during", "while") + [
            v for p in children(anchor, "prep") if p.lower_ in ("during", "while") for v in children(p, "pcomp")
        ]:
            frame.places.extend(
                (n, "during") for h in prepositional(head, "in", "to", "at") for n in places_of(reading, h)
            )  # "while staying in Moscow"
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
                frame.places.extend(
                    (n, "in") for part in conjuncts(root) for head in prepositional(part, "in", "at") for n in places_of(reading, head)
                )

    if not any(path in ("in", "during") for (path,) in ((p,) for _, p in frame.places)) and not frame.here:
        frame.places.extend((n, "in") for n in _where(reading, frame) or _below(reading, frame, anchors))


def _where(reading: Reading, frame: Frame) -> list[int]:
    """ "in Hanoi, where the summit is held": the place that the clause hangs on."""
    for verb in frame.told.spine:
        if is_verb(verb) and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in children(verb, "advmod")):
            return places_of(reading, verb.head)
    return []


def _below(reading: Reading, frame: Frame, anchors: list[Token]) -> list[int]:
    """Places that hang on the trigger by other words of its own: its day, its parties, a participle ("to be held in Sochi")."""
    tops = {t.i for t in anchors}
    own = {t.i for slot in frame.slots if slot.path != "subject" and (t := reading.roots.get(("actor", slot.mention))) is not None}
    for n in range(len(reading.places)):
        root = reading.roots.get(("place", n))
        if root is None or root.sent != frame.token.sent or root.i < frame.token.i:
            continue
        here, prep = root, None
        while here.head != here:
            above = here.head
            if here.dep_ == "prep" and here.lower_ in _PLACE_PREPOSITIONS[:-3]:
                if here.lower_ == "on" and not any(lemma(p) in _GROUND or p.lower_ in _ISLANDS for p in children(here, "pobj")):
                    break
                prep = here
            if above.i in tops or above.i in own:
                if prep is not None:
                    return [n]
                break
            timed = above.i in reading.timex_at or above.lower_ in ("time", "hour", "hours", "minutes", "face")
            passes = (
                timed
                or above.dep_ in ("prep", "pobj", "appos", "acomp")
                or (is_verb(above) and lemma(above) in _HELD and above.dep_ in ("acl", "relcl", "conj", "xcomp"))
            )
            if not passes or (prep is not None and prep != here and is_noun(above) and not timed):
                break
            here = above
    return []


def _anchors_place(t: Token, frame: Frame) -> bool:
    verbs = words("frames.toml", "verbs")
    return (
        (
            is_verb(t)
            and (lemma(t) in verbs["light"] or lemma(t) in LEAN)
            and lemma(t) not in verbs["reporting"]
            and t not in frame.told.changed_by
        )
        or lemma(t) in ("round", "series", "session")
        or (lemma(t) == "go" and any(c.lower_ == "ahead" for c in t.children))
    )
