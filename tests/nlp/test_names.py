"""Names read from words alone. Each case marks in the sentence what must be found: kind, words, and what is told of it."""

from __future__ import annotations

import time

import pytest

from timeline.model.mentions import Paragraph
from timeline.nlp.names import scan_names, scanner
from timeline.nlp.names_tokens import Found, Words

# id, sentence, (kind, words, title, country) for every find that matters, kinds that must not occur
CASES = [
    (
        "sent-to-a-place",
        "Peru sent a special envoy to Ghana.",
        [("office", "special envoy", "Special Envoy", None), ("state", "Ghana", None, "GH")],
    ),
    ("minister-for-aid", "Danish aid minister Karen Lund spoke.", [("person", "Karen Lund", "Aid Minister", "DK")]),
    (
        "minister-of-state-for",
        "Maltese minister of state for trade Ivan Vella came.",
        [("person", "Ivan Vella", "Minister of State", "MT")],
    ),
    ("single-surname-is-a-word", "Mr Begin spoke.", [("single", "Begin", "mr", None)]),
    ("rebels-of-a-kind", "He saw Iranian-backed rebels.", [("side", "Iranian-backed rebels", None, None)]),
    ("second-of-two", "Malawi's second vice president, Chisomo Banda, left.", [("person", "Chisomo Banda", "Vice President", "MW")]),
    (
        "general-staff",
        "The Greek chief of general staff, General Petros Kotsis, left.",
        [("person", "Petros Kotsis", "Chief of Staff", "GR")],
    ),
    (
        "plural-lawmakers",
        "Norwegian lawmakers Berit Aas and Ola Rud came.",
        [("person", "Berit Aas", "lawmaker", "NO"), ("person", "Ola Rud", "lawmaker", "NO")],
    ),
    ("surname-is-a-plain-word", "Prime Minister Menachem Begin spoke.", [("person", "Menachem Begin", "Prime Minister", None)]),
    ("given-name-is-a-plain-word", "President Said Omari spoke.", [("person", "Said Omari", "President", None)]),
    ("article-ul", "Pakistani President Karim Zia ul-Haq spoke.", [("person", "Karim Zia ul-Haq", "President", "PK")]),
    ("burmese-address", "Foreign Minister U Nyan Aung spoke.", [("person", "Nyan Aung", "Foreign Minister", None)]),
    (
        "one-office-each",
        "The presidents of Peru and Ghana met.",
        [("office", "presidents of Peru", "President", "PE"), ("office", "Ghana", "President", "GH")],
    ),
    ("envoy-of-a-president", "A special envoy of Chilean President Ana Rojas left.", [("office", "special envoy", "Special Envoy", "CL")]),
    ("longer-than-the-alias", "He saw Crown Prince Mohammed bin Zayed there.", [("person", "Mohammed bin Zayed", "Crown Prince", None)]),
    ("council-of-a-state", "The National Security Council met.", []),
    ("council-of-another-state", "The Russian Security Council met.", []),
    (
        "council-of-all",
        "The UN's Security Council met.",
        [("organisation", "UN", None, "UN"), ("organisation", "Security Council", None, "UNSC")],
    ),
    ("body-with-a-plain-word", "The National Harbour Army met.", [("organisation", "National Harbour Army", None, None)]),
    ("colleagues", "He met his Peruvian colleagues.", [("counterpart", "Peruvian colleagues", None, "PE")]),
    ("title-and-state", "Russian President Vladimir Putin met reporters.", [("person", "Vladimir Putin", "President", "RU")]),
    (
        "two-title-words",
        "US Deputy Assistant Secretary of State Ann Lowell left.",
        [("person", "Ann Lowell", "Deputy Assistant Secretary of State", "US")],
    ),
    ("possessive-state", "Turkey’s foreign minister, Mevlüt Çavuşoğlu, spoke.", [("person", "Mevlüt Çavuşoğlu", "Foreign Minister", "TR")]),
    ("after-comma", "Pavel Novotny, the Czech trade minister, arrived.", [("person", "Pavel Novotny", "Trade Minister", "CZ")]),
    ("of-state", "The president of Zambia, Levy Banda, landed.", [("person", "Levy Banda", "President", "ZM")]),
    ("portfolio", "Malaysian Minister of Tourism Azmi Khalid met them.", [("person", "Azmi Khalid", "Minister", "MY")]),
    (
        "portfolio-first",
        "Finnish science and technology minister Aino Virta came.",
        [("person", "Aino Virta", "Science and Technology Minister", "FI")],
    ),
    ("organisation-led", "NATO Secretary General Jens Stoltenberg called.", [("person", "Jens Stoltenberg", "Secretary-General", "NATO")]),
    ("envoy-scope", "UN special envoy for Syria Staffan de Mistura left.", [("person", "Staffan de Mistura", "Special Envoy", "UN")]),
    ("joined-titles", "Chinese State Councilor and Foreign Minister Wang Yi spoke.", [("person", "Wang Yi", "Foreign Minister", "CN")]),
    ("stacked-titles", "Chief Adviser Professor Rahim Ahmed spoke.", [("person", "Rahim Ahmed", "Chief Adviser", None)]),
    ("honorific", "He thanked Mr. Craig Jenness warmly.", [("person", "Craig Jenness", "mr", None)]),
    (
        "plural-titles",
        "Presidents Chirac and Bush dined.",
        [("single", "Chirac", "President", None), ("single", "Bush", "President", None)],
    ),
    ("counterpart-named", "He met his Indonesian counterpart Hassan Wirajuda.", [("person", "Hassan Wirajuda", None, "ID")]),
    ("arab-article", "Bashar al-Assad stayed.", [("person", "Bashar al-Assad", None, None)]),
    ("agency-hyphen", "President Roh Moo- hyun flew home.", [("person", "Roh Moo-hyun", "President", None)]),
    ("family-first", "North Korea's Kim Jong-un travelled.", [("person", "Kim Jong-un", None, "KP")]),
    ("office-alone", "The Hungarian foreign minister arrived.", [("office", "Hungarian foreign minister", "Foreign Minister", "HU")]),
    (
        "coordinated-offices",
        "Iranian and Turkish foreign ministers met.",
        [("office", "Iranian", "Foreign Minister", "IR"), ("office", "Turkish foreign ministers", "Foreign Minister", "TR")],
    ),
    ("side", "U.S. officials left.", [("side", "U.S. officials", None, "US")]),
    (
        "coordinated-sides",
        "Egyptian and Pakistani officials met.",
        [("side", "Egyptian", None, "EG"), ("side", "Pakistani officials", None, "PK")],
    ),
    ("stationed", "He saw officials in Algiers.", [("side", "officials", None, "DZ")]),
    ("people", "The North Koreans stayed away.", [("side", "North Koreans", None, "KP")]),
    (
        "compound",
        "The US-Russia talks ended.",
        [("group", "US-Russia", "2", None), ("state", "US", None, "US"), ("state", "Russia", None, "RU")],
    ),
    ("dotted-compound", "Russia-U.S. talks ended.", [("state", "Russia", None, "RU"), ("state", "U.S.", None, "US")]),
    ("prefix-compound", "Sino-Japanese talks ended.", [("state", "Sino", None, "CN"), ("state", "Japanese", None, "JP")]),
    ("halves", "Talks between South and North Korea stalled.", [("state", "South", None, "KR"), ("state", "North Korea", None, "KP")]),
    ("group", "The two leaders shook hands.", [("group", "The two leaders", "2", None)]),
    ("group-both", "Both presidents smiled.", [("group", "Both presidents", "2", None)]),
    ("capital-named", "They met in the Malaysian capital.", [("place", "Malaysian capital", None, None)]),
    ("organisation", "The International Atomic Energy Agency met.", [("organisation", "International Atomic Energy Agency", None, "IAEA")]),
    (
        "possessive-in-a-name",
        "Japan and the Democratic People's Republic of Korea met.",
        [("state", "Democratic People's Republic of Korea", None, "KP")],
    ),
    (
        "two-koreas",
        "The two Koreas met.",
        [("group", "Koreas", "2", None), ("state", "Koreas", None, "KP"), ("state", "Koreas", None, "KR")],
    ),
    ("son", "Donald Trump Jr. stayed.", [("person", "Donald Trump Jr.", None, None)]),
    (
        "of-delegation",
        "Kim Sun, head of the North Korean delegation, left.",
        [("office", "head of the North Korean delegation", "head", "KP")],
    ),
    ("government", "It failed, the Greek government said on Tuesday.", [("side", "Greek government", None, "GR")]),
    (
        "foreign-apposition",
        "On the call with Canada's Mark Carney, the Danish prime minister agreed.",
        [("office", "Danish prime minister", "Prime Minister", "DK")],
    ),
    ("faction", "Congolese rebels agreed.", [("organisation", "Congolese rebels", None, None)]),
]


