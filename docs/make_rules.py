"""Writes docs/rules.md from the catalogue; `--check` only says whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.validate.rules import RULES, RULES_ON_MANY_LISTS, Rule

PAGE = Path(__file__).parent / "rules.md"


def page() -> str:
    """The page as the catalogue gives it."""
    head = (
        "# Rules\n\nGenerated from the catalogue (`dutylist rules`). A defect of an item is not reported where one\n"
        "of the rules in the last column reports the same item: mended, that takes it along.\n\n"
    )
    columns = ["| rule | severity | 含义 | 例 | 由此已说明 |", "|---|---|---|---|---|"]
    beside = (
        "\n## On many lists\n\nWhat only many lists show is checked by `dutylist collect` (docs/together.md). "
        "Waivers stand in `waivers.toml`\nas any others, and name their rule.\n\n"
    )
    own = [*columns, *map(_row, RULES)]
    many = [*columns, *map(_row, RULES_ON_MANY_LISTS)]
    return head + "\n".join(own) + "\n" + beside + "\n".join(many) + "\n"


def _row(rule: Rule) -> str:
    causes = "、".join(f"`{cause}`" for cause in sorted(rule.consequence_of))
    return f"| `{rule.id}` | {rule.severity} | {rule.meaning} | {rule.example} | {causes} |"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
