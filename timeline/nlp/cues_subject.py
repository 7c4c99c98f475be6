"""The trigger is the subject: "the talks failed", "the meeting is due in May", "the summit will take place"."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import auxiliaries, children, is_verb, lemma, modal, negation, particles, passive, tense
from timeline.nlp.cues_clause import read_verb
from timeline.nlp.cues_tables import Told, change_rule, first_rule
from timeline.nlp.cues_verb import TIME_NOUNS, going_to, to_end
from timeline.nlp.parse import Token

_TRAVELS = frozenset({"visit", "trip", "tour", "stay"})
_COMES_ABOUT = frozenset({"materialise", "materialize", "take", "happen", "occur", "begin", "start", "convene", "proceed", "continue"})
_BREAKS_DOWN = frozenset({"collapse", "fail", "founder", "stall", "fall", "break"})
_SCHEDULES = frozenset({"schedule", "programme", "program", "calendar", "timetable", "diary", "agenda"})
_CARDS = frozenset({"cards", "works", "offing", "pipeline", "making", "air"})
_HAPPENS = frozenset({"take", "occur", "happen", "proceed", "last"})


def _reduced(verb: Token) -> Token | None:
    """The verb of the sentence in "talks planned for May will not take place", where the parser took the participle for it."""
    if verb.tag_ not in ("VBD", "VBN") or children(verb, "dobj", "ccomp", "xcomp", "aux", "auxpass", "cc"):
        return None
    rule = change_rule(verb, "verb") or first_rule("beside", verb)
    if rule is None:
        return None
    below = [c for c in children(verb, "conj", "advcl", "ccomp", "dep") if c.i > verb.i]
    for main in (*below, verb.head):
        if main.i > verb.i and is_verb(main) and (tense(main) is not None or modal(main)) and not _joined(main):
            own = [n for n in children(main, "nsubj", "nsubjpass") if n.i > verb.i]
            if not own:
                return main
    return None


def _joined(verb: Token) -> bool:
    """True for a clause with a conjunction of its own: "and will", "when it opens"."""
    return any(c.dep_ in ("mark", "cc") or c.tag_ == "WRB" or c.lower_ in ("while", "once") for c in verb.children if c.i < verb.i)


def _must(verb: Token) -> Token | None:
    """What has to happen in "had to be put off", "will have to wait"."""
    if lemma(verb) not in ("have", "need"):
        return None
    return next((c for c in children(verb, "xcomp") if any(a.tag_ == "TO" for a in auxiliaries(c))), None)


def known(noun: Token) -> bool:
    """True for an occasion that the words tell as known: "the summit", "their next meeting", "the Geneva talks"."""
    return any(c.lower_ in ("the", "this", "that", "these") or c.tag_ == "PRP$" for c in children(noun, "det", "poss")) or any(
        c.tag_ == "NNP" for c in children(noun, "compound")
    )


def _comes_about(verb: Token) -> bool:
    """True for a verb whose negation means that the occasion did not come about: "did not take place", not "did not produce a deal"."""
    word = lemma(verb)
    if word == "take":
        return any(c.lower_ in ("place", "off") for c in children(verb, "dobj", "prt"))
    if word == "go":
        return not children(verb, "advmod", "prep") or bool(particles(verb) & {"ahead", "forward", "on", "through"})
    if word == "be":
        return not children(verb, "attr", "acomp")
    if word == "come":
        return bool(particles(verb) & {"about", "off"}) or any(p.lower_ == "to" for p in children(verb, "prep"))
    return word in _COMES_ABOUT or word.startswith("materiali") or word in words("frames.toml", "verbs")["inception"]


def _in_the_air(noun: Token, verb: Token) -> Token | None:
    """The words that leave an occasion open in "a meeting is on the cards", "a visit would be premature"."""
    on = next((p for p in children(verb, "prep") if p.lower_ in ("on", "in") for o in children(p, "pobj") if o.lower_ in _CARDS), None)
    if on is not None and negation(verb) is None:
        return on
    m = modal(verb)
    would = m is not None and m.lower_ in ("would", "'d") and not passive(verb)
    said = children(verb, "acomp", "attr") and any(c.lower_ in ("a", "an", "any", "another") for c in children(noun, "det"))
    return m if would and said else None


def _on_the_schedule(verb: Token) -> Token | None:
    """The preposition of "a visit is not on our programme at present"."""
    on = (p for p in children(verb, "prep") if p.lower_ in ("on", "in"))
    return next((p for p in on if any(o.lower_ in _SCHEDULES for o in children(p, "pobj"))), None)


def _is_there(verb: Token) -> bool:
    """ "his first trip will be to Minsk", "the talks will be on Monday": where or when the occasion is."""
    if lemma(verb) != "be" or passive(verb) or children(verb, "attr", "acomp", "oprd", "ccomp", "xcomp"):
        return False
    where = (o for p in children(verb, "prep") if p.lower_ in ("on", "in", "at", "to") for o in children(p, "pobj"))
    return any(o.tag_ in ("NNP", "CD") or o.lower_ in TIME_NOUNS for o in where)


def _says_of_his(noun: Token, verb: Token) -> bool:
    """ "said his visit showed how close the two are", "hoped that his visit would help": the visitor's words while he is there."""
    if (
        noun.lower_ not in _TRAVELS
        or verb.dep_ != "ccomp"
        or tense(verb.head) != "past"
        or not any(c.lower_ in ("his", "her") for c in children(noun, "poss"))
    ):
        return False
    said = verb.head
    if said.lower_ == "hoped":
        return any(a.lower_ in ("would", "will") for a in auxiliaries(verb))
    if lemma(said) not in words("frames.toml", "verbs")["reporting"] or tense(verb) != "past":
        return False
    if any(a.lower_ in ("had", "has", "have") for a in auxiliaries(verb)):
        return False
    return not any(c.tag_.startswith("JJ") or c.lower_ == "success" for c in children(verb, "acomp", "attr"))