def _told(item: Found, text: str) -> tuple[str, str, str | None, str | None]:
    return (
        item.kind,
        item.name if item.kind in ("person", "single", "state", "organisation") else text[item.start : item.end],
        item.title,
        item.country,
    )


def test_a_son_is_not_his_father_and_the_office_of_another_state_no_apposition() -> None:
    (son,) = [f for f in scanner().read("Donald Trump Jr. stayed.") if f.kind == "person"]
    assert not son.candidates
    found = scanner().read("On the call with Canada's Mark Carney, the Danish prime minister agreed.")
    assert next(f for f in found if f.kind == "office").appos is None
    dagmar = next(f for f in scanner().read("Met by his wife, Dagmar, the pontiff said so.") if f.name == "Dagmar")
    assert dagmar.title is None


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_the_words_name(text: str, wanted: list[tuple[str, str, str | None, str | None]]) -> None:
    found = [_told(item, text) for item in scanner().read(text)]
    for one in wanted:
        kind, words, title, country = one
        assert any(f[:3] == (kind, words, title) and (country is None or f[3] == country) for f in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Reuters and the Associated Press reported it on Monday in March.",
        "The New York Times and Al Jazeera said so, according to Xinhua.",
        "He wrote it on Truth Social and on Telegram.",
        "U.S.-led and Russian-backed forces stayed.",
        "Kurdish-led units and Republican-drawn maps were discussed.",
        "It gave us nothing; who is to blame?",
    ],
    ids=["agencies", "papers", "platforms", "led", "small-letter-compounds", "pronouns-are-no-acronyms"],
)
def test_who_is_nobody(text: str) -> None:
    assert [f for f in scanner().read(text) if f.kind in ("person", "single", "run", "state", "organisation")] == []


