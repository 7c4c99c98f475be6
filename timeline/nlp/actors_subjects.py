"""Who does what in one paragraph, by its parse: the subject of a clause, those who are one subject together, whoever tells of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from timeline.lexicon.folding import fold
from timeline.nlp.names_tokens import Found
from timeline.nlp.texts import sentence_of
from timeline.nlp.turns import SPEAKER

PEOPLE = frozenset({"person", "single", "run"})
_OBJECTIVE = frozenset({"him", "her", "them"})
_AT_HIM = frozenset({"with", "to", "on", "upon", "by", "from", "for"})
_ALONG = frozenset({"bring", "brings", "brought", "bringing", "take", "takes", "took", "taken", "taking", "carry", "carried", "travelling"})
_SENTENCES = 3  # in which those may stand whom "the two" means together


def subject_of(verb: Token) -> Token | None:
    """The subject before a verb; None where it has none of its own."""
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    return None


def _coordinated(token: Token, by_token: dict[int, int]) -> list[int]:
    hits = [by_token[t.i] for t in (token, *token.conjuncts) if t.i in by_token]
    return sorted(dict.fromkeys(hits))


def keys(found: Sequence[Found], hits: Iterable[int]) -> set[str]:
    """What tells one mention of somebody from another's: the family name, or the office and its state; the name of an apposition too."""
    out: set[str] = set()
    for item in [found[k] for k in hits] + [a for k in hits if (a := found[k].appos) is not None]:
        out.add(fold(item.name.split()[-1]) if item.kind in PEOPLE else f"{item.office}/{item.country or item.name}")
    return out


def doer(found: Sequence[Found], by_token: dict[int, int], token: Token) -> set[str]:
    """Whoever does to "him" what the clause tells: "Rowe received him", "the premier, who was to meet him", is never he himself."""
    if token.lower_ not in _OBJECTIVE or token.dep_ == "poss":
        return set()
    prep = token.head if token.dep_ == "pobj" else None
    if prep is not None and (prep.lower_ not in _AT_HIM or prep.head.lower_ in _ALONG):
        return set()
    above = token
    for _ in range(5):
        above = above.head
        subject = subject_of(above) if above.tag_[:2] in ("VB", "MD") else None
        if subject is not None and subject.i != token.i:
            if subject.lower_ in ("who", "that", "which") and above.dep_ == "relcl":
                subject = above.head
            return keys(found, fits(found, by_token, subject, plural=False) or fits(found, by_token, subject, plural=True))
        if above.dep_ == "xcomp" and any(c.dep_ in ("dobj", "dative") and c.i < above.i for c in above.head.children):
            return set()  # "Rowe asked the envoy to meet him"
        if above.head.i == above.i or above.dep_ in ("relcl", "acl"):
            break
    return set()


def together(found: Sequence[Found], spans: Sequence[Span], n: int, wanted: int) -> tuple[int, ...]:
    """ "Rowe of Peru and Aalto of Finland met the premier. The two then left": those who are told of as one subject before it, in its
    sentence or the last two before, whoever is named behind them."""
    doc = spans[n].doc
    by_token = {t: k for k, span in enumerate(spans[:n]) for t in range(span.start, span.end)}
    end = spans[n].start
    for _ in range(_SENTENCES):
        if end <= 0:
            return ()
        sentence = sentence_of(doc, end - 1)
        for token in sentence:
            if token.i < end and token.dep_ in ("nsubj", "nsubjpass") and token.i in by_token:
                hits = [k for k in fits(found, by_token, token, plural=True) if found[k].kind in PEOPLE]
                if len(hits) == wanted:
                    return tuple(hits)
        end = sentence.start
    return ()


def teller(spans: Sequence[Span], n: int) -> int:
    """ "Merkel | said the two would meet again": the position of whoever tells of the two, -1 for none."""
    token = spans[n].root
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return -1
    subject = subject_of(verb.head)
    if subject is None:
        return -1
    return next((k for k in range(n - 1, -1, -1) if spans[k].start <= subject.i < spans[k].end), -1)


def _behind_its_state(found: Sequence[Found], by_token: dict[int, int], subject: Token) -> list[int]:
    """Who is coordinated with somebody, where the parser hung him on the state: "A of Chile and B of Bulgaria met. They…"."""
    below = [o for p in subject.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
    hits = [by_token[t.i] for o in below for t in o.conjuncts if t.i in by_token]
    return [n for n in dict.fromkeys(hits) if found[n].kind in PEOPLE]


def fits(found: Sequence[Found], by_token: dict[int, int], subject: Token, plural: bool) -> tuple[int, ...]:
    """The mentions that a subject is, if "he" (``plural``: "they") can stand for it."""
    hits = _coordinated(subject, by_token)
    if plural and len(hits) == 1 and found[hits[0]].kind in PEOPLE:
        hits += _behind_its_state(found, by_token, subject)
    while plural and hits and hits[0] and found[hits[0] - 1].coord:  # "the Sudanese and Ugandan presidents"
        hits.insert(0, hits[0] - 1)
    if plural:
        if len(hits) > 1 or (hits and (found[hits[0]].plural or found[hits[0]].kind in ("group",))):
            return tuple(hits)
        return ()
    if len(hits) == 1 and found[hits[0]].rule == SPEAKER:
        return ()  # "I met Lavrov. He said": not whoever speaks
    if len(hits) == 1 and (
        found[hits[0]].kind in PEOPLE or (found[hits[0]].kind in ("office", "pronoun", "counterpart") and not found[hits[0]].plural)
    ):
        return tuple(hits) if found[hits[0]].name not in ("they", "them", "their") else ()
    return ()
