"""A Dask cluster: an existing one by its address, or a local one. Each worker loads the model once.

Dask itself gives the work of a dead worker to another; what is added here is the order of results, a bound on what is under way, a
chunk that kills every worker taken apart until the guilty item is found, and plain words where the scheduler is lost. Workers must have
this very version installed, because results must not depend on where they were made; that is checked.
"""

from __future__ import annotations

import concurrent.futures
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, TypeVar

from timeline.errors import EngineError, ExtraError
from timeline.store.keys import EVENT_ROOMS, code_digest

Client = Any
Future = Any
"""A client and a future of distributed, which has no types."""

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Chunks a thread of the cluster that may be under way: bounds memory here and there."""

CONNECT = 15.0
"""Seconds that a scheduler has to answer."""

UNWATCHED: Mapping[str, object] = MappingProxyType(
    {
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "200ms",
        "distributed.admin.system-monitor.interval": "5s",
        "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.nanny.http.routes": [],
        "distributed.deploy.lost-worker-timeout": "1 day",
        "distributed.scheduler.no-workers-timeout": "2 minutes",
    }
)
"""Settings of a local cluster, which nobody looks at: its processes do not watch themselves a hundred times a second and have no pages to
show, and memory that numpy frees stays theirs for the next array (handed back each time, the system's part of the time was three times
as long). A worker that has died is waited for while another takes its place: after 15 seconds, as Dask has it, both may just be dead
by the same article, the cluster gives them up, and nobody is left to go on. Where no other can be started, the run ends
after two minutes."""

UNSEEN: Mapping[str, object] = MappingProxyType({"dashboard": False, "dashboard_address": ":0"})
"""Its scheduler has no dashboard, and takes any free port: two runs on one machine are not in each other's way."""

_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads, a spaCy pipeline is for one."""


def on_cluster(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    chunks: Iterable[Sequence[Item]],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
    scheduler: str | None = None,
) -> Iterator[Sequence[Result]]:
    """The results of each chunk, in order, worked out by the cluster at ``scheduler``, or by ``jobs`` local workers without one.

    Raises what ``work`` raises, :class:`~timeline.errors.ExtraError` without the extra, and
    :class:`~timeline.errors.EngineError` where the scheduler does not answer, is lost, or has workers of another version.
    """
    try:
        import distributed
        from dask import config
    except ImportError as error:
        raise ExtraError('--engine dask needs an extra: pip install "diplomatic-timeline[cluster]"') from error
    dask: Any = distributed  # without types
    with _quiet():
        if scheduler is None:
            with (
                config.set(UNWATCHED),
                dask.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, processes=True, silence_logs=50, scheduler_kwargs=dict(UNSEEN)
                ) as cluster,
                dask.Client(cluster, set_as_default=False) as client,
            ):
                yield from _in_order(client, work, chunks, lost, "the local cluster", foreign=False)
            return
        try:
            dask.comm.get_address_host_port(scheduler)  # a client of no address complains for half a minute when it is thrown away
            connected = dask.Client(scheduler, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(f"{scheduler}: no Dask scheduler answers there ({error}). Check the address of --scheduler") from error
        with connected as client:
            yield from _in_order(client, work, chunks, lost, scheduler)


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is told by an exception; the tracebacks that the libraries log of it besides are for their authors."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "tornado.application", "asyncio")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _in_order(
    client: Client,
    work: Callable[[Sequence[Item]], Sequence[Result]],
    chunks: Iterable[Sequence[Item]],
    lost: Callable[[Item], Result],
    where: str,
    *,
    foreign: bool = True,
) -> Iterator[Sequence[Result]]:
    under_way: deque[tuple[Sequence[Item], Future | None]] = deque()
    stream = iter(chunks)
    exhausted = False
    try:
        if foreign:  # our own workers run the files that we do
            _same_version(client, where)
        while True:
            room = AHEAD * max(1, sum(client.nthreads().values()))
            while not exhausted and len(under_way) < room:
                chunk = next(stream, None)
                if chunk is None:
                    exhausted = True
                else:
                    under_way.append((chunk, _submit(client, work, chunk) if chunk else None))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            beside = [other for _, other in under_way if other is not None]
            yield [] if future is None else _result(client, work, chunk, future, lost, beside)
    except (concurrent.futures.CancelledError, OSError, TimeoutError) as error:
        raise EngineError(
            f"{where}: the Dask scheduler is lost ({type(error).__name__}). Finished chunks are in the cache; run the same command again"
        ) from error
    finally:
        for _, future in under_way:
            if future is not None and client.status == "running":
                future.cancel()


def _submit(client: Client, work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]) -> Future:
    return client.submit(_answer, work, items, pure=False, retries=1)


def _answer(work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]) -> Sequence[Result]:
    with _ONE_AT_A_TIME:
        return work(items)


def _result(
    client: Client,
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Sequence[Item],
    future: Future,
    lost: Callable[[Item], Result],
    beside: Sequence[Future] | None,
) -> Sequence[Result]:
    """The results of a chunk. ``beside`` is what else is under way; None where it is tried alone, so that no other can have killed it."""
    from distributed import KilledWorker, scheduler

    gone: type[Exception] = getattr(scheduler, "NoWorkerError", KilledWorker)  # older versions of Dask wait for ever
    try:
        found: Sequence[Result] = future.result()
    except KilledWorker:
        if beside is None:
            return [lost(items[0])]
        for other in beside:
            other.exception()  # waits for it: what waits on a worker that dies counts as having killed it, so nothing else goes on now
        return [result for item in items for result in _result(client, work, [item], _submit(client, work, [item]), lost, None)]
    except gone as error:
        raise EngineError(
            "all workers of the Dask cluster are gone, and no other takes their place. "
            "Finished chunks are in the cache; run the same command again"
        ) from error
    return found


def _same_version(client: Client, where: str) -> None:
    """Raise where a worker has other rules than we have: its events would differ."""
    ours = code_digest(EVENT_ROOMS)
    answers: dict[str, Any] = client.run(code_digest, EVENT_ROOMS, on_error="return")
    for worker, theirs in sorted(answers.items()):
        if theirs != ours:
            raise EngineError(f"{where}: worker {worker} has no timeline or another version of it. Install the same one on all workers")
