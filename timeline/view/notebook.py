"""The table that a notebook shows: compact, statuses in colour, the quote on demand. All text of articles is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from timeline.chronology.rows import quoted
from timeline.model.event import Event
from timeline.model.title import counted, title, when
from timeline.view.palette import LOOKS
from timeline.view.words import around, shown, status_sign

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

#: Rows that are shown at most; a longer timeline says how many follow.
_MOST = 100

_STYLE = """
.tl-table{border-collapse:collapse;font-size:.92em;text-align:left}
.tl-table th,.tl-table td{text-align:left!important;vertical-align:top;padding:.25em .7em .25em 0}
.tl-table th,.tl-table td{border-bottom:1px solid rgba(128,128,128,.25)}
.tl-table td:nth-child(1),.tl-table td:nth-child(2){white-space:nowrap}
.tl-table caption{text-align:left;caption-side:top}
.tl-table summary{cursor:pointer}
.tl-table blockquote{margin:.3em 0 .3em 1em;max-width:60em}
.tl-table mark{background:none;color:inherit;font-weight:700;text-decoration:underline}
.tl-table small{opacity:.75}
"""


def html(timeline: Timeline, *, most: int = _MOST) -> str:
    """The first ``most`` events as an HTML table. Works on light and dark ground, without script."""
    rows = "".join(_row(timeline, event) for event in timeline[:most])
    seen = f", seen from {timeline.now.isoformat()}" if timeline.now else ""
    rest = len(timeline) - most
    more = f'<p><small>and {rest} more: tl[{most}:] shows them, tl.to_html("page.html") all of them</small></p>' if rest > 0 else ""
    count = counted(len(timeline), "event") + seen
    head = "<tr><th>when</th><th>status</th><th>what</th></tr>"
    return (
        f"<style>{_STYLE}{_colours()}</style>"
        f'<table class="tl-table"><caption>{count}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>{more}'
    )


def _colours() -> str:
    """The colours of the statuses on light ground, and on dark (by the browser's wish, or JupyterLab's theme)."""
    light = "".join(f".tl-table .tl-{status}{{color:{look.light}}}" for status, look in LOOKS.items())
    dark = "".join(f".tl-table .tl-{status}{{color:{look.dark}}}" for status, look in LOOKS.items())
    lab = "".join(f"body[data-jp-theme-light=false] .tl-table .tl-{status}{{color:{look.dark}}}" for status, look in LOOKS.items())
    back = "".join(f"body[data-jp-theme-light=true] .tl-table .tl-{status}{{color:{look.light}}}" for status, look in LOOKS.items())
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}{lab}{back}"


def _row(timeline: Timeline, event: Event) -> str:
    status = ""
    if event.status:
        as_of = f"<br><small>as of {event.status_as_of.isoformat()}</small>" if event.status_as_of else ""
        status = f'<span class="tl-{event.status.value}">{_safe(status_sign(event))}</span>{as_of}'
    what = _safe(title(event, timeline.about(event)).removesuffix(f" ({status_sign(event)[2:]})"))
    stale = "<br><small>its time has passed</small>" if event.stale else ""
    return f"<tr><td>{_safe(when(event.dating, event.status))}{stale}</td><td>{status}</td><td>{_quote(event, what)}</td></tr>"


def _quote(event: Event, what: str) -> str:
    """The title, which opens to show the sentence with the trigger marked, its source and the id."""
    mention, source = quoted(event)
    if mention is None:
        return f"<bdi>{what}</bdi>"
    parts = list(around(mention.sentence, mention.text, "", ""))
    words = "".join(f"<mark>{_safe(part)}</mark>" if number == 1 else _safe(part) for number, part in enumerate(parts))
    told = [source.source or source.doc_id, source.published.isoformat() if source.published else "undated"] if source else [mention.doc_id]
    link = _safe(", ".join(told))
    if source is not None and source.url and source.url.startswith(("http://", "https://")):
        link = f'<a href="{escape(source.url)}" rel="noopener noreferrer" target="_blank">{link}</a>'
    return (
        f"<details><summary><bdi>{what}</bdi></summary><blockquote><bdi>{words}</bdi><br>"
        f"<small>{link} · {_safe(mention.rule)} · <code>{_safe(event.id)}</code></small></blockquote></details>"
    )


def _safe(text: str) -> str:
    return escape(shown(text))
