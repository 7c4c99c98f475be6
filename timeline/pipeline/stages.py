"""What is done to each document, in order: paragraphs, its date, the gate, tagging, dating, its events.

This is the part of the order that knows one document at a time. It runs in this process, in others, or on a cluster, so what goes in
and out is plain and picklable, and the result depends on nothing but the job and the setting.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.errors import TimelineError
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.mentions import Lifted, Paragraph
from timeline.model.quick import in_bulk, replace, settled
from timeline.model.vocabulary import PublishedBasis
from timeline.nlp.installed import DEFAULT_MODEL
from timeline.pipeline.kept import Mentions, Result
from timeline.store.codec import decode, encode

if TYPE_CHECKING:
    from spacy.language import Language

    from timeline.dating import InferredDate


THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

RELOAD_AT = 400_000
"""Strings that the model's vocabulary may hold before it is loaded anew: about 100 MB beyond a fresh one, every 20,000 articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What shapes the events of one document, the document itself apart.

    ``published`` stands in for the date of documents that have none of their own (``--published``); ``gazetteer`` is a file of the user's
    own names, or several, one a line; ``entities`` uses the model's entity recogniser too;
    ``infer_dates`` lets a document's date be inferred from its text where nothing states it, and ``run`` is the span of the
    dates that are known in the run, where the text alone does not settle it.
    """

    model: str = DEFAULT_MODEL
    gazetteer: str | None = None
    gate: bool = True
    entities: bool = False
    infer_dates: bool = False
    published: dt.date | None = None
    run: Interval | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be worked on, with what is already known of it: its lifted mentions, encoded, from an earlier run."""

    document: Document
    lifted: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes back for a job: the result, encoded, and the lifted mentions where they are new; or why there is none. ``made`` is the
    result itself, which does not travel: to another process goes what is encoded."""

    doc_id: str
    result: str | None = None
    lifted: str | None = None
    failure: str | None = None
    made: Result | None = None

    def __reduce__(self) -> tuple[type[Outcome], tuple[str | None, ...]]:
        return Outcome, (self.doc_id, self.result, self.lifted, self.failure)


def work(setting: Setting, jobs: Sequence[Job]) -> list[Outcome]:
    """The outcomes of a chunk of jobs, in order. One document that fails is an outcome that says so; the rest go on.

    Raises :class:`~timeline.errors.TimelineError` for what concerns all documents, such as a missing model.
    """
    try:
        return _work(setting, jobs)
    except TimelineError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in one article must not cost the others of a long run
        if len(jobs) == 1:
            return [Outcome(jobs[0].document.doc_id, failure=_what_failed(error))]
        return [outcome for job in jobs for outcome in work(setting, [job])]


def _what_failed(error: Exception) -> str:
    """The error in one line, with the place in this package that it came from: enough to find it, for whoever is told."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if f"{os.sep}timeline{os.sep}" in frame.filename]
    where = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}: {' '.join(str(error).split())}"


def _work(setting: Setting, jobs: Sequence[Job]) -> list[Outcome]:
    fresh = [job.document for job in jobs if job.lifted is None]
    lifted = iter(lift(setting, fresh))
    outcomes = []
    with in_bulk():
        for job in jobs:
            mentions = _mentions(job.document, next(lifted)) if job.lifted is None else decode(Mentions, job.lifted)
            made = events_of(setting, job.document, mentions)
            lifting = encode(mentions) if job.lifted is None else None
            outcomes.append(Outcome(job.document.doc_id, result=encode(made), lifted=lifting, made=made))
    return outcomes


def _mentions(document: Document, lifted: Lifted) -> Mentions:
    from timeline.merging import fingerprint

    return Mentions.of(lifted, document.text, array("I", fingerprint(document.text) if lifted.triggers else ()).tobytes())


