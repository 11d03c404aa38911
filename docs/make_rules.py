"""Writes docs/rules.md from the catalogue; `--check` only says whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.validate.rules import RULES

PAGE = Path(__file__).parent / "rules.md"


def page() -> str:
    """The page as the catalogue gives it."""
    head = "# Rules\n\nGenerated from the catalogue (`dutylist rules`).\n\n"
    rows = [f"| `{r.id}` | {r.severity} | {r.meaning} | {r.example} |" for r in RULES]
    return head + "\n".join(["| rule | severity | 含义 | 例 |", "|---|---|---|---|", *rows]) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
