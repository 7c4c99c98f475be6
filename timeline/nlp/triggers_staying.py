"""Where "is in Rome" tells of a visit: an official's stay, by its purpose, its day or the next word."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.arguments import Reading
from timeline.nlp.clauses import auxiliaries, children, lemma, modal, prepositional, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_NOW = frozenset({"currently", "now", "also", "still", "already", "today", "both", "back"})
_TEAMS = frozenset({"team", "group", "troika", "inspector", "inspectors"})
_ON = frozenset({"on", "in", "at", "over", "during", "until", "from"})


def stays(reading: Reading, frame: Frame) -> bool:
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
    if at is None or (not frame.here and all(reading.place(t) is None for t in verb.doc[at : at + 2])):
        return False  # "is in trouble in Paris"
    m = modal(verb)
    if m is not None:
        return m.lower_ in ("will", "would", "'ll")  # "the envoy will be in Jerusalem on Tuesday"
    if any(any(a.tag_ == "TO" for a in auxiliaries(c)) for c in children(verb, "advcl", "xcomp", "relcl")):
        return True
    if verb.tag_ == "VBD" and _on_a_day(reading, verb):
        return True  # "was in Ankara last week", "on 11 and 12 October"
    if verb.tag_ == "VBN":
        return any(o.i in reading.timex_at for o in prepositional(verb, "since", "for"))  # "has been in Iran since Thursday"
    others = [p for p in children(verb, "prep") if p.lower_ not in ("in", "on", "with")]
    until = all(p.lower_ in ("until", "till") and any(o.i in reading.timex_at for o in children(p, "pobj")) for p in others)
    return not frame.here and verb.tag_ in ("VBZ", "VBP") and until


def _on_a_day(reading: Reading, verb: Token) -> bool:
    days = [*children(verb, "npadvmod", "advmod"), *prepositional(verb, *_ON)]
    return any(t.i in reading.timex_at and reading.timexes[reading.timex_at[t.i]].type == "DATE" for t in days)


def behind_in(verb: Token) -> int | None:
    """The word behind "in" or "here" in "is in", "is now in"; None where neither follows."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    if after and after[0] in ("in", "here"):
        return verb.i + 2
    return verb.i + 3 if len(after) > 1 and after[0] in _NOW and after[1] in ("in", "here") else None
