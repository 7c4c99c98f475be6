"""People whom no table knows, in articles of any year, are handled as well as known ones; later articles take no stale holder."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline
from timeline.lexicon.knowledge import knowledge

pytestmark = pytest.mark.model

CAME = "Kenyan Deputy Foreign Minister Amina Wanjalo arrived in Oslo on Monday."

CASES = [
    (
        "title-and-state",
        "Estonian Foreign Minister Mira Talvik met her Latvian counterpart Janis Krastinsh in Riga on Monday. Talvik said they agreed.",
        ["Janis Krastinsh", "Mira Talvik"],
        "Riga",
    ),
    (
        "apposition",
        "Kofi Asanteh, the Ghanaian trade minister, held talks with Peru's deputy foreign minister, Rosa Quispez, in Lima on Tuesday.",
        ["Kofi Asanteh", "Rosa Quispez"],
        "Lima",
    ),
    (
        "envoy-of-an-organisation",
        "U.N. special envoy Tormod Haldorsen met Chadian President Idriss Mahamoud Oumari in N'Djamena on Wednesday.",
        ["Idriss Mahamoud Oumari", "Tormod Haldorsen"],
        "N'Djamena",
    ),
    (
        "delegation",
        "A Mongolian delegation led by Batbayar Dorjsuren met Kazakh Prime Minister Askar Tuleshov in Astana on Monday.",
        ["Askar Tuleshov", "Batbayar Dorjsuren"],
        "Astana",
    ),
    (
        "surname-after-the-full-name",
        (
            "Fijian Prime Minister Jone Vakatora arrived in Wellington on Sunday.\n\nVakatora met New Zealand Foreign Minister "
            "Hemi Paratena in Wellington on Monday."
        ),
        ["Hemi Paratena", "Jone Vakatora"],
        "Wellington",
    ),
    (
        "office-first-name-in-the-next-sentence",
        (
            "DAKAR - The Kenyan deputy foreign minister said on Friday that trade would grow.\n\nUsman Pefule told reporters after talks"
            " with Senegalese President Faruk Dialo that the two sides would sign a pact."
        ),
        ["Faruk Dialo", "Usman Pefule"],
        "Dakar",
    ),
    (
        "two-of-one-office",
        "The foreign ministers, Samuel Isakhan and Mira Talvik, had met in the morning at a Hanoi hotel for more than an hour.",
        ["Mira Talvik", "Samuel Isakhan"],
        "Hanoi",
    ),
    (
        "two-presidents",
        "President Faruk Abdelkarimo met with U.S. President Idriss Wanjoho at the White House on Wednesday.",
        ["Faruk Abdelkarimo", "Idriss Wanjoho"],
        "White House",
    ),
    (
        "name-behind-a-state",
        "The meeting between Prime Minister Gasparo Nakagomo and Pakistan's Henriko Wanjoho will be held in Almaty early next month.",
        ["Gasparo Nakagomo", "Henriko Wanjoho"],
        "Almaty",
    ),
    (
        "the-state-with-which-the-report-begins",
        (
            "Norway on Tuesday urged Swedish leaders to think again.\n\nForeign Minister Faruk Kimantho said things would be worse,"
            " speaking after talks in Oslo with his Swedish counterpart Torvaldo Dlamazi."
        ),
        ["Faruk Kimantho", "Torvaldo Dlamazi"],
        "Oslo",
    ),
    (
        "a-leader's-wife",
        (
            "Mbaziro's wife Laura Mbaziro came too. Ghanaian President Viktor Mbaziro arrived in Lima on Saturday.\n\nMbaziro met Peruvian"
            " Prime Minister Rosa Quispez in Lima on Sunday."
        ),
        ["Rosa Quispez", "Viktor Mbaziro"],
        "Lima",
    ),
    (
        "the-guest",
        f"{CAME} The guest was received by Norway's leader Jens Aaseno on Tuesday.",
        ["Amina Wanjalo", "Jens Aaseno"],
        "Oslo",
    ),
    (
        "the-kenyan",
        f"{CAME} The Kenyan met Norway's leader Jens Aaseno on Tuesday.",
        ["Amina Wanjalo", "Jens Aaseno"],
        "Oslo",
    ),
    (
        "the-visiting-minister",
        f"{CAME} The visiting minister held talks with Norway's leader Jens Aaseno.",
        ["Amina Wanjalo", "Jens Aaseno"],
        "Oslo",
    ),
    (
        "letters-like-a-name",
        "Nato chief Henrik Solbergo met Turkish President Kemal Aydino in Ankara on Friday.",
        ["Henrik Solbergo", "Kemal Aydino"],
        "Ankara",
    ),
    (
        "somebody's-adviser",
        "Kenyan President Faruk Kimantho stayed. Kimantho's diplomatic adviser, Henri Bonnelo, met Peruvian officials in Lima.",
        ["Henri Bonnelo", "Peru"],
        "Lima",
    ),
    (
        "his-colleague",
        "Thai Foreign Minister Kasit Piromo knows Cambodian Foreign Minister Hor Namho. Kasit met his colleague in Hanoi on Tuesday.",
        ["Hor Namho", "Kasit Piromo"],
        "Hanoi",
    ),
    (
        "minister-of-state",
        "The Minister of State for Foreign Affairs of Qatar, Sultan bin Saad al-Marro, met Sudan's leader Yasir Osmano in Khartoum.",
        ["Sultan bin Saad al-Marro", "Yasir Osmano"],
        "Khartoum",
    ),
    (
        "letters-behind-the-name",
        "Leaders of the Bay of Salt Initiative for Technical Cooperation (BSITC) met in Lima on Monday.",
        ["Bay of Salt Initiative for Technical Cooperation"],
        "Lima",
    ),
    (
        "a-minister-from",
        "A minister from Guinea-Bissau, Fernando Vazo, met Senegalese President Macky Sallo in Dakar on Monday.",
        ["Fernando Vazo", "Macky Sallo"],
        "Dakar",
    ),
]


def _met(text: str, published: str) -> list[tuple[list[str], str | None]]:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [([p.name for p in e.participants], e.place.name if e.place else None) for e in found if e.kind.value == "meeting"]


@pytest.mark.parametrize("published", ["1996-05-08", "2026-05-08"])
@pytest.mark.parametrize(("text", "names", "place"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_invented_people_meet(text: str, names: list[str], place: str, published: str) -> None:
    assert _met(text, published) == [(names, place)]


def test_nothing_is_carried_past_what_the_table_has_seen() -> None:
    known, later = knowledge(), dt.date(2031, 1, 1)
    assert not [key for key in known.holders if known.holder(*key, later)]
    assert _met("The Hungarian foreign minister met his Austrian counterpart in Vienna on Monday.", "2031-01-08") == [
        (["Foreign Minister of Austria", "Foreign Minister of Hungary"], "Vienna")
    ]


def test_a_later_holder_is_the_one_that_the_article_names() -> None:
    text = (
        "Hungarian Foreign Minister Aranka Bodonyi arrived in Vienna on Monday.\n\nThe Hungarian foreign minister met the Austrian "
        "chancellor, Leopold Kirchberg, in Vienna on Monday."
    )
    assert _met(text, "2031-01-08") == [(["Aranka Bodonyi", "Leopold Kirchberg"], "Vienna")]


def test_somebody_of_the_tables_is_spelt_as_the_text_spells_him_in_full() -> None:
    found = timeline.extract(
        timeline.Document(text="Pakistani Foreign Minister Khursheed Mahmood Kasuri arrived in Amman on Monday.", published="2005-11-29"),
        cache=False,
        merge=False,
    ).encounters
    assert [(p.name, p.id.startswith("Q")) for e in found for p in e.participants] == [("Khursheed Mahmood Kasuri", True)]
