"""A real browser for the pages; every test that opens one also shows that it asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests.programs import program
from tests.render.report.browsing import Viewer

_ARGUMENTS = (
    *("headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage"),
    *("disable-background-networking", "window-size=1280,900"),
)


@pytest.fixture(scope="session")
def chrome() -> Iterator[webdriver.Chrome]:
    chromium, driver = program("chromium"), program("chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in _ARGUMENTS:
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    yield browser
    browser.quit()


@pytest.fixture
def viewer(chrome: webdriver.Chrome, tmp_path: Path) -> Iterator[Viewer]:
    """Opens pages; afterwards nothing was requested but those, and the console is empty."""
    opened = Viewer(chrome, tmp_path)
    opened.start()
    yield opened
    assert opened.strangers() == [], "requests beside the page itself"
    assert chrome.get_log("browser") == []
