# ruff: noqa: E501
"""Invented articles and the shapes of pages that they are put into. Every name, site and event here is made up."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Callable
from dataclasses import dataclass

NAMES = ("Arvid Lund", "Mirela Costin", "Tomas Brandt", "Ines Ferreira", "Daud Karimi", "Helena Novak", "Pieter Maas", "Leila Haddad")
LANDS = (
    "Norway",
    "Romania",
    "Austria",
    "Portugal",
    "Jordan",
    "Slovenia",
    "Belgium",
    "Tunisia",
    "Finland",
    "Chile",
    "Nepal",
    "Ghana",
    "Malta",
)
CITIES = ("Oslo", "Bucharest", "Vienna", "Lisbon", "Amman", "Ljubljana", "Brussels", "Tunis", "Helsinki", "Santiago", "Kathmandu", "Accra")


@dataclass(frozen=True)
class Story:
    title: str
    paragraphs: tuple[str, ...]
    day: str = "2018-07-24"
    outlet: str = "The Harbour Post"
    url: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def story(n: int, **changes: str) -> Story:
    """The n-th invented article; no two have the same text."""
    who, other = NAMES[n % 8], NAMES[(n * 3 + 1) % 8]
    land, host, city = LANDS[n % 13], LANDS[(n * 5 + 2) % 13], CITIES[(n * 7) % 12]
    paragraphs = (
        f"Foreign Minister {who} of {land} arrived in {city} on Tuesday for talks with officials of {host}, his office said in statement {n + 1}.",
        (
            f"The two sides discussed trade, grain shipments and the reopening of consulates, according to a spokeswoman for the ministry. "
            f"A second round of talks is planned for the first week of September in {CITIES[(n + 4) % 12]}."
        ),
        (
            f"“We have agreed to keep meeting until every open question between {land} and {host} is settled,” the minister told reporters "
            "after the session, which lasted for almost three hours."
        ),
        f"An earlier meeting with {other}, which had been set for June, was postponed after a dispute over fishing rights in the strait.",
        (
            "Diplomats who followed the negotiations said that both delegations had brought new proposals, and that neither of them had "
            "walked away from the table this time."
        ),
    )
    return Story(
        changes.get("title", f"{land} and {host} resume talks in {city}"),
        paragraphs,
        changes.get("day", "2018-07-24"),
        changes.get("outlet", "The Harbour Post"),
        changes.get("url", f"https://www.harbour-post.example/world/{n}-talks-in-{city.lower()}"),
    )


def _e(line: str) -> str:
    return html.escape(line)


def _day(s: Story) -> str:
    """The day in words: July 24, 2018."""
    day = dt.date.fromisoformat(s.day)
    return f"{day:%B} {day.day}, {day.year}"


def _p(s: Story, tag: str = "<p>") -> str:
    return "\n".join(f"{tag}{html.escape(p, quote=False)}</p>" for p in s.paragraphs)


def _ld(s: Story, kind: str = "NewsArticle", **more: object) -> str:
    data = {"@context": "https://schema.org", "@type": kind, "headline": s.title, "datePublished": f"{s.day}T18:05:00+03:00",
            "publisher": {"@type": "Organization", "name": s.outlet}, **more}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
FOOT = "<footer><p>© 2024 The publisher. All rights reserved.</p><p><a href='/privacy'>Privacy policy</a></p></footer>"
COOKIE = '<div id="cookie-banner"><p>We use cookies to improve your experience on this site.</p><button>Accept all</button></div>'
RELATED = '<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Envoys meet in March 2024</a></li><li><a href="/b">Storm hits coast</a></li></ul></aside>'


def wordpress(s: Story) -> str:
    graph = json.dumps(
        {"@context": "https://schema.org", "@graph": [
            {"@type": "Organization", "name": s.outlet},
            {"@type": "WebPage", "url": s.url, "datePublished": f"{s.day}T09:00:00+00:00", "dateModified": "2024-02-01T00:00:00+00:00"},
            {"@type": "Article", "headline": s.title, "datePublished": f"{s.day}T09:00:00+00:00", "dateModified": "2024-02-01T00:00:00+00:00"},
        ]})  # fmt: skip
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{_e(s.title)} - {s.outlet}</title>
<link rel="canonical" href="{s.url}"><meta property="og:title" content="{_e(s.title)}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.day}T09:00:00+00:00"><meta property="article:modified_time" content="2024-02-01T00:00:00+00:00">
<script type="application/ld+json" class="yoast-schema-graph">{graph}</script></head><body class="post-template single">{NAV}{COOKIE}
<main id="main"><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{_e(s.title)}</h1>
<div class="entry-meta"><time class="entry-date published" datetime="{s.day}T09:00:00+00:00">July 24</time> by <a rel="author">Staff</a></div></header>
<div class="entry-content">{_p(s)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div></div></article>
<div id="comments"><h2>2 comments</h2><p>Great post, thanks!</p></div></main>{RELATED}{FOOT}</body></html>"""


