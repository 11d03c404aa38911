"""What the names of departments end in, by which a name is known from half of one and from other words."""

from __future__ import annotations

ENDINGS = "局部委办室院联会队"
"""The character in which most names end: 区财政局, 组织部, 区纪委, 区委办, 办公室, 法院, 残联, 总工会, 大队."""
OFFICE_ENDINGS = "站所厅"
"""… and those of offices below or above a district's departments: 工作站, 派出所, 财政厅."""
BODIES = ("中心", "公司", "单位", "部门", "机构", "政府")
"""… and the words in which the others end: 不动产登记中心, 供电公司, 行业主管部门."""
