"""Verbs and adjectives that stand over a trigger and take it as complement, or as subject."""

from __future__ import annotations

from timeline.lexicon.rules import Rule, words
from timeline.nlp.clauses import (
    auxiliaries,
    children,
    finite,
    is_noun,
    is_verb,
    lemma,
    modal,
    negation,
    particles,
    passive,
    tense,
)
from timeline.nlp.cues_clause import of_many, read_verb, stay_away
from timeline.nlp.cues_nouns import ASKED, CLAIMS, fixed, indefinite
from timeline.nlp.cues_subject import as_subject, breaks_down, known, reduced
from timeline.nlp.cues_tables import Told, asserted, change_rule, complement_rule, first_rule, granted
from timeline.nlp.cues_verb import in_vain, long_before, nobody, not_until, on_condition, thwarted, to_arrange, to_end, yet
from timeline.nlp.parse import Token

_GRANTING = frozenset({"accept", "accepted", "accepts", "grant", "granted", "approve", "approved", "heed", "heeded"})
_OF_CLAIMS = frozenset({"no.rebut", "no.brush_aside"})  # against a report of an encounter, never against the encounter
_TAKING_PART = frozenset({"join", "attend", "participate", "take", "enter"})
_RAISING = frozenset({"discuss", "raise", "debate", "mention", "broach"})
_MANY_TIMES = frozenset({"repeatedly", "once", "twice", "thrice", "times", "often", "previously"})
_SENDING = frozenset({"send", "issue", "extend", "make", "renew", "repeat", "give", "hand"})
_ARRANGING = frozenset({"plan", "preparation", "arrangement", "date", "schedule", "announcement", "confirmation", "approval"})
_SETTLED = frozenset({"fix", "set", "agree", "settle", "decide", "finalise", "finalize"})
_BROACHED = frozenset({"seek", "request", "consider", "propose", "contemplate", "envisage", "discuss", "suggest", "ask"})


