"""What every column and every value means: the one source of header order, documentation and the spreadsheet's sheet.

The entries are data, in ``codebook.toml`` beside this file. ``python -m timeline.model.codebook`` prints ``docs/codebook.md``.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

Level = Literal["event", "participant", "dyad", "mention", "claim"]

#: Levels of :meth:`~timeline.chronology.timeline.Timeline.to_frame`, each with its own columns.
LEVELS: tuple[Level, ...] = ("event", "participant", "dyad", "mention", "claim")

#: Groups of values with their headings, in the order of the page.
GROUPS = MappingProxyType(
    {
        "family": "Families",
        "kind": "Kinds",
        "subtype": "Subtypes",
        "status": "Statuses",
        "precision": "Precisions",
        "basis": "Bases",
        "level": "Levels",
        "actor_type": "Actors",
        "published_basis": "Publication dates",
    }
)

_HEADINGS = MappingProxyType(
    {
        "event": "Columns of a timeline (CSV, XLSX, Parquet, `to_frame()`)",
        "participant": 'Columns of `to_frame(level="participant")`: one row for each event and who takes part',
        "dyad": 'Columns of `to_frame(level="dyad")`: one row for each encounter and unordered pair of states',
        "mention": 'Columns of `to_frame(level="mention")`: one row for each telling',
        "claim": 'Columns of `to_frame(level="claim")`: one row for each source\'s value of a field',
    }
)

#: How a type is stored in a frame (pandas) and in the CSV.
TYPES = MappingProxyType(
    {
        "text": "string; unknown is empty",
        "list": "string; items joined by `; `, unknown is empty",
        "day": "datetime64[s]; ISO day, unknown is empty",
        "category": "category; unknown is empty",
        "integer": "Int64; unknown is empty",
        "number": "float64; unknown is empty",
        "boolean": "bool; true or false",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One column or value: its ``name``, what it means, an example. ``type`` is a key of :data:`TYPES` for a column."""

    name: str
    definition: str
    example: str
    type: str | None = None


@lru_cache(maxsize=1)
def _book() -> MappingProxyType[str, tuple[Entry, ...]]:
    text = resources.files("timeline.model").joinpath("codebook.toml").read_text("utf-8")
    return MappingProxyType({group: tuple(Entry(**entry) for entry in entries) for group, entries in tomllib.loads(text).items()})


def columns(level: Level = "event") -> tuple[Entry, ...]:
    """The columns of a level, in their order.

    >>> [column.name for column in columns()][:4]
    ['id', 'start', 'end', 'when']
    """
    return _book()[level]


def values(group: str) -> tuple[Entry, ...]:
    """The values of a group, one of :data:`GROUPS`.

    >>> [value.name for value in values("kind")][:3]
    ['meeting', 'call', 'visit']
    """
    return _book()[group]


def rows() -> tuple[tuple[str, Entry], ...]:
    """All entries with the group they belong to: first the columns of the event level, then the values, then the other levels."""
    found = [("column", entry) for entry in columns()]
    for group in GROUPS:
        found.extend((group, entry) for entry in values(group))
    for level in LEVELS[1:]:
        found.extend((f"column ({level})", entry) for entry in columns(level))
    return tuple(found)


def markdown() -> str:
    """The codebook as a page in Markdown, ending in a line end."""
    parts = [
        "# Codebook",
        "",
        "Made from `timeline/model/codebook.toml` by `python -m timeline.model.codebook`; `timeline codebook` prints it. Days are",
        "calendar days, both ends inclusive. Offsets count characters of the article's text, the end exclusive.",
        "",
    ]
    parts += _table(_HEADINGS["event"], columns())
    for group, heading in GROUPS.items():
        parts += _table(heading, values(group))
    for level in LEVELS[1:]:
        parts += _table(_HEADINGS[level], columns(level))
    parts += ["## Types of columns", "", "| type | in a frame; in the CSV |", "|---|---|"]
    parts += [f"| {name} | {meaning} |" for name, meaning in TYPES.items()]
    return "\n".join(parts) + "\n"


def text() -> str:
    """The codebook for a terminal: a name a line, its definition and an example under it."""
    parts = []
    for heading, entries in (
        (_HEADINGS["event"], columns()),
        *((heading, values(group)) for group, heading in GROUPS.items()),
        *((_HEADINGS[level], columns(level)) for level in LEVELS[1:]),
    ):
        parts += [heading.replace("`", ""), "=" * len(heading.replace("`", "")), ""]
        for entry in entries:
            parts += [entry.name + (f" ({entry.type})" if entry.type else ""), f"    {entry.definition}"]
            parts += [f"    e.g. {entry.example}"] if entry.example else []
        parts.append("")
    return "\n".join(parts)


def _table(heading: str, entries: tuple[Entry, ...]) -> list[str]:
    typed = any(entry.type for entry in entries)
    head = ["column", "type", "definition", "example"] if typed else ["value", "definition", "example"]
    lines = [f"## {heading}", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for entry in entries:
        cells = [f"`{entry.name}`", *([entry.type or ""] if typed else []), entry.definition, entry.example]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return [*lines, ""]


if __name__ == "__main__":
    sys.stdout.write(markdown())
