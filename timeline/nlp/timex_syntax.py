"""Which way a time expression points, by the dependency parse: its governing verb, that verb's tense, plans and reports.

The verb is the one that the expression hangs on, directly or through its nouns and prepositions; "said Wednesday" hangs on *said*
even where "would meet" stands nearer. Needs tags and dependencies, no lemmas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from timeline.lexicon.inflection import verb_forms
from timeline.lexicon.rules import words
from timeline.nlp.texts import sentence_of

#: Steps up the tree before giving up; real chains are shorter.
_STOP = 14
#: Words before a day within which a plan may be told of it.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the parse says of a time expression: tense (past, present, future or None), the verb (base form where known), whether it
    only reports speech."""

    tense: str | None = None
    verb: str | None = None
    reporting: bool = False


@cache
def _lemmas(table: str) -> dict[str, str]:
    return {form: lemma for lemma in sorted(words("time_verbs.toml", "verbs")[table]) for form in verb_forms(lemma)}


def _is(token: Token, table: str) -> bool:
    return token.lower_ in _lemmas(table)


def _word(token: Token, table: str) -> bool:
    return token.lower_ in words("time_verbs.toml", "words")[table]


def _verbal(token: Token) -> bool:
    return token.tag_.startswith(("VB", "MD"))


def _up(token: Token) -> Iterator[Token]:
    for _ in range(_STOP):
        yield token
        if token.head is token or token.head == token:
            return
        token = token.head


def evidence(span: Span) -> Evidence:
    """Tense, verb and reporting of the verb that governs ``span``."""
    if span.start and span.doc[span.start - 1].lower_ == "since":
        return Evidence("past")
    if _opens_then(span) or _to_come(span):
        return Evidence("future")
    ahead = strong = indirect = False
    opens = _opens_sentence(span)
    for node in _up(span.root):
        if _verbal(node) and node.i not in range(span.start, span.end) and not (node.dep_ == "amod" and node.head.tag_.startswith("N")):
            break
        indirect = indirect or (node != span.root and node.tag_.startswith("N") and not opens)
        strong = strong or (node != span.root and _word(node, "ahead"))
        ahead = ahead or strong or any(c.dep_ == "amod" and _word(c, "ahead") for c in node.children)
    else:
        return Evidence("future" if ahead else None)
    told = _told_before(node, span)
    node = told or node
    tense = _tense(node, span)
    if told is not None and tense == "past" and _is(told, "plan"):
        tense = "either"  # "have agreed to talks Friday, officials said"
    if tense == "future" and (_seen_later(node, span) or _follows(node)):
        tense = "past" if _follows(node) == "since" else "either"
    aux = {c.lower_ for c in node.children}
    if tense == "past" and node.tag_ == "VBN" and {"to", "have"} <= aux and node.head.lower_ in ("was", "were"):
        tense = "either"  # "that were to have been held on Friday"
    be = node.lower_ in ("is", "are", "be", "was", "were", "been", "'s", "’s", "remain", "remains", "have", "has", "had")
    strong = strong or (be and any(_word(c, "ahead") for c in node.children))
    # "The deadline is Friday", "the meeting is on Friday".
    strong = strong or (node.lower_ in ("is", "'s", "’s") and [t.lower_ for t in span.doc[node.i + 1 : span.start]] in ([], ["on"]))
    if strong or (ahead and (be or tense != "past")):
        tense = "either" if _seen_later(node, span) else "future"
    possessive = span.root.dep_ in ("poss", "compound", "nmod") and not opens
    starts = tense == "present" and not possessive and _plainly_ahead(node, span)
    if indirect and not ahead and not starts and (tense in ("present", "past") or (possessive and not _at_its(span, tense))):
        # "They follow Tuesday's vote", "announced a cut in September" say nothing of Tuesday and September.
        tense = "either" if _before(span) else None
    lemma = _lemmas("report").get(node.lower_) or _lemmas("plan").get(node.lower_) or node.lower_
    return Evidence(tense, lemma, tense == "past" and _is(node, "report"))


