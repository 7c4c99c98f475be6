"""The trigger is the subject: "the talks failed", "the meeting is due in May", "the summit will take place"."""

from __future__ import annotations

from timeline.lexicon.rules import Rule, words
from timeline.nlp.clauses import auxiliaries, children, lemma, modal, negation, particles, passive, tense
from timeline.nlp.cues_clause import read_verb
from timeline.nlp.cues_nouns import indefinite
from timeline.nlp.cues_tables import Told, change_rule, first_rule
from timeline.nlp.cues_verb import going_to, to_end, yet
from timeline.nlp.parse import Token

_TRAVELS = frozenset({"visit", "trip", "tour", "stay"})
_COMES_ABOUT = frozenset({"take", "happen", "occur", "begin", "start", "convene", "proceed", "continue"})
_BREAKS_DOWN = frozenset({"evaporate", "fade", "collapse", "fail", "founder", "stall", "break"})
_CARDS = frozenset({"cards", "works", "offing", "pipeline", "making", "air", "preparation", "planning"})
_UNDER = frozenset({"discussion", "consideration", "negotiation", "study", "review"})
_DOUBTED = frozenset({"doubt", "question", "limbo", "jeopardy"})
_ON = frozenset({"track", "course", "schedule"})
_SCHEDULES = frozenset({"schedule", "programme", "program", "calendar", "timetable", "diary", "agenda"})


def reduced(verb: Token) -> tuple[Token, Rule] | None:
    """The verb of the sentence, and the plan, in "talks planned for May will not take place", the participle taken for the verb."""
    if verb.tag_ not in ("VBD", "VBN") or children(verb, "dobj", "ccomp", "xcomp", "aux", "auxpass", "cc"):
        return None
    rule = change_rule(verb, "verb") or first_rule("beside", verb)
    if rule is None:
        return None
    for main in (*children(verb, "conj", "advcl", "dep"), verb.head):
        if main.i > verb.i and tense(main) is not None and not any(n.i > verb.i for n in children(main, "nsubj", "nsubjpass")):
            return main, rule
    return None


def _must(verb: Token) -> Token | None:
    """What has to happen in "had to be put off", "will have to wait"."""
    if lemma(verb) not in ("have", "need"):
        return None
    return next((c for c in children(verb, "xcomp") if any(a.tag_ == "TO" for a in auxiliaries(c))), None)


def known(noun: Token) -> bool:
    """True for an occasion that the words tell as known: "the summit", "their next meeting"."""
    return any(c.lower_ in ("the", "this", "that", "these") or c.tag_ == "PRP$" for c in children(noun, "det", "poss"))


def _falls_through(verb: Token) -> bool:
    return lemma(verb) == "fall" and any(c.lower_ in ("through", "apart") for c in children(verb, "prt", "prep", "advmod"))


def breaks_down(verb: Token) -> bool:
    """ "The plans collapsed, fell through, came to nothing"."""
    nothing = (o.lower_ in ("nothing", "naught") for p in children(verb, "prep") for o in children(p, "pobj"))
    return lemma(verb) in _BREAKS_DOWN or _falls_through(verb) or (lemma(verb) == "come" and any(nothing))


def _comes_about(verb: Token) -> bool:
    """True for a verb whose negation means that the occasion did not come about: "did not take place", not "did not produce a deal"."""
    word = lemma(verb)
    if word == "go":
        return bool(particles(verb) & {"ahead", "forward", "on", "through"})
    if word == "be":
        return not children(verb, "attr", "acomp")
    if word in ("come", "get"):
        return bool(particles(verb) & {"about", "off", "under"})
    return word in _COMES_ABOUT or word.startswith("materiali") or word in words("frames.toml", "verbs")["inception"]


def _in_the_air(noun: Token, verb: Token) -> Token | None:
    """The words that leave an occasion open in "a meeting is on the cards", "a visit would be premature"."""
    on = next((p for p in children(verb, "prep") if p.lower_ in ("on", "in") for o in children(p, "pobj") if o.lower_ in _CARDS), None)
    if on is not None and negation(verb) is None:
        return on
    m = modal(verb)
    would = m is not None and m.lower_ in ("would", "'d")
    return m if would and children(verb, "acomp", "attr") and indefinite(noun) else None


