"""Who may see each person: worked out beside the pages, as it needs the whole record."""

from __future__ import annotations

from collections.abc import Mapping

from habeas.model import HabeasError
from habeas.pipeline import LabelInForce, LabelsInForce, ResolvedPeople, settle_labels
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.workbench import StillWorking, Workbench


def labels_of_people(bench: Workbench, people: ResolvedPeople) -> Mapping[str, LabelInForce] | None:
    """The label of each person by id; None while it is being worked out, or where it cannot be."""
    kept: KeptValue[LabelsInForce] = bench.notes.setdefault("people labels", KeptValue("labels"))
    try:
        record = bench.record
        found = kept.get(
            (record, people),
            lambda: settle_labels(record, record.labels, people=people),
            bench.patience,
        )
    except (StillWorking, HabeasError):
        # A list of people is worth having without their labels; the page says that they are open.
        return None
    return found.persons
