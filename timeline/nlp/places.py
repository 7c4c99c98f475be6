"""The component ``timeline_places``: named places of one paragraph, with candidates of the place tables."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from timeline.lexicon.rules import words as word_lists
from timeline.model.mentions import PlaceMention
from timeline.nlp.names import Scanner, scanner
from timeline.nlp.names_tokens import Found
from timeline.nlp.places_reading import PLACE, reading, reading_of, set_for
from timeline.nlp.texts import sentence_of, spans_of, text_of

GROUP = "timeline_places"
_BOTH = frozenset({"state", "capital", "seat"})
_READ = _BOTH | {"place", "run", "single"}


_GROUND = frozenset({"GPE", "LOC", "FAC"})
_WITHIN = frozenset({"in", "at", "near", "outside", "to"})
_SETTLED = frozenset({"town", "city", "village", "palace", "hotel", "castle", "airport", "base", "camp", "island", "islands", "residence"})
_WITHIN_A_NAME = frozenset({"compound", "nmod", "amod", "poss"})
_AT_SITE = frozenset({"in", "at", "on", "near", "outside"})
_TOWN = word_lists("names.toml", "words")["towns"]
_SITES = _TOWN | word_lists("names.toml", "words")["sites"]


class Places:
    """Writes ``doc.spans["timeline_places"]``. The group's ``attrs["fields"]`` holds, for each span, the fields of its
    :class:`~timeline.model.mentions.PlaceMention`, characters counted within the paragraph."""

    def __init__(self, name: str, *, gazetteer: str | None, officeholders: bool) -> None:
        self.name = name
        self._reader: Scanner = scanner(gazetteer, officeholders=officeholders)

    def __call__(self, doc: Doc) -> Doc:
        """Find the paragraph's places."""
        spans = []
        fields = []
        words = spans_of(doc)
        for item in self._reader.read(text_of(doc)):
            span = words[item] if item.kind in _READ else None
            rule = self._keep(item, span) if span is not None else None
            if span is None or rule is None:
                continue
            spans.append(Span(doc, span.start, span.end, label="place"))
            where = sentence_of(doc, span.start)
            sentence = where.start_char, where.end_char
            fields.append((item.start, item.end, item.name, rule, self._candidates(item), item.country or None, sentence))
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs={"fields": fields})
        return doc

    def _keep(self, item: Found, span: Span) -> str | None:
        """The rule by which the mention is a place; None where it is none."""
        if item.kind in _BOTH:
            if item.rule == "actor.compound":
                return None
            if item.kind == "capital" and span.start_char == 0 and span.text.isupper():
                return "place.dateline"
            return f"place.{item.kind}" if reading_of(item, span) & PLACE or _of_town(span) or _at_site(span) else None
        if item.kind == "place":
            one = item.rule == "place.known" and item.words == 1 and span.root.dep_ != "compound"
            held = not one or reading(span, "capital") & PLACE or _of_town(span) or _at_site(span)
            return item.rule if held else None  # a town's name is a surname as well
        root = span.root
        if root.dep_ != "pobj":
            settled = root.dep_ in _WITHIN_A_NAME and root.head.lower_ in _SETTLED and _at_site(span)
            return "place.entity" if settled and not self._common(span) else None
        if item.kind == "single" and self._common(span):
            return None
        within = root.head.lower_ in _WITHIN or set_for(root)
        named = root.head.lower_ == "in" if item.kind == "single" else root.head.lower_ == "at" or (root.ent_type_ in _GROUND and within)
        return "place.entity" if named or _of_town(span) else None

    def _common(self, span: Span) -> bool:
        low = span.text.lower()
        return low in self._reader.stop or low in self._reader.bodies

    def _candidates(self, item: Found) -> tuple[str, ...]:
        if item.kind == "state" or item.kind == "place":
            return item.candidates
        return self._reader.spot_ids(item.name)


def _of_town(span: Span) -> bool:
    """ "the resort of Sochi"."""
    root = span.root
    return root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lower_ in _TOWN


def _at_site(span: Span) -> bool:
    """ "in Jowhar town", "at a downtown Washington hotel"."""
    root, head = span.root, span.root.head
    named = root.dep_ in _WITHIN_A_NAME and head.i >= span.end and head.lower_ in _SITES
    return named and head.dep_ == "pobj" and head.head.lower_ in _AT_SITE


@Language.factory(
    "timeline_places",
    assigns=["doc.spans"],
    requires=["token.dep"],
    default_config={"gazetteer": None, "officeholders": True},
)
def make_places(nlp: Language, name: str, gazetteer: str | None, officeholders: bool) -> Places:
    """The component; ``gazetteer`` is the path of a user's table."""
    return Places(name, gazetteer=gazetteer, officeholders=officeholders)


def lift_places(doc: Doc, offset: int) -> tuple[PlaceMention, ...]:
    """The place mentions of a paragraph that begins at character ``offset`` of its document."""
    group = doc.spans.get(GROUP)
    if group is None:
        return ()
    return tuple(
        [
            PlaceMention(start + offset, end + offset, name, rule, tuple(ids), country, (opens + offset, closes + offset))
            for start, end, name, rule, ids, country, (opens, closes) in group.attrs["fields"]
        ]
    )
