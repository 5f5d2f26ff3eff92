"""Fit the confidence of claims to the judgement of annotators, and write both tables of it.

    python tools/fit_confidence.py           # fit, write data/, print how good it is
    python tools/fit_confidence.py --dry     # print only

Fitted on the annotated texts that rules may be tuned on and on those that nobody who works on rules
reads (`tests/claims/unread/`), never on the held ones, which are measured at the end as a number.
First a ridge-penalised logistic regression on the grounds of each claim. One of its grounds is that
the text was tuned on: rules do better there than elsewhere, so that this ground takes up the
difference and is then left out, for a user's texts are never such texts. Then isotonic regression
(pool adjacent violators) from its scores to the share with which the annotators agree. The scores
that the second step sees come from regressions fitted without the claim's own text. The errors
printed are of unread texts that neither step has seen (each left out in turn), overall and by
language. Needs the scorer of the shared folder.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from claims_agreement import (
    UNREAD,
    Judged,
    arrays,
    calibration_error,
    error_by_chance,
    judged_claims,
)

from habeas.claims.confidence import LEAST, MOST, calibrated, features

HOUSE = Path(__file__).resolve().parents[1]
TUNED = ("shared", "dev", "extra", "dev_ru", "dev_uk")
HELD = ("held", "held_ru", "held_uk")
DATA = HOUSE / "src" / "habeas" / "claims" / "data"
LANGUAGES = ("en", "ru", "uk")
TUNED_ON = "text.tuned"
# Penalties pull weights to nothing where claims are few; a language's own weight is pulled harder.
PENALTY, LANGUAGE_PENALTY = 1.0, 2.0
# Fewer claims than this, or a smaller rise, make no step of their own.
SMALLEST_STEP, SMALLEST_RISE = 40, 0.04
# Each step is drawn towards the share of all claims as if by so many more of them.
DRAWN_BY = 4.0
ROUNDS = 30

Floats = NDArray[np.float64]
Table = tuple[tuple[float, float], ...]
HEAD = """\
# {what}
# Written for Habeas by tools/fit_confidence.py on {day}, from {claims} claims in {texts} annotated
# texts (groups {groups}; no held text). Licence: Apache-2.0.
"""


class Fitted:
    """Both steps: the weights of the grounds, and the table from raw scores to confidences."""

    def __init__(self, claims: Sequence[Judged], grounds: Sequence[str]) -> None:
        """Fit on these claims; `grounds` names the columns."""
        self.grounds = tuple(grounds)
        matrix, agrees = self.matrix(claims), arrays(claims)[1]
        texts = np.array([claim.text for claim in claims])
        self.weights = logistic(matrix, agrees, self._penalties())
        unseen = np.empty(len(claims))
        for text in np.unique(texts):
            others = texts != text
            beside = logistic(matrix[others], agrees[others], self._penalties())
            unseen[~others] = _share(matrix[~others] @ beside)
        self.steps = isotonic(unseen, agrees)

    def matrix(self, claims: Sequence[Judged]) -> Floats:
        """One row a claim, one column a ground."""
        found = [
            features(claim.grounds) | {TUNED_ON: float(claim.group in TUNED)} for claim in claims
        ]
        return np.array([[row.get(name, 0.0) for name in self.grounds] for row in found])

    def confidences(self, claims: Sequence[Judged]) -> Floats:
        """What this fit says of other claims, as if no rule had been tuned on their texts."""
        matrix = self.matrix(claims)
        matrix[:, self.grounds.index(TUNED_ON)] = 0.0
        raw = _share(matrix @ self.weights)
        return np.array([calibrated(float(score), self.steps) for score in raw])

    def _penalties(self) -> Floats:
        return np.array([_penalty(name) for name in self.grounds])


def _penalty(ground: str) -> float:
    if ground in ("constant", TUNED_ON):
        return 1e-6
    return LANGUAGE_PENALTY if ground.startswith("language.") else PENALTY


def _share(total: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-total)))


def logistic(matrix: Floats, agrees: NDArray[np.bool_], penalties: Floats) -> Floats:
    """Weights of the penalised likelihood's maximum, by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        share = _share(matrix @ weights)
        slope = matrix.T @ (agrees - share) - penalties * weights
        curve = (matrix * (share * (1 - share))[:, None]).T @ matrix + np.diag(penalties)
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights)


def isotonic(raw: Floats, agrees: NDArray[np.bool_]) -> Table:
    """Rising steps (from which raw score on, which share), by pooling adjacent violators.

    Steps of few claims and small rises are pooled as well; shares are drawn towards the mean.
    """
    order = np.argsort(raw, kind="stable")
    pools: list[list[float]] = []  # first raw score, claims, claims agreed with
    for position in order:
        pools.append([float(raw[position]), 1.0, float(agrees[position])])
        while len(pools) > 1 and (
            _level(pools[-2]) >= _level(pools[-1]) or pools[-1][0] == pools[-2][0]
        ):
            _pool(pools, len(pools) - 1)
    while len(pools) > 1:
        small = min(range(len(pools)), key=lambda n: pools[n][1])
        rises = [_level(after) - _level(pools[n]) for n, after in enumerate(pools[1:])]
        flat = min(range(len(rises)), key=rises.__getitem__)
        if pools[small][1] < SMALLEST_STEP:
            up = small == 0 or (small < len(rises) and rises[small] < rises[small - 1])
            _pool(pools, small + 1 if up else small)
        elif rises[flat] < SMALLEST_RISE:
            _pool(pools, flat + 1)
        else:
            break
    mean = float(agrees.mean())
    shares = [(pool[2] + DRAWN_BY * mean) / (pool[1] + DRAWN_BY) for pool in pools]
    rising = np.maximum.accumulate(shares)
    return tuple(
        (round(pool[0], 4) if number else 0.0, round(min(MOST, max(LEAST, float(share))), 2))
        for number, (pool, share) in enumerate(zip(pools, rising, strict=True))
    )


