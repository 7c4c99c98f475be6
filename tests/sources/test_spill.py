"""Bytes that come once can be read often, with the same memory however many they are."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peak_memory import PEAK

from timeline.sources import Limits, RefusedError, read, spill

MIB = 2**20
TEXT = "The foreign ministers of both states met in Cairo on Friday, and they will meet again in the spring, an official said."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=40)), st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(0, 60)), max_size=8))
def test_streams_of_one_spill_do_not_disturb_each_other(pieces, moves):
    data = b"".join(pieces)
    with spill.spilled(pieces) as (opener, size):
        assert size == len(data)
        mine, theirs = [opener(), opener()], [io.BytesIO(data), io.BytesIO(data)]
        for which, place, count in moves:
            mine[which].seek(place)
            theirs[which].seek(place)
            assert mine[which].read(count) == theirs[which].read(count)


def test_what_is_large_is_read_back_from_disk():
    pieces = [bytes([n]) * MIB for n in range(9)]
    with spill.spilled(pieces) as (opener, size), opener() as stream:
        assert size == 9 * MIB
        stream.seek(-1, io.SEEK_END)
        assert stream.read() == b"\x08"
        stream.seek(0)
        assert stream.read() == b"".join(pieces)


def peak(code, data=b"", **more):
    """Peak memory of a process, in bytes."""
    script = f"{code}\nprint({PEAK})"
    out = subprocess.run([sys.executable, "-c", script], input=data, capture_output=True, check=True, **more)
    return int(out.stdout.split()[-1])


def lines(count):
    """JSON lines of about 21 KiB."""
    return b"".join(
        json.dumps({"doc_id": f"d{n:06d}", "text": f"{TEXT} {n} " + "They talked. " * 1600}).encode() + b"\n" for n in range(count)
    )


READ = "from timeline.sources import read\nassert sum(1 for d in read({!r})) == {}"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, which only Linux has")
def test_standard_input_is_not_held_in_memory():
    small, large = lines(30), lines(2_400)
    assert len(large) > 40 * MIB
    assert peak(READ.format("-", 2_400), large) - peak(READ.format("-", 30), small) < 25 * MIB


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, which only Linux has")
def test_a_packed_stream_is_not_held_in_memory(tmp_path):
    data = lines(2_400)
    with gzip.open(tmp_path / "large.jsonl.gz", "wb", 1) as out:
        out.write(data)
    (tmp_path / "small.jsonl").write_bytes(lines(30))
    large = peak(READ.format(str(tmp_path / "large.jsonl.gz"), 2_400))
    assert large - peak(READ.format(str(tmp_path / "small.jsonl"), 30)) < 25 * MIB


def test_standard_input_has_a_limit():
    code = "import sys\nfrom timeline.sources import Limits, read\nlist(read('-', limits=Limits(stdin=1000), on_skip=print))"
    out = subprocess.run([sys.executable, "-c", code], input=b"a " * 1000, capture_output=True, check=True)
    assert out.stdout.decode() == (
        "-: skipped, it holds more than the 1,000 bytes that are read of such a file. Split it, or raise the limit with --max-stdin-size.\n"
    )


def test_a_member_of_an_archive_may_be_as_large_as_its_kind_allows(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("long.txt", TEXT * 20)
        archive.writestr("many.jsonl", lines(20))
    skipped = []
    documents = list(read(tmp_path / "a.zip", limits=Limits(file=2_000), on_skip=skipped.append))
    assert len(documents) == 20
    assert [(s.path.rpartition("/")[2], s.reason) for s in skipped] == [
        ("long.txt", "it has 2,360 bytes, more than the 2,000 bytes that are read of such a file.")
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_sparse_member_of_a_tar_is_no_way_to_fill_the_disk(tmp_path, packed):
    header = _sparse_header("zeros.txt", 1 << 40)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(TEXT)
        archive.addfile(entry, io.BytesIO(TEXT.encode()))
    data = header + out.getvalue()
    path = tmp_path / ("t.tar.gz" if packed else "t.tar")
    path.write_bytes(gzip.compress(data) if packed else data)
    skipped = []
    assert [d.text for d in read(path, on_skip=skipped.append)] == [TEXT]
    assert "as a trap would" in str(skipped[0])
    assert "zeros.txt" in skipped[0].path


def _sparse_header(name, size):
    """The header of a GNU sparse file of ``size`` bytes, none of which is stored."""
    block = bytearray(tarfile.TarInfo(name).tobuf(tarfile.GNU_FORMAT))
    block[156:157] = tarfile.GNUTYPE_SPARSE
    block[386:410] = b"%011o\0" % size + b"%011o\0" % 0 if size < 8**11 else b"\x80" + size.to_bytes(11, "big") + b"00000000000\0"
    block[482:483] = b"\0"
    block[483:495] = b"\x80" + size.to_bytes(11, "big")
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def test_members_that_are_refused_use_up_what_the_archive_may_unpack_to(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(12):
            archive.writestr(f"{n:02d}.txt", "0 " * MIB)
    skipped = []
    assert list(read(tmp_path / "a.zip", limits=Limits(archive=4 * MIB), on_skip=skipped.append)) == []
    assert "times its packed size" in str(skipped[0])
    assert "the archive unpacks to more than 4 MiB" in str(skipped[-1])


def test_two_entries_of_one_name_are_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for word in ("One", "Two"):
            archive.writestr("a.txt", f"{TEXT} {word}")
    skipped = []
    (document,) = read(tmp_path / "a.zip", on_skip=skipped.append)
    assert document.text.endswith("One")
    assert [s.reason for s in skipped] == ["an entry of this name has been read already."]


def test_a_full_disk_is_one_line(monkeypatch):
    class Full(io.BytesIO):
        def __init__(self, max_size):
            super().__init__()

        def write(self, data):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(spill.tempfile, "SpooledTemporaryFile", Full)
    with (
        pytest.raises(RefusedError, match=r"takes no more of it \(No space left on device\)\. Make room, or name another folder"),
        spill.spilled([b"x"]),
    ):
        pass
