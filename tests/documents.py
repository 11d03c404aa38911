"""A small duty list as a text export, for tests that change one thing of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.document import Document
from pipeline.normalise import normalise
from pipeline.read.text import read_text
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Finding

SMALL = """\
甲省乙市丙县丁乡 履行职责事项清单

目录

1.基本履职事项清单.....	1
2.配合履职事项清单.....	3
3.上级部门收回事项清单.....	4

基本履职事项清单

序号	事项名称
一、党的建设（3项）	
1	加强党支部建设。
2	做好党员发展工作。
3	开展志愿服务。

基本履职事项清单

序号	事项名称
二、经济发展（2项）	
4	编制发展规划。
5	做好统计工作。

配合履职事项清单

序号	事项名称	对应上级部门	上级部门职责	乡镇配合职责
一、民生服务（2项）	
1	养老服务	县民政局 县卫健局	<p>1. 县民政局负责指导。</p> <p>2. 县卫健局负责体检。</p>	配合开展。
2	残疾证办理	县残联	负责核发。	1. 受理。 2. 上报。

上级部门收回事项清单

序号	事项名称	承接部门及工作方式
一、城乡建设（2项）	
1	房屋安全评估	承接部门：县住建局 履职方式及工作措施：组织评估。
2	再生育审批	不再开展此项工作。
"""


def read(text: str, folder: Path) -> Document:
    """The document that a text export gives."""
    path = folder / "v1.txt"
    path.write_text(text, encoding="utf-8")
    return normalise(read_text(path), "ding", "v1")


def findings(text: str, folder: Path) -> tuple[Finding, ...]:
    """What is wrong with a text export."""
    document = read(text, folder)
    return validate(Case(document))
