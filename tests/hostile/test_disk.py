"""A disk that is full or that cannot be written: told, nothing half-written, and what was there stays."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.test_cli import dutylist, files
from tests.documents import SMALL
from tests.hostile.kinds import put


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A file system of memory at a folder; the test is skipped where one may not be mounted."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def laid(work: Path) -> Path:
    put(work / "raw/good/v1.txt", SMALL)
    put(work / "raw/good/v2.txt", SMALL.replace("志愿服务", "志愿活动"))
    (work / "out").mkdir()
    return work / "out"


def run(work: Path, command: str = "run") -> tuple[int, str]:
    options = (
        "--parsed",
        "out/parsed",
        *(("--reports", "out/reports") if command == "run" else ()),
    )
    result = dutylist(work, command, *options)
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    return result.returncode, result.stderr


@pytest.mark.parametrize("kilobytes", [16, 64, 112, 192, 256])
def test_a_full_disk(kilobytes: int, tmp_path: Path) -> None:
    """Full after a file, a few, most of the first version, and all of it."""
    out = laid(tmp_path)
    with mounted(out, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        status, said = run(tmp_path)
        assert status == 3
        assert "cannot be written (No space left on device)" in said
        for version in ("v1", "v2"):
            written = files(out / "parsed/good" / version) if (out / "parsed/good").is_dir() else {}
            assert not written or "findings.json" in written  # all of a version, or nothing
        assert not list(out.rglob("*.tmp"))
        subprocess.run(["mount", "-o", "remount,size=4m", str(out)], check=True)
        status, said = run(tmp_path)
        assert (status, "failed" in said) == (0, False)


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    out = laid(tmp_path)
    with mounted(out, "-t", "tmpfs", "-o", "size=4m", "tmpfs"):
        assert run(tmp_path)[0] == 0
        before = files(out)
        put(tmp_path / "raw/good/v2.txt", SMALL.replace("志愿服务", "志愿工作"))
        subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
        status, said = run(tmp_path)
        assert (status, "out/parsed/good/v2: cannot be written (Read-only" in said) == (3, True)
        assert files(out) == before
        assert run(tmp_path, "check")[0] == 1  # what is there is not what the source gives
        subprocess.run(["mount", "-o", "remount,rw", str(out)], check=True)
        assert run(tmp_path)[0] == 0
