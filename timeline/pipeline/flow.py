"""How documents flow: read, looked up among kept work, worked on by an engine, given on in the order in which they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from timeline.errors import InputError
from timeline.model.document import Document
from timeline.model.quick import replace
from timeline.pipeline.stages import Job, Outcome, Setting, work
from timeline.store.cache import Cache
from timeline.store.codec import encode
from timeline.store.keys import EVENT_ROOMS, LIFTING_ROOMS, code_digest, digest, files_digest, model_digest

CHUNK_DOCUMENTS = 64
CHUNK_CHARACTERS = 400_000
"""A chunk is worked on together: enough paragraphs to fill the tagger's batches, little enough to stay small in memory."""

KEPT_IN_A_ROW = 512
"""Documents from the cache after which those that wait behind them are given on."""

Engine = Callable[[Callable[[Sequence[Job]], Sequence[Outcome]], Iterable[Sequence[Job]]], Iterator[Sequence[Outcome]]]


@dataclass(frozen=True, slots=True)
class Keys:
    """What all keys of a run have in common: the digests of code, words, model and user files, with the setting."""

    lifting: str
    events: str

    @classmethod
    def of(cls, setting: Setting) -> Keys:
        """The keys of a setting. Raises :class:`~timeline.errors.InputError` for a gazetteer that cannot be read, and
        :class:`~timeline.errors.ModelError` for a model that is not there."""
        try:
            user = files_digest(setting.gazetteer.split("\n") if setting.gazetteer else [])
        except OSError as error:
            raise InputError(f"{error.filename}: cannot be read ({error.strerror}). Check the path of --gazetteer") from error
        lifting = digest(code_digest(LIFTING_ROOMS), model_digest(setting.model), user, str(setting.gate), str(setting.entities))
        published = "" if setting.published is None else setting.published.isoformat()
        return cls(lifting, digest(lifting, code_digest(EVENT_ROOMS), str(setting.infer_dates), published, str(setting.run)))

    def lifted(self, document: Document) -> str:
        """Key of the mentions of a text: its digest holds the context too, which comes from the whole text."""
        return digest(self.lifting, document.digest)

    def result(self, document: Document) -> str:
        """Key of the events of a document as it was read: its text and all that is known of it."""
        return digest(self.events, document.digest, encode(replace(document, text="")))


@dataclass(frozen=True, slots=True)
class _Owed:
    """A document that the engine works on, and the keys under which its work will be kept."""

    result_key: str
    lifted_key: str


def outcomes(documents: Iterable[Document], setting: Setting, cache: Cache, engine: Engine) -> Iterator[Outcome]:
    """The outcome of each document, in order. What the cache holds is taken from there; what is new is kept in it, chunk by chunk.

    ``documents`` is read as far ahead as the engine needs, and no further: memory does not grow with their number.
    """
    keys = Keys.of(setting)
    waiting: deque[Outcome | _Owed] = deque()

    def chunks() -> Iterator[list[Job]]:
        batch: list[Job] = []
        size = kept = 0
        for document in documents:
            owed = _Owed(keys.result(document), keys.lifted(document))
            if (result := cache.get("results", owed.result_key)) is not None:
                waiting.append(Outcome(document.doc_id, result))
                kept += 1
            else:
                batch.append(Job(document, cache.get("lifted", owed.lifted_key)))
                waiting.append(owed)
                size += len(document.text)
            if len(batch) >= CHUNK_DOCUMENTS or size >= CHUNK_CHARACTERS or kept >= KEPT_IN_A_ROW:
                yield batch
                batch, size, kept = [], 0, 0
        yield batch

    for answers in engine(partial(work, setting), chunks()):
        ready: list[Outcome] = []
        lifted, results = [], []
        for answer in answers:
            while isinstance(first := waiting.popleft(), Outcome):
                ready.append(first)
            if answer.result is not None:
                results.append((first.result_key, answer.result))
            if answer.lifted is not None:
                lifted.append((first.lifted_key, answer.lifted))
            ready.append(answer)
        while waiting and isinstance(first := waiting[0], Outcome):
            ready.append(first)
            waiting.popleft()
        cache.put(lifted, results)  # before anything is given on: what was worked out is kept, whatever happens next
        yield from ready
