"""The rule on corrections: one whose words are not what the reader read does nothing, which has to be known."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.case import Case
from pipeline.validate.findings import Defect
from pipeline.validate.rules.rule import DocumentRule


def _unused(case: Case) -> Iterator[Defect]:
    for correction in case.document.unused_corrections:
        said = f"corrections.toml 第{correction.line}条没有用上（{correction.said}）"
        yield Defect(
            f"{said}：该处读到的文字中没有（或不止一处）“{correction.was}”。",
            list=correction.list,
            excerpt=correction.was,
            key=f"{correction.said}|{correction.was}|{correction.now}",
        )


UNUSED_CORRECTION = DocumentRule(
    id="unused-correction",
    severity="warning",
    meaning="corrections.toml 中的更正没有用上：该处读到的文字与 was 不同。应核对后改写或删去。",
    example="更正写 was = “区位建局”，而该处读作“区住建局”。",
    defects=_unused,
)
