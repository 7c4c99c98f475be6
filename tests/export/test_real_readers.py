"""Exports opened by the programs that people open them with: LibreOffice, followthemoney, rdflib, pyld, TimelineJS3, vis-timeline.

``.ci/readers.sh FOLDER`` installs them; TIMELINE_READERS names that folder: ``bin/python`` with the Python readers, ``node_modules``.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.model]
FLAGS = "headless=new no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"


@pytest.fixture(scope="module")
def readers() -> Path:
    folder = os.environ.get("TIMELINE_READERS")
    if not folder:
        pytest.skip("TIMELINE_READERS names no folder with the readers (.ci/readers.sh makes one)")
    return Path(folder)


@pytest.fixture(scope="module")
def made(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """The seeds' timeline, with one document of ugly text beside it, in every format."""
    import timeline

    ugly = timeline.Document(
        text="=SUM(A1) “Tschüß” 😀 said: French President Emmanuel Macron met German Chancellor Angela Merkel in Paris on 3 March 2020, "
        "<b>officials</b> & aides said.",
        doc_id="ugly",
        title='+cmd|" /C calc"!A0 <script>',
        published="2020-03-04",
        url="https://example.org/a?b=1&c=2",
    )
    tl = timeline.extract([seeds, ugly], cache=False)
    folder = tmp_path_factory.mktemp("exports")
    assert any("Merkel" in name for name in tl.names())
    for name in ("t.csv", "t.xlsx", "t.ftm.json", "t.jsonld", "t.timelinejs.csv", "t.vis.json"):
        form = {"t.ftm.json": "ftm", "t.timelinejs.csv": "timelinejs", "t.vis.json": "vis"}.get(name)
        timeline.export.write(tl, folder / name, format=form)
    return tl, folder


def office(source: Path, target: str, folder: Path, *options: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options]
    subprocess.run([*command, "--convert-to", target, "--outdir", folder, source], check=True, capture_output=True, timeout=180)


