"""What one verb tells of a plan by its particles, times and clauses: to come, on a condition, later, off after all, begun, ended."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import auxiliaries, children, is_verb, lemma, negation, particles, tense
from timeline.nlp.parse import Token

_AS_PLANNED = frozenset({"planned", "scheduled", "arranged", "announced", "intended", "foreseen"})
_PLANNING = frozenset({"expect", "schedule", "plan", "set", "slate", "intend", "be"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
TIME_NOUNS = frozenset(
    {"week", "month", "year", "end", "day", "tomorrow", "today", "weekend", "summer", "autumn", "spring", "winter", "fall"}
)


def going_to(verb: Token) -> Token | None:
    """What somebody is going to do: "is going to meet Putin", "are going to be held"."""
    if verb.lower_ != "going" or verb.tag_ != "VBG":
        return None
    return next((c for c in children(verb, "xcomp") if any(a.tag_ == "TO" for a in auxiliaries(c))), None)


def later_that_day(verb: Token) -> bool:
    """ "opens later Tuesday", "starts later on Tuesday", "goes to Rome in the coming days"."""
    times = children(verb, "advmod", "npadvmod")
    coming = (o for p in children(verb, "prep") if p.lower_ in ("in", "over") for o in children(p, "pobj"))
    if any(o.lower_.rstrip("s") in TIME_NOUNS and c.lower_ in ("coming", "next") for o in coming for c in o.children):
        return True
    return any(t.lower_ == "later" or any(c.lower_ == "later" for c in t.children) for t in times)


def under_a_plan(verb: Token) -> bool:
    """ "Under the proposal, the two would enter into negotiations": what somebody proposes."""
    plans = ("proposal", "plan", "offer", "scheme", "blueprint", "initiative", "formula", "roadmap")
    return any(p.lower_ == "under" and any(lemma(o) in plans for o in children(p, "pobj")) for p in children(verb, "prep"))


def on_condition(verb: Token) -> bool:
    """ "would meet him only if Hanoi named a date": no more than possible; not "even if"."""
    for clause in children(verb, "advcl"):
        mark = next((m for m in children(clause, "mark") if m.lower_ in ("if", "unless")), None)
        if mark is not None and (mark.i == 0 or verb.doc[mark.i - 1].lower_ != "even"):
            return True
    return False


def to_end(verb: Token) -> bool:
    """ "ends on Sunday", "will conclude tomorrow", "is expected to end on Sunday", "continues on Sunday": what goes on until then."""
    last = next((c for c in children(verb, "xcomp") if any(a.tag_ == "TO" for a in auxiliaries(c))), verb)
    continues = lemma(last) == "continue" and not children(last, "xcomp", "dobj")
    ends = continues or lemma(last) in words("frames.toml", "verbs")["ending"]
    told = tense(verb)
    if told == "modal" and verb.dep_ == "ccomp" and any(a.lower_ == "would" for a in auxiliaries(verb)):
        told = "future"  # "said that the session would continue tomorrow"
    if not ends or told not in ("present", "future") or negation(verb) is not None:
        return False
    if continues and any(n.tag_ == "NN" and n.lower_ not in ("today", "tomorrow", "tonight") for n in children(last, "npadvmod")):
        return False  # "will continue next month"
    days = children(last, "npadvmod") or any(p.lower_ == "on" for p in children(last, "prep"))
    return bool(days) or any(c.lower_ in ("today", "tomorrow", "tonight") for c in children(last, "advmod"))


def was_doing(verb: Token) -> bool:
    """ "ministers were meeting in Abuja": news of the day that still goes on, unless a past day or another past act dates it."""
    if verb.tag_ != "VBG" or not any(a.lower_ in ("was", "were") for a in auxiliaries(verb)):
        return False
    if any(m.lower_ in ("when", "while", "as", "after") for m in children(verb, "mark", "advmod")):
        return False
    return not any(any(m.lower_ in ("when", "as") for m in children(c, "mark", "advmod")) for c in children(verb, "advcl"))


def phase(verb: Token) -> str:
    """What a light verb tells of an occasion's course: begun, ended or merely past."""
    lists = words("frames.toml", "verbs")
    return "begun" if lemma(verb) in lists["inception"] else "ended" if lemma(verb) in lists["ending"] else "past"


