"""The program as a library: the four functions of the package `pipeline`.

In: a file, or a `Document`. Out: a `Document`, dataframes, findings, changes. What a function needs is imported
when it is called.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.compare.values import Side
    from pipeline.model.document import Document
    from pipeline.validate.findings import Finding

FilePath = str | os.PathLike[str]


def parse(path: FilePath) -> Document:
    """The duty list in a file, read and normalised: list `<its folder's name>`, version `<its
    stem>`; where it lies loose in `raw/`, list `<its stem>`, version `v1`.

    Raises DutyListError where it cannot be read or holds no duty list.
    """
    from pipeline.model.task import list_of, version_of
    from pipeline.normalise import normalise
    from pipeline.read import read_source

    source = Path(path)
    return normalise(read_source(source), list_of(source), version_of(source), path=str(source))


def tables(document: Document) -> dict[str, pd.DataFrame]:
    """The rows of each list by its id, with the columns of its CSV; no row where the document lacks the list."""
    from pipeline.model.fields import published_schemas
    from pipeline.validate.case import Case

    case = Case(document)
    return {schema.id: case.table(schema.id) for schema in published_schemas(document)}


def findings(document: Document) -> tuple[Finding, ...]:
    """What is wrong with a document, the gravest first. Waivers, which lie beside a file, are not applied."""
    from pipeline.validate import validate
    from pipeline.validate.case import Case

    return validate(Case(document))


def changes(old: Document | FilePath, new: Document | FilePath) -> dict[str, Any]:
    """What changed from one version to another, as `dutylist diff --json` writes it.

    A path is a source or a `list.json`. Raises DutyListError where it cannot be read.
    """
    from pipeline.compare.changes import compare
    from pipeline.render.changes.data import changes_data

    return changes_data(compare(_side(old), _side(new)))


def _side(version: Document | FilePath) -> Side:
    from pipeline.compare.read_list import read_list
    from pipeline.compare.side import side_of
    from pipeline.model.document import Document
    from pipeline.model.listdata import list_data

    return side_of(
        list_data(version) if isinstance(version, Document) else read_list(Path(version))
    )
