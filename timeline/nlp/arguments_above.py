"""Who else may take part: whoever does what the clauses above a trigger tell, for a phrase that names one side only.

"Trump will ask China to cut its ties when meeting with Xi": grammar leaves open whether China or Trump meets Xi, and only their
sides tell. So the parse hands on everybody who may, the nearest first; :mod:`timeline.events.resolving` takes the first of
another side, and nobody where the words name both sides.
"""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.clauses import children, is_verb, lemma, owners, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_DURING = frozenset(
    {"in", "at", "during", "after", "following", "before", "upon", "until", "since", "amid", "from", "on", "by", "via", "through", "with"}
)
_ABOUT = frozenset({"about", "over", "on", "regarding", "of"})
_MET = frozenset({"with", "object", "to"})  # the phrase names whom somebody meets
_JOURNEYS = frozenset({"arrival", "visit", "trip", "stay", "stop", "stopover", "return", "tour", "departure"})
_SIDE = frozenset({"party", "guest"})
_PLANS = frozenset({"plan", "plans", "need", "proposal", "prospect", "chance", "possibility", "date"})
_AHEAD = frozenset({"ahead", "prior"})
_BOUND = frozenset(
    {"prep", "pobj", "pcomp", "advcl", "xcomp", "conj", "acl", "relcl", "ccomp", "advmod", "dobj", "npadvmod", "appos", "acomp", "attr"}
)
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_FAR = 12  # steps up from a trigger


def others(reading: Reading, frame: Frame) -> list[int]:
    """Actor mentions above a trigger that may be a further party, the nearest first."""
    visit = frame.kind == "visit"
    met = any(s.path in _MET and s.role in _SIDE for s in frame.slots)
    if is_verb(frame.token) if visit else not (met or frame.filled("around")):
        return []
    found: list[int] = []
    below = frame.token
    for above in list(frame.token.ancestors)[:_FAR]:
        if met and below == frame.token and below.dep_ in ("nsubj", "nsubjpass") and is_verb(above):
            below = above  # "Jordan asked that Friday's talks with Israel be put off"
            continue
        if below.dep_ not in _BOUND or not _passes(frame, below, above):
            break
        if is_verb(above):
            named = _doers(reading, above) if (met or visit) and not quoted(above, frame.token) else []
            named += _spoken_to(reading, below, above)
            found.extend(n for n in named if n not in found)
            if any(reading.actors[n].form != "pronoun" for n in named) and children(above, "nsubj", "nsubjpass"):
                break
        below = above
    return [n for n in found if n not in frame.parties]


def quoted(above: Token, token: Token) -> bool:
    """True where a word stands inside a quotation and a trigger outside: "saying 'Chile looks like the place' after meeting X"."""
    start = above.sent.start
    marks = [t.i for t in token.doc[start : max(above.i, token.i)] if t.text in _QUOTES]
    return bool(marks) and sum(n < above.i for n in marks) % 2 == 1 and sum(n < token.i for n in marks) % 2 == 0


def _passes(frame: Frame, below: Token, above: Token) -> bool:
    """True where a word's doer may be that of what hangs on it."""
    if below.dep_ == "dobj":
        if frame.kind == "visit" and lemma(above) == "call":
            return False  # "Zhao called the visit a success": he speaks of it
        verbs = words("frames.toml", "verbs")
        spoken_of = lemma(above) in verbs["reporting"] | verbs["judged"] and lemma(above) not in verbs["light"]
        return below != frame.token or not spoken_of  # not "criticised talks with X"
    if below.dep_ == "pobj":
        if above.dep_ != "prep":
            return above.dep_ in ("pcomp", "advmod")
        beyond = above.head
        if any(there(c) for c in children(below, "relcl")):
            return True
        if above.lower_ == "for":
            return lemma(beyond) in _PLANS | _JOURNEYS or (is_verb(beyond) and lemma(beyond) in words("frames.toml", "verbs")["light_for"])
        if above.lower_ in ("of", "to"):
            within = beyond.dep_ in ("prep", "pobj")  # "in the course of talks with X"
            return within or beyond.lower_ in _AHEAD or lemma(beyond) in words("frames.toml", "nouns")["carrying"]
        if below != frame.token and above.lower_ in _ABOUT:
            return True  # "voiced concern about the war in a call with Putin", where the parser hung the call on the war
        if above.lower_ == "on":
            return frame.kind == "visit" or lemma(below) in _JOURNEYS
        return above.lower_ in _DURING
    if below.dep_ in ("acl", "relcl"):
        return below.tag_ == "VBG" or there(below)  # a clause about somebody: its own doer was told
    if below.dep_ == "conj":
        return is_verb(below) and is_verb(above)
    return True


def spoken_acts() -> frozenset[str]:
    """What somebody says or decides: "the remarks by X came after talks with Y"."""
    return words("frames.toml", "nouns")["acts"] - _JOURNEYS


def there(verb: Token) -> bool:
    """ "Flew to Paris, where talks were held": nobody is told who does it, and a place leads on to who went there."""
    return any(c.lower_ == "where" for c in children(verb, "advmod"))


def _spoken_to(reading: Reading, below: Token, verb: Token) -> list[int]:
    """ "urged Abe in a call to wait", "sought help from Schmidt during talks": to whom one speaks, of whom one asks something."""
    if below.dep_ != "prep" or below.lower_ not in ("in", "during", "at"):
        return []
    asked = [p for o in (verb, *children(verb, "dobj")) for p in prepositional(o, "from")]
    if lemma(verb) in words("frames.toml", "verbs")["spoken_to"]:
        asked += children(verb, "dobj", "dative")
    return [n for head in asked for n in actors_of(reading, head)]


def _doers(reading: Reading, verb: Token) -> list[int]:
    """Who does it, or to whom it is done."""
    heads = children(verb, "nsubjpass") or subjects(verb)
    acts = [owner for head in heads if lemma(head) in spoken_acts() for owner in owners(head)]
    return [n for head in (*heads, *acts) for n in actors_of(reading, head)]
