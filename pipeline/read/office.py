"""Files of old office programs, turned into those of today by LibreOffice where it is on PATH.

In a folder and with a profile of its own, one at a time across processes, with a time-out; macros are
off and nothing is fetched. What it leaves behind is removed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from pipeline.model.errors import SourceError
from pipeline.model.sentence import Sentence
from pipeline.system import leash
from pipeline.system.locks import hold

PROGRAMS = ("soffice", "libreoffice")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# A list takes some seconds, the program's start most of them.
_TIMEOUT = 180.0
_MAX_BYTES = 256 * 2**20
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
# Nobody answers there.
_NO_NETWORK = dict.fromkeys(
    ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9"
)


@contextmanager
def converted(path: Path, suffix: str, to: Literal["docx", "xlsx"]) -> Iterator[Path]:
    """The file as one of today's kinds, which is gone afterwards; `suffix` is what it should be called.

    Raises SourceError where LibreOffice is not installed, cannot read it, or takes too long.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SourceError(
            Sentence(
                "an old office file, read where LibreOffice is installed (soffice on PATH); "
                "install it, or save the file as .{to}",
                to=to,
            ),
            str(path),
        )
    if path.stat().st_size > _MAX_BYTES:
        raise SourceError("larger than 256 MiB; this is no duty list", str(path))
    with tempfile.TemporaryDirectory(prefix="dutylist-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        shutil.copyfile(path, source)
        with _alone():
            _run(program, source, folder, to, path)
        made = folder / "out" / f"source.{to}"
        if not made.is_file():
            raise SourceError("LibreOffice cannot read it; damaged or encrypted", str(path))
        yield made


def _run(program: str, source: Path, folder: Path, to: str, path: Path) -> None:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", _FILTERS[to], "--outdir", str(folder / "out"), str(source)),
    ]
    env = os.environ | _NO_NETWORK | {"HOME": str(folder), "TMPDIR": str(folder)}
    process = leash.start(command, folder, dict(env))
    try:
        process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired as error:
        reason = Sentence(
            "LibreOffice took more than {timeout:.0f} seconds; not read", timeout=_TIMEOUT
        )
        raise SourceError(reason, str(path)) from error
    finally:
        leash.end(process)


@contextmanager
def _alone() -> Iterator[None]:
    """No other process of this user converts a file meanwhile."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    name = Path(tempfile.gettempdir()) / f"dutylist-office-{user}.lock"
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(name, flags, 0o600), "r+b") as file:
        hold(file)
        yield
