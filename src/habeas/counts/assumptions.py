"""What each method takes for granted and no data can test, in one plain sentence."""

from __future__ import annotations

from habeas.counts.fact_table import rows

_COMMON = "common"


def assumption(method: str) -> str:
    """The identifying assumption of a method, as a sentence for somebody who is no statistician.

    Raises LookupError for a method that `data/assumptions.tsv` does not have.
    """
    return _sentences()[method]


def common_assumption() -> str:
    """What every method takes for granted, whatever else it assumes."""
    return _sentences()[_COMMON]


def is_lower_bound(method: str) -> bool:
    """Whether a method's figure is one that the total is at least, and not the total."""
    return any(
        row["gives"] == "lower bound" and row["method"] == method for row in rows("assumptions.tsv")
    )


def _sentences() -> dict[str, str]:
    return {row["method"]: row["sentence"] for row in rows("assumptions.tsv")}
