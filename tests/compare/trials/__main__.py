"""`python -m tests.compare.trials [SEEDS [FIRST]]`: runs the trials, prints the table, fails on a miss."""

from __future__ import annotations

import sys

from tests.compare.trials.lists import STYLES
from tests.compare.trials.look_alikes import swaps
from tests.compare.trials.score import run


def main() -> int:
    """0 where every edit was told and nothing else."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    scores = run((style, seed) for style in STYLES for seed in range(first, first + seeds))
    print("| edit | changes | missed | wrong | precision | recall |\n|---|--:|--:|--:|--:|--:|")
    for kind, score in sorted(scores.items()):
        print(
            f"| {kind} | {score.due} | {score.missed} | {score.wrong} "
            f"| {score.precision:.4f} | {score.recall:.4f} |"
        )
    print("\nA duty goes and the one that it resembles most comes, each in turn:\n")
    print("| list | swaps | told as one duty |\n|---|--:|--:|")
    for style in STYLES:
        verdicts = [*swaps(style)]
        print(f"| {style} | {len(verdicts)} | {sum(told for _, _, told in verdicts)} |")
        for gone, come, told in verdicts:
            if told:
                print(f"{style}: {gone} → {come}", file=sys.stderr)
    examples = [line for score in scores.values() for line in score.examples]
    print(*examples, sep="\n", file=sys.stderr)
    return 1 if examples else 0


if __name__ == "__main__":
    sys.exit(main())
