"""Cue and change rules by their words, and what a walk up the parse has found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from timeline.lexicon.eventwords import changes, cues
from timeline.lexicon.rules import Rule, words
from timeline.nlp.clauses import (
    children,
    finite,
    is_noun,
    is_verb,
    lemma,
    modal,
    negation,
    particles,
    tense,
)
from timeline.nlp.cues_verb import yet
from timeline.nlp.parse import Token

_THREATS = frozenset(
    {
        "threaten",
        "warn",
        "hint",
        "consider",
        "mull",
        "weigh",
        "want",
        "urge",
        "ask",
        "call",
        "demand",
        "threat",
        "hesitate",
        "seek",
        "plan",
        "intend",
        "pressure",
        "refuse",
        "decline",
        "deny",
        "avoid",
        "fail",
        "oppose",
        "prevent",
        "reject",
        "resist",
        "dismiss",
        "rebuff",
        "ignore",
        "defy",
        "failure",
        "refusal",
        "reluctance",
        "inability",
        "recommend",
        "propose",
        "suggest",
        "recommendation",
        "proposal",
        "suggestion",
        "option",
        "possibility",
        "idea",
        "request",
        "appeal",
        "speculation",
    }
)


_GRANTED = frozenset({"agreed", "accepted", "granted", "consented", "obliged", "complied"})


_DAYS = frozenset({"day", "days", "time", "times", "date", "dates", "stage"})
_OTHER = frozenset(
    {"later", "another", "other", "different", "future", "new", "unspecified", "undetermined", "convenient", "suitable", "indefinite"}
)
_PLANS = frozenset({"plan.beside", "plan.noun", "aux.be_to", "aux.be_to.not"})
_RATHER = frozenset({"far", "instead", "short", "rather"})


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
    frozen: bool = False
    unattended: bool = False

    def turn(self, token: Token, value: str, rule: str, *, weak: bool = False) -> None:
        """Let a cue decide, unless it is a hint and something firm is known."""
        value = "proposed" if value == "hypothetical" else value
        if weak and (not self.weak or self.value in ("postponed", "cancelled")):
            return
        if weak and self.cues and self.cues[-1].rule == "wish.beside":
            return  # "focusing on a possible meeting"
        if weak and self.cues and self.cues[-1].rule == "context.tense.begun" and rule in ("tense.past", "tense.present", "tense.on_day"):
            return  # "the visit, which began on Monday, is his second"
        if weak and self.cues and self.cues[-1].rule in _PLANS and rule in ("tense.past", "tense.present", "tense.on_day"):
            return  # "the planned talks represented a chance", "the talks, which were to open on Friday, were of importance"
        if weak and value == "held" and self.value == "ongoing" and self.cues[-1].rule == "held.ongoing_beside":
            return  # "adopted at the ongoing summit"
        if value == "scheduled" and self.value == "ongoing" and self.cues[-1].rule == "tense.to_end":
            return  # "the summit, which ends on Sunday, is expected to adopt a plan"
        self.cues.append(Found(token.idx, token.idx + len(token), value, rule))
        if value not in ("carry", "generic"):
            self.value, self.weak = value, weak

    def doubt(self, value: str, rule: str) -> None:
        """Let the last cue say something else, as a hint only."""
        last = self.cues[-1]
        self.cues[-1] = Found(last.start, last.end, value, rule)
        self.value, self.weak = value, True


@lru_cache(maxsize=1)
def cue_table() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Cue rules by position ("above", "noun", "beside", "aux", "mark") and word."""
    out: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in sorted(cues(), key=lambda r: r.text("form") != "adjective"):
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


@lru_cache(maxsize=1)
def changing() -> frozenset[str]:
    """The base forms of all words of change."""
    return frozenset(_changes())


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
        if rule.texts("particle") and any(p.lower_ == "over" and children(p, "pobj") for p in children(token, "prep")):
            continue  # "put the plan to him over lunch", "held over the weekend"
        if rule.texts("phrase") and not _phrase(token, rule.texts("phrase")):
            continue
        if word in ("set", "hold") and "back" in particles(token):
            continue
        return rule
    return None


def _phrase(verb: Token, phrases: tuple[str, ...]) -> bool:
    """True where the verb has one of the phrases, also where the parser took its noun for an object: "put on hold a meeting"."""
    for prep in children(verb, "prep", "prt"):
        behind = [prep.nbor(1)] if prep.i == verb.i + 1 and prep.i + 1 < len(verb.doc) else []
        if any(f"{prep.lower_} {o.lower_}" in phrases and _another(o) for o in (*children(prep, "pobj"), *behind)):
            return True
    return False


