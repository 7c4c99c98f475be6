"""Workers that die take nothing with them but, at worst, the item that kills them."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from timeline.engines import in_process, in_processes
from timeline.errors import EngineError, ModelError


def double(items):
    return [item * 2 for item in items]


def lost(item):
    return f"lost {item}"


def slow_first(items):
    if items[0] == 0:
        time.sleep(0.3)
    return double(items)


def kills_once(folder, items):
    """Dies at its own hand the first time that it meets item 5."""
    mark = Path(folder) / "killed"
    if 5 in items and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def kills_always(items):
    if 5 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def stillborn(items):
    os._exit(3)


def no_model(items):
    raise ModelError("no spaCy model 'x'")


def settings(items):
    return [os.environ.get("OMP_NUM_THREADS") for _ in items]


CHUNKS = [[0, 1, 2], [3, 4, 5], [6], [], [7, 8, 9, 10]]
DOUBLED = [[0, 2, 4], [6, 8, 10], [12], [], [14, 16, 18, 20]]


def test_in_process_gives_results_in_order():
    assert list(in_process(double, CHUNKS)) == DOUBLED


@pytest.mark.parametrize("work", [double, slow_first])
def test_order_does_not_depend_on_who_is_ready_first(work):
    assert list(in_processes(work, CHUNKS, jobs=2, lost=lost)) == DOUBLED


def test_no_chunks_start_no_process():
    assert list(in_processes(double, [], jobs=2, lost=lost)) == []


def test_killed_worker_is_replaced_and_nothing_is_lost(tmp_path):
    assert list(in_processes(partial(kills_once, str(tmp_path)), CHUNKS, jobs=2, lost=lost)) == DOUBLED
    assert (tmp_path / "killed").exists()


def test_item_that_kills_every_worker_is_the_only_one_lost():
    expected = [DOUBLED[0], [6, 8, lost(5)], *DOUBLED[2:]]
    assert list(in_processes(kills_always, CHUNKS, jobs=2, lost=lost)) == expected


def test_workers_that_die_at_birth_are_reported():
    with pytest.raises(EngineError, match="before any work was done"):
        list(in_processes(stillborn, CHUNKS, jobs=1, lost=lost))


def test_error_of_the_work_is_raised_here():
    with pytest.raises(ModelError, match="no spaCy model 'x'"):
        list(in_processes(no_model, CHUNKS, jobs=2, lost=lost))


def test_threads_are_pinned_in_workers_and_untouched_here(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert list(in_processes(settings, [[1]], jobs=1, lost=lost)) == [["1"]]
    assert "OMP_NUM_THREADS" not in os.environ


def test_stream_is_not_read_far_ahead():
    taken = 0

    def chunks():
        nonlocal taken
        for item in range(100):
            taken += 1
            yield [item]

    results = in_processes(double, chunks(), jobs=2, lost=lost)
    assert next(results) == [0]
    assert taken <= 2 * 3 + 1
    results.close()