def as_subject(here: Token, above: Token, out: Told) -> Token | None:
    """The trigger is the subject: "the talks failed", "the meeting is due in May", "the summit will take place"."""
    main = _reduced(above)
    if main is not None:
        rule = change_rule(above, "verb") or first_rule("beside", above)
        value = (rule.text("status") or rule.text("value") or "") if rule is not None else ""
        if rule is not None and value:
            out.turn(above, value, rule.id, weak=True)
        return as_subject(here, main, out) if main.tag_ != "MD" else None
    must = _must(above)
    if must is not None:
        rule = change_rule(must, "verb")
        if lemma(must) == "wait":
            out.turn(must, "postponed", "postpone.wait")
            return above
        if rule is not None and rule.text("kind") in ("postponement", "cancellation"):
            out.changed_by.append(must)
            done = tense(above) == "past" and negation(above) is None
            out.turn(must, (rule.text("status") or "") if done else "scheduled", rule.id if done else rule.id + ".open")
            return above
    main = going_to(above)
    if main is not None:  # "the talks are going to be held", "this meeting is going to bring solutions"
        happens = passive(main) or lemma(main) in words("frames.toml", "verbs")["inception"] or lemma(main) in _HAPPENS
        negated = negation(above)
        if happens and negated is not None:
            out.turn(negated, "not_held", "neg.going_to")
        else:
            out.turn(above, "scheduled", "aux.going_to", weak=not happens)
        out.tense = out.tense or "future"
        out.frozen = out.frozen or not happens
        return above
    if to_end(above):
        out.turn(above, "ongoing", "tense.to_end")
        out.tense = out.tense or tense(above)
        return above
    word = lemma(above)
    lists = words("frames.toml", "verbs")
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
        rule = first_rule("above", c) if c.tag_.startswith(("JJ", "VB")) else None
        if rule is not None and word in ("be", "remain", "seem", "appear", "look", "become") and c.tag_.startswith("JJ"):
            negated = negation(above) or negation(c)
            if negated is not None:
                out.turn(negated, rule.text("negated") or "not_held", rule.id + ".not")
            else:
                out.turn(c, "scheduled" if rule.text("value") == "carry" else rule.text("value") or "", rule.id)
            out.tense = out.tense or tense(above)
            return above
        if word == "be" and c.dep_ == "xcomp" and any(a.tag_ == "TO" for a in auxiliaries(c)):
            never = tense(above) == "past" and any(a.lower_ == "have" for a in auxiliaries(c))  # "was to have taken place"
            out.turn(above, "not_held" if never else "scheduled", "aux.be_to.not" if never else "aux.be_to")
            out.tense = out.tense or tense(above)
            return above
    if word == "enter" and any(c.lower_ == "day" for c in children(above, "dobj")) and negation(above) is None:
        out.turn(above, "ongoing", "context.nth_day")  # "the talks entered their second day"
        out.tense = out.tense or tense(above)
        return above
    if (above.lower_ in ("fell", "fallen") and any(c.lower_ == "through" for c in children(above, "prt", "prep", "advmod"))) or (
        word == "fail" and any(lemma(c) in _COMES_ABOUT for c in children(above, "xcomp"))
    ):
        out.turn(above, "not_held", "no.failed")  # "the summit fell through, failed to materialise"
        out.tense = out.tense or tense(above)
        return above
    if word in _BREAKS_DOWN and tense(above) == "past" and modal(above) is None and out.cues and out.cues[-1].rule == "plan.beside":
        out.turn(above, "not_held", "no.collapsed")  # "talks planned for Monday collapsed"
        out.tense = out.tense or "past"
        return None
    if out.cues and out.cues[-1].rule == "tense.to_end":
        out.tense = out.tense or tense(above)
        out.frozen = True
        return above
    planned = first_rule("above", above)
    if (
        planned is not None
        and word != "be"
        and planned.text("value") == "scheduled"
        and above.tag_ in ("VBD", "VBN")
        and all(c.lower_ in ("week", "month", "year") or c.i < here.i for c in children(above, "dobj", "ccomp", "xcomp"))
    ):
        out.turn(above, "scheduled", planned.id, weak=True)  # "talks planned for Tuesday", the participle read as a verb
        return above
    occurring = (
        _is_there(above)
        or word in lists["inception"]
        or word in lists["closing"]
        or word in ("take", "occur", "happen", "proceed", "go", "continue", "last")
    )
    if occurring and negation(above) is None and modal(above) is None and tense(above) == "past":
        started = word in lists["inception"] and word != "resume"
        ended = "tense.ended" if word in lists["ending"] else "tense.subject_past"
        out.turn(above, "ongoing" if started else "held", "context.started" if started else ended)
        out.tense = out.tense or "past"
        return above
    read_verb(above, out, own=occurring, denies=_comes_about(above))
    last = out.cues[-1].rule if out.cues else ""
    if not occurring and last in ("aux.would", "aux.will"):
        out.weak = True  # "the talks would involve four parties", "the visit will deepen ties", said while it goes on
    if not occurring and out.weak and _says_of_his(here, above):
        out.turn(above, "ongoing", "context.on_visit", weak=True)
    if last in ("aux.may", "aux.should") and (not occurring or word in lists["closing"]) and known(out.spine[0]):
        out.doubt("scheduled", last + ".of_known")  # "the forthcoming summit may be the last chance", "the talks could collapse"
    out.frozen = out.frozen or not occurring  # "he hopes that the meeting helps" tells nothing of the meeting's chances
    return above
