"""The component ``timeline_places``: named places of one paragraph, with candidates of the place tables."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from timeline.model.mentions import PlaceMention
from timeline.nlp.names import Found, Scanner, scanner
from timeline.nlp.places_reading import PLACE, reading

GROUP = "timeline_places"
_BOTH = frozenset({"state", "capital", "seat"})

if not Span.has_extension("timeline_place"):
    Span.set_extension("timeline_place", default="")


class Places:
    """Writes ``doc.spans["timeline_places"]``: kb_id = candidate ids, ``_.timeline_place`` = rule and country, tab-parted."""

    def __init__(self, name: str, *, gazetteer: str | None, officeholders: bool) -> None:
        self.name = name
        self._reader: Scanner = scanner(gazetteer, officeholders=officeholders)

    def __call__(self, doc: Doc) -> Doc:
        written = []
        for item in self._reader.read(doc.text):
            if item.kind not in _BOTH and item.kind != "place" and item.kind != "run" and item.kind != "single":
                continue
            span = doc.char_span(item.start, item.end, alignment_mode="expand")
            if span is None or not self._keep(item, span):
                continue
            made = Span(doc, span.start, span.end, label="place", kb_id="|".join(self._candidates(item)))
            made._.timeline_place = f"{item.rule}\t{item.country or ''}"
            written.append(made)
        doc.spans[GROUP] = written
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
            return (
                root.ent_type_ in ("GPE", "LOC", "FAC")
                and root.dep_ == "pobj"
                and root.head.lower_ in ("in", "at", "near", "outside", "to")
            )
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
    out = []
    for span in doc.spans.get(GROUP, ()):
        rule, country = span._.timeline_place.split("\t")
        sentence = span.sent
        out.append(
            PlaceMention(
                span.start_char + offset, span.end_char + offset, span.text, rule, tuple(span.kb_id_.split("|")) if span.kb_id_ else (),
                country or None, (sentence.start_char + offset, sentence.end_char + offset),
            )
        )  # fmt: skip
    return tuple(out)
