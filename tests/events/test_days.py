"""Which day around a mention is the encounter's own."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


def days(text: str, published: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, first and last day of each encounter."""
    found = timeline.extract(timeline.Document(text=text, published=published), cache=False, merge=False).encounters
    return [(e.kind.value, e.start.isoformat() if e.start else None, e.end.isoformat() if e.end else None) for e in found]


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        pytest.param(
            "Angela Merkel will attend the Lima Summit of the Forum for Pacific Cooperation (FPC) slated for Nov. 14-15.",
            "2018-11-01",
            ("meeting", "2018-11-14", "2018-11-15"),
            id="slated-behind-a-name",
        ),
        pytest.param(
            "Angela Merkel is in Quebec for a two-day summit of the Group of Seven opening here Saturday.",
            "2018-06-08",
            ("meeting", "2018-06-09", "2018-06-10"),
            id="opening-for-two-days",
        ),
        pytest.param(
            "Russia hopes for trade, its foreign minister said in Oslo on Wednesday. Sergei Lavrov made the remarks in talks with his "
            "Norwegian counterpart Ine Eriksen Soreide.",
            "2018-10-25",
            ("meeting", "2018-10-24", "2018-10-24"),
            id="made-the-remarks",
        ),
        pytest.param(
            "The statement was published as Donald Trump began a visit to Vietnam.",
            "2018-10-25",
            ("visit", "2018-10-25", "2018-10-25"),
            id="began-a-visit",
        ),
        pytest.param(
            "John Bolton visited Ankara to row back on an announcement that Donald Trump had made in December.",
            "2019-01-08",
            ("visit", None, None),
            id="day-of-the-announcement",
        ),
        pytest.param(
            "Donald Trump visited Japan's old city of Nara, built more than 1,300 years ago.",
            "2017-11-06",
            ("visit", None, None),
            id="older-than-the-visitor",
        ),
        pytest.param(
            "A three-way summit between Russia, Turkey and Iran to be held in Tehran on Friday has been described as a last chance.",
            "2018-09-05",
            ("meeting", "2018-09-07", "2018-09-07"),
            id="to-be-held-on",
        ),
        pytest.param(
            "Angela Merkel will meet Vladimir Putin in Manila over the next two days.",
            "2018-09-05",
            ("meeting", "2018-09-06", "2018-09-07"),
            id="over-the-next-days",
        ),
        pytest.param(
            "Newt Gingrich is to pay a short visit to Taiwan on Wednesday in which he is to meet with President Lee Teng-hui.",
            "1997-04-01",
            ("meeting", "1997-04-02", "1997-04-02"),
            id="visit-in-which",
        ),
        pytest.param(
            "Angela Merkel arrived in Hanoi on Monday for a three-day visit to Vietnam.",
            "2018-09-04",
            ("visit", "2018-09-03", "2018-09-05"),
            id="days-from-the-arrival",
        ),
        pytest.param(
            "Wang Yi is due to visit Kenya from Friday until June 23.",
            "2018-06-13",
            ("visit", "2018-06-15", "2018-06-23"),
            id="from-a-day-until-another",
        ),
        pytest.param(
            "Norwegian Foreign Minister Ine Eriksen Soreide flew into northern Albania for talks with her counterpart Ditmir Bushati.",
            "2018-06-13",
            ("visit", "2018-06-13", "2018-06-13"),
            id="arrival-is-the-news",
        ),
        pytest.param(
            "Norwegian Foreign Minister Ine Eriksen Soreide was whisked to Tirana for talks with Albanian President Ilir Meta.",
            "2018-06-13",
            ("meeting", "2018-06-13", "2018-06-13"),
            id="what-the-arrival-is-for",
        ),
        pytest.param(
            "Erna Solberg met Emmanuel Macron on Monday.\n\nSolberg also met Charles Michel, who heads the Belgian government.",
            "2018-06-13",
            ("meeting", "2018-06-11", "2018-06-11"),
            id="told-on",
        ),
        pytest.param(
            "Trade with Kenya began in 2016, when Norwegian Prime Minister Erna Solberg paid a visit to Nairobi.",
            "2018-06-13",
            ("visit", "2016-01-01", "2016-12-31"),
            id="in-a-year-when",
        ),
        pytest.param(
            "The row deepened on Tuesday when Erna Solberg announced that a conference of Norway and Kenya in Oslo had been put off.",
            "2018-06-13",
            ("meeting", None, None),
            id="on-a-day-when-announced",
        ),
        pytest.param(
            "The decision was made at the summit of the African Union council held on January 9 in Maputo.",
            "2017-11-29",
            ("meeting", "2017-01-09", "2017-01-09"),
            id="held-on-a-day-of-this-year",
        ),
        pytest.param(
            "Erna Solberg would discuss what was agreed by Emmanuel Macron and Angela Merkel during their meeting in Paris in September.",
            "2017-12-04",
            ("meeting", "2017-09-01", "2017-09-30"),
            id="would-discuss-what-was-agreed",
        ),
        pytest.param(
            "In November, Norwegian Foreign Minister Ine Eriksen Soreide said during a visit to Nairobi that Norway would pay.",
            "2017-12-11",
            ("visit", "2017-11-01", "2017-11-30"),
            id="month-that-opens-the-sentence",
        ),
        pytest.param("Emmanuel Macron met Erna Solberg and left.", "2018-06-13", ("meeting", "2018-06-13", "2018-06-13"), id="plain-past"),
        pytest.param("Emmanuel Macron, who met Erna Solberg, praised trade.", "2018-06-13", ("meeting", None, None), id="an-aside"),
        pytest.param("Emmanuel Macron had met Erna Solberg in Paris.", "2018-06-13", ("meeting", None, None), id="pluperfect"),
        pytest.param(
            "Trade will grow, Norwegian Foreign Minister Ine Eriksen Soreide told reporters upon arriving in Tirana.",
            "2018-06-13",
            ("visit", "2018-06-13", "2018-06-13"),
            id="told-reporters-upon-arriving",
        ),
    ],
)
def test_own_day(text: str, published: str, wanted: tuple[str, str | None, str | None]) -> None:
    assert wanted in days(text, published)


def test_the_day_of_arrival_is_not_that_of_the_summit() -> None:
    text = "Narendra Modi arrived in Dhaka on Friday to join the two-day summit of the Asian leaders."
    assert ("meeting", "2018-06-08", "2018-06-08") not in days(text, "2018-06-09")