def test_a_headline_in_title_case_gives_no_made_up_names() -> None:
    text = "Putin's Economic Representative Confirms Visit to the United States"
    found = [(f.kind, f.name) for f in scanner().read(text) if f.kind in ("person", "run", "single", "state")]
    assert found == [("single", "Putin"), ("state", "United States")]


@pytest.mark.parametrize("text", ["Paris Hilton waved.", "Jordan Peterson waved.", "Michael Jordan waved.", "Denzel Washington waved."])
def test_a_place_inside_a_persons_name_is_none(text: str) -> None:
    assert [(f.kind, f.name) for f in scanner().read(text)] == [("run", text.removesuffix(" waved."))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jordan said so.", [("state", "Jordan")]),
        ("He flew to Paris on Monday.", [("pronoun", "he"), ("capital", "Paris")]),
        ("He praised Georgia and Chad.", [("pronoun", "he"), ("state", "Georgia"), ("state", "Chad")]),
    ],
)
def test_a_place_that_is_also_a_given_name_stays_one(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.kind, f.name) for f in scanner().read(text)] == wanted


def test_full_names_anywhere_in_a_text() -> None:
    text = "Furniture with Vladimir Putin\n\nPresident Levy Banda met Emmanuel Macron.\n\nBanda left."
    ends = [len("Furniture with Vladimir Putin"), text.index("\n\nBanda")]
    layout = (Paragraph(0, ends[0], "furniture"), Paragraph(ends[0] + 2, ends[1]), Paragraph(ends[1] + 2, len(text)))
    names = scan_names(text, layout)
    assert [n.text for n in names] == ["Levy Banda", "Emmanuel Macron"]
    assert [text[n.start : n.end] for n in names] == ["Levy Banda", "Emmanuel Macron"]
    assert names[0].title == "President"


