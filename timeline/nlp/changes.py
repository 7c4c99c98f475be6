"""Acts that create, move or end an encounter, each tied to the encounter that it governs in the parse.

An act is told by a word of its own ("postponed", "at the invitation of"), by what somebody says (an announcement, a confirmation), or by
what became of a plan ("is off", "has no plans to meet").
"""

from __future__ import annotations

from collections.abc import Iterable

from timeline.lexicon.eventwords import changes
from timeline.lexicon.rules import Rule, words
from timeline.nlp.arguments import Reading, who
from timeline.nlp.changes_invited import invitation
from timeline.nlp.changes_parts import occasion, sign, undone
from timeline.nlp.changes_said import Speaker, according_to, contents, held, made_known, party, planned, says, speaker
from timeline.nlp.changes_turned import turned
from timeline.nlp.clauses import (
    children,
    governing_verb,
    is_noun,
    is_verb,
    lemma,
    negation,
    objects,
    particles,
    passive,
    prepositional,
    subjects,
    tense,
)
from timeline.nlp.cues_nouns import ASKED, CLAIMS
from timeline.nlp.cues_tables import Told, asserted, change_rule, changing
from timeline.nlp.cues_verb import long_before, nobody
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Token

_PLANS = frozenset({"scheduled", "proposed"})
_MOVED = frozenset({"postponement", "cancellation"})
_STANDS = {
    **dict.fromkeys(("ccomp", "xcomp", "acl", "advcl", "pcomp", "relcl"), "clause"),
    **dict.fromkeys(("dobj", "dative", "oprd", "attr"), "object"),
    "nsubjpass": "passive",
    "nsubj": "subject",
}  # where an encounter stands to an act, by the relation in the parse
_OF_EVENTS = frozenset({"cancel", "postpone", "call", "put", "push", "move", "scrap", "shelve", "defer", "delay", "reschedule", "suspend"})
_DECIDING = frozenset({"decide", "decision", "agree", "vote", "choose", "opt"})
_MAKING_PUBLIC = frozenset({"announce", "confirm", "order", "declare", "request"})
_SELF = frozenset({"it", "them", "this", "that"})


