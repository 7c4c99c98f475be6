"""Writers of other people's formats, one file a format, and :func:`write`, the one way in.

Nothing written depends on the day or the machine. A file appears whole or not at all.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Literal

from timeline.errors import ExtraError, FormatError, QueryError
from timeline.export.files import replacing, replacing_folder

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

__all__ = ["FORMATS", "Format", "format_of", "text", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its ``name``; the suffixes that mean it; whether it is ``text``, ``bytes`` or a ``folder``; what it opens in.

    ``extra`` is the extra that brings what writing it needs. ``bom`` marks files that begin with a byte order mark, by which
    spreadsheets know UTF-8. ``writer`` is the module that writes it, where that is none of this room: looked up on use, as it lies above.
    """

    name: str
    purpose: str
    suffixes: tuple[str, ...] = ()
    kind: Literal["text", "bytes", "folder"] = "text"
    extra: str | None = None
    bom: bool = False
    writer: str | None = None


#: Every format that is written, by name.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("csv", "one row an event: Excel, LibreOffice, pandas, R", (".csv",), bom=True),
            Format("jsonl", "one event a line, whole: the format to keep and to read back", (".jsonl", ".ndjson")),
            Format("parquet", "typed columns, and each whole event: pandas, R, DuckDB", (".parquet",), "bytes", "parquet"),
            Format("xlsx", "sheets of events, mentions and the codebook: Excel", (".xlsx",), "bytes", "excel"),
            Format("graphml", "the graph: Gephi, yEd, Cytoscape, igraph", (".graphml",), "bytes"),
            Format("gexf", "the graph, dynamic: Gephi", (".gexf",), "bytes"),
            Format("neo4j", "a folder of CSVs with a script: Neo4j", (), "folder"),
            Format("ics", "calendar: Outlook, Google, Apple, Thunderbird", (".ics",)),
            Format("timelinejs", "CSV for a TimelineJS spreadsheet", ()),
            Format("ftm", "FollowTheMoney entities as JSON lines: Aleph", (".ftm", ".ftm.json")),
            Format("plover", "PLOVER records as JSON lines, with CAMEO codes", ()),
            Format("jsonld", "schema.org events as JSON-LD: RDF tools", (".jsonld",)),
            Format("vis", "items and groups of vis-timeline as JSON", ()),
            Format("markwhen", "markwhen's text timeline", (".mw",)),
            Format("html", "the web page, in one file: any browser", (".html",), writer="timeline.view.web"),
        )
    }
)


def format_of(path: str | PathLike[str], format: str | None = None) -> Format:
    """The format named, else the one that the path's suffix means.

    Raises :class:`~timeline.errors.FormatError`, listing the formats, where neither tells.

    >>> format_of("t.csv").name, format_of("calendar", "ics").name
    ('csv', 'ics')
    """
    if format is not None:
        if format not in FORMATS:
            raise FormatError(f"no format {format!r}; there are {', '.join(FORMATS)}")
        return FORMATS[format]
    name = Path(path).name.lower()
    for known in FORMATS.values():
        if name.endswith(known.suffixes) if known.suffixes else False:
            return known
    raise FormatError(f"{fspath(path)}: its suffix names no format; name one of {', '.join(FORMATS)}")


def write(timeline: Timeline, target: str | PathLike[str] | IO[Any], format: str | None = None, **options: Any) -> None:
    """Writes the timeline to a path (a folder for ``neo4j``) or to an open stream, text or binary as the format needs.

    The path's suffix tells the format unless ``format`` does; a stream needs ``format``. ``options`` are those of the format's writer:
    ``projection``, ``status``, ``documents`` and (GEXF) ``imprecise`` for graphs; ``imprecise`` for ``ics`` and ``plover``; ``top`` for
    ``timelinejs``; ``status`` for ``ftm``; ``title`` for ``html``.

    Raises :class:`~timeline.errors.FormatError` for an unknown format, :class:`~timeline.errors.QueryError` for an option that it has
    not, :class:`~timeline.errors.ExtraError` where an extra is missing, :class:`~timeline.errors.OutputError` where the target cannot
    be written; nothing is changed then.
    """
    if isinstance(target, str | PathLike):
        chosen = format_of(target, format)
        where = fspath(target)
    elif format is None:
        raise FormatError("an open stream has no suffix; name the format")
    else:
        chosen = format_of("", format)
        where = getattr(target, "name", format)
    try:
        writer = import_module(chosen.writer or f"timeline.export.{chosen.name}")
        known = list(signature(writer.write).parameters)[2:]
        strange = [option for option in options if option not in known]
        if strange:
            able = ", ".join(known) or "none"
            raise QueryError(f"{chosen.name} has no option {strange[0]!r}; it has {able}. Leave it out, or name another format")
        if chosen.kind == "folder":
            if not isinstance(target, str | PathLike):
                raise FormatError(f"{chosen.name} is a folder of files; name a path")
            with replacing_folder(target) as folder:
                writer.write(timeline, folder, **options)
        elif isinstance(target, str | PathLike):
            encoding = None if chosen.kind == "bytes" else "utf-8-sig" if chosen.bom else "utf-8"
            with replacing(target, encoding=encoding) as stream:
                writer.write(timeline, stream, **options)
        else:
            writer.write(timeline, target, **options)
    except ImportError as error:
        if chosen.extra is None:
            raise
        install = f'pip install "diplomatic-timeline[{chosen.extra}]"'
        raise ExtraError(
            f"{where}: writing {chosen.name} needs an extra: {install}. Nothing was written; the CSV has the same rows."
        ) from error


def text(timeline: Timeline, format: str, **options: Any) -> str:
    """The timeline in a text format, as text. Raises :class:`~timeline.errors.FormatError` where the format is none."""
    if format_of("", format).kind != "text":
        raise FormatError(f"{format} is no text; write it to a path")
    stream = io.StringIO(newline="")
    write(timeline, stream, format, **options)
    return stream.getvalue()
