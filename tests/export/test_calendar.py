"""iCalendar, read back by icalendar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from made_timelines import D, budapest_story, event_lists, ugly

from timeline import export
from timeline.chrono.interval import Interval, Precision
from timeline.chronology import Timeline
from timeline.model.event import Dating, Event
from timeline.model.vocabulary import Kind, Status


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


def events_of(text: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    return {str(event["UID"]).removesuffix("@diplomatic-timeline"): event for event in calendar.walk("VEVENT")}


def test_days_and_spans_go_in_with_an_exclusive_end(tl: Timeline) -> None:
    found = events_of(export.text(tl, "ics"))
    assert set(found) == {"e-talks", "e-visit", "e-call", "e-ministers"}, "no window, no change, nothing undated"
    visit = found["e-visit"]
    assert (visit["DTSTART"].dt, visit["DTEND"].dt) == (D("2025-04-02"), D("2025-04-04"))
    assert (found["e-call"]["DTSTART"].dt, found["e-call"]["DTEND"].dt) == (D("2025-10-16"), D("2025-10-17"))
    assert str(visit["SUMMARY"]) == "Visit of Kirill Dmitriev to Washington (held)"
    assert str(visit["LOCATION"]) == "Washington"
    assert visit["GEO"].to_ical() == "38.9072;-77.0369"
    assert str(visit["URL"]) == "https://news.example/d4?a=1&b=2"
    assert str(found["e-talks"]["RELATED-TO"]) == "e-visit@diplomatic-timeline"
    assert "as of 2025-04-03\n“Dmitriev visited Washington" in str(visit["DESCRIPTION"])
    assert visit["DTSTAMP"].dt == dt.datetime(2025, 10, 22, tzinfo=dt.UTC), "the timeline's day, not the clock"


def test_windows_on_request_and_no_denials(tl: Timeline) -> None:
    loose = events_of(export.text(tl, "ics", imprecise=True))
    assert (loose["e-helsinki"]["DTSTART"].dt, loose["e-helsinki"]["DTEND"].dt) == (D("2018-07-16"), D("2018-07-23"))
    assert "some time in: week of 16 Jul 2018 ([2018-07-16..2018-07-22])" in str(loose["e-helsinki"]["DESCRIPTION"])
    day = Dating(Interval.day(D("2025-01-02")), Precision.DAY)
    denied = Timeline([Event(id="e1", kind=Kind.CALL, status=Status.DENIED, dating=day)])
    assert events_of(export.text(denied, "ics")) == {}, "what a party denies stands in no calendar"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.HELD, "CONFIRMED"),
        (Status.ONGOING, "CONFIRMED"),
        (Status.SCHEDULED, "CONFIRMED"),
        (Status.PROPOSED, "TENTATIVE"),
        (Status.DISPUTED, "TENTATIVE"),
        (Status.POSTPONED, "CANCELLED"),
        (Status.CANCELLED, "CANCELLED"),
    ],
)
def test_status_has_the_three_values_of_the_standard(status: Status, expected: str) -> None:
    day = Dating(Interval.day(D("2025-01-02")), Precision.DAY)
    event = events_of(export.text(Timeline([Event(id="e1", kind=Kind.CALL, status=status, dating=day)]), "ics"))["e1"]
    assert str(event["STATUS"]) == expected
    assert [str(category) for category in event["CATEGORIES"].cats] == ["CALL", status.value.upper().replace("_", " ")]


def test_a_moved_date_counts_up_and_tells_the_old_one(tl: Timeline) -> None:
    event = events_of(export.text(tl, "ics"))["e-ministers"]
    assert event["SEQUENCE"] == 1
    assert "formerly 2025-10-20" in str(event["DESCRIPTION"])


def test_lines_are_folded_at_75_octets_and_end_in_crlf(tl: Timeline, tmp_path: Path) -> None:
    long = Event(id="e1", kind=Kind.CALL, status=Status.HELD, dating=Dating(Interval.day(D("2025-01-02")), Precision.DAY), previous=())
    tl.export(tmp_path / "t.ics")
    data = (tmp_path / "t.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert Timeline([long]).now is None
    assert b"DTSTAMP:19700101T000000Z" in export.text(Timeline([long]), "ics").encode()


@settings(ugly, max_examples=10)
@given(event_lists(most=3))
def test_any_timeline_is_a_calendar(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    expected = {e.id for e in timeline.encounters if e.dating.interval and e.status not in (None, Status.DENIED, Status.NOT_HELD)}
    assert set(events_of(export.text(timeline, "ics", imprecise=True))) == expected
