"""Inputs and outputs at addresses: memory:// and file://, what is missing, and the same bytes as from a folder."""

import json
import subprocess
import sys

import pytest

import timeline
from timeline.cli import main
from timeline.errors import ExtraError, InputError, OutputError
from timeline.model.event import Event
from timeline.model.vocabulary import Kind
from timeline.pipeline import load
from timeline.pipeline.remote import delivered, is_address, staged, writable, write_shards

fsspec = pytest.importorskip("fsspec", reason="the extra [cluster] is not installed")

TEXT = "Sergey Lavrov met Marco Rubio in Riyadh on 18 February 2025, the Russian foreign ministry said."


@pytest.fixture
def memory():
    filesystem = fsspec.filesystem("memory")
    yield filesystem
    for path in filesystem.find(""):
        filesystem.rm_file(path)


def call(number):
    return Event(id=f"e{number:03}", kind=Kind.CALL)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("s3://b/a", True), ("simplecache::gs://b/a", True), ("memory://a", True), ("articles/", False), ("C://a", False), ("-", False)],
)
def test_address_or_path(path, expected):
    assert is_address(path) is expected


def test_folder_file_and_pattern_are_fetched_with_their_names(memory):
    for name in ("in/a.txt", "in/2025/b.txt", "in/2024/c.txt", "other/d.txt"):
        memory.pipe_file(f"/{name}", name.encode())

    def fetched(address):
        with staged(["here.txt", address]) as ((first, copy), named):
            assert first == "here.txt"
            assert named(f"{copy}/x: skipped") == f"{address.rstrip('/')}/x: skipped"
            if copy.is_file():
                return copy.read_text()
            return sorted((file.relative_to(copy).as_posix(), file.read_text()) for file in copy.rglob("*") if file.is_file())

    assert fetched("memory://in/") == [("2024/c.txt", "in/2024/c.txt"), ("2025/b.txt", "in/2025/b.txt"), ("a.txt", "in/a.txt")]
    assert fetched("memory://in/a.txt") == "in/a.txt"
    assert fetched("memory://in/20*") == fetched("memory://in/2*/*.txt")
    assert fetched("memory://in/2*/*.txt") == [("2024/c.txt", "in/2024/c.txt"), ("2025/b.txt", "in/2025/b.txt")]


def test_own_outputs_are_not_fetched(memory):
    for name in ("a.txt", "t.jsonl"):
        memory.pipe_file(f"/in/{name}", b"x")
    with staged(["memory://in/"], exclude=["memory://in/t.jsonl", "here.csv"]) as ((copy,), _):
        assert [file.name for file in copy.iterdir()] == ["a.txt"]


def test_copies_are_gone_afterwards(memory):
    memory.pipe_file("/in/a.txt", b"a")
    with staged(["memory://in/"]) as ((copy,), _):
        assert copy.is_dir()
    assert not copy.exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://nowhere/", "there is nothing there"),
        ("nosuch://bucket/a", "nobody knows 'nosuch://'"),
        ("https://example.org/a.html", "fetches nothing from the web"),
    ],
)
def test_what_cannot_be_read_is_one_line(memory, address, told):
    with pytest.raises(InputError, match=told) as error, staged([address]):
        pass
    assert "\n" not in str(error.value)


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(ExtraError, match=r"s3://b/a: s3:// needs a package of its own: pip install s3fs"), staged(["s3://b/a"]):
        pass


def test_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(ExtraError, match=r'pip install "diplomatic-timeline\[cluster\]"'), staged(["s3://b/a"]):
        pass


def breaks_off(address):
    with delivered(address) as place:
        place.write_text("half of the sec")
        raise ZeroDivisionError


def test_output_is_sent_whole_or_not_at_all(memory):
    with delivered("memory://out/t.csv") as place:
        place.write_text("first")
    with pytest.raises(ZeroDivisionError):
        breaks_off("memory://out/t.csv")
    assert memory.cat_file("/out/t.csv") == b"first"
    with delivered("memory://out/t.csv") as place:
        place.write_text("second")
    assert memory.cat_file("/out/t.csv") == b"second"
    assert [path.rpartition("/")[2] for path in memory.find("/out")] == ["t.csv"]


