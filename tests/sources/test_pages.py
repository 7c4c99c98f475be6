# ruff: noqa: E501
"""Signs of a page's date and how they are weighed, what saving leaves in a page, its title; articles come through unchanged."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path

import pytest

from timeline.sources.days import day_in_url, read_day
from timeline.sources.items import Limits, RefusedError
from timeline.sources.page_dates import FAIR, GOOD, SURE, WEAK, Sign, weigh
from timeline.sources.page_shells import original, unwrap
from timeline.sources.pages import page

_SPEC = importlib.util.spec_from_file_location("stories_for_pages", Path(__file__).with_name("stories.py"))
stories = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = stories
_SPEC.loader.exec_module(stories)

STORY = stories.story(7)
D = dt.date


def read(head="", body="", n=7):
    s = stories.story(n)
    markup = f"<html lang='en'><head><title>{s.title}</title>{head}</head><body>{body}<article><h1>{s.title}</h1>{stories._p(s)}</article></body></html>"
    return page(markup.encode(), Limits())


@pytest.mark.parametrize(("head", "body", "day"), [
    pytest.param('<meta property="article:published_time" content="2018-07-24T23:59:59-11:00">', "", "2018-07-24", id="offset-kept"),
    pytest.param('<meta name="parsely-pub-date" content="2018-07-24">', "", "2018-07-24", id="parsely"),
    pytest.param('<meta itemprop="datePublished" content="24 July 2018">', "", "2018-07-24", id="itemprop"),
    pytest.param('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "2018-07-24"}</script>', "", "2018-07-24", id="json-ld"),
    pytest.param('<script type="application/ld+json">[{"@graph": [{"@type": ["Article"], "datePublished": "2018-07-24"}]}]</script>', "", "2018-07-24", id="json-ld-nested"),
    pytest.param('<script type="application/ld+json">{broken</script>', "", None, id="json-ld-broken"),
    pytest.param("", '<time datetime="2018-07-24T10:00Z" class="published">x</time>', "2018-07-24", id="time"),
    pytest.param("", '<span class="post-date">24 July 2018</span>', "2018-07-24", id="marked"),
    pytest.param("", '<p class="meta-date">Published: Tuesday, July 24, 2018, 5:10 PM</p>', "2018-07-24", id="labelled"),
    pytest.param("", '<div class="submitted">Submitted by admin on Tue, July 24, 2018 - 17:10</div>', "2018-07-24", id="submitted"),
    pytest.param("", '<div class="author-info">By Jane Doe, 24 July 2018</div>', "2018-07-24", id="byline"),
    pytest.param("", '<p class="article__text">On July 24, 2018, they met in Oslo.</p>', None, id="date-in-a-sentence"),
    pytest.param('<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Other", "datePublished": "2024-01-01"}, {"@type": "NewsArticle", "headline": "'
                 + STORY.title + '", "datePublished": "2018-07-24"}]</script>', "", "2018-07-24", id="json-ld-of-other-articles"),
    pytest.param("", '<aside><time datetime="2024-01-01">x</time></aside>', None, id="other-article"),
    pytest.param("", '<div class="related-news"><span class="date">1 January 2024</span></div>', None, id="related"),
    pytest.param("", '<footer><span class="date">1 January 2024</span></footer>', None, id="footer"),
    pytest.param("", '<span class="updated-date">1 January 2024</span>', None, id="updated-only"),
    pytest.param('<meta property="article:modified_time" content="2024-01-01">', "", None, id="modified-only"),
    pytest.param('<meta property="article:published_time" content="03/04/2018">', "", None, id="two-ways"),
    pytest.param("", '<span class="date">1 May 2018</span><span class="date">9 June 2019</span>', None, id="weak-and-divided"),
    pytest.param('<link rel="canonical" href="https://h.example/2018/jul/24/talks">', "", "2018-07-24", id="address-with-month-name"),
])  # fmt: skip
def test_the_day_of_a_page(head, body, day):
    assert (found := read(head, body)).published == (D.fromisoformat(day) if day else None), found.evidence


def test_an_unmarked_date_is_told_and_not_used():
    found = read("", '<div class="updated-date">1 January 2024</div>')
    assert found.published is None
    assert found.notes == ("no date of publication is marked; 2024-01-01 stands in the page. If that is the day, give it in metadata.csv.",)


def test_evidence_is_told():
    found = read(
        '<meta property="article:published_time" content="2018-07-24"><link rel="canonical" href="https://h.example/2018/07/24/x">'
    )
    assert found.evidence == "meta article:published_time, address (sure)"


@pytest.mark.parametrize(("signs", "saved", "day", "words"), [
    pytest.param([Sign(D(2018, 7, 24), "a", SURE), Sign(D(2018, 7, 25), "b", GOOD)], None, D(2018, 7, 24), "", id="a-day-apart-agrees"),
    pytest.param([Sign(D(2018, 7, 24), "a", SURE), Sign(D(2017, 5, 1), "b", FAIR)], None, D(2018, 7, 24), "its b says 2017-05-01", id="contradiction"),
    pytest.param([Sign(D(2018, 7, 24), "a", SURE), Sign(D(2017, 5, 1), "b", WEAK)], None, D(2018, 7, 24), "", id="weak-contradiction-is-silent"),
    pytest.param([Sign(D(2025, 7, 24), "a", SURE)], D(2020, 1, 1), None, "saved on 2020-01-01", id="after-the-copy"),
    pytest.param([Sign(D(2025, 7, 24), "a", SURE), Sign(D(2018, 7, 24), "b", FAIR)], D(2020, 1, 1), D(2018, 7, 24), "not used", id="next-best"),
    pytest.param([Sign(D(1970, 1, 1), "a", SURE)], None, None, "not believed", id="epoch"),
    pytest.param([Sign(D(1870, 1, 1), "a", SURE)], None, None, "not believed", id="before-1900"),
    pytest.param([], None, None, "", id="nothing"),
])  # fmt: skip
def test_weighing(signs, saved, day, words):
    verdict = weigh(signs, saved=saved)
    assert verdict.day == day
    assert words in " ".join(verdict.notes)
    assert bool(words) == bool(verdict.notes)


@pytest.mark.parametrize(("value", "day"), [
    ("2025-10-22", "2025-10-22"), ("20251022", "2025-10-22"), ("2025-10-22T23:30:00-05:00", "2025-10-22"), ("2025-10-22 23:40:00 +0300", "2025-10-22"), ("2025/10/22", "2025-10-22"),
    ("22.10.2025", "2025-10-22"), ("22/10/2025", "2025-10-22"), ("10/22/2025", "2025-10-22"), ("Oct. 22, 2025", "2025-10-22"), ("Wednesday, 22nd of October 2025", "2025-10-22"),
    ("22 Oct 2025 14:30 GMT", "2025-10-22"), ("1761134400", "2025-10-22"), (1761134400000.0, "2025-10-22"), ("03/04/2025", None), ("22/10/25", None), ("2025-02-30", None), ("yesterday", None), ("", None),
    (None, None), (float("nan"), None), ("05/05/2025", "2025-05-05"), ("9999-01-01", None),
])  # fmt: skip
def test_days(value, day):
    assert read_day(value)[0] == (D.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("url", "day"), [
    ("https://h.example/2018/07/24/talks.html", "2018-07-24"), ("https://h.example/english/2018-07/24/c_1.htm", "2018-07-24"), ("https://h.example/world-2018-07-24", "2018-07-24"),
    ("https://h.example/20180724/talks", "2018-07-24"), ("https://h.example/2018/07/talks", None), ("https://h.example/article/20187124", None), ("https://h.example/2018/13/45/x", None),
])  # fmt: skip
def test_days_in_addresses(url, day):
    found = day_in_url(url)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(("url", "expected"), [
    ("https://web.archive.org/web/20251022143015/https://h.example/a", "https://h.example/a"), ("https://web.archive.org/web/2025id_/http://h.example/a", "http://h.example/a"),
    ("https://archive.ph/2025.10.22-101500/https://h.example/a", "https://h.example/a"), ("https://archive.is/AbCd", None), ("javascript:alert(1)", None), ("/relative", None),
    ("https://h.example/a b", None), (None, None),
])  # fmt: skip
def test_original_addresses(url, expected):
    assert original(url) == expected


def test_saved_on_is_no_date_of_publication():
    shell = unwrap(
        "<html><!--\n Page saved with SingleFile \n url: https://h.example/a \n saved date: Wed Oct 22 2025 16:30:15 GMT+0200 (CEST)\n--><body></body></html>"
    )
    assert (shell.url, shell.saved) == ("https://h.example/a", D(2025, 10, 22))


def test_a_page_without_an_article_is_refused():
    with pytest.raises(RefusedError, match="no article"):
        page(b"<html><body><a href='/'>Home</a></body></html>", Limits())


def test_a_headline_in_the_markup_is_the_title_and_not_repeated():
    found = read('<meta property="og:title" content="Other &amp; more | The Harbour Post">')
    assert found.title == "Other & more"
    assert found.text.startswith(STORY.title)
    found = read(f'<meta property="og:title" content="{STORY.title} | The Harbour Post">')
    assert found.title == STORY.title
    assert found.text == STORY.text


def test_scripts_and_comments_are_no_text():
    found = read("", "<script>var talks = 'Minister meets';</script><!-- Ministers met in secret --><style>p{}</style>")
    assert found.text == STORY.text


LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "2018-07-24"}</script>'


@pytest.mark.parametrize(("head", "body", "day", "told"), [
    pytest.param(LD, "<div class='banner date'>October 22, 2024</div>", "2018-07-24", "but its marked date says 2024-10-22", id="banner-marked"),
    pytest.param(LD, "<div id='top'>Today is Tuesday, October 22, 2024</div>", "2018-07-24", "but its banner says 2024-10-22", id="banner"),
    pytest.param(LD, "<header><time datetime='2024-10-22'>today</time></header>", "2018-07-24", "but its time element says 2024-10-22", id="banner-time"),
    pytest.param(LD, "<div>July 24, 2018</div>", "2018-07-24", None, id="the-same-day"),
    pytest.param(LD, "<div>Updated October 22, 2024</div><p class='byline'>Updated October 23, 2024</p>", "2018-07-24", None, id="day-of-change"),
    pytest.param(LD, "<p>The summit of October 22, 2024 and what will come of it</p>", "2018-07-24", None, id="date-in-a-sentence"),
    pytest.param("", "<div>Tuesday, October 22, 2024</div>", None, "no date of publication is marked; 2024-10-22 stands above the article", id="banner-alone"),
    pytest.param("", "<div>Tuesday, October 22, 2024</div><div class='byline'>July 24, 2018</div>", "2018-07-24", "but its banner says 2024-10-22", id="banner-and-byline"),
])  # fmt: skip
def test_dates_above_the_article_that_contradict_are_told(head, body, day, told):
    found = read(head, body)
    assert (found.published.isoformat() if found.published else None) == day
    assert [told] == [told for note in found.notes if told and told in note] if told else found.notes == ()


def test_a_date_behind_the_article_is_not_told():
    s = stories.story(7)
    markup = f"<html lang='en'><head>{LD}</head><body><h1>{s.title}</h1>{stories._p(s)}<div>Tuesday, October 22, 2024</div></body></html>"
    assert page(markup.encode(), Limits()).notes == ()


@pytest.mark.parametrize(("head", "h1", "title"), [
    ("<title>Deadlock - The Harbour Post</title>", "Deadlock", "Deadlock"),
    ("<title>The Harbour Post - Deadlock</title><meta property='og:site_name' content='The Harbour Post'>", "The Harbour Post", "Deadlock"),
    ("<meta property='og:title' content='Talks resume after'><title>x</title>", "Talks resume after “long pause” in Oslo", "Talks resume after “long pause” in Oslo"),
    ("<title>Talks | World | The Harbour Post</title>", "Menu", "Talks | World"),
    ("<title>Ministers of both states resume talks in Oslo on trade | The Harbour Post</title>", "", "Ministers of both states resume talks in Oslo on trade"),
])  # fmt: skip
def test_titles(head, h1, title):
    markup = f"<html lang='en'><head>{head}</head><body><h1>{h1}</h1>{stories._p(STORY)}</body></html>"
    assert page(markup.encode(), Limits()).title == title