def test_offsets_point_at_the_words() -> None:
    text = "“Egypt’s president, Abdel Fattah el-Sisi,” met the U.S. side and Ban Ki-moon at the White House."
    for item in scanner().read(text):
        assert text[item.start : item.end].strip() == text[item.start : item.end] != ""
        if item.kind == "person":
            assert text[item.start : item.end] == item.name


@pytest.mark.parametrize("unit", ["President ", "Ban Ki-moon ", "North Korean ", "minister of science and ", "A. ", "’s-", "the two "])
def test_reading_takes_time_linear_in_the_text(unit: str) -> None:
    reader = scanner()

    def spent(size: int) -> float:
        text = unit * size
        reader.read.cache_clear()
        best = 9.0
        for _ in range(3):
            reader.read.cache_clear()
            started = time.process_time()
            reader.read(text)
            best = min(best, time.process_time() - started)
        return best

    spent(200)
    assert spent(4000) < 40 * max(spent(400), 0.005)


def test_the_tables_of_people_can_be_left_out() -> None:
    text = "President Vladimir Putin met Emmanuel Macron."
    assert [f.candidates for f in scanner().read(text) if f.kind == "person"] == [("Q7747",), ("Q3052772",)]
    assert all(not f.candidates for f in scanner(officeholders=False).read(text) if f.kind == "person")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Vance met J. Orr. He left", ["Mr.", "Vance", "met", "J.", "Orr", ".", "He", "left"]),
        ("Talks with Mr. ", ["Talks", "with", "Mr."]),
        ("He saw Mr.", ["He", "saw", "Mr", "."]),
        ("Pak Moo- hyun  and 'Ann'  $5 spent", ["Pak", "Moo-hyun", "and", "Ann", "5", "spent"]),
        ("  the Comoros’ envoy; U.S. aides, Iran’s too", ["the", "Comoros", "envoy", ";", "U.S.", "aides", ",", "Iran", "too"]),
        ("", []),
        ("— $", ["—"]),
    ],
)
def test_words_stand_where_the_text_has_them(text: str, words: list[str]) -> None:
    found = Words(text, scanner()._said)
    assert [w.text for w in found] == words
    assert [text[found.start(i) : found.end(i)].replace("- ", "-") for i in range(len(found))] == words
    assert [found.first(i) for i in range(1, len(found))] == [text in (".", ";", "—") for text in words[:-1]]


def test_near_is_one_blank_at_most() -> None:
    found = Words("Ann  Orr of the Comoros’ own 'Peru' party", scanner()._said)
    assert [w.text for w in found if not w.near] == ["Orr", "Peru", "party"]
    assert [w.text for w in found if w.poss] == ["Comoros"]


def test_whatever_a_word_list_tells_of_is_looked_up() -> None:
    reader = scanner()
    lists = (
        reader.titles.keys() & reader.title_reach.keys(), reader.portfolios, reader.calendar, reader.common, reader.pronouns, reader.groups,
        reader.chambers, reader.factions, reader.rebels, reader.bodies_again, reader.particles, reader.region_heads,
        {name.split()[0] for name in (*reader.media, *reader.chambers)},
    )  # fmt: skip
    for words in lists:
        met = Words(" ".join(word for word in words if word.isalpha()), reader._said)
        assert met
        assert all(word.listed for word in met)
    assert not any(word.listed for word in Words("Zanthrow quibbled zestfully", reader._said))
