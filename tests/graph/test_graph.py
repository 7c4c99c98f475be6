from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from made_timelines import D, budapest_story, day, event_lists, putin, state, trump, ugly

import timeline.graph as graph
from timeline.chronology import Timeline
from timeline.errors import QueryError
from timeline.graph.queries import table
from timeline.model.event import Event
from timeline.model.vocabulary import Kind, Status


@pytest.fixture(scope="module")
def tl() -> Timeline:
    return Timeline(budapest_story())


@pytest.fixture(scope="module")
def g(tl: Timeline) -> nx.MultiDiGraph:
    return tl.graph()


# ---------------------------------------------------------------- what is a node, what an edge


def test_an_event_is_a_node_and_pairs_are_none(tl: Timeline, g: nx.MultiDiGraph) -> None:
    events = [node for node, data in g.nodes(data=True) if data["type"] == "event"]
    assert events == [event.id for event in tl]
    assert g.in_degree("e-g20") == 4
    assert {data["relation"] for _, _, data in g.edges(data=True)} == {"takes_part", "acts_in", "held_in", "about", "part_of", "represents"}
    assert not any(g.nodes[a]["type"] == g.nodes[b]["type"] == "person" for a, b in g.edges())


def test_edges_carry_what_a_filter_needs(g: nx.MultiDiGraph) -> None:
    assert g.edges["Q7747", "e-call", "takes_part"] == {
        "relation": "takes_part",
        "country": "RU",
        "kind": "call",
        "status": "held",
        "start": "2025-10-16",
        "end": "2025-10-16",
    }
    assert g.edges["Q7747", "e-helsinki", "takes_part"]["role"] == "guest"
    assert g.edges["Q7747", "c-invited", "acts_in"]["role"] == "target"
    assert g.has_edge("c-invited", "e-budapest", "about"), "also about a member's id"
    assert g.has_edge("e-talks", "e-visit", "part_of")
    assert g.has_edge("e-helsinki", "place:Helsinki, FI", "held_in")


def test_a_person_represents_a_state_for_a_term(g: nx.MultiDiGraph) -> None:
    terms = sorted((data["term_start"], data.get("term_end"), data["first"], data["last"]) for data in g["Q22686"]["iso:US"].values())
    assert [(start[:4], first, last) for start, _, first, last in terms] == [
        ("2017", "2018-07-16", "2018-07-22"),
        ("2025", "2025-10-16", "2025-10-16"),
    ]
    assert terms[0][1] is not None
    assert terms[0][1].startswith("2021")
    assert g.nodes["iso:US"]["label"] == "United States"


def test_attributes_are_flat_and_known(g: nx.MultiDiGraph) -> None:
    for data in (*(d for _, d in g.nodes(data=True)), *(d for _, _, d in g.edges(data=True))):
        assert all(isinstance(value, str | int | float | bool) for value in data.values())
    assert "start" not in g.nodes["e-budapest"]
    assert g.graph["as_of"] == "2025-10-22"


def test_documents_on_request(tl: Timeline) -> None:
    with_documents = tl.graph(documents=True)
    assert with_documents.nodes["doc:d2"]["source"] == "Second Post"
    assert with_documents.edges["e-budapest", "doc:d2", "told_in"]["char_start"] == 12


# ---------------------------------------------------------------- questions


def ids(rows: tuple) -> list[str]:
    return [row.id for row in rows]


def test_encounters_count_what_was_held(g: nx.MultiDiGraph) -> None:
    assert ids(graph.encounters(g, "Putin", "Trump")) == ["e-helsinki", "e-call"]
    assert ids(graph.encounters(g, "Putin", "Trump", kind="call")) == ["e-call"]
    assert ids(graph.encounters(g, "Putin", "Trump", status="disputed")) == ["e-budapest"]
    assert ids(graph.encounters(g, "Lavrov")) == []
    assert ids(graph.encounters(g, "Lavrov", status=["denied", "postponed"])) == ["e-ministers", "e-denied"]
    assert ids(graph.encounters(g, "Russia", "United States")) == ["e-helsinki", "e-talks", "e-call"]
    assert ids(graph.encounters(g, "Russia", represented=False, status="any")) == ["e-g20"]
    first = graph.encounters(g, "Putin", "Trump")[0]
    assert (first.when, first.status_as_of) == ("week of 16 Jul 2018", "2018-07-24")
    assert "week of 16 Jul 2018" in table([first])
    assert table([]) == ""


def test_contacts(g: nx.MultiDiGraph) -> None:
    (met,) = graph.contacts(g, "Vladimir Putin")
    assert (met.name, met.count, met.first, met.last) == ("Donald Trump", 2, "2018-07-16", "2025-10-16")
    assert [row.name for row in graph.contacts(g, "US")] == ["Vladimir Putin", "Kirill Dmitriev"], "its own people are left out"
    assert graph.contacts(g, "Sergey Lavrov") == ()
    assert [row.name for row in graph.contacts(g, "Namibia", status="any", types=("organisation",))] == ["G20"]


