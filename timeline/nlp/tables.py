"""Tables of visits (:mod:`timeline.layout.tables`): one visit a row, whose visitor the line above or a cell of the row names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from timeline.chrono.expression import Expression, Fields, Range
from timeline.layout.tables import Row, Span, Table, find_tables
from timeline.lexicon.states import states
from timeline.model.mentions import ActorMention, Argument, Cue, Lifted, PlaceMention, TimexMention, TriggerMention

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"(?P<year>\d{4})|(?P<day>\d{1,2})|(?P<month>[a-z]{3,9})", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_GOAL = re.compile(r"\b(?:to|with|for|at)\b", re.IGNORECASE)
_ACTS = re.compile(
    r"(?:Met|Held|Spoke|Attended|Joined|Visited|Addressed|Conferred|Talked|Discussed|Hosted|Signed|Accompanied|Participated|Delivered)\b"
)
_M = TypeVar("_M", PlaceMention, TimexMention, TriggerMention)


@dataclass(slots=True)
class _Added:
    """What the tables of a text add to its mentions."""

    places: list[PlaceMention] = field(default_factory=list)
    timexes: list[TimexMention] = field(default_factory=list)
    visits: list[tuple[Row, int, int, int]] = field(default_factory=list)  # with its actor, and first place and time among the added
    headings: list[Span] = field(default_factory=list)


def acts(text: str) -> frozenset[int]:
    """Where a remark begins with what the visitor did ("Met with the king"): a tagger reads it as a name unless in small letters."""
    rows = (row for table in find_tables(text) for row in table.rows)
    return frozenset(row.remark[0] for row in rows if row.remark is not None and _ACTS.match(text, *row.remark))


def with_tables(lifted: Lifted, text: str) -> Lifted:
    """The mentions with a visit for each row of the text's tables of visits; the same object where it has none."""
    added = _Added()
    for table in find_tables(text):
        _read(table, lifted, text, added)
    if not added.visits:
        return lifted
    places, at_place = _merged(lifted.places, added.places)
    timexes, at_timex = _merged(lifted.timexes, added.timexes)
    moved = {"place": at_place[0], "timex": at_timex[0]}
    old = [_moved(m, moved) for m in lifted.triggers]
    new = [_visit(lifted, text, row, actor, at_place[1][place], at_timex[1][timex]) for row, actor, place, timex in added.visits]
    triggers, at_trigger = _merged(old, new)
    own = {t.start: n for n, t in enumerate(triggers)}
    rows = [(row, visit, own[visit.start]) for (row, *_), visit in zip(added.visits, new, strict=True)]
    final = [_beside(_moved(m, {"trigger": at_trigger[0]}), rows, added.headings, text) for m in triggers]
    sentences = [s for s in lifted.sentences if not any(row.start <= s[0] < row.end for row, *_ in rows)]
    return replace(
        lifted,
        places=tuple(places),
        timexes=tuple(timexes),
        triggers=tuple(final),
        sentences=tuple(sorted([*sentences, *((row.start, row.end) for row, *_ in rows)])),
    )


def _read(table: Table, lifted: Lifted, text: str, added: _Added) -> None:
    """Adds the rows of a table whose visitor is told."""
    visitor = _visitor(table, lifted.actors, text)
    years = {int(y) for y in _YEAR.findall(text, *table.heading)}
    rows = [(row, n) for row in table.rows if (n := visitor if visitor is not None else _in_a_cell(row, lifted.actors)) is not None]
    for row, actor in rows:
        year = row.year or (next(iter(years)) if len(years) == 1 else None)
        expression = _expression(text[row.date[0] : row.date[1]], year)
        if expression is None:
            continue
        added.visits.append((row, actor, len(added.places), len(added.timexes)))
        sentence = (row.start, row.end)
        start, end = row.town or row.land
        name = text[start:end] if row.town else states()[row.country].name
        rule, ids = ("place.known", ()) if row.town else ("place.state", (f"iso:{row.country}",))
        added.places.append(PlaceMention(start, end, name, rule, ids, row.country, sentence))
        start, end = row.date
        added.timexes.append(TimexMention(start, end, text[start:end], "DATE", str(expression), "time.table_day", sentence=sentence))
    if rows:
        added.headings.extend(table.heads)


def _visitor(table: Table, actors: Sequence[ActorMention], text: str) -> int | None:
    """The one person whom the lines above the rows name, not as the one who is visited."""
    found = [n for n, a in enumerate(actors) if _is_visitor(a) and any(s <= a.start < e for s, e in table.heads)]
    if len(found) != 1 or _GOAL.search(text, table.heading[0], max(table.heading[0], actors[found[0]].start)):
        return None
    return found[0]


def _in_a_cell(row: Row, actors: Sequence[ActorMention]) -> int | None:
    """The one person whom a cell names and nothing else: its title may stand before, and who is met stands in the remark."""
    cells = [cell for cell in row.others if cell != row.remark]
    found = [n for n, a in enumerate(actors) if _is_visitor(a) and any(s <= a.start and a.end == e for s, e in cells)]
    return found[0] if len(found) == 1 else None


