"""Anything in: files, folders, tables, saved pages, feeds, mail, archives and standard input, read as documents."""

from __future__ import annotations

from timeline.sources.items import Limits, RefusedError, Skipped
from timeline.sources.reading import read

__all__ = ["Limits", "RefusedError", "Skipped", "read"]
