"""Builders of calendar dates: days, months, years, quarters, seasons. Each returns None where the words cannot mean it after all."""

from __future__ import annotations

import datetime as dt
import re

from timeline.chrono.expression import (
    Era,
    Expression,
    Fields,
    Nth,
    Offset,
    Part,
    Range,
    Shift,
)
from timeline.nlp.timex_match import Match


def _date_fields(m: Match, day: int | None) -> Fields | None:
    month = m.whole("month", "MONTH")
    if "year2" in m:
        spoken = year(m)
        return Fields(year=spoken.year, month=month) if isinstance(spoken, Fields) else None
    weekday = m.value("wd", "WEEKDAY", "WEEKDAY_ABBR")
    told = m.year()
    if day is not None and month is not None and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return None
    return Fields(year=told, month=month, day=day, weekday=weekday if isinstance(weekday, int) else None)


def date(m: Match) -> Expression | None:
    """Month, day, year in any choice."""
    return _date_fields(m, m.whole("day"))


def date_range(m: Match) -> Expression | None:
    """Two days of one month."""
    first, last = m.whole("day"), m.whole("last")
    if first is None or last is None or first >= last:
        return None
    a, b = _date_fields(m, first), _date_fields(m, last)
    return Range(a, b) if a and b else None


def mid_month(m: Match) -> Expression | None:
    """Mid-May."""
    return Part("mid", Fields(month=m.whole("month", "RISKY_MONTH")))


def years(m: Match) -> Expression | None:
    """Two years, the second perhaps in two digits: 1861-1865, 2006-07."""
    first, last = m.whole("a"), m.whole("b")
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    return Range(Fields(year=first), Fields(year=last)) if 0 < last - first <= 150 else None


def year_bc(m: Match) -> Expression | None:
    """A year before the common era, or two; such a year lies on no calendar here, only its value is kept."""
    last, first = m.whole("b"), m.whole("a")
    if not last or last > 9999 or 1900 <= last <= 2050:
        return None
    season = m.value("season", "SEASON")
    told = Fields(year=-last, month=m.whole("month", "MONTH") if "month" in m else None, season=str(season) if season else None)
    return Range(Fields(year=-first), told) if first and first > last else told


def iso(m: Match) -> Expression | None:
    """A day in digits, year first."""
    try:
        day = dt.date.fromisoformat(m.word("iso")[:10])
    except ValueError:
        return None
    return Fields(year=day.year, month=day.month, day=day.day)


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


def weekday(m: Match) -> Expression | None:
    """A bare weekday."""
    return Fields(weekday=m.whole("wd", "WEEKDAY"))


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


