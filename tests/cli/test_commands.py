"""The command line from end to end, on the sample articles and on what goes wrong."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from timeline.cli import main
from timeline.cli.terminal import Progress

GERMAN = """Der russische Außenminister hat sich am Dienstag in Riad mit seinem amerikanischen Kollegen getroffen. Beide Seiten
sprachen danach von einem guten Gespräch, ohne Einzelheiten zu nennen. Die Bundesregierung begrüßte das Treffen und erklärte, sie
werde den Fortgang der Verhandlungen aufmerksam verfolgen. Ein Sprecher sagte, man sei über die Ergebnisse noch nicht unterrichtet."""

pytestmark = pytest.mark.model


def needs(module):
    """A mark for what can be asked only where the extra [cluster] is installed: without it the answer is that it is not."""
    return pytest.mark.skipif(importlib.util.find_spec(module) is None, reason="the extra [cluster] is not installed")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One folder of kept work for all tests here: the sample articles are tagged once."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def cache(kept, monkeypatch):
    monkeypatch.setenv("TIMELINE_CACHE", str(kept))


@pytest.fixture
def seeds(root):
    return str(root / "seeds")


def run(capsys, *argv):
    """Exit status, stdout and stderr of a command."""
    try:
        status = main([str(word) for word in argv])
    except SystemExit as stop:
        status = stop.code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out, err


def article(folder, name, text="Sergey Lavrov met Marco Rubio in Riyadh on 18 February 2025, the Russian foreign ministry said."):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- the main job


def test_seeds_become_a_timeline(capsys, seeds, tmp_path):
    status, out, err = run(capsys, "extract", seeds, "-o", tmp_path / "t.csv", "-o", tmp_path / "t.jsonl")
    assert (status, out, err) == (0, "", "")
    lines = (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()
    events = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert lines[0].startswith("id,start,end,when,")
    assert len(events) >= 10
    assert {"meeting", "call"} <= {event["kind"] for event in events}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "t.jsonl", "t.run.json"]


def test_record_tells_versions_digests_counts_and_no_place(capsys, seeds, tmp_path):
    run(capsys, "extract", seeds, "-o", tmp_path / "t.csv")
    text = (tmp_path / "t.run.json").read_text("utf-8")
    record = json.loads(text)
    assert record["counts"]["documents"] == 4
    assert record["counts"]["published_basis"] == {"head": 1, "metadata": 3}
    assert len(record["digests"]["outputs"]["t.csv"]) == 64
    assert record["newest"] == "2025-10-22"
    assert str(tmp_path) not in text


def test_stdout_is_csv_into_a_pipe(capsys, seeds):
    status, out, err = run(capsys, "extract", seeds)
    assert status == 0
    assert out.startswith("id,start,end,")
    assert err == ""


def test_streamed_events_merge_to_the_same_timeline(capsys, seeds, tmp_path):
    run(capsys, "extract", seeds, "-o", tmp_path / "t.jsonl")
    _, streamed, _ = run(capsys, "extract", seeds, "--no-merge", "--format", "jsonl", "-o", "-")
    (tmp_path / "events.jsonl").write_text(streamed, "utf-8")
    run(capsys, "merge", tmp_path / "events.jsonl", "-o", tmp_path / "merged.jsonl")
    assert (tmp_path / "merged.jsonl").read_bytes() == (tmp_path / "t.jsonl").read_bytes()


def test_timeline_is_looked_at(capsys, seeds, tmp_path):
    run(capsys, "extract", seeds, "-o", tmp_path / "t.jsonl")
    t = tmp_path / "t.jsonl"
    status, out, _ = run(capsys, "show", t, "--involving", "Dmitriev", "--kind", "meeting")
    assert status == 0
    assert "Dmitriev" in out
    first = json.loads(t.read_text("utf-8").splitlines()[0])["id"]
    assert run(capsys, "explain", t, first)[0] == 0
    assert run(capsys, "diff", t, t)[1] == "nothing changed\n"
    assert "call" in run(capsys, "graph", t, "encounters", "Putin", "Trump")[1]
    assert run(capsys, "view", t, "-o", tmp_path / "page.html")[0] == 0
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")
    assert run(capsys, "export", t, "-o", tmp_path / "g.gexf", "--projection", "people")[0] == 0
    assert run(capsys, "show", t, "--as-of", "2018-12-31", "--format", "csv")[1].count("\n") < run(capsys, "show", t, "--format", "csv")[
        1
    ].count("\n")


def test_check_and_documents(capsys, seeds, tmp_path):
    status, out, _ = run(capsys, "check", seeds)
    assert status == 0
    assert [line.split("\t")[1:3] for line in out.splitlines()[1:]] == [
        ["2025-10-09", "metadata"],
        ["2025-04-03", "metadata"],
        ["2025-10-22", "head"],
        ["2018-07-24", "metadata"],
    ]
    run(capsys, "documents", seeds, "-o", tmp_path / "docs.jsonl")
    documents = [json.loads(line) for line in (tmp_path / "docs.jsonl").read_text("utf-8").splitlines()]
    assert len(documents) == 4
    assert set(documents[0]) == {"doc_id", "title", "published", "source", "url", "text"}


def test_codebook_and_dates(capsys, seeds):
    assert "published_basis" in run(capsys, "codebook")[1]
    rows = [json.loads(line) for line in run(capsys, "dates", seeds)[1].splitlines()]
    assert {"doc", "start", "end", "type", "value"} <= set(rows[0])


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t", "blank"),
        ("binary.txt", zlib.compress(b"noise" * 500) * 3 + bytes(range(256)) * 8, "skipped"),
        ("german.txt", GERMAN.encode(), "German"),
        ("broken.json", b'{"text": "Lavrov met Rubio', "skipped"),
        ("old.pdf", b"%PDF-1.4 nothing behind it", "skipped"),
    ],
)
def test_bad_file_is_one_line_and_the_rest_goes_on(capsys, tmp_path, name, content, told):
    folder = tmp_path / "in"
    folder.mkdir()
    article(folder, "good.txt")
    (folder / name).write_bytes(content)
    status, out, err = run(capsys, "extract", folder, "--skipped", tmp_path / "skipped.jsonl", "--published", "2025-02-20")
    assert status == 1
    assert out.count("\n") > 1
    lines = [line for line in err.splitlines() if name in line]
    assert len(lines) == 1
    assert told in lines[0]
    (skipped,) = [json.loads(line) for line in (tmp_path / "skipped.jsonl").read_text("utf-8").splitlines()]
    assert skipped["path"].endswith(name)


def test_unreadable_file_is_skipped(capsys, tmp_path):
    article(tmp_path, "good.txt")
    secret = article(tmp_path, "secret.txt", "Closed to all.")
    secret.chmod(0)
    if os.access(secret, os.R_OK):  # the superuser may read everything; a link that leads nowhere is closed to all
        secret.unlink()
        secret.symlink_to(tmp_path / "gone.txt")
    status, _, err = run(capsys, "extract", tmp_path, "--published", "2025-02-20")
    assert status == 1
    assert "secret.txt" in err


@pytest.mark.slow
def test_twenty_megabytes_of_text_are_read(capsys, tmp_path):
    quiet = "The council of the village looked at the budget of the school and found nothing to change in it.\n\n"
    article(tmp_path, "long.txt", quiet * (20_000_000 // len(quiet)) + "Lavrov met Rubio in Riyadh on 18 February 2025.\n")
    status, out, _ = run(capsys, "extract", tmp_path, "--published", "2025-02-20")
    assert status == 0
    assert "Rubio" in out


def test_only_bad_files_are_nothing_done(capsys, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run(capsys, "extract", tmp_path, "-o", tmp_path / "t.csv")[0] == 2
    assert not (tmp_path / "t.csv").exists()


def test_wrong_date_in_metadata_is_told_with_its_line(capsys, tmp_path):
    article(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_text("file,published\na.txt,22/10/25\n")
    status, _, err = run(capsys, "extract", tmp_path)
    assert status == 0
    assert "metadata.csv:2" in err
    assert "2025-10-22" in err


def test_stop_on_error(capsys, tmp_path):
    article(tmp_path, "b.txt")
    (tmp_path / "a.txt").write_bytes(b"")
    status, _, err = run(capsys, "extract", tmp_path, "--on-error", "stop", "-o", tmp_path / "t.csv")
    assert status == 2
    assert "a.txt: stopped, it is empty." in err
    assert "skipped" not in err
    assert not (tmp_path / "t.csv").exists()


def test_place_and_name_that_are_not_there_are_told_in_the_users_words(capsys, seeds, tmp_path):
    t = tmp_path / "t.jsonl"
    run(capsys, "extract", seeds, "-o", t)
    assert run(capsys, "show", t, "--at", "Helsinke")[::2] == (2, "timeline: --at 'Helsinke': no such place. Near: Helsinki.\n")
    status, _, err = run(capsys, "show", t, "--involving", "Dmitrov")
    assert status == 2
    assert err.startswith("timeline: --involving 'Dmitrov': nobody of that name. Near: Kirill Dmitriev")
    assert "'Nobody Atall': nobody of that name" in run(capsys, "graph", t, "contacts", "Nobody Atall")[2]


def test_limits_are_options(capsys, tmp_path):
    article(tmp_path, "a.txt")
    article(tmp_path, "b.txt", "Lavrov met Rubio. " * 200)
    limits = ("--max-file-size", "2k", "--published", "2025-02-20")
    status, _, err = run(capsys, "extract", tmp_path, *limits, "-o", tmp_path / "t.csv")
    assert status == 1
    assert "b.txt: skipped" in err
    assert "--max-file-size" in err
    assert json.loads((tmp_path / "t.run.json").read_text("utf-8"))["options"]["limits"]["file"] == 2048
    assert run(capsys, "check", tmp_path, "--max-file-size", "1M")[0] == 0


def test_several_gazetteers_count(capsys, tmp_path):
    article(tmp_path, "a.txt", "Zorblax Quentane met Mivra Oltenhalm in Riyadh on 18 February 2025.")
    for number, name in enumerate(("Zorblax Quentane", "Mivra Oltenhalm")):
        (tmp_path / f"people{number}.csv").write_text(
            f"person,office,title,country,start\n{name},foreign_minister,Foreign Minister,F{'IR'[number]},2020\n"
        )
    given = [word for number in range(2) for word in ("--gazetteer", tmp_path / f"people{number}.csv")]
    status, out, _ = run(capsys, "extract", tmp_path / "a.txt", "--format", "jsonl", *given)
    assert status == 0
    (event,) = [json.loads(line) for line in out.splitlines()]
    assert sorted(actor["name"] for actor in event["participants"]) == ["Mivra Oltenhalm", "Zorblax Quentane"]
    assert event["countries"] == ["FI", "FR"]


def test_documents_are_written_with_the_date_that_their_head_states(capsys, seeds):
    _, out, _ = run(capsys, "documents", seeds)
    found = {record["doc_id"]: record["published"] for record in map(json.loads, out.splitlines())}
    assert sorted(found.values()) == ["2018-07-24", "2025-04-03", "2025-10-09", "2025-10-22"]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["extract", "nowhere/"], "nowhere"),
        (["extract", "SEEDS", "-o", "t.docx"], "its suffix names no format"),
        (["extract", "SEEDS", "--format", "tables"], "no format 'tables'"),
        (["extract", "SEEDS", "-o", "nowhere/t.csv"], "there is no folder"),
        (["extract", "SEEDS", "-o", "."], "its suffix names no format"),
        (["extract", "SEEDS", "--model", "en_core_web_lg"], "python -m spacy download en_core_web_lg"),
        (["extract", "SEEDS", "--gazetteer", "nobody.csv"], "nobody.csv"),
        (["extract", "SEEDS", "--corrections", "none.toml"], "none.toml"),
        (["extract", "SEEDS", "--published", "22.10.2025"], "Write it as 2025-10-22"),
        (["extract", "SEEDS", "--min-confidence", "2"], "not from 0 to 1"),
        (["extract", "SEEDS", "--jobs", "0"], "no whole number"),
        (["extract", "SEEDS", "--map", "body"], "FIELD=COLUMN"),
        pytest.param(
            ["extract", "SEEDS", "--engine", "dask", "--scheduler", "not an address"],
            "no Dask scheduler answers",
            marks=needs("distributed"),
        ),
        (["extract", "SEEDS", "--max-file-size", "big"], "Write 500M, 2G or a number of bytes"),
        (["extract", "SEEDS", "-o", "out/"], "its suffix names no format"),
        (["extract", "SEEDS", "--format", "csv", "-o", "out/"], "names a folder"),
        pytest.param(["extract", "nosuch://bucket/a"], "nobody knows 'nosuch://'", marks=needs("fsspec")),
        (["show", "nothing.csv"], "there is no such file"),
        (["show", "nothing.csv", "--status", "hold"], "'hold' is no status. Near: held, not_held. There are: held, ongoing"),
        (["show", "nothing.csv", "--kind", "meetings"], "'meetings' is no kind. Near: meeting."),
        (["graph", "nothing.csv", "contacts", "Putin", "--status", "planed"], "'planed' is no status. Near: "),
        (["show", "SEEDS"], "holds no timeline"),
        (["merge", "nothing.jsonl"], "nothing.jsonl"),
        (["update", "--store", "SEEDS", "SEEDS"], "not empty"),
        (["frobnicate"], "invalid choice"),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line_and_status_2(capsys, seeds, tmp_path, monkeypatch, argv, told):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("timeline.engines.cluster.CONNECT", 1.0)
    status, out, err = run(capsys, *[seeds if word == "SEEDS" else word for word in argv])
    assert status == 2
    assert told in err
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_unwritable_output_leaves_what_was_there(capsys, seeds, tmp_path):
    target = tmp_path / "t.csv"
    target.write_text("precious")
    target.chmod(0o444)
    if os.access(target, os.W_OK):  # the superuser may write everything; no file can be made below a file
        assert run(capsys, "extract", seeds, "-o", target / "t.csv")[0] == 2
    else:
        assert run(capsys, "extract", seeds, "-o", target)[0] == 2
    assert target.read_text() == "precious"


def test_full_disk_is_said_and_nothing_is_left(seeds, kept):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:
        done = command(["extract", seeds], kept, stdout=full)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


def test_reader_that_goes_away_is_no_error(seeds, kept):
    command(["extract", seeds], kept)
    line = f"{sys.executable} -m timeline extract {seeds} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=environment(kept), check=False)
    assert done.returncode == 0
    assert done.stderr == ""


# ---------------------------------------------------------------- the same bytes


def environment(kept, **more):
    return {**os.environ, "TIMELINE_CACHE": str(kept), **more}


def command(argv, kept, **options):
    given = {"capture_output": True} if "stdout" not in options else {"stderr": subprocess.PIPE}
    return subprocess.run([sys.executable, "-m", "timeline", *argv], text=True, env=environment(kept), check=False, **given, **options)


def test_same_bytes_whatever_the_surroundings(root, tmp_path, kept):
    """Another hash seed, time zone, locale, working folder, order of files, and no cache."""
    outputs = []
    turned = tmp_path / "turned"
    turned.mkdir()
    for path in sorted((root / "seeds").iterdir(), reverse=True):
        shutil.copy(path, turned / path.name)
    for number, (inputs, folder, settings) in enumerate(
        [
            (root / "seeds", root, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}),
            (turned, tmp_path, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}),
        ]
    ):
        out = tmp_path / str(number)
        out.mkdir()
        argv = [
            sys.executable,
            "-m",
            "timeline",
            "extract",
            str(inputs),
            "-o",
            str(out / "t.csv"),
            "-o",
            str(out / "t.jsonl"),
            "--no-cache",
        ]
        subprocess.run(argv, env=environment(kept, PYTHONPATH=str(root), **settings), cwd=folder, check=True)
        outputs.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert outputs[0] == outputs[1]


# ---------------------------------------------------------------- progress


class Terminal(list):
    def isatty(self):
        return True

    def write(self, text):
        self.append(text)

    def flush(self):
        pass


def test_progress_tells_rate_and_time_left():
    progress = Progress(Terminal())
    progress.total(120)
    progress._start = 0.0
    progress._done = 60
    assert progress.line(2.0) == "60 of 120 documents, 30 a second, 0:02 left"


def test_progress_is_silent_where_nobody_watches():
    class Pipe(Terminal):
        def isatty(self):
            return False

    stream = Pipe()
    progress = Progress(stream)
    progress.step()
    progress.clear()
    assert stream == []


def test_what_holds_no_documents_is_told(capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    for command in ("check", "documents", "extract"):
        status, out, told = run(capsys, command, tmp_path / "empty")
        assert (status, out) == (2, "")
        assert told == f"{tmp_path / 'empty'}: no documents in it. Nothing was done; give files or folders with articles\n"


def test_two_objects_with_one_id_are_told_what_to_change(capsys, tmp_path):
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(
            json.dumps({"doc_id": "x", "text": f"{name}: the ministers met in Cairo on Friday, it was said."}), "utf-8"
        )
    status, _, told = run(capsys, "check", tmp_path)
    assert status == 2
    assert told.endswith("a.json and " + str(tmp_path / "b.json") + ". Give one another 'doc_id'.\n")


def test_days_in_the_wrong_order_are_told_by_the_options(capsys, tmp_path):
    (tmp_path / "t.jsonl").write_text("", "utf-8")
    told = run(capsys, "show", tmp_path / "t.jsonl", "--from", "2025-11-01", "--to", "2025-01-01")[2]
    assert told == "timeline: --from and --to '2025-11-01', '2025-01-01': the end lies before the start\n"


def test_a_page_is_a_format_of_the_command_line(capsys, tmp_path):
    (tmp_path / "t.jsonl").write_text("", "utf-8")
    assert run(capsys, "show", tmp_path / "t.jsonl", "--format", "html")[1].startswith("<!doctype html>")
    status, _, told = run(capsys, "view", tmp_path / "t.jsonl", "-o", "/")
    assert (status, told) == (2, "timeline: /: is a folder. Nothing was changed; name a file\n")


def test_names_cannot_steer_the_terminal(capsys, tmp_path):
    actors = [{"id": f"local:{n}", "name": name, "type": "person"} for n, name in enumerate(("Ana\x1b[2J Lee", "Bo Ek"))]
    event = {
        "id": "e1",
        "family": "encounter",
        "kind": "call",
        "status": "held",
        "participants": actors,
        "precision": "none",
        "basis": "none",
    }
    (tmp_path / "t.jsonl").write_text(json.dumps({**event, "basis": "none"}) + "\n", "utf-8")
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    for command in (("diff", tmp_path / "none.jsonl", tmp_path / "t.jsonl"), ("graph", tmp_path / "t.jsonl", "contacts", "Bo Ek")):
        status, out, _ = run(capsys, *command)
        assert (status, "Ana\ufffd[2J Lee" in out, "\x1b" in out) == (0, True, False)


def test_help_begins_with_what_must_be_given(capsys):
    """Two dozen options in brackets tell nobody how a command is called; formats are listed where one is asked for."""
    told = run(capsys, "extract", "--help")[1]
    assert told.startswith("usage: timeline extract INPUT [INPUT …] [options]\n")
    assert run(capsys, "update", "--help")[1].startswith("usage: timeline update INPUT [INPUT …] --store DIR [options]\n")
    assert "markwhen, html" in " ".join(told.split())


def test_a_mistake_in_the_corrections_is_told_before_anything_is_read(capsys, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    (tmp_path / "c.toml").write_text('[[event]]\nid = "e1"\nset = { status = "canceled" }\n', "utf-8")
    status, _, told = run(capsys, "extract", tmp_path / "in", "--corrections", tmp_path / "c.toml", "-o", tmp_path / "t.csv")
    assert (status, told.count("\n")) == (2, 1)
    assert "c.toml:3: set.status: 'canceled' is not one of" in told


def test_a_csv_says_by_the_option_that_it_has_no_past(capsys, tmp_path):
    (tmp_path / "t.csv").write_text("id,start,end,when,family,kind\n", "utf-8")
    assert run(capsys, "show", tmp_path / "t.csv", "--as-of", "2025-01-01")[2].startswith("timeline: --as-of: a CSV holds only the result")
