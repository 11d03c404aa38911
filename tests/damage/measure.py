"""Runs the kinds of damage over many lists and counts what the rules made of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.validate.findings import Finding
from pipeline.validate.rules import RULES, Rule
from tests.corpus.printed import PrintedDocument
from tests.damage import cells, departments, lines, pages, rows, section_rows, texts
from tests.damage.expect import Expected, Verdict, fresh, judge
from tests.damage.formats import Format, findings
from tests.damage.kinds import Kind
from tests.damage.lines import LineKind
from tests.damage.pages import PageKind

AnyKind = Kind | PageKind | LineKind
KINDS: tuple[AnyKind, ...] = (
    *rows.KINDS,
    *section_rows.KINDS,
    *pages.KINDS,
    *lines.KINDS,
    *cells.KINDS,
    *texts.KINDS,
    *departments.KINDS,
)
Draw = Callable[[int], PrintedDocument]


@dataclass(slots=True)
class Tally:
    """The cases of one kind in one format."""

    kind: str
    format: str
    hidden: str
    cases: int = 0
    detected: int = 0
    placed: int = 0
    extra: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file and what has to be told of it."""

    data: bytes
    expected: Expected


def measure(
    kinds: Sequence[AnyKind],
    formats: Sequence[Format],
    draw: Draw,
    seeds: Sequence[int],
    folder: Path,
    rules: Sequence[Rule] = RULES,
) -> Iterator[Tally]:
    """A tally for each kind and format; the seeds give the lists and the damage."""
    for form in formats:
        baselines: dict[int, tuple[Finding, ...]] = {}
        find = partial(findings, suffix=form.id, folder=folder, rules=rules)
        for kind in kinds:
            if form.id in kind.formats:
                tally = Tally(kind.name, form.id, kind.hidden)
                for seed in seeds:
                    _run(kind, form, draw(seed), seed, find, baselines, tally)
                yield tally


def _run(
    kind: AnyKind,
    form: Format,
    document: PrintedDocument,
    seed: int,
    find: Callable[[bytes], tuple[Finding, ...]],
    baselines: dict[int, tuple[Finding, ...]],
    tally: Tally,
) -> None:
    case = make_case(kind, form, document, seed)
    if case is None:
        return
    if seed not in baselines:
        baselines[seed] = find(form.render(document, seed))
    told = fresh(find(case.data), baselines[seed])
    _count(tally, judge(case.expected, told), seed, case.expected, told)


def make_case(kind: AnyKind, form: Format, document: PrintedDocument, seed: int) -> Case | None:
    """The damage of one seed, or None where the list has no place for it."""
    rng = random.Random(f"{kind.name} {seed}")
    if isinstance(kind, PageKind):
        split = form.pages(form.render(document, seed))
        made = kind.make(split, rng) if split else None
        return Case(*made) if made else None
    if isinstance(kind, LineKind):
        broken = kind.make(form.render(document, seed).decode().split("\n"), rng)
        return Case("\n".join(broken[0]).encode(), broken[1]) if broken else None
    damaged = kind.make(document, rng)
    if damaged is None:
        return None
    return Case(form.render(damaged.document, seed), damaged.expected)


def _count(
    tally: Tally, verdict: Verdict, seed: int, expected: Expected, told: Sequence[Finding]
) -> None:
    tally.cases += 1
    tally.detected += verdict.detected
    tally.placed += verdict.placed
    tally.extra.update(finding.rule for finding in verdict.extra)
    if not verdict.placed or verdict.extra:
        lines = [f"{f.rule} {f.list} {f.section_no} {f.seq} {f.field} {f.message}" for f in told]
        tally.failures.append(f"seed {seed}: expected {expected}\n    " + "\n    ".join(lines))