def above_verb(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """A verb or adjective over the trigger."""
    if above.tag_.startswith("JJ"):
        return _adjective(here, above, out)
    if dep == "ccomp" and any(c.text == ";" for c in children(above, "punct")):
        return None  # "the first week of the talks brought nothing; the second begins on Monday": another sentence
    word = lemma(above)
    out.spine.append(above)
    lists = words("frames.toml", "verbs")
    change = change_rule(above, "verb")
    if word in ("boycott", "skip", "miss", "shun"):
        negated = negation(above)
        if negated is not None:
            out.turn(negated, "held" if tense(above) == "past" else "scheduled", "no.attendance.not")
        else:
            stay_away(above, above, out)
        return above
    if word in ("stay", "keep") and "away" in particles(above):
        stay_away(above, above, out)  # "stayed away from the summit"
        return above
    if out.unattended and dep != "ccomp":
        return None
    subject = dep == "nsubj" and not (change is not None and (_wanted(above) or _headline(above, change)))
    if dep == "nsubjpass" and word == "consider":
        return None  # "the summit is considered the largest ever": no plan
    if dep == "prep" and here.lower_ in ("for", "at", "to") and word in ("show", "turn") and "up" in particles(above):
        missing = negation(above) or nobody(above)
        if missing is not None:
            out.turn(missing, "not_held", "no.attendance")  # "nobody turned up for the session"
        return above  # "failed to show up for the meeting"
    if above.lower_ in _GRANTING and here != out.spine[0] and lemma(here) in ASKED:
        if asserted(above):
            out.turn(above, "scheduled", "plan.accepted")
        elif (negated := negation(above)) is not None:
            out.turn(negated, "not_held", "no.answer")
        return above
    if word == "call" and dep == "dobj" and not particles(above) & {"off", "away", "back"} and _for_a_day(here, above):
        out.turn(above, "scheduled", "plan.called")  # "called an emergency meeting for Sunday"
        return above
    if word == "leave" and dep == "dobj" and modal(above) is not None:
        out.turn(above, "held", "context.left", weak=True)  # "we can leave the summit with our heads high"
        return None
    if _spoken_of(here, above, dep) and indefinite(out.spine[0]):
        out.turn(above, "proposed", "wish.spoken_of", weak=True)  # "discussed a visit by him", "brought up a meeting"
        return None
    if word in ("call", "appeal") and dep == "xcomp":
        out.turn(above, "generic", "wish.call_on")  # "called on X to meet Y": nobody plans it
        return None
    if change is not None and change.text("kind") in ("postponement", "cancellation") and (not subject or change.texts("phrase")):
        out.changed_by.append(above)
        if asserted(above) and any(c.lower_ in _MANY_TIMES for c in children(above, "advmod", "npadvmod")):
            # "has repeatedly been postponed": what became of it is told elsewhere
            out.turn(above, "scheduled", change.id + ".again", weak=True)
        elif asserted(above) or granted(above):
            out.turn(above, change.text("status") or "", change.id, weak=_earlier(above))
        elif (instead := _instead(above)) is not None:
            out.turn(instead[0], instead[1].text("status") or "", instead[1].id)
        elif (negated := negation(above)) is not None:
            out.turn(negated, "scheduled", change.id + ".not")
        elif out.value is None or out.weak:
            out.turn(above, "scheduled", change.id + ".open")
        return above if tense(above) is None else None
    if here != out.spine[0] and lemma(here) in ("preparation", "plan", "work") and word in ("continue", "proceed", "go", "advance"):
        out.turn(above, "scheduled", "plan.continues")
        return None
    part = dep == "nsubj" and lemma(here) in words("frames.toml", "nouns")["carrying"]  # "a second round of talks will not take place"
    if here != out.spine[0] and is_noun(here) and not part and (negated := negation(above)) is not None:
        out.turn(negated, "proposed", "neg.nominal")  # "no decision on the meeting was made"
        return None
    of_plan = bool(out.cues) and out.cues[-1].rule.startswith("plan.") and here != out.spine[0] and lemma(here) in _ARRANGING
    if of_plan and not breaks_down(above) and (dep in ("nsubj", "nsubjpass") or (dep == "dobj" and word in _SENDING)):
        if change is None:
            out.spine.pop()  # its day is not that of the occasion
        return None  # "plans for a visit were made public", "made the announcement of talks", "their date has yet to be fixed"
    if subject and (planned := reduced(above)) is not None:
        verb, plan = planned  # "talks set for Monday were put off"
        out.turn(above, plan.text("status") or plan.text("value") or "", plan.id, weak=True)
        return above_verb(here, verb, "nsubjpass" if passive(verb) else "nsubj", out)
    if subject:
        return as_subject(here, above, out)
    if dep == "ccomp" and word == "be" and (untrue := _untrue(above)) is not None:
        out.turn(untrue, "denied", "no.false")  # "it is not true that he will visit Rome"
        return above
    if dep == "dobj" and lemma(here) in CLAIMS and word in ("describe", "brand", "label") and (no := _untrue_as(above)) is not None:
        out.turn(no, "denied", "no.false")  # "described the reports as groundless"
        return above
    told = finite(above)
    if dep == "dobj" and here == out.spine[0] and word in lists["ending"] and (told != above or tense(told) == "future") and to_end(told):
        out.turn(above, "ongoing", "tense.to_end")  # "will wrap up, is to wrap up his visit on Sunday"
        return None
    answer = next((c for c in above.children if c.lower_ in ("yes", "no")), None) if word == "say" and here.lower_ == "to" else None
    if dep == "prep" and answer is not None:
        yes = answer.lower_ == "yes"
        out.turn(above, "scheduled" if yes else "not_held", "plan.accepted" if yes else "no.said_no")
        return above
    asked = next((n for n in children(above, "dobj", "nsubjpass") if lemma(n) in ASKED), None)
    if dep == "prep" and here.lower_ in ("to", "for") and word in _SENDING and asked is not None and asserted(above):
        out.turn(asked, "proposed", "wish.noun")  # "sent out invitations to a meeting"
        return None
    if dep == "prep" and here.lower_ == "to" and word not in words("changes.toml", "lists")["leads_to"] and change is None:
        return None
    if dep == "prep" and here.lower_ == "over" and word == "preside":  # "arrived to preside over a meeting"
        read_verb(above, out, own=True)
        return above
    if dep == "prep" and here.lower_ == "with" and word in ("press", "push", "forge") and "ahead" in particles(above):
        out.turn(above, "scheduled", "plan.continues", weak=True)  # "is pressing ahead with its talks"
        return None
    if (
        dep == "prep"
        and here.lower_ in ("with", "by", "from")
        and not (here.lower_ == "from" and _governs_from(above))
        and word not in ("begin", "start", "open", "proceed", "go", "continue", "withdraw", "pull", "walk")
    ):
        return None
    if dep == "prep" and here.lower_ == "for" and (found := _date_found(above)) is not None:
        out.turn(found, "scheduled", "plan.date_found")
        return None
    cue = complement_rule(above, dep)
    if cue is not None and cue.id in _OF_CLAIMS and lemma(here) not in CLAIMS:
        cue = None
    if dep == "prep" and here.lower_ in ("through", "via", "over") and cue is not None and tense(above) == "past":
        out.turn(above, "held", "context.by_way", weak=True)  # "agreed on the date in a phone call, through a conversation"
        return None
    if word == "have" and dep == "xcomp" and (not_yet := yet(above)) is not None:
        out.turn(not_yet, "not_held", "neg.yet", weak=True)  # "has yet to meet him"
        return above
    if word == "be" and dep == "xcomp":
        ready = next((c for c in children(above, "acomp") if c.i < here.i), None)
        if ready is not None and first_rule("above", ready) is not None:
            return _adjective(here, ready, out)  # "they are 'ready' to meet"
        if negation(above) is not None or any(a.lower_ == "have" for a in auxiliaries(here)):  # "was to have met"
            out.turn(above, "not_held", "aux.be_to.not")
        else:
            out.turn(above, "scheduled", "aux.be_to")
            if thwarted(above):
                out.doubt("not_held", "plan.thwarted")
        out.tense = out.tense or tense(above)
        return above
    if cue is not None:
        return _governed(here, above, dep, cue, out)
    if word in lists["reporting"] and dep in ("ccomp", "xcomp", "dobj", "nsubjpass"):
        if dep in ("ccomp", "xcomp"):
            out.reporter = above
        return None
    if dep == "xcomp" and any(a.tag_ == "TO" for a in auxiliaries(here)):
        out.turn(here, "scheduled", "context.purpose", weak=True)
        return None
    if dep in ("dobj", "nsubjpass", "attr", "oprd") and (word in lists["light"] or word == "play"):  # "play host"
        read_verb(above, out, own=True)
        return above
    if dep == "dobj" and above.lower_ in ("features", "includes") and here == out.spine[0]:
        out.turn(above, "scheduled", "plan.features", weak=True)  # "the forum features a meeting of ministers"
        return None
    if dep == "nsubjpass":  # "the summit is overshadowed by a row"
        read_verb(above, out, own=False, denies=False)
    return None


def _indicative(above: Token, verb: Token, said: str) -> bool:
    insists = lemma(above) == "insist" and said.removesuffix(".not") in ("aux.will", "aux.would")
    return insists or tense(verb) == "past"


def _spoken_of(here: Token, verb: Token, dep: str) -> bool:
    word, about = lemma(verb), dep == "prep" and here.lower_ in ("about", "of")
    return (dep == "dobj" and (word in _RAISING or (word == "bring" and "up" in particles(verb)))) or (about and word in ("talk", "speak"))


def _for_a_day(noun: Token, verb: Token) -> bool:
    behind = (o for t in (noun, verb) for p in children(t, "prep") if p.lower_ == "for" for o in children(p, "pobj"))
    return any(o.tag_ == "NNP" and (o.lower_.endswith("day") or children(o, "nummod")) for o in behind)


def _earlier(verb: Token) -> bool:
    """ "a week after calling off the summit", "the trip had been put off in May": what came next may be told elsewhere."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "after"
    return long_before(verb) and verb.dep_ in ("ROOT", "conj")


def _untrue(verb: Token) -> Token | None:
    """ "it is untrue", "it is not true", "it was not the case"."""
    said = next((c for c in children(verb, "acomp", "attr") if c.lower_ in ("true", "correct", "case", "untrue", "false", "wrong")), None)
    return said if said is not None and (said.lower_ in ("true", "correct", "case")) == (negation(verb) is not None) else None


def _untrue_as(verb: Token) -> Token | None:
    """The word in "described reports of a visit as baseless"."""
    behind = (c for p in children(verb, "prep") if p.lower_ == "as" for c in children(p, "amod", "pobj"))
    called = (*behind, *(c for c in children(verb, "advcl") if any(a.lower_ == "as" for a in children(c, "advmod", "mark"))))
    return next((c for c in called if (rule := first_rule("above", c)) is not None and rule.id == "no.false"), None)


def dismissed(verb: Token) -> Token | None:
    """The word in "dismissed them", "described it as groundless", of what somebody is asked about."""
    if not any(o.lower_ in ("it", "them", "this", "that") for o in children(verb, "dobj")) or negation(verb) is not None:
        return None
    return verb if lemma(verb) in ("dismiss", "deny", "refute", "reject") else _untrue_as(verb)


def _wanted(verb: Token) -> bool:
    """ "wants the dinner postponed": a participle read as a verb of its own."""
    return verb.dep_ == "ccomp" and lemma(verb.head) in ("want", "see", "like", "prefer")


def _instead(verb: Token) -> tuple[Token, Rule] | None:
    """ "was not cancelled but postponed": what became of it after all."""
    if negation(verb) is None:
        return None
    told = ((c, change_rule(c, "verb")) for c in children(verb, "conj", "acl", "advcl", "dep", "oprd") if c.tag_ in ("VBN", "VBD"))
    return next(((c, rule) for c, rule in told if rule is not None and rule.text("kind") in ("postponement", "cancellation")), None)


def _headline(verb: Token, change: Rule) -> bool:
    """ "Merkel visit to Oslo postponed", "… cancelled, Norway says": a participle without its auxiliary; no visit puts off anything."""
    moved = change.text("kind") in ("postponement", "cancellation") and verb.tag_ in ("VBD", "VBN") and verb.dep_ in ("ROOT", "ccomp")
    return moved and not children(verb, "dobj", "ccomp", "xcomp", "conj", "advcl", "dep", "aux", "auxpass") and not change.texts("particle")


def _date_found(verb: Token) -> Token | None:
    """ "a new date has been found for the meeting"."""
    if lemma(verb) not in ("found", "set", "fix", "agree", "name", "choose", "announce") or not asserted(verb):
        return None
    dates = [n for n in children(verb, "nsubjpass", "dobj") if lemma(n) == "date"]
    return next((c for n in dates for c in children(n, "amod") if c.lower_ in ("new", "fresh", "firm", "definite", "final")), None)


def _governs_from(verb: Token) -> bool:
    """ "prevented from", "refrained from": the preposition belongs to the refusal."""
    rule = first_rule("above", verb)
    return rule is not None and rule.text("value") == "not_held"


def _governed(here: Token, above: Token, dep: str, cue: Rule, out: Told) -> Token | None:
    """A cue verb takes the trigger as its complement."""
    value = cue.text("value") or ""
    as_false = here.lower_ == "as" and any(lemma(o) in CLAIMS for o in children(here, "pobj"))  # "rejected as untrue a report that"
    if cue.id == "no.refuse" and (as_false or (dep in ("dobj", "nsubjpass") and lemma(here) in CLAIMS)):
        out.turn(above, "denied", "no.rebut")  # "rejected a report that they would meet"
        return above
    if dep == "ccomp" and here.i < above.i and value in ("scheduled", "proposed"):
        out.reporter = above  # "the visit was a success, analysts agreed"
        return None
    if value == "denied" and out.cues and out.cues[-1].rule in ("tense.subject_past", "tense.ended"):
        return None  # "denied that the talks had failed"
    said = out.cues[-1].rule if out.cues else ""
    if out.frozen or said == "tense.to_end":
        out.reporter = out.reporter or (above if dep == "ccomp" else None)
        return None  # "the summit, which ends on Sunday, is expected to adopt a plan"
    if dep == "ccomp" and value == "proposed" and negation(above) is None and _indicative(above, here, said):
        out.reporter = above
        if lemma(above) == "insist" and out.value == "not_held":
            out.turn(above, "denied", "no.deny")
        return None  # "insisted that he would go", "that they had not met", "suggested that they had met"
    if lemma(above) == "welcome" and (m := modal(above)) is not None and m.lower_ in ("would", "'d") and negation(above) is None:
        out.turn(m, "proposed", "wish.would_welcome")  # "would welcome a visit"
        return above
    closes = cue.id == "plan.moved" and lemma(above) == "bring" and "forward" not in particles(above)  # "brought the talks to a close"
    if value == "carry" or closes or (lemma(above) in ("force", "compel") and tense(above) == "past"):
        read_verb(above, out, own=dep != "ccomp")
        return above  # "managed to meet", "was forced to meet"
    if value == "proposed" and fixed(out):
        return None  # "paved the way for the coming summit"
    if value == "not_held" and here != out.spine[0] and lemma(here) in words("frames.toml", "verbs")["reporting"]:
        return None  # "declined to confirm that there had been a meeting"
    if said in ("neg.verb", "context.for.not") and dep == "xcomp" and value in ("scheduled", "proposed") and negation(here) is not None:
        return above  # "decided not to go", "agreed not to meet"
    if value in ("proposed", "not_held") and of_many(here, out):
        out.turn(above, "scheduled", cue.id + ".attend", weak=True)
        return None
    if value == "not_held" and dep == "xcomp" and above.dep_ == "relcl" and lemma(here) in _TAKING_PART and long_before(above):
        out.turn(above, "generic", cue.id + ".before")  # "the group, which had refused to join the talks": they went on without it
        return None
    if value == "denied" and lemma(here) not in CLAIMS and not as_false and any(c.lower_ == "as" for c in children(above, "prep")):
        return None  # "dismissed the conference as a show"
    if lemma(above) == "stop" and "short" in particles(above):
        out.turn(above, "proposed", cue.id + ".short")
        return above
    negated = negation(above) or nobody(above)
    if negated is not None and (not_until(above) or not_until(here)):
        negated = None
    m = modal(above) or (modal(above.head) if lemma(above.head) == "help" else None)  # "could help arrange a meeting"
    if negated is not None and value == "proposed" and dep == "dobj" and above.dep_ == "ccomp" and lemma(above) in _BROACHED:
        out.turn(negated, "denied", cue.id + ".not")  # "said that it was not seeking talks"
    elif negated is not None and cue.id == "plan.fixed" and dep in ("nsubjpass", "prep") and passive(above) and lemma(above) in _SETTLED:
        out.turn(negated, "proposed", cue.id + ".open")  # "the talks have not been fixed"
    elif negated is not None:
        turned = cue.text("negated") or {"denied": "proposed", "not_held": "scheduled"}.get(value, "not_held")
        out.turn(negated, turned, cue.id + ".not")
    elif value in ("scheduled", "not_held") and m is not None and (m.lower_ in ("may", "might", "could") or on_condition(above)):
        out.turn(m, "proposed", cue.id + ".may")  # "could arrange a meeting", "might refuse to meet"
    elif value == "denied" and lemma(above) == "rule" and "out" not in particles(above):
        return None
    elif value in ("not_held", "proposed") and out.changed_by and out.value == "scheduled":
        pass  # "refused to cancel", "asked that it be put off"
    elif value == "denied" and (out.value in ("postponed", "cancelled") or (out.value == "not_held" and said.startswith("aux."))):
        out.turn(above, "scheduled", cue.id + ".off")
    elif out.value in ("postponed", "cancelled") and not out.weak:
        pass  # not "called for the visit to be cancelled"
    elif value == "scheduled" and out.value == "held" and not out.weak:
        pass  # "confirmed that they met"
    elif cue.id in ("plan.made_public", "plan.confirmed") and dep == "ccomp" and out.value == "not_held" and not out.weak:
        out.reporter = above  # "announced that he is not going to Rome"
    elif value == "scheduled" and lemma(above) in ("confirm", "announce") and out.tense == "past":
        pass
    elif value == "scheduled" and dep == "ccomp" and out.value == "proposed" and out.cues[-1].rule == "wish.noun":
        pass  # "agreed that there was a need for talks"
    elif value == "scheduled" and any(c.rule == "wish.beside" for c in out.cues):
        pass  # "preparing the ground for a possible meeting"
    elif value == "scheduled" and lemma(above) == "announce" and lemma(out.spine[0]) == "arrival":
        pass
    elif value == "proposed" and lemma(above) in ("try", "seek", "attempt", "hope") and in_vain(above):
        out.turn(above, "not_held", "no.in_vain")
    elif value == "scheduled" and dep == "dobj" and above.dep_ in ("advcl", "acl", "xcomp") and to_arrange(above):
        out.turn(above, "proposed", cue.id + ".to")  # "flew to Cairo to arrange a summit"
    else:
        going_on = value == "scheduled" and is_verb(here) and lemma(here) == "continue" and known(out.spine[0])
        out.turn(above, value, cue.id, weak=going_on or cue.text("strength") == "weak")  # "pledged to continue the talks", which began
    out.tense = out.tense or tense(above)
    if value == "scheduled" and out.value == "scheduled" and thwarted(above):
        out.doubt("not_held", "plan.thwarted")
    return above


def _adjective(here: Token, above: Token, out: Told) -> Token | None:
    cue = first_rule("above", above) if here.lower_ != "about" else None  # "is not optimistic about the talks"
    if cue is None:
        if here.dep_ == "nsubj" and is_verb(above.head):
            read_verb(above.head, out, own=False, denies=False)
        return None
    out.spine.append(above)
    verb = above.head if is_verb(above.head) else above
    out.spine.append(verb)
    if cue.text("value") in ("proposed", "not_held") and of_many(here, out):
        out.turn(above, "scheduled", cue.id + ".attend", weak=True)
        return None
    negated = negation(verb) or negation(above)
    value = cue.text("value") or ""
    if cue.id == "held.adjective" and negated is None and (out.weak or out.value != "proposed"):
        out.turn(above, "held" if tense(verb) == "past" and modal(verb) is None else "proposed", cue.id)
    elif negated is not None:
        out.turn(negated, cue.text("negated") or "not_held", cue.id + ".not")
    elif value != "carry":
        out.turn(above, value, cue.id)
        if value == "scheduled" and thwarted(verb):
            out.doubt("not_held", "plan.thwarted")  # "was due to meet him on Monday, but bad weather delayed his flight"
    out.tense = out.tense or tense(verb)
    return verb if verb != above else None
