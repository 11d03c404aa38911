"""The rule on whose list a version is: that of the version before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule

_PARTS = ("province", "city", "county", "town")


def _places(case: Case) -> Iterator[Defect]:
    own, before = case.document.locality, case.before
    if before is None:
        return
    for part in _PARTS:
        here, there = getattr(own, part), getattr(before, part)
        if here and there and here != there:
            yield Defect(
                f"这一版写的是“{here}”，上一版写的是“{there}”：不像是同一地方的清单。",
                excerpt=case.document.title,
                key=f"{here}|{there}",
            )
            return


PLACE_DIFFERS = DocumentRule(
    id="place-differs",
    severity="error",
    meaning="文件标题中的地名与上一版不同：多半放错了文件。",
    example="v1是“城关镇”的清单，v2是“河西乡”的清单。",
    defects=_places,
)
