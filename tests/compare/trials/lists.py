"""Lists to edit, of styles that differ: so that no threshold fits one document only."""

from __future__ import annotations

import copy
import random
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from pipeline.compare.read_list import read_list
from pipeline.compare.side import ListData
from tests.compare.edits import published
from tests.compare.trials.words import several
from tests.corpus.forms import FORMS, formed
from tests.corpus.make import make_list
from tests.corpus.text import to_text

Cells = dict[str, Any]
_TITLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "reclaimed": "上级部门收回事项清单",
}
_SHORT_TOPICS = {
    "民生保障": several(
        "养老 残疾证 低保 临时救助 高龄津贴 孤儿 就业证 社保卡 医保 婚姻登记 殡葬 慈善"
    ),
    "乡村建设": several(
        "耕地 宅基地 厕所改造 饮水 道路养护 河道 林地 草原 农机 种子 化肥 家庭农场"
    ),
    "平安法治": several("信访 调解 普法 禁毒 反邪教 社区矫正 铁路护路 校园安全 消防 防汛 森林防火"),
}
_SHORT_ACTIONS = {"basic": several("服务 宣传 登记"), "cooperative": several("办理 核查 管理")}
_ACTS = several("未经批准 未按规定 擅自 超过批准范围")
_VERBS = several("占用 挖掘 改变 拆除 倾倒 堆放")
_THINGS = several("城市道路 公共绿地 农村公路 河道滩地 建筑垃圾 物业用房")
_PROSE_STARTS = several("加强 推进 组织开展 负责 落实 统筹")
_PROSE_TOPICS = several(
    "基层党组织标准化规范化建设|党员发展教育管理和监督|村民自治章程和村规民约修订|人民调解组织建设|"
    "高标准农田管护|农村人居环境整治提升|秸秆禁烧巡查|防返贫动态监测和帮扶|农产品质量安全网格化管理|"
    "林长制任务分解|城乡居民养老保险扩面|妇女儿童权益保护|志愿服务队伍培育|文物保护单位日常巡查|"
    "自建房安全隐患排查|燃气使用安全入户宣传|食品摊贩备案|公共法律服务站运行|农村供水设施维修养护|"
    "小型水库防汛值守|动物防疫物资发放|外出务工人员信息采集|新就业形态劳动者关爱|档案史志资料征集"
)
_PROSE_ENDS = several(
    "建立台账并按月更新|做好政策解读和群众答疑|定期研判并上报情况|完善网格员巡查报告机制|"
    "及时处置发现的问题|配合开展年度考核评价"
)
_DEPARTMENTS = several(
    "县民政局 县人社局 县农业农村局 县住建局 县应急管理局 县公安局 县司法局 县卫健局"
)


def short() -> ListData:
    """Names of four to eight characters, cells of a line, some of them the same in many items."""
    names = {
        list_id: {
            section: [t + a for t, a in product(topics, actions)]
            for section, topics in _SHORT_TOPICS.items()
        }
        for list_id, actions in _SHORT_ACTIONS.items()
    }
    names["reclaimed"] = {s: [t + "处罚" for t in ts[:5]] for s, ts in _SHORT_TOPICS.items()}
    return _list_data("short", names, _short_cells)


def penalties() -> ListData:
    """Hundreds of names of one pattern, each like some other but for one word."""
    every = [f"对{a}{v}{t}的行为进行处罚" for a, v, t in product(_ACTS, _VERBS, _THINGS)]
    chosen = [name for n, name in enumerate(every) if (n * 7) % 10 < 6]
    third = len(chosen) // 3
    return _list_data(
        "penalties",
        {
            "basic": {"党的建设": ["开展党员教育", "做好党费收缴"], "综合政务": ["档案管理"]},
            "cooperative": {"城市管理": [n.replace("对", "协助查处", 1) for n in chosen[:third]]},
            "reclaimed": {"城乡建设": chosen[third:-third], "生态环保": chosen[-third:]},
        },
        _penalty_cells,
    )


def prose() -> ListData:
    """Long sentences as names, long numbered duties as cells."""
    sentences = [
        f"{_PROSE_STARTS[n % 6]}{topic}，{_PROSE_ENDS[n % 5]}，{_PROSE_ENDS[(n * 3 + 1) % 6]}。"
        for n, topic in enumerate(_PROSE_TOPICS)
    ]
    topics = [f"{t}相关工作" if n % 2 else f"做好{t}" for n, t in enumerate(_PROSE_TOPICS)]
    return _list_data(
        "prose",
        {
            "basic": {"党的建设": sentences[:10], "乡村振兴": sentences[10:]},
            "cooperative": {"民生服务": topics[:8], "平安法治": topics[8:18]},
            "reclaimed": {"城乡建设": [f"{t}考核评比" for t in topics[18:]]},
        },
        _prose_cells,
    )


