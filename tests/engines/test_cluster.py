"""A Dask cluster gives what one process gives, also when workers are killed and when the scheduler is."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from timeline.errors import EngineError

distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

from timeline.engines.cluster import UNWATCHED, on_cluster  # noqa: E402 - only with the extra

CHUNKS = [[0, 1, 2], [3, 4, 5], [], [6, 7]]
DOUBLED = [[0, 2, 4], [6, 8, 10], [], [12, 14]]


def double(items):
    return [item * 2 for item in items]


def lost(item):
    return f"lost {item}"


def kills_once(folder, items):
    mark = Path(folder) / "killed"
    if 5 in items and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def kills_always(items):
    if 5 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def slow(items):
    time.sleep(1)
    return double(items)


@pytest.fixture
def scheduler(tmp_path):
    """A scheduler and a worker as separate processes, as on a cluster."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    started = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(tmp_path / "scheduler.json")],
        stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    for _ in range(200):
        if (tmp_path / "scheduler.json").exists():
            break
        time.sleep(0.1)
    import json

    address = json.loads((tmp_path / "scheduler.json").read_text())["address"]
    worker = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny",
         "--local-directory", str(tmp_path), "--death-timeout", "60"],
        stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    yield address, started
    for process in (worker, started):
        process.kill()
        process.wait()


def test_nobody_at_the_address_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr("timeline.engines.cluster.CONNECT", 1.0)
    with pytest.raises(EngineError, match="no Dask scheduler answers there"):
        list(on_cluster(double, CHUNKS, jobs=1, lost=lost, scheduler="tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_order_is_kept():
    assert list(on_cluster(double, CHUNKS, jobs=2, lost=lost)) == DOUBLED


@pytest.mark.slow
def test_killed_worker_loses_nothing(tmp_path):
    assert list(on_cluster(partial(kills_once, str(tmp_path)), CHUNKS, jobs=2, lost=lost)) == DOUBLED
    assert (tmp_path / "killed").exists()


@pytest.mark.slow
def test_item_that_kills_every_worker_is_the_only_one_lost():
    expected = [DOUBLED[0], [6, 8, lost(5)], *DOUBLED[2:]]
    assert list(on_cluster(kills_always, CHUNKS, jobs=2, lost=lost)) == expected


@pytest.mark.slow
def test_an_item_alone_in_its_chunk_is_not_lost_with_the_one_that_kills_beside_it():
    assert list(on_cluster(kills_always, [[5], [0], [1]], jobs=1, lost=lost)) == [["lost 5"], [0], [2]]


@pytest.mark.slow
def test_no_worker_left_is_reported_in_bounded_time(monkeypatch, tmp_path):
    start = distributed.nanny.WorkerProcess.start

    async def only_before_a_death(self):
        if (tmp_path / "killed").exists():
            raise RuntimeError("no memory for another process")
        return await start(self)

    monkeypatch.setattr(distributed.nanny.WorkerProcess, "start", only_before_a_death)
    monkeypatch.setattr("timeline.engines.cluster.UNWATCHED", {**UNWATCHED, "distributed.scheduler.no-workers-timeout": "5s"})
    begun = time.monotonic()
    with pytest.raises(EngineError, match="workers of the Dask cluster are gone"):
        list(on_cluster(partial(kills_once, str(tmp_path)), CHUNKS, jobs=1, lost=lost))
    assert time.monotonic() - begun < 90


@pytest.mark.slow
def test_existing_cluster_is_used(scheduler):
    address, _ = scheduler
    assert list(on_cluster(double, CHUNKS, jobs=1, lost=lost, scheduler=address)) == DOUBLED


@pytest.mark.slow
def test_lost_scheduler_is_reported_in_bounded_time(scheduler):
    address, process = scheduler
    results = on_cluster(slow, [[n] for n in range(50)], jobs=1, lost=lost, scheduler=address)
    assert next(results) == [0]
    process.kill()
    begun = time.monotonic()
    with pytest.raises(EngineError, match="scheduler is lost"):
        list(results)
    assert time.monotonic() - begun < 60
