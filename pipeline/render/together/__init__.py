"""The pages over all lists: figures, duties, departments, counties, what lists contradict each other in, search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.render.pages import page_in_pieces

TITLES = {
    "index.html": "概况",
    "duties.html": "职责",
    "departments.html": "部门",
    "counties.html": "各县",
    "checks.html": "核对",
    "laws.html": "依据",
    "search.html": "查找",
}
"""The pages that every page leads to."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: the folder in it, its name, its content in pieces."""

    folder: str
    name: str
    content: Iterator[str] | str


def page(
    name: str,
    template: str,
    title: str,
    *,
    folder: str = "",
    scripts: bool = False,
    **values: object,
) -> Page:
    """A page of the site, with the way to all others."""
    top = "../" if folder else ""
    content = page_in_pieces(
        template,
        family="site",
        scripts_beside=scripts,
        title=title,
        top=top,
        pages=TITLES,
        here=name if not folder else "",
        **values,
    )
    return Page(folder, name, content)
