"""The component ``timeline_places``: named places of one paragraph, with candidates of the place tables."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from timeline.model.mentions import PlaceMention
from timeline.nlp.names import Scanner, scanner
from timeline.nlp.names_tokens import Found
from timeline.nlp.places_reading import PLACE, reading

GROUP = "timeline_places"
_BOTH = frozenset({"state", "capital", "seat"})
_READ = _BOTH | {"place", "run", "single"}


_WITHIN = frozenset({"in", "at", "near", "outside", "to"})
_TOWN = frozenset("town city resort village port capital suburb island airport base airbase district region province state".split())


class Places:
    """Writes ``doc.spans["timeline_places"]``: kb_id = candidate ids joined by ``|``. The group's ``attrs["fields"]`` holds, for each
    span, tab-parted: start and end in characters, rule, country, name."""

    def __init__(self, name: str, *, gazetteer: str | None, officeholders: bool) -> None:
        self.name = name
        self._reader: Scanner = scanner(gazetteer, officeholders=officeholders)

    def __call__(self, doc: Doc) -> Doc:
        """Find the paragraph's places."""
        spans = []
        fields = []
        for item in self._reader.read(doc.text):
            if item.kind not in _READ:
                continue
            span = doc.char_span(item.start, item.end, alignment_mode="expand")
            if span is None or not self._keep(item, span):
                continue
            spans.append(Span(doc, span.start, span.end, label="place", kb_id="|".join(self._candidates(item))))
            fields.append(f"{item.start}\t{item.end}\t{item.rule}\t{item.country or ''}\t{item.name}")
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs={"fields": fields})
        return doc

    def _keep(self, item: Found, span: Span) -> bool:
        if item.kind in _BOTH:
            if item.rule == "actor.compound":
                return False
            dateline = span.start_char == 0 and span.text.isupper()
            item.rule = "place.dateline" if dateline else f"place.{item.kind}"
            return dateline or bool(reading(span, item.kind) & PLACE)
        if item.kind in ("run", "single"):
            item.rule = "place.entity"
            root = span.root
            if root.dep_ != "pobj":
                return False
            if root.ent_type_ in ("GPE", "LOC", "FAC") and root.head.lower_ in _WITHIN:
                return True
            return root.head.lower_ == "of" and root.head.head.lower_ in _TOWN
        return True

    def _candidates(self, item: Found) -> tuple[str, ...]:
        if item.kind == "state" or item.kind == "place":
            return item.candidates
        return self._reader.spot_ids(item.name)


@Language.factory(
    "timeline_places",
    assigns=["doc.spans"],
    requires=["token.dep", "doc.ents"],
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
    bounds = [(s.start_char, s.end_char) for s in doc.sents]
    out = []
    for span, line in zip(group, group.attrs["fields"], strict=True):
        begin, finish, rule, country, name = line.split("\t")
        start, end = int(begin), int(finish)
        sentence = next((b for b in bounds if b[0] <= start < b[1]), (0, len(doc.text)))
        out.append(
            PlaceMention(
                start + offset, end + offset, name, rule, tuple(span.kb_id_.split("|")) if span.kb_id_ else (), country or None,
                (sentence[0] + offset, sentence[1] + offset),
            )
        )  # fmt: skip
    return tuple(out)
