"""Memory and speed on much input; run by the slow tier."""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from peak_memory import PEAK

_SPEC = importlib.util.spec_from_file_location("stories_for_memory", Path(__file__).with_name("stories.py"))
stories = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = stories
_SPEC.loader.exec_module(stories)

pytestmark = pytest.mark.slow

MIB = 2**20
_MEASURE = """
import resource, sys
from timeline.layout import paragraphs
from timeline.sources import read, spool

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

add, seen = spool.Spool.add, []
def counted(self, document, *, own_id):
    add(self, document, own_id=own_id)
    seen.append(resident()) if len(seen) < 1000 or len(seen) % 1000 == 999 else seen.append(0)
spool.Spool.add = counted
for document in read(sys.argv[1]):
    paragraphs(document.text)
print(PEAK, seen[min(999, len(seen) - 1)], max(seen), len(seen))
"""


def measure(path):
    out = subprocess.run([sys.executable, "-c", _MEASURE.replace("PEAK", PEAK), str(path)], capture_output=True, text=True, check=True)
    return [int(n) for n in out.stdout.split()]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc, which only Linux has")
def test_a_text_of_fifty_mebibytes_stays_under_one_gibibyte(tmp_path):
    with open(tmp_path / "report.txt", "w", encoding="utf-8") as out:
        n = 0
        while out.tell() < 50 * MIB:
            out.write(stories.story(n).text + "\n\n")
            n += 1
    assert measure(tmp_path / "report.txt")[0] < 1024 * MIB


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc, which only Linux has")
def test_memory_does_not_grow_over_ten_thousand_files(tmp_path):
    for n in range(10_000):
        (tmp_path / f"{n:05d}.txt").write_text(stories.story(n).text, "utf-8")
    _, first, most, count = measure(tmp_path)
    assert count == 10_000
    assert most <= 1.1 * first


_EXTRACT = """
import datetime as dt, sys
from timeline.pipeline import extract
rows = len(extract(sys.argv[1], published=dt.date(2018, 7, 24), merge=False, cache=False))
print(PEAK, rows)
"""
PAGE = 3_000


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc, which only Linux has")
def test_a_long_report_is_tagged_in_pieces(tmp_path):
    """Four times the pages cost hardly more memory, and no more than five times the seconds."""
    cost = []
    for pages in (40, 160):
        text = ""
        n = 0
        while len(text) < pages * PAGE:
            text += f"{stories.story(n).title}\n\n{stories.story(n).text}\n\n"
            n += 1
        (tmp_path / f"{pages}.txt").write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        out = subprocess.run(
            [sys.executable, "-c", _EXTRACT.replace("PEAK", PEAK), str(tmp_path / f"{pages}.txt")],
            capture_output=True,
            text=True,
            check=True,
        )
        peak, rows = map(int, out.stdout.split())
        cost.append((peak, rows, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))
    (small, few, quick), (large, many, slow) = cost
    assert many > few > 50
    assert large - small < 60 * MIB  # half a MiB a page: mentions are kept, parsed paragraphs are not
    assert slow < 5 * quick
