"""Fit the confidence of claims to the judgement of annotators, and write both tables of it.

    python tools/fit_confidence.py           # fit, write data/, print how good it is
    python tools/fit_confidence.py --dry     # print only

Fitted on the annotated texts that rules may be tuned on and on those that nobody who works on rules
reads (`tests/claims/unread/`), never on the held ones, which are measured at the end as a number.
First a ridge-penalised logistic regression on the grounds of each claim. One of its grounds is that
the text was tuned on: rules do better there than elsewhere, so that this ground takes up the
difference and is then left out, for a user's texts are never such texts. How much less is to be
trusted without the dictionary of a language, which a user may not have, is weighed by itself on
unread texts read that way. Then isotonic regression
(pool adjacent violators) from its scores to the share with which the annotators agree.
The scores that the second step sees come from regressions fitted without the claim's own text. The
errors printed are of unread texts that neither step has seen (each left out in turn), overall and
by language. Needs the scorer of the shared folder.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from claims_agreement import (
    UNREAD,
    Judged,
    arrays,
    calibration_error,
    error_by_chance,
    judged_bare,
    judged_claims,
)
from claims_fit import TUNED_ON, Fitted, Floats, grounds_of, left_out
from claims_pooled import HELD, TUNED

HOUSE = Path(__file__).resolve().parents[1]
DATA = HOUSE / "src" / "habeas" / "claims" / "data"
LANGUAGES = ("en", "ru", "uk")

HEAD = """\
# {what}
# Written for Habeas by tools/fit_confidence.py on {day}, from {claims} claims in {texts} annotated
# texts (groups {groups}; no held text). Licence: Apache-2.0.
"""


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
    bare, claims = judged_bare([UNREAD]), [*tuned, *unread]
    grounds = grounds_of(claims)
    fitted = Fitted(claims, bare, grounds)
    if "--dry" not in sys.argv:
        write(fitted, claims)
    weighed = zip(fitted.grounds, fitted.weights, strict=True)
    print("weights:", ", ".join(f"{name} {weight:+.2f}" for name, weight in weighed))
    print("steps:", ", ".join(f"{start:.3f} → {share:.2f}" for start, share in fitted.steps))
    unseen = left_out(unread, bare, tuned, grounds)
    size = len(unread)
    reliability(unread, unseen[:size])
    report("unread texts, each left out in turn", unread, unseen[:size])
    report("the same without dictionaries", bare, unseen[size:])
    held = judged_claims(HELD)
    report("held texts, never fitted", held, fitted.confidences(held))
    held = judged_bare(HELD[1:])
    report("held texts without dictionaries, never fitted", held, fitted.confidences(held))
    report("tuned texts, where rules do better than elsewhere", tuned, fitted.confidences(tuned))


if __name__ == "__main__":
    main()
