"""Builders of periods counted from now, their parts, and times of day. Each returns None where the words cannot mean it after all."""

from __future__ import annotations

import re

from timeline.chrono.expression import (
    Bounded,
    Clock,
    Duration,
    Expression,
    Fields,
    Nth,
    Part,
    Repeat,
    Shift,
    Step,
    Stretch,
    amount_parts,
)
from timeline.chrono.units import CLOCK_UNITS
from timeline.nlp.timex_match import Match, amount


def tonight(_: Match) -> Expression | None:
    """Tonight."""
    return Clock("NI", Shift(0, "day"))


def overnight(_: Match) -> Expression | None:
    """Overnight: the night to the reference day."""
    return Clock("NI", Shift(0, "day", "timex"))


def overnight_day(m: Match) -> Expression | None:
    """Overnight Thursday."""
    day = m.expression("day")
    return Clock("NI", day) if day is not None and m.word("night") == "overnight" else None


def last_night(_: Match) -> Expression | None:
    """Last night."""
    return Clock("NI", Shift(-1, "day"))


def daypart(m: Match) -> Expression | None:
    """This morning; in the morning."""
    return Clock(str(m.value("part", "DAYPART")), Shift(0, "day"))


def mid_daypart(m: Match) -> Expression | None:
    """Mid-afternoon."""
    inner = m.expression("part")
    return Part("mid", Clock(inner.time, Shift(0, "day", "timex"))) if isinstance(inner, Clock) else None


def same_day_part(m: Match) -> Expression | None:
    """A part of the narrated day."""
    inner = m.expression("part")
    return Clock(inner.time, Shift(0, "day", "timex")) if isinstance(inner, Clock) else None


def narrative_part(m: Match) -> Expression | None:
    """That night, the next morning, the night before."""
    inner = m.expression("part")
    count = (
        -1
        if m.word("w") == "before"
        else m.whole("w", "PREVIOUS", "FOLLOWING")
        if "w" in m
        else 0
        if "that" in m.all[0].text.lower()
        else 1
    )
    return Clock(inner.time, Shift(count or 0, "day", "timex")) if isinstance(inner, Clock) else None


def early_hours(m: Match) -> Expression | None:
    """The early hours of Thursday: its morning."""
    of = m.expression("of")
    return Clock("MO", of.of if isinstance(of, Clock) else of) if of is not None else None


def shift(m: Match) -> Expression | None:
    """Last week, this month, next year."""
    count = m.whole("w", "LAST", "NEXT", "THIS")
    unit = m.value("unit", "PERIOD")
    if count is None or (unit == "day" and count <= 0):
        return None
    return Shift(count, str(unit), "timex" if unit == "day" else "dct")


def the_shift(m: Match) -> Expression | None:
    """The last week is the seven days up to now, the next day one of the narrative, the current month this month."""
    count = m.whole("w", "LAST", "NEXT", "THIS")
    unit = str(m.value("unit", "PERIOD"))
    if unit == "day" and m.word("w") != "next":
        return None
    if count == 0:
        return Shift(0, unit)
    if m.word("w") in ("past", "last", "coming"):
        return Stretch(amount(1, unit), count or 0)
    return Shift(count or 0, unit, "timex" if unit == "day" else "dct")


def weekend(_: Match) -> Expression | None:
    """The weekend."""
    return Shift(0, "weekend")


def second_next(m: Match) -> Expression | None:
    """The week after next, the week before last."""
    return Shift(2 if "next" in m.word("w") else -2, m.word("unit"))


def day_before(m: Match) -> Expression | None:
    """The day before, the week after, of the narrative."""
    return Shift(-1 if m.word("w") == "before" else 1, m.word("unit"), "timex")


def narrative(m: Match) -> Expression | None:
    """A period counted from the narrative's last date."""
    return Shift(m.whole("w", "PREVIOUS", "FOLLOWING") or 0, str(m.value("unit", "PERIOD")), "timex")


def _named(m: Match) -> Fields | None:
    for cls, field in (("WEEKDAY", "weekday"), ("WEEKDAY_ABBR", "weekday"), ("MONTH", "month"), ("SEASON", "season")):
        value = m.value("of", cls)
        if value is not None:
            return Fields(**{field: value})  # type: ignore[arg-type]
    name = m.value("of", "FEAST")
    if name is None:
        return None
    if ":" in str(name) or "+" in str(name):
        return Fields(feast=str(name))
    return Fields(month=int(str(name)[:2]), day=int(str(name)[3:]))


def step(m: Match) -> Expression | None:
    """Last Friday, next summer, this coming Friday."""
    count, named = m.whole("w", "LAST", "NEXT", "THIS"), _named(m)
    if m.word("w") in ("coming", "upcoming"):
        count = 0
    return Step(count, named) if named is not None and count is not None else None


def step_day(m: Match) -> Expression | None:
    """Next Sept. 30."""
    day, count = m.expression("day"), m.whole("w", "LAST", "NEXT")
    if isinstance(day, Fields) and day.weekday:
        return day  # "next Wednesday, July 31": the date says which
    return Step(count, day) if day is not None and count else None


def step_narrative(m: Match) -> Expression | None:
    """The previous Friday, the following March."""
    named = _named(m)
    return Step(m.whole("w", "PREVIOUS", "FOLLOWING") or 0, named, "timex") if named is not None else None