def test_a_summit_and_its_sessions_are_one_occasion() -> None:
    more = {
        "kind": Kind.MEETING,
        "status": Status.HELD,
        "participants": (trump(), putin()),
        "countries": ("RU", "US"),
        "dating": day("2025-08-15"),
    }
    events = [Event(id="e-summit", **more), *(Event(id=f"e-session{n}", part_of="e-summit", **more) for n in range(3))]
    g = Timeline(events).graph()
    assert graph.contacts(g, "Putin")[0].count == 1
    assert graph.co_participation(g).edges["Q22686", "Q7747"]["weight"] == 1
    assert len(graph.encounters(g, "Putin", "Trump")) == 4
    planned = Timeline([Event(**{**more, "id": "e-summit", "status": Status.SCHEDULED}), *events[1:]]).graph()
    assert graph.contacts(planned, "Putin")[0].count == 3, "a whole that was not held makes nobody one"


def test_history(g: nx.MultiDiGraph) -> None:
    story = graph.history(g, "e-ministers")
    assert [(step.day, step.what) for step in story] == [
        ("2025-10-20", "scheduled"),
        ("2025-10-21", "postponed"),
        ("2025-10-21", "postponement"),
    ]
    assert graph.history(g, "c-postponed") == story, "from the change as from the encounter"
    assert [step.what for step in graph.history(g, "e-budapest")] == ["scheduled", "cancelled", "disputed", "invitation"]
    with pytest.raises(QueryError, match="no such event"):
        graph.history(g, "e-nothing")
    with pytest.raises(QueryError, match="no such event"):
        graph.history(g, "Q7747")


def test_history_goes_on_where_a_plan_is_taken_up_anew() -> None:
    old = Event(id="e-old", kind=Kind.VISIT, status=Status.CANCELLED)
    new = Event(id="e-new", kind=Kind.VISIT, status=Status.HELD, follows="e-old")
    off = Event(id="c-off", kind=Kind.CANCELLATION, about="e-old", dating=day("2025-01-05"))
    g = Timeline([old, new, off]).graph()
    assert ids(graph.history(g, "e-new")) == ids(graph.history(g, "e-old")) == ["c-off"]


def test_paths_go_through_people(g: nx.MultiDiGraph) -> None:
    assert graph.path(g, "Dmitriev", "Rubio") == (), "nothing held links them"
    assert [(hop.a, hop.b, hop.id) for hop in graph.path(g, "Dmitriev", "Rubio", status="any")] == [
        ("Kirill Dmitriev", "Steve Witkoff", "e-talks"),
        ("Steve Witkoff", "Sergey Lavrov", "e-denied"),
        ("Sergey Lavrov", "Marco Rubio", "e-ministers"),
    ]


def test_paths_do_not_go_through_states_unless_asked() -> None:
    def met(id: str, *who: object) -> Event:
        return Event(id=id, kind=Kind.MEETING, status=Status.HELD, participants=who)  # type: ignore[arg-type]

    g = Timeline([met("e1", putin(), state("CN", "China")), met("e2", state("CN", "China"), trump())]).graph()
    assert graph.path(g, "Putin", "Trump") == ()
    assert ids(graph.path(g, "Putin", "Trump", through=("person", "state"))) == ["e1", "e2"]
    assert ids(graph.path(g, "Putin", "China")) == ["e1"], "an end may be of any type"
    assert graph.path(g, "Putin", "Putin") == ()


def test_projections(tl: Timeline, g: nx.MultiDiGraph) -> None:
    people = graph.co_participation(g)
    assert {frozenset((a, b)): n for a, b, n in people.edges(data="weight")} == {
        frozenset(("Q22686", "Q7747")): 2,
        frozenset(("Q130984912", "Q4161716")): 1,
    }
    assert people.edges["Q22686", "Q7747"]["spells"] == [("2025-10-16", "2025-10-16")], "a week is no life"
    states = graph.co_participation(g, "states")
    assert states.edges["iso:RU", "iso:US"]["weight"] == 3, "a visit with its talks is one occasion"
    assert states.nodes["iso:RU"]["iso3"] == "RUS"
    october = graph.co_participation(tl.between("2025-10-01", "2025-10-31").graph(), "states")
    assert october.edges["iso:RU", "iso:US"]["weight"] == 1
    imprecise = graph.co_participation(g, imprecise=True).edges["Q22686", "Q7747"]["spells"]
    assert imprecise == [("2018-07-16", "2018-07-22"), ("2025-10-16", "2025-10-16")]
    with pytest.raises(QueryError, match="not one of people, states"):
        graph.co_participation(g, "pairs")  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="status='planned'"):
        graph.co_participation(g, status="planned")


def test_names_of_nobody_are_named(g: nx.MultiDiGraph) -> None:
    with pytest.raises(QueryError, match=r"'Lavrovic': nobody of that name in the graph. Near: Sergey Lavrov\."):
        graph.encounters(g, "Lavrovic")


# ---------------------------------------------------------------- files, read back by networkx


