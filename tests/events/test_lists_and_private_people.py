"""Who stands in a list of people, and who takes part in nothing: whole sentences, from text to events."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

LISTED = [
    (
        "his-secretary",
        "Finnish President Tarja Halonen met the US president, George W. Bush, and his secretary of state, Condoleezza Rice, in Helsinki.",
        {"Tarja Halonen", "George W. Bush", "Condoleezza Rice"},
    ),
    (
        "behind-an-apposition",
        (
            "Cuban Foreign Minister Felipe Perez Roque held talks with Thongloun Sisoulith, a member of the party's central committee, "
            "and Lao President Choummaly Sayasone."
        ),
        {"Felipe Pérez Roque", "Thongloun Sisoulith", "Choummaly Sayasone"},
    ),
    (
        "whose-they-are",
        "Putin told reporters as he hosted Kazakhstan's Nursultan Nazarbayev and Turkey's Ahmet Necdet Sezer in Sochi on Monday.",
        {"Vladimir Putin", "Nursultan Nazarbayev", "Ahmet Necdet Sezer"},
    ),
    (
        "ministers-at-a-ministerial-meeting",
        "Peruvian Foreign Minister Jose Garcia Belaunde will attend the 18th APEC Ministerial Meeting in Hanoi on Nov. 15.",
        {"Asia-Pacific Economic Cooperation", "Jose Garcia Belaunde"},
    ),
    (
        "attends-what-is-between-sides",
        "Indonesian President Susilo Bambang Yudhoyono will attend the second summit between Indonesia and the African Union in Cairo.",
        {"African Union", "Susilo Bambang Yudhoyono"},
    ),
    (
        "presides",
        (
            "Algerian Prime Minister Abdelaziz Belkhadem came to Tunis to preside over the joint committee meeting with his Tunisian "
            "counterpart Mohamed Ghannouchi."
        ),
        {"Abdelaziz Belkhadem", "Mohamed Ghannouchi"},
    ),
    (
        "opened-by",
        "IMF chief Rodrigo de Rato will attend the Lusaka ministerial meeting which will be opened by Zambian President Levy Mwanawasa.",
        {"Rodrigo Rato", "Levy Mwanawasa"},
    ),
    (
        "present-were",
        "Present at the talks in Doha on Monday were Qatari Foreign Minister Hamad bin Jassim and Saudi Foreign Minister Saud al-Faisal.",
        {"Hamad bin Jassim", "Saud al-Faisal"},
    ),
    (
        "among-the-leaders-who-attend",
        "Russian President Vladimir Putin is among the leaders expected to attend the APEC summit in Hanoi.",
        {"Asia-Pacific Economic Cooperation", "Vladimir Putin"},
    ),
    (
        "brought-together",
        (
            "The talks in Vienna on Monday brought together Javier Solana, the EU's foreign policy chief, and Ali Larijani, Iran's "
            "top nuclear negotiator."
        ),
        {"Ali Larijani", "Javier Solana"},
    ),
    (
        "as-well-as",
        "US envoy Christopher Hill met in Beijing with his North Korean counterpart, Kim Kye-gwan, as well as Chinese envoy Wu Dawei.",
        {"Christopher R. Hill", "Kim Kye-gwan", "Wu Dawei"},
    ),
    (
        "chief-of-a-body",
        "The NATO chief will meet Putin in Moscow on Friday.",
        {"Jaap de Hoop Scheffer", "Vladimir Putin"},
    ),
    (
        "countries-of-ministers",
        (
            "Chinese Foreign Minister Li Zhaoxing wants better ties. Japanese Foreign Minister Taro Aso agrees. Negotiators from the "
            "two countries will meet in Beijing on Friday."
        ),
        {"China", "Japan"},
    ),
    (
        "a-region-and-a-state",
        "Asian and Swedish ministers met in Manila on Monday.",
        {"Asian ministers", "Sweden"},
    ),
    (
        "a-state-of-two-words",
        "The Lesotho-South Africa talks in Maseru were put off on Monday.",
        {"Lesotho", "South Africa"},
    ),
    (
        "given-name-and-month",
        "French minister Claude Morel met Polish ambassador Jan Nowak in Paris on Jan 5.",
        {"Claude Morel", "Jan Nowak"},
    ),
]
ALONE = [
    ("another-clause", "Bush met German Chancellor Angela Merkel, and French President Jacques Chirac praised their talks.", "Chirac"),
    ("glad-that-another-comes", "Merkel is glad that Putin will attend the APEC summit in Hanoi.", "Merkel"),
    ("an-aide-of-hers", "Bush met German Chancellor Angela Merkel, and Vladimir Putin's aide stayed away.", "Putin"),
]
NOTHING = [
    ("league", "League commissioner Ray Conti met executive director Ann Lowe in New York on Monday."),
    ("tour-of-a-team", "Two bowlers pulled out of England's winter tour to Pakistan."),
    ("idiom", "Here is where Iran came in, with gas for Doha."),
    ("troops", "The French military, she wrote, had come here to hunt pirates."),
    ("mission-that-stays", "As the Italian mission in Lebanon goes on, the army needs more helicopters."),
    ("lawyer", "Russian lawyer Irina Belova met Donald Trump's son. Belova visited Washington in May."),
    ("opponent-at-home", "Russian opposition leader Pavel Sorin was headed for Moscow on Thursday when he fell ill."),
    ("rebels-and-an-engineer", "The engineer left for Beirut on 18 August and met up with Hezbollah."),
    ("university", "Iraqi Prime Minister Nouri al-Maliki spoke during his visit to the university on Tuesday."),
    ("pope-goes-home", "Pope Benedict XVI returned to Italy in the evening."),
    (
        "ties-between",
        "On Monday Bush asked the judge in an Oval Office meeting to end an inquiry into ties between Ann Lowe and Russia.",
    ),
]


def encounters(text: str) -> list[tuple[str, set[str]]]:
    """Kind and participants of each encounter that a text of 28 November 2006 tells."""
    document = timeline.Document(text=text, published=dt.date(2006, 11, 28))
    return [(e.kind.value, {a.name for a in e.participants}) for e in timeline.extract(document, cache=False, merge=False).encounters]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in LISTED], ids=[c[0] for c in LISTED])
def test_everybody_in_the_list_takes_part(text: str, wanted: set[str]) -> None:
    """The meeting has exactly these participants."""
    told = encounters(text)
    assert ("meeting", wanted) in told, told


@pytest.mark.parametrize(("text", "name"), [c[1:] for c in ALONE], ids=[c[0] for c in ALONE])
def test_whoever_does_something_else_is_not_in_the_list(text: str, name: str) -> None:
    """A name behind "and" with a verb or a thing of its own is no member of the list before."""
    told = encounters(text)
    assert told
    assert not any(name in who for _, people in told for who in people)


@pytest.mark.parametrize("text", [c[1] for c in NOTHING], ids=[c[0] for c in NOTHING])
def test_no_event_without_an_official_abroad(text: str) -> None:
    """Clubs, teams, troops, lawyers, and officials at home yield nothing."""
    assert not encounters(text)


def test_a_tour_of_three_states_has_one_traveller() -> None:
    """The states of a "three-nation tour" are where it leads, not who travels."""
    text = "Egyptian President Hosni Mubarak left Astana on Thursday. His three-nation tour also included Russia and China."
    assert all(people == {"Hosni Mubarak"} for kind, people in encounters(text) if kind == "visit")


def test_whoever_sends_officials_stays_at_home() -> None:
    """The officials whom a president sends travel, not he."""
    assert ("visit", {"Chile"}) in encounters("Chilean President Michelle Bachelet sent officials to Lima last week to discuss the border.")


def test_who_calls_for_a_bodys_meeting_is_not_there() -> None:
    """A council's meeting is held by the council, whoever calls for it."""
    told = encounters("Syrian leader Bashar al-Assad called for an emergency Security Council meeting in Geneva.")
    assert told == [("meeting", {"UN Security Council"})]


