"""Whole lists of participants whom no table knows: names behind long offices, bodies, ranks and other people's appositions."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model

CASES = {
    "body-and-its-letters": (
        "Latvian President Imants Kazaks attended the Organisation of Eastern Caribbean States (OECS) summit in Castries on Monday.",
        ["Imants Kazaks", "Organisation of Eastern Caribbean States"],
    ),
    "state-body-title": (
        (
            "Iranian Supreme National Security Council Secretary Behrouz Darabi met Turkish Foreign Minister Kemal "
            "Yorulmaz in Ankara on Friday."
        ),
        ["Behrouz Darabi", "Kemal Yorulmaz"],
    ),
    "state-party-leader": (
        "Norwegian Prime Minister Tora Haugland held talks with Vietnamese Communist Party leader Tran Van Hoan in Hanoi on Tuesday.",
        ["Tora Haugland", "Tran Van Hoan"],
    ),
    "office-of-a-state-and-its-letters": (
        "Premier of the Republic of Korea (ROK) Baek Dong-hyun met Peruvian President Lucho Quispez in Lima on Monday.",
        ["Baek Dong-hyun", "Lucho Quispez"],
    ),
    "office-of-a-body-of-a-body": (
        (
            "Mongolian Prime Minister Bat Erdene met Chairman of the Budget Committee of the National People's Congress "
            "Qiu Bangguo in Beijing on Monday."
        ),
        ["Bat Erdene", "Qiu Bangguo"],
    ),
    "envoy-of-an-office-that-is-named": (
        "The personal envoy of UN Secretary-General Karin Hollmann met the Moroccan foreign minister, Driss Alaoui, in Rabat on Monday.",
        ["Driss Alaoui", "Karin Hollmann"],
    ),
    "commissioner-for-something": (
        "Slovenia's Prime Minister Janez Korosec and European Commissioner for Enlargement Eva Lindholm held talks in Maribor on Monday.",
        ["Eva Lindholm", "Janez Korosec"],
    ),
    "under-secretary-general": (
        "Lebanon's parliament speaker Nabil Khoury met UN Under-Secretary-General for Peacekeeping Operations Pierre Lacombe on Monday.",
        ["Nabil Khoury", "Pierre Lacombe"],
    ),
    "name-that-is-a-title": (
        "Cambodian Prime Minister Chea Sen met Laotian President Bounmy Vongsa in Vientiane on Tuesday.",
        ["Bounmy Vongsa", "Chea Sen"],
    ),
    "family-name-that-is-a-title": (
        "Australian Foreign Minister Carla Bishop met Indonesian President Hadi Wiranegara in Jakarta on Monday.",
        ["Carla Bishop", "Hadi Wiranegara"],
    ),
    "given-name-that-is-a-word": (
        "US envoy Bill Harmon met Angolan President Tomas Cassule in Luanda on Monday.",
        ["Bill Harmon", "Tomas Cassule"],
    ),
    "verb-in-capitals-behind-a-name": (
        "The meeting of Polish Prime Minister Aldona Warka with President Dobrev of Bulgaria WILL NOT be put off, aides said.",
        ["Aldona Warka", "Dobrev"],
    ),
    "given-name-that-is-a-preposition": (
        "Minister of Foreign Affairs Per Lindqvist of Sweden met the Kenyan president, Daniel Otieno, in Nairobi on Sunday.",
        ["Daniel Otieno", "Per Lindqvist"],
    ),
    "family-name-that-is-a-town": (
        ("Cuban leader Ramiro Ortiz met Liang Weidong, chief of staff of the Chinese People's Army, in Havana on Friday."),
        ["Liang Weidong", "Ramiro Ortiz"],
    ),
    "respectively": (
        (
            "Egyptian foreign minister Tarek Ghali and his Greek, Cypriot and Maltese counterparts, Nikos Stathis, Andreas "
            "Loizou and Marc Le Goff, respectively, met in Cairo on Wednesday."
        ),
        ["Andreas Loizou", "Marc Le Goff", "Nikos Stathis", "Tarek Ghali"],
    ),
    "counterpart-behind-the-name": (
        "Turkish Foreign Minister Kemal Yorulmaz met Rodrigo Alcalde, his Chilean counterpart, in Valparaiso on Tuesday.",
        ["Kemal Yorulmaz", "Rodrigo Alcalde"],
    ),
    "two-offices-of-one-state": (
        (
            "Chilean President Sofia Larrain held a meeting with Sheikh Mansour bin Rashid Al Thani, the prime minister "
            "and foreign minister of Qatar, in Santiago on Monday."
        ),
        ["Mansour bin Rashid Al Thani", "Sofia Larrain"],
    ),
    "rank-behind-an-office": (
        "Thai army chief General Somchai Rattana met Myanmar's senior general Thein Maung in Naypyitaw on Tuesday.",
        ["Somchai Rattana", "Thein Maung"],
    ),
    "list-read-as-appositions": (
        (
            "Brazil's Vice President Otavio Prado will meet Angola's President Tomas Cassule, Foreign Minister Rui Neto "
            "and business leaders in Luanda next week."
        ),
        ["Otavio Prado", "Rui Neto", "Tomas Cassule"],
    ),
    "with-and-with": (
        (
            "Turkish Foreign Minister Kemal Yorulmaz met with Chilean President Rodrigo Alcalde and with Iraqi President "
            "Salih Dulaimi in Doha on Tuesday."
        ),
        ["Kemal Yorulmaz", "Rodrigo Alcalde", "Salih Dulaimi"],
    ),
    "between-a-led-delegation-and-officials": (
        (
            "Talks between a Georgian delegation headed by Deputy Foreign Minister Zurab Khelaia and Russian officials "
            "opened in Vienna on Monday."
        ),
        ["Russia", "Zurab Khelaia"],
    ),
    "movement-in-the-singular": (
        "Senior US diplomat Karen Holt met Houthi representatives in Muscat on Monday.",
        ["Houthis", "Karen Holt"],
    ),
    "head-of-a-movement's-delegation": (
        "Egypt's intelligence chief met a Hamas delegation headed by Salah Barghouti in Cairo on Tuesday.",
        ["Egypt", "Salah Barghouti"],
    ),
    "hosts-of-whom-nobody-tells-the-state": (
        (
            "Bulgarian President Rumen Dobrev arrived in Hanoi on Monday. He is due to meet President Tran Van Hoan and "
            "Prime Minister Le Duc Thang."
        ),
        ["Le Duc Thang", "Rumen Dobrev", "Tran Van Hoan"],
    ),
    "officials-of-a-body-behind-a-name": (
        "Hungarian Foreign Minister Istvan Balogh met Ukrainian Energy Minister Taras Melnyk and officials from the African Union in Dar.",
        ["African Union", "Istvan Balogh", "Taras Melnyk"],
    ),
    "envoy-with-a-rank": (
        "The Nigerian president's special envoy, General Sani Abubakar, met Chad's President Idriss Oumar in N'Djamena on Wednesday.",
        ["Idriss Oumar", "Sani Abubakar"],
    ),
    "counterpart-without-his": (
        "Cape Verdean Prime Minister Jose Evora and Angolan counterpart Rui Neto met in Praia on Wednesday.",
        ["Jose Evora", "Rui Neto"],
    ),
    "the-office-that-was-told-before": (
        "The Moldovan interior minister flew to Bucharest on Monday.\n\nThe minister met Romanian President Dan Vasilescu on Tuesday.",
        ["Dan Vasilescu", "Moldova"],
    ),
    "the-two-presidents-of-two-states": (
        "Peru's Lucho Quispez and Ecuador's Ramiro Paez spoke by phone on Monday. The two presidents will meet in Cuenca on Thursday.",
        ["Lucho Quispez", "Ramiro Paez"],
    ),
    "people-of-states-in-the-possessive": (
        "Ethiopia's Abebe Tesfaye and Eritrea's Isaias Haile held talks in Asmara on Thursday.",
        ["Abebe Tesfaye", "Isaias Haile"],
    ),
    "colleagues-by-name": (
        "Finland's Aino Virta will host her Baltic colleagues, Mart Kallas of Estonia and Imants Kazaks of Latvia, in Turku on Thursday.",
        ["Aino Virta", "Imants Kazaks", "Mart Kallas"],
    ),
    "leaders-of-a-region-in-a-town": (
        "A planned meeting of the Great Lakes leaders in Nairobi has been put off, diplomats said.",
        ["Great Lakes leaders"],
    ),
    "envoy-for-a-region-before-his-name": (
        "China's special envoy for the Middle East, Wu Jianguo, met Palestinian Foreign Minister Salah Barghouti in Ramallah on Friday.",
        ["Salah Barghouti", "Wu Jianguo"],
    ),
    "opposite-number": (
        "Nicaraguan Vice Foreign Minister Valdo Ruiz met his Honduran opposite number, Rita Arosemena, in Choluteca on Friday.",
        ["Rita Arosemena", "Valdo Ruiz"],
    ),
    "minister-with-an-unusual-title": (
        "Fiji's Prime Minister Peter Wari and Indonesia's Coordinating Minister for Maritime Affairs Hadi Wiranegara met Friday.",
        ["Hadi Wiranegara", "Peter Wari"],
    ),
    "deputy-of-an-agency": (
        "The International Atomic Energy Agency's deputy director general, Olli Virtanen, met Syrian officials in Damascus on Friday.",
        ["Olli Virtanen", "Syria"],
    ),
    "satisfied-with-talks": (
        "Polish Foreign Minister Pavel Warka said he was satisfied with his talks with Thai Prime Minister Somchai Rattana on Thursday.",
        ["Pavel Warka", "Somchai Rattana"],
    ),
    "a-visit-including-talks": (
        "Georgian Prime Minister Irakli Beridze begins a visit to Ecuador on Tuesday, including talks with President Ramiro Paez.",
        ["Irakli Beridze", "Ramiro Paez"],
    ),
    "two-whom-somebody-met": (
        "President Idris Akec of Sudan left Libya after holding talks with Libyan leader Faraj Mansouri and officials from Uganda.",
        ["Faraj Mansouri", "Idris Akec", "Uganda"],
    ),
    "title-behind-the-office-of-whom-one-meets": (
        "Bulgarian President Rumen Dobrev was then to meet the Monegasque head of government, Minister of State Marco Bellandi.",
        ["Marco Bellandi", "Rumen Dobrev"],
    ),
    "a-state's-envoy-at-an-organisation": (
        "Russia's UN envoy Igor Lapin held talks with UN Secretary-General Karin Hollmann in New York on Monday.",
        ["Igor Lapin", "Karin Hollmann"],
    ),
}
NOBODY = {
    "a-commissioner-of-a-force": "Commissioner Ray Delgado met five envoys on Monday.",
    "a-firm's-and-a-club's-chief": "British Football Association chief Martin Rowe met Russian club owner Igor Lapin in Leeds on Monday.",
    "ministers-at-home": "Prime Minister Aldo Ferri met Finance Minister Rosa Conti and the trade minister, Ugo Galli, on Monday.",
}


def _met(text: str) -> list[list[str]]:
    found = timeline.extract(timeline.Document(text=text, published="2012-05-09"), cache=False, merge=False).encounters
    return [[p.name for p in e.participants] for e in found if e.kind.value == "meeting"]


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=CASES.keys())
def test_everybody_is_named(text: str, names: list[str]) -> None:
    assert _met(text) == [names]


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_no_states_meet(text: str) -> None:
    assert _met(text) == []
