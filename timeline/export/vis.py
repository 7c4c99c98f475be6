"""Items and groups for vis-timeline, as one JSON object ``{"items": […], "groups": […]}``.

``className`` is the status, and ``window`` beside it where the days only hold the event. ``content`` is HTML there, so it is escaped.
"""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import IO, TYPE_CHECKING, Any

from timeline.chronology.rows import quoted
from timeline.export.partial import is_exact
from timeline.model.event import Event
from timeline.model.title import title, when

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline


def write(timeline: Timeline, stream: IO[str]) -> None:
    """Writes the dated events, in groups by kind."""
    items = [_item(timeline, event) for event in timeline if event.dating.interval is not None]
    kinds = dict.fromkeys(item["group"] for item in items)
    json.dump({"items": items, "groups": [{"id": kind, "content": kind} for kind in kinds]}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _item(timeline: Timeline, event: Event) -> dict[str, Any]:
    mention, _ = quoted(event)
    status = event.status.value if event.status else "change"
    tip = [when(event.dating, event.status), mention.sentence if mention else ""]
    item: dict[str, Any] = {
        "id": event.id,
        "content": escape(title(event, timeline.about(event))),
        "title": "<br>".join(escape(part) for part in tip if part),
        "group": event.kind.value,
        "className": status if is_exact(event.dating) else f"{status} window",
    }
    start, end = event.start, event.end
    if start is None or end is None:
        return item
    if start == end:
        return item | {"type": "point", "start": start.isoformat()}
    after = end + dt.timedelta(days=1) if end < dt.date.max else end
    return item | {"type": "range", "start": start.isoformat(), "end": after.isoformat()}
