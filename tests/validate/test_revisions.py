"""A Word file in which changes or comments are still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import AsideAt
from tests.validate.builders import defects, document, item

DELETED = AsideAt("deleted", "区城管局", "cooperative", 12)
INSERTED = AsideAt("inserted", "区综合执法局", "cooperative", 12)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), ()),
        ((DELETED, INSERTED), ("插入1处、删去1处", "配合履职事项第12项。")),
        ((replace(DELETED, seq=None),), ("删去1处", "配合履职事项的标题行")),
        ((replace(DELETED, kind="comment", list=None),), ("批注1处", "清单之外")),
        # A long list of places is cut short, with how many there are.
        (tuple(replace(DELETED, seq=n) for n in range(1, 10)), ("删去9处", "第6项等9处")),
    ],
)
def test_one_finding_tells_them_all(changes: tuple[AsideAt, ...], told: tuple[str, ...]) -> None:
    found = defects("tracked-changes", replace(document(item()), asides=changes))
    assert len(found) == bool(changes)
    for defect in found:
        assert [part for part in told if part not in defect.message] == []


def test_the_excerpt_says_what_changes() -> None:
    [defect] = defects("tracked-changes", replace(document(item()), asides=(DELETED, INSERTED)))
    assert defect.excerpt == "删去“区城管局”；插入“区综合执法局”"
    assert defect.list == "cooperative"
