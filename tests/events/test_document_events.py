"""Events of one document from mentions made by hand: no model, no parse."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.chrono.interval import Interval, Precision
from timeline.events import document_events
from timeline.events.days import duration_days, turned
from timeline.model.document import Document
from timeline.model.event import Dating
from timeline.model.mentions import ActorMention, Argument, Cue, Lifted, Paragraph, PlaceMention, TimexMention, TriggerMention
from timeline.model.vocabulary import Basis, Kind, Status

DCT = dt.date(2025, 10, 22)


class Article:
    """Builds the mentions of a text by naming its words; ``n`` picks a later occurrence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.actors: list[ActorMention] = []
        self.places: list[PlaceMention] = []
        self.timexes: list[TimexMention] = []
        self.datings: list[Dating] = []
        self.triggers: list[TriggerMention] = []

    def _at(self, word: str, n: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(n + 1):
            start = self.text.index(word, start + 1)
        return start, start + len(word)

    def _sentence(self, start: int) -> tuple[int, int]:
        left = self.text.rfind(". ", 0, start)
        right = self.text.find(". ", start)
        return (0 if left < 0 else left + 2), (len(self.text) if right < 0 else right + 1)

    def state(self, word: str, iso: str, n: int = 0) -> int:
        start, end = self._at(word, n)
        self.actors.append(
            ActorMention(start, end, word, "name", "state", "actor.state", (f"iso:{iso}",), None, None, iso, (), self._sentence(start))
        )
        return len(self.actors) - 1

    def person(self, word: str, country: str, n: int = 0, title: str = "Foreign Minister", office: str = "foreign_minister") -> int:
        start, end = self._at(word, n)
        self.actors.append(
            ActorMention(start, end, word, "name", "person", "actor.name.title", (), title, office, country, (), self._sentence(start))
        )
        return len(self.actors) - 1

    def place(self, word: str, ids: tuple[str, ...] = (), n: int = 0) -> int:
        start, end = self._at(word, n)
        self.places.append(PlaceMention(start, end, word, "place.place", ids, None, self._sentence(start)))
        return len(self.places) - 1

    def time(self, word: str, start: str, end: str | None = None, n: int = 0) -> int:
        at = self._at(word, n)
        self.timexes.append(TimexMention(*at, word, "DATE", "x", "time.test", sentence=self._sentence(at[0])))
        interval = Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end or start))
        self.datings.append(Dating(interval, Precision.DAY, Basis.STATED, word, *at))
        return len(self.timexes) - 1

    def trigger(
        self,
        word,
        kind,
        rule,
        *,
        parties=(),
        places=(),
        times=(),
        cue=None,
        reference="new",
        about=None,
        actors=(),
        n=0,
        role="party",
        tense=None,
    ):
        start, end = self._at(word, n)
        arguments = [Argument(role, "actor", i, "slot.subject") for i in parties]
        arguments += [Argument("actor", "actor", i, "slot.subject") for i in actors]
        arguments += [Argument("goal" if kind == "visit" else "place", "place", i, "slot.in") for i in places]
        arguments += [Argument("time", "timex", i, "time.on") for i in times]
        if about is not None:
            arguments.append(Argument("about", "trigger", about, "slot.about"))
        cues = () if cue is None else (Cue(start, end, word, cue[0], cue[1]),)
        self.triggers.append(
            TriggerMention(start, end, word, rule, kind, None, self._sentence(start), 0, tuple(arguments), cues, tense, reference)
        )
        return len(self.triggers) - 1

    def events(self, published: dt.date | None = DCT):
        document = Document(text=self.text, doc_id="d", published=published)
        lifted = Lifted(
            "d", (Paragraph(0, len(self.text)),), (), tuple(self.actors), tuple(self.places), tuple(self.timexes), tuple(self.triggers)
        )
        return document_events(document, lifted, tuple(self.datings))


def planned_talks(text="Norway and Chad will hold talks on Friday. The meeting was cancelled on Tuesday. "):
    a = Article(text)
    parties = (a.state("Norway", "NO"), a.state("Chad", "TD"))
    talks = a.trigger(
        "talks", "meeting", "meeting.hold", parties=parties, times=(a.time("Friday", "2025-10-24"),), cue=("scheduled", "aux.will")
    )
    return a, parties, talks


def test_two_states_that_will_talk_are_one_planned_meeting():
    a, _, _ = planned_talks()
    (event,) = a.events()
    assert (event.kind, event.status, [p.name for p in event.participants]) == (Kind.MEETING, Status.SCHEDULED, ["Chad", "Norway"])
    assert (event.start, event.end) == (dt.date(2025, 10, 24), dt.date(2025, 10, 24))
    assert event.mentions[0].status_cue == "talks"
    assert event.mentions[0].cue_rule == "aux.will"
    assert event.countries == ("NO", "TD")


def test_a_cancellation_in_another_sentence_ends_the_plan_and_is_an_event_about_it():
    a, _, _ = planned_talks()
    meeting = a.trigger("meeting", "meeting", "meeting.hold", cue=("cancelled", "cancel.verb"), reference="definite")
    a.trigger("cancelled", "cancellation", "cancel.verb", about=meeting, times=(a.time("Tuesday", "2025-10-21"),), tense="past")
    encounter, change = a.events()
    assert encounter.status is Status.CANCELLED
    assert [s.status for s in encounter.history] == [Status.SCHEDULED, Status.CANCELLED]
    assert (change.kind, change.about, change.start) == (Kind.CANCELLATION, encounter.id, dt.date(2025, 10, 21))
    assert encounter.start == dt.date(2025, 10, 24), "a cancelled encounter keeps the day for which it was planned"


