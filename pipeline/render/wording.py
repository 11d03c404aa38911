"""What the published codes are called in Chinese, on every page and sheet alike."""

from __future__ import annotations

from collections.abc import Mapping

SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}
DISPOSITION_NAMES = {"transferred": "由上级部门承接", "discontinued": "不再开展"}
ACCOUNTING_NAMES = {
    "items": "事项（序号和各栏文字）",
    "headings": "文件标题和分类标题",
    "running": "清单标题、表头、页眉、页脚和页码",
    "contents": "目录",
    "notes": "清单之外的说明、附注、合计和落款",
    "others": "文件中的其他清单",
    "markup": "排版标记",
    "unaccounted": "未归类",
}


def state_of(counts: Mapping[str, int]) -> str:
    """A version's state in one line."""
    parts = [f"{counts[s]}个{name}" for s, name in SEVERITY_NAMES.items() if counts[s]]
    waived = f"（另有{counts['waived']}个已豁免）" if counts["waived"] else ""
    return ("发现" + "、".join(parts) if parts else "未发现缺陷") + waived