def _stands(verb: Token) -> tuple[Token, str, str] | None:
    """How an occasion stands: "is under discussion", "remains on track", "is out of the question"; the word, what it says, the rule."""
    if lemma(verb) not in ("be", "remain", "stay", "seem", "look"):
        return None
    for at in children(verb, "prep"):
        named = {o.lower_ for o in children(at, "pobj") if not children(o, "det", "poss")}
        if at.lower_ == "under" and named & _UNDER:
            return at, "proposed", "wish.open"
        if at.lower_ == "in" and named & _DOUBTED:
            return at, "proposed", "wish.doubted"
        if at.lower_ == "on" and named & _ON:
            return at, "scheduled", "plan.continues"
        if at.lower_ == "out" and any(o.lower_ == "question" for of in children(at, "prep") for o in children(of, "pobj")):
            return at, "denied", "no.deny"
    return None


def _on_the_schedule(verb: Token) -> Token | None:
    """The preposition of "a visit is not on our programme at present"."""
    on = (p for p in children(verb, "prep") if p.lower_ in ("on", "in"))
    return next((p for p in on if any(o.lower_ in _SCHEDULES for o in children(p, "pobj"))), None)


def _is_there(verb: Token) -> bool:
    """ "his first trip will be to Minsk", "the talks will be on Monday": where or when the occasion is."""
    if lemma(verb) != "be" or children(verb, "attr", "acomp", "oprd", "ccomp", "xcomp"):
        return False
    where = (o for p in children(verb, "prep") if p.lower_ in ("on", "in", "at", "to") for o in children(p, "pobj"))
    return any(o.tag_ in ("NNP", "CD") for o in where)


def _says_of_his(noun: Token, verb: Token) -> bool:
    """ "said his visit showed how close the two are", "hoped that his visit would help": the visitor's words while he is there."""
    if noun.lower_ not in _TRAVELS or verb.dep_ != "ccomp" or not any(c.lower_ in ("his", "her") for c in children(noun, "poss")):
        return False
    return lemma(verb.head) in words("frames.toml", "verbs")["reporting"] and tense(verb) == "past"


