"""Runs trials and counts, per edit, what was told right, what was missed, what was told wrongly."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.compare.edits import compare
from tests.compare.trials.edits import EDITS
from tests.compare.trials.lists import STYLES
from tests.compare.trials.trial import Told, Trial, told_by

UNTOUCHED = "untouched"


@dataclass
class Score:
    """`due` changes of which `missed` were not told; `wrong` were told and are not so."""

    due: int = 0
    missed: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def told(self) -> int:
        """How many were told, right or wrong."""
        return self.due - self.missed + self.wrong

    @property
    def precision(self) -> float:
        """Of what was told, the share that is so."""
        return (self.due - self.missed) / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Of what is so, the share that was told."""
        return (self.due - self.missed) / self.due if self.due else 1.0


def edited(style: str, seed: int, kinds: Iterable[str] | None = None, most: int = 25) -> Trial:
    """A list of the style after up to `most` edits of chance; the same for the same seed."""
    rng = random.Random(f"{style}/{seed}")
    trial = Trial(STYLES[style](), rng)
    names = sorted(EDITS if kinds is None else kinds)
    for _ in range(rng.randint(1, most)):
        EDITS[rng.choice(names)](trial)
    trial.finished()
    return trial


def run(cases: Iterable[tuple[str, int]], most: int = 25) -> dict[str, Score]:
    """The scores by edit, over lists named by style and seed."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for style, seed in cases:
        trial = edited(style, seed, most=most)
        for kind, verdict, what in judged(trial):
            score = scores[kind]
            score.due += verdict != "wrong"
            score.missed += verdict == "missed"
            score.wrong += verdict == "wrong"
            if verdict != "told":
                names = " → ".join(trial.names(what[1].split("=")[0]))
                score.examples.append(f"{style}/{seed} [{kind}] {verdict}: {what} {names}")
    return scores


def judged(trial: Trial) -> Iterator[tuple[str, str, Told]]:
    """Each change that is due or told: by which edit, `told`, `missed` or `wrong`, and what."""
    comparison = compare(trial.old, trial.new)
    due, counts = trial.truth()
    told = told_by(comparison, trial.twins)
    for what in sorted(due | told):
        kind = trial.by.get(what[1].split("=")[0], UNTOUCHED)
        verdict = "told" if what in due and what in told else "missed" if what in due else "wrong"
        yield kind, verdict, what
    if due == told and not trial.twins:
        summary = comparison["summary"]
        assert summary == {name: counts[name] for name in summary}, (summary, counts)
