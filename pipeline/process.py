"""One document from source to outputs: read, normalise, validate, render. Nothing is written here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from pipeline.document import Document
from pipeline.frames import Frames, csv_columns, to_frames
from pipeline.normalise import normalise
from pipeline.read import read_source
from pipeline.render.csv import render_csv
from pipeline.render.findingsjson import render_findings_json
from pipeline.render.listjson import render_list_json
from pipeline.render.report import render_report
from pipeline.schema import list_schemas
from pipeline.tasks import Task
from pipeline.validate import validate
from pipeline.validate.findings import Finding, with_fingerprints
from pipeline.waivers import apply_waivers, read_waivers


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with what is wrong with it."""

    document: Document
    frames: Frames
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The text of each output by file name: under `parsed/` and under `reports/`."""

    parsed: dict[str, str]
    reports: dict[str, str]


def judge(task: Task, today: datetime.date) -> Judged:
    """Reads and validates one document. Raises SourceError or WaiverError."""
    waivers = read_waivers(task.waivers)
    document = normalise(read_source(task.source), task.list_id, task.version)
    frames = to_frames(document)
    findings = apply_waivers(validate(document, frames), waivers, today)
    return Judged(document, frames, with_fingerprints(findings))


def render(judged: Judged) -> Outputs:
    """Everything that is written for one document."""
    csvs = {
        f"{schema.id}.csv": render_csv(
            judged.frames.items.get(schema.id, pd.DataFrame(columns=csv_columns(schema.id)))
        )
        for schema in list_schemas()
    }
    parsed = csvs | {
        "list.json": render_list_json(judged.document),
        "findings.json": render_findings_json(judged.findings),
    }
    return Outputs(parsed, {"index.html": render_report(judged.document, judged.findings)})
