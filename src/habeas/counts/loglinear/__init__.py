"""Log-linear models of overlap tables: every hierarchical model fitted, checked and compared."""

from habeas.counts.loglinear.estimator import independence, log_linear
from habeas.counts.loglinear.model import Model

__all__ = ["Model", "independence", "log_linear"]
