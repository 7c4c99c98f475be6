"""Prepositions over a trigger: ahead of, after, during, at and on an occasion, for one; or those that belong to a cue."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import children, is_noun, is_verb, lemma, negation, passive, tense
from timeline.nlp.cues_above import above_verb
from timeline.nlp.cues_clause import context_tense
from timeline.nlp.cues_nouns import above_noun, fixed, indefinite, no_date
from timeline.nlp.cues_tables import Told, change_rule, cue_table, first_rule
from timeline.nlp.cues_verb import not_until
from timeline.nlp.parse import Token

_WITH_IN = frozenset({"participate", "take", "engage", "join", "involve"})
_WITH_ON = frozenset({"agree", "decide", "insist", "plan", "settle", "work", "depend", "hinge"})
_BESIDE = frozenset({"outside", "beyond", "unlike", "like", "than", "besides", "except"})
_BEFORE = frozenset({"earlier", "last", "ago"})
_OF_MANY = frozenset({"summit", "conference", "congress", "forum", "gathering", "assembly"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_WORK = frozenset({"work", "talk", "discussion", "negotiation", "consultation", "contact"})
_EXPECTING = frozenset({"expect", "hope", "anticipate", "predict"})


def preposition(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """Through a preposition: ahead of, after, during, for; or through one that belongs to a cue ("agreed to a meeting")."""
    if dep in ("prep", "agent"):
        return after_preposition(here, above, out)
    if (
        above.dep_ == "prep"
        and above.head.tag_ in ("IN", "RB")
        and above.head.lower_ in ("ahead", "prior", "instead", "because", "due", "advance")
    ):
        rules = cue_table().get(("mark", above.head.lower_), ())
        if rules:
            out.turn(above.head, rules[0].text("value") or "", rules[0].id, weak=True)
            return None
    if any(c.lower_ == "instead" for c in above.children):
        out.turn(above, "not_held", "no.instead", weak=True)  # "flew home instead of meeting him"
        return None
    awaited = above.head if is_verb(above.head) else above.head.head
    if above.lower_ in ("from", "at", "during", "of") and is_verb(awaited) and lemma(awaited) in _EXPECTING:
        # "what is expected of the conference", "expects no breakthrough from the talks"
        out.turn(awaited, "scheduled", "plan.expectation", weak=above.lower_ == "of")
        return None
    if above.lower_ == "from" and above.head.lower_ in ("back", "fresh", "home"):
        out.turn(above, "held", "held.after", weak=True)  # "is back from a visit"
        return None
    if above.lower_ in _BESIDE:
        return None  # "refused talks outside the framework of the six-way talks"
    if above.lower_ in ("of", "about") and (unknown := _unaware(above.head)) is not None:
        out.turn(unknown, "denied", "no.unaware")
        return unknown.head
    if above.lower_ == "against" and lemma(above.head) in ("decide", "opt", "choose"):
        out.turn(above, "not_held", "no.decided")  # "decided against going to Rome"
        return None
    if here.lower_ == "way" and above.lower_ == "on":
        out.turn(above, "scheduled", "context.on_the_way", weak=True)  # "are on their way to Rome"
        return None
    rules = cue_table().get(("mark", above.lower_), ())
    if rules:
        rule = rules[0]
        value = rule.text("value") or ""
        governor = above.head
        if above.lower_ == "before" and here.tag_ == "VBG" and _did(governor):
            out.turn(above, "held", "context.did_before", weak=True)  # "shook hands before holding talks"
            return None
        if value == "hypothetical":
            if above.lower_ == "without" and here.dep_ == "pcomp" and is_noun(out.spine[0]):
                out.unattended = True
            else:
                out.turn(above, "not_held" if above.lower_ == "without" else "proposed", rule.id)
            return None
        if (
            is_noun(governor)
            and above.lower_ in ("on", "in")
            and not (above.lower_ == "in" and lemma(governor) in ("issue", "question", "talk", "draft", "need", "condition", "proposal"))
            and (first_rule("noun", governor) is not None or change_rule(governor, "noun") is not None)
        ):
            return above
        if _on_a_topic(above, here):
            return None
        if above.lower_ == "on" and indefinite(out.spine[0]) and any(lemma(n) in _WORK for n in (governor, *children(governor, "nsubj"))):
            out.turn(governor, "proposed", "wish.worked_on", weak=True)  # "talks began on a meeting", "work is under way on a visit"
            return None
        t = context_tense(governor)
        if above.lower_ == "on" and lemma(governor) == "embark" and t == "past":
            out.turn(governor, "held", "context.tense.begun")  # "embarked on a tour of the region"
            return None
        if above.lower_ == "during" and t == "future" and _agreed_then(governor, out.spine[0]):
            t = "past"  # "agreed to develop ties during a visit by the minister"
        if rule.flag("only_past"):
            if is_verb(governor) and lemma(governor) in {"in": _WITH_IN, "on": _WITH_ON}.get(above.lower_, ()):
                return above  # "participated in talks", "agreed on a meeting"
            deciding = above.lower_ == "in" and lemma(governor) in _WITH_ON  # "agreed to nothing in hours of talks"
            if above.lower_ in ("on", "in") and not _scene(here) and not deciding:
                passes = is_verb(governor) and lemma(governor) not in words("frames.toml", "verbs")["light"]
                return above if passes else None  # "hold a session on efforts to revive talks" ends here
            if above.lower_ == "in" and t in ("future", "modal") and negation(governor) is not None:
                out.turn(above, "generic", "neg.during")  # "would not help in talks"
                return None
            value = {"past": "held", "future": "scheduled", "modal": "scheduled", "present": "ongoing"}.get(t or "", "held")
            if t == "modal" and above.lower_ == "during" and governor.dep_ == "ccomp" and tense(governor.head) == "past":
                value = "held"  # "told him that strikes must stop during their meeting": when it was said
            on_visit = above.lower_ == "during" or (above.lower_ == "on" and _says(governor))
            if value == "held" and on_visit and _travels(out.spine[0]) and not _long_ago(governor, out.spine[0]):
                out.turn(above, "ongoing", "context.on_visit", weak=True)  # "the minister, on a visit to Rome, said"
                return None
            engaged = value == "ongoing" and above.lower_ == "in" and lemma(governor) == "be"
            out.turn(above, value, rule.id, weak=not engaged)  # "the two are in talks"
            out.tense = out.tense or t
            return None
        if value == "held":
            out.turn(above, "scheduled" if t == "future" else "held", rule.id, weak=True)
            return None
        out.turn(above, value, rule.id, weak=True)
        return None
    return above


def _unaware(word: Token) -> Token | None:
    """The word that says so in "knew nothing of a meeting", "is not aware of any plans", "had no knowledge of talks"."""
    if word.lower_ == "nothing":
        return word if word.head.lower_ in ("know", "knew", "knows", "heard") else None
    if word.lower_ == "unaware":
        return word
    ignorant = word.lower_ == "aware" and negation(word.head) is not None
    return word if ignorant or (word.lower_ == "knowledge" and negation(word) is not None) else None


def _did(governor: Token) -> bool:
    """True for a past act that is no saying: what its doer did next has been told as done."""
    return is_verb(governor) and tense(governor) == "past" and lemma(governor) not in words("frames.toml", "verbs")["reporting"]


def _on_a_topic(preposition: Token, occasion: Token) -> bool:
    """ "a briefing on Wen's visit": what is spoken of, not where somebody is."""
    noun = preposition.head
    if preposition.lower_ != "on" or noun.tag_ not in ("NN", "NNS") or preposition.i != noun.i + 1:
        return False
    known = not any(c.lower_ in ("a", "an") for c in children(occasion, "det"))
    return known and lemma(noun) not in words("frames.toml", "nouns")["people"]


def _agreed_then(verb: Token, occasion: Token) -> bool:
    """True for what they agreed to do, told as past, during a call, or during a visit that what they agreed on cannot need."""
    return (
        verb.dep_ == "xcomp"
        and lemma(verb.head) in ("agree", "decide", "pledge", "vow", "promise")
        and (
            lemma(occasion) in ("conversation", "call")
            or lemma(verb) not in ("meet", "discuss", "sign", "visit", "raise", "hold", "attend", "address")
        )
    )


def _long_ago(governor: Token, visit: Token) -> bool:
    """ "In November, the minister said during a visit to Rome", "on a visit here last month he said": not where he is now."""
    if any(t.lower_ in _BEFORE for t in visit.subtree) or any(c.lower_ in _MONTHS for c in children(visit, "compound")):
        return True
    verb = governor if is_verb(governor) else governor.head
    for child in verb.children:
        if child.dep_ == "npadvmod" and any(c.lower_ == "last" for c in child.children):
            return True
        if child.dep_ == "prep" and child.lower_ == "in" and child.i < verb.i and any(_month_or_year(o) for o in children(child, "pobj")):
            return True
    return False


def _month_or_year(noun: Token) -> bool:
    return noun.lower_ in _MONTHS or noun.is_digit


def _scene(noun: Token) -> bool:
    return lemma(noun) in ("meeting", "visit", "trip", "talk", "summit", "tour", "call", "conversation", "conference", "round", "session")


def _travels(noun: Token) -> bool:
    return noun.lower_ in ("visit", "trip", "tour", "stay", "stop") and not any(
        c.lower_ in ("last", "recent", "previous", "earlier", "first") for c in noun.children
    )


def _says(governor: Token) -> bool:
    """True for a verb of saying, or for the name of somebody who is told to be on a visit and says something."""
    verb = governor if is_verb(governor) else governor.head
    told = lemma(verb) in words("frames.toml", "verbs")["reporting"] or verb.lower_ in ("spoke", "speaking", "talking")
    return is_verb(verb) and told


def after_preposition(here: Token, above: Token, out: Told) -> Token | None:
    """What governs a prepositional phrase that holds the trigger; None where the walk ends there."""
    if is_verb(above) or above.tag_.startswith("JJ"):
        if here.lower_ == "for" and passive(above):
            awaited = next((n for d in children(above, "nsubjpass") if lemma(d) == "date" and (n := no_date(d)) is not None), None)
            if awaited is not None:
                out.turn(awaited, "postponed", "postpone.no_date")  # "no new date has been set for the talks"
                return None
            if any(lemma(d) == "date" and (negation(d) or negation(above)) for d in children(above, "nsubjpass")):
                out.turn(above, "proposed", "plan.noun.not")  # "no date has been set for the talks"
                return None
        plans = (c for c in children(above, "nsubj", "nsubjpass", "dobj") if lemma(c) != "date")
        plan = next((r for c in plans if (r := first_rule("noun", c)) is not None), None)
        given = here.lower_ == "to" and lemma(above) in ("give", "grant")  # "gave its consent to a meeting"
        open_ = plan is not None and (plan.text("value") == "scheduled" or (plan.text("value") == "proposed" and not fixed(out)))
        if (here.lower_ == "for" or given) and plan is not None and open_:
            out.spine.append(above)
            out.turn(above, plan.text("value") or "", plan.id, weak=True)
            return None  # "preparations are under way for a visit", "gave the go-ahead for talks", "hopes were fading for talks"
        if here.lower_ == "for" and lemma(above) in words("frames.toml", "verbs")["light_for"]:
            out.spine.append(above)
            t = context_tense(above)
            firm = lemma(above) in ("arrive", "be", "stay", "gather", "meet", "host", "receive", "visit", "sit", "convene")
            coming = lemma(above) == "arrive" and lemma(out.spine[0]) in _OF_MANY  # "have arrived for the summit"
            value = "scheduled" if t in ("future", "modal") or not firm or coming else "ongoing"
            if lemma(above) in ("meet", "sit", "gather", "host", "receive"):
                return above_verb(here, above, "dobj", out)
            if (negated := negation(above)) is not None and not coming and t in ("future", "modal") and not not_until(above):
                out.turn(negated, "not_held", "context.for.not", weak=lemma(out.spine[0]) in _OF_MANY)
                return above  # "will not travel to Brussels for talks"
            out.turn(here, value, "context.for", weak=True)
            onward = lemma(above) != "be" and tense(above) is None and above.dep_ == "xcomp"
            return above if onward else None  # "wants to come for a visit"
        return above_verb(here, above, "prep", out)
    if is_noun(above):
        return above_noun(here, above, "prep", out)
    if above.tag_ in ("IN", "RP", "RB"):
        return above  # "pulled out of the talks"
    return None
