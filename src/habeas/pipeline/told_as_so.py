"""Whether a claim, as corrected, tells of something as a fact: no denial, promise or plan."""

from __future__ import annotations

from collections.abc import Mapping

from habeas.model import Claim, Modality, Stance

_TOLD = frozenset({Stance.ASSERTS, Stance.REPORTS})


def told_as_so(claim: Claim, corrected: Mapping[str, str | None]) -> bool:
    """Whether somebody asserts or reports it; `corrected` maps fields to what a person set."""
    stance = corrected.get("stance") or claim.stance
    negated = corrected.get("negated", "true" if claim.negated else "false") == "true"
    modality = corrected.get("modality") or claim.modality
    return stance in _TOLD and not negated and modality == Modality.FACT
