"""The component ``timeline_actors``: who can take part, as spans of one paragraph, with antecedents of pronouns and groups.

What the words alone tell comes from :mod:`timeline.nlp.names`; the parse decides whether a capital acts or hosts and whom "he"
stands for; the model's entities add names that no table and no title tells.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from timeline.lexicon.rules import words
from timeline.model.mentions import ActorMention
from timeline.nlp.actors_reference import antecedents
from timeline.nlp.names import Scanner, scanner
from timeline.nlp.names_tokens import FORMS, TYPES, Found
from timeline.nlp.places_reading import ACTOR, reading_of
from timeline.nlp.texts import sentence_of, spans_of, text_of
from timeline.nlp.turns import label_end, own_words, with_handles

GROUP = "timeline_actors"
_OPEN = frozenset({"run", "single", "pronoun", "group", "place"})  # what an entity of the model may still be read over
_MET = words("names.toml", "words")["met"]
_WITH = _MET | words("names.toml", "words")["with"]
_ENCOUNTERS = words("names.toml", "words")["encounters"]
_GATHERED = frozenset({"will", "shook", "held", "hold", "gathered", "conferred", "opened", "began", "host", "hosts", "exchanged", "sat"})
_PEERS = frozenset({"colleague", "colleagues", "counterpart", "counterparts", "leaders", "presidents", "ministers", "envoys"})
_MEMBERS = 5  # of a list of names
_PLACES = frozenset({"state", "capital", "seat"})
_LOCATIVE = words("names.toml", "words")["locatives"]


class Actors:
    """Writes ``doc.spans["timeline_actors"]``: label = form. The group's ``attrs["fields"]`` holds, for each span, the fields of its
    :class:`~timeline.model.mentions.ActorMention`, positions and characters counted within the paragraph.
    """

    def __init__(self, name: str, *, gazetteer: str | None, officeholders: bool) -> None:
        self.name = name
        self._reader: Scanner = scanner(gazetteer, officeholders=officeholders)
        lists = words("names.toml", "words")
        self._human = lists["human"]
        self._stop = lists["common"] | lists["calendar"] | lists["media"]

    def __call__(self, doc: Doc) -> Doc:
        """Find the paragraph's actors."""
        text = text_of(doc)
        read = with_handles(text, self._reader.read(text), self._reader.read)
        person = doc.vocab.strings["PERSON"]
        entities = [ent for ent in doc.ents if ent.label == person]
        people = {t for ent in entities for t in range(ent.start, ent.end)}
        taken: set[int] = set()  # of use beside entities only
        pairs: list[tuple[Found, Span]] = []
        words_of = spans_of(doc)
        for item in read:
            span = words_of[item]
            if span is None:
                continue
            meant = self._keep(item, span, people)
            if meant is not None:
                pairs.append((meant, span))
            if entities and (meant is not None or item.kind not in _OPEN):
                taken.update(range(span.start, span.end))
        for ent in entities:
            if not taken.intersection(range(ent.start, ent.end)):
                named = self._entity(doc, ent)
                if named is not None:
                    pairs.append(named)
        if label_end(text):
            pairs.extend(own_words(doc, [p[0] for p in pairs]))
        pairs.sort(key=lambda p: (p[0].start, p[0].end, p[0].kind))
        kept, spans = [p[0] for p in pairs], [p[1] for p in pairs]
        fields = []
        until, opens, closes = -1, 0, 0
        for item, span, (rule, links) in zip(kept, spans, antecedents(doc, kept, spans), strict=True):
            if span.start >= until:
                sentence = sentence_of(doc, span.start)
                until, opens, closes = sentence.end, sentence.start_char, sentence.end_char
            form = FORMS.get(item.kind, "name")
            shown = item.name if form == "name" or item.members else text[span.start_char : span.end_char]
            title = f"former {item.title}" if item.former and item.title else item.title or None
            fields.append(
                (
                    item.start, item.end, shown, form, TYPES.get(item.kind), rule, item.candidates, title, item.office or None,
                    item.country or None, links, (opens, closes),
                )
            )  # fmt: skip
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs={"fields": fields})
        return doc

    def _keep(self, item: Found, span: Span, people: set[int]) -> Found | None:
        """The mention as this paragraph's parse and entities read it; None where it is no actor."""
        kind = item.kind
        if kind in _PLACES:
            if item.rule in ("actor.compound", "actor.state.half", "actor.state.both"):
                return item
            if span.start_char == 0 and kind == "capital" and span.text.isupper():
                return None  # the city of a dateline
            return item if reading_of(item, span) & ACTOR else None
        if kind == "place":
            root = span.root
            if (
                item.words != 1
                or item.rule != "place.known"
                or root.dep_ == "compound"
                or (root.dep_ == "pobj" and root.head.lower_ in _LOCATIVE)
            ):
                return None
            return _as(item, "single", "actor.name.single")  # a surname as well as a town ("Richardson", "Bush")
        if kind == "organisation":
            root = span.root
            host = root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "outside")
            host = host and not any(t.lower_ in _ENCOUNTERS for t in span)  # "at the Summit of the Americas"
            part = root.dep_ in ("compound", "amod") and root.head.i > root.i and root.head.tag_ == "NNP" and item.rule != "actor.compound"
            return None if host or (part and not _convenes(root)) else item
        if kind == "run":
            if span.start in people or span.end - 1 in people:
                return _as(item, "run", "actor.name.entity")
            if self._reader.likely_person(item):
                return _as(item, "run", "actor.name.given")
            return _as(item, "run", "actor.name.acting") if self._acts(span, item.country is not None) else item
        if kind == "single":
            if span.start in people:
                return _as(item, "single", "actor.name.entity") if item.title is None else item
            if item.title is None and self._acts(span):
                return _as(item, "single", "actor.name.acting")
            return item if item.rule == "actor.name.title" or span.root.tag_[:2] in ("NN", "FW") or not item.acting else None
        return item

    def _acts(self, span: Span, owned: bool = False) -> bool:
        """True where a run of capitals does what only people do, or is met, told or talked with, alone or in a list of names.

        ``owned``: a state's name in the possessive stands before it ("Finland's Aino Virta").
        """
        root = span.root
        named = owned or (len(span) > 1 and root.right_edge.i > root.i)  # "Finland's Aino Virta", "Aino Virta of Finland"
        for _ in range(_MEMBERS if named else 0):
            if root.dep_ != "conj" or root.head.tag_[:3] != "NNP":
                break
            root = root.head
            if root.dep_ == "pobj" and root.head.lower_ == "of":  # "A of Latvia and B of Lithuania", where B hangs on Latvia
                root = root.head.head
        return self._does(root, named, owned) and all(
            t.tag_ in ("NNP", "NNPS", "HYPH", "NN") and not (len(t.text) > 2 and t.text.isupper()) for t in span
        )

    def _does(self, root: Token, named: bool, owned: bool) -> bool:
        """True for a word that stands where somebody acts, or is met, told or talked with."""
        dep, head = root.dep_, root.head
        if dep in ("nsubj", "nsubjpass"):
            return head.lower_ in self._human or (owned and head.lower_ in _GATHERED)
        if dep == "appos":
            return named and head.lower_ in _PEERS
        if dep == "dobj":
            return head.lower_ in _MET
        if dep != "pobj":
            return False
        if head.lower_ == "between":
            return head.head.lower_ in _ENCOUNTERS
        if head.lower_ == "by":
            return head.head.lower_ in ("led", "headed")
        return head.lower_ == "with" and head.head.lower_ in _WITH

    def _entity(self, doc: Doc, ent: Span) -> tuple[Found, Span] | None:
        """A person of the model's entities that the words alone did not tell, without titles and a possessive."""
        first, last = ent.start, ent.end
        while last > first and doc[last - 1].text in ("'s", "’s", "'", "’"):
            last -= 1
        while first < last and doc[first].lower_.rstrip(".") in self._reader.titles:
            first += 1
        span = Span(doc, first, last, label="name")
        parts = list(span)
        if (
            not 2 <= len(parts) <= 5
            or any(t.lower_ in self._stop or not t.text[:1].isalpha() for t in parts)
            or not parts[0].text[:1].isupper()
        ):
            return None
        item = Found("run", span.start_char, span.end_char, "actor.name.entity")
        item.name = span.text
        item.words = len(parts)
        return item, span


