"""Reads one side of a comparison: a source or a `list.json`."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.compare.shape import SCHEMA_VERSION, what_is_wrong
from pipeline.compare.side import ListData
from pipeline.model.errors import SourceError, reading
from pipeline.model.listdata import list_data
from pipeline.model.schema import list_schemas
from pipeline.model.sentence import Sentence
from pipeline.model.task import list_of, version_of
from pipeline.normalise import normalise
from pipeline.read import SUFFIXES, read_source
from pipeline.system.plain import MiB, read_plain

# A list of 233 duties takes half a MiB.
_MOST_BYTES = 256 * MiB


def read_list(path: Path) -> ListData:
    """The data of a list, whatever kind of file it is in.

    Raises SourceError where the file cannot be read or holds no duty list.
    """
    if path.is_dir():
        raise SourceError("is a folder; name a source or a list.json in it", str(path))
    if path.suffix.lower() not in (*SUFFIXES, ".json"):
        expected = ", ".join((*SUFFIXES, ".json"))
        raise SourceError(
            Sentence("unknown kind of file; expected one of {expected}", expected=expected),
            str(path),
        )
    if path.suffix.lower() != ".json":
        document = normalise(read_source(path), list_of(path), version_of(path), path=str(path))
        return list_data(document)
    try:
        with reading(path):
            data = json.loads(read_plain(path, _MOST_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError("is no JSON file", str(path)) from error
    wrong = what_is_wrong(data)
    if wrong:
        raise SourceError(
            Sentence(
                "is no list.json of schema version {schema_version}: {wrong}",
                schema_version=SCHEMA_VERSION,
                wrong=wrong,
            ),
            str(path),
        )
    known = {schema.id for schema in list_schemas()}
    found: ListData = {**data, "lists": [lst for lst in data["lists"] if lst["id"] in known]}
    return found