@cache
def _made_up(*forms: str) -> ListData:
    """A list of the corpus, printed in these forms, as it is read."""
    chosen = [form for form in FORMS if form.name in forms]
    document = formed(make_list(11, 2.0), chosen, random.Random(11)).document
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "v1.txt")
        source.write_text(to_text(document), encoding="utf-8")
        return read_list(source)


STYLES: dict[str, Callable[[], ListData]] = {
    "published": published,
    "short": short,
    "penalties": penalties,
    "prose": prose,
    "corpus": lambda: copy.deepcopy(_made_up()),
    "levels": lambda: copy.deepcopy(
        _made_up(
            "sections in two levels", "departments and ways in two columns", "a further column"
        )
    ),
    "categories": lambda: copy.deepcopy(
        _made_up("a category column, repeated", "numbers begin again in each section")
    ),
}


def _short_cells(list_id: str, name: str, n: int) -> Cells:
    if list_id == "reclaimed":
        return _arrangement(n, f"依法查处，{name}由执法队实施。" if n % 2 else "依法查处。")
    return {
        "departments": [_DEPARTMENTS[n % 8]],
        "superior_duties": [f"负责{name}的审批。" if n % 3 else "负责统筹协调。"],
        "township_duties": ["配合做好相关工作。" if n % 2 else f"受理{name}申请。"],
    }


def _penalty_cells(list_id: str, name: str, n: int) -> Cells:
    stem = name.removeprefix("协助查处").removeprefix("对").removesuffix("进行处罚")
    if list_id == "reclaimed":
        return _arrangement(n // 5, f"依照法律法规要求，对{stem}予以查处。")
    return {
        "departments": [_DEPARTMENTS[n % 8]],
        "superior_duties": [f"1. 受理{stem}的举报。", "2. 依法立案查处。"],
        "township_duties": [f"发现{stem}及时上报。"],
    }


def _prose_cells(list_id: str, name: str, n: int) -> Cells:
    ends = [_PROSE_ENDS[(n + k) % 6] for k in range(4)]
    if list_id == "reclaimed":
        return _arrangement(n, f"统筹{name}，{ends[0]}，{ends[1]}。")
    return {
        "departments": [_DEPARTMENTS[n % 8], _DEPARTMENTS[(n + 3) % 8]],
        "superior_duties": [f"1. 制定{name}方案，{ends[0]}。", f"2. {ends[1]}，{ends[2]}。"],
        "township_duties": [f"1. 在辖区内{name}。", f"2. {ends[3]}。", "3. 完成上级交办的任务。"],
    }


def _arrangement(n: int, measures: str) -> Cells:
    department = _DEPARTMENTS[n % 8]
    return {
        "arrangement": [f"承接部门：{department}", f"履职方式及工作措施：{measures}"],
        "receiving_departments": [department],
        "measures": measures,
        "disposition": "transferred",
    }


def _list_data(
    name: str,
    names: dict[str, dict[str, list[str]]],
    cells: Callable[[str, str, int], Cells],
) -> ListData:
    return {
        "schema_version": 1,
        "list_id": name,
        "version": "v1",
        "title": name,
        "source": {"file": "v1.txt", "sha256": "0" * 64, "format": "text", "pages": None},
        "lists": [
            {
                "id": list_id,
                "title": _TITLES[list_id],
                "sections": list(_sections(list_id, s, cells)),
            }
            for list_id, s in names.items()
        ],
    }


def _sections(
    list_id: str, sections: dict[str, list[str]], cells: Callable[[str, str, int], Cells]
) -> Iterable[dict[str, Any]]:
    seq = 0
    for numeral, (section, names) in zip("一二三四五", sections.items(), strict=False):
        items = []
        for name in names:
            seq += 1
            own = cells(list_id, name, seq) if list_id != "basic" else {}
            items.append({"id": f"{list_id}-{seq:03}", "seq": seq, "item_name": name, **own})
        yield {
            "no": numeral,
            "name": section,
            "declared_count": len(items),
            "page": None,
            "items": items,
        }