def _told_before(verb: Token, span: Span) -> Token | None:
    """The verb of what is reported in "they will meet Friday, officials said", where the parser hung the day on *said*."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if not _is(verb, "report") or subject is None or not span.end <= subject.left_edge.i < verb.i:
        return None
    if all(t.text != "," for t in span.doc[span.end : subject.left_edge.i]):
        return None
    return next((c for c in verb.children if c.dep_ == "ccomp" and c.i < span.start), None)


def _opens_sentence(span: Span) -> bool:
    """ "On Friday Soto flies to Lima", where the parser hung the day on the name behind it."""
    start = sentence_of(span.doc, span.start).start if span.doc.has_annotation("SENT_START") else 0
    before = [t.lower_ for t in span.doc[start : span.start]]
    bare = span.end < len(span.doc) and span.doc[span.end].tag_ in ("NNP", "DT", "PRP")
    return bare and before in ([], ["on"], ["from"], ["early"], ["late"]) and span.root.head.i >= span.end


def _plainly_ahead(verb: Token, span: Span) -> bool:
    """ "Leaves for Lima on Friday", "ministers assemble for a summit on Friday", not "for talks after a vote on Friday"."""
    between = span.doc[verb.i + 1 : span.start]
    if any(t.lower_ in ("after", "since", "following") for t in between):
        return False
    return _is(verb, "begin") or _is(verb, "go") or (_is(verb, "gather") and between[-1:].text == "on")


def _opens_then(span: Span) -> bool:
    """ "The summit opening here Saturday", however it is parsed; not "before opening it on Saturday"."""
    for token in reversed(span.doc[max(span.start - 3, 0) : span.start]):
        if token.lower_.endswith("ing") and _is(token, "begin"):
            return token.i > 0 and token.nbor(-1).tag_ != "IN"
        if not token.tag_.startswith(("IN", "RB")):
            return False
    return False


def _to_come(span: Span) -> bool:
    """ "A summit to be held in Tehran on Friday", "talks due to start on Friday", whatever the parser hung the day on."""
    before = span.doc[
        max(span.start - _NEAR, sentence_of(span.doc, span.start).start if span.doc.has_annotation("SENT_START") else 0) : span.start
    ]
    for n in range(len(before) - 1, 0, -1):
        token = before[n]
        if token.lower_ == "to" and n + 1 < len(before) and before[n + 1].tag_ == "VB":
            first = before[n - 1]
            due = first.lower_ in ("due", "scheduled", "slated", "set", "expected", "planned") and n > 1
            held = before[n + 1].lower_ == "be" and n + 2 < len(before) and before[n + 2].tag_ == "VBN"
            opens = _is(before[n + 1], "begin") or before[n + 1].lower_ in ("take", "be")
            return (before[n - 2] if due else first).tag_.startswith("NN") and (held or (due and opens))
        if not token.tag_.startswith(("IN", "DT", "NN", "JJ", "VBN", "VB", "RB", "RP")):
            return False
    return False


def _follows(verb: Token) -> str | None:
    """ "After campaigning on Sunday", "since taking office in January", "following the storms in August": the word that puts the clause
    before the one above it."""
    if verb.tag_ != "VBG":
        return None
    words_ = (verb.lower_, verb.head.lower_ if verb.head.dep_ == "prep" or verb.dep_ == "pcomp" else "")
    return next((w for w in words_ if w in ("since", "after", "following")), None)


def _seen_later(verb: Token, span: Span) -> bool:
    """ "Had been due on Friday", "originally scheduled for Friday": a plan told when its day may have passed."""
    if verb.tag_ == "VB" and verb.head.lower_ in ("was", "were") and verb.head.dep_ == "relcl":
        main = _verb_above(verb.head)
        if main is not None and _tense(main, span) == "past":
            return True  # "the talks that were to open on Monday did not come about"
    had = any(c.lower_ in ("had", "'d", "’d") for c in verb.children) and (verb.lower_ == "been" or verb.tag_ == "VBN")
    if had or any(c.lower_ in ("originally", "initially", "previously") for c in verb.children):
        return True
    above = _verb_above(verb) if verb.dep_ in ("xcomp", "ccomp", "acl") and verb.tag_ == "VB" else None
    return above is not None and _seen_later(above, span)


def _at_its(span: Span, tense: str | None) -> bool:
    """ "Will launch it at Saturday's session": the session is as far ahead as the launch."""
    return tense == "future" and span.root.head.head.lower_ in ("at", "in", "during", "for", "on")


def _before(span: Span) -> bool:
    """ "Ahead of Friday's summit": the nearest Friday."""
    words_ = [t.lower_ for t in span.doc[max(span.start - 3, 0) : span.start]]
    return words_[-2:] == ["ahead", "of"] or words_[-3:-1] == ["ahead", "of"]


def _tense(verb: Token, span: Span) -> str | None:
    """Tense of a verb with its auxiliaries; participles and infinitives take it from the verb above them."""
    node: Token | None = verb
    for _ in range(_STOP):
        if node is None:
            return None
        found = _own_tense(node, span, first=node == verb)
        if found is not None:
            return found
        if node.tag_ in ("VB", "VBN") and any(c.tag_ == "TO" for c in node.children):
            return _infinitive(node, span)
        node = _verb_above(node)
    return None


def _own_tense(verb: Token, span: Span, *, first: bool) -> str | None:
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(_word(c, "will") for c in aux):
        return "future"
    have = any(c.lower_ in ("have", "having") for c in aux)
    if any(_word(c, "may") for c in aux if c.tag_ == "MD"):
        return "past" if have else "future"
    if _is(verb, "plan") and verb.tag_ in ("VBN", "VBD") and _ahead_link(verb, span):
        return "future"
    if verb.tag_ == "VBG" and _is(verb, "go") and any(c.lower_ in ("was", "were") for c in aux):
        return "future"  # "was leaving Saturday"
    if verb.tag_ == "VBG" and any(c.tag_ in ("VBP", "VBZ") for c in aux):
        return "future" if verb.lower_ == "going" else "present"
    if verb.tag_ != "VB" and aux:
        if any(c.tag_ == "VBD" or c.lower_ in ("had", "has", "have", "having", "'ve", "’ve") for c in aux):
            return "past"
        if any(c.tag_ in ("VBP", "VBZ") for c in aux):
            return "present"
    if verb.tag_ == "VB" and any(c.tag_ == "VBD" for c in aux):
        return "past"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBP", "VBZ"):
        return "present"
    if first and verb.tag_ == "VBG" and not aux and verb.dep_ == "acl" and _is(verb, "begin"):
        return "future"
    if first and verb.tag_ == "VBN" and not aux:
        return "future" if _is(verb, "slate") else "past"
    return None


def _infinitive(verb: Token, span: Span) -> str | None:
    """ "Was to meet", "plans to meet", "is expected to meet" look ahead; "managed to meet" has the tense of "managed"."""
    above = _verb_above(verb)
    if above is None or verb.dep_ in ("acl", "relcl"):
        return "future"
    if _is(above, "plan") or above.lower_ in ("is", "are", "was", "were", "be", "'s", "’s", "going", "has", "have", "had"):
        return "future"
    if any(_word(c, "ahead") for c in above.children):
        return "future"
    tense = _tense(above, span)
    return "future" if tense == "present" else tense


def _verb_above(verb: Token) -> Token | None:
    for node in _up(verb.head):
        if node != verb and _verbal(node):
            return node
    return None


def _ahead_link(verb: Token, span: Span) -> bool:
    """True where the expression names what the plan is for: "scheduled for Friday", "postponed until May", not "postponed on
    Friday"."""
    if _is(verb, "slate"):
        return True
    link = next((node for node in _up(span.root) if node.head == verb), span.root)
    if link.tag_ not in ("IN", "TO") and span.start:
        link = span.doc[span.start - 1]
    return _word(link, "plan_link")
