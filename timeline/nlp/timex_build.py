"""Builders: what the match of a time rule says, as an expression. Each returns None where the words cannot mean it after all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from timeline.chrono.expression import (
    Clock,
    Duration,
    Era,
    Expression,
    Fields,
    Modified,
    Nth,
    Offset,
    Part,
    Range,
    Repeat,
    Shift,
    Step,
    Stretch,
    Vague,
    amount_parts,
)
from timeline.chrono.units import CLOCK_UNITS

if TYPE_CHECKING:
    from timeline.nlp.timex_words import Token, Words

BUILDERS: dict[str, Callable[[Match], Expression | None]] = {}
_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}


_SMALLER = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60), "decade": ("Y", 10), "day": ("TH", 24), "century": ("Y", 100)}


class Match:
    """The tokens that a rule's names caught."""

    __slots__ = ("_groups", "_match", "_row", "_text", "_words")

    def __init__(self, match: re.Match[str], groups: tuple[tuple[str, int], ...], row: list[Token], text: str, words: Words) -> None:
        self._match = match
        self._groups = groups
        self._row = row
        self._text = text
        self._words = words

    def __contains__(self, name: str) -> bool:
        return bool(self.tokens(name))

    def tokens(self, name: str) -> list[Token]:
        """The tokens that ``name`` caught; empty where it caught none."""
        for group, number in self._groups:
            if group == name and self._match.start(number) >= 0:
                return self._row[self._match.start(number) : self._match.end(number)]
        return []

    @property
    def all(self) -> list[Token]:
        """All tokens of the match."""
        return self._row[self._match.start() : self._match.end()]

    def word(self, name: str) -> str:
        """The words that ``name`` caught, in small letters, with single blanks."""
        return " ".join(token.text.lower().replace("’", "'") for token in self.tokens(name))

    def expression(self, name: str) -> Expression | None:
        """The expression of the node that ``name`` caught."""
        tokens = self.tokens(name)
        return tokens[0].expression if tokens else None

    def value(self, name: str, *classes: str) -> object | None:
        """The value of the caught word in the first of ``classes`` that lists it."""
        word = self.word(name)
        for cls in classes:
            if word in self._words.values[cls]:
                return self._words.values[cls][word]
        return None

    def whole(self, name: str, *classes: str) -> int | None:
        """A whole number: by the classes' values, else by the digits."""
        value = self.value(name, *classes) if classes else None
        if isinstance(value, int):
            return value
        digits = re.sub(r"\D", "", self.word(name))
        return int(digits) if digits else None

    def number(self, name: str) -> float | None:
        """A number in words or digits: ``2 1/2``, ``twenty-four``, ``two and a half``."""
        if name not in self:
            return None
        total = current = 0.0
        words = self._words.values["NUMWORD"]
        for text in re.findall(r"\d/\d|[\d.,]+|[a-z]+", self.word(name)):
            if "/" in text:
                upper, lower = text.split("/")
                if lower == "0":
                    return None
                current += int(upper) / int(lower)
            elif text[0].isdigit():
                current += float(text.replace(",", "").rstrip("."))
            elif text == "half":
                current += 0.5
            elif text == "dozen":
                current = max(current, 1) * 12
            elif text in ("hundred", "thousand"):
                current = max(current, 1) * (100 if text == "hundred" else 1000)
                if text == "thousand":
                    total, current = total + current, 0.0
            elif isinstance(worth := words.get(text), int):
                current += worth
        return 6.0 if self.word(name) == "half a dozen" else total + current

    def year(self) -> int | None:
        """The year caught as ``year``: four digits, or two after an apostrophe."""
        number = self.whole("year")
        if number is None or number >= 100:
            return number
        return number + (1900 if number >= 30 else 2000)


def builder(function: Callable[[Match], Expression | None]) -> Callable[[Match], Expression | None]:
    """Enter a builder under its name."""
    BUILDERS[function.__name__.strip("_")] = function
    return function


