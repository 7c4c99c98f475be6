"""Component ``timeline_triggers``: the words that evoke encounters and changes, with what the parse ties to them.

A Doc is one paragraph. The triggers stand in ``doc.spans["timeline_triggers"]`` (label: the rule); everything else is kept as one JSON
string in ``doc._.timeline_triggers``, so that the Doc survives pickling. Indices of actors, places and times count in what the
``lift_…`` functions of the earlier components give for the same Doc.
"""

from __future__ import annotations

import json
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from timeline.lexicon.rules import Rule, words
from timeline.model.mentions import Argument, Cue, TriggerMention
from timeline.nlp.actors import lift_actors
from timeline.nlp.arguments import Reading, actors_of
from timeline.nlp.arguments_slots import fill_slots
from timeline.nlp.changes import find_changes
from timeline.nlp.clauses import (
    children,
    is_noun,
    is_verb,
    lemma,
    negation,
    particles,
    prepositional,
    subjects,
)
from timeline.nlp.cues import read
from timeline.nlp.frames import Frame
from timeline.nlp.parse import Span, Token, parse_of
from timeline.nlp.places import lift_places
from timeline.nlp.texts import text_of
from timeline.nlp.timex import lift_timexes
from timeline.nlp.triggers_above import take_from_above
from timeline.nlp.triggers_beside import fill_beside
from timeline.nlp.triggers_company import within_visits
from timeline.nlp.triggers_needs import by_lemma, needs_met, possible
from timeline.nlp.triggers_reference import reference_of, settled, tie_purposes, topic_of
from timeline.nlp.triggers_times import give_times
from timeline.nlp.triggers_visiting import departures, stays, visitors

GROUP = "timeline_triggers"


def find_frames(reading: Reading) -> list[Frame]:
    """Every trigger of a paragraph with its slots and cues, in text order."""
    frames: list[Frame] = []
    evoking = reading.doc.bases & _evoking()
    hyphens = "-" in reading.doc.small  # "face-to-face"
    for token in reading.doc:
        if token.base not in evoking and not (hyphens and token.noun):
            continue
        frame = _match(reading, token)
        if frame is not None:
            frames.append(frame)
    frames = settled(reading, frames)
    tie_purposes(frames)
    within_visits(frames)
    frames.extend(visitors(reading, frames))
    frames.extend(departures(reading, frames) + stays(reading, frames))
    frames.sort(key=lambda f: (f.token.i, f.kind))
    for frame in frames:
        if frame.told.reporter is not None:
            frame.by = next((n for head in subjects(frame.told.reporter) for n in actors_of(reading, head)), None)
    _dispute(reading, frames)
    found = find_changes(reading, frames)
    give_times(reading, frames, found)
    take_from_above(reading, frames)
    return frames + found


@lru_cache(maxsize=1)
def _evoking() -> frozenset[str]:
    """The base forms of all triggers."""
    return frozenset(word for _, word in by_lemma())


def _dispute(reading: Reading, frames: list[Frame]) -> None:
    """ "Amman says that they spoke; Damascus says that they did not": the encounter told last is disputed."""
    if not frames or _BARE.isdisjoint(reading.doc.small):
        return
    for token in reading.doc:
        if token.lower_ not in _BARE or token.dep_ in ("aux", "auxpass") or negation(token) is None:
            continue
        subject = next(iter(children(token, "nsubj")), None)
        if (
            subject is None
            or subject.lower_ not in ("he", "she", "they", "it")
            or children(token, "xcomp", "ccomp", "attr", "acomp", "dobj")
        ):
            continue
        before = [f for f in frames if f.token.i < token.i and not f.told.weak]
        if token.dep_ == "ccomp" and before:
            before[-1].told.turn(token, "disputed", "deny.ellipsis")


_BARE = frozenset({"did", "had", "has", "have", "was", "were", "will", "would", "do", "does"})


