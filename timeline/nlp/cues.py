"""What the text says became of an encounter: status cues on the way from a trigger up its parse.

The walk starts at the trigger and climbs from clause to clause as long as each word passes the assertion on (light verbs, plans,
wishes, refusals, reported speech); it ends at a word that does not ("hailed the visit", "the outcome of the meeting"). Each cue on
the way turns the value found so far, so the outermost one decides: "denied that a meeting is planned". The result keeps every cue,
the deciding one first.
"""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import (
    auxiliaries,
    children,
    is_noun,
    is_verb,
    lemma,
    negation,
    tense,
)
from timeline.nlp.cues_above import above_verb, dismissed
from timeline.nlp.cues_clause import context_tense, read_beside, read_verb
from timeline.nlp.cues_nouns import CLAIMS, above_noun
from timeline.nlp.cues_prepositions import after_preposition, preposition
from timeline.nlp.cues_tables import Told, cue_table, first_rule, is_cue
from timeline.nlp.cues_verb import not_until, thwarted
from timeline.nlp.parse import Token

_CONFLICTING = frozenset({"conflicting", "contradictory", "contradicting", "differing"})
_TIMES = frozenset({"day", "week", "month", "year", "hour", "days", "weeks", "months", "years", "hours", "time"})


def read(trigger: Token) -> Told:
    """The status of the encounter that ``trigger`` evokes, as the words around it tell."""
    out = Told(spine=[trigger])
    if trigger.tag_.startswith("JJ"):
        out.turn(trigger, "scheduled", "plan.fixed")  # "is due in Rome on Friday"
        if is_verb(trigger.head) and thwarted(trigger.head):
            out.turn(trigger, "not_held", "plan.thwarted")  # "was due in Rome on Friday, but fell ill"
    elif is_verb(trigger) and lemma(trigger) in ("expect", "await"):
        negated = negation(trigger) if not not_until(trigger) else None
        out.tense = tense(trigger)
        out.turn(negated or trigger, "scheduled" if negated is None else "denied", "plan.fixed" if negated is None else "plan.fixed.not")
        if negated is None and thwarted(trigger):
            out.turn(trigger, "not_held", "plan.thwarted")  # "had been expected in Rome on Friday, but stayed at home"
    elif is_verb(trigger):
        if _inverted(trigger):
            out.turn(trigger, "generic", "if.inverted")
        read_verb(trigger, out, own=True)
        if _on_the_way(trigger):
            out.turn(trigger, "ongoing", "context.visiting", weak=True)
            return out
        if _says_here(trigger) or _comes_while(trigger):
            out.turn(trigger, "ongoing", "context.on_visit")
        if _asked(trigger, out):
            out.turn(trigger, "proposed", "question")
    else:
        leg = next(
            (c for c in children(trigger, "relcl") if lemma(c) == "take" and any(p.lower_ == "to" for p in children(c, "prep"))), None
        )
        if leg is not None:  # "a tour that has taken him to Japan": the legs are told there
            out.spine.append(leg)
            read_verb(leg, out, own=True)
            return out
        read_beside(trigger, out)
        negated = negation(trigger)
        if negated is None and trigger.dep_ == "conj" and is_noun(trigger.head) and not children(trigger, "det", "poss"):
            negated = negation(trigger.head)  # "no contact or meeting"
        if negated is not None:
            out.turn(negated, "not_held", "neg.noun")
    here = trigger
    while here.head != here:
        above = _step(here, out)
        if above is None:
            break
        here = above
    if out.weak and trigger.dep_ == "pobj" and trigger.head.lower_ == "for" and (denial := _denied_with(trigger.head.head)) is not None:
        out.turn(denial, "denied", "no.deny")
    if out.value is None and is_verb(trigger) and any(a.tag_ == "TO" for a in auxiliaries(trigger)):
        out.turn(trigger, "proposed", "context.infinitive", weak=True)  # nothing says that it came about
    return out


def _on_the_way(verb: Token) -> bool:
    """ "the minister, currently visiting Moscow": where somebody is while he speaks."""
    return verb.tag_ == "VBG" and verb.dep_ == "acl" and lemma(verb) in ("visit", "tour")


def _says_here(verb: Token) -> bool:
    """ "said Vieira, who was here to attend the summit": where somebody is while he speaks, told in the past as his words are."""
    if verb.dep_ != "relcl" or verb.lower_ not in ("was", "were") or verb.head.dep_ != "nsubj" or negation(verb) is not None:
        return False
    return lemma(verb.head.head) in words("frames.toml", "verbs")["reporting"] and verb.head.head.i < verb.i