def amount(number: float | None, unit: str) -> str:
    """An ISO 8601 duration; None stands for an unknown number.

    >>> amount(2.5, "year"), amount(None, "week"), amount(2, "fortnight"), amount(1.5, "minute")
    ('P2Y6M', 'PXW', 'P4W', 'PT1M30S')
    """
    if unit == "fortnight":
        unit, number = "week", None if number is None else number * 2
    letters = _LETTERS[unit]
    clock, letter = ("T", letters[1:]) if letters.startswith("T") else ("", letters)
    if number is None:
        return f"P{clock}X{letter}"
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"P{clock}{whole}{letter}"
    smaller = {
        "year": ("M", 12),
        "hour": ("M", 60),
        "minute": ("S", 60),
        "decade": ("Y", 10),
        "day": ("TH", 24),
        "century": ("Y", 100),
    }.get(unit)
    if smaller is None:
        return f"P{clock}{number:g}{letter}"
    small, size = smaller
    head = f"{whole}{letter}" if whole else ""
    if small.startswith("T"):
        return f"P{head}T{round(rest * size)}H"
    return f"P{clock}{head}{round(rest * size)}{small}"


def _date_fields(m: Match, day: int | None) -> Fields | None:
    month = m.whole("month", "MONTH")
    if "year2" in m:
        spoken = BUILDERS["year"](m)
        return Fields(year=spoken.year, month=month) if isinstance(spoken, Fields) else None
    weekday = m.value("wd", "WEEKDAY", "WEEKDAY_ABBR")
    year = m.year()
    if day is not None and month is not None and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return None
    return Fields(year=year, month=month, day=day, weekday=weekday if isinstance(weekday, int) else None)


@builder
def date(m: Match) -> Expression | None:
    """Month, day, year in any choice."""
    return _date_fields(m, m.whole("day"))


@builder
def date_range(m: Match) -> Expression | None:
    """Two days of one month."""
    first, last = m.whole("day"), m.whole("last")
    if first is None or last is None or first >= last:
        return None
    a, b = _date_fields(m, first), _date_fields(m, last)
    return Range(a, b) if a and b else None


@builder
def iso(m: Match) -> Expression | None:
    """A day in digits, year first."""
    try:
        day = dt.date.fromisoformat(m.word("iso")[:10])
    except ValueError:
        return None
    return Fields(year=day.year, month=day.month, day=day.day)


@builder
def numeric(m: Match) -> Expression | None:
    """A day in digits: day first with dots, else whichever order is possible; both possible is left open."""
    one, two, year = (int(part) for part in re.split(r"[/.]", m.word("num")))
    if year < 100:
        year += 1900 if year >= 50 else 2000
    if "." in m.word("num") or one > 12:
        day, month = one, two
    elif two > 12 or one == two:
        day, month = two, one
    else:
        return None
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return Fields(year=year, month=month, day=day)


@builder
def weekday(m: Match) -> Expression | None:
    """A bare weekday."""
    return Fields(weekday=m.whole("wd", "WEEKDAY"))


@builder
def year(m: Match) -> Expression | None:
    """A year in digits or words."""
    if "year" in m:
        return Fields(year=m.whole("year"))
    words = m.word("year2").replace("-", " ").split()
    values = m._words.values["NUMWORD"]
    numbers = [n for w in words if isinstance(n := values.get(w), int)]
    if len(numbers) >= 2 and numbers[0] in (17, 18, 19):
        rest = sum(numbers[1:])
        return Fields(year=numbers[0] * 100 + (0 if rest == 100 else rest)) if rest <= 100 else None
    if numbers[:2] == [2, 1000]:
        return Fields(year=2000 + sum(numbers[2:]))
    return None


