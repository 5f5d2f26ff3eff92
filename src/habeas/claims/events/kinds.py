"""What a claim's type has to do with a happening: how alike two types are, and who denies."""

from __future__ import annotations

from functools import cache

from habeas.claims.ontology import claim_types
from habeas.claims.tables import shared_rows
from habeas.model import Claim, Modality, Stance

# What is said in general, and is no happening: joined only where the words are the same.
_STATEMENTS = frozenset({"position", "official_denial", "policy_accusation"})
_GENERAL = frozenset({"legal_norm", "data_gap", "other"})
_ACT_GROUPS = frozenset({"ill_treatment", "life", "liberty", "outcome"})
# "No doctor came", "they are on no list" accuse by a negation.
_ACCUSE_NEGATED = frozenset({"conditions", "secret_detention", "enforced_disappearance"})
_RIVAL = 0.2


@cache
def _likeness() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for row in shared_rows("related_types"):
        for pair in ((row["one"], row["other"]), (row["other"], row["one"])):
            found[pair] = float(row["likeness"])
    return found


def likeness(one: str, other: str) -> float | None:
    """1 for the same type, less for a related one, None where they cannot be one happening."""
    return 1.0 if one == other else _likeness().get((one, other))


def is_happening(type: str) -> bool:
    """Whether a claim of this type tells of something that happened at a place and a time."""
    return type not in _STATEMENTS and type not in _GENERAL


def denies(claim: Claim) -> bool:
    """Whether it says that something did not happen, or takes back that it did."""
    if claim.stance in (Stance.DENIES, Stance.RETRACTS) or claim.type == "official_denial":
        return True
    kind = claim_types().get(claim.type)
    return (
        claim.negated
        and kind is not None
        and kind.group in _ACT_GROUPS
        and claim.type not in _ACCUSE_NEGATED
    )


def tells(claim: Claim) -> bool:
    """Whether it tells of something as having happened, for sure or perhaps; no plan or promise."""
    told = claim.stance in (Stance.ASSERTS, Stance.REPORTS)
    return told and claim.modality in (Modality.FACT, Modality.POSSIBLE) and not denies(claim)


def denied_act(claim: Claim) -> str | None:
    """The act that a denial is about; None for one that names none."""
    acts = {code for code, kind in claim_types().items() if kind.group in _ACT_GROUPS}
    if claim.type in acts:
        return claim.type
    rivals = [(-score, code) for code, score in claim.type_scores if code in acts]
    return min(rivals)[1] if rivals and -min(rivals)[0] >= _RIVAL else None