def lift(setting: Setting, documents: Sequence[Document]) -> list[Lifted]:
    """The mentions of each document: paragraphs, the gate, and tagging where the gate asks for it.

    The model is loaded when the first paragraph is to be tagged, and not before.
    """
    from timeline import gate, layout
    from timeline.lexicon.knowledge import knowledge

    own = knowledge(setting.gazetteer).own_words if setting.gazetteer else frozenset()
    found: list[Lifted] = []
    tasks: list[tuple[str, str, tuple[Paragraph, ...], Sequence[int] | None]] = []
    places: list[int] = []
    for position, document in enumerate(documents):
        text = layout.cased(document.text)  # what is all in capitals is tagged in its likely spelling; offsets stay
        paragraphs = layout.paragraphs(text)
        chosen = gate.select(text, paragraphs, own=own) if setting.gate else None
        found.append(Lifted(document.doc_id, paragraphs=paragraphs))
        if chosen is None or chosen:
            tasks.append((document.doc_id, text, paragraphs, chosen))
            places.append(position)
    if tasks:
        from timeline.nlp.lift import lift_documents

        nlp = tagger(setting)
        with settled():
            for position, lifted in zip(places, lift_documents(nlp, tasks), strict=True):
                found[position] = lifted
    return found


def tagger(setting: Setting) -> Language:
    """The spaCy pipeline of a setting, loaded once a process, and anew when its vocabulary has grown large."""
    nlp = _load(setting.model, setting.gazetteer, setting.entities)
    if len(nlp.vocab.strings) > RELOAD_AT:
        _load.cache_clear()
        nlp = _load(setting.model, setting.gazetteer, setting.entities)
    return nlp


@lru_cache(maxsize=1)
def _load(model: str, gazetteer: str | None, entities: bool) -> Language:
    if "numpy" not in sys.modules:  # afterwards the libraries behind it no longer look
        for name in THREAD_SETTINGS:
            os.environ.setdefault(name, "1")
    from timeline.nlp import assembly

    return assembly.load(model, gazetteer=gazetteer, entities=entities)


def events_of(setting: Setting, document: Document, mentions: Mentions) -> Result:
    """The document with its date, and its events. Its date is the one it came with, else the one that its head states, else
    that of ``--published``, else, if asked for, an inferred one."""
    from timeline import dating, events

    lifted = replace(mentions.focused, doc_id=document.doc_id)
    document = dated(document, setting.published, lifted.paragraphs)
    found: tuple[Event, ...] = ()
    open_dates: tuple[str, ...] = ()
    if lifted.triggers:
        dct = None if document.published is None else Interval.day(document.published)
        if dct is None and setting.infer_dates:
            inferred = dating.infer_dct(mentions.of_the_date, document.text, run=setting.run, gazetteer=setting.gazetteer)
            if inferred is not None:
                dct = inferred.window
                document = _with_inferred(document, inferred)
        datings = dating.date_timexes(lifted, document.text, dct, inferred=document.published_basis is PublishedBasis.INFERRED)
        if dct is None:
            open_dates = tuple(d.text for d in datings if d.text and d.interval is None and not d.vague)
        found = events.document_events(document, lifted, datings, gazetteer=setting.gazetteer)
    return Result.of(document, mentions, found, open_dates=open_dates)


def dated(document: Document, published: dt.date | None = None, paragraphs: Sequence[Paragraph] | None = None) -> Document:
    """The document with its publication date: the one it came with, else the one that its head states, else ``published``."""
    from timeline import dating, layout

    document = dating.document_date(document, layout.paragraphs(document.text) if paragraphs is None else paragraphs)
    if document.published is None and published is not None:
        return replace(document, published=published, published_basis=PublishedBasis.OPTION)
    return document


def _with_inferred(document: Document, inferred: InferredDate) -> Document:
    """The document with the day that was inferred, if it is one day, and the reasons for the user."""
    window = inferred.window
    when = f"on {window.start}" if window.days == 1 else f"between {window.start} and {window.end}"
    note = f"{document.doc_id}: published {when}, inferred: {'; '.join(inferred.reasons)}"
    return replace(
        document,
        published=window.start if window.days == 1 else None,
        published_basis=PublishedBasis.INFERRED,
        notes=(*document.notes, note),
    )