def find_changes(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """The changes of a paragraph, in text order; an invitation may add the encounter that it alone tells of to ``frames``."""
    out: list[Frame] = []
    telling = reading.doc.bases & changing()
    for token in reading.doc if telling else ():
        rule = change_rule(token) if token.base in telling else None
        if rule is None:
            continue
        said = _said(reading, frames, token, rule)
        if said is not None:
            out.append(said)
            continue
        if rule.texts("about") == ("clause",):
            continue
        change = _act(reading, frames, token, rule, _about(frames, token, rule))
        if change is not None:
            out.append(change)
    out.extend(_by_account(reading, frames))
    out.extend(turned(reading, frames, out))
    return sorted(out, key=lambda c: (c.token.i, c.kind))


# -- what somebody says -----------------------------------------------------------------------------------------------------------


def _said(reading: Reading, frames: list[Frame], token: Token, rule: Rule) -> Frame | None:
    """A party or its spokesperson says that an encounter will take place, or confirms that it did."""
    kind = rule.text("kind") or ""
    if kind not in ("announcement", "confirmation") or not is_verb(token) or "clause" not in rule.texts("about"):
        return None
    if (rule.id == "announce.known" and made_known(token) is None) or not says(made_known(token) or token):
        return None
    for clause in contents(token):
        if clause.dep_ == "xcomp" and lemma(token) == "decide":
            continue  # "decided to visit Rome"
        about = planned(frames, clause)
        if about is None and kind == "confirmation":
            about = held(frames, clause)
        if about is None:
            continue
        if kind == "announcement" and any(f.told.changed_by and not f.told.weak and f.token.sent == about.token.sent for f in frames):
            continue  # "that the meeting be postponed and that talks be held as soon as possible"
        who_says = speaker(reading, token)
        if not (who_says.official or ((rule.id == "announce.agree" or passive(token)) and not subjects(token))):
            continue
        return _saying(token, rule, about, who_says, "confirmation" if _goes_ahead(about) else kind)
    return None


def _goes_ahead(about: Frame) -> bool:
    """ "will go ahead with the visit", "the talks will proceed as planned", "the trip is still on": the word of a plan that was known."""
    if any(c.rule == "on.adverb" for c in about.told.cues):
        return True
    return any(lemma(t) in ("go", "proceed") and particles(t) & {"ahead", "planned"} for t in about.told.spine[1:])


def _saying(token: Token, rule: Rule, about: Frame, who_says: Speaker, kind: str | None = None) -> Frame:
    change = Frame(
        token=token,
        rule=rule,
        told=Told(tense=tense(token) if is_verb(token) else None, spine=[token]),
        kind=kind or rule.text("kind") or "",
        about=about,
    )
    sign(change, who_says)
    return change


def _by_account(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """ "The two are to meet on Monday, according to the ministry"."""
    if "according" not in reading.doc.small:
        return []
    rule = next(r for r in changes() if r.id == "announce.according")
    out = []
    for token in reading.doc:
        if token.lower_ != "according":
            continue
        clause = token.head if is_verb(token.head) else governing_verb(token)
        about = planned(frames, clause) if clause is not None else None
        if about is None:
            continue
        who_says = according_to(reading, token)
        if who_says.official:
            out.append(_saying(token, rule, about, who_says))
    return out


# -- what a word tells ------------------------------------------------------------------------------------------------------------


def _about(frames: list[Frame], token: Token, rule: Rule) -> Frame | None:
    """The encounter that a change governs: the one whose way up the parse leads through the change."""
    inside = [f for f in frames if f.token != token and any(t.i == token.i for t in f.told.spine) and _related(f, token, rule)]
    if not inside and rule.text("kind") == "invitation" and (is_noun(token) or (token.dep_ in ("acl", "advcl") and token.tag_ == "VBN")):
        inside = _upward(frames, token)
    if not inside and rule.text("kind") in (*_MOVED, "confirmation", "denial") and is_verb(token):
        heads = {h.i for h in objects(token)} | {h.i for c in children(token, "acl", "advcl", "xcomp", "ccomp") for h in objects(c)}
        inside = [f for f in frames if f.token.i in heads or any(t.i in heads for t in f.told.spine)]
    if not inside and token.dep_ == "acl" and rule.text("kind") in _MOVED:
        here = token.head  # "his visit to Kabul, postponed in March"
        while here.dep_ in ("pobj", "prep", "conj") and here.head != here:
            here = here.head
            inside = inside or [f for f in frames if f.token == here]
    if not inside:
        return None
    return min(inside, key=lambda f: (abs(f.token.i - token.i), f.token.i))


def _related(frame: Frame, token: Token, rule: Rule) -> bool:
    """True where the encounter stands to the change as the rule wants: its object, its clause, under one of its prepositions."""
    here = frame.token
    path = [here]
    while here.head != here and here.head != token:
        here = here.head
        path.append(here)
    if here.head != token:  # the change stands below: "the summit, postponed twice"
        return True
    if rule.text("kind") in _MOVED and is_verb(token):
        return token in frame.told.changed_by
    where = here.lower_ if here.dep_ in ("prep", "agent", "prt", "advmod") else _STANDS.get(here.dep_)
    return where is None or where in rule.texts("about")


def _upward(frames: list[Frame], token: Token) -> list[Frame]:
    """ "will visit Beijing at the invitation of Hu": the encounter stands over the invitation."""
    owners: dict[int, list[Frame]] = {}
    for frame in frames:
        for t in frame.told.spine:
            owners.setdefault(t.i, []).append(frame)
    here, steps = token, 0
    while here.head != here and steps < 5:
        here, steps = here.head, steps + 1
        if here.i in owners:
            visits = [f for f in owners[here.i] if f.kind == "visit"]
            return visits or owners[here.i]
        if is_verb(here):
            below = [f for f in frames if any(a == here for a in f.token.ancestors) and f.kind == "visit"]
            return below[:1]
    return []


def _act(reading: Reading, frames: list[Frame], token: Token, rule: Rule, about: Frame | None) -> Frame | None:
    kind = rule.text("kind") or ""
    long_ago = token.dep_ == "relcl" and long_before(token)  # "who had refused to join the talks"
    aside = is_verb(token) and (token.dep_ in ("acl", "amod") or long_ago)  # "the summit, postponed twice": no news
    told = Told(tense=tense(token) if is_verb(token) and not aside else None, spine=[token])
    change = Frame(token=token, rule=rule, told=told, kind=kind, about=about)
    told.reporter = _reporter(token)
    _fill(reading, change, rule)
    if kind == "invitation":
        return invitation(reading, frames, change)
    if is_noun(token) and not change.parties and is_verb(token.head):
        change.add([n for head in _carriers(token) for n in party(reading, head)], "carrier", "actor")
    if kind in _MOVED and (above := _deciding(token)) is not None:
        _by_decision(reading, change, above)
    if kind in _MOVED and about is not None and any(negation(a) is not None for a in children(token, "auxpass")):
        change.kind, change.rule = "confirmation", next(r for r in changes() if r.id == "confirm.not_off")  # "WILL NOT BE CANCELED"
        if told.reporter is not None:
            sign(change, speaker(reading, told.reporter))
        return change
    if kind == "confirmation" and is_verb(token) and nobody(token) is not None:
        return None  # "neither side confirmed the meeting"
    if about is None:
        back = _elsewhere(reading, change) if kind in _MOVED else _of_word(change)
        return change if back and asserted(token) else None
    if not asserted(token):
        if kind == "confirmation" and negation(token) is not None:
            change.kind = "denial"
            return change
        return None
    if kind == "announcement":
        return change if _announced(reading, change, about) else None
    if kind in _MOVED and not change.parties and told.reporter is not None:
        sign(change, speaker(reading, told.reporter))  # "has been cancelled, the ministry said"
    if kind == "confirmation" and (about.told.changed_by or (any(c.rule == "wish.noun" for c in about.told.cues) and not _invited(about))):
        return None  # confirming a cancellation is one; "reaffirmed her willingness to meet" confirms no meeting
    if kind == "confirmation" and about.told.value in ("not_held", "denied"):
        change.kind = "denial"  # "confirms that Putin has not spoken to May"
    if kind == "denial" and (aside or any(c.lower_ in ("repeatedly", "often", "consistently") for c in children(token, "advmod"))):
        return None  # "a conference boycotted by the opposition": said of it in passing
    if kind == "denial" and about.told.value == "held" and about.told.cues[-1].rule in ("tense.subject_past", "tense.ended"):
        return None  # "denied that the talks had failed"
    if kind == "denial" and (about.told.changed_by or (rule.id == "refuse.verb" and not change.parties)):
        return None  # "refused to cancel" keeps the plan
    if kind in _MOVED and undone(token):
        return None
    return change


def _invited(about: Frame) -> bool:
    return any(t.lower_ in ("invitation", "invitations", "offer", "proposal") for t in about.told.spine)


def _announced(reading: Reading, change: Frame, about: Frame) -> bool:
    """True for a plan that a party makes public or agrees on: "announced a visit", "agreed on a second round"."""
    token = change.token
    if about.told.value not in _PLANS:
        return False
    if is_noun(token):
        return bool(change.parties)
    if not says(token) or any(t.head == token and t.dep_ == "ccomp" for t in (about.token, *about.token.ancestors)):
        return False
    return passive(token) or speaker(reading, token).official  # "the visit was announced on Monday"


def _reporter(token: Token) -> Token | None:
    """The verb of saying right over an act: "I have confirmed a meeting, she wrote late Wednesday"."""
    here = token
    while here.dep_ in ("conj", "ccomp", "xcomp") and here.head != here:
        if here.dep_ == "ccomp" and lemma(here.head) in words("frames.toml", "verbs")["reporting"]:
            return here.head
        here = here.head
    return None


def _fill(reading: Reading, change: Frame, rule: Rule) -> None:
    token = change.token
    for role, paths in (("actor", rule.texts("actor")), ("target", rule.texts("target"))):
        for path in paths:
            for head in _heads(token, path):
                if change.about is None or head.i != change.about.token.i:
                    change.add(who(reading, head, token) or party(reading, head), path, role)


def _carriers(noun: Token) -> list[Token]:
    """Who acts where a verb carries the act: "the announcement was made by X, came from X", "X gave confirmation of a meeting"."""
    verb = noun.head
    if lemma(verb) in words("changes.toml", "lists")["sends"]:
        return subjects(verb) if noun.dep_ in ("dobj", "nsubjpass") else []
    return list(prepositional(verb, "from")) if lemma(verb) == "come" and noun.dep_ == "nsubj" else []


def _deciding(token: Token) -> Token | None:
    """The word over an act that somebody decides on or makes public: "decided to suspend", "a decision to cancel", "announced a delay"."""
    above, word = token.head, lemma(token.head)
    if is_verb(token):
        return above if token.dep_ in ("xcomp", "acl") and word in _DECIDING else None
    told = token.dep_ in ("dobj", "nsubjpass") and is_verb(above) and word in _MAKING_PUBLIC
    return above if told and asserted(above) else None


def _by_decision(reading: Reading, change: Frame, above: Token) -> None:
    """Who acts, and when, by the word over the act."""
    if not any(s.role == "actor" for s in change.slots):
        for path in ("subject", "agent") if is_verb(above) else ("poss", "by"):
            for head in _heads(above, path):
                change.add(who(reading, head, above) or party(reading, head), path, "actor")
    if is_verb(above):
        days = ((n, root) for (kind, n), root in sorted(reading.roots.items()) if kind == "timex")
        change.times = [(n, 1, "on") for n, root in days if above in (root.head, root.head.head)]


def _heads(token: Token, path: str) -> Iterable[Token]:
    if path == "subject":
        return [] if passive(token) else subjects(token)
    if path == "agent":
        return [p for by in children(token, "agent") for p in children(by, "pobj")]
    if path == "object":
        return [] if passive(token) else objects(token)
    if path == "passive":
        return objects(token) if passive(token) else []
    if path == "poss":
        return children(token, "poss", "compound", "amod", "nmod")  # "Ankara's", "the White House", "the Turkish announcement"
    return prepositional(token, path)


def _of_word(change: Frame) -> bool:
    """ "denied the report", "denied it", "confirmed that he would take part": about what the sentence before tells."""
    token = change.token
    if change.rule.id == "deny.noun":
        return bool(change.parties) and not children(token, "prep", "acl")  # "Seoul issued a denial"
    if change.rule.id not in ("deny.verb", "confirm.verb", "accept.verb", "refuse.verb") or not change.parties:
        return False
    heads = objects(token)
    if change.rule.id in ("accept.verb", "refuse.verb"):  # "They accepted", "he declined the invitation"
        asked = all(
            lemma(h) in ASKED and any(c.lower_ in ("the", "this", "that") for c in children(h, "det")) and not children(h, "prep", "acl")
            for h in heads
        )
        return asked and lemma(token) in ("accept", "decline", "refuse") and not children(token, "xcomp", "ccomp", "prep")
    if heads:
        told = (h for h in heads if h.lower_ not in _SELF)
        return not any(lemma(h) not in CLAIMS or children(h, "prep", "acl", "relcl") or not children(h, "det") for h in told)
    taking = (c for c in children(token, "ccomp") if all(lemma(o) == "part" for o in objects(c)))
    attends = (c for c in taking if not list(prepositional(c, "in", "to")))
    return change.kind == "confirmation" and any(lemma(c) in ("attend", "participate", "take", "come") for c in attends)


def _elsewhere(reading: Reading, change: Frame) -> bool:
    """True where the act is about something told in another sentence: "it has been postponed", "the trip", "why he cancelled"."""
    token = change.token
    if not is_verb(token):
        if token.tag_ not in ("NN", "NNP") or token.lower_ in ("delay", "freeze", "suspension"):
            return False
        return any(c.lower_ in ("the", "this", "that", "its") for c in children(token, "det", "poss"))
    heads = objects(token)
    if heads:
        if lemma(token) in _OF_EVENTS and all(h.lower_ in _SELF for h in heads):
            return True
        change.subtype = occasion(heads[0]) if len(heads) == 1 else None
        return change.subtype is not None
    return lemma(token) in ("cancel", "postpone") and token.dep_ != "acl"
