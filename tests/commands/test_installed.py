"""The program away from its folder: a wheel has all it needs, and a user's own modules do not change it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT
from tests.documents import SMALL

SCRIPT = str(Path(sys.executable).with_name("dutylist"))
OWN = 'raise SystemExit("the module of the user\'s own was run")\n'


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a list under raw/ and a module `pipeline` that is the user's own."""
    (tmp_path / "raw/ding").mkdir(parents=True)
    (tmp_path / "raw/ding/v1.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "pipeline.py").write_text(OWN, encoding="utf-8")
    return tmp_path


def run(work: Path, *command: str, path: str = "") -> tuple[int, str]:
    """Exit status and what was said, without this project's folder on the path."""
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_a_module_in_the_working_folder_is_not_imported(work: Path) -> None:
    assert run(work, SCRIPT, "run")[0] == 0
    assert (work / "parsed/ding/v1/list.xlsx").is_file()


def test_a_module_on_the_path_is_told_in_a_sentence(work: Path) -> None:
    status, said = run(work, SCRIPT, "run", path=str(work))
    assert status == 2
    assert said.startswith(f"dutylist: {work / 'pipeline.py'} ")
    assert said.count("\n") == 1


def test_a_wheel_holds_all_that_a_run_needs(work: Path) -> None:
    """Built from the sources, unpacked elsewhere: its schemas, templates and modules, nothing else's."""
    sources, unpacked = work / "sources", work / "unpacked"
    for name in ("pipeline", "schemas"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dutylist.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, sources)
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation")
    status, said = run(work, *pip, "--wheel-dir", str(work), str(sources))
    assert status == 0, said
    [wheel] = work.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(unpacked)
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"dutylist.py", "pipeline", "schemas"}
    status, said = run(work, sys.executable, "-m", "dutylist", "run", path=str(unpacked))
    # The folder in which it is started comes first on the path of `python -m`.
    assert (status, "pipeline.py" in said) == (2, True)
    (work / "pipeline.py").unlink()
    status, said = run(work, sys.executable, "-m", "dutylist", "run", path=str(unpacked))
    assert status == 0, said
    assert (work / "reports/ding/v1/index.html").is_file()
