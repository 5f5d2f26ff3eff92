"""Scores over all texts of a group, pooled: what the benchmarks of claims share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.claims.test_gate import AnnotatedText, annotated_texts, scorer

from habeas.claims import extract, prediction_lines
from habeas.model import Document
from habeas.sources import read

# Column → the scorer's name of it. Those ending in _R are shares found ("4/11"), the others F1.
PARTS = {
    "spans ≥ .5": "claims",
    "spans ≥ .8": "claims_iou80",
    "type": "type_e2e",
    "speaker": "speaker",
    "named speaker": "speaker_named_R",
    "place": "place",
    "geocode": "geocode_R",
    "date": "date",
    "quantity": "quantity",
    "denials": "denial_R",
}
TUNED = ("shared", "dev", "extra", "dev_ru", "dev_uk")
HELD = ("held", "held_ru", "held_uk")

Line = Mapping[str, Any]
Predict = Callable[[AnnotatedText, Document], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Count:
    """Found and right, of which the predicted and the annotated (for a share: both the same)."""

    right: int = 0
    predicted: int = 0
    annotated: int = 0

    def plus(self, other: Count) -> Count:
        """The counts of both."""
        return Count(
            self.right + other.right,
            self.predicted + other.predicted,
            self.annotated + other.annotated,
        )

    @property
    def score(self) -> float | None:
        """F1, which for a share is the share; None where nothing was to be found."""
        whole = self.predicted + self.annotated
        return 2 * self.right / whole if self.annotated else None


Scores = dict[str, Count]


def extracted(text: AnnotatedText, document: Document) -> Sequence[Line]:
    """What Habeas finds in a text."""
    claims = extract(document, outlet=text.outlet, published=text.published)
    return list(prediction_lines(claims, document))


def pooled(groups: Iterable[str], predict: Predict = extracted) -> Scores:
    """Counts of every part, over the texts of these groups."""
    total = dict.fromkeys(PARTS, Count())
    for group in groups:
        for text, document in documents(group):
            result = scorer().score(predict(text, document), scorer().load(text.gold))
            for part, name in PARTS.items():
                total[part] = total[part].plus(_count(result[name]))
    return total


@cache
def documents(group: str) -> tuple[tuple[AnnotatedText, Document], ...]:
    """The texts of a group, each read once."""
    return tuple(
        (text, read(text.path.read_bytes(), name=text.path.name)) for text in annotated_texts(group)
    )


def _count(value: Mapping[str, int] | str) -> Count:
    if isinstance(value, str):
        right, whole = map(int, value.split("/"))
        return Count(right, whole, whole)
    return Count(value["tp"], value["pred"], value["gold"])


def row(name: str, cells: Iterable[str]) -> str:
    """One row of a Markdown table."""
    return f"| {name} | " + " | ".join(cells) + " |"


def head(first: str, columns: Sequence[str]) -> str:
    """The head of a Markdown table, numbers to the right."""
    return row(first, columns) + "\n|---|" + "---:|" * len(columns)


def shown(score: float | None) -> str:
    """`.83`; a dash where nothing was to be found."""
    if score is None:
        return "–"
    return f"{score:.2f}".removeprefix("0") if score < 1 else "1.00"
