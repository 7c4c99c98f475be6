"""A quick class is the dataclass that it was, in everything but the time that it takes to be made."""

import gc
import inspect
import pickle
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, replace

import pytest

from timeline.model.event import Event
from timeline.model.mentions import TriggerMention
from timeline.model.quick import in_bulk, maker, quick
from timeline.model.quick import replace as quick_replace
from timeline.model.vocabulary import Kind


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int = 7

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("ends before it starts")


@quick
@dataclass(frozen=True, slots=True)
class Mixed:
    first: str
    only: str = field(kw_only=True)
    last: tuple[str, ...] = ()


def test_positions_names_and_defaults():
    assert Span(1, 2) == Span(start=1, end=2) == replace(Span(1), end=2)
    assert Span(3).end == 7
    assert hash(Span(1, 2)) == hash(Span(1, 2))
    assert Span(1, 2) < Span(1, 3)
    with pytest.raises(TypeError):
        Span()
    with pytest.raises(TypeError):
        Span(1, 2, 3)


def test_keyword_only_fields_come_last():
    assert Mixed("a", ("b",), only="c") == Mixed(first="a", only="c", last=("b",))
    with pytest.raises(TypeError):
        Mixed("a", ("b",), "c")


def test_what_a_class_checks_is_still_checked():
    with pytest.raises(ValueError, match="ends before"):
        Span(9, 2)


def test_it_stays_frozen():
    with pytest.raises(FrozenInstanceError):
        Span(1).end = 3
    assert not hasattr(Span(1), "__dict__")


@pytest.mark.parametrize("cls", [Event, TriggerMention, Span, Mixed], ids=lambda cls: cls.__name__)
def test_its_signature_is_that_of_the_dataclass(cls):
    own = {f.name: field(kw_only=f.kw_only) if f.default is MISSING else field(default=f.default, kw_only=f.kw_only) for f in fields(cls)}
    plain = dataclass(frozen=True, slots=True)(type(cls.__name__, (), {"__annotations__": cls.__annotations__, **own}))
    assert _taken(cls) == _taken(plain)
    assert cls.__init__.__annotations__ == plain.__init__.__annotations__


def _taken(cls):
    return [(p.name, p.kind, p.default) for p in inspect.signature(cls.__init__).parameters.values()]


def test_replacing_is_that_of_dataclasses():
    event = Event(id="e1", kind=Kind.CALL, reasons=("a",))
    assert quick_replace(event, id="e2", confidence=0.7) == replace(event, id="e2", confidence=0.7)
    assert quick_replace(event) == event
    assert quick_replace(Mixed("a", only="c"), only="d") == Mixed("a", only="d")
    with pytest.raises(TypeError):
        quick_replace(event, name="x")
    with pytest.raises(ValueError, match="ends before"):
        quick_replace(Span(3), end=1)


def test_the_maker_takes_all_values_in_order_and_checks_them():
    assert maker(Mixed)("a", "b", ("c",)) == Mixed("a", ("c",), only="b")
    assert type(maker(Span)(1, 2)) is Span
    with pytest.raises(ValueError, match="ends before"):
        maker(Span)(9, 2)
    assert maker(dataclass(frozen=True)(type("Plain", (), {}))) is None


def test_what_is_made_is_of_its_own_class():
    span = Span(1)
    assert type(span) is Span
    with pytest.raises(FrozenInstanceError):
        del span.start


def test_an_event_survives_a_pickle():
    event = Event(id="e1", kind=Kind.CALL, reasons=("a",))
    assert pickle.loads(pickle.dumps(event)) == event


def test_a_default_that_a_function_makes_is_refused():
    with pytest.raises(TypeError, match=r"List\.held"):

        @quick
        @dataclass(frozen=True, slots=True)
        class List:
            held: list[str] = field(default_factory=list)


@pytest.mark.parametrize("before", [True, False], ids=["collecting", "not collecting"])
def test_the_collector_rests_in_bulk_and_is_as_it_was_afterwards(before):
    @in_bulk()
    def resting() -> bool:
        assert not gc.isenabled()
        with in_bulk():
            pass
        raise ValueError("over")

    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="over"):
            resting()
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()
