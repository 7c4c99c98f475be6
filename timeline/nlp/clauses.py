"""Reading a dependency parse: lemmas from the lexicon, clauses, subjects, tense, negation, the way up from a word.

Tags and dependencies only (``tag_``, ``dep_``): no lemmatiser, no coarse tags. Labels are those of the ClearNLP scheme that spaCy's
English models use.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.lexicon.rules import words
from timeline.nlp.parse import Token

_MODAL_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_NEGATIVE = frozenset({"no", "neither", "nor"})
_NEGATIVE_ADVERBS = frozenset({"never", "hardly", "nowhere"})


def lemma(token: Token) -> str:
    """The base form of a token that a lexicon file names; else its small letters."""
    return token.base


def is_verb(token: Token) -> bool:
    """True for a verb form of any kind, modals excepted."""
    return token.verb


def is_noun(token: Token) -> bool:
    """True for a common or proper noun."""
    return token.noun


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token under the given labels, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it below, in text order."""
    out, todo = [], [token]
    while todo:
        here = todo.pop()
        out.append(here)
        todo.extend(children(here, "conj"))
    return sorted(out, key=lambda t: t.i)


def particles(verb: Token) -> set[str]:
    """Particles and bare adverbs of a verb in small letters: "off" in "called off", "down" in "sat down"."""
    own = {c.lower_ for c in verb.children if c.dep_ == "prep" or (c.dep_ in ("prt", "advmod") and c.tag_ in ("RP", "RB", "IN"))}
    for prep in children(verb, "prep"):  # "brought them together in Cairo"
        own.update(c.lower_ for c in children(prep, "advmod") if c.i == prep.i - 1)
    return own


def passive(verb: Token) -> bool:
    """True where the verb stands in the passive, also as a bare participle after a noun ("a meeting planned by Paris")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and children(verb, "agent"):
        return True  # "Met at the airport by President Havel, the pope said"
    if (
        verb.tag_ in ("VBN", "VBD")
        and verb.dep_ == "conj"
        and children(verb, "agent")
        and is_verb(verb.head)
        and not children(verb, "nsubj")
    ):
        return passive(verb.head)  # "was greeted by X and received | by Y"
    return (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "amod") and not any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children)
    )


def negation(token: Token) -> Token | None:
    """The word that negates a verb ("not", "never") or a noun ("no meeting"); None where nothing does."""
    for c in token.children:
        if (
            (c.dep_ == "neg" and not (c.i > token.i + 1 and c.nbor(-1).text == ","))  # "with the rebels, not the regime"
            or (c.dep_ == "det" and c.lower_ in _NEGATIVE)
            or (c.dep_ in ("advmod", "preconj") and c.lower_ in _NEGATIVE_ADVERBS)
            or (c.lower_ == "longer" and c.i and token.doc[c.i - 1].lower_ == "no")
        ):
            return c
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries and modals of a verb, in text order; those of the verb it is coordinated with where it has none of its own."""
    own = children(verb, "aux", "auxpass")
    if (
        not own
        and verb.dep_ == "conj"
        and is_verb(verb.head)
        and (verb.tag_ in ("VB", "VBN", "VBG") or bare(verb))
        and not children(verb, "nsubj", "nsubjpass")
    ):
        return auxiliaries(verb.head)
    return own


def bare(verb: Token) -> bool:
    """True for a verb that only looks finite: "will hold talks, meet the king", "is expected to hold talks and meet the king"."""
    if verb.tag_ != "VBP" or verb.dep_ != "conj" or children(verb, "nsubj", "nsubjpass", "aux") or not is_verb(verb.head):
        return False
    above = [verb.head, *children(verb.head, "aux", "auxpass")]
    return any(t.tag_ in ("VBZ", "MD", "TO") or t.lower_ == "to" for t in above)


def modal(verb: Token) -> Token | None:
    """The modal of a verb ("will", "could"), if it has one."""
    return next((a for a in auxiliaries(verb) if a.tag_ == "MD"), None)


