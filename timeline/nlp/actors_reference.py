"""Whom pronouns, groups, counterparts and bare offices stand for, within one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.folding import fold
from timeline.nlp.actors_subjects import PEOPLE, doer, fits, keys, subject_of, teller, together
from timeline.nlp.names_tokens import Found
from timeline.nlp.texts import sentence_of, text_of
from timeline.nlp.turns import SPEAKER, label_end

_THEMSELVES = frozenset({"person", "single", "run", "state", "capital", "seat", "organisation"})  # unless apposed to somebody
_STATES = frozenset({"state", "capital", "seat", "side", "organisation"})
_OF_STATES = frozenset(
    [
        "sides",
        "parties",
        "countries",
        "nations",
        "states",
        "delegations",
        "governments",
        "capitals",
        "neighbors",
        "neighbours",
        "allies",
        "teams",
    ]
)


def antecedents(doc: Doc, found: Sequence[Found], spans: Sequence[Span]) -> list[tuple[str, tuple[int, ...]]]:
    """For each mention its rule and the positions of those it stands for (empty: for itself, or unknown)."""
    place = {id(item): n for n, item in enumerate(found)} if any(item.appos or item.members for item in found) else {}
    signs: dict[str, int] | None = None
    by_token: dict[int, int] | None = None
    out: list[tuple[str, tuple[int, ...]]] = []
    for n, item in enumerate(found):
        rule: str = item.rule
        links: tuple[int, ...] = ()
        if item.kind in _THEMSELVES and item.appos is None and not item.members:
            out.append((rule, links))
            continue
        if item.appos is not None and id(item.appos) in place:
            rule, links = f"{item.rule}.apposition", (place[id(item.appos)],)
        elif rule == SPEAKER:
            links = tuple(place[id(m)] for m in item.members if id(m) in place)
        elif item.kind == "pronoun":
            if by_token is None:
                by_token = {t: k for k, span in enumerate(spans) for t in range(span.start, span.end)}
            rule, links = _pronoun(doc, found, spans, by_token, n)
            sign = _SIGNS.get(item.name, 0)
            if sign and len(links) == 1:
                signs = _signs(found) if signs is None else signs
                rule, links = _agreeing(found, spans, out, rule, links, signs, sign)
        elif (
            (item.plural and item.country and item.kind in ("side", "office"))
            or (item.kind == "side" and item.name in _DELEGATIONS)
            or (item.rule == "actor.region")
        ):
            links = _leader(doc, found, spans, n)
            rule = "actor.side.led" if links else rule
        elif item.members:
            links = tuple(place[id(m)] for m in item.members if id(m) in place)
        elif item.rule == "actor.group.theirs":
            links = (n - 1,)
        elif item.kind == "group" and item.rule != "actor.group.office":
            rule, links = _group(found, spans, n)
        elif item.kind == "counterpart":
            links = _titled(found, spans, n)
        elif item.kind == "office" and item.country is None and not item.plural:
            links = _same_office(found, n, item)
            rule = "actor.office.again" if links else rule
        if item.kind == "office" and item.plural and not links:
            rule = "actor.office.plural"
        out.append((rule, links))
    return out


_SIGNS = {"he": 1, "him": 1, "his": 1, "himself": 1, "she": -1, "her": -1, "herself": -1}
_FORMS = {
    "mr": 1,
    "king": 1,
    "emperor": 1,
    "pope": 1,
    "sir": 1,
    "lord": 1,
    "mrs": -1,
    "ms": -1,
    "miss": -1,
    "queen": -1,
    "empress": -1,
    "dame": -1,
}


def _signs(found: Sequence[Found]) -> dict[str, int]:
    """Whom a form of address tells to be a man (1) or a woman (-1), by family name; pronouns add to it as they are read."""
    return {
        fold(item.name.split()[-1]): sign
        for item in found
        if item.kind in PEOPLE and item.title and (sign := _FORMS.get(item.title.lower()))
    }


def _agreeing(
    found: Sequence[Found],
    spans: Sequence[Span],
    read: Sequence[tuple[str, tuple[int, ...]]],
    rule: str,
    links: tuple[int, ...],
    signs: dict[str, int],
    sign: int,
) -> tuple[str, tuple[int, ...]]:
    """The antecedent of "she", where the paragraph has called the one that the parse tells "he": the last other person before it."""
    n, k = len(read), links[0]
    while found[k].kind == "pronoun" and k < n and len(read[k][1]) == 1 and read[k][1][0] < k:  # backwards only: two may name each other
        k = read[k][1][0]
    first = found[k]
    if first.kind not in PEOPLE:
        return rule, links
    key = fold(first.name.split()[-1])
    if signs.setdefault(key, sign) == sign:
        return rule, links
    start = sentence_of(spans[n].doc, spans[n].start).start
    for k in range(n - 1, -1, -1):
        if spans[k].start < start:
            break
        other = fold(found[k].name.split()[-1]) if found[k].kind in PEOPLE else key
        if other != key and signs.get(other, sign) == sign:
            signs[other] = sign
            return "actor.pronoun.gender", (k,)
    return "actor.pronoun", ()


def _pronoun(doc: Doc, found: Sequence[Found], spans: Sequence[Span], by_token: dict[int, int], n: int) -> tuple[str, tuple[int, ...]]:
    token = spans[n].root
    plural = found[n].name in ("they", "them", "themselves", "their")
    barred = doer(found, by_token, token)
    # the subject of a clause above ("Dmitriev said he would meet")
    above = token
    for _ in range(8):
        above = above.head
        subject = subject_of(above) if above.tag_[:2] in ("VB", "MD") else None
        if subject is not None and subject.i < token.i and subject.lower_ not in ("it", "who", "which", "that"):
            hit = fits(found, by_token, subject, plural)
            if hit and not barred.intersection(keys(found, hit)):
                return "actor.pronoun.clause", hit
        if above.head.i == above.i:
            break
    speaks = token.dep_ == "nsubj" and token.head.i == above.i  # "Wen is to meet Merkel, he said": somebody else says so
    for fronted in () if speaks and not plural else above.children:  # "Peru and Chile will build a road, their ministers said"
        subject = subject_of(fronted) if fronted.dep_ == "ccomp" and fronted.i < token.i else None
        hit = fits(found, by_token, subject, plural) if subject is not None and subject.lower_ not in ("it", "who", "which", "that") else ()
        if hit and all(found[k].kind != "pronoun" for k in hit):
            return "actor.pronoun.fronted", hit
    if found[n].name in ("himself", "herself", "themselves"):
        return "actor.pronoun", ()
    ahead = _ahead(found, spans, by_token, n, token, plural)
    if ahead:
        return "actor.pronoun.ahead", ahead
    # the subject of the sentence before
    start = sentence_of(doc, token.i).start
    while start > 0:
        sentence = sentence_of(doc, start - 1)
        subject = subject_of(sentence.root) or _beside(sentence.root, by_token)
        if subject is not None:
            hit = fits(found, by_token, subject, plural)
            if hit and not barred.intersection(keys(found, hit)):
                return "actor.pronoun.sentence", hit
            if not plural and subject.tag_ not in ("PRP", "EX", "DT"):
                hit = next((h for t in sentence if t.dep_ == "nsubj" and (h := fits(found, by_token, t, plural))), ())
                if hit:
                    return "actor.pronoun.clause_before", hit  # "The news came after Richardson met Mobutu. He then met Kabila"
            if plural or subject.tag_ not in ("PRP", "EX", "DT"):
                break
        start = sentence.start
    if plural:
        pair = _pair(found, spans, n)
        if pair:
            return "actor.pronoun.pair", pair
    else:
        begin = label_end(text_of(doc))  # whose turn it is, is no "he" of it
        before = [k for k in range(n) if found[k].kind in PEOPLE and spans[k].end <= token.i and found[k].end >= begin]
        before = [k for k in before if not barred.intersection(keys(found, (k,)))]
        if before and len({fold(found[k].name.split()[-1]) for k in before}) == 1:
            return "actor.pronoun.only", (before[-1],)
    return "actor.pronoun", ()


def _pair(found: Sequence[Found], spans: Sequence[Span], n: int) -> tuple[int, ...]:
    """ "Ciampi told a news conference with Sezer after their meeting": the only two people of the sentence so far."""
    start = sentence_of(spans[n].doc, spans[n].start).start
    people: dict[str, int] = {}
    for k in range(n - 1, -1, -1):
        if spans[k].start < start:
            break
        if found[k].kind in PEOPLE:
            people.setdefault(fold(found[k].name.split()[-1]), k)
        elif found[k].kind in ("office", "counterpart") and found[k].appos is None:
            people.setdefault(f"{found[k].office or found[k].kind}/{found[k].country}", k)
    named = sorted(people.values())
    if len(named) > 2 and _AND.fullmatch(text_of(spans[n].doc)[found[named[-2]].end : found[named[-1]].start]):
        return tuple(named[-2:])  # "taken by Presidents Musharraf and Karzai during their meeting"
    return tuple(named) if len(named) == 2 else ()


_AND = re.compile(r" and (?:[\w.'’-]+ ){0,4}")


def _beside(verb: Token, by_token: dict[int, int]) -> Token | None:
    """The name right before a verb that the parse leaves without a subject ("Following talks with A, B also met C")."""
    if verb.tag_[:2] == "NN" and any(c.dep_ == "acl" and c.tag_ in ("VBD", "VBZ") for c in verb.rights):
        return verb  # "The emir left for home", read as an emir who was left
    if not verb.tag_.startswith("VB"):
        return None
    for n in range(verb.i - 1, max(sentence_of(verb.doc, verb.i).start - 1, verb.i - 3), -1):
        if n in by_token:
            return verb.doc[n]
        if verb.doc[n].dep_ not in ("advmod", "aux", "neg"):
            return None
    return None


def _ahead(found: Sequence[Found], spans: Sequence[Span], by_token: dict[int, int], n: int, token: Token, plural: bool) -> tuple[int, ...]:
    """ "During his visit on Tuesday, Tillerson said": the subject of the sentence that the phrase begins."""
    sentence = sentence_of(token.doc, token.i)
    root = sentence.root
    if root.i < token.i:
        return ()  # what stands before the subject stands before the verb
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > token.i), None)
    if subject is None or subject.i > root.i:
        return ()
    top = token
    while top.head.i != top.i and top.head.i != root.i:
        top = top.head
    fronted = top.head.i == root.i and top.dep_ in ("prep", "advcl") and top.left_edge.i == sentence.start
    hits = fits(found, by_token, subject, plural) if fronted and top.right_edge.i < subject.i else ()
    return () if any(found[k].kind == "pronoun" for k in hits) else hits  # two pronouns that name each other name nobody


_DELEGATIONS = frozenset({"delegation", "delegations", "team", "mission", "side"})
_LED = re.compile(r"(?:\s[\w'’-]+){0,5},?\s(?:led|headed) by\s(?:[\w.'’-]+\s){0,7}")


def _leader(doc: Doc, found: Sequence[Found], spans: Sequence[Span], n: int) -> tuple[int, ...]:
    """ "A Mongolian delegation led by X": the person who is named at its head."""
    after = next((k for k in range(n + 1, min(n + 4, len(found))) if found[k].kind in PEOPLE), None)
    if after is None or not _LED.fullmatch(text_of(doc)[found[n].end : found[after].start]):
        return ()
    return (after,)


def _group(found: Sequence[Found], spans: Sequence[Span], n: int) -> tuple[str, tuple[int, ...]]:
    """The last two (three, …) people, or states for "the two countries", before the words."""
    wanted = int(found[n].title or 2)
    kinds = _STATES if found[n].name in _OF_STATES else (PEOPLE | {"office", "counterpart"})
    named = found[n + 1 : n + 1 + wanted]
    if len(named) == wanted and text_of(spans[n].doc)[found[n].end : named[0].start] == ", " and all(m.kind in kinds for m in named):
        return "actor.group.named", tuple(range(n + 1, n + 1 + wanted))  # "the two countries, Ghana and Togo,"
    if kinds is not _STATES and (one := together(found, spans, n, wanted)):
        return "actor.group.together", one
    speaker = teller(spans, n) if kinds is not _STATES else -1
    for skipped in {speaker: None, -1: None}:
        chosen: list[int] = []
        seen: set[str] = set()
        for k in range(n - 1, -1, -1):
            item = found[k]
            if k == skipped or item.kind not in kinds or (item.kind == "office" and (item.country is None or item.appos is not None)):
                continue
            key = fold(item.name.split()[-1]) if item.kind in PEOPLE else f"{item.office}{item.country or item.name}"
            if key in seen:
                continue
            seen.add(key)
            chosen.append(k)
            if len(chosen) == wanted:
                return "actor.group.last", tuple(sorted(chosen))
    return "actor.group", ()


def _titled(found: Sequence[Found], spans: Sequence[Span], n: int) -> tuple[int, ...]:
    """For "his American counterpart": the person before it, of another country."""
    for k in range(n - 1, -1, -1):
        item = found[k]
        if item.kind in PEOPLE or item.kind == "office":
            return (k,)
    return ()


def _same_office(found: Sequence[Found], n: int, item: Found) -> tuple[int, ...]:
    if item.office in (None, "official", "head", "chief"):
        return ()
    for k in range(n - 1, -1, -1):
        if found[k].kind in PEOPLE and found[k].office == item.office:
            named = {item.title, (found[k].title or "").removeprefix("former ")}
            if named == {"Chancellor", "Prime Minister"} or ("Pope" in named and len(named) > 1):
                continue  # no prime minister is called chancellor, no president pontiff
            return (k,)
    return ()
