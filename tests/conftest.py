"""Where the annotated articles are, for the tests that measure on them; they skip, with a reason, where these are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the annotated articles (../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"
