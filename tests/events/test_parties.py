"""Parties of an encounter that stand in other clauses and sentences than its trigger: whole sentences, from text to event."""

from __future__ import annotations

import datetime as dt

import pytest

import timeline

pytestmark = pytest.mark.model

CASES = [
    (
        "where-talks-are-held",
        "2014-05-14",
        "Norwegian Prime Minister Kari Lund flew on to Nairobi, where a meeting with Kenyan President Amos Oti was scheduled for Friday.",
        [("meeting", {"Amos Oti", "Kari Lund"}), ("visit", {"Kari Lund"})],
    ),
    (
        "whoever-faces-talks",
        "2014-05-14",
        "Norwegian Prime Minister Kari Lund is likely to face difficult talks with Kenyan President Amos Oti on Friday.",
        [("meeting", {"Amos Oti", "Kari Lund"})],
    ),
    ("whoever-judges-talks", "2014-05-14", "Norwegian Prime Minister Kari Lund criticised the talks with Kenyan officials.", []),
    (
        "in-the-middle-of-a-call",
        "2014-05-14",
        "Norwegian Prime Minister Kari Lund made up her mind in the middle of a phone call with Kenyan President Amos Oti.",
        [("call", {"Amos Oti", "Kari Lund"})],
    ),
    (
        "an-act-of-somebody-followed-talks",
        "2014-05-14",
        "The announcement by Serbian Prime Minister Goran Savic followed talks with Kenyan Foreign Minister Amos Oti.",
        [("meeting", {"Amos Oti", "Goran Savic"})],
    ),
    (
        "subject-above",
        "2017-11-01",
        (
            "U.S. President Donald Trump will ask China to cut its links with North Korea and to obey the sanctions when meeting with "
            "Chinese President Xi Jinping in Beijing."
        ),
        [("meeting", {"Donald Trump", "Xi Jinping"})],
    ),
    (
        "speaker-of-a-paragraph-before",
        "2018-01-22",
        (
            "The US Secretary of State, Rex Tillerson, said on Monday he was worried.\n\n“We are there to defeat Isis,” he said ahead of a "
            "meeting in London with the UK foreign secretary, Boris Johnson."
        ),
        [("meeting", {"Boris Johnson", "Rex Tillerson"})],
    ),
    (
        "the-president-is-not-his-counterpart",
        "2006-11-03",
        (
            "Madagascan President Marc Ravalomanana said on Friday he hopes for more trade.\n\nIn a meeting with his Chinese "
            "counterpart Hu Jintao in Beijing, the president called China a partner."
        ),
        [("meeting", {"Hu Jintao", "Marc Ravalomanana"})],
    ),
    (
        "month-or-may",
        "2018-05-16",
        "Turkish President Recep Tayyip Erdogan came to London to see Theresa May. In his talks with May, Erdogan asked for aid.",
        [("meeting", {"Recep Tayyip Erdoğan", "Theresa May"})],
    ),
    (
        "object-that-is-left-to",
        "2019-01-08",
        (
            "Erdogan refused to see John Bolton, leaving the US national security adviser to instead hold talks with his Turkish "
            "counterpart, Ibrahim Kalin, and others."
        ),
        [("meeting", {"John Bolton", "İbrahim Kalın"})],
    ),
    (
        "the-group-is-a-delegation",
        "2017-11-25",
        "US Senator Jeff Merkley led a congressional delegation that visited Yangon this week. The group also travelled to Bangladesh.",
        [("visit", {"Jeff Merkley"})],
    ),
    (
        "the-delegation-of-the-paragraph-before",
        "2006-11-21",
        (
            "A Chinese delegation headed by Vice Minister Wang Yi arrived in Pyongyang on Monday.\n\nThe delegation met North Korean "
            "leader Kim Jong Il on Tuesday."
        ),
        [("meeting", {"Kim Jong-il", "Wang Yi"})],
    ),
    (
        "the-group-is-an-organisation",
        "2006-11-20",
        "OPEC agreed on Friday to cut output. The group will meet again in Vienna in December.",
        [("meeting", {"Organization of the Petroleum Exporting Countries"})],
    ),
    (
        "counterparts-from",
        "2006-11-20",
        "Chinese Foreign Minister Li Zhaoxing met his counterparts from Pakistan and India on Monday.",
        [("meeting", {"India", "Li Zhaoxing", "Pakistan"})],
    ),
    (
        "their-meeting",
        "2005-11-22",
        (
            "Italian President Carlo Azeglio Ciampi told a news conference with Turkish President Ahmet Necdet Sezer after their "
            "meeting that Italy supported Turkey."
        ),
        [("meeting", {"Ahmet Necdet Sezer", "Carlo Azeglio Ciampi"})],
    ),
    (
        "the-minister",
        "2006-11-20",
        "The foreign minister of Japan, Taro Aso, arrived. The minister held talks with Vietnamese Prime Minister Nguyen Tan Dung.",
        [("meeting", {"Nguyễn Tấn Dũng", "Taro Aso"})],
    ),
    (
        "the-french-minister",
        "2006-12-30",
        (
            "French Defence Minister Michele Alliot-Marie spoke to her troops. The French minister was also to meet Lebanese Prime "
            "Minister Fuad Siniora on Sunday."
        ),
        [("meeting", {"Fouad Siniora", "Michèle Alliot-Marie"})],
    ),
    (
        "a-state-for-each-name",
        "2010-04-18",
        "Foreign Ministers Rodrigo Alba of Chile and Ivan Petrov of Bulgaria met in Lima on Wednesday.",
        [("meeting", {"Ivan Petrov", "Rodrigo Alba"})],
    ),
    (
        "member-of-a-body",
        "2005-11-18",
        (
            '"We hope for more," said Luo Gan, a member of the Standing Committee of the Political Bureau of the CPC Central Committee, '
            "during a meeting with US Attorney General Alberto Gonzales."
        ),
        [("meeting", {"Alberto Gonzales", "Luo Gan"})],
    ),
    (
        "president-meets-president",
        "2006-11-20",
        "Iraq said on Monday that its president would travel to Tehran. The Iraqi president will meet his Iranian counterpart there.",
        [("meeting", {"Jalal Talabani", "Mahmoud Ahmadinejad"})],
    ),
    (
        "before-an-apposition",
        "2005-11-03",
        (
            "Prior to the talks between Japan and the DPRK, Li Bin, Chinese ambassador for Korean affairs, met with Japanese diplomat "
            "Akitaka Saiki."
        ),
        [("meeting", {"Akitaka Saiki", "Li Bin"})],
    ),
    (
        "their-after-a-pair",
        "2006-12-04",
        (
            "Pakistani Foreign Minister Khurshid Kasuri spoke of the decision taken by Presidents Pervez Musharraf and Hamid Karzai during "
            "their joint meeting with US President George W. Bush."
        ),
        [("meeting", {"George W. Bush", "Hamid Karzai", "Pervez Musharraf"})],
    ),
    (
        "whoever-is-named-last",
        "2005-11-17",
        (
            'Malaysian Prime Minister Abdullah Ahmad Badawi met Bush in Busan. "We spoke of Palestine," said the prime minister, who '
            "arrived in Busan on Thursday."
        ),
        [("visit", {"Abdullah Ahmad Badawi"})],
    ),
    (
        "counterparts-of-an-alliance",
        "2017-11-09",
        "U.S. Defense Secretary Jim Mattis met his NATO counterparts in Brussels on Thursday.",
        [("meeting", {"Jim Mattis", "North Atlantic Treaty Organization"})],
    ),
    (
        "asked-of-whom",
        "1976-12-20",
        (
            "British Prime Minister James Callaghan sought support from the West German chancellor Helmut Schmidt in a telephone "
            "conversation in November 1976."
        ),
        [("call", {"Helmut Schmidt", "James Callaghan"})],
    ),
]
NOT = [
    (
        "summit-of-others",
        "2006-11-20",
        "Troops were sent out after demonstrators refused to leave the venue of the summit, Argentina said.",
    ),
    (
        "displaced-people",
        "1997-04-13",
        "A Zairean minister said that 300 displaced people were flown to Kigali on Sunday.",
    ),
]


