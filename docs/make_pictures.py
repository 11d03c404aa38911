"""Draws the pictures of the README anew: the shipped list's report, its comparison with an edited copy, and the pages
over it and sixty made-up ones."""

from __future__ import annotations

import base64
import datetime
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver

from pipeline.batch.find import find_tasks
from pipeline.batch.run import run
from pipeline.batch.together.collect import collect
from pipeline.batch.together.site import write_site
from pipeline.model.task import Folders
from tests.together import made

ROOT = Path(__file__).parent.parent
TAKEN_BACK = "指导辖区内业主依法设立业主大会和选举业主委员会，监督业主大会和业主委员会依法履行职责"
EDITS = (
    # A duty goes from the township's own list to what the level above takes back.
    (f"75\t{TAKEN_BACK}。\n", ""),
    ("\n二、生态环保（13项）\t", f"\n15\t{TAKEN_BACK}\t承接部门：区住建局\n二、生态环保（13项）\t"),
    ("20\t", "20\t组织实施乡村数字化建设，建立村级事务公开平台。\n20\t"),
    ("1. 开展群众性消防知识宣传。", "1. 开展群众性消防知识宣传和疏散演练。"),
    ("指导、监督学校建立健全安全管理制度；", ""),
)
VIEWS = {
    "report.png": ("v1/index.html", 1080, ""),
    "departments.png": ("v1/index.html", 560, ".heat"),
    "changes.png": ("changes/v1..v2.html", 1010, ""),
}
# Of `dutylist site`, over so many made-up lists beside the shipped one.
MADE = 60
VIEWS_TOGETHER = {
    "all-figures.png": ("index.html", 900, ""),
    "all-neighbours.png": ("counties/0000.html", 760, "#alike"),
}


def make(folder: Path) -> None:
    """Writes the lists into a folder, processes them, and takes a picture of each view."""
    source = folder / "raw/xijiao"
    shutil.copytree(ROOT / "raw/xijiao", source)
    text = (source / "v1.txt").read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in text, old
        text = text.replace(old, new, 1)
    (source / "v2.txt").write_text(text, encoding="utf-8")
    folders = Folders(folder / "parsed", folder / "reports")
    run(find_tasks([folder / "raw"]), folders, datetime.date.today(), jobs=1, force=True)
    made.write(folders.parsed, MADE)
    collect(folders.parsed, folder / "all")
    write_site(folder / "all", folders.reports / "all")
    views = [("xijiao", *view) for view in VIEWS.items()]
    views += [("all", *view) for view in VIEWS_TOGETHER.items()]
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("headless", "no-sandbox", "disable-gpu", "hide-scrollbars"):
        options.add_argument(f"--{argument}")
    with webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver"))) as chrome:
        for where, name, (page, height, element) in views:
            metrics = {"width": 1180, "height": height, "deviceScaleFactor": 1, "mobile": False}
            chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            chrome.get((folders.reports / where / page).as_uri())
            if element:
                script = "document.querySelector(arguments[0]).scrollIntoView()"
                chrome.execute_script(script, element)
            data = chrome.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
            # Few colours are enough, and a third of the size.
            picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB").quantize(64)
            picture.save(ROOT / "docs" / name, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
