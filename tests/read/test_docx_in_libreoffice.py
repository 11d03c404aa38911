"""A word processor as a witness: what it makes of our files, and what we make of its."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.model.listdata import list_data
from pipeline.model.source import Line
from pipeline.normalise import normalise
from pipeline.read import read_source
from tests.layouts import page
from tests.programs import program
from tests.read.test_docx_numbering import COUNTS, items
from tests.read.test_pdf import TRUTH, wrong_cells
from tests.read.word_files import word

# What LibreOffice does not know or writes otherwise in plain text.
_NOT_WITNESSED = {
    "a level that never starts anew",
    "a level that starts anew under the first one only",
    "Arabic figures for the levels above",
    "no gap after the number",
}
_COUNTS = {case[0]: case for case in COUNTS if case[0] not in _NOT_WITNESSED}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own folder: making it takes longer than a conversion."""
    return tmp_path_factory.mktemp("libreoffice")


def convert(profile: Path, folder: Path, target: str, *arguments: str) -> None:
    command = [program("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", target, "--outdir", str(folder / "out"), *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_a_word_file_that_it_made(profile: Path, tmp_path: Path) -> None:
    """The list as a web page, saved as a Word file: every cell as in the hand-checked truth."""
    source = tmp_path / "v1.html"
    source.write_text(page(TRUTH, "portrait"), encoding="utf-8")
    convert(profile, tmp_path, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)", str(source))
    found = normalise(read_source(tmp_path / "out/v1.docx"), "xijiao", "v1")
    assert wrong_cells(found) == []
    assert found.accounting.unaccounted == 0
    paragraphs = {
        item["id"]: item["superior_duties"]
        for s in list_data(found)["lists"][1]["sections"]
        for item in s["items"]
    }
    wanted = {
        f"cooperative-{i['seq']:03}": i["superior_duties"]
        for i in TRUTH["lists"]["cooperative"]["items"]
    }
    assert json.dumps(paragraphs) == json.dumps(wanted)


def test_it_counts_as_we_do(profile: Path, tmp_path: Path) -> None:
    """The text that it exports has the numbers which it prints."""
    names = {f"n{index}": case for index, case in enumerate(_COUNTS.values())}
    for name, (_, numbering, places, _) in names.items():
        (tmp_path / f"{name}.docx").write_bytes(word(items(*places), numbering=numbering))
    files = [str(tmp_path / f"{name}.docx") for name in names]
    convert(profile, tmp_path, "txt:Text (encoded):UTF8", *files)
    for name in names:
        text = (tmp_path / "out" / f"{name}.txt").read_text(encoding="utf-8-sig")
        printed = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        blocks = read_source(tmp_path / f"{name}.docx").blocks
        assert printed == [block.text for block in blocks if isinstance(block, Line)], names[name][
            0
        ]
