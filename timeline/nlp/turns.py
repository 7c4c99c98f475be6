"""Turns of a transcript and posts of somebody's account: whose words a paragraph is, by the label that it begins with.

"SECRETARY POMPEO: I met Lavrov", "@SecPompeo: Great meeting with Lavrov": "I", "we" and a sentence without a subject are whoever the
label names. A handle is a name where its capitals tell one ("MevlutCavusoglu", "realDonaldTrump"); else it names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Span

from timeline.nlp.arguments import Reading
from timeline.nlp.clauses import is_noun, passive, subjects
from timeline.nlp.frames import Frame
from timeline.nlp.names_tokens import Found
from timeline.nlp.parse import Token
from timeline.nlp.texts import text_of

SPEAKER = "actor.pronoun.speaker"
_LABEL = re.compile(r"(?:@\w{2,15}|[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,5}):\s+(?=\S)")
_HANDLE = re.compile(r"(?<!\w)@([A-Za-z]\w{1,14})\b")
_HUMP = re.compile(r"[A-Z][a-z]+|[A-Z]{2,}(?![a-z])")
_TITLES = {"Sec": "Secretary", "Pres": "President", "Min": "Minister", "Amb": "Ambassador", "Gov": "Governor"}
_OWN = frozenset({"i", "we", "me", "my", "our"})
_NAMED = frozenset({"person", "single", "run"})
_FITS = frozenset({"honor", "honour", "pleasure", "privilege", "delight", "it", "to"})


def label_end(text: str) -> int:
    """Where the words of a turn begin, behind its label; 0 for a paragraph without one.

    >>> label_end("SECRETARY POMPEO: I met Lavrov."), label_end("He said: I met Lavrov.")
    (18, 0)
    """
    found = _LABEL.match(text)
    return found.end() if found else 0


def with_handles(text: str, found: Sequence[Found], read: Callable[[str], Sequence[Found]]) -> Sequence[Found]:
    """What a paragraph names, with its handles read as the names that their capitals tell."""
    if "@" not in text:
        return found
    out = list(found)
    for handle in _HANDLE.finditer(text):
        start, end = handle.span()
        out = [item for item in out if item.end <= start or item.start >= end]
        named = _named(handle[1], read)
        if named is not None:
            named.start, named.end = start + 1, end
            out.append(named)
    return sorted(out, key=lambda item: (item.start, item.end))


def _named(handle: str, read: Callable[[str], Sequence[Found]]) -> Found | None:
    """Whom a handle names: nobody, where its capitals tell no full name and no title with a surname."""
    parts = [_TITLES.get(part, part) for part in _HUMP.findall(handle)]
    country = parts.pop() if len(parts) > 1 and len(handle) > 2 and len(parts[-1]) == 2 else None
    found = [item for item in read(" ".join(["with", *parts])) if item.kind in _NAMED] if parts else []
    if len(found) != 1 or (found[0].kind == "single" and found[0].title is None and country is None):
        return None
    first = found[0]
    made = Found(first.kind, 0, 0, "actor.name.handle")
    made.candidates, made.title, made.office, made.country = first.candidates, first.title, first.office, first.country
    made.name, made.words = first.name, first.words
    return made


def own_words(doc: Doc, found: Sequence[Found]) -> list[tuple[Found, Span]]:
    """The words with which the speaker of a turn speaks of himself, each a mention of whoever the label names."""
    begin = label_end(text_of(doc))
    named = [item for item in found if begin and item.end < begin and item.kind in _NAMED]
    if not named:
        return []
    out: list[tuple[Found, Span]] = []
    quoted = False
    for token in doc:
        if token.idx > begin and token.text in ("“", "”", '"'):
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        elif token.idx >= begin and not quoted and token.lower_ in _OWN and token.tag_ in ("PRP", "PRP$"):
            item = Found("pronoun", token.idx, token.idx + len(token), SPEAKER)
            item.name, item.members = token.lower_, (named[-1],)
            out.append((item, Span(doc, token.i, token.i + 1, label="pronoun")))
    return out


def author(reading: Reading, frame: Frame) -> list[int]:
    """Whoever's turn it is, where a sentence has no subject: "Great meeting with Lavrov", "Spoke with Lavrov", "Honored to host Lavrov"."""
    begin = label_end(reading.doc.text)
    if not begin or frame.filled("subject") or frame.filled("poss") or frame.filled("between") or frame.filled("around"):
        return []
    token = frame.token
    first = next((t for t in token.sent if t.idx >= begin and not t.is_space), None)
    if first is None or token.i < first.i or (not is_noun(token) and (passive(token) or subjects(token))) or token.tag_ == "NNS":
        return []
    if token.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return []  # "Talks with Iran continue"
    if (token.tag_ == "VB" and token == first) or any(_somebody(t) for t in token.doc[first.i : token.i]):
        return []
    return [n for n, m in enumerate(reading.actors) if m.form == "name" and m.end < begin][-1:]


def _somebody(token: Token) -> bool:
    """True for a word that may be the subject of what follows."""
    return (token.tag_[:2] in ("NN", "PR", "WP", "EX", "CD") or token.tag_ in ("MD", "IN")) and token.lower_ not in _FITS
