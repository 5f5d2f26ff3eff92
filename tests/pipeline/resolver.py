"""A resolver that a reader of a test can follow in the head: equal names are one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from habeas.people import Decision, Records, Resolution, Sameness, ScoredPairs, resolution


def by_name(
    records: Records,
    *,
    decisions: Sequence[Decision] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Resolution:
    """Persons by equal names, kept to what was decided; every pair of one name is evidence."""
    place = {name: row for row, name in enumerate(records.ids)}
    cluster = {row: records.name[row].casefold() for row in range(len(records))}
    for decision in decisions:
        together = [place[name] for name in (*decision.records, *decision.others)]
        if decision.answer is Sameness.SAME:
            merged = {cluster[row] for row in together}
            for row, name in cluster.items():
                if name in merged:
                    cluster[row] = min(merged)
        elif decision.answer is Sameness.DIFFERENT:
            for name in decision.records:
                cluster[place[name]] += " (apart)"
    labels = sorted(set(cluster.values()))
    numbers = np.array([labels.index(cluster[row]) for row in range(len(records))])
    person, ids = resolution.numbered(records, numbers)
    pairs = [
        (a, b)
        for a in range(len(records))
        for b in range(a + 1, len(records))
        if records.name[a].casefold() == records.name[b].casefold()
    ]
    columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Resolution(
        records=records,
        person=person,
        person_ids=ids,
        probability=np.full(len(records), 0.9),
        pairs=ScoredPairs(
            columns[:, 0],
            columns[:, 1],
            np.full(len(pairs), 1.25, dtype=np.float32),
            np.zeros(len(pairs), dtype=np.bool_),
        ),
        figures={"records": float(len(records))},
    )
