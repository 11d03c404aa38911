"""duplicate-item and section-variant."""

from __future__ import annotations

import pytest

from pipeline.validate.findings import to_finding, with_fingerprints
from tests.validate.builders import defects, document, item, messages, section


def test_the_second_of_two_items_names_its_twin() -> None:
    (found,) = defects("duplicate-item", document(item("甲工作", 3), item("甲工作", 8)))
    assert found.item is not None
    assert found.item.seq == 8
    assert found.message == "与第3项同名：“甲工作”，内容也相同。"


def test_same_name_with_other_content_is_found_too() -> None:
    twins = document(item("甲工作", 3, township=["宣传。"]), item("甲工作", 8, township=["巡查。"]))
    assert messages("duplicate-item", twins) == ["与第3项同名：“甲工作”。"]


def test_one_name_in_two_lists_is_legitimate() -> None:
    shared = [(id, section("民生服务", item("甲工作"))) for id in ("basic", "cooperative")]
    assert messages("duplicate-item", document(sections=shared)) == []


SECTIONS = {
    "及, 与": (("应急管理及消防", "应急管理与消防", "应急管理及消防"), 1),
    "和 or none": (("文化和旅游", "文化旅游"), 1),
    "minor spelling only once": (("文化和旅游", "文化旅游", "文化和旅游"), 1),
    "two different sections": (("平安法治", "安全稳定"), 0),
    "one part of the other": (("城乡建设", "建设"), 0),
    "same": (("民生服务", "民生服务"), 0),
}


@pytest.mark.parametrize(("names", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_section_variants(names: tuple[str, ...], expected: int) -> None:
    lists = ("basic", "cooperative", "reclaimed")
    of = document(sections=[(id, section(n, item())) for id, n in zip(lists, names, strict=False)])
    found = messages("section-variant", of)
    assert len(found) == expected
    assert all(name in message for message in found for name in names)


def test_a_variant_keeps_its_fingerprint_when_another_list_becomes_the_usual_one() -> None:
    """Of two spellings the first is the usual one; that list's section may be lost."""
    named = ("应急管理及消防", "应急管理与消防", "应急管理及消防")
    lists = list(zip(("basic", "cooperative", "reclaimed"), named, strict=True))
    prints = []
    for kept in (lists, lists[1:]):
        of = document(sections=[(id, section(name, item())) for id, name in kept])
        (found,) = defects("section-variant", of)
        (finding,) = with_fingerprints([to_finding("section-variant", "warning", found)])
        prints.append((finding.list, finding.fingerprint))
    assert prints[0][0] != prints[1][0]
    assert prints[0][1] == prints[1][1]
