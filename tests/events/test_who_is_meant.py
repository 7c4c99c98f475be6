"""Whom "him", "the two" and other words that name nobody mean, and who takes part by them."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

Told = list[tuple[str, list[str]]]


def told(text: str, published: str = "2014-05-14") -> Told:
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, [p.name for p in e.participants]) for e in found]


KERRY_AND_LAVROV = ("meeting", ["John Kerry", "Sergey Lavrov"])
CASES = [
    pytest.param(
        "The Qatari emir left for home on Monday. In Tunis he met Prime Minister Mehdi Jomaa.",
        [("meeting", ["Mehdi Jomaa", "Tamim bin Hamad Al Thani"])],
        id="he-is-an-office-that-left",
    ),
    pytest.param(
        "Iranian negotiators met representatives of the six powers in Geneva on Monday.",
        [("meeting", ["Iran", "P5+1"])],
        id="six-powers",
    ),
    pytest.param(
        "Togo and Ghana had quarrelled for years, but the leaders of the two countries met in Oslo on Friday.",
        [("meeting", ["Ghana", "Togo"])],
        id="leaders-of-the-two-countries",
    ),
    pytest.param(
        "Robert Mugabe flew to Lusaka on Monday to confer with the presidents of the other front-line states.",
        [("visit", ["Robert Mugabe"]), ("meeting", ["Robert Mugabe", "Zambia"])],
        id="presidents-of-other-states",
    ),
    pytest.param(
        "Canadian negotiators led by Ann Rowe met Mexican officials in Oslo on Monday.",
        [("meeting", ["Ann Rowe", "Mexico"])],
        id="negotiators-led-by",
    ),
    pytest.param(
        "Ukrainian officials and pro-Russian separatists met in Minsk on Monday.",
        [("meeting", ["Ukraine", "pro-Russian separatists"])],
        id="rebels-without-a-name",
    ),
    pytest.param(
        "Qatari mediators hosted talks between the Afghan government and the Taliban on Monday. The two sides met again on Tuesday.",
        [("meeting", ["Afghanistan", "Qatar", "Taliban"]), ("meeting", ["Afghanistan", "Taliban"])],
        id="two-sides-and-no-host",
    ),
    pytest.param(
        "Omani envoy Sheikh Tamim bin Saif met Finnish President Sauli Niinisto. Sheikh Tamim flew to Oslo on Tuesday.",
        [("visit", ["Tamim bin Saif"]), ("meeting", ["Sauli Niinistö", "Tamim bin Saif"])],
        id="not-the-emir-of-the-tables",
    ),
    pytest.param(
        "A delegation of the African Development Bank arrived in Lusaka. The delegation met Finance Minister Ruth Phiri.",
        [("meeting", ["African Development Bank", "Ruth Phiri"]), ("visit", ["African Development Bank"])],
        id="delegation-of-a-body",
    ),
    pytest.param(
        "Omani envoy Sheikh Hamad bin Salim Al Harthy met Finnish President Sauli Niinisto. Sheikh Hamad then met Angela Merkel.",
        [("meeting", ["Hamad bin Salim Al Harthy", "Sauli Niinistö"]), ("meeting", ["Angela Merkel", "Hamad bin Salim Al Harthy"])],
        id="by-the-given-name-behind-sheikh",
    ),
    pytest.param(
        "Finland hosted talks between Myanmar's junta and the opposition leader Aung San Suu Kyi in Helsinki.",
        [("meeting", ["Aung San Suu Kyi", "Finland", "Myanmar"])],
        id="no-state-of-an-opposition-leader",
    ),
    pytest.param(
        "The president of the European Commission visited Lima. José Manuel Barroso also spoke there.",
        [("visit", ["José Manuel Barroso"])],
        id="president-of-the-commission",
    ),
    pytest.param(
        "Sergei Lavrov flew to Doha on Monday. Foreign Minister Khalid al-Attiyah received him at the airport.",
        [("meeting", ["Khalid al-Attiyah", "Sergey Lavrov"]), ("visit", ["Sergey Lavrov"])],
        id="him-is-not-who-receives-him",
    ),
    pytest.param(
        "John Kerry landed in Tallinn. The president, Toomas Hendrik Ilves, who was to have met him on Tuesday, fell ill.",
        [("visit", ["John Kerry"]), ("meeting", ["John Kerry", "Toomas Hendrik Ilves"])],
        id="him-is-not-who-was-to-meet-him",
    ),
    pytest.param(
        (
            "Arab League envoy Karim Benali landed in Beirut on Monday. The Tunisian diplomat met Lebanese President Michel Suleiman "
            "on Tuesday."
        ),
        [("visit", ["Karim Benali"]), ("meeting", ["Karim Benali", "Michel Suleiman"])],
        id="diplomat-of-an-organisation",
    ),
    pytest.param(
        "UN envoy Karim Benali spoke in Geneva of Russia. The Russian diplomat met Lebanese President Michel Suleiman on Tuesday.",
        [("meeting", ["Michel Suleiman", "Russia"])],
        id="diplomat-of-a-state-that-is-told-of",
    ),
    pytest.param(
        "Finnish Foreign Minister Aino Salmela is home again. She has waited for Sergei Lavrov. The minister arrived in Oslo on Monday.",
        [("visit", ["Aino Salmela"])],
        id="minister-whom-the-text-calls-so",
    ),
    pytest.param(
        "Vladimir Putin said Angela Merkel would meet him in Sochi on Friday.",
        [("meeting", ["Angela Merkel", "Vladimir Putin"])],
        id="him-is-who-says-so",
    ),
    pytest.param(
        "John Kerry and Sergei Lavrov flew home, silent about Laurent Fabius and William Hague. The two will meet in Oslo on Friday.",
        [KERRY_AND_LAVROV],
        id="the-two-are-one-subject",
    ),
    pytest.param(
        "John Kerry phoned Sergei Lavrov on Monday. Angela Merkel said the two would meet in Oslo on Friday.",
        [("call", ["John Kerry", "Sergey Lavrov"]), KERRY_AND_LAVROV],
        id="the-two-are-not-who-tells-of-them",
    ),
    pytest.param(
        "Vice-Admiral Olaf Brenner of Germany met Estonian officials in Tallinn on Monday.",
        [("meeting", ["Estonia", "Olaf Brenner"])],
        id="rank-with-a-hyphen",
    ),
    pytest.param(
        "Kenyan Major-General (Rtd) Peter Wafula met Ugandan officials in Kampala on Monday.",
        [("meeting", ["Peter Wafula", "Uganda"])],
        id="rank-with-a-note",
    ),
    pytest.param(
        "Oman's Foreign Minister Yusuf bin Sultan Al Harthy met Iranian officials in Muscat on Monday.",
        [("meeting", ["Iran", "Yusuf bin Sultan Al Harthy"])],
        id="son-of-somebody-who-bears-a-title",
    ),
    pytest.param(
        "King Salman bin Abdulaziz Al Saud met Egyptian officials in Jeddah on Monday.",
        [("meeting", ["Egypt", "Salman bin Abdulaziz Al Saud"])],
        id="known-by-less-than-his-name",
    ),
    pytest.param(
        "Vietnamese Vice President Le Van Dat gave a dinner in Hanoi for Sok Chan, Second Vice President of the Cambodian Senate.",
        [("meeting", ["Le Van Dat", "Sok Chan"])],
        id="second-vice-president",
    ),
    pytest.param("An inter-Korean meeting opened in Kaesong on Monday.", [("meeting", ["North Korea", "South Korea"])], id="inter-korean"),
    pytest.param("Inter-Korean talks opened in Kaesong on Monday.", [("meeting", ["North Korea", "South Korea"])], id="inter-korean-first"),
    pytest.param(
        "Lima's own envoy, Jorge Salas, arrived in Quito on Monday.",
        [("visit", ["Jorge Salas"])],
        id="own-envoy",
    ),
    pytest.param(
        "The UN human rights rapporteur for Belarus, Miklos Varga, flew to Minsk on Monday.",
        [("visit", ["Miklos Varga"])],
        id="rapporteur",
    ),
    pytest.param(
        "Colombo blamed the Tamil Tigers for the blast. The Tigers and Sri Lankan officials met in Oslo on Monday.",
        [("meeting", ["Liberation Tigers of Tamil Eelam", "Sri Lanka"])],
        id="movement-by-the-end-of-its-name",
    ),
    pytest.param(
        "Sri Lankan officials cheered the Bengal Tigers, as the Tamil Tigers did. The Tigers and Indian officials met in Oslo on Monday.",
        [],
        id="other-tigers",
    ),
    pytest.param(
        "The Tigers and Indian officials met in Oslo on Monday. Colombo has banned the Tamil Tigers.",
        [],
        id="tigers-before-the-movement-is-named",
    ),
    pytest.param(
        "Philippine officials and Muslim separatists held talks in Penang on Monday. MILF chairman Hamid Dimas stayed at home.",
        [("meeting", ["Moro Islamic Liberation Front", "Philippines"])],
        id="movement-of-its-chairman",
    ),
    pytest.param(
        "Georgian President Eduard Shevardnadze met the leader of breakaway Abkhazia, Beslan Kvarch, on Monday.",
        [("meeting", ["Beslan Kvarch", "Eduard Shevardnadze"])],
        id="leader-of-a-breakaway-land",
    ),
    pytest.param(
        "Peru and Chile agreed that their foreign ministers would meet in Quito on Friday.",
        [("meeting", ["Foreign Minister of Peru", "Heraldo Muñoz"])],
        id="their-ministers",
    ),
    pytest.param(
        "African Union envoy Moussa Diallo spoke in Cairo. The Malian mediator then met President Omar al-Bashir in Khartoum.",
        [("meeting", ["Mali", "Omar al-Bashir"])],
        id="no-envoy-s-nationality-is-guessed",
    ),
    pytest.param(
        "Laurent Fabius and Philip Hammond met Petro Poroshenko in Kiev.\n\nThe two will see Donald Tusk in Warsaw on Friday.",
        [
            ("meeting", ["Laurent Fabius", "Petro Poroshenko", "Philip Hammond"]),
            ("meeting", ["Donald Tusk", "Laurent Fabius", "Philip Hammond"]),
        ],
        id="the-two-of-the-paragraph-before",
    ),
    pytest.param(
        "Iran's deputy foreign minister, Hamid Safavi, said he had been received by the prime minister in Lahore on Monday.",
        [("meeting", ["Hamid Safavi", "Pakistan"])],
        id="received-by-another-states-premier",
    ),
    pytest.param(
        "Portuguese Foreign Minister Pedro Pires de Almeida met Peruvian officials in Lima.",
        [("meeting", ["Pedro Pires de Almeida", "Peru"])],
        id="name-that-goes-on",
    ),
    pytest.param(
        "BRATISLAVA (Reuters) - Vice Minister Jan Vesely flew to Peru on Monday.",
        [("visit", ["Jan Vesely"])],
        id="nobody-is-of-the-state-that-he-goes-to",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_who_is_meant(text: str, wanted: Told) -> None:
    assert told(text) == wanted


def test_foreign_office_of_the_dateline() -> None:
    text = "ISLAMABAD, April 25 - President Mamnoon Hussain will visit Tehran on Friday, the Foreign Office spokesman said on Tuesday."
    found = timeline.extract(timeline.Document(text=text, published="2014-04-25"), cache=False, merge=False)
    assert [a.name for c in found.changes for a in c.actors] == ["Pakistan"]


def test_leaders_of_before_1990_by_their_surname() -> None:
    text = "Mr Begin and President Sadat met in Haifa on Monday. The Soviet leader will receive Mr Vance in Moscow on Friday."
    assert told(text, "1978-10-17") == [
        ("meeting", ["Anwar Sadat", "Menachem Begin"]),
        ("meeting", ["Cyrus Vance", "Leonid Brezhnev"]),
    ]


@pytest.mark.parametrize(("published", "name"), [("1995-06-26", "Organisation of African Unity"), ("2014-05-14", "African Union")])
def test_a_body_is_called_as_on_that_day(published: str, name: str) -> None:
    assert told("Envoys of the AU met Taro Kono in Nairobi.", published)[0][1][0] == name
