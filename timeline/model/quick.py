"""Frozen values that are made quickly: a run makes tens of thousands of them, a large one millions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T", bound=type[Any])

_become = vars(object)["__class__"].__set__
"""Gives an instance another class of the same slots."""

_SAME = object()
"""Stands for a field that stays as it is."""


def quick(cls: T) -> T:
    """Class decorator over ``@dataclass(frozen=True, slots=True)``: the same class, made in a fifth of the time.

    A frozen dataclass sets each field through ``object.__setattr__``, which looks the slot up by its name every time. Here an instance is
    of a twin class without the guard while its fields are set, as those of any class, and of its own from then on. Fields, defaults,
    keyword-only ones, ``__post_init__`` and what is frozen stay as they are. :func:`replace` knows such classes too.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Span:
    ...     start: int
    ...     end: int = 0
    >>> Span(3, end=5)
    Span(start=3, end=5)

    Raises ``TypeError`` for a field that ``__init__`` does not take or whose default a function makes.
    """
    found: tuple[Field[Any], ...] = fields(cls)
    for field in found:
        if not field.init or field.default_factory is not MISSING:
            raise TypeError(f"{cls.__name__}.{field.name}: quick takes fields of __init__ with plain defaults only")
    twin = type(cls.__name__, (), {"__slots__": cls.__slots__})
    known: dict[str, Any] = {"_class": cls, "_twin": twin, "_become": _become, "_same": _SAME, "_new": object.__new__}
    taken, put = ["self"], ["    _become(self, _twin)\n"]
    for field in sorted(found, key=lambda field: bool(field.kw_only)):  # a stable order: keyword-only ones come last
        if field.kw_only and "*" not in taken:
            taken.append("*")
        taken.append(field.name if field.default is MISSING else f"{field.name}=_default_{field.name}")
        put.append(f"    self.{field.name} = {field.name}\n")
        known[f"_default_{field.name}"] = field.default
    put.append("    self.__class__ = _class\n")
    if hasattr(cls, "__post_init__"):
        put.append("    self.__post_init__()\n")
    names = [field.name for field in found]
    kept = ", ".join([f"self.{name} if {name} is _same else {name}" for name in names])
    exec(  # as dataclasses itself writes its functions
        f"def __init__({', '.join(taken)}):\n{''.join(put)}"
        f"def _make({', '.join(names)}):\n    self = _new(_twin)\n{''.join(put[1:])}    return self\n"
        f"def __replace__(self, /, *, {', '.join([f'{name}=_same' for name in names])}):\n    return _make({kept})\n",
        known,
    )
    for name in ("__init__", "__replace__", "_make"):
        known[name].__qualname__ = f"{cls.__qualname__}.{name}"
    known["__init__"].__annotations__ = cls.__init__.__annotations__
    cls.__init__, cls.__replace__, cls._make = known["__init__"], known["__replace__"], staticmethod(known["_make"])
    return cls


def maker(cls: type[Any]) -> Callable[..., Any] | None:
    """What makes an instance of a :func:`quick` class from the values of all its fields in order, in two thirds of the time that a call of
    the class takes, which looks for names and defaults; None for another dataclass."""
    return getattr(cls, "_make", None)


if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(value, /, **changes):
        """As ``dataclasses.replace``, of an instance of a :func:`quick` class, in a sixth of the time."""
        return value.__replace__(**changes)


@contextmanager
def settled() -> Iterator[None]:
    """The garbage collector leaves alone what is there by now, such as a model and tables: it would walk them in vain, again and again.

    >>> with settled():
    ...     gc.get_freeze_count() > 0
    True
    """
    if gc.get_freeze_count():
        yield  # somebody else has seen to it
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def in_bulk() -> Iterator[None]:
    """While many values are made, no garbage collector: it would walk them all again and again, and they hold no cycles.
    Nor are they walked at the end: what there is by then counts as old. As a decorator: ``@in_bulk()``.

    >>> with in_bulk():
    ...     gc.isenabled()
    False
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