def _comes_while(verb: Token) -> bool:
    """ "The attack came as a delegation was in Rome": the day's news."""
    marked = verb.dep_ == "advcl" and any(m.lower_ in ("as", "while") for m in children(verb, "mark"))
    return marked and verb.lower_ in ("was", "were") and verb.head.lower_ == "came" and negation(verb) is None


def _inverted(verb: Token) -> bool:
    """ "Had they met, …", "should they meet": a condition without "if"."""
    first = next((a for a in auxiliaries(verb) if a.lower_ in ("had", "should", "were")), None)
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    return verb.dep_ == "advcl" and first is not None and subject is not None and first.i < subject.i


def _denied_with(verb: Token) -> Token | None:
    """The verb over "denied (reports) that he had slipped into Tel Aviv for talks": what else is denied with the journey."""
    if verb.dep_ not in ("acl", "relcl", "ccomp"):
        return None
    above = verb.head.head if lemma(verb.head) in CLAIMS and verb.head.dep_ == "dobj" else verb.head
    return above if lemma(above) in ("deny", "dismiss", "reject", "refute") and negation(above) is None else None


def _asked(verb: Token, out: Told) -> bool:
    """ "Will they meet?": a question about a plan."""
    first = next(iter(auxiliaries(verb)), None)
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    asked = first is not None and subject is not None and first.i < subject.i and verb.sent[-1].text == "?"
    return asked and out.value in ("scheduled", "ongoing")


def _step(here: Token, out: Told) -> Token | None:
    """Climb one word; None where the walk ends."""
    above, dep = here.head, here.dep_
    if dep == "conj":
        if is_verb(here) and is_verb(above):
            if tense(here) is None and not children(here, "aux", "auxpass") and children(above, "xcomp") and is_cue(above):
                return above_verb(here, above, "xcomp", out)  # "is expected to hold talks and meet the king"
            if here.tag_ == "VBD" and above.tag_ == "VB" and any(a.tag_ == "TO" for a in auxiliaries(above)):
                return None  # "urged them to reconsider and spoke with the minister": beside the urging
            if tense(here) is None or not children(here, "nsubj", "nsubjpass"):
                out.spine.append(above)
                if tense(here) is None:
                    read_verb(above, out, own=True, coordinated=True)
                return above
            return None
        return above if is_noun(above) else None
    clause = dep in ("advcl", "ccomp", "relcl", "csubj") or (dep == "acl" and tense(here) is not None)
    clause = clause or (dep == "pcomp" and any(m.lower_ == "whether" for m in children(here, "mark")))
    if clause and not _marks(here, out):
        return None
    if dep == "dobj" and is_noun(above) and above.lower_ in ("hold", "ice"):
        put = above.head if is_verb(above.head) else above.head.head
        return above_verb(here, put, "dobj", out) if is_verb(put) else None  # "put on hold a meeting"
    if dep in ("acl", "relcl", "advcl") and (refusal := _over_a_time(here, above)) is not None:
        out.turn(refusal, "generic", "no.refuse.long")  # "had refused for months to talk to him"
        return None
    if dep in ("advmod", "prt"):
        return after_preposition(here, above, out)
    if dep in ("pobj", "pcomp", "prep", "agent"):
        return preposition(here, above, dep, out)
    if dep in ("advcl", "xcomp") and above.lower_ == "became" and out.weak and here == out.spine[0]:
        out.turn(above, "held", "context.first_to", weak=True)  # "became the first minister to visit Rome"
        return None
    if dep in ("advcl", "parataxis"):
        infinitive = any(a.tag_ == "TO" for a in auxiliaries(here))
        if infinitive and is_noun(above) and first_rule("noun", above) is not None:
            return above_noun(here, above, "acl", out)  # "no plans for him to visit Rome"
        if here.lower_ == "asked" and (no := dismissed(above)) is not None:
            out.turn(no, "denied", "no.deny")  # "Asked about reports that he would visit Rome, she dismissed them"
            return above
        answer = next((c for c in children(above, "intj", "dobj") if c.lower_ in ("yes", "no")), None) if here.lower_ == "asked" else None
        if answer is not None:  # "Asked whether he would visit Rome, she said yes"
            out.turn(answer, "scheduled" if answer.lower_ == "yes" else "denied", "plan.accepted" if answer.lower_ == "yes" else "no.deny")
            out.reporter = above
            return None
        if (infinitive or here.tag_ == "VBG") and out.weak:
            _purpose(here, above, out)
        return None
    infinitive = here == out.spine[0] and any(a.tag_ == "TO" for a in auxiliaries(here))
    if infinitive and dep in ("acl", "relcl") and any(c.lower_ in ("first", "latest", "only") for c in above.children):
        told = {"past": "held", "future": "scheduled", "modal": "scheduled", "present": "ongoing"}.get(context_tense(above) or "")
        if told is not None:
            out.turn(here, told, "context.first_to", weak=True)  # "is the first minister to visit Rome"
        return None
    if dep == "relcl":
        return above_noun(here, above, "ccomp", out) if lemma(above) in CLAIMS else None  # "a report that he was to speak to him"
    if dep == "xcomp" and above.lower_ == "about":
        if negation(above.head) is None:
            out.turn(above, "scheduled", "plan.about_to")  # "is about to leave for Turkey"
        else:
            out.turn(above, "not_held", "plan.about_to.not")
        out.tense = out.tense or tense(above.head)
        return None
    if dep == "appos" and is_verb(above):
        return None  # "his first stop, a visit to Cairo": a noun read as a verb
    if is_verb(above) or above.tag_.startswith("JJ"):
        return above_verb(here, above, dep, out)
    return above_noun(here, above, dep, out) if is_noun(above) else None


