"""What a party says of an encounter: the clause that a verb of saying asserts, the plan in it, and who speaks.

An announcement needs a speaker who is a party or its spokesperson, and a clause of which the encounter is the plan: "said that he will
visit", "said the summit would be held", "the two are due to meet, the ministry announced". What is only spoken of in the clause ("the
summit would be a critical step"), wished for, or made to depend on something is not announced.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of, places_of
from timeline.nlp.clauses import (
    children,
    conjuncts,
    is_noun,
    is_verb,
    lemma,
    modal,
    negation,
    passive,
    prepositional,
    progressive,
    subjects,
    tense,
)
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_CLAUSES = ("ccomp", "xcomp")
_CARRIED = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "oprd", "attr", "prep", "pobj", "pcomp", "amod", "compound", "nmod", "poss", "agent"}
    | {"xcomp", "ccomp", "acl", "conj", "acomp", "relcl"}
)
_CLOSING = frozenset({".", "''", "``", ":", ","})
_IF = frozenset({"if", "unless", "provided", "providing", "whether"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the actor mentions of the subject, and whether that is a party's own word.

    For "an official", "the ministry in Bangkok", "his office" there is no actor mention: ``places`` are where they are (place mentions),
    ``own`` tells that somebody told of in the clause has them, ``here`` that nothing says whose they are.
    """

    mentions: tuple[int, ...] = ()
    official: bool = False
    places: tuple[int, ...] = ()
    own: bool = False
    here: bool = False


def speaker(reading: Reading, verb: Token) -> Speaker:
    """Who speaks, by the subject of a verb of saying; no party speaks where that is a source, a diplomat, a newspaper, or nobody."""
    verb = made_known(verb) or verb
    heads = [behind] if (behind := attributed(verb)) is not None else subjects(verb)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":  # "he told the press when announcing the visit"
        heads = children(verb.head, "nsubj")
    return _speaking(reading, heads)


def made_known(verb: Token) -> Token | None:
    """The verb over "made it known that …", "let it be understood that …"."""
    above = verb.head
    return above if verb.lower_ in ("known", "understood") and lemma(above) in ("make", "let") and verb.dep_ in ("ccomp", "oprd") else None


