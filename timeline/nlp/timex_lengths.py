"""Builders of lengths, distances, repetitions and vague references. Each returns None where the words cannot mean it after all."""

from __future__ import annotations

import re

from timeline.chrono.expression import (
    Duration,
    Expression,
    Modified,
    Offset,
    Repeat,
    Shift,
    Stretch,
    Vague,
)
from timeline.nlp.timex_match import Match, amount

#: "Three quarters of the states" is a share of them.
_SHARE = re.compile(r" of (?:the|its|his|her|their|our|all|those|these|an?)\b")


def duration_year(_: Match) -> Expression | None:
    """A financial year, told by its last day."""
    return Duration("P1Y")


def first_units(m: Match) -> Expression | None:
    """The first nine months of something."""
    return m.expression("dur")


def duration(m: Match) -> Expression | None:
    """A number of units, or two such."""
    number, unit = m.number("n") if "n" in m else 1.0, str(m.value("unit", "UNIT"))
    if number is None or (unit in ("quarter", "period") and number > 1000):
        return None
    if unit == "quarter" and number <= 3 and ("-" in m._text[m.all[0].start : m.all[-1].end] or _SHARE.match(m._text, m.all[-1].end)):
        return None
    first = amount(number, unit)
    if "n2" not in m:
        return Duration(first)
    second = amount(m.number("n2"), str(m.value("unit2", "UNIT")))
    date_1, _, clock_1 = first.removeprefix("P").partition("T")
    date_2, _, clock_2 = second.removeprefix("P").partition("T")
    clock_ = clock_1 + clock_2
    return Duration(f"P{date_1}{date_2}" + (f"T{clock_}" if clock_ else ""))


def duration_triple(m: Match) -> Expression | None:
    """Three numbers of ever smaller units; a list of other lengths is none."""
    units = [str(m.value(name, "UNIT")) for name in ("unit", "unit2", "unit3")]
    if units not in (["year", "month", "day"], ["year", "month", "week"], ["year", "week", "day"], ["month", "week", "day"]):
        return None
    parts = [amount(m.number(name), unit).removeprefix("P") for name, unit in zip(("n", "n2", "n3"), units, strict=True)]
    return Duration(f"P{''.join(parts)}")


def duration_one(m: Match) -> Expression | None:
    """One unit; "a second group" is none."""
    unit = str(m.value("unit", "UNIT"))
    return Duration(amount(1.0, unit)) if unit not in ("second", "quarter") else None


def duration_long(m: Match) -> Expression | None:
    """Weeklong: one unit."""
    return Duration(amount(1.0, m.word("long").removesuffix("long")))


def quarter_century(_: Match) -> Expression | None:
    """A quarter century."""
    return Duration("P25Y")


def unit_long(m: Match) -> Expression | None:
    """Week-long: one unit; decades-long: an open number."""
    unit = str(m.value("unit", "UNIT"))
    return Duration(amount(None if m.word("unit") in m._words.values["UNITS"] else 1.0, unit))


def duration_and_half(m: Match) -> Expression | None:
    """One unit and a half."""
    return Duration(amount(1.5, str(m.value("unit", "UNIT"))))


def duration_half(m: Match) -> Expression | None:
    """Half a unit."""
    unit = str(m.value("unit", "UNIT"))
    return Duration("P0.5M" if unit == "month" else amount(0.5, unit))


def duration_open(m: Match) -> Expression | None:
    """A while: a length of which nothing is told; "some time" is some months in TimeBank."""
    return Duration("PXM" if m.all[0].text.lower() == "some" else "PXX")


def duration_vague(m: Match) -> Expression | None:
    """An open number of units; a couple is two, about."""
    unit = str(m.value("unit", "UNIT"))
    if m.word("vague").startswith("couple"):
        return Modified("APPROX", Duration(amount(2, unit)))
    return Duration(amount(None, unit))


def duration_range(m: Match) -> Expression | None:
    """Two to three weeks: the smaller number, at least."""
    number, unit = m.number("n"), str(m.value("unit", "UNIT"))
    return Duration(amount(number, unit)) if number is not None else None


def duration_plural(m: Match) -> Expression | None:
    """Weeks, without a number."""
    return Duration(amount(None, str(m.value("unit", "UNITS"))))


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


