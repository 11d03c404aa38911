"""Lays the hand-checked list out anew as HTML, for a browser to print to PDF."""

from __future__ import annotations

import html
import subprocess
from pathlib import Path
from typing import Any

_HEADINGS = {
    "basic": ["序号", "事项名称"],
    "cooperative": ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
    "reclaimed": ["序号", "事项名称", "承接部门及工作方式"],
}
_CELLS = ("departments", "superior_duties", "township_duties", "arrangement")
_STYLE = (
    "@page{size:A4 %s;margin:15mm} body{font:10pt 'Noto Sans CJK SC'} h1,.s td{text-align:center}"
    "table{border-collapse:collapse;width:100%%} td,th{border:1px solid;padding:3px} td p{margin:0}"
)


def page(truth: dict[str, Any], orientation: str, style: str = "") -> str:
    """The list as an HTML page; `style` adds to its style sheet."""
    out = [f"<meta charset=utf-8><style>{_STYLE % orientation}{style}</style>"]
    out += [f"<h1>{line}</h1>" for line in truth["title"].split()]
    for list_id, data in truth["lists"].items():
        headings = "".join(f"<th>{heading}</th>" for heading in _HEADINGS[list_id])
        out.append(
            f"<h1 style='break-before:page'>{data['title']}</h1><table><thead><tr>{headings}</thead>"
        )
        items = iter(data["items"])
        for section in data["sections"]:
            title = f"{section['no']}、{section['name']}（{section['declared']}项）"
            out.append(f"<tr class=s><td colspan=5>{title}</td></tr>")
            out += [_row(next(items)) for _ in range(section["items"])]
        out.append("</table>")
    return "".join(out)


def _row(item: dict[str, Any]) -> str:
    values = [str(item["seq"]), item["item_name"], *(item[c] for c in _CELLS if c in item)]
    return f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in values)}</tr>"


def _cell(value: str | list[str]) -> str:
    if isinstance(value, list):
        return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in value)
    return html.escape(value)


def print_to_pdf(chromium: str, text: str, folder: Path, *, heads: bool = False) -> Path:
    """What the browser prints of a page; with its own heads and feet, if asked for."""
    source, target = folder / "v1.html", folder / "v1.pdf"
    source.write_text(text, encoding="utf-8")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu"]
    arguments += [] if heads else ["--no-pdf-header-footer"]
    arguments += ["--disable-background-networking", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [chromium, *arguments, f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target
