"""Who is meant: mentions made by hand, the tables as shipped, a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from timeline.events.actors import Roster
from timeline.events.places import PlaceBook
from timeline.model.mentions import ActorMention, Lifted, Paragraph, PlaceMention
from timeline.model.vocabulary import ActorType
from timeline.nlp.names import scanner
from timeline.nlp.names_tokens import FORMS, TYPES

DAY = dt.date(2018, 7, 24)


def _name(text: str, at: int, **told: object) -> ActorMention:
    ids = next((f.candidates for f in scanner().read(text) if f.kind == "person"), ())
    mention = ActorMention(at, at + len(text), text, "name", "person" if " " in text else None, "actor.name.known", ids, sentence=(0, 400))
    return replace(mention, **told)  # type: ignore[arg-type]


def _roster(*actors: ActorMention, names: tuple[ActorMention, ...] = (), day: dt.date | None = DAY) -> Roster:
    return Roster(Lifted("doc", (Paragraph(0, 400),), (), actors, (), (), (), names), " " * 400, day)


def _read(roster: Roster, index: int) -> list[str]:
    return [actor.name for actor in roster.actor(index)]


def test_a_surname_is_the_full_name_of_the_document() -> None:
    roster = _roster(_name("Craig Jenness", 0), _name("Jenness", 50))
    assert _read(roster, 1) == ["Craig Jenness"]
    assert roster.actor(0)[0].id == roster.actor(1)[0].id
    assert roster.actor(1)[0].at[0].start == 50


def test_a_full_name_found_elsewhere_in_the_text_counts() -> None:
    assert _read(_roster(_name("Jenness", 50), names=(_name("Craig Jenness", 300),)), 0) == ["Craig Jenness"]


def test_spelling_variants_are_one_person() -> None:
    roster = _roster(_name("Volodymyr Zelenskyy", 0), _name("Zelensky", 40), _name("Vladimir Zelensky", 90), day=dt.date(2022, 1, 1))
    assert len({roster.actor(n)[0].id for n in range(3)}) == 1


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    roster = _roster(
        _name("Bill Clinton", 0, office="head_of_state", country="US"),
        _name("Hillary Clinton", 40, office="foreign_minister", country="US"),
        _name("Clinton", 80, title="Secretary of State", office="foreign_minister"),
        _name("Clinton", 120, title="President", office="head_of_state"),
        day=dt.date(2010, 5, 5),
    )
    assert _read(roster, 2) == ["Hillary Clinton"]
    assert _read(roster, 3) == ["Bill Clinton"]


def test_a_leaders_wife_does_not_take_his_name() -> None:
    roster = _roster(_name("George W. Bush", 0), _name("Laura Bush", 40), _name("Bush", 90), day=dt.date(2005, 11, 19))
    assert _read(roster, 2) == ["George W. Bush"]


def test_family_names_that_come_first() -> None:
    roster = _roster(_name("Liu Yunshan", 0, country="CN"), _name("Liu", 40), _name("Kim Kye-Gwan", 60), _name("Kim", 90))
    assert _read(roster, 1) == ["Liu Yunshan"]
    assert _read(roster, 3) == ["Kim Kye-Gwan"]


def test_a_surname_alone_is_whoever_held_office_on_that_day() -> None:
    told = {"title": "President", "office": "head_of_state"}
    assert _read(_roster(_name("Putin", 0, **told)), 0) == ["Vladimir Putin"]
    assert _read(_roster(_name("Bush", 0, country="US", **told), day=dt.date(2006, 1, 1)), 0) == ["George W. Bush"]
    assert _read(_roster(_name("Bush", 0, country="US", **told), day=dt.date(1990, 1, 1)), 0) == ["George H. W. Bush"]


def test_without_a_date_nobody_is_a_holder_by_the_tables() -> None:
    office = ActorMention(0, 10, "x", "office", "office", "actor.office", (), "Foreign Minister", "foreign_minister", "HU")
    roster = _roster(office, day=None)
    assert _read(roster, 0) == ["Foreign Minister of Hungary"]
    assert _read(_roster(_name("Putin", 0), day=None), 0) == []


def test_a_homonym_of_another_state_is_somebody_else() -> None:
    told = _name("James Baker", 0, country="NZ", title="Trade Minister", office="minister")
    actor = _roster(told).actor(0)[0]
    assert actor.id.startswith("local:")
    assert actor.country == "NZ"


@pytest.mark.parametrize(
    ("office", "title", "country", "day", "name", "kind"),
    [
        ("foreign_minister", "Foreign Minister", "HU", DAY, "Péter Szijjártó", ActorType.PERSON),
        ("foreign_minister", "Foreign Minister", "HU", dt.date(2032, 1, 1), "Foreign Minister of Hungary", ActorType.OFFICE),
        ("head_of_state", "President", "US", dt.date(2032, 1, 1), "President of the United States", ActorType.OFFICE),
        ("head_of_state", "President", "IR", dt.date(2018, 1, 1), "Hassan Rouhani", ActorType.PERSON),
        ("envoy", "envoy", "US", DAY, "United States", ActorType.STATE),
        ("spokesperson", "spokesperson", "NATO", DAY, "North Atlantic Treaty Organization", ActorType.ORGANISATION),
    ],
)
def test_offices(office: str, title: str, country: str, day: dt.date, name: str, kind: ActorType) -> None:
    mention = ActorMention(0, 10, "x", "office", "office", "actor.office", (), title, office, country)
    actor = _roster(mention, day=day).actor(0)[0]
    assert (actor.name, actor.type) == (name, kind)
    if kind is ActorType.OFFICE:
        assert actor.id == f"office:{country}/{office}"


def test_the_office_of_the_words_wins_over_a_weightier_one() -> None:
    rubio = _name("Marco Rubio", 0, title="Secretary of State", office="foreign_minister", country="US")
    assert _roster(rubio, day=dt.date(2025, 10, 22)).actor(0)[0].office == "Secretary of State"


def test_a_bare_office_is_the_last_person_named_with_it() -> None:
    levy = _name("Levy Banda", 0, title="President", office="head_of_state", country="ZM")
    bare = ActorMention(90, 103, "the president", "office", "office", "actor.office", (), "President", "head_of_state", None)
    assert _read(_roster(levy, bare), 1) == ["Levy Banda"]
    assert _read(_roster(bare, replace(levy, start=200, end=210)), 0) == []


@pytest.mark.parametrize(
    ("text", "ids", "name", "rank"),
    [
        ("the Kremlin", "iso:RU", "Russia", "official"),
        ("Russian lawmakers", "iso:RU", "Russia", "parliament"),
        ("EU officials", "org:EU", "European Union", "organisation"),
    ],
)
def test_sides(text: str, ids: str, name: str, rank: str) -> None:
    mention = ActorMention(0, len(text), text, "side", "state", "actor.side", (ids,), None, None, ids[4:])
    actor = _roster(mention).actor(0)[0]
    assert (actor.id, actor.name, actor.rank) == (ids, name, rank)


def test_a_former_name_holds_within_its_time() -> None:
    zaire = ActorMention(0, 5, "Zaire", "name", "state", "actor.state", ("iso:CD",), country="CD")
    assert _read(_roster(zaire, day=dt.date(1997, 4, 1)), 0) == ["Zaire"]
    assert _read(_roster(zaire, day=dt.date(2005, 4, 1)), 0) == ["Democratic Republic of the Congo"]


def _group(text: str, count: str, at: int, *links: int) -> ActorMention:
    return ActorMention(at, at + len(text), text, "group", None, "actor.group", (), count, None, None, links)


def test_groups() -> None:
    putin, trump = _name("Vladimir Putin", 0), _name("Donald Trump", 30)
    assert _read(_roster(putin, trump, _group("the two leaders", "2", 80, 0, 1)), 2) == ["Vladimir Putin", "Donald Trump"]
    assert sorted(_read(_roster(putin, trump, _group("the two presidents", "2", 80)), 2)) == ["Donald Trump", "Vladimir Putin"]
    assert _read(_roster(putin, _group("the two leaders", "2", 80)), 1) == []


def test_a_group_takes_only_whom_its_word_can_mean() -> None:
    lavrov = _name("Sergey Lavrov", 40)
    pompeo = _name("Mike Pompeo", 60)
    roster = _roster(_name("Vladimir Putin", 0), lavrov, pompeo, _name("Donald Trump", 90), _group("the two foreign ministers", "2", 120))
    assert sorted(_read(roster, 4)) == ["Mike Pompeo", "Sergey Lavrov"]


def test_counterparts() -> None:
    lavrov = _name("Sergey Lavrov", 0, title="Foreign Minister", office="foreign_minister", country="RU")
    his = ActorMention(40, 65, "American counterpart", "counterpart", None, "actor.counterpart", (), None, None, "US", (0,))
    assert _read(_roster(lavrov, his), 1) == ["Mike Pompeo"]
    assert _read(_roster(lavrov, replace(his, country="HU"), day=dt.date(2032, 1, 1)), 1) == ["Foreign Minister of Hungary"]
    assert _read(_roster(replace(his, antecedents=())), 0) == []


def test_she_is_nobody_who_is_he_elsewhere() -> None:
    levy = _name("Levy Banda", 0, title="President", office="head_of_state", country="ZM")
    he = ActorMention(40, 42, "he", "pronoun", None, "actor.pronoun.clause", (), None, None, None, (0,))
    she = ActorMention(80, 83, "She", "pronoun", None, "actor.pronoun.only", (), None, None, None, (0,))
    assert _read(_roster(levy, he, she), 1) == ["Levy Banda"]
    assert _read(_roster(levy, he, she), 2) == []


def test_callings_that_make_nobody_an_official() -> None:
    assert _read(_roster(_name("Ann Lowell", 0, title="analyst", office="private")), 0) == []


def test_an_unknown_run_of_capitals_is_nobody_until_the_document_says_so() -> None:
    run = ActorMention(0, 10, "Tel Rifaat", "name", None, "actor.name.capitals")
    assert _read(_roster(run), 0) == []
    said = ActorMention(50, 56, "Rifaat", "name", None, "actor.name.acting")
    assert _read(_roster(run, said), 0) == ["Tel Rifaat"]


def test_combine_drops_the_state_for_which_a_person_stands() -> None:
    russia = ActorMention(0, 6, "Russia", "name", "state", "actor.state", ("iso:RU",), country="RU")
    china = ActorMention(10, 15, "China", "name", "state", "actor.state", ("iso:CN",), country="CN")
    roster = _roster(russia, china, _name("Vladimir Putin", 20), _name("Putin", 50))
    combined = roster.combine([a for n in range(4) for a in roster.actor(n)])
    assert [a.name for a in combined] == ["China", "Vladimir Putin"]
    assert [at.start for at in combined[1].at] == [20, 50]


def test_the_same_input_gives_the_same_actors() -> None:
    mentions = (_name("Volodymyr Zelenskyy", 0), _name("Vladimir Zelensky", 90), _name("Jenness", 50), _name("Craig Jenness", 120))
    assert [_roster(*mentions).actor(n) for n in range(4)] == [_roster(*mentions).actor(n) for n in range(4)]


def _book(text: str, *places: PlaceMention, layout: tuple[Paragraph, ...] = ()) -> PlaceBook:
    return PlaceBook(Lifted("doc", layout or (Paragraph(0, len(text)),), (), (), places), text)


def _at(text: str, name: str, rule: str = "place.known", **told: object) -> PlaceMention:
    start = text.index(name)
    return PlaceMention(start, start + len(name), name, rule, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [("in Helsinki", "Helsinki", "FI"), ("at Camp David", "Camp David", "US"), ("in Geneva", "Geneva", "CH"), ("in Kiev", "Kiev", "UA")],
)
def test_places_have_a_country_and_coordinates(text: str, name: str, country: str) -> None:
    place = _book(text, _at(text, name)).place(0)
    assert place is not None
    assert (place.name, place.country) == (name, country)
    assert place.lat is not None
    assert place.lon is not None
    assert place.at[0].text == name


def test_a_state_after_a_comma_decides_which_town() -> None:
    text = "in Athens, Greece, and in Cambridge, United States"
    greece = _at(text, "Greece", "place.state", country="GR", candidates=("iso:GR",))
    america = _at(text, "United States", "place.state", country="US", candidates=("iso:US",))
    book = _book(text, _at(text, "Athens"), greece, _at(text, "Cambridge"), america)
    assert [p.country for n in range(4) if (p := book.place(n))] == ["GR", "GR", "US", "US"]


def test_an_unknown_place_keeps_its_name_only() -> None:
    place = _book("in Zzyzx Springs", _at("in Zzyzx Springs", "Zzyzx Springs")).place(0)
    assert place is not None
    assert (place.country, place.lat) == (None, None)


def test_here_is_the_city_of_the_dateline() -> None:
    text = "MOSCOW, Nov 3 (Agency)\n\nThey met here."
    layout = (Paragraph(0, 22, "dateline"), Paragraph(24, len(text)))
    here = _book(text, layout=layout).here(30)
    assert here is not None
    assert (here.name, here.country, here.at[0].text) == ("Moscow", "RU", "MOSCOW")
    assert _book("They met here.").here(0) is None


def _document(text: str, day: dt.date = DAY) -> tuple[Roster, Lifted]:
    """The roster of a text read without a parse: each sentence a mention's own, nobody's antecedent known."""
    found = [f for f in scanner().read(text) if f.kind in FORMS and f.kind != "run"]
    stops = [0, *(n + 2 for n, letters in enumerate(text) if text[n : n + 2] == ". "), len(text)]
    actors = tuple(
        ActorMention(
            f.start, f.end, f.name if FORMS[f.kind] == "name" else text[f.start : f.end], FORMS[f.kind], TYPES.get(f.kind), f.rule,
            f.candidates, f.title, f.office, f.country, (),
            (max(s for s in stops if s <= f.start), min(s for s in stops if s > f.start)),
        )
        for f in found
    )  # fmt: skip
    lifted = Lifted("doc", (Paragraph(0, len(text)),), (), actors, (), (), (), ())
    return Roster(lifted, text, day), lifted


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He met members of the Japanese parliament and Foreign Minister Yukio Omori.", "Yukio Omori", "JP"),
        ("Uganda has called off a visit by Defence Minister Crispus Kiyonji.", "Crispus Kiyonji", "UG"),
        ("A delegation of the Communist Party of China headed by Minister Liu Yunhao arrived.", "Liu Yunhao", "CN"),
        ("Zambian President Levy Bandu left. Bandu's envoy Honore Nzamba stayed.", "Honore Nzamba", "ZM"),
        ("Secretary of State Fred Dulle left.", "Fred Dulle", "US"),
        ("Spanish Prime Minister Juan Perez met Finance Minister Koji Omo.", "Koji Omo", None),
        ("Spain and Peru agreed, Trade Minister Ana Lopo said.", "Ana Lopo", None),
        ("The novelist and Professor Ana Lopo of no fame met Kenya.", "Ana Lopo", None),
    ],
)
def test_the_state_of_somebody_unknown_is_the_one_that_the_sentence_tells(text: str, name: str, country: str | None) -> None:
    roster, lifted = _document(text)
    actors = [a for n, m in enumerate(lifted.actors) if m.text == name for a in roster.actor(n)]
    assert [a.country for a in actors] == ([country] if actors else [])
    assert actors or country is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rwanda said its foreign minister had left.", ["Rwanda", "Foreign Minister of Rwanda"]),
        ("Rwanda and Kenya said the foreign minister had left.", ["Kenya", "Rwanda"]),
    ],
)
def test_a_bare_office_is_that_of_the_state_that_acts(text: str, wanted: list[str]) -> None:
    roster, lifted = _document(text, dt.date(1989, 1, 1))
    assert sorted({a.name for n in range(len(lifted.actors)) for a in roster.actor(n)}) == sorted(wanted)


def test_who_acts_for_an_organisation_has_its_rank() -> None:
    roster, _ = _document("UN special envoy Tom Koenigs came.")
    (envoy,) = roster.actor(0)
    assert (envoy.name, envoy.country, envoy.rank) == ("Tom Koenigs", None, "organisation")
