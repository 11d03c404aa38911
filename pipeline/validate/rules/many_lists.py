"""The rules on many lists side by side, which `dutylist collect` checks: what one list alone cannot show.

Nothing here checks anything: who knows all lists does (`pipeline.together.findings`).
"""

from __future__ import annotations

from pipeline.validate.rules.rule import Rule

COPIED_PLACE_NAME = Rule(
    id="copied-place-name",
    severity="warning",
    meaning="事项中写的是另一个地方的名称：多半是从别处的清单照抄时没有改过来。"
    "只看已汇总的各份清单所在的乡镇（街道）和县（市、区）的全名。",
    example="石桥镇的清单写着“做好柳林乡农村危房改造工作”。",
)
CONTRADICTION = Rule(
    id="contradiction",
    severity="warning",
    meaning="同一个县的清单互相矛盾：同一件事在这里是基本履职事项，在别处已由上级收回；"
    "或者同一件收回的事，写的承接部门与本县多数清单不同。",
    example="“对滥伐林木的行为进行处罚”在石桥镇是基本履职事项，在同县的12份清单中由上级部门收回。",
)
DEPARTMENT_UNKNOWN = Rule(
    id="department-unknown",
    severity="info",
    meaning="部门的写法在词典中没有，不知道它是哪个部门的别名，按单独的部门统计。"
    "是别名的，在 schemas/departments.toml 中补一个写法。",
    example="“县数字经济服务中心”。",
)
RULES_ON_MANY_LISTS: tuple[Rule, ...] = (COPIED_PLACE_NAME, CONTRADICTION, DEPARTMENT_UNKNOWN)
"""In the order in which they are published."""
