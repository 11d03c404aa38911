"""Programs of the machine that some tests need: browsers and offices."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """Where a program lies. Without it the test that asks is skipped; in CI it fails."""
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} must be on PATH in CI: see .ci/run")
    pytest.skip(f"no {name} on PATH")