@pytest.mark.parametrize(("day", "text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_other_party_is_found(day: str, text: str, wanted: list[tuple[str, set[str]]]) -> None:
    """Each encounter wanted is there with exactly these participants."""
    document = timeline.Document(text=text, published=dt.date.fromisoformat(day))
    events = timeline.extract(document, cache=False, merge=False).encounters
    told = [(e.kind.value, {a.name for a in e.participants}) for e in events]
    assert all(w in told for w in wanted), told


@pytest.mark.parametrize(("day", "text"), [c[1:] for c in NOT], ids=[c[0] for c in NOT])
def test_nobody_is_taken_for_a_party(day: str, text: str) -> None:
    """No encounter is made of whoever stands above the words."""
    document = timeline.Document(text=text, published=dt.date.fromisoformat(day))
    assert not list(timeline.extract(document, cache=False, merge=False).encounters)


def test_letters_that_the_text_spells_out() -> None:
    """An acronym is not the body of the tables where the document spells it out as another one."""
    text = "Reporters Sans Frontieres (RSF) is based in Paris. RSF met Gambian President Yahya Jammeh in Banjul on Monday."
    document = timeline.Document(text=text, published=dt.date(2005, 12, 15))
    named = {a.name for e in timeline.extract(document, cache=False, merge=False).encounters for a in e.participants}
    assert "Rapid Support Forces" not in named
