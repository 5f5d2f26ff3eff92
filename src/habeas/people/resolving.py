"""Records in, persons out: the whole way, on one machine or past it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking import Candidates, candidates
from habeas.people.clustering import Decided, Linkage, belonging, linked
from habeas.people.clustering.threshold import FEWEST, moved_threshold
from habeas.people.decision import Decision
from habeas.people.engine import Engine, running
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.features import features
from habeas.people.evidence.model import Compared, Model
from habeas.people.evidence.training import first_model, trained
from habeas.people.facts import Facts, barred, facts_of
from habeas.people.pairs import ScoredPairs
from habeas.people.records import Records
from habeas.people.resolution import Resolution, numbered
from habeas.people.settings import ResolveSettings
from habeas.people.streaming import Settled, carried

Progress = Callable[[str, float], None]

STEPS = ("reading names", "learning weights", "comparing", "joining")
# Two clusters are one person from these log odds up, once there are rows enough to have learned
# the weights from; while they are only expected (few rows), one human must be likelier than not.
THRESHOLD = -3.0
LEARNED_FROM = 1_000.0
TRAINING_PAIRS = 2_000_000
TRAINING_RECORDS = 100_000


def resolve(
    records: Records,
    *,
    settings: ResolveSettings | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
    engine: Any = "local",
    earlier: Resolution | None = None,
) -> Resolution:
    """Which of the records are one human.

    Weights and threshold come from the records themselves, without labels. What reviewers decided
    holds against every finding. `progress` is told each step and the share done. The same records,
    settings and decisions give the same persons, in whatever order the records stand and on any
    `engine`: "local", "spark" (the active session or one that is started), or a SparkSession.

    With `earlier`, records that it resolved keep their persons and their weights, and only pairs
    with a new record are compared; a new record may join two persons, and only a reviewer splits
    one.

    Raises WrongUsage for another engine, MissingExtra where something that Spark needs is missing.
    """
    with running(engine) as work:
        return _resolved(records, settings or ResolveSettings(), decisions, progress, work, earlier)


def _resolved(
    records: Records,
    settings: ResolveSettings,
    decisions: Iterable[Decision],
    progress: Progress | None,
    work: Engine,
    earlier: Resolution | None,
) -> Resolution:
    tell = progress or _silent
    tell(STEPS[0], 0.0)
    said = features(records)
    # Everything runs on the rows in the order of their rank, so that their own order is nothing.
    order = np.argsort(records.rank, kind="stable").astype(np.int32)
    compared = Compared(said.take(order))
    decided = Decided.of(decisions, records)
    tell(STEPS[1], 0.25)
    if earlier is None or earlier.evidence is None:
        model = _learned(compared, settings)
        tell(STEPS[2], 0.45)
        found = work.candidates(compared, model, most_a_record=settings.candidates)
        model = _trained(model, compared, found)
    else:
        settled = Settled.by(earlier, records, decided)
        model = _carried(earlier.evidence, compared, settings)
        tell(STEPS[2], 0.45)
        found = work.candidates(
            compared, model, most_a_record=settings.candidates, settled=settled.rows[order]
        )
        decided = settled.joined(decided)
    tell(STEPS[3], 0.85)
    facts = facts_of(records)
    threshold = _chosen(len(records)) if settings.threshold is None else settings.threshold
    linkage = Linkage(
        compared,
        model,
        replace(facts, rows=facts.rows[order]),
        decided.in_order(order),
        threshold,
    )
    if settings.threshold is None and earlier is None:
        linkage = _heeding(linkage, found, work)
    outcome = linked(linkage, found.left, found.right, run=work.link)
    cluster = np.empty(len(records), dtype=np.int64)
    cluster[order] = outcome.cluster
    person, person_ids = numbered(records, cluster)
    evidence = Evidence(Compared(said), model)
    odds = belonging(evidence.compared, model, person).astype(np.float64) - linkage.threshold
    tell(STEPS[3], 1.0)
    return Resolution(
        records=records,
        person=person,
        person_ids=person_ids,
        probability=1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))),
        pairs=_scored(found, order, evidence, facts),
        figures={
            "records": len(records),
            "persons": len(person_ids),
            "threshold": linkage.threshold,
            "candidates a record": len(found.left) / max(1, len(records)),
            **{f"refused: {reason}": count for reason, count in outcome.refused.items()},
        },
        evidence=evidence,
    )


def _chosen(n: int) -> float:
    """The threshold for so many records."""
    return THRESHOLD * n / (n + LEARNED_FROM)


def _learned(compared: Compared, settings: ResolveSettings) -> Model:
    """The weights, from a sample of the records where there are very many."""
    n = len(compared.features)
    if n > TRAINING_RECORDS:
        random = np.random.default_rng(settings.seed)
        rows = np.sort(random.choice(n, TRAINING_RECORDS, replace=False))
        compared = Compared(compared.features.take(rows))
    model = first_model(compared, seed=settings.seed)
    for _ in range(2):
        model = _trained(model, compared, candidates(compared, model, most_a_record=20))
    return model


def _heeding(linkage: Linkage, found: Candidates, work: Engine) -> Linkage:
    """The linkage with its threshold moved by what reviewers decided, where that is enough."""
    decided = linkage.decided
    if len(decided.same) + len(decided.apart) // 2 < FEWEST:
        return linkage
    alone = replace(linkage, decided=Decided.nothing(len(decided.begin) - 1))
    before = linked(alone, found.left, found.right, run=work.link)
    person = np.unique(before.cluster, return_inverse=True)[1].astype(np.int32)
    evidence = Evidence(linkage.compared, linkage.model)
    moved = moved_threshold(linkage.threshold, evidence, person, decided)
    return replace(linkage, threshold=moved)


def _carried(earlier: Evidence, compared: Compared, settings: ResolveSettings) -> Model:
    before, now = earlier.compared.features, compared.features
    first = first_model(compared, seed=settings.seed)
    return carried(earlier.model, before.lists, np.bincount(before.list), first, now.lists)


def _trained(model: Model, compared: Compared, found: Candidates) -> Model:
    # Every k-th pair: the pairs are ordered by rows, which are in no order that matters.
    step = max(1, len(found.left) // TRAINING_PAIRS)
    left, right = found.left[::step].copy(), found.right[::step].copy()
    return trained(model, compared, left, right, share=1.0 / step)


def _scored(
    found: Candidates, order: NDArray[np.int32], evidence: Evidence, facts: Facts
) -> ScoredPairs:
    """The candidates under the rows' own numbers."""
    a, b = order[found.left], order[found.right]
    left, right = np.minimum(a, b), np.maximum(a, b)
    ordered = np.lexsort((right, left))
    left, right = np.ascontiguousarray(left[ordered]), np.ascontiguousarray(right[ordered])
    log_odds = evidence.log_odds(left, right)
    return ScoredPairs(left, right, log_odds, barred(left, right, facts) > 0)


def _silent(step: str, share: float) -> None:
    """Nobody is told."""