def test_one_state_alone_is_no_encounter():
    a = Article("Norway will hold talks on Friday. ")
    a.trigger("talks", "meeting", "meeting.hold", parties=(a.state("Norway", "NO"),), cue=("scheduled", "aux.will"))
    assert a.events() == ()


def test_two_people_of_one_state_are_no_encounter():
    a = Article("Minister Ola Berg met Envoy Kari Lund on Monday. ")
    a.trigger(
        "met",
        "meeting",
        "meeting.meet",
        parties=(a.person("Ola Berg", "NO"), a.person("Kari Lund", "NO", office="envoy")),
        cue=("held", "tense.past"),
    )
    assert a.events() == ()


def test_a_state_gives_way_to_its_minister():
    a = Article("Norway said Minister Ola Berg met officials of Chad. ")
    parties = (a.state("Norway", "NO"), a.person("Ola Berg", "NO"), a.state("Chad", "TD"))
    a.trigger("met", "meeting", "meeting.meet", parties=parties, cue=("held", "tense.past"))
    (event,) = a.events()
    assert [p.name for p in event.participants] == ["Chad", "Ola Berg"]


@pytest.mark.parametrize("reference", ["generic", "counted"])
def test_habits_and_sums_are_no_events(reference):
    a, parties, _ = planned_talks("Norway and Chad hold regular talks on Friday. ")
    a.triggers.clear()
    a.trigger("talks", "meeting", "meeting.hold", parties=parties, reference=reference)
    assert a.events() == ()


def test_a_second_meeting_is_not_the_one_that_was():
    a = Article("Norway and Chad met on Monday. Norway and Chad plan a second meeting. ")
    first = (a.state("Norway", "NO"), a.state("Chad", "TD"))
    a.trigger("met", "meeting", "meeting.meet", parties=first, times=(a.time("Monday", "2025-10-20"),), cue=("held", "tense.past"))
    again = (a.state("Norway", "NO", 1), a.state("Chad", "TD", 1))
    a.trigger("meeting", "meeting", "meeting.hold", parties=again, cue=("scheduled", "plan.fixed"), reference="other")
    assert [e.status for e in a.events()] == [Status.HELD, Status.SCHEDULED]


def test_two_pairs_of_people_are_two_meetings():
    a = Article("Minister Ola Berg met Minister Ali Deby. The meeting of Kari Lund and Idris Saleh was useful. ")
    a.trigger(
        "met", "meeting", "meeting.meet", parties=(a.person("Ola Berg", "NO"), a.person("Ali Deby", "TD")), cue=("held", "tense.past")
    )
    other = (a.person("Kari Lund", "NO", office="envoy", title="Envoy"), a.person("Idris Saleh", "TD", office="envoy", title="Envoy"))
    a.trigger("meeting", "meeting", "meeting.hold", parties=other, cue=("held", "tense.past"), reference="definite")
    assert len(a.events()) == 2


def test_a_visit_needs_another_country():
    a = Article("Minister Ola Berg visited Norway. Minister Ola Berg visited Chad. ")
    a.trigger(
        "visited",
        "visit",
        "visit.visit_verb",
        parties=(a.person("Ola Berg", "NO"),),
        places=(a.place("Norway", ("iso:NO",)),),
        cue=("held", "tense.past"),
        role="traveller",
    )
    a.trigger(
        "visited", "visit", "visit.visit_verb", parties=(a.person("Ola Berg", "NO", 1),), places=(a.place("Chad", ("iso:TD",)),),
        cue=("held", "tense.past"),
        role="traveller", n=1,
    )  # fmt: skip
    (event,) = a.events()
    assert (event.place.name, event.host_country) == ("Chad", "TD")


def test_what_lies_ahead_has_not_happened():
    a, parties, _ = planned_talks()
    a.triggers.clear()
    a.trigger("talks", "meeting", "meeting.hold", parties=parties, times=(0,), cue=("ongoing", "hint.tense.present"))
    assert a.events()[0].status is Status.SCHEDULED


def test_without_a_publication_date_nothing_is_invented():
    a, _, _ = planned_talks()
    a.datings[0] = Dating()
    (event,) = a.events(published=None)
    assert (event.start, event.status_as_of, event.dating.precision) == (None, None, Precision.NONE)


@pytest.mark.parametrize(("text", "days"), [("five-day", 5), ("two weeks", 14), ("90-minute", 0), ("three days", 3), ("year", 0)])
def test_durations_in_days(text, days):
    assert duration_days(text) == days


def test_a_weekday_turns_with_the_plan():
    monday = Dating(Interval.day(dt.date(2025, 10, 20)), Precision.DAY, Basis.RELATIVE_TO_DCT, "Monday", 0, 6)
    assert turned(monday, "scheduled", True, DCT).interval == Interval.day(dt.date(2025, 10, 27))
    assert turned(monday, "held", True, DCT) == monday
    assert turned(monday, "scheduled", False, DCT) == monday, "a hint turns nothing"
