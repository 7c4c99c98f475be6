"""The gate lets through what can be an event, and keeps back what cannot."""

import pytest

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
        "She left school at sixteen.",
        "Prices went up again in the spring.",
        "The film opens next week.",
        "He set a record over ten miles.",
    ],
)
def test_what_is_no_encounter_is_kept_back(sentence):
    assert not passes(sentence)


def test_text_without_a_state_or_organisation_has_nothing():
    text = "The board will hold a meeting on Friday.\n\n" + 60 * "Talks go on, the chairman said.\n\n"
    assert select(text, paragraphs(text)) == ()


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
    alone = f"{CONTEXT}\n\n{off}"
    assert select(alone, (Paragraph(0, len(CONTEXT)), Paragraph(len(CONTEXT) + 2, len(alone)))) == ()
