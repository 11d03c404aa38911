"""What a start loads: nothing that no run uses, and nothing that stays a stand-in for others."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import pipeline.batch.judge, pipeline.validate.tables
unused = {"asyncio", "hypothesis", "pydantic", "pydantic_core", "pytest", "typeguard", "unittest"}
print(*sorted(unused & set(sys.modules)))
import pydantic, pydantic_core, typeguard
print(pydantic.TypeAdapter(int).validate_python("3"), typeguard.check_type(4, int))
"""


def test_libraries_that_judging_does_not_use_are_not_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert (done.stderr, done.stdout.splitlines()) == ("", ["", "3 4"])