def byline_time(s: Story) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_e(s.title)} - {s.outlet}</title>
<meta property="og:title" content="{_e(s.title)} - {s.outlet}"><meta property="og:url" content="{s.url}"><meta property="og:site_name" content="{s.outlet}">
</head><body>{NAV}<article class="article article--news"><header class="article__header"><h1>{_e(s.title)}</h1></header>
<div class="article__byline byline"><div class="byline__details"><div class="byline__author"><span>By <a href="/a">Staff Writer</a></span></div>
<time class="byline__datetime timeago" datetime="{s.day}T16:30:00+03:00">Updated: July 24</time></div></div>
<div class="article__content"><div class="article__block article__block--html">{_p(s)}</div></div>
<div class="article__bottom"><div class="donate"><h4>… we have a small favor to ask.</h4><p>Your support, no matter how small, makes a world of difference.</p></div></div>
</article>{RELATED}{FOOT}</body></html>"""


def guardian_like(s: Story) -> str:
    return f"""<!doctype html><html lang="en"><head><title>{_e(s.title)} | World news | {s.outlet}</title><meta charset="utf-8">
<link rel="canonical" href="{s.url}"><meta property="og:site_name" content="{s.outlet}"><meta property="og:title" content="{_e(s.title)}">
<meta property="article:published_time" content="{s.day}T16:05:10.000Z"><meta property="article:modified_time" content="{s.day}T21:05:10.000Z">
</head><body>{NAV}<main data-layout="StandardLayout"><div data-gu-name="headline"><h1 class="dcr-1">{_e(s.title)}</h1></div>
<div data-gu-name="standfirst"><p>A summary of the day.</p></div><details class="dcr-2"><summary>{_day(s)} 17.05 BST</summary></details>
<div id="maincontent"><div class="article-body-commercial-selector">{_p(s, '<p class="dcr-3">')}</div></div></main>
<div class="dcr-4"><h2>Most viewed</h2><ol><li><a href="/x">Other news of the day</a></li></ol></div>{FOOT}</body></html>"""


def blocks(s: Story) -> str:
    parts = "".join(
        f'<div data-component="text-block" class="ssrcss-1"><div class="ssrcss-2"><p class="ssrcss-3">{html.escape(p, quote=False)}</p></div></div>'
        for p in s.paragraphs
    )
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{_e(s.title)} - {s.outlet}</title>
<meta property="og:title" content="{_e(s.title)}"><meta property="og:site_name" content="{s.outlet}"><link rel="canonical" href="{s.url}">
{_ld(s, "ReportageNewsArticle", url=s.url, dateModified="2018-07-25T01:00:00Z")}</head><body>{COOKIE}{NAV}<main id="main-content"><article>
<header><h1 id="main-heading">{_e(s.title)}</h1><div data-component="byline-block"><time data-testid="timestamp" datetime="{s.day}T15:05:00.000Z">24 July</time></div></header>
<figure><img alt="Two people at a table" src="a.jpg"><figcaption>The delegations met for three hours</figcaption></figure>{parts}
<section data-component="topic-list"><h2>Related Topics</h2><ul><li><a href="/t">Trade</a></li></ul></section></article></main>{FOOT}</body></html>"""


