from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from made_timelines import budapest_story, event_lists, ugly

import timeline.view as view
from timeline.chronology import Timeline
from timeline.errors import FormatError, QueryError
from timeline.model.event import Event, EventMention, SourceRef
from timeline.model.vocabulary import Kind, Status
from timeline.view.palette import LOOKS


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


EVIL = Event(
    id="e<1>",
    kind=Kind.CALL,
    status=Status.HELD,
    duration="x",
    sources=(SourceRef("d", None, source="<b>Source</b>", url="javascript:alert(1)"),),
    mentions=(EventMention("d", 0, 4, "<img src=x onerror=alert(1)>", "He said <img src=x onerror=alert(1)> & \x1b[31mleft\u202e", "r"),),
)

# ---------------------------------------------------------------- terminal


@pytest.mark.parametrize("width", [30, 60, 72, 80, 100, 140])
@pytest.mark.parametrize("quotes", [False, True])
def test_the_table_fits_the_width(tl: Timeline, width: int, quotes: bool) -> None:
    text = view.table(tl, width=width, quotes=quotes)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    words = " ".join(text.split())
    for status in ("● held", "□ scheduled", "▷ postponed", "⊘ denied", "? disputed"):
        assert status in words
    assert "2025-10-21" in words, "as of which day"


def test_the_table_tells_what_and_counts(tl: Timeline) -> None:
    text = view.table(tl, width=140)
    assert re.search(r"week of 16 Jul 2018 +● held +2018-07-24 +Summit of Donald Trump and Vladimir Putin, Helsinki +e-helsinki\n", text)
    assert "2018 (stale)" in " ".join(text.split())
    assert text.endswith("2 changes; seen from 2025-10-22\n")
    assert "10 events: 8 encounters (4 held, 1 scheduled, 1 postponed, 1 denied, 1 disputed)" in text
    assert view.table(tl[:0], width=80) == "0 events: 0 encounters, 0 changes; seen from 2025-10-22\n"
    assert view.table(Timeline([])) == "0 events: 0 encounters, 0 changes\n"
    assert "“There will be no summit soon" in view.table(tl, width=140, quotes=True), "the sentence that gives the status"


