"""Tables of visits: a heading that tells the visitor, rows that tell the rest."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval
from timeline.dating import date_timexes, document_date
from timeline.events import document_events
from timeline.gate import select
from timeline.layout import paragraphs
from timeline.layout.tables import find_tables
from timeline.model.document import Document
from timeline.model.event import Event
from timeline.nlp.assembly import load
from timeline.nlp.lift import lift_document
from timeline.pipeline.focus import focus

WITH_REMARKS = """Foreign trips of Sergey Lavrov in 2017

February 16-18 | Germany | Bonn, Munich | Met with Secretary of State Rex Tillerson.
April 30 - May 2 | Egypt | Cairo | Attended a conference.
May 9 | Korea, North | Pyongyang
"""

WITH_TABS = """Presidential trips abroad: Barack Obama

Dates\tCountry\tPlace
27-28 March 2014\tItaly\tRome
29 March 2014\tSaudi Arabia\tRiyadh
April 23-25, 2014\tJapan\tTokyo
"""

WITH_A_COLUMN = """Official visits in 2018

Visitor                     Dates        Destination          Purpose
Secretary of State Mike Pompeo   May 9     Pyongyang, North Korea   Release of prisoners
Foreign Minister Sergei Lavrov   May 31    Pyongyang, North Korea   Talks
"""

NO_VISITS = (
    "Trade with the European Union after the visit of President Bush, 2005\n\nMay 2 | Germany | 14.2\nMay 3 | France | 12.1\n",
    "Tour dates of the national team\n\nMay 2 | Germany | Berlin | 2-1\nMay 5 | France | Paris | 0-0\n",
    "Visits to the embassies: office hours\n\nMay 2 | Germany | Berlin | 9:00-17:00\nMay 5 | France | Paris | 10:00-12:00\n",
    "Harvest reports of President Bush\n\nMay 2 | Germany | Berlin\nMay 5 | France | Paris\n",
)


def events(text: str, published: str | None) -> tuple[Event, ...]:
    day = dt.date.fromisoformat(published) if published else None
    document = Document(doc_id="table", text=text, published=day)
    parts = paragraphs(text)
    chosen = select(text, parts)
    assert chosen or "Harvest" in text
    lifted = lift_document(load(), "table", text, parts, tag=chosen)
    return document_events(document, lifted, date_timexes(lifted, text, Interval.day(day) if day else None))


def rows(found: tuple[Event, ...]) -> list[tuple[str, ...]]:
    return [
        (
            e.kind.value,
            "+".join(a.name for a in e.participants),
            e.place.name if e.place else "-",
            e.host_country or "-",
            str(e.dating.interval.start if e.dating.interval else "-"),
            str(e.dating.interval.end if e.dating.interval else "-"),
            e.status.value,
        )
        for e in found
    ]


@pytest.mark.model
def test_heading_tells_the_visitor_and_the_year() -> None:
    found = events(WITH_REMARKS, "2017-05-01")
    assert rows(tuple(e for e in found if e.kind.value == "visit")) == [
        ("visit", "Sergey Lavrov", "Bonn", "DE", "2017-02-16", "2017-02-18", "held"),
        ("visit", "Sergey Lavrov", "Cairo", "EG", "2017-04-30", "2017-05-02", "ongoing"),
        ("visit", "Sergey Lavrov", "Pyongyang", "KP", "2017-05-09", "2017-05-09", "scheduled"),
    ]


@pytest.mark.model
def test_every_visit_shows_its_row() -> None:
    visits = [e for e in events(WITH_REMARKS, "2017-06-01") if e.kind.value == "visit"]
    assert [e.mentions[0].sentence for e in visits] == WITH_REMARKS.splitlines()[2:]
    assert {e.mentions[0].rule for e in visits} == {"visit.table_row"}


@pytest.mark.model
def test_a_remark_tells_a_meeting_of_the_visitor() -> None:
    found = events(WITH_REMARKS, "2017-06-01")
    met = [e for e in found if e.kind.value == "meeting" and len(e.participants) == 2]
    assert [sorted(a.name for a in e.participants) for e in met] == [["Rex Tillerson", "Sergey Lavrov"]]
    assert met[0].part_of == next(e.id for e in found if e.place is not None and e.place.name == "Bonn" and e.kind.value == "visit")
    assert met[0].dating.interval is not None
    assert str(met[0].dating.interval.start) == "2017-02-16"


@pytest.mark.model
def test_rows_without_remarks_apart_by_tabs() -> None:
    assert rows(events(WITH_TABS, None)) == [
        ("visit", "Barack Obama", "Rome", "IT", "2014-03-27", "2014-03-28", "held"),
        ("visit", "Barack Obama", "Riyadh", "SA", "2014-03-29", "2014-03-29", "held"),
        ("visit", "Barack Obama", "Tokyo", "JP", "2014-04-23", "2014-04-25", "held"),
    ]


@pytest.mark.model
def test_a_column_tells_the_visitor() -> None:
    found = tuple(e for e in events(WITH_A_COLUMN, "2018-07-01") if e.kind.value == "visit")
    assert [r[1:5] for r in rows(found)] == [  # under the names that the tables know
        ("Mike Pompeo", "Pyongyang", "KP", "2018-05-09"),
        ("Sergey Lavrov", "Pyongyang", "KP", "2018-05-31"),
    ]


@pytest.mark.model
@pytest.mark.parametrize("text", NO_VISITS, ids=["trade", "fixtures", "hours", "harvest"])
def test_other_tables_tell_nothing(text: str) -> None:
    assert events(text, "2018-07-01") == ()


@pytest.mark.parametrize("text", NO_VISITS, ids=["trade", "fixtures", "hours", "harvest"])
def test_other_tables_are_none_of_visits(text: str) -> None:
    assert find_tables(text) == ()


def test_the_days_of_rows_are_not_the_day_of_publication() -> None:
    text = "Travels of the U.S. Secretary of State\n\nMarch 27, 2014 | Italy | Rome\nMarch 29, 2014 | Oman | Muscat\n"
    assert document_date(Document(doc_id="table", text=text), paragraphs(text)).published is None


@pytest.mark.model
def test_a_row_keeps_the_visitor_of_a_heading_without_a_trigger() -> None:
    text = "Travels of the U.S. Secretary of State, 2014\n\nItaly | Rome | March 27\nOman | Muscat | March 29\n"
    document = Document(doc_id="table", text=text)
    parts = paragraphs(text)
    lifted = focus(lift_document(load(), "table", text, parts, tag=select(text, parts)))
    found = document_events(document, lifted, date_timexes(lifted, text, None))
    assert [(r[3], r[4]) for r in rows(found)] == [("IT", "2014-03-27"), ("OM", "2014-03-29")]
