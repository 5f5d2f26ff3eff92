"""How well claims are found in annotated texts, beside a naive extractor.

    python benchmarks/claims_accuracy.py [GROUP …]

One Markdown row a group, pooled over its texts: F1 end to end (a missed claim is a miss for its
speaker, place, date and quantities), recall for named speakers, coordinates and denials, and the
expected calibration error of the confidence. The naive extractor is that of `claims_baseline.py`.
Held texts are only measured: nothing of them is shown. The confidence states what holds in texts on
which no rule was tuned, so that it says too little in the others: only the error in held and unread
texts tells how good it is. Needs the scorer of the shared folder.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from claims_agreement import UNREAD, arrays, calibration_error, judged_claims
from claims_baseline import naive
from claims_pooled import HELD, PARTS, TUNED, Scores, documents, head, pooled, row, shown


def main(groups: Sequence[str]) -> None:
    """Print three tables: Habeas, the naive extractor, the difference."""
    ours = {group: pooled([group]) for group in groups}
    theirs = {group: pooled([group], naive) for group in groups}
    print("Habeas\n")
    print(head("group (texts, claims)", [*PARTS, "calibration error"]))
    for group in groups:
        error = calibration_error(*arrays(judged_claims([group])))
        print(row(_name(group, ours[group]), [*_scores(ours[group]), f"{error:.3f}"]))
    unseen = judged_claims([UNREAD, *(group for group in groups if group in HELD)])
    error = calibration_error(*arrays(unseen))
    print(
        f"\nCalibration error in texts on which no rule was tuned: {error:.3f} "
        f"({len(unseen)} claims)"
    )
    print("\nNaive extractor\n")
    print(head("group", list(PARTS)))
    for group in groups:
        print(row(group, _scores(theirs[group])))
    print("\nErrors left, as a share of the naive extractor's\n")
    print(head("group", list(PARTS)))
    for group in groups:
        print(row(group, _left(ours[group], theirs[group])))


def _name(group: str, scores: Scores) -> str:
    return f"{group} ({len(documents(group))}, {scores['spans ≥ .5'].annotated})"


def _scores(scores: Scores) -> list[str]:
    return [shown(count.score) for count in scores.values()]


def _left(ours: Scores, theirs: Scores) -> list[str]:
    cells = []
    for part, count in ours.items():
        score, naive_score = count.score, theirs[part].score
        if score is None or naive_score is None or naive_score == 1:
            cells.append("–")
        else:
            cells.append(f"{(1 - score) / (1 - naive_score):.0%}")
    return cells


if __name__ == "__main__":
    main(sys.argv[1:] or (*TUNED, *HELD))
