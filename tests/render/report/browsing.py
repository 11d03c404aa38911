"""What a person does with a page: opens it, types, follows links, looks at what is there."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.batch.judge import render_reports
from tests.documents import SMALL
from tests.render.samples import judge_text

DEFECTIVE = SMALL.replace("党的建设（3项）", "党的建设（4项）").replace(
    "县民政局 县卫健局", "县民政局 县卫健局 县民政局"
)
"""A section that declares one item too many, and a department that an item lists twice."""


def report(folder: Path, text: str = SMALL, waivers: str = "") -> str:
    """The report of a text export."""
    page = render_reports(judge_text(folder, text, waivers))["index.html"]
    return page.decode()


def attribute(element: WebElement, name: str) -> str:
    """An attribute or property that the element has."""
    found = element.get_attribute(name)
    assert found is not None, name
    return found


@dataclass
class Viewer:
    """A browser window."""

    chrome: Chrome
    folder: Path
    own: list[str] = field(default_factory=list)

    def start(self) -> None:
        """A desktop window in light colours that knows nothing of what was before."""
        self.chrome.get("about:blank")
        self.look()
        self.chrome.get_log("performance")
        self.chrome.get_log("browser")

    def look(self, *, width: int = 1280, dark: bool = False) -> None:
        """Sets how wide the window is, and whether the person prefers dark colours."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def open(self, page: str | Path, fragment: str = "") -> None:
        """Opens a page afresh, at a fragment such as `basic-001`."""
        path = page if isinstance(page, Path) else self.folder / "page.html"
        if isinstance(page, str):
            path.write_text(page, encoding="utf-8")
        self.chrome.get("about:blank")
        self.own.append(path.as_uri())
        self.chrome.get(path.as_uri() + (f"#{fragment}" if fragment else ""))
        # The driver may come back while a large page is still on its way, before its script has run.
        self.wait_for("location.protocol === 'file:' && document.readyState === 'complete'")

    def follow(self, fragment: str) -> None:
        """Goes to a fragment of the open page, as a link to it does."""
        self.chrome.execute_script("location.hash = arguments[0]", fragment)
        self.pause()

    def find(self, selector: str) -> WebElement:
        return self.chrome.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.chrome.find_elements(By.CSS_SELECTOR, selector)

    def choose(self, control: str, value: str) -> None:
        """Types into the search field, or picks an option of a filter by its value."""
        element = self.find(f"#{control}")
        if element.tag_name == "select":
            element.find_element(By.CSS_SELECTOR, f'option[value="{value}"]').click()
        else:
            element.clear()
            element.send_keys(value)
        self.pause()

    def shown(self) -> list[str]:
        """The ids of the items that can be seen."""
        script = "return [...document.querySelectorAll('.item')].filter(e => e.checkVisibility()).map(e => e.id)"
        found: list[str] = self.chrome.execute_script(script)
        return found

    def ask(self, script: str, *arguments: object) -> Any:
        """What a JavaScript expression gives in the page."""
        return self.chrome.execute_script(f"return {script}", *arguments)

    def wait_for(self, script: str) -> None:
        WebDriverWait(self.chrome, 5, poll_frequency=0.02).until(lambda _: self.ask(script))

    def pause(self) -> None:
        """Lets the page answer: it waits a moment for the next key before it searches."""
        self.chrome.execute_async_script("setTimeout(arguments[0], 60)")

    def strangers(self) -> list[str]:
        """What was requested that is no page we opened and stands in no page itself."""
        events = [json.loads(e["message"])["message"] for e in self.chrome.get_log("performance")]
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        known = (*self.own, "data:", "about:")
        return [url for url in urls if not url.startswith(known)]


def copied(viewer: Viewer, page: str, *selectors: str) -> tuple[str, str]:
    """What is told after clicks on controls of the page, and what is then on the clipboard."""
    permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    viewer.chrome.execute_cdp_cmd("Browser.grantPermissions", {"permissions": permissions})
    viewer.open(page)
    for selector in selectors:
        viewer.find(selector).click()
    viewer.wait_for("document.getElementById('toast').textContent")
    text: str = viewer.chrome.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0])"
    )
    return viewer.find("#toast").text, text
