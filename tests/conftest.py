"""Where the annotated articles are, for the tests that measure on them; they skip, with a reason, where these are absent."""

from __future__ import annotations

import os
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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI everything is there, so a skipped test is a test that did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("TIMELINE_NO_SKIPS") and skipped:
        for report in skipped:
            terminalreporter.write_line(f"skipped where nothing may be: {report.nodeid}", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("TIMELINE_NO_SKIPS") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = 1