def as_subject(here: Token, above: Token, out: Told) -> Token | None:
    """The trigger is the subject: "the talks failed", "the meeting is due in May", "the summit will take place"."""
    must = _must(above)
    if must is not None:
        rule = change_rule(must, "verb")
        if lemma(must) == "wait":
            out.turn(must, "postponed", "postpone.wait")
            return above
        if rule is not None and rule.text("kind") in ("postponement", "cancellation"):
            out.changed_by.append(must)
            done = tense(above) == "past"
            out.turn(must, (rule.text("status") or "") if done else "scheduled", rule.id if done else rule.id + ".open")
            return above
    main = going_to(above)
    if main is not None and negation(above) is not None and (passive(main) or _comes_about(main)):
        out.turn(above, "not_held", "neg.going_to")  # "the talks are not going to be held"
        out.tense = out.tense or "future"
        return above
    if to_end(above):
        out.turn(above, "ongoing", "tense.to_end")
        out.tense = out.tense or tense(above)
        return above
    word = lemma(above)
    lists = words("frames.toml", "verbs")
    said = _stands(above)
    if said is not None:
        standing, value, told_by = said
        negated = negation(above)
        turned = value if negated is None else "denied" if value == "proposed" else "proposed"
        out.turn(negated or standing, turned, told_by if negated is None else told_by + ".not")
        out.tense = out.tense or tense(above)
        return above
    if word == "be" and (open_ := _in_the_air(here, above)) is not None:
        out.turn(open_, "proposed", "wish.open")
        out.tense = out.tense or tense(above)
        return above
    if word == "be" and (listed := _on_the_schedule(above)) is not None:
        negated = negation(above)
        out.turn(
            negated or listed,
            "scheduled" if negated is None else "denied",
            "plan.listed" if negated is None else "plan.listed.not",
            weak=tense(above) == "past",
        )
        out.tense = out.tense or tense(above)
        return above
    complements = [c for c in children(above, "acomp", "xcomp", "advmod", "oprd", "prt", "attr") if c.i > above.i]
    for c in complements:
        if c.lower_ == "off" and word in ("be", "remain"):
            out.turn(c, "cancelled", "off.adverb")
            return above
        if c.lower_ in ("on", "underway", "under-way", "ongoing") and word in ("be", "remain"):
            out.turn(c, "ongoing" if c.lower_ != "on" else "scheduled", "on.adverb")
            return above
        if c.dep_ == "attr" and c.lower_ in ("invention", "fabrication", "fiction", "lie", "nonsense", "hoax", "fantasy"):
            out.turn(c, "denied" if negation(above) is None else "proposed", "no.false")
            return above
        adjective = first_rule("above", c) if c.tag_.startswith("JJ") else None
        if adjective is not None:
            negated = negation(above) or negation(c)
            value = adjective.text("value") or ""
            if negated is not None:
                out.turn(negated, adjective.text("negated") or "not_held", adjective.id + ".not")
            else:
                out.turn(c, "scheduled" if value == "carry" else value, adjective.id)
            out.tense = out.tense or tense(above)
            return above
        if word == "be" and c.dep_ == "xcomp":
            never = any(a.lower_ == "have" for a in auxiliaries(c))  # "was to have taken place"
            open_ = yet(above)  # "is yet to be confirmed"
            value = "proposed" if open_ is not None else "not_held" if never else "scheduled"
            out.turn(open_ or above, value, "aux.be_to.not" if never else "aux.be_to")
            out.tense = out.tense or tense(above)
            return above
    if word == "enter" and any(c.lower_ == "day" for c in children(above, "dobj")):
        out.turn(above, "ongoing", "context.nth_day")  # "the talks entered their second day"
        out.tense = out.tense or tense(above)
        return above
    if _falls_through(above) or (word == "fail" and any(_comes_about(c) for c in children(above, "xcomp"))):
        out.turn(above, "not_held", "no.failed")  # "the summit fell through", "failed to materialise", "failed to take place"
        out.tense = out.tense or tense(above)
        return above
    tried = bool(out.cues) and out.cues[-1].rule in ("wish.noun", "plan.noun", "plan.beside", "plan.fixed.to")
    if breaks_down(above) and tense(above) == "past" and modal(above) is None and tried:
        out.turn(above, "not_held", "no.collapsed")  # "talks planned for Monday collapsed", "efforts to bring the two together failed"
        out.tense = out.tense or "past"
        return None
    planned = first_rule("above", above)
    if (
        planned is not None
        and word != "be"
        and planned.text("value") == "scheduled"
        and all(c.i < here.i for c in children(above, "dobj", "ccomp", "xcomp"))
    ):
        out.turn(above, "scheduled", planned.id, weak=True)  # "talks planned for Tuesday", the participle read as a verb
        return above
    occurring = going_to(above) is None and (
        _is_there(above)
        or word in lists["inception"]
        or word in lists["closing"]
        or word in ("take", "occur", "happen", "proceed", "go", "continue", "last")
        or (word == "get" and "under" in particles(above))
    )
    none = bool(out.cues) and out.cues[-1].rule == "neg.noun"  # "no talks took place"
    if occurring and not none and negation(above) is None and modal(above) is None and tense(above) == "past":
        started = word in lists["inception"] or word == "get"
        ended = "tense.ended" if word in lists["ending"] else "tense.subject_past"
        out.turn(above, "ongoing" if started else "held", "context.started" if started else ended)
        out.tense = out.tense or "past"
        return above
    read_verb(above, out, own=occurring, denies=_comes_about(above))
    last = out.cues[-1].rule if out.cues else ""
    if not occurring and last in ("aux.would", "aux.will", "aux.going_to"):
        out.weak = True  # "the talks would involve four parties", "the visit will deepen ties", said while it goes on
    if not occurring and last == "tense.present" and indefinite(out.spine[0]) and negation(above) is None and word != "be":
        out.doubt("proposed", "wish.generic")  # "a meeting between the two makes no sense now"
    if not occurring and out.weak and _says_of_his(here, above):
        out.turn(above, "ongoing", "context.on_visit", weak=True)
    if last in ("aux.may", "aux.should") and not occurring and known(out.spine[0]):
        out.doubt("scheduled", last + ".of_known")  # "the forthcoming summit may be the last chance", "the talks could collapse"
    out.frozen = out.frozen or not occurring  # "he hopes that the meeting helps" tells nothing of the meeting's chances
    return above
