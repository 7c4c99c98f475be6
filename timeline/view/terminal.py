"""The table that ``timeline show`` prints."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from timeline.chronology.rows import quoted
from timeline.model.event import Event
from timeline.model.title import counted, title, when
from timeline.view.palette import LOOKS
from timeline.view.words import shown, status_sign

if TYPE_CHECKING:
    from rich.table import Table

    from timeline.chronology.timeline import Timeline

#: Columns of text under which the table gives way to one short block an event.
_NARROW = 72
#: Columns from which the ids stand in the table.
_WIDE = 100


def table(timeline: Timeline, *, width: int = 100, color: bool = False, quotes: bool = False) -> str:
    """The timeline as text of at most ``width`` columns: when, status and as of which day, what; the id where there is room.

    ``color`` adds the colours of the statuses, ``quotes`` the sentence under each event. Ends in a line that counts.
    """
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(width, 20),
        force_terminal=color,
        color_system="truecolor" if color else None,
        no_color=not color,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    if len(timeline):
        console.print(_blocks(timeline, quotes=quotes) if width < _NARROW else _table(timeline, ids=width >= _WIDE, quotes=quotes))
    console.print(_count(timeline), soft_wrap=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _table(timeline: Timeline, *, ids: bool, quotes: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("when", "status", "as of"):
        grid.add_column(name, no_wrap=name != "when", max_width=24)
    grid.add_column("what", ratio=1)
    if ids:
        grid.add_column("id", no_wrap=True, style="dim")
    for event in timeline:
        look = LOOKS[event.status].light if event.status else ""
        what = Text(_title(timeline, event))
        quote = _quote(event) if quotes else ""
        if quote:
            what.append(f"\n{quote}", style="italic dim")
        row = [
            Text(when(event.dating, event.status) + (" (stale)" if event.stale else "")),
            Text(status_sign(event), style=look),
            Text(event.status_as_of.isoformat() if event.status_as_of else ""),
            what,
        ]
        grid.add_row(*row, *([Text(shown(event.id))] if ids else []))
    return grid


def _blocks(timeline: Timeline, *, quotes: bool) -> object:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    lines: list[object] = []
    for event in timeline:
        head = Text(when(event.dating, event.status))
        if event.status:
            head.append(f"  {status_sign(event)}", style=LOOKS[event.status].light)
            head.append(f", as of {event.status_as_of.isoformat()}" if event.status_as_of else "")
        lines += [head, Padding(Text(_title(timeline, event)), (0, 0, 0, 2))]
        quote = _quote(event) if quotes else ""
        if quote:
            lines.append(Padding(Text(quote, style="italic dim"), (0, 0, 0, 2)))
    return Group(*lines)  # type: ignore[arg-type]


def _quote(event: Event) -> str:
    mention, _ = quoted(event)
    return f"“{shown(mention.sentence)}”" if mention else ""


def _title(timeline: Timeline, event: Event) -> str:
    """The title without the status, which has a column of its own."""
    return shown(title(event, timeline.about(event)).removesuffix(f" ({status_sign(event)[2:]})"))


def _count(timeline: Timeline) -> str:
    """``12 events: 9 encounters (6 held, 3 scheduled), 3 changes; seen from 2025-10-22``."""
    encounters = timeline.encounters
    statuses = [event.status for event in encounters if event.status]
    told = ", ".join(f"{statuses.count(status)} {status.replace('_', ' ')}" for status in LOOKS if status in statuses)
    parts = f"{counted(len(encounters), 'encounter')}{f' ({told})' if told else ''}, {counted(len(timeline) - len(encounters), 'change')}"
    seen = f"; seen from {timeline.now.isoformat()}" if timeline.now else ""
    return f"{counted(len(timeline), 'event')}: {parts}{seen}"