def stretch_vague(m: Match) -> Expression | None:
    """Recent weeks, the coming days."""
    return Stretch(amount(None, str(m.value("unit", "UNITS"))), 1 if m.word("w") in ("coming", "upcoming", "next") else -1)


def ahead(m: Match) -> Expression | None:
    """The days ahead."""
    return Stretch(amount(None, str(m.value("unit", "UNITS"))), 1)


def frequency(m: Match) -> Expression | None:
    """Daily, weekly."""
    return Repeat(str(m.value("word", "FREQUENCY")))


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


def weekdays(m: Match) -> Expression | None:
    """Mondays."""
    return Repeat(f"XXXX-WXX-{m.value('wd', 'WEEKDAYS')}", "EVERY")


def times_a(m: Match) -> Expression | None:
    """Twice a year."""
    number = m.number("n")
    times = {"once": 1, "twice": 2}.get(m.all[0].text.lower()) or int(number or 1)
    return Repeat(amount(1, str(m.value("unit", "UNIT"))), None, f"{times}X")


def vague(m: Match) -> Expression | None:
    """Now, recently, soon."""
    return Vague(str(m.value("word", "NOW", "PAST_WORD", "FUTURE_WORD")))


def present(_: Match) -> Expression | None:
    """The present and no more."""
    return Vague("PRESENT_REF")


def past(_: Match) -> Expression | None:
    """The past and no more."""
    return Vague("PAST_REF")


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


def ago(m: Match) -> Expression | None:
    """Two weeks ago."""
    return _offset(m, "dur", -1, "dct", exact="today" in m)


def ago_this(m: Match) -> Expression | None:
    """Ten years ago this week: the week, month or quarter of that year."""
    then, period = m.expression("then"), m.expression("period")
    if not isinstance(then, Offset) or then.sign > 0 or then.anchor != "dct" or not then.amount.endswith("Y") or then.exact:
        return None
    if not isinstance(period, Shift) or period.count or period.anchor != "dct":
        return None
    return Offset(then.amount, -1, "dct", grain=period.unit)


def plural_ago(m: Match) -> Expression | None:
    """Years ago."""
    return Offset(amount(None, str(m.value("unit", "UNITS"))), -1)


def time_ahead(m: Match) -> Expression | None:
    """Two weeks from now; in two weeks, which the lift takes back to a length where the verb is past."""
    return _offset(m, "dur", 1, "dct")


def within(m: Match) -> Expression | None:
    """Within two weeks: the time from now on, which the lift takes back to a length where the verb is not ahead."""
    length = _length(m.expression("dur"))
    return Stretch(length, 1) if length else None


def later(m: Match) -> Expression | None:
    """Two days later, a year earlier; of minutes and hours only the length is kept, for the day does not change."""
    length = _length(m.expression("dur"))
    if length is None or "T" in length:
        return None
    return _offset(m, "dur", 1 if m.word("w") in ("later", "afterward", "afterwards") else -1, "timex")


def after_event(m: Match) -> Expression | None:
    """Three days, before "after Helsinki": counted from an event."""
    length = _length(m.expression("dur"))
    return Offset(length, _side(m), "event") if length else None


def _side(m: Match) -> int:
    following = m._row[m._match.end()].text.lower()
    return -1 if following == "before" else 1


def eve(_: Match) -> Expression | None:
    """The eve of an event."""
    return Offset("P1D", -1, "event")


def unit_after(m: Match) -> Expression | None:
    """A day, before "after the summit"."""
    return Offset(amount(1, m.word("unit")), _side(m), "event")


_MODS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX", "circa": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "under": "LESS_THAN", "less than": "LESS_THAN", "just under": "LESS_THAN",
    "over": "MORE_THAN", "more than": "MORE_THAN", "just over": "MORE_THAN", "well over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "as many as": "EQUAL_OR_LESS",
    "as much as": "EQUAL_OR_LESS", "as long as": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
}  # fmt: skip


def modified(m: Match) -> Expression | None:
    """About two years, more than four hours."""
    of = m.expression("of")
    return Modified(_MODS[m.word("w")], of) if of is not None else None


def or_so(m: Match) -> Expression | None:
    """Two years or so."""
    of = m.expression("of")
    return Modified("APPROX", of) if of is not None else None
