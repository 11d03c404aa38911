"""Which kinds of administrative power a duty names: a penalty is never an inspection reworded.

The kinds are those of the lists of government powers (《关于推行地方各级政府工作部门权力清单制度的
指导意见》, 2015), as far as a word means nothing else: 许可 also stands in 未取得许可证.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.compare.read_list import Entry

_POWERS = ("处罚", "强制", "征收", "给付", "检查", "确认", "奖励", "裁决")


def other_powers(left: Sequence[Entry], right: Sequence[Entry]) -> npt.NDArray[np.bool_]:
    """For each pair whether both name a power, and none that is the same."""
    powers = [[_powers(entry.name) for entry in side] for side in (left, right)]
    return np.array([[bool(a and b and not a & b) for b in powers[1]] for a in powers[0]])


def _powers(name: str) -> set[str]:
    return {power for power in _POWERS if power in name}
