"""Atheris harness: ``python tests/fuzz/fuzz_reading.py -max_total_time=60 -max_len=10000``. Needs ``pip install atheris``.

The first byte chooses the suffix. Unless a folder of inputs is named, the small ones of the fixture folder are begun with. Bytes that
make the readers crash, hang or grow are left in ``crash-…`` for a regression test.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["timeline"]):
    from reading import SUFFIXES, feed


LARGEST = 9_000
"""Bytes of a fixture that is begun with."""


def one(data: bytes) -> None:
    if data:
        feed(data[1:], SUFFIXES[data[0] % len(SUFFIXES)])


def seeds(folder: Path) -> None:
    """The small inputs of the fixture folder, each behind the byte of its suffix."""
    spec = importlib.util.spec_from_file_location("make_fixtures", Path(__file__).parents[1] / "sources" / "make_fixtures.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    for n, case in enumerate(module.cases()):
        data = case.data.encode("utf-8", "surrogatepass") if isinstance(case.data, str) else case.data or b""
        suffix = Path(case.name).suffix
        if len(data) < LARGEST:
            (folder / f"{n:04d}").write_bytes(bytes([SUFFIXES.index(suffix if suffix in SUFFIXES else "")]) + data)


if __name__ == "__main__":
    if all(argument.startswith("-") for argument in sys.argv[1:]):
        begun = tempfile.mkdtemp(prefix="fuzz-seeds-")
        seeds(Path(begun))
        sys.argv += ["-len_control=0", begun]
    for suffix in SUFFIXES:  # the libraries that a format needs are loaded before the clock runs
        feed(b"<p>A first text.</p>", suffix)
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
