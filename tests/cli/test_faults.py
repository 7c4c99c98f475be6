"""What goes wrong around a run: Ctrl-C, a full disk, a place that is read-only, a scheduler that is lost. Each is said, and nothing that
was there before is harmed."""

import csv
import importlib.util
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline.cli import main

pytestmark = pytest.mark.model


@pytest.fixture
def articles(root, tmp_path):
    """Makes a file of so many articles: the sample articles in editions."""

    def make(number):
        texts = [path.read_text("utf-8") for path in sorted((root / "seeds").glob("*.txt"))]
        rows = [{"doc_id": f"{n:04}", "published": "2025-10-22", "text": f"{texts[n % 4]}\n\nEdition {n}."} for n in range(number)]
        path = tmp_path / f"in{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return path

    return make


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def hears_ctrl_c():
    """For a child process: Ctrl-C reaches it, also where the tests run in the background of a shell, which shuts it off."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(*argv, preexec_fn=hears_ctrl_c, **options):
    command = [sys.executable, "-m", "timeline", *map(str, argv)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=preexec_fn, **options)


def ended(process, seconds=300):
    """Exit status and stderr, in bounded time."""
    try:
        _, err = process.communicate(timeout=seconds)
    finally:
        process.kill()
    assert "Traceback" not in err
    return process.returncode, err


def wait_for_work(kept, seconds=300, least=100_000):
    """Wait until the cache holds so many bytes: by default the first chunk, which need not be the first of the input."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and not (kept.exists() and kept.stat().st_size > least):
        time.sleep(0.1)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


# ---------------------------------------------------------------- Ctrl-C


@pytest.fixture
def interrupt_after(monkeypatch):
    """Ctrl-C after so many documents."""

    def after(number):
        done = []

        def step(_self, result=None):
            done.append(result)
            if len(done) == number:
                raise KeyboardInterrupt

        monkeypatch.setattr("timeline.cli.terminal.Progress.step", step)

    return after


def test_interrupted_run_writes_what_is_done_and_says_so(capsys, articles, tmp_path, interrupt_after):
    interrupt_after(3)
    assert main(["extract", str(articles(4)), "-o", str(tmp_path / "t.csv")]) == 130
    assert {row["doc_id"] for row in rows(tmp_path / "t.csv")} <= {"0000", "0001", "0002"}
    assert rows(tmp_path / "t.csv")
    assert capsys.readouterr().err == (
        f"interrupted: 3 of 4 documents done, and are in {tmp_path / 't.csv'}. Run the same command again to go on from there.\n"
    )
    assert json.loads((tmp_path / "t.run.json").read_text("utf-8"))["interrupted"] is True


def test_interrupted_run_leaves_an_earlier_result_alone(capsys, articles, tmp_path, interrupt_after):
    (tmp_path / "t.csv").write_text("precious")
    interrupt_after(3)
    assert main(["extract", str(articles(4)), "-o", str(tmp_path / "t.csv")]) == 130
    assert (tmp_path / "t.csv").read_text() == "precious"
    assert rows(tmp_path / "t.partial.csv")
    assert not (tmp_path / "t.run.json").exists()
    assert f"{tmp_path / 't.csv'} holds an earlier result and was left as it was" in capsys.readouterr().err


def test_run_interrupted_before_anything_is_done_writes_nothing(capsys, articles, tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.pipeline.stages.lift", stop)
    (tmp_path / "t.csv").write_text("precious")
    assert main(["extract", str(articles(4)), "-o", str(tmp_path / "t.csv"), "-o", str(tmp_path / "u.csv")]) == 130
    assert (tmp_path / "t.csv").read_text() == "precious"
    assert [path.name for path in tmp_path.glob("*.csv")] == ["t.csv"]
    assert "interrupted: 0 of 4 documents done; nothing was written" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("more", [[], ["--jobs", "2"]], ids=["one process", "two processes"])
def test_ctrl_c_from_outside(articles, tmp_path, cache, more):
    inputs = articles(1200)
    process = start("extract", inputs, "-o", tmp_path / "t.csv", *more)
    kept = cache / "cache-1.sqlite"
    wait_for_work(kept, least=3_000_000)  # of 12 million: each process has ended a chunk, and many are left
    process.send_signal(signal.SIGINT)
    status, err = ended(process)
    assert status == 130
    assert "interrupted: " in err
    assert " of 1,200 documents done" in err
    assert rows(tmp_path / "t.csv")


# ---------------------------------------------------------------- a full disk


def small_files(limit):
    """For a child process: no file may grow beyond so many bytes, as on a full disk."""

    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_limit


@pytest.mark.slow
@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.xlsx", "t.parquet", "t.gexf"])
def test_full_disk_leaves_what_was_there(articles, tmp_path, name):
    (tmp_path / name).write_text("precious")
    process = start("extract", articles(4), "-o", tmp_path / name, preexec_fn=small_files(1024))
    status, err = ended(process)
    assert status == 2
    assert f"{name}: cannot be written" in err
    assert (tmp_path / name).read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "in4.jsonl", name]


