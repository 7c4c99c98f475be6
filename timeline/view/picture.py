"""The timeline as an interactive picture (Altair). Works offline; PNG and SVG come from vl-convert, without a browser."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from timeline.chrono.interval import Precision
from timeline.chronology.rows import quoted
from timeline.errors import ExtraError, FormatError, QueryError
from timeline.export.files import replacing
from timeline.model.event import Event
from timeline.model.title import counted, status_words, title, when
from timeline.model.vocabulary import Kind
from timeline.view.palette import LOOKS
from timeline.view.words import shown

if TYPE_CHECKING:
    from timeline.chronology.timeline import Timeline

_ROW = 22  # pixels a row
_MARK = 16  # pixels that a mark needs, kept free between two of one row
_CHANGE = "change"
_GREY = "#6e7781"
_TIMES = MappingProxyType(
    {"year": "%Y", "quarter": "%b %Y", "month": "%b %Y"} | dict.fromkeys(("week", "date", "hours", "minutes", "seconds"), "%-d %b %Y")
)
"""How the axis writes a tick, by the finest unit of time that sets it apart: it stays right when one zooms in."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_MIME = "application/vnd.vegalite.v5+json"


class Picture:
    """A picture of a timeline. A notebook shows it without a network: interactive where it knows Vega-Lite (JupyterLab does), else as
    an image. ``chart`` is the Altair chart, to be changed further.
    """

    __slots__ = ("chart",)

    def __init__(self, chart: Any) -> None:
        self.chart = chart

    def save(self, path: str | PathLike[str], *, scale_factor: float = 1.0) -> None:
        """Writes ``.png`` (``scale_factor`` makes it finer), ``.svg``, ``.html`` (interactive, self-contained) or ``.json`` (Vega-Lite).

        Raises :class:`~timeline.errors.FormatError` for another suffix, :class:`~timeline.errors.ExtraError` where the extra
        ``notebook`` is missing, which all but JSON need, :class:`~timeline.errors.OutputError` where it cannot be written.
        """
        suffix, where = Path(path).suffix.lower(), fspath(path)
        content: str | bytes
        if suffix == ".json":
            content = json.dumps(self.specification(), indent=1)
        elif suffix == ".svg":
            content = self.svg()
        elif suffix == ".html":
            content = _converter(where).vegalite_to_html(self.specification(), bundle=True)
        elif suffix == ".png":
            content = _converter(where).vegalite_to_png(self.specification(), scale=scale_factor)
        else:
            raise FormatError(f"{where}: a picture is saved as .png, .svg, .html or .json")
        with replacing(path, encoding="utf-8" if isinstance(content, str) else None) as stream:
            stream.write(content)

    def specification(self) -> dict[str, Any]:
        """The picture in Vega-Lite 5, which notebooks of any age know; the same for the same timeline."""
        text = json.dumps(self.chart.to_dict())
        for prefix in ("view", "param"):  # numbered by Altair over all charts of a session
            numbers = list(dict.fromkeys(re.findall(rf'"{prefix}_(\w+)"', text)))
            for new, old in enumerate(numbers, 1):
                text = text.replace(f'"{prefix}_{old}"', f'"{prefix}-{new}"')
        found: dict[str, Any] = json.loads(text)
        found["$schema"] = _SCHEMA
        return found

    def svg(self) -> str:
        """The picture as SVG. Raises :class:`~timeline.errors.ExtraError` without the extra ``notebook``."""
        drawn: str = _converter("plot()").vegalite_to_svg(self.specification())
        clips = {
            old: str(new) for new, old in enumerate(dict.fromkeys(re.findall(r'(?:id="|url\(#)clip(\d+)', drawn)))
        }  # numbered on and on
        return re.sub(r'(id="|url\(#)clip(\d+)', lambda found: f"{found[1]}clip{clips[found[2]]}", drawn)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {_MIME: self.specification(), "text/plain": repr(self)}
        with suppress(ExtraError):  # without the extra there is no image, only the specification
            bundle["image/svg+xml"] = self.svg()
        return bundle

    def __repr__(self) -> str:
        return "Picture(save with .save('timeline.png'), change with .chart)"


def _converter(where: str) -> Any:
    try:
        return importlib.import_module("vl_convert")
    except ImportError:
        raise ExtraError(f'{where}: making images needs an extra: pip install "diplomatic-timeline[notebook]"') from None


