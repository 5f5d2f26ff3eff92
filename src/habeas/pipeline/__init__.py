"""Which stage runs when: preserve, read, extract; the only room that moves data between stages.

    report = add(store, [Path("reports")])      # files and folders in; an AddReport out
    rebuild(store)                              # drop and derive again, without new ledger leaves
    anchor(store.judgements(), claims)          # which claim each judgement is about

Parsers run in processes of their own (`python -m habeas.pipeline.worker`) under limits of time
and memory; what they answer is treated as data from outside.
"""

from habeas.pipeline.adding import add
from habeas.pipeline.anchor import Anchored, anchor
from habeas.pipeline.intake import Description
from habeas.pipeline.rebuilding import RebuildReport, rebuild
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.single import read_one
from habeas.pipeline.tally import AddReport, Remark, Step

__all__ = [
    "AddReport",
    "Anchored",
    "Description",
    "ImportSettings",
    "RebuildReport",
    "Remark",
    "Step",
    "add",
    "anchor",
    "read_one",
    "rebuild",
]
