"""Turns published duty lists (履行职责事项清单) into data that can be trusted.

    document = pipeline.parse("raw/xijiao/v1.pdf")
    pipeline.tables(document)["cooperative"]
    pipeline.findings(document)
    pipeline.changes("raw/xijiao/v1.pdf", document)

Nothing heavy is loaded until one of them is called. See docs/python.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.library import changes, findings, parse, tables
    from pipeline.model.document import Document
    from pipeline.model.errors import DutyListError
    from pipeline.validate.findings import Finding

__all__ = ["Document", "DutyListError", "Finding", "changes", "findings", "parse", "tables"]

_HOMES = {
    "Document": "pipeline.model.document",
    "DutyListError": "pipeline.model.errors",
    "Finding": "pipeline.validate.findings",
    **dict.fromkeys(("changes", "findings", "parse", "tables"), "pipeline.library"),
}


def __getattr__(name: str) -> Any:
    """What the package offers, from where it is at home, when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
