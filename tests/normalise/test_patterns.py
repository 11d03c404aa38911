"""What lines look like: each pattern as a table of text and reading."""

from __future__ import annotations

import pytest

from pipeline.model.item_numbers import item_number
from pipeline.normalise.patterns import SectionTitle, contents_entry, list_title, section_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二、经济发展（6项）", SectionTitle("二", "经济发展", 6)),
        ("十三、应急管理与消防(10项)", SectionTitle("十三", "应急管理与消防", 10)),
        ("一、党的建设（25 项）", SectionTitle("一", "党的建设", 25)),  # a word processor's spacing
        ("（三）民生服务（共10项）", SectionTitle("三", "民生服务", 10)),
        ("六、应急管理（含消防）（5项）", SectionTitle("六", "应急管理（含消防）", 5)),
        ("四、平安法治（8项", SectionTitle("四", "平安法治", 8)),  # a bracket lost
        ("四、平安法治", SectionTitle("四", "平安法治", None)),
        ("一、加强领导，落实责任。", None),  # a sentence
        ("1.基本履职事项清单", None),
        ("党的建设（25项）", None),
    ],
)
def test_section_title(text: str, expected: SectionTitle | None) -> None:
    assert section_title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("68", 68),
        ("68.", 68),
        ("６８", 68),
        (" 6 8 ", 68),
        ("（68）", 68),
        ("(68)", 68),
        ("①", 1),
        ("㉑", 21),
        ("❿", 10),
        ("⑴", 1),
        ("⒉", 2),
        ("（68", None),
        ("（六）", None),
        ("六十八", None),
        ("6B", None),
        ("", None),
    ],
)
def test_item_number(text: str, expected: int | None) -> None:
    assert item_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("基本履职事项清单", "basic"),
        ("西郊乡配合履职事项清单", "cooperative"),
        ("一、基本履职事项清单", "basic"),
        ("上级部门收回事项清单", "reclaimed"),
        ("上级部门收回事项清单（续表）", "reclaimed"),
        ("县级部门收回事项清单", "reclaimed"),
        ("按照基本履职事项清单，开展工作。", None),
        ("履行职责事项清单", None),
    ],
)
def test_list_title(text: str, expected: str | None) -> None:
    schema = list_title(text)
    assert (schema.id if schema else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.基本履职事项清单.....\t1", ("基本履职事项清单", 1)),
        ("一、配合履职事项清单…………12", ("配合履职事项清单", 12)),
        ("上级部门收回事项清单 61", ("上级部门收回事项清单", 61)),
        ("基本履职事项清单.....", ("基本履职事项清单", None)),
        ("基本履职事项清单", None),
        ("2025年工作要点 12", None),
    ],
)
def test_contents_entry(text: str, expected: tuple[str, int | None] | None) -> None:
    assert contents_entry(text) == expected