def _over_a_time(here: Token, above: Token) -> Token | None:
    """The verb over "had refused for months to talk": the parser hangs the infinitive on the months."""
    if not any(a.tag_ == "TO" for a in auxiliaries(here)) or lemma(above) not in _TIMES or above.dep_ not in ("pobj", "npadvmod"):
        return None
    verb = above.head.head if above.dep_ == "pobj" else above.head
    return verb if is_verb(verb) and is_cue(verb) else None


def _marks(here: Token, out: Told) -> bool:
    """Subordinators of a clause; False where the walk ends there."""
    for mark in children(here, "mark", "advmod", "prep"):
        rules = cue_table().get(("mark", mark.lower_), ())
        if not rules or mark.i > here.i:
            continue
        rule = rules[0]
        if mark.lower_ == "if" and _counterfactual(here):
            out.turn(mark, "generic", rule.id)
            return False
        if mark.lower_ == "whether" and any(c.lower_ in _CONFLICTING for t in (here.head, here.head.head) for c in children(t, "amod")):
            out.turn(mark, "disputed", "deny.conflicting")
            return False
        if rule.text("value") == "hypothetical":
            if out.frozen:
                return False  # "asked whether the visit was a success"
            if out.value not in ("postponed", "cancelled", "denied", "not_held"):
                out.turn(mark, "proposed", rule.id)
            elif here.dep_ == "ccomp" and lemma(here.head) == "ask":
                out.doubt("scheduled", "if.asked")  # "asked whether the talks were off"
                return False
            return here.dep_ == "ccomp" and mark.lower_ == "whether" and lemma(here.head) != "be"  # "is not yet clear whether"
        if mark.lower_ in ("before", "until", "till") and out.tense in ("present", None):
            out.turn(mark, "scheduled", rule.id)
    if (
        any(m.lower_ in ("when", "once", "after", "as", "while") for m in children(here, "advmod", "mark"))
        and out.tense == "present"
        and lemma(here) not in words("frames.toml", "verbs")["ending"]  # "will sign a deal as he wraps up a visit": it goes on
    ) and context_tense(here.head) == "future":
        out.turn(here, "scheduled", "context.when_future", weak=False)
    return True


def _counterfactual(clause: Token) -> bool:
    """ "If they had met, … would have": nothing of the kind took place."""
    return any(a.lower_ == "had" for a in auxiliaries(clause)) and any(a.lower_ == "have" for a in auxiliaries(clause.head))


def _purpose(here: Token, above: Token, out: Told) -> None:
    """ "arrived in Moscow to meet Putin": planned when he comes, hardly more than that."""
    if any(a.tag_ == "TO" for a in auxiliaries(here)):
        out.turn(here, "scheduled", "context.purpose", weak=True)
    elif context_tense(above) in ("past", None):
        begun = here != out.spine[0] and lemma(here) in words("frames.toml", "verbs")["inception"]
        out.turn(here, "held", "context.tense.begun" if begun else "context.participle", weak=True)  # "kicking off a four-day stay, he met"
    elif context_tense(above) == "future":
        out.turn(above, "scheduled", "context.participle", weak=True)
