"""A CSV for the spreadsheet behind a TimelineJS3 timeline.

The header is the template's. A month or year of a window stands without a day, never with the first; what the slide shows is in
``Display Date``. Headline and text are HTML there, so they are escaped. No column is named ``Start Date``: its presence would make the
reader pass over the others.
"""

from __future__ import annotations

import csv
from html import escape
from typing import IO, TYPE_CHECKING

from timeline.chronology.cells import guard
from timeline.chronology.rows import quoted
from timeline.export.partial import partial
from timeline.model.event import Event
from timeline.model.title import status_words, title, when
from timeline.model.vocabulary import Family

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

HEADER = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text", "Media",
    "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip


def write(timeline: Timeline, stream: IO[str], *, top: int | None = None) -> None:
    """Writes the dated encounters; of more than ``top``, those that most sources tell of (the tool is made for some 40 slides)."""
    dated = [event for event in timeline if event.family is Family.ENCOUNTER and event.dating.interval is not None]
    if top is not None:
        kept = {event.id for event in sorted(dated, key=lambda event: (-event.n_sources, -event.n_documents, event.id))[:top]}
        dated = [event for event in dated if event.id in kept]
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    for event in dated:
        row = dict.fromkeys(HEADER, "") | _dates(event) | _words(event)
        writer.writerow([row[name] for name in HEADER])


def _dates(event: Event) -> dict[str, str]:
    window = event.dating.interval
    if window is None:
        return {}
    known = partial(event.dating)
    exact = window.start == window.end or event.dating.precision == "span"
    first, last = (window.start.isoformat(), window.end.isoformat()) if exact or known is None else (known, known)
    if known is None and not exact:
        first, last = first[:4], last[:4]
    row = _split(first, "")
    return row if last == first else row | _split(last, "End ")


def _split(text: str, prefix: str) -> dict[str, str]:
    """``2018-07`` as year and month, without leading zeros."""
    return {f"{prefix}{name}": str(int(part)) for name, part in zip(("Year", "Month", "Day"), text.split("-"), strict=False)}


def _words(event: Event) -> dict[str, str]:
    mention, source = quoted(event)
    status = f" ({status_words(event.status)})" if event.status else ""
    text = f"<p>{escape(mention.sentence)}</p>" if mention else ""
    if source is not None:
        told = escape(", ".join(part for part in (source.source, source.published.isoformat() if source.published else None) if part))
        linked = source.url is not None and source.url.startswith(("http://", "https://"))
        text += f'<p><a href="{escape(source.url or "")}">{told or "source"}</a></p>' if linked else f"<p>{told}</p>"
    return {"Display Date": when(event.dating) + status, "Headline": guard(escape(title(event))), "Text": text, "Group": event.kind.value}
