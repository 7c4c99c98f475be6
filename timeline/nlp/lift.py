"""Paragraphs in, frozen mentions out: the seam after which no spaCy object is left.

Each paragraph that is tagged is one Doc; the Docs of many documents go through the pipeline together, which changes no result and
costs half of one by one. Positions that a component counts within its paragraph become positions in the document's tuples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from timeline.model.mentions import ActorMention, Argument, Lifted, Paragraph, PlaceMention, TimexMention, TriggerMention
from timeline.nlp.actors import lift_actors
from timeline.nlp.names import scan_names
from timeline.nlp.places import lift_places
from timeline.nlp.tables import acts, with_tables
from timeline.nlp.texts import TEXT
from timeline.nlp.timex import lift_timexes
from timeline.nlp.triggers import lift_triggers

Job = tuple[str, str, Sequence[Paragraph], Sequence[int] | None]
Piece = tuple[str, tuple[int, int]]

BATCH = 128
"""Paragraphs that go through the pipeline together, at most."""

CHARACTERS = 24_000
"""Characters that do: memory grows with them, and an article may come as one paragraph. 100 paragraphs of news have as many."""


def lift_document(nlp: Language, doc_id: str, text: str, paragraphs: Sequence[Paragraph], *, tag: Sequence[int] | None = None) -> Lifted:
    """All mentions of one document. ``tag`` are the positions of the paragraphs to be tagged (None: all that are no furniture)."""
    return next(iter(lift_documents(nlp, [(doc_id, text, paragraphs, tag)])))


def lift_documents(nlp: Language, jobs: Iterable[Job], *, batch_size: int = BATCH) -> Iterator[Lifted]:
    """Mentions of many documents, in the order of ``jobs`` (doc id, text, paragraphs, positions to be tagged or None).

    Paragraphs go through the pipe ``batch_size`` at a time, fewer where they are long. A document without a paragraph to tag costs no
    tagging.
    """
    waiting: list[tuple[int, Job]] = []

    def feed() -> Iterator[Piece]:
        for n, job in enumerate(jobs):
            waiting.append((n, job))
            small = acts(job[1])
            for position in _positions(job):
                paragraph = job[2][position]
                words = job[1][paragraph.start : paragraph.end]
                yield words[0].lower() + words[1:] if paragraph.start in small else words, (n, position)

    done = 0
    batches = _batches(feed(), batch_size)
    tagged = (pair for batch in batches for pair in nlp.pipe(_made(nlp, batch), as_tuples=True, batch_size=len(batch)))
    for n, group in groupby(tagged, key=lambda pair: pair[1][0]):
        while done < n:
            yield _lift(waiting[0][1], [])
            waiting.pop(0)
            done += 1
        yield _lift(waiting[0][1], ((context[1], doc) for doc, context in group))  # one parsed paragraph at a time
        waiting.pop(0)
        done += 1
    for _, job in waiting:
        yield _lift(job, [])


def _batches(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """The pieces in turn, so many together as ``size`` and :data:`CHARACTERS` allow, one at least."""
    batch: list[Piece] = []
    length = 0
    for piece in pieces:
        if batch and (len(batch) == size or length + len(piece[0]) > CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece[0])
    if batch:
        yield batch


def _made(nlp: Language, batch: Iterable[Piece]) -> Iterator[tuple[Doc, tuple[int, int]]]:
    """The pieces as Docs that keep their text, which spaCy would put together again from the words."""
    for words, context in batch:
        doc = nlp.make_doc(words)
        doc.user_data[TEXT] = words
        yield doc, context


def _positions(job: Job) -> Sequence[int]:
    _, _, paragraphs, tag = job
    return [n for n, p in enumerate(paragraphs) if p.kind != "furniture"] if tag is None else sorted(tag)


def _lift(job: Job, docs: Iterable[tuple[int, Doc]]) -> Lifted:
    doc_id, text, paragraphs, _ = job
    actors: list[ActorMention] = []
    places: list[PlaceMention] = []
    timexes: list[TimexMention] = []
    triggers: list[TriggerMention] = []
    sentences: list[tuple[int, int]] = []
    for position, doc in docs:
        offset = paragraphs[position].start
        base = {"actor": len(actors), "place": len(places), "timex": len(timexes), "trigger": len(triggers)}
        sentences.extend((offset + s.start_char, offset + s.end_char) for s in doc.sents)
        actors.extend(lift_actors(doc, offset, first=base["actor"]))
        places.extend(lift_places(doc, offset))
        timexes.extend(lift_timexes(doc, offset))
        triggers.extend(_placed(m, position, base) for m in lift_triggers(doc, offset))
    lifted = Lifted(
        doc_id=doc_id,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        actors=tuple(actors),
        places=tuple(places),
        timexes=tuple(timexes),
        triggers=tuple(triggers),
        names=tuple(scan_names(text, paragraphs)),
    )
    return with_tables(lifted, text)


def _placed(mention: TriggerMention, paragraph: int, base: dict[str, int]) -> TriggerMention:
    return replace(
        mention,
        paragraph=paragraph,
        arguments=tuple(Argument(a.role, a.target, a.index + base.get(a.target, 0), a.rule) for a in mention.arguments),
        cues=tuple(replace(c, by=None if c.by is None else c.by + base["actor"]) for c in mention.cues),
    )
