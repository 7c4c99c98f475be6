"""Nouns that stand over a trigger: a possibility, an invitation, a postponement, the day or the sidelines of an occasion."""

from __future__ import annotations

from timeline.lexicon.rules import words
from timeline.nlp.clauses import children, is_verb, lemma, negation
from timeline.nlp.cues_clause import context_tense, of_many, read_beside
from timeline.nlp.cues_tables import Told, asserted, change_rule, first_rule, granted
from timeline.nlp.parse import Token

ASKED = frozenset({"call", "offer", "invitation", "proposal", "request", "appeal", "overture", "demand"})
CLAIMS = frozenset({"report", "rumor", "rumour", "claim", "suggestion", "speculation", "story", "allegation", "assertion"})
_OVERCOMING = frozenset({"end", "lift", "break", "overcome", "reverse"})
_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "latest", "final", "closing", "opening", "penultimate", "1st", "2nd", "3rd"}
)
_ON_A_TOPIC = frozenset({"question", "talk", "issue"})
_SPOKEN = frozenset({"talk", "discussion", "negotiation", "consultation", "conversation", "work", "contact"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "over"})
_ASIDE = frozenset({"sidelines", "sideline", "margins", "fringes", "fringe"})
_STARTS = frozenset({"start", "opening", "beginning", "outset"})
_LASTING = frozenset({"summit", "conference", "congress", "forum", "assembly", "symposium", "visit", "trip", "tour"})
_PARTS = frozenset({"day", "leg", "stop", "stage"})
_WITHIN = frozenset({"on", "for", "in", "during", "at"})


def above_noun(here: Token, above: Token, dep: str, out: Told) -> Token | None:
    """A noun over the trigger: a possibility, an invitation, a postponement; or one that ends the walk."""
    rule = change_rule(above, "noun")
    if rule is not None and rule.text("kind") in ("postponement", "cancellation") and dep == "prep":
        if lemma(above.head) in _OVERCOMING:
            out.turn(above.head, "held", rule.id + ".over", weak=True)
            return None  # "ended a three-year freeze on talks"
        if asserted(above) or granted(above):
            out.turn(above, rule.text("status") or "", rule.id)
        out.changed_by.append(above)
        out.spine.append(above)
        return None
    if dep == "prep" and above.lower_ in _ASIDE:  # "will meet on the sidelines of the summit": there when they meet
        told = {"future": "scheduled", "modal": "scheduled", "past": "held"}.get(context_tense(above) or "")
        if told == "held" and lemma(above.head.head) in words("frames.toml", "verbs")["reporting"]:
            told = "ongoing"  # "said on the sidelines of the summit"
        if told is not None:
            out.turn(above, told, "context.sidelines", weak=True)
        return None
    cue = first_rule("noun", above)
    if dep == "prep" and here.lower_ in _ABOUT and lemma(above) in _SPOKEN and indefinite(out.spine[0]):
        out.turn(above, "proposed", "wish.spoken_of", weak=True)  # "talks on a meeting between the two"
        return None
    if dep == "prep" and lemma(above) in _ON_A_TOPIC and here.lower_ in _ABOUT:
        return None  # "a question on the visit"
    if dep == "prep" and (lemma(above) == "venue" or (above.lower_ == "light" and not (above.i and above.nbor(-1).lower_ == "green"))):
        return None  # a place; "in the light of the talks"
    if dep == "prep" and lemma(above) == "failure":
        out.turn(above, "held", "held.failure", weak=True)  # "the failure of the talks"
        return None
    taken = lemma(above) in ("chance", "opportunity") and lemma(above.head) in ("have", "get", "take", "use", "seize")
    if taken and asserted(above.head) and context_tense(above.head) == "past":
        out.turn(above, "held", "held.chance")  # "had the chance to meet him"
        return None
    if out.frozen and lemma(above) in ("hope", "wish", "desire", "belief"):
        return None  # "my hope that this meeting brings solutions"
    if lemma(above) == "order" and above.i and above.nbor(-1).lower_ == "in":
        out.turn(above, "scheduled", "context.purpose", weak=True)  # "in order to hold talks"
        return None
    if lemma(above) == "date" and (awaited := no_date(above)) is not None:
        out.turn(awaited, "postponed", "postpone.no_date")  # "a new date for the summit has yet to be agreed"
        return None
    if cue is not None and dep in ("prep", "acl", "ccomp", "compound", "nmod"):
        if dep == "compound":
            return None
        value = cue.text("value") or ""
        weak = cue.text("strength") == "weak"
        negated = negation(above)
        out.spine.append(above)
        if dep == "acl" and value == "proposed" and lemma(above) in ASKED and of_many(here, out):
            out.turn(above, "scheduled", cue.id + ".attend", weak=True)  # "an invitation to attend the 25th session"
            return None
        if value == "not_held" and lemma(here) == "accept":
            return above  # "his failure to accept an invitation"
        if negated is not None:
            undated = lemma(above) == "date"  # "gave no date for opening talks"
            out.turn(negated, "proposed" if undated else cue.text("negated") or "denied", cue.id + ".not")
            return above
        if value == "proposed" and fixed(out):
            return above  # "hopes for the coming summit"
        if out.value != "held":
            out.turn(above, value, cue.id, weak=weak)
        return above
    if dep == "prep" and (nth := _amid(above, out.spine[0])) is not None:
        out.turn(nth, "ongoing", "context.nth_day", weak=True)
        return None
    if lemma(above) in words("frames.toml", "nouns")["carrying"] and dep in ("prep", "acl", "ccomp"):
        out.spine.append(above)
        read_beside(above, out)
        return above
    return None


def _amid(noun: Token, occasion: Token) -> Token | None:
    """ "on the second day of a visit", "at the opening ceremony, at the start of the summit": told while the occasion goes on."""
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return None
    if lemma(noun) in _PARTS:
        inside = noun.head.lower_ in _WITHIN
        return next((c for c in children(noun, "amod", "compound") if c.lower_ in _ORDINALS), None) if inside else None
    if lemma(noun) in _STARTS and noun.head.lower_ == "at":
        return noun if lemma(occasion) in _LASTING and context_tense(noun) == "past" else None
    if lemma(noun) in ("ceremony", "session", "plenary"):
        return next((c for c in children(noun, "amod", "compound") if c.lower_ == "opening"), None)
    return None


def indefinite(noun: Token) -> bool:
    """True for an occasion that the words tell as any: "a meeting", "another visit"."""
    return any(c.lower_ in ("a", "an", "any", "another") for c in children(noun, "det"))


def fixed(out: Told) -> bool:
    """True for an occasion that is told as to come: "the forthcoming summit", "the talks slated for Friday"."""
    told = {"coming", "upcoming", "forthcoming", "scheduled", "planned", "slated", "impending", "approaching"}
    return any(c.lower_ in told and c.dep_ in ("amod", "acl") for c in out.spine[0].children)


def no_date(date: Token) -> Token | None:
    """The word that says so in "no new date", "a new date has yet to be agreed", "a new date was not given"."""
    if not any(c.lower_ in ("new", "fresh", "other") for c in children(date, "amod")):
        return None
    verb = date.head
    told = negation(date) or (negation(verb) if is_verb(verb) else None)
    if told is not None:
        return told
    return next((c for c in children(verb, "advmod") if c.lower_ == "yet"), None)
