"""A store kept up to date: what is new goes in, the timeline is made anew, and what changed is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.model.document import Document
from timeline.pipeline.run import Account, Inputs, Options, Run, Watch, gather, read_all, skipping
from timeline.store import Added, Cache, Store
from timeline.store.store import TIMELINE

if TYPE_CHECKING:
    from timeline.chronology.diff import Diff
    from timeline.sources import Skipped

CORRECTIONS = "corrections.toml"
"""A file of this name in a store's folder is applied by each update, unless the options name another."""

BATCH = 256
"""Documents that are put into a store in one transaction."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: which documents came in, the run over all documents, and what changed in the timeline since it was last told."""

    added: Added
    run: Run
    diff: Diff


def update(
    folder: Path,
    inputs: Inputs,
    options: Options,
    *,
    replace_texts: bool = False,
    wait: float = 60.0,
    watch: Watch | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
    on_count: Callable[[int], None] | None = None,
) -> Update:
    """Add the documents of ``inputs`` to the store in ``folder`` and make its timeline anew.

    A ``corrections.toml`` in the folder is applied as if it were named in the options. Lifted mentions and events of documents that
    were there before come from the store, unless the code, the words, the model or the options that shape them have changed.
    ``replace_texts`` takes another text under a known id for its new version; ``wait`` is how many seconds another update of the
    same store is waited for.

    Raises :class:`~timeline.errors.StoreError` where the store cannot be used, and what :func:`~timeline.pipeline.extract` raises.
    """
    from timeline.chronology import Timeline
    from timeline.chronology.diff import diff

    account = Account()
    skip = partial(skipping, account, options, on_skip)
    with Store(folder, wait=wait) as store:
        path = folder / TIMELINE
        before = Timeline.read(path) if path.exists() else Timeline(())
        if options.corrections is None and (folder / CORRECTIONS).is_file():
            options = replace(options, corrections=folder / CORRECTIONS)
        added = Added()
        for batch in _batches(read_all(inputs, options, account, skip=skip)):
            added += store.add(batch, replace_texts=replace_texts)
        account.expected = store.database.count("documents")
        if on_count is not None:
            on_count(account.expected)
        cache = Cache(store.database, note=account.note)
        run = gather(store.documents(), options, account, cache, skip=skip, watch=watch)
        if account.interrupted:  # a part of the documents is no news about the rest
            return Update(added, run, diff(before, before))
        run.timeline.export(path)
    return Update(added, run, diff(before, run.timeline))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        yield batch
