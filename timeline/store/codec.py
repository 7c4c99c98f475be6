"""Frozen dataclasses to JSON and back: the form in which mentions and events are kept between runs.

A dataclass becomes the list of its fields' values, in order; names are left out, because what is kept is only ever read
back by the same code (its digest is part of every key, see :mod:`timeline.store.keys`). Type hints say how to read: strings,
numbers, booleans, bytes, enumerations, days, tuples, dataclasses and any of these or None. Nothing is pickled, so a damaged or foreign
file can do no more than fail to parse.

Most of the time of a second run goes here. So for each dataclass a function is written that names its fields one by one, as ``dataclasses``
writes ``__init__``; a loop over fields and their converters takes twice as long.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import types
import typing
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from itertools import starmap
from typing import Any, TypeVar

from timeline.errors import StoreError
from timeline.model.quick import maker

T = TypeVar("T")

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)  # frozen values hold no cycle

Late = typing.NewType("Late", str)
"""A text that stands behind the JSON of its line as it is, after a tab (which JSON never holds raw): what few readers of the line ask for
costs the others nothing. It can be the last field of a dataclass that is kept by itself, nowhere else."""

_PLAIN = frozenset({str, int, float, bool, type(None), Late})
"""Types that JSON has, or that need nothing else."""


def encode(value: object) -> str:
    """``value``, an instance of a dataclass, as one line of JSON.

    >>> from timeline.model.mentions import Paragraph
    >>> encode(Paragraph(0, 9, "headline"))
    '[0,9,"headline"]'
    """
    cls = typing.cast(Hashable, type(value))
    values = _writer(cls).one(value)
    if not _ends_late(cls):
        return _WRITER.encode(values)
    late = values.pop()
    return f"{_WRITER.encode(values)}\t{late}"


def encode_all(values: Sequence[object]) -> str:
    """Instances of one dataclass as one line of JSON."""
    return _WRITER.encode(_writer(typing.cast(Hashable, type(values[0]))).several(values) if values else [])


def decode(cls: type[T], line: str) -> T:
    """The instance of ``cls`` that :func:`encode` wrote.

    >>> from timeline.model.mentions import Paragraph
    >>> decode(Paragraph, '[0,9,"headline"]')
    Paragraph(start=0, end=9, kind='headline')

    Raises :class:`~timeline.errors.StoreError` where the line is no such instance.
    """
    kind = typing.cast(Hashable, cls)
    read = _reader(kind).one
    if not _ends_late(kind):
        return typing.cast(T, _read(cls, read, line))
    head, _, late = line.partition("\t")
    return typing.cast(T, _read(cls, lambda values: read([*values, late]), head))


def decode_all(cls: type[T], line: str) -> tuple[T, ...]:
    """The instances of ``cls`` that :func:`encode_all` wrote. Raises :class:`~timeline.errors.StoreError` where the line holds none."""
    return typing.cast(tuple[T, ...], _read(cls, _reader(typing.cast(Hashable, cls)).several, line))


@cache
def _ends_late(cls: Any) -> bool:
    """Whether the last field of a dataclass is :data:`Late`."""
    return _is_record(cls) and typing.get_type_hints(cls)[fields(cls)[-1].name] is Late


def _read(cls: type[Any], convert: Callable[[Any], Any], line: str) -> Any:
    try:
        return convert(json.loads(line))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise StoreError(f"a kept {cls.__name__} cannot be read back ({error})") from error


class _Converter(ABC):
    """Turns instances of one dataclass into lists, or lists into instances, by functions written for its fields. They are written at the
    first call, not before: a dataclass may hold itself (a merged event its members)."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.hints = typing.get_type_hints(cls)
        self.names = [field.name for field in fields(cls)]

    @cached_property
    def one(self) -> Callable[[Any], Any]:
        """What converts one instance or list."""
        return self._functions[0]

    @cached_property
    def several(self) -> Callable[[Any], Any]:
        """What converts many."""
        return self._functions[1]

    @cached_property
    def _functions(self) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
        known: dict[str, Any] = {}
        exec(self._source(known), known)  # names of fields and of their types, nothing that was read
        return known["one"], known["several"]

    @abstractmethod
    def _source(self, known: dict[str, Any]) -> str:
        """The text of both functions; the objects that it names go to ``known``."""