def tense(verb: Token) -> str | None:
    """Tense of a finite verb by its auxiliaries and tag: past, present, future or modal; None for bare infinitives and participles.

    A present perfect counts as past: what it tells has happened.
    """
    aux = auxiliaries(verb)
    words_ = {a.lower_ for a in aux}
    if words_ & _MODAL_FUTURE:
        return "future"
    if any(a.tag_ == "MD" for a in aux):
        return "modal"
    if verb.tag_ == "VBD":
        return "past"
    if any(a.tag_ == "TO" or a.lower_ == "to" for a in aux):
        return None
    if verb.tag_ == "VBN" and aux:
        base = [a for a in aux if a.lower_ in ("has", "have", "had", "'ve", "’ve")]
        if base or any(a.tag_ == "VBD" for a in aux):
            return "past"
        return "present" if any(a.tag_ in ("VBZ", "VBP") for a in aux) else None
    if verb.tag_ == "VBG" and aux:
        if any(a.tag_ == "VBD" for a in aux):
            return "past"
        if any(a.lower_ in ("has", "have") for a in aux):
            return "present"
        return "present" if any(a.tag_ in ("VBZ", "VBP") for a in aux) else None
    if verb.tag_ == "VBN" and not aux and children(verb, "nsubj") and verb.dep_ in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
        return "past"  # "the summit opened", tagged as a participle
    if verb.tag_ in ("VBZ", "VBP") and not bare(verb):
        return "present"
    if verb.tag_ == "VB" and any(a.lower_ in ("did", "didn't") for a in aux):
        return "past"
    if verb.tag_ == "VB" and any(a.lower_ in ("do", "does") for a in aux):
        return "present"
    return None


def progressive(verb: Token) -> bool:
    """True for "is meeting", "have been taking place"."""
    return verb.tag_ == "VBG" and bool(auxiliaries(verb))


def finite(verb: Token) -> Token:
    """The verb that bears the tense for ``verb``: itself, or the verb above it that an infinitive or participle hangs on."""
    here = verb
    while tense(here) is None and here.dep_ in ("xcomp", "conj", "ccomp", "pcomp") and here.head != here:
        above = here.head
        if above.dep_ == "prep" and here.dep_ == "pcomp":
            above = above.head
        if not is_verb(above) and above.tag_ not in ("JJ", "MD"):
            break
        here = above
        if here.tag_ == "JJ":
            here = here.head
    return here


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, itself excluded; None where there is none."""
    for above in token.ancestors:
        if is_verb(above):
            return above
    return None


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of who does what the verb says, found through coordination, infinitives, participles and relative clauses.

    For a passive verb these are its agents ("by …"); what it happens to is given by :func:`objects`.
    """
    if depth > 6:
        return []
    if passive(verb):
        return [p for by in children(verb, "agent", "prep") if by.lower_ == "by" for p in children(by, "pobj")]
    own = [s for s in children(verb, "nsubj") if s.tag_ not in ("EX",)]
    if own and not _gone_for(verb):
        return [*_listed(verb, own[0]), *(_relative(s, verb) for s in own)]
    listed = verb.dep_ == "dep" and verb.tag_ == "VBD" and verb.head.i < verb.i  # "left Lima, | stopped in Quito and met"
    if (verb.dep_ == "conj" or listed) and (is_verb(verb.head) or verb.head.tag_ == "JJ"):
        head = verb.head
        return children(head, "nsubjpass") or subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "ccomp", "pcomp", "prep") or (verb.dep_ == "csubj" and children(verb, "aux")):
        return _controller(verb, depth)
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ == "VBG":
            return [verb.head]
        if verb.tag_ == "VB" and verb.head.dep_ == "ROOT" and not verb.head.tag_.startswith("VB") and verb.head.i < verb.i:
            return [verb.head, *(a for a in children(verb.head, "appos") if a.tag_ == "NNP")]  # a headline: "Merkel, Tusk to meet"
        if verb.tag_ == "VB":  # "his decision to meet Kim": whose decision it is
            named = [p for by in children(verb.head, "prep") if by.lower_ == "for" for p in children(by, "pobj") if p.i < verb.i]
            if named:
                return named  # "plans for the pope to visit Chile"
            if verb.head.lower_ in ("invitation", "invite"):
                return _guests(verb, depth)
            return [*_owner(verb.head, depth), *_answering(verb, depth)]
    return []


