"""What the text says became of an encounter: status cues on the way from a trigger up its parse.

The walk starts at the trigger and climbs from clause to clause as long as each word passes the assertion on (light verbs, plans,
wishes, refusals, reported speech); it ends at a word that does not ("hailed the visit", "the outcome of the meeting"). Each cue on
the way turns the value found so far, so the outermost one decides: "denied that a meeting is planned". The result keeps every cue,
the deciding one first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from spacy.tokens import Token

from timeline.lexicon.eventwords import changes, cues
from timeline.lexicon.rules import Rule, words
from timeline.nlp.clauses import (
    auxiliaries,
    children,
    finite,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    modal,
    negation,
    particles,
    passive,
    progressive,
    tense,
)

_CARRYING_NOUNS = frozenset({"round", "series", "report", "session", "set", "start", "opening", "beginning", "part", "holding", "claim", "fact", "news", "day", "end", "close", "conclusion", "stage", "leg"})
_ATTENDING = frozenset({"attend", "join", "participate", "take", "boycott", "skip", "miss", "shun", "go", "show"})
_TO = frozenset({"agree", "invite", "come", "go", "return", "look", "object", "commit", "open", "head", "travel", "lead", "summon", "call", "refer"})
_IN_ON = frozenset({"participate", "take", "engage", "join", "agree", "decide", "insist", "plan", "involve", "settle", "work"})
_THREATS = frozenset({"threaten", "warn", "hint", "consider", "mull", "weigh", "want", "urge", "ask", "call", "demand", "threat", "hesitate", "seek", "plan", "intend", "pressure", "refuse", "decline", "deny", "avoid", "fail", "oppose", "prevent", "reject", "resist", "failure", "refusal", "reluctance", "inability"})


@dataclass(slots=True)
class Found:
    """A cue met on the way: its words' offsets, what the status became, the rule."""

    start: int
    end: int
    value: str
    rule: str


@dataclass(slots=True)
class Told:
    """What the walk found: the value, whether it is only a hint, the cues (deciding one last), tense, who reports it, the words passed."""

    value: str | None = None
    weak: bool = True
    cues: list[Found] = field(default_factory=list)
    tense: str | None = None
    reporter: Token | None = None
    spine: list[Token] = field(default_factory=list)
    changed_by: list[Token] = field(default_factory=list)
    hypothetical: bool = False
    frozen: bool = False
    unattended: bool = False

    def turn(self, token: Token, value: str, rule: str, *, weak: bool = False) -> None:
        """Let a cue decide, unless it is a hint and something firm is known."""
        if weak and (not self.weak or self.value in ("postponed", "cancelled")):
            return
        self.cues.append(Found(token.idx, token.idx + len(token), value, rule))
        if value not in ("carry", "generic"):
            self.value, self.weak = value, weak


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    out: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in cues():
        where = rule.text("where", "") or ""
        key = "noun" if where == "above" and rule.text("form") == "noun" else where
        for word in rule.texts("lemma"):
            out[key, word].append(rule)
    return MappingProxyType({k: tuple(v) for k, v in out.items()})


@lru_cache(maxsize=1)
def _changes() -> Mapping[str, tuple[Rule, ...]]:
    out: dict[str, list[Rule]] = defaultdict(list)
    for rule in changes():
        for word in rule.texts("lemma"):
            out[word].append(rule)
    return MappingProxyType({k: tuple(v) for k, v in out.items()})


def change_rule(token: Token, form: str | None = None) -> Rule | None:
    """The change rule that a word's lemma, form and particle fit; what the change is about is not looked at."""
    word = lemma(token)
    for rule in _changes().get(word, ()):
        wanted = rule.text("form")
        if form is not None and wanted != form:
            continue
        if wanted == "verb" and not is_verb(token):
            continue
        if wanted == "noun" and not is_noun(token):
            continue
        if any(p.lower_ == "against" for p in children(token, "prep")):
            continue  # "pushing back against"
        if rule.texts("particle") and not (set(rule.texts("particle")) & particles(token)):
            continue
        if rule.texts("phrase") and not _phrase(token, rule.texts("phrase")):
            continue
        if word == "set" and "back" in particles(token):
            continue
        return rule
    return None


def _phrase(verb: Token, phrases: tuple[str, ...]) -> bool:
    return any(f"{p.lower_} {o.lower_}" in phrases for p in children(verb, "prep") for o in children(p, "pobj"))


