"""Merging where an article was read with a fault: a letter wrong, a state or a person missing, days of the report, two events for one."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval
from timeline.merging import merge
from timeline.merging.names import misspelt, occasion
from timeline.merging.naming import actor
from timeline.model.event import Actor, Dating, Event, EventMention, Place, SourceRef, event_id
from timeline.model.vocabulary import ActorType, Kind, Status

UNKNOWN = {"Maria Lopes": "PT", "Maria Lapes": "PT", "Jon Lund": "NO", "Jon Land": "NO", "Jan Lund": "NO"}


def told(
    published: str,
    who: str,
    status: str,
    when: str | None = None,
    *,
    kind: str = "meeting",
    place: str | None = None,
    subtype: str | None = None,
    sentence: str = "",
    mention: tuple[int, str] = (0, "meeting"),
    words: str | None = None,
    doc: str | None = None,
) -> Event:
    """A document event of the document ``doc`` (default: the day on which it was published). ``words`` are those of its date, with
    the sentence at the document's start."""
    start, text = mention
    first, _, last = (when or "").partition("/")
    window = Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)) if when else None
    return Event(
        id=event_id(doc or published, Kind(kind), start, start + len(text)),
        kind=Kind(kind),
        subtype=subtype,
        status=Status(status),
        dating=Dating(window, text=words, start=sentence.index(words) if words else None),
        sources=(SourceRef(doc or published, dt.date.fromisoformat(published)),),
        mentions=(EventMention(doc or published, start, start + len(text), text, sentence or "About it.", "rule"),),
        participants=tuple(sorted((someone(name) for name in who.split("+")), key=lambda a: a.name)),
        place=Place(place) if place else None,
    )


def someone(name: str) -> Actor:
    if name in UNKNOWN:
        return Actor(f"local:{name}", name, ActorType.PERSON, UNKNOWN[name])
    return actor(name, dt.date(2005, 11, 1))


def groups(*events: Event) -> list[list[str]]:
    """The articles of each merged event."""
    return sorted(sorted(m.sources[0].doc_id for m in (e.members or (e,))) for e in merge(events))


BOTH = "The APEC Ministerial Meeting is held on Tuesday, before the APEC Leaders' Meeting on Nov. 18-19 in Busan."
MINISTERS = told(
    "2005-11-14", "APEC", "scheduled", "2005-11-15", sentence=BOTH, mention=(BOTH.index("Meeting"), "Meeting"), words="on Tuesday"
)
LEADERS = told(
    "2005-11-14",
    "APEC",
    "scheduled",
    "2005-11-18/2005-11-19",
    sentence=BOTH,
    mention=(BOTH.rindex("Meeting"), "Meeting"),
    words="on Nov. 18-19",
)

