"""Several processes of one machine, each with its own pipe, so that one that dies takes nothing with it but its chunk.

Pools of the standard library lose every chunk in flight when one worker is killed (``BrokenProcessPool``), and spaCy's
``n_process`` waits for ever. Here a dead worker is replaced and only its own chunk is tried again; where that kills the next one
too, its items are tried one by one, and an item that kills a worker by itself is given up and reported.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from timeline.errors import EngineError

Item = TypeVar("Item")
Result = TypeVar("Result")

THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Set to 1 for each worker: two threads cost 14 % more CPU time and won nothing in wall time (``docs/scale.md``)."""

TRIES = 2
"""Times that a chunk, and after it each of its items alone, is tried before it is given up."""

AHEAD = 3
"""Chunks a worker that may be under way or wait for an earlier one: bounds memory."""

STILLBORN = 3
"""Workers a job that may die before any has finished a chunk; then something is wrong with all of them."""


@dataclass(slots=True)
class _Piece(Generic[Item]):
    """A chunk, or one item of a chunk that had to be taken apart: where its results go, and how often it was tried."""

    ordinal: int
    first: int
    items: Sequence[Item]
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    piece: _Piece[Item] | None = None


@dataclass(slots=True)
class _Crew(Generic[Item, Result]):
    """The workers, the pieces that wait, and the results that wait for earlier ones."""

    work: Callable[[Sequence[Item]], Sequence[Result]]
    lost: Callable[[Item], Result]
    jobs: int
    workers: list[_Worker[Item]] = field(default_factory=list)
    again: deque[_Piece[Item]] = field(default_factory=deque)
    slots: dict[int, list[Any]] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)
    finished: int = 0
    deaths: int = 0

    def start(self) -> None:
        while len(self.workers) < self.jobs:
            self.workers.append(_start(self.work))

    def give(self, piece: _Piece[Item]) -> None:
        worker = next(worker for worker in self.workers if worker.piece is None)
        worker.piece = piece
        piece.tries += 1
        with contextlib.suppress(OSError):  # it has just died: seen, and the piece taken back, at the next turn
            worker.pipe.send(piece.items)

    def collect(self) -> None:
        """Wait for at least one worker to answer or die, and take note of it."""
        busy = [worker for worker in self.workers if worker.piece is not None]
        ready = set(wait([worker.pipe for worker in busy]))
        for worker in busy:
            if worker.pipe not in ready:
                continue
            try:
                succeeded, answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if not succeeded:
                raise answer
            piece, worker.piece = worker.piece, None
            if piece is not None:
                self._keep(piece, answer)

    def _keep(self, piece: _Piece[Item], results: Sequence[Result]) -> None:
        self.finished += 1
        self.slots[piece.ordinal][piece.first : piece.first + len(results)] = results
        self.missing[piece.ordinal] -= len(results)

    def _bury(self, worker: _Worker[Item]) -> None:
        worker.pipe.close()
        worker.process.join()
        self.workers.remove(worker)
        self.deaths += 1
        if not self.finished and self.deaths >= STILLBORN * self.jobs:
            raise EngineError(
                f"{self.deaths} worker processes died (exit {worker.process.exitcode}) before any work was done. "
                'In a script of your own, call timeline under: if __name__ == "__main__":  Else memory may be short: try fewer --jobs'
            )
        piece = worker.piece
        if piece is not None:
            if piece.tries < TRIES:
                self.again.append(piece)
            elif len(piece.items) > 1:
                self.again.extend(_Piece(piece.ordinal, piece.first + offset, [item]) for offset, item in enumerate(piece.items))
            else:
                self._keep(piece, [self.lost(piece.items[0])])
        self.start()

    def stop(self) -> None:
        for worker in self.workers:
            worker.pipe.close()  # its next read ends it; the one at work is ended
            if worker.piece is not None:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def in_processes(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    chunks: Iterable[Sequence[Item]],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Sequence[Result]]:
    """The results of each chunk, in order, worked out by ``jobs`` processes.

    ``work`` and the items must be picklable. At most ``AHEAD`` chunks a worker are held at a time.

    Raises what ``work`` raises, and :class:`~timeline.errors.EngineError` where every worker dies at its start.
    """
    crew = _Crew(work, lost, jobs)
    stream = iter(chunks)
    taken = given = 0
    exhausted = False
    try:
        while True:
            while given in crew.slots and not crew.missing[given]:
                del crew.missing[given]
                yield crew.slots.pop(given)
                given += 1
            while any(worker.piece is None for worker in crew.workers) or not crew.workers:
                if crew.again:
                    crew.give(crew.again.popleft())
                    continue
                if exhausted or taken - given >= AHEAD * jobs:
                    break
                chunk = next(stream, None)
                if chunk is None:
                    exhausted = True
                    break
                crew.slots[taken], crew.missing[taken] = [None] * len(chunk), len(chunk)
                taken += 1
                if not chunk:
                    break
                crew.start()
                crew.give(_Piece(taken - 1, 0, chunk))
            if any(worker.piece is not None for worker in crew.workers):
                crew.collect()
            elif exhausted and given == taken:
                return
    finally:
        crew.stop()


def _start(work: Callable[[Sequence[Item]], Sequence[Result]]) -> _Worker[Item]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    with _one_thread():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """The thread settings that a process started here inherits."""
    before = {name: os.environ.get(name) for name in THREAD_SETTINGS}
    os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(work: Callable[[Sequence[Item]], Sequence[Result]], pipe: Connection) -> None:
    """A worker's life: work off chunks until the pipe is closed. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            items = pipe.recv()
        except EOFError:
            return
        answer: tuple[bool, Any]
        try:
            answer = (True, work(items))
        except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
            answer = (False, error)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return
