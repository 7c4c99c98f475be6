# ruff: noqa: E501
"""Makes a folder of inputs, good, odd and hostile, and says what each of them must give.

Run by itself, ``python tests/sources/make_fixtures.py FOLDER`` writes the folder, to look at or to try ``timeline check`` on.
What is expected was written down before the readers were tried on these files.
"""

from __future__ import annotations

import base64
import bz2
import functools
import gzip
import importlib.util
import io
import json
import os
import plistlib
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType


def _beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"fixtures_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


stories = _beside("stories")
Story, story, FAMILIES = stories.Story, stories.story, stories.FAMILIES


@dataclass
class Doc:
    """A document that must come of an input. ``text``: exactly this; ``holds``/``lacks``: words in and not in the text;
    ``body``: the paragraphs that are no furniture; ``notes``: one of the document's lines holds each of these, and where there are
    none, there must be no line unless ``quiet`` is false. Title, source and url are compared where given."""

    doc_id: str
    text: str | None = None
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    body: tuple[str, ...] | None = None
    published: str | None = None
    basis: str = "none"
    title: str | None = None
    source: str | None = None
    url: str | None = None
    paths: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quiet: bool = True


@dataclass
class Case:
    """One input: what is written, which documents and which skips (path, words of the reason and remedy) come of it."""

    name: str
    data: bytes | str | None
    docs: tuple[Doc, ...] = ()
    skips: tuple[tuple[str, str], ...] = ()
    needs: str | None = None
    run_notes: tuple[str, ...] = ()
    extra: dict[str, bytes] = field(default_factory=dict)