def test_colours_only_where_asked(tl: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in view.table(tl)
    coloured = view.table(tl, color=True)
    assert "\x1b[38;2;26;127;55m● held" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == view.table(tl).split()


def test_text_of_articles_cannot_steer_the_terminal() -> None:
    text = view.table(Timeline([EVIL]), quotes=True) + view.explain(Timeline([EVIL]), "e<1>")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[red]" in view.table(Timeline([replace(EVIL, mentions=(replace(EVIL.mentions[0], sentence="[red]x[/red]"),))]), quotes=True)


# ---------------------------------------------------------------- explain


def test_explain_names_words_rules_and_sources(tl: Timeline) -> None:
    text = view.explain(tl, "e-budapest-late")
    for line in (
        "e-budapest  Summit of Donald Trump and Vladimir Putin, Budapest (disputed)",
        "“summit” [d1:80-86, meeting.meet]",
        "They agreed to hold a «summit» in Budapest.",
        "scheduled by “agreed to hold” [d1:110-124, status.cue]",
        "2025-10-21  cancelled, said by White House [d2:5-9]",
        "place         Budapest, HU  “Budapest” [d1:90-98, place.city]",
        "Donald Trump (Q22686; President; US)  “Donald Trump” [d1:4-16, name.full]",
        "merged        2 tellings of 2 articles",
        "because same participants and place, no other summit between",
        "changes       no date  c-invited",
        "conflicts     status: cancelled (White House), scheduled (Kirill Dmitriev)",
        "d2  Second Post  2025-10-22 (date from metadata)  https://news.example/d2?a=1&b=2",
        "confidence    0.55 that kind",
    ):
        assert line in text


def test_explain_tells_how_a_date_was_found(tl: Timeline) -> None:
    text = view.explain(tl, "e-helsinki")
    assert "date          week of 16 Jul 2018 (week)" in text
    assert "“last week” [d3:30-39, timex.relative]" in text
    assert "relative_to_dct: Counted from the article's publication day." in text
    assert "merged" not in text
    assert "before: 20 Oct 2025" in view.explain(tl, "e-ministers")


def test_explain_a_change_and_a_correction(tl: Timeline) -> None:
    assert "about         e-ministers  Meeting of Marco Rubio and Sergey Lavrov (postponed)" in view.explain(tl, "c-postponed")
    fixed = Timeline([replace(tl["e-budapest"], status=Status.CANCELLED, corrected=("status",))]).explain("e-budapest")
    assert "status        cancelled, as of 2025-10-22 (set by your correction)" in fixed
    assert "status cancelled (set by your correction; the articles: scheduled, disputed)" in fixed
    with pytest.raises(QueryError, match="no event 'e-nothing'"):
        tl.explain("e-nothing")


def test_explain_what_a_table_tells(tl: Timeline, tmp_path: Path) -> None:
    tl.to_csv(tmp_path / "t.csv")
    text = Timeline.read(tmp_path / "t.csv").explain("e-ministers")
    assert "[d2:300-315, meeting.meet]\n                  The two planned to meet on October 23." in text
    assert "2025-10-21  postponed\n" in text
    assert "“”" not in text
    assert "[:" not in text
    assert text.endswith("read from a table; the .jsonl of the same run tells more\n")


# ---------------------------------------------------------------- notebook


class _Tags(HTMLParser):
    """Every tag is closed where it should be; which tags and links there are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> _Tags:
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    return tags


def test_the_notebook_shows_statuses_in_colour_and_quotes_on_demand(tl: Timeline) -> None:
    text = tl._repr_html_()
    tags = parsed(text)
    assert {"table", "details", "summary", "blockquote", "mark"} <= tags.tags
    assert "script" not in tags.tags
    assert '<span class="tl-held">● held</span><br><small>as of 2018-07-24</small>' in text
    for status, look in LOOKS.items():
        assert f".tl-{status}{{color:{look.light}}}" in text
        assert f".tl-{status}{{color:{look.dark}}}" in text
    assert "https://news.example/d3?a=1&b=2" in tags.links
    assert "<mark>summit</mark> in Helsinki last week." in text


def test_text_of_articles_cannot_become_markup() -> None:
    tags = parsed(Timeline([EVIL])._repr_html_())
    assert "img" not in tags.tags
    assert "b" not in tags.tags
    assert tags.links == [], "no javascript: link"


def test_a_long_timeline_says_how_many_follow(tl: Timeline) -> None:
    text = view.html(tl, most=4)
    assert text.count("<summary>") == 4
    assert "and 6 more: tl[4:]" in text
    assert "10 events, seen from 2025-10-22" in text


@settings(ugly, max_examples=10)
@given(event_lists(most=3))
def test_any_timeline_can_be_shown(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    parsed(timeline._repr_html_())
    text = view.table(timeline, width=60, quotes=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    for event in timeline:
        assert timeline.explain(event.id).startswith(event.id)
    rows = json.dumps(timeline.plot().specification())
    assert rows.count('"sentence": ') == sum(1 for event in timeline if event.start)


# ---------------------------------------------------------------- picture


def rows_of(timeline: Timeline, **options: str) -> dict[str, dict]:
    specification = timeline.plot(**options).specification()
    (data,) = specification["datasets"].values() if "datasets" in specification else [specification["data"]["values"]]
    return {row["id"]: row for row in data}


def test_the_picture_draws_spans_filled_and_windows_open(tl: Timeline) -> None:
    rows = rows_of(tl)
    assert {id: row["form"] for id, row in rows.items()} == {
        "e-helsinki": "window",
        "e-g20": "window",
        "e-talks": "day",
        "e-visit": "span",
        "e-call": "day",
        "c-postponed": "day",
        "e-ministers": "day",
    }
    assert (rows["e-visit"]["start"], rows["e-visit"]["after"]) == ("2025-04-02T00:00:00", "2025-04-04T00:00:00")
    assert rows["e-helsinki"]["sentence"] == "The two presidents held their summit in Helsinki last week."
    assert "3 without a date not shown, seen from 2025-10-22" in json.dumps(tl.plot().specification())


def test_lanes_hold_nothing_twice(tl: Timeline) -> None:
    for lanes in ("kind", "pair"):
        rows = rows_of(tl, lanes=lanes)
        assert {row["lane"] for row in rows.values()} == (
            {"meeting", "call", "visit", "change"} if lanes == "kind" else {"RU – US", "more than two states"}
        )
        places = [(row["row"], row["start"], row["after"]) for row in rows.values()]
        for one in places:
            assert not any(one is not two and one[0] == two[0] and one[1] < two[2] and two[1] < one[2] for two in places)
    with pytest.raises(QueryError, match="not one of kind, pair"):
        tl.plot(lanes="place")


def test_only_statuses_that_occur_are_in_the_key(tl: Timeline) -> None:
    specification = json.dumps(tl.of_kind("call").plot().specification())
    assert '"domain": ["held"]' in specification


def test_a_notebook_shows_it_without_a_network_and_the_same_each_time(tl: Timeline) -> None:
    first, second = tl.plot()._repr_mimebundle_(), tl.plot()._repr_mimebundle_()
    assert first == second
    assert set(first) == {"application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"}
    assert "http" not in json.dumps(first["application/vnd.vegalite.v5+json"]).replace("https://vega.github.io/schema/", "")
    root = ET.fromstring(first["image/svg+xml"])
    assert root.tag.endswith("svg")
    words = "".join(root.itertext())
    assert "Diplomatic timeline" in words
    assert "held" in words


def test_no_two_ticks_of_the_axis_read_the_same(tl: Timeline) -> None:
    """Ten days a tick over eight months: written by its month alone, one label would stand there three times."""
    half = Timeline([event for event in tl if event.start and event.start.year == 2025])
    texts = [node.text or "" for node in ET.fromstring(half.plot().svg()).iter() if node.tag.endswith("text")]
    ticks = [text for text in texts if re.fullmatch(r"(\d{1,2} )?[A-Z][a-z]{2} 2025", text)]
    assert len(ticks) > 2
    assert len(ticks) == len(set(ticks))


def test_a_timeline_without_a_dated_event_is_an_empty_frame(tl: Timeline, tmp_path: Path) -> None:
    for empty, words in ((Timeline([]), "0 dated events"), (tl.with_status("denied"), "0 dated events, 1 without a date not shown")):
        empty.plot().save(tmp_path / "t.png")
        assert words in "".join(ET.fromstring(empty.plot().svg()).itertext())


def test_it_is_saved_as_image_and_data(tl: Timeline, tmp_path: Path) -> None:
    tl.plot().save(tmp_path / "t.png")
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
    tl.plot().save(tmp_path / "t.svg")
    assert ET.parse(tmp_path / "t.svg").getroot().tag.endswith("svg")
    tl.plot().save(tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text())["$schema"].endswith("v5.json")
    tl.plot().save(tmp_path / "t.html")
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=", (tmp_path / "t.html").read_text("utf-8")), "self-contained"
    with pytest.raises(FormatError, match=r"t\.gif: a picture is saved as \.png"):
        tl.plot().save(tmp_path / "t.gif")


def test_without_the_extra_there_is_no_image_and_the_message_names_it() -> None:
    code = """
import sys
sys.modules["vl_convert"] = None
from timeline.chronology import Timeline
from timeline.errors import ExtraError
picture = Timeline([]).plot()
assert "image/svg+xml" not in picture._repr_mimebundle_()
try:
    picture.save("t.png")
except ExtraError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == 't.png: making images needs an extra: pip install "diplomatic-timeline[notebook]"\n'


# ---------------------------------------------------------------- page


def test_the_page_is_written_whole(tl: Timeline, tmp_path: Path) -> None:
    text = tl.to_html()
    assert text is not None
    tl.to_html(tmp_path / "a.html")
    tl.export(tmp_path / "b.html")
    assert (tmp_path / "a.html").read_text("utf-8") == (tmp_path / "b.html").read_text("utf-8") == text
    assert "e-helsinki" in text
