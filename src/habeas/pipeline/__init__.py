"""Which stage runs when: preserve, read, extract; the only room that moves data between stages.

    report = add(store, [Path("reports")])      # files and folders in; an AddReport out
    rebuild(store)                              # drop and derive again, without new ledger leaves
    judge(store, "k3v", "confirm", reason=…)    # a person's decision, for good
    judged_claims(store)                        # claims, each with what people decided
    count(read_documents(store))                # totals, where a source's lists overlap

Parsers run in processes of their own (`python -m habeas.pipeline.worker`) under limits of time
and memory; what they answer is treated as data from outside. These processes import this package
too, and must not load the case store with it: hence each name is fetched at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.pipeline.adding import add
    from habeas.pipeline.as_of import Snapshot, find_head, read_documents, snapshot
    from habeas.pipeline.counting import ListCount, count
    from habeas.pipeline.description import Description
    from habeas.pipeline.judged_claim import Claims, JudgedClaim, judged_claims
    from habeas.pipeline.judging import judge
    from habeas.pipeline.rebuilding import RebuildReport, rebuild
    from habeas.pipeline.settings import ImportSettings
    from habeas.pipeline.single import read_one
    from habeas.pipeline.tally import AddReport, Progress, Remark, Step

__all__ = [
    "AddReport",
    "Claims",
    "Description",
    "ImportSettings",
    "JudgedClaim",
    "ListCount",
    "Progress",
    "RebuildReport",
    "Remark",
    "Snapshot",
    "Step",
    "add",
    "count",
    "find_head",
    "judge",
    "judged_claims",
    "read_documents",
    "read_one",
    "rebuild",
    "snapshot",
]

_HOMES = {
    "AddReport": "tally",
    "Claims": "judged_claim",
    "Description": "description",
    "ImportSettings": "settings",
    "JudgedClaim": "judged_claim",
    "ListCount": "counting",
    "Progress": "tally",
    "RebuildReport": "rebuilding",
    "Remark": "tally",
    "Snapshot": "as_of",
    "Step": "tally",
    "add": "adding",
    "count": "counting",
    "find_head": "as_of",
    "judge": "judging",
    "judged_claims": "judged_claim",
    "read_documents": "as_of",
    "read_one": "single",
    "rebuild": "rebuilding",
    "snapshot": "as_of",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'habeas.pipeline' has no attribute {name!r}") from None
    return getattr(import_module(f"habeas.pipeline.{home}"), name)