@builder
def decade(m: Match) -> Expression | None:
    """A decade: in digits with or without the century, or in words."""
    word = m.value("decade", "DECADE_WORD")
    if isinstance(word, int):
        return Era("decade", word, open=True)
    number = m.whole("decade") or 0
    return Era("decade", number // 10) if number >= 1000 else Era("decade", number // 10, open=True)


@builder
def century(m: Match) -> Expression | None:
    """The nth century."""
    number = m.whole("n", "ORDWORD")
    return Era("century", number - 1) if number and 1 <= number <= 22 else None


@builder
def feast(m: Match) -> Expression | None:
    """A named day of the year."""
    name = str(m.value("feast", "FEAST"))
    if re.fullmatch(r"\d\d-\d\d", name):
        month, day = (int(part) for part in name.split("-"))
        if m.word("part") == "eve":
            day -= 1
        return Fields(year=m.year(), month=month, day=day)
    return Fields(year=m.year(), feast=name)


@builder
def new_year(m: Match) -> Expression | None:
    """New Year's Day or Eve."""
    return Fields(month=12, day=31) if m.word("part") == "eve" else Fields(month=1, day=1)


@builder
def deictic(m: Match) -> Expression | None:
    """Today, yesterday, tomorrow."""
    return Shift(m.whole("day", "DEICTIC_DAY") or 0, "day")


@builder
def two_days(m: Match) -> Expression | None:
    """The day before yesterday, the day after tomorrow."""
    return Shift(-2 if m.all[-1].text.lower() == "yesterday" else 2, "day")


@builder
def tonight(_: Match) -> Expression | None:
    """Tonight."""
    return Clock("NI", Shift(0, "day"))


@builder
def overnight(_: Match) -> Expression | None:
    """Overnight: the night to the reference day."""
    return Clock("NI", Shift(0, "day", "timex"))


@builder
def last_night(_: Match) -> Expression | None:
    """Last night."""
    return Clock("NI", Shift(-1, "day"))


@builder
def this_daypart(m: Match) -> Expression | None:
    """This morning."""
    return Clock(str(m.value("part", "DAYPART")), Shift(0, "day"))


@builder
def daypart(m: Match) -> Expression | None:
    """A part of a day, the day still open."""
    return Clock(str(m.value("part", "DAYPART")), Shift(0, "day"))


@builder
def mid_daypart(m: Match) -> Expression | None:
    """Mid-afternoon."""
    inner = m.expression("part")
    return Part("mid", Clock(inner.time, Shift(0, "day", "timex"))) if isinstance(inner, Clock) else None


@builder
def same_day_part(m: Match) -> Expression | None:
    """A part of the narrated day."""
    inner = m.expression("part")
    return Clock(inner.time, Shift(0, "day", "timex")) if isinstance(inner, Clock) else None


@builder
def shift(m: Match) -> Expression | None:
    """Last week, this month, next year."""
    count = m.whole("w", "LAST", "NEXT", "THIS")
    unit = m.value("unit", "PERIOD")
    if count is None or (unit == "day" and count <= 0):
        return None
    return Shift(count, str(unit), "timex" if unit == "day" else "dct")


@builder
def the_shift(m: Match) -> Expression | None:
    """The last week is the seven days up to now, the next day one of the narrative, the current month this month."""
    count = m.whole("w", "LAST", "NEXT", "THIS")
    unit = str(m.value("unit", "PERIOD"))
    if unit == "day" and m.word("w") != "next":
        return None
    if count == 0:
        return Shift(0, unit)
    if m.word("w") in ("past", "coming"):
        return Stretch(amount(1, unit), count or 0)
    return Shift(count or 0, unit, "timex" if unit == "day" else "dct")


@builder
def weekend(_: Match) -> Expression | None:
    """The weekend."""
    return Shift(0, "weekend")


@builder
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


@builder
def step(m: Match) -> Expression | None:
    """Last Friday, next summer, this coming Friday."""
    count, named = m.whole("w", "LAST", "NEXT", "THIS"), _named(m)
    if m.word("w") in ("coming", "upcoming"):
        count = 0
    return Step(count, named) if named is not None and count is not None else None


@builder
def step_narrative(m: Match) -> Expression | None:
    """The previous Friday, the following March."""
    named = _named(m)
    return Step(m.whole("w", "PREVIOUS", "FOLLOWING") or 0, named, "timex") if named is not None else None


@builder
def weekday_of(m: Match) -> Expression | None:
    """Tuesday of last week."""
    day, week = m.expression("wd"), m.expression("week")
    return Nth(day.weekday, "day", week) if isinstance(day, Fields) and day.weekday and week is not None else None


@builder
def quarter(m: Match) -> Expression | None:
    """A quarter of the year."""
    number = m.whole("n", "ORDWORD")
    return Fields(year=m.year(), quarter=number) if number and 1 <= number <= 4 else None


@builder
def the_quarter(_: Match) -> Expression | None:
    """The quarter that is spoken of."""
    return Shift(0, "quarter", "timex")


@builder
def latest_quarter(_: Match) -> Expression | None:
    """The latest quarter: the last one that is over."""
    return Shift(-1, "quarter")


@builder
def quarter_ended(m: Match) -> Expression | None:
    """The quarter that ended on the day named next."""
    after = m._row[m._match.end() + 1] if m._match.end() + 1 < len(m._row) else None
    day = after.expression if after else None
    if isinstance(day, Fields) and day.month:
        return Fields(year=day.year, quarter=(day.month + 2) // 3)
    return Shift(0, "quarter", "timex")


@builder
def duration_year(_: Match) -> Expression | None:
    """A financial year, told by its last day."""
    return Duration("P1Y")


@builder
def year_ago(m: Match) -> Expression | None:
    """The year-ago quarter or period: what is spoken of, a year before."""
    return Shift(-4, "quarter", "timex") if m.word("unit") == "quarter" else Offset("P1Y", -1)


@builder
def quarter_last_year(m: Match) -> Expression | None:
    """The same quarter or period of last year."""
    named = next((t.expression for t in m.all if isinstance(t.expression, Fields)), None)
    number = named.quarter if isinstance(named, Fields) else m.whole("n", "ORDWORD") if "n" in m else None
    if number:
        return Nth(number, "quarter", Shift(-1, "year")) if 1 <= number <= 4 else None
    return Shift(-4, "quarter", "timex") if any(t.text.lower() == "quarter" for t in m.all) else Offset("P1Y", -1)


@builder
def the_year(_: Match) -> Expression | None:
    """The full year."""
    return Shift(0, "year")


@builder
def same(m: Match) -> Expression | None:
    """The inner expression, with more words around it."""
    return m.expression("of")


@builder
def units_of(m: Match) -> Expression | None:
    """The first nine months of 2018."""
    length, of = m.expression("dur"), m.expression("of")
    if not isinstance(length, Duration | Stretch) or of is None:
        return None
    parts = amount_parts(length.amount)
    if len(parts) != 1 or parts[0][0] is None or parts[0][0] != int(parts[0][0]) or parts[0][1] in CLOCK_UNITS:
        return None
    return Nth(1 if m.word("n") == "first" else -1, parts[0][1].value, of, int(parts[0][0]))


@builder
def first_units(m: Match) -> Expression | None:
    """The first nine months of something."""
    return m.expression("dur")


@builder
def season(m: Match) -> Expression | None:
    """A season, with or without its year."""
    spoken = BUILDERS["year"](m) if "year2" in m else None
    return Fields(year=spoken.year if isinstance(spoken, Fields) else m.year(), season=str(m.value("season", "SEASON", "SURE_SEASON")))


@builder
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


@builder
def duration(m: Match) -> Expression | None:
    """A number of units, or two such."""
    number, unit = m.number("n") if "n" in m else 1.0, str(m.value("unit", "UNIT"))
    if number is None or (unit in ("quarter", "period") and number > 1000):
        return None
    if unit == "quarter" and number <= 3 and "-" in m._text[m.all[0].start : m.all[-1].end]:
        return None
    first = amount(number, unit)
    if "n2" not in m:
        return Duration(first)
    second = amount(m.number("n2"), str(m.value("unit2", "UNIT")))
    date_1, _, clock_1 = first.removeprefix("P").partition("T")
    date_2, _, clock_2 = second.removeprefix("P").partition("T")
    clock_ = clock_1 + clock_2
    return Duration(f"P{date_1}{date_2}" + (f"T{clock_}" if clock_ else ""))


@builder
def duration_one(m: Match) -> Expression | None:
    """One unit; "a second group" is none."""
    unit = str(m.value("unit", "UNIT"))
    return Duration(amount(1.0, unit)) if unit not in ("second", "quarter") else None


@builder
def duration_and_half(m: Match) -> Expression | None:
    """One unit and a half."""
    return Duration(amount(1.5, str(m.value("unit", "UNIT"))))


@builder
def duration_half(m: Match) -> Expression | None:
    """Half a unit."""
    unit = str(m.value("unit", "UNIT"))
    return Duration("P0.5M" if unit == "month" else amount(0.5, unit))


@builder
def duration_vague(m: Match) -> Expression | None:
    """An open number of units; a couple is two, about."""
    unit = str(m.value("unit", "UNITS"))
    if m.word("vague").startswith("couple"):
        return Modified("APPROX", Duration(amount(2, unit)))
    return Duration(amount(None, unit))


@builder
def duration_range(m: Match) -> Expression | None:
    """Two to three weeks: the smaller number, at least."""
    number, unit = m.number("n"), str(m.value("unit", "UNIT"))
    return Duration(amount(number, unit)) if number is not None else None


@builder
def duration_plural(m: Match) -> Expression | None:
    """Weeks, without a number."""
    return Duration(amount(None, str(m.value("unit", "UNITS"))))


@builder
def stretch(m: Match) -> Expression | None:
    """The past two weeks, the next few months."""
    unit = str(m.value("unit", "UNIT"))
    word = m.word("w")
    number = 2.0 if "couple" in m.word("vague") else m.number("n") if "n2" not in m else None
    length = amount(number, unit)
    if word in ("first", "latest"):
        return Duration(length)
    sign = m.whole("w", "LAST", "NEXT", "PREVIOUS", "FOLLOWING") or -1
    found: Expression = Stretch(length, sign, "timex" if word in ("previous", "preceding", "following", "subsequent") else "dct")
    return Modified("APPROX", found) if "so" in m or "couple" in m.word("vague") else found


@builder
def stretch_vague(m: Match) -> Expression | None:
    """Recent weeks, the coming days."""
    return Stretch(amount(None, str(m.value("unit", "UNITS"))), 1 if m.word("w") in ("coming", "upcoming", "next") else -1)


@builder
def ahead(m: Match) -> Expression | None:
    """The days ahead."""
    return Stretch(amount(None, str(m.value("unit", "UNITS"))), 1)


@builder
def frequency(m: Match) -> Expression | None:
    """Daily, weekly."""
    return Repeat(str(m.value("word", "FREQUENCY")))


@builder
def every(m: Match) -> Expression | None:
    """Every month, each July."""
    quant = m.word("q").upper()
    if "unit" in m:
        number = m.number("n") or m.whole("n", "ORDWORD") or (2 if any(t.text.lower() == "other" for t in m.all) else 1)
        return Repeat(amount(abs(number), str(m.value("unit", "UNIT"))), quant)
    value = m.value("of", "WEEKDAY")
    if value is not None:
        return Repeat(f"XXXX-WXX-{value}", quant)
    month = m.value("of", "MONTH")
    if isinstance(month, int):
        return Repeat(f"XXXX-{month:02}", quant)
    part = m.value("of", "DAYPART")
    return Repeat(f"XXXX-XX-XXT{part}" if part else f"XXXX-{m.value('of', 'SEASON')}", quant)


@builder
def weekdays(m: Match) -> Expression | None:
    """Mondays."""
    return Repeat(f"XXXX-WXX-{m.value('wd', 'WEEKDAYS')}", "EVERY")


@builder
def times_a(m: Match) -> Expression | None:
    """Twice a year."""
    number = m.number("n")
    times = {"once": 1, "twice": 2}.get(m.all[0].text.lower()) or int(number or 1)
    return Repeat(amount(1, str(m.value("unit", "UNIT"))), None, f"{times}X")


@builder
def vague(m: Match) -> Expression | None:
    """Now, recently, soon."""
    return Vague(str(m.value("word", "NOW", "PAST_WORD", "FUTURE_WORD")))


@builder
def present(_: Match) -> Expression | None:
    """The present and no more."""
    return Vague("PRESENT_REF")


@builder
def past(_: Match) -> Expression | None:
    """The past and no more."""
    return Vague("PAST_REF")


@builder
def future(_: Match) -> Expression | None:
    """The future and no more."""
    return Vague("FUTURE_REF")


def _length(e: Expression | None) -> str | None:
    if isinstance(e, Modified):
        e = e.of
    return e.amount if isinstance(e, Duration) else None


def _offset(m: Match, name: str, sign: int, anchor: str, *, exact: bool = False) -> Expression | None:
    length = _length(m.expression(name))
    return Offset(length, sign, anchor, exact) if length else None


@builder
def ago(m: Match) -> Expression | None:
    """Two weeks ago."""
    return _offset(m, "dur", -1, "dct", exact="today" in m)


@builder
def plural_ago(m: Match) -> Expression | None:
    """Years ago."""
    return Offset(amount(None, str(m.value("unit", "UNITS"))), -1)


@builder
def from_now(m: Match) -> Expression | None:
    """Two weeks from now."""
    return _offset(m, "dur", 1, "dct")


@builder
def in_duration(m: Match) -> Expression | None:
    """In two weeks: a time ahead; the lift takes it back to a length where the verb is past."""
    return _offset(m, "dur", 1, "dct")


@builder
def later(m: Match) -> Expression | None:
    """Two days later, a year earlier; of minutes and hours only the length is kept, for the day does not change."""
    length = _length(m.expression("dur"))
    if length is None or "T" in length:
        return None
    return _offset(m, "dur", 1 if m.word("w") in ("later", "afterward", "afterwards") else -1, "timex")


@builder
def after_event(m: Match) -> Expression | None:
    """Three days, before "after Helsinki": counted from an event."""
    length = _length(m.expression("dur"))
    return Offset(length, _side(m), "event") if length else None


def _side(m: Match) -> int:
    following = m._row[m._match.end()].text.lower()
    return -1 if following == "before" else 1


@builder
def eve(_: Match) -> Expression | None:
    """The eve of an event."""
    return Offset("P1D", -1, "event")


@builder
def unit_after(m: Match) -> Expression | None:
    """A day, before "after the summit"."""
    return Offset(amount(1, m.word("unit")), _side(m), "event")


@builder
def day_part(m: Match) -> Expression | None:
    """Wednesday night."""
    part, day = m.expression("part"), m.expression("day")
    return Clock(part.time, day) if isinstance(part, Clock) and day is not None else None


@builder
def clock_day(m: Match) -> Expression | None:
    """10 p.m. Wednesday."""
    clock_, day = m.expression("clock"), m.expression("day")
    return Clock(clock_.time, day) if isinstance(clock_, Clock) and day is not None else None


@builder
def nth_of(m: Match) -> Expression | None:
    """The third week of this month, the first quarter of next year."""
    number, of, unit = m.whole("n", "ORDWORD"), m.expression("of"), m.word("unit")
    unit = unit if unit == "half" else str(m.value("unit", "UNIT"))
    if not number or of is None or unit in ("second", "minute", "hour", "fortnight"):
        return None
    return Nth(number, unit, of, max(int(m.number("n2") or 1), 1))


@builder
def quarter_of(m: Match) -> Expression | None:
    """The fourth quarter of 1990."""
    inner, of = m.expression("q"), m.expression("of")
    return Nth(inner.quarter, "quarter", of) if isinstance(inner, Fields) and inner.quarter and of is not None else None


@builder
def half_of(m: Match) -> Expression | None:
    """The second half of 2024."""
    of = m.expression("of")
    number = 2 if "latter" in m else m.whole("n", "ORDWORD")
    return Nth(number, "half", of) if of is not None and number in (1, 2) else None


@builder
def part_of(m: Match) -> Expression | None:
    """The first part of next week."""
    of = m.expression("of")
    return Part("first_part" if m.word("w") in ("first", "early") else "second_part", of) if of is not None else None


@builder
def month_of(m: Match) -> Expression | None:
    """October of last year."""
    inner, of = m.expression("of2"), m.expression("of")
    if not isinstance(inner, Fields) or of is None:
        return None
    if isinstance(of, Fields):
        return Fields(year=of.year, season=inner.season, month=inner.month, day=inner.day)
    if inner.month and not inner.day:
        return Nth(inner.month, "month", of)
    return None


@builder
def day_of(m: Match) -> Expression | None:
    """The 5th of this month."""
    number, of = m.whole("n"), m.expression("of")
    return Nth(number, "day", of) if number and of is not None else None


_PARTS = {
    "early": "early", "late": "late", "later": "later", "earlier": "earlier", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
    "outset": "start", "end": "end", "close": "end", "rest": "rest", "remainder": "rest",
}  # fmt: skip


@builder
def part(m: Match) -> Expression | None:
    """Late October, the end of the year, later this month."""
    of = m.expression("of")
    return Part(_PARTS[m.word("w")], of) if of is not None else None


@builder
def part_of_this(m: Match) -> Expression | None:
    """The end of the month."""
    return Part(_PARTS[m.word("w")], Shift(0, m.word("unit"), "timex" if m.word("unit") == "day" else "dct"))


@builder
def part_of_same(m: Match) -> Expression | None:
    """Earlier in the day, later in the year."""
    unit = m.word("unit")
    return Part(_PARTS[m.word("w")], Shift(0, unit, "timex" if unit == "day" else "dct"))


@builder
def year_end(m: Match) -> Expression | None:
    """Year-end, month's end."""
    return Part("end", Shift(0, m.word("unit")))


@builder
def year_end_day(m: Match) -> Expression | None:
    """Year-end: TimeBank's value is the last day, though the words leave room."""
    return Part("close", Shift(0, m.word("unit")))


@builder
def period_end(m: Match) -> Expression | None:
    """This month's end."""
    of = m.expression("of")
    return Part("end", of) if of is not None else None


_MODS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX", "circa": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "under": "LESS_THAN", "less than": "LESS_THAN", "just under": "LESS_THAN",
    "over": "MORE_THAN", "more than": "MORE_THAN", "just over": "MORE_THAN", "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "as many as": "EQUAL_OR_LESS", "as much as": "EQUAL_OR_LESS", "as long as": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS",
}  # fmt: skip


@builder
def modified(m: Match) -> Expression | None:
    """About two years, more than four hours."""
    of = m.expression("of")
    return Modified(_MODS[m.word("w")], of) if of is not None else None


@builder
def or_so(m: Match) -> Expression | None:
    """Two years or so."""
    of = m.expression("of")
    return Modified("APPROX", of) if of is not None else None


@builder
def _range(m: Match) -> Expression | None:
    a, b = m.expression("a"), m.expression("b")
    return Range(a, b) if a is not None and b is not None else None
