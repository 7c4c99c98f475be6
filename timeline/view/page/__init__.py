"""The self-contained web page: one file, no network, text from articles never becomes markup."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from timeline.chrono.interval import Interval, Precision
from timeline.model.event import Dating
from timeline.model.title import when
from timeline.model.vocabulary import Status
from timeline.view.palette import LOOKS

_KEEP = (
    "id", "family", "kind", "subtype", "status", "status_as_of", "title", "start", "end", "precision", "basis", "date_text", "countries",
    "about", "duration", "level", "stale", "conflicts", "part_of", "follows", "confidence", "n_documents", "n_sources", "reasons",
)  # fmt: skip


def render(records: Iterable[Mapping[str, Any]], *, title: str = "Diplomatic timeline", newest: str | None = None) -> str:
    """The page as HTML text.

    ``records`` are events as :func:`timeline.model.record.to_record` gives them, in the order of the timeline; ``newest`` is the
    newest publication date of the run (ISO day), shown as the day the page speaks of. The page asks nothing of the network: its
    content security policy forbids it, and admits only its own style and script by their digests.
    """
    files = resources.files(__package__)
    style, script = (files.joinpath(name).read_text("utf8") for name in ("page.css", "page.js"))
    style = _status_colours() + style
    signs = [[status.value, look.sign] for status, look in LOOKS.items()]
    data = {"title": title, "newest": newest, "signs": signs, "events": [_slim(record) for record in records]}
    parts = {
        "{{title}}": html.escape(title),
        "{{style}}": style,
        "{{script}}": script,
        "{{style-digest}}": _digest(style),
        "{{script-digest}}": _digest(script),
        "{{data}}": _embedded(data),
    }
    page = files.joinpath("page.html").read_text("utf8")
    pieces = []
    while page:  # each mark is replaced once, so that marks inside the data stay as they are
        found = min(((page.find(mark), mark) for mark in parts if mark in page), default=None)
        if found is None:
            pieces.append(page)
            break
        at, mark = found
        pieces += [page[:at], parts[mark]]
        page = page[at + len(mark) :]
    return "".join(pieces)


def _status_colours() -> str:
    light = "".join(f"--{status}:{look.light};" for status, look in LOOKS.items())
    dark = "".join(f"--{status}:{look.dark};" for status, look in LOOKS.items())
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")


def _embedded(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever the articles hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf8", "replace").decode("utf8")


def _when(record: Mapping[str, Any], status: Status | None) -> str:
    window = None
    if record.get("start") and record.get("end"):
        window = Interval(dt.date.fromisoformat(record["start"]), dt.date.fromisoformat(record["end"]))
    return when(Dating(interval=window, precision=Precision(record.get("precision") or "none")), status)


def _slim(record: Mapping[str, Any]) -> dict[str, Any]:
    out = {key: record[key] for key in _KEEP if record.get(key) not in (None, [], False)}
    out["when"] = _when(record, Status(record["status"]) if record.get("status") else None)
    for key in ("participants", "actors", "targets"):
        if record.get(key):
            out[key] = [{k: a[k] for k in ("id", "name", "type", "country", "office", "role") if a.get(k)} for a in record[key]]
    if record.get("place"):
        out["place"] = {k: record["place"][k] for k in ("name", "country") if record["place"].get(k)}
    if record.get("topic"):
        out["topic"] = record["topic"].get("text")
    if record.get("previous_dates"):
        out["previous"] = [p.get("date_text") if not p.get("start") else _when(p, None) for p in record["previous_dates"]]
    keep = ("doc_id", "start", "end", "text", "sentence", "rule", "status", "status_cue")
    out["mentions"] = [{k: m[k] for k in keep if m.get(k) is not None} for m in record.get("mentions") or []]
    steps = ("status", "by", "said_on", "published", "doc_id")
    out["history"] = [{k: s[k] for k in steps if s.get(k)} for s in record.get("status_history") or []]
    sources = ("doc_id", "published", "source", "url", "title")
    out["sources"] = [{k: s[k] for k in sources if s.get(k)} for s in record.get("sources") or []]
    return out