def _is_visitor(actor: ActorMention) -> bool:
    """A person by name, or an office of which it is told whose it is: no "official visits"."""
    return (actor.form == "name" and actor.type == "person") or (actor.form == "office" and actor.country is not None)


def _expression(words: str, year: int | None) -> Expression | None:
    """The days that a cell tells: "April 28-29", "30 April - 2 May 2018".

    >>> str(_expression("28-29 April", 2018))
    'range(first=fields(year=2018,month=4,day=28),last=fields(year=2018,month=4,day=29))'
    """
    days, months, years = [], [], []
    for part in _PART.finditer(words):
        if part["year"]:
            years.append(int(part["year"]))
        elif part["day"]:
            days.append(int(part["day"]))
        elif part["month"].lower()[:3] in _MONTHS:
            months.append(_MONTHS.index(part["month"].lower()[:3]) + 1)
    if not 1 <= len(days) <= 2 or not 1 <= len(months) <= len(days) or len(years) > 2 or not all(1 <= d <= 31 for d in days):
        return None
    ends = years[-1] if years else year
    starts = years[0] if years else year
    if len(days) == 1:
        return Fields(year=starts, month=months[0], day=days[0])
    if ends is not None and starts == ends and (months[-1], days[1]) < (months[0], days[0]):  # over the turn of the year
        starts, ends = (ends - 1, ends) if years else (ends, ends + 1)
    return Range(Fields(year=starts, month=months[0], day=days[0]), Fields(year=ends, month=months[-1], day=days[1]))


def _merged(old: Sequence[_M], new: Sequence[_M]) -> tuple[list[_M], tuple[dict[int, int], dict[int, int]]]:
    """Both in text order, a new one in the place of the old ones that it covers, with where each of either came to stand."""
    over = {n: next((k for k, m in enumerate(new) if m.start <= o.start and o.end <= m.end), None) for n, o in enumerate(old)}
    items = [(m.start, m.end, 0, n) for n, m in enumerate(old) if over[n] is None] + [(m.start, m.end, 1, k) for k, m in enumerate(new)]
    items.sort()
    where = {(kind, n): position for position, (_, _, kind, n) in enumerate(items)}
    at_new = {k: where[1, k] for k in range(len(new))}
    at_old = {n: where[0, n] if k is None else at_new[k] for n, k in over.items()}
    return [new[n] if kind else old[n] for _, _, kind, n in items], (at_old, at_new)


def _moved(mention: TriggerMention, moved: Mapping[str, Mapping[int, int]]) -> TriggerMention:
    return replace(mention, arguments=tuple(replace(a, index=moved.get(a.target, {}).get(a.index, a.index)) for a in mention.arguments))


def _visit(lifted: Lifted, text: str, row: Row, actor: int, place: int, timex: int) -> TriggerMention:
    spans = [row.land, *([row.town] if row.town else [])]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return TriggerMention(
        start,
        end,
        text[start:end],
        "visit.table_row",
        "visit",
        None,
        (row.start, row.end),
        next((n for n, p in enumerate(lifted.paragraphs) if p.start <= start < p.end), 0),
        arguments=(
            Argument("traveller", "actor", actor, "slot.row"),
            Argument("goal", "place", place, "slot.row"),
            Argument("time", "timex", timex, "time.row"),
        ),
        cues=(Cue(row.date[0], row.date[1], text[row.date[0] : row.date[1]], "held", "hint.table.day"),),
    )


def _beside(m: TriggerMention, rows: Sequence[tuple[Row, TriggerMention, int]], headings: Sequence[Span], text: str) -> TriggerMention:
    """A meeting in a remark is one of the visitor, on his visit; other words of visits in a table are those of its rows."""
    if any(s <= m.start < e for s, e in headings):
        return replace(m, reference="generic")
    row, visit, n = next((r for r in rows if r[0].start <= m.start < r[0].end), (None, None, 0))
    if row is None or visit is None or m is visit or m.rule == visit.rule:
        return m
    if row.remark is None or m.start < row.remark[0] or m.kind == "visit":
        return replace(m, reference="generic")
    told = any(a.target == "actor" and a.rule == "slot.subject" for a in m.arguments)
    traveller, place, time = visit.arguments
    own = {a.target for a in m.arguments}
    more = [] if told else [Argument("party", "actor", traveller.index, "slot.subject")]
    more += [] if own & {"place", "here"} else [Argument("place", "place", place.index, place.rule)]
    more += [] if "timex" in own else [time]
    return replace(
        m,
        text=text[m.start : m.end],
        cues=tuple(replace(c, text=text[c.start : c.end]) for c in m.cues),
        arguments=(*m.arguments, *more, Argument("during", "trigger", n, "slot.during")),
        sentence=(row.start, row.end),
    )
