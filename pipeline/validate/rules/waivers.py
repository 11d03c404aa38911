"""Rules on waivers: they name what `waivers.apply_waivers` reports, and check nothing themselves."""

from __future__ import annotations

from pipeline.validate.rules.rule import Rule

UNUSED = Rule(
    id="unused-waiver",
    severity="warning",
    meaning="waivers.toml 中的豁免没有对应的缺陷：缺陷可能已改正，应删去该豁免。",
    example="豁免了“四、平安法治”的项数不符，但该分类已改正。",
)
EXPIRED = Rule(
    id="expired-waiver",
    severity="warning",
    meaning="waivers.toml 中的豁免已过期，它所覆盖的缺陷重新计入。",
    example="until = 2025-06-30，而今天已过此日。",
)