@pytest.mark.slow
def test_full_disk_under_the_temporary_files_is_said(articles, tmp_path):
    process = start("extract", articles(400), "-o", tmp_path / "t.csv", preexec_fn=small_files(200_000))
    status, err = ended(process)
    assert status == 2
    assert "temporary file" in err
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.slow
def test_full_disk_under_a_store_leaves_the_old_state(articles, tmp_path):
    few, many = articles(4), articles(400)
    store = tmp_path / "s"
    assert ended(start("update", "--store", store, few, stdout=subprocess.DEVNULL))[0] == 0
    before = (store / "timeline.jsonl").read_bytes()
    size = max(path.stat().st_size for path in store.iterdir())
    process = start("update", "--store", store, many, "--replace", stdout=subprocess.DEVNULL, preexec_fn=small_files(size + 4096))
    status, err = ended(process)
    assert status == 2
    assert err.strip()
    assert (store / "timeline.jsonl").read_bytes() == before
    assert ended(start("update", "--store", store, few, stdout=subprocess.DEVNULL))[0] == 0


# ---------------------------------------------------------------- read-only


@pytest.mark.slow
def test_read_only_place_is_said_before_the_work(articles, tmp_path):
    place = tmp_path / "closed"
    place.mkdir()
    place.chmod(0o555)
    if os.access(place, os.W_OK):  # the superuser may write everything, but not on a file system that is read-only
        mounted = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines() if "ro" in line.split()[3].split(",")]
        found = [Path(name) for name in mounted if Path(name).is_dir() and not os.access(name, os.W_OK)]
        if not found:
            pytest.skip("the superuser may write everywhere here")
        place = found[0]
    begun = time.monotonic()
    status, err = ended(start("extract", articles(1200), "-o", place / "t.csv"))
    assert status == 2
    assert "cannot be written (no permission). Nothing was done" in err
    assert time.monotonic() - begun < 30
    status, err = ended(start("update", "--store", place / "s", articles(4)))
    assert status == 2
    assert "cannot be written" in err


# ---------------------------------------------------------------- a lost scheduler


@pytest.mark.slow
def test_lost_scheduler_is_one_line_and_the_next_run_goes_on(articles, tmp_path):
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("the extra [cluster] is not installed")
    inputs = articles(1200)
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(file)], **quiet,
    )  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard",
         "--no-nanny", "--local-directory", str(tmp_path), "--death-timeout", "60"], **quiet,
    )  # fmt: skip
    try:
        limit = time.monotonic() + 60
        while not file.exists() and time.monotonic() < limit:
            time.sleep(0.2)
        address = json.loads(file.read_text())["address"]
        process = start("extract", inputs, "-o", tmp_path / "t.csv", "--engine", "dask", "--scheduler", address)
        kept = tmp_path / "cache" / "cache-1.sqlite"
        wait_for_work(kept)
        scheduler.kill()
        status, err = ended(process)
    finally:
        for one in (worker, scheduler):
            one.kill()
            one.wait()
    assert status == 2
    assert f"timeline: {address}: the Dask scheduler is lost" in err
    assert not (tmp_path / "t.csv").exists()
    with sqlite3.connect(kept) as database:
        (done,) = database.execute("SELECT count(*) FROM results").fetchone()
    assert done >= 64