def edges_of(g: nx.Graph) -> list[tuple]:
    return sorted((a, b, d["relation"], d.get("status") or "", d.get("role") or "") for a, b, d in g.edges(data=True))


def nodes_of(g: nx.Graph) -> dict:
    return {
        node: (data["type"], data["label"], data.get("kind"), data.get("status"), data.get("confidence"))
        for node, data in g.nodes(data=True)
    }


def test_graphml_reads_back(tl: Timeline, g: nx.MultiDiGraph, tmp_path: Path) -> None:
    tl.export(tmp_path / "t.graphml")
    again = nx.read_graphml(tmp_path / "t.graphml", force_multigraph=True)
    assert nodes_of(again) == nodes_of(g)
    assert edges_of(again) == edges_of(g)
    assert again.nodes["e-helsinki"]["start"] == "2018-07-16"
    assert again.nodes["e-g20"]["stale"] is True


def test_gexf_reads_back_and_is_dynamic(tl: Timeline, g: nx.MultiDiGraph, tmp_path: Path) -> None:
    tl.export(tmp_path / "t.gexf")
    again = nx.read_gexf(tmp_path / "t.gexf")
    assert nodes_of(again) == nodes_of(g)
    assert edges_of(again) == edges_of(g)
    assert (again.nodes["e-visit"]["start"], again.nodes["e-visit"]["end"]) == ("2025-04-02", "2025-04-03")
    assert "start" not in again.nodes["e-helsinki"], "a week is no life"
    assert again.nodes["e-helsinki"]["window_start"] == "2018-07-16"
    assert "start" not in again.nodes["e-budapest"]
    root = ET.parse(tmp_path / "t.gexf").getroot()
    space = {"g": "http://www.gexf.net/1.2draft"}
    element = root.find("g:graph", space)
    assert element is not None
    assert (element.get("mode"), element.get("timeformat"), element.get("defaultedgetype")) == ("dynamic", "date", "directed")
    assert root.find("g:meta", space).get("lastmodifieddate") == "2025-10-22"  # type: ignore[union-attr]
    lives = {node.get("id"): (node.get("start"), node.get("end")) for node in element.iter(f"{{{space['g']}}}node")}
    for edge in element.iter(f"{{{space['g']}}}edge"):
        for end in ("source", "target"):
            life = lives[edge.get(end)]
            assert edge.get("start") is None or life[0] is None or life == (edge.get("start"), edge.get("end")), (
                "within the life of its ends"
            )
    tl.export(tmp_path / "loose.gexf", imprecise=True)
    assert nx.read_gexf(tmp_path / "loose.gexf").nodes["e-helsinki"]["start"] == "2018-07-16"


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_projections_as_files(tl: Timeline, tmp_path: Path, format: str) -> None:
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[format]
    tl.export(tmp_path / "t", format, projection="people")
    people = read(tmp_path / "t")
    assert sorted(people.nodes) == ["Q130984912", "Q22686", "Q4161716", "Q7747"], "a cancelled or denied meeting ties nobody"
    assert float(people.edges["Q22686", "Q7747"]["weight"]) == 2
    tl.export(tmp_path / "t", format, projection="states", status="any")
    assert float(read(tmp_path / "t").edges["iso:RU", "iso:US"]["weight"]) == 6


@settings(ugly, max_examples=10)
@given(event_lists(most=3))
def test_any_timeline_makes_files_that_networkx_reads(events: tuple[Event, ...]) -> None:
    timeline = Timeline(events)
    whole = timeline.graph(documents=True)
    for format, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        stream = io.BytesIO()
        timeline.export(stream, format, documents=True)
        stream.seek(0)
        assert len(read(stream)) == len(whole)


def test_the_same_bytes_whatever_the_day(tl: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tl.export(tmp_path / "a.gexf")
    monkeypatch.setattr("time.strftime", lambda *_: "2031-01-01")
    tl.export(tmp_path / "b.gexf")
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()
    assert D("2025-10-22") == tl.now


def test_answers_as_text(tl: Timeline) -> None:
    lines = graph.answer(tl, "encounters", "Putin", "Trump").splitlines()
    assert [line.split()[0] for line in lines] == ["id", "e-helsinki", "e-call"]
    assert graph.answer(tl, "contacts", "Lavrov", status="any").splitlines()[0].split() == ["id", "name", "type", "count", "first", "last"]
    assert graph.answer(tl, "path", "Dmitriev", "Rubio") == "No such chain (held and ongoing only; any status with 'any').\n"
    assert "Steve Witkoff" in graph.answer(tl, "path", "Dmitriev", "Rubio", status="any")
    assert graph.answer(tl, "contacts", "Lavrov", status=("held",)) == "Nobody (held only; any status with 'any').\n"
    assert graph.answer(tl, "history", "e-budapest-late") == graph.answer(tl, "history", "e-budapest")
    with pytest.raises(QueryError, match="path takes 2 names, not 1"):
        graph.answer(tl, "path", "Putin")
    with pytest.raises(QueryError, match="no question 'friends'; there are encounters, contacts, path, history"):
        graph.answer(tl, "friends", "Putin")
