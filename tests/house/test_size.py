"""The default install stays small: what its distributions hold, measured where the tests run."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

MEGABYTE = 1_000_000


def required(name: str, seen: set[str]) -> set[str]:
    """The distributions that a plain install of `name` brings, without extras."""
    for line in distribution(name).requires or []:
        requirement = Requirement(line)
        if requirement.name.lower() in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            distribution(requirement.name)
        except PackageNotFoundError:
            continue
        seen.add(requirement.name.lower())
        required(requirement.name, seen)
    return seen


def size(name: str) -> int:
    """Bytes of the files that a distribution lists as its own, without the bytecode that Python adds."""
    paths = (Path(str(file.locate())) for file in distribution(name).files or [] if file.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.exists())


def test_a_default_install_is_at_most_450_megabytes(root: Path) -> None:
    sizes = {name: size(name) / MEGABYTE for name in required("diplomatic-timeline", set())}
    ours = sum(p.stat().st_size for p in (root / "timeline").rglob("*") if p.is_file() and p.suffix != ".pyc") / MEGABYTE
    largest = sorted(sizes.items(), key=lambda pair: -pair[1])[:8]
    assert sizes["spacy"] > 50
    assert sum(sizes.values()) + ours <= 450, largest