def decade(m: Match) -> Expression | None:
    """A decade: in digits with or without the century, or in words."""
    word = m.value("decade", "DECADE_WORD")
    if isinstance(word, int):
        return Era("decade", word, open=True)
    number = m.whole("decade") or 0
    return Era("decade", number // 10) if number >= 1000 else Era("decade", number // 10, open=True)


def century(m: Match) -> Expression | None:
    """The nth century."""
    number = m.whole("n", "ORDWORD")
    return Era("century", number - 1) if number and 1 <= number <= 22 else None


def feast(m: Match) -> Expression | None:
    """A named day of the year."""
    name = str(m.value("feast", "FEAST"))
    if re.fullmatch(r"\d\d-\d\d", name):
        month, day = (int(part) for part in name.split("-"))
        if m.word("part") == "eve":
            day -= 1
        return Fields(year=m.year(), month=month, day=day)
    return Fields(year=m.year(), feast=name)


def feast_weekday(m: Match) -> Expression | None:
    """Good Friday, Easter Monday: a day counted from Easter."""
    shift = _EASTER.get((m.word("name"), m.whole("wd", "WEEKDAY") or 0))
    return Fields(year=m.year(), feast=f"easter{shift:+}") if shift is not None else None


#: Days from Easter Sunday, by the first word and the weekday.
_EASTER = {("easter", 7): 0, ("easter", 1): 1, ("good", 5): -2, ("palm", 7): -7, ("ash", 3): -46, ("maundy", 4): -3} | {
    ("holy", day): day - 7 for day in range(1, 7)
}


def september_eleventh(m: Match) -> Expression | None:
    """The Sept. 11 attacks need no year."""
    found = m.whole("month", "MONTH") == 9 and m.whole("day") == 11
    return Fields(year=2001, month=9, day=11) if found else None


def new_year(m: Match) -> Expression | None:
    """New Year's Day or Eve."""
    return Fields(month=12, day=31) if m.word("part") == "eve" else Fields(month=1, day=1)


def deictic(m: Match) -> Expression | None:
    """Today, yesterday, tomorrow."""
    return Shift(m.whole("day", "DEICTIC_DAY") or 0, "day")


def two_days(m: Match) -> Expression | None:
    """The day before yesterday, the day after tomorrow."""
    return Shift(-2 if m.all[-1].text.lower() == "yesterday" else 2, "day")


def weekday_of(m: Match) -> Expression | None:
    """Tuesday of last week."""
    day, week = m.expression("wd"), m.expression("week")
    return Nth(day.weekday, "day", week) if isinstance(day, Fields) and day.weekday and week is not None else None


def quarter(m: Match) -> Expression | None:
    """A quarter of the year."""
    number = m.whole("n", "ORDWORD")
    return Fields(year=m.year(), quarter=number) if number and 1 <= number <= 4 else None


def the_quarter(_: Match) -> Expression | None:
    """The quarter that is spoken of."""
    return Shift(0, "quarter", "timex")


def latest_quarter(_: Match) -> Expression | None:
    """The latest quarter: the last one that is over."""
    return Shift(-1, "quarter")


def quarter_ended(m: Match) -> Expression | None:
    """The quarter that ended on the day named next."""
    after = m._row[m._match.end() + 1] if m._match.end() + 1 < len(m._row) else None
    day = after.expression if after else None
    if isinstance(day, Fields) and day.month:
        return Fields(year=day.year, quarter=(day.month + 2) // 3)
    return Shift(0, "quarter", "timex")


def year_ago(m: Match) -> Expression | None:
    """The year-ago quarter or period: what is spoken of, a year before."""
    return Shift(-4, "quarter", "timex") if m.word("unit") == "quarter" else Offset("P1Y", -1)


def quarter_last_year(m: Match) -> Expression | None:
    """The same quarter or period of last year."""
    named = next((t.expression for t in m.all if isinstance(t.expression, Fields)), None)
    number = named.quarter if isinstance(named, Fields) else m.whole("n", "ORDWORD") if "n" in m else None
    if number:
        return Nth(number, "quarter", Shift(-1, "year")) if 1 <= number <= 4 else None
    return Shift(-4, "quarter", "timex") if any(t.text.lower().endswith("quarter") for t in m.all) else Offset("P1Y", -1)


def the_year(_: Match) -> Expression | None:
    """The full year."""
    return Shift(0, "year")


def same(m: Match) -> Expression | None:
    """The inner expression, with more words around it."""
    return m.expression("of")


def season(m: Match) -> Expression | None:
    """A season, with or without its year."""
    spoken = year(m) if "year2" in m else None
    return Fields(year=spoken.year if isinstance(spoken, Fields) else m.year(), season=str(m.value("season", "SEASON", "SURE_SEASON")))


def month_of(m: Match) -> Expression | None:
    """October of last year."""
    inner, of = m.expression("of2"), m.expression("of")
    if not isinstance(inner, Fields) or of is None:
        return None
    if isinstance(of, Fields):
        return Fields(year=of.year, season=inner.season, month=inner.month, day=inner.day)
    if inner.season:
        return Nth(_SEASON_NUMBERS[inner.season], "season", of)
    if inner.month:
        month = Nth(inner.month, "month", of)
        return Nth(inner.day, "day", month) if inner.day else month
    return None


#: Place of each season in the year that names it.
_SEASON_NUMBERS = {"SP": 1, "SU": 2, "FA": 3, "WI": 4}


def season_of_shift(m: Match) -> Expression | None:
    """The spring of next year."""
    word = m.word("w")
    count = m.whole("w", "PREVIOUS", "LAST", "NEXT", "FOLLOWING") if word in ("next", "last", "following", "previous") else 0
    anchor = "dct" if word in ("next", "last", "this") else "timex"
    return Nth(_SEASON_NUMBERS[str(m.value("season", "SEASON"))], "season", Shift(count or 0, "year", anchor))


def day_of(m: Match) -> Expression | None:
    """The 5th of this month."""
    number, of = m.whole("n"), m.expression("of")
    return Nth(number, "day", of) if number and of is not None else None


def day_of_narrative(m: Match) -> Expression | None:
    """The 15th, of the month spoken of."""
    number = m.whole("day")
    return Nth(number, "day", Shift(0, "month", "timex")) if number else None


def range_(m: Match) -> Expression | None:
    """From one time to another."""
    a, b = m.expression("a"), m.expression("b")
    return Range(a, b) if a is not None and b is not None else None