def asserted(token: Token) -> bool:
    """True where an act is told as done: not negated, not "may", not under "threatened to", "if", a question."""
    head = finite(token) if is_verb(token) else token
    if negation(token) is not None or (head != token and negation(head) is not None and head.tag_ != "JJ"):
        return False
    if lemma(token.head) == "be" and token.dep_ in ("ccomp", "oprd", "acomp", "attr", "xcomp") and negation(token.head) is not None:
        return False
    m = modal(token)
    if m is not None and m.lower_ in ("may", "might", "could", "should", "can", "would", "must"):
        return False
    for mark in children(token, "mark", "advmod"):
        if mark.lower_ in ("if", "unless", "whether"):
            return False
    here = token
    while here.dep_ in ("xcomp", "pcomp", "ccomp", "dobj", "pobj", "prep", "conj", "acl") and here.head != here:
        if here.dep_ == "conj":
            if tense(here) is not None:
                break
            here = here.head
            continue
        here = here.head
        if lemma(here) in _THREATS:
            return False
        if is_verb(here) and tense(here) is not None and here.dep_ not in ("conj", "ccomp"):
            break
    return True


def read(trigger: Token) -> Told:
    """The status of the encounter that ``trigger`` evokes, as the words around it tell."""
    out = Told(spine=[trigger])
    if is_verb(trigger):
        _verb(trigger, out, own=True)
    else:
        leg = next((c for c in children(trigger, "relcl") if lemma(c) == "take" and any(p.lower_ == "to" for p in children(c, "prep"))), None)
        if leg is not None:  # "a tour that has taken him to Japan": the legs are told there
            out.spine.append(leg)
            _verb(leg, out, own=True)
            return out
        _beside(trigger, out)
        negated = negation(trigger)
        if negated is not None:
            out.turn(negated, "not_held", "neg.noun")
    here, steps = trigger, 0
    while here.head != here and steps < 14:
        steps += 1
        above = _step(here, out)
        if above is None:
            break
        here = above
    return out


def _step(here: Token, out: Told) -> Token | None:
    """Climb one word; None where the walk ends."""
    above, dep = here.head, here.dep_
    if dep == "conj":
        if is_verb(here) and is_verb(above):
            if tense(here) is None or not children(here, "nsubj", "nsubjpass"):
                out.spine.append(above)
                if tense(here) is None:
                    _verb(above, out, own=True, coordinated=True)
                return above
            return None
        if is_noun(above) or above.tag_ == "VBG":
            return above
        return None
    if dep in ("advcl", "ccomp", "relcl") or (dep == "acl" and tense(here) is not None):
        if not _marks(here, out):
            return None
    if dep in ("advmod", "prt") and here.tag_ in ("IN", "RP", "RB"):
        return _after_preposition(here, above, out)
    if dep in ("pobj", "pcomp", "prep", "agent"):
        return _preposition(here, above, dep, out)
    if dep in ("advcl", "parataxis"):
        infinitive = any(a.tag_ == "TO" for a in auxiliaries(here))
        if dep == "advcl" and (infinitive or here.tag_ == "VBG") and out.weak:
            _purpose(here, above, out)
        return None
    if dep == "relcl":
        return None
    if is_verb(above) or above.tag_.startswith("JJ") or (above.tag_ in ("MD", "RB") and dep in ("nsubj", "ccomp")):
        return _above_verb(here, above, dep, out)
    if is_noun(above):
        if dep in ("acl", "ccomp", "compound", "poss", "nmod", "appos", "amod"):
            return _above_noun(here, above, dep, out)
    return None


def _marks(here: Token, out: Told) -> bool:
    """Subordinators of a clause; False where the walk ends there."""
    for mark in children(here, "mark", "advmod", "prep"):
        rules = _table().get(("mark", mark.lower_), ())
        if not rules or mark.i > here.i:
            continue
        rule = rules[0]
        if rule.text("value") == "hypothetical":
            out.hypothetical = True
            if out.value not in ("postponed", "cancelled", "denied"):
                out.turn(mark, "proposed", rule.id)
            return here.dep_ == "ccomp" and mark.lower_ == "whether"
        if mark.lower_ in ("before", "until", "till") and out.tense in ("present", None):
            out.turn(mark, "scheduled", rule.id)
    if any(m.lower_ in ("when", "once", "after", "as", "while") for m in children(here, "advmod", "mark")) and out.tense == "present" and not progressive(here):
        if _context_tense(here.head) == "future":
            out.turn(here, "scheduled", "context.when_future", weak=False)
    return True


