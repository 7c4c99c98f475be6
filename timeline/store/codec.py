"""Frozen dataclasses to JSON and back: the form in which mentions and events are kept between runs.

A dataclass becomes the list of its fields' values, in order; names are left out, because what is kept is only ever read
back by the same code (its digest is part of every key, see :mod:`timeline.store.keys`). Type hints say how to read: strings,
numbers, booleans, enumerations, days, tuples, dataclasses and any of these or None. Nothing is pickled, so a damaged or foreign
file can do no more than fail to parse.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from itertools import starmap
from operator import attrgetter
from typing import Any, TypeVar

from timeline.errors import StoreError

T = TypeVar("T")

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)

Late = typing.NewType("Late", str)
"""A text that stands behind the JSON of its line as it is, after a tab (which JSON never holds raw): what few readers of the line ask for
costs the others nothing. It can be the last field of a dataclass that is kept by itself, nowhere else."""

_Convert = Callable[[Any], Any]

_PLAIN = frozenset({str, int, float, bool, type(None), Late})
"""Types that JSON has, or that need nothing else."""


def encode(value: object) -> str:
    """``value``, an instance of a dataclass, as one line of JSON.

    >>> from timeline.model.mentions import Paragraph
    >>> encode(Paragraph(0, 9, "headline"))
    '[0,9,"headline"]'
    """
    cls = typing.cast(Hashable, type(value))
    values = (_encoder(cls) or _same)(value)
    if not _ends_late(cls):
        return _line(values)
    late = values.pop()
    return f"{_line(values)}\t{late}"


def encode_all(values: Sequence[object]) -> str:
    """Instances of one dataclass as one line of JSON."""
    convert = (_encoder(typing.cast(Hashable, type(values[0]))) or _same) if values else _same
    return _line([convert(value) for value in values])


def decode(cls: type[T], line: str) -> T:
    """The instance of ``cls`` that :func:`encode` wrote.

    >>> from timeline.model.mentions import Paragraph
    >>> decode(Paragraph, '[0,9,"headline"]')
    Paragraph(start=0, end=9, kind='headline')

    Raises :class:`~timeline.errors.StoreError` where the line is no such instance.
    """
    kind = typing.cast(Hashable, cls)
    convert = _decoder(kind) or _same
    if not _ends_late(kind):
        return typing.cast(T, _read(cls, convert, line))
    head, _, late = line.partition("\t")
    return typing.cast(T, _read(cls, lambda values: convert([*values, late]), head))


def decode_all(cls: type[T], line: str) -> tuple[T, ...]:
    """The instances of ``cls`` that :func:`encode_all` wrote. Raises :class:`~timeline.errors.StoreError` where the line holds none."""
    return typing.cast(tuple[T, ...], _read(cls, _tuple_decoder((cls, ...)), line))


@cache
def _ends_late(cls: Any) -> bool:
    """Whether the last field of a dataclass is :data:`Late`."""
    return is_dataclass(cls) and typing.get_type_hints(cls)[fields(cls)[-1].name] is Late


def _line(value: Any) -> str:
    return _WRITER.encode(value)


def _read(cls: type[Any], convert: _Convert, line: str) -> Any:
    try:
        return convert(json.loads(line))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise StoreError(f"a kept {cls.__name__} cannot be read back ({error})") from error


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(hint: Any) -> _Convert | None:
    """How to turn a value of the type ``hint`` into what ``json`` writes; None where it is that already."""
    if hint in _PLAIN:
        return None
    if isinstance(hint, type) and is_dataclass(hint):
        return _Take(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return None if issubclass(hint, str) else attrgetter("value")  # json writes a string's enum as its value
    if hint is dt.date:
        return dt.date.isoformat
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _encoder(_only(hint, arguments))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _list_of(arguments)
    raise TypeError(f"no way to keep a value of type {hint}")


class _Take:
    """Makes lists from instances of one dataclass. Its fields' converters are looked up at the first call, not before: a dataclass
    may hold itself (a merged event its members)."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.names = [field.name for field in fields(cls)]
        self.get: Callable[[Any], tuple[Any, ...]] = attrgetter(*self.names) if len(self.names) > 1 else self._single

    def _single(self, value: Any) -> tuple[Any, ...]:
        return (getattr(value, self.names[0]),)

    @cached_property
    def converters(self) -> list[tuple[int, _Convert]]:
        """Positions of the fields that ``json`` does not write as they are, and how to turn them into what it writes."""
        hints = typing.get_type_hints(self.cls)
        found = [(position, _encoder(hints[name])) for position, name in enumerate(self.names)]
        return [(position, convert) for position, convert in found if convert is not None]

    def __call__(self, value: Any) -> Any:
        values = list(self.get(value))
        for position, convert in self.converters:
            values[position] = convert(values[position])
        return values


