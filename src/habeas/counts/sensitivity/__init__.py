"""How a total moves with what no list can show: dependence, priors, lists, a hidden group."""

from habeas.counts.sensitivity.curve import Curve, CurvePoint, SensitivitySheet
from habeas.counts.sensitivity.hidden import share_that_multiplies, total_with_hidden
from habeas.counts.sensitivity.odds_ratio import XiBand, xi_band
from habeas.counts.sensitivity.sheet import SECTIONS, sensitivity

__all__ = [
    "SECTIONS",
    "Curve",
    "CurvePoint",
    "SensitivitySheet",
    "XiBand",
    "sensitivity",
    "share_that_multiplies",
    "total_with_hidden",
    "xi_band",
]
