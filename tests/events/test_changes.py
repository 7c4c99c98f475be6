"""What an act is about, who acts and when, in small articles of our own."""

from __future__ import annotations

import datetime as dt

import pytest

pytestmark = pytest.mark.model
DAY = dt.date(2017, 11, 21)


@pytest.fixture(scope="module")
def read():
    from timeline.chrono.interval import Interval
    from timeline.dating import date_timexes
    from timeline.events import document_events
    from timeline.layout import paragraphs
    from timeline.model.document import Document
    from timeline.nlp.assembly import load
    from timeline.nlp.lift import lift_document

    nlp = load()

    def events(text: str):
        lifted = lift_document(nlp, "d", text, paragraphs(text))
        found = document_events(Document(text=text, doc_id="d", published=DAY), lifted, date_timexes(lifted, text, Interval.day(DAY)))
        encounters = {e.id: e for e in found if e.about is None}
        return [(e, encounters[e.about]) for e in found if e.about is not None]

    return events


def test_the_trip_of_another_sentence(read):
    ((change, about),) = read(
        "Turkish President Recep Tayyip Erdogan was to visit Athens on Thursday.\n\n"
        "The trip has been put off indefinitely, Greek officials said."
    )
    assert (change.kind, about.kind, about.status) == ("postponement", "visit", "postponed")


def test_whoever_moves_it_need_not_take_part(read):
    ((change, about),) = read(
        "Syria and Iraq will hold a peace conference in Sochi on 29 November.\n\n"
        "The Sochi conference has repeatedly been postponed by Moscow because of quarrels over the list of guests."
    )
    assert (change.kind, about.status, [a.name for a in about.participants]) == ("postponement", "scheduled", ["Iraq", "Syria"])


def test_a_journey_of_several_legs_is_announced_by_its_first(read):
    ((_, about),) = read("Chinese spokesman Geng Shuang announced that Xi Jinping will pay state visits to Vietnam, Laos and Thailand.")
    assert about.place.name == "Vietnam"


def test_an_official_whom_nothing_names_speaks_for_the_state_of_the_dateline(read):
    ((change, _),) = read(
        "OSLO, Nov. 21 - Norwegian Prime Minister Erna Solberg will receive Sauli Niinisto in Oslo on Friday, officials said."
    )
    assert [(a.name, a.at[0].rule) for a in change.actors] == [("Norway", "speaker.place")]


def test_an_official_elsewhere_speaks_for_nobody(read):
    ((change, _),) = read("OSLO, Nov. 21 - French President Emmanuel Macron will receive Angela Merkel in Paris on Friday, officials said.")
    assert change.actors == ()


def test_an_invitation_to_a_country_comes_from_there(read):
    ((change, about),) = read("US President Donald Trump has received an invitation to visit Turkey next year.")
    assert ([a.name for a in change.actors], [a.name for a in change.targets]) == (["Turkey"], ["Donald Trump"])
    assert about.kind == "visit"


def test_somebodys_word_is_of_the_day(read):
    ((said, _),) = read("Russian spokesman Dmitry Peskov said Vladimir Putin would meet Donald Trump in Hanoi next week.")
    assert (said.start, said.end) == (DAY, DAY)


def test_whoever_spoke_last_goes_on_speaking(read):
    changes = read(
        "OSLO, Nov. 21 - Norwegian diplomat Liv Berg gave a briefing on the trip.\n\n"
        '"King Harald is the first monarch to visit the town," Liv Berg said on Tuesday.\n\n'
        "During his stay in Lisbon, Erna Solberg is expected to hold talks with Prime Minister Antonio Costa, she said."
    )
    assert [[a.name for a in change.actors] for change, _ in changes if change.kind == "announcement"] == [["Liv Berg"]]


def test_a_statement_goes_on_for_whoever_made_it(read):
    changes = read(
        "The White House said in a statement that it was worried.\n\n"
        '"We talk to our allies," the statement said, adding that Donald Trump would meet Erna Solberg on Friday.'
    )
    assert [[a.name for a in change.actors] for change, _ in changes] == [["United States"]]


def test_confirming_that_they_did_not_speak_is_a_denial(read):
    assert [change.kind for change, _ in read("Ambassador Liv Berg confirmed that Erna Solberg has not met Vladimir Putin.")] == ["denial"]


def test_offering_aid_looks_back_to_no_meeting(read):
    told = read(
        "Norway will host a summit with the African Union in Oslo on Friday.\n\nNorway, which has been offering aid to Africa, is rich."
    )
    assert [change.kind for change, _ in told] == []


def test_who_agreed_to_meet_are_those_who_will(read):
    told = read(
        "Talks between the Philippine government and the MILF stalled on Friday, with the two sides agreeing to meet once more in May."
    )
    assert [sorted(a.name for a in change.actors) for change, _ in told] == [["Moro Islamic Liberation Front", "Philippines"]]


def test_an_act_told_with_the_week_of_the_trip_is_of_the_day_of_telling(read):
    ((change, _), *_) = read(
        "Aides to Mike Pence said on Monday that the vice president was delaying his trip to Egypt this week because of a vote."
    )
    assert (change.kind, change.dating.interval.start, change.dating.interval.end) == (
        "postponement",
        dt.date(2017, 11, 20),
        dt.date(2017, 11, 20),
    )


def test_an_issued_statement_goes_on_with_further_verbs(read):
    ((change, _),) = read(
        "Berlin issued a statement saying no decision had been made.\n\n"
        "The statement continued, adding that Angela Merkel would meet Vladimir Putin in Moscow on Friday."
    )
    assert [a.name for a in change.actors] == ["Germany"]


def test_a_trip_which_was_cancelled(read):
    ((change, about),) = read(
        "Donald Trump spoke of peace during his trip to Asia.\n\n"
        "His aides worked during Angela Merkel's planned visit to Warsaw, which was cancelled."
    )
    assert (change.kind, about.status, about.place.name) == ("cancellation", "cancelled", "Warsaw")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Angela Merkel has received an invitation from Vladimir Putin to visit Sochi.", "proposed"),
        ("Angela Merkel accepted Vladimir Putin's invitation to visit Sochi.", "scheduled"),
        ("Angela Merkel accepted Vladimir Putin's invitation to Sochi.", "scheduled"),
        ("Angela Merkel declined an invitation from Vladimir Putin to Sochi.", "not_held"),
    ],
)
def test_whoever_is_invited_travels(read, text, status):
    invited = [(c, about) for c, about in read(text) if c.kind == "invitation"]
    ((change, about),) = invited
    assert ([a.name for a in change.actors], [a.name for a in about.participants]) == (["Vladimir Putin"], ["Angela Merkel"])
    assert (about.kind, about.status, about.place.name) == ("visit", status, "Sochi")


def test_who_rejects_an_offer_of_talks_is_a_side_of_them(read):
    ((change, about),) = read("Germany rejected an offer from Russia to hold talks in Sochi.")
    assert (change.kind, about.status, [a.name for a in about.participants]) == ("denial", "not_held", ["Germany", "Russia"])
    ((_, others),) = read("Germany rejected Russia's proposal to hold talks with France in Sochi.")
    assert [a.name for a in others.participants] == ["France", "Russia"]
