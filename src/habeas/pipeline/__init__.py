"""Which stage runs when: preserve, read, extract; the only room that moves data between stages.

    report = add(store, [Path("reports")])      # files and folders in; an AddReport out
    rebuild(store)                              # drop and derive again, without new ledger leaves
    anchor(store.judgements(), claims)          # which claim each judgement is about

Parsers run in processes of their own (`python -m habeas.pipeline.worker`) under limits of time
and memory; what they answer is treated as data from outside.
"""

from habeas.pipeline.adding import add
from habeas.pipeline.anchor import anchor
from habeas.pipeline.intake import Description
from habeas.pipeline.judged_claims import Claims, JudgedClaim, judged_claims
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
    "Progress",
    "RebuildReport",
    "Remark",
    "Step",
    "add",
    "anchor",
    "judge",
    "judged_claims",
    "read_one",
    "rebuild",
]