def _verb(verb: Token, out: Told, *, own: bool, coordinated: bool = False) -> None:
    """Modal, tense and negation of a verb on the way."""
    m = modal(verb)
    negated = negation(verb)
    if negated is not None and is_noun(out.spine[0]) and lemma(verb) in _ATTENDING:  # staying away does not end an occasion
        out.unattended, out.frozen = True, True
        return
    if m is not None and m.lower_ in ("would", "'d", "could", "should") and any(a.lower_ == "have" for a in auxiliaries(verb)):
        out.turn(m, "not_held", "aux.would_have")
        out.tense = out.tense or "past"
        return
    if m is not None:
        rules = _table().get(("aux", m.lower_), ())
        if rules:
            value = rules[0].text("value") or "proposed"
            if negated is not None:
                out.turn(negated, rules[0].text("negated") or "not_held", rules[0].id + ".not")
            elif out.value in (None, "held", "ongoing", "scheduled", "not_held") or out.weak:
                if value == "proposed" or out.value != "not_held":
                    out.turn(m, value, rules[0].id)
        out.tense = out.tense or ("future" if tense(verb) == "future" else "modal")
        return
    t = tense(verb)
    if t is not None and out.tense is None:
        out.tense = t
        if own or out.value is None or out.weak:
            told = auxiliaries(verb)[0] if auxiliaries(verb) else verb
            if t == "past":
                perfect_progressive = progressive(verb) and any(a.lower_ in ("has", "have") for a in auxiliaries(verb))
                value = "ongoing" if perfect_progressive else "held"
                if out.value in (None, "held", "ongoing") or out.weak:
                    out.turn(told, value, "tense.past", weak=not own)
            elif t == "present":
                lists = words("frames.toml", "verbs")
                opens = own and verb != out.spine[0] and (lemma(verb) in lists["inception"] or lemma(verb) in ("take", "last", "proceed"))
                out.turn(told, "ongoing", "tense.progressive" if progressive(verb) else "tense.present", weak=not opens)
    elif t is None and own and not coordinated and _heads_line(verb):
        out.turn(auxiliaries(verb)[0], "scheduled", "tense.headline")
    if negated is not None and not coordinated:
        turned = {"postponed": "scheduled", "cancelled": "scheduled", "denied": "proposed", "not_held": "held"}.get(out.value or "", "not_held")
        out.turn(negated, turned, "neg.verb")


def _heads_line(verb: Token) -> bool:
    """True for the infinitive of a headline: "Merkel, Tusk to meet in Gdansk"."""
    if not any(a.tag_ == "TO" for a in auxiliaries(verb)):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ in ("acl", "relcl", "advcl") and verb.head.dep_ == "ROOT" and is_noun(verb.head))


