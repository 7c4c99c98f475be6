"""Which document events are one encounter, and what the merged event says: one small case each, then the laws that hold for all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chrono.interval import Interval, Precision
from timeline.evaluate import score_merged
from timeline.merging import as_of, merge, read_events
from timeline.merging.naming import actor
from timeline.model.event import At, Dating, Event, EventMention, Place, SourceRef, StatusStep, event_id
from timeline.model.record import dump_line, to_record
from timeline.model.vocabulary import Family, Kind, Status


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def told(
    doc: str,
    kind: str,
    who: str,
    status: str,
    when: str | None = None,
    *,
    published: str | None = None,
    place: str | None = None,
    country: str | None = None,
    subtype: str | None = None,
    sentence: str = "",
    outlet: str | None = None,
    number: int = 0,
    previous: str | None = None,
    digest: str | None = None,
    precision: Precision | None = None,
) -> Event:
    """A document event. ``who`` are names joined with ``+``; ``when`` is a day or ``first/last``; ``doc`` may be a publication day."""
    published = published if published is not None else doc
    return Event(
        id=event_id(doc, Kind(kind), number, number + 4),
        kind=Kind(kind),
        subtype=subtype,
        status=Status(status),
        dating=dated(when, precision),
        previous=(dated(previous, None),) if previous else (),
        sources=(SourceRef(doc, day(published) if published else None, source=outlet, digest=digest),),
        mentions=(EventMention(doc, number, number + 4, kind, sentence or f"About a {kind}.", "rule", Status(status)),),
        participants=tuple(sorted((actor(name, day(published) if published else None) for name in who.split("+")), key=lambda a: a.name)),
        place=Place(place, country) if place else None,
    )


def dated(when: str | None, precision: Precision | None) -> Dating:
    if when is None:
        return Dating()
    first, _, last = when.partition("/")
    window = Interval(day(first), day(last or first))
    return Dating(window, precision or window.precision)


def change(doc: str, kind: str, about: Event, when: str | None = None, *, number: int = 50, by: str = "") -> Event:
    return Event(
        id=event_id(doc, Kind(kind), number, number + 4),
        kind=Kind(kind),
        about=about.id,
        dating=dated(when, None),
        sources=(SourceRef(doc, day(doc)),),
        mentions=(EventMention(doc, number, number + 4, kind, "", "rule"),),
        actors=tuple(actor(name) for name in by.split("+") if name),
    )


def encounters(*events: Event) -> list[Event]:
    return [e for e in merge(events) if e.family is Family.ENCOUNTER]


ONE = {
    "the same day": (
        told("2025-03-03", "meeting", "Sergey Lavrov+Marco Rubio", "scheduled", "2025-03-10"),
        told("2025-03-11", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10", place="Riyadh", country="SA"),
    ),
    "a day within a week": (
        told("2025-03-03", "call", "Donald Trump+Vladimir Putin", "scheduled", "2025-03-17/2025-03-23"),
        told("2025-03-19", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-18"),
    ),
    "a state and its minister": (
        told("2019-03-04", "meeting", "Russia+Turkey", "scheduled", "2019-03-10", place="Ankara", country="TR"),
        told("2019-03-11", "meeting", "Sergey Lavrov+Mevlut Cavusoglu", "held", "2019-03-10", place="Ankara", country="TR"),
    ),
    "a city and its country": (
        told("2025-03-03", "visit", "Emmanuel Macron", "scheduled", "2025-03-10", place="Egypt", country="EG"),
        told("2025-03-11", "visit", "Emmanuel Macron", "held", "2025-03-10", place="Cairo", country="EG"),
    ),
    "undated plans": (
        told("2025-03-03", "meeting", "Donald Trump+Vladimir Putin", "proposed"),
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "scheduled"),
    ),
    "an undated plan gets its day": (
        told("2025-03-03", "meeting", "Donald Trump+Vladimir Putin", "proposed"),
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-04-02"),
    ),
    "postponed, then a new day": (
        told("2025-03-03", "meeting", "Donald Trump+Vladimir Putin", "postponed", "2025-03-10"),
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-04-02"),
    ),
    "told as moved": (
        told("2025-03-03", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-03-10"),
        told("2025-03-05", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-04-02", previous="2025-03-10"),
    ),
    "another spelling": (
        told("2025-03-03", "meeting", "Volodymyr Zelenskyy+Someone Unknown", "scheduled", "2025-03-10"),
        told("2025-03-05", "meeting", "Volodymyr Zelensky+Someone Unknown", "scheduled", "2025-03-10"),
    ),
    "a gathering by its name": (
        told(
            "2017-11-01",
            "meeting",
            "Russia",
            "scheduled",
            "2018-01-29",
            subtype="multilateral",
            sentence="A Syrian National Dialogue meeting.",
        ),
        told(
            "2017-11-20",
            "meeting",
            "Syrian opposition",
            "scheduled",
            "2018-01-29",
            sentence="The Syrian National Dialogue meeting is near.",
        ),
    ),
    "a visit that goes on": (
        told("2019-01-07", "visit", "John Bolton", "ongoing", "2019-01-07", place="Turkey", country="TR"),
        told("2019-01-09", "visit", "John Bolton", "held", "2019-01-08", place="Ankara", country="TR"),
    ),
    "another town for a plan of the same two people on the same day": (
        told("2025-03-03", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10", place="Geneva", country="CH"),
        told("2025-03-05", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10", place="Vienna", country="AT"),
    ),
}

TWO = {
    "another day": (
        told("2025-03-03", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10"),
        told("2025-03-05", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-14"),
    ),
    "another city": (
        told("2025-03-12", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10/2025-03-12", place="Geneva", country="CH"),
        told("2025-03-13", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10/2025-03-13", place="Vienna", country="AT"),
    ),
    "another kind": (
        told("2025-03-03", "visit", "Marco Rubio", "scheduled", "2025-03-10", place="Riyadh", country="SA"),
        told("2025-03-05", "meeting", "Marco Rubio", "scheduled", "2025-03-10", place="Riyadh", country="SA"),
    ),
    "another counterpart": (
        told("2025-03-11", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10", place="Riyadh", country="SA"),
        told("2025-03-12", "meeting", "Marco Rubio+Andrii Sybiha", "held", "2025-03-10", place="Riyadh", country="SA"),
    ),
    "two people of one state": (
        told("2019-03-11", "meeting", "Sergey Lavrov+Turkey", "held", "2019-03-10"),
        told("2019-03-12", "meeting", "Vladimir Putin+Turkey", "held", "2019-03-10"),
    ),
    "two events of one article": (
        told("2025-03-11", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10"),
        told("2025-03-11", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10", number=80),
    ),
    "weekly calls": (
        told("2025-03-04", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-03"),
        told("2025-03-11", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-10"),
    ),
    "calls on two days running": (
        told("2025-03-04", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-03"),
        told("2025-03-05", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-04"),
    ),
    "revived after it was called off": (
        told("2018-05-24", "meeting", "Donald Trump+Kim Jong Un", "cancelled", "2018-06-12"),
        told("2018-06-01", "meeting", "Donald Trump+Kim Jong Un", "scheduled", "2018-06-12"),
    ),
    "an undated plan after one was held": (
        told("2025-03-11", "meeting", "Donald Trump+Vladimir Putin", "held", "2025-03-10"),
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "proposed"),
    ),
    "held long before the plan": (
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "proposed"),
        told("2025-03-21", "meeting", "Donald Trump+Vladimir Putin", "held", "2018-07-16"),
    ),
    "a plan whose day has passed, and an undated one": (
        told("2025-03-03", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-03-10"),
        told("2025-03-20", "meeting", "Donald Trump+Vladimir Putin", "scheduled"),
    ),
    "a summit of an organisation and two of its leaders beside it": (
        told(
            "2006-11-17",
            "meeting",
            "APEC+Hu Jintao",
            "scheduled",
            "2006-11-18",
            place="Hanoi",
            country="VN",
            sentence="The APEC meeting opens.",
        ),
        told(
            "2006-11-18",
            "meeting",
            "Hu Jintao+Shinzo Abe",
            "held",
            "2006-11-18",
            place="Hanoi",
            country="VN",
            sentence="An APEC meeting talk.",
        ),
    ),
    "two pairs in one town on one day": (
        told("2005-11-16", "meeting", "Mahmoud Abbas+Silvan Shalom", "held", "2005-11-16", place="Tunis", country="TN", subtype="talks"),
        told("2005-11-17", "meeting", "Kofi Annan+Hosni Mubarak", "held", "2005-11-16", place="Tunis", country="TN", subtype="talks"),
    ),
    "a body that meets on two days running": (
        told(
            "2006-11-14",
            "meeting",
            "United Nations Security Council",
            "held",
            "2006-11-13",
            place="New York",
            country="US",
            subtype="multilateral",
        ),
        told(
            "2006-11-15",
            "meeting",
            "United Nations Security Council",
            "held",
            "2006-11-14",
            place="New York",
            country="US",
            subtype="multilateral",
        ),
    ),
    "a summit and a talk beside it": (
        told("2025-06-16", "meeting", "G7", "ongoing", "2025-06-16", place="Kananaskis", country="CA", subtype="summit"),
        told(
            "2025-06-17",
            "meeting",
            "Friedrich Merz+Keir Starmer",
            "held",
            "2025-06-16",
            place="Kananaskis",
            country="CA",
            subtype="bilateral",
        ),
    ),
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE)
def test_one_encounter(pair: tuple[Event, Event]) -> None:
    found = encounters(*pair)
    assert len(found) == 1
    assert found[0].id == pair[0].id
    assert found[0].aliases == tuple(e.id for e in pair)
    assert [r.partition(":")[0] for r in found[0].reasons] == [pair[1].sources[0].doc_id]


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
def test_two_encounters(pair: tuple[Event, Event]) -> None:
    assert len(encounters(*pair)) == 2


def test_a_moved_meeting_keeps_its_old_day_and_its_story() -> None:
    story = (
        told("2025-03-02", "meeting", "Donald Trump+Vladimir Putin", "proposed"),
        told("2025-03-05", "meeting", "Donald Trump+Vladimir Putin", "scheduled", "2025-03-12"),
        told("2025-03-09", "meeting", "Donald Trump+Vladimir Putin", "postponed", "2025-03-12"),
        told("2025-03-21", "meeting", "Donald Trump+Vladimir Putin", "held", "2025-03-20", place="Budapest", country="HU"),
    )
    (event,) = encounters(*story)
    assert [(s.published, s.status.value) for s in event.history] == [
        (day("2025-03-02"), "proposed"),
        (day("2025-03-05"), "scheduled"),
        (day("2025-03-09"), "postponed"),
        (day("2025-03-21"), "held"),
    ]
    assert (event.status, event.status_as_of, event.start) == (Status.HELD, day("2025-03-21"), day("2025-03-20"))
    assert [d.interval for d in event.previous] == [Interval.day(day("2025-03-12"))]
    assert not event.conflicts
    assert not event.stale


def test_a_revived_plan_follows_the_old_one() -> None:
    old, new = TWO["revived after it was called off"]
    found = {e.id: e for e in encounters(old, new)}
    assert found[new.id].follows == old.id
    assert found[old.id].status is Status.CANCELLED
    assert found[old.id].follows is None


def test_words_on_a_plan_within_days_are_about_the_same_plan() -> None:
    (event,) = encounters(
        told("2025-10-17", "meeting", "Donald Trump+Vladimir Putin", "scheduled", place="Budapest", country="HU"),
        told("2025-10-22", "meeting", "Donald Trump+Vladimir Putin", "not_held", place="Budapest", country="HU"),
        told("2025-10-23", "meeting", "Donald Trump+Vladimir Putin", "scheduled", place="Budapest", country="HU"),
        told("2025-10-25", "meeting", "Donald Trump+Vladimir Putin", "cancelled", place="Budapest", country="HU"),
    )
    assert [s.status.value for s in event.history] == ["scheduled", "not_held", "scheduled", "cancelled"]
    assert event.status is Status.CANCELLED


def test_the_occasion_and_the_old_plan_are_named_by_their_merged_ids() -> None:
    summit = [
        told(d, "meeting", "G7", "held", "2025-06-16/2025-06-17", published=f"2025-06-1{n}", subtype="summit")
        for n, d in ((8, "a"), (9, "b"))
    ]
    talk = dataclasses.replace(
        told("b", "meeting", "Friedrich Merz+Keir Starmer", "held", "2025-06-16", published="2025-06-19", number=90), part_of=summit[1].id
    )
    found = {e.id: e for e in encounters(*summit, talk)}
    assert found[talk.id].part_of == summit[0].id
    again = dataclasses.replace(talk, part_of=None, follows=summit[1].id)
    assert {e.id: e for e in encounters(*summit, again)}[again.id].follows == summit[0].id
    assert all(e.part_of is None and e.follows is None for e in encounters(*summit))


def test_sources_of_one_day_that_contradict_each_other_make_it_disputed() -> None:
    (event,) = encounters(
        told("a", "meeting", "Israel+Syria", "held", "1996-11-10", published="1996-11-12", place="Paris", country="FR"),
        told("b", "meeting", "Israel+Syria", "denied", "1996-11-10", published="1996-11-12", place="Paris", country="FR"),
    )
    assert event.status is Status.DISPUTED
    assert event.conflicts == ("status",)


def test_the_last_word_counts_where_it_is_much_later() -> None:
    (event,) = encounters(
        told("a", "meeting", "Israel+Syria", "held", "1996-11-10", published="1996-11-12", place="Paris", country="FR"),
        told("b", "meeting", "Israel+Syria", "denied", "1996-11-10", published="1996-11-19", place="Paris", country="FR"),
    )
    assert event.status is Status.DENIED
    assert event.status_as_of == day("1996-11-19")


def test_what_was_held_stays_held_when_the_plan_is_remembered() -> None:
    (event,) = encounters(
        told("2025-03-11", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-10"),
        told("2025-03-14", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10"),
    )
    assert event.status is Status.HELD


def test_a_plan_without_news_is_stale_from_the_day_after() -> None:
    plan = told("2025-03-03", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10")
    assert [e.stale for e in merge([plan])] == [False]
    assert [e.stale for e in merge([plan], now=day("2025-03-10"))] == [False]
    (event,) = merge([plan], now=day("2025-03-11"))
    assert event.stale
    assert event.status is Status.SCHEDULED


def test_every_value_is_kept_with_its_document_and_words() -> None:
    first = dataclasses.replace(
        told("a", "meeting", "Marco Rubio+Sergey Lavrov", "scheduled", "2025-03-10/2025-03-16", published="2025-03-03"),
        place=Place("Saudi Arabia", "SA", at=(At("a", 40, 52, "Saudi Arabia", "place"),)),
    )
    second = told("b", "meeting", "Marco Rubio+Sergey Lavrov", "held", "2025-03-12", published="2025-03-13", place="Riyadh", country="SA")
    (event,) = encounters(first, second)
    assert event.start == event.end == day("2025-03-12")
    assert event.place is not None
    assert event.place.name == "Riyadh"
    values = {(c.field, c.value, c.doc_id, c.published) for c in event.claims}
    assert ("date", "2025-03-10/2025-03-16", "a", day("2025-03-03")) in values
    assert ("date", "2025-03-12", "b", day("2025-03-13")) in values
    assert ("place", "Saudi Arabia", "a", day("2025-03-03")) in values
    assert ("status", "scheduled", "a", day("2025-03-03")) in values
    (claim,) = [c for c in event.claims if c.value == "Saudi Arabia"]
    assert (claim.start, claim.end, claim.quote) == (40, 52, "Saudi Arabia")
    assert event.members == (first, second)
    assert [s.doc_id for s in event.sources] == ["a", "b"]


def test_a_named_person_stands_in_the_place_of_the_state() -> None:
    (event,) = encounters(*ONE["a state and its minister"])
    assert [a.name for a in event.participants] == sorted(a.name for a in ONE["a state and its minister"][1].participants)


def test_outlets_and_reprints_are_counted_once() -> None:
    def article(doc: str, outlet: str) -> Event:
        return told(doc, "call", "Donald Trump+Vladimir Putin", "held", "2025-03-03", published="2025-03-04", outlet=outlet)

    three = [article("a", "Wire"), article("b", "Gazette"), article("c", "Gazette"), article("d", "gazette ")]
    assert [(e.n_documents, e.n_sources) for e in merge(three)] == [(4, 2)]
    assert [e.n_sources for e in merge(three, reprints={"a": "a", "b": "a", "c": "c", "d": "d"})] == [2]
    assert [e.n_sources for e in merge(three[:2], reprints={"a": "a", "b": "a"})] == [1]


def test_an_article_saved_twice_is_one_document() -> None:
    one = told("a", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-03", published="2025-03-04", digest="d1")
    two = told("b", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-03", published="2025-03-04", digest="d1")
    assert merge([one, two]) == merge([one]) == merge([two, one, one])


def test_changes_follow_their_encounter_and_one_act_is_one_change() -> None:
    a = told("2025-10-21", "meeting", "Donald Trump+Vladimir Putin", "cancelled", place="Budapest", country="HU")
    b = told("2025-10-22", "meeting", "Donald Trump+Vladimir Putin", "cancelled", place="Budapest", country="HU")
    merged = merge([a, b, change("2025-10-21", "cancellation", a, "2025-10-21"), change("2025-10-22", "cancellation", b, "2025-10-22")])
    (event,) = [e for e in merged if e.family is Family.ENCOUNTER]
    (act,) = [e for e in merged if e.family is Family.CHANGE]
    assert act.about == event.id
    assert act.start == day("2025-10-21")
    assert act.n_documents == 2


def test_two_parties_announce_on_two_days() -> None:
    a = told("2025-10-01", "meeting", "Russia+Turkey", "scheduled", "2025-10-20")
    b = told("2025-10-05", "meeting", "Russia+Turkey", "scheduled", "2025-10-20")
    acts = [
        change("2025-10-01", "announcement", a, "2025-10-01", by="Russia"),
        change("2025-10-05", "announcement", b, "2025-10-05", by="Turkey"),
    ]
    merged = [e for e in merge([a, b, *acts]) if e.family is Family.CHANGE]
    assert len(merged) == 2
    assert {e.about for e in merged} == {a.id}


def test_the_day_of_an_act_is_the_day_its_status_was_said() -> None:
    plan = told("2025-10-23", "meeting", "Russia+Turkey", "cancelled", "2025-11-01")
    act = change("2025-10-23", "cancellation", plan, "2025-10-21", by="Turkey")
    (event, _) = sorted(merge([plan, act]), key=lambda e: e.family, reverse=True)
    assert event.history[0].by == act.actors[0].name
    assert [(s.status, s.said_on, s.published) for s in event.history] == [(Status.CANCELLED, day("2025-10-21"), day("2025-10-23"))]
    assert event.status_as_of == day("2025-10-21")


def test_a_step_that_its_article_tells_has_the_day_of_the_act_too() -> None:
    event = told("2025-10-23", "meeting", "Donald Trump+Vladimir Putin", "cancelled")
    step = StatusStep(Status.CANCELLED, None, None, day("2025-10-23"), "2025-10-23", 0, 4, "About a meeting.")
    act = change("2025-10-23", "cancellation", event, "2025-10-21", by="Donald Trump")
    (found,) = encounters(replace(event, history=(step,)), act)
    assert [(s.said_on, s.by) for s in found.history] == [(day("2025-10-21"), "Donald Trump")]
    assert found.status_as_of == day("2025-10-21")


def test_a_disputed_status_is_a_conflict() -> None:
    (event,) = encounters(told("2025-10-23", "meeting", "Donald Trump+Vladimir Putin", "disputed"))
    assert event.conflicts == ("status",)


def test_as_of_equals_a_run_over_what_was_published_by_then() -> None:
    story = ONE["a day within a week"] + TWO["revived after it was called off"]
    undated = told("no day", "call", "Donald Trump+Vladimir Putin", "held", "2025-03-18", published="")
    known, left_out = as_of([*story, undated], day("2025-03-05"))
    early = [e for e in story if e.published and e.published <= day("2025-03-05")]
    assert known == merge(early, now=day("2025-03-05"))
    assert left_out == 1
    assert as_of(merge([*story, undated]), day("2025-03-05")) == (known, left_out)


# ---------------------------------------------------------------- laws

WORLD = ["Sergey Lavrov", "Vladimir Putin", "Marco Rubio", "Russia", "United States", "Turkey", "Hakan Fidan", "European Union", "Jane Doe"]
TOWNS = [None, ("Geneva", "CH"), ("Vienna", "AT"), ("Turkey", "TR"), ("Ankara", "TR")]


@st.composite
def document_event(draw: st.DrawFn) -> Event:
    start = day("2025-03-01") + dt.timedelta(days=draw(st.integers(0, 20)))
    length = draw(st.sampled_from([None, 0, 0, 1, 6, 30]))
    town = draw(st.sampled_from(TOWNS))
    published = draw(st.sampled_from([None, *range(25)]))
    return told(
        draw(st.sampled_from([f"doc{n}" for n in range(9)])),
        draw(st.sampled_from(["meeting", "meeting", "call", "visit"])),
        "+".join(draw(st.lists(st.sampled_from(WORLD), min_size=1, max_size=4, unique=True))),
        draw(st.sampled_from([s.value for s in Status])),
        None if length is None else f"{start}/{start + dt.timedelta(days=length)}",
        published="" if published is None else str(day("2025-02-20") + dt.timedelta(days=published)),
        place=town and town[0],
        country=town and town[1],
        subtype=draw(st.sampled_from([None, "talks", "summit", "bilateral"])),
        number=draw(st.integers(0, 3)),
    )


def several() -> st.SearchStrategy[list[Event]]:
    """Events of articles, each article with one publication day and each id once."""

    def tidy(events: list[Event]) -> list[Event]:
        by_doc = {e.sources[0].doc_id: e.sources for e in reversed(events)}
        return list({e.id: dataclasses.replace(e, sources=by_doc[e.sources[0].doc_id]) for e in events}.values())

    return st.lists(document_event(), max_size=12).map(tidy)


def written(events: tuple[Event, ...]) -> str:
    return "\n".join(dump_line(to_record(e)) for e in events)


@settings(max_examples=150, deadline=None)
@given(several(), st.randoms(use_true_random=False), st.integers(0, 12))
def test_order_and_steps_play_no_part(events: list[Event], rng: random.Random, cut: int) -> None:
    whole = merge(events)
    shuffled = list(events)
    rng.shuffle(shuffled)
    assert written(merge(shuffled)) == written(whole)
    assert written(merge((*merge(shuffled[:cut]), *shuffled[cut:]))) == written(whole)
    assert written(merge((*whole, *events, *events))) == written(whole)


@settings(max_examples=150, deadline=None)
@given(several())
def test_nothing_is_lost_and_nothing_is_told_twice(events: list[Event]) -> None:
    merged = merge(events)
    assert sorted(m.id for e in merged for m in e.members) == sorted(e.id for e in events)
    for event in merged:
        docs = [m.sources[0].doc_id for m in event.members]
        twice = [r for r in event.reasons if r.endswith("told twice in one article")]
        assert len(docs) - len(set(docs)) == len(twice), "two events of one article are two events, unless the reasons say otherwise"
        assert len({m.kind for m in event.members}) == 1
        assert {s.doc_id for s in event.sources} == set(docs)
        assert {c.value for c in event.claims if c.field == "status"} == {m.status for m in event.members}
        assert event.id == min(event.members, key=lambda m: (m.published or dt.date.max, m.id)).id
        assert event.n_sources <= event.n_documents
        if event.start is not None:
            assert any(m.dating.interval == event.dating.interval for m in event.members), "a date that nobody told"


@settings(max_examples=80, deadline=None)
@given(several(), document_event())
def test_an_id_once_given_is_found_for_ever(events: list[Event], more: Event) -> None:
    before = merge(events)
    after = merge([*events, dataclasses.replace(more, id="e0later", sources=(SourceRef("later", day("2026-01-01")),))])
    aliases = {alias for e in after for alias in e.aliases}
    assert {alias for e in before for alias in e.aliases} <= aliases


@settings(max_examples=60, deadline=None)
@given(several(), st.integers(0, 25))
def test_as_of_any_day(events: list[Event], number: int) -> None:
    cut = day("2025-02-20") + dt.timedelta(days=number)
    known, left_out = as_of(events, cut)
    assert known == merge([e for e in events if e.published and e.published <= cut], now=cut)
    assert left_out == len({e.sources[0].doc_id for e in events if e.published is None})


def test_weekly_calls_never_chain() -> None:
    first = day("2024-01-01")
    calls = []
    for week in range(60):
        on = first + dt.timedelta(weeks=week)
        for article in range(3):
            published = on + dt.timedelta(days=1 + article)
            calls.append(told(f"{week}-{article}", "call", "Donald Trump+Vladimir Putin", "held", str(on), published=str(published)))
    assert [e.n_documents for e in merge(calls)] == [3] * 60


def test_the_hash_seed_plays_no_part() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from merge_growth import events; from timeline.merging import merge; from timeline.model.record import to_record, dump_line;"
        "print(*(dump_line(to_record(e)) for e in merge(events(300))), sep='\\n')"
    )
    folder = str(__import__("pathlib").Path(__file__).resolve().parents[2] / "benchmarks")
    runs = {
        subprocess.run(
            [sys.executable, "-c", script, folder], env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(runs) == 1


# ---------------------------------------------------------------- gold


def test_gold_events_merge_as_the_gold_says(shared, tmp_path) -> None:
    made = subprocess.run(
        [sys.executable, shared / "scripts" / "gold_as_events.py", shared / "gold" / "dev", shared / "corpus" / "dev"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    merged = merge(read_events(made.stdout.splitlines()))
    predictions = [json.loads(dump_line(to_record(e))) for e in merged]
    scores = score_merged(shared / "gold" / "dev", shared / "corpus" / "dev", predictions)
    assert scores["pairwise"]["f1"] >= 0.93
    assert scores["b_cubed_strict"]["f1"] >= 0.98