def test_who_calls_a_visit_a_success_does_not_travel() -> None:
    """Who calls a visit something speaks of it; who calls it off would have travelled."""
    told = encounters("Chinese Deputy Minister Zhao Ming called the visit to Slovakia a success on Monday. Hu Jintao was there.")
    assert not any("Zhao Ming" in people for _, people in told)
    assert ("visit", {"Vladimir Putin"}) in encounters("Russian President Vladimir Putin called off a visit to Japan on Monday.")


def test_the_pope_is_no_other_head_of_state() -> None:
    """ "The Pope" is whoever is pope, not the president named before."""
    told = encounters("Fidel Castro spoke on Monday. The risk is that the Pope's visit to Havana will change people.")
    assert ("visit", {"Benedict XVI"}) in told


def test_what_is_quoted_meets_nobody() -> None:
    """Who does something inside a quotation is not who meets outside it."""
    text = 'Blair was firm, saying "Chad has been the place to see" after meeting Angela Merkel in Vienna.'
    assert not any("Chad" in people for _, people in encounters(text))


def test_the_head_of_a_wing_acts_for_the_body() -> None:
    """ "Deputy chair of the political arm of the SDF" acts for the SDF."""
    text = "Elham Karim, a deputy chair of the political arm of the Syrian Democratic Forces, is visiting Paris."
    assert ("visit", {"Elham Karim"}) in encounters(text)


def test_a_premier_is_no_chancellor() -> None:
    """ "The chancellor" is not the former prime minister named before."""
    text = "Then prime minister Margaret Thatcher won it in 1984. Angela Merkel came. The chancellor met Jacques Chirac in Paris on Friday."
    assert ("meeting", {"Angela Merkel", "Jacques Chirac"}) in encounters(text)


def test_a_counterpart_has_the_office() -> None:
    """ "His Libyan counterpart, X" is "the Libyan head of government" of the next sentence."""
    text = (
        "Danish Prime Minister Lars Holm met his Libyan counterpart, Omar Sabri, in Oslo on Friday. The Libyan head of government "
        "arrived in Oslo on Thursday."
    )
    assert ("visit", {"Omar Sabri"}) in encounters(text)


def test_a_namesake_of_another_time() -> None:
    """Somebody whose first office began long after the day is not meant by a like name."""
    told = encounters("Ukrainian officials met former spy Alexander Litvinenko and Russian envoy Boris Petrov in London on Monday.")
    assert not any("Oleksandr Litvinenko" in people for _, people in told)
