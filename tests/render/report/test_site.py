"""The pages over all lists, in a real browser: opened as files, complete, harmless, and for everybody."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.batch.together.collect import collect
from pipeline.batch.together.site import write_site
from tests.render.report.browsing import Viewer
from tests.render.report.test_access import AXE, LONG
from tests.render.report.test_injection import BAD
from tests.together.test_queries import write

COUNTY = "counties/0000.html"
PAGES = (
    *("index.html", "duties.html", "departments.html", "counties.html", "checks.html"),
    *("laws.html", "search.html", "duties/0000.html", "departments/0000.html", COUNTY),
)
# Those that are set otherwise on a desk than on a phone.
BOTH = ("index.html", COUNTY)


def spoiled(folder: Path) -> None:
    """Puts what breaks out of a page into names, departments and cells of one list, and a word without end."""
    path = folder / "柳林乡/v1/list.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["place"]["town"] = f"柳林{BAD}乡"
    [item] = data["lists"][1]["sections"][0]["items"]
    item["departments"] = [f"县{BAD}局"]
    item["superior_duties"] = [f"{BAD}《{BAD.replace('<', '')}办法》第七条"]
    for name in (f"做好{BAD}工作", LONG):
        data["lists"][0]["sections"][0]["items"].append(
            {"id": f"basic-{len(name)}", "seq": len(name), "item_name": name}
        )
    data["lists"][0]["sections"][0]["name"] = f"民生{BAD}"
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages over four lists of one county, with their reports beside."""
    folder = tmp_path_factory.mktemp("site")
    write(folder / "parsed", ("石桥镇", "柳林乡", "双河镇", "大营镇"))
    spoiled(folder / "parsed")
    collect(folder / "parsed", folder / "all")
    report = folder / "reports/石桥镇/v1/index.html"
    report.parent.mkdir(parents=True)
    items = "".join(f'<p id="{kind}-001">' for kind in ("basic", "cooperative", "reclaimed"))
    report.write_text(f'{items}<p id="basic-002">', encoding="utf-8")
    write_site(folder / "all", folder / "reports/all")
    return folder / "reports/all"


class Read(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and not value.startswith("data:"):
                self.links.append(value)
            elif name == "id" and value:
                self.ids.append(value)


def test_every_link_leads_to_its_place(site: Path) -> None:
    pages = {path: Read(path) for path in [*site.rglob("*.html"), *site.parent.rglob("index.html")]}
    broken = []
    for path, read in pages.items():
        assert len(read.ids) == len(set(read.ids))
        for link in read.links:
            target, _, anchor = unquote(link).partition("#")
            there = (path.parent / target).resolve() if target else path
            if anchor.startswith("?"):
                continue
            if not there.is_file() or (anchor and anchor not in pages[there].ids):
                broken.append((path.name, link))
    assert broken == []
    assert sum(len(read.links) for read in pages.values()) > 100


def opened(viewer: Viewer, site: Path, page: str, fragment: str = "") -> None:
    viewer.own.append(f"{site.as_uri()}/search/")
    viewer.open(site / page, fragment)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_everybody(site: Path, page: str, viewer: Viewer) -> None:
    """By axe-core, in the light on a desk and in the dark on a phone; nothing sticks out, nothing runs."""
    for width, dark in ((1280, False), (390, True)) if page in BOTH else ((390, True),):
        viewer.look(width=width, dark=dark)
        opened(viewer, site, page)
        assert viewer.ask("document.documentElement.scrollWidth") <= width
        assert viewer.ask(
            "window.stolen === undefined && !document.querySelector('img, [onerror]')"
        )
        viewer.chrome.execute_script(AXE)
        violations = viewer.chrome.execute_async_script(
            "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
        )["violations"]
        assert [(v["id"], node["html"][:200]) for v in violations for node in v["nodes"]] == []


def test_search_works_from_a_file(site: Path, viewer: Viewer) -> None:
    opened(viewer, site, "search.html")
    viewer.choose("q", "养老")
    viewer.wait_for("document.querySelectorAll('#results .duty').length === 1")
    assert viewer.find("#results mark").text == "养老"
    viewer.find("#results summary").click()
    viewer.wait_for("document.querySelector('#results .who') !== null")
    assert viewer.find("#results .who").text.startswith("丙阳县（3）：")
    viewer.choose("q", "onerror stolen")
    viewer.wait_for("document.querySelectorAll('#results .duty').length >= 1")
    assert viewer.ask("window.stolen === undefined && !document.querySelector('main img')")


def test_any_two_neighbours_are_compared(site: Path, viewer: Viewer) -> None:
    names = Read(site / COUNTY)
    assert "pair" in names.ids
    opened(viewer, site, COUNTY, "?a=1&b=0")
    chosen = [
        viewer.ask(f"document.getElementById('{id_}').selectedOptions[0].text") for id_ in "ab"
    ]
    told = viewer.find("#told").text
    assert f"只有{chosen[1]}有" in told
    assert re.search("指导剪纸传承|开展养老服务工作|做好", told)


def test_what_a_smaller_corpus_leaves_behind_is_removed(site: Path) -> None:
    strange = site / "departments/0999.html"
    strange.write_text("old", encoding="utf-8")
    before = {p: p.read_bytes() for p in site.rglob("*.*") if p.is_file() and p != strange}
    write_site(site.parents[1] / "all", site)
    assert {p: p.read_bytes() for p in site.rglob("*.*") if p.is_file()} == before