def test_output_that_cannot_be_sent_says_so(memory, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Access denied")

    monkeypatch.setattr(type(memory), "put_file", refuse)
    with (
        pytest.raises(OutputError, match=r"memory://out/t.csv: cannot be written \(Access denied\)"),
        delivered("memory://out/t.csv") as place,
    ):
        place.write_text("x")


def test_folder_is_no_file(memory):
    memory.pipe_file("/out/a", b"")
    with pytest.raises(OutputError, match="is a folder"):
        writable("memory://out")
    writable("memory://out/t.csv")


def test_shards_hold_all_events_and_old_ones_go(tmp_path, memory, monkeypatch):
    pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
    from timeline.chronology import Timeline

    monkeypatch.setattr("timeline.pipeline.remote.SHARD", 2)
    events = Timeline(call(number) for number in range(5))
    write_shards(events, tmp_path / "t")
    assert sorted(file.name for file in (tmp_path / "t").iterdir()) == [f"part-0000{n}.parquet" for n in range(3)]
    assert load(tmp_path / "t") == events
    for tl in (events, events[:3]):
        with delivered("memory://t/") as place:
            write_shards(tl, place)
        assert load("memory://t/") == tl
    write_shards(events[:0], tmp_path / "t")
    assert [file.name for file in (tmp_path / "t").iterdir()] == ["part-00000.parquet"]
    assert len(load(tmp_path / "t")) == 0


@pytest.mark.model
def test_timeline_of_addresses_is_that_of_the_folder(root, memory, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    for file in (root / "seeds").iterdir():
        memory.put_file(str(file), f"/news/{file.name}")
    memory.pipe_file("/news/empty.txt", b"")
    assert main(["extract", "memory://news/", "-o", "memory://out/shards/", "--format", "jsonl"]) == 2
    assert "names a folder" in capsys.readouterr().err
    assert main(["extract", "memory://news/", "-o", "memory://out/t.jsonl"]) == 1
    told = capsys.readouterr().err
    assert "memory://news/empty.txt: skipped" in told
    assert main(["extract", str(root / "seeds"), "-o", str(tmp_path / "t.jsonl")]) == 0
    assert memory.cat_file("/out/t.jsonl") == (tmp_path / "t.jsonl").read_bytes()
    record = json.loads(memory.cat_file("/out/t.run.json"))
    assert set(record["digests"]["outputs"]) == {"t.jsonl"}
    assert timeline.extract("memory://news/", on_skip=lambda _: None) == load(tmp_path / "t.jsonl") == load("memory://out/t.jsonl")


@pytest.mark.model
def test_parquet_shards_of_articles_become_parquet_shards_of_events(root, memory, tmp_path, monkeypatch, capsys):
    """As on a cluster: articles in several Parquet files, document events out in shards, merged afterwards from there."""
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
    monkeypatch.setenv("TIMELINE_CACHE", str(tmp_path / "cache"))
    days = ["2025-10-09", "2025-04-03", "2025-10-22", "2018-07-24"]
    files = sorted((root / "seeds").glob("*.txt"))
    rows = [{"doc_id": file.stem, "text": file.read_text("utf-8"), "published": day} for file, day in zip(files, days, strict=True)]
    for number in range(2):
        pandas.DataFrame(rows[2 * number : 2 * number + 2]).to_parquet(tmp_path / "x.parquet")
        memory.put_file(str(tmp_path / "x.parquet"), f"/articles/part-{number}.parquet")
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shards = ["extract", "memory://articles/", "--no-merge", "--format", "parquet", "-o", "memory://events/"]
    assert main(shards) == 0
    assert [path.rpartition("/")[2] for path in memory.find("/events")] == ["part-00000.parquet"]
    assert main(["merge", "memory://events/", "-o", str(tmp_path / "merged.jsonl")]) == 0
    assert main(["extract", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "t.jsonl")]) == 0
    assert (tmp_path / "merged.jsonl").read_bytes() == (tmp_path / "t.jsonl").read_bytes()
    capsys.readouterr()
    assert main(["show", "memory://events/", "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") > 10


def test_no_address_loads_no_fsspec(tmp_path):
    (tmp_path / "a.txt").write_text("The museum in Paris opens at nine.")
    code = f"import sys, timeline; timeline.extract({str(tmp_path)!r}, cache=False); print('fsspec' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["False"]