def _beside(noun: Token, out: Told) -> None:
    """Modifiers of a noun: planned, possible, last, cancelled; participles and relative clauses after it."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "advmod", "acl", "appos"):
            rule = _first("beside", child)
            if rule is not None and not (child.dep_ == "acl" and child.tag_ == "VBG"):
                if child.dep_ == "acl" and rule.id == "held.beside" and not passive(child):
                    continue
                infinitive = child.tag_ == "VB"
                m = modal(child)
                value = rule.text("value") or ""
                if infinitive and value == "held":
                    value = "scheduled"
                if m is not None:
                    continue
                out.turn(child, value, rule.id, weak=True)
                if child.dep_ == "acl":
                    out.spine.append(child)
            elif child.dep_ == "acl":
                out.spine.append(child)
                infinitive = any(a.tag_ == "TO" for a in auxiliaries(child))
                if infinitive and passive(child):
                    out.turn(child, "scheduled", "context.to_be_held", weak=True)
                elif passive(child) and (changed := change_rule(child, "verb")) is not None and changed.text("kind") in ("postponement", "cancellation"):
                    out.turn(child, changed.text("status") or "", changed.id, weak=True)
                elif child.tag_ == "VBG" and lemma(child) in words("frames.toml", "verbs")["inception"]:
                    out.turn(child, "scheduled", "context.starting", weak=True)
                elif child.tag_ == "VBN" and lemma(child) in ("begin", "start", "open", "launch"):
                    out.turn(child, "held", "context.begun", weak=True)
        elif child.dep_ == "relcl":
            out.spine.append(child)
            t, m = tense(child), modal(child)
            rule = change_rule(child, "verb")
            if rule is not None and rule.text("kind") in ("postponement", "cancellation") and asserted(child) and passive(child):
                out.turn(child, rule.text("status") or "", rule.id, weak=True)
            elif negation(child) is not None:
                continue
            elif m is not None and t == "future":
                out.turn(m, "scheduled", "aux.will", weak=True)
            elif t == "past":
                above = _first("above", child) if lemma(child) != "be" else None
                if above is not None and above.text("value") in ("scheduled", "proposed"):
                    out.turn(child, above.text("value") or "", above.id, weak=True)
                else:
                    out.turn(child, "held", "context.relative_past", weak=True)
            elif t == "present":
                above = _first("above", child) if lemma(child) != "be" else next((r for c in children(child, "acomp") if (r := _first("above", c)) is not None), None)
                if above is not None and above.text("value") in ("scheduled", "proposed"):
                    out.turn(child, above.text("value") or "", above.id, weak=True)
                else:
                    out.turn(child, "ongoing", "context.relative_present", weak=True)


def _first(where: str, token: Token) -> Rule | None:
    if where == "above" and is_noun(token):
        return None
    for word in (token.lower_, lemma(token)):
        for rule in _table().get((where, word), ()):
            if rule.text("form") == "adjective" and not token.tag_.startswith("JJ"):
                continue
            if rule.texts("particle") and not set(rule.texts("particle")) & particles(token):
                continue
            return rule
    return None


def _complement(above: Token, dep: str) -> Rule | None:
    """The first cue of a governing verb or adjective whose complement may stand in the given relation."""
    for word in (above.lower_, lemma(above)):
        for rule in _table().get(("above", word), ()):
            if rule.texts("complement") and dep not in rule.texts("complement"):
                continue
            if rule.text("form") == "adjective" and not above.tag_.startswith("JJ"):
                continue
            if rule.texts("particle") and not set(rule.texts("particle")) & particles(above):
                continue
            return rule
    return None


def is_cue(verb: Token) -> bool:
    """True for a verb that a cue rule names with a value of its own: plans, wishes, refusals."""
    rule = _first("above", verb)
    return rule is not None and rule.text("value") in ("scheduled", "proposed", "not_held")


def _context_tense(token: Token) -> str | None:
    """Tense of the clause that holds a word; a reporting frame around it does not count."""
    verb = token if is_verb(token) else governing_verb(token)
    if verb is None:
        return None
    m = modal(verb)
    if m is not None:
        return "future" if m.lower_ in ("will", "would", "shall", "'ll", "may", "could", "might", "should") else "modal"
    t = tense(finite(verb))
    above = finite(verb)
    if above != verb:
        rule = _first("above", above)
        if (rule is not None and rule.text("value") in ("scheduled", "proposed")) or above.lower_ in ("is", "are", "was", "were"):
            return "future"
        m = modal(above)
        if m is not None:
            return "future"
    return t


def _purpose(here: Token, above: Token, out: Told) -> None:
    """ "arrived in Moscow to meet Putin": planned when he comes, hardly more than that."""
    if any(a.tag_ == "TO" for a in auxiliaries(here)):
        out.turn(here, "scheduled", "context.purpose", weak=True)
    elif _context_tense(above) in ("past", None):
        out.turn(here, "held", "context.participle", weak=True)


def _preposition(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """Through a preposition: ahead of, after, during, for; or through one that belongs to a cue ("agreed to a meeting")."""
    if dep in ("prep", "agent"):
        return _after_preposition(here, above, out)
    if above.dep_ == "prep" and above.head.tag_ in ("IN", "RB") and above.head.lower_ in ("ahead", "prior", "instead", "because", "due", "advance"):
        rules = _table().get(("mark", above.head.lower_), ())
        if rules:
            out.turn(above.head, rules[0].text("value") or "", rules[0].id, weak=True)
            return None
    rules = _table().get(("mark", above.lower_), ())
    if rules:
        rule = rules[0]
        value = rule.text("value") or ""
        governor = above.head
        if value == "hypothetical":
            if above.lower_ == "without" and here.dep_ == "pcomp" and is_noun(out.spine[0]):
                out.unattended = True
            else:
                out.turn(above, "not_held" if above.lower_ == "without" else "proposed", rule.id)
            return None
        if is_noun(governor) and above.lower_ in ("on", "in", "at") and (_first("noun", governor) is not None or lemma(governor) == "part"):
            return above
        t = _context_tense(governor)
        if rule.flag("only_past"):
            if is_verb(governor) and above.lower_ in ("on", "in") and lemma(governor) in _IN_ON:
                return above  # "participated in talks", "agreed on a meeting"
            if above.lower_ in ("on", "in") and not _scene(here):
                return above if is_verb(governor) else None
            value = {"past": "held", "future": "scheduled", "modal": "scheduled", "present": "ongoing"}.get(t or "", "held")
            out.turn(above, value, rule.id, weak=True)
            out.tense = out.tense or t
            return None
        if value == "held":
            out.turn(above, "scheduled" if t == "future" else "held", rule.id, weak=True)
            return None
        out.turn(above, value, rule.id, weak=True)
        return None
    return above


def _scene(noun: Token) -> bool:
    return lemma(noun) in ("meeting", "visit", "trip", "talk", "summit", "tour", "call", "conversation", "conference", "round", "session")


def _after_preposition(here: Token, above: Token, out: Told) -> Token | None:
    if is_verb(above) or above.tag_.startswith("JJ"):
        if here.lower_ == "for" and lemma(above) in words("frames.toml", "verbs")["light_for"]:
            out.spine.append(above)
            t = _context_tense(above)
            firm = lemma(above) in ("arrive", "be", "stay", "gather", "meet", "host", "receive", "visit", "sit", "convene")
            value = "scheduled" if t in ("future", "modal") or not firm else "ongoing"
            if lemma(above) in ("meet", "sit", "gather", "host", "receive"):
                return _above_verb(here, above, "dobj", out)
            out.turn(here, value, "context.for", weak=True)
            return None
        return _above_verb(here, above, "prep", out)
    if is_noun(above):
        return _above_noun(here, above, "prep", out)
    if above.tag_ in ("IN", "RP", "RB") and above.dep_ in ("prep", "prt", "advmod"):
        return above  # "pulled out of the talks"
    return None


def _above_noun(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """A noun over the trigger: a possibility, an invitation, a postponement; or one that ends the walk."""
    rule = change_rule(above, "noun")
    if rule is not None and rule.text("kind") in ("postponement", "cancellation") and dep == "prep":
        if asserted(above):
            out.turn(above, rule.text("status") or "", rule.id)
        out.changed_by.append(above)
        out.spine.append(above)
        return None
    cue = _first("noun", above)
    if cue is not None and dep in ("prep", "acl", "ccomp", "compound", "nmod"):
        if dep == "compound" and lemma(above) not in ("proposal", "offer", "plan", "bid", "invitation", "agenda", "schedule", "request"):
            return None
        value = cue.text("value") or ""
        weak = cue.text("strength") == "weak"
        negated = negation(above)
        out.spine.append(above)
        if value == "not_held" and lemma(above) == "failure" and lemma(here) == "accept":
            return above
        if negated is not None:
            out.turn(negated, cue.text("negated") or "denied", cue.id + ".not")
            return above
        if out.value not in ("postponed", "cancelled", "denied") and not (out.value == "held" and not out.weak):
            out.turn(above, value, cue.id, weak=weak)
        return above
    if lemma(above) in _CARRYING_NOUNS and dep in ("prep", "acl", "ccomp"):
        out.spine.append(above)
        _beside(above, out)
        return above
    return None


def _above_verb(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """A verb or adjective over the trigger."""
    if above.tag_.startswith("JJ"):
        return _adjective(here, above, out)
    word = lemma(above)
    out.spine.append(above)
    lists = words("frames.toml", "verbs")
    change = change_rule(above, "verb")
    if word in ("boycott", "skip", "miss", "shun") and dep in ("dobj", "nsubjpass"):
        out.unattended = out.frozen = True
        return above
    if out.unattended and dep != "ccomp":
        return None
    subject = dep == "nsubj"
    if change is not None and change.text("kind") in ("postponement", "cancellation") and (not subject or change.texts("phrase")):
        out.changed_by.append(above)
        if asserted(above):
            out.turn(above, change.text("status") or "", change.id)
        elif negation(above) is not None or (lemma(above.head) == "be" and negation(above.head) is not None):
            out.turn(negation(above) or negation(above.head) or above, "scheduled", change.id + ".not")
        elif out.value is None or out.weak:
            out.turn(above, "scheduled", change.id + ".open")
        return above if tense(above) is None else None
    if here != out.spine[0] and lemma(here) in ("preparation", "plan", "work") and word in ("continue", "proceed", "go", "advance") and negation(above) is None:
        out.turn(above, "scheduled", "plan.continues")
        return None
    if here != out.spine[0] and is_noun(here) and negation(above) is not None:  # "no decision on the meeting was made"
        out.turn(negation(above) or above, "proposed", "neg.nominal")
        return None
    if subject:
        return _as_subject(here, above, out)
    if dep == "prep" and here.lower_ == "to" and word not in _TO and change is None:
        return None
    if dep == "prep" and here.lower_ in ("with", "by", "from") and not (here.lower_ == "from" and _governs_from(above)) and word not in ("begin", "start", "open", "proceed", "go", "continue", "withdraw", "pull", "walk"):
        return None
    cue = _complement(above, dep)
    if word == "be" and dep == "xcomp" and any(a.tag_ == "TO" for a in auxiliaries(here)):
        t = tense(above)
        if negation(above) is not None or any(a.lower_ == "have" for a in auxiliaries(here)):  # "was to have met"
            out.turn(above, "not_held", "aux.be_to.not")
        else:
            out.turn(above, "scheduled", "aux.be_to")
        out.tense = out.tense or t
        return above
    if cue is not None:
        return _governed(here, above, dep, cue, out)
    if word in lists["reporting"] and dep in ("ccomp", "xcomp", "dobj", "nsubjpass"):
        if dep == "ccomp" or dep == "xcomp":
            out.reporter = above
            if negation(above) is not None and out.weak:
                out.turn(above, "proposed", "neg.reporting", weak=True)
        return None
    if dep in ("xcomp",) and any(a.tag_ == "TO" for a in auxiliaries(here)) and out.weak:
        out.turn(here, "scheduled", "context.purpose", weak=True)
        return None
    if dep in ("dobj", "nsubjpass", "attr", "oprd") and word in lists["light"]:
        _verb(above, out, own=True)
        return above
    if dep == "attr" or word == "be":
        if children(above, "expl"):  # "there will be a meeting", "there was no meeting"
            _verb(above, out, own=True)
            return above
        _verb(above, out, own=False)
        return None
    return None


def _governs_from(verb: Token) -> bool:
    """ "prevented from", "refrained from": the preposition belongs to the refusal."""
    rule = _first("above", verb)
    return rule is not None and rule.text("value") == "not_held"


def _governed(here: Token, above: Token, dep: str, cue: Rule, out: Told) -> Token | None:
    """A cue verb takes the trigger as its complement."""
    value = cue.text("value") or ""
    if out.frozen and value not in ("denied",):
        return above if value == "carry" else None
    if value == "carry":
        _verb(above, out, own=dep != "ccomp")
        return above
    if value == "not_held" and lemma(above) in ("fail", "failure") and lemma(here) == "accept":
        return above
    negated = negation(above)
    m = modal(above)
    unreal = m is not None and m.lower_ in ("may", "might", "could", "would", "should")
    if negated is not None:
        turned = cue.text("negated") or {"scheduled": "not_held", "proposed": "not_held", "denied": "proposed", "not_held": "scheduled"}.get(value, "not_held")
        out.turn(negated, turned, cue.id + ".not")
    elif value == "not_held" and unreal and lemma(above) not in ("rule",):
        out.turn(above, "proposed", cue.id + ".may")
    elif value == "denied" and lemma(above) == "rule" and "out" not in particles(above):
        return None
    elif value == "not_held" and out.changed_by and out.value == "scheduled":
        pass  # "refused to cancel"
    elif value == "denied" and (out.value in ("postponed", "cancelled", "not_held") or out.changed_by):
        out.turn(above, "scheduled", cue.id + ".off")
    elif (out.value in ("postponed", "cancelled") and not out.weak) or (value == "scheduled" and out.value in ("denied",)):
        pass
    elif value == "hypothetical":
        out.turn(above, "proposed", cue.id)
    elif value == "scheduled" and dep == "ccomp" and out.value == "proposed" and out.cues[-1].rule == "wish.noun":
        pass  # "agreed that there was a need for talks"
    elif value == "scheduled" and out.value == "held" and not out.weak:
        pass  # "confirmed that they met"
    elif value == "scheduled" and lemma(above) in ("confirm", "announce") and out.tense == "past" and dep == "ccomp":
        pass
    elif value == "scheduled" and any(c.rule == "wish.beside" for c in out.cues) and lemma(above) not in ("agree", "announce", "schedule", "set", "fix", "confirm"):
        pass  # "preparing the ground for a possible meeting"
    elif value == "scheduled" and lemma(above) in ("announce", "disclose") and lemma(out.spine[0]) == "arrival":
        pass
    else:
        out.turn(above, value, cue.id, weak=cue.text("strength") == "weak")
    out.tense = out.tense or tense(above)
    return above


def _adjective(here: Token, above: Token, out: Told) -> Token | None:
    cue = _first("above", above)
    if cue is None:
        if here.dep_ == "nsubj" and above.head != above and is_verb(above.head):
            _verb(above.head, out, own=False)
        return None
    out.spine.append(above)
    verb = above.head if is_verb(above.head) else above
    out.spine.append(verb)
    negated = negation(verb) or negation(above)
    value = cue.text("value") or ""
    if negated is not None:
        out.turn(negated, cue.text("negated") or "not_held", cue.id + ".not")
    elif value != "carry" and out.value not in ("postponed", "cancelled"):
        out.turn(above, value, cue.id)
    out.tense = out.tense or tense(verb)
    return verb if verb != above else None


def _as_subject(here: Token, above: Token, out: Told) -> Token | None:
    """The trigger is the subject: "the talks failed", "the meeting is due in May", "the summit will take place"."""
    word = lemma(above)
    lists = words("frames.toml", "verbs")
    complements = [c for c in children(above, "acomp", "xcomp", "advmod", "oprd", "prt", "attr") if c.i > above.i]
    for c in complements:
        if c.lower_ == "off" and word in ("be", "remain"):
            out.turn(c, "cancelled", "off.adverb")
            return above
        if c.lower_ in ("on", "underway", "under-way", "ongoing") and word in ("be", "remain"):
            out.turn(c, "ongoing" if c.lower_ != "on" else "scheduled", "on.adverb")
            return above
        rule = _first("above", c) if c.tag_.startswith(("JJ", "VB")) else None
        if rule is not None and word in ("be", "remain", "seem", "appear", "look", "become") and c.tag_.startswith("JJ"):
            negated = negation(above) or negation(c)
            if negated is not None:
                out.turn(negated, rule.text("negated") or "not_held", rule.id + ".not")
            else:
                out.turn(c, "scheduled" if rule.text("value") == "carry" else rule.text("value") or "", rule.id)
            out.tense = out.tense or tense(above)
            return above
        if word == "be" and c.dep_ == "xcomp" and any(a.tag_ == "TO" for a in auxiliaries(c)):
            out.turn(above, "scheduled", "aux.be_to")
            out.tense = out.tense or tense(above)
            return above
    planned = _first("above", above)
    if planned is not None and planned.text("value") == "scheduled" and above.tag_ in ("VBD", "VBN") and not children(above, "dobj", "ccomp", "xcomp"):
        out.turn(above, "scheduled", planned.id, weak=True)  # "talks planned for Tuesday", the participle read as a verb
        return above
    occurring = word in lists["inception"] or word in lists["closing"] or word in ("take", "occur", "happen", "proceed", "go", "continue", "last")
    if occurring and negation(above) is None and modal(above) is None and tense(above) == "past":
        started = word in lists["inception"] and word != "resume"
        out.turn(above, "ongoing" if started else "held", "context.started" if started else "tense.subject_past")
        out.tense = out.tense or "past"
        return above
    _verb(above, out, own=occurring)
    out.frozen = out.frozen or not occurring  # "he hopes that the meeting helps" tells nothing of the meeting's chances
    return above