def _convenes(token: Token) -> bool:
    """True where a body's name leads that of its meeting ("the APEC Ministerial Meeting")."""
    for _ in range(4):
        if token.dep_ not in ("compound", "amod", "nmod", "poss"):
            return False
        token = token.head
        if token.lower_ in _ENCOUNTERS:
            return True
    return False


def _as(item: Found, kind: str, rule: str) -> Found:
    """A copy under another kind and rule."""
    made = Found(kind, item.start, item.end, rule)
    made.candidates, made.title, made.office, made.country = item.candidates, item.title, item.office, item.country
    made.name, made.words, made.appos, made.members = item.name, item.words, item.appos, item.members
    made.plural, made.former, made.acting, made.coord = item.plural, item.former, item.acting, item.coord
    if kind == "single":
        made.candidates = ()
    return made


@Language.factory(
    "timeline_actors",
    assigns=["doc.spans"],
    requires=["token.dep", "token.tag", "doc.sents"],
    default_config={"gazetteer": None, "officeholders": True},
)
def make_actors(nlp: Language, name: str, gazetteer: str | None, officeholders: bool) -> Actors:
    """The component; ``gazetteer`` is the path of a user's table, ``officeholders=False`` leaves the table of people out."""
    return Actors(name, gazetteer=gazetteer, officeholders=officeholders)


def lift_actors(doc: Doc, offset: int, *, first: int = 0) -> tuple[ActorMention, ...]:
    """The actor mentions of a paragraph that begins at character ``offset`` of its document.

    Antecedents count in this tuple, from ``first`` on: the number of mentions in the paragraphs before.
    """
    group = doc.spans.get(GROUP)
    if group is None:
        return ()
    return tuple(
        [
            ActorMention(
                start + offset, end + offset, text, form, kind, rule, tuple(ids), title, office, country,
                tuple([n + first for n in links]) if links else (), (opens + offset, closes + offset),
            )
            for start, end, text, form, kind, rule, ids, title, office, country, links, (opens, closes) in group.attrs["fields"]
        ]
    )  # fmt: skip
