"""Records in, persons out: the whole way on one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from habeas.people.blocking import Candidates, candidates
from habeas.people.clustering import Decided, belonging, linked
from habeas.people.decision import Decision
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.features import features
from habeas.people.evidence.model import Compared, Model
from habeas.people.evidence.training import first_model, trained
from habeas.people.facts import barred, facts_of
from habeas.people.pairs import ScoredPairs
from habeas.people.records import Records
from habeas.people.resolution import Resolution, numbered
from habeas.people.settings import ResolveSettings

Progress = Callable[[str, float], None]

STEPS = ("names", "candidates", "training", "candidates again", "persons")
THRESHOLD = -3.0
TRAINING_PAIRS = 3_000_000


def resolve(
    records: Records,
    *,
    settings: ResolveSettings | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
) -> Resolution:
    """Which of the records are one human.

    Weights and threshold come from the records themselves, without labels. What reviewers decided
    holds against every finding. `progress` is told each step and the share done. The same records,
    settings and decisions give the same persons, in whatever order the records stand.
    """
    settings = settings or ResolveSettings()
    tell = progress or _silent
    tell(STEPS[0], 0.0)
    compared = Compared(features(records))
    model, found = _learned(compared, settings, tell)
    tell(STEPS[4], 0.8)
    evidence = Evidence(compared, model)
    log_odds = evidence.log_odds(found.left, found.right)
    facts = facts_of(records)
    decided = Decided.of(decisions, records)
    threshold = THRESHOLD if settings.threshold is None else settings.threshold
    outcome = linked(compared, model, found.left, found.right, facts, decided, threshold=threshold)
    person, person_ids = numbered(records, outcome.cluster)
    odds = belonging(compared, model, person).astype(np.float64) - threshold
    tell(STEPS[4], 1.0)
    return Resolution(
        records=records,
        person=person,
        person_ids=person_ids,
        probability=1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))),
        pairs=ScoredPairs(
            found.left, found.right, log_odds, barred(found.left, found.right, facts) > 0
        ),
        figures={
            "records": len(records),
            "persons": len(person_ids),
            "threshold": threshold,
            "candidates a record": len(found.left) / max(1, len(records)),
            **{f"refused: {reason}": count for reason, count in outcome.refused.items()},
        },
        evidence=evidence,
    )


def _learned(
    compared: Compared, settings: ResolveSettings, tell: Progress
) -> tuple[Model, Candidates]:
    """The trained weights, and the candidates that they propose."""
    model = first_model(compared, seed=settings.seed)
    tell(STEPS[1], 0.2)
    found = candidates(compared, model, most_a_record=settings.candidates)
    for again in (True, False):
        tell(STEPS[2], 0.4 if again else 0.7)
        # Every k-th pair: the pairs are ordered by rows, which are in no order.
        step = max(1, len(found.left) // TRAINING_PAIRS)
        left, right = found.left[::step].copy(), found.right[::step].copy()
        model = trained(model, compared, left, right, share=1.0 / step)
        if again:
            tell(STEPS[3], 0.5)
            found = candidates(compared, model, most_a_record=settings.candidates)
    return model, found


def _silent(step: str, share: float) -> None:
    """Nobody is told."""
