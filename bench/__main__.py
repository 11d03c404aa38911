"""Prints what was measured beside each goal; exit status 1 where one is missed."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.goals import GOALS, ROOT, rows


def main() -> int:
    """`python -m bench [GOAL ...] [--rounds N]`, in the project's folder."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("goals", nargs="*", choices=[*GOALS, []], metavar=f"[{'|'.join(GOALS)}]")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    # To compile modules is no work for a document, and an edited one would be compiled at each start.
    subprocess.run(["make", "--silent", ".venv/compiled"], cwd=ROOT, check=True)
    missed = 0
    print(f"{'ratio':>6}  {'goal':>6}")
    with tempfile.TemporaryDirectory() as work:
        for row in rows(arguments.goals or list(GOALS), Path(work), arguments.rounds):
            missed += not row.met
            goal = f"{'≥' if row.at_least else '≤'} {row.goal:g}"
            verdict = "" if row.met else "  MISSED"
            print(f"{row.value:6.2f}  {goal:>6}  {row.what}  ({row.figures}){verdict}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
