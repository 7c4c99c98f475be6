"""What one clause or one noun tells of a status: modal, tense and negation of a verb, modifiers of a noun."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import (
    auxiliaries,
    children,
    conjuncts,
    finite,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    modal,
    negation,
    passive,
    progressive,
    tense,
)
from timeline.nlp.cues_tables import Told, change_rule, cue_table, first_rule
from timeline.nlp.cues_verb import (
    WEEKDAYS,
    called_off,
    goes_ahead,
    going_to,
    later_that_day,
    nobody,
    not_until,
    on_condition,
    phase,
    put_later,
    to_end,
    under_a_plan,
    was_doing,
)
from timeline.nlp.parse import Token

_ATTENDING = frozenset({"attend", "join", "participate", "take", "go", "show"})
_OF_MANY = frozenset({"summit", "conference", "congress", "forum", "gathering", "assembly", "symposium", "ministerial", "session"})
_COME_TOGETHER = frozenset({"gather", "assemble", "convene"})


def read_verb(verb: Token, out: Told, *, own: bool, coordinated: bool = False, denies: bool = True) -> None:
    """Modal, tense and negation of a verb on the way; ``denies`` False where its negation does not touch the occasion."""
    m = modal(verb)
    negated = negation(verb) if denies else None
    if negated is not None and not_until(verb):
        negated = None
    if negated is None and verb == out.spine[0]:
        negated = nobody(verb)
    if negated is not None and is_noun(out.spine[0]) and _attends(verb, out.spine[0]):
        stay_away(verb, negated, out)
        return
    if m is not None and m.lower_ in ("would", "'d", "could", "should") and any(a.lower_ == "have" for a in auxiliaries(verb)):
        out.turn(m, "not_held", "aux.would_have")
        out.tense = out.tense or "past"
        return
    later = put_later(verb) if own else None
    if later is not None and negated is None:
        out.turn(later, "postponed", "postpone.later")
        out.tense = out.tense or tense(verb)
        return
    if m is not None:
        rules = cue_table().get(("aux", m.lower_), ())
        if rules:
            value = rules[0].text("value") or "proposed"
            if negated is not None and value == "scheduled" and called_off(verb, negated):
                out.turn(negated, "cancelled", "off.no_longer")  # "will no longer travel to Kabul", "will not go ahead with"
            elif negated is not None:
                out.turn(negated, rules[0].text("negated") or "not_held", rules[0].id + ".not")
            elif m.lower_ in ("can", "could") and out.cues and out.cues[-1].rule == "neg.noun":
                pass  # "there can be no summit"
            elif value == "scheduled" and (under_a_plan(verb) or on_condition(verb)):
                out.turn(m, "proposed", rules[0].id + ".plan")
            elif value == "proposed" and of_many(verb, out):
                out.turn(m, "scheduled", rules[0].id + ".attend", weak=True)
            elif (out.weak or out.value in (None, "held", "ongoing", "scheduled", "not_held")) and (
                value == "proposed" or out.value != "not_held"
            ):
                out.turn(m, value, rules[0].id)
        out.tense = out.tense or ("future" if tense(verb) == "future" else "modal")
        return
    t = tense(verb)
    if going_to(verb) is not None:
        out.turn(negated or verb, "scheduled" if negated is None else "not_held", "aux.going_to" if negated is None else "neg.going_to")
        out.tense = out.tense or "future"
        return
    if t is not None and out.tense is None:
        out.tense = t
        if own or out.value is None or out.weak:
            told = auxiliaries(verb)[0] if auxiliaries(verb) else verb
            if t == "past":
                perfect = any(a.lower_ in ("has", "have") for a in auxiliaries(verb))
                lasting = progressive(verb) or (verb == out.spine[0] and lemma(verb) in _COME_TOGETHER)
                lasting = lasting or (lemma(verb) == "be" and any(p.lower_ == "since" for p in children(verb, "prep")))
                value = (
                    "ongoing" if perfect and lasting else "held"
                )  # "have been meeting", "have gathered", "has been in Rome since Monday"
                course = phase(verb) if own and verb != out.spine[0] else "past"
                if was_doing(verb):
                    out.turn(told, "ongoing", "tense.was_doing", weak=True)
                elif out.value in (None, "held", "ongoing") or out.weak:
                    out.turn(told, value, "tense." + course, weak=not own)
            elif t == "present":
                lists = words("frames.toml", "verbs")
                firm = own and verb != out.spine[0] and lemma(verb) in lists["inception"]
                firm = firm or (progressive(verb) and any(c.lower_ in ("now", "currently") for c in children(verb, "advmod")))
                if own and later_that_day(verb):
                    out.turn(told, "scheduled", "tense.later")
                else:
                    rule = "tense.progressive" if progressive(verb) else "tense.on_day" if _on_a_weekday(verb, out) else "tense.present"
                    out.turn(told, "ongoing", rule, weak=not firm)
    elif t is None and own and not coordinated and _heads_line(verb):
        out.turn(auxiliaries(verb)[0], "scheduled", "tense.headline")
    if negated is not None:
        turned = {"postponed": "scheduled", "cancelled": "scheduled", "denied": "proposed", "not_held": "held"}.get(
            out.value or "", "not_held"
        )
        out.turn(negated, turned, "neg.verb")


def _on_a_weekday(verb: Token, out: Told) -> bool:
    """ "has a meeting with him on Friday", "hold talks Monday": the present tense of a programme."""
    if verb != out.spine[0] and lemma(verb) not in words("frames.toml", "verbs")["light"]:
        return False
    heads = (verb, out.spine[0], *children(verb, "dobj"))
    days = (o for h in heads for p in children(h, "prep") if p.lower_ == "on" for o in children(p, "pobj"))
    return any(d.tag_ == "NNP" and d.lower_ in WEEKDAYS for d in (*days, *(n for h in heads for n in children(h, "npadvmod"))))


def _attends(verb: Token, noun: Token) -> bool:
    """True for a verb of taking part whose subject is not the occasion itself ("the talks did not take place")."""
    return lemma(verb) in _ATTENDING and lemma(verb) != "take" and noun.dep_ not in ("nsubj", "nsubjpass") and not goes_ahead(verb)


def of_many(verb: Token, out: Told) -> bool:
    """True for "may attend the summit", "invited to take part in the conference": open is who comes, not whether it takes place."""
    noun = out.spine[0]
    some = any(c.lower_ in ("a", "an") for c in children(noun, "det"))
    asked = verb.lower_ == "to" and lemma(verb.head) == "invite" and not some  # "invited him to a summit": no other comes to it
    coming = asked or lemma(verb) in _ATTENDING or lemma(verb) in ("travel", "come", "fly")
    return coming and is_noun(noun) and lemma(noun) in _OF_MANY


def stay_away(verb: Token, cue: Token, out: Told) -> None:
    """Staying away ends a meeting of two; an occasion of many goes on without those who stay away."""
    noun = out.spine[0]
    if any(p.lower_ == "with" for p in children(noun, "prep")):
        out.turn(
            cue, "not_held", "no.attendance", weak=tense(verb) not in ("future", "modal") or any(c.lower_ == "any" for c in noun.children)
        )
    else:
        out.unattended = True
    out.frozen = True


def _heads_line(verb: Token) -> bool:
    """True for the infinitive of a headline: "Merkel, Tusk to meet in Gdansk"."""
    if not any(a.tag_ == "TO" for a in auxiliaries(verb)):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ in ("acl", "relcl", "advcl") and verb.head.dep_ == "ROOT" and is_noun(verb.head))


def _behind(noun: Token) -> list[Token]:
    """Participles behind the name of an occasion: "the summit of the forum slated for May"."""
    out = []
    for of in children(noun, "prep"):
        if of.lower_ in ("of", "between", "with", "in", "at", "to"):
            for owner in (n for first in children(of, "pobj") for n in conjuncts(first)):
                out += [
                    c
                    for c in (*children(owner, "acl", "relcl"), *_behind(owner))
                    if (
                        (of.lower_ in ("of", "between", "with") or (c.left_edge.i and c.left_edge.nbor(-1).text == ","))
                        and c.dep_ == "acl"
                        and first_rule("beside", c) is not None
                    )
                    or (
                        c.dep_ == "relcl"
                        and (to_end(c) or _has_ended(c) or lemma(c) in ("open", "begin", "start") or _moved(c) or _was_to(c))
                    )
                ]
    return out


def _has_ended(verb: Token) -> bool:
    """ "a two-day meeting, which ended on Monday", "a visit that lasted an hour"."""
    ended = lemma(verb) in words("frames.toml", "verbs")["ending"] or verb.lower_ == "lasted"
    return ended and tense(verb) == "past"


def _was_to(verb: Token) -> Token | None:
    """What was to be: "which was to open on Monday", "were to have opened"."""
    return next((c for c in children(verb, "xcomp") if any(a.tag_ == "TO" for a in auxiliaries(c))), None) if lemma(verb) == "be" else None


def _moved(verb: Token) -> bool:
    """ "his planned trip to Warsaw, which was cancelled": said of the trip."""
    rule = change_rule(verb, "verb")
    return rule is not None and rule.text("kind") in ("postponement", "cancellation")


def _to_be_held(verb: Token) -> bool:
    """ "the talks between Russia and Iran to be held on Friday": said of the talks, wherever the parser hangs it."""
    return lemma(verb) in ("hold", "convene") and any(a.tag_ == "TO" for a in auxiliaries(verb))


def read_beside(noun: Token, out: Told) -> None:
    """Modifiers of a noun: planned, possible, last, cancelled; participles and relative clauses after it."""
    tail = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 5]
    if [t.lower_ for t in tail[:3]] == [",", "due", "to"] and lemma(tail[-1]) in words("frames.toml", "verbs")["ending"]:
        out.turn(tail[1], "ongoing", "tense.to_end")  # "adopted at the summit, due to conclude on Sunday", hung on the verb before
    for child in (*noun.children, *_behind(noun)):
        if child.dep_ in ("amod", "compound", "nmod", "advmod", "acl", "appos") or (child.dep_ == "prep" and child.tag_.startswith("JJ")):
            rule = first_rule("beside", child)
            if rule is not None:
                if child.dep_ == "acl" and rule.id == "held.beside" and not passive(child):
                    continue
                if any(lemma(c) in words("frames.toml", "verbs")["ending"] for c in children(child, "xcomp")):
                    out.turn(child, "ongoing", "tense.to_end")  # "the summit, due to conclude on Sunday"
                    continue
                out.turn(child, rule.text("value") or "", rule.id, weak=True)
                if child.dep_ == "acl":
                    out.spine.append(child)
            elif child.dep_ == "acl":
                out.spine.append(child)
                if (
                    passive(child)
                    and (changed := change_rule(child, "verb")) is not None
                    and changed.text("kind") in ("postponement", "cancellation")
                ):
                    out.turn(child, changed.text("status") or "", changed.id, weak=True)
                elif child.tag_ == "VBN" and lemma(child) in ("begin", "start", "open", "launch"):
                    out.turn(child, "held", "context.begun", weak=True)
        elif child.dep_ == "relcl" and _to_be_held(child):
            out.spine.append(child)
            out.turn(child, "scheduled", "context.to_be_held", weak=True)
        elif child.dep_ == "relcl":
            t, m = tense(child), modal(child)
            rule = change_rule(child, "verb")
            if child.head == noun or rule is not None:
                out.spine.append(child)
            if rule is not None and rule.text("kind") in ("postponement", "cancellation"):
                out.turn(child, rule.text("status") or "", rule.id, weak=True)
            elif negation(child) is not None:
                continue
            elif to_end(child):
                out.turn(child, "ongoing", "tense.to_end")  # "the summit, which ends on Sunday"
            elif m is not None and t == "future":
                out.turn(m, "scheduled", "aux.will", weak=True)
            elif _has_ended(child):
                out.turn(child, "held", "tense.ended")  # "a two-day meeting which ended Monday"
            elif t == "present" and lemma(child) in words("frames.toml", "verbs")["ending"]:
                out.turn(child, "ongoing", "tense.to_end")  # "the summit, which ends on Sunday"
            elif t == "past" and (planned := _was_to(child)) is not None:
                never = any(a.lower_ == "have" for a in auxiliaries(planned))
                out.turn(child, "not_held" if never else "scheduled", "aux.be_to.not" if never else "aux.be_to", weak=True)
            elif t == "past":
                above = first_rule("above", child) if lemma(child) != "be" else None
                if above is not None and above.text("value") in ("scheduled", "proposed"):
                    out.turn(child, above.text("value") or "", above.id, weak=True)
                else:
                    begun = lemma(child) in words("frames.toml", "verbs")["inception"]  # "the visit, which began on Monday"
                    out.turn(child, "held", "context.tense.begun" if begun else "context.relative_past", weak=True)
            elif t == "present" and later_that_day(child):
                out.turn(child, "scheduled", "tense.later")  # "the summit, which opens later on Tuesday"
            elif t == "present":
                above = (
                    first_rule("above", child)
                    if lemma(child) != "be"
                    else next((r for c in children(child, "acomp") if (r := first_rule("above", c)) is not None), None)
                )
                if above is not None and above.text("value") in ("scheduled", "proposed"):
                    out.turn(child, above.text("value") or "", above.id, weak=True)
                else:
                    out.turn(child, "ongoing", "context.relative_present", weak=True)


def context_tense(token: Token) -> str | None:
    """Tense of the clause that holds a word; a reporting frame around it does not count."""
    verb = token if is_verb(token) else governing_verb(token)
    if verb is None:
        return None
    m = modal(verb)
    if m is not None:
        return "future" if m.lower_ in ("will", "would", "shall", "'ll", "may", "could", "might", "should") else "modal"
    t = tense(finite(verb))
    if t == "present" and lemma(verb) == "be" and any(a.tag_ == "TO" for c in children(verb, "xcomp") for a in auxiliaries(c)):
        return "future"  # "following the talks, he is to be received by the pope"
    above = finite(verb)
    if above != verb:
        rule = first_rule("above", above)
        if tense(above) == "past" and lemma(above) in ("try", "attempt", "seek", "manage", "use", "get", "continue", "help"):
            return "past"  # "was trying to impress him during his visit"
        if rule is not None and rule.text("value") in ("scheduled", "proposed"):
            return "future"
    return t