def attributed(verb: Token) -> Token | None:
    """The head of the speaker in a sentence that ends on who says it, where the parser hangs that on the last noun: "…, the presidency
    announced on Monday"; None elsewhere."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in ("acl", "relcl", "parataxis", "appos", "dep", "conj", "advcl", "npadvmod"):
        return None
    if any(c.dep_ == "cc" and c.i > verb.head.i for c in verb.head.children if c.i < verb.i) and verb.dep_ == "conj":
        return None
    own = children(verb, "nsubj", "nsubjpass")
    head = own[0] if own else verb.head if verb.dep_ == "acl" and is_noun(verb.head) else None
    if own and (behind := [a for a in children(head or verb, "appos") if a.i < verb.i]):
        head = behind[-1]  # "at the invitation of Assad, Sezer's press office announced", both taken for one
    if (
        head is None
        or head.i > verb.i
        or any(t not in head.subtree for t in verb.doc[head.i : verb.i])
        or children(verb, "mark", "aux", "auxpass", "agent", "dobj", "ccomp")
    ):
        return None
    left = min([head.i, *(t.i for t in head.subtree if t.i < head.i)])
    before = verb.doc[left - 1] if left > verb.sent.start else None
    rest = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("prep", "npadvmod", "advmod", "punct", "oprd")]
    late = not any(t.tag_ == "MD" or t.tag_ in ("VBZ", "VBP") for t in verb.doc[verb.i + 1 : verb.sent.end])
    if before is None or before.text not in (",", "''", '"', "”", "’’") or rest or not late or verb.sent.root.i >= left:
        return None
    return head


def _speaking(reading: Reading, heads: list[Token]) -> Speaker:
    lists = words("changes.toml", "lists")
    heads = [part for head in heads for part in conjuncts(head)]
    if heads and all(h.lower_ in ("source", "sources") and any(c.lower_ in ("official", "government") for c in h.children) for h in heads):
        mentions = tuple(dict.fromkeys(n for head in heads for n in actors_of(reading, head)))
        return Speaker(mentions, official=True, here=not mentions)  # "official sources said in Rabat"
    behind = [a for h in heads for a in children(h, "appos") if a.lower_ in lists["official"] and children(a, "det")]
    if behind:
        heads = behind[-1:]  # "he is to meet Lee and Lien, a Taiwanese spokesman said"
    if not heads or any(h.lower_ in lists["no_party"] or h.text in lists["media"] for h in heads):
        return Speaker()
    mentions = tuple(dict.fromkeys(n for head in heads for n in party(reading, head)))
    official = [h for h in heads if h.lower_ in lists["official"]]
    if not official:
        return Speaker(mentions, official=bool(mentions) or all(h.tag_ == "PRP" for h in heads))
    places = tuple(n for h in official for at in prepositional(h, "in", "at") for n in places_of(reading, at))
    own = any(c.tag_ == "PRP$" for h in official for c in children(h, "poss"))
    return Speaker(mentions, official=True, places=places, own=own, here=not places and not own)


def party(reading: Reading, head: Token) -> list[int]:
    """The actors that a phrase names; for an office or embassy also whose it is ("the rotating EU presidency")."""
    mentions = actors_of(reading, head)
    if head.lower_ not in words("changes.toml", "lists")["official"]:
        return mentions
    if any(reading.actors[n].form not in ("office", "pronoun") or reading.actors[n].country for n in mentions):
        return mentions
    owners = [c for c in children(head, "compound", "amod", "nmod", "poss") if c.tag_ != "PRP$"]
    above = [
        o for of in prepositional(head, "of", "for", "to", "by", "from") for o in (of, *children(of, "poss", "amod", "compound", "nmod"))
    ]
    whose = [n for owner in (*owners, *above) for n in actors_of(reading, owner) if n not in mentions]
    return whose or mentions


def according_to(reading: Reading, preposition: Token) -> Speaker:
    """Who is named in "according to the ministry", "according to a schedule distributed by the ministry"."""
    heads = [h for to in (preposition, *children(preposition, "prep")) for h in children(to, "pobj")]
    made = [p for h in heads for verb in children(h, "acl") for by in children(verb, "agent") for p in children(by, "pobj")]
    owners = [p for h in heads for p in (*prepositional(h, "of", "from", "by"), *children(h, "poss"))]
    papers = words("changes.toml", "lists")["papers"]
    if heads and all(h.lower_ in papers for h in heads):
        return _speaking(reading, made or owners or heads)
    return _speaking(reading, heads)


def contents(verb: Token) -> list[Token]:
    """The heads of what a verb of saying says, in text order: its clause, also before it ("…, he said"), and the one it is set into."""
    out = children(verb, *_CLAUSES) or [c for c in children(verb.head, *_CLAUSES) if made_known(verb) is not None and c != verb]
    if not out and attributed(verb) is not None:
        out = [verb.sent.root]
    elif not out and (told := _in_a_statement(verb)):
        out = told
    elif not out and verb.dep_ == "parataxis":
        out = [verb.head]
    elif not out and verb.dep_ == "ROOT" and (below := _cut_off(verb)) is not None:
        out = [below]
    return out


def _in_a_statement(verb: Token) -> list[Token]:
    """The clause of "announced in a statement that he would come", hung on the statement."""
    papers = (o for o in prepositional(verb, "in") if o.lower_ in words("changes.toml", "lists")["papers"])
    return [c for o in papers for c in children(o, "relcl", "acl", "ccomp") if any(m.lower_ == "that" for m in children(c, "mark"))]


def _cut_off(verb: Token) -> Token | None:
    """What follows a verb of saying whose sentence the parser ended in its midst: "a statement said the envoy | Fall will attend"."""
    end = verb.sent.end
    if end >= len(verb.doc) or verb.doc[end - 1].tag_ in _CLOSING:
        return None
    root = verb.doc[end].sent.root
    return root if is_verb(root) else None


def planned(frames: list[Frame], clause: Token) -> Frame | None:
    """The encounter that a clause asserts as a plan, the nearest to its verb; None where the clause only speaks of one."""
    if conditional(clause):
        return None
    inside = [(steps, f) for f in frames if (steps := _depth(f, clause)) is not None and _ahead(f) and not _only_spoken_of(f, clause)]
    return min(inside, key=lambda p: (p[0], p[1].token.i))[1] if inside else None


def held(frames: list[Frame], clause: Token) -> Frame | None:
    """The encounter that a clause asserts as having taken place."""
    inside = [
        (steps, f)
        for f in frames
        if (steps := _depth(f, clause)) is not None and f.told.value in ("held", "ongoing") and not _only_spoken_of(f, clause)
    ]
    return min(inside, key=lambda p: (p[0], p[1].token.i))[1] if inside else None


def _depth(frame: Frame, clause: Token) -> int | None:
    """Steps from a trigger up to the head of a clause, through words that carry the plan; None where the way leads elsewhere."""
    here, steps = frame.token, 0
    while here != clause:
        if here.head == here or here.dep_ in ("relcl", "advcl", "appos", "parataxis") or steps > 7:
            return None
        if here.dep_ == "conj" and here != frame.token and tense(here) is not None and children(here, "nsubj", "nsubjpass"):
            return None
        here, steps = here.head, steps + 1
        if here != clause and is_verb(here) and lemma(here) in words("frames.toml", "verbs")["reporting"]:
            return None
    return steps


def _ahead(frame: Frame) -> bool:
    """True for a plan that is asserted: scheduled by firm words, or told in the present ("he is travelling to Rome on Monday")."""
    told = frame.told
    if frame.reference in ("generic", "counted") or any(c.rule == "tense.past" for c in told.cues):
        return False
    if told.value == "scheduled":
        return not told.weak or _on_visit(frame)
    soon = frame.kind == "visit" or frame.rule.id == "meeting.meet"
    return soon and told.value == "ongoing" and progressive(frame.token)


def _on_visit(frame: Frame) -> bool:
    """ "will inspect the consulate on a visit to California", "would discuss it at a meeting of the council next week"."""
    preposition = frame.token.head
    verb = preposition.head.head if preposition.head.dep_ == "dobj" else preposition.head  # "will explain the draft at a meeting"
    if frame.token.dep_ != "pobj" or not is_verb(verb) or tense(verb) not in ("future", "modal"):
        return False
    return preposition.lower_ in ("during", "on" if frame.kind == "visit" else "at") and frame.reference != "definite"


def _only_spoken_of(frame: Frame, clause: Token) -> bool:
    """True where a clause says something about an encounter rather than that it will be: "the visit will strengthen ties"."""
    lists = words("changes.toml", "lists")
    here = frame.token
    while here != clause:
        above, dep = here.head, here.dep_
        if dep in ("nsubj", "nsubjpass") and not _takes_place(above):
            return True
        if dep in ("dobj", "dative", "oprd") and is_verb(above) and lemma(above) not in lists["holds"]:
            return True
        if dep == "attr" and not children(above, "expl"):
            return True
        if is_verb(above) and lemma(above) in lists["believes"] and not passive(above):
            return True
        if dep == "prep" and frame.token.head == here and _on_visit(frame):
            return False
        if dep == "prep" and lemma(above) == "agree":
            return False
        if dep == "prep" and is_verb(above) and (here.lower_ not in lists["goes_by"] or lemma(above) not in lists["goes"]):
            return True
        if (
            dep in ("prep", "amod", "compound", "nmod", "poss")
            and is_noun(above)
            and above != clause
            and above.lower_ not in lists["carries"]
        ):
            return True
        if dep not in _CARRIED:
            return True
        here = above
    return False


def _takes_place(verb: Token) -> bool:
    """True for a verb that says of its subject, an occasion, that it will be: "will take place", "is due on Friday", "is to be held"."""
    lists = words("changes.toml", "lists")
    if lemma(verb) == "be":
        if any(c.lower_ in lists["due"] for c in children(verb, "acomp", "oprd", "advmod", "prt", "prep")):
            return True
        inner = children(verb, "xcomp")
        if inner:
            return any(_takes_place(c) for c in inner)
        return not children(verb, "attr", "acomp", "ccomp", "oprd")
    if passive(verb):
        inner = children(verb, "xcomp")  # "is expected to be held", "the delegation is expected to hold talks"
        return any(_takes_place(c) for c in inner) if inner else lemma(verb) in lists["held"]
    return lemma(verb) in lists["occurs"]


def conditional(clause: Token) -> bool:
    """True where a clause holds only under a condition: "if", "unless", "only … would"."""
    for child in clause.children:
        if child.dep_ == "advcl" and any(m.lower_ in _IF for m in children(child, "mark", "advmod")):
            return True
        if child.dep_ == "advmod" and child.lower_ == "only" and modal(clause) is not None:
            return True
    return False


def says(verb: Token) -> bool:
    """True where a verb of saying tells of something said: not negated, not to come ("will announce"), not asked for."""
    if negation(verb) is not None or modal(verb) is not None:
        return False
    if tense(verb) is not None:
        return True
    if verb.tag_ in ("VBG", "VBD", "VBN"):
        return True
    return is_verb(verb.head) and lemma(verb.head) in words("changes.toml", "lists")["went_on"]
