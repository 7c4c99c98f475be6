"""Offices with a post or a field before the name, whoever is sent, and the people of an organisation who travel."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

CASES = [
    (
        "ambassador-to",
        "British ambassador to Kenya Anne Holt met Russian Foreign Minister Sergei Lavrov on Monday.",
        ("meeting", ["Anne Holt", "Sergey Lavrov"]),
    ),
    (
        "envoy-in",
        "Violence erupted as US envoy in Sudan Mark Rowell talked to all sides.\n\nRowell met Kenyan President Mwai Kibaki on Monday.",
        ("meeting", ["Mark Rowell", "Mwai Kibaki"]),
    ),
    (
        "envoy-to-a-region",
        "EU special envoy to the Middle East Hans Vermeer met Israeli Prime Minister Ehud Olmert on Monday.",
        ("meeting", ["Ehud Olmert", "Hans Vermeer"]),
    ),
    (
        "minister-for-a-field",
        "Norwegian Deputy Foreign Minister for Arctic Affairs Helga Lund met Russian officials in Murmansk on Tuesday.",
        ("meeting", ["Helga Lund", "Russia"]),
    ),
    ("sent", "Peru sent Deputy Minister Rafael Soto to Quito on Monday.", ("visit", ["Rafael Soto"])),
    (
        "delegations",
        "Delegations from North and South Korea met at the border village of Panmunjom on Monday.",
        ("meeting", ["North Korea", "South Korea"]),
    ),
    (
        "troika",
        "Kazakh President Nursultan Nazarbayev's meeting with the visiting EU troika ended on Monday.",
        ("meeting", ["European Union", "Nursultan Nazarbayev"]),
    ),
    ("plus", "Talks between Iran and the P5+1 powers will be held in Almaty on Friday.", ("meeting", ["Iran", "P5+1"])),
    ("delegation-of-a-body", "A NATO delegation arrived in Tbilisi on Monday.", ("visit", ["North Atlantic Treaty Organization"])),
    ("team-from-a-body", "A team from the African Union arrived in Kampala on Monday.", ("visit", ["African Union"])),
    (
        "head-of-a-body",
        "Visiting UN Secretary General Ban Ki-moon said on Monday that the plan would go ahead.",
        ("visit", ["Ban Ki-moon"]),
    ),
    (
        "met-visiting",
        "Thai Prime Minister Samak Sundaravej met visiting Chinese Vice Premier Wu Yi on Monday.",
        ("meeting", ["Samak Sundaravej", "Wu Yi"]),
    ),
    (
        "governor-of",
        "Lin Wei, governor of Hainan Province, met Sudanese President Omar al-Bashir on Monday.",
        ("meeting", ["Lin Wei", "Omar al-Bashir"]),
    ),
    (
        "two-family-names",
        "Polish envoy Maria Nowak-Kowalska was in Riga. Nowak-Kowalska met Latvian Prime Minister Ivars Godmanis on Monday.",
        ("meeting", ["Ivars Godmanis", "Maria Nowak-Kowalska"]),
    ),
    (
        "he-of-an-office",
        "Polish Foreign Minister Radoslaw Sikorski came.\n\nThe minister hailed talks with Samak.\n\nHe met Thai envoy Noppadon Pattama.",
        ("meeting", ["Noppadon Pattama", "Radosław Sikorski"]),
    ),
    (
        "after-an-apposition",
        "Yemen's president, Ali Abdullah Saleh, and the king of Jordan met in Jeddah on Monday.",
        ("meeting", ["Abdullah II", "Ali Abdullah Saleh"]),
    ),
    (
        "between-and-visiting",
        "Talks between Vietnamese leaders and visiting Lao President Choummaly Sayasone were held in Hanoi on Monday.",
        ("meeting", ["Choummaly Sayasone", "Vietnam"]),
    ),
    (
        "led-by",
        "Israeli negotiators led by Tzipi Livni met a Palestinian team headed by Ahmed Qurei on Monday.",
        ("meeting", ["Ahmed Qurei", "Tzipi Livni"]),
    ),
    (
        "a-second-article",
        "The Syrian and the Saudi foreign ministers met in Cairo on Monday.",
        ("meeting", ["Saud al-Faisal", "Walid Muallem"]),
    ),
    (
        "council-of-a-body",
        "Members of the African Union's Peace and Security Council met in Addis Ababa on Monday.",
        ("meeting", ["AU Peace and Security Council"]),
    ),
    (
        "office-of-a-body",
        "Ukraine signed a charter with NATO. The alliance's secretary general met Ukrainian President Viktor Yushchenko in Kiev on Monday.",
        ("meeting", ["Jaap de Hoop Scheffer", "Viktor Yushchenko"]),
    ),
]
NONE = [
    ("mission", "The UN mission in Liberia said it would stay."),
    ("body-itself", "NATO went to Afghanistan with a plan."),
]


def _encounters(text: str, kind: str) -> list[list[str]]:
    document = timeline.Document(text=text, published=dt.date(2008, 5, 20))
    found = timeline.extract(document, cache=False, merge=False).encounters
    return [[a.name for a in e.participants] for e in found if e.kind.value == kind]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_sentence(text: str, wanted: tuple[str, list[str]]) -> None:
    """The only encounter of that kind has these participants."""
    kind, names = wanted
    assert _encounters(text, kind) == [names]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_no_visit(text: str) -> None:
    """A mission that stays and an organisation that acts are no visits."""
    assert _encounters(text, "visit") == []


def test_a_long_chain_of_pronouns() -> None:
    """A report in which every paragraph begins with "He" is read to its end."""
    first, last = "Polish Foreign Minister Radoslaw Sikorski came.", "\n\nHe met Thai envoy Noppadon Pattama."
    text = first + "\n\nHe met reporters in Riga." * 600 + last
    assert len(_encounters(text, "meeting")) <= 1
