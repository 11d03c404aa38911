"""The comparison as a page that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.compare.pieces import Piece
from pipeline.compare.values import Change, Comparison
from pipeline.render.changes.terms import terms_of
from pipeline.render.changes.wording import (
    headline,
    marked,
    marked_fields,
    paragraphs,
    place_of,
    section_name,
    section_size,
    unchanged,
)
from pipeline.render.pages import render_page
from pipeline.render.wording import list_titles


@dataclass(frozen=True, slots=True)
class _ChangeView:
    """A change as the page shows it: the name with what changed in it, and each field by paragraph."""

    change: Change
    name: list[Piece]
    texts: list[tuple[str, list[int | list[Piece]]]]


def render_changes_html(comparison: Comparison, *, linked: bool = False) -> str:
    """The page. `linked`: it will lie in `reports/<list>/changes/`, and links both versions' reports."""
    terms = terms_of(comparison)
    groups = [
        (kind, title, list(_of_group(comparison, kind))) for kind, title in terms.groups.items()
    ]
    return render_page(
        "changes",
        comparison=comparison,
        headline=headline(comparison),
        groups=[group for group in groups if group[2]],
        linked=linked,
        terms=terms,
        titles=list_titles(),
        place=place_of,
        section_name=section_name,
        section_size=section_size,
        unchanged=unchanged,
    )


def _of_group(comparison: Comparison, group: str) -> Iterator[_ChangeView]:
    for change in comparison.changes:
        if group == ("relisted" if change.is_relisted else change.kind):
            texts = [
                (title, paragraphs(found))
                for title, found in marked_fields(comparison, change.fields)
            ]
            yield _ChangeView(change, _name(comparison, change), texts)


def _name(comparison: Comparison, change: Change) -> list[Piece]:
    """The item's name, with what changed in it."""
    names = [str(side.fields["item_name"]) for side in (change.old, change.new) if side]
    return marked(comparison, names[0], names[-1])