class _Writer(_Converter):
    def _source(self, known: dict[str, Any]) -> str:
        made = "[" + ", ".join([_written(self.hints[name], f"value.{name}", known) for name in self.names]) + "]"
        return f"def one(value):\n    return {made}\ndef several(values):\n    return [{made} for value in values]\n"


class _Reader(_Converter):
    def _source(self, known: dict[str, Any]) -> str:
        row = ", ".join(self.names) + ","
        values = [(field, _read_back(self.hints[field.name], field.name, known)) for field in fields(self.cls)]
        quick = maker(self.cls)
        make = _named("make", quick or self.cls, known)
        made = f"{make}({', '.join([f'{field.name}={value}' if field.kw_only and not quick else value for field, value in values])})"
        several = f"[{made} for {row} in rows]"
        if all(field.name == value and (quick or not field.kw_only) for field, value in values):  # as JSON has them
            several = f"{_named('starmap', starmap, known)}({make}, rows)"
        return f"def one(row):\n    {row} = row\n    return {made}\ndef several(rows):\n    return tuple({several})\n"


_writer = cache(_Writer)
_reader = cache(_Reader)


def _is_record(hint: Any) -> bool:
    """Whether a type is a dataclass."""
    return isinstance(hint, type) and is_dataclass(hint)


def _named(word: str, value: object, known: dict[str, Any]) -> str:
    """A name under which ``known`` holds a value."""
    name = f"_{word}{len(known)}"
    known[name] = value
    return name


def _written(hint: Any, value: str, known: dict[str, Any]) -> str:
    """The expression that turns ``value``, an expression of the type ``hint``, into what ``json`` writes."""
    if hint in _PLAIN:
        return value
    if _is_record(hint):
        return f"{_named('writer', _writer(hint), known)}.one({value})"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return value if issubclass(hint, str) else f"{value}.value"  # json writes a string's enum as its value
    if hint is dt.date:
        return f"{value}.isoformat()"
    if hint is bytes:
        return f"{value}.hex()"
    if (some := _optional(hint)) is not None:
        inner = _written(some, value, known)
        return value if inner == value else f"None if {value} is None else {inner}"
    several = _items(hint)
    if several is None:
        return value  # json writes a tuple as a list
    if _is_record(several):
        return f"{_named('writer', _writer(several), known)}.several({value}) if {value} else []"
    inner = _written(several, "item", known)
    return value if inner == "item" else f"[{inner} for item in {value}]"


def _read_back(hint: Any, value: str, known: dict[str, Any]) -> str:
    """The expression that turns ``value``, an expression of what ``json`` reads, into a value of the type ``hint``."""
    if hint in _PLAIN:
        return value
    if _is_record(hint):
        return f"{_named('reader', _reader(hint), known)}.one({value})"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return f"{_named('members', {member.value: member for member in hint}, known)}[{value}]"
    if hint is dt.date:
        return f"{_named('day', dt.date.fromisoformat, known)}({value})"
    if hint is bytes:
        return f"{_named('bytes', bytes.fromhex, known)}({value})"
    if (some := _optional(hint)) is not None:
        inner = _read_back(some, value, known)
        return value if inner == value else f"None if {value} is None else {inner}"
    several = _items(hint)
    if several is None:
        return f"tuple({value})"
    if _is_record(several):
        return f"{_named('reader', _reader(several), known)}.several({value}) if {value} else ()"
    inner = _read_back(several, "item", known)
    return f"tuple({value})" if inner == "item" else f"tuple([{inner} for item in {value}])"


def _optional(hint: Any) -> Any:
    """The one type of a union with None; None where ``hint`` is no union."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return None
    some = [argument for argument in typing.get_args(hint) if argument is not type(None)]
    if len(some) != 1:
        raise TypeError(f"no way to keep a value of type {hint}")
    return some[0]


def _items(hint: Any) -> Any:
    """The type of the items of a tuple of any length; None for one of a fixed length, whose items JSON has as they are."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return arguments[0]
        if _PLAIN.issuperset(arguments):
            return None
    raise TypeError(f"no way to keep a value of type {hint}")