def units_of(m: Match) -> Expression | None:
    """The first nine months of 2018."""
    length, of = m.expression("dur"), Shift(0, m.word("whole")) if "whole" in m else m.expression("of")
    if not isinstance(length, Duration | Stretch) or of is None:
        return None
    parts = amount_parts(length.amount)
    if len(parts) != 1 or parts[0][0] is None or parts[0][0] != int(parts[0][0]) or parts[0][1] in CLOCK_UNITS:
        return None
    return Nth(1 if m.word("n") == "first" else -1, parts[0][1].value, of, int(parts[0][0]))


def clock(m: Match) -> Expression | None:
    """A time of day in figures or as noon and midnight."""
    text = m.word("h").replace(" ", "")
    if fixed := m.value("h", "CLOCKWORD"):
        return Clock(str(fixed))
    if found := re.fullmatch(r"(\d{1,2})[:.](\d\d)(?::\d\d)?", text):
        hour, minute = int(found[1]), found[2]
    elif re.fullmatch(r"\d{4}", text):
        hour, minute = int(text[:2]), text[2:]
    else:
        named = m.whole("h", "NUMWORD")
        if named is None:
            return None
        hour, minute = named, ""
    half = m.value("h2", "AMPM")
    if isinstance(half, int):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    if hour > 24 or (minute and int(minute) > 59):
        return None
    return Clock(f"{hour:02}:{minute or '00'}")


_HABITS = frozenset({"mornings", "afternoons", "evenings", "nights"})


def day_part(m: Match) -> Expression | None:
    """Wednesday night, Tuesday nights."""
    part, day = m.expression("part"), m.expression("day")
    if m.all[-1].text.lower() in _HABITS and isinstance(part, Clock) and isinstance(day, Fields) and day.weekday and day.month is None:
        return Repeat(f"XXXX-WXX-{day.weekday}T{part.time}", "EVERY")
    return Clock(part.time, day) if isinstance(part, Clock) and day is not None else None


def clock_day(m: Match) -> Expression | None:
    """10 p.m. Wednesday."""
    clock_, day = m.expression("clock"), m.expression("day")
    return Clock(clock_.time, day) if isinstance(clock_, Clock) and day is not None else None


def nth_of(m: Match) -> Expression | None:
    """The third week of this month, the first quarter of next year."""
    number, of, unit = m.whole("n", "ORDWORD"), m.expression("of"), m.word("unit")
    unit = unit if unit == "half" else str(m.value("unit", "UNIT"))
    if not number or of is None or unit in ("second", "minute", "hour", "fortnight"):
        return None
    return Nth(number, unit, of, max(int(m.number("n2") or 1), 1))


def last_of(m: Match) -> Expression | None:
    """The last week of August."""
    inner, of = m.expression("of2"), m.expression("of")
    return Nth(-1, inner.unit, of) if isinstance(inner, Shift) and inner.count == -1 and of is not None else None


def quarter_of(m: Match) -> Expression | None:
    """The fourth quarter of 1990."""
    inner, of = m.expression("q"), m.expression("of")
    return Nth(inner.quarter, "quarter", of) if isinstance(inner, Fields) and inner.quarter and of is not None else None


def half_of(m: Match) -> Expression | None:
    """The second half of 2024."""
    of = m.expression("of")
    number = 2 if "latter" in m else m.whole("n", "ORDWORD")
    return Nth(number, "half", of) if of is not None and number in (1, 2) else None


def part_of(m: Match) -> Expression | None:
    """The first part of next week."""
    of = m.expression("of")
    return Part("first_part" if m.word("w") in ("first", "early") else "second_part", of) if of is not None else None


_PARTS = {
    "early": "early", "late": "late", "later": "later", "earlier": "earlier", "mid": "mid", "middle": "mid",
    "beginning": "start", "start": "start",
    "outset": "start", "end": "end", "close": "end", "rest": "rest", "remainder": "rest",
}  # fmt: skip


def part(m: Match) -> Expression | None:
    """Late October, the end of the year, later this month."""
    of = m.expression("of")
    return Part(_PARTS[m.word("w")], of) if of is not None else None


def part_of_this(m: Match) -> Expression | None:
    """The end of the month."""
    return Part(_PARTS[m.word("w")], Shift(0, m.word("unit"), "timex" if m.word("unit") == "day" else "dct"))


def part_of_same(m: Match) -> Expression | None:
    """Earlier in the day, later in the year."""
    unit = m.word("unit")
    return Part(_PARTS[m.word("w")], Shift(0, unit, "timex" if unit == "day" else "dct"))


def year_end(m: Match) -> Expression | None:
    """Year-end, month's end."""
    return Part("end", Shift(0, m.word("unit")))


def year_end_day(m: Match) -> Expression | None:
    """Year-end: TimeBank's value is the last day, though the words leave room."""
    return Part("close", Shift(0, m.word("unit")))


def before_out(m: Match) -> Expression | None:
    """Before the year is out: the time up to its end."""
    of = m.expression("of") if "of" in m else Shift(0, m.word("unit"))
    return Bounded("by", of) if of is not None else None


def period_end(m: Match) -> Expression | None:
    """This month's end."""
    of = m.expression("of")
    return Part("end", of) if of is not None else None