ONE = {
    "a letter wrong in a name": (
        told("2005-11-02", "Maria Lopes+Vladimir Putin", "scheduled"),
        told("2005-11-10", "Maria Lapes+Vladimir Putin", "held", "2005-11-09"),
    ),
    "an organisation's summit told with its chairman": (
        told("2005-12-06", "European Union", "scheduled", "2005-12-15/2005-12-16", subtype="summit", place="Brussels"),
        told("2005-12-17", "European Union+Tony Blair", "held", "2005-12-15/2005-12-17", subtype="summit"),
    ),
    "three parties in one town, the last session": (
        told("2005-11-02", "China+Russia+United States", "held", "2005-11-01", subtype="talks", place="Vienna"),
        told("2005-11-07", "China+Russia+United States", "held", "2005-11-05", subtype="talks", place="Vienna"),
    ),
    "two groups called by one noun": (
        told("2005-11-02", "Chad+ABC rebels", "not_held", "2005-11-01", place="Tripoli"),
        told("2005-11-04", "Chad+Chadian rebels", "not_held", "2005-11-01", place="Tripoli"),
    ),
    "held and not over": (
        told("2005-11-04", "African Union", "held", place="Beijing", subtype="summit", sentence="At the African Union summit."),
        told(
            "2005-11-07",
            "African Union",
            "held",
            "2005-11-04/2005-11-05",
            place="Beijing",
            subtype="summit",
            sentence="The African Union summit.",
        ),
    ),
}
TWO = {
    "another first letter": (
        told("2005-11-02", "Jon Lund+Vladimir Putin", "held", "2005-11-01"),
        told("2005-11-02", "Vladimir Putin+Maria Lopes", "held", "2005-11-01", doc="b"),
    ),
    "a day in common, and nobody for sure": (
        told("2005-11-02", "Chad+United States", "scheduled", "2005-11-05"),
        told("2005-11-06", "Condoleezza Rice+Someone Else", "held", "2005-11-05", sentence="Tea was served."),
    ),
    "a new plan after three parties met": (
        told("2005-11-02", "China+Russia+United States", "held", "2005-11-01", subtype="talks", place="Vienna"),
        told("2005-11-03", "China+Russia+United States", "scheduled", "2005-11-07", subtype="talks", place="Vienna"),
    ),
    "one party, some day of the month": (
        told("2005-11-01", "Syrian opposition", "scheduled", "2005-11-02/2005-11-30", sentence="It would not attend talks in spring."),
        told("2005-11-22", "Syrian opposition", "ongoing", "2005-11-22", place="Riyadh", sentence="Its leaders choose a new team."),
    ),
    "a gathering's name, some day of the year": (
        told("2005-11-01", "APEC+Hu Jintao", "scheduled", "2005-11-19", place="Laos", sentence="After the APEC meeting."),
        told("2005-11-22", "APEC", "proposed", "2005-01-01/2005-12-31", sentence="Firms await the biggest APEC meeting."),
    ),
    "ministers and leaders told in one sentence": (
        MINISTERS,
        told("2005-11-20", "APEC", "held", "2005-11-15/2005-11-19", subtype="summit"),
    ),
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE)
def test_one_encounter(pair: tuple[Event, Event]) -> None:
    assert len(groups(*pair)) == 1


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
def test_two_encounters(pair: tuple[Event, Event]) -> None:
    assert len(groups(*pair)) == 2


def test_each_of_two_meetings_in_one_sentence_has_its_own_name() -> None:
    plan = told(
        "2005-11-02", "APEC", "scheduled", "2005-11-14/2005-11-20", subtype="summit", sentence="The APEC summit is held this month."
    )
    merged = {len(e.members or (e,)): e for e in merge([plan, MINISTERS, LEADERS])}
    assert [m.id for m in merged[2].members] == [plan.id, LEADERS.id]


def test_another_organisations_meeting_names_nothing() -> None:
    talk = "Ahead of the APEC Leaders' Meeting he praised the World Trade Organization meeting."
    first = told(
        "2005-11-02", "WTO", "scheduled", "2005-12-13", place="Hong Kong", sentence=talk, mention=(talk.index("Meeting"), "Meeting")
    )
    second = told("2005-11-03", "WTO", "scheduled", "2005-12-13", place="Hong Kong", sentence="The WTO ministerial meeting.")
    assert len(groups(first, second)) == 1


def test_of_two_events_of_an_article_the_one_in_like_words_is_taken() -> None:
    plan = told(
        "2005-11-02", "China+Japan", "scheduled", "2005-11-14", sentence="They hold talks on gas fields on the sidelines of the forum."
    )
    dinner = told(
        "2005-11-14", "China+Japan", "scheduled", "2005-11-14", sentence="Soup is served at a late dinner.", mention=(9, "dinner")
    )
    talks = told(
        "2005-11-14", "China+Japan", "scheduled", "2005-11-14", sentence="Talks on gas fields on the sidelines.", mention=(90, "talks")
    )
    merged = {len(e.members or (e,)): e for e in merge([plan, dinner, talks])}
    assert {m.id for m in merged[2].members} == {plan.id, talks.id}


def test_one_article_with_somebody_too_many_hides_nothing_from_a_later_one() -> None:
    plan = told("2005-11-02", "Japan+United States", "scheduled", "2005-11-14")
    more = told("2005-11-03", "China+Japan+South Korea+United States", "scheduled", "2005-11-14")
    later = told("2005-11-05", "Japan+United States", "scheduled")
    assert len(groups(plan, more, later)) == 1


