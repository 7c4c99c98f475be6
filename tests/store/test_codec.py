"""What is kept reads back equal, and what is not ours is refused."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chrono.interval import Interval, Precision
from timeline.errors import StoreError
from timeline.model.document import Document
from timeline.model.event import Dating, Event, EventMention, SourceRef
from timeline.model.mentions import (
    ActorMention,
    Argument,
    Cue,
    Lifted,
    Paragraph,
    PlaceMention,
    TimexMention,
    TriggerMention,
)
from timeline.model.vocabulary import Kind, PublishedBasis, Status
from timeline.store.codec import Late, decode, encode


@dataclass(frozen=True, slots=True)
class Halved:
    """What is kept in two halves."""

    name: str
    days: tuple[dt.date, ...]
    marks: bytes
    rest: Late


offsets = st.integers(0, 10**6)
words = st.text(max_size=20).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
spans = st.tuples(offsets, offsets)
days = st.dates()
intervals = st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair)))


def many(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


LIFTED = st.builds(
    Lifted,
    words,
    many(st.builds(Paragraph, offsets, offsets, words)),
    many(spans),
    many(
        st.builds(
            ActorMention, offsets, offsets, words, words, st.none() | words, words, many(words), antecedents=many(offsets), sentence=spans
        )
    ),
    many(st.builds(PlaceMention, offsets, offsets, words, words, many(words), st.none() | words)),
    many(st.builds(TimexMention, offsets, offsets, words, words, words, words, reporting=st.booleans(), anchor=st.none() | spans)),
    many(
        st.builds(
            TriggerMention,
            offsets,
            offsets,
            words,
            words,
            words,
            st.none() | words,
            spans,
            offsets,
            many(st.builds(Argument, words, words, offsets, words)),
            many(st.builds(Cue, offsets, offsets, words, words, words, st.none() | offsets)),
            topic=st.none() | spans,
        )
    ),
)
EVENTS = st.recursive(
    st.builds(
        Event,
        id=words,
        kind=st.sampled_from(Kind),
        status=st.none() | st.sampled_from(Status),
        dating=st.builds(Dating, st.none() | intervals, st.sampled_from(Precision), vague=st.booleans()),
        sources=many(st.builds(SourceRef, words, st.none() | days, st.sampled_from(PublishedBasis))),
        mentions=many(st.builds(EventMention, words, offsets, offsets, words, words, words)),
        confidence=st.none() | st.floats(0, 1),
        stale=st.booleans(),
    ),
    lambda inner: st.builds(Event, id=words, kind=st.sampled_from(Kind), members=many(inner)),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(LIFTED)
def test_mentions_read_back_equal(lifted):
    assert decode(Lifted, encode(lifted)) == lifted


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_events_read_back_equal(event):
    back = decode(Event, encode(event))
    assert back == event
    assert encode(back) == encode(event)


def test_documents_keep_days_and_bases():
    document = Document(text="", doc_id="a", published=dt.date(2025, 10, 22), published_basis=PublishedBasis.HEAD, paths=("a.txt",))
    assert decode(Document, encode(document)) == document


@pytest.mark.parametrize("line", ["", "[", "{}", "[1]", "[1,2,3,4,5,6,7,8,9]", "null"])
def test_foreign_lines_are_refused(line):
    with pytest.raises(StoreError, match="cannot be read back"):
        decode(Lifted, line)


def test_no_number_that_json_lacks():
    with pytest.raises(ValueError, match="JSON"):
        encode(Event(id="e", kind=Kind.CALL, confidence=float("nan")))


@given(st.builds(Halved, words | st.just("a\tb"), many(days), st.binary(max_size=9), words | st.just("c\td")))
def test_what_is_read_late_stands_behind_the_json_as_it_is(value):
    line = encode(value)
    assert line.endswith(f"\t{value.rest}")
    assert decode(Halved, line) == value


def test_a_line_without_its_first_half_is_refused():
    with pytest.raises(StoreError, match="Halved"):
        decode(Halved, "\tc")
