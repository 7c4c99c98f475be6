from __future__ import annotations

import pytest
from made_timelines import D, budapest_story, person, state

from timeline.chrono.interval import Interval, Precision
from timeline.model.event import Dating, Event, Place
from timeline.model.record import to_record
from timeline.model.title import title, when
from timeline.model.vocabulary import Kind, Status

EVENTS = {event.id: event for event in budapest_story()}


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("e-call", "Call of Donald Trump and Vladimir Putin (held)"),
        ("e-helsinki", "Summit of Donald Trump and Vladimir Putin, Helsinki (held)"),
        ("e-visit", "Visit of Kirill Dmitriev to Washington (held)"),
        ("e-g20", "Meeting of Argentina, G20, Namibia and Russia, Argentina (scheduled)"),
        ("c-postponed", "Postponement by United States: meeting of Marco Rubio and Sergey Lavrov"),
    ],
)
def test_titles(id: str, expected: str) -> None:
    event = EVENTS[id]
    assert title(event, EVENTS.get(event.about or "")) == expected


def test_titles_of_what_is_hardly_known() -> None:
    assert title(Event(id="e", kind=Kind.MEETING, status=Status.NOT_HELD)) == "Meeting (not held)"
    assert title(Event(id="c", kind=Kind.DENIAL)) == "Denial"
    many = tuple(state("AT", name) for name in "ABCDEF")
    assert title(Event(id="e", kind=Kind.MEETING, subtype="talks", participants=many)) == "Talks of A, B, C and 3 others"
    assert title(Event(id="e", kind=Kind.CALL, subtype="video", participants=many[:3], place=Place(""))) == "Video call of A, B and C"
    invited = Event(id="c", kind=Kind.INVITATION, actors=many[:1], targets=(person("Q1", "Zoe", "AT"),))
    assert title(invited) == "Invitation by A to Zoe"


@pytest.mark.parametrize(
    ("start", "end", "precision", "read", "coded"),
    [
        pytest.param("2025-10-16", "2025-10-16", "day", "16 Oct 2025", "2025-10-16", id="day"),
        pytest.param("2025-04-02", "2025-04-03", "span", "2–3 Apr 2025", "2025-04-02/2025-04-03", id="span"),
        pytest.param("2025-10-30", "2025-11-02", "span", "30 Oct–2 Nov 2025", "2025-10-30/2025-11-02", id="span over a month's end"),
        pytest.param("2025-12-30", "2026-01-02", "span", "30 Dec 2025–2 Jan 2026", "2025-12-30/2026-01-02", id="span over a year's end"),
        pytest.param("2018-07-16", "2018-07-22", "week", "week of 16 Jul 2018", "[2018-07-16..2018-07-22]", id="week"),
        pytest.param(
            "2018-07-17", "2018-07-23", "week", "between 17 and 23 Jul 2018", "[2018-07-17..2018-07-23]", id="seven days, no week"
        ),
        pytest.param("2025-03-01", "2025-03-31", "month", "Mar 2025", "2025-03", id="month"),
        pytest.param("2024-02-01", "2024-02-29", "month", "Feb 2024", "2024-02", id="leap month"),
        pytest.param("2025-02-01", "2025-02-28", "span", "1–28 Feb 2025", "2025-02-01/2025-02-28", id="a month filled"),
        pytest.param("2018-01-01", "2018-12-31", "year", "2018", "2018", id="year"),
        pytest.param("2025-01-01", "2025-03-31", "quarter", "between Jan and Mar 2025", "[2025-01-01..2025-03-31]", id="quarter"),
        pytest.param(
            "2018-07-25", "2018-12-31", "year", "between 25 Jul and 31 Dec 2018", "[2018-07-25..2018-12-31]", id="rest of the year"
        ),
        pytest.param("2018-11-01", "2019-01-31", "quarter", "between Nov 2018 and Jan 2019", "[2018-11-01..2019-01-31]", id="over a year"),
        pytest.param("1987-01-01", "1989-12-31", "year", "between 1987 and 1989", "[1987-01-01..1989-12-31]", id="years"),
    ],
)
def test_windows(start: str, end: str, precision: str, read: str, coded: str) -> None:
    dating = Dating(Interval(D(start), D(end)), Precision(precision))
    assert when(dating) == read
    assert to_record(Event(id="e", kind=Kind.CALL, dating=dating))["edtf"] == coded


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.SCHEDULED, "planned, no date"), (Status.PROPOSED, "planned, no date"), (Status.HELD, "no date"), (None, "no date")],
)
def test_no_date(status: Status | None, expected: str) -> None:
    assert when(Dating(), status) == expected


def test_an_event_shows_itself_in_one_line() -> None:
    assert repr(EVENTS["e-call"]).startswith("<Event e-call: Call of Donald Trump and Vladimir Putin (held), ")
