"""Groups of a region, "the ministers" of a body named before, and talks of which the words name an organisation only."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

CASES = [
    ("leaders", "French President Jacques Chirac met African leaders in Bamako on Saturday.", [["African leaders", "Jacques Chirac"]]),
    (
        "no-americans",
        "South American leaders met Spanish Prime Minister Jose Luis Rodriguez Zapatero in Madrid on Monday.",
        [["José Luis Rodríguez Zapatero", "South American leaders"]],
    ),
    ("compound", "The king opened a Franco-African summit in Rabat on Saturday.", [["African leaders", "France"]]),
    (
        "two-regions",
        "European and Asian leaders met in Helsinki on Monday.",
        [["Asian leaders", "European leaders"]],
    ),
    (
        "one-group",
        "Arab foreign ministers met in Cairo on Sunday. The meeting of Arab ministers ended without a statement.",
        [["Arab foreign ministers"]],
    ),
    (
        "named-members",
        "Asian countries, including Japan, Thailand, Malaysia and Vietnam, held talks in Manila on Monday.",
        [["Japan", "Malaysia", "Thailand", "Vietnam"]],
    ),
    ("of-the-union", "European leaders met in Brussels on Friday. The EU has no budget.", [["European Union"]]),
    (
        "the-ministers",
        "EU finance ministers failed to agree on Tuesday. The ministers met in Brussels for four hours.",
        [["European Union"]],
    ),
    (
        "the-leaders",
        "African leaders gathered in Nouakchott on Monday. The leaders met French President Emmanuel Macron on Tuesday.",
        [["African leaders"], ["African leaders", "Emmanuel Macron"]],
    ),
    (
        "the-foreign-ministers",
        "Egyptian Foreign Minister Ahmed Aboul Gheit and Greek Foreign Minister Dora Bakoyannis spoke. The foreign ministers meet soon.",
        [["Ahmed Aboul Gheit", "Dora Bakoyannis"]],
    ),
    ("mediator", "UN envoy Hans Vermeer will hold talks in Geneva on Friday.", [["Hans Vermeer"]]),
    (
        "of-its-ministers",
        "Arab League chief Amr Moussa called for an emergency meeting of foreign ministers next Sunday.",
        [["Amr Moussa"]],
    ),
    ("here", "The EU has come under pressure at World Trade Organization talks here.", [["World Trade Organization"]]),
    ("countries-as-such", "Arab countries are rich in oil.", []),
    ("alone", "UN envoy Hans Vermeer met reporters in Geneva on Friday.", []),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_meetings(text: str, wanted: list[list[str]]) -> None:
    """The meetings that a sentence tells have these participants."""
    document = timeline.Document(text=text, published=dt.date(2006, 12, 5))
    found = timeline.extract(document, cache=False, merge=False).encounters
    assert [[a.name for a in e.participants] for e in found if e.kind.value == "meeting"] == wanted