def _level(pool: list[float]) -> float:
    return pool[2] / pool[1]


def _pool(pools: list[list[float]], upper: int) -> None:
    """Put a pool into the one below it."""
    taken = pools.pop(upper)
    pools[upper - 1][1] += taken[1]
    pools[upper - 1][2] += taken[2]


def left_out(claims: Sequence[Judged], others: Sequence[Judged], grounds: Sequence[str]) -> Floats:
    """What each claim is given by a fit on `others` and all texts but its own."""
    texts = np.array([claim.text for claim in claims])
    confidence = np.empty(len(claims))
    for text in np.unique(texts):
        inside = [claim for claim in claims if claim.text == text]
        rest = [*others, *(claim for claim in claims if claim.text != text)]
        confidence[texts == text] = Fitted(rest, grounds).confidences(inside)
    return confidence


def grounds_of(claims: Sequence[Judged]) -> list[str]:
    """Every ground that occurs; those that always hold instead of another are left out."""
    named = {name for claim in claims for name in features(claim.grounds)}
    usual = {"constant", "language.en", "type.fallback", "stance.reports", "speaker.named"}
    return ["constant", TUNED_ON, *sorted(named - usual)]


def write(fitted: Fitted, claims: Sequence[Judged]) -> None:
    """Write both tables."""
    known = {
        "day": date.today().isoformat(),
        "claims": len(claims),
        "texts": len({claim.text for claim in claims}),
        "groups": ", ".join((*TUNED, UNREAD)),
    }
    named = [
        pair for pair in zip(fitted.grounds, fitted.weights, strict=True) if pair[0] != TUNED_ON
    ]
    tables = {
        "confidence_weights": ("ground,weight", named),
        "calibration": ("from,confidence", fitted.steps),
    }
    titles = {
        "confidence_weights": "How much each ground speaks for a claim (logistic regression).",
        "calibration": "From which raw score on, which share of claims annotators agree with.",
    }
    for name, (columns, lines) in tables.items():
        form = "{},{:.4f}" if name == "confidence_weights" else "{:.4f},{:.2f}"
        body = [HEAD.format(what=titles[name], **known) + f"# {columns}"]
        body += [form.format(*line) for line in lines]
        (DATA / f"{name}.csv").write_text("\n".join(body) + "\n", encoding="utf-8")


def report(title: str, claims: Sequence[Judged], confidence: Floats) -> None:
    """Print the calibration errors, of all claims and by language."""
    agrees = arrays(claims)[1]
    languages = np.array([claim.grounds.language for claim in claims])
    print(f"\n{title}: calibration error (in brackets: by chance, were it perfectly calibrated)")
    for name in ("all", *LANGUAGES):
        rows = languages == name if name != "all" else np.ones(len(claims), dtype=bool)
        if rows.any():
            error = calibration_error(confidence[rows], agrees[rows])
            chance = error_by_chance(confidence[rows])
            print(
                f"  {name:4} {error:.3f} ({chance:.3f})  of {rows.sum()} claims; agreed"
                f" {agrees[rows].mean():.2f}, mean confidence {confidence[rows].mean():.2f}"
            )


def reliability(claims: Sequence[Judged], confidence: Floats) -> None:
    """Print stated against true shares."""
    agrees = arrays(claims)[1]
    print("\nconfidence  claims  agreed (unread texts, each left out in turn, by tenths)")
    for tenth in range(10):
        rows = (confidence >= tenth / 10) & (confidence < (tenth + 1) / 10)
        if rows.any():
            print(f"{confidence[rows].mean():10.2f} {rows.sum():7} {agrees[rows].mean():7.2f}")


def main() -> None:
    """Fit, write and report."""
    tuned, unread = judged_claims(TUNED), judged_claims([UNREAD])
    claims = [*tuned, *unread]
    grounds = grounds_of(claims)
    fitted = Fitted(claims, grounds)
    if "--dry" not in sys.argv:
        write(fitted, claims)
    weighed = zip(grounds, fitted.weights, strict=True)
    print("weights:", ", ".join(f"{name} {weight:+.2f}" for name, weight in weighed))
    print("steps:", ", ".join(f"{start:.3f} → {share:.2f}" for start, share in fitted.steps))
    unseen = left_out(unread, tuned, grounds)
    reliability(unread, unseen)
    report("unread texts, each left out in turn", unread, unseen)
    held = judged_claims(HELD)
    report("held texts, never fitted", held, fitted.confidences(held))
    report("tuned texts, where rules do better than elsewhere", tuned, fitted.confidences(tuned))


if __name__ == "__main__":
    main()
