"""Prints the damage table: `python -m tests.damage [--cases N] [--format F] [--kind K] [--show] [--xijiao]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.corpus.forms import in_other_forms, with_remarks
from tests.corpus.make import make_list
from tests.damage.formats import Format, formats
from tests.damage.measure import KINDS, Draw, measure
from tests.damage.real import real_list

# As many as take some minutes together: a PDF is a hundred times as slow to make and read as a text.
_CASES = {"txt": 20, "docx": 8, "pdf": 8, "html": 8, "md": 8, "xlsx": 8, "ofd": 8}


def main() -> int:
    """Exit status 1 where a damage that can be found was not, or was told at a wrong place."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage")
    parser.add_argument("--cases", type=int, help="lists a kind and format")
    parser.add_argument(
        "--scale", type=float, default=0.6, help="1: 90 items, 3: as many as real lists"
    )
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--format", choices=tuple(_CASES))
    parser.add_argument("--kind", help="only kinds whose name contains this")
    parser.add_argument(
        "--real", action="store_true", help="damage the list that comes with the project"
    )
    parser.add_argument(
        "--forms", action="store_true", help="print the lists in forms of other places, at random"
    )
    parser.add_argument("--show", action="store_true", help="show every case that went wrong")
    options = parser.parse_args()
    kinds = [kind for kind in KINDS if not options.kind or options.kind in kind.name]
    chosen = [f for f in formats() if options.format in (None, f.id)]
    draw = _draw(options)
    failed = False
    print(f"{'kind':42} {'format':6} {'cases':>5} {'detected':>8} {'placed':>6} {'extra':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for tally in (
            tally
            for form in chosen
            for tally in measure(kinds, [form], draw, _seeds(form, options), Path(folder))
        ):
            if tally.hidden:
                told = f"cannot be found: {tally.hidden}" + (
                    f" (told: {dict(tally.extra)})" if tally.extra else ""
                )
                print(f"{tally.kind:42} {tally.format:6} {tally.cases:5} {told}")
                continue
            failed |= tally.placed < tally.cases
            print(
                f"{tally.kind:42} {tally.format:6} {tally.cases:5} {tally.detected:8} "
                f"{tally.placed:6} {tally.extra.total():5}  "
                + ", ".join(f"{rule} {n}" for rule, n in tally.extra.most_common()),
                flush=True,
            )
            if options.show:
                print(*tally.failures, sep="\n")
    return int(failed)


def _draw(options: argparse.Namespace) -> Draw:
    if options.real:
        return lambda _: real_list()
    if options.forms:
        return lambda seed: in_other_forms(make_list(seed, options.scale), seed)
    return lambda seed: with_remarks(make_list(seed, options.scale), seed)


def _seeds(form: Format, options: argparse.Namespace) -> range:
    return range(options.first, options.first + (options.cases or _CASES[form.id]))


if __name__ == "__main__":
    sys.exit(main())