def wire(s: Story) -> str:
    parts = "\n".join(
        f'<p data-testid="paragraph-{n}" class="text__text">{html.escape(p, quote=False)}</p>' for n, p in enumerate(s.paragraphs)
    )
    data = json.dumps([{"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T14:05:00.000Z",
                        "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet}}])  # fmt: skip
    return f"""<html lang="en"><head><title>{_e(s.title)} | {s.outlet}</title><meta charset="utf-8"><link rel="canonical" href="{s.url}">
<meta name="article:published_time" content="{s.day}T14:05:00Z"><meta name="DC.date.issued" content="{s.day}T14:05:00Z">
<script type="application/ld+json">{data}</script></head><body><div id="fusion-app"><header>{NAV}</header><div class="article__main">
<header class="article-header"><h1 data-testid="Heading">{_e(s.title)}</h1><time><span>{_day(s)}</span><span>2:05 PM UTC</span><span>Updated ago</span></time></header>
<div class="article-body__content">{parts}<p data-testid="Body">Sign up for our daily briefing newsletter.</p></div>
<p class="article-body__element">Our Standards: The Trust Principles.</p></div></div>{FOOT}</body></html>"""


def static_agency(s: Story) -> str:
    day = s.day.replace("-", "/")
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{_e(s.title)} - {s.outlet}</title></head>
<body><div class="top"><a href="/">Home</a> &gt; <a href="/world">World</a></div><div class="conTop"><h1 class="Btitle">{_e(s.title)}</h1>
<div class="Bsource"><i class="source">Source: {s.outlet}</i><i class="time">{s.day} 21:15:03</i><i class="editor">Editor: staff</i></div></div>
<!-- address {day} --><div class="content">{_p(s)}</div><div class="keywords">KEY WORDS: talks, trade</div></body></html>"""


def nuxt(s: Story) -> str:
    return f"""<!doctype html><html data-n-head-ssr lang="en"><head><title>{_e(s.title)} — {s.outlet}</title><meta data-n-head="ssr" charset="utf-8">
<meta data-n-head="ssr" property="og:site_name" content="{s.outlet}"><meta property="og:url" content="{s.url}"><meta property="og:type" content="article">
<meta data-n-head="ssr" property="article:published_time" content="{s.day} 23:40:00 +0300"></head><body><div id="__nuxt">{NAV}
<div class="single-news-card"><h1 class="single-news-card_title">{_e(s.title)}</h1><div class="single-news-card_date">24 July, 11:40 PM • 5523 views</div>
<div class="single-news-card_body"><article>{_p(s)}</article></div></div><div class="news-list"><h2>Popular</h2><a href="/1">Another story of 1 January 2024</a></div></div></body></html>"""


def government(s: Story) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{_e(s.title)} • {s.outlet}</title><meta property="og:title" content="{_e(s.title)}">
<meta property="og:url" content="{s.url}"></head><body><div class="hentry h-entry" itemscope itemtype="http://schema.org/NewsArticle">
<h1 class="entry-title p-name" itemprop="name">{_e(s.title)}</h1><div class="read__lead entry-summary"></div>
<time class="read__published" datetime="{s.day}" itemprop="datePublished">{_day(s)}</time><span class="read__time">17:10</span>
<div class="entry-content e-content read__internal_content" itemprop="articleBody">{_p(s)}</div>
<div class="read__tags"><h3>Topics</h3><ul><li><a href="/f">Foreign policy</a></li></ul></div><div class="publication">Publication date: {_day(s)}, 17:10</div></div>{FOOT}</body></html>"""


def drupal(s: Story) -> str:
    return f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="dc: http://purl.org/dc/terms/"><head><meta charset="utf-8"><title>{_e(s.title)} | {s.outlet}</title>
<meta name="dcterms.date" content="{s.day}T12:00:00-04:00"><meta name="dcterms.title" content="{_e(s.title)}"><link rel="canonical" href="{s.url}">
</head><body class="node-type-press-release">{NAV}<div role="main"><h1 class="page-title">{_e(s.title)}</h1><div class="node node-press-release">
<div class="field field-name-date"><span class="date-display-single" property="dc:date" datatype="xsd:dateTime" content="{s.day}T12:00:00-04:00">{dt.date.fromisoformat(s.day):%A}, {_day(s)}</span></div>
<div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{_p(s)}</div></div></div></div></div>{FOOT}</body></html>"""


def blog(s: Story) -> str:
    return f"""<html lang="en"><head><meta charset="utf-8"><title>{_e(s.title)}</title><meta property="og:type" content="article">
{_ld(s, "BlogPosting", url=s.url)}</head><body>{NAV}<div class="single-post"><article class="post"><div class="post-header"><h1 class="post-title">{_e(s.title)}</h1>
<div class="pencraft post-date">{_day(s)}</div></div><div class="available-content"><div class="body markup">{_p(s)}</div></div>
<div class="subscribe-widget"><p>Subscribe to our newsletter</p></div></article></div></body></html>"""


def amp(s: Story) -> str:
    return f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{_e(s.title)}</title><link rel="canonical" href="{s.url}">
<script async src="https://cdn.example/v0.js"></script>{_ld(s)}<style amp-boilerplate>body{{visibility:hidden}}</style></head>
<body><header>{NAV}</header><article><h1>{_e(s.title)}</h1><amp-img src="a.jpg" width="10" height="10"></amp-img>{_p(s)}</article>{FOOT}</body></html>"""


def nineties(s: Story) -> str:
    body = "\n<P>\n".join(html.escape(p, quote=False) for p in s.paragraphs)
    return f"""<HTML><HEAD><TITLE>{s.outlet} - {_e(s.title)} - {_day(s)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE BORDER=0 WIDTH=600><TR><TD VALIGN=TOP WIDTH=120>
<A HREF="/">MAIN PAGE</A><BR><A HREF="/WORLD">WORLD</A></TD><TD><H2>{_e(s.title)}</H2>
<P><FONT SIZE="2">{_day(s)}<BR>Web posted at: 10:30 p.m. EDT (0230 GMT)</FONT></P>
<P>
{body}
</TD></TR></TABLE></BODY></HTML>"""


FAMILIES: dict[str, Callable[[Story], str]] = {
    f.__name__: f
    for f in (wordpress, byline_time, guardian_like, blocks, wire, static_agency, nuxt, government, drupal, blog, amp, nineties)
}