def J(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def plain(n: int, name: str, text: str | None = None, **more: object) -> Doc:
    return Doc(name, text=text or story(n).text, **more)


def texts() -> Iterator[Case]:
    s = [story(n) for n in range(100, 120)]
    t = [x.text for x in s]
    yield Case("text/plain.txt", t[0], (Doc("text/plain.txt", t[0]),))
    yield Case("text/bom.txt", t[1].encode("utf-8-sig"), (Doc("text/bom.txt", t[1]),))
    yield Case("text/utf16le.txt", t[2].encode("utf-16"), (Doc("text/utf16le.txt", t[2], notes=("UTF-16",)),))
    yield Case("text/utf16be_no_mark.txt", t[3].encode("utf-16-be"), (Doc("text/utf16be_no_mark.txt", t[3], notes=("UTF-16-BE",)),))
    latin = t[4].replace("Foreign Minister", "Foreign Minister Böhm and José").replace("“", '"').replace("”", '"')
    yield Case("text/latin1.txt", latin.encode("latin-1"), (Doc("text/latin1.txt", latin, notes=("cp1252",)),))
    yield Case("text/cp1252.txt", t[5].encode("cp1252"), (Doc("text/cp1252.txt", t[5], notes=("cp1252",)),))
    mac = t[6].replace("the minister told", "the minister’s aide told")
    yield Case("text/mac_roman.txt", mac.encode("mac_roman"), (Doc("text/mac_roman.txt", mac, notes=("mac_roman",)),))
    yield Case("text/crlf.txt", t[7].replace("\n", "\r\n").encode(), (Doc("text/crlf.txt", t[7]),))
    broken = t[8].encode().replace("“".encode(), b"\xe2\x80", 1)
    yield Case(
        "text/one_broken_character.txt", broken, (Doc("text/one_broken_character.txt", holds=("\ufffd", "”"), notes=("broken character",)),)
    )
    wrapped = "\n\n".join("\n".join(_wrap(p, 68)) for p in s[9].paragraphs)
    yield Case(
        "text/wrapped.txt", wrapped, (Doc("text/wrapped.txt", wrapped, body=tuple("\n".join(_wrap(p, 68)) for p in s[9].paragraphs)),)
    )
    caps = t[10].upper()
    yield Case("text/capitals.txt", caps, (Doc("text/capitals.txt", caps, body=tuple(p.upper() for p in s[10].paragraphs)),))
    one = " ".join(s[11].paragraphs)
    yield Case("text/one_line.txt", one, (Doc("text/one_line.txt", one),))
    dated = f" date 2025-10-22 {t[12]}"
    yield Case("text/dated_head.txt", dated, (Doc("text/dated_head.txt", dated, body=s[12].paragraphs),))
    furnished = (
        "Enjoying ad-free content?\nSupport us\n\n"
        + s[13].title
        + "\n\n"
        + t[13]
        + "\n\nRead also: Envoy leaves for the coast\n\nShare on Facebook\n\nSign up for our newsletter\n\n© 2024 The Harbour Post. All rights reserved."
    )
    yield Case("text/furnished.txt", furnished, (Doc("text/furnished.txt", furnished, body=(s[13].title, *s[13].paragraphs)),))
    formula = '=HYPERLINK("http://evil.example","talks")\n\n' + t[14] + "\n\n<script>alert(1)</script>"
    yield Case("text/formula.txt", formula, (Doc("text/formula.txt", formula),))
    nul = t[15].replace("Tuesday", "Tues\x00day")
    yield Case("text/nul.txt", nul, (Doc("text/nul.txt", nul.replace("\x00", "\ufffd"), notes=("1 unusable character",)),))
    yield Case("text/no_suffix", t[16], (Doc("text/no_suffix", t[16]),))
    yield Case("text/Orbán in Łódź – notes.txt", t[17], (Doc("text/Orbán in Łódź – notes.txt", t[17]),))
    tweet = "FM Lund lands in Oslo. Talks with his Jordanian counterpart at 15:00. #diplomacy"
    yield Case("text/tweet.txt", tweet, (Doc("text/tweet.txt", tweet),))
    table = "\n".join(f"{n} May: Minister {stories.NAMES[n % 8]} visits {stories.CITIES[n]}" for n in range(1, 12))
    yield Case("text/table_of_visits.txt", table, (Doc("text/table_of_visits.txt", table, body=tuple(table.split("\n"))),))
    yield Case("text/empty.txt", b"", skips=(("text/empty.txt", "empty"),))
    yield Case("text/blanks.txt", " \n\t\n\u00a0", skips=(("text/blanks.txt", "blanks"),))
    yield Case("text/digits.txt", "12 34 56\n78 90 12 34 56 78 90", skips=(("text/digits.txt", "no words"),))
    russian = "Министр иностранных дел прибыл в столицу для переговоров с официальными лицами, сообщила его пресс-служба во вторник. " * 3
    yield Case("text/russian.txt", russian, skips=(("text/russian.txt", "Russian"),))
    yield Case("text/russian_cp1251.txt", russian.encode("cp1251"), skips=(("text/russian_cp1251.txt", "Russian"),))
    german = "Der Außenminister ist am Dienstag zu Gesprächen in der Hauptstadt eingetroffen, wie sein Büro am Abend mitteilte. " * 3
    yield Case("text/german.txt", german, skips=(("text/german.txt", "German"),))
    yield Case(
        "text/page_named.txt",
        FAMILIES["amp"](story(118)),
        (Doc("text/page_named.txt", story(118).text, published="2018-07-24", basis="page", title=story(118).title),),
    )
    yield Case(
        "text/json_named.txt",
        J({"text": story(119).text, "published": "2020-01-02"}),
        (Doc("text/json_named.txt", story(119).text, published="2020-01-02", basis="field"),),
    )
    yield Case("text/picture_named.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, skips=(("text/picture_named.txt", "picture"),))
    yield Case("text/noise.txt", bytes((n * 7919 + n // 251) % 256 for n in range(5000)), skips=(("text/noise.txt", "binary"),))
    yield Case("text/model.pkl", b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00cos\nsystem\n", skips=(("text/model.pkl", "never loaded"),))
    yield Case("text/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, skips=(("text/old.doc", "old Word"),))
    yield Case("text/letter.rtf", b"{\\rtf1\\ansi Talks}", skips=(("text/letter.rtf", "RTF"),))
    yield Case("text/photo.jpg", b"\xff\xd8\xff\xe0 picture")
    yield Case("text/.hidden.txt", t[18])


def _wrap(paragraph: str, width: int) -> list[str]:
    out, line = [], ""
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > width:
            out.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*out, line]


def jsons() -> Iterator[Case]:
    t = [story(n).text for n in range(130, 160)]
    full = {
        "doc_id": "harbour-1",
        "title": "Talks resume",
        "published": "2018-07-24",
        "source": "The Harbour Post",
        "url": "https://h.example/1",
        "text": t[0],
    }
    one = Doc(
        "harbour-1", t[0], published="2018-07-24", basis="field", title="Talks resume", source="The Harbour Post", url="https://h.example/1"
    )
    yield Case("json/doc.json", J(full), (one,))
    two = [{"doc_id": f"two-{n}", "text": t[n]} for n in (1, 2)]
    yield Case("json/list.json", J(two), (Doc("two-1", t[1]), Doc("two-2", t[2])))
    yield Case(
        "json/api.json",
        J(
            {
                "status": "ok",
                "articles": [
                    {"title": "A", "publishedAt": "2019-03-04T22:00:00Z", "source": {"id": None, "name": "Wire"}, "content": t[3]}
                ],
            }
        ),
        (
            Doc(
                "json/api.json#1",
                t[3],
                published="2019-03-04",
                basis="field",
                title="A",
                source="Wire",
                notes=("text=content", "published=publishedAt"),
                quiet=False,
            ),
        ),
    )
    lines = "\n".join(
        (
            J({"doc_id": "l1", "text": t[4]}),
            "{broken",
            "",
            "[1, 2]",
            J({"text": t[5]}),
            J({"doc_id": "l3", "title": "no text"}),
            J({"doc_id": "l4", "text": 7}),
        )
    )
    yield Case(
        "json/lines.jsonl",
        lines,
        (Doc("l1", t[4]), Doc("json/lines.jsonl#5", t[5])),
        (
            ("json/lines.jsonl:2", "no valid JSON"),
            ("json/lines.jsonl:4", "object"),
            ("json/lines.jsonl:6", "no column or key for the text"),
            ("json/lines.jsonl:7", "no text but a number"),
        ),
    )
    yield Case(
        "json/lines_named.json",
        J({"doc_id": "m1", "text": t[6]}) + "\n" + J({"doc_id": "m2", "text": t[7]}),
        (Doc("m1", t[6]), Doc("m2", t[7])),
    )
    yield Case("json/bad.json", '{"text": "unfinished', skips=(("json/bad.json", "no valid JSON"),))
    yield Case("json/deep.json", '{"a":' + "[" * 100_000 + "]" * 100_000 + "}", skips=(("json/deep.json", "nested"),))
    yield Case("json/empty_list.json", "[]", skips=(("json/empty_list.json", "empty list"),))
    yield Case("json/null_date.json", J({"doc_id": "nd", "text": t[8], "published": None}), (Doc("nd", t[8]),))
    yield Case(
        "json/two_ways_date.json", J({"doc_id": "tw", "text": t[9], "published": "03/04/2019"}), (Doc("tw", t[9], notes=("several days",)),)
    )
    yield Case(
        "json/no_date.json",
        J({"doc_id": "no", "text": t[10], "published": "2019-02-30"}),
        (Doc("no", t[10], notes=("no day of the calendar",)),),
    )
    yield Case(
        "json/late_offset.json",
        J({"doc_id": "lo", "text": t[11], "published": "2025-10-22T23:30:00-05:00"}),
        (Doc("lo", t[11], published="2025-10-22", basis="field"),),
    )
    yield Case(
        "json/month_name.json",
        J({"doc_id": "mn", "text": t[12], "published": "22 October 2025"}),
        (Doc("mn", t[12], published="2025-10-22", basis="field"),),
    )
    yield Case(
        "json/surrogate.json",
        '{"doc_id": "su", "text": ' + json.dumps(t[13] + " \ud800 end") + "}",
        (Doc("su", t[13] + " \ufffd end", notes=("1 unusable",)),),
    )
    yield Case(
        "json/own_language.json", J({"doc_id": "ol", "text": t[14], "language": "ru"}), skips=(("json/own_language.json", "Russian"),)
    )
    yield Case(
        "json/same_text_own_ids.jsonl",
        J({"doc_id": "s1", "text": t[15]}) + "\n" + J({"doc_id": "s2", "text": t[15]}),
        (Doc("s1", t[15]), Doc("s2", t[15])),
    )
    yield Case("json/our_events.jsonl", '{"id": "e1", "family": "encounter", "kind": "meeting", "mentions": []}\n')
    yield Case("json/old.run.json", '{"version": "0.1"}')


def tables() -> Iterator[Case]:
    t = [story(n).text for n in range(170, 200)]
    yield Case(
        "table/contract.csv",
        _csv(
            [
                ["doc_id", "title", "published", "source", "url", "text"],
                ["c1", "A", "2020-02-02", "Wire", "https://w.example/1", t[0]],
                ["c2", "B", "", "", "", t[1]],
            ]
        ),
        (
            Doc("c1", t[0], published="2020-02-02", basis="field", title="A", source="Wire", url="https://w.example/1"),
            Doc("c2", t[1], title="B"),
        ),
    )
    yield Case(
        "table/dump.csv",
        _csv([["headline", "body", "date", "publication"], ["A", t[2], "2021-05-06", "Wire"]]),
        (Doc("table/dump.csv#2", t[2], published="2021-05-06", basis="field", title="A", source="Wire", notes=("text=body",)),),
    )
    yield Case(
        "table/excel.csv",
        ("sep=;\n" + _csv([["doc_id", "published", "text"], ["x1", "24.12.2020", t[3]]], ";")).encode("cp1252"),
        (Doc("x1", t[3], published="2020-12-24", basis="field"),),
    )
    yield Case(
        "table/tabs.tsv",
        _csv([["doc_id", "published", "text"], ["t1", "2020-12-24", t[4].replace("\n", " ")]], "\t"),
        (Doc("t1", t[4].replace("\n", " "), published="2020-12-24", basis="field"),),
    )
    yield Case("table/no_text.csv", _csv([["day", "who", "where"], ["2020-01-01", "A", "Oslo"]]), skips=(("table/no_text.csv", "--map"),))
    yield Case(
        "table/rows.csv",
        _csv([["doc_id", "published", "text"], ["r1", "31/12/20", t[5]], ["r2", "2020-01-01", ""], ["r3", "2020-01-01"]]),
        (Doc("r1", t[5], notes=("several days",)),),
        (("table/rows.csv:", "empty"), ("table/rows.csv:", "no text")),
    )
    yield Case("table/our_events.csv", "id,start,end,when,family,kind,status\ne1,,,,encounter,meeting,held\n")
    yield Case("table/data.parquet", None, (Doc("p1", t[6], published="2020-02-03", basis="field"), Doc("p2", t[7])), needs="pyarrow")
    yield Case("table/book.xlsx", None, (Doc("w1", t[8], published="2020-02-04", basis="field"),), needs="openpyxl")


def _csv(rows: list[list[str]], delimiter: str = ",") -> str:
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def pages() -> Iterator[Case]:
    for n, (name, shape) in enumerate(FAMILIES.items(), 200):
        day = "1998-07-24" if name == "nineties" else "2018-07-24"
        s = story(n, day=day)
        bare = name in ("static_agency", "government", "drupal", "nineties")
        yield Case(
            f"pages/{name}.html",
            shape(s),
            (
                Doc(
                    f"pages/{name}.html",
                    body=s.paragraphs,
                    published=day,
                    basis="page",
                    title=s.title,
                    source=None if bare else s.outlet,
                    url=None if name in ("static_agency", "nineties") else s.url,
                    lacks=("cookies", "All rights reserved", "Most viewed", "Popular", "Great post"),
                ),
            ),
        )
    s = story(220, url="https://www.harbour-post.example/2017/05/01/talks")
    yield Case(
        "pages/conflict.html",
        FAMILIES["wordpress"](s),
        (Doc("pages/conflict.html", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title, notes=("2017-05-01",)),),
    )
    s = story(221)
    bare = f"<html lang='en'><head><title>{s.title}</title></head><body><h1>{s.title}</h1>{stories._p(s)}</body></html>"
    yield Case("pages/undated.html", bare, (Doc("pages/undated.html", body=s.paragraphs, title=s.title),))
    s = story(222, day="1970-01-01")
    yield Case("pages/epoch.html", FAMILIES["amp"](s), (Doc("pages/epoch.html", body=s.paragraphs, title=s.title, notes=("1970-01-01",)),))
    s = story(223)
    by_url = f"<html lang='en'><head><title>{s.title}</title><link rel='canonical' href='https://x.example/news/2018/07/24/talks.html'></head><body><h1>{s.title}</h1>{stories._p(s)}</body></html>"
    yield Case(
        "pages/by_address.html",
        by_url,
        (
            Doc(
                "pages/by_address.html",
                body=s.paragraphs,
                published="2018-07-24",
                basis="page",
                title=s.title,
                url="https://x.example/news/2018/07/24/talks.html",
            ),
        ),
    )
    login = "<html><head><title>Log in</title></head><body><form><input name=u><input name=p type=password></form></body></html>"
    yield Case("pages/login.html", login, skips=(("pages/login.html", "no article"),))
    s = story(224)
    deep = "<html lang='en'><body>" + "<div>" * 20_000 + stories._p(s) + "</div>" * 20_000 + "</body></html>"
    yield Case("pages/deep.html", deep, skips=(("pages/deep.html", "nested"),))
    s = story(225)
    cp = FAMILIES["amp"](s).replace('<meta charset="utf-8">', '<meta charset="windows-1252">').encode("cp1252")
    yield Case("pages/cp1252.html", cp, (Doc("pages/cp1252.html", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title),))
    ours = '<!doctype html><html><head><meta name="generator" content="diplomatic-timeline"></head><body>x</body></html>'
    yield Case("pages/our_view.html", ours)
    s = story(226, day="2052-07-24")
    yield Case(
        "pages/future.html",
        FAMILIES["wordpress"](s),
        (Doc("pages/future.html", body=s.paragraphs, published="2052-07-24", basis="page", title=s.title, notes=("2052-07-24",)),),
    )


def saved() -> Iterator[Case]:
    s = story(240)
    wayback = FAMILIES["byline_time"](s).replace(
        "<head>", '<head><script src="//archive.org/includes/athena.js"></script><script>__wm.init("https://web.archive.org/web");</script>'
    ).replace('<link rel="canonical"', "<link").replace(s.url, f"https://web.archive.org/web/20251022143015/{s.url}") + (
        "\n<!--\n     FILE ARCHIVED ON 14:30:15 Oct 22, 2025 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 09:00:00 Nov 01, 2025.\n-->"
    )
    yield Case(
        "saved/wayback.html",
        wayback,
        (Doc("saved/wayback.html", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title, url=s.url),),
    )
    s = story(241)
    bare = f"<html lang='en'><head><title>{s.title}</title></head><body><h1>{s.title}</h1>{stories._p(s)}</body></html>\n<!--\n FILE ARCHIVED ON 14:30:15 Oct 22, 2025 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 09:00:00 Nov 01, 2025.\n-->"
    yield Case("saved/wayback_undated.html", bare, (Doc("saved/wayback_undated.html", body=s.paragraphs, title=s.title),))
    s = story(242)
    today = f"""<html><head><title>{s.title}</title><meta property="og:site_name" content="archive.ph"><link rel="canonical" href="https://archive.ph/2025.10.22-101500/{s.url}">
<meta property="og:url" content="https://archive.ph/AbCdE"></head><body><div id="HEADER"><table><tr><td>archive.today<br>webpage capture</td>
<td><form><input name="q" type="text" value="{s.url}"></form><time itemprop="pubdate" datetime="2025-10-22T10:15:00Z">22 Oct 2025 10:15:00 UTC</time></td></tr></table></div>
<div id="CONTENT"><article><h1>{s.title}</h1><div>{stories._p(s)}</div></article></div></body></html>"""
    yield Case("saved/archive_today.html", today, (Doc("saved/archive_today.html", body=s.paragraphs, title=s.title, url=s.url),))
    s = story(243)
    single = (
        FAMILIES["blocks"](s)
        .replace(
            '<html lang="en-GB">',
            f'<html lang="en-GB"><!--\n Page saved with SingleFile \n url: {s.url} \n saved date: Wed Oct 22 2025 16:30:15 GMT+0200\n-->',
        )
        .replace('src="a.jpg"', 'src="data:image/png;base64,' + "A" * 400_000 + '"')
    )
    yield Case(
        "saved/singlefile.html",
        single,
        (Doc("saved/singlefile.html", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title, source=s.outlet, url=s.url),),
    )
    s = story(244)
    yield Case(
        "saved/chrome.mhtml",
        _mhtml(FAMILIES["guardian_like"](s), s.url),
        (Doc("saved/chrome.mhtml", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title, source=s.outlet, url=s.url),),
    )
    s = story(245)
    web = plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": FAMILIES["wire"](s).encode(),
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": s.url,
                "WebResourceFrameName": "",
            }
        },
        fmt=plistlib.FMT_BINARY,
    )
    yield Case(
        "saved/safari.webarchive",
        web,
        (
            Doc(
                "saved/safari.webarchive",
                body=s.paragraphs,
                published="2018-07-24",
                basis="page",
                title=s.title,
                source=s.outlet,
                url=s.url,
            ),
        ),
    )
    s = story(246)
    page = (
        FAMILIES["byline_time"](s)
        .replace("<html lang", f"<!-- saved from url=({len(s.url):04d}){s.url} -->\n<html lang")
        .replace(f'content="{s.url}"', 'content=""')
    )
    yield Case(
        "saved/Talks resume - The Harbour Post.html",
        page,
        (
            Doc(
                "saved/Talks resume - The Harbour Post.html",
                body=s.paragraphs,
                published="2018-07-24",
                basis="page",
                title=s.title,
                source=s.outlet,
                url=s.url,
            ),
        ),
        extra={
            "saved/Talks resume - The Harbour Post_files/saved_resource.html": FAMILIES["amp"](story(999)).encode(),
            "saved/Talks resume - The Harbour Post_files/a.css": b"p {}",
            "saved/Talks resume - The Harbour Post_files/ad.txt": b"Buy the best talks",
        },
        run_notes=("2 companion folders of saved pages passed over (4 files)",),
    )
    s = story(247)
    odd = FAMILIES["amp"](s).replace("<article>", '<article><img src="assets-2018/logo.svg">')
    yield Case(
        "saved/odd.html",
        odd,
        (Doc("saved/odd.html", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title),),
        extra={"saved/assets-2018/frame.html": FAMILIES["amp"](story(998)).encode()},
    )
    s, other = story(248), story(249)
    index = (
        '<html lang="en"><head><title>Index</title></head><body><img src="mirror/logo.png"><a href="mirror/a.html">One</a></body></html>'
    )
    yield Case(
        "saved/index.html",
        index,
        (Doc("saved/mirror/a.html", body=other.paragraphs, published="2018-07-24", basis="page", title=other.title),),
        (("saved/index.html", "no article"),),
        extra={"saved/mirror/a.html": FAMILIES["amp"](other).encode()},
    )
    s = story(250)
    twice = Doc(
        "saved/twice/a.html",
        body=s.paragraphs,
        published="2018-07-24",
        basis="page",
        title=s.title,
        paths=("twice/a.html", "twice/b.mhtml"),
    )
    yield Case(
        "saved/twice/a.html", FAMILIES["wordpress"](s), (twice,), extra={"saved/twice/b.mhtml": _mhtml(FAMILIES["wordpress"](s), s.url)}
    )


def _mhtml(page: str, url: str) -> bytes:
    boundary = "----MultipartBoundary--abc----"
    body = base64.encodebytes(page.encode()).decode()
    return (
        (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Saved page\r\nDate: Wed, 22 Oct 2025 14:30:15 -0000\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n--{boundary}\r\nContent-Type: text/html\r\n'
            f"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {url}\r\n\r\n{body}\r\n--{boundary}\r\nContent-Type: image/png\r\n"
            f"Content-Transfer-Encoding: base64\r\nContent-Location: https://h.example/a.png\r\n\r\niVBORw0KGgo=\r\n--{boundary}--\r\n"
        )
        .replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .encode()
    )


def feeds() -> Iterator[Case]:
    a, b, c = story(260), story(261), story(262)
    rss = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title><link>https://h.example</link>
<item><title>{a.title}</title><link>{a.url}</link><guid>{a.url}</guid><pubDate>Tue, 24 Jul 2018 23:30:00 -0500</pubDate><description>Short.</description><content:encoded><![CDATA[{stories._p(a)}]]></content:encoded></item>
<item><title>{b.title}</title><link>{b.url}</link><pubDate>Wed, 25 Jul 2018 10:00:00 GMT</pubDate><description>{b.paragraphs[0]}</description></item>
<item><title>Nothing but a title</title><link>https://h.example/3</link></item></channel></rss>"""
    yield Case(
        "feeds/rss.xml",
        rss,
        (
            Doc("feeds/rss.xml#1", a.text, published="2018-07-24", basis="feed", title=a.title, source="The Harbour Post", url=a.url),
            Doc(
                "feeds/rss.xml#2",
                b.paragraphs[0],
                published="2018-07-25",
                basis="feed",
                title=b.title,
                source="The Harbour Post",
                url=b.url,
            ),
        ),
        (("feeds/rss.xml#3", "no text"),),
    )
    atom = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>{c.title}</title><link href="{c.url}"/>
<id>urn:1</id><published>2018-07-24T22:00:00+03:00</published><updated>2019-01-01T00:00:00Z</updated><content type="html">{stories.html.escape(stories._p(c))}</content></entry></feed>"""
    yield Case(
        "feeds/atom.xml",
        atom,
        (Doc("feeds/atom.xml#1", c.text, published="2018-07-24", basis="feed", title=c.title, source="Wire", url=c.url),),
    )
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
        + "]><rss version='2.0'><channel><title>x</title><item><title>t</title><description>&j;</description></item></channel></rss>"
    )
    yield Case("feeds/laughs.xml", laughs, skips=(("feeds/laughs.xml", "entities"),))
    yield Case("feeds/unknown.xml", "<?xml version='1.0'?><inventory><thing/></inventory>", skips=(("feeds/unknown.xml", "XML of a kind"),))
    yield Case(
        "feeds/empty.rss",
        '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
        skips=(("feeds/empty.rss", "no article"),),
    )


def mails() -> Iterator[Case]:
    a, b, c = story(270), story(271), story(272)
    yield Case(
        "mail/letter.eml",
        _mail(a).as_bytes(),
        (Doc("mail/letter.eml", holds=a.paragraphs, published="2018-07-24", basis="field", title=a.title),),
    )
    html = EmailMessage()
    html["From"], html["To"], html["Subject"], html["Date"] = (
        "Desk <desk@wire.example>",
        "me@example.org",
        b.title,
        "Tue, 24 Jul 2018 12:00:00 +0000",
    )
    html.set_content(stories._p(b), subtype="html")
    yield Case(
        "mail/page.eml", html.as_bytes(), (Doc("mail/page.eml", holds=b.paragraphs, published="2018-07-24", basis="field", title=b.title),)
    )
    box = b"".join(b"From desk@wire.example Tue Jul 24 12:00:00 2018\n" + _mail(s).as_bytes() + b"\n" for s in (c, story(273)))
    yield Case(
        "mail/box.mbox",
        box,
        (
            Doc("mail/box.mbox#1", holds=c.paragraphs, published="2018-07-24", basis="field", title=c.title),
            Doc("mail/box.mbox#2", holds=story(273).paragraphs, published="2018-07-24", basis="field", title=story(273).title),
        ),
    )


def _mail(s: Story) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = (
        "Desk <desk@wire.example>",
        "me@example.org",
        s.title,
        "Tue, 24 Jul 2018 23:00:00 -0700",
    )
    mail["Message-ID"] = "<1@wire.example>"
    mail.set_content(s.text)
    mail.add_alternative(f"<html><body>{stories._p(s)}</body></html>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return mail


def papers() -> Iterator[Case]:
    s = story(280)
    yield Case("pdf/report.pdf", _pdf(_wrap(s.text, 80)), (Doc("pdf/report.pdf", holds=("grain shipments",)),), needs="pypdf")
    yield Case("pdf/scan.pdf", _pdf([]), skips=(("pdf/scan.pdf", "ocrmypdf"),), needs="pypdf")
    yield Case("pdf/broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", skips=(("pdf/broken.pdf", "PDF"),), needs="pypdf")


def _pdf(rows: list[str]) -> bytes:
    """A small valid PDF with one page of text."""
    escaped = [r.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("“", '"').replace("”", '"') for r in rows]
    stream = ("BT /F1 10 Tf 40 800 Td 12 TL " + " ".join(f"({r}) Tj T*" for r in escaped) + " ET").encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def archives() -> Iterator[Case]:
    t = [story(n).text for n in range(290, 310)]
    bundle = _zip(
        {"news/a.txt": t[0], "b.json": J({"doc_id": "zip-b", "text": t[1]}), "photo.jpg": "x", "c.html": FAMILIES["amp"](story(310))}
    )
    yield Case(
        "archive/bundle.zip",
        bundle,
        (
            Doc("archive/bundle.zip/news/a.txt", t[0]),
            Doc("zip-b", t[1]),
            Doc("archive/bundle.zip/c.html", body=story(310).paragraphs, published="2018-07-24", basis="page", title=story(310).title),
        ),
    )
    yield Case(
        "archive/bundle.tar.gz",
        gzip.compress(_tar({"x/a.txt": t[2], "x/b.txt": t[3]}), mtime=0),
        (Doc("archive/bundle.tar.gz/x/a.txt", t[2]), Doc("archive/bundle.tar.gz/x/b.txt", t[3])),
    )
    yield Case("archive/one.txt.gz", gzip.compress(t[4].encode(), mtime=0), (Doc("archive/one.txt.gz", t[4]),))
    yield Case("archive/one.txt.bz2", bz2.compress(t[5].encode()), (Doc("archive/one.txt.bz2", t[5]),))
    yield Case(
        "archive/traversal.zip",
        _zip({"../../evil.txt": t[6], "/etc/evil.txt": t[7], "good.txt": t[8]}),
        (Doc("archive/traversal.zip/good.txt", t[8]),),
        (("archive/traversal.zip/", "points out of the archive"), ("archive/traversal.zip/", "points out of the archive")),
    )
    yield Case(
        "archive/links.tar",
        _tar({"ok.txt": t[9]}, links={"evil.txt": "/etc/passwd"}),
        (Doc("archive/links.tar/ok.txt", t[9]),),
        (("archive/links.tar/evil.txt", "link"),),
    )
    yield Case("archive/bomb.zip", _zip({"bomb.txt": "0 " * 20_000_000}), skips=(("archive/bomb.zip/bomb.txt", "unpacks to"),))
    yield Case("archive/bomb.gz", gzip.compress(b"0 " * 20_000_000, 9, mtime=0), skips=(("archive/bomb.gz", "unpacks to"),))
    yield Case(
        "archive/nested.zip",
        _zip({"1.zip": _zip({"2.zip": _zip({"3.zip": _zip({"deep.txt": t[10]})})})}),
        skips=(("archive/nested.zip/1.zip/2.zip/3.zip", "archives inside archives"),),
    )
    yield Case("archive/inner.zip", _zip({"in.zip": _zip({"a.txt": t[11]})}), (Doc("archive/inner.zip/in.zip/a.txt", t[11]),))
    yield Case("archive/cut.zip", bundle[: len(bundle) // 2], skips=(("archive/cut.zip", "damaged"),))
    yield Case("archive/cut.txt.gz", gzip.compress(t[12].encode() * 50, mtime=0)[:200], skips=(("archive/cut.txt.gz", "damaged"),))
    yield Case("archive/nameless.zip", _without_name(_zip({"x": t[13]})), skips=(("archive/nameless.zip", "damaged"),))
    yield Case("archive/empty.zip", _zip({}), skips=(("archive/empty.zip", "empty"),))


def _zip(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2018, 7, 24, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_name(data: bytes) -> bytes:
    """A ZIP of one entry whose name in the directory is empty."""
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = bytearray(data[at:end])
    entry[28:30], entry[46:47] = b"\0\0", b""
    tail = bytearray(data[end:])
    tail[12:16] = len(entry).to_bytes(4, "little")
    return data[:at] + bytes(entry) + bytes(tail)


def _tar(files: dict[str, str], links: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
        for name, target in (links or {}).items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            archive.addfile(entry)
    return out.getvalue()


def timeml() -> Iterator[Case]:
    tml = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DOCID>wire-1</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="1998-02-13T14:26:00" functionInDocument="CREATION_TIME">02/13/1998 14:26:00</TIMEX3></DCT>
<TITLE>Talks resume</TITLE><TEXT>
The minister <EVENT eid="e1" class="OCCURRENCE">met</EVENT> his counterpart &amp; an aide <TIMEX3 tid="t1" type="DATE" value="1998-02-12">Thursday</TIMEX3> in Oslo.

They will meet again, he <EVENT eid="e2" class="REPORTING">said</EVENT>.
</TEXT></TimeML>"""
    text = "\nThe minister met his counterpart & an aide Thursday in Oslo.\n\nThey will meet again, he said.\n"
    yield Case("timeml/wire_0001.tml", tml, (Doc("wire_0001", text, published="1998-02-13", basis="field", title="Talks resume"),))
    yield Case("timeml/no_text.tml", "<?xml version='1.0'?><TimeML><DOCID>x</DOCID></TimeML>", skips=(("timeml/no_text.tml", "<TEXT>"),))


def metadata() -> Iterator[Case]:
    t = [story(n).text for n in range(320, 330)]
    rows = [
        ["file", "published", "title", "source", "url"],
        ["a.txt", "2019-08-09", "A title", "Wire", "https://w.example/a"],
        ["b.txt", "22/10/25", "B title", "", ""],
        ["../plain.txt", "2020-01-01", "", "", ""],
        ["missing.txt", "2020-01-01", "", "", ""],
        ["c.json", "2021-01-02", "", "", ""],
        ["a.txt", "2011-11-11", "", "", ""],
    ]
    yield Case(
        "meta/metadata.csv",
        _csv(rows).encode("utf-8-sig"),
        (
            Doc("a.txt", t[0], published="2019-08-09", basis="metadata", title="A title", source="Wire", url="https://w.example/a"),
            Doc("b.txt", t[1], title="B title"),
            Doc("meta-c", t[2], published="2021-01-02", basis="metadata", notes=("2021-01-02", "2021-01-01")),
        ),
        run_notes=(
            "meta/metadata.csv:3: 'published' is '22/10/25', which could be several days. Write 2025-10-22. The document is read without a date.",
            "meta/metadata.csv:4: '../plain.txt' points out of the folder",
            "meta/metadata.csv:5: 'missing.txt' is not among the documents",
            "meta/metadata.csv:7: 'a.txt' has a row already",
        ),
        extra={
            "meta/a.txt": t[0].encode(),
            "meta/b.txt": t[1].encode(),
            "meta/c.json": J({"doc_id": "meta-c", "text": t[2], "published": "2021-01-01"}).encode(),
        },
    )


def words() -> Iterator[Case]:
    s = story(340)
    yield Case("word/note.docx", _docx(s), (Doc("word/note.docx", s.text, title=s.title),))
    yield Case(
        "word/trap.docx", _zip({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), skips=(("word/trap.docx", "entities"),)
    )
    yield Case("word/other.docx", _zip({"readme.txt": "x"}), skips=(("word/other.docx", "no Word document"),))


def _docx(s: Story) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = "".join(
        f"<w:p><w:r><w:t>{p[:40]}</w:t></w:r><w:r><w:t xml:space='preserve'>{p[40:]}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        for p in s.paragraphs
    )
    core = f'<cp:coreProperties xmlns:cp="http://c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{s.title}</dc:title></cp:coreProperties>'
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<?xml version='1.0'?><w:document {space}><w:body>{rows}</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )


def warcs() -> Iterator[Case]:
    a, b = story(350), story(351)
    data = (
        _warc(a, "")
        + _warc(b, "chunked")
        + _record("response", "https://h.example/x.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG")
    )
    docs = tuple(
        Doc(f"{{}}#{n}", body=s.paragraphs, published="2018-07-24", basis="page", title=s.title, source=s.outlet, url=s.url)
        for n, s in ((2, a), (4, b))
    )
    for name, packed in (("warc/crawl.warc", data), ("warc/packed.warc.gz", None)):
        if packed is None:
            c = story(352)
            packed, docs = (
                gzip.compress(_record("warcinfo", "", b"x"), mtime=0) + gzip.compress(_warc(c, ""), mtime=0),
                (Doc("{}#3", body=c.paragraphs, published="2018-07-24", basis="page", title=c.title, source=c.outlet, url=c.url),),
            )
        yield Case(name, packed, tuple(replace(doc, doc_id=doc.doc_id.format(name)) for doc in docs))
    yield Case("warc/cut.warc", data[:300], skips=(("warc/cut.warc", "damaged"),))


def _warc(s: Story, coding: str) -> bytes:
    page = FAMILIES["wire"](s).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    if coding:
        head += b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
        packed = gzip.compress(page, mtime=0)
        page = (
            b"".join(b"%x\r\n%s\r\n" % (len(packed[n : n + 500]), packed[n : n + 500]) for n in range(0, len(packed), 500)) + b"0\r\n\r\n"
        )
    return _record("request", s.url, b"GET / HTTP/1.1\r\n\r\n") + _record("response", s.url, head + b"\r\n" + page)


def _record(kind: str, url: str, body: bytes) -> bytes:
    mime = "application/http; msgtype=response" if kind == "response" else "text/plain"
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-10-22T10:00:00Z\r\nContent-Type: {mime}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
    )


GROUPS = {
    "text": texts,
    "json": jsons,
    "table": tables,
    "pages": pages,
    "saved": saved,
    "feeds": feeds,
    "mail": mails,
    "pdf": papers,
    "archive": archives,
    "word": words,
    "warc": warcs,
    "timeml": timeml,
    "meta": metadata,
}
SPECIAL_SKIPS = {"pipe": "pipe", "loop/again": "link back", "dangling.txt": "cannot be read"}


@functools.cache
def cases() -> tuple[Case, ...]:
    return tuple(case for group in GROUPS.values() for case in group())


def write(folder: Path) -> None:
    """Write every input below ``folder``, and the special files where the system has them."""
    for case in cases():
        for name, data in {case.name: case.data, **case.extra}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                _binary_table(path)
            else:
                path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    special(folder / "special")


def special(folder: Path) -> None:
    """A pipe, a link back to the folder itself, a link to nothing."""
    (folder / "loop").mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / "pipe")
    os.symlink(folder, folder / "loop" / "again")
    os.symlink(folder / "gone.txt", folder / "dangling.txt")


def _binary_table(path: Path) -> None:
    t = [story(n).text for n in range(170, 200)]
    if path.suffix == ".parquet":
        if importlib.util.find_spec("pyarrow"):
            import pyarrow as pa
            import pyarrow.parquet as pq

            pq.write_table(pa.table({"doc_id": ["p1", "p2"], "published": ["2020-02-03", None], "text": [t[6], t[7]]}), path)
    elif importlib.util.find_spec("openpyxl"):
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["doc_id", "published", "text"])
        book.active.append(["w1", "2020-02-04", t[8]])
        book.save(path)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
