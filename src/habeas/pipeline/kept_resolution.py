"""A resolution as the store keeps it, and back.

Pairs that cannot be one human (probability below a thousandth, no fact that bars them, not of one
person) are not kept: there are millions, and nobody asks about them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from habeas.model import Plain, RecordAnchor, from_plain, to_plain
from habeas.pipeline.person_records import CaseRecords, RecordList
from habeas.store import KeptRecord, KeptResolution

if TYPE_CHECKING:
    from habeas.people import Resolution

_FIELDS = (
    "list", "name", "surname", "given", "patronymic", "born", "aged", "sex", "region", "place",
)  # fmt: skip
_LEAST_LOG_ODDS = -6.9
_MOST_LOG_ODDS = 1e6


def kept_form(
    resolution: Resolution, gathered: CaseRecords, *, resolver: str, inputs: str
) -> KeptResolution:
    """What is kept of a resolution of these records."""
    records = resolution.records
    columns = {name: getattr(records, name).texts() for name in _FIELDS}
    events = _events(resolution)
    links = _links(resolution)
    kept = []
    for row, identity in enumerate(records.ids):
        anchor = gathered.anchors[row]
        said = {name: column[row] for name, column in columns.items() if column[row]}
        content = {
            **said,
            "anchor": to_plain(anchor),
            "events": events.get(row, []),
            "probability": float(resolution.probability[row]),
        }
        person = resolution.person_ids[int(resolution.person[row])]
        kept.append(KeptRecord(identity, anchor.source, person, content, tuple(links.get(row, ()))))
    return KeptResolution(
        resolver=resolver,
        inputs=inputs,
        persons=resolution.person_ids,
        records=tuple(kept),
        content={
            "figures": {name: float(value) for name, value in resolution.figures.items()},
            "notes": list(resolution.notes),
            "lists": to_plain(gathered.lists),
            "left_out": list(gathered.left_out),
        },
    )


def resolution_of(kept: KeptResolution) -> tuple[Resolution, CaseRecords]:
    """The resolution that was kept, with its records; evidence that was not kept is not there."""
    import numpy as np

    from habeas.people import Resolution, ScoredPairs

    records = records_of([record.content for record in kept.records], kept)
    number = {identity: place for place, identity in enumerate(kept.persons)}
    links = [
        (row, other, odds, barred)
        for row, record in enumerate(kept.records)
        for other, odds, barred in record.links
    ]
    resolution = Resolution(
        records=records.records,
        person=np.array([number[record.person] for record in kept.records], dtype=np.int32),
        person_ids=kept.persons,
        probability=np.array([record.content["probability"] for record in kept.records], float),
        pairs=ScoredPairs(
            np.array([link[0] for link in links], dtype=np.int32),
            np.array([link[1] for link in links], dtype=np.int32),
            np.array([link[2] for link in links], dtype=np.float32),
            np.array([link[3] for link in links], dtype=np.bool_),
        ),
        figures=dict(kept.content["figures"]),
        notes=tuple(kept.content["notes"]),
    )
    return resolution, records


def records_of(contents: Sequence[Mapping[str, Plain]], kept: KeptResolution) -> CaseRecords:
    """The records that were resolved, as they were then."""
    import numpy as np

    from habeas.people import Events, Records

    columns: dict[str, list[str]] = {
        name: [content.get(name, "") for content in contents] for name in _FIELDS
    }
    events = [(row, *event) for row, content in enumerate(contents) for event in content["events"]]
    by_column = np.array(events, dtype=np.int32).reshape(-1, 4).T
    return CaseRecords(
        Records.build(
            [record.id for record in kept.records],
            events=Events(by_column[0], by_column[1].astype(np.int8), by_column[2], by_column[3]),
            rank=np.arange(len(contents), dtype=np.int32),
            **columns,
        ),
        tuple(from_plain(RecordAnchor, content["anchor"]) for content in contents),
        tuple(from_plain(RecordList, item) for item in kept.content["lists"]),
        tuple(kept.content["left_out"]),
    )


def _events(resolution: Resolution) -> dict[int, list[list[int]]]:
    found: dict[int, list[list[int]]] = {}
    events = resolution.records.events
    columns = (events.record, events.kind, events.first, events.last)
    for row, *event in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(row, []).append(event)
    return found


def _links(resolution: Resolution) -> dict[int, list[tuple[int, float, bool]]]:
    import numpy as np

    pairs, person = resolution.pairs, resolution.person
    together = person[pairs.left] == person[pairs.right]
    kept = np.flatnonzero((pairs.log_odds > _LEAST_LOG_ODDS) | pairs.barred | together)
    odds: Any = np.clip(np.nan_to_num(pairs.log_odds[kept]), -_MOST_LOG_ODDS, _MOST_LOG_ODDS)
    found: dict[int, list[tuple[int, float, bool]]] = {}
    columns = (pairs.left[kept], pairs.right[kept], odds, pairs.barred[kept])
    for left, right, value, barred in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault(left, []).append((right, value, barred))
    return found
