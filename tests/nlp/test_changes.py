"""Acts told by what somebody asserts, by words of their own, or by what became of a plan; sentences of our own, the act in brackets."""

from __future__ import annotations

import json
import re

import pytest

pytestmark = pytest.mark.model
MARKED = re.compile(r"\[([^\]]+)\]")


@pytest.fixture(scope="module")
def nlp():
    from timeline.nlp.assembly import load

    return load()


def changes(doc) -> dict[tuple[str, int], dict]:
    """The changes of a paragraph by kind and offset."""
    frames = json.loads(doc._.timeline_triggers)
    kinds = {"announcement", "invitation", "confirmation", "denial", "postponement", "cancellation"}
    return {(f["kind"], f["at"][0]): f for f in frames if f["kind"] in kinds}


TOLD = [
    ("announcement", "Angela Merkel will visit Ankara on Monday, her spokesman [said] on Friday."),
    ("announcement", "The Kremlin [said] that Vladimir Putin would receive Viktor Orban in Moscow next week."),
    ("announcement", "Talks between Serbia and Kosovo will be held in Brussels on 3 May, the European Union [announced]."),
    ("announcement", "Emmanuel Macron and Olaf Scholz are due to meet in Berlin on Tuesday, [according] to the French Foreign Ministry."),
    ("announcement", "Algeria and Morocco [agreed] to hold talks in Tunis in March."),
    ("announcement", "Turkish spokesman Ibrahim Kalin [announced] a summit of Turkey, Russia and Iran in Ankara."),
    (
        "announcement",
        "Presidents Emmanuel Macron and Abdelmadjid Tebboune will meet in Oran on 21 March, the Algerian presidency [announced] on Monday.",
    ),
    ("announcement", "The delegation of Kenya is expected to hold talks with the Somali government, the foreign ministry [said]."),
    ("announcement", "Angela Merkel [said] she would explain the plan to the allies at a meeting with Vladimir Putin on Friday."),
    ("announcement", "Vladimir Putin will visit Baku on Monday, [according] to the Kremlin's statement."),
    ("announcement", "The Irish government [said] a meeting of Irish and French officials was being prepared."),
    ("invitation", "Lula da Silva is to visit Lisbon at the [invitation] of Portuguese President Marcelo Rebelo de Sousa."),
    ("invitation", "Narendra Modi has [invited] Sheikh Hasina to visit New Delhi."),
    ("invitation", "Donald Trump has received an [invitation] to visit Turkey next year."),
    ("confirmation", "Russian spokesman Dmitry Peskov [confirmed] that Vladimir Putin would meet Xi Jinping in Samarkand."),
    ("confirmation", "Slovenia will [not] cancel the visit of Croatian President Zoran Milanovic."),
    ("denial", "The Kremlin said on Wednesday that there were [no] plans for a meeting between Vladimir Putin and Volodymyr Zelensky."),
    ("denial", "Iran [denied] that a meeting with the United States was planned."),
    (
        "postponement",
        "The visit of Italian President Sergio Mattarella to Tunis has been [postponed], the Italian presidency said on Friday.",
    ),
    ("postponement", "It was forced to [postpone] the first proposed congress after Turkey objected."),
    ("cancellation", "Russian President Vladimir Putin has [called] off his visit to Paris."),
    ("cancellation", "He did not say why he [cancelled]."),
]

SILENT = [
    "Diplomats said Vladimir Putin would receive Viktor Orban in Moscow next week.",
    "Vladimir Putin will receive Viktor Orban in Moscow next week, Xinhua reported.",
    "Matti Vanhanen said the leaders, in confidential talks with Turkey, had agreed that there was no point in haste.",
    "Vladimir Putin said the summit with Donald Trump would be a critical step.",
    "Kim Jong Un said he would meet Donald Trump only if the sanctions were lifted.",
    "Martti Ahtisaari said that he expected talks between Belgrade and Pristina to start early next year.",
    "Donald Trump has offered no clear path to talks with North Korea.",
    "Jalal Talabani held sway over Iraq and hosted the first summit of the Arab League in Baghdad in twenty years.",
    "Condoleezza Rice reaffirmed her willingness to meet Manouchehr Mottaki.",
    "The court accepted that the question be decided at a meeting of France and Germany.",
]


@pytest.mark.parametrize(("kind", "text"), [pytest.param(*case, id=f"{case[0]}-{n}") for n, case in enumerate(TOLD)])
def test_an_act_is_told(nlp, kind, text):
    start = MARKED.search(text).start()
    assert (kind, start) in changes(nlp(MARKED.sub(r"\1", text)))


@pytest.mark.parametrize("text", SILENT, ids=range(len(SILENT)))
def test_what_is_only_spoken_of_is_no_act(nlp, text):
    assert changes(nlp(text)) == {}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Stefan Meller will travel to Minsk on 8 March, his spokesman said on Monday.", "Stefan Meller", id="his-spokesman"),
        pytest.param(
            "The visit of Moldovan President Maia Sandu to Kiev has been cancelled, the Moldovan presidency said.",
            "Moldovan presidency",
            id="passive",
        ),
        pytest.param(
            "Maia Sandu will meet Volodymyr Zelensky in Kiev on Thursday, an aide to Maia Sandu said.", "Maia Sandu", id="aide-to"
        ),
    ],
)
def test_whoever_says_it_does_it(nlp, text, who):
    from timeline.nlp.actors import lift_actors

    doc = nlp(text)
    (change,) = changes(doc).values()
    actors = lift_actors(doc, 0)
    assert [actors[index].text for role, target, index, _ in change["arguments"] if (role, target) == ("actor", "actor")] == [who]


def test_an_unnamed_official_speaks_where_he_is(nlp):
    (change,) = changes(nlp("Alfred Nzo will visit Lagos on 3 May, the Foreign Ministry in Pretoria said.")).values()
    assert ["place", "place", 1, "slot.speaker"] in change["arguments"]


def test_what_stands_in_another_sentence_is_named_by_its_kind(nlp):
    (change,) = changes(nlp("Moscow was forced to postpone the first proposed event after Turkey objected.")).values()
    assert (change["kind"], change["subtype"]) == ("postponement", "meeting")
    assert all(role != "about" for role, *_ in change["arguments"])


def test_what_is_told_with_a_day_of_its_own_is_told_here(nlp):
    (change,) = changes(nlp("Moscow was forced to postpone the congress, initially set for 18 November.")).values()
    assert ["about", "trigger", 0, "slot.about"] in change["arguments"]