def _listed(verb: Token, subject: Token) -> list[Token]:
    """Who stands before the subject, or behind it without "and": "Vietnam, Laos hold talks", "A and his counterparts, B and C, met"."""
    first = subject.left_edge.i if children(verb, "npadvmod", "dep") else subject.i
    out = [s for s in children(verb, "npadvmod", "dep") if s.tag_ in ("NNP", "NNS") and s.i < first and verb.doc[first - 1].text == ","]
    out = [s for s in out if s.right_edge.i + 2 == first]
    if verb.tag_ in ("VB", "VBP") and verb.i and verb.nbor(-1).tag_ == "NNP" and subject.tag_ == "NNP":
        out.extend(a for a in children(subject, "appos") if a.i == verb.i - 1 and not children(verb, "aux"))
    return out


def _relative(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for."""
    if subject.tag_ in ("WP", "WDT") or (subject.lower_ == "that" and verb.dep_ == "relcl"):
        above = verb
        while above.dep_ == "conj":
            above = above.head
        if above.dep_ in ("relcl", "acl", "ccomp") and (is_noun(above.head) or above.head.tag_ == "PRP"):
            return above.head
        before = [t for t in verb.doc[max(0, subject.i - 3) : subject.i] if is_noun(t)]
        return before[-1] if before else subject
    return subject


_UPON_WHOM = frozenset({"against", "from", "of", "into"})


def _controller(verb: Token, depth: int) -> list[Token]:
    above = verb.head
    if verb.dep_ == "pcomp" and above.dep_ == "prep":
        whom = children(above.head, "nsubjpass", "dobj") if is_verb(above.head) and above.lower_ in _UPON_WHOM else []
        if whom:
            return whom  # "advised its nationals against travelling", "barred him from visiting"
        above = above.head
    if above.tag_.startswith("JJ"):
        own = children(above, "nsubj")
        above = above if own else above.head
        if own:
            return own
    if is_verb(above):
        if lemma(above) in words("frames.toml", "verbs")["ask"] and verb.dep_ in ("xcomp", "ccomp", "advcl"):
            patients = children(above, "nsubjpass") if passive(above) else children(above, "dobj", "dative")
            patients = [p for p in patients if p.i < verb.i or passive(above)]
            if patients:
                return patients
        return children(above, "nsubjpass") or subjects(above, depth + 1)
    if is_noun(above):
        return children(above, "nsubj") or _owner(above, depth)  # "the leaders plan to meet", read as a noun
    return []


def _owner(noun: Token, depth: int) -> list[Token]:
    """Who has the plan, the decision, the right: its possessor, else the subject of the verb it belongs to; whom a call is upon."""
    if lemma(noun) in ("invitation", "invite", "request", "appeal", "call", "order", "demand", "permission"):
        asked = [p for by in children(noun, "prep") if by.lower_ in ("to", "for", "on", "upon") for p in children(by, "pobj")]
        if asked:
            return asked
    own = owners(noun)
    if own:
        return own
    above = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj") and depth < 6:
        verb = above if is_verb(above) else governing_verb(noun)
        if verb is not None and verb != noun:
            return children(verb, "nsubjpass") or subjects(verb, depth + 1)
    return []


def owners(noun: Token) -> list[Token]:
    """Whose it is: "X's remarks", "remarks by X"."""
    return children(noun, "poss") or prepositional(noun, "by", "from", "of")


_GOING = frozenset({"visit", "attend", "come", "go", "travel", "tour", "participate", "join", "address", "pay", "take"})


def _guests(verb: Token, depth: int) -> list[Token]:
    """Who is to come in "accepted Putin's invitation to visit Sochi", "had an invitation from Putin to visit": not who invites, unless both
    meet."""
    noun, above = verb.head, verb.head.head
    asked = any(to.lower_ in ("to", "for") for to in children(noun, "prep"))
    if asked or noun.dep_ != "dobj" or lemma(above) in words("changes.toml", "lists")["sends"]:
        return _owner(noun, depth)
    hosts = [] if lemma(verb) in _GOING else children(noun, "poss")
    return [*subjects(above, depth + 1), *hosts] or _owner(noun, depth)


def _answering(verb: Token, depth: int) -> list[Token]:
    """Who answers in "Germany rejected an offer from Russia to hold talks": a side of the talks, where they are with nobody else."""
    noun = verb.head
    if noun.lower_ not in ("offer", "proposal") or noun.dep_ != "dobj" or lemma(verb) in _GOING or depth > 5:
        return []
    whose = children(noun, "poss") or any(c.lower_ == "from" for c in children(noun, "prep"))
    others = any(c.lower_ in ("with", "between") for o in (verb, *children(verb, "dobj")) for c in children(o, "prep"))
    if not whose or others or lemma(noun.head) not in ("accept", "reject", "decline", "refuse", "spurn", "rebuff"):
        return []
    return subjects(noun.head, depth + 1)


def objects(verb: Token) -> list[Token]:
    """Heads of what the verb is done to: direct objects, the subject of a passive, the noun of a participle or relative clause."""
    if passive(verb):
        own = children(verb, "nsubjpass")
        if own:
            return [_relative(s, verb) for s in own]
        if verb.dep_ in ("acl", "relcl") and is_noun(verb.head):
            asked = verb.dep_ == "acl" and any(a.tag_ == "TO" for a in children(verb, "aux"))
            return (_owner(verb.head, 0) if asked else []) or [verb.head]  # "his request to be received by"
        if verb.dep_ == "advcl" and is_verb(verb.head):
            return children(verb.head, "nsubjpass") or subjects(verb.head)
        if verb.dep_ in ("xcomp", "pcomp"):
            return _controller(verb, 0)  # "is to be received by", "before being received by"
        if verb.dep_ == "conj" and is_verb(verb.head):  # "arrived in Cairo and was received by"
            return objects(verb.head) if passive(verb.head) else subjects(verb.head) if children(verb, "auxpass") else []
        return []
    own = [
        o for o in children(verb, "dobj", "dative") if o.lower_ != "face" or o.i + 1 == len(o.doc) or o.nbor(1).lower_ != "to"
    ]  # "met face to face"
    own = own or [o for o in children(verb, "oprd") if o.tag_ == "NNP"]  # "called President Xi on Sunday"
    if own:
        return [_relative(s, verb) for s in own if s.dep_ != "dative" or is_noun(s) or s.tag_.startswith("PRP")]
    if verb.dep_ == "relcl" and is_noun(verb.head) and not children(verb, "attr"):
        if any(c.tag_ == "WRB" for c in children(verb, "advmod")):
            return []  # "in February, when the two met"
        subject = children(verb, "nsubj")
        if subject and subject[0].tag_ not in ("WP", "WDT"):  # "the summit (that) the two leaders held"
            return [verb.head]
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    return children(behind, "dobj") if behind.lower_ == "visiting" else []  # "met visiting Premier Wu Yi"


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Heads of the phrases that hang on a token by one of the prepositions, also by chains ("in time for"), in text order."""
    found = [p for prep in children(token, "prep", "agent", "dative") if prep.lower_ in prepositions for p in children(prep, "pobj")]
    if "for" in prepositions and is_verb(token):
        found.extend(s for verb in children(token, "advcl", "xcomp", "ccomp") if _gone_for(verb) for s in children(verb, "nsubj"))
    return found


def _gone_for(verb: Token) -> bool:
    """ "left for Havana to meet officials", where the parser takes Havana for whoever is to meet them."""
    return (
        verb.dep_ in ("advcl", "xcomp", "ccomp")
        and is_verb(verb.head)
        and lemma(verb.head) in ("leave", "depart", "head", "set", "arrive", "come", "fly", "travel")
        and any(m.lower_ == "for" for m in children(verb, "mark"))
    )


def made(noun: Token) -> list[Token]:
    """The verbs of the clauses on a noun: "the trip that he is expected to make"."""
    own = children(noun, "acl", "relcl")
    return own + [below for verb in own for below in children(verb, "xcomp")]


def delegates() -> frozenset[str]:
    """Nouns for whom a state or body sends somewhere: "an envoy", "its chief of staff"."""
    nouns = words("frames.toml", "nouns")
    return nouns["people_collective"] | nouns["sent"]


def chain(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (below, above) from a token up to the root of its sentence."""
    here = token
    while here.head != here:
        yield here, here.head
        here = here.head
