"""The day of writing, inferred: a short window with reasons, or nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.expression import Expression, Fields, Part
from timeline.chrono.interval import Interval
from timeline.dating import infer_dct
from timeline.lexicon.knowledge import knowledge
from timeline.model.mentions import ActorMention, Lifted, Paragraph, TimexMention


def timex(expression: Expression, **more) -> TimexMention:
    return TimexMention(0, 4, "then", "DATE", str(expression), "time.made", **more)


def holder(name: str, office: str, country: str, *, title: str | None = None) -> ActorMention:
    tables = knowledge()
    person = next(p for p in tables.people.values() if p.name == name and any(t.office == office and t.country == country for t in p.terms))
    return ActorMention(0, 4, name, "name", "person", "made", (person.id,), title or office, office, country)


LAVROV = holder("Sergey Lavrov", "foreign_minister", "RU")
RUBIO = holder("Marco Rubio", "foreign_minister", "US")
TUESDAY_21 = timex(Fields(month=10, day=21, weekday=2), tense="past", reporting=True)
OCTOBER_23 = timex(Fields(month=10, day=23), tense="future")


def test_a_weekday_with_its_date_and_two_holders_give_the_week():
    found = infer_dct(Lifted("d", actors=(LAVROV, RUBIO), timexes=(TUESDAY_21, OCTOBER_23)), "")
    assert found is not None
    assert found.window == Interval(dt.date(2025, 10, 21), dt.date(2025, 10, 27))
    assert any("Rubio" in reason for reason in found.reasons)
    assert any("weekday" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "lifted",
    [
        Lifted("d"),
        Lifted("d", actors=(LAVROV, RUBIO)),
        Lifted("d", timexes=(TUESDAY_21, OCTOBER_23)),
        Lifted("d", actors=(LAVROV,), timexes=(TUESDAY_21, OCTOBER_23)),
        Lifted("d", actors=(LAVROV, RUBIO), timexes=(OCTOBER_23,)),
        Lifted("d", actors=(LAVROV, RUBIO), timexes=(timex(Fields(weekday=2), tense="past"),)),
    ],
    ids=["nothing", "holders", "no-holder", "one-holder", "no-weekday", "bare-weekday"],
)
def test_too_little_gives_nothing(lifted):
    assert infer_dct(lifted, "") is None


def test_what_contradicts_itself_gives_nothing():
    never = timex(Fields(month=10, day=21, weekday=3), tense="past", reporting=True)
    assert infer_dct(Lifted("d", actors=(LAVROV, RUBIO), timexes=(TUESDAY_21, never)), "") is None


def test_a_year_told_as_ahead_bounds_nothing_and_one_told_as_past_a_year_less():
    """Budgets, plans and misread verbs: a wrong year must not push the window off the day."""
    ahead = timex(Fields(year=2019), tense="future")
    past = timex(Fields(year=2026), tense="past")
    found = infer_dct(Lifted("d", actors=(LAVROV, RUBIO), timexes=(TUESDAY_21, ahead, past)), "")
    assert found is not None
    assert found.window == Interval(dt.date(2025, 10, 21), dt.date(2025, 10, 27))
    exact = timex(Fields(year=2025, month=10, day=24), tense="past")
    found = infer_dct(Lifted("d", actors=(LAVROV, RUBIO), timexes=(TUESDAY_21, exact)), "")
    assert found is not None
    assert found.window == Interval(dt.date(2025, 10, 24), dt.date(2025, 10, 27))


def test_former_holders_say_nothing():
    former = holder("Marco Rubio", "foreign_minister", "US", title="former Secretary of State")
    assert infer_dct(Lifted("d", actors=(LAVROV, former), timexes=(TUESDAY_21, OCTOBER_23)), "") is None


def test_a_dateline_names_the_day():
    dateline = Lifted("d", (Paragraph(0, 10, "dateline"),), actors=(LAVROV, RUBIO), timexes=(timex(Fields(month=6, day=5)),))
    found = infer_dct(dateline, "")
    assert found is not None
    assert found.window == Interval.day(dt.date(2025, 6, 5))


def test_the_second_pass_looks_near_the_documents_that_are_dated():
    later = timex(Part("later", Fields(month=10)), tense="future")
    lifted = Lifted("d", actors=(LAVROV,), timexes=(later,))
    assert infer_dct(lifted, "") is None
    found = infer_dct(lifted, "", run=Interval.day(dt.date(2025, 10, 22)))
    assert found is not None
    assert found.window == Interval(dt.date(2025, 10, 1), dt.date(2025, 10, 30))
    assert infer_dct(lifted, "", run=Interval.day(dt.date(2025, 1, 10))) is None


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max], ids=["first", "last"])
def test_documents_of_the_first_or_last_day_of_the_calendar_bound_it_as_others_do(day):
    weekday = timex(Fields(weekday=day.isoweekday(), month=day.month, day=day.day), tense="past", reporting=True)
    year = timex(Fields(year=1), tense="past")
    found = infer_dct(Lifted("d", timexes=(weekday, year)), "", run=Interval.day(day))
    assert found is not None
    assert found.window.contains(Interval.day(day))


@pytest.mark.slow
@pytest.mark.model
def test_dev_with_the_dates_hidden(shared):
    """No wrong date, head and inference together (release figure; needs the annotated articles)."""
    import json

    from timeline.dating import document_date
    from timeline.layout import paragraphs
    from timeline.model.document import Document
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_document

    nlp = load()
    wrong = []
    for path in sorted((shared / "corpus" / "dev").glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        text, pieces = article["text"], paragraphs(article["text"])
        day = document_date(Document(text=text), pieces).published
        if day is None:
            inferred = infer_dct(lift_document(nlp, article["doc_id"], text, pieces), text)
            window = inferred.window if inferred else None
        else:
            window = Interval.day(day)
        if window and article["published"] and not window.contains(Interval.day(dt.date.fromisoformat(article["published"]))):
            wrong.append((article["doc_id"], window))
    assert not wrong
