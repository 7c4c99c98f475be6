# ruff: noqa: E501
"""The paragraphs of a text and their kinds, on sentences written for it, the four samples and, where present, agencies' texts."""

from __future__ import annotations

import json

import pytest

from timeline.layout import explain, paragraphs

A = "The foreign ministers of both states met in Cairo on Friday, an official said."
B = "They will meet again in the spring, and a date is to be named after the holidays."
C = "A spokesman confirmed that an earlier round, planned for May, had been postponed."


def kinds(text):
    return [(p.kind, text[p.start : p.end]) for p in paragraphs(text)]


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param(f"{A}\n\n{B}", [("body", A), ("body", B)], id="empty-lines"),
    pytest.param(f"{A}\n{B}\n{C}", [("body", A), ("body", B), ("body", C)], id="one-a-line"),
    pytest.param(f"Ministers meet in Cairo\n\n{A}\n\n{B}", [("headline", "Ministers meet in Cairo"), ("body", A), ("body", B)], id="headline"),
    pytest.param(f"Ministers meet in Cairo?\n\n{A}\n\n{B}", [("headline", "Ministers meet in Cairo?"), ("body", A), ("body", B)], id="headline-that-asks"),
    pytest.param(f"{A}\n\nDetails\n\n{B}", [("body", A), ("heading", "Details"), ("body", B)], id="heading"),
    pytest.param(f"{A}\n\n‘Let us talk’\n\n{B}", [("body", A), ("heading", "‘Let us talk’"), ("body", B)], id="heading-in-quotes"),
    pytest.param(f"GOMA, Zaire, April 13, 1997 (AFP)\n\n{A}", [("dateline", "GOMA, Zaire, April 13, 1997 (AFP)"), ("body", A)], id="dateline-line"),
    pytest.param(f"Saturday, August 24, 2019\xa0\n{A}\n\n{B}", [("dateline", "Saturday, August 24, 2019"), ("body", A), ("body", B)], id="date-line"),
    pytest.param(f"CAIRO (Reuters) - {A}", [("dateline", "CAIRO (Reuters)"), ("body", A)], id="dateline-inside"),
    pytest.param(f"CAIRO, Nov. 3 (Xinhua) -- {A}", [("dateline", "CAIRO, Nov. 3 (Xinhua)"), ("body", A)], id="dateline-with-day"),
    pytest.param(f"MOSCOW, October 22. /TASS/. {A}", [("dateline", "MOSCOW, October 22. /TASS/."), ("body", A)], id="dateline-tass"),
    pytest.param(f"CAIRO — {A}\n\n{B}", [("dateline", "CAIRO"), ("body", A), ("body", B)], id="dateline-place"),
    pytest.param(f" date 2025-10-22 {A}", [("dateline", "date 2025-10-22"), ("body", A)], id="date-in-front"),
    pytest.param(f"{A}\n\n{B}\n\nGENEVA (AFP) - {C}", [("body", A), ("body", B), ("dateline", "GENEVA (AFP)"), ("body", C)], id="round-up"),
    pytest.param(f"{A} (Reporting by Jane Doe; Editing by John Roe)", [("body", A), ("furniture", "(Reporting by Jane Doe; Editing by John Roe)")], id="credit-inside"),
    pytest.param(f"{A} {B} Additional reporting by Ali Hassan", [("body", f"{A} {B}"), ("furniture", "Additional reporting by Ali Hassan")], id="credit-bare"),
    pytest.param(f"{A}\n\n{B}\n\nStorm hits the coast of Norway", [("body", A), ("body", B), ("furniture", "Storm hits the coast of Norway")], id="other-headline"),
    pytest.param(f"{A}\n\n“`", [("body", A), ("furniture", "“`")], id="marks"),
    pytest.param(f"World\nPolitics\nMinisters to meet in Cairo\nBy Jane Doe\nOct 22, 2025, 5:30 PM\nA date is still open\n{A}\n{B}", [
        ("furniture", "World"), ("furniture", "Politics"), ("headline", "Ministers to meet in Cairo"), ("furniture", "By Jane Doe"), ("dateline", "Oct 22, 2025, 5:30 PM"),
        ("heading", "A date is still open"), ("body", A), ("body", B)], id="copied-from-a-page"),
    pytest.param(f"{A}\n{B}\nStorm hits the coast\nTags: talks\nWorld\nMinister resigns in Oslo", [
        ("body", A), ("body", B), ("furniture", "Storm hits the coast"), ("furniture", "Tags: talks"), ("furniture", "World"), ("furniture", "Minister resigns in Oslo")], id="other-headlines"),
    pytest.param(f"{A}\n{B}\n1 May: Lund visits Oslo\n2 May: Lund visits Rome", [
        ("body", A), ("body", B), ("body", "1 May: Lund visits Oslo"), ("body", "2 May: Lund visits Rome")], id="list-behind-the-article"),
    pytest.param("", [], id="empty"),
    pytest.param(" \n\u200b\n\t", [], id="blanks"),
    pytest.param("Lavrov lands in Cairo", [("body", "Lavrov lands in Cairo")], id="only-a-line"),
])  # fmt: skip
def test_kinds(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize("text", [
    pytest.param(f"NATO and Russia - {A[4:]}", id="no-dateline-mixed"),
    pytest.param(f"US - China talks resume. {A}", id="no-dateline-short"),
    pytest.param("On Friday, October 22, the ministers met (again) - and nobody was surprised by it.", id="no-dateline-sentence"),
    pytest.param("“We need your help,” the minister told the council, and asked for a meeting.", id="no-appeal"),
    pytest.param("The parliament adopted its privacy policy after talks with Brussels, he said.", id="no-banner"),
])  # fmt: skip
def test_body_stays_body(text):
    assert kinds(text) == [("body", text)]


def test_an_appeal_runs_over_its_paragraphs():
    appeal = "A message from The Harbour Times:\nDear readers,\nWe are facing hard times, and our work is at risk.\nYour support, no matter how small, makes a difference."
    assert [k for k, _ in kinds(f"{A}\n{B}\n{appeal}\nRemind me later.")] == ["body", "body", *["furniture"] * 5]


def test_our_work_in_the_middle_of_an_article_is_body():
    text = f"{A}\n\nWe have not finished our work, and our mission continues until both sides agree.\n\n{B}"
    assert [k for k, _ in kinds(text)] == ["body"] * 3


@pytest.mark.parametrize("indent", ["", "    "])
def test_hard_wrapped_lines_are_joined(indent):
    lines = [
        "The foreign ministers of both states met in Cairo on Friday, an",
        "official said, and they will meet again in the spring as soon as",
        "the holidays are over.",
    ]
    second = [
        "A spokesman confirmed that an earlier round, planned for May, had",
        "been postponed because of a dispute over fishing rights.",
    ]
    text = (
        "\n".join([indent + lines[0], *lines[1:], indent + second[0], second[1]])
        if indent
        else "\n".join(lines) + "\n\n" + "\n".join(second)
    )
    assert [t.replace("\n", " ") for _, t in kinds(text)] == [" ".join(lines), " ".join(second)]


def test_hard_wrapped_lines_of_names_are_joined():
    """No line begins in lower case, as names are broken at the ends."""
    rows = [
        ["Chancellor Helena Novak of Slovenia met President Mirela", "Costin in Vienna on Monday, her spokesman said."],
        ["Secretary of State Ines Ferreira will travel to Oslo on", "Friday for talks with Foreign Minister Arvid Lund of the", "Kingdom of Norway, the ministry said."],
        ["Prime Minister Daud Karimi of Jordan spoke by phone with", "President Pieter Maas on Tuesday."],
    ]  # fmt: skip
    text = "\n\n".join("\n".join(lines) for lines in rows)
    assert [t.replace("\n", " ") for _, t in kinds(text)] == [" ".join(lines) for lines in rows]


def test_a_list_of_headlines_is_not_joined():
    text = "\n".join(("Ministers of Norway and Chile meet in Oslo for talks", "Storm hits the coast of Portugal and leaves many homeless", "Parliament of Malta adopts the new budget after long debate",
                      "Envoy of Jordan to visit Vienna and Brussels next month", "Fishing rights dispute ends as Finland and Ghana agree"))  # fmt: skip
    assert [t for _, t in kinds(text)] == text.split("\n")


def test_a_text_in_capitals_keeps_its_paragraphs():
    text = f"{A}\n\n{B}".upper()
    assert kinds(text) == [("body", A.upper()), ("body", B.upper())]


def test_a_list_of_visits_is_no_row_of_headings():
    text = "\n".join(f"{n} May: Minister Lund visits Oslo" for n in range(1, 9))
    assert {k for k, _ in kinds(text)} == {"body"}


def test_a_long_text_without_line_breaks_is_cut_at_sure_sentence_ends():
    sentence = "The envoy met Mr. Lund of Norway, who said: “We talked. We agreed.” They parted as friends. "
    text = sentence * 60
    parts = [text[p.start : p.end] for p in paragraphs(text)]
    assert " ".join(parts) == text.strip()
    assert all(200 <= len(part) <= 700 for part in parts[:-1])
    assert all(part.endswith(("friends.", "agreed.”")) for part in parts)


def test_what_has_no_sentence_ends_is_cut_all_the_same():
    assert max(p.end - p.start for p in paragraphs("a" * 50_000)) <= 8_000


def test_rules_are_named():
    text = f"{A}\n\nRead more"
    assert [rule for _, rule in explain(text)] == ["layout.body", "nav.more"]


EXPECTED = {
    "000_434b86cc3689339a.txt": ["body"] * 10 + ["furniture"] * 8,
    "001_068e5d5fd9c3841e.txt": ["headline"] + ["body"] * 13 + ["furniture"],
    "002_385aed60f3ff08ef.txt": ["dateline", "body", "heading", *["body"] * 3, "heading", "body", "heading", *["body"] * 5, "furniture"],
    "003_bc54bb0574fa7039.txt": ["furniture"] * 5 + ["headline"] + ["body"] * 5 + ["heading"] + ["body"] * 7 + ["furniture"] * 7,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_samples(seeds, name):
    assert [p.kind for p in paragraphs((seeds / name).read_text("utf-8"))] == EXPECTED[name]


@pytest.mark.parametrize(("name", "most"), [("agencies", 0.002), ("reuters-2017", 0.002), ("guardian-syria", 0.002)])
def test_agencies_bodies_are_hardly_ever_furniture(shared, name, most):
    lost = total = 0
    for line in (shared / "corpus" / "unlabelled" / f"{name}.jsonl").open(encoding="utf-8"):
        for p in paragraphs(json.loads(line)["text"]):
            total += p.end - p.start
            lost += p.end - p.start if p.kind == "furniture" else 0
    assert lost <= most * total
