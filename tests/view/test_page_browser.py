"""The web page in a real browser: it loads, filters, opens an event, asks nothing of the network, runs nothing from an article."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.view.page import render

pytestmark = pytest.mark.slow
selenium = pytest.importorskip("selenium", reason="the slow tier needs selenium")
from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

FLAGS = "headless=new no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"
EVIL = '<img src=x onerror="document.title=`ran`"></script><script>document.title="ran"</script>'
STATUSES = ("held", "ongoing", "scheduled", "proposed", "postponed", "cancelled", "denied", "not_held", "disputed")


def records(n: int) -> list[dict[str, Any]]:
    out = []
    for i in range(n):
        day = f"{1990 + i // 336 % 36}-{i // 28 % 12 + 1:02d}-{i % 28 + 1:02d}"
        people = [f"Minister {i % 40}", f"Envoy {i % 23}"]
        sentence = f"Number {i}: they met after talks. {EVIL if i % 50 == 0 else ''}"
        out.append(
            {
                "id": f"e{i}",
                "family": "encounter",
                "kind": ("meeting", "call", "visit")[i % 3],
                "status": STATUSES[i % 9],
                "title": f"Meeting {i} of {people[0]} {EVIL if i % 70 == 0 else ''}",
                "start": None if i % 11 == 0 else day,
                "end": None if i % 11 == 0 else day,
                "precision": "none" if i % 11 == 0 else "day",
                "participants": [{"id": p, "name": p, "type": "person"} for p in people],
                "countries": ["CH", "NA"],
                "sources": [{"doc_id": f"d{i}", "published": day, "source": "Wire", "url": f"https://example.org/{i}", "title": "A title"}],
                "mentions": [
                    {"doc_id": f"d{i}", "start": 12, "end": 15, "text": "met", "sentence": sentence, "status_cue": "after", "rule": "r"}
                ],
            }
        )
    return out


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not service:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in FLAGS.split():
        options.add_argument("--" + flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    yield browser
    browser.quit()


def wait_for(condition: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail("waited in vain")
        time.sleep(0.05)


def opened(driver: webdriver.Chrome, tmp_path: Path, n: int, width: int) -> None:
    (tmp_path / "page.html").write_text(render(records(n), title="A test", newest="2025-10-22"), "utf8")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get((tmp_path / "page.html").as_uri())


@pytest.mark.parametrize("width", [390, 1440])
def test_load_filter_open(driver: webdriver.Chrome, tmp_path: Path, width: int) -> None:
    driver.get_log("performance")
    opened(driver, tmp_path, 5000, width)
    count = driver.find_element(By.ID, "count")
    assert count.text.startswith("5000 encounters")
    wide = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"

    driver.find_element(By.ID, "who").send_keys("Minister 7")
    wait_for(lambda: count.text.startswith("125 "))
    driver.find_element(By.ID, "status").send_keys("held")
    driver.find_element(By.ID, "q").send_keys("number 7:")
    wait_for(lambda: not count.text.startswith("125 "))
    driver.find_element(By.CSS_SELECTOR, "#filters [type=reset]").click()
    wait_for(lambda: count.text.startswith("5000 "))

    driver.find_element(By.ID, "tab-list").click()
    button = driver.find_element(By.CSS_SELECTOR, "#rows button")
    title = button.text
    button.click()
    dialog = driver.find_element(By.ID, "event")
    assert dialog.get_attribute("open") is not None
    assert driver.find_element(By.ID, "event-title").text == title
    assert driver.find_element(By.CSS_SELECTOR, "#event mark.trigger").text == "met"
    assert driver.find_element(By.CSS_SELECTOR, "#event mark.cue").text == "after"
    assert "#:~:text=" in driver.find_element(By.CSS_SELECTOR, "#event blockquote a").get_attribute("href")
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert dialog.get_attribute("open") is None

    driver.find_element(By.ID, "tab-network").click()
    assert driver.find_elements(By.CSS_SELECTOR, "#ties button")
    assert driver.title == "A test", "something from an article ran"
    assert driver.find_elements(By.TAG_NAME, "img") == []
    assert driver.get_log("browser") == []
    asked = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    assert [u for u in urls if not u.startswith(("file:", "data:"))] == []


def test_keyboard_alone(driver: webdriver.Chrome, tmp_path: Path) -> None:
    opened(driver, tmp_path, 40, 1440)
    lanes = driver.find_element(By.ID, "lanes")
    lanes.send_keys(Keys.ARROW_RIGHT)
    lanes.send_keys(Keys.ARROW_RIGHT)
    said = driver.find_element(By.ID, "here").text
    lanes.send_keys(Keys.ENTER)
    assert driver.find_element(By.ID, "event-title").text in said
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    driver.find_element(By.ID, "tab-timeline").send_keys(Keys.ARROW_RIGHT)
    assert driver.find_element(By.ID, "list").is_displayed()


def test_long_tables_are_drawn_as_they_are_read(driver: webdriver.Chrome, tmp_path: Path) -> None:
    opened(driver, tmp_path, 5000, 1440)
    driver.find_element(By.ID, "tab-list").click()
    assert len(driver.find_elements(By.CSS_SELECTOR, "#rows tr")) < 1000
    for _ in range(3):
        before = len(driver.find_elements(By.CSS_SELECTOR, "#rows tr"))
        driver.execute_script("window.scrollTo(0, document.body.scrollHeight)")
        wait_for(lambda: len(driver.find_elements(By.CSS_SELECTOR, "#rows tr")) > before)  # noqa: B023