def test_a_plan_told_twice_in_one_article_is_one() -> None:
    four = "China+Japan+South Korea+United States"
    plan = told("2005-11-02", four, "scheduled")
    twice = [told("2005-11-05", four, "proposed", mention=(at, "talks"), sentence="They would talk.") for at in (10, 90)]
    [merged] = merge([plan, *twice])
    assert "told twice" in " ".join(merged.reasons)
    assert merged.n_documents == 2
    two = [told("2005-11-05", "Japan+United States", "proposed", mention=(at, "talks")) for at in (10, 90)]
    assert len(merge(two)) == 2


def test_a_summit_read_as_two_of_its_days_is_one() -> None:
    first = told("2005-11-02", "African Union", "scheduled", "2005-11-04/2005-11-05", place="Accra", subtype="summit")
    days = [
        told("2005-11-05", "African Union", status, when, place="Accra", subtype="summit", mention=(at, "summit"), sentence="The summit.")
        for status, when, at in (("held", "2005-11-04", 10), ("ongoing", "2005-11-05", 90))
    ]
    assert len(groups(first, *days)) == 1


def test_what_was_put_off_gets_its_new_day_though_a_plan_without_one_was_told_between() -> None:
    steps = [
        told("2005-11-02", "Chad+Sudan", "scheduled", "2005-12-01/2005-12-31", place="Tripoli"),
        told("2005-11-20", "Chad+Sudan", "postponed", place="Tripoli"),
        told("2005-12-20", "Chad+Sudan", "scheduled", place="Tripoli"),
        told("2006-01-15", "Chad+Sudan", "scheduled", "2006-01-29", place="Tripoli"),
    ]
    [merged] = merge(steps)
    assert [d.interval and d.interval.start.isoformat() for d in merged.previous] == ["2005-12-01"]


def test_held_before_its_day_decides_nothing() -> None:
    [merged] = merge(
        [
            told("2005-11-02", "Chad+Sudan", "held", "2005-11-01/2005-11-30", place="Tripoli"),
            told("2005-11-10", "Chad+Sudan", "scheduled", "2005-11-19", place="Tripoli"),
        ]
    )
    assert merged.status is Status.SCHEDULED
    assert [s.status for s in merged.history] == [Status.HELD, Status.SCHEDULED]


def test_a_plan_has_no_day_of_last_year() -> None:
    plan = told("2005-11-02", "Chad+Sudan", "scheduled")
    offer = told("2005-11-10", "Chad+Sudan", "proposed", "2004-11-01/2004-11-30")
    [merged] = merge([plan, offer])
    assert merged.start is None
    assert any(claim.value and claim.value.startswith("2004-11") for claim in merged.claims)
    assert [e.start and e.start.isoformat() for e in merge([offer])] == ["2004-11-01"]


def test_what_is_hoped_for_when_a_meeting_begins_is_not_that_meeting() -> None:
    plan = told("2005-11-02", "China+Japan+Russia", "scheduled", "2005-11-05", place="Vienna")
    held = told("2005-11-05", "China+Japan", "held", place="Vienna", subtype="summit")
    hoped = told("2005-11-05", "China+Japan+Russia", "proposed", mention=(90, "talks"))
    merged = {len(e.members or (e,)): e for e in merge([plan, held, hoped])}
    assert {m.id for m in merged[2].members} == {plan.id, held.id}


def test_a_persons_talk_is_not_the_gathering() -> None:
    talks = told("2005-11-02", "United Nations", "scheduled", "2005-11-05", place="Geneva", subtype="talks")
    envoy = told("2005-11-05", "Maria Lopes+Syrian opposition", "held", "2005-11-05", place="Geneva", subtype="talks")
    assert len(groups(talks, envoy)) == 2


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Maria Lopes", "Maria Lapes", True),
        ("Jon Lund", "Jon Land", True),
        ("Jon Lund", "Jan Lund", False),
        ("Kim Jong Il", "Kim Jong Un", False),
        ("Lopes", "Loppes", False),
        ("Maria Lopes", "Maria Nopes", False),
    ],
)
def test_a_name_with_a_letter_wrong(a: str, b: str, one: bool) -> None:
    assert misspelt(a, b) is one
    assert misspelt(b, a) is one


def test_where_a_mention_stands_tells_which_name_is_meant() -> None:
    assert occasion("Meeting", BOTH).tier == ""
    assert occasion("Meeting", BOTH, BOTH.index("Meeting")).tier == "ministers"
    assert occasion("Meeting", BOTH, BOTH.rindex("Meeting")).tier == "leaders"
