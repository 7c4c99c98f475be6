"""A whole run: documents in, one timeline out, and an account of what was done."""

from __future__ import annotations

import datetime as dt
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import Interval
from timeline.errors import InputError
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.model.quick import in_bulk
from timeline.model.vocabulary import PublishedBasis
from timeline.nlp.installed import DEFAULT_MODEL
from timeline.pipeline.flow import Engine, outcomes
from timeline.pipeline.kept import Result
from timeline.pipeline.remote import staged
from timeline.pipeline.stages import Job, Outcome, Setting
from timeline.store.cache import Cache, default_folder
from timeline.store.codec import decode, encode
from timeline.store.keys import digest

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.sources import Limits, Skipped

NAMED = 1000
"""Documents of one kind that are named one by one; beyond it they are only counted."""

HELD = 4_000_000
"""Characters of results that are kept until the end of a run as they are, in some 15 MB: hundreds of articles full of events, thousands of
others. Those behind them wait as they were encoded, in a quarter of the memory."""

SPOOL = 16_000_000
"""Characters of results that wait so in memory; beyond it they wait in a temporary file."""

Watch = Callable[[Result], None]
Path_ = str | PathLike[str]
Inputs = Path_ | Document | Iterable[Path_ | Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything that :func:`~timeline.pipeline.extract` can be told. The first part shapes the timeline; the rest, from ``jobs`` on,
    only how it is worked out, and never changes a byte of it."""

    metadata: Path_ | None = None
    mapping: Mapping[str, str] | None = None
    published: dt.date | None = None
    language: str | None = None
    limits: Limits | None = None
    model: str = DEFAULT_MODEL
    gazetteer: Path_ | Sequence[Path_] | None = None
    gate: bool = True
    entities: bool = False
    infer_dates: bool = False
    merge: bool = True
    corrections: Path_ | None = None
    as_of: dt.date | None = None
    min_confidence: float | None = None
    on_error: Literal["skip", "stop"] = "skip"
    exclude: Sequence[Path_] = ()
    jobs: int = 1
    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None
    cache: Path_ | bool = True

    @property
    def gazetteers(self) -> tuple[str, ...]:
        """The paths of the user's own tables."""
        if self.gazetteer is None:
            return ()
        return (str(self.gazetteer),) if isinstance(self.gazetteer, str | PathLike) else tuple(str(path) for path in self.gazetteer)

    @property
    def setting(self) -> Setting:
        """The part of the options that shapes the events of one document."""
        return Setting(
            model=str(self.model),
            gazetteer="\n".join(self.gazetteers) or None,
            gate=self.gate,
            entities=self.entities,
            infer_dates=self.infer_dates,
            published=self.published,
        )


@dataclass(slots=True, kw_only=True)
class Account:
    """What a run did, for the summary and for ``NAME.run.json``.

    ``bases`` counts what publication dates rest on. ``undated`` counts documents without one in which dates stay unresolved; the first
    ``NAMED`` of them are in ``open_dates`` with the words.
    ``oldest`` and ``newest`` are publication dates that are known, not inferred; ``interrupted`` tells that Ctrl-C ended the run early,
    and ``expected`` how many documents there would have been, where that was known.
    """

    documents: int = 0
    expected: int | None = None
    words: int = 0
    bases: Counter[PublishedBasis] = field(default_factory=Counter)
    undated: int = 0
    open_dates: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    oldest: dt.date | None = None
    newest: dt.date | None = None
    interrupted: bool = False
    _digests: int = 0

    @property
    def digest(self) -> str:
        """Digest of all documents as they were read, whatever their order."""
        return f"{self._digests:064x}"

    @property
    def span(self) -> Interval | None:
        """From the first to the last publication date that is known, never an inferred one."""
        return None if self.oldest is None or self.newest is None else Interval(self.oldest, self.newest)

    def note(self, line: str) -> None:
        """Keep a line for the user, once."""
        if line not in self.notes:
            self.notes.append(line)

    def count(self, result: Result) -> None:
        """Take one document's result into account."""
        document = result.document
        self.documents += 1
        self.words += result.words
        self.bases[document.published_basis] += 1
        published = "" if document.published is None else document.published.isoformat()
        self._digests = (self._digests + int(digest(document.doc_id, published, result.digest), 16)) % 2**256
        if document.published is not None and document.published_basis is not PublishedBasis.INFERRED:
            self.oldest = min(self.oldest or document.published, document.published)
            self.newest = max(self.newest or document.published, document.published)
        if result.open_dates:
            self.undated += 1
            if len(self.open_dates) < NAMED:
                self.open_dates.append((document.doc_id, result.open_dates))
        if len(self.notes) < NAMED:
            for line in document.notes:
                self.note(line)


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its timeline and the account of it."""

    timeline: Timeline
    account: Account
    options: Options


def execute(
    inputs: Inputs,
    options: Options,
    *,
    watch: Watch | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
    on_count: Callable[[int], None] | None = None,
) -> Run:
    """Read, tag, date, find the events, merge them. Ctrl-C while documents are being worked on ends that part and keeps what is done.

    ``watch`` is called with each document's result, for progress; ``on_skip`` with each input that is passed over; ``on_count`` with
    the number of documents, once it is known.

    Raises what :func:`~timeline.pipeline.extract` raises.
    """
    account = Account()
    skip = partial(skipping, account, options, on_skip)

    def count(number: int) -> None:
        account.expected = number
        if on_count is not None:
            on_count(number)

    with closing(_cache(options, account)) as cache:
        documents = read_all(inputs, options, account, skip=skip, on_count=count)
        return gather(documents, options, account, cache, skip=skip, watch=watch)


def gather(
    documents: Iterable[Document], options: Options, account: Account, cache: Cache, *, skip: Callable[[Skipped], None], watch: Watch | None
) -> Run:
    """The timeline of documents that are already read. Memory does not grow with their number while they are worked on.

    Where dates are to be inferred, documents whose own words do not settle theirs come up a second time, when the dates of all others
    are known.
    """
    with _spool() as told, _spool() as undated:
        still_open: set[str] = set()
        held: list[Result] = []
        room = HELD

        def take(result: Result, line: str) -> None:
            nonlocal room
            account.count(result)
            if result.eventful:
                room -= len(line)
                if room >= 0:
                    held.append(result)
                else:
                    told.write(line + "\n")
            if watch is not None:
                watch(result)

        def known(every: Iterable[Document]) -> Iterator[Document]:
            for document in every:
                if options.infer_dates and document.published is None:
                    undated.write(encode(document) + "\n")
                yield document

        try:
            for result, line in results(known(documents), options.setting, options, cache, skip=skip):
                if options.infer_dates and result.open_dates:
                    still_open.add(result.document.doc_id)
                else:
                    take(result, line)
            if still_open:
                undated.seek(0)
                again = (document for line in undated if (document := decode(Document, line)).doc_id in still_open)
                for result, line in results(again, replace(options.setting, run=account.span), options, cache, skip=skip):
                    take(result, line)
        except KeyboardInterrupt:
            account.interrupted = True
        told.seek(0)
        behind = (decode(Result, line.removesuffix("\n")) for line in told)
        timeline = _timeline(chain(held, behind), options, account)
    return Run(timeline, account, options)


def _spool() -> tempfile.SpooledTemporaryFile[str]:
    return tempfile.SpooledTemporaryFile(SPOOL, "w+", encoding="utf-8", errors="surrogatepass", newline="\n")


def stream(inputs: Inputs, options: Options, account: Account, *, on_skip: Callable[[Skipped], None] | None = None) -> Iterator[Event]:
    """The events of each document, unmerged, in the order in which documents come: memory does not grow with their number."""
    skip = partial(skipping, account, options, on_skip)
    with closing(_cache(options, account)) as cache:
        for result, _ in results(read_all(inputs, options, account, skip=skip), options.setting, options, cache, skip=skip):
            account.count(result)
            yield from sure(result.events, options.min_confidence)


def read_all(
    inputs: Inputs, options: Options, account: Account, *, skip: Callable[[Skipped], None], on_count: Callable[[int], None] | None = None
) -> Iterator[Document]:
    """The documents of the inputs; what is passed over goes to ``skip``, what is to be said to ``account``.

    Inputs that lie elsewhere (``s3://…``, see :mod:`timeline.pipeline.remote`) are fetched first.
    """
    from timeline.sources import Skipped, read

    documents, paths = _apart(inputs)
    if on_count is not None and not paths:
        on_count(len({document.doc_id for document in documents}))
    yield from _one_id_each(documents)
    if not paths:
        return
    with staged(paths, exclude=options.exclude) as (local, named):
        for document in read(
            local,
            metadata=options.metadata,
            mapping=options.mapping,
            language=options.language,
            limits=options.limits,
            exclude=options.exclude,
            on_skip=lambda skipped: skip(Skipped(named(skipped.path), named(skipped.reason), skipped.remedy)),
            on_note=lambda line: account.note(named(line)),
            on_count=on_count,
        ):
            yield document if local == paths else replace(document, paths=tuple(named(path) for path in document.paths))


def results(
    documents: Iterable[Document], setting: Setting, options: Options, cache: Cache, *, skip: Callable[[Skipped], None]
) -> Iterator[tuple[Result, str]]:
    """The result of each document, in order, and as it was encoded; a document that fails goes to ``skip``."""
    from timeline.sources import Skipped

    for outcome in outcomes(documents, setting, cache, _engine(options)):
        if outcome.result is None:
            skip(Skipped(outcome.doc_id, f"{outcome.failure}.", "Please report this as a fault of timeline, with the text."))
        else:
            yield outcome.made or decode(Result, outcome.result), outcome.result


def skipping(account: Account, options: Options, on_skip: Callable[[Skipped], None] | None, skipped: Skipped) -> None:
    """Take note of an input that is passed over; with ``on_error="stop"`` raise instead."""
    if options.on_error == "stop":
        raise InputError(stopped(skipped))
    account.skipped.append(skipped)
    if on_skip is not None:
        on_skip(skipped)


def stopped(skipped: Skipped) -> str:
    """What to say of an input that ends the run."""
    return f"{skipped.path}: stopped, {skipped.reason}" + (f" {skipped.remedy}" if skipped.remedy else "")


def _cache(options: Options, account: Account) -> Cache:
    if options.cache is False:
        return Cache(None, note=account.note)
    return Cache.in_folder(default_folder() if options.cache is True else Path(options.cache), note=account.note)


def _apart(inputs: Inputs) -> tuple[list[Document], list[Path_]]:
    """The documents among the inputs, and the paths."""
    several = [inputs] if isinstance(inputs, str | PathLike | Document) else list(inputs)
    documents = [item for item in several if isinstance(item, Document)]
    return documents, [item for item in several if not isinstance(item, Document)]


def _one_id_each(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents; one that is given again word for word is left out."""
    seen: dict[str, str] = {}
    for document in documents:
        if document.doc_id not in seen:
            seen[document.doc_id] = document.digest
            yield document
        elif seen[document.doc_id] != document.digest:
            raise InputError(f"two documents have the id '{document.doc_id}'. Give each a doc_id of its own")


def _engine(options: Options) -> Engine:
    if options.engine == "dask":
        from timeline.engines.cluster import on_cluster

        return partial(on_cluster, scheduler=options.scheduler, jobs=options.jobs, lost=_lost)
    from timeline.engines import in_process, in_processes

    return in_process if options.jobs == 1 else partial(in_processes, jobs=options.jobs, lost=_lost)


def _lost(job: Job) -> Outcome:
    return Outcome(job.document.doc_id, failure="the process that worked on it died each time, perhaps for want of memory")


def sure(events: Sequence[Event], least: float | None) -> Iterator[Event]:
    """The events that are at least so sure, without the changes of those that are not; all where ``least`` is None."""
    unsure = {event.id for event in events if least is not None and event.confidence is not None and event.confidence < least}
    return (event for event in events if event.id not in unsure and event.about not in unsure)


@in_bulk()
def _timeline(results: Iterable[Result], options: Options, account: Account) -> Timeline:
    """The timeline of document results: merged, unless the user wants them as they are."""
    from timeline.chronology import Timeline

    events: list[Event] = []
    skipped = tuple(account.skipped)
    prints: dict[str, array[int]] = {}
    published: dict[str, dt.date | None] = {}
    for result in results:
        events += result.events
        prints[result.document.doc_id] = array("I", result.fingerprint)
        published[result.document.doc_id] = result.document.published
    if not options.merge:
        return Timeline(sure(events, options.min_confidence), now=options.as_of or account.newest, skipped=skipped)
    from timeline import merging

    corrections = None if options.corrections is None else merging.read_corrections(Path(options.corrections))
    if corrections is not None:
        for line in merging.unmatched(corrections, events):
            account.note(line)
    reprints = merging.reprints_of(prints, published)
    if options.as_of is None:
        now = account.newest
        merged = merging.merge(events, now=now, corrections=corrections, reprints=reprints)
    else:
        now = options.as_of
        merged, left_out = merging.as_of(events, now, corrections=corrections, reprints=reprints)
        if left_out:
            account.note(f"{left_out:,} undated documents with events are left out: nobody knows whether they were there on {now}")
    certain = sure(merged, options.min_confidence)
    return Timeline(certain, document_events=events, now=now, corrections=corrections, reprints=reprints, skipped=skipped)
