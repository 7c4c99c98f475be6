"""Atheris harness: ``python tests/fuzz/fuzz_reading.py -max_total_time=60 -max_len=10000``. Needs ``pip install atheris``.

The first byte chooses the suffix. Bytes that make the readers crash, hang or grow are left in ``crash-…`` for a regression test.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["timeline"]):
    from reading import SUFFIXES, feed


def one(data: bytes) -> None:
    if data:
        feed(data[1:], SUFFIXES[data[0] % len(SUFFIXES)])


if __name__ == "__main__":
    for suffix in SUFFIXES:  # the libraries that a format needs are loaded before the clock runs
        feed(b"<p>A first text.</p>", suffix)
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
