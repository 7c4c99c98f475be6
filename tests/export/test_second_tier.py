"""The formats of other tools: their structure, their dates, and that text from articles stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from made_timelines import D, budapest_story, event_lists, lavrov, rubio, state, ugly, window

from timeline import export
from timeline.chrono.interval import Interval, Precision
from timeline.chronology import Timeline
from timeline.export.plover import crosswalk
from timeline.export.timelinejs import HEADER
from timeline.model.event import Dating, Event
from timeline.model.vocabulary import Kind, Status


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


def lines(text: str) -> dict[str, dict]:
    return {record["id"]: record for record in map(json.loads, text.splitlines())}


# ---------------------------------------------------------------- TimelineJS


def slides(timeline: Timeline, **options: int) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.text(timeline, "timelinejs", **options), newline="")))


def test_timelinejs_has_the_template_s_header(tl: Timeline) -> None:
    first = export.text(tl, "timelinejs").split("\r\n")[0]
    assert first == (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,"
        "Media Thumbnail,Type,Group,Background"
    )
    assert not {"Start Date", "End Date"} & set(HEADER), "their presence makes the reader pass over the other dates"


def test_timelinejs_never_pads_a_date(tl: Timeline) -> None:
    found = {row["Headline"].split(" of ")[0]: row for row in slides(tl)}
    assert (found["Summit"]["Year"], found["Summit"]["Month"], found["Summit"]["Day"]) == ("2018", "7", "")
    assert found["Summit"]["Display Date"] == "week of 16 Jul 2018 (held)"
    visit = found["Visit"]
    assert [visit[name] for name in ("Year", "Month", "Day", "End Year", "End Month", "End Day")] == ["2025", "4", "2", "2025", "4", "3"]
    over = Event(id="e", kind=Kind.VISIT, dating=window("2025-12-20", "2026-01-10", Precision.MONTH, "around new year"))
    (row,) = slides(Timeline([over]))
    assert [row[name] for name in ("Year", "Month", "Day", "End Year", "End Month", "End Day")] == ["2025", "", "", "2026", "", ""]


def test_timelinejs_escapes_and_shortens(tl: Timeline) -> None:
    assert len(slides(tl, top=2)) == 2
    evil = Event(
        id="e", kind=Kind.CALL, dating=window("2025-01-01", "2025-01-01", Precision.DAY, "x"), participants=(state("RU", "<script>x"),)
    )
    assert slides(Timeline([evil]))[0]["Headline"] == "Call of &lt;script&gt;x"


# ---------------------------------------------------------------- vis-timeline, markwhen


def test_vis_items(tl: Timeline) -> None:
    data = json.loads(export.text(tl, "vis"))
    items = {item["id"]: item for item in data["items"]}
    assert set(items) == {event.id for event in tl if event.start}
    assert items["e-call"]["type"] == "point"
    assert "end" not in items["e-call"]
    assert (items["e-visit"]["type"], items["e-visit"]["start"], items["e-visit"]["end"]) == ("range", "2025-04-02", "2025-04-04")
    assert items["e-helsinki"]["className"] == "held window"
    assert {item["group"] for item in data["items"]} == {group["id"] for group in data["groups"]}


def test_vis_content_cannot_become_markup() -> None:
    evil = Event(
        id="e", kind=Kind.CALL, dating=window("2025-01-01", "2025-01-01", Precision.DAY, "x"), participants=(state("RU", "<img src=x>"),)
    )
    assert "<img" not in export.text(Timeline([evil]), "vis")


def test_markwhen(tl: Timeline) -> None:
    text = export.text(tl, "markwhen")
    assert "2018-07-16/2018-07-22: Summit of Donald Trump and Vladimir Putin, Helsinki (held) #meeting #held #window\n“The two" in text
    assert "\n2025-10-16: Call of" in text
    assert "// no date: Summit of Donald Trump and Vladimir Putin, Budapest (disputed) #meeting #disputed\n" in text
    dated = [line for line in text.splitlines() if re.match(r"\d{4}-", line)]
    assert len(dated) == sum(1 for event in tl if event.start)


# ---------------------------------------------------------------- FollowTheMoney


def test_ftm_entities(tl: Timeline) -> None:
    found = lines(export.text(tl, "ftm"))
    assert found["Q7747"] == {
        "id": "Q7747",
        "schema": "Person",
        "properties": {"name": ["Vladimir Putin"], "country": ["ru"], "wikidataId": ["Q7747"], "position": ["President"]},
    }
    assert found["iso-NA"]["schema"] == "PublicBody"
    assert all(isinstance(value, str) and value for e in found.values() for values in e["properties"].values() for value in values)
    assert all(e["properties"]["name"] for e in found.values())
    assert not any(id.startswith("c-") for id in found)


def test_ftm_dates_carry_their_precision(tl: Timeline) -> None:
    found = lines(export.text(tl, "ftm"))
    assert found["e-helsinki"]["properties"]["date"] == ["2018-07"], "a week is no day; the month holds it"
    assert "startDate" not in found["e-helsinki"]["properties"]
    assert found["e-helsinki"]["properties"]["notes"] == ["EDTF [2018-07-16..2018-07-22]"]
    visit = found["e-visit"]["properties"]
    assert (visit["startDate"], visit["endDate"], visit.get("date")) == (["2025-04-02"], ["2025-04-03"], None)
    assert "date" not in found["e-denied"]["properties"]


def test_ftm_ties_nobody_to_what_did_not_happen(tl: Timeline) -> None:
    found = lines(export.text(tl, "ftm"))
    assert found["e-call"]["properties"]["involved"] == ["Q22686", "Q7747"]
    assert "involved" not in found["e-denied"]["properties"]
    assert found["e-denied"]["properties"]["keywords"] == ["meeting", "denied"]
    assert lines(export.text(tl, "ftm", status="any"))["e-denied"]["properties"]["involved"] == ["Q58217", "Q130984912"]


# ---------------------------------------------------------------- JSON-LD


def test_jsonld(tl: Timeline) -> None:
    data = json.loads(export.text(tl, "jsonld"))
    assert all(not isinstance(value, str) or value.startswith(("https://schema.org/", "urn:")) for value in data["@context"].values())
    found = {event["@id"]: event for event in data["@graph"]}
    assert found["tl:e-helsinki"]["startDate"] == "2018-07"
    assert found["tl:e-visit"]["endDate"] == "2025-04-03"
    assert found["tl:e-visit"]["eventStatus"] == "https://schema.org/EventScheduled"
    postponed = found["tl:e-ministers"]
    assert postponed["eventStatus"] == "https://schema.org/EventPostponed"
    assert postponed["previousStartDate"] == ["2025-10-20", "2025-10-23"]
    assert "startDate" not in postponed
    denied = found["tl:e-denied"]
    assert "eventStatus" not in denied
    assert "attendee" not in denied
    assert [actor["name"] for actor in denied["tl:named"]] == ["Sergey Lavrov", "Steve Witkoff"]
    assert denied["tl:status"] == "denied"


def test_jsonld_tells_a_moved_date() -> None:
    moved = Event(
        id="e",
        kind=Kind.CALL,
        status=Status.SCHEDULED,
        dating=Dating(Interval.day(D("2025-02-01")), Precision.DAY),
        previous=(Dating(Interval.day(D("2025-01-01")), Precision.DAY),),
    )
    (event,) = json.loads(export.text(Timeline([moved]), "jsonld"))["@graph"]
    assert (event["eventStatus"], event["startDate"]) == ("https://schema.org/EventRescheduled", "2025-02-01")
    assert event["previousStartDate"] == ["2025-01-01"]


# ---------------------------------------------------------------- PLOVER


def coded(**fields: object) -> dict | None:
    given = {
        "id": "e",
        "kind": Kind.MEETING,
        "status_as_of": D("2025-03-03"),
        "dating": Dating(Interval.day(D("2025-03-01")), Precision.DAY),
    }
    found = lines(export.text(Timeline([Event(**{**given, **fields})]), "plover"))  # type: ignore[arg-type]
    return found.get("e")


@pytest.mark.parametrize(
    ("fields", "cameo", "event", "mode", "context"),
    [
        pytest.param({"status": Status.HELD}, "040", "CONSULT", None, None, id="meeting held"),
        pytest.param({"status": Status.HELD, "subtype": "talks"}, "046", "CONSULT", None, ["diplomatic"], id="talks held"),
        pytest.param(
            {"status": Status.HELD, "subtype": "summit", "countries": ("FR", "RU", "US")},
            "040",
            "CONSULT",
            ["multilateral"],
            None,
            id="many",
        ),
        pytest.param(
            {"status": Status.HELD, "countries": ("RU", "US"), "host_country": "FI"},
            "044",
            "CONSULT",
            ["third-party"],
            None,
            id="third place",
        ),
        pytest.param({"status": Status.HELD, "kind": Kind.CALL}, "041", "CONSULT", ["phone"], None, id="call held"),
        pytest.param({"status": Status.ONGOING, "kind": Kind.VISIT}, "042", "CONSULT", ["visit"], None, id="visit under way"),
        pytest.param({"status": Status.SCHEDULED, "kind": Kind.VISIT}, "036", "AGREE", None, ["diplomatic", "future"], id="visit planned"),
        pytest.param({"status": Status.PROPOSED}, "036", "AGREE", None, ["diplomatic", "future", "hypothetical"], id="proposed"),
        pytest.param({"status": Status.CANCELLED}, "161", "REJECT", ["meet"], ["diplomatic"], id="cancelled"),
        pytest.param({"status": Status.CANCELLED, "subtype": "talks"}, "164", "REJECT", ["meet"], ["diplomatic"], id="talks cancelled"),
        pytest.param({"status": Status.NOT_HELD}, "125", "REJECT", ["meet"], ["diplomatic"], id="refused"),
        pytest.param({"status": Status.POSTPONED}, None, None, None, ["future"], id="postponed has no code"),
    ],
)
def test_plover_codes_follow_kind_and_status(
    fields: dict, cameo: str | None, event: str | None, mode: list | None, context: list | None
) -> None:
    record = coded(**fields)
    assert record is not None
    assert (record.get("cameo"), record["event"], record.get("mode"), record.get("context")) == (
        cameo,
        [event] if event else [],
        mode,
        context,
    )


def test_plover_leaves_out_what_it_has_no_code_or_no_day_for() -> None:
    assert coded(status=Status.DENIED) is None
    assert coded(status=Status.DISPUTED) is None
    assert coded(status=Status.HELD, dating=Dating()) is None
    week = window("2018-07-16", "2018-07-22", Precision.WEEK, "last week")
    assert coded(status=Status.HELD, dating=week) is None
    loose = lines(export.text(Timeline([Event(id="e", kind=Kind.CALL, status=Status.HELD, dating=week)]), "plover", imprecise=True))["e"]
    assert (loose["date"], loose["enddate"]) == ("2018-07-16", "2018-07-22")
    assert loose["comment"].endswith("window [2018-07-16..2018-07-22]")


def test_plover_dates_a_plan_by_the_day_it_was_told() -> None:
    for status, day in ((Status.HELD, "2025-03-01"), (Status.SCHEDULED, "2025-03-03"), (Status.CANCELLED, "2025-03-03")):
        record = coded(status=status)
        assert record is not None
        assert record["date"] == day


def test_plover_sides(tl: Timeline) -> None:
    found = lines(export.text(tl, "plover"))
    assert [side["identifier_text"] for side in found["e-call"]["actor"]] == ["Donald Trump", "Vladimir Putin"], "reciprocal"
    assert "recipient" not in found["e-call"]
    visit = found["e-visit"]
    assert (visit["actor"][0]["code"], visit["actor"][0]["identifier_id"], visit["recipient"][0]["code"]) == ("RUS", "Q4161716", "USA")
    off = Event(id="e", kind=Kind.MEETING, status=Status.CANCELLED, status_as_of=D("2025-03-03"), participants=(rubio(), lavrov()))
    act = Event(id="c", kind=Kind.CANCELLATION, about="e", actors=(state("US", "United States"),))
    record = lines(export.text(Timeline([off, act]), "plover"))["e"]
    assert [side["code"] for side in record["actor"]] == ["USA"]
    assert [side["identifier_text"] for side in record["recipient"]] == ["Sergey Lavrov"]


def test_the_crosswalk_is_sound() -> None:
    rows = crosswalk()
    assert {row["status"] for row in rows} - {""} == set(Status) - {Status.ONGOING}, "ongoing counts as held"
    assert {row["kind"] for row in rows} <= {*Kind, "*"}
    assert len({(row["kind"], row["status"], row["form"]) for row in rows}) == len(rows)
    assert all(re.fullmatch(r"\d{3}|", row["cameo"]) and (not row["event"] or row["scale"]) for row in rows)


# ---------------------------------------------------------------- Neo4j


def nodes_and_relations(folder: Path) -> tuple[dict[str, list[dict]], dict[str, list[dict]]]:
    tables = {path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines())) for path in folder.glob("*.csv")}
    relations = {name: rows for name, rows in tables.items() if ":TYPE" in (folder / f"{name}.csv").read_text("utf-8").split("\n")[0]}
    return {name: rows for name, rows in tables.items() if name not in relations}, relations


def test_neo4j_files(tl: Timeline, tmp_path: Path) -> None:
    tl.export(tmp_path / "graph", "neo4j")
    nodes, relations = nodes_and_relations(tmp_path / "graph")
    assert {name: len(rows) for name, rows in nodes.items()} == {"events": 10, "actors": 11, "places": 4, "docs": 5}
    event = next(row for row in nodes["events"] if row["eventId:ID(Event)"] == "e-call")
    assert (event["start:date"], event["status:string"], event[":LABEL"]) == ("2025-10-16", "held", "Event;Encounter")
    took = [row for row in relations["took_part"] if row[":END_ID(Event)"] == "e-helsinki"]
    assert [(row[":START_ID(Actor)"], row["role:string"], row["status:string"]) for row in took] == [
        ("Q22686", "guest", "held"),
        ("Q7747", "guest", "held"),
    ]
    ids = {key: {row[next(iter(row))] for row in rows} for key, rows in nodes.items()}
    groups = {"Event": ids["events"], "Actor": ids["actors"], "Place": ids["places"], "Doc": ids["docs"]}
    for rows in relations.values():
        for row in rows:
            for column, value in row.items():
                end = re.fullmatch(r":(?:START|END)_ID\((\w+)\)", column)
                assert end is None or value in groups[end[1]]


def test_neo4j_script_and_command_name_every_file_and_column(tl: Timeline, tmp_path: Path) -> None:
    tl.export(tmp_path / "graph", "neo4j")
    script, command = (tmp_path / "graph/load.cypher").read_text(), (tmp_path / "graph/import.txt").read_text()
    files = sorted(path.name for path in (tmp_path / "graph").glob("*.csv"))
    assert sorted(re.findall(r"file:///([\w.]+)", script)) == files
    assert sorted(re.findall(r"=([\w.]+csv)", command)) == files
    for path in (tmp_path / "graph").glob("*.csv"):
        for column in path.read_text("utf-8").split("\n")[0].split(","):
            assert column == ":TYPE" or f"row.`{column}`" in script or (path.name in ("places.csv", "docs.csv") and column == ":LABEL")
    statements = [part for part in script.split(";\n") if "LOAD CSV" in part]
    assert all("MERGE" in part and "CREATE (" not in part for part in statements), "it may be run again"


@settings(ugly, max_examples=10)
@given(event_lists(most=3))
def test_any_timeline_can_be_written_in_every_format(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    encounters = timeline.encounters
    assert {e.id for e in encounters} <= set(lines(export.text(timeline, "ftm")))
    assert len(json.loads(export.text(timeline, "jsonld"))["@graph"]) == len(encounters)
    assert len(json.loads(export.text(timeline, "vis"))["items"]) == sum(1 for e in timeline if e.start)
    assert len(slides(timeline)) == sum(1 for e in encounters if e.start)
    assert len(re.findall(r"(?m)^(?:\d{4}-\d\d-\d\d\S*: |// no date: )", export.text(timeline, "markwhen"))) == len(timeline)
    for line in export.text(timeline, "plover", imprecise=True).split("\n")[:-1]:
        assert json.loads(line)["date"]


@settings(ugly, max_examples=5)
@given(event_lists(most=3))
def test_neo4j_cells_hold_no_line_break(tmp_path_factory: pytest.TempPathFactory, events: tuple[Event, ...]) -> None:
    folder = tmp_path_factory.mktemp("neo4j") / "graph"
    timeline = Timeline(events)
    timeline.export(folder, "neo4j")
    text = (folder / "events.csv").read_text("utf-8")
    assert text.count("\n") == len(timeline) + 1
    assert len(list(csv.reader(text.split("\n")[:-1], strict=True))) == len(timeline) + 1