def test_libreoffice_opens_the_csv(made: tuple[Any, Path], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    tl, folder = made
    office(folder / "t.csv", "xlsx", tmp_path, "--infilter=CSV:44,34,76,1")
    rows = list(openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows(values_only=True))
    with (folder / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        wanted = list(csv.DictReader(stream))
    assert list(rows[0]) == list(wanted[0])
    assert len(rows) - 1 == len(wanted) == len(tl)
    for row, expected in zip(rows[1:], wanted, strict=True):
        got = dict(zip(rows[0], row, strict=True))
        assert got["title"] == expected["title"]
        assert got["participants"] == (expected["participants"] or None)
        start = got["start"].date() if isinstance(got["start"], dt.datetime) else got["start"]
        assert start == (dt.date.fromisoformat(expected["start"]) if expected["start"] else None)


def test_libreoffice_opens_the_workbook(made: tuple[Any, Path], tmp_path: Path) -> None:
    tl, folder = made
    office(folder / "t.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", tmp_path)
    found = sorted(tmp_path.glob("t*.csv"))
    with found[0].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) - 1 == len(tl)
    assert not any("Err:" in cell or "#NAME?" in cell for row in rows for cell in row)


def python(readers: Path, code: str, *args: Path) -> Any:
    done = subprocess.run([readers / "bin" / "python", "-c", code, *args], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_followthemoney_accepts_each_entity(made: tuple[Any, Path], readers: Path) -> None:
    tl, folder = made
    code = """
import json, sys
from followthemoney import model
seen, schemata = set(), {}
for line in open(sys.argv[1], encoding="utf8"):
    entity = model.get_proxy(json.loads(line), cleaned=False)
    entity.schema.validate(json.loads(line))
    assert entity.caption and entity.id not in seen
    seen.add(entity.id)
    schemata[entity.schema.name] = schemata.get(entity.schema.name, 0) + 1
    for prop, value in entity.itervalues():
        if prop.type.name == "entity":
            schemata.setdefault("links", 0)
            schemata["links"] += 1
print(json.dumps(schemata))
"""
    counts = python(readers, code, folder / "t.ftm.json")
    events = sum(n for name, n in counts.items() if name in ("Event", "Call", "Trip", "Meeting"))
    assert events == len(tl.encounters)
    assert counts["Person"] >= 8
    assert counts["links"] == sum(len(e.participants) for e in tl.encounters if e.status in ("held", "ongoing")) > 0


def test_linked_data_is_read(made: tuple[Any, Path], readers: Path) -> None:
    tl, folder = made
    code = """
import json, sys
from pyld import jsonld
from rdflib import Graph, URIRef
record = json.load(open(sys.argv[1], encoding="utf8"))
expanded = jsonld.expand(record)
graph = Graph().parse(data=json.dumps(record), format="json-ld")
event = URIRef("https://schema.org/Event")
kind = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
status = URIRef("https://schema.org/eventStatus")
print(json.dumps({
    "expanded": len(expanded),
    "events": len(set(graph.subjects(kind, event))),
    "statuses": sorted({str(o) for o in graph.objects(None, status)}),
    "names": sorted({str(o) for o in graph.objects(None, URIRef("https://schema.org/name"))}),
}))
"""
    read = python(readers, code, folder / "t.jsonld")
    assert read["events"] >= len(tl.encounters)
    assert all(status.startswith("https://schema.org/Event") for status in read["statuses"])
    assert "Vladimir Putin" in read["names"]


@pytest.fixture
def page(readers: Path, made: tuple[Any, Path]) -> Iterator[Any]:
    """Chromium on a page served from this machine, with the exports and the npm packages beside it."""
    selenium = pytest.importorskip("selenium", reason="the slow tier needs selenium")
    from selenium import webdriver

    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not service:
        pytest.skip("chromium and chromedriver are not installed")
    assert selenium
    folder = made[1]
    if not (folder / "npm").exists():
        (folder / "npm").symlink_to(readers / "node_modules")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *args: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in FLAGS.split():
        options.add_argument("--" + flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))

    def opened(html: str) -> Any:
        (folder / "page.html").write_text("<!doctype html><meta charset=utf-8>" + html, "utf8")
        driver.get(f"http://127.0.0.1:{server.server_port}/page.html")
        return driver

    yield opened
    driver.quit()
    server.shutdown()


def wait(driver: Any, script: str, seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := driver.execute_script(script):
            return value
        time.sleep(0.1)
    pytest.fail(f"waited in vain for {script}: {driver.get_log('browser')}")


def test_timelinejs_shows_each_dated_event(made: tuple[Any, Path], page: Any) -> None:
    with (made[1] / "t.timelinejs.csv").open(encoding="utf-8-sig", newline="") as stream:
        wanted = [row["Headline"] for row in csv.DictReader(stream)]
    driver = page("""
        <link rel=stylesheet href="npm/@knight-lab/timelinejs/dist/css/timeline.css"><div id=t style="width:1000px;height:600px"></div>
        <script src="npm/@knight-lab/timelinejs/dist/js/timeline.js"></script>
        <script>window.tl = new TL.Timeline("t", location.origin + "/t.timelinejs.csv");</script>""")
    shown = wait(driver, "return window.tl && tl.config && tl.config.events && tl.config.events.map(e => e.text.headline)")
    assert len(shown) == len(wanted) > 5
    plain = "const d = document.createElement('div'); return arguments[0].map(h => (d.innerHTML = h, d.textContent))"
    assert sorted(driver.execute_script(plain, shown)) == sorted(driver.execute_script(plain, wanted))
    assert driver.execute_script("return document.querySelectorAll('script').length") == 2


def test_vis_timeline_shows_each_item(made: tuple[Any, Path], page: Any) -> None:
    items = json.loads((made[1] / "t.vis.json").read_text("utf8"))["items"]
    driver = page("""
        <link rel=stylesheet href="npm/vis-timeline/styles/vis-timeline-graph2d.min.css"><div id=t></div>
        <script src="npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
        <script>fetch("t.vis.json").then(r => r.json()).then(data => {
          window.tl = new vis.Timeline(document.getElementById("t"), new vis.DataSet(data.items), new vis.DataSet(data.groups));
          setTimeout(() => { tl.fit({animation: false}); window.ready = true; }, 500);
        });</script>""")
    wait(driver, "return window.ready")
    assert driver.execute_script("return tl.itemsData.length") == len(items) > 5
    assert wait(driver, "return document.querySelectorAll('.vis-item').length") > 0
    severe = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE" and "favicon" not in entry["message"]]
    assert severe == []