def _match(reading: Reading, token: Token) -> Frame | None:
    form = (
        "verb"
        if is_verb(token) and token.dep_ not in ("compound", "amod")
        else "noun"
        if is_noun(token)
        else "adjective"
        if token.dep_ in ("acomp", "amod")
        else None
    )
    if form is None:
        return None
    rules = by_lemma().get((form, _joined(token) if form == "noun" else lemma(token)), ())
    if not rules or _in_name(reading, token) or _bare_name(token) or _of_something_else(token):
        return None
    for rule in rules:
        if rule.texts("particle") and not set(rule.texts("particle")) & particles(token):
            continue
        if rule.texts("object") and not {lemma(o) for o in children(token, "dobj")} & set(rule.texts("object")):
            continue
        if not possible(token, rule) or _blocked(rule, token):
            continue
        told = read(token)
        frame = Frame(token=token, rule=rule, told=told, kind=rule.text("kind") or "", subtype=_subtype(rule, token))
        fill_slots(reading, frame)
        fill_beside(reading, frame)
        if rule.id == "call.conversation_plain" and (frame.places or frame.here):
            frame.kind = "meeting"
        if rule.id == "call.call_noun" and lemma(token) in _BY_VIDEO and not (frame.filled("with") or frame.filled("between")):
            frame.kind, frame.subtype = "meeting", "virtual"
        if _sporting(reading, frame):
            return None
        if needs_met(reading, frame):
            frame.reference = reference_of(reading, frame)
            frame.topic = topic_of(reading, frame)
            return frame
    return None


def _joined(token: Token) -> str:
    """The word, with those that hyphens tie to it where one of them leads the others: "face-to-face", "get-together"."""
    doc = token.doc
    start = end = token.i
    while start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        start -= 2
    while end + 2 < len(doc) and doc[end + 1].text == "-" and not doc[end].whitespace_ and not doc[end + 1].whitespace_:
        end += 2
    if start == end or start <= token.head.i <= end != token.head.i:
        return lemma(token)
    whole = Span(doc, start, end + 1).text.lower()
    return whole if ("noun", whole) in by_lemma() else lemma(token)


def _in_name(reading: Reading, token: Token) -> bool:
    """True for a word of a person's name: Mr. Call, Theresa May."""
    n = reading.actor(token)
    return (
        n is not None and token.tag_.startswith("NNP") and reading.actors[n].form == "name" and reading.actors[n].type in (None, "person")
    )


def _bare_name(token: Token) -> bool:
    """ "Congress", "the Assembly": a body, no occasion, unless the words around it say what it is on."""
    word = lemma(token)
    if word == "round":
        return token.tag_.startswith("NNP")  # the Doha Round
    if word == "retreat":
        of_troops = token.tag_ == "NNS" or lemma(token.head) in ("make", "beat")
        return of_troops or not children(token, "det", "poss", "amod")  # "in retreat", "territorial retreats", "made a retreat"
    if word == "dialogue":  # "the dialogue will resume in Rome", and no dialogue as a course of action
        told = children(token, "det", "amod", "compound") and lemma(token.head) in _HOLDING and (token, token.head)
        return not token.tag_.startswith("NNP") and not (told and any(prepositional(t, "in", "at") for t in told))
    if word not in ("congress", "assembly", "forum") or not (token.tag_.startswith("NNP") and token.text[:1].isupper()):
        return False
    if word == "forum":
        return not any(c.dep_ in ("compound", "amod", "nmod", "prep") for c in token.children)
    behind = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]]
    on = behind[:1] == ["on"] and words("names.toml", "words")["calendar"].isdisjoint(behind)  # not "the Congress voted on Monday"
    named = on and children(token, "det", "amod", "compound")
    return not named and not any(c.lower_ in ("dialogue", "on") for c in token.children)


_HOLDING = frozenset({"hold", "resume", "open", "end", "conclude", "attend", "host", "convene", "set"})
_BY_VIDEO = frozenset({"videoconference", "teleconference"})
_TALKS = frozenset({"talk", "talks", "meeting", "negotiation", "discussion", "consultation", "dialogue", "conversation", "contact"})


