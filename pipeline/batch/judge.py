"""One document from source to outputs: read, normalise, validate, render. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from pipeline.batch.files import Content, encoded
from pipeline.model.document import Document
from pipeline.model.errors import CorrectionError
from pipeline.model.fields import published_schemas
from pipeline.model.sentence import Sentence
from pipeline.model.task import Task
from pipeline.normalise import normalise
from pipeline.normalise.correction_file import corrections_of
from pipeline.normalise.corrections import corrected
from pipeline.normalise.locality import in_opening
from pipeline.read import read_source
from pipeline.read.opening import opening_lines
from pipeline.render.csv import render_csv
from pipeline.render.datapackage import render_datapackage
from pipeline.render.evidence import gather
from pipeline.render.findingsjson import render_findings_json
from pipeline.render.junit import render_junit
from pipeline.render.letter import render_letter
from pipeline.render.listjson import render_list_json
from pipeline.render.report import render_report
from pipeline.render.sarif import render_sarif
from pipeline.render.workbook import render_workbook
from pipeline.validate import validate
from pipeline.validate.case import Case
from pipeline.validate.findings import Finding, with_fingerprints
from pipeline.validate.waiver_file import waivers_of
from pipeline.validate.waivers import apply_waivers

_NO_LINKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with what is wrong with it, the rows of each list's CSV, and the file it is in."""

    source: Path
    document: Document
    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The content of each output by file name: under `parsed/` and under `reports/`."""

    parsed: dict[str, bytes]
    reports: dict[str, bytes]


def judge(task: Task, today: datetime.date) -> Judged:
    """Reads and validates one document. Raises SourceError or WaiverError."""
    task.require_possible()
    waivers = waivers_of(task.waivers, task.version)
    document = normalise(
        read_source(task.source), task.list_id, task.version, path=str(task.source)
    )
    document = _with_corrections(document, task)
    case = Case(document, in_opening(opening_lines(task.before)) if task.before else None)
    tables = {schema.id: case.table(schema.id) for schema in published_schemas(document)}
    findings = apply_waivers(validate(case), waivers, today)
    return Judged(task.source, document, tables, with_fingerprints(findings))


def _with_corrections(document: Document, task: Task) -> Document:
    corrections = corrections_of(task.corrections, task.version)
    if corrections and document.recognition is None:
        raise CorrectionError(
            Sentence("is for scans only; {file} has text of its own", file=task.source.name),
            str(task.corrections),
        )
    return corrected(document, corrections)


def render(judged: Judged) -> Outputs:
    """Everything that is written for one document, in memory."""
    return Outputs(render_parsed(judged), render_reports(judged))


def render_parsed(judged: Judged) -> dict[str, bytes]:
    """The data in memory: what lies under `parsed/`, by file name."""
    return {name: encoded(content) for name, content in parsed_files(judged)}


def render_reports(judged: Judged, links: Mapping[str, str] = _NO_LINKS) -> dict[str, bytes]:
    """What people and CI read, in memory: what lies under `reports/`, by file name."""
    return {name: encoded(content) for name, content in report_files(judged, links)}


def parsed_files(judged: Judged) -> Iterator[tuple[str, Content]]:
    """The files under `parsed/`, each made when it is asked for."""
    document, tables, findings = judged.document, judged.tables, judged.findings
    csvs = {f"{list_id}.csv": encoded(render_csv(table)) for list_id, table in tables.items()}
    yield from csvs.items()
    yield "datapackage.json", render_datapackage(document, tables, csvs)
    del csvs
    yield "list.json", render_list_json(document)
    yield "list.xlsx", render_workbook(document, tables, findings)
    yield "findings.json", render_findings_json(findings)


def report_files(
    judged: Judged, links: Mapping[str, str] = _NO_LINKS
) -> Iterator[tuple[str, Content]]:
    """The files under `reports/`, each made when it is asked for; the report links those files."""
    document, findings = judged.document, judged.findings
    evidence = gather(judged.source, document, findings)
    yield "index.html", render_report(document, findings, evidence, links)
    del evidence
    yield "letter.docx", render_letter(document, findings, judged.source.name)
    yield "findings.sarif", render_sarif(document, findings)
    yield "junit.xml", render_junit(document, findings)
