"""Does confidence mean what it says? Drawn: the share of right rows at each confidence, with its interval."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.evaluate import Step
from timeline.view.picture import Picture


def plot_reliability(steps: Iterable[Step], *, width: int = 360) -> Picture:
    """The share of right rows against confidence, from :func:`timeline.evaluate.reliability`: a point a step with its 95 % interval, and
    the line on which they would lie if confidence were exact. Points above it are rows that are better than they say.

    ``width`` in pixels; the picture is a square.
    """
    import altair as alt

    told = tuple(steps)
    rows = [
        {
            "confidence": s.confidence,
            "right": s.found.share,
            "low": s.found.low,
            "high": s.found.high,
            "rows": s.found.n,
            "told": str(s.found),
        }
        for s in told
    ]
    scale = alt.Scale(domain=[0, 1], nice=False)
    percent = alt.Axis(format="%", tickCount=5)
    line = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(strokeDash=[4, 3], color="#6e7781")
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("confidence:Q", scale=scale, axis=percent, title="confidence"),
        tooltip=[alt.Tooltip("confidence:Q", format=".0%"), alt.Tooltip("told:N", title="found")],
    )
    interval = base.mark_rule(color="#0b5cad").encode(y=alt.Y("low:Q", scale=scale, axis=percent, title="share of right rows"), y2="high:Q")
    points = base.mark_point(filled=True, opacity=1, color="#0b5cad").encode(
        y=alt.Y("right:Q", scale=scale), size=alt.Size("rows:Q", legend=None, scale=alt.Scale(range=[40, 200]))
    )
    count = sum(step.found.n for step in told)
    title = alt.TitleParams("Reliability of confidence", subtitle=f"{count} judged rows", anchor="start")
    drawn = alt.layer(line.encode(x=alt.X("x:Q", scale=scale), y=alt.Y("y:Q", scale=scale)), interval, points)
    return Picture(drawn.properties(width=width, height=width, title=title))
