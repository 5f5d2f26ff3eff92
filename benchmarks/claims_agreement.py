"""Does a careful reader agree with a claim? Every proposed claim of the annotated texts, judged.

    python benchmarks/claims_agreement.py [GROUP …]

Prints for each group how often annotators agree with what is proposed (span, type and speaker), the
mean of the stated confidence, and the expected calibration error. The texts of held groups are
only measured: nothing of them is printed. In groups that rules were tuned on the confidence says
too little on purpose (see `tools/fit_confidence.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from claims_unread import UnreadText, unread_texts
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.claims.test_gate import GROUPS, AnnotatedText, annotated_texts, scorer

from habeas.claims import assemble, extract, prediction_lines
from habeas.claims.confidence import Grounds, confidence_of
from habeas.model import BlockKind, Document, Stance
from habeas.sources import read

OVERLAP = 0.5
UNREAD = "unread"
BINS = 10
_BARE = "--bare"
_DICTIONARIES = ("pymorphy3_dicts_ru", "pymorphy3_dicts_uk")
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One proposed claim with what it rests on, and whether the annotators agree."""

    group: str
    text: str
    grounds: Grounds
    agrees: bool

    @property
    def confidence(self) -> float:
        """What the table in use says of it."""
        return confidence_of(self.grounds)


def judged_claims(groups: Sequence[str]) -> list[Judged]:
    """The claims of all texts of these groups, in order; further printings are left out."""
    return [claim for group in groups for text in _texts(group) for claim in _of(group, text)]


def _texts(group: str) -> Iterator[tuple[AnnotatedText | UnreadText, Document, Sequence[Line]]]:
    """The texts of a group with their documents and annotated claims."""
    if group == UNREAD:
        for short in unread_texts():
            yield short, read(short.text.encode(), name=f"{short.name}.txt"), short.gold
        return
    for text in annotated_texts(group):
        document = read(text.path.read_bytes(), name=text.path.name)
        yield text, document, scorer().load(text.gold)


def _of(
    group: str, given: tuple[AnnotatedText | UnreadText, Document, Sequence[Line]]
) -> Iterator[Judged]:
    text, document, gold = given
    with _numbered() as grounds:
        claims = extract(document, outlet=text.outlet, published=text.published)
    predicted = list(prediction_lines(claims, document))
    pairs = paired(predicted, gold)
    for position, line in enumerate(predicted):
        if line["duplicate_of"] is None:
            agrees = position in pairs and agreed(line, gold[pairs[position]])
            yield Judged(group, text.name, grounds[round(float(str(line["confidence"])))], agrees)


def judged_bare(groups: Sequence[str]) -> list[Judged]:
    """The claims of Russian and Ukrainian texts, as found without dictionaries and models.

    In a process of its own, in which these packages look as if they were not installed.
    """
    command = [sys.executable, __file__, _BARE, *groups]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [_judged(line) for line in json.loads(answer)]


def _judged(line: dict[str, Any]) -> Judged:
    told = line["grounds"]
    grounds = Grounds(
        **{
            **told,
            "shares": tuple(told["shares"]),
            "stance": Stance(told["stance"]),
            "block": BlockKind(told["block"]),
        }
    )
    return Judged(line["group"], line["text"], grounds, line["agrees"])


def _print_bare(groups: Sequence[str]) -> None:
    for package in _DICTIONARIES:
        sys.modules[package] = None  # type: ignore[assignment] # how Python marks an absent one
    claims = [claim for claim in judged_claims(groups) if claim.grounds.bare]
    json.dump([asdict(claim) for claim in claims], sys.stdout)


@contextmanager
def _numbered() -> Iterator[list[Grounds]]:
    """Keep the grounds of every claim made inside; its confidence is then its number here."""
    kept: list[Grounds] = []

    def number_of(grounds: Grounds) -> float:
        kept.append(grounds)
        return float(len(kept) - 1)

    assemble.confidence_of = number_of  # type: ignore[attr-defined] # put back below, in every case
    try:
        yield kept
    finally:
        assemble.confidence_of = confidence_of  # type: ignore[attr-defined] # as it was before


def paired(predicted: Sequence[Line], gold: Sequence[Line]) -> dict[int, int]:
    """Positions of predicted claims → annotated ones, one to one, as the scorer pairs them."""
    overlaps = sorted(
        (
            (
                max(
                    scorer().iou(p["start"], p["end"], g["start"], g["end"]),
                    scorer().iou(p["start"], p["end"], g["content_start"], g["content_end"]),
                ),
                i,
                j,
            )
            for i, p in enumerate(predicted)
            for j, g in enumerate(gold)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for overlap, i, j in overlaps:
        if overlap >= OVERLAP and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def agreed(line: Line, gold: Line) -> bool:
    """Whether type and speaker of a pair are among those that the annotators accept."""
    accepted = [gold["speaker"], *gold["speaker_alt"]]
    named = [name for name in accepted if not scorer().is_narr(name)]
    if scorer().is_narr(line["speaker"]):
        speaker = len(named) < len(accepted)
    else:
        speaker = bool(scorer().same_name(line["speaker"], named))
    return speaker and line["type"] in (gold["type"], *gold["type_alt"])


def equal_mass(confidence: NDArray[np.float64], bins: int = BINS) -> NDArray[np.int64]:
    """The bin of each claim: about as many in each, but equal confidences are never parted."""
    edges = np.quantile(confidence, np.linspace(0, 1, bins + 1)[1:-1], method="lower")
    return np.searchsorted(np.unique(edges), confidence, side="left")


def calibration_error(confidence: NDArray[np.float64], agrees: NDArray[np.bool_]) -> float:
    """Expected calibration error: the mean gap between stated and true share, by bins of claims."""
    bins = equal_mass(confidence)
    gaps = [
        abs(float(confidence[bins == one].mean() - agrees[bins == one].mean()))
        * (bins == one).sum()
        for one in np.unique(bins)
    ]
    return float(sum(gaps) / len(confidence))


def error_by_chance(confidence: NDArray[np.float64], draws: int = 2000) -> float:
    """The error that a perfectly calibrated confidence would show on so few claims."""
    chance = np.random.default_rng(7)
    return float(
        np.mean(
            [
                calibration_error(confidence, chance.random(len(confidence)) < confidence)
                for _ in range(draws)
            ]
        )
    )


def arrays(claims: Sequence[Judged]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Confidences and judgements, claim by claim."""
    return (
        np.array([claim.confidence for claim in claims], dtype=float),
        np.array([claim.agrees for claim in claims], dtype=bool),
    )


def main(groups: Sequence[str]) -> None:
    """Print the table."""
    print("| group | claims | agreed | mean confidence | calibration error | by chance alone |")
    print("|---|---|---|---|---|---|")
    everything: list[Judged] = []
    for group in (*groups, "all"):
        claims = judged_claims([group]) if group != "all" else everything
        everything = [*everything, *claims] if group != "all" else everything
        confidence, agrees = arrays(claims)
        print(
            f"| {group} | {len(claims)} | {agrees.mean():.2f} | {confidence.mean():.2f} "
            f"| {calibration_error(confidence, agrees):.3f} | {error_by_chance(confidence):.3f} |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == [_BARE]:
        _print_bare(sys.argv[2:])
    else:
        main(sys.argv[1:] or (*GROUPS, UNREAD))
