"""The report in a real browser: what is shown, at desktop and phone width, with no request made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from pipeline.frames import to_frames
from pipeline.render.report import render_report
from pipeline.validate import validate
from tests.documents import SMALL, read

TEXT = SMALL.replace("党的建设（3项）", "党的建设（4项）").replace(
    "做好统计", "<script>alert(1)</script>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        assert not os.environ.get("CI"), "chromium and chromedriver must be on PATH in CI"
        pytest.skip("no chromium and chromedriver on PATH")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-background-networking",
    ):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    document = read(TEXT, tmp_path)
    path = tmp_path / "index.html"
    path.write_text(
        render_report(document, validate(document, to_frames(document))), encoding="utf-8"
    )
    browser.get_log("performance")
    browser.set_window_size(1280, 900)
    browser.get(path.as_uri())
    return browser


def test_it_says_what_the_document_is_and_its_state(page: webdriver.Chrome) -> None:
    assert page.find_element(By.TAG_NAME, "h1").text == "甲省乙市丙县丁乡 履行职责事项清单"
    assert page.find_element(By.ID, "state").text == "发现1个错误"


def test_a_finding_is_shown_with_place_and_excerpt(page: webdriver.Chrome) -> None:
    [row] = page.find_elements(By.CSS_SELECTOR, "[id^=finding-]")
    assert "section-count" in row.text
    assert "分类一 第1页 源文件第12行" in row.text
    assert "标明4项，实有3项" in row.text


def test_sections_show_declared_and_actual_counts(page: webdriver.Chrome) -> None:
    headings = [h.text for h in page.find_elements(By.CSS_SELECTOR, "#basic ~ h3")]
    assert headings == ["一、党的建设 标明4项，实有3项", "二、经济发展 标明2项，实有2项"]
    [differing] = page.find_elements(By.CSS_SELECTOR, ".count.differs")
    assert "标明4项" in differing.text


def test_a_cell_that_says_script_is_text(page: webdriver.Chrome) -> None:
    assert "<script>alert(1)</script>" in page.find_element(By.ID, "basic-005").text
    assert page.execute_script("return document.scripts.length") == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(width: int, page: webdriver.Chrome) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wide = page.execute_script("return document.documentElement.scrollWidth")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= width


def test_it_asks_nobody_for_anything(page: webdriver.Chrome) -> None:
    requested = [
        entry["message"]
        for entry in page.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    assert len(requested) == 1, "the page itself, and nothing else"
    assert page.get_log("browser") == []