def _another(noun: Token) -> bool:
    """False for a plain length or day: "will hold talks for two days"."""
    return noun.lower_ not in _DAYS or any(c.lower_ in _OTHER or c.tag_ == "JJR" or c.dep_ in ("acl", "relcl") for c in noun.children)


def asserted(token: Token) -> bool:
    """True where an act is told as done: not negated, not "may", not under "threatened to", "if", a question."""
    head = finite(token) if is_verb(token) else token
    if negation(token) is not None or (head != token and negation(head) is not None and head.tag_ != "JJ"):
        return False
    if any(c.lower_ in ("nearly", "almost") for c in children(token, "advmod")):
        return False  # "was nearly cancelled"
    if token.dep_ == "xcomp" and yet(token.head) is not None:
        return False  # "has yet to accept"
    m = modal(token)
    if m is not None and m.lower_ in ("may", "might", "could", "should", "can", "would", "must") and not _told_as_future(token, m):
        return False
    for mark in children(token, "mark", "advmod"):
        if mark.lower_ in ("if", "unless", "whether"):
            return False
    here = token
    if token.dep_ in ("relcl", "advcl") and any(a.tag_ == "TO" for a in children(token, "aux")):
        asked = [token.head] if token.dep_ == "relcl" else children(token.head, "dobj")
        if any(lemma(noun) in _THREATS for noun in asked):
            return False  # "dismissed calls to cancel the visit"
    if token.dep_ == "pcomp" and (token.head.lower_ == "without" or (token.head.i and token.head.nbor(-1).lower_ in _RATHER)):
        return False  # "far from cancelling his trip", "instead of calling off the talks"
    while here.dep_ in ("xcomp", "pcomp", "ccomp", "dobj", "pobj", "prep", "conj", "acl") and here.head != here:
        if here.dep_ == "conj":
            if tense(here) is not None:
                break
            here = here.head
            continue
        here = here.head
        if lemma(here) in _THREATS or _false(here):
            return False
        if here.dep_ == "ccomp" and lemma(here) == "be" and children(here, "acomp") and modal(here) is not None:
            return False  # "that it would be better to cancel it"
        if is_verb(here) and tense(here) is not None and here.dep_ not in ("conj", "ccomp"):
            break
    return True


def granted(token: Token) -> bool:
    """True for an act that is asked for and granted: "asked that the visit be put off, and Tehran agreed"."""
    here = token
    while here.head != here and here.dep_ in ("ccomp", "xcomp", "dobj", "oprd", "advcl", "pobj", "prep", "acl"):
        here = here.head
    answers = children(here, "conj")
    end = here.sent.end
    if end < len(here.doc):  # "asked that it be put off. Budapest agreed."
        then = here.doc[end].sent.root
        answers += [v for v in (then, *children(then, "ccomp")) if not children(v, "ccomp", "xcomp", "dobj", "prep")]
    return any(c.lower_ in _GRANTED and negation(c) is None and tense(c) == "past" for c in answers)


def _told_as_future(verb: Token, modal_: Token) -> bool:
    """True for "said that the visit would be postponed": the will of who speaks, told in the past; also for what was decided."""
    above = verb.head
    if modal_.lower_ in ("would", "should") and lemma(above) == "decide" and tense(above) == "past":
        return verb.dep_ in ("ccomp", "nsubjpass", "csubjpass") and negation(above) is None  # "it was decided that it should be put off"
    return (
        modal_.lower_ == "would"
        and verb.dep_ == "ccomp"
        and lemma(above) in words("frames.toml", "verbs")["reporting"]
        and tense(above) == "past"
        and not any(m.lower_ in ("if", "unless") for c in children(verb, "advcl") for m in children(c, "mark"))
    )


def _false(noun: Token) -> bool:
    """True for the subject of "the reports are untrue"."""
    return noun.dep_ == "nsubj" and any(
        c.lower_ in ("untrue", "false", "baseless", "groundless", "unfounded", "wrong", "incorrect") for c in children(noun.head, "acomp")
    )


def first_rule(where: str, token: Token) -> Rule | None:
    """The first cue rule that a word fits at a position; what it governs is not looked at."""
    if where == "above" and is_noun(token):
        return None
    for word in (token.lower_, lemma(token)):
        for rule in cue_table().get((where, word), ()):
            if rule.text("form") == "adjective" and not token.tag_.startswith("JJ"):
                continue
            if rule.texts("particle") and not set(rule.texts("particle")) & particles(token):
                continue
            return rule
    return None


def complement_rule(above: Token, dep: str) -> Rule | None:
    """The first cue of a governing verb or adjective whose complement may stand in the given relation."""
    for word in (above.lower_, lemma(above)):
        for rule in cue_table().get(("above", word), ()):
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
    rule = first_rule("above", verb)
    return rule is not None and rule.text("value") in ("scheduled", "proposed", "not_held")
