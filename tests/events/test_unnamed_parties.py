"""Encounters of which one party, or both, cannot be resolved: an official and the words tell that the other one is official too."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

#: People who come together of whom nothing says that they are of states.
PRIVATE = [
    "Two boxers will meet",
    "The jury will meet",
    "The prosecutors met",
    "Trial lawyers will sit down",
    "The board met",
    "Bank creditors will meet",
    "Striking pilots and the airline held talks",
    "The teachers and school boards will hold a new round of talks",
    "The cardinals will meet",
    "Many bishops will hold a conference",
    "Police chiefs met",
    "The dentists held their annual conference",
    "A diabetes conference will be held",
    "The engineers will hold a summit",
    "The residents will hold a meeting",
    "German surgeons will meet",
]
#: what, text, the encounters as kind and place
CASES = [
    (
        "breakaway",
        "Moldovan President Petru Lucinschi is willing to meet the leader of breakaway Transdniestria, Oleg Barsukov, in spring.",
        [("meeting", None)],
    ),
    (
        "town",
        "Water ministers from the seven river states will meet in Vientiane on June 3.",
        [("meeting", "Vientiane")],
    ),
    ("town-of-party", "Leaders of the Liberal Party and the Farmers' Party met in Vientiane on June 3.", []),
    ("country-alone", "New talks will be held in Laos on June 3.", []),
    ("no-firm-word", "The mood at talks in Vientiane changed.", []),
    ("only-wished", "Farmers want the board to meet in Vientiane.", []),
    ("informal", "Bram Tielens, who is on a short visit to Poland, praised the town.", []),
    ("nobody", "Kinshasa, June 1 - The ministry asked the singer Bram Tielens to go to Kigali on Monday.", []),
    (
        "abroad",
        "A steering committee of the donors, among them Denmark, would meet on Friday in Nairobi, a spokesman said.",
        [("meeting", "Nairobi")],
    ),
    ("talks-with-a-movement", "Talks with the Taliban in Moscow, due on Tuesday, have been shelved.", [("meeting", "Moscow")]),
    ("met-a-movement", "Talks went on in Moscow as the engineer met with the Taliban on Tuesday.", []),
    ("at-home", "The land board of Denmark would meet on Friday in Aarhus, a spokesman said.", []),
    (
        "someone-else",
        "Kinshasa, June 1 - The two prime ministers will hold hands, and singers are expected to fly to Kigali on Monday.",
        [],
    ),
    ("aid", "Kinshasa, June 1 - The tents of the six southern states will go to Kigali on Monday.", []),
    ("received-by-one", "Prime Minister Jens Stoltenberg received him at the airport in Oslo, a day after he won the race.", []),
    ("call-from", "The goalkeeper received a telephone call of praise from French President Jacques Chirac on Friday.", []),
    ("home-of-rebels", "Moldovan President Petru Lucinschi met Defence Minister Boris Gamurari on Friday about the rebels.", []),
    ("talks-on-rebels", "Prime Minister Tony Blair and Chancellor Gordon Brown held talks on Friday on the rebels of the party.", []),
    (
        "body-and-minister",
        "IAEA Director General Mohamed ElBaradei will meet Foreign Minister Piet Zandvoort on Monday.",
        [("meeting", None)],
    ),
    ("body-and-chairman", "IAEA Director General Mohamed ElBaradei will meet bank chairman Piet Zandvoort on Monday.", []),
    ("body-and-bishop", "IAEA Director General Mohamed ElBaradei will meet Archbishop Piet Zandvoort on Monday.", []),
    ("two-presidents-of-clubs", "FIFA president Bruno Salt met UEFA president Marco Lind on Monday.", []),
    ("two-of-one-state", "Prime Minister Gordon Brown and Tony Blair met on Monday.", []),
    ("body-and-president", "IAEA Director General Mohamed ElBaradei will meet club president Piet Zandvoort on Monday.", []),
    ("body-and-judge", "IAEA Director General Mohamed ElBaradei will meet Judge Piet Zandvoort on Monday.", []),
    ("courtesy-of-a-bishop", "Archbishop Bram Tielens paid a courtesy call on Dutch Prime Minister Wim Kok.", []),
    (
        "unknown-host",
        "Portuguese Defence Minister Paulo Matos arrived in Dili on Friday. He had talks with Rui Sarmento, who holds the portfolio.",
        [("visit", "Dili"), ("meeting", None)],
    ),
    ("own-senator", "BEIJING, May 31 (Xinhua) -- U.S. President Barack Obama met Senator Bram Tielens on Friday.", []),
    ("own-minister", "PARIS, May 31 (AFP) - Japanese Prime Minister Shinzo Abe held talks with Finance Minister Taro Aso on Friday.", []),
    ("own-general", "NAIROBI, May 31 (AFP) - Salva Kiir met his army chief, Bram Tielens, on Friday.", []),
    ("factory", "TOKYO, May 31 (AFP) - North Korean leader Kim Jong Un visited a factory on Friday.", []),
    ("unknown-at-home", "ACCRA, May 31 (AFP) - Ghanaian Foreign Minister Hanna Tetteh met Kwesi Ofori on Friday.", []),
    ("flown-in", "ACCRA, May 31 (AFP) - Liberian Foreign Minister Monie Captan flew in on Friday.", [("visit", None)]),
    ("about-a-state", "A conference on Laos will be held in Geneva on June 3.", [("meeting", "Geneva")]),
    ("stay-of-years", "Canadian Foreign Minister Chrystia Freeland said that no help would come while she was in Syria.", []),
    ("home", "U.S. Senator John McCain has returned to his home state of Arizona, his office said on Sunday.", []),
    ("request-to-meet", "The government of Sweden has received a request from NATO, which we are willing to meet.", []),
    ("firm-and-governments", "The carmaker Volvo is holding talks with partner European governments on Monday.", []),
    ("rebels-assemble", "The Taliban refused to assemble at Kunduz, citing the presence of troops there.", []),
    ("mediator", "Both sides spoke well of the peace talks in Mombasa. The government of Ethiopia is currently mediating the talks.", []),
    ("goodwill", "UNICEF goodwill ambassador Ann Rowe visited Jordan on Monday.", []),
    ("about-potatoes", "A conference on Peru and its potatoes will be held in Geneva on June 3.", []),
    ("about-wine-of-a-state", "A conference on Chile wines will be held in Geneva on June 3.", []),
    ("ministers-together", "The foreign ministers of the region met in Vientiane on June 3.", [("meeting", "Vientiane")]),
    ("states-of-a-name", "Swimmers of the United States and of Nations House will meet in Leicester on June 3.", []),
    ("business-of-states", "Investors from seven countries will meet in Vientiane on June 3.", []),
    (
        "business-behind",
        "A conference on the truce in the wood industry will be held in Vientiane on June 3. The conference lasts two days.",
        [],
    ),
    (
        "business-told-before",
        "A conference of suppliers of the wood industry will be held in Vientiane on June 3. The conference will end the truce.",
        [],
    ),
    ("swimmers-abroad", "A board of swimmers, among them Denmark, would meet on Friday in Nairobi, a spokesman said.", []),
    ("diplomat-at-home", "The ministry asked the Dutch diplomat Bram Tielens to go to Rotterdam on Monday.", []),
    ("visit-on-days", "Montenegrin President Filip Vujanovic, who is on an official visit to June 5, praised the town.", [("visit", None)]),
    ("official-visit", "Mr Tielens is on an official visit to Poland for his firm.", []),
    ("mission-of-a-doctor", "Dr Ann Rowe led a team to Luanda in May to treat the sick.", []),
    ("mission-of-farmers", "Farm leader Bram Tielens led a delegation to Luanda on Monday.", []),
    ("mission-of-a-singer", "Singer Bram Tielens led a mission to Luanda on Monday.", []),
    ("brand", "Brand ambassador Bram Tielens flew to Kigali on Monday to open a shop.", []),
    ("union", "Union negotiator Bram Tielens flew to Kigali on Monday.", []),
    ("hostages", "Hostage negotiator Bram Tielens flew to Kigali on Monday.", []),
    ("invitation", "The senator repeated his invitation to the coach to visit Vietnam this year.", []),
    ("legislators", "State legislators travelled to Kigali on Monday.", []),
    ("lawmakers", "Michigan lawmakers were to travel to Lansing on Monday.", []),
    (
        "ministers-and-singer",
        "Kinshasa, June 1 - The foreign ministers left the hall and the singer will go to Kigali on Monday.",
        [],
    ),
    *[(words.split()[1], f"{words} in Zurich on Saturday.", []) for words in PRIVATE],
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_unnamed(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = timeline.extract([timeline.Document(doc_id="d", text=text, published=dt.date(2002, 6, 1))], cache=False)
    told = [(e.kind.value, e.place.name if e.place else None) for e in found.events if e.kind.value in ("meeting", "call", "visit")]
    assert told == wanted


NEARBY = [
    ("commission", "The Polish-Ukrainian border commission finished its ninth session in Lviv on Friday.", ["Poland", "Ukraine"]),
    (
        "lawmakers",
        (
            "On Tuesday a joint group of 12 US lawmakers, all supporters of trade with Laos, were to leave for Vientiane"
            " to meet with top Lao officials."
        ),
        ["United States"],
    ),
    ("troops", "On Tuesday a joint group of 12 US soldiers, all friends of trade with Laos, were to leave for Vientiane to rest.", None),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Croatian President Ivana Horvat will visit Israel from June 19 to 21. She will meet President Moshe Adler. "
            "Adler visited Zagreb last year.",
            ["Ivana Horvat", "Ivana Horvat, Moshe Adler", "Moshe Adler"],
            id="president",
        ),
        pytest.param(
            "Mediators Carl Nilsson and Tomas Vega will travel to Nicosia next week to meet Cypriot President Andreas Michael.",
            ["Andreas Michael, Carl Nilsson, Tomas Vega", "Carl Nilsson, Tomas Vega"],
            id="mediators",
        ),
    ],
)
def test_visitors_and_their_hosts(text: str, wanted: list[str]) -> None:
    found = timeline.extract(timeline.Document(text=text, published="2018-06-14"), cache=False, merge=False).encounters
    assert sorted(", ".join(p.name for p in e.participants) for e in found) == wanted


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in NEARBY], ids=[c[0] for c in NEARBY])
def test_those_before(text: str, wanted: list[str] | None) -> None:
    found = timeline.extract([timeline.Document(doc_id="d", text=text, published=dt.date(2002, 6, 1))], cache=False)
    told = [[a.name for a in e.participants] for e in found.events if e.kind.value in ("meeting", "visit")]
    assert told == ([] if wanted is None else [wanted])
