"""Time expressions as values: what words say before anybody knows the day they were written on.

Each type says what it is "for example". Expressions are frozen, compare by value, and have a text form that reads back:
``parse(str(expression)) == expression``.

>>> str(Part("late", Fields(month=10)))
'part(which=late,of=fields(month=10))'
>>> parse("part(which=late,of=fields(month=10))")
Part(which='late', of=Fields(year=None, half=None, quarter=None, season=None, month=10, day=None, weekday=None, feast=None))
"""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from timeline.chrono.units import Unit

#: Parts of a period. "later" and "earlier" are bounded by the reference day; the others are fixed shares of the period;
#: "close" is the end, with the last day as its TIMEX3 value ("year-end").
PARTS = ("early", "mid", "late", "start", "end", "close", "first_part", "second_part", "earlier", "later", "rest")


@dataclass(frozen=True, slots=True)
class Expression:
    """Base of all expressions. ``anchor``, where one has it, is what it is counted from: "dct" (the day of writing), "timex" (the
    narrative's last date) or "event"."""

    kind: ClassVar[str] = ""

    def __str__(self) -> str:
        """The text form."""
        shown = []
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                shown.append(f"{field.name}={_show(value)}")
        return f"{self.kind}({','.join(shown)})"


@dataclass(frozen=True, slots=True)
class Fields(Expression):
    """Parts of a calendar date; what is left out is found from the reference.

    For example, *Tuesday, October 21* is ``Fields(month=10, day=21, weekday=2)``; *the third quarter* ``Fields(quarter=3)``.
    Weekdays count from 1, Monday. A negative year is one before the common era.
    ``season`` is SP, SU, FA or WI. ``feast`` names a movable day (``easter+0``: days from Easter
    Sunday; ``nth:4:4:11``: fourth Thursday of November).
    """

    kind: ClassVar[str] = "fields"
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    feast: str | None = None


@dataclass(frozen=True, slots=True)
class Era(Expression):
    """A decade or century. For example, *the 1990s* is ``Era("decade", 199)``, *the 20th century* ``Era("century", 19)``; *the
    nineties* too is a decade, with the century still open: ``Era("decade", 9, open=True)``."""

    kind: ClassVar[str] = "era"
    unit: str = "decade"
    number: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Shift(Expression):
    """A calendar unit counted from the one that holds the reference. For example, *last week* is ``Shift(-1, "week")``, *this
    month* ``Shift(0, "month")``, *the following day* ``Shift(1, "day", "timex")``."""

    kind: ClassVar[str] = "shift"
    count: int = 0
    unit: str = "day"
    anchor: str = "dct"


@dataclass(frozen=True, slots=True)
class Offset(Expression):
    """A distance from the reference. For example, *two weeks ago* is ``Offset("P2W", -1)``, *three days later* ``Offset("P3D", 1,
    "timex")``. ``exact`` names the day itself (*a year ago today*), ``grain`` the period around it (*ten years ago this week*)."""

    kind: ClassVar[str] = "offset"
    amount: str = "P1D"
    sign: int = 1
    anchor: str = "dct"
    exact: bool = False
    grain: str = ""


@dataclass(frozen=True, slots=True)
class Step(Expression):
    """A named day, month or season chosen by its place in the row. For example, *last Friday* is ``Step(-1, Fields(weekday=5))``,
    *this fall* ``Step(0, Fields(season="FA"))``, *the previous Friday* ``Step(-1, Fields(weekday=5), "timex")``."""

    kind: ClassVar[str] = "step"
    which: int = 0
    of: Expression = Fields()
    anchor: str = "dct"


@dataclass(frozen=True, slots=True)
class Part(Expression):
    """Part of a period. For example, *late October* is ``Part("late", Fields(month=10))``, *later this year* ``Part("later",
    Shift(0, "year"))``. ``which`` is one of ``PARTS``."""

    kind: ClassVar[str] = "part"
    which: str = "early"
    of: Expression = Fields()


@dataclass(frozen=True, slots=True)
class Nth(Expression):
    """A smaller unit inside a period, counted from its start (from its end where negative). For example, *the third week of this
    month* is ``Nth(3, "week", Shift(0, "month"))``; ``count`` units together: *the first nine months of 2018*."""

    kind: ClassVar[str] = "nth"
    number: int = 1
    unit: str = "week"
    of: Expression = Fields()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """From one time to another, both included. For example, *from Monday to Thursday*. ``joined`` marks days named one by one
    (*Saturday and Sunday*)."""

    kind: ClassVar[str] = "range"
    first: Expression = Fields()
    last: Expression = Fields()


@dataclass(frozen=True, slots=True)
class Clock(Expression):
    """A time of a day. For example, *10:30 a.m. Friday* is ``Clock("10:30", Fields(weekday=5))``; parts of the day are TIMEX3's MO,
    MI (midday), AF, EV, NI, DT (daytime)."""

    kind: ClassVar[str] = "clock"
    time: str = "NI"
    of: Expression = Shift(0, "day")


@dataclass(frozen=True, slots=True)
class Stretch(Expression):
    """A length of time that ends or begins at the reference. For example, *the past two weeks* is ``Stretch("P2W", -1)``, *the
    coming days* ``Stretch("PXD", 1)``."""

    kind: ClassVar[str] = "stretch"
    amount: str = "P1D"
    sign: int = -1
    anchor: str = "dct"


