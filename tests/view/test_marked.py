"""An article with its marks: every mark stands on the words that a row names, as text and as HTML."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval, Precision
from timeline.chronology import Timeline
from timeline.errors import QueryError
from timeline.model.document import Document
from timeline.model.event import Dating, Event, EventMention, SourceRef
from timeline.model.vocabulary import Basis, Kind, Status
from timeline.view.marked import marked

TEXT = "The ministers will meet on 3 May. <b>Nobody</b> else is to come & stay."


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _event(id: str = "e1", *, cue: str = "will", trigger: str = "meet", doc: str = "d1", **more: object) -> Event:
    mention = EventMention(doc, *_span(trigger), trigger, TEXT[:33], "meeting.verb", Status.SCHEDULED, cue, *_span(cue), "cue.will")
    day = Interval.day(dt.date(2025, 5, 3))
    dating = Dating(day, Precision.DAY, Basis.RELATIVE_TO_DCT, "3 May", *_span("3 May"), "2025-05-03", None, "time.day")
    return Event(id=id, kind=Kind.MEETING, status=Status.SCHEDULED, dating=dating, mentions=(mention,), sources=(SourceRef(doc),), **more)  # type: ignore[arg-type]


def test_as_text_the_marks_stand_in_brackets() -> None:
    text = str(marked(Timeline([_event()]), Document(doc_id="d1", text=TEXT)))
    assert text.startswith("The ministers {will} [meet]1 on <3 May>. ")
    assert text.endswith("\n1  3 May 2025: Meeting (scheduled)")


def test_without_marks_the_text_is_as_it_was() -> None:
    assert str(marked(Timeline([]), Document(doc_id="d1", text=TEXT))).rstrip("\n") == TEXT


def test_a_cue_that_is_the_trigger_is_both() -> None:
    assert "[{meet}]1" in str(marked(Timeline([_event(cue="meet")]), Document(doc_id="d1", text=TEXT)))


def test_overlapping_marks_are_cut_where_they_cross() -> None:
    text = str(marked(Timeline([_event(cue="will meet", trigger="meet on")]), Document(doc_id="d1", text=TEXT)))
    assert "{will }[{meet}][ on]1 <3 May>" in text


def test_markup_in_the_article_stays_text() -> None:
    html = marked(Timeline([_event()]), Document(doc_id="d1", text=TEXT))._repr_html_()
    assert "&lt;b&gt;Nobody&lt;/b&gt; else is to come &amp; stay" in html
    assert '<mark class="trigger" title="trigger of row 1: meeting.verb">meet</mark><sup>1</sup>' in html


def test_of_a_merged_event_only_the_telling_of_this_article_is_marked() -> None:
    merged = _event("e2", doc="d2", members=(_event("e2", doc="d2"), _event("e1")))
    found = marked(Timeline([merged]), Document(doc_id="d1", text=TEXT))
    assert [mark.what for mark in found.marks] == ["cue", "trigger", "date"]
    assert not marked(Timeline([merged]), Document(doc_id="d3", text=TEXT)).rows


def test_another_text_under_the_same_id_is_refused() -> None:
    with pytest.raises(QueryError, match="give the document that was extracted"):
        marked(Timeline([_event()]), Document(doc_id="d1", text="short"))
