"""Turns of transcripts and posts of accounts: whose words they are, and who takes part in what they tell."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

LAVROV = "Sergey Lavrov"
POMPEO = "Mike Pompeo"
CASES = [
    pytest.param(
        "SECRETARY POMPEO: I met with Foreign Minister Lavrov in Sochi yesterday.", {("meeting", f"{POMPEO}; {LAVROV}", 23)}, id="i"
    ),
    pytest.param(
        "PRESIDENT MACRON: We met with President Putin in Versailles yesterday.",
        {("meeting", "Emmanuel Macron; Vladimir Putin", 23)},
        id="we",
    ),
    pytest.param("MS. NAUERT: I met with Foreign Minister Lavrov in Sochi yesterday.", set(), id="whoever-only-speaks"),
    pytest.param(
        "MS. NAUERT: Secretary Pompeo met Russian Foreign Minister Sergey Lavrov in Washington yesterday.\n\nQUESTION: And next?\n\n"
        "MS. NAUERT: The Secretary will meet Foreign Minister Lavrov in Moscow on Friday. He spoke by phone with Turkish Foreign Minister "
        "Mevlut Cavusoglu this morning.",
        {("meeting", f"{POMPEO}; {LAVROV}", 23), ("meeting", f"{POMPEO}; {LAVROV}", 27), ("call", f"Mevlüt Çavuşoğlu; {POMPEO}", 24)},
        id="the-secretary",
    ),
    pytest.param(
        "SECRETARY POMPEO: I met with Foreign Minister Lavrov in Sochi yesterday. He spoke by phone with Turkish Foreign Minister Mevlut "
        "Cavusoglu this morning.",
        {("meeting", f"{POMPEO}; {LAVROV}", 23), ("call", f"Mevlüt Çavuşoğlu; {LAVROV}", 24)},
        id="he-is-not-who-speaks",
    ),
    pytest.param(
        "@SecPompeo · Jul 20, 2018: Great meeting with Turkish Foreign Minister @MevlutCavusoglu in Ankara today.",
        {("meeting", f"Mevlüt Çavuşoğlu; {POMPEO}", 20)},
        id="great-meeting",
    ),
    pytest.param(
        "Mike Pompeo (@SecPompeo): Just met with Foreign Minister Lavrov in Sochi yesterday.",
        {("meeting", f"{POMPEO}; {LAVROV}", 23)},
        id="just-met",
    ),
    pytest.param(
        "Emmanuel Macron @EmmanuelMacron Jul 19 Spoke by phone with President Putin this morning.",
        {("call", "Emmanuel Macron; Vladimir Putin", 19)},
        id="spoke",
    ),
    pytest.param(
        "@SecPompeo · Jul 20, 2018: Honored to host Foreign Minister Lavrov in Washington today.\n\nPresident Macron met President "
        "Putin in Paris yesterday.",
        {("meeting", f"{POMPEO}; {LAVROV}", 20), ("meeting", "Emmanuel Macron; Vladimir Putin", 23)},
        id="behind-a-post",
    ),
    pytest.param(
        "@realDonaldTrump · Jul 10, 2018: I look forward to meeting with President Putin in Helsinki on Monday!",
        {("meeting", "Donald Trump; Vladimir Putin", 16)},
        id="look-forward",
    ),
    pytest.param(
        "@SecPompeo · Jul 20, 2018: Looking forward to meeting Foreign Minister Lavrov in Moscow tomorrow.",
        {("meeting", f"{POMPEO}; {LAVROV}", 21)},
        id="looking-forward",
    ),
    pytest.param("Vladimir Putin: Talks with Iran in Sochi continued yesterday.", set(), id="not-his-talks"),
    pytest.param("THE PRESIDENT: I met with President Macron in Paris yesterday.", set(), id="no-name-in-the-label"),
    pytest.param("Note: We met with Foreign Minister Lavrov in Sochi yesterday.", set(), id="no-label-of-somebody"),
    pytest.param("@eucopresident · Jul 19, 2018: Spoke with President Putin by phone this morning.", set(), id="nobody"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_turn(text: str, expected: set[tuple[str, str, int]]) -> None:
    found = timeline.extract(timeline.Document(text=text, published=dt.date(2018, 7, 24)), cache=False, merge=False).encounters
    got = {(e.kind.value, "; ".join(p.name for p in e.participants), e.start.day if e.start else None) for e in found}
    assert got == expected
    assert all("@" not in p.name for e in found for p in e.participants)