@dataclass(frozen=True, slots=True)
class Duration(Expression):
    """A length of time with no place on the calendar. For example, *two and a half years* is ``Duration("P2Y6M")``."""

    kind: ClassVar[str] = "duration"
    amount: str = "P1D"


@dataclass(frozen=True, slots=True)
class Repeat(Expression):
    """Something that recurs. For example, *every month* is ``Repeat("P1M", "EVERY")``."""

    kind: ClassVar[str] = "repeat"
    value: str = "P1D"
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Vague(Expression):
    """Past, present or future and no more. For example, *in the near future* is ``Vague("FUTURE_REF")``."""

    kind: ClassVar[str] = "vague"
    value: str = "PRESENT_REF"


@dataclass(frozen=True, slots=True)
class Modified(Expression):
    """An expression with a TIMEX3 modifier. For example, *about two years* is ``Modified("APPROX", Duration("P2Y"))``."""

    kind: ClassVar[str] = "mod"
    mod: str = "APPROX"
    of: Expression = Duration()


@dataclass(frozen=True, slots=True)
class Bounded(Expression):
    """The stretch up to a time, or from it on. For example, *by Friday* is ``Bounded("by", Fields(weekday=5))``; ``side`` is by,
    before, until, since or after. The TIMEX3 value is that of the inner expression."""

    kind: ClassVar[str] = "bounded"
    side: str = "by"
    of: Expression = Fields()


KINDS: dict[str, type[Expression]] = {
    cls.kind: cls
    for cls in (Fields, Era, Shift, Offset, Step, Part, Nth, Range, Clock, Stretch, Duration, Repeat, Vague, Modified, Bounded)
}
_TOKEN = re.compile(r'\s*(?:([a-z]+)\(|([(),=])|(-?\d+)(?![\w:.-])|"((?:[^"\\]|\\.)*)"|([\w:.+-]+))')


def _show(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Expression):
        return str(value)
    text = str(value)
    if re.fullmatch(r"[\w:.+-]+", text, re.ASCII) and not re.fullmatch(r"-?\d+|true|false", text):
        return text
    return json.dumps(text)


@lru_cache(maxsize=8192)
def parse(text: str) -> Expression:
    """The expression of a text form.

    Raises ``ValueError`` naming the text where it is none.
    """
    expression, end = _parse(text, 0)
    if text[end:].strip() or not isinstance(expression, Expression):
        raise ValueError(f"not a time expression: {text!r}")
    return expression


def _parse(text: str, at: int) -> tuple[object, int]:
    token = _TOKEN.match(text, at)
    if token is None or token[2]:
        raise ValueError(f"not a time expression: {text!r} (at character {at})")
    name, _, number, quoted, word = token.groups()
    at = token.end()
    if number is not None:
        return int(number), at
    if quoted is not None:
        try:
            return json.loads(f'"{quoted}"'), at
        except json.JSONDecodeError as problem:
            raise ValueError(f"not a time expression: {text!r} ({problem.msg})") from problem
    if word is not None:
        return {"true": True, "false": False}.get(word, word), at
    if name not in KINDS:
        raise ValueError(f"not a time expression: {text!r} (no kind {name!r})")
    cls = KINDS[name]
    known = {field.name for field in dataclasses.fields(cls)}
    values: dict[str, object] = {}
    while not text.startswith(")", at):
        key = re.compile(r"\s*([a-z]+)=").match(text, at)
        if key is None or key[1] not in known or key[1] in values:
            raise ValueError(f"not a time expression: {text!r} (at character {at})")
        values[key[1]], at = _parse(text, key.end())
        at += text.startswith(",", at)
    return cls(**values), at + 1


def anchor(expression: Expression) -> str | None:
    """What an expression is counted from: ``dct``, ``timex`` or ``event``; None where it needs nothing or only a missing year.

    >>> anchor(parse("part(which=late,of=shift(count=-1,unit=week))"))
    'dct'
    """
    found = getattr(expression, "anchor", None)
    if isinstance(found, str):
        return found
    for name in ("of", "first", "last"):
        inner = getattr(expression, name, None)
        if isinstance(inner, Expression) and (found := anchor(inner)) is not None:
            return found
    return None


def amount_parts(amount: str) -> tuple[tuple[float | None, Unit], ...]:
    """The parts of an ISO 8601 duration, X (unknown) as None.

    >>> amount_parts("P2Y6M")
    ((2.0, <Unit.YEAR: 'year'>), (6.0, <Unit.MONTH: 'month'>))
    """
    date, _, clock = amount.removeprefix("P").partition("T")
    parts = []
    for text, letters in ((date, _DATE_UNITS), (clock, _CLOCK_UNITS)):
        for number, letter in re.findall(r"(X|\d+(?:\.\d+)?)(WE|[A-Z])", text):
            if letter in letters:
                parts.append((None if number == "X" else float(number), letters[letter]))
    return tuple(parts)


_DATE_UNITS = {
    "D": Unit.DAY,
    "WE": Unit.WEEKEND,
    "W": Unit.WEEK,
    "M": Unit.MONTH,
    "Q": Unit.QUARTER,
    "Y": Unit.YEAR,
    "E": Unit.DECADE,
    "C": Unit.CENTURY,
}
_CLOCK_UNITS = {"S": Unit.SECOND, "M": Unit.MINUTE, "H": Unit.HOUR}
