"""What a damage has to be told as, and whether findings tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.validate.findings import Finding


@dataclass(frozen=True, slots=True)
class Expected:
    """The rules of which one has to tell the damage, and the places where it may be told.

    An empty set of sections or numbers leaves them open. `says` has to stand in the message.
    `beside` are rules that tell another fact of the same damage, at the same place: a page torn out
    of a PDF breaks both the printed page numbers and the numbers of the items.
    """

    rules: frozenset[str]
    list: str | None = None
    sections: frozenset[str | None] = frozenset()
    seqs: frozenset[int | None] = frozenset()
    field: str | None = None
    says: str | None = None
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one damage."""

    detected: bool
    placed: bool
    extra: tuple[Finding, ...]


def judge(expected: Expected, findings: Sequence[Finding]) -> Verdict:
    """Whether the findings tell the damage, tell it at its place, and what else they tell."""
    telling = [f for f in findings if f.rule in expected.rules]
    placed = [f for f in telling if _at_its_place(expected, f)]
    # What is told beside is no help where the rule itself tells it: that one is counted as the telling.
    told = min(placed or telling, key=lambda f: f.rule in expected.beside, default=None)
    others = tuple(f for f in findings if f is not told and f.rule not in expected.beside)
    return Verdict(bool(telling), bool(placed), others)


def fresh(findings: Iterable[Finding], baseline: Iterable[Finding]) -> list[Finding]:
    """The findings that the undamaged document does not have."""
    known = {finding.fingerprint for finding in baseline}
    return [finding for finding in findings if finding.fingerprint not in known]


def _at_its_place(expected: Expected, finding: Finding) -> bool:
    return (
        expected.list in (None, finding.list)
        and (not expected.sections or finding.section_no in expected.sections)
        and (not expected.seqs or finding.seq in expected.seqs)
        and expected.field in (None, finding.field)
        and (expected.says is None or expected.says in finding.message)
    )
