"""Several runs over one folder at once: no torn file is ever seen, and none makes another fail."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.batch.processes import command, environment
from tests.commands.test_cli import files
from tests.documents import SMALL
from tests.hostile.kinds import put

RUNS, ROUNDS = 3, 2
OTHER = SMALL.replace("志愿服务", "志愿活动")


def start(work: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("run", "--force"),
        cwd=work,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def whole(path: Path) -> bool:
    """Whether a file that another process may be writing is read as it was meant to be."""
    data = path.read_bytes()
    match path.suffix:
        case ".json" | ".sarif":
            json.loads(data)
        case ".html":
            return data.endswith(b"</html>\n")
        case ".csv":
            return data.endswith(b"\n")
    return bool(data)


def test_none_fails_and_no_file_is_torn(tmp_path: Path) -> None:
    for version, text in (("v1", SMALL), ("v2", OTHER), ("v3", SMALL)):
        put(tmp_path / f"raw/ding/{version}.txt", text)
    wanted: dict[str, bytes] = {}
    for number in range(ROUNDS):
        # A version that comes and goes: comparisons are written and removed, with their folder.
        (tmp_path / "raw/ding/v3.txt").write_text(SMALL if number % 2 else OTHER, encoding="utf-8")
        runs = [start(tmp_path) for _ in range(RUNS)]
        while any(run.poll() is None for run in runs):
            for path in [*(tmp_path / "parsed").rglob("*"), *(tmp_path / "reports").rglob("*")]:
                try:
                    assert path.suffix == ".tmp" or not path.is_file() or whole(path), path
                except FileNotFoundError:
                    continue
        for run in runs:
            _, err = run.communicate(timeout=60)
            assert (run.returncode, err) == (0, "3 processed, 0 up to date\n")
        assert not list(tmp_path.rglob("*.tmp"))
        wanted = files(tmp_path / "parsed") | files(tmp_path / "reports")
    alone = tmp_path / "alone"
    for path in (tmp_path / "raw").rglob("*.txt"):
        put(alone / path.relative_to(tmp_path), path.read_bytes())
    start(alone).communicate(timeout=60)
    assert wanted == files(alone / "parsed") | files(alone / "reports")
