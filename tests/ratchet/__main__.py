"""`python -m tests.ratchet [--update] [NAME ...]`: exit status 1 where a document came out worse."""

from __future__ import annotations

import argparse
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.ratchet.documents import documents
from tests.ratchet.outcome import Outcome, outcome_of

FILE = Path(__file__).parent / "outcomes.txt"
# "cases/overflow.pdf: silent 4, findings 2"
_ENTRY = re.compile(r"(\S+): (\w+)(?: (\d+))?(?:, findings (\d+))?")


def main() -> int:
    """Compares what comes of the documents with what is written down."""
    parser = argparse.ArgumentParser(prog="python -m tests.ratchet")
    parser.add_argument("names", nargs="*", help="only documents whose name contains one of these")
    parser.add_argument("--update", action="store_true", help="write what came of them down")
    options = parser.parse_args()
    names = [n for n in documents() if not options.names or any(p in n for p in options.names)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        now = dict(zip(names, pool.map(_outcome, names), strict=True))
    before = _written()
    gone = [] if options.names else sorted(before.keys() - now.keys())
    for name in gone:
        print(f"GONE   {name}: {before[name]}")
    worse = _compared(before, now)
    if options.update:
        kept = {name: before[name] for name in before if name not in gone}
        _write({**kept, **now})
        return 0
    if not worse and now != {name: before.get(name) for name in now}:
        print("better or new: `python -m tests.ratchet --update` keeps it so")
    if worse or gone:
        print(f"{worse + len(gone)} of {len(now)} documents are lost")
    return int(bool(worse or gone))


def _outcome(name: str) -> Outcome:
    return outcome_of(documents()[name])


def _compared(before: dict[str, Outcome], now: dict[str, Outcome]) -> int:
    """Prints what changed; how many came out worse."""
    worse = 0
    for name, outcome in now.items():
        was = before.get(name)
        if was == outcome:
            continue
        lost = was is not None and outcome.badness > was.badness
        worse += lost
        mark = "new   " if was is None else "WORSE " if lost else "better"
        print(f"{mark} {name}: {outcome}" + (f"  (was {was})" if was else ""))
    return worse


def _written() -> dict[str, Outcome]:
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    entries = [entry for line in lines if (entry := _ENTRY.fullmatch(line))]
    return {e[1]: Outcome(e[2], int(e[3] or 0), int(e[4] or 0)) for e in entries}


def _write(outcomes: dict[str, Outcome]) -> None:
    order = {name: at for at, name in enumerate(documents())}
    names = sorted(outcomes, key=lambda name: order.get(name, len(order)))
    FILE.write_text("".join(f"{name}: {outcomes[name]}\n" for name in names), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