def _of_something_else(token: Token) -> bool:
    """ "a round of blockades", "a two-round ballot": rounds, sessions and a talk that are no occasion."""
    if token.lower_ == "talk":  # "the talk is about pipelines": what people speak of
        return token.dep_ == "nsubj" and any(p.lower_ in ("about", "of") for p in children(token.head, "prep"))
    if lemma(token) not in ("round", "session"):
        return False
    of = [o for p in children(token, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    if lemma(token) == "round" and of:
        return all(lemma(o) not in _TALKS for o in of)
    return token.dep_ in ("compound", "amod", "nmod")


def _subtype(rule: Rule, token: Token) -> str | None:
    for pair in rule.texts("subtype_of"):
        subtype, _, word = pair.partition(":")
        if word == lemma(token):
            return subtype
    modified = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod")}
    for word, subtype in (
        ("summit", "summit"),
        ("state", "state"),
        ("working", "working"),
        ("surprise", "surprise"),
        ("official", "official"),
        ("video", "video"),
        ("virtual", "virtual"),
    ):
        if word in modified and (rule.text("kind") == "visit") == (subtype in ("state", "working", "surprise", "official")):
            return subtype
    return rule.text("subtype")


def _blocked(rule: Rule, token: Token) -> bool:
    blocked = rule.texts("blocked")
    if not blocked:
        return False
    near = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod", "poss", "prep") and not _counted_party(c)}
    near |= {o.lower_ for p in children(token, "prep") if p.lower_ in ("of", "with") for o in children(p, "pobj")}
    near |= {lemma(o) for p in children(token, "prep") if p.lower_ in ("of", "with") for o in children(p, "pobj")} - {"party"}
    return any(b in near for b in blocked)


def _sporting(reading: Reading, frame: Frame) -> bool:
    """True in a sentence about a match, of which no office tells otherwise: "the first meeting of Iran and Iraq in the semi-final"."""
    sport = words("frames.toml", "nouns")["sport"]
    if sport.isdisjoint(frame.token.sent.small):
        return False
    return not any(reading.actors[n].form in ("office", "counterpart") or reading.actors[n].rule in _NAMED for n in frame.parties)


_NAMED = frozenset({"actor.name.known", "actor.name.title"})


def _counted_party(token: Token) -> bool:
    """ "six-party talks", "three-way": the word after a hyphen counts sides."""
    return (token.i > 1 and token.nbor(-1).text in ("-", "–")) or any(c.tag_ == "CD" for c in token.children)


class TriggerTagger:
    """Finds triggers in one paragraph; see the module's head for what is written where."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        if not Doc.has_extension(GROUP):
            Doc.set_extension(GROUP, default="[]")

    def __call__(self, doc: Doc) -> Doc:
        """Write the span group and the JSON."""
        reading = Reading(parse_of(doc), lift_actors(doc, 0), lift_places(doc, 0), lift_timexes(doc, 0))
        frames = find_frames(reading)
        doc.spans[GROUP] = [DocSpan(doc, f.token.i, f.token.i + 1, label=f.rule.id) for f in frames]
        position = {id(f): n for n, f in enumerate(frames)}
        doc._.set(GROUP, json.dumps([f.plain(position) for f in frames], ensure_ascii=False, separators=(",", ":")))
        return doc


@Language.factory(
    "timeline_triggers",
    assigns=["doc.spans", "doc._.timeline_triggers"],
    requires=["token.dep", "token.tag", "token.head", "doc.spans"],
)
def make_triggers(nlp: Language, name: str) -> TriggerTagger:
    """Make the component for a pipeline."""
    return TriggerTagger(nlp, name)


def lift_triggers(doc: Doc, offset: int) -> tuple[TriggerMention, ...]:
    """The triggers of a tagged paragraph as frozen mentions; ``offset`` is where the paragraph starts in the document's text.

    Indices of actors, places, times and triggers count within the paragraph, as does ``paragraph`` (0); ``lift_document`` shifts them.
    """
    out = []
    text = text_of(doc)
    for plain in json.loads(doc._.get(GROUP)):
        start, end = plain["at"]
        sentence = doc[plain["token"]].sent
        out.append(
            TriggerMention(
                start=offset + start,
                end=offset + end,
                text=text[start:end],
                rule=plain["rule"],
                kind=plain["kind"],
                subtype=plain["subtype"],
                sentence=(offset + sentence.start_char, offset + sentence.end_char),
                paragraph=0,
                arguments=tuple(Argument(*a) for a in plain["arguments"]),
                cues=tuple(Cue(offset + s, offset + e, text[s:e], value, rule, by) for s, e, value, rule, by in plain["cues"]),
                tense=plain["tense"],
                reference=plain["reference"],
                topic=_shift(plain["topic"], offset),
                duration=_shift(plain["duration"], offset),
            )
        )
    return tuple(out)


def _shift(span: list[int] | None, offset: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + offset, span[1] + offset)
