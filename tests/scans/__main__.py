"""Measures how scans are read: `python -m tests.scans [--first N] [--cases N] [--log FILE] [--show]`.

Each list read is a line of the log (JSON), so that portions add up: the table is of all that is in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from tests.scans.made import made
from tests.scans.measure import Tally, measure


def main() -> None:
    """Measures some more lists and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.scans")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument(
        "--cases", type=int, default=5, help="how many lists, of some five sheets each"
    )
    parser.add_argument("--log", type=Path, default=Path("scans.jsonl"))
    parser.add_argument("--show", action="store_true", help="show what is wrong")
    options = parser.parse_args()
    for seed in range(options.first, options.first + options.cases):
        with tempfile.TemporaryDirectory() as folder:
            scan = made(seed, Path(folder))
            line = {"seed": seed, "kinds": scan.kinds, "tally": asdict(measure(scan))}
        with options.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    _print(options.log, show=options.show)


def _print(path: Path, *, show: bool) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        tally = Tally(**entry["tally"])
        for kind in ("all", *entry["kinds"]):
            tallies[kind].add(tally)
        if show and tally.examples:
            print(f"{entry['seed']} {', '.join(entry['kinds'])}", *tally.examples, sep="\n    ")
    print(
        "| what | lists | with errors | sheets | s a sheet | cells | exact | flagged "
        "| characters | wrong | untold in 10,000 |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for kind, t in tallies.items():
        cells, sheets, characters = max(1, t.cells), max(1, t.sheets), max(1, t.characters)
        print(
            f"| {kind} | {t.lists} | {t.broken} | {t.sheets} | {t.seconds / sheets:.1f} | {t.cells} "
            f"| {1 - t.inexact / cells:.1%} | {t.flagged / cells:.1%} | {t.characters} | {t.wrong} "
            f"| {t.silent} = {10000 * t.silent / characters:.1f} |"
        )


if __name__ == "__main__":
    main()
