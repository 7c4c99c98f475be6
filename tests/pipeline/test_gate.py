"""The gate lets through what can be an event, and keeps back what cannot."""

import time

import pytest

import timeline
from timeline.gate import select
from timeline.layout import paragraphs
from timeline.lexicon import eventwords
from timeline.model.mentions import Paragraph

CONTEXT = "The Russian foreign ministry gave no details."


def passes(sentence):
    """True where the sentence, a paragraph of an article about Russia, is chosen."""
    text = f"{CONTEXT}\n\n{sentence}"
    whole = (Paragraph(0, len(CONTEXT)), Paragraph(len(CONTEXT) + 2, len(text)))
    return 1 in select(text, whole)


EXAMPLES = [
    pytest.param(example.replace("[", "").replace("]", ""), id=f"{rule.id}-{number}")
    for rule in eventwords.triggers()
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize("sentence", EXAMPLES)
def test_every_example_of_every_trigger_passes(sentence):
    """No rule can exist that the gate never lets through."""
    assert passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares of the company rose by a tenth.",
        "The goalkeeper called for patience.",
        "Critics called it a farce.",
        "The Congress passed the budget on Friday.",
        "Pakistan's National Assembly elected a speaker in March.",
        "The minister was back in Rome.",
        "She left school at sixteen.",
        "Prices went up again in the spring.",
        "The film opens next week.",
        "He set a record over ten miles.",
        "The shop is on the left, the owner said, and the price is to be put up.",
        "She had never seen its like, she wrote.",
        "They called Smith a hero.",
        "The charity received a prize.",
        "He talked about his childhood in a radio show.",
        "They want to talk about money.",
        "You stop in the middle of the road.",
        "The hotel serves breakfast.",
        "Samples were gathered from the walls.",
        "The plane came to a halt. Officials in Paris gave no reason.",
        "Germany will continue to buy Swiss watches, a dealer said.",
        "The soft-spoken farmer owns two horses.",
    ],
)
def test_what_is_no_encounter_is_kept_back(sentence):
    assert not passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The summit's host said nothing.",
        "Havel said that the president and Mitterrand had discussed the loan.",
        "Mitterrand has invited Havel to Paris.",
        "While in Prague, Mitterrand spoke of the loan.",
        "The minister received his counterpart at the airport.",
        "The group also travelled to Prague.",
        "In 1991 the envoy was flown on to South Korea.",
        "Who is both in Prague and in a hurry? The envoy is now in Prague for tests.",
        "Mali held a Congress on National Dialogue in May.",
        "On his arrival late on Friday Havel praised the plan.",
        "The envoy gave his view during his mission, which ends today.",
    ],
)
def test_an_encounter_told_in_other_words_passes(sentence):
    assert passes(sentence)


def test_a_sentence_does_not_lend_its_words_to_the_next():
    assert passes("The envoy flew in a small plane to Paris.")
    assert not passes("The envoy flew in a small machine. Tests in Paris went on.")


def test_text_without_a_state_or_organisation_has_nothing():
    text = "The board will hold a meeting on Friday.\n\n" + 60 * "Talks go on, the chairman said.\n\n"
    assert select(text, paragraphs(text)) == ()


def test_a_user_s_compound_counts_by_its_parts_and_common_words_do_not():
    quiet = "\n\n".join(f"The mill ground {n} sacks of corn that week, and rain fell on the hills behind the river." for n in range(30))
    text = f"Leaders of the Al-Tarnish movement met the Veldic Front on 3 July 2024.\n\n{quiet}"
    assert select(text, paragraphs(text), own={"tarnish"}) == (0,)
    assert select(text, paragraphs(text), own={"the", "front"}) == ()


def test_notes_and_posts_may_name_people_alone():
    assert passes("Erdogan telephoned Putin on Monday.")


def test_furniture_is_never_chosen():
    text = "Lavrov met Rubio in Riyadh."
    assert select(text, (Paragraph(0, len(text), "furniture"),)) == ()
    assert select(text, (Paragraph(0, len(text)),)) == (0,)


def test_aftermath_counts_behind_a_trigger_only():
    plan, off = "Lavrov will meet Rubio in Riyadh.", "He did not say why it was cancelled."
    both = f"{plan}\n\n{off}"
    second = (Paragraph(0, len(plan)), Paragraph(len(plan) + 2, len(both)))
    assert select(both, second) == (0, 1)
    long_before = "\n\n".join([plan, *["Shares rose."] * 7, off])
    assert select(long_before, paragraphs(long_before)) == (0,)
    match = "\n\n".join([plan, "The match was cancelled because of rain."])
    assert select(match, paragraphs(match)) == (0,)
    alone = f"{CONTEXT}\n\n{off}"
    assert select(alone, (Paragraph(0, len(CONTEXT)), Paragraph(len(CONTEXT) + 2, len(alone)))) == ()


def test_time_grows_with_the_length_of_a_paragraph_and_no_faster():
    """A paragraph of one endless sentence, each word of which must be looked at."""

    def steps(words):
        text = "Cairo " + "the ship went to sea and was seen at dawn " * words
        begun = time.process_time()
        assert select(text, (Paragraph(0, len(text)),)) == ()
        return time.process_time() - begun

    steps(10)
    assert steps(16_000) < 12 * max(steps(4_000), 0.005)


@pytest.mark.model
def test_what_the_user_added_counts_as_what_the_tables_know(tmp_path):
    """A long text whose only sides are the user's own is tagged, and tells with the gate what it tells without."""
    own = tmp_path / "own.csv"
    own.write_text(
        "code,name,aliases,kind,seat\nTARN,Tarnish League,Tarnish Council,non_state_actor,\nVELD,Veldic Front,,non_state_actor,\n", "utf-8"
    )
    quiet = "\n\n".join(f"The mill ground {n} sacks of corn that week, and rain fell on the hills behind the river." for n in range(30))
    text = f"Leaders of the Tarnish League and the Veldic Front met on 3 July 2024.\n\n{quiet}"
    document = timeline.Document(doc_id="own", text=text, published="2024-07-05")
    for gate in (True, False):
        found = timeline.extract(document, gazetteer=str(own), cache=False, gate=gate).encounters
        assert [[p.name for p in e.participants] for e in found] == [["Tarnish League", "Veldic Front"]]
    assert select(text, paragraphs(text)) == ()
