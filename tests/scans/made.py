"""Made-up scans of made-up lists: what each kind of office and print does, from a seed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.corpus.make import make_list
from tests.corpus.pdf import random_layout, to_pdf
from tests.corpus.printed import truth
from tests.corpus.scan import Scanner, random_scanner, scanned
from tests.layouts import page, print_to_pdf

# Items: 0.12 of the usual number are a dozen, on some three to six sheets.
_SCALE = 0.12
_FONTS = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC Medium",
    "Noto Sans Mono CJK SC",
)
_RULINGS = {
    "ruled": "",
    "no rules down": "td,th{border-left:0;border-right:0} td{padding:4px 9px}",
    "three lines": "td,th{border:0;padding:4px 9px} thead{border-top:2px solid;border-bottom:1px solid}"
    " table{border-bottom:2px solid}",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A scan, what is printed on it, and of which kinds it is: by them the table is made."""

    path: Path
    truth: dict[str, Any]
    kinds: tuple[str, ...]


def made(seed: int, folder: Path) -> Made:
    """The scan of a seed: every other one printed by a browser, if there is one."""
    chromium = shutil.which("chromium")
    rng = random.Random(f"scan {seed}")
    plain, kinds = (_web(chromium) if seed % 2 and chromium else _drawn)(seed, rng, folder)
    scanner = random_scanner(seed)
    if rng.random() < 0.5:  # a clean office scan
        scanner = replace(scanner, blur=0.0, noise=min(scanner.noise, 4.0), quality=90, shadow=0.0)
        kinds = ("clean", *kinds)
    else:
        kinds = ("noise, blur, shadow", *kinds)
    path = folder / "scan.pdf"
    path.write_bytes(scanned(plain, scanner, seed))
    return Made(path, truth(make_list(seed, _SCALE)), (*kinds, *_kinds(scanner)))


def _drawn(seed: int, rng: random.Random, folder: Path) -> tuple[Path, tuple[str, ...]]:
    layout = replace(
        random_layout(seed),
        font="song",
        watermark="",
        ruling=rng.choice(("lines", "open", "between")),
    )
    path = folder / "plain.pdf"
    path.write_bytes(to_pdf(make_list(seed, _SCALE), layout))
    ruling = "ruled" if layout.ruling == "lines" else "no rules down"
    return path, (ruling, "drawn" if layout.ruling != "open" else "drawn, open at the sides")


def _web(chromium: str) -> Callable[[int, random.Random, Path], tuple[Path, tuple[str, ...]]]:
    def printed(seed: int, rng: random.Random, folder: Path) -> tuple[Path, tuple[str, ...]]:
        font, (ruling, style) = rng.choice(_FONTS), rng.choice(list(_RULINGS.items()))
        size = rng.choice((9, 10.5, 12, 14))
        style += f" body{{font:{size}pt '{font}'}}"
        orientation = rng.choice(("portrait", "landscape"))
        text = page(truth(make_list(seed, _SCALE)), orientation, style)
        return print_to_pdf(chromium, text, folder), (ruling, orientation, font, f"{size} pt")

    return printed


def _kinds(scanner: Scanner) -> tuple[str, ...]:
    kinds = [f"{scanner.dpi} dots", "colour" if scanner.colour else "grey"]
    return (*kinds, *(["seals"] if scanner.seals else []), "askew" if scanner.skew else "level")