def _list_of(arguments: tuple[Any, ...]) -> _Convert | None:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _encoder(arguments[0])
        return None if inner is None else lambda values: [inner(value) for value in values]
    inners = [_encoder(argument) for argument in arguments]
    if not any(inners):
        return None  # json writes a tuple as a list
    return lambda values: [value if inner is None else inner(value) for inner, value in zip(inners, values, strict=True)]


@cache
def _decoder(hint: Any) -> _Convert | None:
    """How to turn what ``json`` reads into a value of the type ``hint``; None where it is that value already."""
    if hint in _PLAIN:
        return None
    if isinstance(hint, type) and is_dataclass(hint):
        return _Build(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {member.value: member for member in hint}.__getitem__
    if hint is dt.date:
        return dt.date.fromisoformat
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional_decoder(hint, arguments)
    if origin is tuple:
        return _tuple_decoder(arguments)
    raise TypeError(f"no way to keep a value of type {hint}")


class _Build:
    """Makes instances of one dataclass from lists. Its fields' converters are looked up at the first call, not before: a dataclass
    may hold itself (a merged event its members)."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.names = [field.name for field in fields(cls)]
        self.keyword_only = any(field.kw_only for field in fields(cls))

    @cached_property
    def converters(self) -> list[tuple[int, _Convert, bool]]:
        """Positions of the fields that JSON does not hold as they are, how to read them, and whether they may be None."""
        hints = [typing.get_type_hints(self.cls)[name] for name in self.names]
        some = [(position, _something(hint)) for position, hint in enumerate(hints)]
        found = [(position, _decoder(hint), hint is not hints[position]) for position, hint in some]
        return [(position, convert, optional) for position, convert, optional in found if convert is not None]

    def __call__(self, values: Any) -> Any:
        for position, convert, optional in self.converters:
            value = values[position]
            if value is not None or not optional:
                values[position] = convert(value)
        if self.keyword_only:
            return self.cls(**dict(zip(self.names, values, strict=True)))
        return self.cls(*values)

    def several(self, rows: Any) -> tuple[Any, ...]:
        """Instances of many lists: most of the time of a second run goes here, so the loop over plain ones is not Python's."""
        if self.converters or self.keyword_only:
            return tuple(map(self, rows))
        return tuple(starmap(self.cls, rows))


def _optional_decoder(hint: Any, arguments: tuple[Any, ...]) -> _Convert | None:
    inner = _decoder(_only(hint, arguments))
    return None if inner is None else lambda value: None if value is None else inner(value)


def _something(hint: Any) -> Any:
    """The type of a value that is there: of a union with None the other one."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _only(hint, typing.get_args(hint))
    return hint


def _only(hint: Any, arguments: tuple[Any, ...]) -> Any:
    """The one type of a union with None."""
    some = [argument for argument in arguments if argument is not type(None)]
    if len(some) != 1:
        raise TypeError(f"no way to keep a value of type {hint}")
    return some[0]


def _tuple_decoder(arguments: tuple[Any, ...]) -> _Convert:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _decoder(arguments[0])
        return tuple if inner is None else inner.several if isinstance(inner, _Build) else lambda values: tuple(map(inner, values))
    inners = [_decoder(argument) for argument in arguments]
    if not any(inners):
        return tuple
    return lambda values: tuple([value if inner is None else inner(value) for inner, value in zip(inners, values, strict=True)])
