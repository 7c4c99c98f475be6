"""The whole order in one place: sources, layout, the document's date, the gate, tagging, dating, events, merging, the timeline.

:func:`extract` is the way in from Python; the command line is a thin twin of it. Kept work (:mod:`timeline.store`) and the places where
work runs (:mod:`timeline.engines`) are chosen here and shape nothing of the result.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline.errors import InputError, StoreError, TimelineError
from timeline.nlp.installed import DEFAULT_MODEL
from timeline.pipeline.kept import Result
from timeline.pipeline.run import Account, Inputs, Options, Path_, Run, execute, read_all, stream

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.sources import Limits, Skipped

__all__ = ["DEFAULT_MODEL", "Account", "Inputs", "Options", "Result", "Run", "execute", "extract", "load", "read_all", "stream"]


def extract(
    inputs: Inputs,
    *,
    metadata: Path_ | None = None,
    mapping: Mapping[str, str] | None = None,
    published: dt.date | str | None = None,
    language: str | None = None,
    limits: Limits | None = None,
    model: str = DEFAULT_MODEL,
    gazetteer: Path_ | Sequence[Path_] | None = None,
    gate: bool = True,
    entities: bool = False,
    infer_dates: bool = False,
    merge: bool = True,
    corrections: Path_ | None = None,
    as_of: dt.date | str | None = None,
    min_confidence: float | None = None,
    on_error: Literal["skip", "stop"] = "skip",
    on_skip: Callable[[Skipped], None] | None = None,
    on_result: Callable[[Result], None] | None = None,
    jobs: int = 1,
    engine: Literal["local", "dask"] = "local",
    scheduler: str | None = None,
    cache: Path_ | bool = True,
) -> Timeline:
    """The timeline of the articles in ``inputs``: a path, an address that fsspec knows (``s3://…``), a :class:`~timeline.Document`, or
    several of these.

    What shapes the timeline:

    :param metadata: a CSV table with a row a file: ``file,published,title,source``. One named ``metadata.csv`` inside an input folder
        is found by itself.
    :param mapping: which column of a table holds what, for example ``{"text": "body", "published": "date"}``.
    :param published: the day, as ``datetime.date`` or ISO text, of documents that have no date of their own.
    :param language: ``"en"`` takes every text for English; otherwise other languages are recognised and passed over.
    :param limits: how much is read before an input is refused (:class:`timeline.sources.Limits`), where the defaults are too low.
    :param model: name or folder of an English spaCy model with a tagger and a parser.
    :param gazetteer: a CSV file of your own people, organisations or places, or several.
    :param gate: ``False`` tags every paragraph, not only those that can matter.
    :param entities: ``True`` uses the model's entity recogniser too: a third slower, finds a few more names that no table knows.
    :param infer_dates: infer the date of documents without one from what they tell. It is a window, marked as inferred.
    :param merge: ``False`` leaves each document's events as they are.
    :param corrections: a TOML file of corrections to apply.
    :param as_of: the day from which plans are seen (default: the newest publication date of the run); never today's.
    :param min_confidence: leave out events whose probability of being right in every field is below this, 0 to 1.
    :param on_error: ``"stop"`` raises at the first input that cannot be read; ``"skip"`` passes it over.
    :param on_skip: called with each input that is passed over: its path, the reason, what to do. Without it, one warning tells how many
        there were, and names the first. The timeline has them all in ``skipped``.
    :param on_result: called with what was made of each document, as soon as it is.

    How it is worked out, never what comes of it:

    :param jobs: processes on this machine. In a script of your own, call under ``if __name__ == "__main__":``.
    :param engine: ``"dask"`` for a Dask cluster (extra ``[cluster]``).
    :param scheduler: the cluster's address; a local cluster of ``jobs`` workers is started without one.
    :param cache: the folder of work kept between runs; ``True`` for the user's cache folder, ``False`` for none.

    Raises :class:`~timeline.errors.InputError` where an input is missing or two documents have one id,
    :class:`~timeline.errors.ModelError` where the model is missing, and other named errors of :mod:`timeline.errors` with their remedies;
    ``KeyboardInterrupt`` on Ctrl-C (the work done so far is in the cache).
    """
    options = Options(
        metadata=metadata,
        mapping=mapping,
        published=_day("published", published),
        language=language,
        limits=limits,
        model=model,
        gazetteer=gazetteer,
        gate=gate,
        entities=entities,
        infer_dates=infer_dates,
        merge=merge,
        corrections=corrections,
        as_of=_day("as_of", as_of),
        min_confidence=min_confidence,
        on_error=on_error,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        cache=cache,
    )
    run = execute(inputs, options, watch=on_result, on_skip=on_skip)
    if run.account.interrupted:
        raise KeyboardInterrupt
    skipped = run.account.skipped
    if skipped and on_skip is None:
        number = len(skipped) + run.account.documents
        warnings.warn(f"{len(skipped):,} of {number:,} inputs were skipped (all in .skipped); the first: {skipped[0]}", stacklevel=2)
    return run.timeline


def load(path: Path_) -> Timeline:
    """The timeline of a ``.jsonl``, ``.parquet`` or ``.csv`` file of ours, of a folder of such Parquet files, or of a store's folder;
    also at an address that fsspec knows.

    Raises :class:`~timeline.errors.InputError` where there is nothing at ``path``, :class:`~timeline.errors.StoreError` where the
    folder is no store, and :class:`~timeline.errors.FormatError` where the file is none of ours.
    """
    from timeline.chronology import Timeline
    from timeline.pipeline.remote import is_address, staged

    if is_address(path):
        with staged([path]) as ((local, *_), _named):
            return load(local)
    place = Path(path)
    if place.is_dir():
        from timeline.store.store import TIMELINE

        shards = sorted(place.glob("*.parquet"))
        if shards:
            return Timeline(event for shard in shards for event in Timeline.read(shard))
        if not (place / TIMELINE).is_file():
            raise StoreError(f"{path}: holds no timeline. Give a timeline's file, or the folder of 'timeline update --store'")
        place = place / TIMELINE
    elif not place.exists():
        raise InputError(
            f"{path}: there is no such file. Give a timeline: a .jsonl, .parquet or .csv that timeline has written, or a store"
        )
    return Timeline.read(place)


def _day(name: str, value: dt.date | str | None) -> dt.date | None:
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise TimelineError(f"{name}: '{value}' is no day. Write it as 2025-10-22") from error
