"""The command `dutylist`: runs the program, once it is sure that `pipeline` is the program's own.

A module of the same name that a user has on PYTHONPATH would be imported in its place.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("pipeline", "schemas")
_WRONG_USAGE = 2


def main() -> None:
    """Runs the command line, or says in a sentence what stands in its way."""
    here = Path(__file__).resolve().parent
    for name in _PACKAGES:
        spec = find_spec(name)
        found = spec.origin if spec and spec.origin else name
        if Path(found).resolve() != here / name / "__init__.py":
            print(
                f"dutylist: {found} 与本程序的 {name} 同名，挡住了它；请改名，或从 PYTHONPATH 中去掉其文件夹"
                f"（stands before the program's own {name}: rename it, or take its folder off PYTHONPATH）",
                file=sys.stderr,
            )
            sys.exit(_WRONG_USAGE)
    from pipeline.commands.cli import main

    main()


if __name__ == "__main__":
    main()