def nobody(verb: Token) -> Token | None:
    """The negation of a subject: "neither minister met him", "no official went there"."""
    for subject in children(verb, "nsubj", "nsubjpass"):
        for t in (subject, *subject.children):
            if t.lower_ in ("no", "neither", "nobody", "none", "nothing"):
                return t
    return None


def put_later(verb: Token) -> Token | None:
    """The word of delay in "will be held at a later date", "will take place later than planned"."""
    if any(a.tag_ in ("VBD",) for a in auxiliaries(verb)) or verb.tag_ == "VBD":
        return None
    for prep in children(verb, "prep"):
        if prep.lower_ in ("at", "on"):
            for noun in children(prep, "pobj"):
                told = next((c for c in noun.children if c.lower_ in ("later", "another", "different", "future")), None)
                if told is not None and noun.lower_ in ("date", "stage", "time", "day", "point"):
                    return told
    if any(c.lower_ in ("now", "yet") and any(n.lower_ == "not" for n in c.children) for c in children(verb, "advmod")):
        return next(c for c in children(verb, "advmod") if c.lower_ in ("now", "yet"))  # "will take place, only not now"
    for noun in children(verb, "npadvmod"):
        other = next((c for c in children(noun, "det", "amod") if c.lower_ in ("another", "other")), None)
        if other is not None and noun.lower_ in ("day", "time"):
            return other
    later = next((c for c in children(verb, "advmod") if c.lower_ == "later"), None)
    return later if later is not None and any(c.lower_ == "than" for c in later.children) else None


def not_until(verb: Token) -> bool:
    """True for "did not meet until Monday", "are not expected before August": they do, and not sooner."""
    for prep in children(verb, "prep"):
        if prep.lower_ in ("until", "till", "before"):
            return any(o.tag_ in ("NNP", "CD") or o.lower_ in TIME_NOUNS for o in children(prep, "pobj"))
    return False


def called_off(verb: Token, negated: Token) -> bool:
    """ "will no longer travel", "will not go ahead", "will not go as planned", "will not meet him after all": it had been planned."""
    if negated.lower_ == "longer" or goes_ahead(verb):
        return True
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.lower_ in _AS_PLANNED and any(m.lower_ == "as" for m in children(child, "mark", "prep")):
            return True
        if child.lower_ == "all" and child.doc[child.i - 1].lower_ == "after":
            return True
    return False


def goes_ahead(verb: Token) -> bool:
    """ "will go ahead with the visit"."""
    return lemma(verb) in ("go", "proceed", "press") and "ahead" in particles(verb)


def to_arrange(verb: Token) -> bool:
    """True for an infinitive of arranging: what is aimed at, not agreed."""
    return lemma(verb) in ("arrange", "set", "schedule", "fix", "agree") and any(a.tag_ == "TO" for a in auxiliaries(verb))


def in_vain(verb: Token) -> bool:
    """ "tried in vain", "unsuccessfully sought"."""
    vain = (t.lower_ == "vain" for c in children(verb, "prep") if c.lower_ == "in" for t in c.subtree)
    return any(c.lower_ in ("unsuccessfully", "vainly") for c in verb.children) or any(vain)


def yet(verb: Token) -> Token | None:
    """The word in "has yet to meet"."""
    return next((c for c in children(verb, "advmod") if c.lower_ == "yet"), None)


def long_before(verb: Token) -> bool:
    """True for a past perfect: "had refused"."""
    return any(a.lower_ == "had" for a in children(verb, "aux"))


def thwarted(plan: Token) -> bool:
    """True for "was to meet him on Monday but fell ill": a plan told as past, and a "but" with a clause of its own; also for "had been
    due to meet him", which somebody looks back to, not for what he said had been arranged."""
    if long_before(plan) and lemma(plan) in _PLANNING and plan.dep_ != "ccomp":
        return True
    if tense(plan) != "past" or any(a.lower_ in ("has", "have") for a in auxiliaries(plan)):
        return False
    but = next((c for c in plan.children if c.dep_ == "cc" and c.lower_ == "but"), None)
    return but is not None and any(is_verb(c) and not not_until(c) and not _of_details(c) for c in children(plan, "conj"))


def _of_details(verb: Token) -> bool:
    """ "…, but no date was set": what is still open of a plan that stands."""
    return any(lemma(s) in ("date", "venue", "place", "detail", "agenda") for s in children(verb, "nsubj", "nsubjpass", "dobj"))