def plot(timeline: Timeline, *, lanes: Literal["kind", "pair"] = "kind", width: int = 800) -> Picture:
    """The dated events against time: a mark a day, a filled bar where an occasion fills its days, an open bar where a window only holds
    it; colour and shape tell the status, the tooltip the sentence. ``lanes`` are kinds, or pairs of states.

    Drag to move, wheel to zoom. Undated events are counted in the subtitle. ``width`` in pixels.

    Raises :class:`~timeline.errors.QueryError` for unknown lanes.
    """
    import altair as alt

    if lanes not in ("kind", "pair"):
        raise QueryError(f"plot(lanes={lanes!r}): not one of kind, pair")
    rows = _rows(timeline, lanes, width)
    if not rows:
        empty = alt.Chart(alt.InlineData(values=[{}])).mark_text(fontSize=13).encode(text=alt.value("0 dated events"))
        return Picture(empty.properties(width=width, height=_ROW, title=_title(timeline, 0)))
    looks = {status_words(status): (look.light, look.shape) for status, look in LOOKS.items()} | {_CHANGE: (_GREY, "circle")}
    names = [name for name in looks if any(row["status"] == name for row in rows)]
    legend = alt.Legend(title=None, orient="bottom", symbolSize=80)
    color = alt.Color("status:N", scale=alt.Scale(domain=names, range=[looks[name][0] for name in names]), legend=legend)
    shape = alt.Shape("status:N", scale=alt.Scale(domain=names, range=[looks[name][1] for name in names]), legend=legend)
    lane = alt.Y("row:O", title=None, axis=_lane_axis(rows))
    axis, room = alt.Axis(labelOverlap=True, format=dict(_TIMES)), alt.Scale(padding=14)
    start, middle = (alt.X(f"{name}:T", title=None, axis=axis, scale=room) for name in ("start", "middle"))
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("what", "when", "status", "as of", "sentence", "source")]
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=lane, color=color, tooltip=tooltip)
    windows = base.transform_filter("datum.form == 'window'")
    layers = (
        windows.mark_bar(height=10, filled=False, strokeWidth=1.2, strokeDash=[4, 2]).encode(x=start, x2="after:T"),
        base.transform_filter("datum.form == 'span'").mark_bar(height=10, opacity=0.5).encode(x=start, x2="after:T"),
        windows.mark_point(size=70, strokeWidth=1.6, filled=False).encode(x=middle, shape=shape),
        base.transform_filter("datum.form != 'window'").mark_point(size=70, filled=True, opacity=1).encode(x=middle, shape=shape),
    )
    height = _ROW * (1 + max(row["row"] for row in rows))
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"])
    chart = alt.layer(*layers).properties(width=width, height=height, title=_title(timeline, len(rows))).add_params(zoom)
    return Picture(chart)


def _title(timeline: Timeline, dated: int) -> Any:
    """The title, with how many events are shown, how many are not for want of a date, and from which day they are seen."""
    import altair as alt

    undated = len(timeline) - dated
    parts = [counted(dated, "dated event"), f"{undated} without a date not shown" if undated else ""]
    parts.append(f"seen from {timeline.now.isoformat()}" if timeline.now else "")
    return alt.TitleParams("Diplomatic timeline", subtitle=", ".join(part for part in parts if part), anchor="start")


def _rows(timeline: Timeline, lanes: str, width: int) -> list[dict[str, Any]]:
    """The dated events with the row that each stands in: lane by lane, and within a lane where nothing overlaps."""
    by_lane: dict[str, list[Event]] = {}
    for event in timeline:
        if event.dating.interval is not None:
            by_lane.setdefault(_lane(timeline, event, lanes), []).append(event)
    days = [day for event in timeline for day in (event.start, event.end) if day is not None]
    gap = (max(days) - min(days)) * _MARK // width if days else dt.timedelta()
    kinds = list(Kind)
    order = sorted(by_lane, key=lambda name: (kinds.index(Kind(name)) if name in kinds else len(kinds), -len(by_lane[name]), name))
    rows, above = [], 0
    for name in order:
        ends: list[dt.date] = []
        for event in by_lane[name]:
            window = event.dating.interval
            if window is None:
                continue
            free = next((n for n, end in enumerate(ends) if end < window.start), len(ends))
            ends[free : free + 1] = [_later(window.end, gap)]
            rows.append(_values(timeline, event) | {"lane": name, "row": above + free})
        above += len(ends)
    return rows


def _lane(timeline: Timeline, event: Event, lanes: str) -> str:
    if lanes == "kind":
        return event.kind.value if event.status else _CHANGE
    shown_event = timeline.about(event) or event
    countries = shown_event.countries
    return " – ".join(countries) if len(countries) == 2 else "more than two states" if countries else "no state named"


def _values(timeline: Timeline, event: Event) -> dict[str, Any]:
    window = event.dating.interval
    mention, source = quoted(event)
    start, end = (window.start, window.end) if window else (dt.date.min, dt.date.min)
    after = _later(end, dt.timedelta(days=1))
    form = "day" if start == end else "span" if event.dating.precision is Precision.SPAN else "window"
    return {
        "id": event.id,
        "what": shown(title(event, timeline.about(event))),
        "when": when(event.dating, event.status),
        "status": status_words(event.status) if event.status else _CHANGE,
        "as of": event.status_as_of.isoformat() if event.status_as_of else "",
        "sentence": shown(mention.sentence) if mention else "",
        "source": shown(source.source or source.doc_id) if source else "",
        "start": f"{start.isoformat()}T00:00:00",
        "after": f"{after.isoformat()}T00:00:00",
        "middle": (dt.datetime.combine(start, dt.time()) + (after - start) / 2).isoformat(),
        "form": form,
    }


def _later(day: dt.date, by: dt.timedelta) -> dt.date:
    return day + by if dt.date.max - day > by else dt.date.max


def _lane_axis(rows: Iterable[dict[str, Any]]) -> Any:
    """An axis that names each lane at its first row."""
    import altair as alt

    first: dict[str, int] = {}
    for row in rows:
        first[row["lane"]] = min(first.get(row["lane"], row["row"]), row["row"])
    names = {str(number): name for name, number in first.items()}
    pairs = ", ".join(f"'{number}': {_quoted(name)}" for number, name in names.items())
    return alt.Axis(labelExpr=f"({{{pairs}}})[datum.label] || ''", ticks=False, domain=False, grid=False, labelLimit=220)


def _quoted(text: str) -> str:
    """A text as a literal of Vega's expression language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
